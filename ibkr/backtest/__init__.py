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
    from .assets import Asset, Dividend, Split
    from .causality import check_causality
    from .costs import (
        IBKR_FIXED,
        IBKR_FOREX,
        IBKR_FUTURES,
        IBKR_TIERED,
        Commission,
        FixedCommission,
        NoCommission,
        PercentCommission,
        PerContractCommission,
        PerShareCommission,
        TieredCommission,
    )
    from .engine import CLOSE, NEXT_CLOSE, NEXT_OPEN, backtest
    from .errors import InvalidBars, InvalidIndicator, LookAhead, StrategyError
    from .inputs import read_bars
    from .metrics import Calendar, Metrics
    from .orders import OrderOptions
    from .records import Event, Fill, Flow, Order, Records, Trade
    from .report import write_report
    from .result import Result
    from .risk import Risk
    from .running import compare_strategies, print_report, run_backtest, run_sample_backtest, sample_bars
    from .sizers import FixedSize, Kelly, PercentOfEquity, Size, Sizer, TargetWeight, View, VolatilityTarget
    from .slippage import PercentSlippage, Slippage, SpreadSlippage, SquareRootImpact, VolumeShareSlippage
    from .strategies import BuyAndHold, MovingAverageCross
    from .strategy import Bracket, Strategy
    from .terms import Terms

__all__ = [
    "CLOSE",
    "IBKR_FIXED",
    "IBKR_FOREX",
    "IBKR_FUTURES",
    "IBKR_TIERED",
    "NEXT_CLOSE",
    "NEXT_OPEN",
    "Asset",
    "Bracket",
    "BuyAndHold",
    "Calendar",
    "Commission",
    "Dividend",
    "Event",
    "Fill",
    "FixedCommission",
    "FixedSize",
    "Flow",
    "InvalidBars",
    "InvalidIndicator",
    "Kelly",
    "LookAhead",
    "Metrics",
    "MovingAverageCross",
    "NoCommission",
    "Order",
    "OrderOptions",
    "PerContractCommission",
    "PerShareCommission",
    "PercentCommission",
    "PercentOfEquity",
    "PercentSlippage",
    "Records",
    "Result",
    "Risk",
    "Size",
    "Sizer",
    "Slippage",
    "Split",
    "SpreadSlippage",
    "SquareRootImpact",
    "Strategy",
    "StrategyError",
    "TargetWeight",
    "Terms",
    "TieredCommission",
    "Trade",
    "View",
    "VolatilityTarget",
    "VolumeShareSlippage",
    "backtest",
    "check_causality",
    "compare_strategies",
    "print_report",
    "read_bars",
    "run_backtest",
    "run_sample_backtest",
    "sample_bars",
    "write_report",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        f"{__name__}.assets": ["Asset", "Dividend", "Split"],
        f"{__name__}.causality": ["check_causality"],
        f"{__name__}.costs": [
            "IBKR_FIXED",
            "IBKR_FOREX",
            "IBKR_FUTURES",
            "IBKR_TIERED",
            "Commission",
            "FixedCommission",
            "NoCommission",
            "PerContractCommission",
            "PerShareCommission",
            "PercentCommission",
            "TieredCommission",
        ],
        f"{__name__}.engine": ["CLOSE", "NEXT_CLOSE", "NEXT_OPEN", "backtest"],
        f"{__name__}.errors": ["InvalidBars", "InvalidIndicator", "LookAhead", "StrategyError"],
        f"{__name__}.inputs": ["read_bars"],
        f"{__name__}.metrics": ["Calendar", "Metrics"],
        f"{__name__}.orders": ["OrderOptions"],
        f"{__name__}.records": ["Event", "Fill", "Flow", "Order", "Records", "Trade"],
        f"{__name__}.report": ["write_report"],
        f"{__name__}.result": ["Result"],
        f"{__name__}.risk": ["Risk"],
        f"{__name__}.running": [
            "compare_strategies",
            "print_report",
            "run_backtest",
            "run_sample_backtest",
            "sample_bars",
        ],
        f"{__name__}.sizers": [
            "FixedSize",
            "Kelly",
            "PercentOfEquity",
            "Size",
            "Sizer",
            "TargetWeight",
            "View",
            "VolatilityTarget",
        ],
        f"{__name__}.slippage": [
            "PercentSlippage",
            "Slippage",
            "SpreadSlippage",
            "SquareRootImpact",
            "VolumeShareSlippage",
        ],
        f"{__name__}.strategies": ["BuyAndHold", "MovingAverageCross"],
        f"{__name__}.strategy": ["Bracket", "Strategy"],
        f"{__name__}.terms": ["Terms"],
    },
)
