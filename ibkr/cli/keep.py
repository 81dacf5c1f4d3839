"""The commands that keep history: ask the client or the store, print what they say."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.cli.console import keys, show, words
from ibkr.cli.opening import client
from ibkr.cli.stopping import interrupted
from ibkr.errors import ConfigError
from ibkr.history import Store

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from ibkr.model.downloads import Downloaded, Hole, MissingSession, Progress
    from ibkr.model.periods import BarSize

SHOWN = 5
KEPT = "What came is kept; the same command goes on from there."


@attrs.frozen
class Fetched:
    """One line of what came."""

    conid: int
    symbol: str
    bar: str
    received: int
    first_bar: datetime | None
    note: str


def fetch(
    symbols: Sequence[str],
    start: datetime,
    end: datetime,
    bar: BarSize,
    *,
    store: Path,
    outside_rth: bool,
    refresh: bool,
    url: str | None,
    as_json: bool,
    as_csv: bool,
) -> bool:
    """Download into a store; whether everything asked for came."""
    kept = Store(store)
    with interrupted(KEPT), client(url) as ib, _bar() as draw:
        result = ib.history.download(
            symbols, start, end, bar, store=kept, outside_rth=outside_rth, refresh=refresh, progress=draw
        )
    columns = {name: name for name in ("conid", "symbol", "bar", "received", "first_bar", "note")}
    show(_lines(result), columns, as_json=as_json, as_csv=as_csv)
    _say_what_is_missing(result)
    return not result.failed and not any(one.unanswered for one in result.series)


@contextmanager
def _bar() -> Generator[Callable[[Progress], None]]:
    """A progress bar on stderr; only its end where stderr is no terminal."""
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(*columns, console=words()) as bar:
        task = bar.add_task("asking", total=1.0)

        def draw(progress: Any) -> None:
            bar.update(task, completed=progress.fraction, description=_description(progress))

        yield draw


def _description(progress: Progress) -> str:
    left = "" if progress.remaining is None else f", {progress.remaining / 60:.0f} min left"
    if progress.remaining is not None and progress.remaining < 90:
        left = f", {progress.remaining:.0f} s left"
    return f"{progress.finished} of {progress.contracts} contracts, {progress.bars:,} bars{left}"


def _lines(result: Downloaded) -> list[Fetched]:
    return [
        Fetched(
            one.series.conid,
            one.contract.symbol,
            one.series.bar,
            one.received,
            one.first_bar,
            _note(len(one.changes), [str(span) for span in one.unanswered]),
        )
        for one in result.series
    ]


def _note(changes: int, unanswered: Sequence[str]) -> str:
    notes = [f"unanswered: {', '.join(unanswered)}"] if unanswered else []
    return "; ".join([*notes, *([f"{changes} bars differ from what was stored"] if changes else [])])


def _say_what_is_missing(result: Downloaded) -> None:
    for name, error in result.failed.items():
        words().print(f"{name}: {error}", style="red", markup=False)
    known = [one for one in result.missing if one.verified]
    _say_days("without a bar though others were traded", known)
    _say_days("without a bar, perhaps holidays", [one for one in result.missing if not one.verified])
    _say_holes("though others were traded", [one for one in result.holes if one.verified])
    _say_holes("on days that were perhaps short", [one for one in result.holes if not one.verified])


def _say_days(what: str, missing: Sequence[MissingSession]) -> None:
    if missing:
        days = ", ".join(f"{one.day}" for one in missing[:SHOWN])
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        words().print(f"{len(missing)} weekdays {what}: {days}{more}")


def _say_holes(what: str, holes: Sequence[Hole]) -> None:
    if holes:
        listed = "; ".join(f"{one.conid} {one.span}" for one in holes[:SHOWN])
        more = f" and {len(holes) - SHOWN} more" if len(holes) > SHOWN else ""
        words().print(f"{len(holes)} times without bars within a day, {what}: {listed}{more}", markup=False)


def existing(folder: Path) -> Store:
    """The store in a folder.

    Raises:
        ConfigError: there is no such folder.
    """
    if not folder.is_dir():
        raise ConfigError(f"There is no store {folder}: name its folder with --store; `fetch` makes one.")
    return Store(folder)


def list_series(store: Path, *, as_json: bool, as_csv: bool) -> None:
    """List what a store holds."""
    names = ("conid", "symbol", "bar", "source", "hours", "bars", "first", "last", "size")
    show(existing(store).series(), {name: name for name in names}, as_json=as_json, as_csv=as_csv)


def check(store: Path, *, repair: bool, as_json: bool, as_csv: bool) -> int:
    """List damaged files; the exit status."""
    kept = existing(store)
    found = kept.repair() if repair else kept.check()
    if as_json or as_csv or found:
        show(found, {"file": "file", "reason": "reason", "span": "span"}, as_json=as_json, as_csv=as_csv)
    else:
        words().print("Every file is whole.")
    return 1 if found and not repair else 0


def sql(query: str, store: Path, *, as_json: bool, as_csv: bool) -> None:
    """Print the answer to a query."""
    answer = existing(store).sql(query)
    names: list[str] = answer.columns
    rows: list[tuple[Any, ...]] = answer.fetchall()
    lines = [dict(zip(names, row, strict=True)) for row in rows]
    show(lines, keys(*names), as_json=as_json, as_csv=as_csv)
