"""Search and definitions, with the types of the wire."""

from __future__ import annotations

import pytest


def test_a_symbol_is_found_on_several_exchanges_with_conids_as_text(player):
    rows = player.get("/iserver/secdef/search?symbol=AAPL")
    stocks = [row for row in rows if row["symbol"]]
    assert [(row["conid"], row["description"]) for row in stocks[:2]] == [
        ("265598", "NASDAQ"),
        ("38708077", "MEXI"),
    ]
    assert stocks[0]["companyHeader"] == "APPLE INC - NASDAQ"


def test_sections_say_what_else_there_is_and_when_it_expires(player):
    (row, *_) = player.get("/iserver/secdef/search?symbol=AAPL")
    options = next(section for section in row["sections"] if section["secType"] == "OPT")
    assert options["months"].startswith("FEB13;MAR13")
    assert options["exchange"].startswith("SMART;")


def test_a_row_has_the_days_on_which_options_expire(player):
    share, foreign = player.get("/iserver/secdef/search?symbol=AAPL")[:2]
    assert share["opt"].startswith("20130201;20130208;20130215;")
    assert (foreign["opt"], foreign["fop"], foreign["war"]) == (None, None, None)
    (index,) = player.get("/iserver/secdef/search?symbol=ES")
    assert (index["opt"], index["fop"].split(";")[:2]) == (None, ["20130215", "20130314"])


def test_the_bonds_of_an_issuer_are_a_row_without_a_symbol(player):
    bond = player.get("/iserver/secdef/search?symbol=IBM")[-1]
    assert (bond["conid"], bond["symbol"]) == ("2147483647", None)
    assert bond["issuers"][0]["id"].startswith("e")


def test_get_and_post_search_alike(player):
    asked = player.get("/iserver/secdef/search?symbol=msft")
    assert player.post("/iserver/secdef/search", {"symbol": "msft"}) == asked


def test_a_company_is_found_by_its_name(player):
    rows = player.get("/iserver/secdef/search?symbol=machines&name=true")
    assert rows[0]["symbol"] == "IBM"


def test_an_unknown_symbol_is_an_error_inside_200(player):
    assert list(player.get("/iserver/secdef/search?symbol=NOPE")) == ["error"]


@pytest.mark.parametrize("path", ["/iserver/secdef/search", "/trsrv/stocks"])
def test_a_search_for_nothing_is_a_bad_request(player, path):
    assert "error" in player.get(path, status=400)


def test_stocks_are_grouped_by_company_under_their_symbol(player):
    answer = player.get("/trsrv/stocks?symbols=AAPL,NOPE,ibm")
    (company,) = answer["AAPL"]
    assert company["contracts"][0] == {"conid": 265598, "exchange": "NASDAQ", "isUS": True}
    assert {listing["isUS"] for listing in company["contracts"]} == {True, False}
    # Unknown symbols, and symbols in lower case, have an empty list.
    assert (answer["NOPE"], answer["ibm"]) == ([], [])


def test_contract_info_is_in_snake_case_with_many_nulls(player):
    answer = player.get("/iserver/contract/265598/info")
    assert (answer["con_id"], answer["symbol"], answer["trading_class"]) == (265598, "AAPL", "NMS")
    assert answer["cusip"] is None


def test_an_unknown_conid_is_a_500_and_a_word_a_400(player):
    answer = player.get("/iserver/contract/1/info", status=500)
    assert answer["error"].startswith("Details currently unavailable")
    assert "error" in player.get("/iserver/contract/AAPL/info", status=400)
