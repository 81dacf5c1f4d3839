"""Limits kept together by processes: two `SharedPacing` on one file are two processes to each other."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ibkr_wire.tables.operations import OPERATIONS

from ibkr._disk.shared_pacing import SharedPacing
from ibkr.errors import ConfigError
from ibkr.model.clock import ManualClock

from .test_pacing import BUSY, FakeGateway

if TYPE_CHECKING:
    from pathlib import Path

LIVE = OPERATIONS["orders.live"]

# Makes calls as fast as the shared limits allow, on the machine's own clock, and prints when each was let go.
WORKER = """
import sys
from ibkr_wire.tables.operations import OPERATIONS
from ibkr._disk.shared_pacing import SharedPacing
from ibkr.model.clock import SystemClock

pacing, clock = SharedPacing(sys.argv[1], per_second=40), SystemClock()
for _ in range(30):
    with pacing.permit(OPERATIONS["accounts.brokerage"], (), clock) as permit:
        while seconds := permit.wait():
            clock.sleep(seconds)
        print(clock.now())
"""


def wait(pacing: SharedPacing, clock: ManualClock) -> float:
    """How long a caller would wait that gives up at once."""
    with pacing.permit(LIVE, (), clock) as permit:
        return permit.wait()


def test_what_one_process_took_the_other_waits_for(tmp_path: Path):
    clock = ManualClock()
    one, other = (SharedPacing(tmp_path / "limits") for _ in range(2))
    with one.permit(LIVE, (), clock) as permit:
        assert permit.wait() == 0.0
        assert wait(other, clock) > 0
    with other.permit(LIVE, (), clock) as permit:
        assert permit.wait() == pytest.approx(5.0, abs=0.01)
        clock.advance(5.01)
        assert permit.wait() == 0.0


@given(calls=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(BUSY), st.floats(0, 0.5)), max_size=30))
def test_three_processes_never_exceed_the_table_together(
    tmp_path_factory: pytest.TempPathFactory, calls: list[tuple[int, str, float]]
):
    path = tmp_path_factory.mktemp("shared") / "limits"
    clock, several = ManualClock(), [SharedPacing(path, max_wait=1e6) for _ in range(3)]
    gateway = FakeGateway(clock)
    for who, name, service in calls:
        with several[who].permit(OPERATIONS[name], (), clock) as permit:
            while seconds := permit.wait():
                clock.sleep(seconds)
            with gateway.serving(OPERATIONS[name]):
                clock.advance(service)
    gateway.check()


def test_a_limit_that_one_process_had_shut_is_shut_for_all(tmp_path: Path):
    clock = ManualClock()
    one, other = (SharedPacing(tmp_path / "limits", max_wait=1e6) for _ in range(2))
    with one.permit(LIVE, (), clock) as permit:
        permit.wait()
        permit.shut(100.0)
    clock.advance(50)
    assert wait(other, clock) > 0
    clock.advance(51)
    assert wait(other, clock) == 0.0


def test_a_process_that_died_in_a_call_holds_its_place_for_two_minutes(tmp_path: Path):
    clock = ManualClock()
    dead, alive = (SharedPacing(tmp_path / "limits") for _ in range(2))
    last_call = dead.permit(LIVE, (), clock)
    assert last_call.wait() == 0.0
    clock.advance(119)
    assert wait(alive, clock) > 0
    clock.advance(2)
    assert wait(alive, clock) > 0  # now its window begins
    clock.advance(6)
    assert wait(alive, clock) == 0.0


def test_a_file_that_was_cut_short_begins_again(tmp_path: Path):
    (tmp_path / "limits").write_bytes(b'{"global":{"ends":[1')
    assert SharedPacing(tmp_path / "limits").permit(LIVE, (), ManualClock()).wait() == 0.0


def test_the_file_is_its_owner_s_alone_and_must_be_possible(tmp_path: Path):
    SharedPacing(tmp_path / "limits")
    assert stat.S_IMODE((tmp_path / "limits").stat().st_mode) == 0o600 or os.name != "posix"
    with pytest.raises(ConfigError, match="folder that exists"):
        SharedPacing(tmp_path / "nowhere" / "limits")


def test_real_processes_stay_within_the_limit_together(tmp_path: Path):
    script = [sys.executable, "-c", WORKER, str(tmp_path / "limits")]
    workers = [subprocess.Popen(script, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    times = sorted(float(line) for worker in workers for line in worker.communicate()[0].split())
    assert len(times) == 90
    assert all(beyond - first >= 1.0 for first, beyond in zip(times, times[40:], strict=False))
