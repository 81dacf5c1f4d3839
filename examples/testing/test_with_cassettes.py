"""Exchanges recorded once, replayed since: for tests of how real answers are read.

Record them with `pytest --ibkr-record` while a gateway runs; `ibkr simulate --port 5000` is one.
"""

from __future__ import annotations

import asyncio

import pytest
from rebalancing import first_price, shares_held, values

import ibkr
from ibkr.testing import NetworkBlocked, decode, decode_frame, no_network

AAPL = 265598


def test_positions_are_read(cassette):
    with cassette.client() as ib:
        (account,) = ib.portfolio.accounts()
        assert shares_held(ib, account.account_id, AAPL) == 100


def test_values_are_read_by_the_asynchronous_client(cassette):
    async def ask() -> dict[str, float]:
        async with cassette.async_client() as ib:
            (account,) = await ib.portfolio.accounts()
            return await values(ib, account.account_id)

    assert set(asyncio.run(ask())) == {"AAPL", "IBM", "MSFT"}


def test_a_stream_is_read(cassette):
    with cassette.client() as ib:
        assert first_price(ib, AAPL, connect=cassette.connect) > 400


def test_nothing_leaves_the_machine():
    with no_network(), ibkr.Client(keep_alive=False) as ib, pytest.raises(NetworkBlocked):
        ib.portfolio.accounts()


def test_one_recorded_answer_is_read_as_the_client_reads_it():
    body = b'[{"conid": 265598, "position": "a hundred"}]'
    read = decode("GET", "/v1/api/portfolio/DU0000001/positions/0", 200, body)
    assert (read.operation, read.value[0].conid) == ("portfolio.positions", AAPL)
    assert [drift.path for drift in read.drift] == ["$[*].position"]


def test_one_recorded_frame_is_read_as_a_stream_reads_it():
    (status,) = decode_frame('{"topic": "sts", "args": {"authenticated": true}}')
    assert isinstance(status, ibkr.SessionStatus)
