"""Sessions on file: recorded through the stream's own door, without secrets, and played back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from ibkr._async.stream import AsyncStream
from ibkr._socket import Address, Disconnected
from ibkr.errors import ConfigError
from ibkr.model.events import Quote, Reconnecting, Resumed, SessionStatus, StreamEvent
from ibkr.testing.sockets import SocketPlayer, SocketRecorder, read_session

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio

TICK = b'{"conid":265598,"_updated":1,"31":"457.50","topic":"smd+265598"}'
TIC = b'{"topic":"tic","alive":true,"id":"0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f","lastAccessed":1}'
AAPL = 'smd+265598+{"fields":["31"]}'


@pytest.fixture
async def recording(gateway, tmp_path: Path, clock, at_once) -> Path:
    """Two connections with a tick on each, recorded on a clock that moves between them."""
    path = tmp_path / "session.jsonl"
    gateway.answer = lambda frame: [TICK, TIC] if frame == AAPL else []
    with SocketRecorder(path, connect=gateway.connect, clock=clock) as recorder:
        async with AsyncStream(gateway, connect=recorder.connect, backoff=at_once) as stream:
            stream.market_data(265598, fields=["last"])
            async for event in stream:
                if isinstance(event, Quote):
                    break
            clock.advance(2.5)
            gateway.socket.cut()
            async for event in stream:
                if isinstance(event, Quote):
                    break
    return path


async def test_a_recording_holds_what_happened_and_when(recording: Path):
    lines = read_session(recording)
    assert [line.what for line in lines if line.what in ("open", "closed")] == ["open", "closed", "open"]
    assert [line.frame for line in lines if line.what == "sent"] == [AAPL, AAPL]
    assert (lines[0].at, lines[-1].at) == (0.0, 2.5)
    ticks = [line for line in lines if "smd+" in line.frame and line.what == "received"]
    assert [line.data for line in ticks] == [TICK, TICK]


async def test_a_recording_names_no_user_no_account_and_no_session(recording: Path):
    text = recording.read_text("utf-8")
    assert "demouser1" not in text
    assert "DU1234567" not in text
    assert "0f0f0f" not in text
    assert "DU0000001" in text


async def test_what_is_played_tells_the_same_as_what_was_recorded(recording: Path, gateway, at_once):
    player = SocketPlayer(recording)
    events: list[StreamEvent] = []
    async with AsyncStream(gateway, connect=player.connect, backoff=at_once) as stream:
        stream.market_data(265598, fields=["last"])
        async for event in stream:
            events.append(event)
            if isinstance(event, Quote) and any(isinstance(one, Resumed) for one in events):
                break
    kinds = [
        type(event) for event in events if isinstance(event, Quote | Resumed | Reconnecting | SessionStatus)
    ]
    assert kinds == [SessionStatus, Quote, Reconnecting, SessionStatus, Resumed, Quote]
    assert player.sent == [AAPL, AAPL]


async def test_times_are_kept_at_the_speed_that_is_asked_for(recording: Path):
    waits: list[float] = []

    class Noting:
        def now(self) -> float:
            return 0.0

        def monotonic(self) -> float:
            return 0.0

        def sleep(self, seconds: float) -> None:
            raise AssertionError("a player does not block")

        async def asleep(self, seconds: float) -> None:
            waits.append(seconds)

    connection = await SocketPlayer(recording, speed=2.0, clock=Noting()).connect(Address("ws://x", {}))
    frames = sum(1 for line in read_session(recording) if line.what == "received" and line.at == 0.0)
    for _ in range(frames):
        await connection.receive()
    with pytest.raises(Disconnected, match="code 1000"):
        await connection.receive()
    assert waits == [1.25]


async def test_a_line_that_is_no_recording_is_named(tmp_path: Path):
    path = tmp_path / "bad.jsonl"
    path.write_text(json.dumps({"at": 0, "what": "open"}) + "\n{}\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="line 2"):
        read_session(path)
