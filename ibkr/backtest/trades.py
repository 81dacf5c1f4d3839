"""Round trips from fills: first in, first out."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

import attrs

from ..model.bars import from_milliseconds
from .records import Trade

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray


@attrs.define
class _Lot:
    """Shares that came with one fill and have not left yet; `quantity` is signed."""

    bar: int
    quantity: int
    price: float
    commission_per_share: float


def round_trips(fill_rows: Iterable[tuple[Any, ...]], times: NDArray[np.int64]) -> tuple[Trade, ...]:
    """The closed trades, in the order in which they were closed.

    A fill that closes several entries makes one trade for each; its commission is
    spread over its shares.
    """
    lots: deque[_Lot] = deque()
    trades: list[Trade] = []
    for bar, _order_id, side, quantity, price, commission, *_account in fill_rows:
        left = quantity if side == "BUY" else -quantity
        per_share = commission / quantity
        while left and lots and lots[0].quantity * left < 0:
            lot = lots[0]
            closed = min(abs(left), abs(lot.quantity))
            trades.append(_trade(lot, _Lot(bar, closed, price, per_share), times))
            sign = 1 if lot.quantity > 0 else -1
            lot.quantity -= sign * closed
            left += sign * closed
            if not lot.quantity:
                lots.popleft()
        if left:
            lots.append(_Lot(bar, left, price, per_share))
    return tuple(trades)


def _trade(lot: _Lot, end: _Lot, times: NDArray[np.int64]) -> Trade:
    """The round trip of `end.quantity` shares of `lot`."""
    sign = 1 if lot.quantity > 0 else -1
    quantity = end.quantity
    commission = quantity * (lot.commission_per_share + end.commission_per_share)
    pnl = sign * quantity * (end.price - lot.price) - commission
    return Trade(
        entry_time=from_milliseconds(int(times[lot.bar])),
        exit_time=from_milliseconds(int(times[end.bar])),
        entry_bar=lot.bar,
        exit_bar=end.bar,
        side="long" if sign > 0 else "short",
        quantity=quantity,
        entry_price=lot.price,
        exit_price=end.price,
        commission=commission,
        pnl=pnl,
        pnl_percent=100.0 * pnl / (quantity * lot.price),
        bars_held=end.bar - lot.bar,
    )
