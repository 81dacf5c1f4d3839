"""Strategies, parameters and grids as they are written on a command line."""

from __future__ import annotations

import operator
import re
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import typer

from ibkr.cli.console import say
from ibkr.cli.statuses import USED_WRONGLY
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from types import ModuleType, TracebackType

    from ibkr.backtest import Strategy
    from ibkr.backtest.research import Between

HOW: Final = "MODULE:CLASS, FILE.py, FILE.py:CLASS, MovingAverageCross or BuyAndHold"
WORDS: Final = {"true": True, "false": False, "yes": True, "no": False, "none": None}


def strategy(written: str) -> type[Strategy]:
    """The class that is meant.

    What does not import shows its own traceback, then one sentence, and ends the command.

    Raises:
        ConfigError: there is no such module, file or class.
    """
    place, _, name = written.partition(":")
    if place.endswith(".py"):
        return _class_of(_imported(place, _file(Path(place))), name, place)
    if name:
        return _class_of(_imported(place, _module(place)), name, place)
    return _known(place)


def _known(name: str) -> type[Strategy]:
    from ibkr.backtest import Strategy, strategies

    found = getattr(strategies, name, None)
    if isinstance(found, type) and issubclass(found, Strategy) and found is not Strategy:
        return found
    raise ConfigError(f"{name} is no strategy: write {HOW}.")


def _file(path: Path) -> Callable[[], ModuleType]:
    """Imports a file by its name, so that other processes can do the same."""
    if not path.is_file():
        raise ConfigError(f"There is no file {path}.")
    whole, name = path.resolve(), path.stem
    loaded = getattr(sys.modules.get(name), "__file__", None)
    taken = name in sys.stdlib_module_names or (name in sys.modules and loaded != str(whole))
    if taken or not name.isidentifier():
        raise ConfigError(f"{path} cannot be imported by that name: call it like a module that is no other.")

    def load() -> ModuleType:
        sys.path.insert(0, str(whole.parent))
        return import_module(name)

    return load


def _module(name: str) -> Callable[[], ModuleType]:
    def load() -> ModuleType:
        # As `python -m` does: modules of the folder that one is in.
        sys.path.insert(0, "")
        return import_module(name)

    return load


def _imported(place: str, load: Callable[[], ModuleType]) -> ModuleType:
    try:
        return load()
    except ModuleNotFoundError as error:
        if error.name is not None and (place == error.name or place.startswith(f"{error.name}.")):
            raise ConfigError(f"There is no module {error.name}: write {HOW}.") from error
        _show(error, place)
    except ConfigError:
        raise
    except Exception as error:  # a strategy's file may do anything
        _show(error, place)


def _show(error: Exception, place: str) -> NoReturn:
    show_traceback(error)
    say(f"{place} does not import: the error above is its own.")
    raise typer.Exit(USED_WRONGLY)


def show_traceback(error: BaseException) -> None:
    """The error as Python shows it, from the first line that is the user's own."""
    ours, trace = str(Path(__file__).parent.parent), error.__traceback__
    while trace is not None and _is_machinery(trace, ours):
        trace = trace.tb_next
    for part in traceback.format_exception(type(error), error.with_traceback(trace), trace, chain=False):
        typer.echo(part, err=True, nl=False)


def _is_machinery(trace: TracebackType, ours: str) -> bool:
    name = trace.tb_frame.f_code.co_filename
    return name.startswith((ours, "<frozen importlib")) or "importlib" in Path(name).parts


def _class_of(module: ModuleType, name: str, place: str) -> type[Strategy]:
    from ibkr.backtest import Strategy

    # A file may import others to build upon; those that it defines are meant.
    own: dict[str, type[Strategy]] = {
        key: one
        for key, one in vars(module).items()
        if isinstance(one, type) and issubclass(one, Strategy) and one.__module__ == module.__name__
    }
    if name:
        # Not only what lies there already: a package may import its names when they are asked for.
        chosen = getattr(module, name, None)
        if not (isinstance(chosen, type) and issubclass(chosen, Strategy)):
            raise ConfigError(f"{place} has no strategy {name}; it has {_listed(own)}.")
        return chosen
    if len(own) != 1:
        raise ConfigError(
            f"{place} has {_listed(own)}: say which one, as in {place}:{next(iter(own), 'NAME')}."
        )
    return next(iter(own.values()))


