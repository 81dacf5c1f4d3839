"""Read the bundled daily bars as columns."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import attrs
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

UNITS_PER_DOLLAR = 10_000
"""Prices are held as whole ten-thousandths of a dollar: the tape has prints between the cents."""

SYMBOLS = ("AAPL", "FB", "GOOG", "IBM", "MSFT")


@attrs.frozen(eq=False)
class DailySeries:
    """Unadjusted daily bars of one symbol, oldest first, with the adjusted closes beside them.

    `day` counts days since 1970-01-01, `open` to `close` are in units of 1/10000 USD,
    `volume` in shares, `adjusted_close` in USD as the source gives it.
    """

    symbol: str
    day: Ints
    open: Ints
    high: Ints
    low: Ints
    close: Ints
    volume: Ints
    adjusted_close: Floats

    def __len__(self) -> int:
        """How many days."""
        return len(self.day)

    def prices(self, column: str) -> Floats:
        """One of `open`, `high`, `low`, `close` in USD."""
        units: Ints = getattr(self, column)
        return units / UNITS_PER_DOLLAR


@cache
def daily_series(symbol: str) -> DailySeries:
    """The bundled bars of AAPL, FB, GOOG, IBM or MSFT, up to 2013-03-01.

    Raises:
        KeyError: there is no data for `symbol`.
    """
    if symbol not in SYMBOLS:
        raise KeyError(f"no daily bars are bundled for {symbol}: there are {', '.join(SYMBOLS)}")
    with files("ibkr.simulator.data").joinpath("stocks.npz").open("rb") as file, np.load(file) as archive:
        whole = {name: archive[f"{symbol}_{name}"].astype(np.int64) for name in _WHOLE_COLUMNS}
        adjusted = archive[f"{symbol}_adjusted_close"]
    return DailySeries(symbol=symbol, **whole, adjusted_close=adjusted)


_WHOLE_COLUMNS = ("day", "open", "high", "low", "close", "volume")
