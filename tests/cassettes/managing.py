"""What is told to the account management side, with a token of the operation's scope.

Recorded and replayed with keys that are made for the day: nothing that was signed is kept.
"""

from __future__ import annotations

import functools
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from ibkr_wire.tables.examples import examples
from ibkr_wire.tables.operations import OPERATIONS

from codegen.bundle import bundle
from ibkr.errors import ResponseError
from ibkr.simulator.broker.account import AccountStart, Holding
from ibkr.simulator.management.side import RULES
from tests.auth.material import CREDENTIAL
from tests.cassettes.case import ACCOUNT, SECOND, Case, asked, of_this_world
from tests.simulator.management.manager import BEFORE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ibkr_wire.operation import Operation

    from tests.stories import Story

SPEC = Path(__file__).parents[2] / "spec"
OPENING = "management.open_session"
TOKEN = "auth.token"
SESSIONS = "sso-sessions.write"

CLAIMED: dict[str, dict[str, Any]] = {OPENING: {"credential": CREDENTIAL}}
"""Where the claims of the description's example do not fit this world."""

ASKED: dict[str, dict[str, Any]] = {"management.application": {"accountId": ACCOUNT}}
"""Where its arguments do not."""


def world() -> dict[str, Any]:
    """Two accounts, one with a position that can move; nothing happens in it, so it is quick to make."""
    held = (Holding(8314, Decimal(100), Decimal(190)),)
    return {
        "accounts": (
            AccountStart(account_id=ACCOUNT, cash=Decimal(25_000), holdings=held),
            AccountStart(account_id=SECOND, cash=Decimal(1_000)),
        )
    }


def managed(operation: str) -> Iterator[Case]:
    """What the side says to a token of the operation's scope, and to one of another."""
    if operation == TOKEN:
        yield Case(operation, "success", signed_in, world, scope=SESSIONS)
    if operation != OPENING and operation not in RULES:
        return
    scopes = {one for name in (operation, BEFORE.get(operation)) for one in _scope(name)}
    yield Case(operation, "success", answered(operation), world, scope=" ".join(sorted(scopes)))
    if operation != OPENING:  # its own refusal is that of signing in
        yield Case(operation, "another-scope", forbidden(operation), world, scope=SESSIONS)


def _scope(operation: str | None) -> list[str]:
    """One scope that is enough."""
    if operation is None:
        return []
    return [SESSIONS] if operation == OPENING else [min(RULES[operation].scopes)]


def answered(operation: str) -> Story:
    """A story of a call that succeeds, after the one that it needs."""

    def story(ib: Any):
        if operation in BEFORE:
            yield ib.call(spoken(ib, BEFORE[operation]))
        yield ib.call(spoken(ib, operation))

    return story


def signed_in(ib: Any):
    """A story of a client that signs in by itself, because a call wants it."""
    assert (yield ib.portfolio.accounts())


def forbidden(operation: str) -> Story:
    """A story of a call that the token's scope does not allow."""

    def story(ib: Any):
        with pytest.raises(ResponseError, match="scope") as raised:
            yield ib.call(spoken(ib, operation))
        assert raised.value.status == 403

    return story


def spoken(ib: Any, operation: str) -> Operation[Any]:
    """The description's example of a call; what has to be text is signed here, all else by the client."""
    if isinstance(examples(operation).body, str):
        return asked(operation, body=ib.management.signed(claims(operation)))
    return asked(operation, **ASKED.get(operation, {}))


def claims(operation: str) -> dict[str, Any]:
    """The claims of the description's example, about the accounts of this world, not yet dated."""
    shown = of_this_world(msgspec.json.encode(_described()[operation]))
    undated = {key: value for key, value in shown.items() if key not in ("iss", "iat", "exp")}
    return {**undated, **CLAIMED.get(operation, {})}


@functools.cache
def _described() -> dict[str, Any]:
    """The example claims of every operation whose body is a signed text."""
    spec = bundle(SPEC)
    schemas = spec.document["components"]["schemas"]
    found: dict[str, Any] = {}
    for *_, entry in spec.operations():
        name = entry["x-ibkr-facade"]
        for media in entry.get("requestBody", {}).get("content", {}).values():
            model = media["schema"].get("contentSchema", {}).get("$ref", "").rpartition("/")[2]
            if model:
                found[name] = schemas[model]["example"]
    assert all(OPERATIONS[name].host == "hosted" for name in found)
    return found
