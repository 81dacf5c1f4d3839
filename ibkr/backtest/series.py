"""What a strategy sees: columns that grow by one value a bar and hold nothing later.

A column handed to a strategy is a plain list under a read-only face. It contains the
bars until now and nothing else: there is no longer array behind it to reach for, and
reading it costs what reading a list costs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NoReturn, overload

from ..errors import BacktestError
from ..model.bars import from_milliseconds

COLUMNS: Final = ("time", "open", "high", "low", "close", "volume")


class Series(list[float]):
    """The values of one column or indicator until the current bar: `[-1]` is the current one.

    Slices are plain lists. A series cannot be written to.
    """

    __slots__ = ("__weakref__", "key")

    def __init__(self, key: int) -> None:
        """Start empty; `key` is the column's number at the feed."""
        super().__init__()
        self.key = key


def _read_only(_series: Series, *_arguments: object) -> NoReturn:
    raise TypeError("a strategy's data is read-only; copy it first: list(series)")


# Set in a loop: the type checker rightly refuses a list that cannot be appended to.
for _name in (
    *("append", "extend", "insert", "remove", "pop", "clear", "sort", "reverse"),
    *("__setitem__", "__delitem__", "__iadd__", "__imul__"),
):
    setattr(Series, _name, _read_only)


def appender(series: Series) -> Callable[[float], None]:
    """The engine's own way past the read-only face."""
    return list[float].append.__get__(series)


class Times(Sequence[datetime]):
    """Opening instants until the current bar, aware UTC, made when looked at."""

    __slots__ = ("_milliseconds",)

    def __init__(self, milliseconds: Sequence[float]) -> None:
        """Read them from a revealed column of milliseconds."""
        self._milliseconds = milliseconds

    def __len__(self) -> int:
        """How many bars are known."""
        return len(self._milliseconds)

    @overload
    def __getitem__(self, index: int) -> datetime: ...
    @overload
    def __getitem__(self, index: slice) -> list[datetime]: ...
    def __getitem__(self, index: int | slice) -> datetime | list[datetime]:
        """One instant, or a list for a slice."""
        if isinstance(index, slice):
            return [from_milliseconds(int(value)) for value in self._milliseconds[index]]
        return from_milliseconds(int(self._milliseconds[index]))


class Data:
    """The bars of one series until now, as columns: `data.close[-1]` is the current bar's close.

    In `init` the columns are still empty, and are named only to say what an indicator
    is made of. A column that a strategy never touches costs nothing.
    """

    if TYPE_CHECKING:
        time: Sequence[datetime]
        open: Sequence[float]
        high: Sequence[float]
        low: Sequence[float]
        close: Sequence[float]
        volume: Sequence[float]

    def __init__(
        self,
        column: Callable[[str], Series],
        count: Callable[[], int],
        coarser: Callable[[str], Data] | None = None,
    ) -> None:
        """`column` opens a column by name; `count` says how many bars are known."""
        self._column = column
        self._count = count
        self._coarser = coarser
        self._running = False

    def resample(self, span: str) -> Data:
        """The same series in longer bars (`"5min"`, `"1h"`, `"1d"`, `"1w"`), to be asked for in `init`.

        A longer bar becomes known when the last shorter bar that can belong to it is over,
        and is never shown unfinished.

        Raises:
            BacktestError: an unknown span, one that is not longer, or asked for after `init`.
        """
        if self._coarser is None or self._running:
            raise BacktestError("resample is called in init(self), on the bars that were given.")
        return self._coarser(span)

    def settle(self) -> None:
        """From now on a column, once touched, stays: called by the engine after `init`."""
        self._running = True

    def __getattr__(self, name: str) -> Any:
        # Only reached on the first touch: afterwards the column is an ordinary attribute.
        if name not in COLUMNS:
            raise AttributeError(f"bars have no column {name!r}; there are {', '.join(COLUMNS)}")
        series = self._column(name)
        column = Times(series) if name == "time" else series
        if self._running:
            self.__dict__[name] = column
        return column

    def __len__(self) -> int:
        """How many bars are known, the current one included; 0 in `init`."""
        return self._count()


class Panel(Mapping[str, Data]):
    """The data of several assets by name: `data["AAPL"].close[-1]` is its latest close."""

    def __init__(self, data: Mapping[str, Data]) -> None:
        """One `Data` an asset."""
        self._data = dict(data)

    def __getitem__(self, name: str) -> Data:
        """The bars of one asset."""
        if name not in self._data:
            raise BacktestError(f"There is no asset {name!r}; there are {', '.join(self._data)}.")
        return self._data[name]

    def __iter__(self) -> Iterator[str]:
        """The assets' names."""
        return iter(self._data)

    def __len__(self) -> int:
        """How many assets."""
        return len(self._data)

    def __getattr__(self, name: str) -> Any:
        if name in COLUMNS or name == "resample":
            first = next(iter(self._data))
            raise BacktestError(f"There are several assets: say which one, data[{first!r}].{name}.")
        raise AttributeError(name)
