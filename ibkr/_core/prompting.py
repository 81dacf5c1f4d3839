"""Questions switched off for a session, and choices that IBKR's server wants made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ibkr_wire.operation import Operation
from ibkr_wire.tables.questions import QUESTIONS

from ibkr._core import raw
from ibkr._core.exchange import exchange
from ibkr._core.looking import find
from ibkr._core.orders import check_questions
from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Collection

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.answers import Prompt
    from ibkr.model.receipts import OrderReceipt

# Source: limits-and-session.md, per endpoint.
MOST_IDS: Final = 51


def suppress(ids: Collection[str], unlisted: Collection[str], desk: Desk) -> Flow[None]:
    """Let orders pass without these questions until the brokerage session ends.

    Raises:
        InvalidArgument: there is no such question, or it cannot be switched off.
    """
    check_questions(ids, remedy="`unlisted=[...]`")
    fixed = sorted(one for one in ids if not QUESTIONS[one].suppressible)
    if fixed:
        raise InvalidArgument(
            f"IBKR does not let {', '.join(fixed)} be switched off: accept it order by order, with "
            "answer=Answers.accept(...)."
        )
    wanted = sorted({*ids, *unlisted})
    if not wanted:
        raise InvalidArgument("Name at least one question, such as 'o163'.")
    for start in range(0, len(wanted), MOST_IDS):
        body = {"messageIds": wanted[start : start + MOST_IDS]}
        yield from exchange(raw.operation("POST", "/iserver/questions/suppress", body=body), desk)


def restore(desk: Desk) -> Flow[None]:
    """Let every question be asked again."""
    yield from exchange(raw.operation("POST", "/iserver/questions/suppress/reset"), desk)


def respond(prompt: Prompt, option: str, desk: Desk) -> Flow[OrderReceipt | None]:
    """Make the choice, once; the order as it is listed afterwards, or None.

    Raises:
        InvalidArgument: the prompt does not offer `option`.
    """
    if option not in prompt.options:
        offered = ", ".join(map(repr, prompt.options)) or "nothing"
        raise InvalidArgument(f"The prompt offers {offered}, not {option!r}.")
    yield from exchange(_choice(prompt, option), desk)
    if not prompt.client_order_id:
        return None
    return (yield from find(prompt.client_order_id, desk, force=True))


def _choice(prompt: Prompt, option: str) -> Operation[Any]:
    body = {"orderId": prompt.order_id, "reqId": prompt.request_id, "text": option}
    call = raw.operation("POST", "/iserver/notification", body=body)
    # IBKR answers in words (errors.md, server prompts).
    return Operation(call.info, call.path, type=str, body=call.body)
