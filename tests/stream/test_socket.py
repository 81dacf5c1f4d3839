"""The websocket itself, against a server on this machine; and what is said at its door."""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import Any

import pytest
from websockets.asyncio.server import ServerConnection, serve
from websockets.utils import accept_key

from ibkr._socket import Address, Connect, Connection, Disconnected, fast, plain
from ibkr._socket.gateway import headers, tls_context, websocket_url
from ibkr.errors import ConfigError, GatewayTimeout, GatewayUnreachable, NotAuthenticated, StreamError

LIBRARIES = [pytest.param(plain.connect, id="websockets"), pytest.param(fast.connect, id="picows")]

Talk = Callable[[ServerConnection], Awaitable[None]]


@asynccontextmanager
async def serving(talk: Talk, **options: Any) -> AsyncIterator[str]:
    async with serve(talk, "127.0.0.1", 0, **options) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"ws://127.0.0.1:{port}/v1/api/ws"


async def frames(socket: Connection, count: int) -> list[str | bytes]:
    got: list[str | bytes] = []
    while len(got) < count:
        got += await socket.receive()
    return got


@pytest.mark.anyio
@pytest.mark.parametrize("connect", LIBRARIES)
async def test_text_and_binary_frames_both_arrive_as_bytes(connect: Connect):
    async def talk(peer: ServerConnection) -> None:
        await peer.send('{"topic":"system"}')
        await peer.send(b'{"topic":"sts"}')
        await peer.send(str(await peer.recv()))

    async with serving(talk) as url:
        socket = await connect(Address(url, {}))
        await socket.send("tic")
        assert await frames(socket, 3) == [b'{"topic":"system"}', b'{"topic":"sts"}', b"tic"]
        await socket.close()


@pytest.mark.anyio
@pytest.mark.parametrize("connect", LIBRARIES)
async def test_what_is_said_at_the_door_reaches_the_gateway(connect: Connect):
    said: dict[str, str] = {}

    async def talk(peer: ServerConnection) -> None:
        assert peer.request is not None
        said.update(peer.request.headers.raw_items())

    async with serving(talk) as url:
        socket = await connect(Address(url, headers(url, "0f0f")))
        with pytest.raises(Disconnected):
            await socket.receive()
        await socket.close()
    assert said["Cookie"] == 'api={"session":"0f0f"}'
    assert said["Origin"] == url.removesuffix("/v1/api/ws").replace("ws", "http")
    assert said["User-Agent"].startswith("ibkr/")
    assert "Sec-WebSocket-Extensions" not in said


@pytest.mark.anyio
@pytest.mark.parametrize("connect", LIBRARIES)
async def test_neither_cookie_nor_frame_is_logged_by_the_library_below(
    connect: Connect, caplog: pytest.LogCaptureFixture
):
    async def talk(peer: ServerConnection) -> None:
        await peer.send(f"to U7654321, {await peer.recv()}")

    caplog.set_level(logging.DEBUG)
    silent = logging.Logger("server", logging.CRITICAL)
    async with serving(talk, logger=silent) as url:
        socket = await connect(Address(url, headers(url, "0f0f")))
        await socket.send("spl+U1234567")
        assert await frames(socket, 1) == [b"to U7654321, spl+U1234567"]
        await socket.close()
    logged = " ".join(f"{record.getMessage()} {vars(record)}" for record in caplog.records)
    assert [secret for secret in ("0f0f", "U1234567", "U7654321") if secret in logged] == []


@pytest.mark.anyio
@pytest.mark.parametrize("connect", LIBRARIES)
async def test_a_farewell_names_the_code_and_comes_after_the_frames_before_it(connect: Connect):
    async def talk(peer: ServerConnection) -> None:
        await peer.send("{}")
        await peer.close(1000)

    async with serving(talk) as url:
        socket = await connect(Address(url, {}))
        assert await frames(socket, 1) == [b"{}"]
        with pytest.raises(Disconnected, match="code 1000"):
            await socket.receive()
        with pytest.raises(Disconnected):
            await socket.send("tic")


@pytest.mark.anyio
@pytest.mark.parametrize("connect", LIBRARIES)
async def test_a_frame_far_over_what_the_gateway_passes_still_arrives(connect: Connect):
    async def talk(peer: ServerConnection) -> None:
        await peer.send("x" * 2_000_000)

    async with serving(talk) as url:
        socket = await connect(Address(url, {}))
        [frame] = await frames(socket, 1)
        assert len(frame) == 2_000_000
        await socket.close()


