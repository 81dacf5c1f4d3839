"""A strategy's orders as IBKR's tickets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from ibkr.backtest import Asset, NoCommission
from ibkr.errors import InvalidOrder
from ibkr.live.book import LiveBook
from ibkr.live.tickets import changes_of, group_of, grouped, ticket_of
from ibkr.model.contracts import Contract
from ibkr.model.groups import OrderGroup
from ibkr.model.ticks import US_STOCKS

AAPL = Contract(265598, "AAPL", ticks=US_STOCKS)


def book(price: float = 100.0) -> LiveBook:
    made = LiveBook(100_000.0, [Asset("AAPL")], commission=NoCommission())
    made.bar, made.marks[0] = 0, price
    return made


def ticket(**options: Any) -> dict[str, Any]:
    """The ticket of an order to buy ten, without what every ticket has."""
    made = ticket_of(book().submit(1, 0, 10, None, options), AAPL)
    fields = {
        "order_type": made.order_type,
        "tif": made.tif,
        "price": made.price,
        "aux_price": made.aux_price,
        "trailing": made.trailing_amount,
    }
    return {name: value for name, value in fields.items() if value is not None}


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({}, {"order_type": "MKT", "tif": "DAY"}),
        ({"tif": "IOC"}, {"order_type": "MKT", "tif": "IOC"}),
        ({"limit": 99.004}, {"order_type": "LMT", "tif": "GTC", "price": Decimal("99.00")}),
        ({"limit": 99.0, "tif": "DAY"}, {"order_type": "LMT", "tif": "DAY", "price": Decimal("99.0")}),
        ({"stop": 101.0}, {"order_type": "STP", "tif": "GTC", "price": Decimal("101.0")}),
        (
            {"stop": 101.0, "limit": 102.0},
            {
                "order_type": "STOP_LIMIT",
                "tif": "GTC",
                "price": Decimal("102.0"),
                "aux_price": Decimal("101.0"),
            },
        ),
        (
            {"trail": 2.0},
            {"order_type": "TRAIL", "tif": "GTC", "price": Decimal("102.0"), "trailing": Decimal("2.0")},
        ),
        ({"at": "open"}, {"order_type": "MKT", "tif": "OPG"}),
        ({"at": "close"}, {"order_type": "MOC", "tif": "DAY"}),
        ({"at": "close", "limit": 99.0}, {"order_type": "LOC", "tif": "DAY", "price": Decimal("99.0")}),
    ],
)
def test_each_kind_of_order_has_its_ticket(options: dict[str, Any], expected: dict[str, Any]):
    assert ticket(**options) == expected


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"limit": 99.0, "tif": "FOK"}, "tif='FOK' cannot be placed live"),
        ({"trail": 2.0, "limit_offset": 0.5}, "trailing-limit cannot be placed live"),
    ],
)
def test_what_the_gateway_does_not_know_is_refused_with_the_reason(options: dict[str, Any], says: str):
    with pytest.raises(InvalidOrder, match=says):
        ticket(**options)


def test_a_share_of_the_equity_becomes_shares_at_the_latest_price():
    order = book(price=30.0).submit(1, 0, None, 0.5)
    assert ticket_of(order, AAPL).quantity == 1666


def test_a_bracket_travels_together_its_exits_for_the_entrys_quantity():
    made = book()
    entry = made.submit(1, 0, 10, None)
    stop = made.submit(-1, 0, None, None, {"parent": entry.number, "stop": 95.0, "oca": "x"})
    target = made.submit(-1, 0, None, None, {"parent": entry.number, "limit": 110.0, "oca": "x"})
    alone = made.submit(1, 0, 1, None)
    together, single = grouped([entry, stop, target, alone])
    assert (together, single) == ((entry, stop, target), (alone,))
    group = group_of([ticket_of(order, AAPL) for order in together], together)
    assert isinstance(group, OrderGroup)
    assert [(leg.order_type, leg.quantity) for leg in group.legs] == [("MKT", 10), ("STP", 10), ("LMT", 10)]
    assert {leg.parent_id for leg in group.legs[1:]} == {group.client_order_id}


def test_a_group_of_which_one_fills_travels_together():
    made = book()
    orders = [made.submit(1, 0, 10, None, {"limit": price, "oca": "g"}) for price in (98.0, 97.0)]
    (together,) = grouped(orders)
    group = group_of([ticket_of(order, AAPL) for order in together], together)
    assert isinstance(group, OrderGroup)
    assert group.kind == "oca"


def test_more_exits_than_two_are_refused():
    made = book()
    entry = made.submit(1, 0, 10, None)
    exits = [made.submit(-1, 0, None, None, {"parent": entry.number, "limit": 110.0 + at}) for at in range(3)]
    orders = [entry, *exits]
    with pytest.raises(InvalidOrder, match="at most two"):
        group_of([ticket_of(order, AAPL) for order in orders], orders)


def test_changes_are_the_tickets_fields():
    made = book()
    both = made.submit(1, 0, 10, None, {"stop": 101.0, "limit": 102.0})
    assert changes_of({"stop": 101.5, "limit": 103.0}, both, AAPL) == {
        "aux_price": Decimal("101.5"),
        "price": Decimal("103.0"),
    }
    trailing = made.submit(1, 0, 10, None, {"trail": 2.0})
    assert changes_of({"trail": 3.0}, trailing, AAPL) == {"trailing_amount": Decimal("3.0")}
    with pytest.raises(InvalidOrder, match="limit_offset cannot be modified"):
        changes_of({"limit_offset": 1.0}, trailing, AAPL)


def test_a_modification_waits_for_ibkr_and_a_wrong_one_is_refused_at_once():
    made = book()
    order = made.submit(1, 0, 10, None, {"limit": 99.0})
    made.taken()
    made.modify(order.number, {"limit": 98.0}, None)
    assert order.limit == 99.0
    assert [intent.values for intent in made.taken()] == [{"limit": 98.0}]
    with pytest.raises(ValueError, match="has no stop to modify"):
        made.modify(order.number, {"stop": 98.0}, None)
    with pytest.raises(ValueError, match="not above zero"):
        made.modify(order.number, {"limit": -1.0}, None)
