"""Trials ranked: the table of a sweep, its best, its heat maps."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs
import numpy as np

from ...errors import BacktestError
from ..metrics import Metrics
from .tables import to_pandas, to_polars, unknown

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..result import Result
    from .luck import DeflatedSharpe, Overfitting
    from .space import Parameters

Progress: TypeAlias = "Callable[[int, int], object]"
"""Called with the trials done and all trials, after each one."""

NUMBERS: Final = tuple(field.name for field in attrs.fields(Metrics) if field.name not in ("calendar",))


@attrs.frozen
class Trial:
    """One set of parameters and how it did."""

    number: int
    """Its place in the order of the search, from 0."""
    parameters: Mapping[str, Any]
    metrics: Mapping[str, float]
    """By name, as in `Metrics`; empty for a trial that failed."""
    error: str | None = None
    """Why it failed."""


@attrs.frozen(eq=False)
class HeatMap:
    """One metric over two parameters: `values[row, column]` belongs to `y[row]` and `x[column]`."""

    x_name: str
    y_name: str
    metric: str
    x: tuple[Any, ...]
    y: tuple[Any, ...]
    values: NDArray[np.float64]
    """NaN where nothing was tried, or what was tried failed."""


@attrs.frozen(eq=False)
class Sweep:
    """All trials in the order of the search, and the whole results of the best."""

    strategy: str
    by: str
    maximize: bool
    trials: tuple[Trial, ...]
    results: Mapping[int, Result]
    """By the number of the trial: curve, fills and trades of those that were kept, best first."""

    def ranked(self) -> list[Trial]:
        """The trials that have a score, best first; equal ones in the order of the search."""
        scored = [trial for trial in self.trials if math.isfinite(trial.metrics.get(self.by, math.nan))]
        sign = -1.0 if self.maximize else 1.0
        return sorted(scored, key=lambda trial: sign * trial.metrics[self.by])

    @property
    def best(self) -> Trial:
        """The trial with the best score.

        Raises:
            BacktestError: no trial has one; it names the first failure.
        """
        ranked = self.ranked()
        if not ranked:
            raise self._without("score")
        return ranked[0]

    def _without(self, what: str) -> BacktestError:
        reason = next((trial.error for trial in self.trials if trial.error), f"{self.by} cannot be told")
        return BacktestError(f"None of {len(self.trials)} trials has a {what}: {reason}")

    @property
    def best_result(self) -> Result:
        """The whole result of the best trial."""
        return self.results[self.best.number]

    @property
    def failed(self) -> tuple[Trial, ...]:
        """The trials that gave no result, each with its reason."""
        return tuple(trial for trial in self.trials if trial.error is not None)

    def column(self, name: str) -> NDArray[np.float64]:
        """One metric of every trial, NaN where it failed.

        Raises:
            BacktestError: no trial has this metric; it names those that come near, or the first failure.
        """
        known = {metric for trial in self.trials for metric in trial.metrics}
        if not known:
            raise self._without("result")
        if name not in known:
            raise BacktestError(unknown(name, known))
        return np.array([trial.metrics.get(name, math.nan) for trial in self.trials])

    def rows(self) -> list[dict[str, Any]]:
        """One flat row a trial: its number, parameters, metrics and error."""
        return [
            {"trial": trial.number, **trial.parameters, **trial.metrics, "error": trial.error}
            for trial in self.trials
        ]

    def to_pandas(self) -> Any:
        """`rows()` as a pandas frame."""
        return to_pandas(self.rows())

    def to_polars(self) -> Any:
        """`rows()` as a polars frame."""
        return to_polars(self.rows())

    def heat_map(
        self, x: str, y: str, metric: str | None = None, *, over: Literal["best", "mean"] = "best"
    ) -> HeatMap:
        """A metric over two parameters; `over` says what stands for several trials in one cell."""
        chosen = metric or self.by
        cells: dict[tuple[Any, Any], list[float]] = {}
        for trial, value in zip(self.trials, self.column(chosen).tolist(), strict=True):
            for name in (x, y):
                if name not in trial.parameters:
                    raise BacktestError(unknown(name, trial.parameters))
            cells.setdefault((trial.parameters[y], trial.parameters[x]), []).append(value)
        columns, rows = _sorted({key[1] for key in cells}), _sorted({key[0] for key in cells})
        best = max if self.maximize else min
        values = np.full((len(rows), len(columns)), math.nan)
        for (row, column), found in cells.items():
            told = [value for value in found if not math.isnan(value)]
            if told:
                cell = best(told) if over == "best" else math.fsum(told) / len(told)
                values[rows.index(row), columns.index(column)] = cell
        return HeatMap(x, y, chosen, tuple(columns), tuple(rows), values)

    def deflated_sharpe(self) -> DeflatedSharpe:
        """How sure the best trial's Sharpe ratio is, after so many tries."""
        from .luck import deflated_sharpe

        result = self.results[self.best.number]
        year = result.metrics.calendar.periods_per_year
        tried = self.column("sharpe") / math.sqrt(year)
        return deflated_sharpe(result.returns, tried[np.isfinite(tried)], periods_per_year=year)

    def overfitting(self, *, splits: int = 16) -> Overfitting:
        """The probability that the best in sample is below the median out of it.

        Raises:
            BacktestError: not all curves were kept: `sweep(..., keep=None)`.
        """
        from .luck import overfitting

        done = [trial.number for trial in self.trials if trial.error is None]
        if any(number not in self.results for number in done):
            raise BacktestError("This needs the curve of every trial: sweep(..., keep=None) keeps them.")
        # A ruined account has no returns any more: nothing moves.
        returns = [np.nan_to_num(self.results[number].returns) for number in done]
        return overfitting(np.column_stack(returns), splits=splits)


@attrs.frozen
class Ranking:
    """By what trials are ranked, and of how many of the best everything is kept."""

    by: str
    maximize: bool
    keep: int | None

    def score(self, metrics: Mapping[str, float]) -> float:
        """Higher is better; NaN for a trial that failed."""
        value = metrics.get(self.by, math.nan)
        return value if self.maximize else -value

    def of(self, strategy: str, trials: Sequence[Trial], run: Callable[[Parameters], Result]) -> Sweep:
        """The table, with the best run again: that is cheaper than sending every curve."""
        found = Sweep(strategy, self.by, self.maximize, tuple(trials), {})
        best = found.ranked()[: self.keep]
        return attrs.evolve(found, results={one.number: run(dict(one.parameters)) for one in best})


def _sorted(values: Iterable[Any]) -> list[Any]:
    """Numbers by size; what cannot be compared, by its text."""
    listed = list(values)
    try:
        return sorted(listed)
    except TypeError:
        return sorted(listed, key=repr)
