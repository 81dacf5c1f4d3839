"""The compiler: what it cannot compile is named, and it is there only when it is asked for."""

from __future__ import annotations

import math
import subprocess
import sys
from typing import Any

import pytest
from numba import njit

from ibkr.backtest import compiled
from ibkr.backtest.compiled.jit import callback, kernel, kinds, trace
from ibkr.errors import BacktestError

from .examples import gapped

BARS = gapped(60, 1)
hold = compiled.hold


def plain(bar: Any) -> Any:
    return bar


def test_a_step_function_that_is_not_compiled_is_refused_with_what_to_do():
    with pytest.raises(BacktestError, match=r"put @numba\.njit above it"):
        compiled.step(plain)


@njit
def muddled(bar):
    return hold() if bar.close > "much" else None


@njit
def forgetful(bar):
    return bar.nothing


@pytest.mark.parametrize("function", [muddled, forgetful])
def test_a_step_function_that_cannot_be_compiled_is_named(function: Any):
    name = function.py_func.__name__
    with pytest.raises(
        BacktestError, match=rf"step function {name} \(test_compiling.py, line \d+\) cannot be"
    ):
        compiled.run(BARS, compiled.step(function))


def printed(script: str) -> str:
    """What a new Python says to this."""
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_importing_the_package_does_not_import_numba():
    script = "import sys, ibkr.backtest, ibkr.backtest.compiled; print('numba' in sys.modules)"
    assert printed(script) == "False"


WITHOUT_NUMBA = """
import sys
sys.modules["numba"] = None
from ibkr.backtest import compiled
try:
    compiled.signals([True])
except Exception as error:
    print(type(error).__name__, error)
"""


def test_without_numba_the_extra_is_named():
    assert printed(WITHOUT_NUMBA).startswith("MissingExtra The compiled engine")
    assert 'pip install "ibkr[backtest]"' in printed(WITHOUT_NUMBA)


def double(number):
    return 2 * number


def test_where_no_cache_can_be_kept_kernels_are_compiled_in_each_process():
    # As in an application that was frozen into one file: there is no file of the source to put it beside.
    frozen = double.__code__.replace(co_filename="<frozen>")
    nowhere = type(double)(frozen, {"__name__": __name__}, "double")
    assert kernel(nowhere)(21) == 42
    compiled_once = callback(nowhere, kinds.int64(kinds.int64), cache=True)
    assert compiled_once.ctypes(21) == 42


# --- what a step function is made of, as far as that can be told -----------------------------------

LEVEL = 0.5
LEVELS = (0.5, (1, "a"))
BY_DAY = {1: 0.5}


@njit
def level():
    return LEVEL


@njit
def asks(bar):
    return bar.close > math.sqrt(level()) + LEVELS[0]


@njit
def itself(count):
    return 0 if count == 0 else itself(count - 1)


@njit
def other(bar):
    return bar.close > math.sqrt(level()) + LEVELS[1][0]


@njit
def looks_up(bar):
    return BY_DAY[bar.index]


def closing_over(number: float) -> Any:
    @njit
    def close_to(bar):
        return bar.close > number

    return close_to


def test_functions_of_the_same_parts_share_a_kernel_on_disk_and_others_do_not():
    assert trace(asks) == trace(asks)
    assert len({trace(asks), trace(other), trace(level), trace(itself)}) == 4


@pytest.mark.parametrize("function", [looks_up, closing_over(0.5)])
def test_a_function_with_parts_that_cannot_be_told_is_not_kept_on_disk(function: Any):
    assert trace(function) is None
