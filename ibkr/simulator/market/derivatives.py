"""Options, futures and event contracts: which exist, and the conid of each.

There are too many to list: a conid of these holds family, expiry, strike and right, so
that each can be made from its number alone and is the same in every world.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import attrs

from ibkr.simulator.market import calendar
from ibkr.simulator.market.hours import EXCHANGE_HOURS, FUTURES_HOURS
from ibkr.simulator.market.listing import AAPL, MONTHS, SPY, Instrument
from ibkr.simulator.market.universe import SPX

OPTION_EXCHANGES = ("SMART", "AMEX", "BOX", "CBOE", "CBOE2", "ISE", "MIAX", "NASDAQOM", "PHLX", "PSE")
_FIRST_DAY = date(2010, 1, 1)
_OPTIONS_FROM, _FUTURES_FROM = 1_000_000_000, 930_000_000
_DAY_BITS, _STRIKE_BITS = 14, 13
_ROOM_OF_A_ROOT = 1_000_000
_FRIDAY = 4
_WEEK = timedelta(days=7)
_MONTH_CODES = "FGHJKMNQUVXZ"


@attrs.frozen(kw_only=True)
class Family:
    """All options, or all event contracts, on one underlying."""

    number: int
    underlying: Instrument
    step: Decimal
    """Between two strikes."""
    strike_unit: Decimal = Decimal("0.5")
    """Strikes are whole multiples of it."""
    width: Decimal = Decimal("0.35")
    """How far from the price strikes are listed, as a share of it."""
    is_event: bool = False
    root: Root | None = None
    """Of options on futures: the futures; `underlying` is what these are on."""


@attrs.frozen(kw_only=True)
class Root:
    """All futures with one symbol."""

    number: int
    symbol: str
    name: str
    multiplier: Decimal
    underlying: Instrument = SPX
    tick: Decimal = Decimal("0.25")
    exchange: str = "CME"


ROOTS = (
    Root(number=0, symbol="ES", name="E-mini S&P 500", multiplier=Decimal(50)),
    Root(number=1, symbol="MES", name="Micro E-Mini S&P 500", multiplier=Decimal(5)),
)
FAMILIES = (
    Family(number=0, underlying=AAPL, step=Decimal(5)),
    Family(number=1, underlying=SPY, step=Decimal(1)),
    Family(
        number=2,
        underlying=SPX,
        step=Decimal(10),
        strike_unit=Decimal(5),
        width=Decimal("0.1"),
        is_event=True,
    ),
    Family(
        number=3,
        underlying=SPX,
        step=Decimal(5),
        strike_unit=Decimal(5),
        width=Decimal("0.15"),
        root=ROOTS[0],
    ),
)
"""There is no room for a fifth: conids have 31 bits."""


def family_of(conid: int, *, events: bool = False, futures: bool = False) -> Family | None:
    """The options on an underlying; with `events` its event contracts, with `futures` those on futures."""
    for family in FAMILIES:
        kind = (family.is_event, family.root is not None)
        if family.underlying.conid == conid and kind == (events, futures):
            return family
    return None


def decoded(conid: int) -> Instrument | None:
    """The derivative with that conid, None when there is none."""
    if _FUTURES_FROM <= conid < _FUTURES_FROM + len(ROOTS) * _ROOM_OF_A_ROOT:
        number, days = divmod(conid - _FUTURES_FROM, _ROOM_OF_A_ROOT)
        expiry = _FIRST_DAY + timedelta(days=days)
        return future(ROOTS[number], expiry) if is_quarterly(expiry) else None
    code = conid - _OPTIONS_FROM
    code, is_put = divmod(code, 2)
    code, strike = divmod(code, 1 << _STRIKE_BITS)
    number, days = divmod(code, 1 << _DAY_BITS)
    if not 0 <= number < len(FAMILIES) or not strike:
        return None
    family, expiry = FAMILIES[number], _FIRST_DAY + timedelta(days=days)
    if expiry != _month_end(*_month_of(expiry)) if family.root else not is_expiry(expiry):
        return None
    return option(family, expiry, strike * family.strike_unit, "P" if is_put else "C")


# -- dates -------------------------------------------------------------------------------


def is_expiry(day: date) -> bool:
    """Whether options expire on that day: Fridays, or the day before when the exchange is shut."""
    return day == _shifted(day + timedelta(days=_FRIDAY - day.weekday()))


def is_quarterly(day: date) -> bool:
    """Whether index futures expire on that day."""
    return day.month % 3 == 0 and day == _third_friday(day.year, day.month)


def expiries(family: Family, today: date) -> tuple[date, ...]:
    """The expiries listed on a day: five weeks, four months, a year of quarters, two Januaries.

    Event contracts have months only, and so have options on futures, a year of them.
    """
    if family.root is not None:
        return tuple(day for day in _months_of_futures(today) if day >= today)
    months = [*_months_from(today, 4), *(each for each in _months_from(today, 13) if each[1] % 3 == 0)]
    januaries = [(today.year + 1, 1), (today.year + 2, 1)]
    found = {_third_friday(*month) for month in (*months, *januaries)}
    if not family.is_event:
        friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
        found |= {_shifted(friday + _WEEK * week) for week in range(5)}
    return tuple(sorted(day for day in found if day >= today))


def _months_of_futures(today: date) -> list[date]:
    nearest = set(_months_from(today, 4))
    months = (month for month in _months_from(today, 13) if month in nearest or month[1] % 3 == 0)
    return [_month_end(*month) for month in months]


def _month_end(year: int, month: int) -> date:
    """When options on futures expire; in the month of a future with the future's last day."""
    friday = _third_friday(year, month)
    return friday if month % 3 else calendar.previous_session(friday).day


