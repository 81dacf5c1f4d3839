"""A whole gateway in memory: for tests of what happens from the first call to the fill."""

from __future__ import annotations

import pytest
from rebalancing import rebalance, shares_held

from ibkr.simulator import Fault, Faults

ACCOUNT = "DU1234567"
AAPL = 265598


def test_after_rebalancing_the_account_holds_the_target(gateway):
    with gateway.client() as ib:
        assert rebalance(ib, ACCOUNT, "AAPL", 120).startswith("BUY 20 AAPL")
        gateway.clock.advance(60)  # an hour would take no longer
        ib.portfolio.invalidate_positions(ACCOUNT)
        assert shares_held(ib, ACCOUNT, AAPL) == 120


@pytest.mark.ibkr_gateway(faults=Faults(Fault("drop_after", "orders.submit")))
def test_an_order_whose_answer_is_lost_is_not_sent_again(gateway):
    with gateway.client() as ib:
        assert rebalance(ib, ACCOUNT, "AAPL", 120).startswith("look for ")
    assert [entry.operation for entry in gateway.log].count("orders.submit") == 1


@pytest.mark.ibkr_gateway(seed=7)
def test_each_seed_is_a_world_of_its_own(gateway):
    with gateway.client() as ib:
        quote = ib.market_data.snapshot(AAPL, fields=["bid", "ask"], wait=5)
    assert quote.bid < quote.ask
