"""From a form to what kernels take: a compiled loop, and arrays of what it reads."""

from __future__ import annotations

import hashlib
from functools import singledispatch
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import attrs
import numpy as np

from ...errors import BacktestError
from ..errors import InvalidIndicator
from ..indicators import sma
from .averages import averaging
from .deciding import scan_of
from .forms import Crossing, Indicator, Signals, Step, Targets, check_crossing
from .jit import CompilerError, merged, plain, trace
from .kernels import scan_with
from .prepared import fixed
from .records import line_at, parameter_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

NO_ACTIONS: Final = fixed(np.zeros(0, dtype=np.int8))
NO_LINES: Final = fixed(np.zeros((0, 0)))
NO_PICKS: Final = fixed(np.zeros((0, 0), dtype=np.int64))
NO_STATE: Final = fixed(np.zeros(0))


@attrs.frozen(eq=False)
class Load:
    """What a run reads besides bars: one row of `picks` and `parameters` a combination."""

    scan: Any
    firsts: NDArray[np.int64]
    """The first bar on which something can be decided, by combination."""
    actions: NDArray[np.int8] = NO_ACTIONS
    lines: NDArray[np.float64] = NO_LINES
    picks: NDArray[np.int64] = NO_PICKS
    parameters: NDArray[np.float64] = NO_LINES
    state: NDArray[np.float64] = NO_STATE

    @property
    def first(self) -> int:
        """Of the only combination."""
        return int(self.firsts[0])


@singledispatch
def load(form: object, columns: Any, rows: Any) -> Load:
    """What `form` needs on these columns, for each row of parameters.

    Raises:
        BacktestError: arrays that do not fit the bars, or parameters out of range.
    """
    raise BacktestError(f"{form!r} is none of the forms of ibkr.backtest.compiled for one asset.")


@load.register
def _(form: Signals, columns: Any, rows: Any) -> Load:
    fits("The signals", len(form.actions), columns)
    sizes = fixed(np.array([[form.quantity, form.fraction]]).repeat(len(rows), axis=0))
    picks = fixed(np.zeros((len(rows), 0), dtype=np.int64))
    return Load(scan_of("signals"), _at_once(rows), fixed(form.actions), parameters=sizes, picks=picks)


@load.register
def _(form: Targets, columns: Any, rows: Any) -> Load:
    fits("The targets", len(form.values), columns)
    picks = fixed(np.zeros((len(rows), 1), dtype=np.int64))
    lines, none = fixed(form.values[np.newaxis]), fixed(np.zeros((len(rows), 0)))
    return Load(scan_of("targets"), _at_once(rows), lines=lines, picks=picks, parameters=none)


def _at_once(rows: Any) -> NDArray[np.int64]:
    """Each combination decides from the first bar on."""
    return fixed(np.zeros(len(rows), dtype=np.int64))


@load.register
def _(form: Crossing, columns: Any, rows: Any) -> Load:
    names = {name for row in rows for name in row}
    numbers = {name: np.array([row[name] for row in rows]) for name in names}
    loaded = averaged(form, columns, numbers, len(rows), undivided)
    return attrs.evolve(loaded, scan=scan_of("crossing"))


def undivided(work: Callable[[int, int], None], size: int) -> None:
    """Do all of it, in this thread."""
    work(0, size)


Share: TypeAlias = "Callable[[Callable[[int, int], None], int], None]"
"""Calls a function on parts of a number of things, at the same time."""


def averaged(
    form: Crossing, columns: Any, numbers: Mapping[str, NDArray[np.float64]], size: int, share: Share
) -> Load:
    """The averages of `size` combinations: each distinct window once. What scans them is left out.

    Raises:
        BacktestError: parameters out of range, windows longer than the bars.
    """
    chosen = {name: np.full(size, value) for name, value in form.parameters.items()} | dict(numbers)
    _check_crossings(chosen)
    windows, places = np.unique(np.concatenate((chosen["fast"], chosen["slow"])), return_inverse=True)
    picks = places.reshape(2, size).T
    lines, begins = _averages(form, columns, windows.astype(np.int64), share)
    firsts = fixed(np.maximum(*begins[picks.T]))
    fractions = chosen["fraction"].reshape(size, 1)
    return Load(None, firsts, lines=fixed(lines), picks=fixed(picks, np.int64), parameters=fixed(fractions))


def _check_crossings(chosen: Mapping[str, NDArray[np.float64]]) -> None:
    fast, slow, fraction = chosen["fast"], chosen["slow"], chosen["fraction"]
    fine = (fast > 0) & (fast < slow) & (fast % 1 == 0) & (slow % 1 == 0) & (fraction > 0) & (fraction <= 1)
    if not fine.all():
        bad = int(fine.argmin())
        check_crossing({name: float(values[bad]) for name, values in chosen.items()})


