"""The catalogue: one small file beside the bars of each series, which says what is there.

A reader takes the catalogue's word: a file that it does not name does not exist. So
one rename, that of the catalogue, adds and removes any number of files at once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import attrs

from ..errors import InvalidArgument
from ..model.bars import from_milliseconds, to_milliseconds
from ..model.contracts import Contract
from ..model.downloads import Series
from ..model.spans import Span, joined, without
from .errors import DamagedFile, NewerStore

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

FORMAT = 1
"""Raised when an older version could misread what this one writes."""
CATALOGUE = "series.json"
DATA = "data"
_CONTRACT = ("conid", "symbol", "sec_type", "name", "exchange", "currency")


@attrs.frozen
class Part:
    """One Parquet file. The parts of a series follow each other in time and never overlap."""

    file: str
    rows: int
    first: int
    """Opening of its first bar, milliseconds since the epoch."""
    last: int
    size: int
    """Bytes."""
    digest: str
    """BLAKE2b of its content, 16 bytes in hexadecimal."""

    @property
    def span(self) -> Span:
        """From its first bar until just after its last one's opening."""
        return Span(from_milliseconds(self.first), from_milliseconds(self.last + 1))


@attrs.frozen
class Catalogue:
    """What is there of one series."""

    series: Series
    contract: Contract | None = None
    covered: tuple[Span, ...] = ()
    """The time of which all bars that IBKR has are there."""
    parts: tuple[Part, ...] = ()

    @property
    def folder(self) -> str:
        """Where its files are."""
        return folder_of(self.series)

    @property
    def rows(self) -> int:
        """How many bars there are."""
        return sum(part.rows for part in self.parts)

    @property
    def first(self) -> datetime | None:
        """Opening of the first bar."""
        return from_milliseconds(self.parts[0].first) if self.parts else None

    @property
    def last(self) -> datetime | None:
        """Opening of the last bar."""
        return from_milliseconds(self.parts[-1].last) if self.parts else None

    def path(self, part: Part) -> str:
        """A part's path within the store."""
        return f"{self.folder}/{part.file}"

    def between(self, first: int, last: int) -> tuple[Part, ...]:
        """The parts that may hold bars opening between two instants, both included."""
        return tuple(part for part in self.parts if part.first <= last and part.last >= first)

    def exchanging(self, old: Iterable[Part], new: Iterable[Part]) -> Catalogue:
        """With `new` parts in the place of `old` ones."""
        gone = {part.file for part in old}
        kept = [part for part in self.parts if part.file not in gone]
        return attrs.evolve(self, parts=tuple(sorted([*kept, *new], key=lambda part: part.first)))

    def covering(self, span: Span | None) -> Catalogue:
        """With that time covered too."""
        return self if span is None else attrs.evolve(self, covered=joined([*self.covered, span]))

    def doubting(self, span: Span) -> Catalogue:
        """Without that time: it has to be asked for again."""
        left = tuple(rest for one in self.covered for rest in without(one, [span]))
        return attrs.evolve(self, covered=left)


def folder_of(series: Series) -> str:
    """The folder of a series; query engines read the columns from its name (Hive partitions).

    Raises:
        InvalidArgument: the exchange is no plain word.
    """
    exchange = series.exchange or "any"
    if not exchange.replace("-", "").replace("_", "").isalnum():
        raise InvalidArgument(f"{series.exchange!r} is no exchange: write one word, such as NASDAQ.")
    hours = "all" if series.outside_rth else "regular"
    who, what = f"conid={series.conid}/bar={series.bar}", f"source={series.source}/hours={hours}"
    return f"{DATA}/{who}/{what}/exchange={exchange}"


def encode(catalogue: Catalogue) -> bytes:
    """The file's content."""
    contract = catalogue.contract
    return json.dumps(
        {
            "format": FORMAT,
            "series": attrs.asdict(catalogue.series),
            "contract": contract and {name: getattr(contract, name) for name in _CONTRACT},
            "covered": [
                [to_milliseconds(span.start), to_milliseconds(span.end)] for span in catalogue.covered
            ],
            "parts": [attrs.asdict(part) for part in catalogue.parts],
        },
        indent=1,
    ).encode()


def decode(content: bytes, file: str) -> Catalogue:
    """A catalogue from its file.

    Raises:
        NewerStore: a newer version of the package wrote it.
        DamagedFile: it is no catalogue.
    """
    try:
        raw = json.loads(content)
        check_format(raw["format"], file)
        return Catalogue(
            Series(**raw["series"]),
            Contract(**raw["contract"]) if raw["contract"] else None,
            tuple(Span(from_milliseconds(start), from_milliseconds(end)) for start, end in raw["covered"]),
            tuple(Part(**part) for part in raw["parts"]),
        )
    except (ValueError, TypeError, KeyError) as error:
        raise DamagedFile(file, f"it is no catalogue ({error})") from error


def check_format(found: Any, file: str) -> None:
    """Raise `NewerStore` if this version cannot know what the file means."""
    if not isinstance(found, int):
        raise TypeError(f"format {found!r} is no number")
    if found > FORMAT:
        raise NewerStore(
            f"{file} has format {found} and this version reads up to {FORMAT}: update ibkr to read the store."
        )
