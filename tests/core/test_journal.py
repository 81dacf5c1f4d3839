"""Orders are written down before they leave, and what became of them afterwards."""

from __future__ import annotations

import errno

import msgspec
import pytest

from ibkr._core.journal import Journal, compacted, entry_of
from ibkr._core.orders import modify, place
from ibkr._core.recovering import recover
from ibkr.errors import (
    GatewayTimeout,
    GatewayUnreachable,
    JournalError,
    OrderDeclined,
    OrderRejected,
    OrderUnknown,
    PacingError,
)
from ibkr.model.answers import Answers

from .canned import ACCOUNT, Conversation, acknowledged, at_desk, buy_one, json, live, question, text

ROW = {"orderId": 7, "order_ref": "mine", "status": "Submitted", "acct": ACCOUNT, "totalSize": 1.0}
SILENCE = GatewayTimeout("no answer", sent=True)
NOBODY = (live(), json([]), live(snapshot=False), live(), json([]))


class Disk:
    """Lines in a list; `room` of them fit."""

    def __init__(self, room: int = 100) -> None:
        self.lines: list[bytes] = []
        self.room = room

    def append(self, line: bytes) -> None:
        if len(self.lines) >= self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.lines.append(line)

    def close(self) -> None:
        self.room = 0

    @property
    def states(self) -> list[str]:
        return [msgspec.json.decode(line)["state"] for line in self.lines]


def talk_on(disk: Disk) -> Conversation:
    return Conversation(at_desk(journal=Journal(disk)))


@pytest.mark.parametrize(
    ("answers", "states", "error"),
    [
        ((acknowledged("7"),), ["placed"], None),
        ((question("r", "o163"), acknowledged("7")), ["asked", "answering", "placed"], None),
        ((question("r", "o354"), json([])), ["asked", "answering", "declined"], OrderDeclined),
        ((json({"error": "no funds"}),), ["rejected"], OrderRejected),
        ((text("", status=429),), ["rejected"], PacingError),
        ((GatewayUnreachable("refused", sent=False),), ["unsent"], GatewayUnreachable),
        ((SILENCE, live(ROW)), ["placed"], None),
        ((SILENCE, *NOBODY), ["unknown"], OrderUnknown),
    ],
)
def test_every_way_an_order_can_go_is_written_down(answers, states, error):
    disk = Disk()
    talk = talk_on(disk)
    flow = place(ACCOUNT, buy_one(), Answers.accept("o163"), talk.desk)
    if error is None:
        talk.run(flow, *answers)
    else:
        with pytest.raises(error):
            talk.run(flow, *answers)
    assert disk.states == ["sending", *states]
    assert len(talk.desk.journal.open) == (states[-1] == "unknown")


def test_an_order_that_cannot_be_written_down_is_not_sent():
    talk = talk_on(Disk(room=0))
    with pytest.raises(JournalError, match="No space left"):
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk))
    assert talk.asked == []


def test_a_note_that_cannot_be_written_does_not_hide_the_order():
    talk = talk_on(Disk(room=1))
    assert talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), acknowledged("7")).order_id == "7"
    assert "No space left" in (talk.desk.journal.problem or "")


def test_nothing_is_written_down_for_what_does_not_leave():
    disk = Disk()
    talk = Conversation(at_desk(journal=Journal(disk), read_only=True))
    with pytest.raises(Exception, match="read-only"):
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk))
    assert disk.lines == []


def test_a_recovery_settles_what_another_process_left():
    disk = Disk()
    first = talk_on(disk)
    with pytest.raises(OrderUnknown):
        first.run(place(ACCOUNT, buy_one(), Answers(), first.desk), SILENCE, *NOBODY)
    second = Conversation(at_desk(journal=Journal(disk, disk.lines.copy())))
    (seen,) = second.run(recover(second.desk), live(ROW), json([]))
    assert (seen.verdict, seen.before, seen.order_id) == ("placed", "unknown", "7")
    assert seen.receipt is not None
    assert seen.receipt.account_id == ACCOUNT
    assert disk.states[-1] == "placed"


def test_a_change_is_recovered_by_what_the_order_shows():
    for price, verdict in (("188", "placed"), ("187.20", "absent")):
        talk = Conversation()
        fresh = buy_one().with_changes(price="188")
        looks = [live(ROW | {"price": "1"}), live(snapshot=False), live(ROW | {"price": "1"})]
        with pytest.raises(OrderUnknown):
            talk.run(modify(ACCOUNT, "7", fresh, Answers(), talk.desk), SILENCE, *looks)
        again = () if verdict == "placed" else (live(snapshot=False), live(ROW | {"price": price}), json([]))
        (seen,) = talk.run(recover(talk.desk), live(ROW | {"price": price}), json([]), *again)
        assert (seen.kind, seen.verdict) == ("modify", verdict)


def test_a_recovery_that_cannot_ask_settles_nothing():
    talk = Conversation()
    with pytest.raises(OrderUnknown):
        talk.run(place(ACCOUNT, buy_one(), Answers(), talk.desk), SILENCE, *NOBODY)
    with pytest.raises(GatewayUnreachable):
        talk.run(recover(talk.desk), GatewayUnreachable("gone", sent=False))
    assert len(talk.desk.journal.open) == 1


def test_a_recovery_with_nothing_to_settle_asks_nothing():
    talk = Conversation()
    assert talk.run(recover(talk.desk)) == ()


def test_only_what_a_recovery_would_look_for_is_kept():
    disk, now = Disk(), 1_000_000.0
    journal = Journal(disk)
    for state in ("sending", "unknown", "placed", "rejected", "absent"):
        entry = entry_of("place", ACCOUNT, [buy_one()], now=now)
        journal.begin(entry)
        journal.note(entry.id, state, at=now)
    kept = [msgspec.json.decode(line)["state"] for line in compacted(disk.lines, now=now)]
    assert kept == ["sending", "unknown", "absent"]
    assert len(compacted(disk.lines, now=now + 100_000)) == 2


def test_notes_about_entries_that_are_gone_change_nothing():
    disk = Disk()
    journal = Journal(disk, [b'{"id":"gone","state":"placed","note":"7","noted":1}'])
    journal.note("gone", "rejected", at=2.0)
    assert (disk.lines, journal.open) == ([], ())
