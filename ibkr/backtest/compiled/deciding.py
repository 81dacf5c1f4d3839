"""The decisions of the forms that need no function of the user's."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from .decisions import UNSET, buy, close, hold, sell, target
from .jit import inlined
from .kernels import scan_with

LONG_ENTRY: Final = 1
LONG_EXIT: Final = 2
SHORT_ENTRY: Final = 4
SHORT_EXIT: Final = 8


@inlined
def by_signals(
    bar: Any, account: Any, actions: Any, lines: Any, picks: Any, parameters: Any, state: Any
) -> Any:
    """Enter where nothing is held, leave where something is."""
    action = actions[bar.index]
    if action == 0:
        return hold()
    if account.position == 0:
        if action & LONG_ENTRY:
            return buy(quantity=parameters[0], fraction=parameters[1])
        if action & SHORT_ENTRY:
            return sell(quantity=parameters[0], fraction=parameters[1])
    elif account.position > 0:
        if action & LONG_EXIT:
            return close()
    elif action & SHORT_EXIT:
        return close()
    return hold()


@inlined
def by_targets(
    bar: Any, account: Any, actions: Any, lines: Any, picks: Any, parameters: Any, state: Any
) -> Any:
    """The weight of each bar, where there is one."""
    weight = lines[picks[0], bar.index]
    return hold() if weight != weight else target(weight)


@inlined
def by_crossing(
    bar: Any, account: Any, actions: Any, lines: Any, picks: Any, parameters: Any, state: Any
) -> Any:
    """Buy where the first line crosses above the second, sell out where it crosses below."""
    i = bar.index
    if i == 0:
        return hold()
    fast, slow = lines[picks[0], i], lines[picks[1], i]
    if account.position == 0:
        if fast > slow and lines[picks[0], i - 1] <= lines[picks[1], i - 1]:
            return buy(quantity=UNSET, fraction=parameters[0])
    elif fast < slow and lines[picks[0], i - 1] >= lines[picks[1], i - 1]:
        return close()
    return hold()


@cache
def scan_of(name: str) -> Any:
    """The compiled loop of one of the forms."""
    decides = {"signals": by_signals, "targets": by_targets, "crossing": by_crossing}
    return scan_with(decides[name], name)
