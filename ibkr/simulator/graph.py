"""Python objects as JSON and back, with who refers to whom: what a saved world consists of.

    document = Graph.of(state, roles={"clock": clock})
    again = document.restored(roles={"clock": other_clock})

A scalar stands for itself; anything else is a row of a table, named by its number, so
that what was shared stays shared and cycles are no trouble. `roles` are objects that are
not saved but played by others after the restart. Appointments of the world are small
functions that close over things: such a function is saved as the place in our code where
it was written, and what it closes over. Only our own classes and functions, and a few
plain ones of Python, are ever made: a file cannot make this process do anything else.
"""

from __future__ import annotations

import base64
import importlib
import math
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from types import CellType, CodeType, FunctionType, MethodType, ModuleType
from typing import Any, Self, cast
from zoneinfo import ZoneInfo

import attrs

from ibkr.simulator.market.contract import instrument
from ibkr.simulator.market.listing import Instrument

Row = dict[str, Any]

_OURS = ("ibkr.simulator", "ibkr.model", "ibkr_wire")
_PLAIN = frozenset(
    {
        *("builtins:set", "builtins:frozenset", "builtins:complex", "builtins:range", "builtins:object"),
        *("collections:deque", "collections:OrderedDict", "collections:defaultdict", "collections:Counter"),
        *("datetime:datetime", "datetime:date", "datetime:time", "datetime:timedelta", "datetime:timezone"),
        *("decimal:Decimal", "fractions:Fraction", "random:Random", "uuid:UUID"),
        *("copyreg:__newobj__", "copyreg:_reconstructor"),
        *("builtins:int", "builtins:list", "builtins:dict", "builtins:tuple", "builtins:float"),
    }
)
_LOCK, _RLOCK = type(threading.Lock()), type(threading.RLock())
_CACHE = type(lru_cache(lambda: None))


class NotSaved(ValueError):
    """Something that cannot be written down, or that this program does not know."""


class Graph:
    """A table of rows; the first that was asked for is the root."""

    def __init__(self, root: object, rows: list[Row]) -> None:
        self.root = root
        self.rows = rows

    @classmethod
    def of(cls, value: object, *, roles: Mapping[str, object]) -> Self:
        """Write `value` down, and all that hangs on it.

        Raises:
            NotSaved: something in it cannot be written down.
        """
        writer = _Writer(roles)
        return cls(writer.write(value), writer.rows)

    def restored(self, *, roles: Mapping[str, object]) -> Any:
        """The objects again; `roles` are played by these.

        Raises:
            NotSaved: the table is broken, or speaks of what this program does not know.
        """
        try:
            return _Reader(self.rows, roles).read(self.root)
        except (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError) as error:
            raise NotSaved(f"{type(error).__name__}: {error}") from error


