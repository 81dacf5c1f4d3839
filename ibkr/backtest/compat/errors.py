"""Where the original crashes, named by what the caller does next.

BacktestError
├── InvalidBar       give a bar all its keys                            (also ValueError)
├── InvalidFill      give a price above zero, or a position of 0 or 1   (also ValueError)
├── UnknownSignal    answer "buy", "sell" or "hold" and the state       (also ValueError)
├── NoBars           give at least one bar                              (also ValueError)
└── Undefined        start with cash; the formula divides by zero       (also ArithmeticError)
"""

from __future__ import annotations

from ...errors import BacktestError


class InvalidBar(BacktestError, ValueError):
    """Something is not a bar: a key is missing, or its time is not a whole number (FunctionClauseError)."""


class InvalidFill(BacktestError, ValueError):
    """A fill that the portfolio has no rule for (FunctionClauseError)."""


class UnknownSignal(BacktestError, ValueError):
    """A strategy's answer that means nothing (CaseClauseError, MatchError)."""


class NoBars(BacktestError, ValueError):
    """A detailed run of no bars (KeyError)."""


class Undefined(BacktestError, ArithmeticError):
    """A number that would be divided by zero (ArithmeticError)."""
