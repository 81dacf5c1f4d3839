"""However long a stream lives, it holds no more: counted in blocks of memory, not in seconds.

`python -m benchmarks.stream_memory` does the same with ten million messages.
"""

from __future__ import annotations

import gc
import json
import sys
from typing import TYPE_CHECKING

from ibkr._core.stream import Conversation, Mailbox, executions, orders

if TYPE_CHECKING:
    from collections.abc import Callable

READY = '{"topic":"sts","args":{"connected":true,"authenticated":true,"competing":false}}'
ROUND = 20_000
FEW = 300
"""Blocks that caches of the interpreter may take: one leaked a hundred messages would be as many."""


def grown(work: Callable[[int], None]) -> int:
    """Blocks that are held after a second round of work more than after the first."""
    work(0)
    gc.collect()
    before = sys.getallocatedblocks()
    work(ROUND)
    gc.collect()
    return sys.getallocatedblocks() - before


def live() -> Conversation:
    talk = Conversation(chance=lambda: 0.0)
    talk.opened(0.0, 1_359_730_800.0)
    talk.receive(READY, 0.0)
    return talk


def test_ticks_that_are_read_and_ticks_that_are_not_leave_nothing_behind():
    talk, read, unread = live(), Mailbox(), Mailbox()

    def work(first: int) -> None:
        for n in range(first, first + ROUND):
            body = {"topic": f"smd+{n % 50}", "conid": n % 50, "_updated": n, "31": f"{n}.5"}
            events = talk.receive(json.dumps(body), float(n))
            for mailbox in (read, unread):
                mailbox.put_all(events)
            read.take()
            talk.tick(float(n))
            talk.outgoing()

    assert grown(work) < FEW
    assert len(unread) == 50


def test_every_other_topic_leaves_nothing_behind():
    talk = live()
    frames = [
        '{"topic":"spl","args":{"DU1234567.Core":{"dpl":%d.5}}}',
        '{"topic":"ssd+DU1234567","result":[{"key":"Cushion","value":"0.%d"}]}',
        '{"topic":"sld+DU1234567","result":[{"key":"LedgerListEUR","cashbalance":%d.5}]}',
        '{"topic":"sbd+DU1234567+8314","data":[{"row":0,"price":"%d.5"}]}',
        '{"topic":"smh+8314","serverId":"%d","data":[]}',
        '{"topic":"system","hb":%d}',
        '{"topic":"tic","alive":true,"lastAccessed":%d}',
        '{"topic":"xyz","n":%d}',
        '{"n":%d',
    ]

    def work(first: int) -> None:
        for n in range(first, first + ROUND):
            talk.receive(frames[n % len(frames)] % n, float(n))
            talk.outgoing()

    assert grown(work) < FEW


def test_orders_that_have_ended_are_forgotten_and_executions_too_old_to_come_again():
    talk = live()
    day = 86_400_000
    for n in range(orders.MOST + 100):
        row = {"acct": "DU1", "orderId": n, "status": "Filled"}
        talk.receive(json.dumps({"topic": "sor", "args": [row]}), 0.0)
    talk.wishes.orders(0.0)
    talk.has_read(talk.errands.due[0], [], 0.0)
    assert len(talk.interpreter.orders) <= orders.MOST
    for start in range(0, executions.MOST + 1000, 1000):
        rows = [
            {"execution_id": str(n), "size": 1.0, "trade_time_r": n * day // 1000}
            for n in range(start, start + 1000)
        ]
        talk.receive(json.dumps({"topic": "str", "args": rows}), 0.0)
    assert len(talk.interpreter.executions) < executions.MOST
