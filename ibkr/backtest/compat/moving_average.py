"""The strategy that comes with the Elixir library."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from ...errors import InvalidArgument
from .portfolio import added

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .bar import Bar


class MA:
    """Hold the share while the close is above the mean of the last closes, its own included.

    A rule of price against average, not of two averages. It needs as many bars as the
    window is wide and holds until then, and where close and mean are equal.
    """

    @staticmethod
    def init(opts: Mapping[str, Any] | None = None, /, **more: Any) -> dict[str, Any]:
        """The state: `window`, 5 bars unless the options say otherwise.

        Raises:
            InvalidArgument: the window is less than one bar.
        """
        window = {**(opts or {}), **more}.get("window", 5)
        if not window >= 1:
            raise InvalidArgument(f"A moving average needs a window of at least 1 bar, not {window}.")
        return {"window": window}

    @staticmethod
    def signal(
        bar: Bar, previous_bars: Sequence[Bar], state: Mapping[str, Any], /
    ) -> tuple[str, Mapping[str, Any]]:
        """Buy above the mean, sell below it."""
        window = state["window"]
        recent = [bar, *islice(previous_bars, window - 1)]
        if len(recent) < window:
            return "hold", state
        mean = MA.calculate_sma(recent, window)
        if bar.close > mean:
            return "buy", state
        return ("sell" if bar.close < mean else "hold"), state

    @staticmethod
    def calculate_sma(bars: Iterable[Bar], window: int) -> float:
        """The mean close of the first `window` bars, added in their order; 0.0 if there are fewer."""
        closes = [bar.close for bar in islice(bars, window)]
        return added(closes) / window if len(closes) == window else 0.0
