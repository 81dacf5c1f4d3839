"""Bytes into messages: whole frames by the short way, everything else by the library, in any pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri
from websockets.utils import accept_key

from ibkr._socket.wire import Wire

LONGEST = 200_000


def wire() -> tuple[Wire, ClientProtocol]:
    protocol = ClientProtocol(parse_uri("ws://localhost/"), max_size=LONGEST)
    request = protocol.connect()
    protocol.send_request(request)
    accept = accept_key(request.headers["Sec-WebSocket-Key"])
    protocol.receive_data(
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + accept.encode() + b"\r\n\r\n"
    )
    protocol.events_received()
    protocol.data_to_send()
    return Wire(protocol, longest=LONGEST), protocol


def framed(opcode: Opcode, data: bytes, *, fin: bool = True) -> bytes:
    return Frame(opcode, data, fin).serialize(mask=False)


# Around the lengths at which the head of a frame grows.
LENGTHS = st.sampled_from((0, 1, 125, 126, 127, 65_535, 65_536, 70_000))
MESSAGE = st.tuples(
    st.binary(max_size=300) | LENGTHS.map(lambda size: b"x" * size),
    st.integers(1, 4),
    st.booleans(),
)


PIECES = st.lists(st.integers(1, 20) | st.integers(1, 70_000), max_size=40)


@given(st.lists(MESSAGE, max_size=6), PIECES)
def test_messages_arrive_whole_however_they_were_cut(
    messages: list[tuple[bytes, int, bool]], pieces: list[int]
):
    stream = b"".join(as_frames(*message) for message in messages)
    reader, protocol = wire()
    got: list[bytes] = []
    for size in (*pieces, len(stream)):
        got += reader.feed(stream[:size])
        stream = stream[size:]
    assert got == [message for message, _, _ in messages]
    assert reader.is_open
    pongs = sum(is_pinged for *_, is_pinged in messages)
    assert len([sent for sent in protocol.data_to_send() if sent]) == pongs


def as_frames(message: bytes, parts: int, is_pinged: bool) -> bytes:
    """The message in so many fragments, with a ping after the first."""
    size = max(1, len(message) // parts + 1)
    pieces = [message[start : start + size] for start in range(0, len(message), size)] or [b""]
    frames = [
        framed(Opcode.CONT if number else Opcode.BINARY, piece, fin=number == len(pieces) - 1)
        for number, piece in enumerate(pieces)
    ]
    frames.insert(1, framed(Opcode.PING, b"?") if is_pinged else b"")
    return b"".join(frames)


def test_a_close_ends_it_after_the_messages_before():
    reader, protocol = wire()
    close = framed(Opcode.CLOSE, (1000).to_bytes(2) + b"bye")
    assert reader.feed(framed(Opcode.TEXT, b"{}") + close) == [b"{}"]
    assert not reader.is_open
    assert protocol.close_rcvd is not None
    assert (protocol.close_rcvd.code, protocol.close_rcvd.reason) == (1000, "bye")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xf2\x00", id="reserved bits"),
        pytest.param(b"\x83\x00", id="an opcode nobody knows"),
        pytest.param(framed(Opcode.CONT, b"x"), id="a fragment of nothing"),
        pytest.param(b"\x82\x7f" + (LONGEST + 1).to_bytes(8) + b"x" * (LONGEST + 20), id="too long"),
    ],
)
def test_what_breaks_the_rules_ends_the_connection(data: bytes):
    reader, _ = wire()
    assert reader.feed(data) == []
    assert not reader.is_open
