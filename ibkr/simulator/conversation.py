"""The gateway's side of an order's questions: one open question, answered at once or lost.

Source: gateway facts "Errors", question and reply.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import attrs
from ibkr_wire.tables.questions import QUESTIONS

from ibkr.simulator.refusals import refuse_with_code

if TYPE_CHECKING:
    import random

OPTIONS = ("Yes", "No")


@attrs.frozen
class Due:
    """A question that an order raises: the id that clients match on, and its text."""

    id: str
    text: str


@attrs.frozen
class Open:
    """The question on the table, those that follow it, and what happens after the last yes."""

    reply_id: str
    following: tuple[Due, ...]
    finish: Callable[[], object]


class Conversation:
    """At most one order waits for a reply at a time; any other order call loses it."""

    def __init__(self, rng: random.Random) -> None:
        self._rng = rng
        self._open: Open | None = None
        self._gone: set[str] = set()

    def ask(self, due: Sequence[Due], finish: Callable[[], object]) -> object:
        """Ask the first question, or finish when none is due."""
        if not due:
            return finish()
        first, *following = due
        reply_id = str(uuid.UUID(int=self._rng.getrandbits(128), version=4))
        self._open = Open(reply_id, tuple(following), finish)
        return [_question(reply_id, first)]

    def reply(self, reply_id: str, *, confirmed: bool) -> object:
        """Answer the open question: the next one, what `finish` returns, or the order is discarded.

        Raises:
            Refused: 503 for a question that was answered or lost, 400 for an unknown id.
        """
        asked = self._open
        if asked is None or asked.reply_id != reply_id:
            raise self._invalid(reply_id)
        self.drop()
        if not confirmed:
            return {"error": "The order was not confirmed and is discarded"}
        return self.ask(asked.following, asked.finish)

    def drop(self) -> None:
        """Lose the open question, and the order with it."""
        if self._open is not None:
            self._gone.add(self._open.reply_id)
        self._open = None

    def _invalid(self, reply_id: str) -> Exception:
        if reply_id in self._gone:
            return refuse_with_code(503, "Service Unavailable")
        return refuse_with_code(400, f"reply {reply_id} is unknown")


def _question(reply_id: str, due: Due) -> dict[str, Any]:
    return {
        "id": reply_id,
        "message": [due.text],
        "isSuppressed": False,
        "messageIds": [due.id],
        "messageOptions": list(OPTIONS),
        "isSuppressible": QUESTIONS[due.id].suppressible,
    }
