"""What a stream delivers: one frozen class for each kind of news.

    market data   Quote · HistoryUpdate · LadderUpdate · BarsRefilled
    trading       OrderUpdate · Execution · PositionUpdate
    money         PnlUpdate · SummaryUpdate · LedgerUpdate
    continuity    Gap · Resumed · Reconnecting · SubscriptionRefused · StreamQuiet · ReaderBehind
    session       Welcome · SessionStatus · AccountsUpdate · SessionPing · Heartbeat · Echo
    news          Hint · Prompt · Bulletin · ExerciseStep
    the rest      Notice · StreamProblem · Unknown · RawFrame

Every `datetime` is aware and UTC. Numbers that the gateway writes as text are
read when they are asked for, so a tick that nobody looks at costs nothing.

Source: spec/asyncapi.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ibkr.model.account_events import LedgerUpdate, PnlUpdate, SummaryUpdate
from ibkr.model.market_events import BarsRefilled, HistoryUpdate, LadderUpdate, MissingBars
from ibkr.model.quotes import EPOCH, Quote, read_time
from ibkr.model.trading_events import Execution, OrderUpdate, PositionUpdate

if TYPE_CHECKING:
    from datetime import datetime

__all__ = [
    "EPOCH",
    "AccountsUpdate",
    "BarsRefilled",
    "Bulletin",
    "Echo",
    "Execution",
    "ExerciseStep",
    "Gap",
    "Heartbeat",
    "Hint",
    "HistoryUpdate",
    "LadderUpdate",
    "LedgerUpdate",
    "MissingBars",
    "Notice",
    "OrderUpdate",
    "PnlUpdate",
    "PositionUpdate",
    "Prompt",
    "Quote",
    "RawFrame",
    "ReaderBehind",
    "Reconnecting",
    "Resumed",
    "SessionPing",
    "SessionStatus",
    "StreamEvent",
    "StreamProblem",
    "StreamQuiet",
    "StreamSession",
    "SubscriptionRefused",
    "SummaryUpdate",
    "Unknown",
    "Welcome",
    "read_time",
]

Recovered: TypeAlias = OrderUpdate | Execution | PositionUpdate


@attrs.frozen
class Gap:
    """From `since` on nothing can be vouched for: quotes and order changes may have been missed.

    Comes once when the connection is lost or silent, or the brokerage session
    ends; `Resumed` follows when everything is restored. Quotes start afresh
    after it.
    """

    since: datetime
    """When the gateway was last heard."""

    reason: str


@attrs.frozen
class Resumed:
    """The gap is closed: everything is asked for again, and what was missed has been delivered.

    What was read over REST came before this, each change once, as `OrderUpdate`,
    `Execution` and `PositionUpdate` with the origin `reread`.
    """

    gap: Gap
    until: datetime
    """When the stream was whole again."""

    subscriptions: tuple[str, ...]
    """What was asked for again, as the gateway names it: `smd+265598`, `sor`."""

    reread: tuple[str, ...] = ()
    """What was compared over REST: `orders`, `executions`, `positions`."""

    recovered: tuple[Recovered, ...] = attrs.field(default=(), repr=lambda events: f"{len(events)} events")
    """What had happened meanwhile, as it was delivered."""


@attrs.frozen
class Reconnecting:
    """The stream connects again in `wait` seconds, after it was lost or refused for `reason`.

    It never gives up; `attempt` counts from 1 since the stream was last whole.
    """

    attempt: int
    reason: str
    wait: float


@attrs.frozen
class SubscriptionRefused:
    """The gateway does not serve a subscription.

    It says so in an error, or says nothing at all, which is what happens beyond
    the limit of market data lines (100 by default) or without the permission.
    """

    topic: str
    """As it was asked for: `smd+265598`."""

    conid: int | None
    message: str


@attrs.frozen
class StreamQuiet:
    """Nothing came for a contract since its subscription was last renewed, about nine minutes ago.

    A contract that nobody trades is quiet too. The line has just been asked for again.
    """

    topic: str
    conid: int | None
    since: datetime


@attrs.frozen
class ReaderBehind:
    """Somebody who reads this stream has stopped: nothing is dropped, so everybody waits for him."""

    reader: str
    """`stream`, or what the iterator was made for: `executions`."""

    waiting: int
    """Events that wait for him."""

    seconds: float
    """For how long nothing more could be taken from the gateway."""


@attrs.frozen
class Welcome:
    """The gateway greets after the handshake. Source: spec/asyncapi.yaml, topic system."""

    username: str
    is_paper: bool | None = None
    is_free_trial: bool | None = None


@attrs.frozen
class SessionStatus:
    """The state of the brokerage session, merged: the gateway may send one key at a time.

    None is what it has not told. Source: spec/asyncapi.yaml, topic sts.
    """

    authenticated: bool | None = None
    connected: bool | None = None
    established: bool | None = None
    competing: bool | None = None
    message: str | None = None
    fail: str | None = None
    server_name: str | None = None
    server_version: str | None = None
    username: str | None = None
    changed: frozenset[str] = frozenset()
    """The gateway's keys that came with this frame."""


