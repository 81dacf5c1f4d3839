"""What is known of one stream at one look: how it goes, and the session behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from ibkr.model.events import StreamSession

if TYPE_CHECKING:
    from ibkr._core.stream.conversation import Conversation


@attrs.define
class Counts:
    """What a conversation counts. Times are seconds since the epoch."""

    connections: int = 0
    frames: int = 0
    gaps: int = 0
    connected: float | None = None
    heard: float | None = None


@attrs.frozen(kw_only=True)
class StreamHealth:
    """One look at a stream. Times are seconds since the epoch."""

    phase: str
    """`closed` while there is no connection, `waiting` for the brokerage session, or `live`."""
    connected: float | None
    """Since when the connection of now is open; None while there is none."""
    heard: float | None
    """When a frame came last; None before the first. The gateway beats every ten seconds."""
    frames: int
    """Frames that came, over all connections."""
    connections: int
    """How many connections there have been."""
    gaps: int
    """How often something may have been missed: each was told as a `Gap`."""
    subscriptions: int
    """How many subscriptions are asked for."""
    confirmed: int
    """Of how many of them something has come since the session was opened last."""
    waiting: int
    """Events that wait for the reader who has most of them to read."""
    conflated: int
    """Quotes and the like that a newer one took the place of, because they were not read in time."""


def health_of(talk: Conversation, *, waiting: int, conflated: int) -> StreamHealth:
    """How it goes; the owner of the conversation knows how far its readers are."""
    lines, counts = talk.book.lines, talk.counts
    return StreamHealth(
        phase=talk.phase.value,
        connected=counts.connected,
        heard=counts.heard,
        frames=counts.frames,
        connections=counts.connections,
        gaps=counts.gaps,
        subscriptions=len(lines),
        confirmed=sum(bool(talk.frames_of(line)) for line in lines),
        waiting=waiting,
        conflated=conflated,
    )


def session_of(talk: Conversation) -> StreamSession:
    """Connection and session."""
    welcome, accounts = talk.interpreter.welcome, talk.interpreter.account_list
    return StreamSession(
        talk.phase.value,
        talk.status,
        talk.status.username if welcome is None else welcome.username,
        None if welcome is None else welcome.is_paper,
        () if accounts is None else accounts.accounts,
        None if accounts is None else accounts.selected,
        talk.subscriptions,
        talk.counts.connections,
    )
