"""An advisor's groups of accounts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

if TYPE_CHECKING:
    from decimal import Decimal

Method: TypeAlias = Literal["A", "E", "N", "C", "P", "R", "S"]
MethodName: TypeAlias = Literal[
    "available_equity", "equal", "net_liquidation", "cash", "percent", "ratio", "shares"
]
# Words for the letters of the wire. Source: endpoints.md, FA allocation management.
METHODS: Final[dict[MethodName, Method]] = {
    "available_equity": "A",
    "equal": "E",
    "net_liquidation": "N",
    "cash": "C",
    "percent": "P",
    "ratio": "R",
    "shares": "S",
}
WITH_AMOUNTS: Final = frozenset("CPRS")


@attrs.frozen
class Group:
    """One group: orders name it in place of an account."""

    name: str
    method: str
    """How orders are shared out: a word of `MethodName`, or IBKR's letter where that is a new one."""
    shares: Mapping[str, Decimal | None] = attrs.field(repr=False)
    """By account; None where the method needs no amount."""
