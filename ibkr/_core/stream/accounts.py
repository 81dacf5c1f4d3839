"""Frames about an account's money: profit and loss, summary, ledger, positions.

All of them bring only what changed. They come without an order of importance: a
later picture replaces an earlier one.

Source: spec/asyncapi.yaml, topics spl, ssd, sld; GET /portfolio/{accountId}/positions/{pageId}.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, TypeVar

from ibkr._core.stream.commands import LEDGER
from ibkr._core.stream.frames import as_list, as_object
from ibkr._core.stream.orders import same
from ibkr.model.account_events import AccountRows, LedgerUpdate, PnlUpdate, SummaryUpdate
from ibkr.model.events import PositionUpdate

Row = Mapping[str, Any]
RowsT = TypeVar("RowsT", bound=AccountRows)

HELD: Final = ("position", "avgCost")
"""What a position is: its value moves with every tick and is no news."""


class AccountBook:
    """The merged pictures of every account, since the connection began."""

    def __init__(self) -> None:
        """Begin with nothing known."""
        self._pnl: dict[str, dict[str, Any]] = {}
        self._rows: dict[tuple[type[AccountRows], str], dict[str, Row]] = {}

    def clear(self) -> None:
        """Forget everything: a new subscription brings it whole."""
        self._pnl.clear()
        self._rows.clear()

    def pnl(self, args: Row) -> list[PnlUpdate]:
        """Profit and loss by `<account>.<model>`."""
        rows = ((name, as_object(row)) for name, row in args.items())
        return [self._pnl_row(name, row) for name, row in rows if row]

    def _pnl_row(self, name: str, row: Row) -> PnlUpdate:
        known = self._pnl[name] = {**self._pnl.get(name, {}), **row}
        account, _, model = name.partition(".")
        return PnlUpdate(account, model or "Core", known, frozenset(row))

    def summary(self, account: str, body: Row) -> SummaryUpdate | None:
        """Values by name; None if the frame has none."""
        return self._merge(SummaryUpdate, account, body, "")

    def ledger(self, account: str, body: Row) -> LedgerUpdate | None:
        """Balances by currency; None if the frame has none."""
        return self._merge(LedgerUpdate, account, body, LEDGER)

    def _merge(self, kind: type[RowsT], account: str, body: Row, prefix: str) -> RowsT | None:
        rows = [row for row in map(as_object, as_list(body.get("result")) or ()) if row]
        named = [(str(row["key"]).removeprefix(prefix), row) for row in rows if "key" in row]
        if not named:
            return None
        known = dict(self._rows.get((kind, account), {}))
        for name, row in named:
            known[name] = {**known.get(name, {}), **row}
        self._rows[kind, account] = known
        return kind(account, known, frozenset(name for name, _ in named))


class PositionBook:
    """What has been told of positions. Outlives connections: that is how a gap is measured."""

    def __init__(self) -> None:
        """Begin with none."""
        self._told: dict[str, dict[int, Row]] = {}

    def compare(self, account: str, rows: Iterable[Row]) -> list[PositionUpdate]:
        """What differs from what was told: new, changed, and gone."""
        read = {row["conid"]: row for row in rows if type(row.get("conid")) is int}
        told = self._told.get(account, {})
        self._told[account] = {conid: _held(row) for conid, row in read.items()}
        gone = [
            PositionUpdate(account, conid, {**row, "position": 0.0})
            for conid, row in told.items()
            if conid not in read and not same(row.get("position"), 0)
        ]
        return gone + [
            PositionUpdate(account, conid, row)
            for conid, row in read.items()
            if _differs(told.get(conid), row)
        ]

    def forget(self, account: str) -> None:
        """Tell everything anew when it is read again."""
        self._told.pop(account, None)


def _differs(told: Row | None, row: Row) -> bool:
    if told is None:
        return not same(row.get("position"), 0)
    return any(not same(told.get(key), row.get(key)) for key in HELD)


def _held(row: Row) -> Row:
    return {key: row.get(key) for key in (*HELD, "ticker", "contractDesc")}
