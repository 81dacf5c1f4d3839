"""Over httpx: what the synchronous client uses, and every client that is given a `transport`.

Transports are used directly. httpx's client would follow redirects, keep cookies
and read proxies from the environment, none of which is wanted here; and it would
cost more than the decoding of most answers.
"""

from __future__ import annotations

import asyncio
import functools
import time
from typing import TYPE_CHECKING, Any, Final

import httpx

from ibkr._core.flow import Response
from ibkr._http.endpoint import CONNECT_TIMEOUT, IDLE_CONNECTION, MOST_CONNECTIONS
from ibkr._http.tls import tls_context

if TYPE_CHECKING:
    import ssl

    from ibkr._core.flow import Request
    from ibkr._http.endpoint import Endpoint
    from ibkr.errors import TransportError

# What httpx raises before the first byte of a request is on its way.
NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


def written(request: Request, endpoint: Endpoint) -> httpx.Request:
    """The request as httpx sends it."""
    scheme, netloc, path = endpoint.address(request)
    headers = endpoint.headers(request, netloc)
    return httpx.Request(
        request.method,
        _url(f"{scheme}://{netloc}{path}"),
        headers=[(name.encode("ascii"), value.encode("ascii")) for name, value in headers],
        stream=httpx.ByteStream(request.body or b""),
        extensions={"timeout": _timeouts(request.timeout or endpoint.timeout)},
    )


@functools.lru_cache(maxsize=64)
def _url(address: str) -> httpx.URL:
    # Programs ask for the same few things again and again, and httpx takes 20 µs to read an address.
    scheme, _, rest = address.partition("://")
    netloc, slash, path = rest.partition("/")
    return httpx.URL(f"{scheme}://{netloc}").copy_with(raw_path=f"{slash}{path}".encode("ascii"))


def _timeouts(seconds: float) -> dict[str, float]:
    connect = min(seconds, CONNECT_TIMEOUT)
    return {"connect": connect, "read": seconds, "write": seconds, "pool": seconds}


def _failure(error: httpx.RequestError, endpoint: Endpoint) -> TransportError:
    silent = isinstance(error, httpx.TimeoutException)
    return endpoint.failure(error, sent=not isinstance(error, NOT_SENT), silent=silent)


def _options(context: ssl.SSLContext) -> dict[str, Any]:
    limits = httpx.Limits(
        max_connections=MOST_CONNECTIONS, max_keepalive_connections=20, keepalive_expiry=IDLE_CONNECTION
    )
    return {"verify": context, "trust_env": False, "limits": limits}


def _response(answer: httpx.Response, body: bytes, began: float) -> Response:
    return Response(answer.status_code, body, answer.headers, time.perf_counter() - began)


class Plain:
    """Sends requests and waits for their answers. Safe to use from many threads."""

    def __init__(self, endpoint: Endpoint, transport: httpx.BaseTransport | None, verify: Any) -> None:
        """Open nothing yet; `transport` replaces the network."""
        self._endpoint = endpoint
        self._transport = transport or httpx.HTTPTransport(**_options(tls_context(endpoint, verify)))

    def send(self, request: Request) -> Response:
        """One request, one answer; redirects are answers.

        Raises:
            TransportError: no answer came.
        """
        began = time.perf_counter()
        try:
            answer = self._transport.handle_request(written(request, self._endpoint))
            try:
                return _response(answer, answer.read(), began)
            finally:
                answer.close()
        except httpx.RequestError as error:
            raise _failure(error, self._endpoint) from error

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()


class AsyncPlain:
    """As `Plain`, for one event loop."""

    def __init__(self, endpoint: Endpoint, transport: httpx.AsyncBaseTransport | None, verify: Any) -> None:
        """Open nothing yet; `transport` replaces the network."""
        self._endpoint = endpoint
        self._transport = transport or httpx.AsyncHTTPTransport(**_options(tls_context(endpoint, verify)))

    async def send(self, request: Request) -> Response:
        """One request, one answer; redirects are answers.

        Raises:
            TransportError: no answer came.
        """
        began = time.perf_counter()
        try:
            answer = await self._transport.handle_async_request(written(request, self._endpoint))
            try:
                return _response(answer, await answer.aread(), began)
            finally:
                await answer.aclose()
        except httpx.RequestError as error:
            # Telling failures apart may open a connection of its own: not on the loop's thread.
            raise await asyncio.to_thread(_failure, error, self._endpoint) from error

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()
