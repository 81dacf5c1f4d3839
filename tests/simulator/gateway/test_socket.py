"""The websocket: handshake, feeds, and its ends."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from ibkr.simulator import Close

INIT = "/iserver/auth/ssodh/init"


def topics(frames):
    return [frame.get("topic") for frame in frames]


def quotes(player, read, socket, *, fields='["31","84","86"]', seconds=0.0):
    """Subscribe to AAPL, let time pass, and read the ticks."""
    socket.receive(f'smd+265598+{{"fields":{fields}}}')
    player.clock.advance(seconds)
    return [frame for frame in read(socket) if frame["topic"] == "smd+265598"]


# --- handshake


def test_the_burst_is_system_act_sts_within_a_quarter_second(play, read):
    player = play()
    socket = player.connect(greeted=False)
    assert read(socket) == []
    player.clock.advance(0.25)
    system, act, sts = read(socket)
    assert system == {"topic": "system", "success": "simuser1", "isFT": False, "isPaper": True}
    assert act["args"] == player.get("/iserver/accounts")
    assert (sts["args"]["authenticated"], sts["args"]["competing"]) == (True, False)


@pytest.mark.parametrize(
    "cookie", ["api={token}", 'api={{"session":"{token}"}}', 'x=1; api="{token}"', "API; api={token}"]
)
def test_the_cookie_is_taken_in_both_forms(play, read, cookie):
    player = play()
    token = player.post("/tickle")["session"]
    socket = player.gateway.connect({"cookie": cookie.format(token=token)})
    player.clock.advance(0.25)
    assert topics(read(socket)) == ["system", "act", "sts"]


def test_without_a_cookie_the_session_may_come_as_the_first_frame(play, read):
    player = play()
    socket = player.gateway.connect({})
    player.clock.advance(1)
    assert read(socket) == [{"message": "waiting for session"}]
    socket.receive(json.dumps({"session": player.post("/tickle")["session"]}))
    player.clock.advance(0.25)
    assert topics(read(socket)) == ["system", "act", "sts"]


def test_a_stale_session_is_closed_with_1000(play, read):
    assert read(play().gateway.connect({"Cookie": "api=deadbeef"})) == [Close(1000)]


def test_before_anybody_logged_in_the_socket_is_open_and_silent(play, read):
    player = play(logged_in=False)
    socket = player.gateway.connect({"Cookie": "api=x"})
    player.clock.advance(60)
    assert read(socket) == []


def test_a_subscription_sent_before_the_burst_is_lost_without_a_word(player, read):
    socket = player.connect(greeted=False)
    socket.receive('smd+265598+{"fields":["31"]}')
    player.clock.advance(5)
    assert topics(read(socket)) == ["system", "act", "sts"]
    player.clock.advance(5)
    assert "smd+265598" not in topics(read(socket))


def test_frames_are_binary_as_from_the_gateway_program_or_text_as_hosted(play):
    for text_frames, kind in ((False, bytes), (True, str)):
        player = play(text_frames=text_frames)
        socket = player.connect(greeted=False)
        player.clock.advance(0.25)
        assert {type(frame) for frame in socket.pull()} == {kind}


# --- staying alive


def test_a_heartbeat_comes_every_ten_seconds(player, read):
    socket = player.connect()
    player.clock.advance(10)
    (beat,) = read(socket)
    assert beat == {"topic": "system", "hb": player.gateway.world.milliseconds()}
    player.clock.advance(9.5)
    assert read(socket) == []


def test_a_heartbeat_is_stamped_in_the_caller_s_time_whatever_year_the_world_plays(play, read):
    player = play(start=datetime(2013, 1, 15, 16, tzinfo=UTC), speed=60.0)
    socket = player.connect()
    player.clock.advance(10)
    beats = [frame["hb"] for frame in read(socket) if "hb" in frame]
    assert beats == [int(player.clock.now() * 1000)]


def test_a_tic_is_answered_by_four_identical_frames(player, read):
    socket = player.connect()
    socket.receive("tic")
    answers = read(socket)
    assert len(answers) == 4
    assert answers == [answers[0]] * 4
    assert (answers[0]["topic"], answers[0]["id"]) == ("tic", player.post("/tickle")["session"])


def test_an_echo_is_not_json(player):
    socket = player.connect()
    socket.receive("ech+hb")
    assert socket.pull() == [b"ech+hb"]


@pytest.mark.parametrize("frame", ["zzz", "smd+AAPL+{}", b"\xff\xfe", "sub+265598", ""])
def test_a_bad_topic_is_answered_by_an_error_frame(player, read, frame):
    socket = player.connect()
    socket.receive(frame)
    (answer,) = read(socket)
    assert answer["topic"] == "error"
    assert answer["error"]


# --- market data


def test_the_first_tick_is_whole(player, read):
    first = quotes(player, read, player.connect())[0]
    assert {"conid", "conidEx", "_updated", "server_id", "6119", "6509", "31", "84", "86"} <= first.keys()
    assert (first["conid"], list(first)[-1]) == (265598, "topic")


def test_later_ticks_carry_only_what_changed(player, read):
    socket = player.connect()
    whole = quotes(player, read, socket)[0]
    heads = {"conid", "conidEx", "_updated", "server_id", "6119", "topic"}
    for _ in range(20):
        player.clock.advance(0.5)
        for tick in read(socket):
            if tick["topic"] == "system":
                continue
            changed = tick.keys() - heads
            assert changed
            assert all(tick[tag] != whole.get(tag) for tag in changed)
            whole |= tick
    (row,) = player.get("/iserver/marketdata/snapshot?conids=265598&fields=31,84,86")
    assert {tag: row[tag] for tag in ("31", "84", "86")} == {tag: whole[tag] for tag in ("31", "84", "86")}


def test_ticks_come_at_most_each_half_second(player, read):
    socket = player.connect()
    quotes(player, read, socket)
    seen = 0
    for _ in range(100):
        player.clock.advance(0.1)
        seen += sum(frame["topic"] == "smd+265598" for frame in read(socket))
    assert 0 < seen <= 20


def test_the_first_frame_may_come_twice_with_the_same_stamp(play, read):
    counts = set()
    for seed in range(12):
        player = play(seed=seed).primed()
        ticks = quotes(player, read, player.connect())
        assert len({tick["_updated"] for tick in ticks}) == 1
        counts.add(len(ticks))
    assert counts == {1, 2}


def test_asking_again_adds_fields(player, read):
    socket = player.connect()
    quotes(player, read, socket)
    (tick,) = quotes(player, read, socket, fields='["7762"]')
    assert "7762" in tick


def test_a_stream_ends_after_ten_minutes_unless_it_is_renewed(play, read):
    player = play(idle=None).primed()
    socket = player.connect()
    quotes(player, read, socket)
    player.clock.advance(540)
    assert quotes(player, read, socket)
    player.clock.advance(540)
    assert "smd+265598" in topics(read(socket))
    player.clock.advance(61)
    read(socket)
    player.clock.advance(1)
    assert read(socket) == []


def test_unsubscribing_is_not_answered_and_frees_the_line(player, read):
    socket = player.connect()
    quotes(player, read, socket)
    socket.receive("umd+265598+{}")
    player.clock.advance(5)
    assert read(socket) == []
    assert len(player.get("/iserver/marketdata/snapshot?conids=265598&fields=31")[0]) == 2


def test_beyond_the_allowed_lines_a_stream_stays_silent(play, read):
    player = play(lines=1).primed()
    socket = player.connect()
    for conid in (265598, 8314):
        socket.receive(f"smd+{conid}+{{}}")
    player.clock.advance(2)
    assert {frame["topic"] for frame in read(socket)} == {"smd+265598"}


def test_arguments_nested_without_end_are_ignored(player, read):
    socket = player.connect()
    socket.receive("smd+8314+" + '{"fields":' * 5000)
    assert [frame["topic"] for frame in read(socket)] == ["smd+8314"]


def test_wrong_parameters_are_ignored_and_a_default_is_used(player, read):
    (first, *_) = quotes(player, read, player.connect(), fields='"31"')
    assert {"31", "84", "86"} <= first.keys()


def test_a_conid_that_cannot_be_resolved_has_two_tags(player, read):
    socket = player.connect()
    socket.receive('smd+1+{"fields":["31"]}')
    tick = read(socket)[0]
    assert (tick["topic"], tick["31"], tick["55"]) == ("smd+1", "N/A", "-")


def test_without_the_accounts_call_ticks_are_empty_rows(play, read):
    player = play()
    tick = quotes(player, read, player.connect())[0]
    assert "31" not in tick


# --- orders


def test_a_new_order_is_whole_then_marked_then_only_changes(player, read):
    socket = player.connect()
    socket.receive("sor+{}")
    player.place(price=452, cOID="mine-1")
    rows = [frame["args"][0] for frame in read(socket)]
    assert (rows[0]["status"], rows[0]["order_ref"]) == ("Inactive", "mine-1")
    assert rows[1] == {
        "acct": "DU1234567",
        "conid": 265598,
        "conidex": "265598",
        "orderId": 1205000001,
        "isEventTrading": "0",
    }
    assert [row["status"] for row in rows[2:]] == ["PendingSubmit", "PreSubmitted"]
    assert rows[3].keys() == {"acct", "orderId", "status", "order_ccp_status", "bgColor", "fgColor"}


def test_fills_arrive_as_changes_of_quantities(player, read):
    socket = player.connect()
    socket.receive("sor+{}")
    player.place(price=452)
    player.clock.advance(9)
    changes = [frame["args"][0] for frame in read(socket)]
    fills = [row for row in changes if "filledQuantity" in row and "ticker" not in row]
    assert fills[-1]["filledQuantity"] == 10.0
    assert fills[-1]["remainingQuantity"] == 0.0
    assert fills[-1]["status"] == "Filled"


def test_orders_that_work_already_are_told_at_once(player, read):
    player.place(price=440, cOID="before")
    socket = player.connect()
    socket.receive("sor+{}")
    (frame,) = read(socket)
    assert [row["order_ref"] for row in frame["args"]] == ["before"]


def test_a_filtered_read_mutes_the_feed_until_a_forced_one(player, read):
    socket = player.connect()
    socket.receive("sor+{}")
    player.get("/iserver/account/orders?filters=submitted")
    player.place(price=440)
    assert read(socket) == []
    player.get("/iserver/account/orders?force=true")
    player.place(price=441)
    assert read(socket) != []


def test_without_a_read_of_live_orders_nothing_is_pushed(play, read):
    player = play()
    player.get("/iserver/accounts")
    socket = player.connect()
    socket.receive("sor+{}")
    player.place(price=440)
    assert read(socket) == []


def test_filters_choose_statuses_and_uor_ends_the_feed(player, read):
    socket = player.connect()
    socket.receive('sor+{"filters":["Submitted"]}')
    player.place(price=440)
    player.clock.advance(1)
    assert [frame["args"][0]["status"] for frame in read(socket)] == ["Submitted"]
    socket.receive("uor+{}")
    player.place(price=441)
    player.clock.advance(1)
    assert read(socket) == []


# --- the session behind it


def test_a_lost_session_is_told_key_by_key_and_the_feeds_fall_silent(player, read):
    socket = player.connect()
    quotes(player, read, socket)
    player.gateway.session.lose_bridge(competing=True, message="elsewhere")
    player.clock.advance(5)
    assert [frame["args"] for frame in read(socket)] == [
        {"authenticated": False},
        {"competing": True},
        {"message": "elsewhere"},
    ]
    player.post(INIT, {"publish": True, "compete": True})
    assert topics(read(socket)) == ["sts", "act", "sts", "sts"]
    player.clock.advance(2)
    assert read(socket) == []


def test_the_end_of_the_login_closes_the_socket_with_1000(player, read):
    socket = player.connect()
    player.post("/logout")
    assert read(socket) == [Close(1000)]
    assert socket.next_due() is None


def test_a_frame_above_64_kib_kills_the_connection(player):
    socket = player.connect()
    socket.receive("x" * 65_536)
    assert len(socket.pull()) == 1
    socket.receive("x" * 65_537)
    assert socket.pull() == [Close(abrupt=True)]


def test_too_many_orders_for_one_frame_kill_the_connection_too(player):
    for number in range(120):
        player.place(price=440, quantity=1, cOID=f"{number}")
    socket = player.connect()
    socket.receive("sor+{}")
    assert socket.pull() == [Close(abrupt=True)]


def test_next_due_says_when_to_look_again(player, read):
    socket = player.connect(greeted=False)
    assert socket.next_due() == pytest.approx(0.2)
    player.clock.advance(0.25)
    read(socket)
    assert socket.next_due() == pytest.approx(1)
    player.clock.advance(9.5)
    assert socket.next_due() == pytest.approx(0.5)
    quotes(player, read, socket)
    player.clock.advance(0.2)
    assert socket.next_due() == pytest.approx(0.3)


def test_a_socket_is_woken_by_whatever_happens_at_the_gateway(player):
    socket = player.connect()
    woken = []
    socket.wake = lambda: woken.append(True)
    player.post("/tickle")
    assert woken
