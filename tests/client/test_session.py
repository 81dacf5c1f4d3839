"""The session as a user of either client sees it."""

from __future__ import annotations

import httpx
import pytest
from ibkr_wire.models.auth import InitRequest

from ibkr._sync.client import Client
from ibkr.errors import ConfigError

from .canned import in_both, options, routes

READY = {"authenticated": True, "connected": True, "competing": False}
COMPETING = {**READY, "competing": True}


@pytest.mark.parametrize(
    ("call", "state"),
    [
        (lambda ib: ib.auth.status(), "competing"),
        (lambda ib: ib.auth.init(InitRequest(publish=True, compete=False)), "ready"),
        (lambda ib: ib.auth.logout(), "logged_out"),
    ],
)
def test_what_ib_auth_learns_the_session_knows(call, state: str):
    answers = routes(status=COMPETING, init=READY, logout={"status": True})
    with Client(**options(answers)) as ib:
        call(ib)
        assert ib.session.state == state


def test_a_listener_that_raises_does_not_break_the_call_that_it_heard_of():
    def story(ib):
        ib.session.on_change(lambda _: 1 / 0)
        return ib.session.check()

    assert in_both(routes(status=READY), story) == ["ready", "ready"]


def test_a_background_tick_that_fails_is_seen_by_whoever_asks():
    """An `auth` that somebody wrote raises what nobody foresaw, in the keep-alive and in calls alike."""

    class Broken:
        remedy, token = "Mend it.", None

        def for_call(self, info: object):
            return self

        def ready(self, desk: object, *, early: bool):
            raise RuntimeError("a fault of the sign-in")
            yield

    from ibkr._core.opening import keep_alive
    from ibkr._sync._shell import _Engine, _Stopped  # the ticker is driven here without its minute

    with Client(**options(routes(), auth=Broken())) as ib:
        naps: list[float] = []

        def nap(seconds: float) -> None:
            naps.append(seconds)
            if len(naps) > 3:
                raise _Stopped

        engine = _Engine(ib._desk, None)  # nothing is sent
        with pytest.raises(_Stopped):
            engine.drive(keep_alive(ib._desk), nap)
        assert naps == [60.0] * 4
        assert ib.session.keep_alive_problem == "RuntimeError in the keep-alive"
        assert ib._desk.session.keep_alive_failures == 3


@pytest.mark.parametrize("wrong", [{"reset_wait": -1}, {"on_request": 3}])
def test_a_client_that_cannot_work_is_not_made(wrong: dict[str, object]):
    with pytest.raises(ConfigError, match=next(iter(wrong))):
        Client(**options(routes(), **wrong))


def test_health_is_asked_of_both_clients_in_the_same_words():
    def down(_: httpx.Request) -> httpx.Response:
        return httpx.Response(503)

    good = in_both(routes(status=READY), lambda ib: ib.health())
    assert [one.state for one in good] == ["ready", "ready"]
    assert all(one.last_success is not None and one.waited == 0 for one in good)
    bad = in_both(down, lambda ib: ib.health())
    assert [(one.state, one.last_success) for one in bad] == [("maintenance", None)] * 2
