"""Exactly one contract, or an error that lists what there is."""

from __future__ import annotations

import pytest
from ibkr_wire.rest.api.contracts import search

from ibkr._core.contracts import by_conid, find, matches
from ibkr.errors import AmbiguousContract, BadRequest, InvalidArgument, NoSuchContract
from ibkr.model.ticks import US_STOCKS

from .canned import APPLE, Conversation, json, text

LISTINGS = {
    "AAPL": [
        {
            "name": "APPLE INC",
            "assetClass": "STK",
            "contracts": [
                {"conid": APPLE, "exchange": "NASDAQ", "isUS": True},
                {"conid": 38708077, "exchange": "MEXI", "isUS": False},
                {"conid": 273982664, "exchange": "EBS", "isUS": False},
            ],
        },
        {"name": "APPLE CDR", "contracts": [{"conid": 532640894, "exchange": "TSE", "isUS": False}]},
    ]
}
ABROAD = {"VOD": [{"name": "VODAFONE", "contracts": [{"conid": 1, "exchange": "LSE", "isUS": False}]}]}


def test_a_symbol_means_its_listing_in_the_united_states_unless_narrowed():
    talk = Conversation()
    apple = talk.run(find("aapl", talk.desk), json(LISTINGS))
    assert (apple.conid, apple.exchange, apple.ticks) == (APPLE, "NASDAQ", US_STOCKS)
    assert talk.asked[0].params == (("symbols", "AAPL"),)


def test_a_symbol_listed_only_abroad_is_found_there():
    talk = Conversation()
    assert talk.run(find("VOD", talk.desk), json(ABROAD)).exchange == "LSE"


def test_an_exchange_narrows_the_search():
    talk = Conversation()
    assert talk.run(find("AAPL", talk.desk, exchange="mexi"), json(LISTINGS)).conid == 38708077


def test_a_currency_narrows_the_search_by_asking_for_each_candidate():
    talk = Conversation()
    in_each = ["USD", "MXN", "CHF", "CAD"]
    details = [json({"con_id": number, "currency": currency}) for number, currency in enumerate(in_each)]
    swiss = talk.run(find("AAPL", talk.desk, currency="chf"), json(LISTINGS), *details)
    assert (swiss.conid, swiss.currency) == (273982664, "CHF")


def test_several_that_fit_are_listed_and_none_is_chosen():
    talk = Conversation()
    with pytest.raises(AmbiguousContract, match="fits 3 contracts") as caught:
        talk.run(find("AAPL", talk.desk, is_us=False), json(LISTINGS))
    assert [one.exchange for one in caught.value.candidates] == ["MEXI", "EBS", "TSE"]


@pytest.mark.parametrize(
    "answer", [json({"NOPE": []}), json({}), json({"error": "not found"}), text("<html>", status=404)]
)
def test_an_unknown_symbol_is_told_however_the_gateway_says_so(answer):
    talk = Conversation()
    with pytest.raises(NoSuchContract, match="'NOPE'"):
        talk.run(find("nope", talk.desk), answer)


def test_a_search_narrowed_too_far_tells_what_there_is():
    talk = Conversation()
    with pytest.raises(NoSuchContract, match="NASDAQ"):
        talk.run(find("AAPL", talk.desk, exchange="XETRA"), json(LISTINGS))


def test_an_index_is_found_among_the_matches():
    talk = Conversation()
    matches = [
        {"conid": "416904", "symbol": "SPX", "companyName": "S&P 500", "description": "CBOE",
         "sections": [{"secType": "IND"}]},
        {"conid": "2147483647", "symbol": None, "sections": [{"secType": "BOND"}]},
    ]  # fmt: skip
    found = talk.run(find("SPX", talk.desk, sec_type="IND"), json(matches))
    assert (found.conid, found.sec_type) == (416904, "IND")


def test_kinds_that_cannot_be_found_by_symbol_alone_are_refused():
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="OPT"):
        talk.run(find("AAPL", talk.desk, sec_type="OPT"))  # pyright: ignore[reportArgumentType]


def test_a_conid_is_looked_up():
    talk = Conversation()
    details = {"con_id": 8314, "symbol": "IBM", "instrument_type": "STK", "currency": "USD"}
    answer = json({**details, "valid_exchanges": "SMART,NYSE", "exchange": "SMART"})
    contract = talk.run(by_conid(8314, talk.desk), answer)
    assert (contract.symbol, contract.currency, contract.ticks) == ("IBM", "USD", US_STOCKS)


@pytest.mark.parametrize("status", [500, 503])
def test_a_conid_that_ibkr_does_not_know_is_an_error(status: int):
    talk = Conversation()
    with pytest.raises(NoSuchContract, match="42"):
        talk.run(by_conid(42, talk.desk), json({"error": "unknown", "statusCode": status}, status=status))


def test_a_currency_pair_is_found_by_its_name():
    talk = Conversation()
    pairs = {"EUR": [{"symbol": "EUR.USD", "conid": 12087792, "ccyPair": "USD"}]}
    found = talk.run(find("eur/usd", talk.desk, sec_type="CASH"), json(pairs))
    assert (found.conid, found.sec_type, found.currency) == (12087792, "CASH", "USD")
    with pytest.raises(NoSuchContract):
        talk.run(find("EUR.CHF", talk.desk, sec_type="CASH"))
    with pytest.raises(InvalidArgument, match=r"EUR\.USD"):
        talk.run(find("EUROUSD", talk.desk, sec_type="CASH"))


@pytest.mark.parametrize(
    ("symbol", "hint"),
    [("US0378331005", "ISIN"), ("", "one symbol"), ("AAPL,IBM", "one symbol"), (265598, "by_conid")],
)
def test_what_is_no_symbol_is_refused_before_anything_is_sent(symbol: str, hint: str):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match=hint):
        talk.run(find(symbol, talk.desk))
    assert talk.asked == []


def test_kinds_that_have_a_function_of_their_own_name_it():
    talk = Conversation()
    for sec_type, hint in (("FUT", "futures"), ("OPT", "option_chain"), ("BOND", "search")):
        with pytest.raises(InvalidArgument, match=hint):
            talk.run(find("ES", talk.desk, sec_type=sec_type))  # pyright: ignore[reportArgumentType]


def test_a_symbol_that_was_found_is_not_asked_for_again_within_the_week():
    talk = Conversation()
    talk.run(find("AAPL", talk.desk), json(LISTINGS))
    assert talk.run(find("AAPL", talk.desk, exchange="EBS")).conid == 273982664


def test_a_search_that_finds_nothing_is_empty_however_the_gateway_says_so():
    for answer in (json([]), json({"error": "No symbol found"})):
        talk = Conversation()
        assert talk.run(matches(search.operation("NOPE"), talk.desk), answer) == []
    talk = Conversation()
    with pytest.raises(BadRequest):
        talk.run(
            matches(search.operation("NOPE"), talk.desk), json({"error": "Bad Request: name"}, status=400)
        )
