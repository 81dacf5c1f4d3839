"""Requests over HTTP: the only importer of httpx.

Transports are used directly. httpx's client would follow redirects, keep cookies
and read proxies from the environment, none of which is wanted here; and it would
cost more than the decoding of most answers.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
import ssl
import time
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlencode, urlsplit

import httpx

from ibkr._core.flow import Response
from ibkr.errors import (
    CertificateProblem,
    ConfigError,
    GatewayTimeout,
    GatewayUnreachable,
    TransportError,
    WrongScheme,
)

if TYPE_CHECKING:
    from ibkr._core.flow import Request

DEFAULT_TIMEOUT: Final = 20.0
CONNECT_TIMEOUT: Final = 5.0
# A connection idle for longer may have been closed at the other end, and an order must not meet that.
IDLE_CONNECTION: Final = 4.0
PROBE_TIMEOUT: Final = 2.0
USER_AGENT: Final = "ibkr-python"

HEADERS: Final = (
    (b"User-Agent", USER_AGENT.encode()),
    (b"Accept", b"*/*"),
    (b"Accept-Encoding", b"gzip, deflate"),
    (b"Connection", b"keep-alive"),
)
CONTENT_TYPE: Final = "Content-Type"
JSON: Final = (b"Content-Type", b"application/json")

# What httpx raises before the first byte of a request is on its way.
NOT_SENT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol)


class Endpoint:
    """Where the gateway is, and how requests to it are written."""

    def __init__(self, base_url: str, *, timeout: float) -> None:
        """Check the address once, so that each call only adds to it.

        Raises:
            ConfigError: `base_url` is not an http or https address.
        """
        parts = urlsplit(base_url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigError(
                f"base_url {base_url!r} is no address: it should look like https://localhost:5000/v1/api."
            )
        self.base_url = base_url.rstrip("/")
        self.scheme, self.host = parts.scheme, parts.hostname
        self.port = parts.port or (443 if parts.scheme == "https" else 80)
        self.timeout = timeout
        self._url = httpx.URL(self.base_url)
        self._root = self._url.raw_path.rstrip(b"/")
        self._host_header = (b"Host", self._url.netloc)

    @property
    def is_loopback(self) -> bool:
        """Whether the gateway is on this machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def build(self, request: Request) -> httpx.Request:
        """The request as httpx sends it: never chunked, always with a length where a body may be."""
        body = request.body
        url = self._target(request)
        host = self._host_header if request.url is None else (b"Host", url.netloc)
        headers = [host, *HEADERS]
        if body is not None and not any(name == CONTENT_TYPE for name, _ in request.headers):
            headers.append(JSON)
        headers += [(name.encode("ascii"), value.encode("ascii")) for name, value in request.headers]
        if body is not None or request.method not in ("GET", "HEAD"):
            # The edge answers 411 to a POST without it, and the gateway loses chunked bodies.
            headers.append((b"Content-Length", str(len(body or b"")).encode()))
        return httpx.Request(
            request.method,
            url,
            headers=headers,
            stream=httpx.ByteStream(body or b""),
            extensions={"timeout": self._timeouts(request.timeout or self.timeout)},
        )

    def _target(self, request: Request) -> httpx.URL:
        own = self._url if request.url is None else httpx.URL(request.url)
        path = self._root + request.path.encode("ascii") if request.url is None else own.raw_path
        if request.params:
            # Commas and @ are plain in the gateway's lists; written as they are, they stay readable in logs.
            path += b"?" + urlencode(request.params, safe=",@;:", quote_via=quote).encode("ascii")
        return own.copy_with(raw_path=path)

    def _timeouts(self, seconds: float) -> dict[str, float]:
        connect = min(seconds, CONNECT_TIMEOUT)
        return {"connect": connect, "read": seconds, "write": seconds, "pool": seconds}

    def failure(self, error: httpx.RequestError) -> TransportError:
        """What httpx could not do, as this library's error."""
        sent = not isinstance(error, NOT_SENT)
        if _cause(error, ssl.SSLCertVerificationError) is not None:
            return CertificateProblem(_certificate_sentence(self), sent=False)
        if not sent and _cause(error, ssl.SSLError) is not None:
            return WrongScheme(_scheme_sentence(self, "plain HTTP", "http"), sent=False)
        if sent and self.scheme == "http" and _speaks_tls(self):
            # What a TLS port made of these bytes was no request.
            return WrongScheme(_scheme_sentence(self, "TLS", "https"), sent=False)
        if isinstance(error, httpx.TimeoutException) and sent:
            return GatewayTimeout(_silence_sentence(self), sent=True)
        return GatewayUnreachable(_unreachable_sentence(self, sent=sent), sent=sent)


