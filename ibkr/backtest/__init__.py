"""Backtesting: a strategy, bars, and what would have happened.

    from ibkr.backtest import Strategy, backtest

    class BuyTheDip(Strategy):
        depth = 0.95

        def next(self):
            close = self.data.close
            if not self.position and len(close) > 20 and close[-1] < self.depth * max(close[-20:]):
                self.buy(fraction=1.0)

    result = backtest(BuyTheDip, bars)
    print(result.summary())
    result.report("report.html")

A decision made on one bar is filled at the open of the next, never earlier: the
rules are written once, in docs/explanation/execution-rules.md. Names are imported
when first used, so importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_names

if TYPE_CHECKING:
    from .causality import check_causality
    from .costs import Commission, FixedCommission, NoCommission, PercentCommission, PerShareCommission
    from .engine import NEXT_OPEN, backtest
    from .errors import InvalidBars, InvalidIndicator, LookAhead, StrategyError
    from .metrics import Calendar, Metrics
    from .records import Event, Fill, Order, Records, Trade
    from .report import write_report
    from .result import Result
    from .strategies import BuyAndHold, MovingAverageCross
    from .strategy import Strategy

__all__ = [
    "NEXT_OPEN",
    "BuyAndHold",
    "Calendar",
    "Commission",
    "Event",
    "Fill",
    "FixedCommission",
    "InvalidBars",
    "InvalidIndicator",
    "LookAhead",
    "Metrics",
    "MovingAverageCross",
    "NoCommission",
    "Order",
    "PerShareCommission",
    "PercentCommission",
    "Records",
    "Result",
    "Strategy",
    "StrategyError",
    "Trade",
    "backtest",
    "check_causality",
    "write_report",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        f"{__name__}.causality": ["check_causality"],
        f"{__name__}.costs": [
            "Commission",
            "FixedCommission",
            "NoCommission",
            "PerShareCommission",
            "PercentCommission",
        ],
        f"{__name__}.engine": ["NEXT_OPEN", "backtest"],
        f"{__name__}.errors": ["InvalidBars", "InvalidIndicator", "LookAhead", "StrategyError"],
        f"{__name__}.metrics": ["Calendar", "Metrics"],
        f"{__name__}.records": ["Event", "Fill", "Order", "Records", "Trade"],
        f"{__name__}.report": ["write_report"],
        f"{__name__}.result": ["Result"],
        f"{__name__}.strategies": ["BuyAndHold", "MovingAverageCross"],
        f"{__name__}.strategy": ["Strategy"],
    },
)
