"""The life of single orders."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import attrs
import pytest

from ibkr.simulator.broker.order import ExecutionEvent, OrderEvent, Status
from ibkr.simulator.broker.ticket import Refused
from ibkr.simulator.market import derivatives
from ibkr.simulator.market.contract import AAPL, IBM
from tests.simulator.broker.desk import (
    ACCOUNT,
    CLOSE,
    HOUR,
    MARKET,
    MONDAY_OPEN,
    TEN,
    broker,
    fills,
    last,
    limit,
    states,
    ticket,
)

MARCH_CALL = derivatives.option(derivatives.FAMILIES[0], date(2013, 3, 15), Decimal(450), "C")
LIVED_ONE_SESSION = ["Inactive", "PendingSubmit", "PreSubmitted", "Submitted"]


def test_a_market_order_fills_at_the_ask_within_moments():
    desk = broker()
    order = desk.submit(ticket(), TEN)
    assert order.status is Status.PRE_SUBMITTED
    ask = MARKET.quote(IBM.conid, TEN + 0.15).ask
    desk.advance(TEN + 1)
    assert states(desk, order) == [*LIVED_ONE_SESSION, "Filled"]
    assert [(fill.quantity, fill.price, fill.side) for fill in fills(desk)] == [(Decimal(100), ask, "BUY")]


def test_a_distant_limit_order_placed_and_cancelled_lives_as_recorded():
    desk = broker()
    order = desk.submit(limit("150.00"), TEN)
    desk.cancel(order.order_id, TEN + 0.3)
    desk.advance(TEN + 0.5)
    assert states(desk, order) == [*LIVED_ONE_SESSION, "PendingCancel", "Cancelled"]
    assert desk.order(order.order_id).cancelled_by_system is None


def test_more_than_the_touch_shows_fills_in_parts_over_seconds():
    desk = broker()
    order = desk.submit(ticket(quantity=Decimal(5000)), TEN)
    desk.advance(TEN + 60)
    times = [fill.time for fill in fills(desk)]
    assert len(fills(desk)) > 2
    assert len(set(times)) == len(times)
    assert sum(fill.quantity for fill in fills(desk)) == 5000
    assert desk.order(order.order_id).status is Status.FILLED
    partial = next(e.order for e in desk.journal if isinstance(e, OrderEvent) and e.order.filled)
    assert partial.status is Status.SUBMITTED
    assert partial.size_and_fills == f"{fills(desk)[0].quantity}/5000"


def test_two_orders_of_the_same_moment_share_what_is_shown():
    shown = MARKET.quote(IBM.conid, TEN + 0.15).ask_size
    desk = broker()
    first = desk.submit(ticket(quantity=Decimal(shown - 100)), TEN)
    second = desk.submit(ticket(quantity=Decimal(shown)), TEN)
    desk.advance(TEN + 0.16)
    assert desk.order(first.order_id).remaining == 0
    assert desk.order(second.order_id).filled == 100


def test_a_limit_order_waits_for_its_price_and_fills_no_worse():
    quote = MARKET.quote(IBM.conid, TEN)
    desk = broker()
    order = desk.submit(limit(str(quote.bid - Decimal("0.25"))), TEN)
    desk.advance(CLOSE)
    done = desk.order(order.order_id)
    assert done.status is Status.FILLED
    assert all(fill.price <= quote.bid - Decimal("0.25") for fill in fills(desk))
    assert fills(desk)[0].time > TEN + 1


def test_an_order_at_the_bid_fills_at_its_own_price_when_trades_come_to_it():
    quote = MARKET.quote(AAPL.conid, TEN)
    desk = broker()
    desk.submit(limit(str(quote.bid), conid=AAPL.conid), TEN)
    desk.advance(TEN + 600)
    assert {fill.price for fill in fills(desk)} == {quote.bid}


def test_what_an_ioc_order_cannot_have_at_once_is_cancelled():
    quote = MARKET.quote(IBM.conid, TEN + 0.15)
    desk = broker()
    order = desk.submit(limit(str(quote.ask), tif="IOC", quantity=Decimal(quote.ask_size + 100)), TEN)
    desk.advance(TEN + 0.2)
    done = desk.order(order.order_id)
    assert (done.status, done.filled) == (Status.CANCELLED, quote.ask_size)
    assert done.cancelled_by_system


def test_an_order_of_the_evening_waits_for_the_opening():
    desk = broker(CLOSE + HOUR)
    order = desk.submit(ticket(), CLOSE + HOUR)
    desk.advance(MONDAY_OPEN - 1)
    assert desk.order(order.order_id).status is Status.PRE_SUBMITTED
    desk.advance(MONDAY_OPEN + 2)
    assert states(desk, order) == [*LIVED_ONE_SESSION, "Filled"]
    assert fills(desk)[0].time >= MONDAY_OPEN


def test_an_ioc_order_of_the_evening_meets_the_first_print():
    desk = broker(CLOSE + HOUR)
    desk.submit(ticket(tif="IOC"), CLOSE + HOUR)
    desk.advance(MONDAY_OPEN + 1)
    assert [fill.time for fill in fills(desk)] == [MARKET.quote(IBM.conid, MONDAY_OPEN + 1).time]


def test_a_day_order_ends_with_the_day():
    desk = broker()
    order = desk.submit(limit("150.00"), TEN)
    desk.advance(CLOSE)
    assert states(desk, order) == [*LIVED_ONE_SESSION, "Cancelled"]
    assert "good for its day" in str(desk.order(order.order_id).cancelled_by_system)


def test_a_gtc_order_rests_overnight_and_ends_with_the_next_quarter():
    desk = broker()
    order = desk.submit(limit("1.00", tif="GTC"), TEN)
    desk.advance(MONDAY_OPEN + 1)
    assert states(desk, order) == [*LIVED_ONE_SESSION, "PreSubmitted", "Submitted"]
    desk.advance(datetime(2013, 6, 28, 19, 59, tzinfo=UTC).timestamp())
    assert desk.order(order.order_id).status is Status.SUBMITTED
    desk.advance(datetime(2013, 6, 28, 20, tzinfo=UTC).timestamp())
    assert desk.order(order.order_id).status is Status.CANCELLED


def test_an_order_rests_over_the_weekend_though_stocks_close_at_the_same_moment():
    desk = broker()
    order = desk.submit(limit("0.05", conid=MARCH_CALL.conid, tif="GTC"), TEN)
    desk.advance(MONDAY_OPEN + 1)
    assert states(desk, order) == [*LIVED_ONE_SESSION, "PreSubmitted", "Submitted"]
    desk.modify(order.order_id, ticket(conid=MARCH_CALL.conid, tif="GTC"), MONDAY_OPEN + 60)
    desk.advance(MONDAY_OPEN + 120)
    assert desk.order(order.order_id).status is Status.FILLED


def test_a_stop_order_sleeps_until_its_price_trades():
    stop = MARKET.quote(IBM.conid, TEN).last + Decimal("0.30")
    desk = broker()
    order = desk.submit(ticket(order_type="STP", price=stop), TEN)
    desk.advance(TEN + 1)
    assert desk.order(order.order_id).status is Status.PRE_SUBMITTED
    desk.advance(CLOSE)
    assert states(desk, order) == [*LIVED_ONE_SESSION, "Filled"]
    assert MARKET.quote(IBM.conid, fills(desk)[0].time).high >= stop


def test_a_stop_limit_order_wakes_at_the_stop_and_keeps_its_limit():
    last = MARKET.quote(IBM.conid, TEN).last
    desk = broker()
    asked = ticket(order_type="STOP_LIMIT", aux_price=last + Decimal("0.30"), price=last - 5)
    order = desk.submit(asked, TEN)
    desk.advance(CLOSE - 1)
    assert desk.order(order.order_id).status is Status.SUBMITTED
    assert desk.order(order.order_id).triggered
    assert fills(desk) == []


def test_an_order_raised_to_the_ask_fills():
    desk = broker()
    order = desk.submit(limit("150.00", client_order_id="mine"), TEN)
    desk.advance(TEN + 10)
    changed = desk.modify(order.order_id, limit("215.00", quantity=Decimal(50)), TEN + 10)
    assert changed.ticket.client_order_id == "mine"
    desk.advance(TEN + 12)
    assert desk.order(order.order_id).status is Status.FILLED
    assert desk.order(order.order_id).filled == 50


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        ({"side": "SELL"}, "modification"),
        ({"conid": AAPL.conid}, "modification"),
        ({"tif": "GTC"}, "modification"),
        ({"order_type": "STP", "price": Decimal(160)}, "modification"),
        ({"order_type": "LMT", "price": Decimal("150.001")}, "tick"),
        ({"quantity": Decimal(10_000_000)}, "funds"),
    ],
)
def test_some_changes_cannot_be_made(change: dict[str, Any], cause: str):
    desk = broker()
    order = desk.submit(limit("150.00"), TEN)
    with pytest.raises(Refused) as refusal:
        desk.modify(order.order_id, attrs.evolve(order.ticket, **change), TEN + 1)
    assert refusal.value.cause == cause
    assert desk.order(order.order_id).ticket == order.ticket


def test_an_order_that_may_work_in_the_evening_from_now_on_does():
    desk = broker()
    order = desk.submit(limit("150.00"), TEN)
    desk.modify(order.order_id, limit("150.00", outside_rth=True), TEN + 60)
    desk.advance(CLOSE + HOUR)
    assert desk.order(order.order_id).status is Status.SUBMITTED
    desk.modify(order.order_id, limit(last(at=CLOSE) + 5, outside_rth=True), CLOSE + HOUR)
    desk.advance(CLOSE + 2 * HOUR)
    assert desk.order(order.order_id).status is Status.FILLED


def test_an_order_begins_at_once_when_a_change_lets_it_work_in_this_session():
    desk = broker(CLOSE + HOUR)
    order = desk.submit(limit("150.00"), CLOSE + HOUR)
    desk.modify(order.order_id, limit("150.00", outside_rth=True), CLOSE + 2 * HOUR)
    assert desk.order(order.order_id).status is Status.SUBMITTED


def test_an_order_that_becomes_a_market_order_in_the_evening_waits_for_the_morning():
    desk = broker(CLOSE + HOUR)
    order = desk.submit(limit("150.00", outside_rth=True), CLOSE + HOUR)
    desk.modify(order.order_id, ticket(), CLOSE + HOUR + 60)
    desk.advance(MONDAY_OPEN + 60)
    assert states(desk, order) == [*LIVED_ONE_SESSION, "PreSubmitted", "Submitted", "Filled"]
    assert fills(desk)[0].time >= MONDAY_OPEN


def test_an_order_cannot_be_made_smaller_than_it_is_filled():
    desk = broker()
    ask_size = MARKET.quote(IBM.conid, TEN + 0.15).ask_size
    order = desk.submit(ticket(quantity=Decimal(ask_size + 1)), TEN)
    desk.advance(TEN + 0.2)
    with pytest.raises(Refused, match="are filled already"):
        desk.modify(order.order_id, ticket(quantity=Decimal(ask_size)), TEN + 0.2)


def test_an_unknown_order_cannot_be_cancelled():
    with pytest.raises(Refused, match="OrderID 5 doesn't exist") as refusal:
        broker().cancel(5, TEN)
    assert refusal.value.cause == "unknown_order"


def test_a_filled_order_cannot_be_cancelled_or_changed():
    desk = broker()
    order = desk.submit(ticket(), TEN)
    with pytest.raises(Refused, match="Order is inactive"):
        desk.cancel(order.order_id, TEN + 5)
    with pytest.raises(Refused, match="Order is inactive"):
        desk.modify(order.order_id, ticket(), TEN + 5)


def test_a_fill_may_come_while_the_cancellation_is_under_way():
    quote = MARKET.quote(IBM.conid, TEN + 0.15)
    print_at = MARKET.quote(IBM.conid, TEN + 1.5).time
    desk = broker()
    order = desk.submit(ticket(quantity=Decimal(quote.ask_size + 1)), TEN)
    desk.cancel(order.order_id, print_at - 0.05)
    desk.advance(TEN + 5)
    assert states(desk, order)[-2:] == ["PendingCancel", "Filled"]


def test_a_client_order_id_counts_once_in_24_hours():
    desk = broker()
    desk.submit(limit("150.00", client_order_id="a"), TEN)
    with pytest.raises(Refused, match="Local order ID=a is already registered") as refusal:
        desk.submit(limit("150.00", client_order_id="a"), TEN + 23 * HOUR)
    assert refusal.value.cause == "duplicate"
    again = desk.submit(limit("150.00", client_order_id="a"), TEN + 24 * HOUR)
    assert desk.find(ACCOUNT, "a") == desk.order(again.order_id)
    assert len(desk.orders(ACCOUNT)) == 2


@pytest.mark.parametrize(
    ("asked", "cause", "text"),
    [
        ({"side": "HOLD"}, "side", "HOLD"),
        ({"quantity": Decimal(-1)}, "quantity", "-1"),
        ({"quantity": Decimal("0.5")}, "quantity", "0.5"),
        ({"order_type": "STP_LMT"}, "order_type", "Unknown order type STP_LMT"),
        ({"tif": "FOK"}, "tif", "FOK"),
        ({"order_type": "LMT"}, "price", "limit price"),
        ({"order_type": "STP", "price": Decimal(0)}, "price", "stop price"),
        ({"order_type": "STOP_LIMIT", "price": Decimal(5)}, "price", "stop price"),
        ({"order_type": "LMT", "price": Decimal("200.123")}, "tick", "smallest step 0.01"),
        ({"conid": 38708077}, "contract", "AAPL on MEXI"),
        ({"conid": 1}, "contract", "No contract with id 1"),
        ({"account": "DU7"}, "account", "DU7"),
        ({"quantity": Decimal(200_000)}, "funds", "initial margin"),
    ],
)
def test_bad_tickets_are_refused_with_their_cause(asked: dict[str, Any], cause: str, text: str):
    desk = broker()
    with pytest.raises(Refused, match=text) as refusal:
        desk.submit(ticket(**asked), TEN)
    assert refusal.value.cause == cause
    assert desk.journal == []


def test_an_order_tells_all_that_the_gateway_shows():
    desk = broker()
    order = desk.submit(limit("150.00", tif="DAY", client_order_id="a"), TEN)
    assert order.description == "Buy 100 IBM Limit 150.00, Day"
    assert order.size_and_fills == "0/100"
    assert (order.type_words.display, order.type_words.code) == ("Limit", "LIMIT")
    assert order.time_in_force == "CLOSE"
    assert (order.foreground, order.background) == ("#997EE5", "#FFFFFF")
    assert order.ccp_status == "Submitted"
    assert (order.instrument.symbol, order.average_price, order.is_editable) == ("IBM", None, True)


def test_a_filled_order_is_told_in_the_past():
    desk = broker()
    order = desk.submit(ticket(side="SELL"), TEN)
    desk.advance(TEN + 5)
    done = desk.order(order.order_id)
    assert done.description == "Sold 100 IBM Market, Day"
    assert (done.size_and_fills, done.is_editable, done.average_price) == ("100", False, fills(desk)[0].price)


def test_an_execution_is_reported_without_and_then_with_its_commission():
    desk = broker()
    desk.submit(ticket(), TEN)
    desk.advance(TEN + 2)
    reports = [event for event in desk.journal if isinstance(event, ExecutionEvent)]
    assert [report.has_commission for report in reports] == [False, True]
    assert reports[0].execution is reports[1].execution
    assert reports[0].execution.execution_id.endswith(".01.01")
    assert reports[1].time == pytest.approx(reports[0].time + 0.3)


def test_living_orders_are_listed_before_finished_ones():
    desk = broker()
    waiting = desk.submit(limit("150.00"), TEN)
    old, young = desk.submit(ticket(), TEN + 1), desk.submit(ticket(), TEN + 2)
    desk.advance(TEN + 5)
    numbers = [waiting.order_id, young.order_id, old.order_id]
    assert [order.order_id for order in desk.orders(ACCOUNT)] == numbers
    assert [order.order_id for order in desk.orders(ACCOUNT, since=TEN + 2)] == numbers[:2]


def test_events_are_numbered_by_their_place():
    desk = broker()
    desk.submit(ticket(), TEN)
    desk.advance(TEN + 5)
    assert [event.number for event in desk.journal] == list(range(len(desk.journal)))
    assert [event.time for event in desk.journal] == sorted(event.time for event in desk.journal)


def test_a_call_from_the_past_is_taken_as_of_now():
    desk = broker()
    desk.advance(TEN + 100)
    order = desk.submit(limit("150.00"), TEN)
    assert order.submitted_at == TEN + 100
    desk.advance(TEN)
    assert desk.now == TEN + 100
