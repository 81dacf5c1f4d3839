"""Every operation of the description is a method of both clients."""

from __future__ import annotations

import pytest
from ibkr_wire.tables.operations import OPERATIONS

import ibkr

CLIENTS = {"sync": ibkr.Client(keep_alive=False), "async": ibkr.AsyncClient(keep_alive=False)}


@pytest.mark.parametrize("colour", CLIENTS)
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_is_reached_through_its_group(name: str, colour: str):
    group, _, method = name.partition(".")
    assert callable(getattr(getattr(CLIENTS[colour], group), method))


def test_a_group_is_made_once():
    assert CLIENTS["sync"].alerts is CLIENTS["sync"].alerts
