"""`sbd`: the book of one contract, price by price; one ladder for an account.

All rows come first, then those that changed (which nobody has verified). Source: gateway
facts "Websocket", section sbd.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.feeds.base import Complaint, Message
from ibkr.simulator.market.depth import ladder
from ibkr.simulator.market.market import NoPrices
from ibkr.simulator.quoting import contract_conid
from ibkr.simulator.rendering.ladder import ladder_rows

if TYPE_CHECKING:
    from ibkr.simulator.state import State

LADDER_SECONDS = 0.5

Rows = dict[int, Mapping[str, Any]]


@attrs.define(kw_only=True)
class _Ladder:
    """One open ladder. `told` is what the client knows, None before the first frame."""

    target: str
    conid: int
    next_at: float
    told: Rows | None = None


class LadderFeed:
    """The ladders of one socket, by account."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._open: dict[str, _Ladder] = {}

    def subscribe(self, rest: str) -> Iterable[Message]:
        """`DU1234567+8314` or `DU1234567+8314+NYSE`; it takes the place of the account's ladder before."""
        account, _, contract = rest.partition("+")
        conid = contract_conid(contract.partition("+")[0])
        if account not in self._state.broker.accounts:
            raise Complaint(f"sbd: there is no account {account[:32]!r}")
        if conid is None or not self._state.market.has_prices(conid):
            raise Complaint(f"sbd: there is no book of {contract[:32]!r}")
        self._open[account] = _Ladder(target=rest, conid=conid, next_at=self._state.now())
        return ()

    def unsubscribe(self, rest: str) -> Iterable[Message]:
        """`DU1234567`: there is no answer."""
        self._open.pop(rest.partition("+")[0], None)
        return ()

    def clear(self) -> None:
        """End every ladder."""
        self._open.clear()

    def next_due(self) -> float | None:
        """When the next rows may come."""
        return min((each.next_at for each in self._open.values()), default=None)

    def messages(self) -> Iterator[Message]:
        """What changed; without a level 2 subscription one frame without rows."""
        now = self._state.now()
        for each in self._open.values():
            if now < each.next_at:
                continue
            each.next_at = now + LADDER_SECONDS
            known, each.told = each.told, self._rows(each.conid)
            data = [row for place, row in each.told.items() if known is None or known.get(place) != row]
            if data or known is None:
                yield f"sbd+{each.target}", {"data": data}

    def _rows(self, conid: int) -> Rows:
        if not self._state.habits.depth or self._state.habits.entitlements.lacks(conid):
            return {}
        try:
            quote = self._state.market.quote(conid, self._state.world.now())
        except NoPrices:
            return {}
        return dict(enumerate(ladder_rows(ladder(quote))))
