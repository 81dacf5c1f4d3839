"""What users test their own programs with: cassettes, a closed network, a simulator without sockets.

`cassette` records and replays real exchanges, scrubbed; `no_network` proves that a
test talks to nobody; `SimulatorTransport` lets either client speak to a simulator
in memory; `decode` reads one recorded answer exactly as the client would, `decode_frame` one
frame of the stream. `SocketRecorder` and `SocketPlayer` do for the stream's websocket what
`cassette` does for calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr._lazy import lazy_names

if TYPE_CHECKING:
    from ibkr.testing.cassettes import Scrubber, cassette
    from ibkr.testing.decoding import Decoded, UnknownOperation, decode, decode_frame
    from ibkr.testing.network import NetworkBlocked, no_network
    from ibkr.testing.sockets import Recorded, SocketPlayer, SocketRecorder, read_session
    from ibkr.testing.transport import SimulatorTransport

__all__ = [
    "Decoded",
    "NetworkBlocked",
    "Recorded",
    "Scrubber",
    "SimulatorTransport",
    "SocketPlayer",
    "SocketRecorder",
    "UnknownOperation",
    "cassette",
    "decode",
    "decode_frame",
    "no_network",
    "read_session",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "ibkr.testing.cassettes": ["Scrubber", "cassette"],
        "ibkr.testing.decoding": ["Decoded", "UnknownOperation", "decode", "decode_frame"],
        "ibkr.testing.network": ["NetworkBlocked", "no_network"],
        "ibkr.testing.sockets": ["Recorded", "SocketPlayer", "SocketRecorder", "read_session"],
        "ibkr.testing.transport": ["SimulatorTransport"],
    },
)
