"""What a backtest leaves behind: orders, fills, events and round trips."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar, overload

import attrs

from ..model.bars import from_milliseconds

if TYPE_CHECKING:
    from datetime import datetime

    import numpy as np
    from numpy.typing import NDArray

Side = Literal["BUY", "SELL"]
OrderStatus = Literal["filled", "refused", "cancelled", "expired", "pending"]
EventKind = Literal[
    "refused",
    "cancelled",
    "expired",
    "changed",
    "halted",
    "liquidation",
    "split",
    "expiry",
    "roll",
    "insolvent",
]
OrderKind = Literal[
    "market",
    "limit",
    "stop",
    "stop-limit",
    "trailing",
    "trailing-limit",
    "market-on-open",
    "market-on-close",
    "limit-on-close",
]


@attrs.frozen
class Order:
    """What the strategy asked for, and how it ended.

    `bar` and `time` are those of the decision. At most one of `quantity` (shares),
    `fraction` (of equity, sized at the fill) and `weight` (of equity that the position
    shall have) is given; none where the order closes what is held or follows its parent.
    `status` is `pending` only while the order waits or works: in a callback, or in the
    partial result of a strategy that raised.
    """

    time: datetime
    bar: int
    order_id: int
    side: Side
    quantity: float | None
    fraction: float | None
    status: OrderStatus
    asset: str = ""
    kind: OrderKind = "market"
    tif: str = "GTC"
    filled: float = 0
    """Shares filled until now."""
    limit: float | None = None
    stop: float | None = None
    """Of a trailing order: where it stands now, or stood last."""
    weight: float | None = None
    parent: int | None = None
    oca: str | None = None


@attrs.frozen
class Fill:
    """An order, or a part of one, carried out: `quantity` shares at `price` during bar `bar`.

    `position` (signed shares of `asset`) and `cash` are the account's right after the
    fill, commission paid. `factor` is the account's money for one point of the price of
    one share or contract: multiplier times exchange rate.
    """

    time: datetime
    bar: int
    order_id: int
    side: Side
    quantity: float
    price: float
    commission: float
    """In the account's money."""
    position: float
    cash: float
    asset: str = ""
    factor: float = 1.0


@attrs.frozen
class Event:
    """Something worth telling: why an order was refused, changed or ended, what befell the account."""

    time: datetime
    bar: int
    kind: EventKind
    order_id: int | None
    reason: str
    asset: str = ""


@attrs.frozen
class Flow:
    """Money that moved without a fill: borrow cost, a dividend, cash in lieu of a fraction, an expiry."""

    time: datetime
    bar: int
    kind: str
    asset: str
    amount: float
    """Received, or paid where negative, in the account's money."""
    cash: float
    """After it."""


@attrs.frozen
class Trade:
    """A round trip: shares bought and sold again (`long`) or sold and bought back (`short`).

    Entries are matched first in, first out. `commission` is this trade's part of its
    two fills'; `pnl` has it taken off; both are in the account's money. `pnl_percent` is
    `pnl` over the entry value. `bars_held` counts from the entry's bar to the exit's.
    """

    entry_time: datetime
    exit_time: datetime
    entry_bar: int
    exit_bar: int
    side: Literal["long", "short"]
    quantity: float
    entry_price: float
    exit_price: float
    commission: float
    pnl: float
    pnl_percent: float
    bars_held: int
    asset: str = ""


K = TypeVar("K")
V = TypeVar("V")


class Frozen(Mapping[K, V], Generic[K, V]):
    """A mapping that cannot be written to, and that can be sent to another process."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        """A copy of `items`."""
        self._items = dict(items or {})

    def __getitem__(self, key: K) -> V:
        """The value of a key."""
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        """The keys, in their order."""
        return iter(self._items)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._items)

    def __repr__(self) -> str:
        """Like a dict."""
        return repr(self._items)


T = TypeVar("T", Order, Fill, Event, Flow)


class Records(Sequence[T], Generic[T]):
    """A sequence of orders, fills, events or flows, kept as plain rows and made into values when looked at.

    A run over a million bars may leave a hundred thousand of them; most are only
    ever counted.
    """

    __slots__ = ("_kind", "_make", "_rows", "_times")

    def __init__(
        self,
        kind: type[T],
        rows: Sequence[Any],
        times: NDArray[np.int64],
        make: Callable[[Any], tuple[Any, ...]] | None = None,
    ) -> None:
        """Rows hold the fields of `kind` after `time`, or become such by `make` when first looked at.

        `times` gives each step's instant, in milliseconds.
        """
        self._kind = kind
        self._rows = tuple(rows)
        self._make = make
        self._times = times

    @property
    def rows(self) -> tuple[tuple[Any, ...], ...]:
        """The same as plain tuples: the fields in their order, without `time`."""
        if self._make is not None:
            self._rows = tuple(map(self._make, self._rows))
            self._make = None
        return self._rows

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
            return tuple(self._value(row) for row in self.rows[index])
        return self._value(self.rows[index])

    def __iter__(self) -> Iterator[T]:
        """All of them, oldest first."""
        return map(self._value, self.rows)

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same rows."""
        return self.rows == other.rows if isinstance(other, Records) else NotImplemented

    def __hash__(self) -> int:
        """By content, like a tuple."""
        return hash(self.rows)

    def __getstate__(self) -> tuple[Any, ...]:
        return self._kind, self.rows, self._times

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self._kind, self._rows, self._times = state
        self._make = None

    def __repr__(self) -> str:
        """What and how many."""
        return f"<{len(self)} × {self._kind.__name__}>"
