"""Refine a daily bar into one price and one volume a second.

The prices walk at random through four fixed points: the open, the close, and the high
and the low at drawn moments. Whatever would leave the range is folded back into it.
So the day's figures come out exactly, at any bar size, because all bars are counted
from the same seconds. Activity is U-shaped: more volume and larger moves after the
open and before the close. A second without a trade repeats the price before it.

Prices stay on the cent, except where the real open, high, low or close does not.
"""

from __future__ import annotations

from functools import cache, cached_property

import attrs
import numpy as np

from ibkr.simulator.data.series import UNITS_PER_DOLLAR, Floats, Ints
from ibkr.simulator.market.daily import DayBar

CENT = UNITS_PER_DOLLAR // 100
"""Units in a tick, of whatever instrument: a cent of a stock, 0.00005 of a currency pair."""
LOT = 100
"""Shares in a round lot: what the tape of those years reports."""

# A random walk's expected range is about 1.6 times the deviation of its end point.
_RANGE_TO_DEVIATION = 1.6
_OPENING_AUCTION = 0.02
_CLOSING_AUCTION = 0.04
_BUSY_SECONDS = 1 / 12


@attrs.frozen(eq=False)
class DayPath:
    """The seconds of one session: last price in the instrument's units, shares traded within each."""

    bar: DayBar
    price: Ints
    volume: Ints

    def __len__(self) -> int:
        """Seconds in the session."""
        return len(self.price)

    @cached_property
    def high(self) -> Ints:
        """Highest price of the session up to each second."""
        return np.maximum.accumulate(self.price)

    @cached_property
    def low(self) -> Ints:
        """Lowest price of the session up to each second."""
        return np.minimum.accumulate(self.price)

    @cached_property
    def total_volume(self) -> Ints:
        """Shares traded in the session up to and including each second."""
        return np.cumsum(self.volume)

    @cached_property
    def last_traded(self) -> Ints:
        """For each second, the second of the latest trade."""
        return latest(self.volume > 0)


def refine(bar: DayBar, rng: np.random.Generator, *, lot: int = LOT) -> DayPath:
    """The path of one day. The same bar and generator state give the same path."""
    seconds = bar.session.seconds
    anchors = _anchors(bar, seconds, rng)
    price = _walk(bar, anchors, seconds, rng)
    volume = _spread_volume(bar.volume, np.array(sorted(anchors)), seconds, rng, lot)
    return DayPath(bar, price[latest(volume > 0)], volume)


def bridge(
    bar: DayBar, start: int, end: int, rng: np.random.Generator, *, deviation: float, lot: int = LOT
) -> DayPath:
    """The path of a session around the regular one, from one price to another.

    `bar` gives the session, the volume and the prior close; its prices are replaced by
    those of the path. `deviation` is how far, in units, the price strays in the middle.
    """
    seconds = bar.session.seconds
    free = np.cumsum(rng.standard_normal(seconds)) * (2 * deviation / np.sqrt(seconds))
    share = np.arange(seconds) / (seconds - 1)
    price = np.rint((free - share * free[-1] + start + share * (end - start)) / CENT).astype(np.int64) * CENT
    price = np.maximum(price, CENT)
    price[0], price[-1] = start, end
    volume = _sparse_volume(bar.volume, seconds, rng, lot)
    price = price[latest(volume > 0)]
    prices = (int(price[0]), int(price.max()), int(price.min()), int(price[-1]))
    whole = DayBar(bar.session, *prices, volume=int(volume.sum()), prior_close=bar.prior_close)
    return DayPath(whole, price, volume)


