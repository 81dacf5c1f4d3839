"""The portfolio beyond pages of positions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ibkr.simulator.broker.account import AccountStart

PORTFOLIO = "/portfolio/DU1234567"
EMPTY = (AccountStart(account_id="DU1234567", cash=Decimal(1000)),)
ADVISOR = (
    AccountStart(account_id="DF1", cash=Decimal(0), kind="advisor"),
    *(
        AccountStart(account_id=f"DU{n}", cash=Decimal(1000), kind="client", master="DF1")
        for n in range(1, 25)
    ),
)


@pytest.mark.parametrize(
    "path", ["meta", "summary", "ledger", "allocation", "position/8314", "combo/positions"]
)
def test_everything_wants_the_portfolio_accounts_first(play, path):
    assert "error" in play().get(f"{PORTFOLIO}/{path}", status=400)


def test_subaccounts_prepare_the_portfolio_as_well(play):
    player = play()
    assert [row["id"] for row in player.get("/portfolio/subaccounts")] == ["DU1234567"]
    assert player.get(f"{PORTFOLIO}/meta")["accountId"] == "DU1234567"


def test_large_subaccounts_are_bare_on_a_plain_login_and_wrapped_on_an_advisors(play):
    assert [row["id"] for row in play().get("/portfolio/subaccounts2?page=0")] == ["DU1234567"]
    found = play(accounts=ADVISOR).get("/portfolio/subaccounts2?page=1")
    assert found["metadata"] == {"total": 24, "pageSize": 20, "pageNum": 1}
    assert [row["id"] for row in found["subaccounts"]] == ["DU21", "DU22", "DU23", "DU24"]


def test_values_have_suffixes_for_their_segments_and_text_without_an_amount(player):
    values = player.get(f"{PORTFOLIO}/summary")
    assert 120 <= len(values) <= 150
    assert values["netliquidation-s"] == values["netliquidation"]
    assert values["netliquidation-c"]["amount"] == 0
    code = values["accountcode"]
    assert (code["value"], code["amount"], code["currency"]) == ("DU1234567", 0, None)


def test_the_special_memorandum_account_is_a_value_like_the_others_and_a_number_on_the_brokerage_side(player):
    value = player.get(f"{PORTFOLIO}/summary")["sma"]
    assert value.keys() == {"amount", "currency", "isNull", "timestamp", "value", "severity"}
    brokerage = player.get("/iserver/account/DU1234567/summary")["SMA"]
    assert isinstance(brokerage, float)
    assert value["amount"] == pytest.approx(brokerage, abs=0.51)


def test_times_of_values_are_seconds(player):
    assert player.get(f"{PORTFOLIO}/summary")["cushion"]["timestamp"] == 1_359_730_800
    assert player.get(f"{PORTFOLIO}/ledger")["BASE"]["timestamp"] == 1_359_730_800


def test_the_ledger_goes_by_currency_and_its_base(player):
    ledger = player.get(f"{PORTFOLIO}/ledger")
    assert list(ledger) == ["USD", "BASE"]
    assert ledger["USD"]["cashbalance"] == ledger["BASE"]["cashbalance"] == 250_000
    assert ledger["USD"]["cashbalance"] + ledger["USD"]["stockmarketvalue"] == pytest.approx(
        ledger["USD"]["netliquidationvalue"], abs=0.01
    )


def test_allocation_tells_long_from_short(player):
    found = player.get(f"{PORTFOLIO}/allocation")
    assert found["assetClass"]["long"]["CASH"] == 250_000
    assert found["assetClass"]["short"]["STK"] < 0 < found["assetClass"]["long"]["STK"]


def test_the_allocation_of_accounts_without_positions_fails(play):
    player = play(accounts=EMPTY).primed()
    assert "error" in player.post("/portfolio/allocation", {"acctIds": ["DU1234567"]}, status=500)
    assert player.get(f"{PORTFOLIO}/allocation")["assetClass"]["long"] == {"CASH": 1000}


def test_one_contract_is_a_list_or_nothing(player):
    (row,) = player.get(f"{PORTFOLIO}/position/8314")
    assert (row["position"], row["strike"], row["ticker"]) == (150, "0", "IBM")
    assert player.get(f"{PORTFOLIO}/position/107113386") == []


def test_one_contract_over_all_accounts_goes_by_account(player):
    assert list(player.get("/portfolio/positions/8314")) == ["DU1234567"]
    assert player.get("/portfolio/positions/1") == {}


def test_invalidating_answers_a_word_and_makes_the_next_read_a_first_one(player):
    page = f"{PORTFOLIO}/positions/0"
    assert [len(player.get(page)[0]) for _ in range(2)] == [21, 46]
    assert player.post(f"{PORTFOLIO}/positions/invalidate") == {"message": "success"}
    assert len(player.get(page)[0]) == 21


def test_there_are_no_combinations(player):
    assert player.get(f"{PORTFOLIO}/combo/positions?nocache=true") == []


def test_current_positions_have_conids_as_text_and_no_first_read(player):
    rows = {row["conid"]: row for row in player.get("/portfolio2/DU1234567/positions")}
    assert rows["272093"]["position"] == -400
    assert rows["8314"]["timestamp"] == 1_359_730_800


def test_current_positions_can_be_sorted(player):
    rows = player.get("/portfolio2/DU1234567/positions?sort=description&direction=d")
    assert [row["description"] for row in rows] == ["MSFT", "IBM", "AAPL"]
