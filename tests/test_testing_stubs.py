"""Stubs: every operation has one, it answers what IBKR could, and says what is wrong where it cannot."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ibkr_wire.models.portfolio import Position
from ibkr_wire.operation import to_wire
from ibkr_wire.tables.examples import examples
from ibkr_wire.tables.operations import GROUPS, OPERATIONS

import ibkr
import ibkr.errors
from ibkr.testing import BadStub, MissingStub, Stub, Stubs, UnknownStub, decode
from ibkr.testing.asking import example_call
from ibkr.testing.missing import CALLED_BY
from tests.stories import told, told_async

ACCOUNT = "DU1234567"


@pytest.fixture
def stubs() -> Stubs:
    return Stubs()


def stub_of(stubs: Stubs, operation: str) -> Stub:
    group, _, name = operation.partition(".")
    return getattr(getattr(stubs, group), name)


def is_refusal(operation: str, body: bytes, status: int) -> bool:
    try:
        decode(OPERATIONS[operation].method, example_call(operation).path, status, body)
    except ibkr.IbkrError:
        return True
    return False


def positions(ib: Any):
    return (yield ib.portfolio.positions(ACCOUNT, 0))


def ask_sync(stubs: Stubs, story: Any) -> Any:
    with stubs.client() as ib:
        return told(ib, story)


def ask_async(stubs: Stubs, story: Any) -> Any:
    async def run() -> Any:
        async with stubs.async_client() as ib:
            return await told_async(ib, story)

    return asyncio.run(run())


COLOURS = {"sync": ask_sync, "async": ask_async}


# --- every operation ---------------------------------------------------------------------------


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_has_a_stub_that_answers_with_each_of_its_examples(stubs: Stubs, operation: str):
    # Refusals of writing calls arrive under a good status, and some examples show them.
    good = [answer for answer in examples(operation).answers if answer.good]
    with stubs.client(strict=True) as ib:
        for answer in good:
            stub = stub_of(stubs, operation).success(example=answer.name, times=1)
            if is_refusal(operation, answer.body, answer.status):
                with pytest.raises(ibkr.IbkrError):
                    ib.call(example_call(operation))
            else:
                value = to_wire(ib.call(example_call(operation)))
                named = [one.value for one in good if one.name == answer.name]
                assert value in (*named, *([one] for one in named), "", None), answer.name
    assert len(stub.calls) == len(good)


@pytest.mark.parametrize("colour", COLOURS)
def test_both_clients_ask_the_same_stubs(stubs: Stubs, colour: str):
    stubs.portfolio.positions.success()
    (position, *_) = COLOURS[colour](stubs, positions)
    assert (position.contract_desc, position.position) == ("IBM", 40.0)


def test_the_groups_and_their_operations_are_listed(stubs: Stubs):
    assert set(GROUPS) <= set(dir(stubs))
    assert {f"{group}.{name}" for group in GROUPS for name in dir(getattr(stubs, group))} == set(OPERATIONS)


def test_two_stubs_share_nothing(stubs: Stubs):
    stubs.portfolio.positions.success()
    assert not Stubs().portfolio.positions.is_used


# --- what is answered --------------------------------------------------------------------------


def test_an_answer_may_be_made_of_models(stubs: Stubs):
    stubs.portfolio.positions.success([Position(conid=1, position=2.5)])
    (position,) = ask_sync(stubs, positions)
    assert (position.conid, position.position) == (1, 2.5)


def test_an_answer_may_depend_on_the_call(stubs: Stubs):
    stubs.portfolio.positions.success(lambda call: [{"acctId": call.path.split("/")[2], "conid": 1}])
    (position,) = ask_sync(stubs, positions)
    assert position.acct_id == ACCOUNT


def test_an_example_is_a_copy_to_change(stubs: Stubs):
    stubs.portfolio.positions.example()[0]["position"] = 7.0
    assert stubs.portfolio.positions.example()[0]["position"] == 40.0


def test_answers_for_so_many_calls_come_first_and_in_their_order(stubs: Stubs):
    stub = stubs.portfolio.ledger.success({})
    stub.error(ibkr.NotFound, times=1).success({"USD": {"cashbalance": 5.0}}, times=2)
    with stubs.client() as ib:
        with pytest.raises(ibkr.NotFound):
            ib.portfolio.ledger(ACCOUNT)
        assert [len(ib.portfolio.ledger(ACCOUNT)) for _ in range(3)] == [1, 1, 0]


def test_a_used_up_stub_is_missing(stubs: Stubs):
    stubs.portfolio.positions.success(times=1)
    ask_sync(stubs, positions)
    with pytest.raises(MissingStub, match=r"portfolio\.positions"):
        ask_sync(stubs, positions)


def test_calls_are_kept_as_they_were_sent(stubs: Stubs):
    stubs.orders.submit.success()
    with stubs.client() as ib:
        ib.orders.place(ACCOUNT, ibkr.Order.limit(8314, "BUY", 10, price="187.20"))
    (call,) = stubs.orders.submit.calls
    assert (call.method, call.path) == ("POST", f"/iserver/account/{ACCOUNT}/orders")
    assert call.body["orders"][0]["quantity"] == 10
    assert [call.operation for call in stubs.calls] == ["accounts.brokerage", "orders.submit"]


# --- errors ------------------------------------------------------------------------------------

ERRORS = [
    ibkr.NotAuthenticated,
    ibkr.NoBrokerageSession,
    ibkr.PacingError,
    ibkr.NotFound,
    ibkr.BadRequest,
    ibkr.errors.GatewayFault,
    ibkr.errors.DecodeError,
    ibkr.GatewayTimeout,
    ibkr.GatewayUnreachable,
]


@pytest.mark.parametrize("error", ERRORS)
@pytest.mark.parametrize("colour", COLOURS)
def test_the_client_raises_what_the_stub_names(stubs: Stubs, colour: str, error: type[ibkr.IbkrError]):
    stubs.portfolio.positions.error(error)
    with pytest.raises(error) as raised:
        COLOURS[colour](stubs, positions)
    assert raised.type is error


@pytest.mark.parametrize(
    ("kind", "error", "sent"),
    [
        ("refused", ibkr.GatewayUnreachable, False),
        ("broken", ibkr.GatewayUnreachable, True),
        ("timeout", ibkr.GatewayTimeout, True),
    ],
)
def test_a_network_fails_in_three_ways(stubs: Stubs, kind: Any, error: type[Exception], sent: bool):
    stubs.portfolio.positions.network_error(kind)
    with pytest.raises(error) as raised:
        ask_sync(stubs, positions)
    assert raised.value.sent is sent


@given(status=st.sampled_from([400, 401, 403, 404, 429, 500, 503]), words=st.text(min_size=1, max_size=30))
def test_an_error_status_is_never_read_as_an_answer(status: int, words: str):
    stubs = Stubs()
    stubs.portfolio.positions.error(status, words)
    with pytest.raises(ibkr.IbkrError):
        ask_sync(stubs, positions)


def test_an_order_is_refused_in_the_words_of_the_stub(stubs: Stubs):
    stubs.orders.submit.error(ibkr.OrderRejected, "No trading permissions")
    with stubs.client() as ib, pytest.raises(ibkr.OrderRejected) as raised:
        ib.orders.place(ACCOUNT, ibkr.Order.limit(8314, "BUY", 10, price="187.20"))
    assert raised.value.reason == "No trading permissions"


# --- by method and path ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern",
    ["/portfolio/*/positions/0", f"/portfolio/{ACCOUNT}/positions/0", re.compile(r".*/positions/\d")],
)
def test_a_pattern_goes_before_the_stub_of_the_operation(stubs: Stubs, pattern: Any):
    stubs.portfolio.positions.success()
    stubs.on("GET", pattern).success([])
    assert ask_sync(stubs, positions) == []


def test_of_two_patterns_that_fit_the_later_one_answers(stubs: Stubs):
    stubs.portfolio.accounts.success()
    stubs.on("*", "/portfolio/*").error(503)
    stubs.on("GET", "/portfolio/*/positions/*").success([])
    with stubs.client() as ib, pytest.raises(ibkr.IbkrError):
        ib.portfolio.ledger(ACCOUNT)
    stubs.on("GET", "/portfolio/accounts").success()
    assert ask_sync(stubs, positions) == []


def test_a_path_that_the_description_does_not_have_can_be_answered(stubs: Stubs):
    stubs.on("GET", "/my/own/*").success({"anything": 1})
    with stubs.client() as ib:
        assert ib.get("/my/own/thing") == {"anything": 1}


# --- what the client asks by itself ------------------------------------------------------------


def test_what_must_be_asked_before_needs_no_stub(stubs: Stubs):
    stubs.portfolio.positions.success()
    ask_sync(stubs, positions)
    assert stubs.calls[0].operation == "portfolio.accounts"


def test_what_must_be_asked_before_can_be_told_all_the_same(stubs: Stubs):
    stubs.portfolio.positions.success()
    stubs.portfolio.accounts.error(ibkr.NotAuthenticated)
    with pytest.raises(ibkr.NotAuthenticated):
        ask_sync(stubs, positions)


# --- what is wrong is said ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([{"conid": 1, "position": "ten"}], r"\$\[\*\]\.position is float, not str \('ten'\)"),
        ([{"conid": 1, "mktprice": 1.0}], r"\$\[0\]\.mktprice is no field, mktPrice is"),
        ({"error": "no"}, r"reads this answer .* as BadRequest: say so with \.error\(BadRequest\)"),
        (b"well", "answers in JSON"),
        (object(), "cannot write object as JSON"),
    ],
)
def test_an_answer_that_ibkr_would_not_give_is_refused(stubs: Stubs, answer: object, said: str):
    with pytest.raises(BadStub, match=said):
        stubs.portfolio.positions.success(answer)


def test_such_an_answer_is_given_all_the_same_when_it_is_wanted(stubs: Stubs):
    stubs.portfolio.positions.success([{"conid": 1, "position": "ten"}], checked=False)
    assert ask_sync(stubs, positions)[0].position == "ten"


def test_an_answer_that_is_made_for_the_call_is_checked_too(stubs: Stubs):
    stubs.on("GET", "/portfolio/*").success(lambda call: [{"conid": "one"}])
    with pytest.raises(BadStub, match="conid"):
        ask_sync(stubs, positions)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda stub: stub.success(example="many"), "it has enriched, sparse"),
        (lambda stub: stub.error(ibkr.OrderRejected), "as BadRequest, not as OrderRejected"),
        (lambda stub: stub.error(ibkr.AmbiguousContract), "No single answer .* AmbiguousContract"),
        (lambda stub: stub.error(200, body=[]), "as a success"),
        (lambda stub: stub.network_error("slow"), "refused, broken, timeout"),
    ],
)
def test_a_stub_that_cannot_be_is_refused_where_it_is_made(stubs: Stubs, make: Any, said: str):
    with pytest.raises(BadStub, match=said):
        make(stubs.portfolio.positions)


def test_a_pattern_for_several_operations_has_no_example(stubs: Stubs):
    with pytest.raises(BadStub, match="several operations"):
        stubs.on("GET", "/portfolio/*").success()


def test_a_missing_stub_names_those_that_exist_and_the_nearest(stubs: Stubs):
    stubs.portfolio.position.success()
    stubs.orders.live.success()
    with pytest.raises(MissingStub) as missing:
        ask_sync(stubs, lambda ib: iter((ib.portfolio.ledger(ACCOUNT),)))
    for part in ("GET /portfolio/DU1234567/ledger (portfolio.ledger)", "portfolio.position", "orders.live"):
        assert part in str(missing.value)
    assert stubs.missing == [missing.value]


def test_a_path_without_operation_names_the_nearest(stubs: Stubs):
    with stubs.client() as ib, pytest.raises(MissingStub, match="the nearest is GET /iserver/accounts"):
        ib.get("/iserver/account")


def test_unknown_names_are_told_with_the_nearest(stubs: Stubs):
    with pytest.raises(UnknownStub, match="the nearest is portfolio"):
        _ = stubs.portfolios
    with pytest.raises(UnknownStub, match="the nearest is positions"):
        _ = stubs.portfolio.postions
    with pytest.raises(UnknownStub, match=r"that method calls orders\.submit"):
        _ = stubs.orders.place


@pytest.mark.parametrize(("method", "operation"), CALLED_BY.items())
def test_methods_that_make_several_calls_are_named_rightly(method: str, operation: str):
    group, _, name = method.partition(".")
    assert callable(getattr(getattr(ibkr.Client(keep_alive=False), group), name))
    assert method not in OPERATIONS
    assert operation in OPERATIONS
