"""What decides in a compiled run: signals, targets, weights, two averages, or a step function.

Forms are values: they hold arrays and numbers, and nothing is compiled before a run.
"""

from __future__ import annotations

import inspect
import math
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from ...errors import BacktestError
from ..indicators import sma
from ..records import Frozen
from .jit import is_compiled, plain

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

COLUMNS: Final = ("time", "open", "high", "low", "close", "volume")
OFFERED: Final = ("bar", "account", "values", "parameters", "state")
"""What a step function may ask for, by the names of its arguments."""


@attrs.frozen(eq=False)
class Signals:
    """Where to enter and where to leave; made by `signals`."""

    actions: NDArray[np.int8]
    quantity: float
    fraction: float


@attrs.frozen(eq=False)
class Targets:
    """A weight for each bar; made by `targets`."""

    values: NDArray[np.float64]


@attrs.frozen(eq=False)
class Weights:
    """Weights of many assets; made by `weights`."""

    values: Any


@attrs.frozen
class Indicator:
    """A function, and what it is called with: names of columns and of parameters, or values."""

    function: Callable[..., ArrayLike]
    arguments: tuple[Any, ...]

    def key(self, parameters: Mapping[str, Any]) -> tuple[Any, ...]:
        """What tells two calculations apart."""
        return self.function, *(
            parameters.get(each, each) if isinstance(each, str) else each for each in self.arguments
        )

    def value(self, columns: Mapping[str, Any], parameters: Mapping[str, Any]) -> NDArray[np.float64]:
        """The indicator for these parameters, one number a bar."""
        given = [self._argument(each, columns, parameters) for each in self.arguments]
        return np.asarray(self.function(*given), dtype=np.float64)

    def _argument(self, given: Any, columns: Mapping[str, Any], parameters: Mapping[str, Any]) -> Any:
        if not isinstance(given, str):
            return given
        if given in columns:
            return columns[given]
        if given in parameters:
            value = parameters[given]
            return int(value) if float(value).is_integer() else value
        raise BacktestError(
            f"{given!r} is neither a column ({', '.join(columns)}) nor a parameter "
            f"({', '.join(parameters) or 'there are none'})."
        )


@attrs.frozen(eq=False)
class Crossing:
    """Two moving averages; made by `moving_averages`."""

    average: Callable[..., ArrayLike]
    parameters: Mapping[str, float]

    def with_parameters(self, parameters: Mapping[str, float]) -> Crossing:
        """The same with other numbers."""
        return attrs.evolve(self, parameters=_changed(self.parameters, parameters))

    @property
    def indicators(self) -> Mapping[str, Indicator]:
        """Both averages."""
        return {name: Indicator(self.average, ("close", name)) for name in ("fast", "slow")}


@attrs.frozen(eq=False)
class Step:
    """A compiled function of scalars; made by `step`."""

    function: Any
    asked: tuple[str, ...]
    indicators: Mapping[str, Any]
    parameters: Mapping[str, float]
    state: tuple[float, ...]
    values_type: Any
    parameters_type: Any

    def with_parameters(self, parameters: Mapping[str, float]) -> Step:
        """The same with other numbers."""
        return attrs.evolve(self, parameters=_changed(self.parameters, parameters))


Form = Signals | Targets | Weights | Crossing | Step


def _changed(known: Mapping[str, float], given: Mapping[str, float]) -> Mapping[str, float]:
    unknown = [name for name in given if name not in known]
    if unknown:
        raise BacktestError(
            f"There is no parameter {', '.join(unknown)}; there are {', '.join(known) or 'none'}."
        )
    return Frozen({**known, **{name: float(value) for name, value in given.items()}})


