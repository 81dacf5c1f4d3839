"""A `Result` from what a kernel wrote down; equity is calculated from the fills."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from ..records import Event, Fill, Flow, Frozen, Order, Records
from ..result import Result
from .layout import BARS_OVER, CANCELLED, EVENT, EXPIRED, LAST_BAR, PARENT_ENDED, PENDING
from .texts import Words

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...model.bars import Bars
    from .prepared import Prepared


def result_of(
    made: Any, tables: Any, *, first: int, length: int, parameters: Any = None, ended: bool = True
) -> Result:
    """Everything on the first `length` steps; `ended` where no bar is left for what still works."""
    prepared: Prepared = made.prepared
    times, names = prepared.times[:length], prepared.names
    orders, fills, events = (_rows(tables.written(name)) for name in ("orders", "fills", "events"))
    late = _expired(orders, length - 1) if ended else events[:0]
    words = Words(orders, prepared.assets, fractional=made.terms.fractional)
    curves = Curves(made, fills, times)
    equity = curves.equity()
    events = np.concatenate([events, late])
    rows: list[Any] = list(map(words.event, events))
    rows = sorted([*rows, *_ruin(equity)], key=lambda row: row[0])
    given = getattr(made.form, "parameters", {}) if parameters is None else parameters
    return Result(
        strategy=made.name,
        asset=", ".join(names) if names != ("",) else "the asset",
        series=Frozen({name: _cut(bars, times) for name, bars in zip(names, prepared.series, strict=True)}),
        times=times,
        terms=made.terms,
        parameters=Frozen(given),
        starting_cash=made.cash,
        first_decision=first,
        orders=Records(Order, range(len(orders)), times, words.order),
        fills=Records(Fill, range(len(fills)), times, _fill_maker(fills, made, words)),
        events=Records(Event, rows, times),
        flows=Records(Flow, (), times),
        equity=_frozen(equity),
        cash=_frozen(curves.cash),
        positions=Frozen({name: _frozen(curves.position(place)) for place, name in enumerate(names)}),
    )


def _rows(records: NDArray[Any]) -> NDArray[Any]:
    """A copy without the fields as attributes that kernels want: a row is then read in half the time."""
    return records.copy().view(np.dtype((np.void, records.dtype)))


def _cut(bars: Bars, times: NDArray[np.int64]) -> Bars:
    known = int(np.count_nonzero(bars.time <= times[-1]))
    return bars if known == len(bars) else bars[:known]


def _fill_maker(fills: NDArray[Any], made: Any, words: Words) -> Any:
    names = made.prepared.names
    factors = [asset.multiplier for asset in made.prepared.assets]
    columns = [fills[name].tolist() for name in fills.dtype.names or ()]

    def row(number: int) -> tuple[Any, ...]:
        bar, order, asset, sign, quantity, price, commission, position, cash = (
            each[number] for each in columns
        )
        side = "BUY" if sign > 0 else "SELL"
        held, factor = words.count(position), factors[asset]
        return bar, order, side, words.count(quantity), price, commission, held, cash, names[asset], factor

    return row


def _expired(orders: NDArray[Any], last: int) -> NDArray[Any]:
    """End what is still pending when the bars are over, and say so."""
    told: list[NDArray[Any]] = []
    for number in np.flatnonzero(orders["status"] == PENDING).tolist():
        order = orders[number]
        if order["status"] != PENDING:
            continue
        order["status"] = EXPIRED
        told.append(_event(orders, number, last, LAST_BAR if order["decided"] == last else BARS_OVER))
        if order["filled"]:
            continue
        for child in range(number + 1, number + 1 + int(order["children"])):
            if orders[child]["status"] == PENDING:
                orders[child]["status"] = CANCELLED
                told.append(_event(orders, child, last, PARENT_ENDED, other=number))
    return np.concatenate(told) if told else np.zeros(0, EVENT)


def _event(orders: NDArray[Any], number: int, bar: int, code: int, *, other: int = -1) -> NDArray[Any]:
    event, order = np.zeros(1, EVENT), orders[number]
    event["bar"], event["order"], event["code"], event["other"], event["status"] = (
        bar,
        number,
        code,
        other,
        EXPIRED,
    )
    event["asset"], event["sign"], event["kind"] = order["asset"], order["sign"], order["code"]
    event["mode"], event["amount"] = order["mode"], order["amount"]
    event["size"] = order["quantity"] - order["filled"]
    return event


class Curves:
    """Cash, positions and equity at each close, from the fills. Assets are added up in their order."""

    def __init__(self, made: Any, fills: NDArray[Any], times: NDArray[np.int64]) -> None:
        """Take the fills of steps `times`."""
        self._made = made
        self._fills = fills
        self._times = times
        self._kind = np.float64 if made.terms.fractional else np.int64
        self.cash: NDArray[np.float64] = self._spread(fills["bar"], fills["cash"], made.cash)

    def _spread(self, steps: NDArray[np.int64], values: NDArray[Any], before: float) -> NDArray[Any]:
        """The latest of `values` at each step."""
        runs = np.diff(steps, prepend=0, append=len(self._times))
        return np.repeat(np.concatenate(([before], values)).astype(values.dtype), runs)

    def position(self, place: int) -> NDArray[Any]:
        """Signed shares of an asset."""
        mine = self._fills if self._made.prepared.single else self._fills[self._fills["asset"] == place]
        return self._spread(mine["bar"], mine["position"].astype(self._kind), 0)

    def _closes(self, place: int) -> NDArray[np.float64]:
        bars = self._made.prepared.series[place]
        if self._made.prepared.single:
            return bars.close[: len(self._times)]
        latest = np.searchsorted(bars.time, self._times, side="right") - 1
        return bars.close[np.maximum(latest, 0)]

    def equity(self) -> NDArray[np.float64]:
        """Cash plus the value of every position."""
        total = self.cash.copy()
        for place in np.unique(self._fills["asset"]).tolist():
            factor = self._made.prepared.assets[place].multiplier
            if factor == 1.0:
                total += self.position(place) * self._closes(place)
            else:
                total += self.position(place) * factor * self._closes(place)
        return total


def _ruin(equity: NDArray[np.float64]) -> list[tuple[Any, ...]]:
    ruined = equity <= 0
    if not ruined.any():
        return []
    bar = int(ruined.argmax())
    reason = f"the equity fell to {equity[bar]:,.2f}: from here on the account owes more than it has"
    return [(bar, "insolvent", None, reason, "")]


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array.flags.writeable = False
    return array
