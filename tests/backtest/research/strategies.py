"""Strategies that other processes can import."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ibkr.backtest import Strategy


class Hold(Strategy):
    """Buys on one bar and sells on another; refuses what makes no sense."""

    enter = 1
    leave = 5

    def next(self) -> None:
        if self.enter >= self.leave:
            raise ValueError(f"enter={self.enter} is not before leave={self.leave}")
        if self.index == self.enter:
            self.buy(fraction=1.0)
        elif self.index == self.leave and self.position:
            self.close_position()


class Deadly(Hold):
    """Ends the process that works on `enter=3`: once if there is a `marker`, else always."""

    marker = ""

    def next(self) -> None:
        if self.enter == 3 and not (self.marker and Path(self.marker).exists()):
            if self.marker:
                Path(self.marker).touch()
            os._exit(9)
        super().next()


class Signals(Strategy):
    """The other form: buys on every tenth bar it sees, sells on the fifth after."""

    offset = 0

    def init(self) -> int:
        return 0

    def signal(self, bar: Any, history: Any, state: int) -> tuple[str, int]:
        return {0: "buy", 5: "sell"}.get(state % 10, "hold"), state + 1
