"""What an account was worth day by day, and what it dealt in: counted again from its fills.

Before the world began the account held what it starts with. Nothing is paid in or out,
so returns are the changes of the value.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.market import calendar
from ibkr.simulator.market.barsize import BarSize
from ibkr.simulator.market.market import NoPrices

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import Holding
    from ibkr.simulator.broker.broker import Broker
    from ibkr.simulator.broker.order import Execution
    from ibkr.simulator.market.market import Market

_ONE_DAY = timedelta(days=1)
_DAILY = BarSize(1, "d")
_MOST_DAYS = 400

PERIODS: dict[str, Callable[[date], date]] = {
    "1D": lambda day: day,
    "7D": lambda day: day - timedelta(days=6),
    "MTD": lambda day: day.replace(day=1),
    "1M": lambda day: day - timedelta(days=30),
    "YTD": lambda day: day.replace(month=1, day=1),
    "1Y": lambda day: day - timedelta(days=364),
}
"""The first day of each period that ends on a day."""


@attrs.frozen
class Values:
    """Net asset values at the close of each session, and at the close before the first of them."""

    start: tuple[date, float]
    days: tuple[date, ...]
    navs: tuple[float, ...]

    @property
    def returns(self) -> list[float]:
        """Return from the start to each day, as a fraction."""
        first = self.start[1]
        return [nav / first - 1 if first else 0.0 for nav in self.navs]

    def by_month(self) -> dict[str, float]:
        """Return of each month, as a fraction, by `YYYYMM`."""
        months: dict[str, float] = {}
        before = last = self.start[1]
        for day, nav in zip(self.days, self.navs, strict=True):
            name = f"{day:%Y%m}"
            if name not in months:
                before = last
            months[name] = nav / before - 1 if before else 0.0
            last = nav
        return months

    def since(self, first: date) -> Values:
        """The part from a day on; at least the last day."""
        cut = min((n for n, day in enumerate(self.days) if day >= first), default=len(self.days) - 1)
        start = (self.days[cut - 1], self.navs[cut - 1]) if cut else self.start
        return Values(start, self.days[cut:], self.navs[cut:])


def values(market: Market, broker: Broker, account: str, *, at: float) -> Values:
    """The values of a year, the last one as of epoch second `at`."""
    last = calendar.latest_session(at).day
    days = _sessions(last - timedelta(days=364), last)
    day_before = calendar.previous_session(days[0]).day
    books = _Books(market, broker, account, at=at)
    navs = [books.worth(day) for day in days]
    navs[-1] = float(round(broker.summary(account).net_liquidation, 2))
    return Values((day_before, books.worth(day_before)), tuple(days), tuple(navs))


def _sessions(first: date, last: date) -> list[date]:
    days = [first + _ONE_DAY * n for n in range((last - first).days + 1)]
    return [day for day in days if calendar.is_trading_day(day)]


class _Books:
    """The account's cash and holdings at the end of any day."""

    def __init__(self, market: Market, broker: Broker, account: str, *, at: float) -> None:
        start = broker.starting_point(account)
        self._cash = start.cash
        self._holdings: Sequence[Holding] = start.holdings
        self._fills: Sequence[Execution] = broker.executions(account)
        conids = {each.conid for each in start.holdings} | {each.conid for each in self._fills}
        self._closes = {conid: _closes(market, conid, at) for conid in conids}

    def worth(self, day: date) -> float:
        """Cash and positions at the closes of that day, in cents."""
        cash, held = self._cash, {each.conid: each.quantity for each in self._holdings}
        for fill in self._fills:
            if calendar.local_date(fill.time) <= day:
                quantity = fill.quantity if fill.side == "BUY" else -fill.quantity
                cash -= quantity * fill.price + fill.commission
                held[fill.conid] = held.get(fill.conid, Decimal(0)) + quantity
        worth = cash + sum((q * self._price(conid, day) for conid, q in held.items()), Decimal(0))
        return float(round(worth, 2))

    def _price(self, conid: int, day: date) -> Decimal:
        """The close of that day, else the last one before it, else the first one known."""
        closes = self._closes[conid]
        while day not in closes and any(known < day for known in closes):
            day -= _ONE_DAY
        return closes.get(day) or next(iter(closes.values()), self._cost(conid))

    def _cost(self, conid: int) -> Decimal:
        return next((each.average_cost for each in self._holdings if each.conid == conid), Decimal(0))


def _closes(market: Market, conid: int, at: float) -> Mapping[date, Decimal]:
    try:
        bars = market.bars(conid, size=_DAILY, until=at, count=_MOST_DAYS)
    except NoPrices:
        return {}
    days = [calendar.local_date(time / 1000) for time in bars.time.tolist()]
    return {day: Decimal(repr(close)) for day, close in zip(days, bars.close.tolist(), strict=True)}


@attrs.frozen
class Dealing:
    """A fill, and the profit that it realised."""

    fill: Execution
    realized: Decimal


def dealings(broker: Broker, account: str, conid: int, *, since: float) -> list[Dealing]:
    """The fills of an account in one contract since an epoch second, oldest first, at average cost."""
    quantity, cost = Decimal(0), Decimal(0)
    for each in broker.starting_point(account).holdings:
        if each.conid == conid:
            quantity, cost = each.quantity, each.quantity * each.average_cost
    found: list[Dealing] = []
    for fill in broker.executions(account):
        if fill.conid == conid:
            traded = fill.quantity if fill.side == "BUY" else -fill.quantity
            quantity, cost, realized = _booked(quantity, cost, traded, fill)
            found.append(Dealing(fill, realized))
    return [each for each in found if each.fill.time >= since]


def _booked(
    quantity: Decimal, cost: Decimal, traded: Decimal, fill: Execution
) -> tuple[Decimal, Decimal, Decimal]:
    """Quantity and cost after a fill, and the profit of the part that it closed."""
    closing = Decimal(0)
    if quantity * traded < 0:
        closing = traded if abs(traded) <= abs(quantity) else -quantity
    fee = fill.commission * closing / traded
    released = cost * -closing / quantity if closing else Decimal(0)
    realized = -closing * fill.price - fee - released
    cost = cost - released + (traded - closing) * fill.price + fill.commission - fee
    return quantity + traded, cost, realized
