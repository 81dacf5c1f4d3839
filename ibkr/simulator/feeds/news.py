"""`ntf` and `blt`: hints, prompts and bulletins, to every socket of the session.

Source: gateway facts "Websocket", section unsolicited.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ibkr.simulator.world.board import Bulletin, Hint, Posted, Prompt

if TYPE_CHECKING:
    from ibkr.simulator.feeds.base import Message
    from ibkr.simulator.state import State


class NewsFeed:
    """What was posted since the socket was opened."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._position = len(state.desk.board.posted)

    def messages(self) -> Iterator[Message]:
        """What was posted since the last call; what comes while there is no brokerage session is lost."""
        posted = self._state.desk.board.posted
        fresh, self._position = posted[self._position :], len(posted)
        if self._state.session.flags.authenticated:
            yield from (_message(each) for each in fresh)


def _message(posted: Posted) -> Message:
    match posted:
        case Hint():
            return "ntf", {"args": _hint(posted)}
        case Prompt():
            return "ntf", {"args": prompt_row(posted)}
        case Bulletin():
            return "blt", {"args": {"id": posted.bulletin_id, "message": posted.message}}


def _hint(hint: Hint) -> dict[str, Any]:
    return {"id": hint.hint_id, "text": hint.text, "title": hint.title, "url": hint.url}


def prompt_row(prompt: Prompt) -> dict[str, Any]:
    """A prompt as the wire has it, in frames and as the answer to an order."""
    return {
        "orderId": prompt.order_id,
        "reqId": prompt.request_id,
        "text": prompt.text,
        "options": list(prompt.options),
        "type": prompt.kind,
        "messageId": prompt.message_id,
        "prompt": True,
        "dismissable": [],
    }