def signals(
    entries: ArrayLike | None = None,
    exits: ArrayLike | None = None,
    *,
    short_entries: ArrayLike | None = None,
    short_exits: ArrayLike | None = None,
    fraction: float | None = None,
    quantity: float | None = None,
) -> Signals:
    """One asset: enter where nothing is held, leave where something is.

    Each array has a truth value for every bar, known at its close. On a bar where nothing is
    held, an entry buys and a short entry sells: `quantity` shares, or `fraction` of the equity
    (all of it by default). Where both are true, the entry counts. An exit closes a long
    position, a short exit a short one; orders are at the market.

    Raises:
        BacktestError: no entries, arrays that differ in length, a size that cannot be meant.
    """
    if entries is None and short_entries is None:
        raise BacktestError("signals() needs entries= or short_entries=.")
    if quantity is not None and fraction is not None:
        raise BacktestError("signals() takes quantity= or fraction=, not both.")
    if quantity is not None and not (math.isfinite(quantity) and quantity > 0):
        raise BacktestError(f"quantity={quantity} is not a number of shares above zero.")
    if fraction is not None and not 0 < fraction <= 1:
        raise BacktestError(f"fraction={fraction} is not above 0 and at most 1.")
    given = {"entries": entries, "exits": exits, "short_entries": short_entries, "short_exits": short_exits}
    arrays = {name: _truths(name, array) for name, array in given.items() if array is not None}
    lengths = {name: len(array) for name, array in arrays.items()}
    if len(set(lengths.values())) > 1:
        raise BacktestError(f"The signals differ in length: {lengths}.")
    actions = np.zeros(next(iter(lengths.values())), dtype=np.int8)
    for bit, name in enumerate(given):
        if name in arrays:
            actions |= arrays[name].astype(np.int8) << np.int8(bit)
    unset = -math.inf
    size = (quantity, unset) if quantity is not None else (unset, 1.0 if fraction is None else fraction)
    return Signals(actions, *size)


def _truths(name: str, array: ArrayLike) -> NDArray[np.bool_]:
    values = np.asarray(array)
    if values.ndim != 1:
        raise BacktestError(f"{name} must have one value a bar, and has the shape {values.shape}.")
    if values.dtype.kind == "f" and np.isnan(values).any():
        row = int(np.isnan(values).argmax())
        raise BacktestError(f"{name} is not a number on bar {row}: signals are true or false.")
    if values.dtype.kind not in "biuf":
        raise BacktestError(f"{name} holds {values.dtype}, which is neither true nor false.")
    return values != 0


def targets(weights: ArrayLike) -> Targets:
    """One asset: on each bar the weight that its position shall have, NaN to leave it.

    1 is all of the equity, negative is short, 0 closes; sized at the fill. Give a weight only
    where it is to change: a repeated one trades the difference that the price has made.

    Raises:
        BacktestError: a weight that is infinite.
    """
    values = np.asarray(weights, dtype=np.float64)
    if values.ndim != 1:
        raise BacktestError(f"targets() takes one weight a bar, not the shape {values.shape}.")
    _finite(values)
    return Targets(values)


def weights(values: ArrayLike | Mapping[str, ArrayLike]) -> Weights:
    """Many assets on one account: on each step the weight that each shall have, NaN to leave it.

    An array of steps by assets, in the order of the bars' names, or a mapping from names to
    one weight a step. A step is an instant at which an asset has a bar (`Result.times`). Sales
    are ordered first, as by `Strategy.rebalance`.

    Raises:
        BacktestError: a weight that is infinite.
    """
    if isinstance(values, Mapping):
        columns = {name: np.asarray(column, dtype=np.float64) for name, column in values.items()}
        for column in columns.values():
            _finite(column)
        return Weights(columns)
    array = np.asarray(values, dtype=np.float64)
    if array.ndim != 2:
        raise BacktestError(f"weights() takes an array of steps by assets, not the shape {array.shape}.")
    _finite(array)
    return Weights(array)


def _finite(array: NDArray[np.float64]) -> None:
    if np.isinf(array).any():
        place = [int(at) for at in np.unravel_index(int(np.isinf(array).argmax()), array.shape)]
        raise BacktestError(f"The weight at {place} is infinite.")


