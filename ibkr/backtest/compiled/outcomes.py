"""Runs in numbers: what sweeps return."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, overload

import attrs
import numpy as np

from ..metrics import calendar_of
from ..records import Frozen

if TYPE_CHECKING:
    from numpy.typing import NDArray

FIELDS: Final = 8
"""Final equity, drawdown, sums of returns and of their squares, fills, commission, value, position."""


@attrs.frozen(eq=False, kw_only=True)
class Outcome:
    """One run in numbers. Money is in the account's currency; drawdown and Sharpe as in `Metrics`."""

    parameters: Mapping[str, float]
    final_equity: float
    total_return: float
    """Final equity over starting cash, minus 1."""
    max_drawdown: float
    """Zero or negative; NaN without statistics."""
    sharpe: float
    """NaN without statistics, or where returns do not vary."""
    fills: int
    commission: float
    traded: float
    """Value of all fills."""
    position: float
    """Shares held at the end."""
    equity: NDArray[np.float64] | None = None
    """At each close, where it was asked for."""


@attrs.frozen(eq=False, kw_only=True)
class Outcomes(Sequence[Outcome]):
    """The outcomes of a sweep: each number as an array with one value a combination."""

    parameters: Mapping[str, NDArray[np.float64]]
    final_equity: NDArray[np.float64]
    total_return: NDArray[np.float64]
    max_drawdown: NDArray[np.float64]
    sharpe: NDArray[np.float64]
    fills: NDArray[np.int64]
    commission: NDArray[np.float64]
    traded: NDArray[np.float64]
    position: NDArray[np.float64]
    curve: NDArray[np.float64] | None = None

    def __len__(self) -> int:
        """How many combinations."""
        return len(self.final_equity)

    @overload
    def __getitem__(self, index: int) -> Outcome: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Outcome, ...]: ...
    def __getitem__(self, index: int | slice) -> Outcome | tuple[Outcome, ...]:
        """The outcome of one combination."""
        if isinstance(index, slice):
            return tuple(self[at] for at in range(*index.indices(len(self))))
        return Outcome(
            parameters=Frozen(self.chosen(index)),
            final_equity=float(self.final_equity[index]),
            total_return=float(self.total_return[index]),
            max_drawdown=float(self.max_drawdown[index]),
            sharpe=float(self.sharpe[index]),
            fills=int(self.fills[index]),
            commission=float(self.commission[index]),
            traded=float(self.traded[index]),
            position=float(self.position[index]),
            equity=self.curve,
        )

    def chosen(self, index: int) -> dict[str, float]:
        """The parameters of a combination."""
        return {name: float(values[index]) for name, values in self.parameters.items()}

    def best(self, by: str = "final_equity") -> int:
        """The combination in which a number is highest; the first of equals, NaN last."""
        values: NDArray[Any] = getattr(self, by)
        return int(np.argmax(np.where(np.isnan(values), -math.inf, values)))


def outcomes_of(
    made: Any,
    table: NDArray[np.float64],
    parameters: Mapping[str, NDArray[np.float64]],
    curve: NDArray[np.float64] | None,
    *,
    statistics: bool,
) -> Outcomes:
    """What kernels wrote down, as outcomes."""
    nothing = np.full(len(table), np.nan)
    return Outcomes(
        parameters=Frozen(parameters),
        final_equity=table[:, 0],
        total_return=table[:, 0] / made.cash - 1.0,
        max_drawdown=table[:, 1] if statistics else nothing,
        sharpe=_sharpe(made, table) if statistics else nothing,
        fills=table[:, 4].astype(np.int64),
        commission=table[:, 5],
        traded=table[:, 6],
        position=table[:, 7],
        curve=curve,
    )


def _sharpe(made: Any, table: NDArray[np.float64]) -> NDArray[np.float64]:
    times = made.prepared.times
    count = len(times) - 1
    if count < 2:
        return np.full(len(table), np.nan)
    mean = table[:, 2] / count
    variance = np.maximum(table[:, 3] - table[:, 2] * mean, 0.0) / (count - 1)
    with np.errstate(all="ignore"):
        ratio = mean / np.sqrt(variance) * math.sqrt(calendar_of(times).periods_per_year)
    return np.where(variance > 0, ratio, np.nan)
