"""Finding out, after a crash or after silence, what became of every order without a verdict."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final

from ibkr_wire.rest.api.trades import executions

from ibkr._core.exchange import converse
from ibkr._core.facing import facing, tradable
from ibkr._core.flow import Pause, Work
from ibkr._core.journal import masked
from ibkr._core.looking import CLEAN_LOOKS, rows
from ibkr._core.orders import carries
from ibkr.model.bars import from_milliseconds
from ibkr.model.receipts import OrderReceipt, PlacedLeg, Recovered

if TYPE_CHECKING:
    from ibkr_wire.models.orders import LiveOrder
    from ibkr_wire.models.trades import Trade

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr._core.journal import Entry

logger = logging.getLogger("ibkr")

LANE: Final = "recovery"
# An order may be on its way for a while: seconds between the looks.
BETWEEN_LOOKS: Final = 5.0
# Executions can be listed for so many days back; only today's come by default.
MOST_DAYS: Final = 7
TODAY: Final = 6 * 3600.0


def recover(desk: Desk) -> Flow[tuple[Recovered, ...]]:
    """The fate of every order of the journal that has no verdict yet. Each gets one, and nothing is sent.

    Orders that an earlier recovery did not find are looked for again, for a day.

    Raises:
        IbkrError: IBKR cannot be asked now; what was open stays open.
    """
    found: dict[str, Recovered] = {}
    for look in range(CLEAN_LOOKS):
        lacking = [one for one in desk.journal.due(desk.clock.now()) if one.id not in found]
        if not lacking:
            break
        if look:
            yield Pause(BETWEEN_LOOKS)
        for account_id, entries in (yield from _by_account(lacking, desk)).items():
            asked = partial(_book, entries, desk, force=look > 0)
            book = yield from facing(account_id, asked, desk)
            for entry in entries:
                if (seen := _seen(entry, book)) is not None:
                    found[entry.id] = seen
                    yield _close(entry, seen, desk)
    for entry in desk.journal.due(desk.clock.now()):
        if entry.id not in found and entry.is_open:
            found[entry.id] = _recovered(entry, "absent")
            yield _close(entry, found[entry.id], desk)
    return tuple(found.values())


def _by_account(entries: list[Entry], desk: Desk) -> Flow[dict[str, list[Entry]]]:
    """Entries by the account that they were sent for; under "" those of groups, which are no account.

    The journal holds accounts masked. Where two of a login look alike, both are asked.
    """
    known = yield from tradable(desk)
    places: dict[str, list[Entry]] = {}
    for entry in entries:
        for account_id in [one for one in known.accounts if masked(one) == entry.account] or [""]:
            places.setdefault(account_id, []).append(entry)
    return places


def _book(entries: list[Entry], desk: Desk, *, force: bool) -> Flow[tuple[list[LiveOrder], list[Trade]]]:
    listed = yield from rows(desk, force=force)
    oldest = min(entry.at for entry in entries)
    old = desk.clock.now() - oldest > TODAY
    trades = yield from converse(executions.operation(**({"days": MOST_DAYS} if old else {})), desk)
    return listed, trades


def _seen(entry: Entry, book: tuple[list[LiveOrder], list[Trade]]) -> Recovered | None:
    listed, trades = book
    if entry.kind == "modify":
        return _changed(entry, listed)
    own = [row for row in listed if row.order_ref in entry.names]
    parents = {str(row.order_id) for row in own}
    children = [row for row in listed if str(row.parent_id) in parents and row not in own]
    legs = [PlacedLeg(str(row.order_id), _text(row.status), client_order_id=_name(row)) for row in own]
    legs += [PlacedLeg(str(row.order_id), _text(row.status)) for row in children]
    traded = {trade.order_ref: str(trade.order_id) for trade in trades if trade.order_ref in entry.names}
    known = {leg.client_order_id for leg in legs}
    legs += [PlacedLeg(id_, "Filled", client_order_id=str(n)) for n, id_ in traded.items() if n not in known]
    if not legs:
        return None
    account = next((row.acct for row in own if isinstance(row.acct, str)), "")
    first = legs[0]
    receipt = OrderReceipt(
        first.order_id,
        first.client_order_id or entry.names[0],
        account,
        first.status,
        legs=tuple(legs) if len(entry.tickets) > 1 else (),
        found=True,
    )
    return _recovered(entry, "placed", receipt)


def _changed(entry: Entry, listed: list[LiveOrder]) -> Recovered | None:
    row = next((row for row in listed if str(row.order_id) == entry.order_id), None)
    if row is None or not carries(row, entry.tickets[0]):
        return None
    account = row.acct if isinstance(row.acct, str) else ""
    receipt = OrderReceipt(entry.order_id, _name(row) or "", account, _text(row.status), found=True)
    return _recovered(entry, "placed", receipt)


def _recovered(entry: Entry, verdict: str, receipt: OrderReceipt | None = None) -> Recovered:
    return Recovered(
        client_order_id=next(iter(entry.names), ""),
        kind=entry.kind,
        verdict=verdict,
        before=entry.state,
        sent=from_milliseconds(int(entry.at * 1000)),
        tickets=entry.tickets,
        order_id=receipt.order_id if receipt else entry.order_id,
        receipt=receipt,
    )


def _close(entry: Entry, seen: Recovered, desk: Desk) -> Work:
    logger.info("order recovered", extra={"client_order_id": seen.client_order_id, "verdict": seen.verdict})
    now = desk.clock.now()
    return Work(lambda: desk.journal.note(entry.id, seen.verdict, note=seen.order_id, at=now))


def _name(row: LiveOrder) -> str | None:
    return row.order_ref if isinstance(row.order_ref, str) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
