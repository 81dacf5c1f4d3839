"""The session with the gateway."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ibkr._core import opening

if TYPE_CHECKING:
    from ibkr._async._shell import AsyncShell
    from ibkr._core.session import SessionChange, State


class AsyncSession:
    """The session: its state, and the ways to change it."""

    def __init__(self, shell: AsyncShell) -> None:
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

    async def check(self) -> State:
        """Ask the gateway for the state."""
        return await self._shell.run(opening.check(self._shell.desk))

    async def require(self) -> None:
        """Return when the session is ready; else raise the error that says the next step."""
        await self._shell.run(opening.require(self._shell.desk))

    async def open(self, *, compete: bool = False) -> State:
        """Open the brokerage session; `compete` takes it from another login of the username.

        Raises:
            NotAuthenticated: nobody is logged in.
            CompetingSession: another login holds it.
        """
        return await self._shell.run(opening.open_session(self._shell.desk, compete=compete))

    async def tickle(self) -> State:
        """Keep the login alive now, and read the state."""
        return await self._shell.run(opening.tickle(self._shell.desk))
