"""Rules, algorithms, definitions and hours of contracts.

Source: gateway facts "REST endpoints", section contracts.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading
from ibkr.simulator.http import Response
from ibkr.simulator.market import calendar, catalogue
from ibkr.simulator.market.calendar import Phase
from ibkr.simulator.market.contract import find, instrument
from ibkr.simulator.market.market import NoPrices
from ibkr.simulator.operations.contracts import described
from ibkr.simulator.quoting import contract_conid
from ibkr.simulator.refusals import refuse
from ibkr.simulator.rendering.definitions import contract_row, definition_row
from ibkr.simulator.rendering.rules import ALGOS, UNAVAILABLE, algo_row, order_rules

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.call import Call
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.state import State

MOST_DEFINITIONS = 200
MOST_ALGOS = 8
_DAYS_AROUND = (-2, 5)
_PLAIN_DAYS = tuple(date(2000, 1, 1) + timedelta(days=day) for day in range(7))
"""Saturday to Friday: dates that stand for the plain days of the week."""
_ZONES = {"America/New_York": "US/Eastern", "America/Chicago": "US/Central"}
_CLASSES = ("STK", "OPT", "FUT", "CFD", "WAR", "SWP", "FND", "BND", "ICS")


# --- rules ------------------------------------------------------------------------------


def rules(state: State, call: Call) -> dict[str, Any]:
    """What an order may look like; for a contract nobody knows the reason, under status 200."""
    body = call.object()
    conid = reading.whole(body, "conid")
    is_buy = reading.flag(body, "isBuy", default=True)
    if reading.flag(body, "modifyOrder", default=False):
        reading.whole(body, "orderId")
    try:
        return _rules(state, instrument(conid), is_buy=is_buy)
    except KeyError:
        return {"error": UNAVAILABLE}


def info_and_rules(state: State, call: Call) -> dict[str, Any]:
    """The description of a contract, and its rules in a nest of their own."""
    listing = described(call.path_number("conid"))
    return {**contract_row(listing), "rules": _rules(state, listing, is_buy=True)}


def _rules(state: State, listing: Instrument, *, is_buy: bool) -> dict[str, Any]:
    return order_rules(listing, _last(state, listing), is_buy=is_buy, accounts=state.broker.accounts)


def _last(state: State, listing: Instrument) -> Decimal | None:
    try:
        return state.market.quote(listing.conid, state.world.now()).last
    except NoPrices:
        return None


def algos(_: State, call: Call) -> dict[str, Any]:
    """The algorithms of a contract; ids in the filter are case sensitive."""
    try:
        instrument(call.path_number("conid"))
    except KeyError:
        raise refuse(503, "Service Unavailable") from None
    wanted = [word for word in call.query("algos").split(";") if word]
    if len(wanted) > MOST_ALGOS:
        raise refuse(400, f"Bad Request: at most {MOST_ALGOS} algos")
    description, parameters = call.query("addDescription") == "1", call.query("addParams") == "1"
    return {
        "algos": [
            algo_row(algo, description=description, parameters=parameters)
            for algo in ALGOS
            if not wanted or algo["id"] in wanted
        ]
    }


# --- definitions --------------------------------------------------------------------------


def definitions(_: State, call: Call) -> object:
    """Definitions of up to 200 contracts; 204 when none of them exists."""
    words = [word for word in call.query("conids").split(",") if word]
    conids = [contract_conid(word) for word in words]
    if not words or None in conids:
        raise refuse(400, "Bad Request: conids are missing or not numbers")
    return _defined([conid for conid in conids if conid is not None])


def definitions_by_body(_: State, call: Call) -> object:
    """The same from a JSON body, as older clients ask."""
    return _defined(reading.wholes(call.object(), "conids"))


def _defined(conids: list[int]) -> object:
    if len(conids) > MOST_DEFINITIONS:
        raise refuse(400, f"Bad Request: at most {MOST_DEFINITIONS} conids")
    rows = [definition_row(listing) for listing in map(_known, conids) if listing is not None]
    return {"secdef": rows} if rows else Response.empty(204)


def _known(conid: int) -> Instrument | None:
    try:
        return instrument(conid)
    except KeyError:
        return None


def conids(_: State, call: Call) -> list[dict[str, Any]]:
    """The contracts that an exchange lists, stocks unless another class is asked for."""
    exchange, sec_type = call.query("exchange").upper(), call.query("assetClass") or "STK"
    if not exchange:
        raise refuse(400, "Bad Request: exchange is missing")
    return [
        # Stocks of NASDAQ are said to be on its national market system.
        {"ticker": each.symbol, "conid": each.conid, "exchange": "NMS" if exchange == "NASDAQ" else exchange}
        for each in catalogue.conids_of(exchange, asset_class=sec_type)
    ]


# --- hours ----------------------------------------------------------------------------------


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
    listings = find(symbol) if kind == "STK" else ()
    wanted = [word for word in call.query("exchangeFilter").split(",") if word]
    chosen = [
        each
        for each in listings
        if call.query("exchange") in ("", each.exchange)
        and (not wanted or each.exchange in wanted)
        and call.query("conid") in ("", str(each.conid))
    ]
    today = calendar.local_date(state.world.now())
    return [_venue(each, today) for each in chosen]


def _venue(listing: Instrument, today: date) -> dict[str, Any]:
    odd = [today + timedelta(days=day) for day in range(60)]
    days = [*_PLAIN_DAYS, *(day for day in odd if _differs(day))]
    return {
        "id": f"p{100_000 + listing.conid % 9_973}",
        "tradeVenueId": f"v{10_000 + listing.conid % 4_999}",
        "exchange": listing.exchange,
        "description": listing.exchange,
        "timezone": "America/New_York",
        "schedules": [_venue_day(day) for day in days],
    }


def _differs(day: date) -> bool:
    """Whether a day is a holiday or ends early."""
    return day.weekday() < 5 and (calendar.session_of(day) is None or calendar.closes_early(day))


def _venue_day(day: date) -> dict[str, Any]:
    closed = day.weekday() >= 5 or (day not in _PLAIN_DAYS and calendar.session_of(day) is None)
    if closed:
        sessions: list[dict[str, str]] = []
        times = {"openingTime": "0000", "closingTime": "0000", "cancelDayOrders": "Y"}
        end = "0000"
    else:
        sessions = [{"openingTime": "0930", "closingTime": _closing(day), "prop": "LIQUID"}]
        times = {"openingTime": "0400", "closingTime": "2000", "cancelDayOrders": "Y"}
        end = "2000"
    return {
        "clearingCycleEndTime": end,
        "tradingScheduleDate": f"{day:%Y%m%d}",
        "sessions": sessions,
        "tradingtimes": [times],
    }


def _closing(day: date) -> str:
    session = None if day in _PLAIN_DAYS else calendar.session_of(day)
    if session is None:
        return "1600"
    return f"{datetime.fromtimestamp(session.closes, calendar.new_york()):%H%M}"


SERVES = {
    "contracts.rules": rules,
    "contracts.info_and_rules": info_and_rules,
    "contracts.algos": algos,
    "contracts.definitions": definitions,
    "contracts.definitions_post": definitions_by_body,
    "contracts.conids": conids,
    "contracts.trading_hours": trading_hours,
    "contracts.trading_schedule": trading_schedule,
}
