"""Ticks become quotes: merged, stamped, each told once."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from ibkr_wire.tables.fields import FIELDS

from ibkr._core.fields import tags_of
from ibkr._core.stream.interpreter import Interpreter
from ibkr.errors import InvalidArgument
from ibkr.model.events import Quote, SubscriptionRefused

FIRST = {
    "31": "C457.50",
    "84": "457.48",
    "86": "457.53",
    "88": "1,200",
    "83": 0.44,
    "87": "2.4M",
    "6509": "RpB",
}


def tick(updated: int = 1359730800512, **tags: Any) -> str:
    envelope = {"server_id": "q4", "conidEx": "265598", "conid": 265598, "_updated": updated, "6119": "q4"}
    return json.dumps({**envelope, **tags, "topic": "smd+265598"})


def quotes(*frames: str) -> list[Quote]:
    hear = Interpreter().read
    heard = [event for frame in frames for event in hear(frame)]
    assert all(isinstance(event, Quote) for event in heard)
    return heard  # pyright: ignore[reportReturnType]  # narrowed by the line above


def test_a_first_tick_is_read_with_its_units():
    [quote] = quotes(tick(**FIRST))
    assert (quote.conid, quote.bid, quote.ask) == (265598, Decimal("457.48"), Decimal("457.53"))
    assert (quote.bid_size, quote.volume) == (Decimal(1200), Decimal(2_400_000))
    assert quote.change_percent == Decimal("0.44")
    assert (quote.availability.timeline, quote.availability.code) == ("real time", "RpB")
    assert quote.time == datetime(2013, 2, 1, 15, 0, 0, 512000, UTC)


@pytest.mark.parametrize(
    ("text", "marker", "closed", "halted"),
    [("C457.50", "C", True, False), ("H457.50", "H", False, True), ("457.50", "", False, False)],
)
def test_the_letter_before_a_price_is_kept(text: str, marker: str, closed: bool, halted: bool):
    [quote] = quotes(tick(**{"31": text}))
    assert quote.last == Decimal("457.50")
    assert (quote.marker, quote.closed, quote.halted) == (marker, closed, halted)


def test_a_later_tick_changes_only_what_it_carries():
    first, second = quotes(tick(**FIRST), tick(1359730801013, **{"84": "457.49"}))
    assert (second.bid, second.ask, second.last) == (Decimal("457.49"), Decimal("457.53"), Decimal("457.50"))
    assert second.changed == {"bid_price"}
    assert first.bid == Decimal("457.48")


def test_a_field_that_never_came_is_unknown_and_not_zero():
    [quote] = quotes(tick(**{"31": "457.50"}))
    assert (quote.bid, quote.volume, quote.open) == (None, None, None)


def test_the_exact_volume_wins_over_the_rounded_text():
    [quote] = quotes(tick(**{"87": "2.4M", "87_raw": 2437512.0}))
    assert quote.volume == Decimal("2437512.0")


def test_a_first_frame_that_comes_twice_is_one_quote():
    assert len(quotes(tick(**FIRST), tick(**FIRST))) == 1


def test_a_tick_that_carries_nothing_but_the_gateways_stamp_is_no_quote():
    assert len(quotes(tick(1, **FIRST), tick(2))) == 1


def test_the_same_price_traded_again_later_is_another_quote():
    assert len(quotes(tick(1, **{"31": "457.50"}), tick(2, **{"31": "457.50"}))) == 2


@pytest.mark.parametrize("frame", ['{"topic":"smd+265598"}', '{"topic":"smd","31":"1"}'])
def test_a_frame_that_carries_no_field_or_no_contract_is_passed_over(frame: str):
    assert quotes(frame) == []


def test_a_tag_without_a_name_keeps_its_number():
    [quote] = quotes(tick(**{"99999": "x"}))
    assert quote.text("99999") == "x"


def test_venues_of_one_contract_are_told_apart():
    smart = '{"conid":8314,"conidEx":"8314","_updated":1,"31":"204.50","topic":"smd+8314"}'
    nyse = '{"conid":8314,"conidEx":"8314@NYSE","_updated":1,"84":"204.40","topic":"smd+8314@NYSE"}'
    one, other = quotes(smart, nyse)
    assert (one.target, other.target) == ("8314", "8314@NYSE")
    assert other.last is None


def test_a_contract_that_does_not_resolve_is_a_problem_that_names_it():
    [problem] = Interpreter().read('{"conid":1,"_updated":1,"31":"N/A","55":"-","topic":"smd+1"}')
    assert isinstance(problem, SubscriptionRefused)
    assert problem.conid == 1


@pytest.mark.parametrize(
    ("field", "tag"), [("last", "31"), ("bid_price", "84"), ("ask", "86"), ("31", "31"), (7295, "7295")]
)
def test_a_field_goes_by_its_name_its_short_name_or_its_tag(field: str | int, tag: str):
    assert tags_of([field]) == (tag,)


@pytest.mark.parametrize("fields", [["lst"], [], ["4711"], list(FIELDS)[:51]])
def test_fields_that_cannot_be_asked_for_are_refused(fields: list[str]):
    with pytest.raises(InvalidArgument):
        tags_of(fields)
