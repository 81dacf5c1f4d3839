"""The life of an order, as one table.

IBKR reports an order's status over several ways that overtake one another: an old
status can arrive after a newer one. The table says which steps are possible, so
that what is known never runs backwards.
"""

from __future__ import annotations

from typing import Final

# Source: orders.md, status, from and to.
TRANSITIONS: Final[dict[str, frozenset[str]]] = {
    "new": frozenset({"inactive", "pending_submit", "pre_submitted", "submitted", "filled", "failed"}),
    "inactive": frozenset({"pending_submit", "cancelled"}),
    "pending_submit": frozenset({"pre_submitted", "submitted", "filled", "inactive", "cancelled"}),
    "pre_submitted": frozenset({"submitted", "filled", "pending_cancel", "cancelled"}),
    "submitted": frozenset({"filled", "pending_cancel", "cancelled", "pre_submitted"}),
    "pending_cancel": frozenset({"pre_cancelled", "cancelled", "filled"}),
    # A fill can still arrive while a cancellation is on its way.
    "pre_cancelled": frozenset({"cancelled", "filled"}),
    # A warning interrupts: what comes after it is not documented, so nothing is ruled out.
    "warn_state": frozenset(
        {"pending_submit", "pre_submitted", "submitted", "filled", "cancelled", "inactive"}
    ),
    "filled": frozenset(),
    "cancelled": frozenset(),
    "failed": frozenset(),
}

FINAL: Final = frozenset(state for state, following in TRANSITIONS.items() if not following)
WORKING: Final = frozenset({"pending_submit", "pre_submitted", "submitted"})


def _reachable(start: str) -> frozenset[str]:
    found: set[str] = set()
    open_ends = [start]
    while open_ends:
        following = TRANSITIONS[open_ends.pop()] - found
        found |= following
        open_ends.extend(following)
    return frozenset(found)


REACHABLE: Final = {state: _reachable(state) for state in TRANSITIONS}


def advance(known: str, seen: str) -> str:
    """The state after a report of `seen`, when `known` was the state before.

    A report that cannot follow is old news and changes nothing. A word that is not
    in the table, and a warning, are taken as they come until the order is over.
    """
    if known in FINAL:
        return known
    if known not in TRANSITIONS or seen not in TRANSITIONS or seen == "warn_state":
        return seen
    return seen if seen in REACHABLE[known] else known


def reached(state: str, wanted: str) -> bool:
    """Whether an order in `state` is where `wanted` asks, or has been there: a filled order was submitted."""
    return state == wanted or (wanted in WORKING and state == "filled")
