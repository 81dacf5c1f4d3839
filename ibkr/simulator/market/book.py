"""Top of book for each second of a day's path.

A trade prints at the ask when the price rises and at the bid when it falls; the other
side lies one spread away. Bid and ask are whole cents and stay within the day's range,
so that nobody buys above the real high or sells below the real low. Sizes are drawn
around a fixed value in dollars: few shares of a dear stock, many of a cheap one.
"""

from __future__ import annotations

from typing import TypeVar

import attrs
import numpy as np
import numpy.typing as npt

from ibkr.simulator.data.series import UNITS_PER_DOLLAR, Floats, Ints
from ibkr.simulator.market.path import CENT, LOT, DayPath

Flags = npt.NDArray[np.bool_]
_Value = TypeVar("_Value", np.int64, np.bool_)

VENUES = {"Q": "NASDAQ", "N": "ARCA", "Z": "BATS", "E": "EDGX", "A": "AMEX", "X": "PHLX"}
"""Venues of the tape by their letter in market data, busiest first."""

LETTERS = ("Q", "N", "Z", "E", "QN", "QZ", "NZ", "QNZ", "QNZE", "A", "X")
"""Groups of venues that may stand at the touch together; the single ones also print trades."""

_SIDE_CHANGES, _SPREAD_CHANGES, _SIZE_CHANGES = 0.3, 0.3, 0.5
"""Share of seconds in which each of them is drawn anew."""


@attrs.frozen
class Touch:
    """What the touch of an instrument is like: spread and size, in shares of its price and in lots."""

    spread: float = 0.0002
    """Mean spread as a share of the price."""
    value: float = 150_000
    """Mean value shown on a side."""
    unit_value: float = 1 / UNITS_PER_DOLLAR
    """Value of one share or contract at a price of one unit."""
    lot: int = LOT


@attrs.frozen(eq=False)
class Book:
    """Bid, ask (the instrument's units), their sizes (shares) and venues (places in `LETTERS`) by second."""

    bid: Ints
    ask: Ints
    bid_size: Ints
    ask_size: Ints
    bid_venue: Ints
    ask_venue: Ints
    trade_venue: Ints
    """Place in `VENUES` of the latest trade's venue."""
    is_change: Flags
    """Whether a second differs from the one before in any way."""


STOCK_TOUCH = Touch()


def open_book(path: DayPath, rng: np.random.Generator, touch: Touch = STOCK_TOUCH) -> Book:
    """The book beside a path. The same path and generator state give the same book."""
    draws = rng.random((4, len(path)))
    bid, ask = _touch(path, draws[0], _spreads(path, draws[1], rng, touch))
    redrawn = draws[2] < _SIZE_CHANGES
    shown = _held(_sizes(path, rng, touch), redrawn)
    venues = _held(_venues(len(path), rng), redrawn)
    trade_venue = (draws[3] ** 2 * len(VENUES)).astype(np.int64)[path.last_traded]
    columns = (bid, ask, *shown, *venues, trade_venue)
    return Book(*columns, is_change=_changes(path, columns))


def _touch(path: DayPath, draw: Floats, spread: Ints) -> tuple[Ints, Ints]:
    price, bar = path.price, path.bar
    at_ask = _at_ask(price, draw)
    below, above = price // CENT * CENT, -(-price // CENT) * CENT
    is_between_cents = below != above
    bid = np.where(is_between_cents | ~at_ask, below, price - spread)
    ask = np.where(is_between_cents | at_ask, above, price + spread)
    lowest, highest = -(-bar.low // CENT) * CENT, bar.high // CENT * CENT
    ask = np.minimum(ask, highest)
    bid = np.maximum(np.minimum(bid, ask - CENT), lowest)
    return bid, np.maximum(ask, bid + CENT)


def _at_ask(price: Ints, draw: Floats) -> Flags:
    """Whether the latest print was at the ask: after a rise, not after a fall, else as before."""
    step = np.diff(price, prepend=price[:1])
    drawn = (step == 0) & (draw < _SIDE_CHANGES)
    says_ask = (step > 0) | (drawn & (draw < _SIDE_CHANGES / 2))
    return _held(says_ask, (step != 0) | drawn)


def _spreads(path: DayPath, draw: Floats, rng: np.random.Generator, touch: Touch) -> Ints:
    typical = path.bar.open * touch.spread / CENT
    cents = np.rint(typical * (0.5 + 0.5 * rng.standard_exponential(len(path))))
    spread = np.maximum(cents, 1).astype(np.int64) * CENT
    return _held(spread, draw < _SPREAD_CHANGES)


def _sizes(path: DayPath, rng: np.random.Generator, touch: Touch) -> Ints:
    lots = touch.value / (path.bar.open * touch.unit_value * touch.lot)
    return (1 + np.floor(rng.standard_exponential((2, len(path))) * lots)).astype(np.int64) * touch.lot


def _venues(seconds: int, rng: np.random.Generator) -> Ints:
    return (rng.random((2, seconds)) ** 1.5 * len(LETTERS)).astype(np.int64)


def _held(values: npt.NDArray[_Value], redrawn: Flags) -> npt.NDArray[_Value]:
    """Keep each value until the next second in which it is drawn anew."""
    places = np.maximum.accumulate(np.where(redrawn, np.arange(len(redrawn)), 0))
    return values[..., places]


def _changes(path: DayPath, columns: tuple[Ints, ...]) -> Flags:
    changed = path.volume > 0
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    changed[0] = True
    return changed
