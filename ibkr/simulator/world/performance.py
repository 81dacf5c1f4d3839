"""What an account was worth day by day, and what it dealt in.

Nothing is paid in or out, so returns are the changes of the value.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.market import calendar

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.broker.broker import Broker
    from ibkr.simulator.broker.order import Execution

_SESSIONS_OF_A_YEAR = 253

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
    currency: str = "USD"
    """That of the account."""

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
        return attrs.evolve(self, start=start, days=self.days[cut:], navs=self.navs[cut:])


def values(broker: Broker, account: str, *, at: float) -> Values:
    """The values of a year, the last one as of epoch second `at`."""
    closes = broker.performance(account, days=_SESSIONS_OF_A_YEAR)
    days, navs = list(closes.days), [_cents(value) for value in closes.values]
    today, now = calendar.latest_session(at).day, _cents(broker.summary(account).net_liquidation)
    if days[-1] < today:
        days.append(today)
        navs.append(now)
    else:
        navs[-1] = now
    start = closes.start[0], _cents(closes.start[1])
    year = Values(start, tuple(days), tuple(navs), closes.currency)
    return year.since(today - timedelta(days=364))


def _cents(value: Decimal) -> float:
    return float(round(value, 2))


def dealings(broker: Broker, account: str, conid: int, *, since: float) -> list[Execution]:
    """The fills of an account in one contract since an epoch second, oldest first."""
    return [fill for fill in broker.executions(account, since=since) if fill.conid == conid]
