"""Bars of one series and span, read when they are asked for, in the form that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from ..model.bars import Bars, from_milliseconds, to_milliseconds
from . import parquet
from .catalogue import CATALOGUE, Catalogue, Part, decode, folder_of
from .errors import DamagedFile, NotStored
from .extras import load

if TYPE_CHECKING:
    from ..model.downloads import Series
    from ..model.spans import Span
    from .files import Files

T = TypeVar("T")
FIRST, LAST = -(1 << 62), 1 << 62


class Vanished(Exception):
    """A file is gone that the catalogue named a moment ago: a writer has exchanged it meanwhile."""


def look_up(files: Files, series: Series) -> Catalogue:
    """The catalogue of a series; an empty one if nothing is stored.

    Raises:
        DamagedFile, NewerStore: it cannot be read.
    """
    path = f"{folder_of(series)}/{CATALOGUE}"
    try:
        content = files.read(path)
    except FileNotFoundError:
        return Catalogue(series)
    return decode(content, path)


def read_part(
    files: Files, catalogue: Catalogue, part: Part, columns: Sequence[str] = parquet.COLUMNS
) -> Any:
    """One file as an Arrow table.

    Raises:
        DamagedFile: it does not hold what the catalogue says.
        Vanished: it is not there.
    """
    path = catalogue.path(part)
    try:
        found = parquet.read(files.source(path), columns)
    except FileNotFoundError as error:
        raise Vanished from error
    except parquet.failures() as error:
        raise DamagedFile(path, str(error).strip(".") or type(error).__name__, span=part.span) from error
    if len(found) != part.rows:
        raise DamagedFile(path, f"it has {len(found)} rows and not {part.rows}", span=part.span)
    return found


@attrs.frozen
class Selection:
    """Bars of one series. Nothing is read before one of the `to_…` methods is called.

    Each of them sees the store as it is at that moment, whole, while others write.
    """

    series: Series
    _files: Files = attrs.field(repr=False)
    _first: int = FIRST
    _last: int = LAST

    @classmethod
    def of(cls, series: Series, files: Files, span: Span | None) -> Selection:
        """The bars that open within `span`; all of them if it is None."""
        if span is None:
            return cls(series, files)
        return cls(series, files, to_milliseconds(span.start), to_milliseconds(span.end) - 1)

    def to_numpy(self) -> Bars:
        """The bars as columns: `bars.time` in milliseconds since the epoch, prices as float64."""
        return Bars(*self.arrays())

    def arrays(self, columns: Sequence[str] = parquet.COLUMNS) -> list[Any]:
        """The columns of those names as plain arrays, in this order; `time` as int64 milliseconds."""
        return self._whole(lambda catalogue: self._filled(catalogue, columns))

    def to_arrow(self) -> Any:
        """The bars as a `pyarrow.Table`; `time` is a timestamp in UTC."""
        tables = self._whole(lambda catalogue: list(self._tables(catalogue, parquet.COLUMNS)))
        return parquet.arrow().concat_tables(tables or [parquet.empty()])

    def to_pandas(self) -> Any:
        """The bars as a `pandas.DataFrame` whose index is `time`, in UTC."""
        load("pandas", needed_for="to_pandas()")
        return self.to_arrow().to_pandas().set_index("time")

    def to_polars(self) -> Any:
        """The bars as a `polars.DataFrame`."""
        return load("polars", needed_for="to_polars()").from_arrow(self.to_arrow())

    def paths(self) -> list[str]:
        """Full paths or URLs of the Parquet files that hold them, for other programs."""
        catalogue = self._catalogue()
        parts = catalogue.between(self._first, self._last)
        return [self._files.address(catalogue.path(part)) for part in parts]

    def _catalogue(self) -> Catalogue:
        catalogue = look_up(self._files, self.series)
        if not catalogue.parts:
            raise NotStored(
                f"{self._files.name} holds no bars of {self.series}: `store.series()` lists what it holds, "
                "`ib.history.download(...)` fetches more."
            )
        return catalogue

    def _whole(self, read: Callable[[Catalogue], T]) -> T:
        """What `read` makes of one state of the series, again if a writer exchanged it meanwhile."""
        catalogue = self._catalogue()
        while True:
            try:
                return read(catalogue)
            except Vanished as error:
                latest = self._catalogue()
                if latest == catalogue:
                    raise _absent(self._files, catalogue) from error
                catalogue = latest

    def _filled(self, catalogue: Catalogue, columns: Sequence[str]) -> list[Any]:
        parts = catalogue.between(self._first, self._last)
        # The first and the last part may reach beyond the span: reading tells how many of their rows count.
        edges = {part.file: self._read(catalogue, part, columns) for part in parts if not self._holds(part)}
        rows = sum(len(edges[part.file]) if part.file in edges else part.rows for part in parts)
        tables = (
            edges[part.file] if part.file in edges else self._read(catalogue, part, columns) for part in parts
        )
        return parquet.arrays(tables, rows, columns)

    def _tables(self, catalogue: Catalogue, columns: Sequence[str]) -> Iterator[Any]:
        for part in catalogue.between(self._first, self._last):
            yield self._read(catalogue, part, columns)

    def _holds(self, part: Part) -> bool:
        return part.first >= self._first and part.last <= self._last

    def _read(self, catalogue: Catalogue, part: Part, columns: Sequence[str]) -> Any:
        if self._holds(part):
            return read_part(self._files, catalogue, part, columns)
        every = ["time", *(name for name in columns if name != "time")]
        whole = read_part(self._files, catalogue, part, every)
        return parquet.cut(whole, self._first, self._last).select(list(columns))

    def __str__(self) -> str:
        """The series, and from when to when."""
        if self._first == FIRST:
            return str(self.series)
        return f"{self.series} from {from_milliseconds(self._first)} to {from_milliseconds(self._last)}"


def _absent(files: Files, catalogue: Catalogue) -> DamagedFile:
    """What to say of the first file that the catalogue names and nobody finds."""
    there = set(files.walk(catalogue.folder))
    gone = next((part for part in catalogue.parts if catalogue.path(part) not in there), None)
    if gone is None:  # it is back: a filesystem that tells late
        return DamagedFile(catalogue.folder, "a file of it could not be found")
    return DamagedFile(catalogue.path(gone), "it is not there", span=gone.span)
