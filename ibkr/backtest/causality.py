"""Catching what knew a bar before it was there, by hiding later bars and asking again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from .costs import IBKR_FIXED
from .errors import InvalidIndicator, LookAhead

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from .costs import Commission
    from .inputs import BarsLike
    from .strategy import Strategy

# Running sums differ in their last digits with the length of the array; a peek differs in the first.
TOLERANCE = 1e-9


def check_indicator(array: NDArray[Any], recompute: Callable[[int], NDArray[Any]], name: str) -> None:
    """Raise `LookAhead` if the indicator changes when its last bar, or its second half, is hidden.

    `recompute(length)` gives the indicator on the first `length` bars only.
    """
    size = len(array)
    warm = int(np.argmax(~np.isnan(array))) if array.dtype.kind == "f" else 0
    for length in {size - 1, size // 2}:
        # Before its first value an indicator says nothing, so it cannot say too much.
        if length <= warm:
            continue
        try:
            shorter = recompute(length)
        except InvalidIndicator as error:
            raise InvalidIndicator(
                f"{error} (on the first {length} of {size} bars, to see whether it looks ahead)"
            ) from error
        same = np.isclose(shorter, array[:length], rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True)
        if not same.all():
            bar = int(np.argmin(same))
            raise LookAhead(
                f"The indicator {name} looks ahead: its value on bar {bar} is {array[bar]} with all {size} "
                f"bars and {shorter[bar]} with the first {length}. Use past values only.",
                bar=bar,
            )


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
    from .engine import backtest  # noqa: PLC0415 - the engine checks indicators with this module
    from .inputs import read_bars  # noqa: PLC0415 - the same circle

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
