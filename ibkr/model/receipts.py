"""What is known of an order after it was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from ibkr.model.answers import Transcript

if TYPE_CHECKING:
    from decimal import Decimal

STATES: Final = {
    "Inactive": "inactive",
    "PendingSubmit": "pending_submit",
    "PreSubmitted": "pre_submitted",
    "Submitted": "submitted",
    "Filled": "filled",
    "PendingCancel": "pending_cancel",
    "PreCancelled": "pre_cancelled",
    "Cancelled": "cancelled",
    "WarnState": "warn_state",
    "Failed": "failed",
}
"""IBKR's words for an order's status, and ours. Source: orders.md, status."""


def order_state(status: str) -> str:
    """Our name for IBKR's `status`; a word that is not known stays as it is."""
    return STATES.get(status, status)


@attrs.frozen
class PlacedLeg:
    """One order of a bracket or group, as the placing answer names it."""

    order_id: str
    status: str
    client_order_id: str | None = None
    text: str = ""


@attrs.frozen
class OrderReceipt:
    """IBKR's acknowledgement of an order."""

    order_id: str
    client_order_id: str
    account_id: str
    status: str
    """IBKR's word, such as `PreSubmitted`."""
    transcript: Transcript = attrs.field(factory=Transcript)
    legs: tuple[PlacedLeg, ...] = ()
    found: bool = False
    """True when no answer came and the order was found by its `client_order_id` instead."""

    @property
    def state(self) -> str:
        """`status` in our words: `pre_submitted`, `filled`, ..."""
        return order_state(self.status)


@attrs.frozen
class OrderProgress:
    """Where an order stands."""

    order_id: str
    state: str
    """`pending_submit`, `submitted`, `filled`, `cancelled`, ...; an unknown word of IBKR's as it is."""
    filled: Decimal | None = None
    """Quantity filled so far, where IBKR tells."""
    remaining: Decimal | None = None
    average_price: Decimal | None = None