@pytest.mark.anyio
@pytest.mark.parametrize("connect", LIBRARIES)
@pytest.mark.parametrize(
    ("status", "kind"), [(HTTPStatus.UNAUTHORIZED, NotAuthenticated), (HTTPStatus.NOT_FOUND, StreamError)]
)
async def test_a_refusal_at_the_door_is_an_error_of_its_kind(
    connect: Connect, status: HTTPStatus, kind: type[Exception]
):
    async def talk(peer: ServerConnection) -> None:
        await peer.close()

    def refuse(peer: ServerConnection, request: Any) -> Any:
        return peer.respond(status, "no")

    async with serving(talk, process_request=refuse) as url:
        with pytest.raises(kind, match=r"ws://127\.0\.0\.1"):
            await connect(Address(url, {}))


@pytest.mark.anyio
@pytest.mark.parametrize("connect", LIBRARIES)
async def test_nobody_at_the_address_is_an_error_that_names_it(connect: Connect):
    async def talk(peer: ServerConnection) -> None:
        await peer.close()

    async with serving(talk) as url:
        pass
    with pytest.raises(GatewayUnreachable, match=r"127\.0\.0\.1"):
        await connect(Address(url, {}))


@asynccontextmanager
async def answering(*answer: bytes, cut: bool = False) -> AsyncIterator[str]:
    """A server that answers the first bytes with these, piece by piece, and says no more."""

    talks: list[asyncio.Task[Any] | None] = []

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        talks.append(asyncio.current_task())
        head = await reader.readuntil(b"\r\n\r\n")
        key = re.search(rb"(?i)sec-websocket-key: (\S+)", head)
        accept = accept_key(key[1].decode()).encode() if key else b""
        for piece in answer:
            writer.write(piece.replace(b"ACCEPT", accept))
            await writer.drain()
            await asyncio.sleep(0)
        if cut:
            writer.transport.abort()
        else:
            await reader.read()
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    async with server:
        yield f"ws://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1/api/ws"
        await asyncio.gather(*filter(None, talks))


UPGRADE = (
    b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Accept: ACCEPT\r\n\r\n"
)


@pytest.mark.anyio
@pytest.mark.parametrize("connect", LIBRARIES)
async def test_who_takes_the_call_and_does_not_answer_is_given_up(connect: Connect):
    async with answering() as url:
        with pytest.raises(GatewayTimeout, match="in time"):
            await connect(Address(url, {}, timeout=0.05))


@pytest.mark.anyio
@pytest.mark.parametrize("connect", LIBRARIES)
@pytest.mark.parametrize(
    "answer", [(), (b"HTTP/1.1 101 Swit",), (b"no http at all\r\n\r\n",)], ids=["nothing", "half", "nonsense"]
)
async def test_what_is_no_websocket_is_an_error_of_ours(connect: Connect, answer: tuple[bytes, ...]):
    async with answering(*answer, cut=True) as url:
        with pytest.raises((StreamError, GatewayUnreachable), match=r"ws://127\.0\.0\.1"):
            await connect(Address(url, {}))


@pytest.mark.anyio
@pytest.mark.parametrize("connect", LIBRARIES)
async def test_a_line_that_breaks_without_a_word_says_so_after_what_came(connect: Connect):
    frames_ = b"\x81\x02{}" + b"\x01\x01[" + b"\x89\x00" + b"\x80\x01]"
    async with answering(UPGRADE[:20], UPGRADE[20:] + frames_[:3], frames_[3:], cut=True) as url:
        socket = await connect(Address(url, {}))
        assert await frames(socket, 2) == [b"{}", b"[]"]
        with pytest.raises(Disconnected, match="broke without a word"):
            await socket.receive()
        await socket.close()


@pytest.mark.parametrize(
    ("base_url", "url"),
    [
        ("https://localhost:5000/v1/api", "wss://localhost:5000/v1/api/ws"),
        ("https://localhost:5000/v1/api/", "wss://localhost:5000/v1/api/ws"),
        ("http://127.0.0.1:5001/v1/api", "ws://127.0.0.1:5001/v1/api/ws"),
    ],
)
def test_the_stream_is_beside_the_rest_address(base_url: str, url: str):
    assert websocket_url(base_url) == url


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "127.8.9.10"])
def test_the_gateways_own_certificate_is_taken_on_this_machine(host: str):
    context = tls_context(f"wss://{host}:5000/v1/api/ws", None)
    assert context is not None
    assert context.verify_mode is ssl.CERT_NONE


@pytest.mark.parametrize(("url", "verify"), [("wss://gate.example/ws", None), ("wss://localhost/ws", True)])
def test_certificates_are_checked_elsewhere_and_where_it_is_wished(url: str, verify: bool | None):
    context = tls_context(url, verify)
    assert context is not None
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


def test_the_check_cannot_be_switched_off_for_another_machine():
    with pytest.raises(ConfigError, match=r"gate\.example"):
        tls_context("wss://gate.example/ws", False)


def test_without_tls_there_is_nothing_to_check():
    assert tls_context("ws://gate.example/ws", None) is None
