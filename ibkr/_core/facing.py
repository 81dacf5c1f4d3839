"""Asking about the orders of an account that is not the active one.

IBKR lists orders and executions of the active account only, and a login may have several: whoever
looks for an order elsewhere finds nothing, and must not take that for an answer. So the account is
made the active one for the time of the question, and the one before is put back.

Source: limits-and-session.md, calls needed before others; endpoints.md, GET /iserver/account/orders.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final, TypeVar

from ibkr._core.accounts import select
from ibkr._core.exchange import BROKERAGE, converse, named
from ibkr._core.flow import holding
from ibkr.errors import IbkrError

if TYPE_CHECKING:
    from collections.abc import Callable

    from ibkr_wire.models.accounts import BrokerageAccounts

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

logger = logging.getLogger("ibkr")

T = TypeVar("T")

LANE: Final = "active account"


def facing(account_id: str, ask: Callable[[], Flow[T]], desk: Desk) -> Flow[T]:
    """What `ask` learns while the account is the active one; without an account, whichever is active.

    Questions of this kind go one after the other where a login has several accounts, so that none is
    asked while another account is active. A group of an advisor is no account: nothing is switched.
    """
    if not account_id:
        return (yield from ask())
    known = yield from tradable(desk)
    if len(known.accounts) < 2 or account_id not in known.accounts:
        return (yield from ask())
    return (yield from holding(LANE, _turned(account_id, ask, desk)))


def tradable(desk: Desk) -> Flow[BrokerageAccounts]:
    """The accounts of the login, asked for where they are not known."""
    if desk.session.accounts is not None:
        return desk.session.accounts
    return (yield from converse(named(BROKERAGE), desk))


def _turned(account_id: str, ask: Callable[[], Flow[T]], desk: Desk) -> Flow[T]:
    before: object = (yield from tradable(desk)).selected_account
    if before == account_id or not isinstance(before, str):
        return (yield from ask())
    yield from select(account_id, desk)
    try:
        found = yield from ask()
    except Exception:
        yield from _back(before, desk)
        raise
    yield from _back(before, desk)
    return found


def _back(before: str, desk: Desk) -> Flow[None]:
    try:
        yield from select(before, desk)
    except IbkrError as error:
        # What was learnt counts more; the next question that needs an account selects it by itself.
        logger.warning("active account not put back", extra={"error": type(error).__name__})
