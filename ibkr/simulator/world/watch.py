"""Looks at the market for the user's alerts, and tells when one goes off."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ibkr.simulator.market.barsize import BarSize
from ibkr.simulator.market.market import NoPrices
from ibkr.simulator.quoting import contract_conid
from ibkr.simulator.world.alerts import Alert, Condition, Kind

if TYPE_CHECKING:
    from ibkr.simulator.broker.broker import Broker
    from ibkr.simulator.market.bars import BarSeries
    from ibkr.simulator.market.market import Market

_ONE_SECOND = BarSize(1, "s")
_LONGEST_LOOK = 5 * 23_400
_COMPARE: dict[str, Callable[[float, float], bool]] = {">=": operator.ge, "<=": operator.le}
TIME_FORMAT = "%Y%m%d-%H:%M:%S"


class Watch:
    """Compares conditions with what happened in the world since the last look."""

    def __init__(self, market: Market, broker: Broker, *, now: float) -> None:
        self._market = market
        self._broker = broker
        self._seen = now

    def is_due(self, now: float) -> bool:
        """Whether a second of the world has passed since the last look."""
        return now - self._seen >= 1

    def look(self, alerts: list[Alert], now: float) -> list[Alert]:
        """The alerts that went off since the last look. An alert that repeats must first come to rest."""
        since, self._seen = self._seen, now
        gone_off: list[Alert] = []
        for alert in alerts:
            if self._has_ended(alert, now):
                alert.is_active = False
                continue
            is_met = self._is_met(alert, max(since, alert.created), now)
            if is_met and not alert.was_met:
                alert.go_off()
                gone_off.append(alert)
            alert.was_met = is_met
        return gone_off

    def _has_ended(self, alert: Alert, now: float) -> bool:
        end = instant(alert.terms.expire_time, None) if alert.terms.tif == "GTD" else None
        return end is not None and now > end

    def _is_met(self, alert: Alert, since: float, now: float) -> bool:
        met, joined = True, "a"
        for condition in alert.terms.conditions:
            holds = _LOOKS[condition.kind](self, alert, condition, since, now)
            met = (met and holds) if joined == "a" else (met or holds)
            joined = condition.logic
        return met

    def price(self, _: Alert, condition: Condition, since: float, now: float) -> bool:
        """Whether the price was beyond the value at any time since the last look."""
        try:
            series = self._seconds(contract_conid(condition.contract) or 0, since, now)
        except NoPrices:
            return False
        # A bar that had ended before the last look was seen then.
        fresh = series.time + 1000 > since * 1000
        if not fresh.any():
            return False
        extreme = series.high[fresh].max() if condition.operator == ">=" else series.low[fresh].min()
        return _holds(float(extreme), condition.operator, number(condition.value))

    def volume(self, _: Alert, condition: Condition, __: float, now: float) -> bool:
        """Whether the day's volume is beyond the value."""
        try:
            quote = self._market.quote(contract_conid(condition.contract) or 0, now)
        except KeyError:
            return False
        return _holds(float(quote.volume), condition.operator, number(condition.value))

    def time(self, _: Alert, condition: Condition, __: float, now: float) -> bool:
        """Whether the time has come."""
        value = instant(condition.value, condition.time_zone)
        return value is not None and _holds(now, condition.operator, value)

    def margin(self, alert: Alert, condition: Condition, _: float, __: float) -> bool:
        """Whether the cushion, excess liquidity in percent of net liquidation, is beyond the value."""
        summary = self._broker.summary(alert.account)
        if not summary.net_liquidation:
            return False
        cushion = float(summary.excess_liquidity / summary.net_liquidation) * 100
        return _holds(cushion, condition.operator, number(condition.value))

    def trade(self, alert: Alert, condition: Condition, since: float, now: float) -> bool:
        """Whether an order was filled since the last look."""
        conid = contract_conid(condition.contract)
        return any(
            since < fill.time <= now and conid in (None, fill.conid)
            for fill in self._broker.executions(alert.account, since=since)
        )

    def never(self, _: Alert, __: Condition, ___: float, ____: float) -> bool:
        """What only the mobile trading alert looks at."""
        return False

    def _seconds(self, conid: int, since: float, now: float) -> BarSeries:
        count = int(min(max(now - since, 1), _LONGEST_LOOK))
        return self._market.bars(conid, size=_ONE_SECOND, until=now, count=count)


_Look = Callable[[Watch, Alert, Condition, float, float], bool]

_LOOKS: dict[Kind, _Look] = {
    Kind.PRICE: Watch.price,
    Kind.TIME: Watch.time,
    Kind.MARGIN: Watch.margin,
    Kind.TRADE: Watch.trade,
    Kind.VOLUME: Watch.volume,
    Kind.MOBILE_MARKET: Watch.never,
    Kind.MOBILE_POSITION: Watch.never,
    Kind.MOBILE_PROFIT: Watch.never,
}


def _holds(seen: float, compare: str | None, value: float | None) -> bool:
    return value is not None and compare in _COMPARE and _COMPARE[compare](seen, value)


def number(text: str) -> float | None:
    """The number in a condition's value, None for `*` and for words."""
    try:
        return float(text)
    except ValueError:
        return None


def instant(text: str | None, time_zone: str | None) -> float | None:
    """Epoch second of `YYYYMMDD-HH:mm:ss` in a time zone (UTC when none is named), None for other text."""
    try:
        zone = ZoneInfo(time_zone) if time_zone else UTC
        return datetime.strptime(text or "", TIME_FORMAT).replace(tzinfo=zone).timestamp()
    except (ValueError, OverflowError, ZoneInfoNotFoundError, OSError):
        return None
