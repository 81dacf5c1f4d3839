"""Questions switched off for a session, and choices that IBKR's server wants made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.models.orders import PromptAnswer
from ibkr_wire.rest.api.orders import answer_prompt
from ibkr_wire.tables.questions import QUESTIONS

from ibkr._core import suppressing
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


def suppress(ids: Collection[str], unlisted: Collection[str], desk: Desk) -> Flow[None]:
    """Let orders pass without these questions, in this brokerage session and in those after it.

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
    wanted = {*ids, *unlisted}
    if not wanted:
        raise InvalidArgument("Name at least one question, such as 'o163'.")
    yield from suppressing.suppress(wanted, desk)


def restore(desk: Desk) -> Flow[None]:
    """Let every question be asked again."""
    yield from suppressing.reset(desk)


def respond(prompt: Prompt, option: str, desk: Desk) -> Flow[OrderReceipt | None]:
    """Make the choice, once; the order as it is listed afterwards, or None.

    Raises:
        InvalidArgument: the prompt does not offer `option`.
    """
    if option not in prompt.options:
        offered = ", ".join(map(repr, prompt.options)) or "nothing"
        raise InvalidArgument(f"The prompt offers {offered}, not {option!r}.")
    choice = PromptAnswer(order_id=prompt.order_id, req_id=prompt.request_id, text=option)
    yield from exchange(answer_prompt.operation(choice), desk)
    if not prompt.client_order_id:
        return None
    return (yield from find(prompt.client_order_id, desk, force=True))
