"""Bars as the Elixir library has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from ...model.bars import Bar as ModelBar
from ...model.bars import from_milliseconds
from .errors import InvalidBar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

KEYS = ("o", "h", "l", "c", "v")


@attrs.frozen
class Bar:
    """One bar. Numbers stay what they were given as: a whole volume stays an int."""

    timestamp: datetime
    """The bar's opening instant, aware UTC."""
    open: float
    high: float
    low: float
    close: float
    volume: float

    @classmethod
    def from_ibkr(cls, bar: Mapping[str, Any]) -> Bar:
        """A bar of the gateway's history: `t` in milliseconds since the epoch, `o h l c v`.

        Raises:
            InvalidBar: a key is missing, or `t` is not a whole number.
        """
        missing = [key for key in ("t", *KEYS) if key not in bar]
        if missing:
            raise InvalidBar(f"A bar needs the keys t, o, h, l, c and v; {', '.join(missing)} is missing.")
        if not isinstance(bar["t"], int):
            raise InvalidBar(f"A bar's t counts whole milliseconds since 1970, not {bar['t']!r}.")
        return cls(from_milliseconds(bar["t"]), *(bar[key] for key in KEYS))

    @classmethod
    def from_historical_bar(cls, bar: ModelBar | Bar) -> Bar:
        """A bar of this library's history (`ibkr.Bar`) with its six fields.

        Raises:
            InvalidBar: it is something else.
        """
        if isinstance(bar, Bar):
            return bar
        if not isinstance(bar, ModelBar):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
            raise InvalidBar(f"{bar!r} is not a bar; for the gateway's own bars use Bar.from_ibkr.")
        return cls(bar.time, bar.open, bar.high, bar.low, bar.close, bar.volume)

    def typical_price(self) -> float:
        """(high + low + close) / 3."""
        return (self.high + self.low + self.close) / 3.0

    def range(self) -> float:
        """High minus low."""
        return self.high - self.low

    def is_bullish(self) -> bool:
        """Whether it closed above its open."""
        return self.close > self.open

    def is_bearish(self) -> bool:
        """Whether it closed below its open. A bar that closed where it opened is neither."""
        return self.close < self.open
