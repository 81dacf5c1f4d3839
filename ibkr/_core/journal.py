"""What was sent and what became of it: a record that outlives the process.

Before an order leaves, its entry is written. What happens to it follows as notes,
the last of which is a verdict. An entry without one is an order whose fate is not
known, and `ib.orders.recover()` finds it out.

    sending → asked → answering → …          questions come and are answered
    placed · rejected · declined · unsent · absent        verdicts
    unknown · interrupted                                 to be found out

Entries hold no account number and no token: an account is written as its first two
and last three characters.
"""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias, cast

import attrs
import msgspec

from ibkr.errors import JournalError

if TYPE_CHECKING:
    from ibkr.model.orders import Order

logger = logging.getLogger("ibkr")

Kind: TypeAlias = Literal["place", "modify"]
Verdict: TypeAlias = Literal["placed", "rejected", "declined", "unsent", "absent"]

VERDICTS: Final = frozenset({"placed", "rejected", "declined", "unsent", "absent"})
# The fields of a ticket that say what was ordered. Names of people and firms stay out of the file.
KEPT: Final = frozenset(
    {
        "conid", "conidex", "side", "orderType", "quantity", "cashQty", "fxQty", "price", "auxPrice", "tif",
        "trailingAmt", "trailingType", "outsideRTH", "parentId", "isSingleGroup", "strategy", "cOID",
    }
)  # fmt: skip
ENCODER: Final = msgspec.json.Encoder(decimal_format="number")
# An order that was not listed is looked for again with the next recovery, for this long, in seconds.
LOOK_AGAIN: Final = 86_400.0


@attrs.frozen(kw_only=True)
class Entry:
    """One sending: a new order or group, or a change to a working order."""

    id: str
    kind: Kind
    at: float
    """When it was sent, seconds since the epoch."""
    account: str
    """The account, masked."""
    tickets: tuple[Mapping[str, Any], ...]
    """What was ordered, under the gateway's names."""
    order_id: str = ""
    """IBKR's id of the order to change; empty for a new one."""
    state: str = "sending"
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """The ids of our own (`client_order_id`) by which IBKR shows the orders."""
        return tuple(ticket["cOID"] for ticket in self.tickets if "cOID" in ticket)

    @property
    def is_open(self) -> bool:
        """Whether it is not known what became of it."""
        return self.state not in VERDICTS

    def due(self, now: float) -> bool:
        """Whether a recovery looks for it: open, or not found not long ago."""
        return self.is_open or (self.state == "absent" and now - self.at < LOOK_AGAIN)


class Store(Protocol):
    """Where the lines of a journal are kept."""

    def append(self, line: bytes) -> None:
        """Keep one line for good before returning."""
        ...

    def close(self) -> None:
        """Let go of it."""
        ...


def entry_of(
    kind: Kind, account_id: str, tickets: Sequence[Order], *, now: float, order_id: str = ""
) -> Entry:
    """The entry of an order that is about to be sent."""
    kept = [{key: value for key, value in one.to_wire().items() if key in KEPT} for one in tickets]
    return Entry(
        id=uuid.uuid4().hex,
        kind=kind,
        at=now,
        account=masked(account_id),
        tickets=tuple(kept),
        order_id=order_id,
    )


def masked(account_id: str) -> str:
    """An account as it may be written down: `DU…567`."""
    return f"{account_id[:2]}…{account_id[-3:]}"


class Journal:
    """The entries that matter still. Safe to use from many threads."""

    def __init__(self, store: Store | None = None, lines: Sequence[bytes] = ()) -> None:
        """Keep entries in memory, and in `store` too if there is one; `lines` are those it holds already."""
        self._store = store
        self._lock = threading.RLock()
        self._entries: dict[str, Entry] = {}
        self.problem: str | None = None
        """Why the latest note could not be written; None while all is well."""
        for line in lines:
            self._read(line)

    def begin(self, entry: Entry) -> None:
        """Write the entry down, before its order is sent.

        Raises:
            JournalError: it could not be written, so the order must not be sent.
        """
        with self._lock:
            try:
                self._write(attrs.asdict(entry))
            except OSError as error:
                raise JournalError(
                    f"The journal cannot be written ({error.strerror}), so the order was not sent: make "
                    "room, or give Client(journal=...) another path."
                ) from error
            self._entries[entry.id] = entry

    def note(self, entry_id: str, state: str, *, note: str = "", at: float) -> None:
        """Write down what happened to an entry. What cannot be written is remembered and logged."""
        with self._lock:
            known = self._entries.get(entry_id)
            if known is None:
                return
            self._keep(attrs.evolve(known, state=state, note=note))
            try:
                self._write({"id": entry_id, "state": state, "note": note, "noted": at})
                self.problem = None
            except OSError as error:
                self.problem = f"a note could not be written: {error.strerror}"
                logger.error("journal not written", extra={"state": state, "error": error.strerror})

    def due(self, now: float) -> tuple[Entry, ...]:
        """Entries that a recovery looks for, oldest first."""
        with self._lock:
            # What was absent for long enough is not looked for any more, nor kept.
            self._entries = {id_: entry for id_, entry in self._entries.items() if entry.due(now)}
            return tuple(self._entries.values())

    @property
    def open(self) -> tuple[Entry, ...]:
        """Entries whose fate is not known, oldest first."""
        with self._lock:
            return tuple(entry for entry in self._entries.values() if entry.is_open)

    def close(self) -> None:
        """Let go of the store."""
        if self._store is not None:
            self._store.close()

    def _keep(self, entry: Entry) -> None:
        if entry.is_open or entry.state == "absent":
            self._entries[entry.id] = entry
        else:
            del self._entries[entry.id]

    def _write(self, fields: Mapping[str, Any]) -> None:
        if self._store is not None:
            self._store.append(ENCODER.encode(fields))

    def _read(self, line: bytes) -> None:
        fields: Any = msgspec.json.decode(line)
        if "kind" in fields:
            tickets = tuple(cast("list[dict[str, Any]]", fields.pop("tickets")))
            entry = Entry(**fields, tickets=tickets)
        elif fields["id"] in self._entries:
            entry = attrs.evolve(
                self._entries[fields["id"]], state=fields["state"], note=fields.get("note", "")
            )
        else:
            return
        self._entries.setdefault(entry.id, entry)
        self._keep(entry)


def compacted(lines: Sequence[bytes], *, now: float) -> list[bytes]:
    """The lines that are still needed: those of entries that a recovery would look for."""
    journal = Journal(lines=lines)
    return [_line(entry) for entry in journal.due(now)]


def _line(entry: Entry) -> bytes:
    return ENCODER.encode(attrs.asdict(entry))
