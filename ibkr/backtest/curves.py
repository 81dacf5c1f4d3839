"""Cash, positions and equity at each close, from what an account wrote down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ..model.bars import Bars
    from .broker import Broker
    from .market import Market


class Curves:
    """The account step by step, from its journal.

    Equity adds up the assets in their order, as the account does.
    """

    def __init__(
        self,
        broker: Broker,
        market: Market,
        length: int,
        starting_cash: float,
        rates: Mapping[str, NDArray[np.float64]],
    ) -> None:
        """Take the first `length` steps."""
        self._broker = broker
        self._market = market
        self._length = length
        self._rates = rates
        kind = np.float64 if broker.fractional else np.int64
        rows = broker.journal
        self._steps: NDArray[np.int64] = np.array(rows[0::5], dtype=np.int64)
        self._assets: NDArray[np.int64] = np.array(rows[1::5], dtype=np.int64)
        self._positions: NDArray[Any] = np.array(rows[2::5], dtype=kind)
        cash: NDArray[np.float64] = np.array(rows[3::5], dtype=np.float64)
        self._bases: NDArray[np.float64] = np.array(rows[4::5], dtype=np.float64)
        self.cash: NDArray[np.float64] = self._spread(self._steps, cash, starting_cash)

    def _spread(self, steps: NDArray[np.int64], values: NDArray[Any], before: float) -> NDArray[Any]:
        """The latest of `values` at each step."""
        runs = np.diff(steps, prepend=0, append=self._length)
        return np.repeat(np.concatenate(([before], values)).astype(values.dtype), runs)

    def _of(self, index: int, values: NDArray[Any]) -> NDArray[Any]:
        mine = slice(None) if self._market.single else self._assets == index
        return self._spread(self._steps[mine], values[mine], 0)

    def position(self, index: int) -> NDArray[Any]:
        """Signed shares of one asset."""
        return self._of(index, self._positions)

    def positions(self) -> NDArray[Any]:
        """Signed shares, one column an asset."""
        return np.column_stack([self.position(index) for index in range(len(self._broker.assets))])

    def cut(self, index: int) -> Bars:
        """The bars of one asset that lie within the run."""
        bars = self._market.series[index]
        if self._length == len(self._market):
            return bars
        known = int(np.searchsorted(self._market.steps(index), self._length))
        return bars[:known]

    def _closes(self, index: int) -> NDArray[np.float64]:
        """The latest close at each step; before the first, any number will do, for nothing is held."""
        closes = self._market.series[index].close
        if self._market.single:
            return closes[: self._length]
        latest = np.searchsorted(self._market.steps(index), np.arange(self._length), side="right") - 1
        return closes[np.maximum(latest, 0)]

    def equity(self) -> NDArray[np.float64]:
        """Cash plus the value of every position."""
        total = self.cash.copy()
        for index, asset in enumerate(self._broker.assets):
            position: Any = self.position(index)
            if not position.any():
                continue
            points = self._closes(index)
            if asset.settled:
                points = points - self._of(index, self._bases)
            rate = self._rates.get(asset.currency or "")
            factor: Any = asset.multiplier if rate is None else asset.multiplier * rate[: self._length]
            if rate is None and factor == 1.0:
                total += position * points
            else:
                total += position * factor * points
        return total
