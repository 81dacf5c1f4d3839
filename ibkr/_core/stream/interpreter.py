"""What each frame says, given what was said before: the table of topics.

Source: spec/asyncapi.yaml, receive operations.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Final

import msgspec
from ibkr_wire.stream import FRAMES

from ibkr._core.stream import session
from ibkr._core.stream.frames import Frame, as_list, as_object, excerpt, read_frame
from ibkr._core.stream.orders import OrderBook
from ibkr._core.stream.quotes import QuoteBook
from ibkr.model.events import Notice, SessionPing, SessionStatus, StreamEvent, StreamProblem, Unknown

# Ticks are not checked, for their number and because any value may stand under a tag;
# an error is reported as it is.
CHECKED: Final = {topic: FRAMES[topic] for topic in ("sor", "sts", "act", "system", "tic")}


class Interpreter:
    """Frames in, events out; remembers what frames leave unsaid because it has not changed."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self.quotes = QuoteBook()
        self.orders = OrderBook()
        self.status = SessionStatus()
        self._last_ping: SessionPing | None = None
        self._drift: set[str] = set()

    def start_afresh(self) -> None:
        """A new connection: only the orders are remembered, to be compared with the list."""
        self.quotes.clear()
        self.status = SessionStatus()

    def read(self, data: str | bytes) -> list[StreamEvent]:
        """The events of one frame. Never raises, whatever it holds."""
        try:
            return self._read(data)
        # Nested deeper than the stack of the decoder, or of a comparison, goes.
        except RecursionError:
            return [StreamProblem("The gateway sent a frame that is nested too deep.", excerpt(data))]

    def _read(self, data: str | bytes) -> list[StreamEvent]:
        frame = read_frame(data)
        if isinstance(frame, Frame):
            events = self._topics.get(frame.topic, Interpreter._unknown)(self, frame)
            return self._check(frame, events) if frame.topic in CHECKED else events
        return [] if frame is None else [frame]

    def _check(self, frame: Frame, events: list[StreamEvent]) -> list[StreamEvent]:
        """Add a problem if the frame differs from its description in a way not seen before."""
        try:
            msgspec.convert(frame.body, CHECKED[frame.topic])
        except msgspec.ValidationError as error:
            news = f"A frame of topic {frame.topic} differs from its description: {error}."
            if news not in self._drift and not any(isinstance(event, StreamProblem) for event in events):
                self._drift.add(news)
                return [*events, StreamProblem(news, excerpt(frame.source), frame.topic)]
        return events

    def _tick(self, frame: Frame) -> list[StreamEvent]:
        event = self.quotes.tick(frame.target, frame.body)
        return [] if event is None else [event]

    def _orders(self, frame: Frame) -> list[StreamEvent]:
        args = as_list(frame.body.get("args"))
        if args is None:
            return odd(frame, "args is no list")
        rows = [row for row in map(as_object, args) if row is not None]
        events = odd(frame, "an order is no object") if len(rows) < len(args) else []
        return [*events, *self.orders.apply(rows)]

    def _session(self, frame: Frame) -> list[StreamEvent]:
        args = as_object(frame.body.get("args"))
        if args is None:
            return odd(frame, "args is no object")
        self.status = session.merge_status(self.status, args)
        return [self.status]

    def _accounts(self, frame: Frame) -> list[StreamEvent]:
        args = as_object(frame.body.get("args"))
        return odd(frame, "args is no object") if args is None else [session.accounts(args)]

    def _system(self, frame: Frame) -> list[StreamEvent]:
        event = session.greeting(frame.body)
        return self._unknown(frame) if event is None else [event]

    def _ping(self, frame: Frame) -> list[StreamEvent]:
        event = session.ping(frame.body)
        # Four identical answers to one ping have been seen.
        repeated, self._last_ping = event == self._last_ping, event
        return [] if repeated else [event]

    def _error(self, frame: Frame) -> list[StreamEvent]:
        words = frame.body.get("error", frame.body.get("message", "no reason given"))
        return [StreamProblem(f"The gateway answered: {words}", excerpt(frame.source), frame.topic or None)]

    def _bare(self, frame: Frame) -> list[StreamEvent]:
        """A frame without a topic: an error, the result of a command, or a remark."""
        if "error" in frame.body:
            return self._error(frame)
        for key in ("message", "result"):
            if isinstance(words := frame.body.get(key), str):
                return [Notice(words)]
        return self._unknown(frame)

    def _unknown(self, frame: Frame) -> list[StreamEvent]:
        return [Unknown(frame.body.get("topic"), frame.body)]

    _topics: ClassVar[dict[str, Callable[[Any, Frame], list[StreamEvent]]]] = {
        "smd": _tick,
        "sor": _orders,
        "sts": _session,
        "act": _accounts,
        "system": _system,
        "tic": _ping,
        "error": _error,
        "": _bare,
    }


def odd(frame: Frame, why: str) -> list[StreamEvent]:
    """A frame of a known topic that is not what the description says."""
    return [
        StreamProblem(f"A frame of topic {frame.topic} is odd: {why}.", excerpt(frame.source), frame.topic)
    ]
