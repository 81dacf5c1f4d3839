"""The daily reset, competing logins and the penalty box: what ends a session from outside."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ibkr.errors import ConfigError
from ibkr.simulator import Close, Fault

INIT = "/iserver/auth/ssodh/init"
PUBLISH = {"publish": True, "compete": True}


def seconds_to(player, zone: str, *local: int) -> float:
    """How far a moment of a region is from the player's clock (Friday 1 February 2013, 15:00 UTC)."""
    return datetime(*local, tzinfo=ZoneInfo(zone)).timestamp() - player.clock.now()


@pytest.mark.parametrize(
    ("region", "zone"), [("us", "America/New_York"), ("europe", "Europe/Zurich"), ("asia", "Asia/Hong_Kong")]
)
def test_midnight_of_the_region_ends_the_brokerage_session_and_leaves_the_login(play, region, zone):
    player = play(region=region, idle=None)
    player.clock.advance(seconds_to(player, zone, 2013, 2, 2) - 1)
    assert player.get("/iserver/auth/status")["authenticated"] is True
    player.clock.advance(1)
    assert player.get("/iserver/accounts", status=503) == {"error": "Service Unavailable"}
    assert player.ask("GET", "/trsrv/stocks?symbols=IBM").status == 200
    assert player.post(INIT, PUBLISH)["authenticated"] is False
    player.clock.advance(60)
    assert player.get("/iserver/accounts", status=400) == {"error": "no bridge"}
    assert player.post(INIT, PUBLISH)["authenticated"] is True


def test_the_night_to_sunday_takes_half_an_hour(play):
    player = play(region="us", idle=None)
    player.clock.advance(seconds_to(player, "America/New_York", 2013, 2, 2, 23))
    player.ask("POST", "/tickle")
    player.gateway.session.login(player.gateway.state.now(), bridge_after=0)
    player.clock.advance(3600 + 1790)
    assert player.ask("GET", "/iserver/accounts").status == 503
    player.clock.advance(10)
    assert player.post(INIT, PUBLISH)["authenticated"] is True


def test_a_reset_closes_the_sockets_with_1000_and_no_reason(player):
    socket = player.connect()
    player.gateway.session.begin_reset(30)
    player.get("/tickle")
    assert socket.pull()[-1] == Close(1000)


def test_a_reset_can_be_asked_for_as_a_fault(play):
    player = play().primed()
    player.gateway.faults.add(Fault("reset", "orders.live", seconds=20))
    assert player.ask("GET", "/iserver/account/orders").status == 503
    player.clock.advance(20)
    assert player.post(INIT, PUBLISH)["authenticated"] is True


def test_a_login_during_a_reset_waits_for_its_end(play):
    player = play(logged_in=False, auth_delay=3)
    player.gateway.session.begin_reset(60)
    player.gateway.session.login(0.0)
    player.clock.advance(30)
    assert player.get("/iserver/auth/status")["authenticated"] is False
    player.clock.advance(30)
    assert player.get("/iserver/auth/status")["authenticated"] is True


def test_a_login_ends_after_24_hours_however_busy(play):
    player = play()
    for _ in range(288):
        assert player.ask("POST", "/tickle").status == 200
        player.clock.advance(300)
    player.clock.advance(1)
    assert player.ask("POST", "/tickle").status == 401


def test_a_rival_takes_the_session_again_and_again(play):
    player = play()
    player.gateway.faults.add(Fault("competing", "auth.status", times=2))
    for _ in range(2):
        assert player.post("/iserver/auth/status")["competing"] is True
        assert player.post(INIT, PUBLISH)["competing"] is False
    assert player.post("/iserver/auth/status")["authenticated"] is True


def test_an_unknown_region_is_refused(play):
    with pytest.raises(ConfigError, match="us, europe, asia"):
        play(region="mars")
