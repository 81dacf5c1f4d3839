"""Every answer and frame of the gateway is what the spec says, key by key."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module
from typing import Any

import msgspec
import pytest
from ibkr_wire.models.auth import InitRequest
from ibkr_wire.models.contracts import ContractSearchRequest
from ibkr_wire.models.orders import OrderQuestion, OrderTicket, OrderTickets, PlacedOrder, ReplyRequest
from ibkr_wire.operation import Operation, decode_as, to_wire
from ibkr_wire.stream import FRAMES
from ibkr_wire.tables.fields import FIELDS
from ibkr_wire.tables.questions import QUESTIONS

from ibkr.simulator import Request
from ibkr.simulator.questions import RULES

ACCOUNT, AAPL = "DU1234567", 265598


def ticket(price: str = "449", quantity: int = 10, **changes: Any) -> OrderTicket:
    return OrderTicket(
        conid=AAPL,
        side="BUY",
        order_type="LMT",
        tif="DAY",
        price=Decimal(price),
        quantity=Decimal(quantity),
        **changes,
    )


def call(name: str, *arguments: Any, **named: Any) -> Operation[Any]:
    """The call of one operation, as its endpoint module makes it."""
    return import_module(f"ibkr_wire.rest.api.{name}").operation(*arguments, **named)


def exchange(player, operation: Operation[Any]) -> tuple[Any, Any]:
    """The typed answer, and the same as plain JSON."""
    request = Request(
        operation.info.method, f"/v1/api{operation.path}", dict(operation.params), body=operation.body or b""
    )
    answer = player.gateway.handle(request)
    assert answer.status == 200, answer
    return operation.decode(answer.body), answer.decoded()


def place(player, order: OrderTicket) -> Any:
    """Place an order through its questions."""
    answer, _ = exchange(player, call("orders.submit", ACCOUNT, OrderTickets(orders=[order])))
    while isinstance(answer[0], OrderQuestion):
        answer, _ = exchange(player, call("orders.reply", answer[0].id, ReplyRequest(confirmed=True)))
    return answer[0]


@pytest.fixture
def busy(player):
    """A session with a filled order, a working one, and lines that have settled."""
    place(player, ticket("455", c_oid="fills"))
    place(player, ticket("440", c_oid="waits"))
    exchange(player, call("market_data.snapshot_rows", [AAPL, 1], fields=["31"]))
    player.get("/iserver/account/trades")
    player.get(f"/portfolio/{ACCOUNT}/positions/0")
    player.clock.advance(30)
    return player


OPERATIONS_ASKED = {
    "auth.tickle": call("auth.tickle"),
    "auth.tickle_get": call("auth.tickle_get"),
    "auth.status": call("auth.status"),
    "auth.status_get": call("auth.status_get"),
    "auth.validate": call("auth.validate"),
    "auth.init": call("auth.init", InitRequest(publish=True, compete=True)),
    "auth.logout": call("auth.logout"),
    "accounts.brokerage": call("accounts.brokerage"),
    "portfolio.accounts": call("portfolio.accounts"),
    "portfolio.positions": call("portfolio.positions", ACCOUNT, 0),
    "contracts.search": call("contracts.search", "AAPL"),
    "contracts.search_post": call("contracts.search_post", ContractSearchRequest(symbol="IBM")),
    "contracts.stocks": call("contracts.stocks", ["AAPL", "FB"]),
    "contracts.info": call("contracts.info", AAPL),
    "market_data.snapshot_rows": call(
        "market_data.snapshot_rows", [AAPL, 1], fields=[field.tag for field in list(FIELDS.values())[:50]]
    ),
    "market_data.history": call("market_data.history", AAPL, "1m", "1d"),
    "orders.live": call("orders.live"),
    "orders.status": call("orders.status", 1_205_000_001),
    "orders.whatif": call("orders.whatif", ACCOUNT, OrderTickets(orders=[ticket("400")])),
    "orders.submit": call("orders.submit", ACCOUNT, OrderTickets(orders=[ticket("400")])),
    "orders.resubmit": call("orders.resubmit", ACCOUNT, 1_205_000_002, ticket("445")),
    "orders.withdraw": call("orders.withdraw", ACCOUNT, 1_205_000_002),
    "trades.executions": call("trades.executions", days=7),
}


@pytest.mark.parametrize("name", OPERATIONS_ASKED)
def test_an_answer_is_what_the_spec_says_with_no_key_more(busy, name):
    typed, plain = exchange(busy, OPERATIONS_ASKED[name])
    assert to_wire(typed) == plain
    assert plain


def test_only_replies_need_a_question_first(busy):
    (question,), plain = exchange(busy, OPERATIONS_ASKED["orders.submit"])
    assert isinstance(question, OrderQuestion)
    assert to_wire(question) == plain[0]
    placed, plain = exchange(busy, call("orders.reply", question.id, ReplyRequest(confirmed=True)))
    assert isinstance(placed[0], PlacedOrder)
    assert to_wire(placed) == plain


def test_sparse_and_first_answers_are_what_the_spec_says_too(play):
    player = play()
    for operation in (
        call("accounts.brokerage"),
        call("portfolio.accounts"),
        call("portfolio.positions", ACCOUNT, 0),
        call("market_data.snapshot_rows", [AAPL], fields=["31"]),
        call("orders.live"),
        call("trades.executions"),
    ):
        typed, plain = exchange(player, operation)
        assert to_wire(typed) == plain


def test_every_frame_is_what_the_spec_says_with_no_key_more(player):
    socket = player.connect()
    for text in ('smd+265598+{"fields":["31","83","6008"]}', "sor+{}", "tic", "nonsense"):
        socket.receive(text)
    place(player, ticket("455"))
    seen: set[str] = set()
    for _ in range(24):
        player.clock.advance(0.5)
        for data in socket.pull():
            plain = msgspec.json.decode(data)
            topic = plain["topic"].partition("+")[0]
            seen.add(topic)
            assert to_wire(decode_as(FRAMES[topic], data)) == plain
    assert seen == {"system", "smd", "sor", "tic", "error"}


def test_the_burst_is_what_the_spec_says(player):
    socket = player.connect(greeted=False)
    player.clock.advance(0.25)
    for data in socket.pull():
        plain = msgspec.json.decode(data)
        assert to_wire(decode_as(FRAMES[plain["topic"]], data)) == plain


def test_every_question_that_is_raised_is_in_the_table():
    assert {rule.id for rule in RULES} <= QUESTIONS.keys()
