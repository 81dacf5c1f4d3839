"""A simulator without sockets, as an httpx transport for either client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from ibkr.simulator.http import ConnectionDropped, Request

if TYPE_CHECKING:
    from ibkr.simulator.gateway import Exchange, Gateway


class SimulatorTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Carries requests straight into a `Gateway`: no port, no thread, and time is the gateway's clock.

        gateway = ibkr.simulator.Gateway(clock=clock)
        ib = ibkr.Client(transport=SimulatorTransport(gateway), clock=clock)

    A connection that the gateway drops is an `httpx.ReadError`, as it is on a real one.
    """

    def __init__(self, gateway: Gateway) -> None:
        """Speak to `gateway`."""
        self._gateway = gateway

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request of a synchronous client."""
        exchange = self._begin(request, request.read())
        try:
            self._gateway.clock.sleep(exchange.response.delay)
            return _response(exchange)
        finally:
            exchange.end()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request of an asynchronous client."""
        exchange = self._begin(request, await request.aread())
        try:
            await self._gateway.clock.asleep(exchange.response.delay)
            return _response(exchange)
        finally:
            exchange.end()

    def _begin(self, request: httpx.Request, body: bytes) -> Exchange:
        call = Request(
            request.method, request.url.path, dict(request.url.params), dict(request.headers), body
        )
        try:
            return self._gateway.begin(call)
        except ConnectionDropped as error:
            raise httpx.ReadError(f"the gateway closed the connection {error}", request=request) from error


def _response(exchange: Exchange) -> httpx.Response:
    answer = exchange.response
    return httpx.Response(answer.status, headers=list(answer.headers), content=answer.body)
