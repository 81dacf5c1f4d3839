"""The gateway's limits are never exceeded. The counters are the fake gateway's own."""

from __future__ import annotations

import asyncio
import random
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ibkr_wire.tables.operations import OPERATIONS

from ibkr._core.pacing import GLOBAL, Pacing
from ibkr.errors import InvalidArgument, PacingError
from ibkr.model.clock import ManualClock
from ibkr.model.rates import Rate

if TYPE_CHECKING:
    from ibkr_wire.operation import Info

GLOBAL_LIMIT = (10, 1.0)
PACED = sorted(name for name, info in OPERATIONS.items() if info.pacing is not None)
BUSY = [
    "market_data.snapshot_rows",
    "market_data.history",
    "orders.live",
    "portfolio.positions",
    "auth.tickle",
]


@attrs.define
class FakeGateway:
    """Counts what arrives, when, and how much of it at once."""

    clock: ManualClock
    arrivals: dict[str, list[float]] = attrs.field(factory=lambda: defaultdict(list))
    inside: dict[str, int] = attrs.field(factory=lambda: defaultdict(int))
    crowd: dict[str, int] = attrs.field(factory=lambda: defaultdict(int))
    lock: threading.Lock = attrs.field(factory=threading.Lock)

    @contextmanager
    def serving(self, info: Info) -> Iterator[None]:
        key = info.pacing.key if info.pacing else GLOBAL
        with self.lock:
            now = self.clock.monotonic()
            for one in {key, GLOBAL}:
                self.arrivals[one].append(now)
            self.inside[key] += 1
            self.crowd[key] = max(self.crowd[key], self.inside[key])
        yield
        with self.lock:
            self.inside[key] -= 1

    def check(self) -> None:
        """Every window, wherever it begins, holds at most as many calls as its limit allows."""
        limits = {GLOBAL: GLOBAL_LIMIT}
        for info in OPERATIONS.values():
            pace = info.pacing
            if pace is not None and pace.calls is not None and pace.seconds is not None:
                limits[pace.key] = (pace.calls, pace.seconds)
            if pace is not None and pace.concurrent is not None:
                assert self.crowd[pace.key] <= pace.concurrent
        for key, (calls, seconds) in limits.items():
            times = sorted(self.arrivals[key])
            for first, beyond in zip(times, times[calls:], strict=False):
                assert beyond - first >= seconds, f"{calls + 1} calls of {key} within {beyond - first} s"


def call(pacing: Pacing, gateway: FakeGateway, name: str, chance: random.Random) -> None:
    info = OPERATIONS[name]
    with pacing.permit(info, (), gateway.clock) as permit:
        while seconds := permit.wait():
            gateway.clock.sleep(seconds)
        gateway.clock.sleep(chance.random() * 0.05)  # on the way there
        with gateway.serving(info):
            gateway.clock.sleep(chance.random() * 0.3)


