"""The calls of a login that no client makes: health checks, and the gateway program's own chain.

A real gateway program in front of this one logs in by them. Source: gateway facts
"The gateway program itself", section login chain.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

_PROOF = re.compile(r"[0-9a-fA-F]{40}")


def user(state: State, _: Call) -> dict[str, Any]:
    """Whether somebody is logged in; health checks read the status only."""
    identity = state.session.identity
    return {"userId": identity.user_id, "userName": identity.user_name, "isPaper": identity.paper}


def ping(state: State, _: Call) -> dict[str, Any]:
    """Extend the login, as tickle does."""
    now = state.now()
    state.session.renew(now)
    return {"RESULT": True, "EXPIRES": state.session.sso_milliseconds(now)}


def respond(state: State, call: Call) -> dict[str, bool]:
    """The second leg of the handshake. Any 40 hex digits pass: what they prove is known to IBKR only."""
    proof = reading.text(call.object(), "response")
    passed = state.session.answer_challenge() and _PROOF.fullmatch(proof) is not None
    if passed:
        state.session.open_bridge(compete=True)
    flags = state.session.flags
    return {
        "passed": passed,
        "authenticated": flags.authenticated,
        "connected": flags.connected,
        "competing": flags.competing,
    }


def begin(state: State) -> dict[str, bool]:
    """`ssodh/init`: a gateway program takes the login over, and will open the brokerage session itself."""
    state.session.leave_to_program()
    return {"success": True}


def key(state: State) -> dict[str, str]:
    """`ssodh/st`: the key of the handshake."""
    return {"st": state.session.handshake_key}


PROGRAM: dict[tuple[str, str], Callable[[State], object]] = {
    ("GET", "/ssodh/init"): begin,
    ("GET", "/ssodh/st"): key,
}
"""Calls of the gateway program that are in no published list, by method and path."""

SERVES = {"auth.user": user, "auth.sso_ping": ping, "auth.init_response": respond}
