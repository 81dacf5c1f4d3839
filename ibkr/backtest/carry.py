"""What happens to positions without an order: rates, borrow cost, splits, dividends, expiry and roll.

Execution rules, "Between the bars".
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from ..model.bars import to_milliseconds
from . import rules
from .errors import InvalidBars
from .inputs import milliseconds, read_bars
from .market import DAY_MS

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from ..model.bars import Bars
    from .assets import Asset
    from .broker import Broker
    from .duties import Duties
    from .market import Market

BORROW_YEAR = 360.0
"""Days of a year for borrow cost, as IBKR counts them."""


def schedule(market: Market, broker: Broker, duties: Duties, rates: Mapping[str, NDArray[Any]]) -> None:
    """Enter into `duties` what the assets' terms bring about. `rates`: one value a step, by currency."""
    for index, asset in enumerate(market.assets):
        series = rates.get(asset.currency or "")
        if series is not None:
            duties.each_open.append(_converter(broker, index, asset, series))
        if asset.borrow_rate:
            duties.each_open.append(_lender(market, broker, index, asset))
        _corporate_actions(market, broker, duties, index, asset)
        if asset.roll is not None:
            _roll(market, broker, duties, index, asset)
        if asset.expiry is not None:
            _expiry(market, broker, duties, index, asset)


def rate_series(rates: Mapping[str, Any], times: NDArray[np.int64]) -> dict[str, NDArray[np.float64]]:
    """Each currency's price in the account's money on each step: the latest one known when it opens.

    Raises:
        InvalidBars: a rate that is not above zero, none before the first step, or times that do not rise.
    """
    return {currency: _rate(currency, given, times) for currency, given in rates.items()}


def _rate(currency: str, given: Any, times: NDArray[np.int64]) -> NDArray[np.float64]:
    if isinstance(given, (int, float)):
        when, values = times[:1], np.array([given], dtype=np.float64)
    elif isinstance(given, Mapping):
        table = cast("Mapping[str, Any]", given)
        if not {"time", "rate"} <= table.keys():
            raise InvalidBars(f"The rates of {currency} need time and rate; there are {', '.join(table)}.")
        when = milliseconds(table["time"])
        values = np.asarray(table["rate"], dtype=np.float64)
    else:
        bars = read_bars(given)
        when, values = bars.time, bars.open
    if len(when) != len(values):
        raise InvalidBars(f"There are {len(values)} rates of {currency} for {len(when)} times.")
    if np.any(when[1:] <= when[:-1]):
        row = int((when[1:] <= when[:-1]).argmax()) + 1
        raise InvalidBars(f"Rate {row} of {currency} is not later than the one before: sort them.", row=row)
    place = np.searchsorted(when, times, side="right") - 1
    if place[0] < 0:
        raise InvalidBars(f"The rates of {currency} begin after the first bar.")
    bad = ~(np.isfinite(values) & (values > 0))
    if bad.any():
        row = int(bad.argmax())
        raise InvalidBars(f"Rate {row} of {currency} is {values[row]}, not a number above zero.", row=row)
    return values[place]


def latest_closes(bars: Bars, times: NDArray[np.int64]) -> NDArray[np.float64]:
    """The latest close of a benchmark at each step.

    Raises:
        InvalidBars: it has no bar on the first step or before.
    """
    place = np.searchsorted(bars.time, times, side="right") - 1
    if place[0] < 0:
        raise InvalidBars("The benchmark begins after the first bar: give it as early, or the bars later.")
    return bars.close[place]


def _converter(broker: Broker, index: int, asset: Asset, series: NDArray[Any]) -> Callable[[int], None]:
    def convert(step: int) -> None:
        broker.rate[index] = series.item(step)
        broker.factor[index] = asset.multiplier * broker.rate[index]

    return convert


def _lender(market: Market, broker: Broker, index: int, asset: Asset) -> Callable[[int], None]:
    """Charge a short position for the days since the last charge, at its latest price."""
    days = market.times // DAY_MS
    last = [-1]

    def charge(step: int) -> None:
        day = int(days.item(step))
        passed, last[0] = day - last[0] if last[0] >= 0 else 0, day
        position = broker.positions[index]
        if passed and position < 0:
            worth = -position * broker.factor[index] * broker.marks[index]
            broker.flow("borrow", index, -worth * asset.borrow_rate * passed / BORROW_YEAR)

    return charge


def _corporate_actions(market: Market, broker: Broker, duties: Duties, index: int, asset: Asset) -> None:
    times = market.series[index].time
    steps = market.steps(index)

    def at(milliseconds: int, duty: Callable[[int], object]) -> None:
        row = int(np.searchsorted(times, milliseconds))
        if row < len(times):
            duties.at_open(int(steps[row]), duty)

    # A dividend of the day of a split is one of old shares, so it comes first.
    for dividend in asset.dividends:
        at(to_milliseconds(dividend.time), partial(_pay, broker, index, dividend.amount))
    for split in asset.splits:
        at(to_milliseconds(split.time), partial(_split, broker, index, split.ratio))


def _pay(broker: Broker, index: int, amount: float, _step: int) -> None:
    position = broker.positions[index]
    if position:
        broker.flow("dividend", index, position * amount * broker.rate[index])


def _split(broker: Broker, index: int, ratio: float, _step: int) -> None:
    """New shares for old; in a whole-share account a fraction of a share is paid out in money."""
    old = broker.positions[index]
    name = broker.names[index]
    if old:
        exact = old * ratio
        new = exact if broker.fractional else rules.whole(exact)
        broker.restate(index, new, ratio)
        broker.event("split", f"{old:,} {name} became {new:,}: {ratio:g} for 1", asset=name)
        if exact != new:
            value = (exact - new) * broker.factor[index] * broker.marks[index]
            broker.flow("cash in lieu", index, value)
    elif not math.isnan(broker.marks[index]):
        broker.marks[index] /= ratio
    for order in broker.open_orders():
        if order.asset == index:
            broker.split_order(order, ratio)


def _expiry(market: Market, broker: Broker, duties: Duties, index: int, asset: Asset) -> None:
    assert asset.expiry is not None
    row = int(np.searchsorted(market.series[index].time, to_milliseconds(asset.expiry))) - 1
    step = int(market.steps(index)[row]) if row >= 0 else 0

    def settle(_step: int) -> None:
        broker.stopped[index] = f"{asset.name} has expired"
        for order in broker.open_orders():
            if order.asset == index:
                broker.expire(order, f"{asset.name} has expired")
        position = broker.positions[index]
        if position:
            close = broker.marks[index]
            broker.settle(index, close)
            broker.event("expiry", f"{position:,} {asset.name} settled at {close:,.2f}", asset=asset.name)

    duties.at_close(step, settle)


def _roll(market: Market, broker: Broker, duties: Duties, index: int, asset: Asset) -> None:
    """Move a position into the next contract at the first open that both share."""
    assert asset.roll is not None
    into = broker.names.index(asset.roll_into or "")
    shared = np.intersect1d(market.steps(index), market.steps(into))
    shared = shared[market.times[shared] >= to_milliseconds(asset.roll)]
    if not len(shared):
        return

    def roll(step: int) -> None:
        position = broker.positions[index]
        for order in broker.open_orders():
            if order.asset == index:
                broker.finish(order, "cancelled", f"{order} cancelled: {asset.name} rolls")
        if position:
            broker.event("roll", f"{position:,} {asset.name} rolls into {asset.roll_into}", asset=asset.name)
            broker.force(index, -position, step)
            broker.force(into, position, step)

    duties.at_open(int(shared[0]), roll)
