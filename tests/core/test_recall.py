"""Answers that are remembered: for how long, without whom, and what is never kept."""

from __future__ import annotations

import ibkr_wire.rest.api.contracts.futures as futures_call
import ibkr_wire.rest.api.contracts.info as info_call
import ibkr_wire.rest.api.contracts.info_and_rules as rules_call
import msgspec
import pytest
from ibkr_wire.tables.operations import OPERATIONS

from ibkr._core.recall import LASTING, MOST_BYTES, AnswerBook, Kept, forget, key_of, recall
from ibkr.errors import BadRequest

from .canned import APPLE, Conversation, at_desk, json

INFO = {"con_id": APPLE, "symbol": "AAPL", "currency": "USD"}


class Shelf:
    """A store in memory, as one on the disk is."""

    def __init__(self) -> None:
        self.kept: dict[str, Kept] = {}

    def read(self, key: str) -> Kept | None:
        return self.kept.get(key)

    def write(self, key: str, kept: Kept) -> None:
        self.kept[key] = kept

    def forget(self) -> None:
        self.kept.clear()

    def close(self) -> None:
        pass


def test_an_answer_is_asked_for_once_as_long_as_it_holds():
    talk = Conversation()
    first = talk.run(recall(info_call.operation(APPLE), talk.desk), json(INFO))
    second = talk.run(recall(info_call.operation(APPLE), talk.desk))
    assert first == second
    talk.desk.clock.sleep(LASTING["contracts.info"])
    talk.run(recall(info_call.operation(APPLE), talk.desk), json(INFO))
    assert len(talk.asked) == 2


def test_an_answer_outlives_the_client_in_a_store():
    shelf = Shelf()
    for answers in ([json(INFO)], []):
        talk = Conversation(at_desk(answers=AnswerBook(shelf)))
        assert talk.run(recall(info_call.operation(APPLE), talk.desk), *answers).currency == "USD"


def test_what_names_an_account_or_moves_with_the_market_is_not_kept():
    shelf = Shelf()
    talk = Conversation(at_desk(answers=AnswerBook(shelf)))
    own = {"canTradeAcctIds": ["DU1234567"], "tifDefaults": {"DEFAULT_ACCT": "DU1234567"}}
    rules = {**own, "limitPrice": 448.9, "increment": 0.01}
    answer = talk.run(recall(rules_call.operation(APPLE), talk.desk), json({**INFO, "rules": rules}))
    assert answer.rules.can_trade_acct_ids == ["DU1234567"]  # pyright: ignore  # the rules were sent
    (kept,) = shelf.kept.values()
    assert msgspec.json.decode(kept.body)["rules"] == {"increment": 0.01}


@pytest.mark.parametrize("nothing", [{"ES": []}, {}, {"error": "unknown"}])
def test_an_answer_that_says_nothing_is_asked_for_again(nothing: object):
    talk = Conversation()
    for _ in range(2):
        try:
            talk.run(recall(futures_call.operation(["ES"]), talk.desk), json(nothing))
        except BadRequest:
            continue
    assert len(talk.asked) == 2


def test_an_entry_of_the_future_or_of_another_format_is_asked_for_again():
    shelf = Shelf()
    talk = Conversation(at_desk(answers=AnswerBook(shelf), strict=True))
    operation = info_call.operation(APPLE)
    key = key_of(operation, talk.desk)
    for kept in (
        Kept(talk.desk.clock.now() + 3600, b'{"con_id":1}'),
        Kept(talk.desk.clock.now(), b'{"con_id":"?"}'),
    ):
        shelf.kept[key] = kept
        talk.desk.answers.clear()
        assert talk.run(recall(operation, talk.desk), json(INFO)).con_id == APPLE


def test_a_clock_that_is_set_right_by_a_second_spoils_nothing():
    shelf = Shelf()
    for ahead, answers in ((1.0, [json(INFO)]), (0.0, [])):
        talk = Conversation(at_desk(answers=AnswerBook(shelf)))
        talk.desk.clock.sleep(ahead)
        talk.run(recall(info_call.operation(APPLE), talk.desk), *answers)


def test_gateways_at_different_addresses_do_not_answer_for_each_other():
    one, other = at_desk(), at_desk(base_url="https://example.test/v1/api")
    assert key_of(info_call.operation(APPLE), one) != key_of(info_call.operation(APPLE), other)


def test_forgetting_empties_memory_and_store():
    shelf = Shelf()
    talk = Conversation(at_desk(answers=AnswerBook(shelf)))
    talk.run(recall(info_call.operation(APPLE), talk.desk), json(INFO))
    talk.run(forget(talk.desk))
    assert shelf.kept == {}
    talk.run(recall(info_call.operation(APPLE), talk.desk), json(INFO))


def test_memory_makes_room_by_letting_go_of_the_oldest():
    book = AnswerBook()
    for number in range(5):
        book.put(str(number), Kept(0.0, bytes(MOST_BYTES // 3)))
    assert [number for number in range(5) if book.get(str(number)) is not None] == [2, 3, 4]
    book.drop("2")
    book.put("5", Kept(0.0, bytes(MOST_BYTES // 3)))
    assert book.get("3") is not None


def test_only_what_reads_is_remembered():
    assert {OPERATIONS[name].effect for name in LASTING} == {"read"}
    assert {OPERATIONS[name].method for name in LASTING} == {"GET"}
