"""History on disk: bars in Parquet files, with a catalogue that says what is there.

    from ibkr.history import Store

    store = Store("history")
    ib.history.download(["AAPL", "IBM"], start, end, "1min", store=store)
    bars = store.read(265598, "1min").to_numpy()
    store.sql("SELECT symbol, max(high) FROM bars GROUP BY symbol").show()

Needs the extra `ibkr[history]`; `Store.sql` wants duckdb, and `to_polars` polars, of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_names

if TYPE_CHECKING:
    from .appending import Appender
    from .errors import DamagedFile, NewerStore, NotStored, StoreBusy, StoreError
    from .importing import read_csv, read_pandas
    from .integrity import Damage
    from .reading import Selection
    from .store import Store, Stored

__all__ = [
    "Appender",
    "Damage",
    "DamagedFile",
    "NewerStore",
    "NotStored",
    "Selection",
    "Store",
    "StoreBusy",
    "StoreError",
    "Stored",
    "read_csv",
    "read_pandas",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        f"{__name__}.appending": ["Appender"],
        f"{__name__}.errors": ["DamagedFile", "NewerStore", "NotStored", "StoreBusy", "StoreError"],
        f"{__name__}.importing": ["read_csv", "read_pandas"],
        f"{__name__}.integrity": ["Damage"],
        f"{__name__}.reading": ["Selection"],
        f"{__name__}.store": ["Store", "Stored"],
    },
)