class _Writer:
    """Gives each object a row, once."""

    def __init__(self, roles: Mapping[str, object]) -> None:
        self.rows: list[Row] = []
        self._places: dict[int, int] = {}
        self._kept: list[object] = list(roles.values())
        self._roles = {id(value): name for name, value in roles.items()}
        self._constants = _constants()
        self._plain: dict[type, Callable[[Any], Row]] = {
            list: lambda value: {"list": self._all(value)},
            tuple: lambda value: {"tuple": self._all(value)},
            dict: lambda value: {"dict": [self._all(pair) for pair in value.items()]},
            set: lambda value: {"set": self._all(sorted(value, key=repr))},
            frozenset: lambda value: {"frozenset": self._all(sorted(value, key=repr))},
            bytes: lambda value: {"bytes": base64.b64encode(value).decode()},
            _LOCK: lambda _: {"lock": "Lock"},
            _RLOCK: lambda _: {"lock": "RLock"},
            # What a cache holds can be found again.
            _CACHE: lambda value: {
                "cache": self.write(value.__wrapped__),
                "size": value.cache_parameters()["maxsize"],
            },
            FunctionType: self._function,
            MethodType: lambda value: {"method": value.__name__, "of": self.write(value.__self__)},
            partial: self._partial,
            ZoneInfo: lambda value: {"zone": value.key},
        }

    def write(self, value: object) -> object:
        """A scalar as it is, or the number of the value's row."""
        if value is None or isinstance(value, bool) or type(value) in (str, int):
            return value
        if type(value) is float:
            return value if math.isfinite(value) else [repr(value)]
        place = self._places.get(id(value))
        if place is None:
            place = self._places[id(value)] = len(self.rows)
            # Kept, so that no later object gets the same id.
            self._kept.append(value)
            self.rows.append({})
            self.rows[place] = self._row(value)
        return [place]

    def _all(self, values: Iterable[object]) -> list[object]:
        return [self.write(each) for each in values]

    def _row(self, value: Any) -> Row:
        if (role := self._roles.get(id(value))) is not None:
            return {"role": role}
        if (name := self._constants.get(id(value))) is not None:
            return {"constant": name}
        if isinstance(value, Instrument) and instrument(value.conid) == value:
            return {"instrument": value.conid}
        kind = cast("type[object]", type(value))
        return self._plain.get(kind, self._reduced)(value)

    def _function(self, value: FunctionType) -> Row:
        name = f"{value.__module__}:{value.__qualname__}"
        if "<locals>" not in name and "<lambda>" not in name:
            return {"name": _allowed(name)}
        cells = [cell.cell_contents for cell in value.__closure__ or ()]
        return {
            "code": _allowed(name),
            "line": value.__code__.co_firstlineno - _outer(name).co_firstlineno,
            "cells": self._all(cells),
            "defaults": self.write(value.__defaults__),
        }

    def _partial(self, value: partial[Any]) -> Row:
        return {
            "partial": self.write(value.func),
            "with": self.write(value.args),
            "and": self.write(value.keywords),
        }

    def _reduced(self, value: Any) -> Row:
        if isinstance(value, type):
            return {"name": _allowed(f"{value.__module__}:{value.__qualname__}")}
        try:
            found = value.__reduce_ex__(4)
        except TypeError as error:
            raise NotSaved(f"{type(value).__name__} cannot be saved: {error}") from error
        if isinstance(found, str):
            return {"name": _allowed(f"{value.__module__}:{found}")}
        make, arguments, state, items, pairs = cast("tuple[Any, ...]", (*found, None, None, None)[:5])
        row: Row = {"make": self.write(make), "with": self.write(arguments)}
        if state is not None:
            row["state"] = self.write(state)
        if items is not None:
            row["items"] = self._all(items)
        if pairs is not None:
            row["pairs"] = [self._all(pair) for pair in pairs]
        return row


class _Reader:
    """Makes each row's object, once."""

    def __init__(self, rows: list[Row], roles: Mapping[str, object]) -> None:
        self._rows = rows
        self._roles = roles
        self._made: dict[int, Any] = {}
        self._kinds: dict[str, Callable[[int, Row], Any]] = {
            "role": lambda _, row: self._roles[row["role"]],
            "constant": lambda _, row: _named(row["constant"]),
            "instrument": lambda _, row: instrument(row["instrument"]),
            "name": lambda _, row: _named(row["name"]),
            "list": self._list,
            "dict": self._dict,
            "tuple": lambda _, row: tuple(self._all(row["tuple"])),
            "set": lambda _, row: set(self._all(row["set"])),
            "frozenset": lambda _, row: frozenset(self._all(row["frozenset"])),
            "bytes": lambda _, row: base64.b64decode(row["bytes"]),
            "lock": lambda _, row: threading.Lock() if row["lock"] == "Lock" else threading.RLock(),
            "cache": lambda _, row: lru_cache(maxsize=row["size"])(self.read(row["cache"])),
            "code": self._function,
            "method": lambda _, row: getattr(self.read(row["of"]), row["method"]),
            "partial": self._partial,
            "zone": lambda _, row: ZoneInfo(row["zone"]),
            "make": self._reduced,
        }

    def read(self, written: Any) -> Any:
        if not isinstance(written, list):
            return written
        (place,) = cast("list[int | str]", written)
        if isinstance(place, str):
            return float(place)
        if place not in self._made:
            row = self._rows[place]
            self._made[place] = self._kinds[next(iter(row))](place, row)
        return self._made[place]

    def _all(self, written: Iterable[Any]) -> list[Any]:
        return [self.read(each) for each in written]

    def _list(self, place: int, row: Row) -> list[Any]:
        made = self._made[place] = list[Any]()
        made.extend(self._all(row["list"]))
        return made

    def _dict(self, place: int, row: Row) -> dict[Any, Any]:
        made = self._made[place] = dict[Any, Any]()
        made.update((self.read(key), self.read(value)) for key, value in row["dict"])
        return made

    def _partial(self, _: int, row: Row) -> partial[Any]:
        return partial(self.read(row["partial"]), *self.read(row["with"]), **self.read(row["and"]))

    def _function(self, _: int, row: Row) -> FunctionType:
        code = _inner(_outer(row["code"]), row["code"], row["line"])
        module = importlib.import_module(_allowed(row["code"]).partition(":")[0])
        cells = tuple(CellType(each) for each in self._all(row["cells"]))
        made = FunctionType(code, vars(module), code.co_name, self.read(row["defaults"]), cells)
        made.__qualname__, made.__module__ = row["code"].partition(":")[2], module.__name__
        return made

    def _reduced(self, place: int, row: Row) -> Any:
        made = self._made[place] = self.read(row["make"])(*self.read(row["with"]))
        if "items" in row:
            made.extend(self._all(row["items"]))
        for key, value in row.get("pairs", ()):
            made[self.read(key)] = self.read(value)
        if "state" in row:
            _set_state(made, self.read(row["state"]))
        return made


