"""The rules of matching as pure functions of scalars.

Numbers in, numbers out, no objects: the reference broker calls them one order at a
time, and a compiled kernel may call the very same functions. `sign` is +1 for a
purchase and -1 for a sale; NaN stands for "no price". Each rule is told in
docs/explanation/execution-rules.md under the heading its docstring names.
"""

from __future__ import annotations

import math
from typing import Final

MARKET: Final = 0
LIMIT: Final = 1
STOP: Final = 2
STOP_LIMIT: Final = 3
TRAILING: Final = 4
TRAILING_LIMIT: Final = 5
ON_OPEN: Final = 6
ON_CLOSE: Final = 7
LIMIT_ON_CLOSE: Final = 8
BAR_CLOSE: Final = 9
"""A market order under the conventions `close` and `next_close`: filled when its bar closes."""

NOTHING: Final = math.nan


def waits_for_stop(code: int, triggered: bool) -> bool:
    """Whether the order rests until its stop price is touched ("Stops")."""
    return not triggered and STOP <= code <= TRAILING_LIMIT


def fills_at_market(code: int) -> bool:
    """Whether the price is the market's, so that slippage applies ("Slippage")."""
    return code not in (LIMIT, STOP_LIMIT, TRAILING_LIMIT, LIMIT_ON_CLOSE)


def limit_touched(sign: int, limit: float, price: float) -> bool:
    """Whether `price` is the limit or better ("Limits")."""
    return price <= limit if sign > 0 else price >= limit


def stop_touched(sign: int, stop: float, price: float) -> bool:
    """Whether `price` is the stop or beyond it ("Stops")."""
    return price >= stop if sign > 0 else price <= stop


def stop_triggered(sign: int, stop: float, high: float, low: float) -> bool:
    """Whether the bar's range reaches the stop ("Stops")."""
    return stop_touched(sign, stop, high if sign > 0 else low)


def price_at_open(code: int, sign: int, limit: float, triggered: bool, open_: float) -> float:
    """What a market order, or a limit that is not waiting for a stop, gets at the open ("Gaps").

    `triggered` must already tell whether the open reached the stop, if there is one.
    """
    if code in (MARKET, ON_OPEN):
        return open_
    if code in (STOP, TRAILING):
        return open_ if triggered else NOTHING
    if code == LIMIT or (triggered and code in (STOP_LIMIT, TRAILING_LIMIT)):
        return open_ if limit_touched(sign, limit, open_) else NOTHING
    return NOTHING


def stop_price(code: int, sign: int, stop: float, limit: float, start: float) -> float:
    """What an order gets whose stop is reached within the bar ("Stops").

    `start` is where the order began within this bar: the open, or its parent's price.
    A stop-limit whose limit is not met at the stop gets nothing on this bar.
    """
    price = start if stop_touched(sign, stop, start) else stop
    if code in (STOP_LIMIT, TRAILING_LIMIT) and not limit_touched(sign, limit, price):
        return NOTHING
    return price


def limit_price(sign: int, limit: float, start: float, high: float, low: float) -> float:
    """What a limit gets within the bar: its limit once touched ("Limits")."""
    if limit_touched(sign, limit, start):
        return start
    return limit if limit_touched(sign, limit, low if sign > 0 else high) else NOTHING


def price_at_close(code: int, sign: int, limit: float, close: float) -> float:
    """What an order for the close gets ("At the close")."""
    if code in (ON_CLOSE, BAR_CLOSE):
        return close
    return close if code == LIMIT_ON_CLOSE and limit_touched(sign, limit, close) else NOTHING


def trailing_stop(sign: int, best: float, amount: float, percent: float) -> float:
    """Where a trailing stop stands, given the best price since it began ("Trailing").

    A sale trails the highest price from below, a purchase the lowest from above.
    Exactly one of `amount` and `percent` is a number.
    """
    distance = amount if percent != percent else best * percent / 100.0  # noqa: PLR0124 - NaN, as a kernel tests it
    return best + sign * distance


def better(sign: int, best: float, high: float, low: float) -> float:
    """The best price a trailing order has seen, after this bar ("Trailing")."""
    return min(best, low) if sign > 0 else max(best, high)


def reduces(held: float, change: float) -> bool:
    """Whether a fill only takes from a position: then it is never refused ("Checks")."""
    return held * change < 0 and abs(change) <= abs(held)


def whole(quantity: float) -> int:
    """Shares rounded towards zero ("Sizes"); a millionth short of a whole share is a whole share."""
    nearest = round(quantity)
    return nearest if abs(quantity - nearest) < 1e-9 * max(1.0, abs(quantity)) else int(quantity)
