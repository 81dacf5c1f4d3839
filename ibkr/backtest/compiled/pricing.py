"""Prices and costs within kernels: the reference engine's own rules, and its models by number."""

from __future__ import annotations

import math
from typing import Any, Final

from .. import rules
from .jit import inlined, shared
from .layout import TIERS

limit_touched = shared(rules.limit_touched)
stop_touched = shared(rules.stop_touched)
waits_for_stop = shared(rules.waits_for_stop)
fills_at_market = shared(rules.fills_at_market)
stop_triggered = shared(rules.stop_triggered, stop_touched=stop_touched)
price_at_open = shared(rules.price_at_open, limit_touched=limit_touched)
stop_price = shared(rules.stop_price, stop_touched=stop_touched, limit_touched=limit_touched)
limit_price = shared(rules.limit_price, limit_touched=limit_touched)
trailing_stop = shared(rules.trailing_stop)
better = shared(rules.better)
reduces = shared(rules.reduces)
whole = shared(rules.whole)

FREE: Final = 0
FIXED: Final = 1
PERCENT: Final = 2
PER_SHARE: Final = 3
TIERED: Final = 4
PER_CONTRACT: Final = 5

NO_SLIPPAGE: Final = 0
SPREAD: Final = 1
PERCENT_OF_PRICE: Final = 2
VOLUME_SHARE: Final = 3
SQUARE_ROOT: Final = 4


@inlined
def commission(asset: Any, month: float, quantity: float, price: float) -> float:
    """What an asset's model charges; `month` is the volume of the month before the order, for tiers."""
    kind = asset.commission
    if kind == PER_SHARE:
        charge = max(quantity * asset.per_share, asset.minimum)
        cap = quantity * price * asset.maximum_percent / 100.0
        return charge if charge < cap else cap
    if kind == PERCENT:
        return max(quantity * price * asset.percent / 100.0, asset.minimum)
    if kind == FIXED:
        return asset.amount
    if kind == TIERED:
        return tiered(asset, month, quantity, price)
    if kind == PER_CONTRACT:
        return quantity * asset.amount
    return 0.0


@inlined
def tiered(asset: Any, month: float, quantity: float, price: float) -> float:
    """`TieredCommission`, rate by rate."""
    cap = quantity * price * asset.maximum_percent / 100.0
    charge, done, end = 0.0, month, month + quantity
    for tier in range(TIERS):
        upper, rate = asset.tiers[tier, 0], asset.tiers[tier, 1]
        if done < upper:
            part = min(end, upper) - done
            charge += part * rate
            done += part
        if done >= end:
            break
    own = min(max(charge, asset.minimum), cap)
    return own + quantity * (asset.clearing_per_share + asset.exchange_per_share)


@inlined
def slipped(asset: Any, sign: int, quantity: float, price: float) -> float:
    """The price that an asset's slippage model makes of the market's."""
    kind = asset.slippage
    if kind == SPREAD:
        return price + sign * asset.spread / 2.0
    if kind == PERCENT_OF_PRICE:
        return price * (1.0 + sign * asset.slip_percent / 100.0)
    if kind == VOLUME_SHARE:
        share = min(quantity / asset.volume, 1.0) if asset.volume > 0 else 1.0
        return price * (1.0 + sign * asset.impact * share * share)
    if kind == SQUARE_ROOT:
        share = quantity / asset.volume if asset.volume > 0 else 1.0
        return price * (1.0 + sign * min(asset.coefficient * asset.volatility * math.sqrt(share), 0.5))
    return price
