"""The compiled entry points, made when first asked for and kept on disk."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from . import rebalancing, scanning, walking
from .jit import array_of, bound, callback, inlined, kernel, kinds, stamp
from .layout import ACCOUNT, DECISION

if TYPE_CHECKING:
    from collections.abc import Callable

_COLUMNS: Final = [array_of("i8"), *(array_of("f8") for _ in range(5))]

SCAN: Final = kinds.int64(
    kinds.int64,
    kinds.int64,
    array_of(ACCOUNT, writable=True),
    array_of(DECISION, writable=True),
    *_COLUMNS,
    array_of("i1"),
    array_of("f8", 2),
    array_of("i8"),
    array_of("f8"),
    array_of("f8", writable=True),
    array_of("f8", writable=True),
)
"""The types of `scanning.scan`'s arguments: one for all strategies, so that `walk` is compiled once."""

_stamp = cache(stamp)


def stamped(function: Callable[..., Any], **names: Any) -> Callable[..., Any]:
    """A function to be kept on disk while what it is made of stays the same."""
    return bound(function, f"{function.__name__}_{_stamp()}", names)


@cache
def walk() -> Any:
    """`walking.walk`, compiled."""
    return kernel(stamped(walking.walk))


@cache
def rebalance() -> Any:
    """`rebalancing.rebalance`, compiled."""
    return kernel(stamped(rebalancing.rebalance))


def scan_with(decide: Any, name: str | None, width: int) -> Any:
    """`scanning.scan` with a decision that keeps `width` numbers; `name` tells it from others on disk."""
    names = {"DECIDE": decide, "LOAD": _loader(width), "SAVE": _saver(width)}
    function = bound(scanning.scan, f"scan_{name}_{_stamp()}", names)
    return callback(function, SCAN, cache=name is not None)


def _loader(width: int) -> Any:
    """A compiled function from an array to a tuple, written out: numba builds no tuple in a loop."""
    return _written(f"def load(state): return ({''.join(f'state[{k}], ' for k in range(width))})", "load")


def _saver(width: int) -> Any:
    lines = [f"    state[{k}] = kept[{k}]" for k in range(width)]
    return _written("\n".join(["def save(state, kept):", *lines, "    return None"]), "save")


def _written(source: str, name: str) -> Any:
    names: dict[str, Any] = {}
    exec(source, names)
    return inlined(names[name])
