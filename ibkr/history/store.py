"""Bars on disk: many series, many readers, one writer at a time."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any, get_args

import attrs
import numpy as np

from ..errors import InvalidArgument
from ..model.bars import Bars
from ..model.contracts import Contract
from ..model.downloads import Change, Series, bar_length, no_bars
from ..model.periods import BarSize
from ..model.spans import Span
from . import parquet
from .appending import Appender
from .catalogue import CATALOGUE, DATA, FORMAT, Catalogue, Part, check_format, decode, encode
from .errors import DamagedFile, StoreError
from .files import TEMPORARY, Files, files_at
from .integrity import Damage, damages, mend
from .reading import Selection, look_up, read_part

if TYPE_CHECKING:
    import os
    from collections.abc import Generator, Iterator

    from numpy.typing import NDArray

    from ..model.periods import Source

ROOT = "store.json"
SMALL_PARTS = 64
"""So many files are gathered into one a year, lest catalogues grow long."""
EVER = Span.of(datetime.fromisoformat("0001-01-02T00:00Z"), datetime.fromisoformat("9999-12-30T00:00Z"))


@attrs.frozen
class Stored:
    """What a store holds of one series."""

    conid: int
    symbol: str
    bar: BarSize
    source: Source
    hours: str
    """`regular` or `all`."""
    exchange: str
    bars: int
    first: datetime | None
    last: datetime | None
    size: int
    """Bytes on disk."""
    covered: tuple[Span, ...]
    """The time of which all bars that IBKR has are there."""
    series: Series


class Store:
    """Bars in Parquet files below a folder or a URL.

    Whatever happens in the middle of a write, what was there before stays readable,
    and what is there is whole. Any number of processes read while one writes; a second
    writer waits. Over a URL nothing keeps a second writer out: see to it that there is one.
    """

    def __init__(
        self, place: str | os.PathLike[str], *, wait: float = 60.0, files: Files | None = None
    ) -> None:
        """Open the store at `place`, or one to be: nothing is written before the first bar.

        Args:
            place: a folder, or a URL that pyarrow or fsspec can open, such as s3://bucket/history.
            wait: seconds to wait for another writer.
            files: takes the place of the files at `place`.

        Raises:
            NewerStore: a newer version of the package wrote it.
            StoreError: the folder holds something else.
            MissingExtra: pyarrow is not installed.
        """
        parquet.arrow()
        self._files = files_at(place) if files is None else files
        self._wait = wait
        self._guard = threading.Lock()
        self._check_root()

    def __repr__(self) -> str:
        """Where it is."""
        return f"Store({self._files.name!r})"

    def _check_root(self) -> None:
        try:
            content = self._files.read(ROOT)
        except FileNotFoundError:
            stray = next((path for path in self._files.walk() if not path.endswith(TEMPORARY)), ".lock")
            if stray == ".lock":
                return
            raise StoreError(
                f"{self._files.name} is no history store: it holds {stray} and no {ROOT}. "
                "Give an empty folder, or one that does not exist."
            ) from None
        try:
            check_format(json.loads(content)["format"], f"{self._files.name}/{ROOT}")
        except (ValueError, TypeError, KeyError) as error:
            raise DamagedFile(ROOT, f"it is not what a store begins with ({error})") from error

    # --- reading -------------------------------------------------------------------------------

    def read(
        self,
        contract: int | Contract,
        bar: BarSize,
        *,
        start: datetime | None = None,
        end: datetime | None = None,
        source: Source = "trades",
        outside_rth: bool = False,
        exchange: str = "",
    ) -> Selection:
        """The bars that open from `start` until just before `end`; the `to_…` methods read them.

        Raises:
            NotStored: there are no such bars.
            InvalidArgument: a naive datetime, or a bar size that IBKR does not know.
        """
        series = _series(contract, bar, source, outside_rth=outside_rth, exchange=exchange)
        span = None if start is None and end is None else Span.of(start or EVER.start, end or EVER.end)
        chosen = Selection.of(series, self._files, span)
        chosen.paths()  # whoever asks for what is not there hears of it here
        return chosen

    def series(self) -> list[Stored]:
        """What is there, by conid and bar size.

        Raises:
            DamagedFile: a catalogue cannot be read; `check()` lists all of them.
        """
        return [_stored(catalogue) for catalogue in self._catalogues()]

    def sql(self, query: str) -> Any:
        """The answer to a query, as a DuckDB relation: `.show()`, `.pl()`, `.df()`, `.fetchall()`.

        The view `bars` has the columns symbol, conid, bar, source, hours, exchange, time,
        open, high, low, close and volume.

        Raises:
            MissingExtra: duckdb is not installed.
            NotStored: the store is empty.
            StoreError: a file is damaged, so that it is no Parquet file any more.
            InvalidArgument: the query is not understood.
        """
        from .sql import ask, connect

        return ask(connect(self._files, list(self._catalogues())), query)

    def _catalogues(self) -> Iterator[Catalogue]:
        for path in self._files.walk(DATA):
            if path.endswith(f"/{CATALOGUE}"):
                yield decode(self._files.read(path), path)

    # --- what a download needs (`ibkr.model.downloads.BarStore`) --------------------------------

    def covered(self, series: Series) -> Sequence[Span]:
        """The time of which all bars are there."""
        return look_up(self._files, series).covered

    def times(self, series: Series, span: Span) -> NDArray[np.int64]:
        """Opening instants of the bars within a span, milliseconds since the epoch, oldest first."""
        if not look_up(self._files, series).parts:
            return np.empty(0, np.int64)
        return Selection.of(series, self._files, span).arrays(["time"])[0]

    def compare(self, series: Series, bars: Bars) -> Sequence[Change]:
        """What differs between `bars` and those of the same time that are there; nothing is changed."""
        _, old = self._overlapping(look_up(self._files, series), bars)
        return _changes(series, old, bars, replaced=False)

    def add(
        self,
        series: Series,
        bars: Bars,
        *,
        covers: Span | None = None,
        contract: Contract | None = None,
        replace: bool = True,
    ) -> Sequence[Change]:
        """Keep bars for good, and note that there are no others within `covers`.

        Where a bar of the same time is there and differs, `replace` decides which one is
        kept; the differences are returned either way.

        Raises:
            StoreBusy: another process writes, and did not finish in time.
            StoreError: the disk is full or fails; what was there before is untouched.
        """
        with self._writing():
            catalogue = look_up(self._files, series)
            replaced, old = self._overlapping(catalogue, bars)
            changes = _changes(series, old, bars, replaced=replace)
            new = parquet.merged(old, bars) if replace else parquet.merged(bars, old)
            described = attrs.evolve(catalogue, contract=contract or catalogue.contract).covering(covers)
            catalogue = self._exchange(described, replaced, new)
            if len(catalogue.parts) >= SMALL_PARTS:
                self._gather(catalogue)
        return changes

    def settle(self, series: Series) -> None:
        """Gather small files into one a year, and remove what interrupted writers left behind."""
        with self._writing():
            catalogue = self._gather(look_up(self._files, series))
            named = {catalogue.path(part) for part in catalogue.parts} | {f"{catalogue.folder}/{CATALOGUE}"}
            for path in list(self._files.walk(catalogue.folder)):
                if path not in named:
                    self._files.remove(path)

    # --- writing -------------------------------------------------------------------------------

    def append(
        self,
        contract: int | Contract,
        bars: Bars,
        bar: BarSize,
        *,
        source: Source = "trades",
        outside_rth: bool = False,
        exchange: str = "",
        replace: bool = False,
    ) -> Sequence[Change]:
        """Add bars from elsewhere: today's from a stream, or imported ones.

        What is there already is kept unless `replace`; differences are returned. The time
        does not count as covered: a later download fetches it, and what IBKR tells then replaces these.

        Raises:
            StoreBusy, StoreError: as `add`.
        """
        series = _series(contract, bar, source, outside_rth=outside_rth, exchange=exchange)
        known = contract if isinstance(contract, Contract) else None
        return self.add(series, bars, contract=known, replace=replace)

    def appender(
        self,
        contract: int | Contract,
        bar: BarSize,
        *,
        every: int = 1,
        source: Source = "trades",
        outside_rth: bool = False,
        exchange: str = "",
    ) -> Appender:
        """What keeps bars that come one by one: today's, from a stream.

            with store.appender(aapl, "1min") as kept:
                for bar in kept.passing(stream.bars(aapl.conid, "1min")):
                    ...

        Once `every` bars have come they are on disk; with 1 that is each bar before the
        loop sees it. They are kept as by `append`.

        Raises:
            InvalidArgument: no conid or bar size, or `every` is less than 1.
        """
        series = _series(contract, bar, source, outside_rth=outside_rth, exchange=exchange)
        known = contract if isinstance(contract, Contract) else None
        return Appender(lambda bars: self.add(series, bars, contract=known, replace=False), every=every)

    def check(self) -> list[Damage]:
        """Read everything and return what is damaged; nothing is changed."""
        return damages(self._files)

    def repair(self) -> list[Damage]:
        """Set damaged files aside, into the folder `damaged`, and return what was wrong.

        The time that they held is no longer covered, so the next download fetches it again.
        """
        with self._writing():
            found = damages(self._files)
            mend(self._files, found)
        return found

    @contextmanager
    def _writing(self) -> Generator[None]:
        with self._guard, self._files.writing(self._wait):
            yield

    def _overlapping(self, catalogue: Catalogue, bars: Bars) -> tuple[tuple[Part, ...], Bars]:
        """The parts whose time `bars` reach into, and what is in them."""
        if not len(bars):
            return (), no_bars()
        parts = catalogue.between(int(bars.time[0]), int(bars.time[-1]))
        return parts, self._bars(catalogue, parts)

    def _bars(self, catalogue: Catalogue, parts: Sequence[Part]) -> Bars:
        tables = [read_part(self._files, catalogue, part) for part in parts]
        return Bars(*parquet.arrays(tables, sum(map(len, tables))))

    def _exchange(self, catalogue: Catalogue, old: Sequence[Part], bars: Bars) -> Catalogue:
        """Put `bars` in the place of the `old` parts; the last write of it makes it so."""
        if not self._exists():
            self._files.write(ROOT, json.dumps({"store": "ibkr history", "format": FORMAT}).encode())
        new: list[Part] = []
        for chunk, some in parquet.chunked(bars, _chunks(catalogue.series)) if len(bars) else ():
            part, content = parquet.encode(some, catalogue.series, name=str(chunk))
            self._files.write(catalogue.path(part), content)
            new.append(part)
        latest = catalogue.exchanging(old, new)
        self._files.write(f"{catalogue.folder}/{CATALOGUE}", encode(latest))
        for part in old:
            self._files.remove(catalogue.path(part))
        return latest

    def _exists(self) -> bool:
        try:
            return bool(self._files.read(ROOT))
        except FileNotFoundError:
            return False

    def _gather(self, catalogue: Catalogue) -> Catalogue:
        chunk = _chunks(catalogue.series)
        by_chunk: dict[int, list[Part]] = {}
        for part in catalogue.parts:
            by_chunk.setdefault(int(chunk(np.array([part.first]))[0]), []).append(part)
        for parts in by_chunk.values():
            if len(parts) > 1:
                catalogue = self._exchange(catalogue, parts, self._bars(catalogue, parts))
        return catalogue


def _series(
    contract: int | Contract, bar: BarSize, source: Source, *, outside_rth: bool, exchange: str
) -> Series:
    if bar not in get_args(BarSize):
        raise InvalidArgument(f"A store has no bars of {bar!r}. Use one of {', '.join(get_args(BarSize))}.")
    return Series(_conid(contract), bar, source, outside_rth, exchange)


def _conid(contract: int | Contract) -> int:
    conid = contract.conid if isinstance(contract, Contract) else contract
    if conid < 0:
        raise InvalidArgument(
            f"{conid} is no conid: ib.contracts.find(symbol) tells the number of a contract."
        )
    return conid


def _stored(catalogue: Catalogue) -> Stored:
    series = catalogue.series
    return Stored(
        conid=series.conid,
        symbol=catalogue.contract.symbol if catalogue.contract else "",
        bar=series.bar,
        source=series.source,
        hours="all" if series.outside_rth else "regular",
        exchange=series.exchange,
        bars=catalogue.rows,
        first=catalogue.first,
        last=catalogue.last,
        size=sum(part.size for part in catalogue.parts),
        covered=catalogue.covered,
        series=series,
    )


def _changes(series: Series, old: Bars, new: Bars, *, replaced: bool) -> list[Change]:
    return [Change(series, old[a], new[b], replaced) for a, b in parquet.common(old, new)]


def _chunks(series: Series) -> Any:
    """What shares a file once it is gathered: a year of bars within days, else everything."""
    return _years if bar_length(series.bar).days == 0 else _zeros


def _years(times: NDArray[np.int64]) -> NDArray[np.int64]:
    return times.astype("datetime64[ms]").astype("datetime64[Y]").astype(np.int64) + 1970


def _zeros(times: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.zeros(len(times), np.int64)
