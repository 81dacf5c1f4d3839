"""The one importer of numba, and what a kernel is compiled with.

Every kernel is also the Python that it is written in: with numba's own NUMBA_DISABLE_JIT=1
nothing is compiled, and breakpoints and `print` work in kernels and step functions.

No fast-math: operations keep their order, so results equal the reference engine's. Divisions
by zero give infinity, as in numpy. Kernels are cached on disk beside this package, or in the
user's cache folder where that cannot be written to.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from ...errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Callable


try:
    numba: Any = importlib.import_module("numba")
    extending: Any = importlib.import_module("numba.extending")
    from numba import types as kinds
    from numba.core.dispatcher import Dispatcher
    from numba.core.errors import NumbaError
except ImportError as error:
    raise MissingExtra("backtest", needed_for="The compiled engine") from error

CompilerError: Any = NumbaError
"""What the compiler raises for code that it cannot compile."""

F = TypeVar("F", bound="Callable[..., Any]")


def inlined(function: F) -> F:
    """Compile a function as a part of the kernels that call it."""
    return numba.njit(error_model="numpy")(function)


def merged(function: F) -> F:
    """The same, always merged into its caller: a call that passes arrays costs as much as twenty bars."""
    return numba.njit(error_model="numpy", forceinline=True)(function)


def shared(function: Callable[..., Any], **names: Any) -> Any:
    """The same code, compiled, with some of its module's names meaning compiled functions."""
    return inlined(bound(function, function.__name__, names))


def bound(function: Callable[..., Any], name: str, names: dict[str, Any]) -> Any:
    """A copy of a function under another name, with other meanings for some of its globals."""
    copy = types.FunctionType(
        function.__code__,
        {**function.__globals__, **names},
        name,
        function.__defaults__,
        function.__closure__,
    )
    copy.__qualname__ = name
    copy.__module__ = function.__module__
    return copy


def kernel(function: Callable[..., Any], *, parallel: bool = False, cache: bool = True) -> Any:
    """Compile an entry point; `cache` keeps it on disk, if there is a folder that can be written to."""
    options = {"error_model": "numpy", "parallel": parallel, "nogil": True}
    try:
        return numba.njit(cache=cache, **options)(function)
    except RuntimeError:
        # numba finds no such folder: then it compiles anew in each process.
        return numba.njit(**options)(function)


def element_at(dtype: np.dtype[Any]) -> Any:
    """A function of an address and a place: the record or the number there, in memory that numpy owns.

    In Python it is what it says; compiled it is one instruction, as `generate` has it.
    """
    kind, size = numba.from_dtype(dtype), dtype.itemsize

    def at(address: int, place: int) -> Any:
        memory: Any = (ctypes.c_byte * size).from_address(int(address) + int(place) * size)
        return np.frombuffer(memory, dtype)[0]

    def typed(_context: Any) -> Any:
        return lambda _address, _place: kind(kinds.int64, kinds.int64)  # pyright: ignore[reportUnknownLambdaType, reportUnknownVariableType]  # numba has no annotations

    def generate(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        address, place = arguments
        value = context.get_value_type(kind)
        if isinstance(kind, kinds.Record):
            offset = builder.mul(place, context.get_constant(kinds.int64, size))
            return builder.inttoptr(builder.add(address, offset), value)
        return builder.load(builder.gep(builder.inttoptr(address, value.as_pointer()), [place]))

    extending.type_callable(at)(typed)
    extending.lower_builtin(at, kinds.int64, kinds.int64)(generate)
    return at


def callback(function: Callable[..., Any], signature: Any, *, cache: bool) -> Any:
    """Compile a function that kernels call by its address, so that they need not be compiled with it."""
    if numba.config.DISABLE_JIT:
        return function
    options = {"nopython": True, "error_model": "numpy"}
    try:
        return numba.cfunc(signature, cache=cache, **options)(function)
    except RuntimeError:
        return numba.cfunc(signature, **options)(function)  # As in `kernel`.


def is_compiled(function: object) -> bool:
    """Whether a function is one that `numba.njit` made: with NUMBA_DISABLE_JIT=1 it makes plain ones."""
    return isinstance(function, types.FunctionType if numba.config.DISABLE_JIT else Dispatcher)


def plain(function: Any) -> Any:
    """The Python function behind a compiled one, or the same."""
    return getattr(function, "py_func", function)


def array_of(dtype: np.dtype[Any] | str, dimensions: int = 1, *, writable: bool = False) -> Any:
    """numba's type of an array."""
    return kinds.Array(numba.from_dtype(np.dtype(dtype)), dimensions, "C", readonly=not writable)


def stamp() -> str:
    """A digest of all that kernels are made of: a kernel on disk is used only while it is the same.

    numba itself looks at one file, the one in which the entry point is written.
    """
    digest = hashlib.sha256(numba.__version__.encode())
    folder = Path(__file__).parent
    for path in (*sorted(folder.glob("*.py")), folder.parent / "rules.py", folder.parent / "account.py"):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def trace(function: Any) -> str | None:
    """A digest of a function and of all it calls; None where it uses something that cannot be told.

    Two functions of one digest compile to the same code, so a kernel on disk may be used.
    """
    digest = hashlib.sha256()
    return digest.hexdigest()[:16] if _follow(function, digest, set()) else None


def _follow(function: Any, digest: Any, seen: set[int]) -> bool:
    written = plain(function)
    if id(written) in seen:
        return True
    seen.add(id(written))
    if written.__closure__:
        return False
    code = written.__code__
    digest.update(repr((code.co_code, code.co_names, code.co_varnames, written.__defaults__)).encode())
    if not all(_constant(each, digest) for each in code.co_consts):
        return False
    named = [written.__globals__[name] for name in code.co_names if name in written.__globals__]
    return all(_known(value, digest, seen) for value in named)


def _known(value: Any, digest: Any, seen: set[int]) -> bool:
    if is_compiled(value):
        return _follow(value, digest, seen)
    if isinstance(value, types.ModuleType):
        digest.update(value.__name__.encode())
        return value.__name__.partition(".")[0] in ("math", "numpy", "ibkr")
    return _constant(value, digest)


def _constant(value: Any, digest: Any) -> bool:
    digest.update(repr(value).encode())
    return (
        value is None
        or isinstance(value, (bool, int, float, str, bytes))
        or (
            isinstance(value, tuple) and all(_constant(item, digest) for item in value)  # pyright: ignore[reportUnknownVariableType]  # any tuple
        )
    )
