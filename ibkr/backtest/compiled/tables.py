"""The memory that kernels write to, and its growth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .layout import DECISION, EVENT, FILL, HOLDING, ORDER

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROOM: Final = 4096
KINDS: Final = {"orders": ORDER, "fills": FILL, "events": EVENT}


class Tables:
    """An account at the start, a copy to work on, and room for what it writes down."""

    def __init__(self, terms: NDArray[Any], assets: NDArray[Any], *, keep: bool) -> None:
        """`keep` fills, events and ended orders; without it only those at work are known."""
        self.terms = terms
        self.start = assets
        self.account = terms.copy()
        self.assets = assets.copy()
        self.decision: NDArray[Any] = np.zeros(1, DECISION)
        self._holdings: NDArray[Any] = np.zeros(len(assets) + 1, HOLDING)
        self._keep = keep
        terms["keep"] = self.account["keep"] = keep
        self._made = {
            name: np.empty(ROOM if keep or name == "orders" else 1, kind) for name, kind in KINDS.items()
        }
        self._connect()

    def _connect(self) -> None:
        account = self.account
        account["assets_at"] = self.assets.ctypes.data
        account["holdings_at"] = self._holdings.ctypes.data
        for name, table in self._made.items():
            account[f"{name}_at"] = table.ctypes.data
            account[f"{name}_room"] = len(table)

    def grow(self) -> None:
        """Twice the room, and what one bar may need: kernels say when."""
        spare = 128 * (int(self.account["waiting"][0]) + 4)
        for name, table in list(self._made.items()):
            if self._keep or name == "orders":
                used = int(self.account[name][0])
                grown = np.empty(2 * len(table) + spare, table.dtype)
                grown[:used] = table[:used]
                self._made[name] = grown
        self._connect()

    def written(self, name: str) -> NDArray[Any]:
        """The records of a table that are in use."""
        return self._made[name][: int(self.account[name][0])]
