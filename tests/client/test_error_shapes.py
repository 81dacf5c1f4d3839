"""Every shape in which IBKR says no, through both clients: what the caller gets for it.

The numbers are those of the table of shapes in the gateway facts (errors.md); number 15, errors on the
websocket, is in tests/stream.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from ibkr_wire.rest.api.contracts import search as contract_search

import ibkr
from ibkr.errors import (
    BadRequest,
    GatewayFault,
    NoBrokerageSession,
    NotAuthenticated,
    NotFound,
    OrderDeclined,
    OrderPartlyRejected,
    OrderRejected,
    PacingError,
    ResponseError,
    WrongBasePath,
)
from ibkr.testing import decode_frame

from .canned import ACCOUNT, errors_of_both, in_both, routes

TICKET = ibkr.Order.limit(265598, "BUY", 1, price="187.20")
BRACKET = ibkr.bracket(TICKET, stop_loss="180")
PAGE = "<html><body><h1>Resource not found</h1></body></html>"
PROBLEM = {"type": "x", "title": "Refused", "status": 400, "detail": "scope", "instance": "/x"}
FAILED = {"order_id": "-1", "order_status": "Failed", "text": "no such price", "warning_message": ""}
PROMPT = {
    "orderId": 7, "reqId": "9", "text": "Choose", "options": ["Yes", "No"], "type": "x",
    "messageId": "m", "prompt": True, "dismissable": [],
}  # fmt: skip
TAKEN = {"order_id": "7", "order_status": "Submitted", "local_order_id": TICKET.client_order_id}
QUOTED = {"amount": {"amount": "187.20 USD"}, "warn": None, "error": None}

Ask = Callable[[Any], Any]


def said(value: object, status: int = 200) -> httpx.Response:
    return httpx.Response(status, json=value)


def words(text: str, status: int = 200, kind: str = "text/plain") -> httpx.Response:
    return httpx.Response(status, text=text, headers={"content-type": kind})


def search(ib: Any) -> Any:
    return ib.call(contract_search.operation(symbol="IBM"))


def place(ib: Any) -> Any:
    return ib.orders.place(ACCOUNT, TICKET.again())


def place_group(ib: Any) -> Any:
    return ib.orders.place(ACCOUNT, BRACKET)


SHAPES: list[tuple[str, Ask, dict[str, object], type[Exception], str]] = [
    ("1: 200", search, {"search": said({"error": "no symbol"})}, BadRequest, "no symbol"),
    ("1: 400", search, {"search": said({"error": "no symbol"}, 400)}, BadRequest, "no symbol"),
    ("1: 500", search, {"search": said({"error": "no symbol"}, 500)}, BadRequest, "no symbol"),
    ("1: 503", search, {"search": said({"error": "Service Unavailable"}, 503)}, GatewayFault, "overload"),
    ("1: 429", search, {"search": said({"error": "slow down"}, 429)}, PacingError, "too often"),
    ("1: no bridge", search, {"search": said({"error": "no bridge"}, 400),
                              "init": said({"authenticated": False, "connected": True}),
                              "status": said({"authenticated": False, "connected": True})},
     NoBrokerageSession, "session.open"),
    ("1: order", place, {"orders": said({"error": "no funds"})}, OrderRejected, "no funds"),
    ("2: 503", lambda ib: ib.orders.status(9),
     {"9": said({"error": "Order 9 is not found", "statusCode": 503}, 503)}, NotFound, "Order 9"),
    ("2: 400", search, {"search": said({"error": "bad", "statusCode": 400}, 400)}, BadRequest, "bad"),
    ("3", lambda ib: ib.contracts.info(1), {"info": said({"error": '{"reason": "no such conid"}'}, 500)},
     BadRequest, "no such conid"),
    ("4", lambda ib: ib.post(f"/iserver/account/{ACCOUNT}/alert/activate", {"alertId": 1, "alertActive": 1}),
     {"activate": said({"success": False, "text": "no such alert", "failure_list": None})},
     ResponseError, "no such alert"),
    ("5", lambda ib: ib.orders.preview(ACCOUNT, TICKET),
     {"whatif": said({"amount": None, "warn": None, "error": "no funds", "errors": ["no funds"]}),
      "snapshot": said([])}, OrderRejected, "no funds"),
    ("6: status", lambda ib: ib.session.require(),
     {"status": said({"authenticated": False, "connected": False, "competing": False, "fail": "x",
                      "message": "y"})}, NotAuthenticated, "Log in"),
    ("6: init", lambda ib: ib.session.open(),
     {"init": said({"authenticated": False, "connected": False, "fail": "x"}),
      "status": said({"authenticated": False, "connected": False})}, NotAuthenticated, "Log in"),
    ("7", place, {"orders": said([{"id": "r1", "message": ["Sure?"], "messageIds": ["o163"]}]),
                  "r1": said({"error": "discarded"})}, OrderDeclined, "o163"),
    ("8: a leg", place_group,
     {"orders": said([FAILED, TAKEN])}, OrderPartlyRejected, "no such price"),
    ("8: all", place, {"orders": said([FAILED])}, OrderRejected, "no such price"),
    ("9: in a list", place, {"orders": said([PROMPT])}, OrderRejected, "respond"),
    ("9: bare", place, {"orders": said(PROMPT)}, OrderRejected, "respond"),
    ("10", search, {"search": words(PAGE, 404, "text/html")}, NotFound, "found nothing"),
    ("10: 200", search, {"search": words(PAGE, 200, "text/html")}, WrongBasePath, "/v1/api"),
    ("11: 401", search, {"search": words("", 401)}, NotAuthenticated, "Log in"),
    ("11: 429", search, {"search": words("", 429)}, PacingError, "too often"),
    ("11: 503", search, {"search": words("", 503)}, GatewayFault, "Try again"),
    ("11: 200", search, {"search": words("")}, ResponseError, "it is empty"),
    ("12: 401", search, {"search": words("Access Denied", 401)}, NotAuthenticated, "Log in"),
    ("12: 403", search, {"search": words("Access Denied", 403)}, ResponseError, "conf.yaml"),
    ("12: 500", search, {"search": words("Internal Server Error", 500)}, GatewayFault, "Internal"),
    ("13: 400", search, {"search": said(PROBLEM, 400)}, BadRequest, "scope"),
    ("13: 401", search, {"search": said(PROBLEM, 401)}, NotAuthenticated, "Log in"),
    ("13: 403", search, {"search": said(PROBLEM, 403)}, ResponseError, "scope"),
    ("13: 500", search, {"search": said(PROBLEM, 500)}, ResponseError, "scope"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("ask", "answers", "kind", "told"), [row[1:] for row in SHAPES], ids=[row[0] for row in SHAPES]
)
def test_a_no_is_an_error_of_its_kind(ask: Ask, answers: dict[str, object], kind: type, told: str):
    errors = errors_of_both(routes(**answers), ask)
    assert [isinstance(error, kind) for error in errors] == [True, True]
    assert [told in str(error) for error in errors] == [True, True]
    assert not [error for error in errors if ACCOUNT in str(error)]


FINE: list[tuple[str, Ask, dict[str, object]]] = [
    ("5: null", lambda ib: ib.orders.preview(ACCOUNT, TICKET),
     {"whatif": said(QUOTED), "snapshot": said([])}),
    ("11: removed device", lambda ib: ib.notifications.remove_device("d"), {"d": words("")}),
    ("12: answered prompt", lambda ib: ib.orders.respond(ibkr.Prompt(7, "9", "Choose", ("Yes",)), "Yes"),
     {"notification": words("Success")}),
    ("14: tickle", lambda ib: ib.auth.tickle(),
     {"tickle": said({"session": "x", "hmds": {"error": "no bridge"}, "iserver": {}})}),
]  # fmt: skip


@pytest.mark.parametrize(("ask", "answers"), [row[1:] for row in FINE], ids=[row[0] for row in FINE])
def test_what_only_looks_like_a_no_is_an_answer(ask: Ask, answers: dict[str, object]):
    assert len(in_both(routes(**answers), ask)) == 2


def test_an_error_on_the_websocket_is_an_event():
    (event,) = decode_frame('{"topic":"error","error":"no such topic"}')
    assert "no such topic" in str(event)


@pytest.mark.parametrize(
    "cold", [said({"error": "Chart data unavailable"}, 500), words("", 503), words("", 404)]
)
def test_a_cold_first_answer_of_history_is_not_the_last(cold: httpx.Response):
    asked: list[str] = []

    def gateway(request: httpx.Request) -> httpx.Response:
        if not request.url.path.endswith("/history"):
            return routes()(request)
        asked.append(request.url.path)
        warm = said({"symbol": "AAPL", "data": [], "points": 0})
        return httpx.Response(cold.status_code, content=cold.content) if len(asked) % 2 else warm

    found = in_both(gateway, lambda ib: ib.market_data.history(265598, period="1w", bar="1d"))
    assert (len(found), len(asked)) == (2, 4)
