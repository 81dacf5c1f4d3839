"""Performance, and the limit that counts accounts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from ibkr.simulator.broker.account import DEFAULT_ACCOUNTS, AccountStart

ACCOUNTS = {"acctIds": ["DU1234567"]}


@pytest.fixture
def traded(player):
    """After a sale of ten IBM and a purchase of five AAPL."""
    player.place(conid=8314, side="SELL", price=200, quantity=10)
    player.place(price=455, quantity=5)
    player.clock.advance(30)
    return player


@pytest.mark.parametrize(
    ("period", "days"), [("1D", 1), ("7D", 5), ("MTD", 1), ("YTD", 22), ("1M", 21), ("1Y", 251)]
)
def test_a_period_is_counted_in_sessions(player, period, days):
    found = player.post("/pa/performance", {**ACCOUNTS, "period": period})
    (row,) = found["nav"]["data"]
    assert len(row["navs"]) == len(found["nav"]["dates"]) == pytest.approx(days, abs=2)
    assert found["nav"]["dates"][-1] == "20130201"


@pytest.mark.parametrize("period", ["3M", "2Y", "1d", None])
def test_another_period_is_refused(player, period):
    assert "error" in player.post("/pa/performance", {**ACCOUNTS, "period": period}, status=400)


def test_the_last_value_is_what_the_account_is_worth_now(traded):
    (row,) = traded.post("/pa/performance", {**ACCOUNTS, "period": "1M"})["nav"]["data"]
    assert row["navs"][-1] == float(round(traded.gateway.broker.summary("DU1234567").net_liquidation, 2))


def test_after_the_close_the_day_is_counted_once(play):
    player = play(start=datetime(2013, 2, 1, 21, 30, tzinfo=UTC)).primed()
    told = player.post("/pa/performance", {"acctIds": ["DU1234567"], "period": "1M"})
    assert told["nav"]["dates"][-2:] == ["20130131", "20130201"]
    worth = player.get("/iserver/account/DU1234567/summary")["netLiquidationValue"]
    assert told["nav"]["data"][0]["navs"][-1] == pytest.approx(worth, abs=1)


def test_returns_are_the_changes_of_the_value(player):
    found = player.post("/pa/performance", {**ACCOUNTS, "period": "7D"})
    (nav,), (cps,) = found["nav"]["data"], found["cps"]["data"]
    for value, change in zip(nav["navs"], cps["returns"], strict=True):
        assert value == pytest.approx(nav["startNAV"]["val"] * (1 + change), abs=0.01)
    assert found["tpps"]["dates"] == ["201301", "201302"]


def test_all_periods_stand_beside_fixed_keys(player):
    found = player.post("/pa/allperiods", ACCOUNTS)
    account = found["DU1234567"]
    assert set(account["periods"]) < set(account)
    assert account["baseCurrency"] == "USD"
    assert found["included"] == ["DU1234567"]


def test_transactions_have_numbers_and_their_profit_is_text(traded):
    found = traded.post("/pa/transactions", {**ACCOUNTS, "conids": [8314], "currency": "USD"})
    sold = sum(row["qty"] for row in found["transactions"])
    assert sold == -10
    assert found["nd"] == 90
    assert found["rpnl"]["amt"] == f"{sum(float(row['amt']) for row in found['rpnl']['data']):.2f}"
    assert {row["side"] for row in found["rpnl"]["data"]} == {"G"}


def test_the_realised_profit_is_the_brokers(traded):
    found = traded.post("/pa/transactions", {**ACCOUNTS, "conids": [8314], "currency": "USD", "days": 1})
    (held,) = (each for each in traded.gateway.broker.positions("DU1234567") if each.conid == 8314)
    assert float(found["rpnl"]["amt"]) == pytest.approx(float(held.realized_pnl), abs=0.02)


@pytest.mark.parametrize(
    "body",
    [{}, {"acctIds": []}, {**ACCOUNTS, "conids": [], "currency": "USD"}, {**ACCOUNTS, "conids": [1, 2]}],
)
def test_transactions_need_an_account_one_contract_and_a_currency(player, body):
    assert "error" in player.post("/pa/transactions", body, status=400)


def test_each_account_may_ask_once_in_a_quarter_of_an_hour(play):
    other = AccountStart(account_id="DU7", cash=DEFAULT_ACCOUNTS[0].cash)
    player = play(pacing=True, idle=None, accounts=(*DEFAULT_ACCOUNTS, other))
    body = {**ACCOUNTS, "period": "1D"}
    assert player.ask("POST", "/pa/performance", json=body).status == 200
    again = player.ask("POST", "/pa/performance", json=body)
    assert (again.status, again.body) == (429, b"")
    assert player.ask("POST", "/pa/performance", json={"acctIds": ["DU7"], "period": "1D"}).status == 200
    assert (
        player.ask("POST", "/pa/performance", json={"acctIds": ["DU7", "DU1234567"], "period": "1D"}).status
        == 429
    )
    player.clock.advance(901)
    assert player.ask("POST", "/pa/performance", json=body).status == 200
