"""Asking the person at the terminal: before an order leaves, and what IBKR asks or wants chosen about it."""

from __future__ import annotations

import sys
from collections.abc import Collection, Generator, Iterable, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

import ibkr
from ibkr.cli.console import say, words
from ibkr.cli.statuses import INTERRUPTED, REFUSED
from ibkr.errors import ConfigError, OrderDeclined
from ibkr.model.nearest import did_you_mean

if TYPE_CHECKING:
    from ibkr.model.answers import Prompt, Question


class Asker:
    """Who answers: `--yes` what it names, the person the rest. Where there is nobody, the answer is no."""

    def __init__(self, yes: Collection[str] | None, *, unasked: bool) -> None:
        """Accept the questions whose ids are in `yes`; `unasked` asks nobody.

        Raises:
            ConfigError: somebody is to be asked and there is no terminal, or there is no such question.
        """
        self._accepted = ibkr.Answers.accept(*(yes or ()))
        self._asks = not unasked
        _check_known(yes or ())
        if self._asks and not sys.stdin.isatty():
            raise ConfigError(
                "Nobody can be asked here, because input is no terminal: say --no-confirm to send at once, "
                "and --yes ID for each question to be answered with yes."
            )

    @property
    def asks(self) -> bool:
        """Whether there is somebody to ask."""
        return self._asks

    def agree(self, lines: Iterable[str], question: str) -> None:
        """Show what is about to be sent and ask whether it shall be; ends the command if not."""
        for line in lines:
            say(line)
        if self._asks and not _yes(question):
            say("Nothing was sent.")
            raise typer.Exit(REFUSED)

    def __call__(self, question: Question) -> bool:
        """The answer to a question of IBKR's."""
        ids = ", ".join(question.message_ids)
        say(f"IBKR asks [{ids}]: {question.text}")
        if self._accepted(question):
            say("Answered yes, as --yes says.")
            return True
        if self._asks:
            return _yes("Go on with the order?")
        accept = " ".join(f"--yes {one}" for one in question.message_ids)
        say(f"Answered no. To answer yes: {accept}")
        return False

    def choose(self, prompt: Prompt) -> str | None:
        """The option that the person chooses; None where there is nobody, or no choice is made."""
        say(f"IBKR wants a choice: {prompt.text}")
        for number, option in enumerate(prompt.options, 1):
            say(f"  {number}  {option}")
        return _picked(prompt.options) if self._asks else None


def _check_known(ids: Iterable[str]) -> None:
    from ibkr_wire.tables.questions import QUESTIONS

    for one in ids:
        if one not in QUESTIONS:
            hint = did_you_mean(one, QUESTIONS, otherwise="`ibkr orders questions` lists them.")
            raise ConfigError(f"There is no question {one!r}: {hint}")


def _yes(question: str) -> bool:
    """Whether the answer is yes. Ctrl-C and the end of input mean no, so that IBKR is told."""
    answer = _typed(f"{question} [y/N] ")
    if not answer:
        say("no")
    return answer.strip().lower() in ("y", "yes")


def _picked(options: Sequence[str]) -> str | None:
    """One of the options, by its number or its words; None for Ctrl-C, the end of input and an empty line."""
    numbered = {str(number): option for number, option in enumerate(options, 1)}
    named = {option.lower(): option for option in options}
    while answer := _typed(f"Your choice [1-{len(options)}]: ").strip().lower():
        if chosen := numbered.get(answer) or named.get(answer):
            return chosen
        say(f"That is none of them: type a number from 1 to {len(options)}, or nothing to leave it open.")
    return None


def _typed(prompt: str) -> str:
    """One line from the keyboard; empty for Ctrl-C and the end of input."""
    words().print(prompt, end="", markup=False, highlight=False)
    try:
        return sys.stdin.readline()
    except KeyboardInterrupt:
        say("")
        return ""


@contextmanager
def telling(ib: ibkr.Client, what: str) -> Generator[None]:
    """Ctrl-C and a no end the command, and it is said what became of the order."""
    before = set(ib.orders.unsettled)
    try:
        yield
    except KeyboardInterrupt:
        if set(ib.orders.unsettled) - before:
            say(
                f"Interrupted. {what} was sent and its outcome is not known: do not send it again. "
                "What became of it: ibkr orders recover"
            )
        else:
            say(f"Interrupted. {what} was not sent, or has its answer already. Which: ibkr orders list")
        raise typer.Exit(INTERRUPTED) from None
    except OrderDeclined as error:
        looked = "" if error.acknowledged else " IBKR did not confirm that, and does not list it."
        say(f"{what} was taken back, as you answered no.{looked}")
        raise typer.Exit(REFUSED) from error
