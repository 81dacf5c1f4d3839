"""What can go wrong in a backtest, named by what the caller does next.

BacktestError
├── InvalidBars         correct the row named by `.row`                        (also ValueError)
├── InvalidIndicator    correct the indicator, or give more bars
├── LookAhead           something knew a bar before it was there; read `.bar`
└── StrategyError       the strategy raised; `.result` holds what happened until then
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import BacktestError

if TYPE_CHECKING:
    from datetime import datetime

    from .result import Result


class InvalidBars(BacktestError, ValueError):
    """The bars cannot be right: no backtest on them would mean anything."""

    row: int | None
    """Position of the first bad bar, counted from 0; None where no single bar is to blame."""

    def __init__(self, message: str, *, row: int | None = None) -> None:
        """Keep which bar it is."""
        super().__init__(message)
        self.row = row


class InvalidIndicator(BacktestError):
    """An indicator failed, has the wrong length, or never has a value."""


class LookAhead(BacktestError):
    """A value or a decision changed when later bars were hidden, so it knew them."""

    bar: int
    """The first bar whose value or decision differs."""

    def __init__(self, message: str, *, bar: int) -> None:
        """Keep the bar."""
        super().__init__(message)
        self.bar = bar


class StrategyError(BacktestError):
    """The strategy raised an error; the original is the `__cause__`."""

    bar: int
    """Position of the bar the strategy was looking at, counted from 0."""
    time: datetime
    """That bar's opening instant, aware UTC."""
    asset: str
    result: Result
    """Everything until and including that bar."""

    def __init__(self, message: str, *, bar: int, time: datetime, asset: str, result: Result) -> None:
        """Keep where it happened and what there is until then."""
        super().__init__(message)
        self.bar = bar
        self.time = time
        self.asset = asset
        self.result = result
