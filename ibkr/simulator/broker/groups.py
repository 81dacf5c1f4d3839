"""Which orders of one request belong together: parents with children, and one-cancels-all groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from ibkr.simulator.broker.ticket import Ticket


@attrs.frozen
class Plan:
    """The tickets of a request; `parents` holds the place of each one's parent in it, or None."""

    tickets: tuple[Ticket, ...]
    parents: tuple[int | None, ...]
    name: str
    """Of the one-cancels-all group, if the request is one."""

    @staticmethod
    def of(tickets: Sequence[Ticket], *, name: str) -> Plan:
        """Find out who is whose parent: a child names the cOID of another ticket."""
        places = {ticket.client_order_id: place for place, ticket in enumerate(tickets)}
        places.pop(None, None)
        parents = [None if ticket.parent_id is None else places.get(ticket.parent_id) for ticket in tickets]
        # An order that names itself is nobody's child.
        mended = [None if parent == place else parent for place, parent in enumerate(parents)]
        return Plan(tuple(tickets), tuple(mended), name)

    def children(self, place: int) -> list[int]:
        """The places of an order's children."""
        return [child for child, parent in enumerate(self.parents) if parent == place]

    def parents_first(self) -> list[int]:
        """All places, every parent before its children; a circle of parents is broken anywhere."""
        return sorted(range(len(self.tickets)), key=self._depth)

    def _depth(self, place: int) -> int:
        depth, at = 0, self.parents[place]
        while at is not None and depth < len(self.tickets):
            depth, at = depth + 1, self.parents[at]
        return depth
