"""How values look in a table."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest

from ibkr import errors
from ibkr.cli.console import column, exit_status, text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (msgspec.UNSET, ""),
        (Decimal("10.0"), "10"),
        (Decimal("1234567.50"), "1,234,567.5"),
        (datetime(2013, 2, 1, 15, 0, 3, 422000, tzinfo=UTC), "2013-02-01 15:00:03 UTC"),
        ("AAPL", "AAPL"),
        (265598, "265598"),
    ],
)
def test_a_value_is_shown_as_a_person_reads_it(value: Any, shown: str):
    assert text(value) == shown


def test_numbers_of_a_column_share_their_decimals():
    assert column([1000.0, 2.5, None]) == ["1,000.00", "2.50", ""]
    assert column([1000.0, 2.0]) == ["1,000", "2"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.GatewayUnreachable("nobody there"), 3),
        (errors.GatewayTimeout("silence"), 3),
        (errors.WrongScheme("plain where TLS is spoken"), 2),
        (errors.MissingExtra("simulator", needed_for="This"), 2),
        (errors.AmbiguousContract("which?", candidates=()), 2),
        (errors.NoSuchContract("none"), 1),
        (errors.NotAuthenticated("log in"), 1),
        (errors.OrderRejected("no", reason="no"), 1),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else str(value),
)
def test_the_exit_status_tells_what_kind_of_failure_it_was(error: errors.IbkrError, status: int):
    assert exit_status(error) == status
