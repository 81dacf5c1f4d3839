"""Which operation answers which request, and the paths outside of the API."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import TYPE_CHECKING

from ibkr_wire.tables.operations import OPERATIONS, match

from ibkr.errors import ConfigError
from ibkr.simulator.call import Call
from ibkr.simulator.http import Request, Response
from ibkr.simulator.operations import (
    accounts,
    advisor,
    alerts,
    analytics,
    auth,
    balances,
    bridge,
    contracts,
    definitions,
    derivatives,
    events,
    lines,
    login,
    market_data,
    models,
    notifications,
    order_calls,
    orders,
    portfolio,
    scanner,
    schedules,
    selection,
    trades,
    watchlists,
)
from ibkr.simulator.refusals import not_there
from ibkr.simulator.state import State
from ibkr.simulator.unserved import ANSWERED_BY_THE_PROGRAM, HOSTED, NOT_SERVED

if TYPE_CHECKING:
    from ibkr_wire.operation import Info

Answerer = Callable[[State, Call], object]

PREFIXES = ("/v1/api", "/v1/portal")
HOSTED_HOST = "https://api.ibkr.com"
LOGIN_PATH = "/sso/Login?forwardTo=22&RL=1&ip2loc=US"
_GROUPS = (
    *(auth, login, bridge, accounts, balances, selection, portfolio, analytics, contracts),
    *(definitions, schedules, derivatives, events, advisor, models),
    *(market_data, lines, orders, order_calls, trades, scanner, watchlists, alerts, notifications),
)
_NOT_HERE = NOT_SERVED.keys() | HOSTED
_HOSTED_ROOTS = ("/gw/", "/oauth2/")


def answerers(operations: Mapping[str, Info] = OPERATIONS) -> dict[str, Answerer]:
    """Who answers each operation of the spec that is served, by façade name.

    Raises:
        ConfigError: an operation that nobody answers though it is not listed as such,
            or the other way round.
    """
    handlers: dict[str, Answerer] = {}
    for group in _GROUPS:
        handlers.update(group.SERVES)
    listed = NOT_SERVED.keys() | HOSTED | ANSWERED_BY_THE_PROGRAM
    odd = (handlers.keys() | listed) ^ operations.keys() | (handlers.keys() & listed)
    if odd:
        names = ", ".join(sorted(odd))
        raise ConfigError(f"the simulator and the spec disagree on these operations: {names}")
    return handlers


def served() -> frozenset[str]:
    """The operations that the simulator answers, by façade name; some with OAuth only."""
    return frozenset(answerers()) | ANSWERED_BY_THE_PROGRAM | HOSTED


PREFLIGHT = Response(
    204,
    headers=(
        ("access-control-allow-origin", "*"),
        ("access-control-allow-methods", "POST,GET,OPTIONS,DELETE,PUT"),
        ("access-control-allow-headers", "Content-Type,portal,Cookie"),
    ),
)


def is_preflight(request: Request) -> bool:
    """Whether a browser asks for leave; the gateway program gives it without asking upstream."""
    return request.method == "OPTIONS" and "access-control-request-method" in request.headers


def lacks_length(request: Request) -> bool:
    """Whether a POST does not say how long its body is; a body sent in chunks never does."""
    return request.method == "POST" and "content-length" not in request.headers


def api_path(path: str) -> str | None:
    """The part below /v1/api or its older alias /v1/portal, None outside of both."""
    for prefix in PREFIXES:
        if path.startswith(prefix + "/"):
            return path.removeprefix(prefix)
    return None


def route(request: Request, path: str) -> Call | None:
    """The call that a request is, None for a path that does not exist.

    Clients often write `/iserver/account/trades/`, which is the same as without the slash.
    """
    found = match(request.method, path.rstrip("/") or "/")
    if found is None or found[0].root != "api" or found[0].name in _NOT_HERE:
        return None
    return Call(found[0], found[1], request)


def outside(state: State, request: Request) -> Response:
    """What the gateway program answers outside of the API: its login pages, else a redirect."""
    page = _PAGES.get(request.path)
    if page is not None:
        return page(state)
    if request.path.startswith("/v1/am/") or request.path.startswith("/v1/tws/"):
        return Response.text(f"Unknown service {request.path.split('/')[2]}")
    if request.path.startswith(_HOSTED_ROOTS):
        return not_there()
    # A wrong base path sends the client to the hosted service, as it does with the real gateway.
    return Response.redirect(HOSTED_HOST + request.path)


_LOGIN_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated gateway: log in</title>
<style>
:root {{ color-scheme: light dark; --back: light-dark(#f3f4f6, #14171c); --card: light-dark(#fff, #1e2329);
  --text: light-dark(#1b1f24, #e6e8eb); --soft: light-dark(#5b6470, #9aa4b0);
  --line: light-dark(#d8dce1, #323a44);
  --do: light-dark(#1d5fbf, #6aa5f5); --on: light-dark(#fff, #0e1319); }}
body {{ margin: 0; min-height: 100vh; display: grid; place-items: center; background: var(--back);
  color: var(--text); font: 16px/1.5 system-ui, sans-serif; }}
main {{ width: min(22rem, calc(100vw - 5rem)); padding: 2rem; background: var(--card);
  border: 1px solid var(--line); border-radius: 12px; }}
h1 {{ margin: 0; font-size: 1.25rem; }}
p {{ margin: .5rem 0 1.5rem; color: var(--soft); }}
button {{ width: 100%; padding: .7rem; border: 0; border-radius: 8px; background: var(--do); color: var(--on);
  font: inherit; font-weight: 600; cursor: pointer; }}
button:focus-visible {{ outline: 3px solid var(--text); outline-offset: 2px; }}
</style>
</head>
<body>
<main>
<h1>Simulated gateway</h1>
<p>{words} No password is asked for: nothing here is real.</p>
<form action="/sso/Dispatcher"><button autofocus>Log in as {user}</button></form>
</main>
</body>
</html>
"""


def _login_page(state: State) -> Response:
    words = "You are logged in." if state.session.logged_in else "Nobody is logged in."
    return Response.page(_LOGIN_PAGE.format(words=words, user=escape(state.session.identity.user_name)))


def _dispatcher(state: State) -> Response:
    """The end of a login. A gateway program in front keeps these cookies and sends them with every call."""
    state.session.login(state.now())
    page = Response.page("Client login succeeds")
    cookies = {
        "XYZAB": state.session.handshake_key,
        "USERID": str(state.session.identity.user_id),
        "api": state.session.token,
        "cp": state.session.account_token,
    }
    headers = tuple(("set-cookie", f"{name}={value}; Path=/; HttpOnly") for name, value in cookies.items())
    return Response(page.status, page.body, (*page.headers, *headers))


_PAGES: dict[str, Callable[[State], Response]] = {
    "/": lambda _: Response.redirect(LOGIN_PATH),
    "/sso/Login": _login_page,
    "/sso/Dispatcher": _dispatcher,
    "/clear": lambda _: Response.text("cleared"),
}
