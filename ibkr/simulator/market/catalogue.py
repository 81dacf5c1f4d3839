"""Looking contracts up: by symbol, underlying, month, exchange, currency.

The lists of derivatives depend on the day: what is listed follows the calendar and the
price of the underlying at the last close.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.market import calendar, contract, derivatives, universe
from ibkr.simulator.market.contract import MONTHS, Instrument, instrument
from ibkr.simulator.market.listing import OPTION_TYPES

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ibkr.simulator.market.derivatives import Family
    from ibkr.simulator.market.market import Market

OPTION_EXCHANGES = ";".join(derivatives.OPTION_EXCHANGES)
_LONGEST_CONID = 10


@attrs.frozen
class Section:
    """One kind of contract that a search result leads to; `months` are spelled `FEB13`."""

    sec_type: str
    months: tuple[str, ...] = ()
    exchange: str = ""
    """Names divided by semicolons."""


@attrs.frozen
class Leg:
    """A part of a combination; a negative ratio is sold when the combination is bought."""

    conid: int
    ratio: int


@attrs.frozen
class Combo:
    """Several contracts traded as one."""

    conid: int
    """The spread conid of the currency."""
    legs: tuple[Leg, ...]


@attrs.frozen(kw_only=True)
class EventMarket:
    """A question that event contracts are traded on, and where it hangs in the category tree."""

    symbol: str
    name: str
    category: str
    parent: str
    underlying_conid: int
    product_conid: int
    exchange: str = "FORECASTX"


EVENT_MARKETS = (
    EventMarket(
        symbol="SPXM",
        name="S&P 500 Index on the third Friday",
        category="Equity Indices",
        parent="Financial Markets",
        underlying_conid=universe.SPX.conid,
        product_conid=911800001,
    ),
)


# -- searching ---------------------------------------------------------------------------


def search(text: str, *, sec_type: str = "STK", by_name: bool = False) -> tuple[Instrument, ...]:
    """Contracts whose symbol is `text`, or whose name contains it; case is ignored.

    `sec_type` is STK, IND, BOND, CASH, CRYPTO or FUT (which finds indices with futures).
    """
    wanted = text.upper()
    if sec_type == "STK":
        return contract.find_by_name(wanted) if by_name else contract.find(wanted)
    if sec_type == "FUT":
        roots = [root for root in derivatives.ROOTS if root.symbol == wanted]
        return tuple(dict.fromkeys(root.underlying for root in roots)) or search(text, sec_type="IND")
    found = [each for each in universe.INSTRUMENTS if each.sec_type == sec_type]
    return tuple(each for each in found if _answers_to(each, wanted, by_name=by_name))


def _answers_to(listing: Instrument, wanted: str, *, by_name: bool) -> bool:
    if by_name:
        return wanted in listing.company_name.upper()
    return wanted in (listing.symbol, listing.local_symbol)


def sections(conid: int, at: float) -> tuple[Section, ...]:
    """What a search result leads to, itself first.

    Raises:
        KeyError: no such conid.
    """
    listing = instrument(conid)
    found = [Section(listing.sec_type, exchange="" if listing.is_us else f"{listing.exchange};")]
    for sec_type, exchange in (("OPT", OPTION_EXCHANGES), ("FUT", "CME"), ("FOP", "CME")):
        listed = months(conid, sec_type, at)
        if listed:
            found.append(Section(sec_type, listed, exchange))
    return (*found, Section("BAG")) if len(found) > 1 else tuple(found)


# -- options -----------------------------------------------------------------------------


def months(conid: int, sec_type: str, at: float) -> tuple[str, ...]:
    """The months in which options (OPT), futures (FUT) or options on these (FOP) expire, soonest first."""
    today = calendar.local_date(at)
    if sec_type == "FUT":
        roots = [root for root in derivatives.ROOTS if root.underlying.conid == conid]
        return _months_of(derivatives.quarters(today)) if roots else ()
    family = _family(conid, sec_type)
    return () if family is None else _months_of(derivatives.expiries(family, today))


def _family(conid: int, sec_type: str) -> Family | None:
    """The options on a contract (OPT), or on its futures (FOP)."""
    return derivatives.family_of(conid, futures=sec_type == "FOP") if sec_type in OPTION_TYPES else None


def strikes(
    market: Market, conid: int, month: str, at: float, *, sec_type: str = "OPT"
) -> tuple[Decimal, ...]:
    """The strikes of a month's options, lowest first, the same for calls and puts; () if none."""
    family = _family(conid, sec_type)
    if family is None or not _of_month(family, month, at):
        return ()
    return _strikes(market, family, at)


