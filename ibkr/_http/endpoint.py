"""Where the gateway is, how a request to it is written, and what a failure to send it means."""

from __future__ import annotations

import functools
import ipaddress
import socket
import ssl
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode, urlsplit

from ibkr._http.tls import unverified
from ibkr.errors import (
    CertificateProblem,
    ConfigError,
    GatewayTimeout,
    GatewayUnreachable,
    TransportError,
    WrongScheme,
)

if TYPE_CHECKING:
    from urllib.parse import SplitResult

    from ibkr._core.flow import Request

DEFAULT_TIMEOUT: Final = 20.0
CONNECT_TIMEOUT: Final = 5.0
# A connection idle for longer may have been closed at the other end, and an order must not meet that.
IDLE_CONNECTION: Final = 4.0
MOST_CONNECTIONS: Final = 100
PROBE_TIMEOUT: Final = 2.0
USER_AGENT: Final = "ibkr-python"
DEFAULT_PORTS: Final = {"http": 80, "https": 443}

HEADERS: Final = (
    ("User-Agent", USER_AGENT),
    ("Accept", "*/*"),
    ("Accept-Encoding", "gzip, deflate"),
    ("Connection", "keep-alive"),
)
CONTENT_TYPE: Final = "Content-Type"
JSON: Final = (CONTENT_TYPE, "application/json")
# Signs that a path may hold as they are, `%` included: what is quoted already stays so.
PATH_SIGNS: Final = "/%:@!$&'()*+,;=~"


class Endpoint:
    """Where the gateway is, and how requests to it are written."""

    def __init__(self, base_url: str, *, timeout: float) -> None:
        """Check the address once, so that each call only adds to it.

        Raises:
            ConfigError: `base_url` is not an http or https address.
        """
        try:
            parts = urlsplit(base_url)
            self.scheme, self.host, self.port = _place(parts)
            self.netloc = _netloc(self.scheme, self.host, self.port)
        except ValueError as error:
            raise ConfigError(
                f"base_url {base_url!r} is no address: it should look like https://localhost:5000/v1/api."
            ) from error
        self.base_url = base_url.rstrip("/")
        self.timeout = timeout
        self._root = quote(parts.path.rstrip("/"), safe=PATH_SIGNS)

    @property
    def is_loopback(self) -> bool:
        """Whether the gateway is on this machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def address(self, request: Request) -> tuple[str, str, str]:
        """Scheme, host with its port, and path with its query, quoted already."""
        scheme, netloc, path = self.scheme, self.netloc, self._root + request.path
        if request.url is not None:
            parts = urlsplit(request.url)
            scheme, netloc, path = parts.scheme, parts.netloc, parts.path
        return scheme, netloc, path + _query(request.params) if request.params else path

    def headers(self, request: Request, netloc: str) -> list[tuple[str, str]]:
        """What goes in front of a request: never chunked, always with a length where a body may be."""
        body = request.body
        headers = [("Host", netloc), *HEADERS]
        if body is not None and not any(name == CONTENT_TYPE for name, _ in request.headers):
            headers.append(JSON)
        headers += request.headers
        if body is not None or request.method not in ("GET", "HEAD"):
            # The edge answers 411 to a POST without it, and the gateway loses chunked bodies.
            headers.append(("Content-Length", str(len(body or b""))))
        return headers

    def failure(self, error: Exception, *, sent: bool, silent: bool) -> TransportError:
        """What a driver could not do, as this library's error.

        `sent` is False only where no byte of the request can have left; `silent` says
        that a time limit ended it.
        """
        if _cause(error, ssl.SSLCertVerificationError) is not None:
            return CertificateProblem(_certificate_sentence(self), sent=False)
        if silent:  # a port that speaks otherwise says so, or ends the connection
            return self._silence(sent=sent)
        if not sent and _cause(error, ssl.SSLError) is not None:
            return WrongScheme(_scheme_sentence(self, "plain HTTP", "http"), sent=False)
        if sent and self.scheme == "http" and _speaks_tls(self):
            # What a TLS port made of these bytes was no request.
            return WrongScheme(_scheme_sentence(self, "TLS", "https"), sent=False)
        return GatewayUnreachable(_unreachable_sentence(self, sent=sent), sent=sent)

    def _silence(self, *, sent: bool) -> TransportError:
        if sent:
            return GatewayTimeout(_silence_sentence(self), sent=True)
        return GatewayUnreachable(_unreachable_sentence(self, sent=False), sent=False)


@functools.lru_cache(maxsize=64)
def _query(params: tuple[tuple[str, str], ...]) -> str:
    # Commas and @ are plain in the gateway's lists; written as they are, they stay readable in logs.
    return "?" + urlencode(params, safe=",@;:", quote_via=quote)


def _place(parts: SplitResult) -> tuple[str, str, int]:
    """Scheme, host and port. Raises `ValueError` where one of them cannot be."""
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname or parts.port == 0:
        raise ValueError("no scheme of ours, no host, or no port")
    return parts.scheme, parts.hostname, parts.port or DEFAULT_PORTS[parts.scheme]


def _netloc(scheme: str, host: str, port: int) -> str:
    name = f"[{host}]" if ":" in host else host.encode("idna").decode("ascii")
    return name if port == DEFAULT_PORTS[scheme] else f"{name}:{port}"


# --- failures ----------------------------------------------------------------------------------


def _cause(error: BaseException, kind: type[BaseException]) -> BaseException | None:
    """The error of that kind that `error` was raised from, however far down."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, kind):
        found = found.__cause__ or found.__context__
    return found


def _speaks_tls(endpoint: Endpoint) -> bool:
    """Whether a TLS handshake with the port succeeds; no request is sent."""
    context = unverified()
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
