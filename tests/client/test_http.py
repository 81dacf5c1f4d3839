"""What leaves the machine, and what becomes of what does not come back."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading

import httpx
import pytest

from ibkr._core.flow import Request
from ibkr._http import AsyncConnection, Connection, Endpoint, tls_context
from ibkr.errors import (
    CertificateProblem,
    ConfigError,
    GatewayTimeout,
    GatewayUnreachable,
    TransportError,
    WrongBasePath,
    WrongScheme,
)

from .canned import BASE, errors_of_both, routes

GET = Request("GET", "/portfolio/accounts", "portfolio.accounts", (("fields", "31,84"), ("a", "x y&")))


def sent(request: Request, *, base_url: str = BASE) -> httpx.Request:
    seen: list[httpx.Request] = []

    def gateway(arrived: httpx.Request) -> httpx.Response:
        arrived.read()
        seen.append(arrived)
        return httpx.Response(200, content=b"{}")

    endpoint = Endpoint(base_url, timeout=7.0)
    Connection(endpoint, httpx.MockTransport(gateway), None).send(request)
    asyncio.run(AsyncConnection(endpoint, httpx.MockTransport(gateway), None).send(request))
    assert seen[0].headers == seen[1].headers
    return seen[0]


def test_a_request_goes_below_the_base_path_with_its_parameters():
    assert str(sent(GET).url) == f"{BASE}/portfolio/accounts?fields=31,84&a=x%20y%26"
    assert str(sent(GET, base_url=f"{BASE}/").url).startswith(f"{BASE}/portfolio")


@pytest.mark.parametrize(
    ("method", "body", "length"), [("POST", None, "0"), ("POST", b"{}", "2"), ("DELETE", None, "0")]
)
def test_a_body_is_never_chunked_and_its_length_is_always_told(method: str, body: bytes | None, length: str):
    request = sent(Request(method, "/tickle", "auth.tickle", body=body))
    assert request.headers["content-length"] == length
    assert "transfer-encoding" not in request.headers


def test_a_get_has_no_body_and_no_length():
    assert "content-length" not in sent(GET).headers


def test_every_request_carries_what_the_gateway_wants_and_no_cookie():
    headers = sent(Request("POST", "/tickle", "auth.tickle", body=b"{}")).headers
    assert headers["host"] == "localhost:5000"
    assert headers["user-agent"].startswith("ibkr")
    assert headers["content-type"] == "application/json"
    assert headers["accept"] == "*/*"
    assert "cookie" not in headers


def test_the_time_limit_is_the_clients_or_the_requests_own():
    assert sent(GET).extensions["timeout"]["read"] == 7.0
    assert sent(Request("GET", "/x", "x", timeout=1.0)).extensions["timeout"] == {
        "connect": 1.0, "read": 1.0, "write": 1.0, "pool": 1.0
    }  # fmt: skip


@pytest.mark.parametrize(
    ("raised", "kind", "arrived"),
    [
        (httpx.ConnectError("refused"), GatewayUnreachable, False),
        (httpx.ConnectTimeout("away"), GatewayUnreachable, False),
        (httpx.PoolTimeout("busy"), GatewayUnreachable, False),
        (httpx.ReadTimeout("silent"), GatewayTimeout, True),
        (httpx.WriteTimeout("stuck"), GatewayTimeout, True),
        (httpx.ReadError("cut"), GatewayUnreachable, True),
        (httpx.RemoteProtocolError("disconnected"), GatewayUnreachable, True),
    ],
)
def test_a_failure_says_whether_the_request_may_have_arrived(raised, kind: type, arrived: bool):
    def gateway(request: httpx.Request) -> httpx.Response:
        raise raised

    connection = Connection(Endpoint(BASE, timeout=1.0), httpx.MockTransport(gateway), None)
    with pytest.raises(kind) as caught:
        connection.send(GET)
    assert isinstance(caught.value, TransportError)
    assert caught.value.sent is arrived
    assert caught.value.__cause__ is raised


def test_a_redirect_is_a_wrong_base_url_and_is_not_followed():
    asked: list[str] = []

    def gateway(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return httpx.Response(302, headers={"location": "https://api.ibkr.com/portfolio/accounts"})

    for error in errors_of_both(
        gateway, lambda ib: ib.portfolio.accounts(), base_url="https://localhost:5000"
    ):
        assert isinstance(error, WrongBasePath)
        assert "https://localhost:5000/v1/api" in str(error)
    assert len(asked) == 2


@pytest.mark.parametrize("url", ["localhost:5000", "", "ftp://localhost", "https://"])
def test_an_address_that_is_none_is_told_when_the_client_is_made(url: str):
    with pytest.raises(ConfigError, match="https://localhost:5000/v1/api"):
        Endpoint(url, timeout=1.0)


# --- certificates ------------------------------------------------------------------------------


def context_for(url: str, verify: object = None) -> ssl.SSLContext:
    return tls_context(Endpoint(url, timeout=1.0), verify)  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.1.2.3", "[::1]"])
def test_certificates_are_not_checked_on_this_machine(host: str):
    assert context_for(f"https://{host}:5000").verify_mode is ssl.CERT_NONE


@pytest.mark.parametrize("host", ["api.ibkr.com", "192.168.1.5", "127.0.0.1.example.com", "[2001:db8::1]"])
def test_certificates_are_checked_everywhere_else(host: str):
    assert context_for(f"https://{host}").verify_mode is ssl.CERT_REQUIRED
    with pytest.raises(ConfigError, match=r"ca\.pem"):
        context_for(f"https://{host}", verify=False)


def test_certificates_are_checked_on_this_machine_when_asked_for():
    assert context_for("https://localhost:5000", verify=True).verify_mode is ssl.CERT_REQUIRED


def test_a_ca_file_that_is_none_is_told():
    with pytest.raises(ConfigError, match="PEM"):
        context_for("https://example.com", verify="/nowhere/ca.pem")


def test_a_certificate_that_cannot_be_verified_is_its_own_error():
    def gateway(request: httpx.Request) -> httpx.Response:
        try:
            raise ssl.SSLCertVerificationError(1, "self-signed certificate")
        except ssl.SSLCertVerificationError as error:
            raise httpx.ConnectError("tls") from error

    for error in errors_of_both(
        gateway, lambda ib: ib.portfolio.accounts(), base_url="https://example.com/v1/api"
    ):
        assert isinstance(error, CertificateProblem)
        assert isinstance(error, ConfigError)
        assert "verify='ca.pem'" in str(error)
        assert error.sent is False


# --- the wrong scheme, on real sockets ---------------------------------------------------------


@pytest.fixture
def deaf_port():
    """A port where nobody listens."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def plain_port():
    """A port that speaks something else than TLS, and closes."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        thread = threading.Thread(target=_answer_plainly, args=(server,), daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
        thread.join()


def _answer_plainly(server: socket.socket) -> None:
    while True:
        try:
            connection, _ = server.accept()
        except OSError:
            return
        with connection:
            connection.recv(4096)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


def test_nobody_listening_is_a_gateway_to_be_started(deaf_port: int):
    connection = Connection(Endpoint(f"https://127.0.0.1:{deaf_port}/v1/api", timeout=2.0), None, None)
    with pytest.raises(GatewayUnreachable, match="Start it") as caught:
        connection.send(GET)
    assert caught.value.sent is False
    connection.close()


def test_https_to_a_plain_port_is_told_as_such(plain_port: int):
    connection = Connection(Endpoint(f"https://127.0.0.1:{plain_port}/v1/api", timeout=2.0), None, None)
    with pytest.raises(WrongScheme, match=f"http://127.0.0.1:{plain_port}/v1/api") as caught:
        connection.send(GET)
    assert caught.value.sent is False
    connection.close()


def test_both_clients_say_the_same_when_the_gateway_is_silent():
    def gateway(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("silent")

    first, second = errors_of_both(gateway, lambda ib: ib.portfolio.accounts())
    assert str(first) == str(second)
    assert isinstance(first, GatewayTimeout)
    assert first.operation == "portfolio.accounts"


def test_compressed_answers_are_read():
    body = httpx.Response(200, json=[], headers={"content-encoding": "identity"})
    assert errors_of_both(routes(accounts=body), lambda ib: ib.get("/iserver/accounts")) == []


@pytest.mark.parametrize(
    "address",
    ["localhost:5000", "https://", "https://host:port", "https://host:0", "https://[::1", "https://a..b"],
)
def test_an_address_that_is_none_is_told_with_one_that_would_be(address: str):
    with pytest.raises(ConfigError, match="is no address: it should look like https://localhost:5000/v1/api"):
        Endpoint(address, timeout=1.0)
