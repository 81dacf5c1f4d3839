"""Questions that IBKR asks about an order, and who answers them how."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
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


Policy: TypeAlias = Callable[[Question], bool]
"""Answers a question: True confirms it, False discards the order."""


@attrs.frozen
class Answers:
    """Confirm the questions whose ids are listed, decline all others.

    A question that asks several things at once is confirmed only when every one of
    them is listed. Any function from `Question` to bool serves in its place.
    """

    accepted: frozenset[str] = frozenset()

    @classmethod
    def accept(cls, *message_ids: str) -> Answers:
        """Confirm these and nothing else: `Answers.accept("o163", "o354")`."""
        return cls(frozenset(message_ids))

    @classmethod
    def decline(cls) -> Answers:
        """Decline every question. This is the default."""
        return cls()

    def __call__(self, question: Question) -> bool:
        """Whether `question` is confirmed."""
        return bool(question.message_ids) and self.accepted.issuperset(question.message_ids)


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
