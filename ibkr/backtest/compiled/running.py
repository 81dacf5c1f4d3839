"""Running forms: one result, one outcome, or an outcome for each combination of parameters."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property, partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, TypedDict, Unpack, cast

import attrs
import numpy as np

from ...errors import BacktestError
from ..costs import IBKR_FIXED
from ..engine import CONVENTIONS, NEXT_OPEN
from ..errors import StrategyError
from ..terms import Convention, Terms
from .accounts import EXITS, account_record, asset_records
from .direct import is_direct, measure_directly, run_directly, sweep_directly
from .failures import complaint
from .forms import Weights
from .kernels import walk
from .loading import Load, load
from .outcomes import FIELDS, Outcome, Outcomes, outcomes_of
from .prepared import Prepared, fixed, prepare
from .results import result_of
from .tables import Tables
from .walking import FULL, WRONG

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from ..assets import Asset
    from ..costs import Commission
    from ..inputs import BarsLike
    from ..result import Result
    from ..risk import Risk
    from ..slippage import Slippage
    from .forms import Form


class Options(TypedDict, total=False):
    """The terms of a run, as `backtest` takes them; of the rest, what is not here it alone has."""

    cash: float
    commission: Commission
    slippage: Slippage | None
    convention: Convention
    asset: str | Asset
    assets: Iterable[Asset]
    fractional: bool
    volume_limit: float | None
    risk: Risk | None
    currency: str
    leverage: float
    maintenance: float | None
    latency: int
    sizer: Any
    rates: Any
    seed: int | None


NO_RISK: Final = fixed(np.full((1, len(EXITS)), np.nan))


@attrs.frozen(eq=False)
class Job:
    """A form on its bars under its terms, ready to go."""

    prepared: Prepared
    terms: Terms
    cash: float
    form: Any

    @property
    def name(self) -> str:
        """What the form is called in results."""
        return name_of(self.form)

    @property
    def columns(self) -> dict[str, NDArray[Any]]:
        """The bars of the one asset, by name."""
        names = ("time", "open", "high", "low", "close", "volume")
        return dict(zip(names, self.prepared.columns(), strict=True))

    @cached_property
    def records(self) -> NDArray[Any]:
        """The terms of the assets, as kernels take them; what only the reference engine has is refused."""
        return asset_records(self.terms)

    def tables(self, *, keep: bool, statistics: bool) -> Tables:
        """Memory for one run at a time."""
        account = account_record(self.terms, self.cash)
        account["statistics"] = statistics
        return Tables(account, self.records, keep=keep)

    def months(self) -> NDArray[np.int64]:
        """The month of each bar, where a commission looks at the month's volume."""
        tiered = any(
            hasattr(asset.commission or self.terms.commission, "after") for asset in self.prepared.assets
        )
        if not tiered:
            return NO_MONTHS
        return fixed(self.prepared.times.astype("datetime64[ms]").astype("datetime64[M]"), np.int64)


NO_MONTHS: Final = fixed(np.zeros(0, dtype=np.int64))


def job(bars: BarsLike | Prepared | Mapping[str, BarsLike], form: Form, options: Options) -> Job:
    """Check everything that can be checked before anything is compiled."""
    cash = float(options.get("cash", 100_000.0))
    if not (math.isfinite(cash) and cash > 0):
        raise BacktestError(f"A backtest starts with cash above zero, not {cash}.")
    if options.get("rates"):
        raise BacktestError(
            "The compiled engine has no rates: use the reference engine, ibkr.backtest.backtest."
        )
    convention = options.get("convention", NEXT_OPEN)
    if convention not in CONVENTIONS:
        raise BacktestError(f"convention={convention!r} is none of {', '.join(CONVENTIONS)}.")
    limit = options.get("volume_limit")
    if limit is not None and not 0 < limit <= 1:
        raise BacktestError(f"volume_limit={limit} is not in (0, 1].")
    asset, assets = options.get("asset", ""), options.get("assets", ())
    prepared = bars if isinstance(bars, Prepared) else prepare(cast("Any", bars), asset=asset, assets=assets)
    if limit is not None:
        _need_volume(prepared)
    many = isinstance(form, Weights)
    if not many and not prepared.single:
        raise BacktestError(
            f"There are {len(prepared.series)} assets: the compiled engine runs weights() on several, "
            "and other forms on one; use the reference engine, ibkr.backtest.backtest."
        )
    terms = Terms(
        commission=options.get("commission", IBKR_FIXED),
        slippage=options.get("slippage"),
        convention=convention,
        assets=prepared.assets,
        leverage=float(options.get("leverage", 1.0)),
        maintenance=options.get("maintenance") or 0.0,
        fractional=options.get("fractional", False),
        volume_limit=limit,
        latency=options.get("latency", 0),
        risk=options.get("risk"),
        sizer=options.get("sizer"),
        currency=options.get("currency", "USD"),
        seed=options.get("seed"),
    )
    return Job(prepared, terms, cash, form)


