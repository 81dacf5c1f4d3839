"""Many runs of one strategy, each with other parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...errors import BacktestError
from .kernels import sweep_compiled
from .ranking import NUMBERS, Ranking, Trial
from .tables import unknown
from .trials import Job, Judged, Task, judge, loaded
from .workers import Lost, Workers

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from ..inputs import BarsLike
    from ..strategy import Strategy
    from .ranking import Progress, Sweep
    from .space import Parameters, Search


def sweep(
    strategy: type[Strategy] | Any,
    bars: BarsLike | Mapping[str, BarsLike],
    search: Search,
    *,
    by: str = "sharpe",
    maximize: bool = True,
    executor: Executor | int | None = None,
    keep: int | None = 5,
    progress: Progress | None = None,
    **terms: Any,
) -> Sweep:
    """Run `strategy` with every set of parameters of `search`, and rank them.

    The table is the same whoever does the work. A trial that raises is kept with its
    reason; a worker that dies is replaced and its trials are run again, each counted once.
    A compiled form (`ibkr.backtest.compiled`) is run in one kernel call.

    Args:
        search: `grid(...)`, `random(...)` or `bayesian(...)`.
        by: the metric that ranks, by its name in `Metrics`.
        maximize: whether more of it is better.
        executor: None works in this process; a number, in as many processes; or any
            `concurrent.futures.Executor`, such as `distributed.Client(...).get_executor()`.
        keep: of how many of the best the whole `Result` is kept; None keeps all.
        progress: called with (done, all) after each trial.
        terms: everything else that `backtest` takes: cash, commission, risk, ...

    Raises:
        BacktestError: an unknown metric, or a strategy that cannot be sent to other processes.
    """
    if by not in NUMBERS:
        raise BacktestError(unknown(by, NUMBERS))
    ranking = Ranking(by, maximize, keep)
    if not isinstance(strategy, type):
        return sweep_compiled(strategy, loaded(bars), search, ranking, progress=progress, terms=terms)
    job = Job(strategy, loaded(bars), terms)
    trials = _tried(job, search, ranking, executor=executor, progress=progress)
    return ranking.of(strategy.__name__, trials, job.run)


def _tried(
    job: Job,
    search: Search,
    ranking: Ranking,
    *,
    executor: Executor | int | None,
    progress: Progress | None,
) -> list[Trial]:
    total = len(search)
    trials: list[Trial] = []
    with Workers(executor) as workers:
        task = _here(job) if executor is None else Task.of(job)
        size = workers.count if search.learns else max(total, 1)
        for batch in search.batches(size):
            judged: list[Judged] = [({}, None)] * len(batch)
            first = len(trials)
            for done, (number, answer) in enumerate(workers.work(task, batch, together=not search.learns), 1):
                judged[number] = ({}, answer.why) if isinstance(answer, Lost) else answer
                if progress is not None:
                    progress(first + done, total)
            trials += [
                Trial(first + place, parameters, metrics, error)
                for place, (parameters, (metrics, error)) in enumerate(zip(batch, judged, strict=True))
            ]
            search.tell([ranking.score(metrics) for metrics, _ in judged])
    return trials


def _here(job: Job) -> Callable[[Sequence[Parameters]], list[Judged]]:
    return lambda batch: [judge(job, parameters) for parameters in batch]
