"""No account number and no token in what is logged, at DEBUG neither, nor in what an error says."""

from __future__ import annotations

import logging
import random
from typing import TYPE_CHECKING, Any

import ibkr
from ibkr.simulator import Gateway
from ibkr.testing import SimulatorTransport
from tests.acceptance.test_order_faults import AAPL, ACCOUNT, POLICIES, TICKETS, World

if TYPE_CHECKING:
    import pytest


def said(record: logging.LogRecord) -> str:
    """All that a handler could write of a record, its extra fields included."""
    return " ".join(map(str, (record.getMessage(), vars(record))))


def attempts(ib: Any, chance: random.Random) -> list[Any]:
    quantity, price = chance.choice(TICKETS)
    order = ibkr.Order.limit(AAPL, "BUY", quantity, price=price)
    return [
        ib.portfolio.accounts,
        lambda: ib.portfolio.positions(ACCOUNT, 0),
        lambda: ib.portfolio.positions("DU7777777", 0),
        lambda: ib.orders.place(ACCOUNT, order, answer=chance.choice(POLICIES)),
        lambda: ib.orders.place("DU7777777", order.again()),
        lambda: ib.orders.place(ACCOUNT, ibkr.bracket(order.again(), stop_loss="400")),
        lambda: ib.orders.cancel(ACCOUNT, 1),
        lambda: ib.orders.cancel_all(ACCOUNT),
        ib.orders.recover,
        ib.session.tickle,
    ]


def test_whatever_breaks_no_secret_is_said(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG, logger="ibkr")
    words: list[str] = []
    for seed in range(6):
        world, chance = World(Gateway(clock=ibkr.ManualClock(), idle=None, seed=seed)), random.Random(seed)
        secrets = {ACCOUNT, "DU7777777", world.gateway.session.token, world.gateway.session.account_token}
        transport = SimulatorTransport(world.gateway)
        options = {"clock": world.gateway.clock, "keep_alive": False, "pacing": ibkr.Pacing(penalty=1.0)}
        with ibkr.Client(transport=transport, **options) as ib:
            for _ in range(4):
                world.break_by(chance)
                for attempt in attempts(ib, chance):
                    try:
                        attempt()
                    except ibkr.IbkrError as error:
                        words.append(" ".join((str(error), repr(error), *getattr(error, "__notes__", ()))))
                world.heal()
    spoken = words + [said(record) for record in caplog.records]
    assert len(words) > 50
    assert caplog.records
    assert [line for line in spoken if any(secret in line for secret in secrets)] == []
