"""Websockets on the wire: pings, fragments, sizes, clients that stop reading or vanish."""

from __future__ import annotations

import contextlib
import socket
import struct
import urllib.parse

import pytest
import websockets
from websockets.frames import Frame, Opcode
from websockets.sync.client import connect

from ibkr.simulator import Request, simulate
from ibkr.simulator.wire import framed


@pytest.fixture(scope="module")
def simulation():
    with simulate(http=True, pacing=False) as running:
        running.gateway.handle(Request.to("GET", "/v1/api/iserver/accounts"))
        yield running


def stream(simulation, **options):
    cookie = {"Cookie": f"api={simulation.gateway.session.token}"}
    url = simulation.base_url.replace("http", "ws") + "/ws"
    return connect(url, additional_headers=cookie, **options)


def greeted(socket_):
    """Read the burst that follows a good handshake."""
    return [socket_.recv(timeout=5) for _ in range(3)]


def until(socket_, wanted):
    return next(frame for frame in iter(lambda: socket_.recv(timeout=5), None) if wanted in frame)


@pytest.mark.parametrize("length", [0, 125, 126, 65_535, 65_536])
@pytest.mark.parametrize("kind", [str, bytes])
def test_a_frame_has_the_header_that_the_library_writes(kind, length):
    frame = "x" * length if kind is str else b"x" * length
    payload = frame.encode() if kind is str else frame
    written = Frame(Opcode.TEXT if kind is str else Opcode.BINARY, payload).serialize(mask=False)
    assert b"".join(framed(frame)) == written


def test_a_ping_gets_its_pong(simulation):
    with stream(simulation) as socket_:
        assert socket_.ping(b"here").wait(timeout=5)


def test_a_message_in_pieces_is_put_together(simulation):
    with stream(simulation) as socket_:
        greeted(socket_)
        socket_.send(iter(["ech", "+in ", "pieces"]))
        assert until(socket_, b"ech") == b"ech+in pieces"


def test_compression_is_not_agreed_to(simulation):
    with stream(simulation, compression="deflate") as socket_:
        assert "Sec-WebSocket-Extensions" not in socket_.response.headers
        assert len(greeted(socket_)) == 3


def test_a_frame_of_65_536_bytes_passes_and_a_longer_one_kills_the_connection(simulation):
    with stream(simulation, max_size=None) as socket_:
        greeted(socket_)
        socket_.send("ech+" + "x" * 65_532)
        assert len(until(socket_, b"ech")) == 65_536
        socket_.send("ech+" + "x" * 65_533)
        with pytest.raises(websockets.ConnectionClosedError) as closed:
            until(socket_, b"never")
        assert closed.value.rcvd is None


def test_text_that_is_no_unicode_does_not_stop_the_server(simulation):
    with stream(simulation) as socket_:
        greeted(socket_)
        socket_.send(b"\xff\xfe", text=True)
        socket_.send("ech+there")
        assert until(socket_, b"ech") == b"ech+there"


def raw(simulation):
    """A client without a library: its socket, upgraded."""
    address = urllib.parse.urlsplit(simulation.base_url)
    connection = socket.create_connection((address.hostname, address.port), timeout=10)
    lines = (
        "GET /v1/api/ws HTTP/1.1",
        *("Host: localhost", "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13"),
        *("Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", f"Cookie: api={simulation.gateway.session.token}"),
        "\r\n",
    )
    connection.sendall("\r\n".join(lines).encode())
    seen = b""
    while b'"sts"' not in seen:
        seen += connection.recv(65_536)
    return connection


def test_a_client_that_stops_reading_is_disconnected(simulation):
    echo = b"ech+" + b"x" * 60_000
    frame = b"\x81\xfe" + struct.pack(">H", len(echo)) + bytes(4) + echo
    with raw(simulation) as connection, pytest.raises(OSError, match=r"reset|pipe"):  # noqa: PT012 - a loop of sends
        for _ in range(10_000):
            connection.sendall(frame)
    assert simulation.gateway.sockets == []


def test_a_client_that_vanishes_leaves_nothing_behind(simulation, caplog):
    for _ in range(5):
        connection = raw(simulation)
        # A reset instead of a goodbye: what is written to it after that fails.
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.close()
    while simulation.gateway.sockets:
        simulation.gateway.handle(Request.to("POST", "/v1/api/tickle"))
    assert caplog.records == []


def test_a_server_that_stops_tells_its_sockets():
    with simulate(http=True) as running, stream(running) as socket_:
        running.close()
        with pytest.raises(websockets.ConnectionClosed) as closed, contextlib.closing(socket_):
            until(socket_, b"never")
        assert closed.value.rcvd.code == 1012
