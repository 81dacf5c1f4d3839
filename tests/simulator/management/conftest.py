"""Clients of the account management side."""

from __future__ import annotations

import pytest

from tests.simulator.management.manager import Manager


@pytest.fixture
def manager() -> Manager:
    return Manager()


@pytest.fixture
def anybody() -> type[Manager]:
    """Make managers, each with a world of his own."""
    return Manager
