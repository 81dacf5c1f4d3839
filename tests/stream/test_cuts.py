"""A recorded session, cut after every frame: no order change lost or told twice, everything back.

The broker goes on while the connection is away. What it did meanwhile is missed
by the stream and found in the live list; what it does while the list is on its way
arrives by the stream and may be in the list as well.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ibkr._core.stream import Conversation
from ibkr.model.events import Gap, OrderUpdate, Resumed, StreamEvent

READY = '{"topic":"sts","args":{"connected":true,"authenticated":true,"competing":false}}'
WISHES = ['smd+265598+{"fields":["31"]}', "sor+{}"]


def new(number: int, conid: int) -> dict[str, Any]:
    return {
        "acct": "DU1234567",
        "orderId": number,
        "conid": conid,
        "side": "BUY",
        "totalSize": 10.0,
        "filledQuantity": 0.0,
        "remainingQuantity": 10.0,
        "status": "Inactive",
        "price": "204.50",
    }


def mark(number: int, conid: int) -> dict[str, Any]:
    return {"acct": "DU1234567", "conid": conid, "conidex": str(conid), "orderId": number}


def status(number: int, word: str) -> dict[str, Any]:
    return {"acct": "DU1234567", "orderId": number, "status": word, "fgColor": "#00F000"}


def fill(number: int, filled: float) -> dict[str, Any]:
    return {
        "acct": "DU1234567",
        "orderId": number,
        "filledQuantity": filled,
        "remainingQuantity": 10.0 - filled,
    }


# What the broker sent, row by row: a limit order filled in parts, one that is cancelled
# while a part is filled, one that stays.
SESSION = [
    new(7, 8314),
    mark(7, 8314),
    status(7, "PendingSubmit"),
    new(8, 265598),
    status(7, "PreSubmitted"),
    status(8, "PendingSubmit"),
    status(7, "Submitted"),
    fill(7, 4.0),
    mark(8, 265598),
    status(8, "Submitted"),
    new(9, 272093),
    fill(7, 4.0),
    fill(8, 3.0),
    status(9, "PreSubmitted"),
    fill(7, 7.0),
    status(8, "PendingCancel"),
    {**fill(7, 10.0), **status(7, "Filled")},
    fill(8, 5.0),
    status(8, "Cancelled"),
    status(9, "Submitted"),
]

State = tuple[str, float]


def truth(position: int) -> dict[int, dict[str, Any]]:
    """Every order at the broker after so many rows."""
    orders: dict[int, dict[str, Any]] = {}
    for row in SESSION[:position]:
        orders.setdefault(row["orderId"], {}).update(row)
    return orders


def history(number: int) -> list[State]:
    """The states that one order really went through."""
    states = [state(orders[number]) for n in range(len(SESSION) + 1) if number in (orders := truth(n))]
    return [one for one, before in zip(states, [None, *states], strict=False) if one != before]


def state(row: dict[str, Any]) -> State:
    return row["status"], row["filledQuantity"]


class Reader:
    """A conversation with its reader: what was told of each order, in order."""

    def __init__(self) -> None:
        self.talk = Conversation(chance=lambda: 0.0)
        self.events: list[StreamEvent] = []
        self.talk.wishes.quotes(265598, ["last"], 0.0)
        self.talk.wishes.orders(0.0)

    def connect(self) -> None:
        self.talk.opened(0.0, 0.0)
        self.events += self.talk.receive(READY, 0.0)
        assert self.talk.outgoing() == WISHES

    def hear(self, begin: int, end: int) -> None:
        for row in SESSION[begin:end]:
            self.events += self.talk.receive(json.dumps({"topic": "sor", "args": [row]}), 0.0)

    def read_list(self, position: int) -> None:
        (errand,) = self.talk.errands.due
        self.events += self.talk.has_read(errand, truth(position).values(), 0.0)
        self.talk.outgoing()

    def told(self, number: int) -> list[State]:
        updates = [event for event in self.events if isinstance(event, OrderUpdate)]
        return [state(dict(update.values)) for update in updates if update.order_id == number]


def check(reader: Reader) -> None:
    for number, row in truth(len(SESSION)).items():
        told = reader.told(number)
        assert told[-1] == state(row), "the last state arrives"
        rest = iter(history(number))
        assert all(one in rest for one in told), (
            f"{told} is no part of {history(number)}, in order and once each"
        )


@pytest.mark.parametrize("missed", range(4))
@pytest.mark.parametrize("cut", range(len(SESSION) + 1))
def test_a_cut_after_any_frame_loses_nothing_and_tells_nothing_twice(cut: int, missed: int):
    reader = Reader()
    reader.connect()
    reader.read_list(0)
    reader.hear(0, cut)
    reader.events += reader.talk.lost("cut")
    back = min(cut + missed, len(SESSION))
    reader.connect()
    reader.read_list(back)
    reader.hear(back, len(SESSION))
    check(reader)
    assert sum(isinstance(event, Gap) for event in reader.events) == 1
    assert sum(isinstance(event, Resumed) for event in reader.events) == 1
    if not missed:
        told = [reader.told(number) for number in (7, 8, 9)]
        assert told == [history(number) for number in (7, 8, 9)], "without a miss, every state is told"


POSITIONS = st.lists(st.integers(0, len(SESSION)), min_size=1, max_size=16).map(sorted)


@given(POSITIONS)
def test_any_number_of_cuts_with_a_broker_that_goes_on_tells_each_change_once(positions: list[int]):
    # Four positions make a connection: the stream is back, the list is made, the list
    # arrives, the next cut. What lies between a cut and the next return is missed.
    reader = Reader()
    steps = [*positions, *[len(SESSION)] * (4 - len(positions) % 4)]
    for back, listed, arrived, cut in zip(*[iter(steps)] * 4, strict=True):
        reader.connect()
        reader.hear(back, arrived)
        reader.read_list(listed)
        reader.hear(arrived, cut)
        reader.events += reader.talk.lost("cut")
    check(reader)


@given(POSITIONS)
def test_a_list_that_never_arrives_before_the_next_cut_is_made_up_for_later(positions: list[int]):
    reader = Reader()
    for cut in positions:
        reader.connect()
        reader.hear(cut, cut + 1)
        reader.events += reader.talk.lost("cut")
    reader.connect()
    reader.read_list(len(SESSION))
    check(reader)
