"""Downloads by both clients from a simulated gateway, and what a killed process leaves behind."""

from __future__ import annotations

import asyncio
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import ibkr
from ibkr.errors import InvalidArgument, NotAuthenticated
from ibkr.history import Store
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport

from .killed import END, START, SYMBOLS
from .made import at

if TYPE_CHECKING:
    from ibkr.model.downloads import Downloaded, Progress

ROOT = Path(__file__).parents[2]
AUTUMN = (at("2012-11-01"), at("2012-11-20"))


class World:
    """A gateway in memory with a clock that stands still, and clients of it."""

    def __init__(self, **options: Any) -> None:
        self.clock = ibkr.ManualClock()
        self.gateway = Gateway(clock=self.clock, seed=1, idle=None, **options)

    def options(self) -> dict[str, Any]:
        return {"transport": SimulatorTransport(self.gateway), "clock": self.clock, "keep_alive": False}

    def sync(self, *arguments: Any, **options: Any) -> Downloaded:
        with ibkr.Client(**self.options()) as ib:
            return ib.history.download(*arguments, **options)

    def asynchronous(self, *arguments: Any, **options: Any) -> Downloaded:
        async def download() -> Downloaded:
            async with ibkr.AsyncClient(**self.options()) as ib:
                return await ib.history.download(*arguments, **options)

        return asyncio.run(download())


@pytest.fixture(params=["sync", "asynchronous"])
def download(request: pytest.FixtureRequest) -> Iterator[Any]:
    world = World()
    yield getattr(world, request.param)
    assert len(world.gateway.violations) == 0, "the gateway's limits were kept"


def test_bars_of_several_contracts_come_in_memory(download: Any):
    result = download(["AAPL", 8314], *AUTUMN, "1d")
    assert {one.contract.symbol for one in result.series} == {"AAPL", "IBM"}
    assert [len(bars) for bars in result.bars.values()] == [13, 13]
    assert not result.failed


def test_what_cannot_be_had_is_listed_and_the_rest_comes(download: Any):
    result = download(["AAPL", "NOSUCH", 1], *AUTUMN)
    assert result.failed.keys() == {"NOSUCH", 1}
    assert len(result.bars[265598]) == 13


def test_minutes_go_to_a_store_whole(download: Any, tmp_path: Path):
    seen: list[Progress] = []
    store = Store(tmp_path)
    result = download("AAPL", *AUTUMN, "1min", store=store, progress=seen.append)
    bars = store.read(265598, "1min").to_numpy()
    assert len(bars) == result.series[0].received == 13 * 390
    assert [str(one.day) for one in result.missing] == []
    assert seen[-1].fraction == 1.0
    assert [one.bars for one in seen] == sorted(one.bars for one in seen)


def test_one_contract_in_a_bracketless_call(download: Any):
    contract = ibkr.Contract(265598, "AAPL", exchange="NASDAQ")
    assert len(download(contract, *AUTUMN, "1h").bars[265598]) > 80


def test_thanksgiving_is_told_as_unverified(download: Any):
    result = download(["AAPL", "IBM"], at("2012-11-19"), at("2012-11-27"))
    (thanksgiving,) = result.missing
    assert (str(thanksgiving.day), thanksgiving.conids) == ("2012-11-22", (265598, 8314))
    assert not thanksgiving.verified


def test_a_naive_datetime_is_refused(download: Any):
    with pytest.raises(InvalidArgument, match="start must be an aware datetime"):
        download("AAPL", datetime(2012, 1, 1), at("2012-02-01"))  # noqa: DTZ001  # this is the mistake


def test_nobody_logged_in_ends_all_of_it():
    world = World(logged_in=False)
    for ask in (world.sync, world.asynchronous):
        with pytest.raises(NotAuthenticated):
            ask(["AAPL", "IBM", "MSFT"], *AUTUMN)


def test_a_cold_gateway_warms_up():
    assert len(World(cold_history=True).sync("AAPL", *AUTUMN).bars[265598]) == 13


def test_killed_again_and_again_the_download_comes_to_the_same_end(tmp_path: Path):
    chance, runs = random.Random(7), 0
    while not _runs_until(tmp_path, answers=chance.randint(8, 16)):
        runs += 1
        assert Store(tmp_path).check() == []
    assert runs >= 2
    expected = World().sync(SYMBOLS, START, END, "5min").bars
    store = Store(tmp_path)
    assert {conid: store.read(conid, "5min").to_numpy() for conid in expected} == expected
    assert not list(tmp_path.rglob("*.tmp"))


def _runs_until(folder: Path, *, answers: int) -> bool:
    """Start the download and kill it -9 when it has told of so many answers; whether it was quicker."""
    command = [sys.executable, "-m", "tests.history.killed", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        for number, line in enumerate(process.stdout, start=1):
            if line == "done\n":
                return True
            if number == answers:
                process.kill()
                return False
    raise AssertionError(f"the download ended by itself, with status {process.returncode}")
