"""Every driver through a real socket: what arrives at the gateway, and what a failure says."""

from __future__ import annotations

import asyncio
import gzip
import socket
import threading
import traceback
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

import pytest

from ibkr._core.flow import Request, Response
from ibkr._http import AsyncConnection, Connection, Endpoint
from ibkr._http.fast import AsyncFast
from ibkr._http.plain import AsyncPlain
from ibkr.errors import CertificateProblem, GatewayTimeout, GatewayUnreachable, TransportError, WrongScheme
from ibkr.simulator import simulate

GET = Request("GET", "/portfolio/accounts", "portfolio.accounts", (("fields", "31,84"), ("a", "x y&")))
POST = Request("POST", "/tickle", "auth.tickle", body=b"{}")
DELETE = Request("DELETE", "/iserver/account/DU1/order/7", "orders.withdraw")
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"
CUT = b""
"""In place of an answer: the connection ends."""

Sender = Callable[..., list[Any]]


def by_thread(endpoint: Endpoint, *requests: Request) -> list[Any]:
    connection = Connection(endpoint, None, None)
    try:
        return [_outcome_of(connection.send, request) for request in requests]
    finally:
        connection.close()


def _outcome_of(send: Callable[[Request], Response], request: Request) -> Any:
    try:
        return send(request)
    except TransportError as error:
        return error


def by_task(driver: Any) -> Sender:
    def sender(endpoint: Endpoint, *requests: Request) -> list[Any]:
        async def run() -> list[Any]:
            connection = driver(endpoint)
            outcomes: list[Any] = []
            for request in requests:
                try:
                    outcomes.append(await connection.send(request))
                except TransportError as error:
                    outcomes.append(error)
            await connection.aclose()
            return outcomes

        return asyncio.run(run())

    return sender


SENDERS: dict[str, Sender] = {
    "httpx": by_thread,
    "httpx async": by_task(lambda endpoint: AsyncPlain(endpoint, None, None)),
    "aiohttp": by_task(lambda endpoint: AsyncFast(endpoint, None)),
}


@pytest.fixture(params=SENDERS)
def send(request: pytest.FixtureRequest) -> Sender:
    """The outcome of each request, an answer or an error, over one connection where it can be kept."""
    return SENDERS[request.param]


