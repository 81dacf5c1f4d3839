"""Faults: what goes wrong, where and how often, as data."""

from __future__ import annotations

import re

import pytest

from ibkr.errors import ConfigError
from ibkr.simulator import Close, ConnectionDropped, Fault, Faults

SUBMIT = "orders.submit"


def orders_of(player):
    return [order.ticket.client_order_id for order in player.gateway.broker.orders("DU1234567")]


def test_dropped_before_it_was_looked_at_an_order_does_not_exist(play):
    player = play(faults=Faults(Fault("drop_before", SUBMIT))).primed()
    with pytest.raises(ConnectionDropped):
        player.place(cOID="gone")
    assert orders_of(player) == []


def test_dropped_after_it_was_taken_an_order_exists_once(play):
    player = play(faults=Faults(Fault("drop_after", SUBMIT))).primed()
    with pytest.raises(ConnectionDropped):
        player.place(cOID="silent")
    assert orders_of(player) == ["silent"]
    assert "already registered" in player.place(cOID="silent")["error"]


@pytest.mark.parametrize(("kind", "expected"), [("drop_before", []), ("drop_after", ["asked"])])
def test_a_reply_can_be_dropped_before_and_after_too(play, kind, expected):
    player = play(faults=Faults(Fault(kind, "orders.reply"))).primed()
    (question,) = player.place(price=400, cOID="asked")
    with pytest.raises(ConnectionDropped):
        player.post(f"/iserver/reply/{question['id']}", {"confirmed": True})
    assert orders_of(player) == expected


def test_a_fault_skips_and_counts_its_calls(play):
    faults = Faults(Fault("answer", "contracts.stocks", skip=1, times=2, status=503))
    player = play(faults=faults)
    assert [player.ask("GET", "/trsrv/stocks?symbols=IBM").status for _ in range(4)] == [200, 503, 503, 200]


def test_a_fault_can_last_for_ever_and_be_anywhere(play):
    player = play(faults=Faults(Fault("answer", times=None, status=429)))
    assert {player.ask("POST", "/tickle").status for _ in range(5)} == {429}
    player.gateway.faults.clear()
    assert player.ask("POST", "/tickle").status == 200


def test_an_answer_instead_can_carry_an_error(play):
    player = play(faults=Faults(Fault("answer", "auth.status", status=500, error="boom")))
    assert player.post("/iserver/auth/status", status=500) == {"error": "boom"}


def test_a_delayed_answer_says_how_long_to_hold_it(play):
    player = play(faults=Faults(Fault("delay", "auth.tickle", seconds=7)))
    assert player.ask("POST", "/tickle").delay == 7


def test_a_frozen_gateway_answers_nobody_and_its_sockets_are_silent(player, read):
    socket = player.connect()
    player.gateway.freeze(30)
    socket.receive("tic")
    player.clock.advance(20)
    assert player.ask("GET", "/trsrv/stocks?symbols=IBM").delay == 10
    assert read(socket) == []
    assert socket.next_due() == 10
    player.clock.advance(10)
    assert [frame["topic"] for frame in read(socket)] == ["tic"] * 4 + ["system"]


@pytest.mark.parametrize(("kind", "status"), [("expire", 401), ("no_bridge", 400), ("competing", 400)])
def test_the_session_can_break_just_when_a_call_arrives(play, kind, status):
    player = play(faults=Faults(Fault(kind, "orders.live", skip=1))).primed()
    assert player.ask("GET", "/iserver/account/orders").status == status
    assert player.gateway.session.flags.competing is (kind == "competing")


def test_a_call_can_freeze_the_gateway_for_all(play):
    player = play(faults=Faults(Fault("freeze", "contracts.stocks", seconds=30)))
    socket = player.connect()
    assert player.ask("GET", "/trsrv/stocks?symbols=IBM").delay == 30
    socket.receive("tic")
    player.clock.advance(20)
    assert (socket.pull(), player.ask("GET", "/iserver/accounts").delay) == ([], 10)
    player.clock.advance(11)
    assert len(socket.pull()) >= 4


@pytest.mark.parametrize(("kind", "end"), [("cut", Close(abrupt=True)), ("close", Close(1000))])
def test_sockets_can_be_ended_by_a_call_or_in_place_of_a_frame(play, read, kind, end):
    player = play(faults=Faults(Fault(kind, "contracts.stocks"), Fault(kind, "tic", skip=2)))
    first = player.connect()
    player.get("/trsrv/stocks?symbols=IBM")
    assert read(first) == [end]
    second = player.connect()
    second.receive("tic")
    assert [frame if isinstance(frame, Close) else frame["topic"] for frame in read(second)] == [
        "tic",
        "tic",
        end,
    ]


def test_frames_can_be_cut_in_half_and_come_twice(play):
    player = play(faults=Faults(Fault("malformed", "tic"), Fault("duplicate", "tic", skip=3)))
    socket = player.connect()
    socket.receive("tic")
    half, *others = socket.pull()
    assert len(others) == 4
    assert others[0].startswith(half)
    assert len(half) == len(others[0]) // 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"kind": "explode"}, "explode"),
        ({"kind": "delay", "at": "orders.sumbit"}, "orders.sumbit"),
        ({"kind": "malformed", "at": "orders.submit"}, "frame"),
        ({"kind": "drop_after", "at": "smd"}, "call"),
    ],
)
def test_a_fault_that_could_never_happen_is_refused(arguments, says):
    with pytest.raises(ConfigError, match=says):
        Fault(**arguments)


