"""One page of history: how long a window to ask for, and the answer checked."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Final

import attrs
from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.market_data import history

from ibkr._core.exchange import converse
from ibkr._core.history import check_lengths, columns, minutes
from ibkr.errors import HistoryError, InvalidArgument
from ibkr.model.downloads import bar_length

if TYPE_CHECKING:
    from ibkr_wire.models.market_data import History

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.bars import Bars
    from ibkr.model.downloads import Series
    from ibkr.model.periods import BarSize

# Source: limits-and-session.md, history.
MOST_POINTS: Final = 1000
# Regular hours of a stock; the hours of everything that trades around the clock; those outside regular ones.
REGULAR_MINUTES: Final = 390
EXTENDED_MINUTES: Final = 960
ALL_DAY_MINUTES: Final = 1440
STOCKLIKE: Final = frozenset({"STK", "OPT", "WAR", "IND", "FND", "BND", ""})
# Windows worth asking for, shortest first. A day in a period may be one with trading; a year has 252 of them.
_DAYS: Final = (*range(1, 31), 45, 60, 89, 120, 179, 240, 300, 364, 500, 729, 1000)
_LADDER: Final = (
    *(f"{hours}h" for hours in range(1, 9)),
    *(f"{days}d" for days in _DAYS),
    *("1y", "2y", "5y", "10y", "15y"),
)
SESSIONS_A_YEAR: Final = 252
_SESSIONS_A_BAR: Final = {"d": 1, "w": 5, "m": 21}


@attrs.frozen
class Page:
    """The bars of one answer, oldest first."""

    bars: Bars
    session_minutes: int | None
    """How long a day's trading is, where the answer tells."""


@cache
def windows(bar: BarSize) -> tuple[str, ...]:
    """The periods over which IBKR serves bars of that size, shortest first."""
    return tuple(period for period in _LADDER if _is_served(period, bar))


def _is_served(period: str, bar: BarSize) -> bool:
    try:
        check_lengths(period, bar)
    except InvalidArgument:
        return False
    return True


def best_window(bar: BarSize, bars_a_session: int, *, begun: bool = False) -> int:
    """The place in `windows(bar)` of the longest one whose bars fit into one answer.

    A window that ends with the first bars of a session counts that session as a whole
    day; when the walk has `begun`, windows of days may have one more.
    """
    extra = bars_a_session if begun and not bar_length(bar).days else 0
    fitting = [
        _points(period, bar, bars_a_session) - (extra if period.endswith("d") else 0) <= MOST_POINTS
        for period in windows(bar)
    ]
    return max(sum(fitting) - 1, 0)


def _points(period: str, bar: BarSize, bars_a_session: int) -> float:
    if period.endswith("h"):
        return minutes(period) / (bar_length(bar).total_seconds() / 60)
    sessions = int(period[:-1]) * (SESSIONS_A_YEAR if period.endswith("y") else 1)
    return sessions * bars_a_session / _SESSIONS_A_BAR.get(bar[-1] if bar[-3:] != "min" else "", 1)


def window_length(period: str) -> timedelta:
    """The least calendar time that a window spans."""
    return timedelta(minutes=minutes(period))


def bars_a_session(bar: BarSize, session_minutes: int) -> int:
    """How many bars a day's trading makes at most; the first one may be cut by the opening bell."""
    length = bar_length(bar)
    return 1 if length.days else math.ceil(session_minutes / (length.total_seconds() / 60)) + 1


def usual_minutes(sec_type: str, *, outside_rth: bool) -> int:
    """How long a day's trading is, until an answer tells."""
    if sec_type not in STOCKLIKE:
        return ALL_DAY_MINUTES
    return EXTENDED_MINUTES if outside_rth else REGULAR_MINUTES


def page(series: Series, desk: Desk, *, end: datetime, period: str) -> Flow[Page]:
    """The newest bars of a window that ends at `end`; at most 1000.

    Raises:
        HistoryError: IBKR served bars of another size.
        NotFound, GatewayFault: it has none, or its side failed.
    """
    operation = history.operation(
        series.conid,
        period,
        series.bar,
        exchange=series.exchange or UNSET,
        outside_rth=series.outside_rth,
        # The end of the window, whatever its name says (endpoints.md).
        start_time=end.astimezone(UTC).strftime("%Y%m%d-%H:%M:%S"),
        source=UNSET if series.source == "trades" else series.source,
    )
    answer = yield from converse(operation, desk)
    _check_served(answer, series)
    told = answer.trading_day_duration
    return Page(columns(answer), told if isinstance(told, int) and told > 0 else None)


def _check_served(answer: History, series: Series) -> None:
    """A window that IBKR does not like is replaced by a default one, without a word (endpoints.md)."""
    wanted = bar_length(series.bar)
    served = answer.bar_length
    # Months and weeks have no one length.
    if isinstance(served, int) and wanted.days <= 1 and served != wanted.total_seconds():
        raise HistoryError(
            f"IBKR served bars of {served} s where {series.bar} bars of {series.conid} were asked for: "
            "choose another bar size.",
            operation="market_data.history",
        )
