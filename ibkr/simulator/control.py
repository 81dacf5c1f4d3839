"""`/simulator/`: looking into the gateway and breaking it while it runs; off unless asked for.

| call | what comes of it |
|---|---|
| `GET /simulator/` | a page that shows all below, with buttons |
| `GET /simulator/state` | session, orders, fills, subscriptions, violations, requests, faults |
| `POST /simulator/faults` | put a fault in force, or a list of them: the keys of a scenario file |
| `DELETE /simulator/faults`, `/simulator/faults/0` | take all out of force, or one |
| `POST /simulator/session` | `{"event": "expire"}`: let something happen now, see `EVENTS` |
| `POST /simulator/world` | `{"speed": 60, "ahead": 3600}`: run faster, jump |
| `GET`, `PUT /simulator/saved` | the saved world; put one in the place of this |

Bodies are `application/json` and must say so: a page from elsewhere cannot send that unasked.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

import msgspec

from ibkr.errors import ConfigError
from ibkr.simulator.http import Request, Response
from ibkr.simulator.inspection import fault_rows, inside
from ibkr.simulator.scenario import parse

if TYPE_CHECKING:
    from ibkr.simulator.gateway import Gateway

PREFIX = "/simulator"
_LONGEST_FREEZE = 3600.0


class _Wrong(Exception):
    """The request is answered 400 with these words."""


class Control:
    """The control path of one gateway."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self._calls: dict[tuple[str, str], Callable[[Request], Response]] = {
            ("GET", ""): self._page,
            ("GET", "/"): self._page,
            ("GET", "/state"): lambda _: Response.json(inside(gateway)),
            ("GET", "/faults"): lambda _: Response.json(fault_rows(gateway)),
            ("POST", "/faults"): self._add_faults,
            ("DELETE", "/faults"): self._clear_faults,
            ("POST", "/session"): self._happen,
            ("POST", "/world"): self._change_world,
            ("GET", "/saved"): self._save,
            ("PUT", "/saved"): self._load,
        }

    def answer(self, request: Request) -> Response:
        """The answer to a request below `/simulator`."""
        path = request.path.removeprefix(PREFIX)
        try:
            call = self._calls.get((request.method, path))
            if call is not None:
                return call(request)
            if request.method == "DELETE" and path.startswith("/faults/"):
                return self._remove_fault(path.removeprefix("/faults/"))
        except (_Wrong, ConfigError) as error:
            return Response.json({"error": str(error)}, status=400)
        return Response.json({"error": f"{request.method} {request.path} is no control call"}, status=404)

    def _page(self, _: Request) -> Response:
        return Response.page(_html())

    # --- faults

    def _add_faults(self, request: Request) -> Response:
        given = _json(request)
        entries = cast("list[object]", given) if isinstance(given, list) else [given]
        self._gateway.faults.add(*[parse(entry) for entry in entries])
        return Response.json(fault_rows(self._gateway))

    def _clear_faults(self, _: Request) -> Response:
        self._gateway.faults.clear()
        return Response.json([])

    def _remove_fault(self, number: str) -> Response:
        if not number.isascii() or not number.isdecimal() or len(number) > 9:
            raise _Wrong(f"{number[:32]!r} is no number of a fault")
        if not self._gateway.faults.remove(int(number)):
            raise _Wrong(f"there is no fault {number}")
        return Response.json(fault_rows(self._gateway))

    # --- the session and the world

    def _happen(self, request: Request) -> Response:
        body = _object(request, {"event", "seconds"})
        event = EVENTS.get(str(body.get("event")))
        if event is None:
            raise _Wrong(f"event must be one of {', '.join(EVENTS)}")
        event(self._gateway, _number(body, "seconds", default=10.0, most=_LONGEST_FREEZE))
        return Response.json(inside(self._gateway)["session"])

    def _change_world(self, request: Request) -> Response:
        body = _object(request, {"speed", "ahead"})
        speed = _number(body, "speed") if "speed" in body else None
        self._gateway.world.change(speed=speed, ahead=_number(body, "ahead", default=0.0))
        return Response.json(inside(self._gateway)["world"])

    def _save(self, _: Request) -> Response:
        named = ("content-disposition", 'attachment; filename="simulator.json"')
        return Response(200, self._gateway.save(), (("content-type", "application/json"), named))

    def _load(self, request: Request) -> Response:
        _check_type(request)
        self._gateway.load(request.body)
        return Response.json(inside(self._gateway)["world"])


def _login(gateway: Gateway, _: float) -> None:
    gateway.session.login(gateway.state.now(), bridge_after=0.0)


EVENTS: dict[str, Callable[[Gateway, float], None]] = {
    "login": _login,
    "logout": lambda gateway, _: gateway.session.logout(),
    "expire": lambda gateway, _: gateway.session.expire(),
    "no_bridge": lambda gateway, _: gateway.session.lose_bridge(),
    "competing": lambda gateway, _: gateway.session.lose_bridge(competing=True),
    "reset": lambda gateway, seconds: gateway.session.begin_reset(seconds),
    "freeze": lambda gateway, seconds: gateway.freeze(seconds),
    "cut": lambda gateway, _: gateway.cut(),
    "close": lambda gateway, _: gateway.cut(code=1000),
    "penalty": lambda gateway, seconds: gateway.pacing.shut(gateway.state.now(), seconds),
}
"""What can be made to happen at once; `freeze`, `reset` and `penalty` last `seconds`."""


@cache
def _html() -> str:
    return files("ibkr.simulator").joinpath("page.html").read_text(encoding="utf-8")


def _check_type(request: Request) -> None:
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise _Wrong("the Content-Type must be application/json")


def _json(request: Request) -> object:
    _check_type(request)
    try:
        return msgspec.json.decode(request.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _Wrong(f"the body is no JSON: {error}") from error


def _object(request: Request, keys: set[str]) -> dict[str, Any]:
    value = _json(request)
    if not isinstance(value, dict):
        raise _Wrong("the body must be an object")
    body = cast("dict[str, Any]", value)
    if unknown := sorted(body.keys() - keys):
        raise _Wrong(f"{', '.join(unknown)}: no such key; there are {', '.join(sorted(keys))}")
    return body


def _number(body: dict[str, Any], key: str, *, default: float | None = None, most: float = 1e9) -> float:
    value = body.get(key, default)
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
        raise _Wrong(f"{key} must be a number from 0 to {most:g}")
    return float(value)
