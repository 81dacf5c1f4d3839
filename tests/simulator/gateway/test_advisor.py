"""An advisor's groups and models, which a plain login does not have."""

from __future__ import annotations

from decimal import Decimal

import pytest
from ibkr_wire.tables.operations import OPERATIONS

from ibkr.simulator.broker.account import AccountStart, Holding

IBM = 8314
ACCOUNTS = (
    AccountStart(account_id="DF1", cash=Decimal(50_000), kind="advisor"),
    AccountStart(
        account_id="DU1",
        cash=Decimal(300_000),
        kind="client",
        master="DF1",
        holdings=(Holding(IBM, Decimal(50), Decimal(190)),),
    ),
    AccountStart(account_id="DU2", cash=Decimal(100_000), kind="client", master="DF1"),
)
GROUP = "/iserver/account/allocation/group"
TICKET = {"conid": IBM, "side": "BUY", "orderType": "LMT", "price": 200, "quantity": 100, "tif": "DAY"}


@pytest.fixture
def adviser(play):
    """A login with two clients, ready for orders."""
    return play(accounts=ACCOUNTS, question_chance=0).primed()


@pytest.mark.parametrize("name", [name for name in OPERATIONS if name.startswith("advisor.")])
def test_a_plain_login_is_refused(player, name):
    info = OPERATIONS[name]
    answer = player.ask(info.method, info.path, json={})
    assert (answer.status, answer.decoded()["statusCode"]) == (503, 503)


def test_an_advisor_is_told_in_the_accounts(adviser):
    found = adviser.get("/iserver/accounts")
    assert found["allowFeatures"]["allowFA"] is True
    assert found["groups"] == ["All_Clients"]
    assert found["acctProps"]["DF1"]["hasChildAccounts"] is True
    assert [row["faclient"] for row in adviser.get("/portfolio/accounts")] == [False, True, True]


def test_clients_come_with_what_they_are_compared_by(adviser):
    rows = adviser.get("/iserver/account/allocation/accounts")["accounts"]
    assert [row["name"] for row in rows] == ["DU1", "DU2"]
    assert {entry["key"]: entry["value"] for entry in rows[1]["data"]}["NetLiquidation"] == "100000.00"


def test_groups_are_made_renamed_and_deleted(adviser):
    made = {"name": "three to one", "default_method": "R", "accounts": [{"name": "DU1", "amount": 3}]}
    assert adviser.post(GROUP, made) == {"success": True}
    assert adviser.post(f"{GROUP}/single", {"name": "three to one"})["accounts"] == [
        {"amount": 3.0, "name": "DU1"}
    ]
    changed = made | {"name": "one", "prev_name": "three to one", "default_method": "E"}
    assert adviser.ask("PUT", GROUP, json=changed).decoded() == {"success": True}
    names = [row["name"] for row in adviser.get(GROUP)["data"]]
    assert names == ["All_Clients", "one"]
    assert adviser.post(f"{GROUP}/delete", {"name": "one"}) == {"success": True}


def test_what_cannot_be_done_to_groups_is_told_under_200(adviser):
    again = adviser.post(GROUP, {"name": "All_Clients", "default_method": "E", "accounts": [{"name": "DU1"}]})
    assert (again["success"], again["failure_list"]) == (False, None)
    assert adviser.post(f"{GROUP}/delete", {"name": "nobody"})["success"] is False
    assert "error" in adviser.post(f"{GROUP}/single", {"name": "nobody"}, status=500)


@pytest.mark.parametrize(
    "wrong",
    [{"default_method": "X"}, {"accounts": []}, {"accounts": [{"name": "DU9"}]}, {"default_method": "P"}],
)
def test_a_wrong_group_is_refused(adviser, wrong):
    body = {"name": "x", "default_method": "E", "accounts": [{"name": "DU1"}]} | wrong
    assert "error" in adviser.post(GROUP, body, status=400)


def test_presets_change_one_by_one(adviser):
    path = "/iserver/account/allocation/presets"
    assert adviser.post(path, {"strict_credit_check": True}) == {"success": True}
    assert adviser.get(path)["strict_credit_check"] is True
    assert adviser.get(path)["default_method_for_all"] == "N"


@pytest.mark.parametrize("path", ["orders/All_Clients", "All_Clients/orders"])
def test_what_an_order_for_a_group_fills_is_divided_among_its_accounts(adviser, path):
    (row,) = adviser.post(f"/iserver/account/{path}", {"orders": [TICKET | {"price": 210, "cOID": "mine"}]})
    adviser.clock.advance(60)
    (live,) = adviser.get("/iserver/account/orders")["orders"]
    assert (str(live["orderId"]), live["status"], live["filledQuantity"]) == (row["order_id"], "Filled", 100)
    held = [adviser.get(f"/portfolio/{client}/position/{IBM}")[0]["position"] for client in ("DU1", "DU2")]
    assert sum(held) == 150
    assert held[0] - 50 > held[1] > 0


def test_a_group_that_does_not_exist_takes_no_orders(adviser):
    assert "error" in adviser.post("/iserver/account/orders/Nobody", {"orders": [TICKET]}, status=500)
    assert "error" in adviser.post("/iserver/account/Nobody/orders", {"orders": [TICKET]}, status=400)


