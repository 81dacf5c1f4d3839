"""The orders that work in the running sessions, and whose turn is next."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs
import numpy as np

from ibkr.simulator.broker.kinds import KINDS
from ibkr.simulator.broker.matching import Chance, Window, next_chance
from ibkr.simulator.broker.tape import Tape, hours_of, tape_of

if TYPE_CHECKING:
    from ibkr.simulator.broker.order import Order
    from ibkr.simulator.market.calendar import Session
    from ibkr.simulator.market.hours import Hours
    from ibkr.simulator.market.market import Market


@attrs.define(eq=False)
class _Place:
    """An order at work: how far the seconds of its session have been looked through for it."""

    order: Order
    session: Session
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
        self._taken: dict[tuple[str, str, float], tuple[int, Decimal]] = {}
        self._extremes: dict[int, Decimal] = {}

    def enter(self, order: Order, now: float, session: Session) -> None:
        """Let an order work from `now` on in a session that runs, or anew if it was changed.

        What the latest print left in the book is on offer to it too.
        """
        place = self._places[order.order_id] = _Place(order, session, now, -1)
        place.after = max(self._printed(place, now) - 1, -1)

    def reenter(self, order: Order, now: float) -> None:
        """Let an order that is at work go on as changed."""
        self.enter(order, now, self._places[order.order_id].session)

    def update(self, order: Order) -> None:
        """Carry on with the next state of an order, if it is at work."""
        if order.order_id in self._places:
            self._places[order.order_id].order = order

    def leave(self, order_id: int) -> None:
        """Take an order out, if it is at work."""
        self._places.pop(order_id, None)

    def close(self, now: float, hours: Hours) -> set[int]:
        """End the sessions of a venue that are over: the orders that worked in them, no longer at work.

        Other venues that close at the same moment have a bell of their own.
        """
        ended = {
            order_id
            for order_id, place in self._places.items()
            if place.session.closes <= now and hours_of(place.order.ticket) == hours
        }
        for order_id in ended:
            del self._places[order_id]
        self._taken = {key: taken for key, taken in self._taken.items() if key[2] > now}
        return ended

    def __contains__(self, order_id: int) -> bool:
        """Whether that order is at work."""
        return order_id in self._places

    def extreme(self, order_id: int) -> Decimal | None:
        """The best price that a trailing stop has seen, as far as it was looked after."""
        return self._extremes.get(order_id)

    def forget_extreme(self, order_id: int) -> None:
        """Let a trailing stop begin anew."""
        self._extremes.pop(order_id, None)

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

    def session_of(self, order_id: int) -> Session:
        """The session in which an order is at work."""
        return self._places[order_id].session

    def take(self, order: Order, chance: Chance, room: Decimal) -> Decimal:
        """Use up a chance: what an order gets, at most `room`; zero if others of that second had too much."""
        place = self._places[order.order_id]
        place.chance, place.after = None, chance.second
        key = (order.conidex, order.ticket.side, place.session.closes)
        second, taken = self._taken.get(key, (-1, Decimal(0)))
        taken = taken if second == chance.second else Decimal(0)
        size = min(room, max(chance.available - taken, Decimal(0)))
        if order.ticket.all_or_none and size < order.remaining:
            return Decimal(0)
        self._taken[key] = (chance.second, taken + size)
        return size

    def _look(self, place: _Place, until: float) -> Chance | None:
        if place.chance is None:
            window = self._window(place, until)
            if window is None:
                return None
            place.chance = next_chance(self._market, window, place.since)
            if place.chance is None:
                self._keep_extreme(window)
                place.after = window.last
        return place.chance

    def _window(self, place: _Place, until: float) -> Window | None:
        last = self._printed(place, until)
        if last <= place.after:
            return None
        tape = tape_of(self._market, place.order.ticket, place.session)
        if tape is None:
            return None
        return Window(
            place.order,
            tape,
            place.session,
            first=place.after + 1,
            last=last,
            stale=max(self._printed(place, place.since) - place.after, 0),
            extreme=self._seen(place.order, tape),
        )

    def _seen(self, order: Order, tape: Tape) -> int | None:
        """The best price of a trailing stop in units: what was seen, or what its first stop implies."""
        if not KINDS[order.ticket.order_type].trails:
            return None
        known = self._extremes.get(order.order_id)
        if known is None and order.ticket.stop is not None:
            known = _implied(order)
        return None if known is None else tape.units(known)

    def _keep_extreme(self, window: Window) -> None:
        if not window.kind.trails or window.order.triggered:
            return
        seen = window.prints if window.extreme is None else np.append(window.extreme, window.prints)
        best = int(seen.min() if window.is_buy else seen.max())
        self._extremes[window.order.order_id] = window.tape.price(best)

    def trailing_stop(self, order: Order) -> Decimal | None:
        """Where the stop of a trailing order stands, as far as it was looked after."""
        best, ticket = self.extreme(order.order_id), order.ticket
        if best is None or order.triggered:
            return order.trailing_stop or ticket.stop
        return stop_after(order, best)

    def _printed(self, place: _Place, at: float) -> int:
        return self._market.printed(place.order.ticket.conid, place.session, at)


def stop_after(order: Order, best: Decimal) -> Decimal:
    """The trailing stop that follows from the best price seen."""
    ticket, sign = order.ticket, 1 if order.ticket.side == "BUY" else -1
    assert ticket.trailing_amount is not None, "a trailing order was checked"
    away = best * ticket.trailing_amount / 100 if ticket.trailing_type == "%" else ticket.trailing_amount
    tick = order.instrument.tick
    return ((best + sign * away) / tick).quantize(Decimal(1)) * tick


def _implied(order: Order) -> Decimal:
    ticket, sign = order.ticket, 1 if order.ticket.side == "BUY" else -1
    assert ticket.stop is not None
    assert ticket.trailing_amount is not None
    if ticket.trailing_type == "%":
        return ticket.stop / (1 + sign * ticket.trailing_amount / 100)
    return ticket.stop - sign * ticket.trailing_amount
