"""Everything a live run decided and saw, one line at a time, on the disk before anything is sent.

The file belongs to its owner alone, and to one run at a time; half a line that a crash
left is cut off. It holds no account number.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import msgspec

from .._disk.journal_file import JournalFile
from ..errors import ConfigError
from ..model.bars import Bar, Bars, from_milliseconds, to_milliseconds
from .news import Intent, News  # noqa: TC001  # msgspec reads the annotations

if TYPE_CHECKING:
    import os

VERSION: Final = 2
Row: TypeAlias = tuple[int, float, float, float, float, float]
"""A bar: opening in milliseconds since the epoch, open, high, low, close, volume."""


class Opened(msgspec.Struct, frozen=True, tag="opened"):
    """The first line: what the run began with."""

    version: int
    strategy: str
    parameters: Mapping[str, Any]
    contracts: Mapping[str, int]
    bar: str
    warm: Mapping[str, list[Row]]
    cash: float
    fractional: bool
    leverage: float
    currency: str
    seed: int | None
    multipliers: Mapping[str, float] = {}
    """Money for one point of price."""
    settled: list[str] = []
    """Futures: what costs no money to hold."""


class Stepped(msgspec.Struct, frozen=True, tag="stepped"):
    """Bars were over: what happened until then, whether the strategy was asked, and what it wants."""

    bars: Mapping[str, Row]
    news: list[News]
    decided: bool
    intents: list[Intent]


class Sending(msgspec.Struct, frozen=True, tag="sending"):
    """An order is about to be sent under that name."""

    number: int
    client_order_id: str


class Acknowledged(msgspec.Struct, frozen=True, tag="acknowledged"):
    """IBKR's id of an order."""

    number: int
    order_id: str


class Heard(msgspec.Struct, frozen=True, tag="heard"):
    """Something that happened while the run was ending, between steps."""

    news: News


class Flattened(msgspec.Struct, frozen=True, tag="flattened"):
    """Orders were made that close every position."""


class Remarked(msgspec.Struct, frozen=True, tag="remarked"):
    """Something worth knowing next morning: a gap, a reconciliation, a refusal."""

    text: str


class Closed(msgspec.Struct, frozen=True, tag="closed"):
    """The run ended in good order."""

    reason: str


Entry: TypeAlias = Opened | Stepped | Sending | Acknowledged | Heard | Flattened | Remarked | Closed

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Entry).decode


class Ledger:
    """The lines of one run."""

    def __init__(self, file: JournalFile | None, entries: list[Entry]) -> None:
        """Made by `opened`."""
        self._file = file
        self.entries = entries

    def write(self, entry: Entry) -> None:
        """Add one line; it is on the disk when this returns.

        Raises:
            ConfigError: the disk does not take it; nothing must be sent then.
        """
        self.entries.append(entry)
        if self._file is None:
            return
        try:
            self._file.append(_encode(entry))
        except OSError as error:
            raise ConfigError(f"The ledger cannot be written: {error}. Nothing more is sent.") from error

    def close(self) -> None:
        """Give the file back."""
        if self._file is not None:
            self._file.close()


def opened(path: str | os.PathLike[str] | None) -> Ledger:
    """The ledger at `path`, with what it holds already; None keeps one in memory.

    Raises:
        ConfigError: it cannot be opened, another run has it, or a line of it cannot be read.
    """
    if path is None:
        return Ledger(None, [])
    try:
        file = JournalFile(Path(path))
    except OSError as error:
        raise ConfigError(f"The ledger {path} cannot be opened, or another run has it: {error}.") from error
    try:
        return Ledger(file, entries_of(file.lines(), path))
    except ConfigError:
        file.close()
        raise


def entries_of(lines: Iterable[bytes], path: object) -> list[Entry]:
    """The entries of a ledger.

    Raises:
        ConfigError: one cannot be read, or a newer version wrote them; it names the line.
    """
    found: list[Entry] = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(_decode(line))
        except msgspec.DecodeError as error:
            raise ConfigError(
                f"Line {number} of the ledger {path} cannot be read ({error}): keep the file, and give "
                "another name."
            ) from error
    if found and not (isinstance(found[0], Opened) and found[0].version <= VERSION):
        raise ConfigError(f"The ledger {path} was not begun by this version: give another name.")
    return found


def row_of(bar: Bar) -> Row:
    """A bar as the ledger keeps it."""
    return to_milliseconds(bar.time), bar.open, bar.high, bar.low, bar.close, bar.volume


def bar_of(row: Row) -> Bar:
    """A bar that the ledger kept."""
    time, *values = row
    return Bar(from_milliseconds(time), *values)


def rows_of(bars: Bars) -> list[Row]:
    """A series as the ledger keeps it."""
    return [row_of(bar) for bar in bars]


def bars_of(rows: Iterable[Row]) -> Bars:
    """A series that the ledger kept."""
    return Bars.from_bars(bar_of(row) for row in rows)