def _sparse_volume(total: int, seconds: int, rng: np.random.Generator, lot: int) -> Ints:
    """Few trades: one second in twelve, and always the first and the last."""
    weights = rng.standard_exponential(seconds) * (rng.random(seconds) < _BUSY_SECONDS)
    weights[[0, -1]] = 1.0
    reached = np.floor(np.cumsum(weights) / weights.sum() * (total // lot))
    volume = np.diff(reached, prepend=0.0).astype(np.int64) * lot
    volume[[0, -1]] += lot
    return volume


def _anchors(bar: DayBar, seconds: int, rng: np.random.Generator) -> dict[int, int]:
    """Seconds whose price is given: open, close, high and low."""
    fixed = {0: bar.open, seconds - 1: bar.close}
    # Extremes of a random walk fall near the ends of the day (arcsine law).
    moments = 1 + (np.sin(np.pi / 2 * rng.random(2)) ** 2 * (seconds - 3)).astype(int)
    if moments[0] == moments[1]:
        moments[1] = moments[1] % (seconds - 2) + 1
    for moment, extreme in zip(moments.tolist(), (bar.high, bar.low), strict=True):
        if extreme not in (bar.open, bar.close):
            fixed[moment] = extreme
    return fixed


def _walk(bar: DayBar, anchors: dict[int, int], seconds: int, rng: np.random.Generator) -> Ints:
    at = np.array(sorted(anchors))
    targets = np.array([anchors[second] for second in at.tolist()])
    free = np.cumsum(rng.standard_normal(seconds) * _deviation(seconds))
    free *= (bar.high - bar.low) / _RANGE_TO_DEVIATION
    elapsed = _elapsed(seconds)
    bridged = free + np.interp(elapsed, elapsed[at], targets - free[at])
    price = _on_the_cent(_folded(bridged, bar.low, bar.high), bar)
    price[at] = targets
    return price


def _folded(values: Floats, low: int, high: int) -> Floats:
    """Mirror what lies outside back inside, as often as needed; values inside stay."""
    width = max(high - low, 1)
    return low + width - np.abs(np.mod(values - low, 2 * width) - width)


def _on_the_cent(values: Floats, bar: DayBar) -> Ints:
    """Round to cents within the range; where that holds no whole cent, to its nearer end."""
    cents = np.clip(np.rint(values / CENT), -(-bar.low // CENT), bar.high // CENT)
    return np.clip(cents.astype(np.int64) * CENT, bar.low, bar.high)


def _spread_volume(total: int, anchors: Ints, seconds: int, rng: np.random.Generator, lot: int) -> Ints:
    """Share the day's volume out over its seconds; each anchor gets at least one lot."""
    lot = lot if total >= lot * len(anchors) else 1
    if total < len(anchors):
        raise ValueError(f"a day of {total} shares cannot hold {len(anchors)} prints")
    weights = _activity(seconds) * rng.standard_exponential(seconds) ** 2
    weights[[0, -1]] = np.array([_OPENING_AUCTION, _CLOSING_AUCTION]) * weights.sum()
    reached = np.cumsum(weights)
    lots = np.floor(reached / reached[-1] * (total // lot - len(anchors)))
    volume = np.diff(lots, prepend=0.0).astype(np.int64) * lot
    volume[anchors] += lot
    volume[-1] += total % lot
    return volume


@cache
def _activity(seconds: int) -> Floats:
    """How busy each second is: high after the open, low at noon, high before the close."""
    second = np.arange(seconds)
    return 1.0 + 2.5 * np.exp(-second / 1500) + 2.0 * np.exp((second - seconds) / 1800)


@cache
def _elapsed(seconds: int) -> Floats:
    """Share of the day's activity that is over at each second."""
    activity = np.cumsum(_activity(seconds))
    return activity / activity[-1]


@cache
def _deviation(seconds: int) -> Floats:
    """Standard deviation of each second's step, of a walk whose end deviates by one."""
    activity = _activity(seconds)
    return np.sqrt(activity / activity.sum())


def latest(happened: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Ints:
    """For each place, the last place at or before it where something happened (0 if none)."""
    return np.maximum.accumulate(np.where(happened, np.arange(len(happened)), 0))
