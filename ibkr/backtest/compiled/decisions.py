"""What a step function answers: a decision made of numbers, and functions that make one.

A step function is compiled, so it cannot call methods of an object. It returns one of

    hold()                                  nothing new
    buy(fraction=1.0, stop_loss=95.0)       an order, with exits if it has any
    sell(quantity=100.0, limit=101.5)
    target(0.5)                             what brings the position to half the equity
    close()                                 the whole position at the market
    cancel()                                withdraw every working order

Prices and sizes mean what they mean in `Strategy.buy`. `UNSET` stands for "not given"; a NaN
is a mistake and ends the run with an error.
"""

from __future__ import annotations

import math
from typing import Final, NamedTuple

from .jit import inlined

UNSET: Final = -math.inf

HOLD: Final = 0
ORDER: Final = 1
CLOSE_POSITION: Final = 2
CANCEL: Final = 3


class Bar(NamedTuple):
    """The bar that has just closed; `index` counts from 0, `time` is in milliseconds since the epoch."""

    index: int  # pyright: ignore[reportIncompatibleMethodOverride]  # nobody looks a price up in a bar
    time: int
    open: float
    high: float
    low: float
    close: float
    volume: float


class Account(NamedTuple):
    """The account as of this close."""

    position: float
    """Shares held: positive long, negative short."""
    cash: float
    equity: float
    entry: float
    """Average entry price of the position; the last one's where nothing is held."""
    working: bool
    """Whether an order is waiting or working."""


class Decision(NamedTuple):
    """Numbers that make up an order. Make one with the functions below."""

    action: int
    sign: int
    replace: bool
    quantity: float
    fraction: float
    weight: float
    limit: float
    stop: float
    trail: float
    trail_percent: float
    limit_offset: float
    stop_loss: float
    take_profit: float
    stop_trail: float
    stop_trail_percent: float


@inlined
def _bare(action: int) -> Decision:
    return Decision(
        action, 1, False, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET, UNSET
    )


@inlined
def _order(
    sign: int,
    replace: bool,
    quantity: float,
    fraction: float,
    weight: float,
    limit: float,
    stop: float,
    trail: float,
    trail_percent: float,
    limit_offset: float,
    stop_loss: float,
    take_profit: float,
    stop_trail: float,
    stop_trail_percent: float,
) -> Decision:
    """An order; whole numbers become floats, so that a decision has one type."""
    return Decision(
        ORDER,
        sign,
        replace,
        float(quantity),
        float(fraction),
        float(weight),
        float(limit),
        float(stop),
        float(trail),
        float(trail_percent),
        float(limit_offset),
        float(stop_loss),
        float(take_profit),
        float(stop_trail),
        float(stop_trail_percent),
    )


@inlined
def hold() -> Decision:
    """Nothing new; orders at work stay."""
    return _bare(HOLD)


@inlined
def cancel() -> Decision:
    """Withdraw every working order."""
    return _bare(CANCEL)


@inlined
def close() -> Decision:
    """Close the whole position at the market; nothing where none is held."""
    return _bare(CLOSE_POSITION)


@inlined
def buy(
    quantity: float = UNSET,
    fraction: float = UNSET,
    weight: float = UNSET,
    limit: float = UNSET,
    stop: float = UNSET,
    trail: float = UNSET,
    trail_percent: float = UNSET,
    limit_offset: float = UNSET,
    stop_loss: float = UNSET,
    take_profit: float = UNSET,
    stop_trail: float = UNSET,
    stop_trail_percent: float = UNSET,
    replace: bool = False,
) -> Decision:
    """Order to buy; `stop_loss`, `take_profit`, `stop_trail` and `stop_trail_percent` as in `bracket`.

    `replace` withdraws every working order first.
    """
    return _order(
        1, replace, quantity, fraction, weight, limit, stop, trail, trail_percent, limit_offset,
        stop_loss, take_profit, stop_trail, stop_trail_percent,
    )  # fmt: skip  # as the fields of `Decision`


@inlined
def sell(
    quantity: float = UNSET,
    fraction: float = UNSET,
    weight: float = UNSET,
    limit: float = UNSET,
    stop: float = UNSET,
    trail: float = UNSET,
    trail_percent: float = UNSET,
    limit_offset: float = UNSET,
    stop_loss: float = UNSET,
    take_profit: float = UNSET,
    stop_trail: float = UNSET,
    stop_trail_percent: float = UNSET,
    replace: bool = False,
) -> Decision:
    """Order to sell, short if nothing is held; everything as in `buy`."""
    return _order(
        -1, replace, quantity, fraction, weight, limit, stop, trail, trail_percent, limit_offset,
        stop_loss, take_profit, stop_trail, stop_trail_percent,
    )  # fmt: skip  # as the fields of `Decision`


@inlined
def target(weight: float) -> Decision:
    """Order at the market what brings the position to `weight` of the equity: negative short, 0 to close."""
    # `Strategy.target` gives the signed weight, `buy` and `sell` a size on their side.
    return buy(weight=weight) if weight > 0 else sell(weight=-weight)
