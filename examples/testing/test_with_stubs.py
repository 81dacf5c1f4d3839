"""One answer for each call: for tests of single decisions, and of what hardly ever happens."""

from __future__ import annotations

import asyncio

import pytest
from rebalancing import rebalance, values

import ibkr
from ibkr.errors import GatewayFault
from ibkr.testing import BadStub, MissingStub

ACCOUNT = "DU1234567"
AAPL = 265598


def holding(stubs, shares: float) -> None:
    """The account holds so many AAPL, and nothing else."""
    (row, *_) = stubs.portfolio.positions.example()
    stubs.portfolio.positions.success([{**row, "conid": AAPL, "position": shares}])
    stubs.contracts.stocks.success()


def test_the_difference_is_bought(stubs):
    holding(stubs, 60.0)
    stubs.orders.submit.success()
    with stubs.client() as ib:
        said = rebalance(ib, ACCOUNT, "AAPL", 100)
    (order,) = stubs.orders.submit.calls[0].body["orders"]
    assert (order["conid"], order["side"], order["quantity"]) == (AAPL, "BUY", 40)
    assert said.startswith("BUY 40 AAPL")


def test_nothing_is_sent_when_the_target_is_met(stubs):
    holding(stubs, 100.0)
    with stubs.client() as ib:
        assert rebalance(ib, ACCOUNT, "AAPL", 100) == "nothing to do"
    assert stubs.orders.submit.calls == []


def test_a_refusal_is_told(stubs):
    holding(stubs, 0.0)
    stubs.orders.submit.error(ibkr.OrderRejected, "No trading permissions")
    with stubs.client() as ib:
        assert rebalance(ib, ACCOUNT, "AAPL", 10) == "refused: No trading permissions"


def test_an_order_that_met_silence_is_looked_for(stubs):
    holding(stubs, 0.0)
    stubs.orders.submit.network_error("timeout")
    stubs.orders.live.network_error("timeout")
    stubs.trades.executions.network_error("timeout")
    with stubs.client() as ib:
        assert rebalance(ib, ACCOUNT, "AAPL", 10).startswith("look for ")
    assert len(stubs.orders.submit.calls) == 1


def test_the_first_call_fails_and_the_second_succeeds(stubs):
    stubs.portfolio.positions.error(GatewayFault, times=1).success([])
    with stubs.client() as ib:
        assert ib.portfolio.positions(ACCOUNT, 0) == []
    assert len(stubs.portfolio.positions.calls) == 2


def test_many_operations_are_answered_by_one_pattern(stubs):
    stubs.on("GET", "/trsrv/*").error(ibkr.NotAuthenticated)
    with stubs.client() as ib, pytest.raises(ibkr.NotAuthenticated):
        ib.contracts.find("AAPL")


def test_the_asynchronous_client_asks_the_same_stubs(stubs):
    stubs.portfolio.positions.success()

    async def ask() -> dict[str, float]:
        async with stubs.async_client() as ib:
            return await values(ib, ACCOUNT)

    assert asyncio.run(ask()) == {"IBM": 8191.6}


def test_a_stub_cannot_answer_what_ibkr_would_not(stubs):
    with pytest.raises(BadStub, match=r"position is float, not str"):
        stubs.portfolio.positions.success([{"conid": AAPL, "position": "sixty"}])


def test_a_call_without_a_stub_says_which_there_are(stubs):
    stubs.portfolio.positions.success()
    with stubs.client() as ib, pytest.raises(MissingStub, match=r"stubs\.market_data\.history\.success"):
        ib.market_data.bars(AAPL, period="1m", bar="1d")
    stubs.missing.clear()  # this test wanted it