def options(
    market: Market,
    conid: int,
    month: str,
    at: float,
    *,
    strike: Decimal | None = None,
    right: str | None = None,
    sec_type: str = "OPT",
) -> tuple[Instrument, ...]:
    """The options of a month, weekly ones too, by expiry, strike and right; () if none."""
    family = _family(conid, sec_type)
    if family is None:
        return ()
    listed = _strikes(market, family, at)
    wanted = [each for each in listed if strike is None or each == strike]
    return tuple(
        derivatives.option(family, expiry, each, side)
        for expiry in _of_month(family, month, at)
        for each in wanted
        for side in ("C", "P")
        if right in (None, side)
    )


def _of_month(family: Family, month: str, at: float) -> tuple[date, ...]:
    listed = derivatives.expiries(family, calendar.local_date(at))
    return tuple(day for day in listed if _month(day) == month.upper())


def _strikes(market: Market, family: Family, at: float) -> tuple[Decimal, ...]:
    # Around the close before: the list stays the same all day.
    price = market.quote(family.underlying.conid, at).prior_close
    lowest = int(price * (1 - family.width) / family.step) + 1
    highest = int(price * (1 + family.width) / family.step)
    return tuple(family.step * number for number in range(max(lowest, 1), highest + 1))


def _months_of(days: tuple[date, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_month(day) for day in days))


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]}{day.year % 100:02}"


# -- everything else ---------------------------------------------------------------------


def futures(symbol: str, at: float) -> tuple[Instrument, ...]:
    """The futures of a root that are listed, soonest first; () for an unknown one."""
    root = next((each for each in derivatives.ROOTS if each.symbol == symbol.upper()), None)
    if root is None:
        return ()
    return tuple(derivatives.future(root, day) for day in derivatives.quarters(calendar.local_date(at)))


def bonds(issuer_conid: int) -> tuple[Instrument, ...]:
    """The bonds of the company with that stock."""
    return tuple(each for each in universe.INSTRUMENTS if each.issuer_conid == issuer_conid)


def pairs(currency: str) -> tuple[Instrument, ...]:
    """The currency pairs with that currency on either side."""
    wanted = currency.upper()
    return tuple(each for each in universe.PAIRS if wanted in (each.symbol, each.currency))


def conids_of(exchange: str, *, asset_class: str = "STK") -> tuple[Instrument, ...]:
    """Everything of a class that is listed on an exchange."""
    listed = (*contract.INSTRUMENTS, *universe.INSTRUMENTS)
    return tuple(
        each for each in listed if each.exchange == exchange.upper() and each.sec_type == asset_class
    )


def event_contracts(market: Market, underlying_conid: int, at: float) -> tuple[Instrument, ...]:
    """The event contracts on an underlying, yes and no of each, by day and threshold; () if none."""
    family = derivatives.family_of(underlying_conid, events=True)
    return () if family is None else tuple(_events(market, family, at))


def _events(market: Market, family: Family, at: float) -> Iterator[Instrument]:
    thresholds = _strikes(market, family, at)
    for expiry in derivatives.expiries(family, calendar.local_date(at)):
        for threshold in thresholds:
            for right in ("C", "P"):
                yield derivatives.option(family, expiry, threshold, right)


def opposite(conid: int) -> Instrument:
    """The other side of an option or event contract: its put or call, its no or yes.

    Raises:
        KeyError: it is neither.
    """
    listing = instrument(conid)
    on_future = listing.sec_type == "FOP"
    under = instrument(listing.underlying_conid).underlying_conid if on_future else listing.underlying_conid
    family = derivatives.family_of(under, events=listing.is_event, futures=on_future)
    if family is None or listing.expiry is None or listing.strike is None:
        raise KeyError(conid)
    right = "P" if listing.right == "C" else "C"
    return derivatives.option(family, listing.expiry, listing.strike, right)


def combo(text: str) -> Combo | None:
    """`28812380;;;265598/1,8314/-1` as its parts; None for what is no such text.

    The spread's conid may be followed by an exchange, as in `58666491@LSE;;;...`.
    """
    head, found, tail = text.partition(";;;")
    conid = _number(head.partition("@")[0])
    if not found or conid not in universe.SPREADS.values():
        return None
    legs = [_leg(part) for part in tail.split(",")]
    known = tuple(leg for leg in legs if leg is not None)
    return Combo(conid or 0, known) if len(known) == len(legs) >= 2 else None


def _leg(text: str) -> Leg | None:
    conid, found, ratio = text.partition("/")
    digits = ratio.removeprefix("-")
    number, times = _number(conid), _number(digits)
    if not found or number is None or not times:
        return None
    return Leg(number, -times if ratio.startswith("-") else times)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST_CONID else None
