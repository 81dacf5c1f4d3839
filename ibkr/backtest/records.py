"""What a backtest leaves behind: orders, fills, events and round trips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

import attrs

from ..model.bars import from_milliseconds

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

Side = Literal["BUY", "SELL"]
OrderStatus = Literal["filled", "refused", "expired", "pending"]
EventKind = Literal["refused", "expired", "insolvent"]


@attrs.frozen
class Order:
    """What the strategy asked for, and how it ended.

    `bar` and `time` are those of the decision. Exactly one of `quantity` (shares) and
    `fraction` (of equity, sized at the fill) is given. `status` is `pending` only in
    the partial result of a strategy that raised.
    """

    time: datetime
    bar: int
    order_id: int
    side: Side
    quantity: int | None
    fraction: float | None
    status: OrderStatus


@attrs.frozen
class Fill:
    """One order carried out: `quantity` shares at `price` when bar `bar` opened.

    `position` (signed shares) and `cash` are the account's right after the fill,
    commission paid.
    """

    time: datetime
    bar: int
    order_id: int
    side: Side
    quantity: int
    price: float
    commission: float
    position: int
    cash: float


@attrs.frozen
class Event:
    """Something worth telling: why an order was refused or expired, when the account was ruined."""

    time: datetime
    bar: int
    kind: EventKind
    order_id: int | None
    reason: str


@attrs.frozen
class Trade:
    """A round trip: shares bought and sold again (`long`) or sold and bought back (`short`).

    Entries are matched first in, first out. `commission` is this trade's part of its
    two fills'; `pnl` has it taken off; `pnl_percent` is `pnl` over the entry value.
    `bars_held` counts from the entry's bar to the exit's.
    """

    entry_time: datetime
    exit_time: datetime
    entry_bar: int
    exit_bar: int
    side: Literal["long", "short"]
    quantity: int
    entry_price: float
    exit_price: float
    commission: float
    pnl: float
    pnl_percent: float
    bars_held: int


T = TypeVar("T", Order, Fill, Event)


class Records(Sequence[T], Generic[T]):
    """A sequence of orders, fills or events, kept as plain rows and made into values when looked at.

    A run over a million bars may leave a hundred thousand of them; most are only
    ever counted.
    """

    __slots__ = ("_kind", "_rows", "_times")

    def __init__(self, kind: type[T], rows: Sequence[tuple[Any, ...]], times: NDArray[np.int64]) -> None:
        """Rows hold the fields of `kind` after `time`; `times` gives each bar's, in milliseconds."""
        self._kind = kind
        self._rows = tuple(rows)
        self._times = times

    def _value(self, row: tuple[Any, ...]) -> T:
        return self._kind(from_milliseconds(int(self._times[row[0]])), *row)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """One of them, or a tuple for a slice."""
        if isinstance(index, slice):
            return tuple(self._value(row) for row in self._rows[index])
        return self._value(self._rows[index])

    def __iter__(self) -> Iterator[T]:
        """All of them, oldest first."""
        return map(self._value, self._rows)

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """The same as plain tuples: the fields in their order, without `time`."""
        return self._rows

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same rows."""
        return self._rows == other._rows if isinstance(other, Records) else NotImplemented

    def __hash__(self) -> int:
        """By content, like a tuple."""
        return hash(self._rows)

    def __repr__(self) -> str:
        """What and how many."""
        return f"<{len(self)} × {self._kind.__name__}>"
