"""Catching a strategy that knew a bar before it was there, by hiding bars and asking again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .costs import IBKR_FIXED, Commission
from .engine import backtest
from .errors import LookAhead
from .inputs import BarsLike, read_bars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .strategy import Strategy


def check_causality(
    strategy: type[Strategy],
    bars: BarsLike,
    *,
    cash: float = 100_000.0,
    commission: Commission = IBKR_FIXED,
    parameters: Mapping[str, Any] | None = None,
    cuts: Sequence[float] = (0.5, 0.75, 0.9),
) -> None:
    """Raise `LookAhead` if a decision changes when later bars are hidden.

    Runs the strategy on all bars, then on the first `cuts` of them, and compares every
    order that both runs could decide. A strategy that draws random numbers must seed
    them in `init`. This is the strictest test there is: it also finds a strategy that
    smuggled the future in through a global or an indicator function.
    """
    series = read_bars(bars)
    whole = backtest(strategy, series, cash=cash, commission=commission, parameters=parameters)
    for cut in cuts:
        length = max(1, int(len(series) * cut))
        part = backtest(strategy, series[:length], cash=cash, commission=commission, parameters=parameters)
        expected = [row[:5] for row in whole.orders.rows if row[0] < length]
        seen = [row[:5] for row in part.orders.rows]
        _compare(expected, seen, length)


def _compare(expected: list[tuple[Any, ...]], seen: list[tuple[Any, ...]], length: int) -> None:
    if expected == seen:
        return
    same = 0
    while same < min(len(expected), len(seen)) and expected[same] == seen[same]:
        same += 1
    bar = min(rows[same][0] for rows in (expected, seen) if same < len(rows))
    raise LookAhead(
        f"The strategy decides differently on bar {bar} when the bars from {length} on are hidden: "
        "it knew them.",
        bar=bar,
    )
