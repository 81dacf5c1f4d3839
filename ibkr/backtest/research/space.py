"""What a search may try: every combination of lists, or draws from ranges."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, Literal, Protocol, TypeAlias

import attrs

from ...errors import BacktestError

MOST: Final = 100_000
"""Combinations that a grid may have unless more are asked for."""

Parameters: TypeAlias = "dict[str, Any]"
Where: TypeAlias = "Callable[[Parameters], bool]"


class Search(Protocol):
    """Parameters to try, given out in batches, and told how they did."""

    @property
    def learns(self) -> bool:
        """What it gives out next depends on what it was told."""
        ...

    def __len__(self) -> int:
        """How many will be tried."""
        ...

    def batches(self, size: int) -> Iterator[Sequence[Parameters]]:
        """The parameters to try next, at most `size` at a time."""
        ...

    def tell(self, scores: Sequence[float]) -> None:
        """How the latest batch did, higher is better; NaN where a trial failed."""
        ...


@attrs.frozen
class Grid:
    """Every combination of the values of each parameter, in the order of a nested loop."""

    values: Mapping[str, tuple[Any, ...]]
    where: Where | None = None

    def __attrs_post_init__(self) -> None:
        """Count before anybody starts."""
        empty = [name for name, values in self.values.items() if not values]
        if empty or not self.values:
            raise BacktestError(
                f"The grid is empty: give {', '.join(empty) or 'a parameter'} at least one value."
            )

    @property
    def size(self) -> int:
        """Combinations before `where` is asked."""
        return math.prod(map(len, self.values.values()))

    def __iter__(self) -> Iterator[Parameters]:
        """Each combination that `where` admits."""
        for chosen in itertools.product(*self.values.values()):
            parameters = dict(zip(self.values, chosen, strict=True))
            if self.where is None or self.where(parameters):
                yield parameters

    def __len__(self) -> int:
        """Combinations that will be tried."""
        return self.size if self.where is None else sum(1 for _ in self)

    def batches(self, size: int) -> Iterator[Sequence[Parameters]]:
        """All of them, `size` at a time."""
        left = iter(self)
        while batch := list(itertools.islice(left, size)):
            yield batch

    def tell(self, scores: Sequence[float]) -> None:
        """A grid learns nothing: it was laid out before the first score."""

    @property
    def learns(self) -> bool:
        """It does not."""
        return False


def grid(
    values: Mapping[str, Iterable[Any]] | None = None,
    *,
    where: Where | None = None,
    most: int = MOST,
    **more: Iterable[Any],
) -> Grid:
    """Every combination of the given values: `grid(fast=[5, 10], slow=range(20, 60, 10))`.

    `where` leaves out combinations that make no sense: `where=lambda p: p["fast"] < p["slow"]`.

    Raises:
        BacktestError: there is no combination, or there are more than `most`; it says how many.
    """
    given = {**(values or {}), **more}
    made = Grid({name: tuple(each) for name, each in given.items()}, where)
    if made.size > most:
        raise BacktestError(
            f"The grid has {made.size:,} combinations, more than most={most:,}: take fewer values, "
            "draw some with random(...), or raise most."
        )
    if not len(made):
        raise BacktestError("The grid is empty: where= admits none of its combinations.")
    return made


@attrs.frozen
class Between:
    """Any number of a range, both ends included; whole numbers if both ends are."""

    low: float
    high: float
    step: float | None
    scale: Literal["linear", "log"]

    def __attrs_post_init__(self) -> None:
        """Refuse what holds no number."""
        if not (math.isfinite(self.low) and math.isfinite(self.high) and self.low <= self.high):
            raise BacktestError(
                f"between({self.low}, {self.high}) holds no number: give the lower end first."
            )
        if self.scale == "log" and self.low <= 0:
            raise BacktestError(f"A logarithmic range begins above zero, not at {self.low}.")

    @property
    def is_whole(self) -> bool:
        """Only whole numbers are drawn."""
        return isinstance(self.low, int) and isinstance(self.high, int)


@attrs.frozen
class Choice:
    """One of these values, which need no order."""

    values: tuple[Any, ...]

    def __attrs_post_init__(self) -> None:
        """Refuse what offers no choice."""
        if not self.values:
            raise BacktestError("choice() needs at least one value.")


Range: TypeAlias = "Between | Choice"


def between(
    low: float, high: float, *, step: float | None = None, scale: Literal["linear", "log"] = "linear"
) -> Between:
    """A range to draw from: `between(5, 50)` whole numbers, `between(0.5, 3.0)` any number."""
    return Between(low, high, step, scale)


def choice(*values: Any) -> Choice:
    """Values to draw from: `choice("sma", "ema")`."""
    return Choice(values)


def ranges_of(given: Mapping[str, Any]) -> dict[str, Range]:
    """Each parameter's range; a plain list is a choice.

    Raises:
        BacktestError: one is neither a range nor values.
    """
    found: dict[str, Range] = {}
    for name, each in given.items():
        if isinstance(each, Between | Choice):
            found[name] = each
        elif isinstance(each, Iterable) and not isinstance(each, str):
            found[name] = Choice(tuple(each))  # pyright: ignore[reportUnknownArgumentType]  # values of any type
        else:
            raise BacktestError(f"{name}={each!r} is no range: write between(low, high) or choice(...).")
    if not found:
        raise BacktestError("There is nothing to search: name a parameter and its range.")
    return found
