"""Bars by asking: what may be asked for, and the answer as columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, get_args

from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.market_data import history

from ibkr._core.exchange import converse
from ibkr.errors import HistoryError, InvalidArgument
from ibkr.model.bars import Bars
from ibkr.model.contracts import HasConid, conid_of
from ibkr.model.periods import BarSize, Source
from ibkr.model.spans import instant

if TYPE_CHECKING:
    from datetime import datetime

    from ibkr_wire.models.market_data import History, HistoryBar

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.downloads import Downloaded

# Source of this table and the next two: endpoints.md, history period and bar. `m` is month, `min` minute.
LONGEST: Final = {"min": 30, "h": 8, "d": 1000, "w": 792, "m": 182, "y": 15}
MINUTES: Final = {"min": 1, "h": 60, "d": 1440, "w": 7 * 1440, "m": 30 * 1440, "y": 365 * 1440}
# The smallest and the largest bar of a period. What lies between two is served as one of them allows.
BARS_BY_PERIOD: Final = (
    ("1min", "1min", "1min"),
    ("1h", "1min", "8h"),
    ("1d", "1min", "8h"),
    ("1w", "10min", "1w"),
    ("1m", "1h", "1m"),
    ("3m", "2h", "1m"),
    ("6m", "4h", "1m"),
    ("1y", "8h", "1m"),
    ("2y", "1d", "1m"),
    ("15y", "1w", "1m"),
)
_LENGTH: Final = re.compile(r"(\d{1,4})(min|h|d|w|m|y)", re.ASCII)


def minutes(length: str) -> int:
    """The length of a period or bar in minutes; months count 30 days, years 365."""
    found = _LENGTH.fullmatch(length)
    if found is None or not 1 <= int(found[1]) <= LONGEST[found[2]]:
        allowed = ", ".join(f"1 to {most}{unit}" for unit, most in LONGEST.items())
        raise InvalidArgument(
            f"{length!r} is no period: write a number and a unit, in lower case ({allowed}); "
            "`m` is a month, `min` a minute."
        )
    return int(found[1]) * MINUTES[found[2]]


def check_lengths(period: str, bar: str) -> None:
    """Raise `InvalidArgument` unless IBKR serves bars of that size over that period."""
    length = minutes(period)
    check_bar(bar)
    shorter = [row for row in BARS_BY_PERIOD if minutes(row[0]) <= length]
    # Weeks and days reach a little beyond the last row of IBKR's table; its sizes hold there too.
    longer = [row for row in BARS_BY_PERIOD if minutes(row[0]) >= length] or [BARS_BY_PERIOD[-1]]
    smallest, largest = shorter[-1][1], longer[0][2]
    if not minutes(smallest) <= minutes(bar) <= minutes(largest):
        raise InvalidArgument(
            f"IBKR serves no {bar} bars over {period}: choose bars from {smallest} to {largest}."
        )


def check_bar(bar: str) -> None:
    """Raise `InvalidArgument` for a bar size that there is not."""
    if bar not in get_args(BarSize):
        raise InvalidArgument(f"There are no bars of {bar!r}: choose one of {', '.join(get_args(BarSize))}.")


def check_source(source: str) -> None:
    """Raise `InvalidArgument` for what bars are not made of."""
    if source not in get_args(Source):
        raise InvalidArgument(f"source={source!r}: bars are made of {', '.join(get_args(Source))}.")


def bars(
    which: int | HasConid,
    desk: Desk,
    *,
    period: str,
    bar: BarSize,
    end: datetime | None = None,
    outside_rth: bool = False,
    exchange: str | None = None,
    source: Source = "trades",
) -> Flow[Bars]:
    """Historical bars, oldest first; at most 1000, which is what one answer may hold.

    Raises:
        InvalidArgument: IBKR serves no such bars over that period, `end` is not aware, or that is no conid.
        NotFound, GatewayFault: IBKR has no data for the contract.
    """
    check_lengths(period, bar)
    check_source(source)
    operation = history.operation(
        conid_of(which),
        period,
        bar,
        exchange=UNSET if exchange is None else exchange,
        outside_rth=outside_rth,
        start_time=UNSET if end is None else _window_end(end),
        source=UNSET if source == "trades" else source,
    )
    return columns((yield from converse(operation, desk)))


def _window_end(end: datetime) -> str:
    """`startTime` is the end of the window, whatever its name says (endpoints.md)."""
    return instant(end, name="end").strftime("%Y%m%d-%H:%M:%S")


def columns(answer: History) -> Bars:
    """The bars of an answer, sorted; a bar told twice is kept as it was told last."""
    by_time = {bar.t: bar for bar in answer.data}
    rows = [by_time[time] for time in sorted(by_time)]
    return Bars(
        time=[bar.t for bar in rows],
        open=[bar.o for bar in rows],
        high=[bar.h for bar in rows],
        low=[bar.l for bar in rows],
        close=[bar.c for bar in rows],
        volume=[_volume(bar) for bar in rows],
    )


def _volume(bar: HistoryBar) -> float:
    volume: Any = bar.v
    return float(volume) if isinstance(volume, (int, float)) else 0.0


def whole(downloaded: Downloaded) -> Bars:
    """The bars of a download of one contract, provided that nothing is missing between them.

    Raises:
        IbkrError: what kept the contract from being downloaded.
        HistoryError: IBKR left part of the span unanswered.
    """
    for error in downloaded.failed.values():
        raise error
    (series,) = downloaded.series
    if series.unanswered:
        raise HistoryError(
            f"IBKR did not answer for {series.unanswered[0]}: `ib.history.download(...)` gives what there "
            "is, and lists what is not.",
            operation="market_data.history",
        )
    return downloaded.bars[series.series.conid]
