"""What may be asked of historical data."""

from __future__ import annotations

from typing import Literal, TypeAlias

BarSize: TypeAlias = Literal[
    "1min", "2min", "3min", "5min", "10min", "15min", "30min", "1h", "2h", "3h", "4h", "8h", "1d", "1w", "1m"
]
"""Length of a bar; `m` is a month, `min` a minute."""

Source: TypeAlias = Literal["trades", "midpoint", "bid_ask"]
"""What bars are made of."""
