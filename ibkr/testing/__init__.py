"""What users test their own programs with: stubs, cassettes, a closed network, a simulator without sockets.

pytest finds the fixtures `gateway`, `stubs` and `cassette` by itself (`plugin.py`); the rest
works with any test runner. `Stubs` answers one call after the other as a test says; `MemoryGateway`
is a whole gateway in memory. `cassette` records and replays real exchanges, scrubbed; `no_network`
proves that a test talks to nobody; `SimulatorTransport` lets either client speak to a simulator in
memory; `decode` reads one recorded answer exactly as the client would, `decode_frame` one
frame of the stream. `SocketRecorder` and `SocketPlayer` do for the stream's websocket what
`cassette` does for calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr._lazy import lazy_names

if TYPE_CHECKING:
    from ibkr.testing.answering import BadStub, StubCall
    from ibkr.testing.cassettes import Scrubber, cassette
    from ibkr.testing.decoding import Decoded, UnknownOperation, decode, decode_frame
    from ibkr.testing.memory import MemoryGateway
    from ibkr.testing.missing import MissingStub, UnknownStub
    from ibkr.testing.network import NetworkBlocked, no_network
    from ibkr.testing.sockets import Recorded, SocketPlayer, SocketRecorder, read_session
    from ibkr.testing.stubs import Stub, Stubs, StubTransport
    from ibkr.testing.tapes import Tape
    from ibkr.testing.transport import SimulatorTransport

__all__ = [
    "BadStub",
    "Decoded",
    "MemoryGateway",
    "MissingStub",
    "NetworkBlocked",
    "Recorded",
    "Scrubber",
    "SimulatorTransport",
    "SocketPlayer",
    "SocketRecorder",
    "Stub",
    "StubCall",
    "StubTransport",
    "Stubs",
    "Tape",
    "UnknownOperation",
    "UnknownStub",
    "cassette",
    "decode",
    "decode_frame",
    "no_network",
    "read_session",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "ibkr.testing.answering": ["BadStub", "StubCall"],
        "ibkr.testing.cassettes": ["Scrubber", "cassette"],
        "ibkr.testing.decoding": ["Decoded", "UnknownOperation", "decode", "decode_frame"],
        "ibkr.testing.memory": ["MemoryGateway"],
        "ibkr.testing.missing": ["MissingStub", "UnknownStub"],
        "ibkr.testing.network": ["NetworkBlocked", "no_network"],
        "ibkr.testing.sockets": ["Recorded", "SocketPlayer", "SocketRecorder", "read_session"],
        "ibkr.testing.stubs": ["Stub", "StubTransport", "Stubs"],
        "ibkr.testing.tapes": ["Tape"],
        "ibkr.testing.transport": ["SimulatorTransport"],
    },
)
