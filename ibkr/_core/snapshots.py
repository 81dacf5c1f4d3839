"""Quotes by asking: the first call only subscribes, so ask until the fields are there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

import attrs
from ibkr_wire.rest.api.market_data import snapshot_rows
from ibkr_wire.tables.fields import BY_TAG

from ibkr._core.exchange import converse
from ibkr._core.fields import fields_named
from ibkr._core.flow import Pause
from ibkr.errors import InvalidArgument, NoSuchContract
from ibkr.model.bars import from_milliseconds
from ibkr.model.contracts import HasConid, conid_of
from ibkr.model.numbers import read_number
from ibkr.model.snapshots import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ibkr_wire.models.market_data import SnapshotRow
    from ibkr_wire.tables.fields import Field

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.snapshots import FieldValue

MOST_CONIDS: Final = 100
# Fields arrive half a second to a second after the first call.
ASK_EVERY: Final = 0.5
DEFAULT_FIELDS: Final = ("last", "bid", "ask", "bid_size", "ask_size", "volume")
NUMERIC: Final = frozenset({"price", "decimal", "percent", "abbreviated", "size", "integer"})
# Fields whose rounded text comes with the exact number beside it.
RAW: Final = {field.raw: f"{field.name}_raw" for field in BY_TAG.values() if field.raw is not None}
# How IBKR says that it does not know a conid: no symbol, no price.
UNKNOWN_CONTRACT: Final = {"55": "-", "31": "N/A"}


@attrs.define
class _Book:
    """The rows of one contract, merged: a later row may leave out what an earlier one told."""

    conid: int
    tags: dict[str, Any] = attrs.field(factory=dict[str, Any])
    updated: int | None = None

    def merge(self, row: SnapshotRow) -> None:
        self.tags.update(row.tags)
        if isinstance(row.updated, int):
            self.updated = row.updated

    def lacks(self, fields: Iterable[Field]) -> tuple[str, ...]:
        return tuple(field.name for field in fields if field.tag not in self.tags)

    def is_unknown(self) -> bool:
        return all(self.tags.get(tag) == value for tag, value in UNKNOWN_CONTRACT.items())


def snapshots(
    which: Sequence[int | HasConid], desk: Desk, *, fields: Sequence[str | int], wait: float
) -> Flow[list[Snapshot]]:
    """One snapshot for each contract, in their order.

    Asks again until every field is there or `wait` seconds have passed; what never
    came is in `missing`.

    Raises:
        InvalidArgument: an unknown field, or something that is no conid.
        NoSuchContract: IBKR knows no contract of one of these numbers.
    """
    wanted = fields_named(fields)
    conids = _checked(which)
    if not 0 <= wait < float("inf"):
        raise InvalidArgument(f"wait={wait!r}: say how many seconds to wait at most, 0 for one look.")
    books = {conid: _Book(conid) for conid in conids}
    deadline = desk.clock.monotonic() + wait
    while True:
        lacking = [book for book in books.values() if book.lacks(wanted)]
        yield from _ask(lacking, books, wanted, desk)
        settled = not any(book.lacks(wanted) for book in books.values())
        if settled or desk.clock.monotonic() >= deadline:
            return [_snapshot(books[conid], wanted) for conid in conids]
        yield Pause(min(ASK_EVERY, deadline - desk.clock.monotonic()))


def _checked(which: Sequence[int | HasConid]) -> list[int]:
    if not which:
        raise InvalidArgument("Name at least one contract for a snapshot.")
    return [conid_of(one) for one in which]


def _ask(
    lacking: Sequence[_Book], books: dict[int, _Book], wanted: tuple[Field, ...], desk: Desk
) -> Flow[None]:
    tags = [field.tag for field in wanted]
    for start in range(0, len(lacking), MOST_CONIDS):
        conids = [book.conid for book in lacking[start : start + MOST_CONIDS]]
        rows = yield from converse(snapshot_rows.operation(conids, fields=tags), desk)
        for row in rows:
            if row.conid in books:
                books[row.conid].merge(row)
    unknown = next((book.conid for book in lacking if book.is_unknown()), None)
    if unknown is not None:
        raise NoSuchContract(
            f"IBKR knows no contract {unknown}: `ib.contracts.find(symbol)` tells the number of one.",
            operation="market_data.snapshot",
        )


def _snapshot(book: _Book, wanted: tuple[Field, ...]) -> Snapshot:
    return Snapshot(
        book.conid,
        named_values(book.tags),
        missing=book.lacks(wanted),
        updated=None if book.updated is None else from_milliseconds(book.updated),
        raw=book.tags,
    )


def named_values(tags: Mapping[str, Any]) -> dict[str, FieldValue]:
    """The values under the names of their fields; `87_raw`, exact where 87 is rounded, is `volume_raw`."""
    known = {field.name: _value(field, tags[field.tag]) for tag in tags if (field := BY_TAG.get(tag))}
    twins = {name: tags[tag] for tag, name in RAW.items() if tag in tags}
    return {**{name: _read(value) for name, value in twins.items()}, **known}


def _read(value: str | float) -> FieldValue:
    number = read_number(value)
    return str(value) if number is None else number


def _value(field: Field, value: str | float) -> FieldValue:
    return _read(value) if field.kind in NUMERIC else str(value)


def one_or_many(which: Any, desk: Desk, *, fields: Sequence[str | int], wait: float) -> Flow[Any]:
    """As `snapshots`: one snapshot for one contract, a list for several of them."""
    several = _listed(which)
    if several is not None:
        return (yield from snapshots(several, desk, fields=fields, wait=wait))
    return (yield from snapshots([which], desk, fields=fields, wait=wait))[0]


def _listed(which: Any) -> Sequence[Any] | None:
    """The contracts of a list; None where one is named. A text is no list, and no conid either."""
    is_list = isinstance(which, Sequence) and not isinstance(which, str)
    return cast("Sequence[Any]", which) if is_list else None