# --- names


def _allowed(name: str) -> str:
    module = name.partition(":")[0]
    if name in _PLAIN or any(module == ours or module.startswith(f"{ours}.") for ours in _OURS):
        return name
    raise NotSaved(f"{name} is nothing that a saved world may hold")


def _named(name: str) -> Any:
    module, _, path = _allowed(name).partition(":")
    found: Any = importlib.import_module(module)
    for part in path.split("."):
        found = getattr(found, part)
        if isinstance(found, ModuleType):
            raise NotSaved(f"{name} leads out of its module")
    if callable(found) and name not in _PLAIN:
        _allowed(f"{found.__module__}:{path}")
    return found


def _outer(name: str) -> CodeType:
    """The code of the outermost function that a local function's name begins with."""
    module, _, path = name.partition(":")
    found = _named(f"{module}:{path.partition('.<locals>')[0]}")
    function = found.fget if isinstance(found, property) else found
    return cast("FunctionType", function).__code__


def _inner(outer: CodeType, name: str, line: int) -> CodeType:
    """The code within `outer` that has that name and begins so many lines after it."""
    wanted = name.partition(":")[2]
    for constant in outer.co_consts:
        if not isinstance(constant, CodeType):
            continue
        if constant.co_qualname == wanted and constant.co_firstlineno - outer.co_firstlineno == line:
            return constant
        if wanted.startswith(f"{constant.co_qualname}.<locals>"):
            return _inner(constant, name, line - constant.co_firstlineno + outer.co_firstlineno)
    raise NotSaved(f"{name} is not in this version of the program")


def _constants() -> dict[int, str]:
    """What our modules define at their top: an object of theirs stays that very object."""
    found: dict[int, str] = {}
    for name, module in list(sys.modules.items()):
        if name.startswith("ibkr.simulator"):
            for key, value in vars(module).items():
                if type(value).__module__.startswith("ibkr.simulator"):
                    found.setdefault(id(value), f"{name}:{key}")
    return found


def _set_state(made: Any, state: Any) -> None:
    kind = cast("type[object]", type(made))
    if attrs.has(kind):
        _check_fields(kind, state)
    if hasattr(made, "__setstate__"):
        made.__setstate__(state)
        return
    # A class with slots has two parts: what is in its dictionary, and what is not.
    parts = cast("tuple[dict[str, Any] | None, ...]", state if isinstance(state, tuple) else (state,))
    for key, value in [pair for part in parts for pair in (part or {}).items()]:
        object.__setattr__(made, key, value)


def _check_fields(kind: type[attrs.AttrsInstance], state: Mapping[str, Any]) -> None:
    """attrs leaves out what a state lacks, and whoever reads it later fails."""
    odd = state.keys() ^ {field.name for field in attrs.fields(kind)}
    if odd:
        raise NotSaved(f"{kind.__name__} has other fields in this program: {', '.join(sorted(odd))}")
