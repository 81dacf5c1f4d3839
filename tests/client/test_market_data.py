"""Quotes and bars, told to both clients: canned answers modelled after what gateways say."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import httpx
import msgspec
import pytest

from ibkr import errors
from ibkr.model.contracts import Contract
from tests.stories import COLOURS, Play

from .canned import options, routes

APPLE = 265598
ROW = {"conid": APPLE, "conidEx": str(APPLE), "_updated": 1359730800000, "31": "C187.20", "84": "1,187.15",
       "87": "12.2M", "6509": "ZB"}  # fmt: skip


@pytest.fixture(params=COLOURS)
def play(request: pytest.FixtureRequest) -> Play:
    return COLOURS[request.param]


class Quotes:
    """A gateway whose first answer for a contract is empty; it remembers what it was asked."""

    def __init__(self, **answers: object) -> None:
        self.asked: list[httpx.Request] = []
        self._answers = answers

    def __call__(self, request: httpx.Request) -> httpx.Response:
        first = not any(one.url.path == request.url.path for one in self.asked)
        self.asked.append(request)
        row = {"conid": APPLE, "conidEx": str(APPLE)} if first else ROW
        return routes(**{"snapshot": [row], **self._answers})(request)


def test_a_snapshot_is_asked_for_until_it_is_there_and_read(play: Play):
    def story(ib: Any) -> Any:
        return (yield ib.market_data.snapshot(Contract(APPLE, "AAPL"), fields=["last", 84, "volume"], wait=5))

    quote = play(story, **options(Quotes()))
    assert (quote.last, quote.closed, quote.bid) == (Decimal("187.20"), True, Decimal("1187.15"))
    assert (quote.volume, quote.availability.timeline, quote.missing) == (Decimal(12_200_000), "frozen", ())


def test_several_contracts_come_in_the_order_asked(play: Play):
    rows = [{"conid": 8314, "31": "200"}, {**ROW, "31": "450"}]

    def story(ib: Any) -> Any:
        return (yield ib.market_data.snapshot([APPLE, 8314], fields=["last"]))

    assert [one.last for one in play(story, **options(Quotes(snapshot=rows)))] == [450, 200]


def test_lines_are_given_back_one_by_one_or_all(play: Play):
    gateway = Quotes(unsubscribe={"success": True}, unsubscribeall={"unsubscribed": True})

    def story(ib: Any) -> Any:
        one = yield ib.market_data.unsubscribe(APPLE)
        every = yield ib.market_data.unsubscribe_all()
        return one, every.unsubscribed

    assert play(story, **options(gateway)) == (True, True)
    assert msgspec.json.decode(gateway.asked[0].content) == {"conid": APPLE}


def test_a_line_that_is_not_open_is_said_and_no_error(play: Play):
    closed = httpx.Response(500, json={"error": "unknown"})

    def story(ib: Any) -> Any:
        return (yield ib.market_data.unsubscribe(APPLE))

    assert play(story, **options(Quotes(unsubscribe=closed))) is False


def test_nobody_pays_by_accident(play: Play):
    gateway = Quotes(regsnapshot={"conid": APPLE, "84": "187.10"})

    def story(ib: Any) -> Any:
        with pytest.raises(errors.Guarded, match=r"0\.01 USD"):
            yield ib.market_data.regulatory_snapshot(APPLE)
        unpaid = len(gateway.asked)
        quote = yield ib.market_data.regulatory_snapshot(APPLE, pay=True)
        return unpaid, quote.bid

    assert play(story, **options(gateway)) == (0, Decimal("187.10"))


NAIVE = datetime(2013, 1, 1)  # noqa: DTZ001  # naive is what is refused here
EARLIER, AWARE = datetime(2012, 1, 1, tzinfo=UTC), datetime(2013, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ask", "hint"),
    [
        (lambda ib: ib.market_data.snapshot(APPLE, fields=["lst_price"]), "'last_price'"),
        (lambda ib: ib.market_data.snapshot("AAPL"), "find"),
        (lambda ib: ib.market_data.snapshot(APPLE, wait=-1), "wait"),
        (lambda ib: ib.market_data.bars("AAPL"), "find"),
        (lambda ib: ib.market_data.bars(APPLE, period="1Y"), "lower case"),
        (lambda ib: ib.market_data.bars(APPLE, period="1y", bar="1min"), "8h to 1m"),
        (lambda ib: ib.market_data.bars(APPLE, end=NAIVE), "aware"),
        (lambda ib: ib.market_data.bars_between(APPLE, NAIVE, AWARE), "aware"),
        (lambda ib: ib.market_data.bars_between(APPLE, AWARE, AWARE), "before"),
        (lambda ib: ib.market_data.bars_between("AAPL", AWARE, AWARE), "find"),
        (lambda ib: ib.market_data.bars(APPLE, source="last"), "made of trades"),
        (lambda ib: ib.market_data.bars_between(APPLE, EARLIER, AWARE, source="last"), "made of trades"),
        (lambda ib: ib.market_data.bars_between(APPLE, EARLIER, AWARE, "1s"), "no bars of '1s'"),
        (lambda ib: ib.market_data.unsubscribe(0), "above zero"),
    ],
)
def test_what_cannot_be_right_is_refused_and_nothing_is_sent(play: Play, ask: Any, hint: str):
    gateway = Quotes()

    def story(ib: Any) -> Any:
        with pytest.raises(errors.InvalidArgument, match=hint):
            yield ask(ib)

    play(story, **options(gateway))
    assert gateway.asked == []
