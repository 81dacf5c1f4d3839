"""Frames about the session itself: `sts`, `act`, `system`, `tic`.

Source: spec/asyncapi.yaml, topics sts, act, system, tic.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from ibkr._core.stream.frames import as_list
from ibkr.model.events import (
    AccountsUpdate,
    Heartbeat,
    SessionPing,
    SessionStatus,
    Welcome,
    read_time,
)

# The gateway's key → the attribute of `SessionStatus` and the type that it must have.
STATUS: Final[dict[str, tuple[str, type]]] = {
    "authenticated": ("authenticated", bool),
    "connected": ("connected", bool),
    "established": ("established", bool),
    "competing": ("competing", bool),
    "message": ("message", str),
    "fail": ("fail", str),
    "serverName": ("server_name", str),
    "serverVersion": ("server_version", str),
    "username": ("username", str),
}

Row = Mapping[str, Any]


def merge_status(known: SessionStatus, args: Row) -> SessionStatus:
    """The status after one frame, which may hold a single key; values of a wrong type are left out."""
    told = {
        attribute: args[key]
        for key, (attribute, kind) in STATUS.items()
        if key in args and isinstance(args[key], kind)
    }
    return attrs.evolve(known, **told, changed=frozenset(args))


def accounts(args: Row) -> AccountsUpdate:
    """The accounts of the login, as GET /iserver/accounts tells them."""
    names = tuple(map(str, as_list(args.get("accounts")) or ()))
    selected = args.get("selectedAccount")
    return AccountsUpdate(names, selected if isinstance(selected, str) else None, args)


def greeting(body: Row) -> Welcome | Heartbeat | None:
    """The greeting after the handshake, or the sign of life every ten seconds."""
    if "hb" in body:
        return Heartbeat(read_time(body["hb"]))
    username = body.get("success")
    if not isinstance(username, str):
        return None
    return Welcome(username, _flag(body.get("isPaper")), _flag(body.get("isFT")))


def ping(body: Row) -> SessionPing:
    """The answer to our `tic`."""
    return SessionPing(body.get("alive") is True, read_time(body.get("lastAccessed")))


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
