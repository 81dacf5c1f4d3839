"""Exercising an option is an order: a client that must not trade does not do it over a stream either."""

from __future__ import annotations

from typing import Any

import pytest
from ibkr_wire.models.accounts import BrokerageAccounts
from msgspec import convert

import ibkr
from ibkr._core.desk import Desk
from ibkr._core.stream.guarding import exercise_guard
from ibkr.errors import Guarded

PLAY = {"accounts": ["DU1234567"], "selectedAccount": "DU1234567"}
MONEY = {"accounts": ["U1234567"], "selectedAccount": "U1234567"}


def desk(accounts: dict[str, Any] | None, **settings: Any) -> Desk:
    made = Desk(**settings)
    made.session.accounts = None if accounts is None else convert(accounts, BrokerageAccounts)
    return made


@pytest.mark.parametrize("client", [ibkr.Client, ibkr.AsyncClient])
def test_a_read_only_client_opens_no_stream_that_exercises(client: Any):
    with pytest.raises(Guarded, match="read-only"):
        client(read_only=True).stream(exercise=True)


@pytest.mark.parametrize("client", [ibkr.Client, ibkr.AsyncClient])
def test_a_read_only_client_streams_all_the_same(client: Any):
    assert client(read_only=True).stream().subscriptions == ()


def test_a_stream_that_was_not_told_to_exercise_does_not():
    with pytest.raises(Guarded, match="exercise=True"):
        exercise_guard(desk(PLAY, live=True), exercise=False)()


def test_a_paper_account_exercises():
    exercise_guard(desk(PLAY), exercise=True)()


@pytest.mark.parametrize("accounts", [MONEY, None])
def test_an_account_that_is_not_known_to_be_paper_needs_a_live_client(accounts: Any):
    with pytest.raises(Guarded, match="live=True"):
        exercise_guard(desk(accounts), exercise=True)()
    exercise_guard(desk(accounts, live=True), exercise=True)()
