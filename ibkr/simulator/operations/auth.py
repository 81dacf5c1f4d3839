"""Session calls: tickle, status, brokerage session, login check, logout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator.http import Response
from ibkr.simulator.operations.bridge import bridge_status
from ibkr.simulator.refusals import refuse

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State


def tickle(state: State, _: Call) -> dict[str, Any]:
    """Keep the login alive; the answer names the token that a websocket needs."""
    now = state.now()
    state.session.renew(now)
    return {
        "session": state.session.token,
        "ssoExpires": state.session.sso_milliseconds(now),
        "collission": False,
        "userId": state.session.identity.user_id,
        "hmds": _history_bridge(state),
        "iserver": {"authStatus": state.session.status()},
    }


def _history_bridge(state: State) -> dict[str, Any]:
    return {"authStatus": bridge_status(state)} if state.reads.bridge_open else {"error": "no bridge"}


def status(state: State, _: Call) -> dict[str, Any]:
    """The flags of the brokerage session; all false after a logout."""
    return state.session.status()


def init(state: State, call: Call) -> dict[str, Any]:
    """Open the brokerage session; with `compete` it is taken from another login.

    The gateway program names a user and a machine instead, and is answered with a challenge.
    """
    body = call.object()
    if "username" in body and "machineId" in body:
        return {"challenge": state.session.challenge()}
    if body.get("publish") is not True:
        raise refuse(500, "publish must be true")
    state.session.open_bridge(compete=body.get("compete") is True)
    return state.session.status()


def validate(state: State, _: Call) -> dict[str, Any]:
    """Facts about the login. The wire says LOGIN_TYPE where the published document says loginType."""
    now = state.now()
    state.session.renew(now)
    identity = state.session.identity
    age = int((now - state.session.login_seconds) * 1000)
    return {
        "USER_ID": identity.user_id,
        "USER_NAME": identity.user_name,
        "RESULT": True,
        "AUTH_TIME": state.world.session_milliseconds() - age,
        "SF_ENABLED": False,
        "IS_FREE_TRIAL": False,
        "CREDENTIAL": identity.user_name,
        "IP": "127.0.0.1",
        "EXPIRES": state.session.sso_milliseconds(now),
        "QUALIFIED_FOR_MOBILE_AUTH": None,
        "LANDING_APP": "UNIVERSAL",
        "IS_MASTER": False,
        "lastAccessed": state.world.session_milliseconds(),
        "LOGIN_TYPE": 2 if identity.paper else 1,
        "PAPER_USER_NAME": identity.user_name,
        "features": {
            "env": "PAPER" if identity.paper else "PROD",
            "wlms": True,
            "realtime": True,
            "bond": True,
            "optionChains": True,
            "calendar": True,
            "newMf": True,
        },
        "region": "NJ",
    }


def logout(state: State, _: Call) -> Response:
    """End the login. The real answer carries no Content-Type."""
    state.session.logout()
    return Response(200, b'{"status":true}')


SERVES = {
    "auth.tickle": tickle,
    "auth.tickle_get": tickle,
    "auth.status": status,
    "auth.status_get": status,
    "auth.init": init,
    "auth.validate": validate,
    "auth.logout": logout,
}
