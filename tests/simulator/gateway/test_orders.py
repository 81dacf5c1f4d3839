"""Placing, changing, cancelling and reading orders, with the statuses and types of the wire."""

from __future__ import annotations

import pytest

from ibkr.simulator.broker.account import LINKED_ACCOUNTS

ORDERS = "/iserver/account/orders"
ORDER = "/iserver/account/DU1234567/order"


def live(player):
    answer = player.get(ORDERS)
    assert answer["snapshot"] is True
    return answer["orders"]


# --- placing


def test_a_placed_order_has_its_id_as_text_and_the_clients_own(player):
    (placed,) = player.place(cOID="mine-1")
    assert placed["order_id"].isdigit()
    assert placed["local_order_id"] == "mine-1"
    assert (placed["order_status"], placed["encrypt_message"]) == ("PreSubmitted", "1")


def test_orders_want_the_accounts_first(play):
    assert "/iserver/accounts" in play().place(status=400)["error"]


@pytest.mark.parametrize(
    ("status", "changes"),
    [
        (400, {"side": "HOLD"}),
        (400, {"side": None}),
        (400, {"orderType": "FOO"}),
        (400, {"conid": None}),
        (400, {"conid": "265598"}),
        (400, {"quantity": "ten"}),
        (400, {"price": "449"}),
        (400, {"outsideRTH": "yes"}),
        (400, {"acctId": "DU999"}),
        (200, {"price": None}),
        (200, {"price": 449.001}),
        (200, {"price": -1}),
        (200, {"tif": None}),
        (200, {"tif": "NEVER"}),
        (200, {"conid": 1}),
        (200, {"conid": 38708077}),
        (200, {"quantity": 100_000}),
        (200, {"parentId": "p"}),
        (500, {"quantity": 0}),
        (500, {"quantity": None}),
        (500, {"quantity": 1.5}),
        (500, {"cOID": "x" * 65}),
    ],
)
def test_a_bad_ticket_is_refused_with_the_status_that_its_fault_has(player, status, changes):
    assert list(player.place(status=status, **changes)) == ["error"]
    assert player.gateway.broker.orders("DU1234567") == []


@pytest.mark.parametrize("body", [b"{", b"[]", b"{}", b'{"orders":[]}', b'{"orders":[1]}', b"\xff"])
def test_a_body_that_is_no_list_of_orders_is_a_400(player, body):
    answer = player.ask("POST", "/iserver/account/DU1234567/orders", body=body)
    assert answer.status == 400


def test_an_order_for_another_account_is_a_400(player):
    assert "error" in player.post("/iserver/account/DU999/orders", {"orders": []}, status=400)


def test_the_same_own_id_twice_is_refused_inside_200(player):
    player.place(cOID="mine-1")
    error = player.place(cOID="mine-1")["error"]
    assert error == "Order couldn't be submitted: Local order ID=mine-1 is already registered"
    assert len(player.gateway.broker.orders("DU1234567")) == 1


def test_the_side_may_be_written_in_any_case_and_the_exchange_named(player):
    (placed,) = player.place(side="Buy", conid=None, conidex="265598@NASDAQ")
    assert player.gateway.broker.order(int(placed["order_id"])).ticket.side == "BUY"


def test_several_orders_at_once_are_answered_one_by_one(player):
    ticket = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 449, "quantity": 1, "tif": "DAY"}
    body = {"orders": [ticket | {"cOID": name} for name in ("a", "b")]}
    answer = player.post("/iserver/account/DU1234567/orders", body)
    assert [row["local_order_id"] for row in answer] == ["a", "b"]


def test_a_leg_that_is_refused_after_another_was_taken_comes_as_failed(player):
    # Each could be afforded alone; both together cannot.
    ticket = {"conid": 8314, "side": "BUY", "orderType": "LMT", "price": 204, "quantity": 1800, "tif": "DAY"}
    asked = player.post("/iserver/account/DU1234567/orders", {"orders": [ticket, ticket]})
    while "id" in asked[0]:
        asked = player.post(f"/iserver/reply/{asked[0]['id']}", {"confirmed": True})
    assert [row["order_status"] for row in asked] == ["PreSubmitted", "Failed"]
    assert (asked[1]["order_id"], "margin" in asked[1]["text"]) == ("-1", True)


# --- reading


