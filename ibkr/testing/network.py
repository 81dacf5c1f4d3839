"""A closed network, to prove that a test talks to nobody."""

from __future__ import annotations

import contextlib
import contextvars
import functools
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Generator

_closed: contextvars.ContextVar[bool] = contextvars.ContextVar("ibkr_network_closed", default=False)

# Connecting and asking a name server are what reaches out; creating a socket is not.
_REACHING_OUT = frozenset({"socket.connect", "socket.getaddrinfo", "socket.sendto"})


class NetworkBlocked(RuntimeError):
    """Something tried to use the network inside `no_network()`."""


@contextlib.contextmanager
def no_network() -> Generator[None]:
    """Refuse every connection made by the code inside, in this thread and the tasks it starts.

    Raises:
        NetworkBlocked: at the place that tried to connect or to look up a name.
    """
    _install()
    token = _closed.set(True)
    try:
        yield
    finally:
        _closed.reset(token)


@functools.cache
def _install() -> None:
    # An audit hook cannot be taken out again, so there is one for the process and it looks at the switch.
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _REACHING_OUT and _closed.get():
        raise NetworkBlocked(f"the network is closed here, and something called {event}{arguments!r}")