def test_32_threads_never_exceed_the_table():
    clock = ManualClock()
    pacing, gateway = Pacing(max_wait=1e6), FakeGateway(clock)

    def caller(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(6):
            call(pacing, gateway, chance.choice(BUSY), chance)

    threads = [threading.Thread(target=caller, args=(seed,)) for seed in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(gateway.arrivals[GLOBAL]) == 32 * 6
    gateway.check()


def test_32_tasks_never_exceed_the_table():
    clock = ManualClock()
    pacing, gateway = Pacing(max_wait=1e6), FakeGateway(clock)

    async def caller(seed: int) -> None:
        chance = random.Random(seed)
        for _ in range(6):
            info = OPERATIONS[chance.choice(BUSY)]
            with pacing.permit(info, (), clock) as permit:
                while seconds := permit.wait():
                    await clock.asleep(seconds)
                with gateway.serving(info):
                    await clock.asleep(chance.random() * 0.3)

    async def everybody() -> None:
        await asyncio.gather(*(caller(seed) for seed in range(32)))

    asyncio.run(everybody())
    assert len(gateway.arrivals[GLOBAL]) == 32 * 6
    gateway.check()


@settings(max_examples=60, deadline=None)
@given(
    calls=st.lists(
        st.tuples(st.sampled_from(PACED), st.floats(0, 2), st.floats(0, 0.5)), min_size=1, max_size=40
    )
)
def test_no_sequence_of_calls_and_delays_exceeds_the_table(calls: list[tuple[str, float, float]]):
    clock = ManualClock()
    pacing, gateway = Pacing(max_wait=1e6), FakeGateway(clock)
    for name, idle, service in calls:
        clock.advance(idle)
        info = OPERATIONS[name]
        with pacing.permit(info, (), clock) as permit:
            while seconds := permit.wait():
                clock.sleep(seconds)
            with gateway.serving(info):
                clock.advance(service)
    gateway.check()


def test_a_caller_whose_wait_would_exceed_max_wait_is_told_at_once():
    clock = ManualClock()
    pacing = Pacing(max_wait=3.0)
    info = OPERATIONS["orders.live"]
    call(pacing, FakeGateway(clock), "orders.live", random.Random(1))
    before = clock.monotonic()
    with (
        pytest.raises(PacingError, match="max_wait=3 s") as caught,
        pacing.permit(info, (), clock) as permit,
    ):
        permit.wait()
    assert clock.monotonic() == before
    assert caught.value.retry_after == pytest.approx(5.0, abs=0.1)
    assert pacing.statistics()["orders.live"].refused == 1


def test_callers_are_let_through_in_the_order_they_came():
    clock = ManualClock()
    pacing, info = Pacing(), OPERATIONS["orders.live"]
    with pacing.permit(info, (), clock) as first:
        assert first.wait() == 0.0
    waiting = [pacing.permit(info, (), clock) for _ in range(3)]
    assert [round(permit.wait()) for permit in waiting] == [5, 5, 5]  # naps are at most 5 s long
    clock.advance(5.01)
    assert waiting[2].wait() > 0
    assert waiting[1].wait() > 0
    assert waiting[0].wait() == 0.0


def test_a_caller_who_gives_up_leaves_the_queue():
    clock = ManualClock()
    pacing, info = Pacing(), OPERATIONS["orders.live"]
    with pacing.permit(info, (), clock) as first:
        first.wait()
    with pacing.permit(info, (), clock) as impatient:
        impatient.wait()
        patient = pacing.permit(info, (), clock)
        patient.wait()
    clock.advance(5.01)
    assert patient.wait() == 0.0


def test_a_call_in_flight_keeps_its_place_until_its_window_is_over():
    clock = ManualClock()
    pacing, info = Pacing(), OPERATIONS["orders.live"]
    with pacing.permit(info, (), clock) as slow:
        slow.wait()
        clock.advance(60)  # the gateway may count the call at any moment of these
        assert pacing.permit(info, (), clock).wait() > 0
    clock.advance(4.9)
    assert pacing.permit(info, (), clock).wait() > 0


def test_a_429_shuts_the_limit_for_the_penalty_or_as_long_as_the_gateway_says():
    clock = ManualClock()
    for said, shut in ((None, 900.0), (2.0, 2.0)):
        pacing, info = Pacing(max_wait=1000), OPERATIONS["portfolio.positions"]
        with pacing.permit(info, (), clock) as permit:
            permit.wait()
            assert permit.shut(said) == shut
        with pacing.permit(info, (), clock) as following:
            assert following.wait() == pytest.approx(min(shut, 5.0))


def test_accounts_count_for_themselves_where_the_limit_says_so():
    clock = ManualClock()
    per_account = attrs_like(OPERATIONS["orders.live"], scope="account")
    pacing = Pacing()
    for account in ("DU1", "DU2"):
        with pacing.permit(per_account, (account,), clock) as permit:
            assert permit.wait() == 0.0
    with pacing.permit(per_account, ("DU1",), clock) as again:
        assert again.wait() > 0


def test_a_call_about_several_accounts_counts_for_each_of_them():
    clock = ManualClock()
    per_account = attrs_like(OPERATIONS["analytics.performance"], seconds=5)
    pacing = Pacing()
    with pacing.permit(per_account, ("DU2", "DU1"), clock) as permit:
        assert permit.wait() == 0.0
    for accounts, waits in ((("DU1",), True), (("DU3", "DU2"), True), (("DU3",), False)):
        with pacing.permit(per_account, accounts, clock) as following:
            assert (following.wait() > 0) is waits


def attrs_like(info: Info, **changes: object) -> Info:
    import msgspec

    assert info.pacing is not None
    return msgspec.structs.replace(info, pacing=msgspec.structs.replace(info.pacing, **changes))


def test_places_can_be_left_to_other_programs():
    clock = ManualClock()
    pacing, info = Pacing(per_second=3, reserve=2), OPERATIONS["portfolio.positions"]
    with pacing.permit(info, (), clock) as permit:
        assert permit.wait() == 0.0
    with pacing.permit(info, (), clock) as second:
        assert second.wait() > 0
    with pytest.raises(ValueError, match="leaves none"):
        Pacing(per_second=3, reserve=3)


def test_statistics_tell_how_long_callers_waited():
    clock = ManualClock()
    pacing = Pacing()
    for _ in range(3):
        call(pacing, FakeGateway(clock), "orders.live", random.Random(1))
    seen = pacing.statistics()["orders.live"]
    assert seen.calls == 3
    assert seen.waited == pytest.approx(10, abs=0.1)
    assert seen.longest == pytest.approx(5, abs=0.1)


def waits(pacing: Pacing, name: str, clock: ManualClock) -> bool:
    """Whether a caller would have to wait now; it gives up at once."""
    with pacing.permit(OPERATIONS[name], None, clock) as permit:
        return permit.wait() > 0


def refused(pacing: Pacing, name: str, clock: ManualClock) -> None:
    with pacing.permit(OPERATIONS[name], None, clock) as permit:
        assert permit.wait() == 0.0
        permit.shut(None)


def test_a_429_shuts_one_operation_and_a_second_one_everything():
    clock, pacing = ManualClock(), Pacing(max_wait=1e6, penalty=600.0)
    refused(pacing, "accounts.brokerage", clock)
    clock.advance(10)
    assert waits(pacing, "accounts.brokerage", clock)
    assert not waits(pacing, "portfolio.positions", clock)
    clock.advance(10)
    refused(pacing, "orders.live", clock)
    clock.advance(10)
    assert waits(pacing, "portfolio.positions", clock)
    assert pacing.penalties(clock) == pytest.approx(
        {"accounts.brokerage": 570, "orders.live": 590, "global": 590}
    )
    clock.advance(591)
    assert not waits(pacing, "portfolio.positions", clock)
    assert pacing.penalties(clock) == {}


def test_whoever_waits_while_a_429_shuts_his_operation_is_not_let_through():
    clock, pacing = ManualClock(), Pacing(per_second=1, max_wait=30.0)
    for name in ("accounts.brokerage", "orders.live"):  # one without a limit of its own, and one with
        info = OPERATIONS[name]
        with pacing.permit(info, (), clock) as refused_later:
            assert refused_later.wait() == 0.0
            clock.advance(6)
            waiting = pacing.permit(info, (), clock)
            waiting.wait()
            refused_later.shut(600.0)
        clock.advance(6)
        with pytest.raises(PacingError) as told, waiting:
            waiting.wait()
        assert told.value.retry_after == pytest.approx(594)
        clock.advance(600)


def test_two_429s_far_apart_are_not_a_repetition():
    clock, pacing = ManualClock(), Pacing(max_wait=1e6, penalty=10.0)
    refused(pacing, "accounts.brokerage", clock)
    clock.advance(301)
    refused(pacing, "orders.live", clock)
    clock.advance(5)
    assert not waits(pacing, "portfolio.positions", clock)


def test_rates_of_ones_own_take_the_place_of_the_tables():
    clock = ManualClock()
    rates = {"orders.live": Rate(2, 60), "portfolio.positions": Rate(concurrent=1), "auth.tickle": None}
    pacing = Pacing(max_wait=1e6, rates=rates)
    assert [waits(pacing, "orders.live", clock) for _ in range(3)] == [False, False, True]
    with pacing.permit(OPERATIONS["portfolio.positions"], None, clock) as permit:
        assert permit.wait() == 0.0
        assert waits(pacing, "portfolio.positions", clock)
    assert [waits(pacing, "auth.tickle", clock) for _ in range(3)] == [False] * 3


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda: Pacing(rates={"orders.life": Rate(1, 5)}), "near it are orders.live"),
        (lambda: Pacing(per_second=0), "from 1 on"),
        (lambda: Pacing(per_second=2.5), "per_second"),
        (lambda: Pacing(max_wait=-1), "max_wait"),
        (lambda: Pacing(penalty=float("nan")), "penalty"),
        (lambda: Rate(1), "so many seconds"),
        (Rate, "so many seconds"),
        (lambda: Rate(0, 5), "greater than zero"),
        (lambda: Rate(1.5, 5), "whole numbers"),
    ],
)
def test_limits_that_cannot_be_meant_are_told(make: Callable[[], object], words: str):
    with pytest.raises(InvalidArgument, match=words):
        make()


@pytest.mark.parametrize(
    ("url", "calls"),
    [("https://localhost:5000/v1/api", 10), ("https://api.ibkr.com/v1/api", 50), ("https://notibkr.com", 10)],
)
def test_the_limit_on_all_calls_suits_the_address(url: str, calls: int):
    clock, pacing = ManualClock(), Pacing.suited_to(url)
    assert [waits(pacing, "accounts.brokerage", clock) for _ in range(calls + 1)] == [False] * calls + [True]


def test_a_slow_operation_goes_first_where_it_queues_with_the_others():
    clock, pacing = ManualClock(), Pacing()
    for _ in range(10):
        assert not waits(pacing, "portfolio.positions", clock)
    many = [pacing.permit(OPERATIONS["portfolio.positions"], None, clock) for _ in range(20)]
    assert all(permit.wait() > 0 for permit in many)
    slow = pacing.permit(OPERATIONS["orders.live"], None, clock)
    slow.wait()
    clock.advance(1.01)
    assert slow.wait() == 0.0
    assert [permit.wait() > 0 for permit in many] == [False] * 9 + [True] * 11
