"""The report of one run."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from .. import text
from . import about, attributing, calendar, chance, curves, ledger
from .benchmark import buy_and_hold
from .markup import Document, Section

if TYPE_CHECKING:
    from ..research.chance import MonteCarlo
    from ..result import Result


def document(
    result: Result, *, monte_carlo: MonteCarlo | None = None, factors: Mapping[str, Any] | None = None
) -> Document:
    """All its sections, those without anything to say left out."""
    benchmark = buy_and_hold(result)
    drawn = curves.Drawn({"time": result.times})
    sections = (
        Section("metrics", "Key figures", about.figures(result, benchmark)),
        Section("equity", "Equity", curves.equity(result, benchmark, drawn)),
        Section("drawdown", "Drawdown", curves.drawdown(result, drawn)),
        Section("price", "Price and trades", curves.prices(result, drawn)),
        Section("rolling", "Rolling metrics", curves.rolling(result, drawn)),
        Section("months", "Months, return in %", calendar.months(result)),
        Section("years", "Years", calendar.years(result, benchmark)),
        Section("distribution", "Distribution of returns", calendar.spread(result)),
        Section("attribution", "Where it came from", attributing.attribution(result, factors)),
        Section("chance", "Luck", chance.monte_carlo(monte_carlo) if monte_carlo else ""),
        Section("trades", "Trades", ledger.trades(result)),
        Section("orders", "Orders and costs", ledger.orders(result)),
        Section("events", "Worth knowing", ledger.events(result)),
        Section("settings", "Settings", about.settings(result)),
        Section("definitions", "How the figures are calculated", about.definitions(result)),
    )
    return Document(
        kind="Backtest",
        title=f"{result.strategy} on {about.assets(result)}",
        heading=f"{escape(result.strategy)} <span>on {escape(about.assets(result))}</span>",
        subtitle=about.subtitle(result),
        sections=sections,
        figures=drawn.figures,
        arrays=drawn.arrays,
        records=ledger.trade_arrays(result),
        with_clock=text.shorter_than_a_day(result.metrics.calendar),
        assets=list(result.series),
    )
