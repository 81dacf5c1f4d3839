"""Events in, steps out: bars of several contracts in the order of time."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from ibkr._core.stream.interpreter import Interpreter
from ibkr.live.gathering import Gathering, Step
from ibkr.model.bars import Bar, Bars
from ibkr.model.events import Gap, Heartbeat, MissingBars

OPEN = datetime(2013, 2, 1, 15, 0, tzinfo=UTC)


def minute(place: int) -> datetime:
    return OPEN + timedelta(minutes=place)


def past(count: int = 3) -> Bars:
    """Bars until the opening; the last one may still grow."""
    return Bars.from_bars(Bar(minute(place - count), 10, 10, 10, 10, 5.0) for place in range(count))


class Tape:
    """A gathering and what it told."""

    def __init__(self, *names: str) -> None:
        self.read: list[tuple[str, MissingBars]] = []
        self.problem: str | None = None
        contracts = {name: place + 1 for place, name in enumerate(names)}
        self.gathering = Gathering(contracts, "1min", {name: past() for name in names}, self.history)
        self.steps: list[Step] = []
        self._interpreter = Interpreter()

    def history(self, name: str, missing: MissingBars) -> tuple[list[Bar], str | None]:
        self.read.append((name, missing))
        if self.problem:
            return [], self.problem
        count = int((missing.until - missing.since).total_seconds() // 60)
        return [
            Bar(missing.since + timedelta(minutes=place), 9, 9, 9, 9, 1.0) for place in range(count)
        ], None

    def tick(self, conid: int, seconds: float, price: float, volume: int) -> None:
        stamp = int((OPEN + timedelta(seconds=seconds)).timestamp() * 1000)
        told = {
            "topic": f"smd+{conid}",
            "conid": conid,
            "_updated": stamp,
            "31": str(price),
            "7762": str(volume),
        }
        for event in self._interpreter.read(json.dumps(told)):
            self.hear(event)

    def beat(self, seconds: float) -> None:
        self.hear(Heartbeat(OPEN + timedelta(seconds=seconds)))

    def hear(self, event: object) -> None:
        self.steps += self.gathering.hear(event)  # type: ignore[arg-type]  # events of the stream

    @property
    def told(self) -> list[tuple[int, tuple[str, ...], bool]]:
        """Minute, contracts and freshness of each step."""
        first = int(OPEN.timestamp() * 1000)
        return [
            ((step.time - first) // 60_000, tuple(sorted(step.bars)), step.is_fresh) for step in self.steps
        ]


def begun(*names: str) -> Tape:
    """A tape that has heard every contract before the first whole minute."""
    tape = Tape(*names)
    for conid in range(1, len(names) + 1):
        tape.tick(conid, -1, 10, 100)
    return tape


def test_a_step_is_told_when_its_bar_is_over():
    tape = begun("A")
    for second, volume in ((1, 110), (30, 120), (61, 130)):
        tape.tick(1, second, 11, volume)
    assert (0, ("A",), True) in tape.told


def test_a_step_waits_for_the_slower_contract_but_not_for_ever():
    tape = begun("A", "B")
    tape.tick(1, 1, 11, 110)
    tape.tick(2, 2, 11, 110)
    tape.tick(1, 61, 11, 120)
    assert (0, ("A", "B"), True) not in tape.told
    tape.tick(2, 61.5, 11, 120)
    assert (0, ("A", "B"), True) in tape.told
    tape.beat(130)
    assert (1, ("A", "B"), True) in tape.told


def test_a_minute_in_which_one_contract_did_not_trade_is_the_others_step():
    tape = begun("A", "B")
    tape.tick(1, 1, 11, 110)
    tape.beat(59)
    tape.beat(63)
    assert [step for step in tape.told if step[0] == 0] == [(0, ("A",), True)]


def test_bars_of_a_gap_are_read_from_history_and_told_first_as_old():
    tape = begun("A")
    tape.tick(1, 1, 11, 110)
    tape.hear(Gap(OPEN, "cut"))
    tape.tick(1, 185, 12, 150)
    tape.tick(1, 241, 12, 160)
    tape.tick(1, 301, 12, 170)
    minutes = [minute for minute, _, _ in tape.told]
    assert minutes == sorted(minutes)
    assert {0, 1, 2, 3, 4} <= set(minutes)
    assert not next(fresh for minute, _, fresh in tape.told if minute == 1)
    assert next(fresh for minute, _, fresh in tape.told if minute == 4)


def test_history_that_cannot_be_read_is_told_and_stops_nothing():
    tape = begun("A")
    tape.problem = "no history now"
    tape.tick(1, 1, 11, 110)
    tape.hear(Gap(OPEN, "cut"))
    for second, volume in ((185, 150), (241, 160), (301, 170)):
        tape.tick(1, second, 12, volume)
    assert any("no history now" in problem for problem in tape.gathering.problems)
    assert (4, ("A",), True) in tape.told
