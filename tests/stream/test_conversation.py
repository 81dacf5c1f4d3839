"""The talk with the gateway, played in memory: frames and seconds in, events and frames out."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from ibkr._core.stream import Backoff, Conversation, Phase, Timing
from ibkr.errors import InvalidArgument
from ibkr.model.events import Gap, OrderUpdate, Quote, Resumed

if TYPE_CHECKING:
    from ibkr._core.stream.errands import Errand

OPENED_AT = datetime(2013, 2, 1, 15, tzinfo=UTC)

READY = '{"topic":"sts","args":{"connected":true,"authenticated":true,"competing":false}}'
ENDED = '{"topic":"sts","args":{"authenticated":false,"message":"session taken"}}'
TICK = '{"conid":265598,"_updated":1359730800512,"31":"457.50","topic":"smd+265598"}'
AAPL = 'smd+265598+{"fields":["31"]}'


def conversation(**timing: float) -> Conversation:
    return Conversation(timing=Timing(**timing), chance=lambda: 0.0)


def opened(talk: Conversation, now: float = 0.0) -> Conversation:
    talk.opened(now, OPENED_AT.timestamp() + now)
    return talk


def live(talk: Conversation | None = None, now: float = 0.0) -> Conversation:
    talk = opened(talk or conversation(), now)
    talk.receive(READY, now)
    return talk


def order(status: str, **row: Any) -> dict[str, Any]:
    return {"acct": "DU1234567", "orderId": 7, "conid": 265598, "status": status, **row}


def frame(*rows: dict[str, Any]) -> str:
    return json.dumps({"topic": "sor", "args": rows})


def errand(talk: Conversation) -> Errand:
    """What is to be read over REST: one thing."""
    (only,) = talk.errands.due
    return only


def test_a_subscription_asked_for_before_the_session_is_ready_is_sent_when_it_is():
    talk = opened(conversation())
    talk.wishes.quotes(265598, ["last"], 0.0)
    assert talk.outgoing() == []
    talk.receive('{"topic":"system","success":"demouser1"}', 0.1)
    talk.receive('{"topic":"sts","args":{"connected":true,"authenticated":false}}', 0.2)
    assert talk.outgoing() == []
    talk.receive(READY, 0.3)
    assert talk.outgoing() == [AAPL]


def test_a_session_whose_status_comes_in_parts_is_ready_with_the_part_that_says_so():
    talk = opened(conversation())
    talk.wishes.quotes(265598, ["last"], 0.0)
    talk.receive('{"topic":"sts","args":{"connected":true}}', 0.1)
    talk.receive('{"topic":"sts","args":{"authenticated":true}}', 0.2)
    assert talk.outgoing() == [AAPL]


def test_asking_again_adds_fields():
    talk = live()
    talk.wishes.quotes(265598, ["last"], 0.0)
    talk.wishes.quotes(265598, ["bid", "last"], 0.0)
    assert talk.outgoing() == [AAPL, 'smd+265598+{"fields":["31","84"]}']


def test_each_frame_is_given_out_once():
    talk = live()
    talk.wishes.quotes(265598, ["last"], 0.0)
    assert (len(talk.outgoing()), talk.outgoing()) == (1, [])


def test_what_is_dropped_is_ended_at_the_gateway_and_not_replayed():
    talk = live()
    talk.wishes.quotes(265598, ["last"], 0.0)
    talk.wishes.orders(0.0)
    talk.outgoing()
    talk.wishes.no_quotes(265598)
    talk.wishes.no_orders()
    assert talk.outgoing() == ["umd+265598+{}", "uor+{}"]
    talk.lost("cut")
    assert live(talk, 5.0).outgoing() == []


def test_an_unknown_field_is_refused_when_it_is_asked_for():
    with pytest.raises(InvalidArgument, match="'lst'"):
        live().wishes.quotes(265598, ["lst"], 0.0)


def test_market_data_is_renewed_before_the_gateway_ends_it():
    talk = live(conversation(silence=1e9, ping=1e9, answer=1e9))
    talk.wishes.quotes(265598, ["last"], 10.0)
    talk.wishes.orders(10.0)
    talk.outgoing()
    assert talk.next_deadline() == 550.0
    talk.tick(549.0)
    assert talk.outgoing() == []
    talk.tick(550.0)
    assert talk.outgoing() == [AAPL]
    assert talk.next_deadline() == 610.0, "the orders are next"
    talk.tick(610.0)
    assert talk.next_deadline() == 1090.0


def test_a_ping_goes_out_every_minute_and_an_echo_if_wanted():
    talk = live(conversation(silence=1e9, echo=45.0))
    talk.tick(45.0)
    talk.tick(60.0)
    talk.tick(90.0)
    talk.tick(120.0)
    assert talk.outgoing() == ["ech+hb", "tic", "ech+hb", "tic"]


def test_nothing_goes_out_before_the_session_is_ready_not_even_a_ping():
    talk = opened(conversation())
    talk.tick(60.0)
    assert talk.outgoing() == []


def test_any_frame_counts_as_a_sign_of_life():
    talk = opened(conversation(burst=1e9))
    assert talk.next_deadline() == 25.0
    talk.receive("{}", 20.0)
    assert talk.failed(44.9) is None
    assert talk.failed(45.0) == "the gateway was silent for 25 seconds"
    assert talk.next_deadline() == 45.0


def test_a_loss_is_announced_once_with_the_moment_of_the_last_frame():
    talk = live()
    talk.receive("{}", 20.0)
    assert talk.lost("cut") == [Gap(OPENED_AT + timedelta(seconds=20), "cut")]
    opened(talk, 30.0)
    assert talk.lost("cut again") == []


def test_after_a_loss_everything_is_asked_for_again_and_the_gap_is_closed():
    talk = live()
    talk.wishes.quotes(265598, ["last"], 0.0)
    talk.outgoing()
    [gap] = talk.lost("cut")
    opened(talk, 5.0)
    assert talk.outgoing() == []
    _, resumed = talk.receive(READY, 6.0)
    assert resumed == Resumed(gap, OPENED_AT + timedelta(seconds=6), ("smd+265598",))
    assert talk.outgoing() == [AAPL]


def test_quotes_start_afresh_after_a_gap():
    talk = live()
    talk.receive(TICK, 0.1)
    talk.lost("cut")
    live(talk, 5.0)
    [quote] = talk.receive('{"conid":265598,"_updated":2,"84":"457.49","topic":"smd+265598"}', 5.1)
    assert isinstance(quote, Quote)
    assert quote.last is None


def test_a_gap_with_orders_is_closed_only_when_they_have_been_read():
    talk = live()
    talk.wishes.orders(0.0)
    talk.has_read(errand(talk), [order("Submitted")], 0.1)
    talk.lost("cut")
    live(talk, 5.0)
    update, resumed = talk.has_read(errand(talk), [order("Filled", filledQuantity=10.0)], 6.0)
    assert isinstance(update, OrderUpdate)
    assert (update.status, update.origin) == ("Filled", "reread")
    assert isinstance(resumed, Resumed)
    assert (resumed.reread, resumed.recovered) == (("orders",), (update,))
    assert talk.errands.due == ()


def test_a_list_that_was_asked_for_on_an_older_connection_is_not_used():
    talk = live()
    talk.wishes.orders(0.0)
    old = errand(talk)
    talk.lost("cut")
    live(talk, 5.0)
    assert talk.has_read(old, [order("Submitted")], 6.0) == []
    assert errand(talk) != old


def test_orders_are_asked_for_once_more_when_the_list_is_warm():
    talk = live()
    talk.wishes.orders(0.0)
    assert talk.outgoing() == ["sor+{}"]
    talk.has_read(errand(talk), [], 1.0)
    assert talk.outgoing() == ["sor+{}"]


def test_a_brokerage_session_that_ends_while_the_socket_stays_open_is_a_gap():
    talk = live()
    talk.wishes.quotes(265598, ["last"], 0.0)
    talk.outgoing()
    _, gap = talk.receive(ENDED, 7.0)
    assert gap == Gap(OPENED_AT + timedelta(seconds=7), "session taken")
    assert talk.phase is Phase.WAITING
    talk.wishes.quotes(8314, ["last"], 8.0)
    assert talk.outgoing() == []
    _, resumed = talk.receive(READY, 9.0)
    assert isinstance(resumed, Resumed)
    assert talk.outgoing() == [AAPL, 'smd+8314+{"fields":["31"]}']


def test_waits_between_attempts_double_up_to_a_ceiling_and_start_anew_when_live():
    talk = Conversation(backoff=Backoff(first=1.0, ceiling=60.0), chance=lambda: 1.0)
    assert [talk.retry("refused").wait for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert live(talk).retry("cut").attempt == 1


def test_chance_takes_up_to_half_of_a_wait():
    assert Backoff(first=8.0).wait(1, lambda: 0.0) == 4.0


def test_time_in_which_we_did_not_listen_is_not_held_against_the_gateway():
    talk = opened(conversation())
    talk.excuse(100.0)
    assert talk.failed(124.0) is None
