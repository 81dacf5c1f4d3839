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
from ibkr.errors import InvalidArgument
from ibkr.model.bars import Bar
from ibkr.model.events import Gap

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