def _need_volume(prepared: Prepared) -> None:
    for bars, asset in zip(prepared.series, prepared.assets, strict=True):
        if not np.any(bars.volume):
            raise BacktestError(
                f"volume_limit needs volume, and the bars of {asset.name or 'the asset'} have none."
            )


def run(bars: BarsLike | Prepared | Mapping[str, BarsLike], form: Form, **options: Unpack[Options]) -> Result:
    """Run a form over bars and return what happened: the same `Result` as `backtest`, fill by fill.

    Raises:
        InvalidBars: naming the first bad row.
        StrategyError: a decision that cannot be meant; its `.result` ends with that bar.
        BacktestError: arrays that do not fit, or terms that only the reference engine has.
    """
    made = job(bars, form, options)
    if isinstance(form, Weights):
        from .portfolio import run_weights

        return run_weights(made)
    if is_direct(made):
        return run_directly(made)
    loaded = load(form, made.columns, [{}])
    tables = made.tables(keep=True, statistics=False)
    step, said = _walk(made, loaded, tables, NO_RISK, NO_CURVE, _outcome_table(1), 0, 1)
    length = len(made.columns["close"])
    if said == WRONG:
        bar = int(tables.account["bar"][0])
        raise _failed(made, loaded, tables, bar, step)
    return result_of(made, tables, first=loaded.first, length=length)


NO_CURVE: Final = np.zeros(0)


def _failed(made: Job, loaded: Load, tables: Tables, bar: int, _combination: int) -> StrategyError:
    from ...model.bars import from_milliseconds

    time = from_milliseconds(int(made.columns["time"][bar]))
    asset = made.prepared.names[0] or "the asset"
    return StrategyError(
        f"{name_of(made.form)} decided on bar {bar} of {asset} ({time:%Y-%m-%d %H:%M} UTC) what cannot be "
        f"meant: {complaint(tables)}. What happened until then is in `.result`.",
        bar=bar,
        time=time,
        asset=asset,
        result=result_of(made, tables, first=loaded.first, length=bar + 1, ended=False),
    )


def name_of(form: Any) -> str:
    """What a form is called in results."""
    function = getattr(form, "function", None)
    return type(form).__name__.lower() if function is None else function.__name__


def _outcome_table(rows: int) -> NDArray[np.float64]:
    return np.full((rows, FIELDS), np.nan)


def _walk(
    made: Job,
    loaded: Load,
    tables: Tables,
    risks: NDArray[np.float64],
    curve: NDArray[np.float64],
    table: NDArray[np.float64],
    first: int,
    last: int,
) -> tuple[int, int]:
    """Run combinations; the one where it ended and why. Tables grow as they fill."""
    kernel, columns, months, resume = walk(), made.prepared.columns(), made.months(), False
    state = loaded.state.copy()
    while True:
        first, said = kernel(
            loaded.scan, tables.account, tables.terms, tables.assets, tables.start, tables.decision,
            columns, months, loaded.actions, loaded.lines, loaded.picks, loaded.parameters, loaded.firsts,
            risks, loaded.state, state, curve, table, first, last, resume,
        )  # fmt: skip  # as `walking.walk` lists them
        if said != FULL:
            return first, said
        tables.grow()
        resume = True


def measure(
    bars: BarsLike | Prepared | Mapping[str, BarsLike],
    form: Form,
    *,
    curve: bool = False,
    statistics: bool = True,
    **options: Unpack[Options],
) -> Outcome:
    """Run a form and return numbers only: the final equity, and what `Outcome` lists.

    `curve` keeps the equity at each close. Fills, orders and events are not kept.

    Raises: as `run`.
    """
    made = job(bars, form, options)
    if isinstance(form, Weights):
        from .portfolio import measure_weights

        return measure_weights(made, curve=curve, statistics=statistics)
    return _measured(made, {}, 1, curve=curve, statistics=statistics, threads=1)[0]


