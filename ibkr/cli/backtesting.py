"""What the commands of `ibkr backtest` do: find bars, run, print, write the report."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs
import typer

from ibkr.cli import strategies
from ibkr.cli.console import keys, out, say, show, words
from ibkr.cli.statuses import USED_WRONGLY
from ibkr.cli.stopping import interrupted
from ibkr.errors import BacktestError, ConfigError

if TYPE_CHECKING:
    from ibkr.backtest import Commission
    from ibkr.backtest.report import Reportable
    from ibkr.backtest.research import Search
    from ibkr.history import Store
    from ibkr.model.periods import BarSize

PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?)\s*%")
SOURCES: Final = "--bars FILE, --symbol SYMBOL (from the gateway, or with --store from a store) or --sample N"


@attrs.frozen
class Source:
    """Where the bars are."""

    files: Sequence[str] = ()
    store: Path | None = None
    symbol: str | None = None
    period: str = "1y"
    bar: BarSize = "1d"
    exchange: str | None = None
    sample: int | None = None
    seed: int = 1
    url: str | None = None

    def bars(self) -> tuple[Any, str]:
        """The bars, or several series by name, and what to call the one.

        Raises:
            ConfigError: none or several places are named.
        """
        said = [bool(self.files), self.symbol is not None, self.sample is not None]
        if sum(said) != 1:
            raise ConfigError(f"Where are the bars? Give one of {SOURCES}.")
        if self.files:
            return self._from_files()
        if self.sample is not None:
            from ibkr.backtest import sample_bars

            return sample_bars(self.sample, seed=self.seed), "SAMPLE"
        symbol = str(self.symbol)
        if self.store is not None:
            return self._from_store(symbol, self.store), symbol
        return self._from_gateway(symbol), symbol

    def _from_files(self) -> tuple[Any, str]:
        from ibkr.backtest import read_bars

        pairs = [one.split("=", 1) if "=" in one else [Path(one).stem, one] for one in self.files]
        if len({name for name, _ in pairs}) < len(pairs):
            raise ConfigError("Two files of bars have the same name: write NAME=FILE.")
        series = {name: read_bars(path, name) for name, path in pairs}
        return (series, "") if len(series) > 1 else next((bars, name) for name, bars in series.items())

    def _from_store(self, symbol: str, store: Path) -> Any:
        from ibkr.cli.keep import existing

        kept = existing(store)
        return kept.read(_conid(kept, symbol, self.bar), self.bar).to_numpy()

    def _from_gateway(self, symbol: str) -> Any:
        from ibkr.cli.opening import client, conid

        with client(self.url) as ib:
            return ib.market_data.bars(conid(ib, symbol, self.exchange), period=self.period, bar=self.bar)


def _conid(store: Store, symbol: str, bar: str) -> int:
    """The contract of a symbol that a store has bars of."""
    if symbol.isdecimal():
        return int(symbol)
    found = {one.conid for one in store.series() if one.symbol == symbol and one.bar == bar}
    if len(found) == 1:
        return found.pop()
    if found:
        raise ConfigError(
            f"The store has several contracts called {symbol}: say which, by conid: {sorted(found)}."
        )
    known = sorted({f"{one.symbol} {one.bar}" for one in store.series()})
    raise ConfigError(f"The store has no {symbol} {bar}; it has {', '.join(known) or 'nothing'}.")


@attrs.frozen
class Terms:
    """The terms of a run, as written."""

    cash: float = 100_000.0
    commission: str = "fixed"
    convention: Literal["next_open", "next_close", "close"] = "next_open"
    fractional: bool = False
    benchmark: str | None = None

    def arguments(self) -> dict[str, Any]:
        """What `backtest` takes."""
        given: dict[str, Any] = {
            "cash": self.cash,
            "commission": commission_of(self.commission),
            "convention": self.convention,
            "fractional": self.fractional,
        }
        return given if self.benchmark is None else {**given, "benchmark": self.benchmark}


def commission_of(written: str) -> Commission:
    """A model by its name, or a percentage of each order's value.

    Raises:
        ConfigError: it is neither.
    """
    from ibkr.backtest import IBKR_FIXED, IBKR_TIERED, NoCommission, PercentCommission

    models: dict[str, Commission] = {"fixed": IBKR_FIXED, "tiered": IBKR_TIERED, "none": NoCommission()}
    if written in models:
        return models[written]
    percent = PERCENT.fullmatch(written)
    if percent is None:
        raise ConfigError(
            f"--commission {written} is none of {', '.join(models)}, nor a percentage such as 0.1%."
        )
    return PercentCommission(float(percent[1]))


@attrs.frozen
class Tried:
    """Which parameters to try, and how to rank them, as written."""

    grid: Sequence[str]
    where: Sequence[str]
    trials: int | None
    search: Literal["random", "bayesian"]
    by: str
    minimize: bool
    workers: int | None
    seed: int

    def make(self) -> Search:
        """The search.

        Raises:
            ConfigError: no parameter has values.
            BacktestError: the grid is empty or too large.
        """
        from ibkr.backtest import research

        if not self.grid:
            raise ConfigError("Which parameters? Give --grid NAME=VALUES, such as --grid fast=5:50:5.")
        where = strategies.condition(self.where)
        if self.trials is None:
            return research.grid(strategies.grid_values(self.grid), where=where)
        draw = {"random": research.random, "bayesian": research.bayesian}[self.search]
        return draw(self.trials, seed=self.seed, where=where, **strategies.ranges(self.grid))

    def ranking(self) -> dict[str, Any]:
        """How trials are ranked, and by whom they are run."""
        return {"by": self.by, "maximize": not self.minimize, "executor": self.workers}


@attrs.frozen
class Output:
    """What to do with what comes out."""

    report: Path | None
    as_json: bool
    as_csv: bool

    def check(self) -> None:
        """Say what cannot be done before work begins.

        Raises:
            ConfigError: the report cannot be written there.
        """
        from ibkr.backtest.report import check_name

        if self.report is not None:
            try:
                check_name(self.report)
            except BacktestError as error:
                raise ConfigError(f"--report {error}") from error

    def give(self, what: Reportable, rows: Callable[[], Sequence[dict[str, Any]]], **parts: Any) -> None:
        """Write the report, then print: figures in words, everything as JSON, or `rows` as CSV."""
        from ibkr.backtest.report import to_text, write_report
        from ibkr.backtest.report.data import as_json

        if self.report is not None:
            path = write_report(what, self.report, **parts)
            say(f"Wrote {path}, {path.stat().st_size / 1e6:.1f} MB.")
        if self.as_json:
            out().out(as_json(what), highlight=False)
        elif self.as_csv:
            table = list(rows())
            show(table, keys(*table[0]) if table else {}, as_csv=True)
        else:
            out().out(to_text(what), highlight=False)


@contextmanager
def working() -> Generator[None]:
    """A command at work: what the strategy did wrong is shown as its own, Ctrl-C leaves nothing half done."""
    try:
        with interrupted("Nothing was written."):
            yield
    except BacktestError as error:
        if error.__cause__ is not None:
            strategies.show_traceback(error.__cause__)
        say(str(error).replace(" What happened until then is in `.result`.", ""))
        raise typer.Exit(USED_WRONGLY) from None


@contextmanager
def progress(what: str, total: int) -> Generator[Callable[[int, int], None]]:
    """A progress bar on stderr; only its end where stderr is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=words()) as bar:
        task = bar.add_task(what, total=total)

        def draw(done: int, all_: int) -> None:
            bar.update(task, completed=done, total=all_)

        yield draw