def moving_averages(
    fast: int = 10, slow: int = 30, *, average: Callable[..., ArrayLike] = sma, fraction: float = 1.0
) -> Crossing:
    """Buy when the fast average of the closes crosses above the slow one, sell out when it crosses below.

    The same decisions as `MovingAverageCross`. In a sweep, `fast`, `slow` and `fraction` are
    parameters, and each average is calculated once per distinct window.

    Raises:
        BacktestError: windows out of order, a fraction out of range.
    """
    form = Crossing(average, Frozen({"fast": float(fast), "slow": float(slow), "fraction": float(fraction)}))
    check_crossing(form.parameters)
    return form


def check_crossing(parameters: Mapping[str, float]) -> None:
    """Refuse parameters of `moving_averages` that cannot be meant."""
    fast, slow, fraction = (parameters[name] for name in ("fast", "slow", "fraction"))
    if not (0 < fast < slow and float(fast).is_integer() and float(slow).is_integer()):
        raise BacktestError(
            f"fast={fast:g} must be a number of bars, at least 1 and less than slow={slow:g}."
        )
    if not 0 < fraction <= 1:
        raise BacktestError(f"fraction={fraction:g} is not above 0 and at most 1.")


def indicator(function: Callable[..., ArrayLike], *arguments: Any) -> Indicator:
    """An indicator of a step function: `indicator(sma, "close", "fast")`.

    A text among the arguments is a column of the bars, or else a parameter; the rest is passed
    as it is. In a sweep it is calculated once for each set of arguments that occurs.
    """
    return Indicator(function, arguments)


def step(
    function: Any,
    *,
    indicators: Mapping[str, ArrayLike | Indicator] | None = None,
    parameters: Mapping[str, float] | None = None,
    state: Sequence[float] = (),
) -> Step:
    """A strategy as a function compiled by `numba.njit`, called on each bar when it is over.

    The names of its arguments say what it gets, all of it numbers: `bar` (`bar.close`),
    `account` (`account.position`), `values` (of the indicators, by name), `parameters` (by
    name) and `state` (a tuple of numbers that it keeps). It returns a decision: `hold()`,
    `buy(...)`, `sell(...)`, `target(...)`, `close()` or `cancel()`; with `state`, the decision
    and the next state. Called from the first bar on which every indicator has a value.

    Raises:
        BacktestError: the function is not compiled, or asks for something that is not offered.
    """
    if not is_compiled(function):
        name = getattr(function, "__name__", repr(function))
        raise BacktestError(f"{name} is not compiled: put @numba.njit above it.")
    asked = tuple(inspect.signature(plain(function)).parameters)
    unknown = [name for name in asked if name not in OFFERED]
    if unknown:
        raise BacktestError(
            f"{function.__name__} asks for {', '.join(unknown)}; a step function may ask for "
            f"{', '.join(OFFERED)}."
        )
    if ("state" in asked) != bool(state):
        raise BacktestError("state= is the first state of a step function that has an argument `state`.")
    lines, numbers = (
        dict(indicators or {}),
        {name: float(value) for name, value in (parameters or {}).items()},
    )
    bad = [name for name, value in numbers.items() if not math.isfinite(value)]
    if bad:
        raise BacktestError(f"The parameter {bad[0]} is {numbers[bad[0]]}, not a number.")
    return Step(
        function,
        asked,
        Frozen(lines),
        Frozen(numbers),
        tuple(float(value) for value in state),
        _named("Values", lines),
        _named("Parameters", numbers),
    )


def _named(kind: str, names: Mapping[str, Any]) -> Any:
    try:
        return namedtuple(kind, list(names))  # pyright: ignore[reportUntypedNamedTuple]  # the user's names
    except ValueError as error:
        raise BacktestError(f"A name cannot be used by a step function: {error}.") from error
