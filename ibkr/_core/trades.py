"""Executions of the last days, of the active account or of another one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.trades import executions

from ibkr._core.accounts import check_tradable
from ibkr._core.exchange import converse
from ibkr._core.facing import facing, tradable
from ibkr._core.naming import account_ids
from ibkr._core.reading import text
from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from ibkr_wire.models.trades import Trade

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

MOST_DAYS: Final = 7
"""Source: endpoints.md, GET /iserver/account/trades."""


def executed(desk: Desk, *, days: int | None, account_id: str | None) -> Flow[list[Trade]]:
    """The executions of the last days, in no order; today's only without `days`.

    Raises:
        InvalidArgument: IBKR does not look back that far, or that is no account number.
        UnknownAccount: the login may not trade that account.
    """
    operation = executions.operation(days=UNSET if days is None else _checked(days))
    if account_id is None:
        return (yield from converse(operation, desk))
    (account,) = account_ids(account_id)
    check_tradable(account, (yield from tradable(desk)), operation="trades.executions")
    found = yield from facing(account, partial(converse, operation, desk), desk)
    return [row for row in found if text(row.account) in (None, account)]


def _checked(days: int) -> int:
    if isinstance(days, bool) or not isinstance(days, int) or not 1 <= days <= MOST_DAYS:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
        raise InvalidArgument(
            f"days={days!r}: IBKR lists executions of 1 to {MOST_DAYS} days; `ib.analytics.transactions_in` "
            "lists older ones, a contract at a time."
        )
    return days