# --- the commands ------------------------------------------------------------------------------


def run(
    strategy: str,
    parameters: Sequence[str],
    source: Source,
    terms: Terms,
    output: Output,
    *,
    paths: int | None = None,
) -> None:
    """Run one strategy."""
    output.check()
    made, given = strategies.strategy(strategy), strategies.parameters(parameters)
    with working():
        from ibkr.backtest import backtest
        from ibkr.backtest.research import monte_carlo

        bars, name = source.bars()
        result = backtest(made, bars, asset=name, parameters=given, **terms.arguments())
        drawn = monte_carlo(result, paths=paths, seed=source.seed) if paths is not None else None
        parts = {} if drawn is None else {"monte_carlo": drawn}
        output.give(result, lambda: [attrs.asdict(trade) for trade in result.trades], **parts)


def compare(written: Sequence[str], source: Source, terms: Terms, output: Output) -> None:
    """Put strategies beside each other."""
    output.check()
    chosen = [strategies.named_strategy(one) for one in written]
    by_name = {name: (made, given) for name, made, given in chosen}
    if len(by_name) < len(chosen):
        raise ConfigError("Two strategies are the same: give each once.")
    with working():
        from ibkr.backtest import compare_strategies

        bars, name = source.bars()
        found = compare_strategies(by_name, bars, asset=name, **terms.arguments())
        output.give(found, lambda: _filled(found.rows()))


def sweep(strategy: str, tried: Tried, source: Source, terms: Terms, output: Output, *, keep: int) -> None:
    """Try many parameters."""
    output.check()
    made = strategies.strategy(strategy)
    with working():
        from ibkr.backtest import research

        search = tried.make()
        bars, name = source.bars()
        say(f"{len(search):,} combinations of {', '.join(_names(tried))} to try.")
        with progress("trying", len(search)) as draw:
            found = research.sweep(
                made,
                bars,
                search,
                keep=keep,
                progress=draw,
                asset=name,
                **tried.ranking(),
                **terms.arguments(),
            )
        _say_failures(found.failed, len(found.trials))
        output.give(found, lambda: _filled(found.rows()))
        if not found.ranked():
            raise typer.Exit(USED_WRONGLY)


def walk_forward(
    strategy: str,
    tried: Tried,
    source: Source,
    terms: Terms,
    output: Output,
    *,
    train: int,
    test: int,
    anchored: bool,
) -> None:
    """Choose on the past, trade what follows."""
    output.check()
    made = strategies.strategy(strategy)
    with working():
        from ibkr.backtest import research
        from ibkr.backtest.report.data import window_row

        search = tried.make()
        bars, name = source.bars()
        say(f"{len(search):,} combinations of {', '.join(_names(tried))} to try in each window.")
        with progress("walking", 1) as draw:
            found = research.walk_forward(
                made,
                bars,
                tried.make if tried.trials is not None else search,
                train=train,
                test=test,
                anchored=anchored,
                progress=draw,
                asset=name,
                **tried.ranking(),
                **terms.arguments(),
            )
        output.give(found, lambda: [window_row(window) for window in found.windows])


def _names(tried: Tried) -> list[str]:
    return [written.partition("=")[0] for written in tried.grid]


def _filled(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the same columns: what cannot be told of one is empty."""
    columns = dict.fromkeys(name for row in rows for name in row)
    return [{name: row.get(name) for name in columns} for row in rows]


def _say_failures(failed: Sequence[Any], trials: int) -> None:
    if failed:
        say(f"{len(failed):,} of {trials:,} failed; the first: {failed[0].error}")