def test_the_first_list_of_a_session_is_empty_and_not_to_be_trusted(play):
    player = play()
    player.get("/iserver/accounts")
    player.place(price=440)
    assert player.get(ORDERS) == {"orders": [], "snapshot": False}
    assert len(live(player)) == 1


def test_force_answers_empty_once_more(player):
    player.place(price=440)
    assert player.get(f"{ORDERS}?force=true") == {"orders": [], "snapshot": False}
    assert len(live(player)) == 1


def test_a_live_row_mixes_numbers_and_texts_as_the_wire_does(player):
    player.place(price=445.5, cOID="mine-1")
    player.clock.advance(1)
    (row,) = live(player)
    assert (row["orderId"], row["price"], row["totalSize"]) == (1205000001, "445.50", 10.0)
    assert (row["status"], row["timeInForce"], row["sizeAndFills"]) == ("Submitted", "CLOSE", "0/10")
    assert (row["orderType"], row["origOrderType"]) == ("Limit", "LIMIT")
    assert (row["orderDesc"], row["order_ref"]) == ("Buy 10 AAPL Limit 445.50, Day", "mine-1")
    assert (row["fgColor"], row["bgColor"]) == ("#00F000", "#000000")


def test_a_market_order_has_an_empty_price(play):
    player = play(question_chance=0).primed()
    player.place(orderType="MKT", price=None)
    assert live(player)[0]["price"] == ""


def test_a_filled_order_names_its_average_and_is_listed_after_the_working_ones(player):
    player.place(price=452, cOID="fills")
    player.place(price=440, cOID="waits")
    player.clock.advance(30)
    rows = live(player)
    assert [row["order_ref"] for row in rows] == ["waits", "fills"]
    assert rows[1]["status"] == "Filled"
    assert rows[1]["sizeAndFills"] == "10"
    assert 445 < float(rows[1]["avgPrice"]) <= 452


def test_filters_choose_by_status(player):
    player.place(price=452, cOID="fills")
    player.place(price=440, cOID="waits")
    player.clock.advance(30)
    filled = player.get(f"{ORDERS}?filters=filled,cancelled")["orders"]
    assert [row["order_ref"] for row in filled] == ["fills"]


def test_order_status_is_snake_case_with_numbers_as_text(player):
    (placed,) = player.place(price=452)
    player.clock.advance(30)
    answer = player.get(f"/iserver/account/order/status/{placed['order_id']}")
    assert (answer["order_id"], answer["conid"]) == (1205000001, 265598)
    assert (answer["size"], answer["cum_fill"], answer["remaining_quantity"]) == ("10.0", "10.0", "0.0")
    assert (answer["order_status"], answer["order_type"], answer["tif"]) == ("Filled", "Limit", "DAY")
    assert answer["order_not_editable"] is True


def test_the_status_of_an_unknown_order_is_a_503_with_its_code_in_the_body(player):
    answer = player.ask("GET", "/iserver/account/order/status/42")
    assert (answer.status, answer.decoded()["statusCode"]) == (503, 503)
    # It is looked for before the answer comes.
    assert answer.delay == 5.0


def test_the_first_list_of_trades_is_empty(player):
    player.place(price=452, cOID="mine-1")
    player.clock.advance(30)
    assert player.get("/iserver/account/trades") == []
    trades = player.get("/iserver/account/trades?days=3")
    assert sum(trade["size"] for trade in trades) == 10
    assert {trade["order_ref"] for trade in trades} == {"mine-1"}
    assert all(isinstance(trade["price"], str) and isinstance(trade["commission"], str) for trade in trades)
    assert trades[0]["side"] == "B"
    assert trades[0]["order_description"].startswith("Bot ")


@pytest.mark.parametrize("days", ["0", "8", "many"])
def test_trades_go_back_one_to_seven_days(player, days):
    assert "error" in player.get(f"/iserver/account/trades?days={days}", status=400)


# --- changing


def test_a_change_is_the_whole_ticket_again(player):
    (placed,) = player.place(price=445)
    player.clock.advance(1)
    ticket = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 446, "quantity": 12, "tif": "DAY"}
    (changed,) = player.post(f"{ORDER}/{placed['order_id']}", ticket)
    assert changed["order_id"] == placed["order_id"]
    assert live(player)[0]["orderDesc"] == "Buy 12 AAPL Limit 446.00, Day"


