"""What an account is worth, in its five forms, and which account is meant."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ibkr.simulator.broker.account import LINKED_ACCOUNTS, AccountStart

SUMMARY = "/iserver/account/DU1234567/summary"
TWO = tuple(
    AccountStart(account_id=name, cash=Decimal(cash)) for name, cash in (("DU1", 1000), ("DU2", 2000))
)


def worth(player) -> float:
    return float(player.gateway.broker.summary("DU1234567").net_liquidation)


def test_the_summary_has_numbers_and_empty_words(player):
    found = player.get(SUMMARY)
    assert (found["accountType"], found["status"]) == ("", "")
    assert found["netLiquidationValue"] == pytest.approx(worth(player), abs=1)
    assert [row["currency"] for row in found["cashBalances"]] == ["USD", "Total (in USD)"]


@pytest.mark.parametrize("form", ["", "/available_funds", "/balances", "/margins", "/market_value"])
def test_an_unknown_account_is_refused_with_400(player, form):
    assert "error" in player.get(f"/iserver/account/DU999/summary{form}", status=400)


def test_segments_are_text_with_commas_and_currency(player):
    funds = player.get(f"{SUMMARY}/available_funds")
    assert set(funds) == {"total", "securities", "commodities", "Crypto at Paxos"}
    assert funds["total"] == funds["securities"]
    assert funds["commodities"]["current_available"] == "0 USD"
    number, currency = funds["total"]["current_available"].split(" ")
    assert (currency, "," in number) == ("USD", True)


def test_two_keys_are_spelled_with_capitals_and_a_space(player):
    assert "MTD Interest" in player.get(f"{SUMMARY}/balances")["total"]
    assert "RegT Margin" in player.get(f"{SUMMARY}/margins")["total"]


def test_market_values_go_by_currency_and_name_it_nowhere(player):
    found = player.get(f"{SUMMARY}/market_value")
    assert list(found) == ["USD", "Total (in USD)"]
    assert found["USD"]["total_cash"] == "250,000"
    assert found["USD"]["Exchange Rate"] == "1.00"


def test_money_is_told_as_a_number_and_as_text_and_words_as_text_alone(player):
    values = player.get("/portfolio/DU1234567/summary")
    money = {name for name, value in values.items() if value["currency"] is not None}
    assert {"netliquidation", "buyingpower", "maintmarginreq-c"} <= money
    assert all(float(values[name]["value"]) == values[name]["amount"] for name in money)
    assert {values[name]["amount"] for name in values.keys() - money} == {0.0}
    assert values["accountcode"]["value"] == "DU1234567"


def test_all_forms_agree_on_the_worth_of_the_account(player):
    text = f"{worth(player):,.0f}"
    assert player.get(f"{SUMMARY}/balances")["total"]["net_liquidation"] == f"{text} USD"
    assert player.get(f"{SUMMARY}/market_value")["USD"]["net_liquidation"] == text
    values = player.get("/portfolio/DU1234567/summary")
    assert values["netliquidation"]["amount"] == pytest.approx(worth(player))
    assert player.get("/portfolio/DU1234567/ledger")["USD"]["netliquidationvalue"] == pytest.approx(
        worth(player)
    )


def test_profit_and_loss_is_empty_until_it_is_warm(play):
    player = play()
    assert player.get("/iserver/account/pnl/partitioned") == {"upnl": {}}
    (row,) = player.get("/iserver/account/pnl/partitioned")["upnl"].values()
    assert row["nl"] == pytest.approx(worth(player), abs=1)
    player.gateway.session.lose_bridge()
    player.post("/iserver/auth/ssodh/init", {"publish": True, "compete": True})
    assert player.get("/iserver/account/pnl/partitioned") == {"upnl": {}}


def test_switching_to_the_active_account_is_told_in_another_shape(play):
    player = play(accounts=TWO)
    assert "success" in player.post("/iserver/account", {"acctId": "DU1"})
    assert player.post("/iserver/account", {"acctId": "DU2"}) == {"set": True, "acctId": "DU2"}
    assert player.get("/iserver/accounts")["selectedAccount"] == "DU2"


@pytest.mark.parametrize(("body", "status"), [({"acctId": "DU9"}, 500), ({}, 400), ({"acctId": 1}, 400)])
def test_an_unknown_account_cannot_be_switched_to(player, body, status):
    assert "error" in player.post("/iserver/account", body, status=status)


def test_plain_logins_are_refused_the_calls_of_large_ones(player):
    found = player.get("/iserver/account/search/DU", status=503)
    assert found["statusCode"] == 503
    assert player.ask("POST", "/iserver/dynaccount", json={"acctId": "DU1234567"}).status == 401


def test_a_login_with_dynamic_accounts_searches_and_sets_them(play):
    player = play(accounts=TWO, dynamic_accounts=True)
    assert [row["accountId"] for row in player.get("/iserver/account/search/2")["matchedAccounts"]] == ["DU2"]
    assert player.post("/iserver/dynaccount", {"acctId": "DU2"}) == {"set": True, "acctId": "DU2"}


def test_an_account_that_does_not_exist_cannot_be_set(play):
    player = play(dynamic_accounts=True).primed()
    assert "DU999" in player.post("/iserver/dynaccount", {"acctId": "DU999"}, status=500)["error"]


def test_owners_come_with_their_signatures(player):
    found = player.get("/acesws/DU1234567/signatures-and-owners")
    assert found["users"][0]["hasRightCodeInd"] is True
    assert found["applicant"] == {"signatures": ["Ada Example"]}


# --- other currencies


@pytest.fixture
def trading_in_euros(play):
    """A login whose second account keeps its books in euros and has dollars and yen too."""
    player = play(accounts=LINKED_ACCOUNTS).primed()
    player.post("/iserver/account", {"acctId": "DU7654322"})
    return player


def test_an_account_in_another_currency_says_so(trading_in_euros):
    path = "/iserver/account/DU7654322/summary"
    found = trading_in_euros.get(f"{path}/available_funds")
    assert found["total"]["current_available"].endswith(" EUR")
    euros, dollars, _, total = trading_in_euros.get(path)["cashBalances"]
    assert (euros["currency"], euros["balance"]) == ("EUR", 50_000)
    assert (dollars["currency"], dollars["balance"]) == ("USD", 30_000)
    assert (total["currency"], total["balance"] > 70_000) == ("Total (in EUR)", True)
    assert list(trading_in_euros.get(f"{path}/market_value")) == ["EUR", "USD", "JPY", "Total (in EUR)"]


def test_a_preview_costs_money_of_the_account(trading_in_euros):
    order = {"conid": 8314, "side": "BUY", "orderType": "LMT", "price": 200, "quantity": 10, "tif": "DAY"}
    path = "/iserver/account/DU7654322/orders/whatif"
    preview = trading_in_euros.post(path, {"orders": [order]})
    assert {text.split()[1] for text in preview["amount"].values()} == {"EUR"}
    # Less than half a euro of equity goes: that is written as zero, without a sign.
    assert preview["equity"]["change"] == "0"


def test_the_ledger_has_a_rate_for_each_currency_and_adds_up(trading_in_euros):
    ledger = trading_in_euros.get("/portfolio/DU7654322/ledger")
    assert list(ledger) == ["EUR", "USD", "JPY", "BASE"]
    assert ledger["EUR"]["exchangerate"] == ledger["BASE"]["exchangerate"] == 1
    parts = (ledger[name] for name in ("EUR", "USD", "JPY"))
    total = sum(part["netliquidationvalue"] * part["exchangerate"] for part in parts)
    assert total == pytest.approx(ledger["BASE"]["netliquidationvalue"], rel=1e-6)
