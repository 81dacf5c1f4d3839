"""Contracts with their rules, definitions by the hundred, and what may stand for a contract."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ibkr_wire.tables.fields import AVAILABILITY_LETTERS

from ibkr._core.currencies import pairs, rate
from ibkr._core.describing import define, details
from ibkr.errors import InvalidArgument, NoSuchContract
from ibkr.model.availability import DETAILS, TIMELINES, Availability
from ibkr.model.contracts import NO_CONTRACT, Contract, conid_of
from ibkr.model.ticks import US_STOCKS, TickRules

from .canned import APPLE, Conversation, json

APPLE_INFO = {
    "con_id": APPLE, "symbol": "AAPL", "company_name": "APPLE INC", "instrument_type": "STK",
    "currency": "USD", "exchange": "SMART", "valid_exchanges": "SMART,NASDAQ,NYSE", "underlying_con_id": 0,
    "multiplier": None,
}  # fmt: skip
RULES = {
    "error": None, "orderTypes": ["limit", "market"], "orderTypesOutside": ["limit"], "cqtTypes": ["market"],
    "tifTypes": ["IOC/MARKET,LIMIT,o,a", "GTC/o,a", "OPG/LIMIT,MARKET,a", "DAY"], "sizeIncrement": 100,
    "incrementRules": [{"lowerEdge": 1000.0, "increment": 0.5}, {"lowerEdge": 0.0, "increment": 0.01}],
    "algoEligible": True, "negativeCapable": False,
}  # fmt: skip


def told(**rules: Any) -> Any:
    return json({**APPLE_INFO, "rules": {**RULES, **rules}})


def test_details_hold_the_contract_and_the_rules_of_its_orders():
    talk = Conversation()
    found = talk.run(details(APPLE, talk.desk), told())
    assert (found.conid, found.contract.currency, found.exchanges) == (
        APPLE,
        "USD",
        ("SMART", "NASDAQ", "NYSE"),
    )
    assert (found.tifs, found.tifs_outside) == (("IOC", "GTC", "OPG", "DAY"), ("IOC", "GTC"))
    assert (found.order_types_outside, found.size_increment, found.algorithms) == (
        ("limit",),
        Decimal(100),
        True,
    )
    assert (found.underlying_conid, found.multiplier, found.rules_missing) == (None, None, "")


def test_prices_are_rounded_to_the_steps_of_their_level():
    talk = Conversation()
    found = talk.run(details(APPLE, talk.desk), told())
    assert found.round_price("187.234") == Decimal("187.23")
    assert found.round_price("187.234", "up") == Decimal("187.24")
    assert found.round_price("1000.3") == Decimal("1000.5")
    assert talk.desk.ticks[APPLE] == found.ticks, "orders are checked against them too"


def test_one_increment_is_a_rule_for_all_prices_and_none_leaves_the_price_alone():
    talk = Conversation()
    one = talk.run(details(APPLE, talk.desk), told(incrementRules=None, increment=0.05))
    assert one.round_price("1.07") == Decimal("1.05")
    abroad = json(
        {"con_id": 7, "instrument_type": "STK", "currency": "CHF", "rules": {"error": "not available"}}
    )
    silent = talk.run(details(7, talk.desk), abroad)
    assert (silent.round_price("1.07123"), silent.rules_missing) == (Decimal("1.07123"), "not available")


def test_a_derivative_has_its_last_day_and_its_multiplier():
    talk = Conversation()
    future = {"con_id": 5, "instrument_type": "FUT", "maturity_date": "20130315", "multiplier": "50",
              "underlying_con_id": 11004968}  # fmt: skip
    found = talk.run(details(5, talk.desk), json(future))
    assert (found.expiry, found.multiplier, found.underlying_conid) == (
        date(2013, 3, 15),
        Decimal(50),
        11004968,
    )
    assert found.rules_missing


def test_an_unknown_conid_is_told():
    talk = Conversation()
    with pytest.raises(NoSuchContract, match="42"):
        talk.run(details(42, talk.desk), json({"error": "unknown"}, status=500))


def test_definitions_come_200_a_call_in_the_order_asked():
    talk = Conversation()
    conids = list(range(1, 402))
    answers = [
        json({"secdef": [{"conid": conid, "ticker": f"T{conid}"} for conid in reversed(some)]})
        for some in (conids[:200], conids[200:400], conids[400:])
    ]
    found = talk.run(define([*conids, 1], talk.desk), *answers)
    assert list(found) == conids
    assert [len(dict(one.params)["conids"].split(",")) for one in talk.asked] == [200, 200, 1]


def test_what_has_no_definition_is_left_out():
    talk = Conversation()
    assert list(talk.run(define([1, 2], talk.desk), json({"secdef": [{"conid": 2}]}))) == [2]
    with pytest.raises(InvalidArgument):
        talk.run(define([], talk.desk))


# --- what stands for a contract --------------------------------------------------------------------


@pytest.mark.parametrize(
    "which", [APPLE, Contract(APPLE, "AAPL"), SimpleNamespace(conid=str(APPLE)), SimpleNamespace(conid=APPLE)]
)
def test_a_contract_goes_by_its_number_or_by_anything_that_has_one(which: object):
    assert conid_of(which) == APPLE


@pytest.mark.parametrize(
    "wrong",
    [
        "AAPL",
        str(APPLE),
        0,
        -1,
        True,
        1.0,
        None,
        [APPLE],
        NO_CONTRACT,
        NO_CONTRACT + 1,
        SimpleNamespace(conid="A"),
    ],
)
def test_what_is_no_conid_is_refused(wrong: object):
    with pytest.raises(InvalidArgument, match=r"ib\.contracts\.find"):
        conid_of(wrong)


@given(price=st.decimals("0.01", 99_999, places=5), step=st.sampled_from(["0.01", "0.05", "0.25", "1"]))
def test_a_rounded_price_is_allowed_and_no_further_than_a_step_away(price: Decimal, step: str):
    ticks = TickRules.of(("0", step))
    down, near, up = (ticks.rounded(price, to) for to in ("down", "nearest", "up"))
    assert down <= price <= up
    assert near in (down, up)
    assert all(ticks.neighbours(one) is None for one in (down, near, up))
    assert up - down in (0, Decimal(step))


def test_the_step_of_a_price_is_that_of_its_level_whatever_the_order_of_the_rules():
    ticks = TickRules.from_numbers([(1000.0, 0.5), (2.0, 0.05), (0.0, 0.01), (100.0, 0.25)])
    steps = [ticks.increment(Decimal(price)) for price in (1, 2, 50, 100, 999, 1000)]
    assert [str(step) for step in steps] == ["0.01", "0.05", "0.05", "0.25", "0.25", "0.5"]
    assert US_STOCKS.rounded("0.12345") == Decimal("0.1234")


# --- how live data is --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("RpB", "real time (consolidated, top of book)"),
        ("DPB", "delayed (snapshot, top of book)"),
        ("ZB", "frozen (top of book)"),
        ("YvS", "frozen delayed (exempt, streaming)"),
        ("N", "not subscribed"),
        ("i", "no agreement"),
        ("BR", "real time (top of book)"),
        ("", "unknown"),
    ],
)
def test_letters_of_availability_are_read_one_by_one(code: str, words: str):
    assert str(Availability(code)) == words
    assert Availability(code).is_live is words.startswith("real time")


def test_availability_that_was_not_told_is_false():
    assert (bool(Availability()), bool(Availability("R"))) == (False, True)


def test_a_letter_that_nobody_explained_is_kept():
    assert (Availability("RQB").unread, Availability("RB").unread) == ("Q", "")


def test_every_letter_that_the_description_explains_is_read():
    assert {*TIMELINES, *DETAILS} == set(AVAILABILITY_LETTERS)


# --- currencies ----------------------------------------------------------------------------------------

PAIRS = json(
    {"EUR": [{"symbol": "EUR.USD", "conid": 12087792, "ccyPair": "USD"}, {"symbol": "EUR.CHF", "conid": 2}]}
)


def test_pairs_are_contracts_priced_in_their_second_currency():
    talk = Conversation()
    found = talk.run(pairs("eur", talk.desk), PAIRS)
    assert [(one.symbol, one.currency, one.sec_type) for one in found] == [
        ("EUR.USD", "USD", "CASH"), ("EUR.CHF", "CHF", "CASH")
    ]  # fmt: skip


def test_a_currency_without_pairs_has_none():
    talk = Conversation()
    assert talk.run(pairs("XYZ", talk.desk), json({"error": "Bad Request"}, status=400)) == []


def test_a_rate_is_how_many_of_the_second_one_of_the_first_buys():
    talk = Conversation()
    assert talk.run(rate("USD", "eur", talk.desk), json({"rate": 0.86656614})) == Decimal("0.86656614")
    assert dict(talk.asked[0].params) == {"source": "USD", "target": "EUR"}
    assert talk.run(rate("EUR", "EUR", talk.desk)) == 1


@pytest.mark.parametrize(
    "answer", [json({"error": "no such rate"}, status=400), json({}), json({"rate": 0.0})]
)
def test_a_rate_that_there_is_not_is_an_error(answer: Any):
    talk = Conversation()
    with pytest.raises(NoSuchContract, match="USD in XYZ"):
        talk.run(rate("USD", "XYZ", talk.desk), answer)


@pytest.mark.parametrize("code", ["", "US", "DOLLAR", "U$D"])
def test_what_is_no_currency_is_refused_before_anything_is_sent(code: str):
    talk = Conversation()
    with pytest.raises(InvalidArgument, match="three letters"):
        talk.run(rate(code, "USD", talk.desk))
    assert talk.asked == []
