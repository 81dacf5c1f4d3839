"""Round trips from fills: first in, first out."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

import attrs

from ..model.bars import from_milliseconds
from .records import Trade

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray


@attrs.define
class _Lot:
    """Shares that came with one fill and have not left yet; `quantity` is signed."""

    bar: int
    quantity: float
    price: float
    value: float
    """Of one share, in the account's money."""
    commission_per_share: float


Split = tuple[int, str, float]


def round_trips(
    fill_rows: Iterable[tuple[Any, ...]],
    times: NDArray[np.int64],
    splits: Iterable[Split] = (),
    settled: frozenset[str] = frozenset(),
) -> tuple[Trade, ...]:
    """The closed trades, in the order in which they were closed.

    A fill that closes several entries makes one trade for each; its commission is
    spread over its shares. `splits` (bar, asset, ratio) restate what is held before the
    fills of their bar. Gains of `settled` assets are converted at the exit's rate.
    """
    books: defaultdict[str, deque[_Lot]] = defaultdict(deque)
    trades: list[Trade] = []
    waiting = deque(splits)
    for bar, _order_id, side, quantity, price, commission, _position, _cash, asset, factor in fill_rows:
        while waiting and waiting[0][0] <= bar:
            _restate(books, waiting.popleft())
        lots = books[asset]
        left = quantity if side == "BUY" else -quantity
        per_share = commission / quantity
        while left and lots and lots[0].quantity * left < 0:
            lot = lots[0]
            closed = min(abs(left), abs(lot.quantity))
            entry = lot.price * factor if asset in settled else lot.value
            end = _Lot(bar, closed, price, price * factor, per_share)
            trades.append(_trade(lot, end, entry, times, asset))
            sign = 1 if lot.quantity > 0 else -1
            lot.quantity -= sign * closed
            left += sign * closed
            if not lot.quantity:
                lots.popleft()
        if left:
            lots.append(_Lot(bar, left, price, price * factor, per_share))
    return tuple(trades)


def _restate(books: Mapping[str, Iterable[_Lot]], split: Split) -> None:
    _bar, asset, ratio = split
    for lot in books[asset]:
        lot.quantity *= ratio
        lot.price /= ratio
        lot.value /= ratio
        lot.commission_per_share /= ratio


def _trade(lot: _Lot, end: _Lot, entry: float, times: NDArray[np.int64], asset: str) -> Trade:
    """The round trip of `end.quantity` shares of `lot`, which are worth `entry` each."""
    sign = 1 if lot.quantity > 0 else -1
    quantity = end.quantity
    commission = quantity * (lot.commission_per_share + end.commission_per_share)
    pnl = sign * quantity * (end.value - entry) - commission
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
        pnl_percent=100.0 * pnl / (quantity * entry),
        bars_held=end.bar - lot.bar,
        asset=asset,
    )
