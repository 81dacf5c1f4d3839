"""Who may exercise an option over a stream: it is an order, and guarded as one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from ibkr._core.exchange import is_paper
from ibkr.errors import Guarded

if TYPE_CHECKING:
    from ibkr._core.desk import Desk

Guard = Callable[[], None]
"""Raises `Guarded` where an option must not be exercised."""


def forbidden() -> None:
    """Raise `Guarded`: nobody has allowed it."""
    raise Guarded("Exercising an option is an order. Allow it: ib.stream(exercise=True).")


def allowed() -> None:
    """Let it pass."""


def exercise_guard(desk: Desk, *, exercise: bool) -> Guard:
    """The guard of a client's stream.

    Raises:
        Guarded: the client is read-only, and the stream is to exercise options.
    """
    if not exercise:
        return forbidden
    if desk.read_only:
        raise Guarded(
            "Exercising an option would change the account and this client is read-only: "
            "make the client without read_only=True, or the stream without exercise=True."
        )
    return allowed if desk.live else partial(_check_paper, desk)


def _check_paper(desk: Desk) -> None:
    accounts = desk.session.accounts
    if accounts is None or not is_paper(accounts, None):
        raise Guarded(
            "Exercising an option was refused here because the account is not a paper account: "
            "trade it with Client(live=True)."
        )
