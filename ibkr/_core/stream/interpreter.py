"""What each frame says, given what was said before: the table of topics.

Source: spec/asyncapi.yaml, receive operations.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Final

import msgspec
from ibkr_wire.stream import FRAMES

from ibkr._core.stream import news, session
from ibkr._core.stream.accounts import AccountBook
from ibkr._core.stream.executions import ExecutionBook
from ibkr._core.stream.frames import Frame, as_list, as_object, excerpt, not_json, split
from ibkr._core.stream.orders import OrderBook
from ibkr._core.stream.quotes import QuoteBook
from ibkr._core.stream.series import LadderBook, SeriesBook
from ibkr.model.events import (
    AccountsUpdate,
    Notice,
    SessionPing,
    SessionStatus,
    StreamEvent,
    StreamProblem,
    Unknown,
    Welcome,
)

# Ticks are not checked, for their number and because any value may stand under a tag;
# an error is reported as it is.
CHECKED: Final = {topic: FRAMES[topic] for topic in FRAMES.keys() - {"smd", "error", "", "shs", "inp"}}

MOST_HEARD: Final = 1000

MOST_DRIFT: Final = 1000
"""Differences from the description that are told, each once."""

decode = msgspec.json.Decoder().decode


class Interpreter:
    """Frames in, events out; remembers what frames leave unsaid because it has not changed."""

    def __init__(self) -> None:
        """Begin with nothing heard."""
        self.quotes = QuoteBook()
        self.orders = OrderBook()
        self.executions = ExecutionBook()
        self.accounts = AccountBook()
        self.series = SeriesBook()
        self.ladders = LadderBook()
        self.status = SessionStatus()
        self.welcome: Welcome | None = None
        self.account_list: AccountsUpdate | None = None
        self.heard: set[str] = set()
        """Topics with their target, ticks excepted, of which a frame has come on this connection."""
        self.refusal: str | None = None
        """What the gateway said last when it refused a frame of ours, until somebody has taken it up."""
        self.touched = False
        """Whether frames had a meaning for subscriptions, until somebody has looked."""
        self._last_ping: SessionPing | None = None
        self._drift: set[str] = set()

    def start_afresh(self) -> None:
        """A new connection: what was told of orders and executions is all that is remembered."""
        self.quiet()
        self.status = SessionStatus()

    def quiet(self) -> None:
        """The topics fell silent: their pictures begin anew when they come back."""
        for book in (self.quotes, self.accounts, self.series, self.ladders):
            book.clear()
        self.heard.clear()

    def read(self, data: str | bytes) -> list[StreamEvent]:
        """The events of one frame. Never raises, whatever it holds."""
        try:
            body = decode(data)
        # Text that cannot be written as UTF-8 is a ValueError, nesting too deep a RecursionError.
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            return [not_json(data, error)]
        try:
            return self._read(data, body)
        except RecursionError as error:
            return [not_json(data, error)]

    def _read(self, data: str | bytes, body: object) -> list[StreamEvent]:
        fields = as_object(body)
        if fields is None:
            return [Unknown(None, body)]
        # `{}` says nothing.
        if not fields:
            return []
        frame = split(fields, data)
        if frame is None:
            return [Unknown(None, fields)]
        events = self._topics.get(frame.topic, Interpreter._unknown)(self, frame)
        if len(self.heard) < MOST_HEARD:
            self.heard.add(frame.name)
        return self._check(frame, events) if frame.topic in CHECKED else events

    def _check(self, frame: Frame, events: list[StreamEvent]) -> list[StreamEvent]:
        """Add a problem if the frame differs from its description in a way not seen before."""
        try:
            msgspec.convert(frame.body, CHECKED[frame.topic])
        except msgspec.ValidationError as error:
            news = f"A frame of topic {frame.topic} differs from its description: {error}."
            is_told = news in self._drift or len(self._drift) >= MOST_DRIFT
            if not is_told and not any(isinstance(event, StreamProblem) for event in events):
                self._drift.add(news)
                return [*events, StreamProblem(news, excerpt(frame.source), frame.topic)]
        return events

    # --- trading ------------------------------------------------------------------------------

    def _orders(self, frame: Frame) -> list[StreamEvent]:
        rows, events = _rows(frame)
        return [*events, *self.orders.apply(rows)]

    def _trades(self, frame: Frame) -> list[StreamEvent]:
        rows, events = _rows(frame)
        told = self.executions.apply(rows)
        self.touched = self.touched or bool(told)
        return [*events, *told]

    # --- money --------------------------------------------------------------------------------

    def _pnl(self, frame: Frame) -> list[StreamEvent]:
        args = as_object(frame.body.get("args"))
        return odd(frame, "args is no object") if args is None else [*self.accounts.pnl(args)]

    def _summary(self, frame: Frame) -> list[StreamEvent]:
        return _some(self.accounts.summary(frame.target, frame.body))

    def _ledger(self, frame: Frame) -> list[StreamEvent]:
        return _some(self.accounts.ledger(frame.target, frame.body))

    # --- market data --------------------------------------------------------------------------

    def _tick(self, frame: Frame) -> list[StreamEvent]:
        return _some(self.quotes.tick(frame.target, frame.body))

    def _history(self, frame: Frame) -> list[StreamEvent]:
        event = self.series.frame(frame.target, frame.body)
        self.touched = self.touched or bool(self.series.unwanted)
        return _some(event)

    def _ladder(self, frame: Frame) -> list[StreamEvent]:
        return _some(self.ladders.frame(frame.target, frame.body))

    # --- news ---------------------------------------------------------------------------------

    def _notification(self, frame: Frame) -> list[StreamEvent]:
        rows = news.one_or_more(frame.body.get("args"))
        return [news.notification(row) for row in rows] or odd(frame, "args is no object")

    def _bulletin(self, frame: Frame) -> list[StreamEvent]:
        rows = news.one_or_more(frame.body.get("args"))
        return [news.bulletin(row) for row in rows] or odd(frame, "args is no object")

    def _exercise(self, frame: Frame) -> list[StreamEvent]:
        return [news.exercise(frame.body)] if frame.target == "exercise" else self._unknown(frame)

    # --- session ------------------------------------------------------------------------------

    def _session(self, frame: Frame) -> list[StreamEvent]:
        args = as_object(frame.body.get("args"))
        if args is None:
            return odd(frame, "args is no object")
        self.status = session.merge_status(self.status, args)
        return [self.status]

    def _accounts(self, frame: Frame) -> list[StreamEvent]:
        args = as_object(frame.body.get("args"))
        if args is None:
            return odd(frame, "args is no object")
        self.account_list = session.accounts(args)
        return [self.account_list]

    def _system(self, frame: Frame) -> list[StreamEvent]:
        event = session.greeting(frame.body)
        if isinstance(event, Welcome):
            self.welcome = event
        return self._unknown(frame) if event is None else [event]

    def _ping(self, frame: Frame) -> list[StreamEvent]:
        event = session.ping(frame.body)
        # Four identical answers to one ping have been seen.
        repeated, self._last_ping = event == self._last_ping, event
        return [] if repeated else [event]

    # --- the rest -----------------------------------------------------------------------------

    def _error(self, frame: Frame) -> list[StreamEvent]:
        words = frame.body.get("error", frame.body.get("message", "no reason given"))
        problem = StreamProblem(f"The gateway answered: {words}", excerpt(frame.source), frame.topic or None)
        self.refusal = problem.message
        self.touched = True
        return [problem]

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
        "smh": _history,
        "sbd": _ladder,
        "sor": _orders,
        "str": _trades,
        "spl": _pnl,
        "ssd": _summary,
        "sld": _ledger,
        "ntf": _notification,
        "blt": _bulletin,
        "shs": _exercise,
        "inp": _exercise,
        "sts": _session,
        "act": _accounts,
        "system": _system,
        "tic": _ping,
        "error": _error,
        "": _bare,
    }


def _some(event: StreamEvent | None) -> list[StreamEvent]:
    return [] if event is None else [event]


def _rows(frame: Frame) -> tuple[list[dict[str, Any]], list[StreamEvent]]:
    """The objects of a frame that brings a list, and the problem if some are none."""
    args = as_list(frame.body.get("args"))
    if args is None:
        return [], odd(frame, "args is no list")
    rows = [row for row in map(as_object, args) if row is not None]
    return rows, odd(frame, "an entry of args is no object") if len(rows) < len(args) else []


def odd(frame: Frame, why: str) -> list[StreamEvent]:
    """A frame of a known topic that is not what the description says."""
    return [
        StreamProblem(f"A frame of topic {frame.topic} is odd: {why}.", excerpt(frame.source), frame.topic)
    ]
