"""Between stream and reader: bounded, the latest of what can be replaced, all of what cannot."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr._core.stream import Mailbox
from ibkr._core.stream.quotes import FIELD_NAMES
from ibkr.model.events import (
    Gap,
    Heartbeat,
    LadderUpdate,
    LedgerUpdate,
    Notice,
    OrderUpdate,
    PnlUpdate,
    Quote,
    StreamEvent,
    SummaryUpdate,
)


def quote(conid: int, stamp: int, *tags: str) -> Quote:
    tick = dict.fromkeys(tags or ("31",), str(stamp))
    return Quote(conid, str(conid), {"31": str(stamp)}, tick, stamp, FIELD_NAMES)


def order(number: int) -> OrderUpdate:
    return OrderUpdate(number, {}, frozenset({"status"}))


def gap() -> Gap:
    return Gap(datetime(2013, 2, 1, tzinfo=UTC), "cut")


def put(mailbox: Mailbox, *events: StreamEvent) -> None:
    for event in events:
        mailbox.put(event)


def drain(mailbox: Mailbox) -> list[StreamEvent]:
    return [mailbox.take() for _ in range(len(mailbox))]


def test_a_later_quote_replaces_an_earlier_one_and_keeps_its_changed_names():
    mailbox = Mailbox()
    put(mailbox, quote(1, 1, "84"), quote(2, 1), quote(1, 2, "86"))
    first, second = drain(mailbox)
    assert isinstance(first, Quote)
    assert (first.updated, first.changed) == (2, {"bid_price", "ask_price"})
    assert isinstance(second, Quote)
    assert second.conid == 2
    assert mailbox.conflated == 1


@pytest.mark.parametrize(
    "update",
    [
        lambda changed: PnlUpdate("DU1", "", {}, changed),
        lambda changed: SummaryUpdate("DU1", {}, changed),
        lambda changed: LedgerUpdate("DU1", {}, changed),
        lambda changed: LadderUpdate("DU1", "265598", {}, changed),
    ],
    ids=["profit and loss", "summary", "ledger", "ladder"],
)
def test_a_later_picture_of_an_account_says_what_changed_since_the_reader_looked(update: Any):
    mailbox = Mailbox()
    put(mailbox, update(frozenset({"a"})), update(frozenset({"b"})))
    told: Any = mailbox.take()
    assert told.changed == {"a", "b"}
    assert mailbox.conflated == 1


def test_a_quote_that_has_been_read_is_not_replaced():
    mailbox = Mailbox()
    put(mailbox, quote(1, 1))
    drain(mailbox)
    put(mailbox, quote(1, 2))
    assert len(mailbox) == 1
    assert mailbox.conflated == 0


def test_a_quote_of_after_a_gap_comes_after_it():
    mailbox = Mailbox()
    put(mailbox, quote(1, 1), gap(), quote(1, 2))
    assert [type(event) for event in drain(mailbox)] == [Quote, Gap, Quote]


def test_order_updates_are_kept_one_by_one():
    mailbox = Mailbox()
    put(mailbox, order(1), order(1), order(2))
    assert len(drain(mailbox)) == 3


def test_it_is_full_of_what_cannot_be_dropped_never_of_quotes():
    mailbox = Mailbox(capacity=2)
    put(mailbox, *(quote(conid, 1) for conid in range(50)), Heartbeat(None), order(1))
    assert not mailbox.is_full
    put(mailbox, order(2))
    assert mailbox.is_full
    drain(mailbox)
    assert not mailbox.is_full


EVENTS = st.one_of(
    st.builds(quote, st.integers(1, 3), st.integers(1, 99)),
    st.builds(order, st.integers(1, 3)),
    st.builds(Notice, st.text(max_size=3)),
    st.builds(gap),
)


@given(st.lists(EVENTS | st.none(), max_size=60))
def test_nothing_but_quotes_is_lost_and_the_latest_quote_always_arrives(steps: list[StreamEvent | None]):
    mailbox, sent, got = Mailbox(), [event for event in steps if event is not None], []
    for event in steps:
        if event is not None:
            mailbox.put(event)
        elif len(mailbox):
            got.append(mailbox.take())
    got += drain(mailbox)
    kept = [event for event in sent if not isinstance(event, Quote)]
    assert [event for event in got if not isinstance(event, Quote)] == kept
    assert latest(got) == latest(sent)
    assert mailbox.conflated == len(sent) - len(got)


def latest(events: list[StreamEvent]) -> dict[str, int]:
    return {event.target: event.updated for event in events if isinstance(event, Quote)}
