"""Accounts and positions."""

from __future__ import annotations

import pytest

from ibkr.simulator.broker.account import LINKED_ACCOUNTS

PAGE = "/portfolio/DU1234567/positions/0"


def test_positions_want_the_portfolio_accounts_first(play):
    assert "error" in play().get(PAGE, status=400)


def test_the_first_read_of_a_session_is_sparse_and_the_next_is_complete(player):
    sparse, complete = player.get(PAGE), player.get(PAGE)
    assert [row["conid"] for row in sparse] == [row["conid"] for row in complete]
    assert (len(sparse[0]), len(complete[0])) == (21, 46)
    # The same two keys change their types.
    assert (sparse[0]["strike"], sparse[0]["multiplier"]) == (0.0, None)
    assert (complete[0]["strike"], complete[0]["multiplier"]) == ("0", 0.0)


def test_without_waiting_for_definitions_rows_stay_sparse(player):
    player.get(PAGE)
    assert len(player.get(f"{PAGE}?waitForSecDef=false")[0]) == 21


def test_short_positions_are_negative_and_value_is_quantity_times_price(player):
    rows = {row["contractDesc"]: row for row in player.get(PAGE)}
    assert rows["MSFT"]["position"] == -400
    assert rows["AAPL"]["mktValue"] == pytest.approx(rows["AAPL"]["mktPrice"] * 100)


@pytest.mark.parametrize(
    "key", ["MktValue", "MktPrice", "AvgCost", "AvgPrice", "RealizedPnl", "UnrealizedPnl"]
)
def test_figures_are_told_in_the_currency_of_the_account_too(play, key):
    player = play(accounts=LINKED_ACCOUNTS).primed()
    page = f"/portfolio/{LINKED_ACCOUNTS[1].account_id}/positions/0"
    player.get(page)
    euros = 1 / player.get("/iserver/exchangerate?source=EUR&target=USD")["rate"]
    for row in player.get(page):
        wire = key[0].lower() + key[1:]
        assert row["currency"] == "USD"
        assert row[f"base{key}"] == pytest.approx(row[wire] * euros, rel=1e-4)


def test_past_the_last_page_there_is_nothing(player):
    assert player.get("/portfolio/DU1234567/positions/1") == []


def test_rows_can_be_sorted_by_a_column(player):
    rows = player.get(f"{PAGE}?sort=position&direction=d")
    assert [row["position"] for row in rows] == sorted((row["position"] for row in rows), reverse=True)


def test_another_account_is_refused(player):
    assert "DU999" in player.get("/portfolio/DU999/positions/0", status=400)["error"]


def test_a_fill_moves_the_position(player):
    player.place(price=455, quantity=5)
    player.clock.advance(5)
    rows = {row["contractDesc"]: row["position"] for row in player.get(PAGE)}
    assert rows["AAPL"] == 105


def test_an_option_is_named_and_valued_with_its_multiplier(player):
    player.get("/iserver/secdef/search?symbol=AAPL")
    (call, *_) = player.get("/iserver/secdef/info?conid=265598&sectype=OPT&month=MAR13&strike=450&right=C")
    player.post("/iserver/questions/suppress", {"messageIds": ["o163", "o354"]})
    placed = player.place(conid=call["conid"], price=80, quantity=2)
    while "id" in placed[0]:
        placed = player.post(f"/iserver/reply/{placed[0]['id']}", {"confirmed": True})
    player.clock.advance(300)
    player.get(PAGE)
    (row,) = (row for row in player.get(PAGE) if row["conid"] == call["conid"])
    assert (row["multiplier"], row["strike"], row["putOrCall"]) == (100.0, "450", "C")
    assert row["mktValue"] == pytest.approx(row["mktPrice"] * 200)
    assert row["avgCost"] == pytest.approx(row["avgPrice"] * 100)
    assert (row["expiry"], row["undConid"], row["assetClass"]) == (call["maturityDate"], 265598, "OPT")