def _listed(names: Iterable[str]) -> str:
    return ", ".join(names) or "none"


# --- parameters --------------------------------------------------------------------------------


def parameters(written: Iterable[str]) -> dict[str, Any]:
    """`fast=5` as a mapping: numbers as numbers, true and false as such, the rest as text.

    Raises:
        ConfigError: there is no equals sign.
    """
    return {name: value(said) for name, said in map(_split, written)}


def named_strategy(written: str) -> tuple[str, type[Strategy], dict[str, Any]]:
    """`MovingAverageCross,fast=5,slow=20`: what to call it, the class, and its parameters."""
    place, *said = written.split(",")
    made, given = strategy(place), parameters(said)
    name = " ".join([made.__name__, *(f"{key}={one}" for key, one in given.items())])
    return name, made, given


def _split(written: str) -> tuple[str, str]:
    name, equals, said = written.partition("=")
    if not (equals and name.strip() and said.strip()):
        raise ConfigError(f"{written!r} is no parameter: write NAME=VALUE.")
    return name.strip(), said.strip()


def value(said: str) -> Any:
    """A number, a truth, or the text itself."""
    if said.lower() in WORDS:
        return WORDS[said.lower()]
    for kind in (int, float):
        try:
            return kind(said)
        except ValueError:
            continue
    return said


def grid_values(written: Iterable[str]) -> dict[str, tuple[Any, ...]]:
    """`fast=5:50:5` is 5 to 50 in steps of 5, both included; `slow=20,40,80` is a list.

    Raises:
        ConfigError: it is neither.
    """
    return {name: _values(name, said) for name, said in map(_split, written)}


def _values(name: str, said: str) -> tuple[Any, ...]:
    if ":" not in said:
        return tuple(value(part.strip()) for part in said.split(",") if part.strip())
    low, high, step = _steps(name, said)
    count = int((high - low) / step) + 1
    return tuple(_number(low + place * step) for place in range(max(count, 0)))


def ranges(written: Iterable[str]) -> dict[str, Between | tuple[Any, ...]]:
    """The same for a search that draws: `fast=5:50` is any number between, a list is a choice."""
    from ibkr.backtest.research import between, choice

    found: dict[str, Any] = {}
    for name, said in map(_split, written):
        if ":" not in said:
            found[name] = choice(*_values(name, said))
            continue
        low, high, step = _steps(name, said)
        found[name] = between(
            _number(low), _number(high), step=_number(step) if said.count(":") == 2 else None
        )
    return found


def _steps(name: str, said: str) -> tuple[Decimal, Decimal, Decimal]:
    try:
        low, high, *rest = map(Decimal, said.split(":"))
        step = rest[0] if rest else Decimal(1)
    except (InvalidOperation, ValueError):
        low, high, step, rest = Decimal(0), Decimal(0), Decimal(0), []
    if step <= 0 or len(rest) > 1:
        raise ConfigError(f"{name}={said} is no range: write {name}=FROM:TO:STEP, or values with commas.")
    return low, high, step


def _number(exact: Decimal) -> int | float:
    return int(exact) if exact == exact.to_integral_value() else float(exact)


# --- conditions --------------------------------------------------------------------------------

CONDITION: Final = re.compile(r"\s*(\w+)\s*(<=|>=|==|!=|<|>)\s*([\w.-]+)\s*")
COMPARISONS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


def condition(written: Iterable[str]) -> Callable[[dict[str, Any]], bool] | None:
    """`fast<slow`: which combinations make sense; several must all hold.

    Raises:
        ConfigError: it is no comparison of a parameter with another or with a value.
    """
    parts = [_compared(each) for each in written]
    return (lambda given: all(part(given) for part in parts)) if parts else None


def _compared(written: str) -> Callable[[dict[str, Any]], bool]:
    found = CONDITION.fullmatch(written)
    if found is None:
        raise ConfigError(f"{written!r} is no condition: write one such as fast<slow or stop>=0.01.")
    left, sign, right = found.groups()

    def holds(given: dict[str, Any]) -> bool:
        if left not in given:
            raise ConfigError(f"The condition {written} is about {left}, which has no --grid.")
        return bool(COMPARISONS[sign](given[left], given.get(right, value(right))))

    return holds
