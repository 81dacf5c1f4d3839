"""Bars, one by one and as columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, overload

import attrs
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _aware_utc(_bar: Bar, _field: attrs.Attribute[datetime], value: datetime) -> None:
    if value.tzinfo is None:
        raise ValueError("a bar's time must be aware, in UTC: datetime(..., tzinfo=timezone.utc)")


def _to_utc(value: datetime) -> datetime:
    return value if value.tzinfo is UTC or value.tzinfo is None else value.astimezone(UTC)


@attrs.frozen
class Bar:
    """One bar: what was traded from `time` until the next bar opens.

    `time` is the opening instant, aware UTC; prices are in the contract's
    currency; `volume` is in shares or contracts (0.0 where the source has none).
    """

    time: datetime = attrs.field(converter=_to_utc, validator=_aware_utc)
    open: float
    high: float
    low: float
    close: float
    volume: float = 0.0


def _milliseconds(times: ArrayLike) -> NDArray[np.int64]:
    return _fixed(times, np.int64)


def _prices(values: ArrayLike) -> NDArray[np.float64]:
    return _fixed(values, np.float64)


def _fixed(values: Any, kind: type[Any]) -> NDArray[Any]:
    """A copy, unless nobody can write to `values` anyway: ten million bars are 480 MB."""
    array: NDArray[Any] = np.asarray(values, dtype=kind)
    is_fixed = array is values and array.base is None and not array.flags.writeable
    return array if is_fixed else np.array(values, dtype=kind)


@attrs.frozen(eq=False)
class Bars:
    """A series of bars as columns, oldest first.

    `time` holds opening instants as int64 milliseconds since the epoch (UTC), the
    others float64. All columns have one length and time strictly increases;
    anything else is a `ValueError`. The arrays are copies, unless they were read-only
    already, and cannot be written to.
    """

    time: NDArray[np.int64] = attrs.field(converter=_milliseconds)
    open: NDArray[np.float64] = attrs.field(converter=_prices)
    high: NDArray[np.float64] = attrs.field(converter=_prices)
    low: NDArray[np.float64] = attrs.field(converter=_prices)
    close: NDArray[np.float64] = attrs.field(converter=_prices)
    volume: NDArray[np.float64] = attrs.field(converter=_prices)

    def __attrs_post_init__(self) -> None:
        """Check the columns once, so that nobody has to again."""
        _check_columns(self._columns())
        if np.any(self.time[1:] <= self.time[:-1]):
            first = int(np.argmax(self.time[1:] <= self.time[:-1])) + 1
            raise ValueError(f"bar {first} does not come after the one before it; sort and de-duplicate")
        for column in self._columns():
            column.flags.writeable = False

    @classmethod
    def from_bars(cls, bars: Iterable[Bar]) -> Bars:
        """The columns of `bars`, which must be oldest first."""
        rows = list(bars)
        return cls(
            time=[to_milliseconds(bar.time) for bar in rows],
            open=[bar.open for bar in rows],
            high=[bar.high for bar in rows],
            low=[bar.low for bar in rows],
            close=[bar.close for bar in rows],
            volume=[bar.volume for bar in rows],
        )

    def _columns(self) -> tuple[NDArray[Any], ...]:
        return self.time, self.open, self.high, self.low, self.close, self.volume

    def __len__(self) -> int:
        """How many bars there are."""
        return len(self.time)

    def __iter__(self) -> Iterator[Bar]:
        """Every bar, oldest first."""
        columns: list[list[float]] = [column.tolist() for column in self._columns()]
        for time, *values in zip(*columns, strict=True):
            yield Bar(from_milliseconds(int(time)), *values)

    @overload
    def __getitem__(self, index: int) -> Bar: ...
    @overload
    def __getitem__(self, index: slice) -> Bars: ...
    def __getitem__(self, index: int | slice) -> Bar | Bars:
        """One bar by position, or a shorter series by slice."""
        if isinstance(index, slice):
            return Bars(*(column[index] for column in self._columns()))
        time, *values = (column[index].item() for column in self._columns())
        return Bar(from_milliseconds(int(time)), *values)

    def __eq__(self, other: object) -> bool:
        """Whether both series hold the same bars."""
        if not isinstance(other, Bars):
            return NotImplemented
        pairs = zip(self._columns(), other._columns(), strict=True)
        return all(np.array_equal(mine, theirs) for mine, theirs in pairs)

    __hash__ = None  # pyright: ignore[reportAssignmentType]  # arrays compare by content, so no hash

    def __repr__(self) -> str:
        """How many bars, and from when to when."""
        if not len(self):
            return "Bars(none)"
        return f"Bars({len(self)} from {self[0].time:%Y-%m-%d %H:%M} to {self[-1].time:%Y-%m-%d %H:%M} UTC)"


def _check_columns(columns: tuple[NDArray[Any], ...]) -> None:
    if any(column.ndim != 1 for column in columns):
        raise ValueError("each column of a bar series must be one-dimensional")
    lengths = {len(column) for column in columns}
    if len(lengths) > 1:
        raise ValueError(f"the columns of a bar series differ in length: {sorted(lengths)}")


def to_milliseconds(time: datetime) -> int:
    """Milliseconds since the epoch of an aware datetime, exact."""
    return (time - EPOCH) // timedelta(milliseconds=1)


def from_milliseconds(milliseconds: int) -> datetime:
    """The instant so many milliseconds after the epoch, aware UTC, exact."""
    return EPOCH + timedelta(milliseconds=milliseconds)