def _averages(
    form: Crossing, columns: Any, windows: NDArray[np.int64], share: Share
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """A line for each window, and where it begins."""
    close = columns["close"]
    if form.average is not sma:
        given = form.indicators["fast"]
        lines = [_line("average", given, columns, {"fast": float(window)}) for window in windows]
        return np.stack(lines), np.array([_begin("average", line) for line in lines])
    if windows[-1] > len(close):
        raise _without_value(f"average over {windows[-1]}", len(close))
    table, kernel = np.empty((len(windows), len(close))), averaging()
    share(lambda first, last: kernel(close, windows, first, last, table), len(windows))
    return table, windows - 1


@load.register
def _(form: Step, columns: Any, rows: Any) -> Load:
    chosen = [{**form.parameters, **row} for row in rows]
    lines, picks, firsts = _lines(form.indicators, columns, chosen)
    names = list(form.parameters)
    table = np.array([[row[name] for name in names] for row in chosen], dtype=np.float64)
    return Load(
        _scan_of(form),
        firsts,
        lines=lines,
        picks=picks,
        parameters=fixed(table.reshape(len(chosen), len(names))),
        state=fixed(np.array(form.state, dtype=np.float64)),
    )


def fits(what: str, length: int, columns: Mapping[str, Any]) -> None:
    """Refuse an array that has not one value a bar."""
    bars = len(columns["close"])
    if length != bars:
        raise BacktestError(f"{what} have {length:,} values for {bars:,} bars; they need one for each.")


def _lines(
    indicators: Mapping[str, Any], columns: Mapping[str, Any], rows: list[dict[str, float]]
) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.int64]]:
    """Each distinct line once, which of them each row reads, and where each row's values begin."""
    found: dict[Any, int] = {}
    lines: list[NDArray[np.float64]] = []
    begins: list[int] = []
    picks = np.zeros((len(rows), len(indicators)), dtype=np.int64)
    for place, (name, given) in enumerate(indicators.items()):
        for number, row in enumerate(rows):
            key = given.key(row) if isinstance(given, Indicator) else (name,)
            if key not in found:
                found[key] = len(lines)
                lines.append(_line(name, given, columns, row))
                begins.append(_begin(name, lines[-1]))
            picks[number, place] = found[key]
    table = np.stack(lines) if lines else np.zeros((0, len(columns["close"])))
    firsts = [max((begins[pick] for pick in row), default=0) for row in picks.tolist()]
    return fixed(table), fixed(picks), fixed(firsts, np.int64)


def _line(name: str, given: Any, columns: Mapping[str, Any], row: Mapping[str, float]) -> NDArray[np.float64]:
    try:
        line = given.value(columns, row) if isinstance(given, Indicator) else np.asarray(given, np.float64)
    except (TypeError, ValueError) as error:
        raise InvalidIndicator(f"The indicator {name} failed: {error}") from error
    if line.shape != columns["close"].shape:
        raise InvalidIndicator(
            f"The indicator {name} has the shape {line.shape} for {len(columns['close']):,} bars."
        )
    return line


def _begin(name: str, line: NDArray[np.float64]) -> int:
    present = ~np.isnan(line)
    if not present.any():
        raise _without_value(name, len(line))
    return int(present.argmax())


def _without_value(name: str, bars: int) -> InvalidIndicator:
    return InvalidIndicator(
        f"The indicator {name} has no value within {bars:,} bars. Give more bars, or shorten its period."
    )


_scans: dict[Any, Any] = {}


def _scan_of(form: Step) -> Any:
    """The loop with a step function in it, compiled when first needed."""
    shape = form.function, form.asked, form.values_type._fields, form.parameters_type._fields, len(form.state)
    if shape not in _scans:
        mark = trace(form.function)
        inputs = hashlib.sha256(repr((mark, shape[1:])).encode()).hexdigest()[:16]
        own = form.function.__name__
        name = None if mark is None else f"{own}_{inputs}"
        try:
            _scans[shape] = scan_with(_decision_of(form), name, len(form.state))
        except CompilerError as error:
            where = _place(plain(form.function))
            raise BacktestError(
                f"The step function {own} ({where}) cannot be compiled: {_gist(error)}"
            ) from error
    return _scans[shape]


def _place(function: Any) -> str:
    code = function.__code__
    return f"{Path(code.co_filename).name}, line {code.co_firstlineno}"


def _gist(error: Exception) -> str:
    """The first lines of what the compiler says that tell something; the rest is in the error's cause."""
    lines = [line.strip() for line in str(error).splitlines()]
    told = [
        line for line in lines if line and not line.startswith(("Failed in", "During:", "File ", "-", "="))
    ]
    return " ".join(told)[:400]


ARGUMENTS: Final = {
    "bar": "bar",
    "account": "account",
    "values": "VALUES({values})",
    "parameters": "PARAMETERS({parameters})",
    "state": "({state},)",
}


def _decision_of(form: Step) -> Callable[..., Any]:
    """A function with the arguments of `DECIDE` that calls a step function with what it asks for.

    It is written out, because numba unrolls no loop over names.
    """
    written = {
        "values": ", ".join(f"LINE(source, {k}, bar.index)" for k in range(len(form.values_type._fields))),
        "parameters": ", ".join(f"PARAMETER(source, {k})" for k in range(len(form.parameters_type._fields))),
        "state": ", ".join(f"state[{k}]" for k in range(len(form.state))),
    }
    call = ", ".join(ARGUMENTS[name].format(**written) for name in form.asked)
    lines = ["def decide(bar, account, source, state):"]
    if form.state:
        lines += [f"    decision, after = STEP({call})"]
        after = ", ".join(f"float(after[{k}])" for k in range(len(form.state)))
        lines += [f"    return decision, ({after},)"]
    else:
        lines += [f"    return STEP({call}), state"]
    names = {"STEP": form.function, "VALUES": form.values_type, "PARAMETERS": form.parameters_type}
    names |= {"LINE": line_at, "PARAMETER": parameter_at}
    exec("\n".join(lines), names)
    return merged(names["decide"])
