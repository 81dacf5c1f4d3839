"""Around orders: suppressing questions, answering prompts, and older ways of placing.

Source: gateway facts "REST endpoints", section orders, and "Errors", question and reply.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs
import msgspec

from ibkr.simulator import reading
from ibkr.simulator.http import Response
from ibkr.simulator.operations import orders
from ibkr.simulator.refusals import refuse

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

MOST_SUPPRESSED = 51
DECLINE = "No"
"""The option that ends the order a prompt is about."""
_DONE = {"status": "submitted"}


def suppress(state: State, call: Call) -> dict[str, str]:
    """Let orders pass without some questions, until the brokerage session ends; at most 51 in one call."""
    wanted = reading.texts(call.object(), "messageIds")
    if len(wanted) > MOST_SUPPRESSED:
        raise refuse(400, f"Bad Request: at most {MOST_SUPPRESSED} messageIds")
    state.reads.suppressed.update(wanted)
    return dict(_DONE)


def reset(state: State, _: Call) -> dict[str, str]:
    """Ask all questions again."""
    state.reads.suppressed.clear()
    return dict(_DONE)


def answer_prompt(state: State, call: Call) -> Response:
    """Answer a prompt of the server: a sentence, which is no JSON. A No ends the order it was about."""
    body = call.object()
    reading.whole(body, "orderId")
    reading.text(body, "text")
    if not isinstance(body.get("reqId"), (str, int)):
        raise reading.wrong("reqId")
    asked = state.desk.board.answer(str(body["reqId"]))
    if asked is not None and body["text"] == DECLINE and state.broker.order(asked.order_id).is_editable:
        state.broker.cancel(asked.order_id, state.world.now())
    return Response.text("Request was submitted")


def submit_one(state: State, call: Call) -> object:
    """Place one order whose ticket is the bare body."""
    return orders.submit(state, _wrapped(call))


def whatif_one(state: State, call: Call) -> object:
    """Preview one order whose ticket is the bare body."""
    return orders.whatif(state, _wrapped(call))


def _wrapped(call: Call) -> Call:
    return _with(call, {"orders": [call.object()]})


def _with(call: Call, body: Mapping[str, Any], **path: str) -> Call:
    request = attrs.evolve(call.request, body=msgspec.json.encode(body))
    return attrs.evolve(call, request=request, path={**call.path, **path})


SERVES = {
    "orders.suppress": suppress,
    "orders.reset_suppressions": reset,
    "orders.answer_prompt": answer_prompt,
    "orders.submit_one": submit_one,
    "orders.whatif_one": whatif_one,
}
