# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""The session with the gateway."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ibkr._core import opening

if TYPE_CHECKING:
    from ibkr._core.session import SessionChange, State
    from ibkr._sync._shell import Shell


class Session:
    """The session: its state, and the ways to change it."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        self._shell = shell
        self._book = shell.desk.session

    @property
    def state(self) -> State:
        """What is known now, without asking: `ready`, `logged_out`, `no_bridge`, ..."""
        return self._book.state

    @property
    def changes(self) -> tuple[SessionChange, ...]:
        """The latest changes of state, oldest first."""
        return tuple(self._book.changes)

    @property
    def keep_alive_problem(self) -> str | None:
        """Why the last keep-alive failed; None while it works."""
        return self._book.keep_alive_problem

    def on_change(self, listener: Callable[[SessionChange], None]) -> None:
        """Call `listener` at every change of state, in the thread or task that noticed it."""
        self._book.listeners.append(listener)

    def check(self) -> State:
        """Ask the gateway for the state."""
        return self._shell.run(opening.check(self._shell.desk))

    def require(self) -> None:
        """Return when the session is ready; else raise the error that says the next step."""
        self._shell.run(opening.require(self._shell.desk))

    def open(self, *, compete: bool = False) -> State:
        """Open the brokerage session; `compete` takes it from another login of the username.

        Raises:
            NotAuthenticated: nobody is logged in.
            CompetingSession: another login holds it.
        """
        return self._shell.run(opening.open_session(self._shell.desk, compete=compete))

    def tickle(self) -> State:
        """Keep the login alive now, and read the state."""
        return self._shell.run(opening.tickle(self._shell.desk))
