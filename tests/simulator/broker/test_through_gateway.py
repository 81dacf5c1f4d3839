"""Brackets, groups, combinations and options as a client of the gateway sees them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from ibkr.simulator.market import derivatives, universe
from tests.simulator.gateway.conftest import AAPL, ACCOUNT, IBM, Player

CALL, HIGHER = (
    derivatives.option(derivatives.FAMILIES[0], date(2013, 2, 15), Decimal(strike), "C").conid
    for strike in (450, 460)
)


@pytest.fixture
def player() -> Player:
    """A client of a gateway that asks no questions."""
    return Player(question_chance=0).primed()


def order(**changes: Any) -> dict[str, Any]:
    """Buy ten AAPL at once, with changes."""
    plain = {"conid": AAPL, "side": "BUY", "orderType": "LMT", "price": 450.5, "quantity": 10, "tif": "DAY"}
    return {key: value for key, value in (plain | changes).items() if value is not None}


def place(player: Player, *orders: dict[str, Any], status: int = 200) -> Any:
    """The answer to a request."""
    return player.post(f"/iserver/account/{ACCOUNT}/orders", {"orders": orders}, status=status)


def live(player: Player) -> dict[int, dict[str, Any]]:
    """Live orders by id, five seconds later."""
    player.clock.advance(5)
    return {row["orderId"]: row for row in player.get("/iserver/account/orders")["orders"]}


def test_a_bracket_comes_back_child_first_and_shows_its_parent(player):
    child = {"side": "SELL", "parentId": "p"}
    rows = place(
        player, order(cOID="p"), order(price=470, **child), order(orderType="STP", price=430, **child)
    )
    parent = int(rows[-1]["order_id"])
    assert rows[-1]["local_order_id"] == "p"
    assert [row["parent_order_id"] for row in rows[:-1]] == [str(parent)] * 2
    seen = live(player)
    assert seen[parent]["status"] == "Filled"
    assert {(row["parentId"], row["ocaGroupId"]) for row in seen.values() if "parentId" in row} == {
        (parent, str(parent))
    }


def test_a_refused_child_is_a_row_beside_its_inactive_parent(player):
    rows = place(player, order(cOID="p"), order(side="SELL", parentId="p", price=470.123))
    assert [(row["order_id"] == "-1", row["order_status"]) for row in rows] == [
        (True, "Failed"),
        (False, "Inactive"),
    ]
    assert "470.123" in rows[0]["text"]
    assert [row["status"] for row in live(player).values()] == ["Inactive"]


def test_one_fill_ends_a_group(player):
    rows = place(player, order(isSingleGroup=True), order(isSingleGroup=True, conid=IBM, price=150))
    seen = live(player)
    assert sorted(row["status"] for row in seen.values()) == ["Cancelled", "Filled"]
    assert {row["ocaGroupId"] for row in seen.values()} == {f"oco-{rows[0]['order_id']}"}


def test_a_combination_is_named_by_its_legs(player):
    conidex = f"28812380;;;{CALL}/1,{HIGHER}/-1"
    rows = place(player, order(conid=None, conidex=conidex, orderType="MKT", price=None, quantity=2))
    row = live(player)[int(rows[0]["order_id"])]
    assert (row["conidex"], row["secType"], row["status"]) == (conidex, "BAG", "Filled")
    player.get("/iserver/account/trades")
    traded = {row["conid"]: (row["side"], row["size"]) for row in player.get("/iserver/account/trades")}
    assert traded == {CALL: ("B", 2.0), HIGHER: ("S", 2.0)}


def combos(player):
    rows = player.get("/portfolio/DU1234567/combo/positions")
    return {row["description"]: [part["position"] for part in row["positions"]] for row in rows}


def deal(player, conidex, quantity, **changes):
    asked = {"conid": None, "conidex": conidex, "orderType": "MKT", "price": None, "quantity": quantity}
    (row,) = place(player, order(**(asked | changes)))
    assert live(player)[int(row["order_id"])]["status"] == "Filled"


def test_a_combination_is_kept_as_long_as_its_legs_are_held(player):
    spread, reverse = f"28812380;;;{CALL}/1,{HIGHER}/-1", f"28812380;;;{HIGHER}/1,{CALL}/-1"
    assert player.get("/portfolio/DU1234567/combo/positions") == []
    deal(player, spread, 3)
    (row,) = player.get("/portfolio/DU1234567/combo/positions")
    assert row["name"] == "CP.CP00000001"
    assert row["legs"] == [{"conid": str(CALL), "ratio": 1}, {"conid": str(HIGHER), "ratio": -1}]
    assert [part["conid"] for part in row["positions"]] == [CALL, HIGHER]
    assert combos(player) == {f"1*{CALL}-1*{HIGHER}": [3.0, -3.0]}
    deal(player, reverse, 1)
    assert combos(player) == {f"1*{CALL}-1*{HIGHER}": [2.0, -2.0]}
    deal(player, None, 1, conid=CALL, side="SELL")
    assert combos(player) == {f"1*{CALL}-1*{HIGHER}": [1.0, -1.0]}
    deal(player, spread, 1, side="SELL")
    assert combos(player) == {}
    deal(player, None, 1, conid=CALL)
    assert combos(player) == {}


def test_a_combination_that_was_sold_has_its_legs_the_other_way_round(player):
    deal(player, f"28812380;;;{CALL}/1,{HIGHER}/-1", 2, side="SELL")
    assert combos(player) == {f"-1*{CALL}+1*{HIGHER}": [-2.0, 2.0]}


def test_an_option_shows_its_greeks_and_an_index_no_bid(player):
    path = f"/iserver/marketdata/snapshot?conids={CALL},{universe.SPX.conid}&fields=31,84,7308,7633,201,6457"
    player.get(path)
    player.clock.advance(1)
    option, index = player.get(path)
    assert 0 < float(option["7308"]) < 1
    assert option["7633"].endswith("%")
    assert (option["201"], option["6457"]) == ("C", AAPL)
    assert {"84", "7308", "201"}.isdisjoint(index)
    assert float(index["31"]) > 1000


def test_money_buys_a_coin(player):
    rows = place(
        player, order(conid=universe.BTC.conid, orderType="MKT", price=None, quantity=None, cashQty=500)
    )
    row = live(player)[int(rows[0]["order_id"])]
    assert (row["status"], row["totalCashSize"]) == ("Filled", 500.0)
    assert 20 < row["filledQuantity"] < 30


@pytest.mark.parametrize(
    ("changes", "status", "text"),
    [
        ({"parentId": "nobody"}, 200, "no order nobody"),
        ({"orderType": "TRAIL", "price": None}, 200, "trailing amount"),
        ({"strategy": "Magic"}, 200, "no algorithm"),
        ({"tif": "OVT"}, 200, "overnight"),
        ({"trailingAmt": "much"}, 400, "trailingAmt"),
        ({"conid": 416904}, 200, "cannot be traded"),
    ],
)
def test_what_the_broker_refuses_is_told_with_its_status(player, changes, status, text):
    assert text in place(player, order(**changes), status=status)["error"]
