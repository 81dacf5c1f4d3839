"""Whatever breaks while orders are placed, changed and cancelled: one ticket is at most one order, every
ticket has a verdict, and the verdict is true.

Each schedule is a seed: it decides what is done and what goes wrong meanwhile. The default run takes a few
hundred; `IBKR_FAULT_SCHEDULES=2000` takes more.
"""

from __future__ import annotations

import os
import random
from typing import Any

import attrs
import pytest

import ibkr
from ibkr.simulator import Fault, Gateway
from tests.stories import WAYS

ACCOUNT = "DU1234567"
AAPL = 265598
CHUNK = 25
SCHEDULES = int(os.environ.get("IBKR_FAULT_SCHEDULES", "300"))

# Where things go wrong: the order calls themselves, and those that find out about orders.
PLACES = (
    *("orders.submit",) * 4,
    *("orders.reply",) * 4,
    *("orders.resubmit",) * 3,
    *("orders.withdraw",) * 2,
    *("orders.live", "orders.status", "trades.executions", "accounts.brokerage", "*"),
)
KINDS: tuple[dict[str, Any], ...] = (
    *({"kind": "drop_before"},) * 3,
    *({"kind": "drop_after"},) * 4,
    {"kind": "answer", "status": 503},
    {"kind": "answer", "status": 503, "error": "Service Unavailable"},
    {"kind": "answer", "status": 500},
    {"kind": "answer", "status": 401},
    {"kind": "answer", "status": 429},
    {"kind": "delay", "seconds": 3.0},
    {"kind": "no_bridge"},
    {"kind": "competing"},
    {"kind": "expire"},
)
# A quiet price, one that asks o163, and one that IBKR refuses for lack of funds.
TICKETS = ((10, "446"), (10, "446"), (10, "446"), (10, "480"), (10, "480"), (90_000, "446"))
# What may arrive once for one ticket: placing and changing it, and each reply to a question.
ONCE = ("orders.submit", "orders.resubmit", "orders.reply")
POLICIES = (None, ibkr.Answers.accept("o163"), ibkr.Answers.accept("o163", "o383", "o451"))


@attrs.define
class World:
    """A gateway, and what it truly holds."""

    gateway: Gateway = attrs.field(factory=lambda: Gateway(clock=ibkr.ManualClock()))

    def orders(self, name: str) -> list[Any]:
        held = self.gateway.broker.orders(ACCOUNT)
        return [one for one in held if one.ticket.client_order_id == name]

    def price(self, name: str) -> float:
        (order,) = self.orders(name)
        return float(order.ticket.price)

    def sent_twice(self) -> list[str]:
        """Order requests that arrived more than once since the log was emptied."""
        arrived = [entry.path for entry in self.gateway.log if entry.operation in ONCE]
        return [path for path in arrived if arrived.count(path) > 1]

    def break_by(self, chance: random.Random) -> None:
        for _ in range(chance.choice((1, 1, 2, 3, 5))):
            what = dict(chance.choice(KINDS))
            times = chance.choice((1, 1, 1, 2, 4))
            fault = Fault(
                what.pop("kind"),
                chance.choice(PLACES),
                skip=chance.choice((0, 0, 0, 1, 2)),
                times=times,
                **what,
            )
            self.gateway.faults.add(fault)

    def heal(self) -> None:
        self.gateway.faults.clear()
        self.gateway.session.login(self.gateway.world.seconds(), bridge_after=0.0)
        self.gateway.clock.advance(10.0)


def placing(ib: Any, world: World, order: ibkr.Order, chance: random.Random):
    """Place; what comes back, or how it failed, agrees with what the gateway holds."""
    try:
        placed = yield ib.orders.place(ACCOUNT, order, answer=chance.choice(POLICIES))
    except ibkr.IbkrError as error:
        unknown, live = isinstance(error, ibkr.OrderUnknown), isinstance(error, ibkr.OrderWentLive)
        assert ib.orders.unsettled == (order.client_order_id,) * unknown
        assert unknown or len(world.orders(order.client_order_id)) == live
        return None
    assert [str(one.order_id) for one in world.orders(order.client_order_id)] == [placed.order_id]
    assert ib.orders.unsettled == ()
    return placed


def changing(ib: Any, world: World, placed: Any, chance: random.Random):
    """Change the price, or the quantity so much that IBKR asks; then cancel."""
    fresh = chance.choice(("447.50", "445"))
    try:
        yield placed.modify(price=fresh, answer=chance.choice(POLICIES))
    except ibkr.OrderUnknown:
        assert ib.orders.unsettled == (placed.client_order_id,)
    except ibkr.IbkrError:
        assert world.price(placed.client_order_id) != float(fresh)
    else:
        assert world.price(placed.client_order_id) == float(fresh)
    if chance.random() < 0.5:
        try:
            yield placed.cancel()
        except ibkr.IbkrError:
            return  # the wish may or may not have been heard: nothing was promised


def recovering(ib: Any, world: World, before: float):
    """Once the gateway answers, nothing stays unknown, and what is said is true."""
    yield ib.accounts.brokerage()
    yield ib.orders.live_orders()
    for one in (yield ib.orders.recover()):
        held = world.orders(one.client_order_id)
        if one.kind == "place":
            assert (one.verdict == "placed") == bool(held)
        else:
            assert (one.verdict == "placed") == (world.price(one.client_order_id) != before)
    assert ib.orders.unsettled == ()


@pytest.mark.parametrize("first", range(0, SCHEDULES, CHUNK))
def test_one_ticket_is_at_most_one_order_and_ends_with_a_true_verdict(first: int):
    world = World()

    def story(ib: Any):
        for seed in range(first, first + CHUNK):
            chance = random.Random(seed)
            quantity, price = chance.choice(TICKETS)
            order = ibkr.Order.limit(AAPL, "BUY", quantity, price=price)
            world.gateway.log.clear()
            world.break_by(chance)
            try:
                placed = yield from placing(ib, world, order, chance)
                assert len(world.orders(order.client_order_id)) <= 1
                if placed is not None and price == "446":
                    yield from changing(ib, world, placed, chance)
                world.heal()
                yield from recovering(ib, world, float(price))
                assert len(world.orders(order.client_order_id)) <= 1
                assert (world.sent_twice(), world.gateway.violations) == ([], [])
            except AssertionError as error:
                error.add_note(f"in schedule {seed}")
                raise
            yield ib.orders.cancel_all(ACCOUNT)

    way = list(WAYS.values())[first // CHUNK % len(WAYS)]
    way(story, world.gateway, pacing=ibkr.Pacing(penalty=2.0))
