"""Questions that IBKR asks about an order, and who answers them how."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

import attrs

_TAG: Final = re.compile(r"<[^>]*>")


@attrs.frozen
class Question:
    """What IBKR wants confirmed before it takes an order."""

    reply_id: str
    message_ids: tuple[str, ...]
    """Such as `o163`; these, not the words, say what is asked (`ibkr_wire.tables.questions`)."""
    messages: tuple[str, ...]
    """IBKR's words, one text an id; may hold HTML."""
    options: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The messages as plain text on one line."""
        plain = (html.unescape(_TAG.sub(" ", message)) for message in self.messages)
        return " ".join(" ".join(plain).split())


@attrs.frozen
class Prompt:
    """What IBKR's server wants chosen about an order, in place of taking or refusing it.

    It comes on an `OrderRejected`, or on the stream's topic `ntf`; answer it with
    `ib.orders.respond(prompt, option)`.
    """

    order_id: int
    request_id: str
    text: str
    options: tuple[str, ...]
    """The answers to choose from."""
    message_id: str = ""
    client_order_id: str = ""
    """Our id of the order, where known."""


Policy: TypeAlias = Callable[[Question], bool]
"""Answers a question: True confirms it, False discards the order."""


@attrs.frozen
class Answers:
    """Confirm the questions whose ids are listed, decline all others.

    A question that asks several things at once is confirmed only when every one of
    them is listed. Any function from `Question` to bool serves in its place.
    """

    accepted: frozenset[str] = frozenset()
    unlisted: frozenset[str] = frozenset()
    """Accepted too, although this version of the library does not know them."""

    @classmethod
    def accept(cls, *message_ids: str, unlisted: Iterable[str] = ()) -> Answers:
        """Confirm these and nothing else: `Answers.accept("o163", "o354")`.

        An id that is not in `ibkr_wire.tables.questions` is an error when an order is
        placed, because it is most likely mistyped; one that IBKR has added since goes
        to `unlisted`.
        """
        return cls(frozenset(message_ids), frozenset(unlisted))

    @classmethod
    def decline(cls) -> Answers:
        """Decline every question. This is the default."""
        return cls()

    def __call__(self, question: Question) -> bool:
        """Whether `question` is confirmed."""
        accepted = self.accepted | self.unlisted
        return bool(question.message_ids) and accepted.issuperset(question.message_ids)


@attrs.frozen
class Turn:
    """One question and the answer it got."""

    question: Question
    confirmed: bool

    def __str__(self) -> str:
        """Answer, ids and words on one line."""
        ids = ", ".join(self.question.message_ids)
        return f"{'yes' if self.confirmed else 'no'}: [{ids}] {self.question.text}"


@attrs.frozen
class Transcript:
    """What was asked and answered about one order, in sequence."""

    turns: tuple[Turn, ...] = ()

    def then(self, question: Question, *, confirmed: bool) -> Transcript:
        """The transcript with one more turn."""
        return Transcript((*self.turns, Turn(question, confirmed)))

    def __len__(self) -> int:
        """How many questions were asked."""
        return len(self.turns)

    def __str__(self) -> str:
        """One line a question: answer, ids, words."""
        return "\n".join(map(str, self.turns))
