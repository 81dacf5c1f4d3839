"""Many runs of one strategy: the same table whoever does the work, and nothing lost."""

from __future__ import annotations

import math
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest

from ibkr.backtest import MovingAverageCross, Strategy, backtest
from ibkr.backtest.research import bayesian, between, grid, sweep
from ibkr.errors import BacktestError
from tests.backtest.research.strategies import Deadly, Hold

from ..examples import wandering

if TYPE_CHECKING:
    from pathlib import Path

BARS = wandering(120)
PLACES = grid(enter=[1, 3, 5], leave=[4, 20])


def test_each_trial_is_a_backtest_with_its_parameters():
    found = sweep(Hold, BARS, PLACES, by="total_return")
    assert [dict(trial.parameters) for trial in found.trials] == list(PLACES)
    for trial in found.trials:
        if trial.error is None:
            alone = backtest(Hold, BARS, parameters=dict(trial.parameters)).metrics
            assert trial.metrics["total_return"] == alone.total_return


def test_a_trial_that_raises_is_kept_with_its_reason():
    found = sweep(Hold, BARS, PLACES, by="total_return")
    assert [trial.parameters for trial in found.failed] == [{"enter": 5, "leave": 4}]
    assert "enter=5 is not before leave=4" in (found.failed[0].error or "")


def test_the_best_come_first_and_their_curves_are_kept():
    found = sweep(Hold, BARS, PLACES, by="total_return", keep=2)
    ranked = found.ranked()
    returns = [trial.metrics["total_return"] for trial in ranked]
    assert returns == sorted(returns, reverse=True)
    assert list(found.results) == [trial.number for trial in ranked[:2]]
    assert found.best is ranked[0]
    assert found.best_result.metrics.total_return == returns[0]


def test_less_can_be_better():
    found = sweep(Hold, BARS, PLACES, by="annual_volatility", maximize=False)
    assert found.best.metrics["annual_volatility"] == min(
        trial.metrics["annual_volatility"] for trial in found.ranked()
    )


@pytest.mark.parametrize("search", [PLACES, bayesian(8, seed=5, enter=between(1, 9), leave=between(10, 30))])
def test_the_table_is_the_same_whoever_does_the_work(search):
    here = sweep(Hold, BARS, search, executor=None)
    with ThreadPoolExecutor(1) as threads:
        there = sweep(Hold, BARS, search, executor=threads)
    assert here.trials == there.trials


def test_processes_give_the_same_table_and_tell_their_progress():
    seen: list[tuple[int, int]] = []
    here = sweep(MovingAverageCross, BARS, grid(fast=[3, 5], slow=[10, 20]))
    there = sweep(
        MovingAverageCross,
        BARS,
        grid(fast=[3, 5], slow=[10, 20]),
        executor=2,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert here.trials == there.trials
    assert seen == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_a_worker_that_dies_is_replaced_and_each_trial_counts_once(tmp_path: Path):
    search = grid(enter=[1, 2, 3, 4], leave=[20, 30], marker=[str(tmp_path / "died")])
    found = sweep(Deadly, BARS, search, executor=2, by="total_return")
    here = sweep(Hold, BARS, grid(enter=[1, 2, 3, 4], leave=[20, 30]), by="total_return")
    assert (tmp_path / "died").exists()
    assert found.column("total_return").tolist() == here.column("total_return").tolist()


def test_what_ends_worker_after_worker_is_given_up_alone_and_named():
    found = sweep(Deadly, BARS, grid(enter=[1, 2, 3, 4], leave=[20]), executor=1, by="total_return", keep=0)
    assert [trial.parameters["enter"] for trial in found.failed] == [3], found.failed
    assert "ended the process that worked on it" in (found.failed[0].error or "")


class Broken(Executor):
    """An executor whose workers are all gone."""

    def submit(self, *_: object, **__: object) -> Future[object]:
        raise BrokenProcessPool("its workers are gone")


def test_somebody_elses_executor_that_breaks_loses_nothing_silently():
    found = sweep(Hold, BARS, PLACES, executor=Broken(), keep=0)
    assert len(found.failed) == len(found.trials) == 6
    assert all("its workers are gone" in (trial.error or "") for trial in found.failed)
    with pytest.raises(BacktestError, match="None of 6 trials has a score: the executor broke"):
        _ = found.best


def test_a_heat_map_has_the_best_or_the_mean_of_each_cell():
    found = sweep(Hold, BARS, PLACES)
    heat = found.heat_map("enter", "leave", "total_return")
    assert (heat.x, heat.y) == ((1, 3, 5), (4, 20))
    assert math.isnan(heat.values[0, 2])
    assert heat.values[1, 1] == found.trials[3].metrics["total_return"]
    with pytest.raises(BacktestError, match="did you mean enter"):
        found.heat_map("entry", "leave")


def test_rows_become_frames_of_both_libraries():
    found = sweep(Hold, BARS, PLACES)
    assert list(found.to_pandas()["enter"]) == found.to_polars()["enter"].to_list() == [1, 1, 3, 3, 5, 5]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"by": "sharp"}, "did you mean sharpe"),
        ({"executor": 0}, "leaves nobody to work"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments, says: str):
    with pytest.raises(BacktestError, match=says):
        sweep(Hold, BARS, PLACES, **arguments)


def test_a_strategy_of_a_function_cannot_travel_and_says_what_to_do():
    class Here(Strategy):
        def next(self) -> None:
            self.buy(fraction=1.0)

    with pytest.raises(BacktestError, match="define it at the top of a module"):
        sweep(Here, BARS, grid(cash=[1]), executor=2)


def test_the_luck_of_many_tries_is_taken_off():
    found = sweep(MovingAverageCross, BARS, grid(fast=[2, 3, 5], slow=[10, 20, 30]), keep=None)
    luck = found.deflated_sharpe()
    assert luck.trials == 9
    assert luck.sharpe == pytest.approx(found.best.metrics["sharpe"])
    assert 0 <= luck.probability <= 1
    assert 0 <= found.overfitting(splits=8).probability <= 1


def test_overfitting_asks_for_all_curves():
    with pytest.raises(BacktestError, match="keep=None"):
        sweep(Hold, BARS, PLACES, keep=1).overfitting()
