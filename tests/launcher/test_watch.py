"""The story of a gateway program, played without a process: `wait` turns the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest

from ibkr.errors import ConfigError, GatewayTimeout
from ibkr.launcher import GatewayHome, Watch
from ibkr.model.clock import ManualClock

HOME = GatewayHome(Path("/gw"), 5000, True, "root/conf.yaml")
URL = "https://localhost:5000"


@attrs.define
class Actor:
    """A program that ends with `status` when it is told to."""

    status: int | None = None
    refused: bool = False
    stopped: bool = False

    def ended(self) -> int | None:
        return self.status

    def stop(self) -> None:
        self.stopped = True


@attrs.define
class Stage:
    """Everything that a watch is given, and what it did with it."""

    actors: list[Actor]
    listening: bool = True
    states: Iterator[object] = attrs.Factory(lambda: iter(()))
    said: list[str] = attrs.Factory(list)
    browsed: list[str] = attrs.Factory(list)
    waited: list[float] = attrs.Factory(list)
    clock: ManualClock = attrs.Factory(ManualClock)

    def play(self, *scenes: Callable[[], object]) -> None:
        """Run a watch; a scene happens at each of its waits, and after the last it has had enough."""
        pages = iter(scenes)
        cast = iter(self.actors)

        def wait(seconds: float) -> bool:
            self.waited.append(seconds)
            self.clock.advance(seconds)
            scene = next(pages, None)
            if scene is not None:
                scene()
            return scene is None

        Watch(
            home=HOME,
            start=lambda: next(cast),
            listens=lambda: self.listening,
            state=self.state,
            say=self.said.append,
            browse=self.browsed.append,
            wait=wait,
            clock=self.clock,
        ).run()

    def state(self) -> object:
        found = next(self.states, "ready")
        if isinstance(found, Exception):
            raise found
        return found


def nothing() -> None:
    """A scene in which nothing changes."""


def test_it_waits_for_the_port_then_for_the_login_and_says_each_once():
    stage = Stage(
        [Actor()], listening=False, states=iter(["logged_out", "logged_out", "connecting", "ready"])
    )
    stage.play(nothing, lambda: setattr(stage, "listening", True), nothing, nothing, nothing, nothing)
    assert stage.said == [
        "Starting the gateway in /gw.",
        f"The gateway listens. Log in at {URL}",
        f"Nobody is logged in: log in at {URL} (paper or live, with the second factor).",
        "Logged in; the brokerage session is being set up.",
        f"Ready: Client() can trade through {URL}/v1/api.",
    ]
    assert stage.browsed == [URL]
    assert stage.actors[0].stopped


def test_a_question_that_fails_is_said_once_and_asked_again():
    failed = GatewayTimeout("no answer within 10 s", sent=True)
    stage = Stage([Actor()], states=iter([failed, failed, "ready"]))
    stage.play(nothing, nothing)
    assert len(stage.said) == 4
    assert "no answer within 10 s" in stage.said[2]


def test_a_program_that_ends_is_started_again_after_longer_and_longer_waits():
    stage = Stage([Actor(status=1), Actor(status=1), Actor()])
    stage.play(nothing, nothing, nothing, nothing, nothing)
    assert [line for line in stage.said if "again" in line] == [
        "The gateway ended with status 1; starting it again in 1 s.",
        "The gateway ended with status 1; starting it again in 2 s.",
    ]
    assert all(actor.stopped for actor in stage.actors)


def test_a_program_that_ran_for_a_minute_is_started_again_soon():
    first, second = Actor(), Actor()

    def later() -> None:
        stage.clock.advance(60)
        first.status = 143

    stage = Stage([Actor(status=1), first, second])
    stage.play(nothing, nothing, later, nothing, nothing)
    assert "The gateway ended with status 143; starting it again in 1 s." in stage.said


def test_the_longest_wait_is_a_minute():
    stage = Stage([Actor(status=1) for _ in range(9)] + [Actor()])
    stage.play(*[nothing] * 17)
    assert max(stage.waited) == 60


def test_a_program_that_cannot_listen_is_stopped_and_its_words_become_an_error():
    stage = Stage([Actor(refused=True)])
    with pytest.raises(ConfigError, match="Port 5000 is in use"):
        stage.play(nothing)
    assert stage.actors[0].stopped


def test_a_login_that_never_comes_is_waited_for_in_silence():
    stage = Stage([Actor()], states=iter(["logged_out"] * 500))
    stage.play(*[nothing] * 400)
    assert len(stage.said) == 3
    assert set(stage.waited) == {2.0}
    assert stage.actors[0].stopped


def test_a_second_ctrl_c_stops_the_program_all_the_same():
    def interrupted() -> None:
        raise KeyboardInterrupt

    stage = Stage([Actor()])
    with pytest.raises(KeyboardInterrupt):
        stage.play(nothing, interrupted)
    assert stage.actors[0].stopped
