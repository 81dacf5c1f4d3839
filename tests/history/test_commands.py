"""`ibkr history`: what goes where, and with which exit status."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

import ibkr
from ibkr.cli.app import run
from ibkr.history import Store
from tests.cli.conftest import Outcome

from .made import APPLE, minutes

if TYPE_CHECKING:
    from pathlib import Path

Command = Callable[..., Outcome]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with ibkr.simulate(seed=1, pacing=False) as gateway:
        yield gateway.base_url


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Command:
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> Outcome:
        try:
            status = run(("history", *arguments))
        except SystemExit as ended:
            status = ended.code
        return Outcome(status or 0, *capsys.readouterr())

    return call


def test_a_symbol_alone_prints_bars(command: Command, url: str):
    quick = command("AAPL", "--period", "5d", "--url", url)
    assert quick.status == 0
    assert quick.out.count("\n") == 6
    assert command("print", "AAPL", "--period", "5d", "--url", url).out.count("\n") == 6


def test_fetched_bars_are_listed_checked_and_asked_for(command: Command, url: str):
    fetched = command("fetch", "AAPL", "FB", "--from", "2012-05-01", "--to", "2012-07-01", "--url", url)
    assert fetched.status == 0
    assert "2012-05-18" in fetched.out, "the first day of Facebook"
    assert "perhaps holidays: 2012-05-28" in fetched.err
    (apple, facebook) = sorted(json.loads(command("list", "--json").out), key=lambda one: one["symbol"])
    assert (apple["bars"], facebook["bars"]) == (43, 30)
    assert command("check") == (0, "", "Every file is whole.\n")
    asked = command("sql", "SELECT symbol, count(*) AS days FROM bars GROUP BY 1 ORDER BY 1", "--json")
    assert json.loads(asked.out) == [{"symbol": "AAPL", "days": 43}, {"symbol": "FB", "days": 30}]
    assert "AAPL" in command("sql", "SELECT DISTINCT symbol FROM bars").out


def test_what_did_not_come_is_status_1_and_named_on_stderr(command: Command, url: str):
    week = ("--from", "2012-06-01", "--to", "2012-06-08")
    status, out, err = command("fetch", "AAPL", "NOSUCH", *week, "--url", url)
    assert status == 1
    assert "AAPL" in out
    assert "NOSUCH" not in out
    assert "NOSUCH" in err


def test_a_day_that_is_none_is_status_2(command: Command):
    assert command("fetch", "AAPL", "--from", "yesterday").status == 2


def test_damage_is_status_1_until_it_is_repaired(command: Command, tmp_path: Path):
    Store("history").add(APPLE, minutes(10))
    (part,) = tmp_path.rglob("*.parquet")
    part.write_bytes(b"")
    status, out, _ = command("check", "--json")
    assert status == 1
    assert [one["file"].endswith(part.name) for one in json.loads(out)] == [True]
    assert command("check", "--repair").status == 0
    assert command("check") == (0, "", "Every file is whole.\n")


@pytest.mark.parametrize("asked", [("list",), ("check",), ("sql", "SELECT 1")], ids=" ".join)
def test_a_store_that_is_not_there_is_told_and_none_is_made(
    command: Command, tmp_path: Path, asked: tuple[str, ...]
):
    status, out, err = command(*asked)
    assert (status, out) == (2, "")
    assert err == "There is no store history: name its folder with --store; `fetch` makes one.\n"
    assert not list(tmp_path.iterdir())


def test_a_store_without_bars_says_how_to_get_some(command: Command, tmp_path: Path):
    (tmp_path / "history").mkdir()
    assert command("list") == (0, "", "Nothing to show.\n")
    assert command("check", "--csv") == (0, "file,reason,span\n", "")
    status, _, err = command("sql", "SELECT 1")
    assert status == 1
    assert "holds no bars yet" in err
