"""Tickets that could not be right never leave the machine, and the sentence says what to do."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr.errors import InvalidOrder
from ibkr.model.contracts import Contract
from ibkr.model.orders import NEEDS, WIRE_NAMES, Order
from ibkr.model.ticks import US_STOCKS, TickRules

APPLE = Contract(265598, "AAPL", ticks=US_STOCKS)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"side": "HOLD"}, "side must be 'BUY' or 'SELL', not 'HOLD'."),
        (
            {"quantity": -10},
            "quantity must be greater than zero, not -10; `side` says whether to buy or sell.",
        ),
        ({"quantity": 0}, "quantity must be greater than zero, not 0; `side` says whether to buy or sell."),
        ({"quantity": None}, "an order needs either a quantity or a cash_quantity, and not both."),
        ({"quantity": "ten"}, "quantity must be a number such as '187.20', not 'ten'."),
        ({"quantity": float("nan")}, "quantity must be a finite number, not nan."),
        ({"quantity": True}, "quantity must be a finite number, not True."),
        ({"price": None}, "an order of type LMT needs `price`; give it, or choose a type without (MKT)."),
        ({"aux_price": 1}, "an order of type LMT takes no `aux_price`; leave it out."),
        ({"tif": "FOREVER"}, "tif must be 'DAY', 'GTC', 'IOC', 'OPG', 'PAX', 'OVT' or 'OND', not 'FOREVER'."),
        (
            {"conid": "AAPL"},
            "conid must be a contract's number, not 'AAPL'; `ib.contracts.find(symbol)` finds it.",
        ),
        ({"client_order_id": "x" * 65}, "client_order_id must have 1 to 64 characters, not 65."),
        (
            {"price": "187.2055", "ticks": US_STOCKS},
            "price 187.2055 lies between two ticks: this contract moves in steps of 0.01, "
            "so write 187.20 or 187.21.",
        ),
    ],
)
def test_a_ticket_that_cannot_be_right_says_why(change: dict[str, object], sentence: str):
    right = {"conid": 1, "side": "BUY", "order_type": "LMT", "quantity": 10, "price": "187.20"}
    with pytest.raises(InvalidOrder) as caught:
        Order(**{**right, **change})  # pyright: ignore[reportArgumentType]  # wrong on purpose
    assert str(caught.value) == sentence
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("order_type", sorted(NEEDS))
def test_each_type_takes_exactly_the_prices_of_its_row(order_type: str):
    needs = NEEDS[order_type]
    every = {"price": 5, "aux_price": 4, "trailing_amount": 1, "trailing_type": "amt"}
    need_of = {"trailing_amount": needs.trailing, "trailing_type": needs.trailing}
    need_of |= {"price": needs.price, "aux_price": needs.aux_price}
    right = {name: value for name, value in every.items() if need_of[name] != "none"}
    base = {"conid": 1, "side": "SELL", "order_type": order_type, "quantity": 1}
    assert Order(**base, **right).order_type == order_type  # pyright: ignore[reportArgumentType]
    for name, need in need_of.items():
        wrong = {**right, name: None if need == "required" else every[name]}
        if need != "optional":
            with pytest.raises(InvalidOrder, match=name):
                Order(**base, **wrong)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("ticket", "wire"),
    [
        (Order.market(1, "BUY", 2), {"orderType": "MKT"}),
        (Order.limit(1, "BUY", 2, price="3"), {"orderType": "LMT", "price": Decimal(3)}),
        (Order.stop(1, "BUY", 2, stop="4"), {"orderType": "STP", "price": Decimal(4)}),
        (
            Order.stop_limit(1, "BUY", 2, stop="4", price="5"),
            {"orderType": "STOP_LIMIT", "price": Decimal(5), "auxPrice": Decimal(4)},
        ),
        (
            Order.trailing(1, "BUY", 2, amount="1.5", percent=True),
            {"orderType": "TRAIL", "trailingAmt": Decimal("1.5"), "trailingType": "%"},
        ),
        (
            Order.trailing_limit(1, "BUY", 2, amount=1, price=5, stop=4),
            {
                "orderType": "TRAILLMT", "trailingAmt": Decimal(1), "trailingType": "amt",
                "price": Decimal(5), "auxPrice": Decimal(4),
            },
        ),
    ],
)  # fmt: skip
def test_each_constructor_writes_what_the_gateway_reads(ticket: Order, wire: dict[str, object]):
    common = {"conid": 1, "side": "BUY", "quantity": Decimal(2), "tif": "DAY", "cOID": ticket.client_order_id}
    assert ticket.to_wire() == {**common, **wire}


def test_every_field_that_travels_has_a_wire_name():
    import attrs

    assert {field.name for field in attrs.fields(Order)} - {"ticks"} == set(WIRE_NAMES)


def test_a_contract_brings_its_ticks_along():
    with pytest.raises(InvalidOrder, match="steps of"):
        Order.limit(APPLE, "BUY", 1, price="187.205")
    assert Order.limit(APPLE, "BUY", 1, price="187.20").conid == 265598


def test_a_second_order_needs_another_name():
    first = Order.market(1, "BUY", 1)
    assert first.again() != first
    assert first.again().with_changes(client_order_id=first.client_order_id) == first


def test_a_change_is_checked_like_a_new_ticket():
    ticket = Order.limit(1, "BUY", 1, price="3")
    assert ticket.with_changes(price="4").client_order_id == ticket.client_order_id
    with pytest.raises(InvalidOrder, match="greater than zero"):
        ticket.with_changes(quantity=-1)
    with pytest.raises(InvalidOrder, match="`prise`"):
        ticket.with_changes(prise=1)


def test_an_exchange_is_sent_in_place_of_the_conid_and_children_have_no_name():
    routed = Order.market(1, "BUY", 1, conid_ex="1@NYSE").to_wire()
    assert "conid" not in routed
    assert "cOID" not in Order.market(1, "SELL", 1, parent_id="mine").to_wire()


def test_a_float_is_taken_as_it_prints():
    assert Order.limit(1, "BUY", 1, price=187.2).price == Decimal("187.2")


TICKS = TickRules.of(("0", "0.0001"), ("1", "0.01"), ("100", "0.05"))


@given(st.decimals("0.0001", "1000", places=6))
def test_the_neighbours_of_a_price_are_ticks_and_enclose_it(price: Decimal):
    around = TICKS.neighbours(price)
    step = TICKS.increment(price)
    assert step is not None
    if around is None:
        assert price % step == 0
    else:
        below, above = around
        assert below < price < above
        assert below % step == above % step == 0
        assert above - below == step


def test_a_price_below_every_rule_is_not_judged():
    assert TickRules.of(("10", "1")).neighbours(Decimal("0.123")) is None
