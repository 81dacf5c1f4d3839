"""Recorded websocket sessions are played again, at the speed of the world."""

from __future__ import annotations

import json

import pytest

from ibkr.errors import ConfigError
from ibkr.simulator import Close, Fault, Recording

LINES = (
    {"at": 10.0, "what": "open"},
    {"at": 10.2, "what": "received", "frame": '{"topic":"system","success":"u"}', "binary": True},
    {"at": 10.4, "what": "sent", "frame": 'smd+8314+{"fields":["31"]}'},
    {"at": 12.0, "what": "received", "frame": '{"topic":"smd+8314","31":"201.1"}', "binary": True},
    {"at": 14.0, "what": "closed", "reason": "the connection broke without a word"},
    {"at": 20.0, "what": "open"},
    {"at": 21.0, "what": "received", "frame": '{"topic":"system","hb":1}', "binary": True},
)


@pytest.fixture
def recorded(tmp_path):
    def write(*lines: object) -> Recording:
        path = tmp_path / "session.jsonl"
        path.write_text("\n".join(each if isinstance(each, str) else json.dumps(each) for each in lines))
        return Recording.read(path)

    return write


def opened(player):
    return player.gateway.connect({"Cookie": f"api={player.gateway.session.token}"})


@pytest.mark.parametrize("speed", [1.0, 10.0, 0.5])
def test_frames_come_when_they_came_then_divided_by_the_speed(play, recorded, speed):
    player = play(recording=recorded(*LINES), speed=speed)
    socket, seen = opened(player), []
    while not seen or not isinstance(seen[-1][1], Close):
        due = socket.next_due()
        player.clock.advance(due)
        seen += [(round(player.gateway.state.now() * speed, 3), frame) for frame in socket.pull()]
    assert seen == [
        (0.2, LINES[1]["frame"].encode()),
        (2.0, LINES[3]["frame"].encode()),
        (4.0, Close()),
    ]


def test_each_socket_gets_a_connection_and_further_ones_the_last(play, recorded):
    player = play(recording=recorded(*LINES))
    sockets = [opened(player) for _ in range(3)]
    for socket in sockets:
        socket.pull()
    player.clock.advance(1)
    assert [len(socket.pull()) for socket in sockets] == [1, 1, 1]
    assert [socket.ended for socket in sockets] == [False] * 3
    player.clock.advance(10)
    assert [len(socket.pull()) for socket in sockets] == [2, 0, 0]


def test_what_the_client_sends_changes_nothing_and_calls_are_answered(play, recorded):
    player = play(recording=recorded(*LINES[:4]))
    socket = opened(player)
    socket.pull()
    player.clock.advance(1)
    socket.receive("tic")
    socket.receive('smd+265598+{"fields":["31"]}')
    assert len(socket.pull()) == 1
    assert player.get("/iserver/accounts")["accounts"] == ["DU1234567"]


def test_faults_hit_recorded_frames_too(play, recorded):
    player = play(recording=recorded(*LINES[:4]))
    player.gateway.faults.add(Fault("lost", "smd"))
    socket = opened(player)
    socket.pull()
    player.clock.advance(5)
    assert socket.pull() == [LINES[1]["frame"].encode()]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ((), "has no lines"),
        (("{",), "line 1: Input data was truncated"),
        ((LINES[1],), "line 1: a recording begins with what=open, not received"),
        ((LINES[0], {"at": 9, "what": "sent"}), "line 2: at=9 is before the line above, which is at 10"),
        ((LINES[0], {"at": 11, "what": "spoken"}), "line 2: Invalid enum value 'spoken'"),
        ((LINES[0], {"what": "sent"}), "line 2: Object missing required field `at`"),
        ((LINES[0], {"at": 11, "what": "received", "frame": "x" * 65_537}), "line 2: a frame of 65537 bytes"),
    ],
)
def test_a_recording_that_is_none_is_refused_with_its_line(recorded, lines, reason):
    with pytest.raises(ConfigError, match=reason):
        recorded(*lines)


def test_a_recording_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.jsonl cannot be read: No such file"):
        Recording.read(tmp_path / "none.jsonl")


def test_nothing_is_played_to_a_client_that_nobody_knows_until_it_says_who_it_is(play, recorded):
    player = play(recording=recorded(*LINES[:2], "", LINES[3]))
    socket = player.gateway.connect({})
    player.clock.advance(5)
    assert socket.pull() == [b'{"message":"waiting for session"}']
    socket.receive(json.dumps({"session": player.gateway.session.token}))
    player.clock.advance(1)
    assert socket.pull() == [LINES[1]["frame"].encode()]
