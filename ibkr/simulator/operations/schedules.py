"""When contracts trade: in epoch seconds for one of them, in the clock of its venues for a symbol.

Source: gateway facts "REST endpoints", section contracts.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from ibkr.simulator.market import calendar, catalogue, derivatives, universe
from ibkr.simulator.market.calendar import Phase
from ibkr.simulator.market.contract import Instrument, find, instrument
from ibkr.simulator.refusals import refuse

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.market.calendar import Session
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.state import State

_DAYS_AROUND = (-2, 5)
_ZONES = {"America/New_York": "US/Eastern", "America/Chicago": "US/Central"}
_CLASSES = ("STK", "OPT", "FUT", "CFD", "WAR", "SWP", "FND", "BND", "ICS")
_PLAIN_DAYS = {
    date(2000, 1, 1) + timedelta(days=day): date(2013, 2, 2) + timedelta(days=day) for day in range(7)
}
"""Saturday to Friday: the dates that stand for the plain days of the week, and a week without holidays."""
_ODD_DAYS = 60
"""So far ahead the days are told that differ from plain ones."""


def trading_hours(state: State, call: Call) -> dict[str, Any]:
    """Hours of some days around today, in epoch seconds, by date."""
    if not call.query("conid"):
        raise refuse(400, "Bad Request: conid is missing")
    try:
        listing = instrument(call.number("conid", default=0))
    except KeyError:
        raise refuse(500, "Internal Server Error") from None
    today = listing.hours.day_of(state.world.now())
    days = [today + timedelta(days=day) for day in range(_DAYS_AROUND[0], _DAYS_AROUND[1] + 1)]
    return {
        "exchange_time_zone": _ZONES.get(listing.hours.timezone, listing.hours.timezone),
        "schedules": {f"{day:%Y%m%d}": _hours(listing.hours, day) for day in days},
    }


def _hours(hours: Hours, day: date) -> dict[str, Any]:
    sessions = hours.sessions(day)
    if not sessions:
        return {"liquid_hours": [], "extended_hours": []}
    whole = {
        "opening": int(sessions[0].opens),
        "closing": int(sessions[-1].closes),
        "cancel_daily_orders": True,
    }
    liquid = [
        {"opening": int(each.opens), "closing": int(each.closes)}
        for each in sessions
        if each.phase is Phase.REGULAR
    ]
    return {"liquid_hours": liquid, "extended_hours": [whole]}


def trading_schedule(state: State, call: Call) -> list[dict[str, Any]]:
    """Hours of a symbol at each of its venues: plain weekdays first, then the days that differ."""
    kind, symbol = call.query("assetClass"), call.query("symbol")
    if kind not in _CLASSES or not symbol:
        raise refuse(400, "Bad Request: assetClass or symbol is missing or unknown")
    now = state.world.now()
    wanted = [word for word in call.query("exchangeFilter").split(",") if word]
    chosen = [
        each
        for each in _listings(kind, symbol, now)
        if call.query("exchange") in ("", each.exchange)
        and (not wanted or each.exchange in wanted)
        and call.query("conid") in ("", str(each.conid))
    ]
    return [_venue(each, calendar.local_date(now)) for each in chosen]


def _listings(kind: str, symbol: str, at: float) -> Iterable[Instrument]:
    """Of stocks every listing; of a chain its first contract, since they all trade alike."""
    if kind == "STK":
        return find(symbol)
    if kind == "FUT":
        return catalogue.futures(symbol, at)[:1]
    if kind == "OPT":
        return _first_options(symbol, at)
    if kind == "SWP":
        return _pairs(symbol)
    return (
        tuple(bond for each in find(symbol) for bond in catalogue.bonds(each.conid)) if kind == "BND" else ()
    )


def _pairs(symbol: str) -> list[Instrument]:
    """Currencies, which the service calls swaps here: by the pair (`EUR.USD`) or by its first currency."""
    wanted = symbol.upper()
    return [each for each in universe.PAIRS if wanted in (each.symbol, each.local_symbol)]


def _first_options(symbol: str, at: float) -> list[Instrument]:
    families = [
        each for each in derivatives.FAMILIES if each.underlying.symbol == symbol.upper() and not each.root
    ]
    today = calendar.local_date(at)
    return [
        derivatives.option(family, derivatives.expiries(family, today)[0], family.step, "C")
        for family in families
    ]


def _venue(listing: Instrument, today: date) -> dict[str, Any]:
    hours = listing.hours
    coming = [today + timedelta(days=day) for day in range(_ODD_DAYS)]
    days = {**_PLAIN_DAYS, **{day: day for day in coming if _differs(hours, day)}}
    return {
        "id": f"p{100_000 + listing.conid % 9_973}",
        "tradeVenueId": f"v{10_000 + listing.conid % 4_999}",
        "exchange": listing.exchange,
        "description": listing.exchange,
        "timezone": hours.timezone,
        "schedules": [_venue_day(hours, shown, day) for shown, day in days.items()],
    }


def _differs(hours: Hours, day: date) -> bool:
    """Whether a day is a holiday or ends early: its hours are not those of its weekday."""
    plain = next(each for each in _PLAIN_DAYS.values() if each.weekday() == day.weekday())
    return _lengths(hours.sessions(day)) != _lengths(hours.sessions(plain))


def _lengths(sessions: Iterable[Session]) -> list[float]:
    return [session.closes - session.opens for session in sessions]


def _venue_day(hours: Hours, shown: date, day: date) -> dict[str, Any]:
    """The hours of `day`, told under the date `shown`."""
    sessions = hours.sessions(day)
    zone = ZoneInfo(hours.timezone)
    liquid = [each for each in sessions if each.phase is Phase.REGULAR]
    first, last = ("0000", "0000") if not sessions else _clock(sessions[0], sessions[-1], zone)
    return {
        "clearingCycleEndTime": last,
        "tradingScheduleDate": f"{shown:%Y%m%d}",
        "sessions": [
            {"openingTime": opens, "closingTime": closes, "prop": "LIQUID"}
            for opens, closes in (_clock(each, each, zone) for each in liquid)
        ],
        "tradingtimes": [{"openingTime": first, "closingTime": last, "cancelDayOrders": "Y"}],
    }


def _clock(first: Session, last: Session, zone: ZoneInfo) -> tuple[str, str]:
    opens, closes = (datetime.fromtimestamp(at, zone) for at in (first.opens, last.closes))
    return f"{opens:%H%M}", f"{closes:%H%M}"


SERVES = {
    "contracts.trading_hours": trading_hours,
    "contracts.trading_schedule": trading_schedule,
}
