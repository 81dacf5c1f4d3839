"""Two clients of one username that both insist on the session settle instead of fighting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import pytest

import ibkr
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport

if TYPE_CHECKING:
    import httpx

MINUTE, HOURS = 60.0, 8


@attrs.define
class Rival(SimulatorTransport):
    """The way to one gateway; whoever opens the brokerage session through it ends that of the other."""

    gateway: Gateway
    other: Gateway
    taken: int = 0

    def __attrs_post_init__(self) -> None:
        super().__init__(self.gateway)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        answer = super().handle_request(request)
        if request.url.path.endswith("/ssodh/init") and self.gateway.session.flags.authenticated:
            self.taken += 1
            self.other.session.lose_bridge(competing=True, message="taken by another login")
        return answer


@pytest.fixture
def rivals() -> tuple[Rival, Rival]:
    clock = ibkr.ManualClock()
    one, other = (Gateway(clock=clock, idle=None) for _ in range(2))
    other.session.lose_bridge(competing=True, message="taken by another login")
    return Rival(one, other), Rival(other, one)


def client(rival: Rival) -> ibkr.Client:
    return ibkr.Client(transport=rival, clock=rival.gateway.clock, keep_alive=False, compete=True)


def tickle(ib: ibkr.Client) -> str:
    """One keep-alive, as the background ticker makes it: what goes wrong is a state."""
    try:
        return ib.session.tickle()
    except ibkr.CompetingSession:
        return ib.session.state


def test_each_insists_a_few_times_and_then_one_has_the_session_for_good(rivals: tuple[Rival, Rival]):
    states: list[tuple[str, str]] = []
    with client(rivals[0]) as one, client(rivals[1]) as other:
        for _ in range(HOURS * 60):
            states.append((tickle(one), tickle(other)))
            rivals[0].gateway.clock.advance(MINUTE)
    assert all(rival.taken <= 4 for rival in rivals)
    assert sorted(set(states[-7 * 60 :])) in ([("competing", "ready")], [("ready", "competing")])


def test_who_lost_it_can_still_take_it_by_hand(rivals: tuple[Rival, Rival]):
    with client(rivals[0]) as one, client(rivals[1]) as other:
        for _ in range(HOURS * 60):
            owner = one if tickle(one) == "ready" else other
            tickle(other)
            rivals[0].gateway.clock.advance(MINUTE)
        loser = other if owner is one else one
        assert loser.session.open(compete=True) == "ready"
