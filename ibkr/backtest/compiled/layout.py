"""How the kernels keep an account, its assets, orders, fills and events: flat records of numbers.

The fields are those of the reference engine's objects (`Working`, `Account`), so that each
rule reads the same in both. Where the reference has None, a float field has NaN.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from .. import rules

# How the size of an order was given.
QUANTITY: Final = 0
FRACTION: Final = 1
WEIGHT: Final = 2
FOLLOWS: Final = 3
WHOLE_POSITION: Final = 4

# How an order stands.
PENDING: Final = 0
FILLED: Final = 1
REFUSED: Final = 2
CANCELLED: Final = 3
EXPIRED: Final = 4

# When within a bar.
AT_OPEN: Final = 0
INSIDE: Final = 1
AT_CLOSE: Final = 2

# Conventions.
NEXT_OPEN: Final = 0
NEXT_CLOSE: Final = 1
CLOSE: Final = 2

BUY: Final = 1
MARKET: Final = rules.MARKET
BAR_CLOSE: Final = rules.BAR_CLOSE
MARKET_CODES: Final = (MARKET, BAR_CLOSE)

# Where a loop over the bars stands: before a bar's fills, after them, after the decision.
FRESH: Final = 0
CARRIED: Final = 1
DECIDED: Final = 2

NOBODY: Final = -1
EXITS: Final = -2
"""The group of the exits that a risk rule gives a position."""

# Why an order was refused, cancelled or changed, or expired: `texts` puts it into words.
NO_SIZE: Final = 1
NOT_LOCATED: Final = 2
UNPAID: Final = 3
SHORT_TOO_LARGE: Final = 4
NO_MARGIN: Final = 5
GROUP_FILLED: Final = 6
PARENT_ENDED: Final = 7
CHILD_FILLED: Final = 8
POSITION_CLOSED: Final = 9
BY_STRATEGY: Final = 10
CUT: Final = 11
LAST_BAR: Final = 12
BARS_OVER: Final = 13

# What a decision can be wrong in: `failures` puts it into words.
FINE: Final = 0
BAD_QUANTITY: Final = 1
BAD_PART: Final = 2
BAD_FRACTION: Final = 3
BAD_WEIGHT: Final = 4
BAD_PRICE: Final = 5
BAD_KIND: Final = 6
BAD_SIZES: Final = 7
BAD_EXITS: Final = 8

UNFILLED: Final = -1
"""Of an order of `plain` that no bar is left for."""

# Signals, as bits.
LONG_ENTRY: Final = 1
LONG_EXIT: Final = 2
SHORT_ENTRY: Final = 4
SHORT_EXIT: Final = 8

TIERS: Final = 8
"""As many tiers a commission schedule may have."""


def _record(integers: str, floats: str, *others: tuple[Any, ...]) -> np.dtype[Any]:
    fields = [(name, np.int64) for name in integers.split()] + [(name, np.float64) for name in floats.split()]
    return np.dtype((np.record, [*fields, *others]))


ACCOUNT: Final = _record(
    "assets_at orders_at fills_at events_at holdings_at orders_room fills_room events_room "
    "bar next phase statistics stage convention fractional plain keep limited guarded "
    "orders fills events held waiting wrong month",
    "cash month_volume volume_limit stop_loss take_profit trailing_stop high_watch low_watch paid traded "
    "first second peak trough last deepest total squares",
)
"""One record: terms of the run, money, how many records are in use, and the prices to watch for.

`high_watch` and `low_watch`: a bar that stays strictly between them moves no order.
`first` and `second` carry the amounts of a refusal from a check to its event. From `peak` on
stand the statistics of the equity. `next` and `phase` tell where a kernel stopped for more room.
"""

ASSET: Final = _record(
    "commission slippage head tail used_on guards",
    "position average mark multiplier shortable volume used spread slip_percent impact volatility "
    "coefficient amount percent minimum per_share "
    "maximum_percent clearing_per_share exchange_per_share month",
    ("tiers", np.float64, (TIERS, 2)),
    ("guard", np.int64, (3,)),
)
"""One record an asset: its terms, what is held, and the ends of its list of working orders."""

ORDER: Final = _record(
    "decided asset sign code since mode status triggered triggered_inside entered waiting parent children "
    "group linked next",
    "quantity filled amount limit stop trail trail_percent limit_offset best start value paid month",
)
"""One record an order; its place is its number. Children follow their parent at once."""

HOLDING: Final = _record("asset", "")
DECISION: Final = _record(
    "action sign replace",
    "quantity fraction weight limit stop trail trail_percent limit_offset stop_loss take_profit stop_trail "
    "stop_trail_percent",
)
"""A `decisions.Decision` on its way from the loop that decides to the broker."""

FILL: Final = _record("bar order asset sign", "quantity price commission position cash")
EVENT: Final = _record("bar order code other status asset mode sign kind", "price first second size amount")
COSTS: Final = _record(
    "commission slippage fractional convention", "rate minimum percent slip multiplier shortable"
)
"""The terms of an asset, where all orders are market orders."""

ROW: Final = _record(
    "decided bar sign entering reason", "quantity price commission position cash first second"
)
"""An order of `plain` and all that came of it: it fills whole on one bar, or is refused."""
