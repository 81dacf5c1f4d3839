"""Once over the wire: TLS, HTTP and websockets, with both ways of signing in."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

import ibkr
from ibkr.simulator import simulate
from tests.auth.material import oauth1, oauth2, server

AAPL = 265598
WAYS = {"OAuth 1.0a": oauth1, "OAuth 2.0": oauth2}


@pytest.fixture(scope="module")
def simulation():
    with simulate(oauth=server(), pacing=False) as running:
        yield running


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_a_signed_session_calls_and_streams(simulation: Any, way: Any):
    with ibkr.Client(simulation.base_url, auth=way()) as ib:
        assert ib.market_data.snapshot(AAPL, fields=["last"], wait=5).last
        with ib.stream() as stream:
            stream.market_data(AAPL, fields=["last", "bid"])
            quote = next(event for event in stream if isinstance(event, ibkr.Quote))
    assert quote.conid == AAPL


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_the_asynchronous_client_does_the_same(simulation: Any, way: Any):
    async def ask() -> ibkr.Quote:
        async with ibkr.AsyncClient(simulation.base_url, auth=way()) as ib, ib.stream() as stream:
            stream.market_data(AAPL, fields=["last", "bid"])
            async for event in stream:
                if isinstance(event, ibkr.Quote):
                    return event
        raise AssertionError("the stream ended without a quote")

    assert asyncio.run(ask()).conid == AAPL


def test_who_does_not_sign_is_not_let_in(simulation: Any):
    with ibkr.Client(simulation.base_url) as ib, pytest.raises(ibkr.NotAuthenticated):
        ib.portfolio.accounts()
