"""Questions that are switched off: for the client's life, although IBKR forgets them with each session."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from ibkr_wire.models.orders import SuppressRequest
from ibkr_wire.rest.api.orders import reset_suppressions
from ibkr_wire.rest.api.orders import suppress as suppress_operation

from ibkr._core.exchange import converse
from ibkr.errors import IbkrError

if TYPE_CHECKING:
    from collections.abc import Collection

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

logger = logging.getLogger("ibkr")

# Source: limits-and-session.md, per endpoint.
MOST_IDS: Final = 51


def suppress(ids: Collection[str], desk: Desk) -> Flow[None]:
    """Switch the questions off, and remember that they are meant to be."""
    yield from _tell(ids, desk)
    desk.suppressed |= frozenset(ids)


def reset(desk: Desk) -> Flow[None]:
    """Let every question be asked again."""
    desk.suppressed = frozenset()
    yield from converse(reset_suppressions.operation(), desk)


def restate(desk: Desk) -> Flow[None]:
    """Switch them off again where the session may be another one than they were switched off in.

    Asked before each order. Suppressions end with the brokerage session, which may end and come back
    without a call of ours: so any change of the session's state since then counts. If IBKR does not take
    it, the order goes its way: the questions are then asked, and the order's own policy answers them.
    """
    if not desk.suppressed or desk.suppressed_in is _epoch(desk):
        return
    try:
        yield from _tell(desk.suppressed, desk)
    except IbkrError as error:
        logger.warning("questions not switched off again", extra={"error": type(error).__name__})


def _tell(ids: Collection[str], desk: Desk) -> Flow[None]:
    wanted = sorted(ids)
    for start in range(0, len(wanted), MOST_IDS):
        body = SuppressRequest(message_ids=wanted[start : start + MOST_IDS])
        yield from converse(suppress_operation.operation(body), desk)
    desk.suppressed_in = _epoch(desk)


def _epoch(desk: Desk) -> object:
    """What is another object once the session's state has changed."""
    return desk.session.changes[-1] if desk.session.changes else None
