"""The decisions of the forms that need no function of the user's."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

from .decisions import UNSET, buy, close, hold, sell, target
from .jit import merged
from .kernels import scan_with
from .layout import LONG_ENTRY, LONG_EXIT, SHORT_ENTRY, SHORT_EXIT
from .records import action_at, line_at, parameter_at


@merged
def by_signals(bar: Any, account: Any, source: Any, state: Any) -> Any:
    """Enter where nothing is held, leave where something is."""
    action = action_at(source, bar.index)
    if action == 0:
        return hold(), state
    if account.position == 0:
        if action & LONG_ENTRY:
            return buy(quantity=parameter_at(source, 0), fraction=parameter_at(source, 1)), state
        if action & SHORT_ENTRY:
            return sell(quantity=parameter_at(source, 0), fraction=parameter_at(source, 1)), state
    elif account.position > 0:
        if action & LONG_EXIT:
            return close(), state
    elif action & SHORT_EXIT:
        return close(), state
    return hold(), state


@merged
def by_targets(bar: Any, account: Any, source: Any, state: Any) -> Any:
    """The weight of each bar, where there is one."""
    weight = line_at(source, 0, bar.index)
    return (hold() if math.isnan(weight) else target(weight)), state


@merged
def by_crossing(bar: Any, account: Any, source: Any, state: Any) -> Any:
    """Buy where the first line crosses above the second, sell out where it crosses below."""
    i = bar.index
    if i == 0:
        return hold(), state
    fast, slow = line_at(source, 0, i), line_at(source, 1, i)
    if account.position == 0:
        if fast > slow and line_at(source, 0, i - 1) <= line_at(source, 1, i - 1):
            return buy(quantity=UNSET, fraction=parameter_at(source, 0)), state
    elif fast < slow and line_at(source, 0, i - 1) >= line_at(source, 1, i - 1):
        return close(), state
    return hold(), state


@cache
def scan_of(name: str) -> Any:
    """The compiled loop of one of the forms."""
    decides = {"signals": by_signals, "targets": by_targets, "crossing": by_crossing}
    return scan_with(decides[name], name, 0)