def _whole_request(stream: BinaryIO) -> bytes:
    """One request with its body; nothing when the connection ends, or speaks TLS."""
    lines: list[bytes] = []
    while (line := stream.readline()) not in (b"", b"\r\n"):
        if line.startswith(b"\x16"):
            return b""
        lines.append(line)
    lengths = [int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length")]
    return b"".join(lines) + b"\r\n" * bool(lines) + stream.read(sum(lengths))


class Scripted:
    """A server that gives the next answer to each request; after the last one the connection ends."""

    def __init__(self, *answers: bytes) -> None:
        self.answers = list(answers)
        self.requests: list[bytes] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def endpoint(self, *, timeout: float = 5.0) -> Endpoint:
        return Endpoint(f"http://127.0.0.1:{self.port}/v1/api", timeout=timeout)

    @property
    def heads(self) -> list[tuple[str, dict[str, str]]]:
        """Request line and headers of each request."""
        lines = [request.partition(b"\r\n\r\n")[0].decode("ascii").split("\r\n") for request in self.requests]
        pairs = [dict(line.lower().split(": ", 1) for line in rest) for _, *rest in lines]
        return [(first, headers) for (first, *_), headers in zip(lines, pairs, strict=True)]

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        with connection.makefile("rb") as stream:
            while request := _whole_request(stream):
                self.requests.append(request)
                answer = self.answers.pop(0) if self.answers else CUT
                connection.sendall(answer)
                if not self.answers or answer == CUT:
                    return

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._listener.close()


@pytest.fixture
def scripted() -> Iterator[Callable[..., Scripted]]:
    servers: list[Scripted] = []

    def start(*answers: bytes) -> Scripted:
        servers.append(Scripted(*answers))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def test_the_drivers_are_chosen_by_what_is_installed_and_given():
    endpoint = Endpoint("https://localhost:5000/v1/api", timeout=1.0)
    chosen = AsyncConnection(endpoint, None, None).send
    assert isinstance(chosen.__self__, AsyncFast)  # pyright: ignore[reportFunctionMemberAccess]


def test_the_same_bytes_arrive_whoever_sends_them(scripted):
    seen: list[list[tuple[str, dict[str, str]]]] = []
    for sender in SENDERS.values():
        server = scripted(OK, OK, OK)
        sender(server.endpoint(), GET, POST, DELETE)
        heads = server.heads
        assert {head["host"] for _, head in heads} == {f"127.0.0.1:{server.port}"}
        seen.append([(line, {**head, "host": ""}) for line, head in heads])
    assert seen[0] == seen[1] == seen[2]


def test_a_body_is_never_chunked_and_its_length_is_always_told(send, scripted):
    server = scripted(OK, OK, OK)
    send(server.endpoint(), GET, POST, DELETE)
    (got, get), (_, post), (_, delete) = server.heads
    assert got == "GET /v1/api/portfolio/accounts?fields=31,84&a=x%20y%26 HTTP/1.1"
    assert (get.get("content-length"), post["content-length"], delete["content-length"]) == (None, "2", "0")
    assert not any("transfer-encoding" in head for _, head in server.heads)
    assert post["content-type"] == "application/json"
    assert server.requests[1].endswith(b"\r\n\r\n{}")


def test_a_request_at_the_host_goes_past_the_base_path(send, scripted):
    server = scripted(OK)
    send(server.endpoint(), Request("GET", "/sso/x", "sso", url=f"http://127.0.0.1:{server.port}/sso/x"))
    assert server.heads[0][0] == "GET /sso/x HTTP/1.1"


def test_cookies_are_not_kept(send, scripted):
    server = scripted(OK.replace(b"Content", b"Set-Cookie: a=b; Path=/\r\nContent"), OK)
    send(server.endpoint(), GET, GET)
    assert [head.get("cookie") for _, head in server.heads] == [None, None]


def test_a_redirect_is_an_answer(send, scripted):
    server = scripted(b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", OK)
    (answer,) = send(server.endpoint(), GET)
    assert (answer.status, answer.headers["location"], len(server.requests)) == (302, "/elsewhere", 1)


def test_a_compressed_answer_is_read(send, scripted):
    body = gzip.compress(b'{"a":1}')
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {len(body)}\r\n\r\n"
    (answer,) = send(scripted(head.encode() + body).endpoint(), GET)
    assert answer.body == b'{"a":1}'


def test_headers_have_names_in_lower_case(send, scripted):
    head = b"HTTP/1.1 200 OK\r\nRetry-After: 3\r\nVia: one\r\nVia: two\r\nContent-Length: 0\r\n\r\n"
    (answer,) = send(scripted(head).endpoint(), GET)
    assert (answer.headers["retry-after"], answer.headers["via"]) == ("3", "one, two")


@pytest.mark.parametrize("request_", [GET, DELETE, POST, Request("PUT", "/x", "x", body=b"{}")])
def test_a_request_that_met_a_broken_connection_is_not_sent_again(send, scripted, request_: Request):
    """Libraries like to repeat on a kept connection what they hold to be harmless; a cancellation is not."""
    server = scripted(OK, CUT, OK)
    first, second = send(server.endpoint(), GET, request_)
    assert (first.status, len(server.requests)) == (200, 2)
    assert isinstance(second, GatewayUnreachable)
    assert second.sent is True


@pytest.mark.parametrize(
    "answer",
    [b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}", b"nonsense\r\n\r\n", b"HTTP/1.1 200"],
    ids=["cut short", "no HTTP", "half a line"],
)
def test_half_an_answer_is_none_and_the_request_may_have_arrived(send, scripted, answer: bytes):
    server = scripted(OK, answer)
    _, outcome = send(server.endpoint(), GET, POST)
    assert isinstance(outcome, GatewayUnreachable)
    assert outcome.sent is True


def test_silence_is_given_up_after_the_time_limit(send):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = Endpoint(f"http://127.0.0.1:{silent.getsockname()[1]}/v1/api", timeout=0.05)
        (outcome,) = send(endpoint, POST)
    assert isinstance(outcome, GatewayTimeout)
    assert outcome.sent is True


def test_a_request_has_a_time_limit_of_its_own(send):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = Endpoint(f"http://127.0.0.1:{silent.getsockname()[1]}/v1/api", timeout=60.0)
        (outcome,) = send(endpoint, Request("GET", "/x", "x", timeout=0.05))
    assert isinstance(outcome, GatewayTimeout)


def test_nobody_listening_is_certain_not_to_have_been_sent(send):
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        (outcome,) = send(Endpoint(f"https://127.0.0.1:{held.getsockname()[1]}/v1/api", timeout=2.0), POST)
    assert isinstance(outcome, GatewayUnreachable)
    assert outcome.sent is False
    assert "Start it" in str(outcome)


def test_a_handshake_that_is_never_answered_was_not_sent(send):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        (outcome,) = send(Endpoint(f"https://127.0.0.1:{silent.getsockname()[1]}/v1/api", timeout=0.05), POST)
    assert isinstance(outcome, GatewayUnreachable)
    assert outcome.sent is False


def test_https_to_a_plain_port_is_told_as_such(send, scripted):
    class Plain(Scripted):
        def _answer(self, connection: socket.socket) -> None:
            connection.recv(65536)
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")

    server = Plain()
    (outcome,) = send(Endpoint(f"https://127.0.0.1:{server.port}/v1/api", timeout=2.0), POST)
    server.close()
    assert isinstance(outcome, WrongScheme)
    assert outcome.sent is False


@pytest.fixture(scope="module")
def simulation():
    with simulate(pacing=False) as running:
        yield running


def test_http_to_a_tls_port_is_told_as_such(send, simulation):
    (outcome,) = send(Endpoint(f"http://127.0.0.1:{simulation.port}/v1/api", timeout=5.0), POST)
    assert isinstance(outcome, WrongScheme)
    assert f"https://127.0.0.1:{simulation.port}" in str(outcome)


def test_the_certificate_of_this_machine_is_not_asked_for(send, simulation):
    (answer,) = send(Endpoint(simulation.base_url, timeout=5.0), GET)
    assert answer.status == 200


@pytest.mark.parametrize("driver", [AsyncFast, lambda end, verify: AsyncPlain(end, None, verify)])
def test_a_certificate_that_cannot_be_verified_was_not_sent_to(driver: Any, simulation):
    endpoint = Endpoint(simulation.base_url, timeout=5.0)
    (outcome,) = by_task(lambda end: driver(end, True))(endpoint, POST)
    assert isinstance(outcome, CertificateProblem)
    assert outcome.sent is False


@pytest.mark.parametrize(
    "answer", [CUT, b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}"]
)
def test_what_is_printed_of_a_failure_names_no_account(send, scripted, answer: bytes):
    (outcome,) = send(scripted(answer).endpoint(), Request("GET", "/portfolio/DU1234567/ledger", "x"))
    assert "DU1234567" not in "".join(traceback.format_exception(outcome))


def test_a_connection_that_takes_too_long_names_no_account_either(send):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        endpoint = Endpoint(f"https://127.0.0.1:{silent.getsockname()[1]}/v1/api", timeout=0.05)
        (outcome,) = send(endpoint, Request("GET", "/portfolio/DU1234567/ledger", "x"))
    assert "DU1234567" not in "".join(traceback.format_exception(outcome))


def test_closing_what_was_never_opened_is_fine():
    assert (
        by_task(lambda endpoint: AsyncFast(endpoint, None))(Endpoint("http://localhost", timeout=1.0)) == []
    )
