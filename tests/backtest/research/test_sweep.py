"""Many runs of one strategy: the same table whoever does the work, and nothing lost."""

from __future__ import annotations

import math
import subprocess
import sys
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

import pytest

from ibkr.backtest import MovingAverageCross, Risk, Strategy, backtest, compiled
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
    with pytest.raises(BacktestError, match="None of 6 trials has a result: the executor broke"):
        found.heat_map("enter", "leave")


class Unreadable(Executor):
    """An executor that cannot send what it is given."""

    def submit(self, *_: object, **__: object) -> Future[object]:
        failed: Future[object] = Future()
        failed.set_exception(OSError("the line is down"))
        return failed


def test_what_an_executor_raises_is_the_reason_of_its_trials():
    found = sweep(Hold, BARS, PLACES, executor=Unreadable(), keep=0)
    assert {trial.error for trial in found.failed} == {"OSError: the line is down"}


def test_a_sweep_of_a_compiled_form_is_ranked_like_one_of_its_strategy():
    search = grid(fast=[3, 5], slow=[10, 20])
    seen: list[tuple[int, int]] = []
    found = sweep(
        compiled.moving_averages(), BARS, search, progress=lambda done, total: seen.append((done, total))
    )
    there = sweep(MovingAverageCross, BARS, search)
    assert [trial.parameters for trial in found.ranked()] == [trial.parameters for trial in there.ranked()]
    assert found.best_result.fills.rows == there.best_result.fills.rows
    assert found.best.metrics["sharpe"] == pytest.approx(there.best.metrics["sharpe"])
    assert seen == [(4, 4)]
    with pytest.raises(BacktestError, match=r"measures final_equity, .* not sortino"):
        sweep(compiled.moving_averages(), BARS, search, by="sortino")


def test_stops_that_were_swept_are_in_the_results_that_are_kept():
    search = grid(fast=[3, 5], slow=[10], stop_loss=[0.02, 0.05])
    found = sweep(compiled.moving_averages(), BARS, search, keep=None, risk=Risk(take_profit=0.1))
    for trial in found.trials:
        result = found.results[trial.number]
        assert result.terms.risk == Risk(take_profit=0.1, stop_loss=trial.parameters["stop_loss"])
        assert result.equity[-1] == trial.metrics["final_equity"]
    idle = compiled.signals([True] * len(BARS), [False] * len(BARS))
    stopped = sweep(idle, BARS, grid(stop_loss=[0.02, 0.05]), by="final_equity")
    assert stopped.best_result.equity[-1] == stopped.best.metrics["final_equity"]


def test_a_bayesian_search_learns_from_a_compiled_form_too():
    search = bayesian(5, seed=2, fast=between(2, 5), slow=between(8, 20))
    found = sweep(compiled.moving_averages(), BARS, search, by="final_equity")
    assert len(found.trials) == 5


def test_a_heat_map_has_the_best_or_the_mean_of_each_cell():
    found = sweep(Hold, BARS, PLACES)
    heat = found.heat_map("enter", "leave", "total_return")
    assert (heat.x, heat.y) == ((1, 3, 5), (4, 20))
    assert math.isnan(heat.values[0, 2])
    assert heat.values[1, 1] == found.trials[3].metrics["total_return"]
    with pytest.raises(BacktestError, match="did you mean enter"):
        found.heat_map("entry", "leave")
    with pytest.raises(BacktestError, match="did you mean sharpe"):
        found.column("sharp")


def test_what_has_no_order_is_in_the_order_of_its_text():
    found = sweep(Deadly, BARS, grid(enter=[1, 2], leave=[20], marker=["late", None]))
    assert found.heat_map("marker", "enter").x == ("late", None)


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_frame_of_a_library_that_is_missing_names_it(library: str):
    script = f"""
import sys
sys.modules["{library}"] = None
from ibkr.backtest.research.ranking import Sweep
try:
    Sweep("Hold", "sharpe", True, (), {{}}).to_{library}()
except Exception as error:
    print(type(error).__name__, error)
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.startswith("ConfigError")
    assert f"pip install {library}." in said


def test_rows_become_frames_of_both_libraries():
    found = sweep(Hold, BARS, PLACES)
    assert list(found.to_pandas()["enter"]) == found.to_polars()["enter"].to_list() == [1, 1, 3, 3, 5, 5]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"by": "sharp"}, "did you mean sharpe"),
        ({"executor": 0}, "leaves nobody to work"),
        ({"executor": "four"}, "neither a number nor a concurrent.futures.Executor"),
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
