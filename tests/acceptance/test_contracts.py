"""Finding, describing and watching contracts, with both clients against the simulator."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

import ibkr
from ibkr.simulator import Gateway

AAPL = 265598
NOW = datetime(2013, 2, 1, 15, tzinfo=UTC)


def test_an_option_chain_with_weeklies_around_the_price(play, gateway):
    def story(ib):
        chain = yield ib.contracts.option_chain("AAPL", months=2, window=4)
        quote = yield ib.market_data.snapshot(chain.nearest(), fields=["bid", "ask"])
        return chain, quote

    chain, quote = play(story, gateway)
    assert chain.months == ("FEB13", "MAR13")
    assert chain.strikes[3] < chain.price < chain.strikes[4]
    assert len(chain.strikes) == 8
    assert {option.is_weekly for option in chain} == {True, False}
    assert date(2013, 3, 15) in chain.where(weekly=False).expiries
    assert abs(chain.nearest().strike - chain.price) <= Decimal("2.5")
    assert quote.bid < quote.ask
    assert gateway.violations == []


def test_a_chain_by_percent_holds_strikes_within_it_and_one_right(play, gateway):
    def story(ib):
        return (yield ib.contracts.option_chain(AAPL, months="JUN13", window="5%", rights="P"))

    chain = play(story, gateway)
    assert {option.right for option in chain} == {"P"}
    assert all(abs(option.strike - chain.price) <= chain.price / 20 for option in chain)
    assert chain.expiries == (date(2013, 6, 21),)


def test_one_option_is_found_by_its_terms_and_quoted(play, gateway):
    def story(ib):
        put = yield ib.contracts.option("AAPL", date(2013, 3, 15), 450, "P")
        quote = yield ib.market_data.snapshot(put, fields=["bid", "ask"])
        info = yield ib.contracts.by_conid(put)
        return put, quote, info

    put, quote, info = play(story, gateway)
    assert (put.expiry, put.strike, put.right) == (date(2013, 3, 15), 450, "P")
    assert quote.bid < quote.ask
    assert info.sec_type == "OPT"


def test_a_chain_waits_for_the_limit_and_not_longer(play, gateway):
    began = gateway.clock.monotonic()

    def story(ib):
        return (yield ib.contracts.option_chain("AAPL", window=10))

    play(story, gateway)
    # Some 25 calls at ten a second.
    assert gateway.clock.monotonic() - began < 6
    assert gateway.violations == []


def test_a_chain_is_read_after_the_brokerage_session_was_lost_in_between(play, gateway):
    def story(ib):
        yield ib.contracts.option_chain("AAPL", window=1)
        gateway.session.lose_bridge()
        return (yield ib.contracts.option_chain("AAPL", months="APR13", window=1))

    assert len(play(story, gateway)) == 4


def test_a_chain_on_the_disk_is_not_asked_for_again(play, gateway, tmp_path):
    path = tmp_path / "contracts.db"

    def story(ib):
        chain = yield ib.contracts.option_chain("AAPL", window=5, around=450)
        calls = ib.pacing.statistics()["global"].calls
        return len(chain), calls

    first, second = (play(story, gateway, cache=path) for _ in range(2))
    assert first[0] == second[0]
    # The session has to be opened and searched in; nothing else.
    assert second[1] <= 4 < first[1]


def test_futures_roll_and_trade_at_their_own_price_steps(play, gateway):
    def story(ib):
        chain = yield ib.contracts.futures("ES")
        front = yield ib.contracts.front_month("ES")
        busiest = yield ib.contracts.front_month("ES", by="volume")
        details = yield ib.contracts.details(front)
        return chain, front, busiest, details

    chain, front, busiest, details = play(story, gateway)
    assert [one.month for one in chain][:3] == ["MAR13", "JUN13", "SEP13"]
    assert (front, chain.roll().into.month) == (chain.front, "JUN13")
    assert busiest in list(chain)[:3]
    assert details.multiplier == 50
    assert details.round_price("1500.13") == Decimal("1500.25")


@pytest.mark.parametrize(
    ("what", "closes", "opens"),
    [
        ("stock", datetime(2013, 2, 1, 21, tzinfo=UTC), datetime(2013, 2, 4, 14, 30, tzinfo=UTC)),
        ("pair", datetime(2013, 2, 1, 22, tzinfo=UTC), datetime(2013, 2, 3, 22, 15, tzinfo=UTC)),
        ("future", datetime(2013, 2, 1, 22, tzinfo=UTC), datetime(2013, 2, 3, 23, tzinfo=UTC)),
    ],
)
def test_each_kind_of_contract_has_its_own_hours(play, gateway, what, closes, opens):
    def story(ib):
        kinds = {
            "stock": lambda: ib.contracts.find("AAPL"),
            "pair": lambda: ib.contracts.find("EUR.USD", sec_type="CASH"),
            "future": lambda: ib.contracts.front_month("ES"),
        }
        contract = yield kinds[what]()
        return (yield ib.contracts.schedule(contract))

    schedule = play(story, gateway)
    every = what == "future"
    assert schedule.is_open(NOW, extended=every)
    assert schedule.next_close(NOW, extended=every) == closes
    assert schedule.next_open(closes, extended=every) == opens


def test_a_schedule_knows_holidays_and_summer_time(play, gateway):
    def story(ib):
        aapl = yield ib.contracts.find("AAPL")
        return (yield ib.contracts.schedule(aapl))

    schedule = play(story, gateway)
    friday_evening = datetime(2013, 2, 15, 22, tzinfo=UTC)
    assert schedule.next_open(friday_evening) == datetime(2013, 2, 19, 14, 30, tzinfo=UTC), (
        "Washington's birthday"
    )
    good_friday = datetime(2013, 3, 29, 15, tzinfo=UTC)
    assert not schedule.is_open(good_friday)
    assert schedule.next_open(good_friday) == datetime(2013, 4, 1, 13, 30, tzinfo=UTC), "summer time"


def test_currencies(play, gateway):
    def story(ib):
        pairs = yield ib.contracts.pairs("USD")
        there = yield ib.contracts.rate("USD", "EUR")
        back = yield ib.contracts.rate("EUR", "USD")
        euro = yield ib.contracts.find("EUR.USD", sec_type="CASH")
        quote = yield ib.market_data.snapshot(euro, fields=["bid", "ask"])
        return pairs, there, back, quote

    pairs, there, back, quote = play(story, gateway)
    assert {"EUR.USD", "USD.JPY"} <= {pair.symbol for pair in pairs}
    assert abs(there * back - 1) < Decimal("0.0001")
    assert quote.bid < quote.ask


def test_searches_definitions_and_the_contracts_of_an_exchange(play, gateway):
    def story(ib):
        by_name = yield ib.contracts.search("apple", name=True)
        nothing = yield ib.contracts.search("NOSUCHTHING")
        defined = yield ib.contracts.define([AAPL, 8314, 77])
        listed = yield ib.contracts.conids("NASDAQ")
        index = yield ib.contracts.find("SPX", sec_type="IND")
        return by_name, nothing, defined, listed, index

    by_name, nothing, defined, listed, index = play(story, gateway)
    assert str(AAPL) in {row.conid for row in by_name}
    assert nothing == []
    assert [defined[conid].ticker for conid in defined] == ["AAPL", "IBM"]
    assert AAPL in {row.conid for row in listed}
    assert index.sec_type == "IND"


def test_bars_over_any_span_come_in_one_call_of_ours(play, gateway):
    start, end = datetime(2012, 11, 1, tzinfo=UTC), datetime(2013, 1, 1, tzinfo=UTC)

    def story(ib):
        minutes = yield ib.market_data.bars_between(AAPL, start, end, "1min")
        days = yield ib.market_data.bars_between(AAPL, start - timedelta(days=3650), end)
        return minutes, days

    minutes, days = play(story, gateway)
    # 41 sessions, two of them short: the day after Thanksgiving and Christmas Eve.
    assert len(minutes) == 39 * 390 + 2 * 210
    assert len(days) > 2500
    assert minutes[0].time >= start
    assert gateway.violations == []


def test_a_line_is_given_back_once(play, gateway):
    def story(ib):
        yield ib.market_data.snapshot(AAPL, fields=["last"])
        first = yield ib.market_data.unsubscribe(AAPL)
        second = yield ib.market_data.unsubscribe(AAPL)
        yield ib.market_data.unsubscribe_all()
        again = yield ib.market_data.snapshot(AAPL, fields=["last"], wait=0)
        return first, second, again.missing

    assert play(story, gateway) == (True, False, ("last_price",))


def test_delayed_data_says_so(play):
    late = Gateway(clock=ibkr.ManualClock(), delayed_data=[AAPL])

    def story(ib):
        aapl = yield ib.market_data.snapshot(AAPL, fields=["last"])
        ibm = yield ib.market_data.snapshot(8314, fields=["last"])
        return aapl.availability.timeline, ibm.availability.timeline

    assert play(story, late) == ("delayed", "real time")
