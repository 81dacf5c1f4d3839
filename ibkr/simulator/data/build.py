"""Make `stocks.npz` from the `stocks` set of `bokeh_sampledata`. Run by hand, not at run time.

    pip install bokeh_sampledata
    python -m ibkr.simulator.data.build

The same input gives the same bytes: the archive carries no time stamps. See NOTICE
beside this file for where the numbers come from.
"""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

SYMBOLS = ("AAPL", "FB", "GOOG", "IBM", "MSFT")
PRICE_COLUMNS = ("open", "high", "low", "close")
TARGET = Path(__file__).with_name("stocks.npz")

# The tape of those years prints some prices at a hundredth of a cent.
UNITS_PER_DOLLAR = 10_000


def main() -> None:
    """Write `stocks.npz` next to this file."""
    # Imported here by name: the package is needed by this script alone and is not a dependency.
    stocks: Any = importlib.import_module("bokeh_sampledata.stocks")
    columns: dict[str, npt.NDArray[Any]] = {}
    for symbol in SYMBOLS:
        columns |= _columns(symbol, getattr(stocks, symbol))
    np.savez_compressed(TARGET, allow_pickle=False, **columns)


def _columns(symbol: str, rows: dict[str, list[Any]]) -> dict[str, npt.NDArray[Any]]:
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
