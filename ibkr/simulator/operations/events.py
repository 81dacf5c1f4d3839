"""Event contracts: categories, questions, rules, hours. Source: gateway facts "REST endpoints"."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ibkr.simulator.market import calendar, catalogue
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.refusals import refuse

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.market.catalogue import EventMarket
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.state import State

_YES, _NO = "Y", "N"
_DAY = timedelta(days=1)
_WEEKDAYS = ("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
_CLOSED_ON = ("Sunday", "Saturday")


def categories(_: State, __: Call) -> dict[str, Any]:
    """A flat map in which each category names its parent; markets hang at the leaves."""
    found: dict[str, Any] = {}
    for market in catalogue.EVENT_MARKETS:
        found[_id(market.parent)] = {"name": market.parent}
        leaf = found.setdefault(
            _id(market.category), {"name": market.category, "parent_id": _id(market.parent), "markets": []}
        )
        leaf["markets"].append(
            {
                "name": market.name,
                "symbol": market.symbol,
                "exchange": market.exchange,
                "conid": market.underlying_conid,
                "product_conid": market.product_conid,
            }
        )
    return {"categories": found}


def _id(category: str) -> str:
    """A category's id, made from its name."""
    return f"g{10_000 + sum(place * ord(letter) for place, letter in enumerate(category, start=1))}"


def market(state: State, call: Call) -> dict[str, Any]:
    """The contracts of a market: two for each threshold, one for yes and one for no."""
    found = _market(call.number("underlyingConid", default=0))
    contracts = catalogue.event_contracts(state.market, found.underlying_conid, state.world.now())
    return {
        "market_name": found.name,
        "exchange": found.exchange,
        "symbol": found.symbol,
        "category": _id(found.category),
        "logo_category": _id(found.parent),
        "exclude_historical_data": False,
        "payout": 1.0,
        "underlying_conid": found.underlying_conid,
        "product_conid": found.product_conid,
        "is_restricted": False,
        "contracts": [_contract(each, found) for each in contracts],
    }


def _market(underlying: int) -> EventMarket:
    for each in catalogue.EVENT_MARKETS:
        if each.underlying_conid == underlying:
            return each
    raise refuse(500, f"There are no event contracts on {underlying}")


def _contract(listing: Instrument, found: EventMarket) -> dict[str, Any]:
    assert listing.expiry is not None, "an event contract is decided on a day"
    return {
        "conid": listing.conid,
        "side": _side(listing),
        "expiration": f"{listing.expiry:%Y%m%d}",
        "strike": float(listing.strike or 0),
        "strike_label": _label(listing),
        "expiry_label": f"{listing.expiry:%B %d, %Y}",
        "underlying_conid": found.underlying_conid,
        "product_conid": found.product_conid,
        "time_specifier": f"{listing.expiry:%Y.%m.%d}",
        "is_restricted": False,
    }


def _side(listing: Instrument) -> str:
    return _YES if listing.right == "C" else _NO


def _label(listing: Instrument) -> str:
    return f"Above {listing.strike}"


def _event(call: Call) -> tuple[Instrument, EventMarket]:
    conid = call.number("conid", default=0)
    try:
        listing = instrument(conid)
    except KeyError:
        listing = None
    if listing is None or not listing.is_event:
        raise refuse(500, f"{conid} is no event contract")
    return listing, _market(listing.underlying_conid)


def details(_: State, call: Call) -> dict[str, Any]:
    """The question that a contract asks, and the contract of the other answer."""
    listing, found = _event(call)
    assert listing.expiry is not None, "an event contract is decided on a day"
    other = catalogue.opposite(listing.conid)
    yes, no = (listing, other) if _side(listing) == _YES else (other, listing)
    return {
        "conid_yes": yes.conid,
        "conid_no": no.conid,
        "question": f"Will the {found.name} be above {listing.strike} on {listing.expiry:%B %d, %Y}?",
        "side": _side(listing),
        "strike_label": _label(listing),
        "strike": float(listing.strike or 0),
        "exchange": found.exchange,
        "expiration": f"{listing.expiry:%Y%m%d}",
        "symbol": found.symbol,
        "category": _id(found.category),
        "logo_category": _id(found.parent),
        "measured_period": f"{listing.expiry:%b%d'%y}",
        "market_name": found.name,
        "underlying_conid": found.underlying_conid,
        "payout": 1.0,
        "product_conid": found.product_conid,
        "is_restricted": False,
    }


def rules(_: State, call: Call) -> dict[str, Any]:
    """How a contract is decided and paid; times are epoch seconds, amounts are text with a dollar."""
    listing, found = _event(call)
    assert listing.expiry is not None, "an event contract is decided on a day"
    session = listing.hours.regular(listing.expiry) or calendar.next_session(listing.expiry)
    release = int(session.closes)
    return {
        "asset_class": listing.sec_type,
        "description": f"The closing value of the {found.name}.",
        "market_name": found.name,
        "measured_period": f"{listing.expiry:%b%d'%y}",
        "threshold": f"{listing.strike}",
        "source_agency": "The exchange of the index",
        "data_and_resolution_link": "https://example.com/data",
        "last_trade_time": release,
        "product_code": found.symbol,
        "market_rules_link": f"https://example.com/{found.symbol}.pdf",
        "release_time": release,
        "payout_time": release + int(_DAY.total_seconds()),
        "payout": "$1.00",
        "price_increment": f"${listing.tick}",
        "exchange_timezone": "US/Central",
    }


def schedules(__: State, call: Call) -> dict[str, Any]:
    """Hours by day of the week, in the clock's words."""
    listing, _ = _event(call)
    session = listing.hours.latest(calendar.midnight(listing.expiry) if listing.expiry else 0.0)
    hours = [{"open": _clock(session.opens), "close": _clock(session.closes)}]
    return {
        "timezone": "US/Eastern",
        "trading_schedules": [
            {"day_of_week": day, "trading_times": [] if day in _CLOSED_ON else hours} for day in _WEEKDAYS
        ],
    }


def _clock(at: float) -> str:
    """`4:15 PM` in New York."""
    return f"{datetime.fromtimestamp(at, calendar.new_york()):%I:%M %p}".removeprefix("0")


SERVES = {
    "events.categories": categories,
    "events.market": market,
    "events.details": details,
    "events.rules": rules,
    "events.schedules": schedules,
}