def _month_of(day: date) -> tuple[int, int]:
    return day.year, day.month


def quarters(today: date) -> tuple[date, ...]:
    """The expiries of futures listed on a day: the next five quarters."""
    days = [_third_friday(*month) for month in _months_from(today, 19) if month[1] % 3 == 0]
    return tuple(day for day in days if day > today)[:5]


def _months_from(day: date, count: int) -> Iterator[tuple[int, int]]:
    first = day.year * 12 + day.month - 1
    return ((month // 12, month % 12 + 1) for month in range(first, first + count))


def _third_friday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return _shifted(first + timedelta(days=(_FRIDAY - first.weekday()) % 7 + 14))


def _shifted(friday: date) -> date:
    return friday if calendar.is_trading_day(friday) else calendar.previous_session(friday).day


# -- contracts ---------------------------------------------------------------------------


def option(family: Family, expiry: date, strike: Decimal, right: str) -> Instrument:
    """One option or event contract of a family."""
    days = (expiry - _FIRST_DAY).days
    place = (family.number << _DAY_BITS | days) << _STRIKE_BITS | int(strike / family.strike_unit)
    conid = _OPTIONS_FROM + place * 2 + (right == "P")
    make = _event if family.is_event else _option if family.root is None else _future_option
    return make(conid, family, expiry, strike, right)


def _option(conid: int, family: Family, expiry: date, strike: Decimal, right: str) -> Instrument:
    stock = family.underlying
    local = f"{stock.symbol:<6}{expiry:%y%m%d}{right}{int(strike * 1000):08}"
    month = f"{MONTHS[expiry.month - 1]}{expiry.year}"
    return Instrument(
        conid=conid,
        symbol=stock.symbol,
        company_name=stock.company_name,
        exchange="SMART",
        currency=stock.currency,
        country=stock.country,
        valid_exchanges=OPTION_EXCHANGES,
        industry=stock.industry,
        category=stock.category,
        group=stock.group,
        sec_type="OPT",
        security_type="",
        trading_class=stock.symbol,
        coarse_ticks=() if stock is SPY else ((Decimal(3), Decimal("0.05")),),
        hours=EXCHANGE_HOURS,
        has_prices=True,
        multiplier=Decimal(100),
        lot=1,
        underlying_conid=stock.conid,
        expiry=expiry,
        last_trading_day=expiry,
        strike=strike,
        right=right,
        local_symbol=local,
        description=f"{stock.symbol} {month} {strike.normalize():f} {right} [{local} 100]",
    )


def _event(conid: int, family: Family, expiry: date, strike: Decimal, right: str) -> Instrument:
    answer = "YES" if right == "C" else "NO"
    local = f"SPXM_{expiry:%m%d%y}_{strike.normalize():f}_{answer}"
    return Instrument(
        conid=conid,
        symbol="SPXM",
        company_name="S&P 500 Index on the third Friday",
        exchange="FORECASTX",
        currency="USD",
        country="US",
        valid_exchanges=("FORECASTX",),
        sec_type="OPT",
        security_type="",
        trading_class="SPXM",
        hours=EXCHANGE_HOURS,
        has_prices=True,
        lot=1,
        underlying_conid=family.underlying.conid,
        expiry=expiry,
        last_trading_day=expiry,
        strike=strike,
        right=right,
        local_symbol=local,
        description=f"SPXM {expiry:%b%d'%y} {strike.normalize():f} {answer}",
        is_event=True,
    )


def _future_option(conid: int, family: Family, expiry: date, strike: Decimal, right: str) -> Instrument:
    """It is on the next future to expire, and in this world trades in the hours of the stock exchange."""
    root = family.root
    assert root is not None, "a family of options on futures has its futures"
    quarter = next(month for month in _months_from(expiry, 3) if month[1] % 3 == 0)
    under = future(root, _third_friday(*quarter))
    month = f"{MONTHS[expiry.month - 1]}{expiry.year}"
    code = f"{root.symbol}{_MONTH_CODES[expiry.month - 1]}{expiry.year % 10}"
    local = f"{code} {right}{strike.normalize():f}"
    return Instrument(
        conid=conid,
        symbol=root.symbol,
        company_name=root.name,
        exchange=root.exchange,
        currency=under.currency,
        country=under.country,
        valid_exchanges=(root.exchange,),
        sec_type="FOP",
        security_type="",
        trading_class=root.symbol,
        tick=Decimal("0.05"),
        coarse_ticks=((Decimal(5), Decimal("0.25")),),
        hours=EXCHANGE_HOURS,
        has_prices=True,
        multiplier=root.multiplier,
        lot=1,
        underlying_conid=under.conid,
        expiry=expiry,
        last_trading_day=expiry,
        strike=strike,
        right=right,
        local_symbol=local,
        description=f"{root.symbol} {month} {strike.normalize():f} {right} [{local} {root.multiplier}]",
    )


def future(root: Root, expiry: date) -> Instrument:
    """One future of a root; it trades until the day before its expiry."""
    return Instrument(
        conid=_FUTURES_FROM + root.number * _ROOM_OF_A_ROOT + (expiry - _FIRST_DAY).days,
        symbol=root.symbol,
        company_name=root.name,
        exchange=root.exchange,
        currency="USD",
        country="US",
        valid_exchanges=(root.exchange,),
        sec_type="FUT",
        security_type="",
        trading_class=root.symbol,
        tick=root.tick,
        hours=FUTURES_HOURS,
        has_prices=True,
        multiplier=root.multiplier,
        lot=1,
        underlying_conid=root.underlying.conid,
        expiry=expiry,
        last_trading_day=calendar.previous_session(expiry).day,
        local_symbol=f"{root.symbol}{_MONTH_CODES[expiry.month - 1]}{expiry.year % 10}",
        description=f"{root.symbol} {MONTHS[expiry.month - 1]}{expiry.year}",
    )
