"""`spl`, `ssd` and `sld`: profit and loss, the summary and the ledger of accounts, as they change.

These need the login only, not the brokerage session. Source: gateway facts "Websocket",
sections spl, ssd and sld.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.feeds.base import Complaint, Message, arguments, changes, words
from ibkr.simulator.operations.balances import pnl_rows
from ibkr.simulator.rendering.accounts import (
    ledger_changes,
    streamed_ledger,
    streamed_summary,
    summary_changes,
)

if TYPE_CHECKING:
    from ibkr.simulator.state import State

PNL_SECONDS = 1.0
VALUES_SECONDS = 10.0
"""The facts give it for the ledger; the summary is taken to come as often."""

Row = dict[str, Any]
Rows = dict[str, Row]


class PnlFeed:
    """All accounts in one frame, whole at first, then the keys that changed, at most once a second."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._next_at: float | None = None
        self._told: Rows = {}

    def subscribe(self, _: str) -> Iterable[Message]:
        """`{}`: the first frame comes at once."""
        self._next_at, self._told = self._state.now(), {}
        return ()

    def unsubscribe(self, _: str) -> Iterable[Message]:
        """`{}`: there is no answer."""
        self.clear()
        return ()

    def clear(self) -> None:
        """Report nothing more."""
        self._next_at = None

    def next_due(self) -> float | None:
        """When the next frame may come."""
        return self._next_at

    def messages(self) -> Iterator[Message]:
        """What changed, if a second has passed."""
        now = self._state.now()
        if self._next_at is None or now < self._next_at:
            return
        self._next_at = now + PNL_SECONDS
        known, self._told = self._told, pnl_rows(self._state)
        fresh = {name: changes(known.get(name, {}), row) for name, row in self._told.items()}
        if changed := {name: row for name, row in fresh.items() if row}:
            yield "spl", {"args": changed}


@attrs.frozen(kw_only=True)
class Kind:
    """What tells the summary and the ledger apart."""

    topic: str
    farewell: str
    """The result that ending one is answered with."""
    read: Callable[[State, str], Rows]
    """The rows of an account, by key."""
    changed: Callable[[Mapping[str, Row], Mapping[str, Row]], list[Row]]
    """What to send of rows when others are known: an empty list for nothing."""


@attrs.define(kw_only=True)
class _Account:
    """One account that is watched. `told` is what the client knows."""

    keys: frozenset[str]
    fields: frozenset[str]
    next_at: float
    told: Rows = attrs.field(factory=dict[str, Row])

    def chosen(self, rows: Rows) -> Rows:
        """What the client wants of rows; empty lists mean all."""
        wanted = {key: row for key, row in rows.items() if not self.keys or key in self.keys}
        if not self.fields:
            return wanted
        return {
            key: {name: value for name, value in row.items() if name in self.fields | _ALWAYS}
            for key, row in wanted.items()
        }


_ALWAYS = frozenset({"key", "timestamp"})


class ValuesFeed:
    """The summary or the ledger of any number of accounts."""

    def __init__(self, state: State, kind: Kind) -> None:
        self._state = state
        self._kind = kind
        self._open: dict[str, _Account] = {}

    def subscribe(self, rest: str) -> Iterable[Message]:
        """`DU1234567+{"keys":[],"fields":[]}`: the first frame comes at once and is whole."""
        account, _, given = rest.partition("+")
        if account not in self._state.broker.accounts:
            raise Complaint(f"{self._kind.topic}: there is no account {account[:32]!r}")
        wanted = arguments(given)
        self._open[account] = _Account(
            keys=frozenset(words(wanted.get("keys"))),
            fields=frozenset(words(wanted.get("fields"))),
            next_at=self._state.now(),
        )
        return ()

    def unsubscribe(self, rest: str) -> Iterable[Message]:
        """`DU1234567+{}`: answered by a frame without a topic."""
        self._open.pop(rest.partition("+")[0], None)
        return [("", {"result": self._kind.farewell})]

    def clear(self) -> None:
        """Report nothing more."""
        self._open.clear()

    def next_due(self) -> float | None:
        """When the next frame may come."""
        return min((each.next_at for each in self._open.values()), default=None)

    def messages(self) -> Iterator[Message]:
        """What is due of each account."""
        now = self._state.now()
        for account, watched in self._open.items():
            if now < watched.next_at:
                continue
            watched.next_at = now + VALUES_SECONDS
            known, watched.told = watched.told, watched.chosen(self._kind.read(self._state, account))
            if rows := self._kind.changed(known, watched.told):
                yield f"{self._kind.topic}+{account}", {"result": rows}


def _summary(state: State, account: str) -> Rows:
    start = state.broker.starting_point(account)
    return streamed_summary(state.broker.summary(account), start, at=int(state.world.now()))


def _ledger(state: State, account: str) -> Rows:
    return streamed_ledger(account, state.broker.ledger(account), at=int(state.world.now()))


SUMMARY = Kind(topic="ssd", farewell="unsubscribed from summary", read=_summary, changed=summary_changes)
LEDGER = Kind(topic="sld", farewell="unsubscribed from ledger", read=_ledger, changed=ledger_changes)
