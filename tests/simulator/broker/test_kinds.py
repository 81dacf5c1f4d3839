"""Every order type, time in force and condition, one by one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from ibkr.simulator.broker.broker import Broker
from ibkr.simulator.broker.order import Status
from ibkr.simulator.broker.ticket import Refused
from ibkr.simulator.market import calendar, catalogue, derivatives, universe
from ibkr.simulator.market.contract import AAPL, IBM
from ibkr.simulator.market.market import Market
from tests.simulator.broker.desk import (
    ACCOUNT,
    CLOSE,
    HOUR,
    MARKET,
    MONDAY_OPEN,
    RICH,
    TEN,
    broker,
    fills,
    last,
    limit,
    states,
    ticket,
)

CALL, UNLISTED = (
    derivatives.option(derivatives.FAMILIES[0], expiry, Decimal(450), "C")
    for expiry in (date(2013, 2, 15), date(2015, 6, 19))
)
"""An option, and one that is listed only later."""
SESSION = calendar.latest_session(TEN)
PRINTS = MARKET.path(IBM.conid, SESSION)


def test_a_trailing_stop_follows_the_price_and_wakes_when_it_turns():
    desk = broker()
    asked = ticket(side="SELL", order_type="TRAIL", trailing_amount=Decimal("0.40"))
    order = desk.submit(asked, TEN)
    desk.advance(TEN + 60)
    before = desk.trailing_stop(order.order_id)
    desk.advance(CLOSE)
    done = desk.order(order.order_id)
    assert done.status is Status.FILLED
    assert before is not None
    assert done.trailing_stop is not None
    assert before <= done.trailing_stop
    prints = np.asarray(PRINTS.price)[1800 : int(fills(desk)[0].time - SESSION.opens) + 1] / 10_000
    assert float(done.trailing_stop) == pytest.approx(prints.max() - 0.40, abs=0.011)


def test_a_trailing_stop_in_percent_begins_at_its_stop_if_one_is_given():
    desk = broker()
    start = last() - Decimal("0.10")
    asked = ticket(
        side="SELL", order_type="TRAIL", price=start, trailing_amount=Decimal(1), trailing_type="%"
    )
    order = desk.submit(asked, TEN)
    desk.advance(CLOSE)
    done = desk.order(order.order_id)
    assert done.triggered
    assert done.trailing_stop is not None
    assert done.trailing_stop >= start - Decimal("0.01")


def test_the_limit_of_a_trailing_stop_limit_moves_with_its_stop():
    desk = broker()
    stop = last() - Decimal("0.30")
    asked = ticket(
        side="SELL",
        order_type="TRAILLMT",
        price=stop - Decimal("0.20"),
        aux_price=stop,
        trailing_amount=Decimal("0.30"),
    )
    order = desk.submit(asked, TEN)
    desk.advance(CLOSE)
    done = desk.order(order.order_id)
    assert done.trailing_stop is not None
    assert done.limit == done.trailing_stop - Decimal("0.20")
    assert all(fill.price >= done.limit for fill in fills(desk))


@pytest.mark.parametrize("trail", [("0.213", "%"), ("0.3333", "amt")])
def test_a_trailing_stop_stands_on_whole_ticks(trail: tuple[str, str]):
    amount, unit = trail
    stop = last() - Decimal("0.50")
    prices = {"price": stop - Decimal("0.20"), "aux_price": stop}
    asked = {"trailing_amount": Decimal(amount), "trailing_type": unit, **prices}
    desk = broker()
    order = desk.submit(ticket(side="SELL", order_type="TRAILLMT", **asked), TEN)
    desk.advance(TEN + 60)
    shown = desk.trailing_stop(order.order_id)
    desk.advance(CLOSE)
    done = desk.order(order.order_id)
    for price in (shown, done.trailing_stop, done.limit, *(fill.price for fill in fills(desk))):
        assert price is not None
        assert price % Decimal("0.01") == 0


@pytest.mark.parametrize(("order_type", "bound"), [("MIT", None), ("LIT", "0.05")])
def test_an_order_if_touched_waits_for_a_better_price(order_type: str, bound: str | None):
    desk = broker()
    trigger = last() - Decimal("0.25")
    price = None if bound is None else trigger + Decimal(bound)
    desk.submit(ticket(order_type=order_type, aux_price=trigger, price=price), TEN)
    desk.advance(CLOSE)
    touched = np.flatnonzero(np.asarray(PRINTS.price)[1800:] <= int(trigger * 10_000))[0] + 1800
    assert fills(desk)[0].time >= SESSION.opens + touched
    if price is not None:
        assert all(fill.price <= price for fill in fills(desk))


def test_an_order_at_the_close_gets_the_closing_price():
    desk = broker()
    order = desk.submit(ticket(order_type="MOC"), TEN)
    desk.advance(CLOSE - 2)
    assert desk.order(order.order_id).filled == 0
    desk.advance(CLOSE)
    assert [fill.price for fill in fills(desk)] == [MARKET.quote(IBM.conid, CLOSE).last]


def test_the_close_of_a_future_is_that_of_the_regular_session():
    night = CLOSE + 3 * 24 * HOUR + 3 * HOUR
    march = catalogue.futures("ES", night)[0].conid
    desk = broker(night)
    order = desk.submit(ticket(order_type="MOC", conid=march, quantity=Decimal(1)), night)
    desk.advance(night + 12 * HOUR)
    assert desk.order(order.order_id).status is Status.PRE_SUBMITTED
    close = CLOSE + 4 * 24 * HOUR
    desk.advance(close)
    assert [fill.price for fill in fills(desk)] == [MARKET.quote(march, close).last]


def test_a_limit_at_the_close_that_is_not_met_ends_with_the_day():
    desk = broker()
    order = desk.submit(ticket(order_type="LOC", price=Decimal("150.00")), TEN)
    desk.advance(CLOSE)
    assert desk.order(order.order_id).status is Status.CANCELLED
    assert fills(desk) == []


def test_an_order_in_the_middle_fills_between_bid_and_ask():
    desk = broker()
    desk.submit(ticket(order_type="MIDPRICE"), TEN)
    desk.advance(TEN + 60)
    first = fills(desk)[0]
    quote = MARKET.quote(IBM.conid, first.time)
    assert quote.bid <= first.price <= quote.ask


def test_the_cap_of_an_order_in_the_middle_holds():
    desk = broker()
    cap = last() - Decimal("0.20")
    desk.submit(ticket(order_type="MIDPRICE", price=cap), TEN)
    desk.advance(CLOSE)
    assert fills(desk)
    assert all(fill.price <= cap for fill in fills(desk))


def test_a_relative_order_waits_beside_the_best_bid():
    desk = broker()
    desk.submit(ticket(order_type="REL", aux_price=Decimal("0.01"), conid=AAPL.conid), TEN)
    desk.advance(TEN + 1800)
    assert sum(fill.quantity for fill in fills(desk)) == 100
    first = fills(desk)[0]
    assert first.price <= MARKET.quote(AAPL.conid, first.time).ask


def test_an_order_for_the_opening_meets_the_first_print_of_the_next_session():
    desk = broker()
    order = desk.submit(ticket(tif="OPG"), TEN)
    desk.advance(MONDAY_OPEN - 1)
    assert desk.order(order.order_id).status is Status.PRE_SUBMITTED
    desk.advance(MONDAY_OPEN + 2)
    assert [fill.price for fill in fills(desk)] == [MARKET.quote(IBM.conid, MONDAY_OPEN + 60).open]


def test_the_opening_is_that_of_the_regular_session_whatever_is_asked():
    desk = broker(CLOSE + HOUR)
    desk.submit(limit("300.00", tif="OPG", outside_rth=True), CLOSE + HOUR)
    desk.advance(MONDAY_OPEN + 2)
    assert [fill.price for fill in fills(desk)] == [MARKET.quote(IBM.conid, MONDAY_OPEN + 60).open]


def test_an_order_for_the_opening_that_is_not_met_is_cancelled():
    desk = broker()
    order = desk.submit(limit("150.00", tif="OPG"), TEN)
    desk.advance(MONDAY_OPEN + 2)
    assert desk.order(order.order_id).status is Status.CANCELLED


def test_all_or_none_waits_for_enough_at_once():
    desk = broker()
    desk.submit(ticket(quantity=Decimal(2500), all_or_none=True), TEN)
    desk.advance(CLOSE)
    assert [fill.quantity for fill in fills(desk)] in ([], [Decimal(2500)])


def test_an_order_that_may_works_after_the_close_at_evening_prices():
    desk = broker(CLOSE + HOUR)
    evening = MARKET.quote(IBM.conid, CLOSE + HOUR, extended=True)
    order = desk.submit(limit(evening.ask + 1, outside_rth=True, quantity=Decimal(100)), CLOSE + HOUR)
    desk.advance(CLOSE + HOUR + 600)
    assert states(desk, order)[-1] == "Filled"
    assert evening.phase == "after-hours"
    assert all(abs(fill.price - evening.last) < 2 for fill in fills(desk))


def test_a_day_order_that_may_work_in_the_evening_ends_with_it():
    desk = broker()
    order = desk.submit(limit("150.00", outside_rth=True), TEN)
    desk.advance(CLOSE + 4 * HOUR - 1)
    assert desk.order(order.order_id).status is Status.SUBMITTED
    desk.advance(CLOSE + 4 * HOUR)
    assert desk.order(order.order_id).status is Status.CANCELLED


def test_a_market_order_waits_for_regular_hours_whatever_it_asks():
    desk = broker(CLOSE + HOUR)
    order = desk.submit(ticket(outside_rth=True), CLOSE + HOUR)
    desk.advance(CLOSE + 3 * HOUR)
    assert desk.order(order.order_id).status is Status.PRE_SUBMITTED


def test_nothing_fills_during_a_halt():
    halted = Market(seed=7)
    halted.halts.halt(IBM.conid, TEN, until=TEN + HOUR)
    desk = Broker(halted, start=TEN, accounts=[RICH])
    desk.submit(ticket(), TEN)
    desk.advance(TEN + 2 * HOUR)
    assert halted.quote(IBM.conid, TEN + 60).halted
    assert fills(desk)[0].time >= TEN + HOUR


def test_an_algorithm_works_as_the_type_beneath_it():
    desk = broker()
    order = desk.submit(ticket(strategy="Adaptive", strategy_parameters={"adaptivePriority": "Normal"}), TEN)
    desk.advance(TEN + 60)
    assert desk.order(order.order_id).status is Status.FILLED


def test_a_cash_quantity_buys_whole_shares():
    desk = broker()
    order = desk.submit(ticket(quantity=Decimal(0), cash_quantity=Decimal(5000)), TEN)
    assert order.ticket.quantity == 5000 // MARKET.quote(IBM.conid, TEN).ask
    assert order.ticket.cash_quantity == 5000


@pytest.mark.parametrize(
    ("asked", "cause", "text"),
    [
        ({"tif": "OVT"}, "tif", "overnight"),
        ({"tif": "OND"}, "tif", "overnight"),
        ({"tif": "GTD"}, "tif", "GTD"),
        ({"tif": "PAX"}, "tif", "PAX"),
        ({"order_type": "MOC", "tif": "GTC"}, "tif", "close"),
        ({"order_type": "TRAIL"}, "price", "trailing amount"),
        ({"order_type": "TRAIL", "trailing_amount": Decimal(1), "trailing_type": "pct"}, "price", "pct"),
        ({"order_type": "MIT"}, "price", "stop price"),
        ({"order_type": "MIDPRICE", "conid": universe.EUR_USD.conid}, "order_type", "CASH"),
        ({"strategy": "Magic"}, "strategy", "Magic"),
        ({"quantity": Decimal(0), "cash_quantity": Decimal(5)}, "quantity", "does not buy"),
        ({"quantity": Decimal(0), "fx_quantity": Decimal(5)}, "quantity", "currency pair"),
        ({"conid": CALL.conid, "quantity": Decimal(0), "cash_quantity": Decimal(5)}, "quantity", "OPT"),
        ({"conid": UNLISTED.conid}, "contract", "has no market"),
        ({"conid": UNLISTED.conid, "order_type": "OPG"}, "order_type", "Unknown"),
        ({"order_type": "MIT", "aux_price": Decimal("0.001")}, "tick", "smallest step"),
        ({"order_type": "STP", "price": Decimal(200), "tif": "OPG"}, "tif", "OPG"),
        ({"conid": universe.SPX.conid}, "contract", "cannot be traded"),
        ({"conid": universe.BTC.conid, "side": "SELL"}, "short", "sold short"),
    ],
)
def test_what_no_market_could_work_is_refused(asked: dict[str, Any], cause: str, text: str):
    with pytest.raises(Refused, match=text) as refusal:
        broker().submit(ticket(**asked), TEN)
    assert refusal.value.cause == cause


def test_an_account_trades_only_what_it_may():
    desk = broker(permissions=frozenset({"OPT"}))
    with pytest.raises(Refused, match="permission") as refusal:
        desk.submit(ticket(), TEN)
    assert refusal.value.cause == "permission"


def test_a_deactivated_order_is_kept_until_it_is_activated():
    desk = broker()
    order = desk.submit(ticket(deactivated=True), TEN)
    desk.advance(TEN + 60)
    assert (order.status, desk.order(order.order_id).status) == (Status.INACTIVE, Status.INACTIVE)
    sent = desk.modify(order.order_id, ticket(), TEN + 60)
    assert sent.status is Status.PRE_SUBMITTED
    desk.advance(TEN + 120)
    assert desk.order(order.order_id).status is Status.FILLED


def test_a_deactivated_order_can_be_dropped():
    desk = broker()
    order = desk.submit(ticket(deactivated=True), TEN)
    assert desk.cancel(order.order_id, TEN).status is Status.CANCELLED
    assert desk.orders(ACCOUNT)[0].is_held is False