def sweep(
    bars: BarsLike | Prepared,
    form: Form,
    parameters: Mapping[str, ArrayLike],
    *,
    threads: int | None = None,
    statistics: bool = True,
    **options: Unpack[Options],
) -> Outcomes:
    """Run a form once for each combination of parameters; numbers only, in the order given.

    `parameters` has one sequence for each name, all of one length: the k-th of each make up
    combination k. Names are the form's parameters, and `stop_loss`, `take_profit` and
    `trailing_stop`, which set `Risk` for the combination. Indicators are calculated once for
    each set of arguments. `threads` share the work, by default one a processor; `statistics`
    adds drawdown and Sharpe ratio. For the curve of the best, `run` the form with
    `outcomes.chosen(outcomes.best())`.

    Raises:
        BacktestError: sequences that differ in length, an unknown parameter, and as `run`.
    """
    made = job(bars, form, options)
    if isinstance(form, Weights):
        raise BacktestError("weights() has no parameters to sweep over.")
    table = {name: np.asarray(values, dtype=np.float64) for name, values in parameters.items()}
    lengths = {name: len(values) for name, values in table.items()}
    if not table or len(set(lengths.values())) != 1 or 0 in lengths.values():
        raise BacktestError(
            f"A sweep needs sequences of one length for its parameters, not {lengths or 'none'}."
        )
    for name, values in table.items():
        if not np.isfinite(values).all():
            row = int((~np.isfinite(values)).argmax())
            raise BacktestError(f"{name} of combination {row} is {values[row]}, not a number.")
    size = next(iter(lengths.values()))
    workers = threads or os.cpu_count() or 1
    return _measured(made, table, size, curve=False, statistics=statistics, threads=workers)


def _measured(
    made: Job,
    table: dict[str, NDArray[np.float64]],
    size: int,
    *,
    curve: bool,
    statistics: bool,
    threads: int,
) -> Outcomes:
    own = {name: values for name, values in table.items() if name not in EXITS}
    _check_names(made.form, own)
    line = np.empty(len(made.columns["close"])) if curve else NO_CURVE
    if len(own) == len(table) and is_direct(made):
        found = _directly(made, own, size, line, threads=threads, statistics=statistics)
        return outcomes_of(made, found, table, line if curve else None, statistics=statistics)
    rows = [dict(zip(own, row, strict=True)) for row in zip(*own.values(), strict=True)] or [{}] * size
    loaded = load(made.form, made.columns, rows)
    risks = _risks(table, size)
    line[: loaded.first] = made.cash
    found = _outcome_table(size)

    def work(first: int, last: int) -> None:
        tables = made.tables(keep=False, statistics=statistics)
        place, said = _walk(made, loaded, tables, risks, line, found, first, last)
        if said == WRONG:
            raise _wrong_in(made, tables, place, rows)

    _share(work, size, threads)
    return outcomes_of(made, found, table, line if curve else None, statistics=statistics)


def _directly(
    made: Job,
    numbers: dict[str, NDArray[np.float64]],
    size: int,
    line: NDArray[np.float64],
    *,
    threads: int,
    statistics: bool,
) -> NDArray[np.float64]:
    if not numbers:
        return measure_directly(made, line, statistics=statistics)
    share = partial(_share, threads=threads)
    return sweep_directly(made, numbers, size, share, statistics=statistics)


def _wrong_in(made: Job, tables: Tables, place: int, rows: Sequence[Mapping[str, float]]) -> BacktestError:
    bar = int(tables.account["bar"][0])
    chosen = ", ".join(f"{name}={value:g}" for name, value in rows[place].items())
    return BacktestError(
        f"{name_of(made.form)}({chosen}) decided on bar {bar} what cannot be meant: {complaint(tables)}."
    )


def _check_names(form: Any, table: Mapping[str, Any]) -> None:
    known = list(getattr(form, "parameters", {}))
    unknown = [name for name in table if name not in known]
    if unknown:
        raise BacktestError(
            f"There is no parameter {', '.join(unknown)}; there are {', '.join([*known, *EXITS])}."
        )


def _risks(table: Mapping[str, NDArray[np.float64]], size: int) -> NDArray[np.float64]:
    risks = np.full((size, len(EXITS)), np.nan)
    for place, name in enumerate(EXITS):
        if name not in table:
            continue
        values = table[name]
        most = math.inf if name == "take_profit" else 1.0
        wrong = (values <= 0) | (values >= most)
        if wrong.any():
            raise BacktestError(f"{name}={values[int(wrong.argmax())]:g} is not between 0 and {most:g}.")
        risks[:, place] = values
    return fixed(risks)


def _share(work: Callable[[int, int], None], size: int, threads: int) -> None:
    """Cut the combinations into parts, a few for each thread, for they differ in length."""
    if threads <= 1 or size < 2:
        work(0, size)
        return
    edges = np.linspace(0, size, min(size, 4 * threads) + 1).astype(int).tolist()
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(work, *pair) for pair in pairwise(edges)]:
            done.result()
