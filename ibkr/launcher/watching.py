"""From the start of the program to somebody's login, and over every end of either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ibkr.errors import ConfigError, IbkrError
from ibkr.launcher.home import taken

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr._core.session import State
    from ibkr.launcher.home import GatewayHome
    from ibkr.launcher.program import Started
    from ibkr.model.clock import Clock

LOOK_SECONDS: Final = 2.0
FIRST_WAIT: Final = 1.0
LONGEST_WAIT: Final = 60.0
SETTLED_SECONDS: Final = 60.0
"""A program that ran this long was no failure of its start: the next wait is short again."""

SAYS: Final[dict[State, str]] = {
    "logged_out": "Nobody is logged in: log in at {url} (paper or live, with the second factor).",
    "no_bridge": "Logged in; the brokerage session is not open yet.",
    "connecting": "Logged in; the brokerage session is being set up.",
    "competing": "Another login of this username holds the brokerage session.",
    "maintenance": "IBKR is under maintenance; waiting.",
    "no_gateway": "The gateway does not answer; waiting.",
    "ready": "Ready: Client() can trade through {base_url}.",
}


@attrs.define
class Watch:
    """Keeps one gateway program running until `wait` says that it is enough.

    `start` makes the process, `listens` tells whether its port accepts connections, `state`
    asks the session; `wait(seconds)` returns True to end. All of them come from outside,
    so the whole story can be played without a process.
    """

    home: GatewayHome
    start: Callable[[], Started]
    listens: Callable[[], bool]
    state: Callable[[], State]
    say: Callable[[str], None]
    browse: Callable[[str], object] | None
    wait: Callable[[float], bool]
    clock: Clock

    _program: Started | None = attrs.field(init=False, default=None)
    _since: float = attrs.field(init=False, default=0.0)
    _found: str | None = attrs.field(init=False, default=None)
    _open: bool = attrs.field(init=False, default=False)
    _pause: float = attrs.field(init=False, default=FIRST_WAIT)

    def run(self) -> None:
        """Start the program and stay with it; it is stopped however this ends.

        Raises:
            ConfigError: the port is taken, or the script cannot be run.
        """
        self._begin()
        try:
            while not self.wait(self._look()):
                continue
        finally:
            if self._program is not None:
                self._program.stop()

    def _begin(self) -> None:
        self._program = self.start()
        self._since = self.clock.monotonic()
        self._open, self._found = False, None
        self.say(f"Starting the gateway in {self.home.folder}.")

    def _look(self) -> float:
        """See what became of the program; the seconds until the next look."""
        if self._program is None:
            self._begin()
            return LOOK_SECONDS
        if self._program.refused:
            raise ConfigError(taken(self.home.port))
        if (status := self._program.ended()) is not None:
            return self._again(status)
        if not self._open:
            self._opened()
        if self._open:
            self._session()
        return LOOK_SECONDS

    def _again(self, status: int) -> float:
        """The program ended by itself: wait before it is started again, each time longer."""
        assert self._program is not None, "a program that ended was started"
        self._program.stop()
        self._program = None
        if self.clock.monotonic() - self._since >= SETTLED_SECONDS:
            self._pause = FIRST_WAIT
        pause, self._pause = self._pause, min(self._pause * 2, LONGEST_WAIT)
        self.say(f"The gateway ended with status {status}; starting it again in {pause:.0f} s.")
        return pause

    def _opened(self) -> None:
        self._open = self.listens()
        if not self._open:
            return
        self.say(f"The gateway listens. Log in at {self.home.url}")
        if self.browse is not None:
            self.browse(self.home.url)

    def _session(self) -> None:
        """Say how the session stands, once for each change."""
        try:
            found = SAYS[self.state()].format(url=self.home.url, base_url=self.home.base_url)
        except IbkrError as error:
            found = str(error)
        if found != self._found:
            self.say(found)
            self._found = found
