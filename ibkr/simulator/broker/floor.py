"""The orders that work in the running session, and whose turn is next."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.matching import Chance, next_chance
from ibkr.simulator.market import calendar

if TYPE_CHECKING:
    from ibkr.simulator.broker.order import Order
    from ibkr.simulator.market.market import Market


@attrs.define(eq=False)
class _Place:
    """An order at work: how far the seconds of the session have been looked through for it."""

    order: Order
    since: float
    """When it began to work, was woken or was last changed."""
    after: int
    """The last second that is dealt with."""
    chance: Chance | None = None


class Floor:
    """Orders at work, each looked after from its last fill on. Liquidity of a second is given once."""

    def __init__(self, market: Market) -> None:
        """Work orders against `market`."""
        self._market = market
        self._places: dict[int, _Place] = {}
        self._taken: dict[tuple[int, str], tuple[int, int]] = {}

    def enter(self, order: Order, now: float) -> None:
        """Let an order work from `now` on, or anew if it was changed.

        What the latest print left in the book is on offer to it too.
        """
        place = self._places[order.order_id] = _Place(order, now, -1)
        place.after = max(self._printed(place, now) - 1, -1)

    def update(self, order: Order) -> None:
        """Carry on with the next state of an order, if it is at work."""
        if order.order_id in self._places:
            self._places[order.order_id].order = order

    def leave(self, order_id: int) -> None:
        """Take an order out, if it is at work."""
        self._places.pop(order_id, None)

    def clear(self) -> None:
        """End the session: nothing is at work and nothing is taken."""
        self._places.clear()
        self._taken.clear()

    def __contains__(self, order_id: int) -> bool:
        """Whether that order is at work."""
        return order_id in self._places

    def next_turn(self, until: float) -> tuple[Order, Chance] | None:
        """The order with the earliest chance by `until`; of the same moment the older order."""
        turns = [
            (chance.time, order_id, chance)
            for order_id, place in self._places.items()
            if (chance := self._look(place, until)) is not None and chance.time <= until
        ]
        if not turns:
            return None
        _, order_id, chance = min(turns, key=lambda turn: turn[:2])
        return self._places[order_id].order, chance

    def take(self, order: Order, chance: Chance) -> Decimal:
        """Use up a chance: the shares the order gets, zero if others of that second had them all."""
        place = self._places[order.order_id]
        place.chance, place.after = None, chance.second
        key = (order.ticket.conid, order.ticket.side)
        second, taken = self._taken.get(key, (-1, 0))
        taken = taken if second == chance.second else 0
        size = min(order.remaining, Decimal(max(chance.available - taken, 0)))
        self._taken[key] = (chance.second, taken + int(size))
        return size

    def _look(self, place: _Place, until: float) -> Chance | None:
        if place.chance is None:
            place.chance = next_chance(
                self._market, place.order, after=place.after, since=place.since, until=until
            )
            if place.chance is None:
                place.after = max(place.after, self._printed(place, until))
        return place.chance

    def _printed(self, place: _Place, at: float) -> int:
        session = calendar.latest_session(place.since)
        return self._market.printed(place.order.ticket.conid, session, at)
