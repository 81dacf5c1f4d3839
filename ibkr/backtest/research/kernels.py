"""Sweeps of compiled forms: all combinations in one kernel call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from ...errors import BacktestError
from ..risk import Risk
from .ranking import Progress, Ranking, Sweep, Trial

if TYPE_CHECKING:
    from ..result import Result
    from .space import Parameters, Search

NUMBERS: Final = ("final_equity", "total_return", "max_drawdown", "sharpe", "commission", "fills")


def sweep_compiled(
    form: Any,
    bars: Any,
    search: Search,
    ranking: Ranking,
    *,
    progress: Progress | None,
    terms: Mapping[str, Any],
) -> Sweep:
    """Run every combination in one call and the best again, for their curves.

    Raises:
        BacktestError: the kernel does not measure that metric, or the form has no such parameter.
    """
    from .. import compiled
    from ..compiled.accounts import EXITS

    if ranking.by not in NUMBERS:
        raise BacktestError(
            f"A compiled sweep measures {', '.join(NUMBERS)}, not {ranking.by}: rank by one of these."
        )
    trials: list[Trial] = []
    for batch in search.batches(1 if search.learns else max(len(search), 1)):
        columns = {name: [parameters[name] for parameters in batch] for name in batch[0]}
        outcomes = compiled.sweep(bars, form, columns, **terms)
        measured = {name: getattr(outcomes, name).tolist() for name in NUMBERS}
        first = len(trials)
        trials += [
            Trial(first + row, parameters, {name: float(values[row]) for name, values in measured.items()})
            for row, parameters in enumerate(batch)
        ]
        search.tell([ranking.score(trial.metrics) for trial in trials[first:]])
        if progress is not None:
            progress(len(trials), len(search))

    def again(chosen: Parameters) -> Result:
        exits = {name: chosen.pop(name) for name in EXITS if name in chosen}
        own = form.with_parameters(chosen) if chosen else form
        given = dict(terms)
        if exits:
            given["risk"] = attrs.evolve(given.get("risk") or Risk(), **exits)
        return compiled.run(bars, own, **given)

    return ranking.of(type(form).__name__, trials, again)