@pytest.mark.parametrize(
    ("status", "change"), [(200, {"side": "SELL"}), (200, {"conid": 8314}), (400, {"side": ""})]
)
def test_what_cannot_be_changed_is_refused(player, status, change):
    (placed,) = player.place(price=445)
    player.clock.advance(1)
    ticket = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 446, "quantity": 10, "tif": "DAY"}
    answer = player.post(f"{ORDER}/{placed['order_id']}", ticket | change, status=status)
    assert "error" in answer or "id" in answer[0]
    assert live(player)[0]["price"] == "445.00"


def test_changing_wants_the_live_orders_first(play):
    player = play()
    player.get("/iserver/accounts")
    assert "/iserver/account/orders" in player.delete(f"{ORDER}/1", status=400)["error"]


def test_a_cancellation_is_only_taken_at_first(player):
    (placed,) = player.place(price=440)
    player.clock.advance(1)
    answer = player.delete(f"{ORDER}/{placed['order_id']}")
    assert answer == {
        "msg": "Request was submitted",
        "order_id": 1205000001,
        "conid": 265598,
        "account": "DU1234567",
    }
    assert live(player)[0]["status"] == "PendingCancel"
    player.clock.advance(0.2)
    assert live(player)[0]["status"] == "Cancelled"


def test_minus_one_cancels_everything(player):
    player.place(price=440)
    player.place(price=441)
    player.clock.advance(1)
    assert player.delete(f"{ORDER}/-1")["account"] is None
    player.clock.advance(1)
    assert {row["status"] for row in live(player)} == {"Cancelled"}


def test_unknown_and_finished_orders_cannot_be_cancelled(player):
    assert player.delete(f"{ORDER}/42", status=400) == {"error": "OrderID 42 doesn't exist"}
    (placed,) = player.place(price=452)
    player.clock.advance(30)
    error = player.delete(f"{ORDER}/{placed['order_id']}", status=400)["error"]
    assert error.startswith("Order is inactive")


# --- previewing


def whatif(player, *, status=200, **changes):
    ticket = {"conid": 265598, "side": "BUY", "orderType": "LMT", "price": 449, "quantity": 10, "tif": "DAY"}
    return player.post(
        "/iserver/account/DU1234567/orders/whatif", {"orders": [ticket | changes]}, status=status
    )


def test_a_preview_is_display_text(player):
    answer = whatif(player)
    assert answer["amount"] == {
        "amount": "4,490 USD (10 Shares)",
        "commission": "1 USD",
        "total": "4,491 USD",
    }
    assert answer["position"] == {"current": "100", "change": "10", "after": "110"}
    assert set(answer["initial"]) == {"current", "change", "after"}
    assert answer["error"] is None


def test_a_preview_warns_when_no_snapshot_was_asked_before(player):
    assert whatif(player)["warn"].startswith("21/")
    player.get("/iserver/marketdata/snapshot?conids=265598&fields=31")
    assert whatif(player)["warn"] is None
    assert whatif(player, price=400)["warn"].startswith("4/")


def test_a_preview_beyond_the_funds_says_so_inside_200(player):
    answer = whatif(player, quantity=5000)
    assert "margin" in answer["error"]
    assert answer["initial"] is None


@pytest.mark.parametrize("changes", [{"quantity": 0}, {"side": "HOLD"}, {"tif": "NEVER"}])
def test_a_preview_of_a_bad_ticket_is_a_500(player, changes):
    assert "error" in whatif(player, status=500, **changes)


def test_the_status_of_another_account_s_order_is_a_503_until_that_account_is_active(play):
    player = play(accounts=LINKED_ACCOUNTS, question_chance=0).primed()
    order = {"conid": 8314, "side": "BUY", "orderType": "LMT", "price": 200, "quantity": 1, "tif": "DAY"}
    (row,) = player.post("/iserver/account/DU7654322/orders", {"orders": [order]})
    path = f"/iserver/account/order/status/{row['order_id']}"
    player.get(path, status=503)
    player.post("/iserver/account", {"acctId": "DU7654322"})
    assert player.get(path)["account"] == "DU7654322"


def test_the_stop_of_a_trailing_order_is_shown_where_it_stands(player):
    player.place(orderType="TRAIL", price=None, side="SELL", trailingAmt=2, trailingType="amt")
    player.clock.advance(60)
    (row,) = player.get("/iserver/account/orders")["orders"]
    stop = player.gateway.broker.trailing_stop(row["orderId"])
    assert row["auxPrice"] == f"{stop:.2f}"
    assert player.get(f"/iserver/account/order/status/{row['orderId']}")["stop_price"] == row["auxPrice"]
