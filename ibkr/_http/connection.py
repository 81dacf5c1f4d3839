"""The two connections that the clients know, each over the driver that suits it.

A driver's library is imported when its driver is chosen: aiohttp's user does not pay for httpx.
"""

from __future__ import annotations

import importlib.util
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import httpx

    from ibkr._core.flow import Request, Response
    from ibkr._http.endpoint import Endpoint


class AsyncDriver(Protocol):
    """What sends requests on an event loop."""

    async def send(self, request: Request) -> Response:
        """One request, one answer; redirects are answers."""
        ...

    async def aclose(self) -> None:
        """Close every connection."""
        ...


class Connection:
    """Sends requests and waits for their answers. Safe to use from many threads."""

    __slots__ = ("close", "send")

    def __init__(self, endpoint: Endpoint, transport: httpx.BaseTransport | None, verify: Any) -> None:
        """Open nothing yet; `transport` replaces the network."""
        from ibkr._http.plain import Plain

        driver = Plain(endpoint, transport, verify)
        self.send = driver.send
        self.close = driver.close


class AsyncConnection:
    """As `Connection`, for one event loop: over aiohttp where it is installed, else over httpx."""

    __slots__ = ("aclose", "send")

    def __init__(self, endpoint: Endpoint, transport: httpx.AsyncBaseTransport | None, verify: Any) -> None:
        """Open nothing yet; `transport` replaces the network, and with it aiohttp."""
        driver = _async_driver(endpoint, transport, verify)
        self.send = driver.send
        self.aclose = driver.aclose


def _async_driver(endpoint: Endpoint, transport: httpx.AsyncBaseTransport | None, verify: Any) -> AsyncDriver:
    if transport is None and importlib.util.find_spec("aiohttp") is not None:
        from ibkr._http.fast import AsyncFast

        return AsyncFast(endpoint, verify)
    from ibkr._http.plain import AsyncPlain

    return AsyncPlain(endpoint, transport, verify)
