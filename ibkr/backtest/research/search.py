"""Random and Bayesian search, by optuna."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Literal

import attrs

from ...errors import BacktestError
from .space import Between, Range, Where, ranges_of
from .tables import optuna

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .space import Parameters

STARTUP: Final = 10
"""Draws that a Bayesian search makes before it believes what it has seen."""
MOST_DRAWS: Final = 100
"""Draws for one trial that `where` may turn down before the search gives up."""


def random(trials: int, *, seed: int = 0, where: Where | None = None, **ranges: Any) -> Drawn:
    """Draw that many parameters: `random(200, fast=between(5, 50), slow=between(20, 200))`.

    The same seed draws the same parameters. Needs the extra `research`.

    Raises:
        BacktestError: no trial, no range, or a range that holds nothing.
        MissingExtra: optuna is not installed.
    """
    return Drawn("random", trials, seed, ranges_of(ranges), where)


def bayesian(trials: int, *, seed: int = 0, where: Where | None = None, **ranges: Any) -> Drawn:
    """Draw parameters near those that did well, by a tree-structured Parzen estimator.

    What is drawn depends on how many are tried at once: the same seed and the same
    number of workers draw the same parameters. Needs the extra `research`.

    Raises:
        BacktestError: no trial, no range, or a range that holds nothing.
        MissingExtra: optuna is not installed.
    """
    return Drawn("bayesian", trials, seed, ranges_of(ranges), where)


@attrs.define
class Drawn:
    """A search that draws its parameters; used again, it begins again from its seed."""

    kind: Literal["random", "bayesian"]
    trials: int
    seed: int
    ranges: dict[str, Range]
    where: Where | None = None
    _study: Any = attrs.field(init=False, default=None)
    _asked: list[Any] = attrs.field(init=False, factory=list[Any])

    def __attrs_post_init__(self) -> None:
        """Refuse a search that cannot find anything."""
        if self.trials < 1:
            raise BacktestError(f"A search of {self.trials} trials finds nothing: ask for at least one.")

    @property
    def learns(self) -> bool:
        """A Bayesian search does."""
        return self.kind == "bayesian"

    def __len__(self) -> int:
        """How many are drawn."""
        return self.trials

    def batches(self, size: int) -> Iterator[Sequence[Parameters]]:
        """Draw `size` at a time; a Bayesian search learns between one batch and the next."""
        self._study = _study(self.kind, self.seed)
        self._asked.clear()
        left = self.trials
        while left:
            batch = [self._ask() for _ in range(min(size, left))]
            left -= len(batch)
            yield batch

    def tell(self, scores: Sequence[float]) -> None:
        """Learn from a batch; a trial that failed is told as failed."""
        failed = optuna().trial.TrialState.FAIL
        for asked, score in zip(self._asked, scores, strict=True):
            if math.isfinite(score):
                self._study.tell(asked, score)
            else:
                self._study.tell(asked, state=failed)
        self._asked.clear()

    def _ask(self) -> Parameters:
        for _ in range(MOST_DRAWS):
            asked = self._study.ask()
            drawn = {name: _suggest(asked, name, each) for name, each in self.ranges.items()}
            if self.where is None or self.where(drawn):
                self._asked.append(asked)
                return drawn
            self._study.tell(asked, state=optuna().trial.TrialState.FAIL)
        raise BacktestError(
            f"where= turned down {MOST_DRAWS} draws in a row: widen it, or narrow the ranges."
        )


def _suggest(asked: Any, name: str, each: Range) -> Any:
    if not isinstance(each, Between):
        place: int = asked.suggest_categorical(name, list(range(len(each.values))))
        return each.values[place]
    log = each.scale == "log"
    if each.is_whole:
        return asked.suggest_int(name, int(each.low), int(each.high), step=int(each.step or 1), log=log)
    return asked.suggest_float(name, each.low, each.high, step=each.step, log=log)


def _study(kind: str, seed: int) -> Any:
    library = optuna()
    samplers: dict[str, Any] = {
        "random": lambda: library.samplers.RandomSampler(seed=seed),
        "bayesian": lambda: library.samplers.TPESampler(seed=seed, n_startup_trials=STARTUP),
    }
    # One line a trial on stderr is nobody's wish; the sweep reports its own progress.
    library.logging.set_verbosity(library.logging.WARNING)
    return library.create_study(direction="maximize", sampler=samplers[kind]())
