"""Flows driven by hand: canned answers in, requests out, no clock but a manual one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

import msgspec
from ibkr_wire.models.accounts import BrokerageAccounts

from ibkr._core.desk import Desk
from ibkr._core.flow import Flow, Pause, Request, Response, Together, Work
from ibkr._core.pacing import Pacing
from ibkr.errors import IbkrError, TransportError
from ibkr.model.clock import ManualClock
from ibkr.model.orders import Order

T = TypeVar("T")

ACCOUNT = "DU1234567"
APPLE = 265598

Canned = Response | TransportError


def json(value: Any, *, status: int = 200, **headers: str) -> Response:
    return Response(status, msgspec.json.encode(value), headers)


def text(body: str, *, status: int = 200, **headers: str) -> Response:
    return Response(status, body.encode(), headers)


def at_desk(**settings: Any) -> Desk:
    """A desk in a session that is ready, with the calls before others made."""
    desk = Desk(clock=ManualClock(), pacing=Pacing.off(), **settings)
    desk.session.state = "ready"
    desk.session.accounts = BrokerageAccounts(accounts=[ACCOUNT], is_paper=True)
    desk.session.prepared |= {"accounts.brokerage", "portfolio.accounts", "orders.live"}
    desk.session.warmed |= {"orders.live None", "trades.executions None"}
    return desk


def drive(flow: Flow[T], answers: Iterable[Canned], clock: ManualClock) -> tuple[list[Request], T]:
    """Run a flow to its end; what it raises is raised, after noting nothing is left to answer."""
    waiting, asked = list(answers), list[Request]()
    result = _drive(flow, waiting, asked, clock)
    assert not waiting, f"{len(waiting)} canned answers were not asked for"
    return asked, result


def _drive(flow: Flow[T], waiting: list[Canned], asked: list[Request], clock: ManualClock) -> T:
    """What goes side by side is driven one after the other, so that each finds its answer."""
    answer: Response | None = None
    failure: Exception | None = None
    while True:
        try:
            command = flow.send(answer) if failure is None else flow.throw(failure)
        except StopIteration as end:
            return end.value
        answer = failure = None
        if isinstance(command, Pause):
            clock.sleep(command.seconds)
        elif isinstance(command, Work):
            command.run()
        elif isinstance(command, Together):
            try:
                for each in command.flows:
                    _drive(each, waiting, asked, clock)
            except IbkrError as error:
                failure = error
        elif isinstance(command, Request):
            asked.append(command)
            assert waiting, f"no canned answer is left for {command.method} {command.path}"
            following = waiting.pop(0)
            if isinstance(following, Response):
                answer = following
            else:
                failure = following


class Conversation:
    """A desk and the requests that it made, also when the flow ended in an error."""

    def __init__(self, desk: Desk | None = None) -> None:
        self.desk = desk or at_desk()
        self.asked: list[Request] = []

    def run(self, flow: Flow[T], *answers: Canned) -> T:
        clock = self.desk.clock
        assert isinstance(clock, ManualClock)
        return drive(self._noted(flow), answers, clock)[1]

    def _noted(self, flow: Flow[T]) -> Flow[T]:
        answer: Response | None = None
        failure: BaseException | None = None
        while True:
            try:
                command = flow.send(answer) if failure is None else flow.throw(failure)
            except StopIteration as end:
                return end.value
            answer = failure = None
            if isinstance(command, Request):
                self.asked.append(command)
            if isinstance(command, Together):
                command = Together(tuple(map(self._noted, command.flows)))
            try:
                answer = yield command
            except IbkrError as error:
                failure = error

    @property
    def paths(self) -> list[str]:
        return [f"{request.method} {request.path}" for request in self.asked]

    @property
    def sent(self) -> list[Any]:
        return [msgspec.json.decode(request.body) for request in self.asked if request.body is not None]


def buy_one() -> Order:
    return Order.limit(APPLE, "BUY", 1, price="187.20", client_order_id="mine")


def question(reply_id: str, *message_ids: str) -> Response:
    asked = {"id": reply_id, "message": ["Are you <b>sure</b>?"], "messageIds": list(message_ids)}
    return json([{**asked, "isSuppressed": False}])


def acknowledged(order_id: str, status: str = "Submitted") -> Response:
    return json([{"order_id": order_id, "order_status": status, "encrypt_message": "1"}])


def live(*rows: dict[str, Any], snapshot: bool = True) -> Response:
    return json({"orders": list(rows), "snapshot": snapshot})
