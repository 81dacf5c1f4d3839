"""A gateway in memory, with the clients that speak to it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Unpack

from ibkr._async.client import AsyncClient
from ibkr._sync.client import Client
from ibkr.model.clock import ManualClock
from ibkr.simulator.gateway import Gateway
from ibkr.testing.transport import SimulatorTransport

if TYPE_CHECKING:
    from ibkr.simulator.gateway import GatewayOptions


class MemoryGateway(Gateway):
    """The simulator without sockets, on a clock that stands still until somebody waits on it.

        gateway = MemoryGateway(seed=7)
        with gateway.client() as ib: ...

    An hour of waiting takes no time. Streams need a socket: `ibkr.simulate` has one.
    """

    clock: ManualClock  # pyright: ignore[reportIncompatibleVariableOverride]  # set once, by the constructor

    def __init__(self, **options: Unpack[GatewayOptions]) -> None:
        """Open a world; `options` are those of `ibkr.simulator.Gateway`."""
        options.setdefault("clock", ManualClock())
        super().__init__(**options)

    @functools.cached_property
    def transport(self) -> SimulatorTransport:
        """An httpx transport for either client, which leads here."""
        return SimulatorTransport(self)

    def client(self, **options: Any) -> Client:
        """A client of this gateway, on its clock; `options` are those of `ibkr.Client`."""
        return Client(**{**self._options(), **options})

    def async_client(self, **options: Any) -> AsyncClient:
        """As `client`, asynchronous."""
        return AsyncClient(**{**self._options(), **options})

    def _options(self) -> dict[str, Any]:
        return {"transport": self.transport, "clock": self.clock, "keep_alive": False}
