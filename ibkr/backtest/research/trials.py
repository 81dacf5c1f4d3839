"""One backtest for each set of parameters, wherever it is run."""

from __future__ import annotations

import math
import pickle
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from ...errors import BacktestError
from ..engine import backtest
from ..inputs import is_panel, read_bars

if TYPE_CHECKING:
    from ..metrics import Metrics
    from ..result import Result
    from ..strategy import Strategy
    from .space import Parameters

Judged = tuple["dict[str, float]", "str | None"]
"""The metrics of one trial and why it failed."""


@attrs.frozen
class Job:
    """What all trials of a sweep share."""

    strategy: type[Strategy]
    bars: Any
    terms: Mapping[str, Any]

    def run(self, parameters: Parameters) -> Result:
        """The whole result of one set of parameters."""
        return backtest(self.strategy, self.bars, parameters=parameters, **self.terms)


@attrs.frozen
class Task:
    """Judges parameters in whatever process it finds itself; the job travels once a chunk, as bytes."""

    packed: bytes

    @classmethod
    def of(cls, job: Job) -> Task:
        """Pack a job.

        Raises:
            BacktestError: the strategy cannot be sent to another process.
        """
        try:
            return cls(pickle.dumps(job, protocol=pickle.HIGHEST_PROTOCOL))
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            raise BacktestError(
                f"{job.strategy.__name__} cannot be sent to other processes ({error}): define it at the "
                "top of a module, or leave executor= out."
            ) from error

    def __call__(self, batch: Sequence[Parameters]) -> list[Judged]:
        """The metrics of each set of parameters."""
        job = _unpacked(self.packed)
        return [judge(job, parameters) for parameters in batch]


@lru_cache(maxsize=2)
def _unpacked(packed: bytes) -> Job:
    return pickle.loads(packed)


def loaded(bars: Any) -> Any:
    """The bars, read and checked once for all trials."""
    if is_panel(bars):
        return {name: read_bars(given, name) for name, given in bars.items()}
    return read_bars(bars)


def judge(job: Job, parameters: Parameters) -> Judged:
    """Run one trial; a strategy that raises is a trial that failed, not the end of the sweep."""
    try:
        return numbers_of(job.run(parameters).metrics), None
    except (BacktestError, ValueError) as error:
        return {}, str(error)


def numbers_of(metrics: Metrics) -> dict[str, float]:
    """The metrics that are numbers and can be told, by name."""
    found = metrics.as_dict()
    numbers = {name: float(value) for name, value in found.items() if isinstance(value, int | float)}
    return {name: value for name, value in numbers.items() if not math.isnan(value)}