def _cause(error: BaseException, kind: type[BaseException]) -> BaseException | None:
    """The error of that kind that `error` was raised from, however far down."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, kind):
        found = found.__cause__ or found.__context__
    return found


def _speaks_tls(endpoint: Endpoint) -> bool:
    """Whether a TLS handshake with the port succeeds; no request is sent."""
    context = _unverified()
    try:
        with (
            socket.create_connection((endpoint.host, endpoint.port), timeout=PROBE_TIMEOUT) as plain,
            context.wrap_socket(plain, server_hostname=endpoint.host),
        ):
            return True
    except OSError:
        return False


def _certificate_sentence(endpoint: Endpoint) -> str:
    return (
        f"The certificate of {endpoint.host} could not be verified: give the CA that signed it as "
        "Client(verify='ca.pem'). Checks are skipped on this machine's own addresses only."
    )


def _scheme_sentence(endpoint: Endpoint, spoken: str, scheme: str) -> str:
    return (
        f"Port {endpoint.port} of {endpoint.host} speaks {spoken}: write base_url as "
        f"{scheme}{endpoint.base_url.removeprefix(endpoint.scheme)}."
    )


def _silence_sentence(endpoint: Endpoint) -> str:
    return (
        f"The gateway at {endpoint.host}:{endpoint.port} took the request and stayed silent beyond the time "
        "limit: its own connection to IBKR may be down. Try again later, or raise Client(timeout=...)."
    )


def _unreachable_sentence(endpoint: Endpoint, *, sent: bool) -> str:
    what = "broke the connection" if sent else "does not answer"
    return (
        f"The gateway at {endpoint.scheme}://{endpoint.host}:{endpoint.port} {what}. Start it, or give "
        "Client(base_url=...) its address."
    )


# --- connections -------------------------------------------------------------------------------


def _unverified() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


def tls_context(endpoint: Endpoint, verify: str | ssl.SSLContext | bool | None) -> ssl.SSLContext:
    """The TLS settings for an address.

    The gateway's certificate is self-signed and expired, so on this machine's own
    addresses nothing is verified unless asked for; elsewhere everything is.

    Raises:
        ConfigError: `verify` is False off loopback, or names no CA file.
    """
    if isinstance(verify, ssl.SSLContext):
        return verify
    if isinstance(verify, str):
        return _trusting(verify)
    if endpoint.is_loopback and not verify:
        return _unverified()
    if verify is False:
        raise ConfigError(
            f"verify=False is for this machine's own addresses, not for {endpoint.host}: "
            "give the CA that signed its certificate, as verify='ca.pem'."
        )
    return ssl.create_default_context()


def _trusting(ca: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca)
    except OSError as error:
        raise ConfigError(f"verify={ca!r} is no readable file of certificates: give a PEM file.") from error


def _options(context: ssl.SSLContext) -> dict[str, Any]:
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=20, keepalive_expiry=IDLE_CONNECTION)
    return {"verify": context, "trust_env": False, "limits": limits}


def _response(answer: httpx.Response, body: bytes, began: float) -> Response:
    return Response(answer.status_code, body, answer.headers, time.perf_counter() - began)


class Connection:
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
            answer = self._transport.handle_request(self._endpoint.build(request))
            try:
                return _response(answer, answer.read(), began)
            finally:
                answer.close()
        except httpx.RequestError as error:
            raise self._endpoint.failure(error) from error

    def close(self) -> None:
        """Close every connection."""
        self._transport.close()


class AsyncConnection:
    """As `Connection`, for one event loop."""

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
            answer = await self._transport.handle_async_request(self._endpoint.build(request))
            try:
                return _response(answer, await answer.aread(), began)
            finally:
                await answer.aclose()
        except httpx.RequestError as error:
            # Telling failures apart may open a connection of its own: not on the loop's thread.
            raise await asyncio.to_thread(self._endpoint.failure, error) from error

    async def aclose(self) -> None:
        """Close every connection."""
        await self._transport.aclose()
