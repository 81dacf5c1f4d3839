"""One request to the account management side, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.problems import Problem, invalid

if TYPE_CHECKING:
    from ibkr.simulator.broker.broker import Broker
    from ibkr.simulator.http import Request
    from ibkr.simulator.management.office import Office
    from ibkr.simulator.management.records import ManagedAccount
    from ibkr.simulator.state import State

_PAGE = 100
_DAY = 86_400.0


@attrs.frozen(kw_only=True)
class Asked:
    """A request that may pass: who is asked about, and what was sent."""

    state: State
    path: Mapping[str, str]
    request: Request
    body: Mapping[str, Any] = attrs.field(factory=dict[str, Any])
    """The JSON body, or what the signed body says."""
    signed: bool = False

    @property
    def office(self) -> Office:
        """The records."""
        return self.state.office

    @property
    def broker(self) -> Broker:
        """The accounts' money and positions."""
        return self.state.broker

    @property
    def now(self) -> float:
        """Epoch seconds of the world."""
        return self.state.world.now()

    def managed(self, account: str) -> ManagedAccount:
        """An account that the client manages. Raises `Problem` for any other."""
        found = self.office.accounts.get(account)
        if found is None:
            raise Problem(403, "Forbidden", f"Account {account} is not yours to manage", kind="/simple")
        return found

    def query(self, name: str) -> str:
        """A query parameter that must be there. Raises `Problem`."""
        value = self.request.query.get(name)
        if not value:
            raise invalid([name], f"{name} is missing")
        return value

    def number(self, name: str, default: int, *, least: int = 0, most: int = 1 << 31) -> int:
        """A whole number of the query. Raises `Problem`."""
        return _whole(self.request.query.get(name, str(default)), name, least, most)

    def path_number(self, name: str) -> int:
        """A whole number of the path. Raises `Problem`."""
        return _whole(self.path[name], name, 0, 1 << 62)

    def period(self) -> tuple[float, float]:
        """First instant and end of the days asked about, epoch seconds. Raises `Problem`."""
        first, last = (_day(self.query(name), name) for name in ("startDate", "endDate"))
        if last < first:
            raise invalid(["endDate"], "endDate lies before startDate")
        return first, last + _DAY

    def page(self, rows: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, int]]:
        """The rows that were asked for, and where they stand among all."""
        offset, limit = self.number("offset", 0), self.number("limit", _PAGE, least=1, most=1000)
        return rows[offset : offset + limit], {"offset": offset, "limit": limit, "total": len(rows)}


def _whole(text: str, name: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdecimal() and least <= int(text[:20]) <= most):
        raise invalid([name], f"{name} must be a whole number from {least} on")
    return int(text)


def _day(text: str, name: str) -> float:
    try:
        return datetime.fromisoformat(text[:10]).replace(tzinfo=UTC).timestamp()
    except ValueError:
        raise invalid([name], f"{name} must be a day as 2013-02-19") from None