def test_a_model_holds_what_its_accounts_hold_of_its_contracts(adviser):
    assert adviser.post("/fa/model/list", {"reqID": 1})["models"][0]["numAccounts"] == 0
    begun = adviser.post(
        "/fa/model/invest-divest", {"reqID": 2, "model": "Computers", "accountList": ["DU1"]}
    )
    assert begun == {"reqID": "2", "subscriptionKey": "1", "subscriptionStatus": 0}
    waiting = adviser.post("/fa/model/invest-divest-positions", {"reqID": 3, "model": "Computers"})
    assert [row["account"] for row in waiting["accountList"]] == ["DU1"]
    assert adviser.post("/fa/model/submit-transfers", {"reqID": 4})["success"] is True
    held = adviser.post(
        "/fa/model/positions", {"reqID": 5, "model": "Computers", "sortField": "mv", "limit": 9}
    )
    assert {row["cid"]: row["position"] for row in held["positionList"]}[IBM] == "50"
    rows = adviser.post("/fa/model/accounts-details", {"reqID": 6, "model": "Computers"})["accountInfoList"]
    assert [row["account"] for row in rows] == ["DU1", "TOTAL"]
    assert rows[0]["nlv"] == f"{held['nlv']:.2f}"


def test_an_invested_account_has_a_row_of_profit_for_each_of_its_models(adviser, read):
    adviser.get("/iserver/account/pnl/partitioned")
    before = adviser.get("/iserver/account/pnl/partitioned")["upnl"]
    adviser.post("/fa/model/invest-divest", {"model": "Computers", "accountList": ["DU1"]})
    adviser.post("/fa/model/submit-transfers", {})
    after = adviser.get("/iserver/account/pnl/partitioned")["upnl"]
    assert after.keys() == before.keys() | {"DU1.Computers"}
    worth = adviser.post("/fa/model/summary", {"model": "Computers"})["nlv"]
    assert after["DU1.Computers"]["mv"] == pytest.approx(float(worth), abs=0.01)
    for key in ("dpl", "upl", "uel", "mv"):
        parts = after["DU1.Core"][key] + after["DU1.Computers"][key]
        assert parts == pytest.approx(before["DU1.Core"][key], abs=0.02)
    assert after["DU2.Core"] == before["DU2.Core"]
    socket = adviser.connect()
    socket.receive("spl+{}")
    (frame,) = [each for each in read(socket) if each["topic"] == "spl"]
    assert frame["args"].keys() == after.keys()


def test_a_transfer_that_was_not_prepared_does_not_succeed(adviser):
    assert adviser.post("/fa/model/submit-transfers", {"reqID": 4}) == {"reqID": 4, "success": False}


def test_models_are_saved_with_their_targets(adviser):
    draft = {
        "reqID": 1,
        "model": "Blue",
        "desc": "One",
        "isStatic": True,
        "cashTargets": [{"ccy": "USD", "trgt": "0.5"}],
        "positionTargets": [{"cid": IBM, "trgt": "0.5"}],
    }
    assert adviser.post("/fa/model/save", draft) == {"reqID": 1, "success": True}
    found = adviser.post("/fa/model/positions", {"model": "Blue"})
    assert [row["trgt"] for row in found["positionList"] + found["cash"]] == ["0.5", "0.5"]
    assert "error" in adviser.post("/fa/model/summary", {"model": "Red"}, status=500)
    wrong = draft | {"positionTargets": [{"cid": IBM, "trgt": "2"}]}
    assert "error" in adviser.post("/fa/model/save", wrong, status=400)


DRAFT = {"reqID": 1, "model": "Blue", "desc": "Two", "isStatic": True, "cashTargets": []}


@pytest.mark.parametrize("target", ["much", "NaN", "-0.1", "1.5", None])
def test_a_target_is_a_share_between_nothing_and_all(adviser, target):
    draft = {**DRAFT, "positionTargets": [{"cid": 8314, "trgt": target}]}
    assert "trgt" in adviser.post("/fa/model/save", draft, status=400)["error"]


def test_positions_of_a_model_are_sorted_by_number_or_by_name(adviser):
    targets = [{"cid": 8314, "trgt": "0.5"}, {"cid": 265598, "trgt": "0.3"}, {"cid": 1, "trgt": "0.2"}]
    adviser.post("/fa/model/save", {**DRAFT, "positionTargets": targets})
    asked = {"model": "Blue", "sortField": "instrument", "sortDirection": "DESC"}
    rows = adviser.post("/fa/model/positions", asked)["positionList"]
    # A contract that this world does not know has its number for a name.
    assert [row["instrument"] for row in rows] == ["1", "IBM", "AAPL"]
    rows = adviser.post("/fa/model/positions", {"model": "Blue", "sortField": "cid", "limit": 2})
    assert [row["cid"] for row in rows["positionList"]] == [1, 8314]


def test_only_the_clients_of_the_advisor_are_invested(adviser):
    asked = {"reqID": 2, "model": "Computers", "accountList": [{"account": "DU999"}]}
    assert "accountList" in adviser.post("/fa/model/invest-divest", asked, status=400)["error"]
    asked = {"reqID": 2, "model": "Computers", "accountList": [{"account": "DU1"}]}
    assert adviser.post("/fa/model/invest-divest", asked)["subscriptionStatus"] == 0


def test_rules_of_models_are_saved_with_the_word_none(adviser):
    saved = adviser.post("/fa/fa-preset/save", {"reqID": 7, "keepModelOpen": True})
    assert (saved["error"], saved["success"]) == ("None", True)
    assert adviser.post("/fa/fa-preset/get", {"reqID": 8})["keepModelOpen"] is True
