"""Weights over a panel of assets: from forms and bars to the kernel and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from ...errors import BacktestError
from ..engine import NEXT_OPEN
from .balancing import balancing
from .direct import costs_of, trades_at_market
from .kernels import rebalance
from .outcomes import FIELDS, Outcome, outcomes_of
from .prepared import fixed
from .results import result_of
from .walking import FULL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..result import Result
    from .prepared import Prepared
    from .tables import Tables

NO_TABLE: Final = fixed(np.empty((0, 0)))


def run_weights(made: Any) -> Result:
    """A `Result` of weights."""
    tables = made.tables(keep=True, statistics=False)
    _rebalance(made, tables, np.zeros(0), np.zeros(FIELDS))
    return result_of(made, tables, first=0, length=len(made.prepared.times))


def measure_weights(made: Any, *, curve: bool, statistics: bool) -> Outcome:
    """The numbers of a run of weights."""
    length = len(made.prepared.times)
    if is_balanced(made):
        line, table = np.empty(length), np.full((1, FIELDS), np.nan)
        _balance(made, line, table[0])
        return outcomes_of(made, table, {}, line if curve else None, statistics=statistics)[0]
    tables = made.tables(keep=False, statistics=statistics)
    line = np.full(length, made.cash) if curve else np.zeros(0)
    table = np.full((1, FIELDS), np.nan)
    _rebalance(made, tables, line, table[0])
    return outcomes_of(made, table, {}, line if curve else None, statistics=statistics)[0]


def is_balanced(made: Any) -> bool:
    """Whether every asset has a bar on every step, so that no order waits, and all are market orders."""
    prepared: Prepared = made.prepared
    steps = len(prepared.times)
    whole = not prepared.single and all(len(bars) == steps for bars in prepared.series)
    return whole and trades_at_market(made)


def _balance(made: Any, line: NDArray[np.float64], outcome: NDArray[np.float64]) -> None:
    prepared: Prepared = made.prepared
    wanted = matrix_of(made.form.values, prepared)
    opens = prepared.stacked("open") if made.terms.convention == NEXT_OPEN else NO_TABLE
    balancing()(
        wanted, _by_name(prepared), costs_of(made), opens, prepared.stacked("close"), made.cash, line, outcome
    )


def _rebalance(made: Any, tables: Tables, curve: NDArray[np.float64], outcome: NDArray[np.float64]) -> None:
    prepared: Prepared = made.prepared
    if prepared.single:
        raise BacktestError("weights() is for several assets; targets() gives one asset its weights.")
    wanted = matrix_of(made.form.values, prepared)
    by_name = _by_name(prepared)
    kernel, months = rebalance(), made.months()
    while kernel(tables.account, prepared.panel, months, wanted, by_name, curve, outcome) == FULL:
        tables.grow()


def _by_name(prepared: Prepared) -> NDArray[Any]:
    return fixed(np.array(sorted(range(len(prepared.names)), key=lambda place: prepared.names[place])))


def matrix_of(values: Any, prepared: Prepared) -> NDArray[np.float64]:
    """Weights as steps by assets.

    Raises:
        BacktestError: a shape that does not fit, or an unknown name.
    """
    shape = len(prepared.times), len(prepared.names)
    if isinstance(values, Mapping):
        given = cast("Mapping[str, NDArray[np.float64]]", values)
        unknown = [name for name in given if name not in prepared.names]
        if unknown:
            raise BacktestError(
                f"There are no bars of {', '.join(unknown)}; there are {', '.join(prepared.names)}."
            )
        table = np.full(shape, np.nan)
        for place, name in enumerate(prepared.names):
            if name in given:
                _check(given[name].shape, shape[:1])
                table[:, place] = given[name]
        return fixed(table)
    _check(values.shape, shape)
    return fixed(values)


def _check(shape: tuple[int, ...], wanted: tuple[int, ...]) -> None:
    if shape != wanted:
        raise BacktestError(f"The weights have the shape {shape}; steps and assets make {wanted}.")
