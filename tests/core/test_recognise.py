"""IBKR's answers, told apart: the table of errors.md as a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from ibkr_wire.tables.operations import OPERATIONS

from ibkr._core.recognise import recognise
from ibkr.errors import (
    BadRequest,
    GatewayFault,
    NoBrokerageSession,
    NotAuthenticated,
    NotFound,
    OrderRejected,
    PacingError,
    ResponseError,
    WrongBasePath,
)

from .canned import json, text

if TYPE_CHECKING:
    from ibkr._core.flow import Response

BASE = "https://localhost:5000"
PAGE = "<html><body><h1>Resource not found</h1></body></html>"


def seen(answer: Response, operation: str = "portfolio.positions"):
    return recognise(OPERATIONS[operation], answer, base_url=BASE)


@pytest.mark.parametrize(
    ("answer", "kind", "operation"),
    [
        (json({"error": "unknown symbol"}), BadRequest, "contracts.search"),
        (json({"error": "bad", "statusCode": 400}), BadRequest, "contracts.search"),
        (json({"error": "no bridge"}), NoBrokerageSession, "accounts.brokerage"),
        (json({"error": "no bridge"}, status=400), NoBrokerageSession, "accounts.brokerage"),
        (json({"error": "Bad Request: Init session first"}, status=400), NoBrokerageSession, "orders.live"),
        (json({"error": "no bridge"}, status=404), NoBrokerageSession, "market_data.history"),
        (json({"error": "account"}, status=400), BadRequest, "portfolio.positions"),
        (text("", status=401), NotAuthenticated, "portfolio.positions"),
        (text("Access Denied", status=401), NotAuthenticated, "portfolio.positions"),
        (text("Access Denied", status=403), ResponseError, "portfolio.positions"),
        (text(PAGE, status=404), NotFound, "portfolio.positions"),
        (text("", status=429), PacingError, "portfolio.positions"),
        (text("Internal Server Error", status=500), GatewayFault, "portfolio.positions"),
        (text("", status=503), GatewayFault, "portfolio.positions"),
        (text("", status=302, location="https://api.ibkr.com/x"), WrongBasePath, "portfolio.positions"),
        (text("<html>login</html>"), WrongBasePath, "portfolio.positions"),
        (json({"error": "no funds"}), OrderRejected, "orders.submit"),
        (json({"error": "side"}, status=400), OrderRejected, "orders.submit"),
        (json({"error": "OrderID 7 doesn't exist"}, status=400), NotFound, "orders.withdraw"),
        (json({"error": "contract not found"}), OrderRejected, "orders.submit"),
        (json({"error": "unknown conid"}, status=500), BadRequest, "contracts.info"),
        (json({"error": "Chart data unavailable"}, status=500), GatewayFault, "market_data.history"),
        (text("", status=410), GatewayFault, "portfolio.positions"),
        (json({"detail": "scope", "title": "no"}, status=400), BadRequest, "portfolio.positions"),
    ],
)
def test_an_error_is_told_by_status_and_words(answer: Response, kind: type, operation: str):
    error = seen(answer, operation)
    assert type(error) is kind
    assert error.operation == operation
    assert error.status == answer.status
    assert error.body == answer.body


@pytest.mark.parametrize(
    ("value", "operation"),
    [
        ({"session": "x", "hmds": {"error": "no bridge"}, "iserver": {}}, "auth.tickle"),
        ({"amount": {}, "warn": "21/...", "error": None}, "orders.whatif"),
        ({"amount": None, "initial": None, "error": "no funds"}, "orders.whatif"),
        ([], "portfolio.positions"),
        ({"orders": [], "snapshot": True}, "orders.live"),
        ([{"id": "r", "message": ["an error?"], "messageIds": ["o163"]}], "orders.submit"),
        ({"error": None}, "orders.whatif"),
    ],
)
def test_an_answer_that_only_mentions_an_error_is_none(value: object, operation: str):
    assert seen(json(value), operation) is None


def test_the_reason_hidden_as_json_inside_the_text_is_found():
    error = seen(json({"error": '{"reason": "no such conid"}'}, status=500), "contracts.info")
    assert "no such conid" in str(error)


def test_a_sentence_never_holds_an_account_number():
    error = seen(json({"error": "account DU1234567 of U7654321 may not trade"}), "orders.submit")
    assert "1234567" not in str(error)
    assert "7654321" not in str(error)
    assert isinstance(error, OrderRejected)
    assert "DU1234567" in error.reason


def test_a_wrong_path_is_answered_with_what_the_right_one_looks_like():
    error = seen(text("", status=302, location="https://api.ibkr.com/portfolio/accounts"))
    assert "https://localhost:5000/v1/api" in str(error)
    assert "https://api.ibkr.com" in str(error)


def test_a_login_page_and_the_gateway_are_named_when_nobody_is_logged_in():
    assert str(seen(text("", status=401))) == (
        "The gateway at https://localhost:5000 has no session. Log in there with a browser, then try again."
    )


def test_the_seconds_that_a_429_names_are_kept():
    error = seen(text("", status=429, **{"retry-after": "7"}))
    assert isinstance(error, PacingError)
    assert error.retry_after == 7.0


def test_the_gateways_address_filter_is_not_a_missing_path():
    error = seen(text("Access Denied", status=404))
    assert type(error) is ResponseError
    assert "conf.yaml" in str(error)


@pytest.mark.parametrize("body", [' {"error": "half', '{"success": false', '[1] "success"'])
def test_an_answer_that_is_no_json_is_left_to_the_decoder(body: str):
    assert seen(text(body), "portfolio.positions") is None


@pytest.mark.parametrize(
    ("error", "words"),
    [("{reason: none}", "{reason: none}"), ('{"why": 1}', '{"why": 1}'), ('{"reason": 1}', '{"reason": 1}')],
)
def test_words_that_only_look_like_json_are_quoted_as_they_are(error: str, words: str):
    assert words in str(seen(json({"error": error}, status=400), "contracts.info"))
