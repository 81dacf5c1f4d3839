"""Whether a stream grows: ten million messages of three simulated months, and what is left of them.

Quotes of 100 contracts, orders that are placed and filled, executions told three times each,
profit and loss, heartbeats, noise, a cut each hundred thousand messages. One reader takes
everything, one reads quotes now and then, one never reads. Every million messages: the
process's memory, and the blocks that Python holds. Budget: no more after ten million than after two.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.stream import READY, ticks
from ibkr._core.stream import Conversation
from ibkr._core.stream.audience import Audience, Seat
from ibkr._core.stream.filters import only
from ibkr.model.events import Quote

MESSAGES = 10_000_000
MILLION = 1_000_000
BATCH = 50
SECONDS = 0.8  # between two messages, in the simulation
EPOCH = 1_359_730_800_000
BLOCK = 20_000  # ticks that are made beforehand and sent again and again
ACCOUNT = "DU1234567"


def frame(topic: str, **body: object) -> bytes:
    """One message of a topic other than ticks."""
    return json.dumps({"topic": topic, **body}).encode()


def news(number: int, time: float) -> list[bytes]:
    """What comes with each batch of ticks: an order placed and filled, its execution, and the rest."""
    order = {"acct": ACCOUNT, "orderId": number, "conid": 1000, "totalSize": 1.0}
    row = {
        "execution_id": f"{number:08x}",
        "size": 1.0,
        "price": "1",
        "trade_time_r": EPOCH + int(time * 1000),
    }
    filled = {"status": "Filled", "filledQuantity": 1.0, "remainingQuantity": 0.0}
    return [
        frame(
            "sor", args=[{**order, "status": "Submitted", "filledQuantity": 0.0, "remainingQuantity": 1.0}]
        ),
        frame("sor", args=[{"acct": ACCOUNT, "orderId": number, **filled}]),
        frame("str", args=[row]),
        frame("str", args=[{**row, "commission": "1.0"}]),
        frame("str", args=[{**row, "commission": "1.0"}]),
        frame("spl", args={f"{ACCOUNT}.Core": {"dpl": float(number)}}),
        frame("system", hb=EPOCH + int(time * 1000)),
        b"{" * (number % 3),
    ]


class Stream:
    """A conversation and its readers, without a socket."""

    def __init__(self) -> None:
        self.talk = Conversation(chance=lambda: 0.5)
        self.audience = Audience(1000, lambda: None)
        self.audience.read()
        self.quotes = self.audience.join("quotes", only((Quote,)), lambda: None)
        self.idle = self.audience.join("idle", only((Quote,)), lambda: None)
        self.talk.wishes.orders(0.0)
        self.talk.wishes.trades(1, 0.0)
        for conid in range(1000, 1100):
            self.talk.wishes.quotes(conid, ["last", "bid", "ask"], 0.0)
        self.now = 0.0
        self.orders = 0
        self.connect()

    def connect(self) -> None:
        """A new connection, and what is read over REST after it."""
        self.audience.put(self.talk.lost("cut"))
        self.talk.opened(self.now, EPOCH / 1000 + self.now)
        self.audience.put(self.talk.receive(READY, self.now))
        for errand in self.talk.errands.due:
            self.audience.put(self.talk.has_read(errand, [], self.now))

    def hear(self, frames: list[bytes]) -> None:
        """Some messages, with the time that they take."""
        self.now += len(frames) * SECONDS
        self.audience.put(self.talk.hear(frames, self.now))
        self.audience.put(self.talk.tick(self.now))
        self.talk.outgoing()
        self.take(self.audience.first)

    def take(self, seat: Seat) -> None:
        """A reader takes all that waits for him."""
        while seat.mailbox.queue:
            seat.mailbox.take()


def run(stream: Stream, count: int) -> None:
    """So many messages."""
    block = list(ticks(BLOCK))
    sent = 0
    while sent < count:
        stream.orders += 1
        start = stream.orders * BATCH % BLOCK
        frames = block[start : start + BATCH] + news(stream.orders, stream.now)
        stream.hear(frames)
        sent += len(frames)
        if stream.orders % 20 == 0:
            stream.take(stream.quotes)
        if stream.orders % 2000 == 0:
            stream.connect()


def figures(messages: int, step: int) -> Iterator[tuple[int, float, int]]:
    """Messages so far, megabytes of the process, blocks that Python holds."""
    stream = Stream()
    for sent in range(step, messages + 1, step):
        run(stream, step)
        gc.collect()
        yield sent, resident(), sys.getallocatedblocks()


def resident() -> float:
    """Megabytes of this process in memory; not a number where the system does not say."""
    try:
        words = Path("/proc/self/statm").read_text("ascii").split()
    except OSError:
        return float("nan")
    return int(words[1]) * 4096 / 1e6


def main() -> None:
    """Print a line for each million."""
    for sent, megabytes, blocks in figures(MESSAGES, MILLION):
        print(f"{sent:12,} messages   {megabytes:7.1f} MB   {blocks:10,} blocks", flush=True)


if __name__ == "__main__":
    main()