@attrs.frozen
class AccountsUpdate:
    """The user's brokerage accounts, sent after connecting and on change.

    `values` is the body of GET /iserver/accounts as it was sent; its
    `sessionId` is not the session of the tickle. Source: spec/asyncapi.yaml, topic act.
    """

    accounts: tuple[str, ...]
    selected: str | None
    values: Mapping[str, object] = attrs.field(repr=False)


@attrs.frozen
class SessionPing:
    """The answer to our `tic`: whether the session is alive. Source: spec/asyncapi.yaml, topic tic."""

    alive: bool
    last_accessed: datetime | None


@attrs.frozen
class Heartbeat:
    """The gateway's sign of life, every ten seconds. Source: spec/asyncapi.yaml, topic system."""

    time: datetime | None


@attrs.frozen
class Echo:
    """The answer to our `ech+hb`, which is plain text."""

    text: str


@attrs.frozen
class Hint:
    """A remark of the server for the user. Source: spec/asyncapi.yaml, topic ntf."""

    text: str
    title: str | None
    url: str | None
    hint_id: str | None


@attrs.frozen
class Prompt:
    """The server wants one of `options` back, over REST. Source: spec/asyncapi.yaml, topic ntf."""

    text: str
    options: tuple[str, ...]
    request_id: str | None
    order_id: int | None
    message_id: str | None
    """The id of the question, as in `Answers`."""

    kind: str | None
    dismissable: tuple[str, ...]
    """Options that only close the prompt."""


@attrs.frozen
class Bulletin:
    """News about exchanges and systems. Source: spec/asyncapi.yaml, topic blt."""

    text: str
    bulletin_id: str | None


@attrs.frozen
class ExerciseStep:
    """One step of the talk that exercises an option. Source: spec/asyncapi.yaml, topics shs and inp."""

    step_id: str | None
    """What the next answer refers to; None for the echo, which only confirms."""

    actions: tuple[str, ...]
    """The choices, such as `submit` or `continue`."""

    text: str | None
    values: Mapping[str, object] = attrs.field(repr=False)
    """The frame by the gateway's own keys."""


@attrs.frozen
class Notice:
    """A remark without a topic, such as `waiting for session`."""

    text: str


@attrs.frozen
class StreamProblem:
    """Something in the stream is wrong; the stream goes on.

    A frame that cannot be read, a request that the gateway refused, a contract
    that it does not know.
    """

    message: str
    frame: str
    """The frame as it came, cut to its first thousand characters."""

    topic: str | None = None
    conid: int | None = None


@attrs.frozen
class Unknown:
    """A frame that this version has no name for, kept whole."""

    topic: str | None
    frame: object


@attrs.frozen
class RawFrame:
    """A frame as it came, before it was read; only for streams opened with `raw=True`."""

    data: str | bytes


@attrs.frozen
class StreamSession:
    """What a stream knows about its connection and the session behind it."""

    phase: str
    """`closed`, `waiting` for the brokerage session, or `live`."""

    status: SessionStatus
    username: str | None
    is_paper: bool | None
    accounts: tuple[str, ...]
    selected_account: str | None
    subscriptions: tuple[str, ...]
    connections: int
    """How many connections there have been."""


StreamEvent: TypeAlias = (
    Quote
    | HistoryUpdate
    | LadderUpdate
    | BarsRefilled
    | OrderUpdate
    | Execution
    | PositionUpdate
    | PnlUpdate
    | SummaryUpdate
    | LedgerUpdate
    | Gap
    | Resumed
    | Reconnecting
    | SubscriptionRefused
    | StreamQuiet
    | ReaderBehind
    | Welcome
    | SessionStatus
    | AccountsUpdate
    | SessionPing
    | Heartbeat
    | Echo
    | Hint
    | Prompt
    | Bulletin
    | ExerciseStep
    | Notice
    | StreamProblem
    | Unknown
    | RawFrame
)
