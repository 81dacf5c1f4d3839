"""Bars from ticks: the gateway's time, the volume of the day, and history that goes on."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr._async.stream import AsyncStream
from ibkr._core.stream.bars import BarFeed
from ibkr._core.stream.interpreter import Interpreter
from ibkr.errors import GatewayFault, InvalidArgument
from ibkr.model.bars import Bar
from ibkr.model.events import BarsRefilled, Gap, MissingBars

OPEN = 1_359_730_800_000  # 2013-02-01 15:00 UTC
MINUTE = 60_000


class Market:
    """Ticks and heartbeats of one contract into a feed."""

    def __init__(self, feed: BarFeed) -> None:
        self.feed = feed
        self.bars: list[Bar] = []
        self._interpreter = Interpreter()

    def hear(self, **frame: Any) -> None:
        for event in self._interpreter.read(json.dumps(frame)):
            self.bars += self.feed.hear(event)

    def tick(self, seconds: float, price: str | None, volume: int | None = None) -> None:
        tags = {"31": price, "7762": None if volume is None else str(volume)}
        told = {tag: value for tag, value in tags.items() if value is not None}
        self.hear(topic="smd+1", conid=1, _updated=OPEN + int(seconds * 1000), **told)

    def beat(self, seconds: float) -> None:
        self.hear(topic="system", hb=OPEN + int(seconds * 1000))


def at(minute: int) -> datetime:
    return datetime(2013, 2, 1, 15, minute, tzinfo=UTC)


def test_a_bar_is_told_when_the_next_one_begins_with_the_volume_that_was_traded_in_it():
    market = Market(BarFeed("1min"))
    market.beat(-1)
    market.tick(1, "10.0", 1000)
    market.tick(5, "10.5", 1300)
    market.tick(20, "9.5", 1400)
    market.tick(59, "10.2", 1450)
    assert market.bars == []
    market.tick(61, "10.3", 1500)
    assert market.bars == [Bar(at(0), 10.5, 10.5, 9.5, 10.2, 450.0)]


def test_a_trade_at_the_same_price_shows_in_the_volume_alone():
    market = Market(BarFeed("1min"))
    market.beat(-1)
    market.tick(-0.5, "10.0", 1000)
    market.tick(5, None, 1200)
    market.tick(61, "11.0", 1300)
    assert market.bars == [Bar(at(0), 10.0, 10.0, 10.0, 10.0, 200.0)]


def test_a_bar_nobody_trades_after_is_told_by_the_heartbeat():
    market = Market(BarFeed("1min"))
    market.beat(-1)
    market.tick(-0.5, "10.0", 1000)
    market.tick(5, "10.1", 1100)
    market.beat(60.5)
    assert market.bars == []
    market.beat(70)
    assert [bar.time for bar in market.bars] == [at(0)]


def test_a_minute_without_a_trade_has_no_bar():
    market = Market(BarFeed("1min"))
    market.beat(-1)
    market.tick(-0.5, "10.0", 1000)
    market.tick(5, "10.1", 1100)
    market.tick(185, "10.2", 1200)
    market.tick(245, "10.3", 1300)
    assert [bar.time for bar in market.bars] == [at(0), at(3)]


def test_a_bar_whose_begin_was_not_heard_is_not_told():
    market = Market(BarFeed("1min"))
    market.tick(30, "10.0", 1000)
    market.tick(40, "11.0", 1100)
    market.tick(61, "10.5", 1200)
    market.tick(121, "10.6", 1300)
    assert [bar.time for bar in market.bars] == [at(1)]


def test_a_gap_leaves_out_the_bars_it_touches_and_the_volume_in_it():
    market = Market(BarFeed("1min"))
    market.beat(-1)
    market.tick(-0.5, "10.0", 1000)
    market.tick(5, "10.1", 1100)
    market.feed.hear(Gap(at(0) + timedelta(seconds=30), "cut"))
    market.tick(70, "12.0", 9000)
    market.tick(80, "12.1", 9100)
    market.tick(121, "12.2", 9200)
    market.tick(181, "12.3", 9300)
    assert market.bars == [Bar(at(2), 12.2, 12.2, 12.2, 12.2, 100.0)]


def test_a_late_tick_is_counted_and_its_volume_is_not_lost():
    market = Market(BarFeed("1min"))
    market.beat(-1)
    market.tick(-0.5, "10.0", 1000)
    market.tick(5, "10.1", 1100)
    market.beat(70)
    market.tick(59, "99.0", 1150)
    market.tick(75, "10.2", 1200)
    market.beat(125)
    assert market.feed.late == 1
    assert [(bar.high, bar.volume) for bar in market.bars] == [(10.1, 100.0), (10.2, 100.0)]


def test_the_last_bar_of_history_goes_on():
    seed = [Bar(at(0), 9.0, 9.9, 8.8, 9.5, 700.0), Bar(at(1), 10.0, 10.4, 9.8, 10.0, 300.0)]
    market = Market(BarFeed("1min", after=seed))
    market.tick(70, "10.1", 1000)
    market.tick(80, "10.6", 1050)
    assert market.feed.forming == Bar(at(1), 10.0, 10.6, 9.8, 10.6, 350.0)
    market.tick(121, "10.2", 1100)
    assert market.bars == [Bar(at(1), 10.0, 10.6, 9.8, 10.6, 350.0)]


def test_the_close_of_yesterday_is_no_trade():
    market = Market(BarFeed("1min"))
    market.beat(-1)
    market.tick(-0.5, "C9.0", 0)
    market.tick(5, "C9.0", 0)
    market.tick(61, "C9.1", 0)
    market.tick(121, "10.0", 100)
    assert market.bars == []


def bar(minute: int, close: float = 9.0) -> Bar:
    return Bar(at(minute), close, close, close, close, 1.0)


def cut_in_the_first_minute(**options: Any) -> Market:
    """A bar that is whole, one that is cut, two that nobody hears, one heard in part."""
    market = Market(BarFeed("1min", target=1, **options))
    market.beat(-61)
    market.tick(-60, "10.0", 1000)
    market.tick(-5, "10.0", 1010)
    market.tick(5, "10.1", 1100)
    market.feed.hear(Gap(at(0) + timedelta(seconds=30), "cut"))
    market.tick(190, "12.0", 9000)
    market.tick(241, "12.1", 9100)
    return market


def test_what_is_missing_is_listed():
    market = cut_in_the_first_minute()
    assert [bar.time for bar in market.bars] == [datetime(2013, 2, 1, 14, 59, tzinfo=UTC)]
    market.beat(310)
    assert market.bars[1:] == [Bar(at(4), 12.1, 12.1, 12.1, 12.1, 100.0)]
    assert list(market.feed.missing) == [MissingBars("1", "1min", at(0), at(4))]


def test_missing_bars_are_asked_for_when_the_first_one_after_them_is_over_and_told_before_it():
    asked: list[MissingBars] = []
    market = cut_in_the_first_minute(refill=asked.append)
    assert asked == []
    market.beat(310)
    assert (asked, len(market.bars)) == ([MissingBars("1", "1min", at(0), at(4))], 1)
    market.tick(301, "12.2", 9200)
    market.beat(370)
    found = [bar(minute) for minute in (0, 1, 3, 4)]
    told = market.feed.hear(BarsRefilled(asked[0], found))
    assert [(one.time, one.close) for one in told] == [
        (at(0), 9.0),
        (at(1), 9.0),
        (at(3), 9.0),
        (at(4), 12.1),
        (at(5), 12.2),
    ]


def test_bars_that_cannot_be_read_do_not_keep_those_after_them():
    asked: list[MissingBars] = []
    market = cut_in_the_first_minute(refill=asked.append)
    market.beat(310)
    told = market.feed.hear(BarsRefilled(asked[0], (), "no permission"))
    assert [one.time for one in told] == [at(4)]


def test_a_second_gap_before_they_are_read_asks_for_all_of_it_again():
    asked: list[MissingBars] = []
    market = cut_in_the_first_minute(refill=asked.append)
    market.beat(310)
    market.feed.hear(Gap(at(5), "cut again"))
    market.tick(365, "12.0", 9900)
    market.tick(421, "12.1", 9950)
    market.beat(490)
    assert [(one.since, one.until) for one in asked] == [(at(0), at(4)), (at(0), at(7))]
    assert [(one.since, one.until) for one in market.feed.missing] == [(at(0), at(7))]
    assert market.feed.hear(BarsRefilled(asked[0], [bar(0)])) == []


def test_what_lies_between_history_and_the_first_bar_heard_whole_is_filled():
    asked: list[MissingBars] = []
    market = Market(BarFeed("1min", target=1, after=[bar(0), bar(1)], refill=asked.append))
    market.tick(190, "10.0", 1000)
    market.tick(245, "10.1", 1050)
    market.tick(301, "10.2", 1100)
    assert (asked, market.bars) == ([MissingBars("1", "1min", at(1), at(4))], [])


def test_bars_that_history_does_not_have_cannot_be_refilled():
    with pytest.raises(InvalidArgument, match="1min or longer"):
        BarFeed("30s", refill=lambda missing: None)


@pytest.mark.anyio
@pytest.mark.parametrize("problem", [None, "IBKR is resting."])
async def test_a_stream_reads_missing_bars_from_its_clients_history(gateway, problem: str | None):
    def frame(seconds: int, price: str) -> str:
        body = {"topic": "smd+1", "conid": 1, "_updated": OPEN + seconds * 1000, "31": price}
        return json.dumps(body)

    gateway.bars = [bar(0), bar(1), bar(2)]
    if problem is not None:
        gateway.faults["history.download"] = GatewayFault(problem)
    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        bars, refills = stream.bars(1, refill=True), stream.events(BarsRefilled)
        gateway.socket.feed(*(frame(*row) for row in [(5, "10.0"), (61, "10.1"), (121, "10.2")]))
        told = [await anext(bars)] if problem else [await anext(bars), await anext(bars)]
        refilled = await anext(refills)
    assert [one.time for one in told] == ([at(1)] if problem else [at(0), at(1)])
    assert (refilled.missing.since, refilled.problem) == (at(0), problem)
    assert gateway.calls[-1] == "history.download"
    assert len(bars.missing) == 1


@pytest.mark.parametrize("size", ["7s", "2h", "1d", "0min", "minute", "90min"])
def test_bars_that_do_not_fill_an_hour_are_refused(size: str):
    with pytest.raises(InvalidArgument, match="fills an hour"):
        BarFeed(size)


TRADES = st.lists(st.tuples(st.integers(0, 90), st.integers(90, 110), st.integers(1, 50)), max_size=60)


@given(TRADES)
def test_every_share_traded_after_the_first_picture_is_in_exactly_one_bar(steps: list[tuple[int, int, int]]):
    market = Market(BarFeed("1min"))
    market.beat(-1)
    market.tick(-0.5, "100.0", 0)
    seconds, volume = 0, 0
    traded: dict[int, int] = {}
    for wait, price, size in steps:
        seconds += wait
        volume += size
        minute = seconds // 60
        traded[minute] = traded.get(minute, 0) + size
        market.tick(seconds + 0.001 * len(traded), str(price), volume)
    market.beat(seconds + 120)
    assert [bar.volume for bar in market.bars] == [float(size) for size in traded.values()]


@pytest.mark.anyio
async def test_a_slow_reader_of_bars_misses_no_tick(gateway):
    def frame(seconds: int, price: str, volume: int) -> str:
        body = {
            "topic": "smd+1",
            "conid": 1,
            "_updated": OPEN + seconds * 1000,
            "31": price,
            "7762": str(volume),
        }
        return json.dumps(body)

    async with AsyncStream(gateway, connect=gateway.connect) as stream:
        bars = stream.bars(1, "1min")
        prices = ["10.0", "10.0", "19.0", "1.0", "10.0", "11.0", "12.0"]
        times = [-1, 0, 10, 20, 30, 61, 121]
        gateway.socket.feed(*(frame(*row) for row in zip(times, prices, range(7), strict=True)))
        first, second = await anext(bars), await anext(bars)
    assert (first.high, first.low, first.volume) == (19.0, 1.0, 4.0)
    assert (second.open, bars.late) == (11.0, 0)
