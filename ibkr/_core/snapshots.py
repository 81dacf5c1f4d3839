"""Quotes by asking: the first call only subscribes, so ask until the fields are there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
from ibkr_wire.rest.api.market_data import snapshot_rows
from ibkr_wire.tables.fields import BY_TAG

from ibkr._core.exchange import converse
from ibkr._core.fields import fields_named
from ibkr._core.flow import Pause
from ibkr.errors import InvalidArgument, NoSuchContract
from ibkr.model.bars import from_milliseconds
from ibkr.model.numbers import read_number
from ibkr.model.snapshots import Snapshot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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
    conids: Sequence[int], desk: Desk, *, fields: Sequence[str | int], wait: float
) -> Flow[list[Snapshot]]:
    """One snapshot for each of `conids`, in their order.

    Asks again until every field is there or `wait` seconds have passed; what never
    came is in `missing`.

    Raises:
        NoSuchContract: IBKR knows no contract of one of these numbers.
    """
    wanted = fields_named(fields)
    books = {conid: _Book(conid) for conid in _checked(conids)}
    deadline = desk.clock.monotonic() + wait
    while True:
        lacking = [book for book in books.values() if book.lacks(wanted)]
        yield from _ask(lacking, books, wanted, desk)
        settled = not any(book.lacks(wanted) for book in books.values())
        if settled or desk.clock.monotonic() >= deadline:
            return [_snapshot(books[conid], wanted) for conid in conids]
        yield Pause(min(ASK_EVERY, deadline - desk.clock.monotonic()))


def _checked(conids: Sequence[int]) -> Sequence[int]:
    if not conids:
        raise InvalidArgument("Name at least one contract for a snapshot.")
    for conid in conids:
        if not isinstance(conid, int) or isinstance(conid, bool) or conid < 1:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without a type checker
            raise InvalidArgument(f"A conid is a positive number, not {conid!r}: find it by its symbol.")
    return conids


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
    known = {
        BY_TAG[tag].name: _value(BY_TAG[tag], value) for tag, value in book.tags.items() if tag in BY_TAG
    }
    return Snapshot(
        book.conid,
        known,
        missing=book.lacks(wanted),
        updated=None if book.updated is None else from_milliseconds(book.updated),
        raw=book.tags,
    )


def _value(field: Field, value: str | float) -> FieldValue:
    number = read_number(value) if field.kind in NUMERIC else None
    return str(value) if number is None else number


def one_or_many(
    conid: int | Sequence[int], desk: Desk, *, fields: Sequence[str | int], wait: float
) -> Flow[Any]:
    """As `snapshots`: one snapshot for one conid, a list for several."""
    if isinstance(conid, int):
        return (yield from snapshots([conid], desk, fields=fields, wait=wait))[0]
    return (yield from snapshots(list(conid), desk, fields=fields, wait=wait))
