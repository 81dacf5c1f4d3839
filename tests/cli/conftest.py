"""Commands under test: a folder of state of their own, and no limits where the gateway has none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import pytest

import ibkr
from ibkr.cli.app import run
from ibkr.cli.opening import LIMITS

if TYPE_CHECKING:
    from pathlib import Path


class Outcome(NamedTuple):
    """What a command left: its exit status, its data and its words."""

    status: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def state(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of limits and journal."""
    folder = tmp_path_factory.mktemp("state")
    monkeypatch.setenv("IBKR_STATE", str(folder))
    return folder


@pytest.fixture
def unlimited() -> Iterator[None]:
    """Commands need not wait: a simulated gateway without limits counts nothing."""
    token = LIMITS.set(ibkr.Pacing.off())
    yield
    LIMITS.reset(token)


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], unlimited: None) -> Command:
    """Runs a command in this process."""

    def call(*arguments: str) -> Outcome:
        try:
            status = run(arguments)
        except SystemExit as ended:
            status = ended.code
        return Outcome(status or 0, *capsys.readouterr())

    return call
