"""Prices of what is no stock, and of stocks outside of regular hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.simulator.market import calendar, catalogue, derivatives, universe
from ibkr.simulator.market.barsize import BarSize
from ibkr.simulator.market.calendar import Phase
from ibkr.simulator.market.contract import AAPL, IBM, SPY, Instrument, instrument
from ibkr.simulator.market.entitlements import Entitlements
from ibkr.simulator.market.market import Market, NoPrices

TEN = datetime(2013, 2, 1, 15, tzinfo=UTC).timestamp()
"""Friday, 10:00 in New York."""
HOUR, DAY = 3600.0, 86_400.0
MARKET = Market(seed=7)
FEBRUARY = date(2013, 2, 15)
MARCH = catalogue.futures("ES", TEN)[0]


def option(strike: int, right: str = "C", family: int = 0, expiry: date = FEBRUARY) -> Instrument:
    """An option, or with family 2 an event contract."""
    return derivatives.option(derivatives.FAMILIES[family], expiry, Decimal(strike), right)


EVERYTHING = (
    *(SPY, universe.SPX, *universe.PAIRS, universe.BTC, universe.IBM_BOND, MARCH),
    *(option(450), option(380, "P"), option(1500, family=2), option(150, "P", family=1)),
    *(option(1500, family=3), option(1600, "P", family=3)),
)
moments = st.floats(TEN - 3 * DAY, TEN + 6 * DAY)


@settings(max_examples=40, deadline=None)
@given(moments, st.sampled_from(EVERYTHING))
def test_a_quote_hangs_together(at: float, listing: Instrument):
    quote = MARKET.quote(listing.conid, at)
    assert quote.time <= at
    assert quote.low <= quote.last <= quote.high
    assert quote.bid < quote.ask or not listing.is_tradable
    assert (quote.bid > 0) is (quote.bid_size > 0) or not listing.is_tradable
    for price in (quote.bid, quote.ask):
        assert price % listing.tick_at(price) == 0 or price < listing.tick
    assert quote.is_open is (listing.hours.running(at) is not None and quote.phase is not Phase.CLOSED) or (
        listing.hours.latest(at).opens <= at
    )


@settings(max_examples=25, deadline=None)
@given(moments, st.sampled_from(EVERYTHING))
def test_a_quote_agrees_with_the_path_that_orders_meet(at: float, listing: Instrument):
    session = listing.hours.latest(at)
    second = MARKET.printed(listing.conid, session, at)
    if second < 0 or (listing.hours.trades_always and at >= session.closes):
        return
    quote, book = MARKET.quote(listing.conid, at), MARKET.book(listing.conid, session)
    path = MARKET.path(listing.conid, session)
    assert path is not None
    assert book is not None
    assert quote.last == path.price[second] * listing.unit
    if listing.is_tradable:
        assert (quote.bid, quote.ask) == (book.bid[second] * listing.unit, book.ask[second] * listing.unit)
        assert (quote.bid_size, quote.ask_size) == (book.bid_size[second], book.ask_size[second])


@pytest.mark.parametrize("listing", EVERYTHING, ids=lambda each: each.short_name)
def test_every_instrument_has_bars_of_minutes_and_of_days(listing: Instrument):
    for size in (BarSize(5, "min"), BarSize(1, "d")):
        bars = MARKET.bars(listing.conid, size=size, until=TEN, count=20)
        assert len(bars) == 20
        assert (np.diff(bars.time) > 0).all()
        assert (bars.low <= np.minimum(bars.open, bars.close)).all()
        assert (bars.high >= np.maximum(bars.open, bars.close)).all()
    assert bars.close[-1] == pytest.approx(float(MARKET.quote(listing.conid, TEN).last))


def test_another_seed_makes_another_world_with_the_same_anchors():
    one, other = Market(seed=1), Market(seed=2)
    for listing, anchor in ((SPY, "149.70"), (universe.EUR_USD, "1.35795")):
        quotes = [market.quote(listing.conid, TEN - 17 * HOUR - 60) for market in (one, other)]
        assert quotes[0] != quotes[1]
        closes = [
            market.bars(listing.conid, size=BarSize(1, "d"), until=TEN, count=2).close[0]
            for market in (one, other)
        ]
        assert closes == [float(anchor)] * 2


def test_the_index_is_ten_times_the_fund_and_the_future_close_to_it():
    fund, index = MARKET.quote(SPY.conid, TEN), MARKET.quote(universe.SPX.conid, TEN)
    future = MARKET.quote(MARCH.conid, TEN)
    assert index.last == pytest.approx(fund.last * 10, abs=Decimal("0.2"))
    assert abs(future.last / index.last - 1) < Decimal("0.004")
    assert (index.bid_size, index.bid) == (0, index.last)


# -- options -----------------------------------------------------------------------------


def test_calls_and_puts_agree_with_each_other():
    call, put = (MARKET.quote(option(450, right).conid, TEN) for right in "CP")
    middle = [(each.bid + each.ask) / 2 for each in (call, put)]
    assert call.underlying is not None
    assert float(middle[0] - middle[1]) == pytest.approx(float(call.underlying) - 450, abs=0.5)
    assert call.greeks is not None
    assert put.greeks is not None
    assert call.greeks.delta - put.greeks.delta == pytest.approx(1)
    assert call.greeks.gamma == pytest.approx(put.greeks.gamma)
    assert call.greeks.theta < 0 < call.greeks.vega


def test_a_higher_strike_makes_a_cheaper_call_with_less_delta():
    quotes = [MARKET.quote(option(strike).conid, TEN) for strike in range(400, 520, 20)]
    asks = [quote.ask for quote in quotes]
    deltas = [quote.greeks.delta for quote in quotes if quote.greeks]
    assert asks == sorted(asks, reverse=True)
    assert deltas == sorted(deltas, reverse=True)
    assert all(0 < delta < 1 for delta in deltas)


def test_an_option_on_a_future_follows_the_next_future_to_expire():
    call, put = (MARKET.quote(option(1500, right, family=3).conid, TEN) for right in "CP")
    future = MARKET.quote(MARCH.conid, TEN)
    assert call.underlying == put.underlying == future.last
    assert float(call.mark - put.mark) == pytest.approx(float(future.last) - 1500, abs=1.5)
    later = option(1500, family=3, expiry=date(2013, 4, 19))
    assert instrument(later.underlying_conid).expiry == date(2013, 6, 21)
    assert all(price % Decimal("0.25") == 0 for price in (call.bid, call.ask))


def test_options_on_futures_are_listed_by_month_and_never_outlive_their_future():
    family = derivatives.FAMILIES[3]
    days = derivatives.expiries(family, date(2013, 2, 1))
    assert catalogue.months(universe.SPX.conid, "FOP", TEN) == tuple(f"{day:%b%y}".upper() for day in days)
    for day in days:
        listing = option(1500, family=3, expiry=day)
        last = instrument(listing.underlying_conid).last_trading_day
        assert last is not None
        assert day <= last


def test_an_option_ends_at_what_it_is_worth():
    call, end = option(440), TEN + 14 * DAY + 6 * HOUR
    spot = MARKET.quote(AAPL.conid, end).last
    assert MARKET.settlement(call.conid) == pytest.approx(max(spot - 440, 0), abs=Decimal("0.01"))
    assert MARKET.quote(call.conid, end).ask == pytest.approx(max(spot - 440, 0), rel=Decimal("0.05"), abs=1)
    with pytest.raises(NoPrices, match="last traded"):
        MARKET.quote(call.conid, end + 4 * DAY)


def test_yes_and_no_cost_a_little_more_than_what_they_pay_together():
    yes = option(1500, family=2)
    both = [MARKET.quote(each.conid, TEN) for each in (yes, catalogue.opposite(yes.conid))]
    assert 1 < sum(quote.ask for quote in both) < Decimal("1.08")
    assert all(Decimal(0) < quote.bid < quote.ask < 1 for quote in both)
    paid = [MARKET.settlement(each.conid) for each in (yes, catalogue.opposite(yes.conid))]
    assert sorted(paid) == [0, 1]


# -- hours -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours_later", "stock", "future", "currency", "coin"),
    [
        (0, True, True, True, True),
        (6.5, False, True, True, True),  # 16:30
        (7.5, False, False, False, True),  # 17:30, Friday
        (55, False, False, False, True),  # Sunday 17:00
        (55.5, False, False, True, True),  # Sunday 17:30
        (57, False, True, True, True),  # Sunday 19:00
        (66, False, True, True, True),  # Monday 04:00
    ],
)
def test_every_venue_keeps_its_own_hours(hours_later, stock, future, currency, coin):
    listings, at = (IBM, MARCH, universe.EUR_USD, universe.BTC), TEN + hours_later * HOUR
    is_open = [MARKET.quote(each.conid, at).is_open for each in listings]
    assert is_open == [stock, future, currency, coin]


def test_evening_prices_lead_from_the_close_to_the_next_open():
    close = TEN + 6 * HOUR
    regular, evening = (MARKET.quote(AAPL.conid, close + HOUR, extended=each) for each in (False, True))
    assert (regular.phase, evening.phase) == (Phase.CLOSED, Phase.AFTER_HOURS)
    assert regular.time < close < evening.time
    last_of_day = MARKET.quote(AAPL.conid, close + 4 * HOUR, extended=True).last
    monday = close + 2 * DAY + 12 * HOUR
    first = MARKET.quote(AAPL.conid, monday + 60, extended=True)
    assert first.phase is Phase.PRE_MARKET
    assert abs(first.last / last_of_day - 1) < Decimal("0.01")


def test_bells_ring_at_every_change_of_session():
    at, rung = TEN, list[str]()
    for _ in range(6):
        at = IBM.hours.next_bell(at)
        rung.append(f"{datetime.fromtimestamp(at, calendar.new_york()):%a %H:%M}")
    assert rung == ["Fri 16:00", "Fri 20:00", "Mon 04:00", "Mon 09:30", "Mon 16:00", "Mon 20:00"]


# -- rates and halts ---------------------------------------------------------------------


def test_rates_multiply_to_one_around_the_world():
    around = [("EUR", "JPY"), ("JPY", "GBP"), ("GBP", "EUR")]
    product = Decimal(1)
    for source, target in around:
        product *= MARKET.rate(source, target, TEN)
    assert float(product) == pytest.approx(1, abs=1e-4)
    assert MARKET.rate("USD", "USD", TEN) == 1
    with pytest.raises(KeyError):
        MARKET.rate("EUR", "XXX", TEN)


def test_a_halted_contract_stays_as_it_was():
    market = Market(seed=7)
    market.halts.halt(IBM.conid, TEN)
    before, during = market.quote(IBM.conid, TEN), market.quote(IBM.conid, TEN + HOUR)
    assert (before.last, before.time) == (during.last, during.time)
    assert during.halted
    market.halts.resume(IBM.conid, TEN + 2 * HOUR)
    after = market.quote(IBM.conid, TEN + 2 * HOUR)
    assert not after.halted
    assert after.time > TEN + HOUR
    assert market.quote(IBM.conid, TEN + HOUR).halted


# -- the catalogue -----------------------------------------------------------------------


def test_months_strikes_and_options_lead_to_contracts():
    assert catalogue.months(AAPL.conid, "OPT", TEN)[:3] == ("FEB13", "MAR13", "APR13")
    strikes = catalogue.strikes(MARKET, AAPL.conid, "MAR13", TEN)
    assert {Decimal(440), Decimal(450)} <= set(strikes)
    found = catalogue.options(MARKET, AAPL.conid, "mar13", TEN, strike=Decimal(440))
    assert [(each.expiry, each.right) for each in found] == [
        (day, right) for day in (date(2013, 3, 1), date(2013, 3, 15)) for right in "CP"
    ]
    assert catalogue.strikes(MARKET, IBM.conid, "MAR13", TEN) == ()
    assert catalogue.strikes(MARKET, AAPL.conid, "MAR99", TEN) == ()


@given(
    st.sampled_from(derivatives.FAMILIES),
    st.integers(0, 400),
    st.integers(1, 3000),
    st.sampled_from("CP"),
)
def test_the_conid_of_an_option_holds_all_of_it(family, week, step, right):
    expiry = derivatives.expiries(family, date(2013, 2, 1) + timedelta(weeks=week))[0]
    made = derivatives.option(family, expiry, family.strike_unit * step, right)
    assert derivatives.decoded(made.conid) == made
    assert made.conid < 2**31


@given(st.integers(-(2**63), 2**63))
def test_no_number_breaks_the_decoding(conid: int):
    found = derivatives.decoded(conid)
    assert found is None or found.conid == conid


def test_futures_are_listed_by_root():
    assert [each.local_symbol for each in catalogue.futures("es", TEN)] == [
        "ESH3",
        "ESM3",
        "ESU3",
        "ESZ3",
        "ESH4",
    ]
    assert catalogue.futures("XX", TEN) == ()


@pytest.mark.parametrize(
    ("text", "sec_type", "found"),
    [
        ("spx", "IND", universe.SPX),
        ("ES", "FUT", universe.SPX),
        ("EUR.USD", "CASH", universe.EUR_USD),
        ("BTC", "CRYPTO", universe.BTC),
        ("SPY", "STK", SPY),
    ],
)
def test_contracts_are_found_by_their_symbol(text: str, sec_type: str, found: Instrument):
    assert catalogue.search(text, sec_type=sec_type)[0] is found


def test_pairs_and_bonds_and_exchanges_are_listed():
    assert [each.name for each in catalogue.pairs("jpy")] == ["USD.JPY"]
    assert catalogue.bonds(IBM.conid) == (universe.IBM_BOND,)
    assert SPY in catalogue.conids_of("ARCA")
    assert len(catalogue.event_contracts(MARKET, universe.SPX.conid, TEN)) > 100


@pytest.mark.parametrize(
    "text", ["28812380;;;265598/1", "28812380;;;265598/0,8314/1", "1;;;265598/1,8314/1", "265598", ";;;"]
)
def test_what_is_no_combination_is_told_apart(text: str):
    assert catalogue.combo(text) is None


def test_a_combination_is_read_from_its_text():
    found = catalogue.combo("58666491@LSE;;;265598/1,8314/-2")
    assert found is not None
    assert [(leg.conid, leg.ratio) for leg in found.legs] == [(265598, 1), (8314, -2)]


# -- what a user sees --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("entitlements", "hours_later", "code", "age"),
    [
        (Entitlements(), 0, "RpB", 0),
        (Entitlements(), 7, "ZB", 0),
        (Entitlements(delayed={IBM.conid}), 0, "DpB", 900),
        (Entitlements(delayed={IBM.conid}), 7, "YB", 900),
    ],
)
def test_data_comes_at_once_or_late(entitlements, hours_later, code, age):
    at = TEN + hours_later * HOUR
    seen = entitlements.seen(MARKET, IBM.conid, at)
    assert (seen.availability, seen.quote) == (code, MARKET.quote(IBM.conid, at - age))


def test_without_a_subscription_nothing_comes():
    seen = Entitlements(without={IBM.conid}).seen(MARKET, IBM.conid, TEN)
    assert (seen.availability, seen.quote) == ("N", None)


def test_bars_outside_of_regular_hours_surround_those_within():
    regular, every = (
        MARKET.bars(
            IBM.conid, size=BarSize(30, "min"), until=TEN + DAY, period=BarSize(1, "d"), outside_rth=each
        )
        for each in (False, True)
    )
    assert len(regular) == 13
    assert len(every) == 11 + 13 + 8
    assert set(regular.time) <= set(every.time)
    assert (np.diff(every.time) > 0).all()
