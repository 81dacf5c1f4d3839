"""One `Pacing` a gateway and process, however its clients come and go; nothing is remembered in vain."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import Any

import attrs
import pytest
from ibkr_wire.tables.operations import OPERATIONS

from ibkr._core.pacing import HOSTED_RATE, Pacing
from ibkr._core.sharing import SharedLimits, gateway_of
from ibkr.model.clock import ManualClock, SystemClock

LOCAL = "https://localhost:5000/v1/api"


class Transport:
    """Stands for a transport of the caller's own."""


@attrs.frozen
class SignIn:
    user: str


def call(pacing: Pacing, clock: ManualClock, *, refused: float | None = None) -> None:
    with pacing.permit(OPERATIONS["orders.live"], (), clock) as permit:
        assert permit.wait() == 0.0
        if refused is not None:
            permit.shut(refused)


@pytest.mark.parametrize(
    "same",
    [
        "https://LOCALHOST:5000/v1/api/",
        "https://127.0.0.1:5000/v1/api",
        "https://[::1]:5000/v1/portal",
        "https://localhost:5000",
    ],
)
def test_an_address_names_the_same_gateway_however_it_is_written(same: str):
    assert gateway_of(same) == gateway_of(LOCAL)


@pytest.mark.parametrize(
    "other",
    [
        "https://localhost:5001/v1/api",
        "https://192.0.2.7:5000/v1/api",
        "https://localhost:5000/second/v1/api",
    ],
)
def test_another_address_is_another_gateway(other: str):
    assert gateway_of(other) != gateway_of(LOCAL)


def test_the_usual_ports_need_not_be_written():
    assert gateway_of("https://api.ibkr.com/v1/api") == gateway_of("https://api.ibkr.com:443/v1/api")
    assert gateway_of("http://api.ibkr.com/v1/api") != gateway_of("https://api.ibkr.com/v1/api")


def test_the_system_s_time_is_one_clock_whichever_object_tells_it():
    limits = SharedLimits()
    one, two = (limits.pacing(LOCAL, clock=SystemClock()) for _ in range(2))
    assert one is two


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ({"transport": Transport()}, {"transport": Transport()}),
        ({"clock": ManualClock()}, {"clock": ManualClock()}),
        ({"transport": Transport()}, {}),
        ({"auth": SignIn("ada")}, {"auth": SignIn("bob")}),
    ],
)
def test_another_transport_clock_or_user_has_limits_of_its_own(one: dict[str, Any], two: dict[str, Any]):
    limits, clock = SharedLimits(), SystemClock()
    assert limits.pacing(LOCAL, **{"clock": clock, **one}) is not limits.pacing(
        LOCAL, **{"clock": clock, **two}
    )


def test_signed_calls_of_one_user_count_together_at_the_rate_of_ibkr_s_own_server():
    limits, clock = SharedLimits(), ManualClock()
    one, two = (
        limits.pacing("https://api.ibkr.com/v1/api", clock=clock, auth=SignIn("ada")) for _ in range(2)
    )
    assert one is two
    pauses = []
    for _ in range(HOSTED_RATE + 1):
        with one.permit(OPERATIONS["accounts.brokerage"], (), clock) as permit:
            pauses.append(permit.wait() > 0)
    assert pauses == [False] * HOSTED_RATE + [True]


def test_what_a_closed_client_did_counts_until_its_window_is_over():
    limits, clock = SharedLimits(), ManualClock()
    call(limits.pacing(LOCAL, clock=clock), clock)
    clock.advance(4.9)
    with limits.pacing(LOCAL, clock=clock).permit(OPERATIONS["orders.live"], (), clock) as permit:
        assert permit.wait() == pytest.approx(0.1, abs=0.01)
    clock.advance(0.2)
    call(limits.pacing(LOCAL, clock=clock), clock)


def test_a_penalty_outlives_the_client_that_met_it():
    limits, clock = SharedLimits(), ManualClock()
    call(limits.pacing(LOCAL, clock=clock), clock, refused=600.0)
    clock.advance(599)
    assert limits.pacing(LOCAL, clock=clock).penalties(clock) == pytest.approx({"orders.live": 1.0})


def test_limits_that_somebody_has_are_his_as_long_as_he_has_them():
    limits, clock = SharedLimits(), ManualClock()
    kept = limits.pacing(LOCAL, clock=clock)
    call(kept, clock)
    clock.advance(3600)
    assert limits.pacing(LOCAL, clock=clock) is kept


def test_gateways_that_nobody_talks_to_any_more_are_forgotten():
    limits, clock = SharedLimits(), ManualClock()
    for port in range(5001, 5101):
        call(limits.pacing(f"https://localhost:{port}", clock=clock), clock)
    assert len(limits) == 100  # their windows are open still
    clock.advance(3600)
    call(limits.pacing(LOCAL, clock=clock), clock)
    assert len(limits) == 1


@pytest.mark.parametrize("own", ["transport", "clock"])
def test_gateways_in_memory_are_forgotten_with_their_transport_or_their_clock(own: str):
    limits, make = SharedLimits(), {"transport": Transport, "clock": ManualClock}
    for _ in range(10):
        options: dict[str, Any] = {"clock": ManualClock(), own: make[own]()}
        call(limits.pacing(LOCAL, **options), options["clock"])
    del options
    gc.collect()
    limits.pacing(LOCAL, clock=SystemClock())
    assert len(limits) == 1


def test_a_clock_that_cannot_be_watched_serves_as_any_other():
    class Still:
        __slots__ = ()
        monotonic = now = staticmethod(lambda: 7.0)

    limits, clock = SharedLimits(), Still()
    options: Any = {"clock": clock}
    assert limits.pacing(LOCAL, **options) is limits.pacing(LOCAL, **options)


FORKED = """
import os
from ibkr_wire.tables.operations import OPERATIONS
from ibkr._core.sharing import shared_pacing
from ibkr.model.clock import SystemClock

def permit():
    pacing = shared_pacing("https://localhost:5000", clock=SystemClock())
    return pacing.permit(OPERATIONS["orders.live"], (), SystemClock())

with permit() as held:
    held.wait()
    if not os.fork():
        os._exit(permit().wait() > 0)
    print(os.waitstatus_to_exitcode(os.wait()[1]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="processes are not forked there")
def test_a_forked_process_does_not_wait_for_calls_of_its_parent():
    told = subprocess.run([sys.executable, "-c", FORKED], capture_output=True, text=True, check=True)
    assert told.stdout == "0\n"