def test_faults_are_read_from_a_file(tmp_path, play):
    path = tmp_path / "faults.toml"
    path.write_text('[[fault]]\nkind = "answer"\nat = "auth.tickle"\nstatus = 503\nskip = 1\n')
    player = play(faults=Faults.read(path))
    assert [player.ask("POST", "/tickle").status for _ in range(2)] == [200, 503]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[fault]]\nkind = \n", "line 2"),
        ('[[fault]]\nkind = "delay"\n[[fault]]\nkind = "x"\n', "line 3"),
        ('[[fault]]\nkind = "delay"\nsecond = 1\n', "second"),
        ('[[fault]]\nkind = "delay"\nskip = -1\n', "line 1"),
        ("fault = 3\n", "fault"),
    ],
)
def test_an_unreadable_file_is_refused_with_the_place(tmp_path, text, says):
    path = tmp_path / "faults.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=says):
        Faults.read(path)


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(ConfigError, match="cannot be read"):
        Faults.read(tmp_path / "none.toml")


# --- by pattern, chance and time


def test_a_pattern_names_many_operations(play):
    player = play(faults=Faults(Fault("answer", "auth.*", times=None)))
    assert player.ask("POST", "/tickle").status == 503
    assert player.ask("GET", "/trsrv/stocks?symbols=IBM").status == 200


def statuses(player) -> list[int]:
    return [player.ask("GET", "/trsrv/stocks?symbols=IBM").status for _ in range(200)]


def test_a_chance_is_drawn_from_the_seed(play):
    def drawn(seed):
        return statuses(play(seed=seed, faults=Faults(Fault("answer", chance=0.3, times=None))))

    assert drawn(1) == drawn(1) != drawn(2)
    assert 30 < drawn(1).count(503) < 90


def test_a_chance_that_failed_does_not_use_up_a_time(play):
    assert statuses(play(faults=Faults(Fault("answer", chance=0.2, times=3)))).count(503) == 3


def test_a_fault_has_its_time(play):
    player = play(faults=Faults(Fault("answer", begins=10, ends=20, times=None)))
    seen = []
    for _ in range(5):
        seen.append(player.ask("POST", "/tickle").status)
        player.clock.advance(5)
    assert seen == [200, 200, 503, 503, 200]


def test_a_fault_added_later_counts_its_seconds_from_then(play):
    player = play()
    player.clock.advance(100)
    player.gateway.faults.add(Fault("answer", ends=10, times=None))
    assert player.ask("POST", "/tickle").status == 503
    player.clock.advance(10)
    assert player.ask("POST", "/tickle").status == 200


def test_an_answer_can_arrive_in_half(play):
    player = play(faults=Faults(Fault("truncated", "auth.status")))
    half, whole = (player.ask("POST", "/iserver/auth/status").body for _ in range(2))
    assert whole.startswith(half)
    assert len(half) == len(whole) // 2


def test_a_frame_can_be_lost(player, read):
    player.gateway.faults.add(Fault("lost", "tic", times=3))
    socket = player.connect()
    socket.receive("tic")
    assert [frame["topic"] for frame in read(socket)] == ["tic"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"chance": 1.5}, "chance=1.5 must be a number from 0 to 1"),
        ({"times": 0}, "times=0 must be a whole number from 1"),
        ({"skip": True}, "skip=True"),
        ({"status": "503"}, "status='503'"),
        ({"status": 99}, "from 200 to 599"),
        ({"seconds": -1}, "seconds=-1"),
        ({"begins": 5, "ends": 5}, "after begins"),
        ({"error": 3}, "error=3 must be text"),
        ({"at": 7}, "7 names no operation"),
    ],
)
def test_an_argument_out_of_range_is_told(arguments, says):
    with pytest.raises(ConfigError, match=re.escape(says)):
        Fault("answer", **arguments)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[[fault]]\nkind = "delay"\n\n[[fault]]\nat = "*"\n', "line 4: kind is missing"),
        ('[fault]\nkind = "delay"\n', "double brackets"),
        ('[[faults]]\nkind = "delay"\n', "'faults' means nothing"),
        ('[[fault]]\nkind = "delay"\nsecs = 1\n', "line 1: secs: no fault has such a key; the keys are kind"),
        ("fault = [1]\n", "entry 1"),
    ],
)
def test_a_scenario_file_is_refused_with_the_line_and_what_to_do(tmp_path, text, says):
    path = tmp_path / "faults.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=re.escape(says)):
        Faults.read(path)


def test_a_scenario_file_that_is_no_text_is_refused(tmp_path):
    path = tmp_path / "faults.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ConfigError, match="no text"):
        Faults.read(path)


def test_in_a_file_always_is_spelt_out(tmp_path, play):
    path = tmp_path / "faults.toml"
    path.write_text('[[fault]]\nkind = "answer"\ntimes = "always"\n')
    assert set(statuses(play(faults=Faults.read(path)))) == {503}
