"""Make the prices that the simulator is built on from the `stocks` set of `bokeh_sampledata`.

    pip install bokeh_sampledata
    python -m tests.prices

The same input gives the same bytes: the archive carries no time stamps. NOTICE beside
it says where the numbers come from.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ibkr.simulator.data.series import SYMBOLS, UNITS_PER_DOLLAR

PRICE_COLUMNS = ("open", "high", "low", "close")
TARGET = Path(__file__).parents[1] / "ibkr" / "simulator" / "data" / "stocks.npz"


def main() -> None:
    """Write `stocks.npz`."""
    # Imported here by name: the package is needed by this script alone and is not a dependency.
    stocks: Any = importlib.import_module("bokeh_sampledata.stocks")
    columns: dict[str, npt.NDArray[Any]] = {}
    for symbol in SYMBOLS:
        columns |= columns_of(symbol, getattr(stocks, symbol))
    np.savez_compressed(TARGET, allow_pickle=False, **columns)


def columns_of(symbol: str, rows: dict[str, list[Any]]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of one symbol by their names in the archive.

    Raises:
        ValueError: a price is finer than the unit in which prices are held.
    """
    days = np.array(rows["date"], dtype="datetime64[D]")
    columns: dict[str, npt.NDArray[Any]] = {
        f"{symbol}_day": days.astype(np.int32),
        f"{symbol}_volume": np.array(rows["volume"], dtype=np.int64),
        f"{symbol}_adjusted_close": np.array(rows["adj_close"], dtype=np.float64),
    }
    for name in PRICE_COLUMNS:
        columns[f"{symbol}_{name}"] = _in_units(rows[name])
    return columns


def _in_units(prices: list[float]) -> npt.NDArray[np.int32]:
    exact = np.array(prices, dtype=np.float64) * UNITS_PER_DOLLAR
    rounded = np.round(exact)
    if np.abs(exact - rounded).max() > 1e-3:
        raise ValueError("a price has more than four decimals: UNITS_PER_DOLLAR is too small")
    return rounded.astype(np.int32)


if __name__ == "__main__":
    main()
