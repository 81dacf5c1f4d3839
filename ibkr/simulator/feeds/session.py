"""`sts` and `act`: the brokerage session and its accounts, as they change.

Source: gateway facts "Websocket", section unsolicited.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ibkr.simulator.operations.accounts import brokerage_accounts

if TYPE_CHECKING:
    from ibkr.simulator.feeds.base import Message
    from ibkr.simulator.state import State


class StatusFeed:
    """`sts`: changes of the brokerage session, one key a frame."""

    _WATCHED = ("authenticated", "competing", "message")

    def __init__(self, state: State) -> None:
        self._state = state
        self._told: dict[str, Any] = {}

    def whole(self) -> dict[str, Any]:
        """The full `sts` object of a new socket."""
        session = self._state.session
        self._told = self._watched()
        return {
            "connected": session.flags.connected,
            "authenticated": session.flags.authenticated,
            "established": session.flags.established,
            "competing": session.flags.competing,
            "message": session.flags.message,
            "fail": "",
            **session.server,
            "username": session.identity.user_name,
        }

    def messages(self) -> Iterator[Message]:
        """What changed since the last call."""
        seen = self._watched()
        for key in self._WATCHED:
            if seen[key] != self._told.get(key):
                yield "sts", {"args": {key: seen[key]}}
        self._told = seen

    def _watched(self) -> dict[str, Any]:
        return {key: getattr(self._state.session.flags, key) for key in self._WATCHED}


class AccountsFeed:
    """`act`: the accounts of the session, after the greeting and when they change."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._told: object = None

    def messages(self) -> Iterator[Message]:
        """The accounts, if they changed since the last call and there is a brokerage session."""
        seen = self._watched()
        if seen == self._told:
            return
        self._told = seen
        if self._state.session.flags.authenticated:
            yield "act", {"args": brokerage_accounts(self._state)}

    def _watched(self) -> object:
        groups = tuple(group.name for group in self._state.broker.structure.groups)
        session = self._state.session
        return session.flags.authenticated, session.number, self._state.account, groups
