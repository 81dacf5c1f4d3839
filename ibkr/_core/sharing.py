"""One `Pacing` for all clients of a gateway in this process: its limits are the gateway's, not a client's.

Two clients that know nothing of each other keep to the limits together, and so does a script that
opens a client for each call: what a closed client has left behind is remembered until its windows
and penalties are over.
"""

from __future__ import annotations

import os
import threading
import weakref
from typing import TYPE_CHECKING, Any, Final, TypeAlias
from urllib.parse import urlsplit

import attrs

from ibkr._core.pacing import Pacing
from ibkr._core.raw import PREFIXES
from ibkr.model.clock import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr._core.authority import Authority
    from ibkr.model.clock import Clock

Key: TypeAlias = tuple[str, object, int, int]

# What a gateway program on this machine may be called.
LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS: Final = {"http": 80, "https": 443}


@attrs.define
class _Shared:
    """The limits of one gateway, and the caller's own transport and clock that they end with."""

    pacing: Pacing
    transport: Callable[[], object]
    clock: Callable[[], Clock | None]

    @property
    def is_lost(self) -> bool:
        """Whether nobody can come back to them."""
        return self.transport() is None or self.clock() is None

    @property
    def is_at_rest(self) -> bool:
        """Whether new ones would do as well."""
        clock = self.clock()
        return clock is None or self.pacing.is_at_rest(clock)


class SharedLimits:
    """The limits of every gateway that clients talk to. Safe to use from many threads."""

    def __init__(self) -> None:
        """Begin with none."""
        self._known: dict[Key, _Shared] = {}
        self._lock = threading.Lock()

    def pacing(
        self, base_url: str, *, clock: Clock, transport: object = None, auth: Authority | None = None
    ) -> Pacing:
        """The limits of the gateway at that address, which IBKR counts by user where calls are signed.

        Another transport is another gateway, and so is another clock, unless it is the system's: windows
        by one clock mean nothing by another.
        """
        user = None if auth is None else auth.user
        own_clock = None if type(clock) is SystemClock else clock
        key = (gateway_of(base_url), user, id(transport), id(own_clock))
        with self._lock:
            self._tidy()
            if key not in self._known:
                lasting = _loosely(self if transport is None else transport)
                clocked = _loosely(clock) if clock is own_clock else lambda: clock
                self._known[key] = _Shared(Pacing.suited_to(base_url), lasting, clocked)
            return self._known[key].pacing

    def __len__(self) -> int:
        """Of how many gateways the limits are remembered."""
        return len(self._known)

    def _tidy(self) -> None:
        for key, shared in list(self._known.items()):
            if shared.is_lost or (shared.is_at_rest and not _is_held(shared)):
                del self._known[key]


def _is_held(shared: _Shared) -> bool:
    """Whether a client, or anybody else, has these limits: they outlive being let go of here."""
    held = weakref.ref(shared.pacing)
    del shared.pacing
    pacing = held()
    if pacing is None:
        return False
    shared.pacing = pacing
    return True


def _loosely(one: Any) -> Callable[[], Any]:
    """What gives the object back as long as it lives."""
    try:
        return weakref.ref(one)
    except TypeError:  # a class of the caller's that cannot be watched
        return lambda: one


def gateway_of(base_url: str) -> str:
    """What names a gateway, however its address is written: host, port, and what stands before its API."""
    parts = urlsplit(base_url)
    host = "localhost" if parts.hostname in LOOPBACK else parts.hostname
    path = parts.path.rstrip("/")
    for prefix in PREFIXES:
        path = path.removesuffix(prefix)
    return f"{host}:{parts.port or PORTS.get(parts.scheme)}{path}"


_LIMITS: Final[dict[int, SharedLimits]] = {}


def shared_pacing(
    base_url: str, *, clock: Clock, transport: object = None, auth: Authority | None = None
) -> Pacing:
    """`SharedLimits.pacing` of this process. One that was forked has its own: calls under way are not its."""
    limits = _LIMITS.setdefault(os.getpid(), SharedLimits())
    return limits.pacing(base_url, clock=clock, transport=transport, auth=auth)
