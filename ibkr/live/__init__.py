"""The same strategy class, on a real market: bars from the stream, orders through the client.

    import ibkr, ibkr.live
    from ibkr.backtest import MovingAverageCross

    with ibkr.Client() as ib:
        result = ibkr.live.run(MovingAverageCross, ib, ["AAPL"], bar="1min", ledger="cross.jsonl")

A strategy decides when a bar is over and its orders go out at once: what a backtest
with the convention `next_open` assumes. Everything that happened is kept in the ledger; a
run that ended, however it ended, goes on from there after it has asked IBKR what became of
its orders. `read_session` gives a ledger back as bars, fills and the terms of a backtest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .._lazy import lazy_names

if TYPE_CHECKING:
    from .running import LiveResult, run
    from .session import Session, read_session

__all__ = ["LiveResult", "Session", "read_session", "run"]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        f"{__name__}.running": ["LiveResult", "run"],
        f"{__name__}.session": ["Session", "read_session"],
    },
)
