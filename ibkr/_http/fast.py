"""The asynchronous client over aiohttp, which costs half the CPU of httpx's own asynchronous way.

As with httpx, little is wanted of the library: no redirects, no cookies, no proxies from the
environment, and above all no second attempt of its own.
"""

from __future__ import annotations

import asyncio
import functools
import time
from typing import TYPE_CHECKING, Any, Final

import aiohttp
from yarl import URL

from ibkr._core.flow import Response
from ibkr._http.endpoint import CONNECT_TIMEOUT, IDLE_CONNECTION, MOST_CONNECTIONS
from ibkr._http.tls import tls_context

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibkr._core.flow import Request
    from ibkr._http.endpoint import Endpoint
    from ibkr.errors import TransportError

# What aiohttp raises before the first byte of a request is on its way.
NOT_SENT: Final = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


class AsyncFast:
    """Sends requests on one event loop."""

    def __init__(self, endpoint: Endpoint, verify: Any) -> None:
        """Open nothing yet: aiohttp wants to be set up inside of the loop."""
        self._endpoint = endpoint
        self._tls = tls_context(endpoint, verify)
        self._session: aiohttp.ClientSession | None = None

    async def send(self, request: Request) -> Response:
        """One request, one answer; redirects are answers.

        Raises:
            TransportError: no answer came.
        """
        began = time.perf_counter()
        session = self._session or self._opened()
        scheme, netloc, path = self._endpoint.address(request)
        try:
            answer = await session.request(
                request.method,
                URL(f"{scheme}://{netloc}{path}", encoded=True),
                data=request.body,
                headers=self._endpoint.headers(request, netloc),
                allow_redirects=False,
                timeout=_limits(request.timeout or self._endpoint.timeout),
            )
            body = await answer.read()
        except (aiohttp.ClientError, OSError) as error:
            # Telling failures apart may open a connection of its own: not on the loop's thread.
            failure = await asyncio.to_thread(_failure, error, self._endpoint)
            # aiohttp's words hold the whole address, account and all: they stay out of what is printed.
            raise failure from None
        return Response(answer.status, body, _lowered(answer.headers), time.perf_counter() - began)

    def _opened(self) -> aiohttp.ClientSession:
        connector = aiohttp.TCPConnector(
            ssl=self._tls, limit=MOST_CONNECTIONS, keepalive_timeout=IDLE_CONNECTION
        )
        session = aiohttp.ClientSession(connector=connector, cookie_jar=aiohttp.DummyCookieJar())
        # By itself it sends a GET, PUT or DELETE again when a kept connection breaks. A cancellation would
        # be sent twice, and every call would count twice for the gateway and once here. There is no public
        # switch; aiohttp's own test client uses this one.
        session._retry_connection = False  # pyright: ignore[reportPrivateUsage]
        self._session = session
        return session

    async def aclose(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()


@functools.lru_cache(maxsize=32)
def _limits(seconds: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(
        total=None, connect=seconds, sock_connect=min(seconds, CONNECT_TIMEOUT), sock_read=seconds
    )


def _failure(error: Exception, endpoint: Endpoint) -> TransportError:
    silent = isinstance(error, TimeoutError)
    return endpoint.failure(error, sent=not isinstance(error, NOT_SENT), silent=silent)


def _lowered(headers: Mapping[str, str]) -> dict[str, str]:
    """Names in lower case; of a name that comes twice both values, as httpx gives them."""
    lowered: dict[str, str] = {}
    for name, value in headers.items():
        key = name.lower()
        lowered[key] = f"{lowered[key]}, {value}" if key in lowered else value
    return lowered
