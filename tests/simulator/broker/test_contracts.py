"""Orders for everything that is no stock: options, futures, currencies, coins, bonds, combinations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ibkr.simulator.broker.order import Status
from ibkr.simulator.broker.ticket import Refused, Ticket
from ibkr.simulator.market import catalogue, derivatives, universe
from ibkr.simulator.market.catalogue import Leg
from ibkr.simulator.market.contract import AAPL, IBM, SPY, Instrument
from tests.simulator.broker.desk import (
    ACCOUNT,
    CLOSE,
    HOUR,
    MARKET,
    TEN,
    broker,
    fills,
    limit,
    ticket,
)

if TYPE_CHECKING:
    from ibkr.simulator.broker.broker import Broker

OPTIONS, EVENTS = derivatives.FAMILIES[0], derivatives.FAMILIES[2]
FEBRUARY = date(2013, 2, 15)
CALL = derivatives.option(OPTIONS, FEBRUARY, Decimal(450), "C")
HIGHER = derivatives.option(OPTIONS, FEBRUARY, Decimal(460), "C")
DEEP_PUT = derivatives.option(OPTIONS, FEBRUARY, Decimal(520), "P")
FAR_CALL = derivatives.option(OPTIONS, FEBRUARY, Decimal(560), "C")
YES = derivatives.option(EVENTS, FEBRUARY, Decimal(1500), "C")
MARCH = catalogue.futures("ES", TEN)[0]
ON_FUTURES = derivatives.FAMILIES[3]
ON_FUTURE = derivatives.option(ON_FUTURES, FEBRUARY, Decimal(1400), "C")
USD_SPREAD = universe.SPREADS["USD"]
SATURDAY = TEN + 24 * HOUR
FEBRUARY_END = TEN + 14 * 24 * HOUR + 6 * HOUR
"""Friday 15 February, 16:00."""


def bought(listing: Instrument, quantity: str = "2", **changes: Any) -> Broker:
    """A broker a minute after a purchase at the market."""
    desk = broker()
    desk.submit(ticket(conid=listing.conid, quantity=Decimal(quantity), **changes), TEN)
    desk.advance(TEN + 60)
    return desk


def check(desk: Broker) -> None:
    """Equity is what there was, less what was paid, plus what is held: counted from the fills alone."""
    summary, held = desk.summary(ACCOUNT), desk.positions(ACCOUNT)
    flows: dict[str, Decimal] = {"USD": Decimal(10_000_000)}
    for fill in desk.executions(ACCOUNT):
        listing, sign = fill.instrument, 1 if fill.side == "BUY" else -1
        paid = sign * fill.net_amount + fill.commission
        flows[listing.currency] = flows.get(listing.currency, Decimal(0)) - paid
        if listing.sec_type == "CASH":
            flows[listing.symbol] = flows.get(listing.symbol, Decimal(0)) + fill.signed_quantity
    money = sum(amount * MARKET.rate(each, "USD", desk.now) for each, amount in flows.items())
    assert abs(summary.net_liquidation - money - sum(each.value for each in held)) < Decimal("0.0001")
    assert abs(desk.ledger(ACCOUNT)["BASE"].net_liquidation - summary.net_liquidation) < Decimal("0.0001")
    for each in held:
        mine = [fill.signed_quantity for fill in desk.executions(ACCOUNT) if fill.conid == each.conid]
        assert sum(mine) == each.quantity
    if not any(fill.instrument.sec_type == "CASH" for fill in desk.executions(ACCOUNT)):
        made = summary.realized_pnl + summary.unrealized_pnl
        assert abs(summary.net_liquidation - 10_000_000 - made) < Decimal("0.0001")


def test_an_option_costs_its_price_a_hundred_times():
    desk = bought(CALL)
    fill = fills(desk)[0]
    assert desk.summary(ACCOUNT).cash == 10_000_000 - 200 * fill.price - fill.commission
    assert fill.commission == Decimal("1.30")
    position = desk.positions(ACCOUNT)[0]
    assert position.average_cost == (200 * fill.price + fill.commission) / 2
    assert position.average_price == position.average_cost / 100
    check(desk)


def test_a_future_costs_nothing_but_its_commission():
    desk = bought(MARCH)
    fill, summary = fills(desk)[0], desk.summary(ACCOUNT)
    assert summary.cash == 10_000_000 - fill.commission == 10_000_000 - Decimal("4.10")
    assert desk.positions(ACCOUNT)[0].value == 100 * MARKET.quote(MARCH.conid, TEN + 60).mark
    assert summary.initial_margin == pytest.approx(desk.positions(ACCOUNT)[0].value * Decimal("0.06"))
    check(desk)


def test_the_profit_of_a_future_is_money_once_it_is_closed():
    desk = bought(MARCH)
    desk.submit(ticket(conid=MARCH.conid, side="SELL", quantity=Decimal(2)), TEN + HOUR)
    desk.advance(TEN + HOUR + 60)
    summary = desk.summary(ACCOUNT)
    assert summary.cash == summary.net_liquidation == 10_000_000 + summary.realized_pnl
    check(desk)


def test_a_future_trades_at_night():
    desk = broker(CLOSE + 3 * HOUR + 3 * 24 * HOUR)
    order = desk.submit(ticket(conid=MARCH.conid, quantity=Decimal(1)), desk.now)
    desk.advance(desk.now + 120)
    assert desk.order(order.order_id).status is Status.FILLED


def test_a_currency_is_money_and_no_position():
    desk = bought(universe.EUR_USD, "20000")
    fill = fills(desk)[0]
    assert desk.balances(ACCOUNT) == {
        "USD": 10_000_000 - 20_000 * fill.price - fill.commission,
        "EUR": Decimal(20_000),
    }
    assert desk.positions(ACCOUNT) == []
    assert desk.ledger(ACCOUNT)["EUR"].exchange_rate == MARKET.rate("EUR", "USD", TEN + 60)
    check(desk)


def test_an_amount_of_currency_can_be_converted():
    desk = broker()
    asked = ticket(
        conid=universe.USD_JPY.conid,
        side="SELL",
        quantity=Decimal(0),
        fx_quantity=Decimal(5000),
        is_currency_conversion=True,
    )
    assert desk.submit(asked, TEN).ticket.quantity == 5000
    desk.advance(TEN + 60)
    assert desk.balances(ACCOUNT)["JPY"] > 400_000


def test_a_coin_is_bought_in_parts_and_on_saturdays():
    desk = broker(SATURDAY)
    coin = ticket(conid=universe.BTC.conid, quantity=Decimal("0.25"), tif="PAX")
    desk.submit(coin, SATURDAY)
    desk.advance(SATURDAY + 60)
    assert desk.positions(ACCOUNT)[0].quantity == Decimal("0.25")
    check(desk)


def test_what_is_on_sale_cannot_be_sold_again():
    coin = {"conid": universe.BTC.conid, "side": "SELL"}
    dear = MARKET.quote(universe.BTC.conid, TEN).last * 2
    desk = bought(universe.BTC, "10")
    desk.submit(limit(dear, quantity=Decimal(6), **coin), TEN + 60)
    with pytest.raises(Refused, match="sold short"):
        desk.submit(limit(dear, quantity=Decimal(5), **coin), TEN + 60)
    pair = [limit(dear + 1, quantity=Decimal(4), single_group=True, **coin) for _ in range(2)]
    assert len(desk.submit_group(pair, TEN + 60)) == 2


def test_a_sale_that_is_partly_done_can_be_changed_though_less_is_held():
    desk = bought(universe.BTC, "5000")
    desk.advance(TEN + 600)
    sale = ticket(conid=universe.BTC.conid, side="SELL", quantity=Decimal(5000))
    order = desk.submit(sale, TEN + 600)
    desk.advance(TEN + 602)
    assert desk.order(order.order_id).filled > 100
    with pytest.raises(Refused, match="sold short"):
        desk.modify(order.order_id, attrs.evolve(sale, quantity=Decimal(5001)), TEN + 602)
    assert desk.modify(order.order_id, attrs.evolve(sale, quantity=Decimal(4900)), TEN + 602).remaining > 0


def test_a_bond_is_priced_in_percent_of_a_thousand():
    desk = bought(universe.IBM_BOND, "5")
    price = fills(desk)[0].price
    assert desk.positions(ACCOUNT)[0].cost == 50 * price + fills(desk)[0].commission
    check(desk)


def test_prices_follow_the_steps_of_their_size():
    desk = broker()
    desk.submit(limit("0.07", conid=FAR_CALL.conid, quantity=Decimal(1)), TEN)
    with pytest.raises(Refused, match=r"0\.05") as refusal:
        desk.submit(limit("9.07", conid=CALL.conid, quantity=Decimal(1)), TEN)
    assert refusal.value.cause == "tick"


def test_a_short_option_ties_up_a_share_of_its_underlying():
    preview = broker().preview(ticket(conid=CALL.conid, side="SELL", quantity=Decimal(1)), TEN)
    spot = MARKET.quote(AAPL.conid, TEN).mark
    assert preview.initial.change == Decimal("0.2") * spot * 100


# -- combinations ------------------------------------------------------------------------


def spread(*legs: tuple[Instrument, int], **changes: Any) -> Ticket:
    """A combination at the market."""
    asked: dict[str, Any] = {"conid": USD_SPREAD, "quantity": Decimal(3), **changes}
    return ticket(legs=tuple(Leg(listing.conid, ratio) for listing, ratio in legs), **asked)


def test_a_combination_fills_as_a_unit_at_the_prices_of_its_legs():
    desk = broker()
    order = desk.submit(spread((CALL, 1), (HIGHER, -1)), TEN)
    desk.advance(TEN + 60)
    done = desk.order(order.order_id)
    traded = {fill.conid: (fill.side, fill.quantity, fill.price) for fill in fills(desk)}
    assert done.status is Status.FILLED
    assert traded[CALL.conid][:2] == ("BUY", 3)
    assert traded[HIGHER.conid][:2] == ("SELL", 3)
    assert done.average_price == traded[CALL.conid][2] - traded[HIGHER.conid][2]
    assert done.contract == "1 AAPL FEB2013 450 C -1 AAPL FEB2013 460 C"
    check(desk)


def test_a_combination_waits_for_its_limit():
    desk = broker()
    order = desk.submit(spread((CALL, 1), (HIGHER, -1), order_type="LMT", price=Decimal("0.05")), TEN)
    desk.advance(CLOSE)
    assert desk.order(order.order_id).filled == 0


def test_a_combination_of_stocks_may_have_a_price_below_zero():
    desk = broker()
    asked = spread((IBM, 1), (AAPL, -1), order_type="LMT", price=Decimal("-240.00"))
    order = desk.submit(asked, TEN)
    desk.advance(TEN + 600)
    done = desk.order(order.order_id)
    assert done.status is Status.FILLED
    assert done.average_price is not None
    assert done.average_price <= -240
    check(desk)


def test_shares_and_options_are_combined_a_hundred_to_one():
    desk = broker()
    order = desk.submit(spread((AAPL, 100), (HIGHER, -1), quantity=Decimal(1)), TEN)
    desk.advance(TEN + 300)
    traded = {fill.conid: fill for fill in fills(desk)}
    done = desk.order(order.order_id)
    assert (traded[AAPL.conid].quantity, traded[HIGHER.conid].quantity) == (100, 1)
    assert done.average_price == traded[AAPL.conid].price - traded[HIGHER.conid].price
    check(desk)


# -- expiry ------------------------------------------------------------------------------


def test_an_option_in_the_money_turns_into_shares_at_its_strike():
    desk = bought(DEEP_PUT)
    desk.advance(FEBRUARY_END)
    held = {each.conid: each.quantity for each in desk.positions(ACCOUNT)}
    assert held == {DEEP_PUT.conid: 0, AAPL.conid: -200}
    settled = [fill for fill in fills(desk) if fill.is_settlement]
    assert [(fill.conid, fill.price) for fill in settled] == [(DEEP_PUT.conid, 0), (AAPL.conid, 520)]
    check(desk)


def test_an_option_out_of_the_money_is_worthless():
    desk = bought(FAR_CALL)
    desk.advance(FEBRUARY_END)
    position = desk.positions(ACCOUNT)[0]
    assert (position.quantity, position.realized_pnl < 0) == (0, True)
    check(desk)


def test_an_option_on_a_future_turns_into_the_future_which_ends_in_money():
    desk = bought(ON_FUTURE)
    desk.advance(FEBRUARY_END)
    held = {each.conid: each.quantity for each in desk.positions(ACCOUNT)}
    assert held == {ON_FUTURE.conid: 0, MARCH.conid: 2}
    check(desk)
    desk.advance(FEBRUARY_END + 28 * 24 * HOUR)
    assert {each.quantity for each in desk.positions(ACCOUNT)} == {0}
    check(desk)


def test_an_option_that_ends_with_its_future_ends_in_money():
    march = derivatives.option(ON_FUTURES, date(2013, 3, 14), Decimal(1400), "C")
    desk = bought(march)
    desk.advance(FEBRUARY_END + 28 * 24 * HOUR)
    assert {each.conid: each.quantity for each in desk.positions(ACCOUNT)} == {march.conid: 0}
    assert fills(desk)[-1].price > 50
    check(desk)


def test_an_event_contract_pays_a_dollar_or_nothing():
    desk = bought(YES, "100")
    other = catalogue.opposite(YES.conid)
    desk.submit(ticket(conid=other.conid, quantity=Decimal(100)), TEN + 60)
    desk.advance(FEBRUARY_END)
    paid = [fill.price for fill in fills(desk) if fill.is_settlement]
    assert sorted(paid) == [0, 1]
    check(desk)


def test_orders_end_with_their_contract():
    desk = broker()
    order = desk.submit(limit("0.01", conid=CALL.conid, tif="GTC", quantity=Decimal(1)), TEN)
    desk.advance(FEBRUARY_END)
    assert desk.order(order.order_id).status is Status.CANCELLED
    with pytest.raises(Refused) as refusal:
        desk.submit(ticket(conid=CALL.conid), FEBRUARY_END + 24 * HOUR)
    assert refusal.value.cause == "expired"


# -- whatever is traded ------------------------------------------------------------------

LISTINGS = (IBM, SPY, CALL, DEEP_PUT, MARCH, universe.EUR_USD, universe.USD_JPY, universe.BTC, YES, ON_FUTURE)
trades = st.builds(
    lambda listing, side, size, order_type: ticket(
        conid=listing.conid,
        side=side,
        quantity=Decimal(size),
        order_type=order_type,
        trailing_amount=listing.tick * 4 if order_type == "TRAIL" else None,
    ),
    st.sampled_from(LISTINGS),
    st.sampled_from(["BUY", "SELL"]),
    st.sampled_from([1, 3, 20]),
    st.sampled_from(["MKT", "TRAIL"]),
)


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(trades, st.sampled_from([0.0, 45.0, 600.0, 15 * 86_400.0])), max_size=4))
def test_the_books_balance_whatever_is_traded(flow: list[tuple[Ticket, float]]):
    desk, at = broker(), TEN
    for asked, wait in flow:
        try:
            desk.submit(asked, at)
        except Refused:
            continue
        at += wait
        desk.advance(at)
        check(desk)
