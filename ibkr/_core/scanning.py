"""Scans: the vocabulary is asked for once, and names are checked against it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from ibkr_wire.models.scanner import ScanCondition, ScanRequest
from ibkr_wire.rest.api.scanner import params, run

from ibkr._core.exchange import exchange
from ibkr._core.flow import holding
from ibkr._core.naming import one_of
from ibkr._core.reading import rows, text, whole, word
from ibkr.errors import InvalidArgument
from ibkr.model.scans import Scan, ScanHit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ibkr_wire.models.scanner import ScannerParams, ScanResult

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

# The list is very large and the same all day; IBKR gives it once in 15 minutes (limits-and-session.md).
KEPT: Final = 12 * 3600.0
SHELF: Final = "scanner.params"


def vocabulary(desk: Desk) -> Flow[ScannerParams]:
    """Everything a scan can be made of, asked for at most once in twelve hours."""
    kept = _kept(desk)
    if kept is None:
        kept = yield from holding(f"before {SHELF}", _fetched(desk))
    return kept


def _kept(desk: Desk) -> ScannerParams | None:
    time, found = desk.shelf.get(SHELF, (0.0, None))
    return found if found is not None and desk.clock.monotonic() - time < KEPT else None


def _fetched(desk: Desk) -> Flow[ScannerParams]:
    kept = _kept(desk)  # another caller may have asked while this one waited
    if kept is None:
        kept = yield from exchange(params.operation(), desk)
        desk.shelf[SHELF] = desk.clock.monotonic(), kept
    return kept


def result(scan: Scan | ScanRequest, desk: Desk) -> Flow[ScanResult]:
    """The answer to a scan; one written as `Scan` is checked first.

    Raises:
        InvalidArgument: IBKR has no such scan, instrument, market or condition; the nearest are given.
    """
    wanted = scan
    if isinstance(scan, Scan):
        wanted = _request(scan, (yield from vocabulary(desk)))
    return (yield from exchange(run.operation(wanted), desk))  # pyright: ignore[reportArgumentType]  # a Scan was made a request above


def hits(scan: Scan | ScanRequest, desk: Desk) -> Flow[list[ScanHit]]:
    """The contracts found, best first; at most 50."""
    found = rows((yield from result(scan, desk)).contracts)
    # The name of the value stands on the first row only (endpoints.md, scanner).
    column = next((name for row in found if (name := text(row.column_name))), None)
    return [_hit(rank, row, column) for rank, row in enumerate(found, 1)]


def _hit(rank: int, row: Any, column: str | None) -> ScanHit:
    return ScanHit(
        rank,
        conid=whole(row.con_id) or 0,
        symbol=word(row.symbol),
        name=word(row.company_name),
        description=word(row.contract_description_1),
        sec_type=word(row.sec_type),
        exchange=word(row.listing_exchange),
        value=word(row.scan_data) or None,
        column=column,
    )


# --- names -------------------------------------------------------------------------------------


def _request(scan: Scan, known: ScannerParams) -> ScanRequest:
    types = {text(one.code) or "": rows(one.instruments) for one in rows(known.scan_type_list)}
    instruments = {text(one.type) or "": rows(one.filters) for one in rows(known.instrument_list)}
    filters = {text(one.code) or "": one for one in rows(known.filter_list)}
    _check(scan.type, types, "scan")
    _check(scan.instrument, instruments, "instrument of scans")
    _check_fits(scan, types[scan.type] if types else [])
    _check(scan.location, set(_locations(rows(known.location_tree))), "market to scan")
    for name in scan.filters:
        _check(name, filters, "condition of scans")
    conditions = [ScanCondition(code=name, value=_sent(value)) for name, value in scan.filters.items()]
    return ScanRequest(instrument=scan.instrument, type=scan.type, location=scan.location, filter=conditions)


def _check(name: str, among: Any, what: str) -> None:
    # A list that did not come says nothing: IBKR decides then.
    if among:
        one_of(name, among, what=what)


def _check_fits(scan: Scan, instruments: list[Any]) -> None:
    if instruments and scan.instrument not in instruments:
        raise InvalidArgument(
            f"The scan {scan.type} is not for {scan.instrument}: it works for "
            f"{', '.join(map(str, instruments))}."
        )


def _locations(tree: Iterable[Any]) -> Iterator[str]:
    for one in tree:
        yield word(one.type)
        yield from _locations(rows(one.locations))


def _sent(value: Any) -> str | int | float | bool:
    # IBKR takes numbers and texts alike; a Decimal keeps its digits as text.
    return str(value) if isinstance(value, Decimal) else value
