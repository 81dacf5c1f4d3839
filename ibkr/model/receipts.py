"""What is known of an order after it was sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from ibkr.model.answers import Transcript

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

    from ibkr.model.orders import Order

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
    """IBKR's id; empty for a leg that was refused without one."""
    status: str
    client_order_id: str | None = None
    text: str = ""
    """IBKR's words; for a refused leg the reason."""
    refused: bool = False
    ticket: Order | None = attrs.field(default=None, repr=False)
    """The leg's ticket, where IBKR's answer tells for certain which leg it is."""

    @property
    def state(self) -> str:
        """`status` in our words."""
        return order_state(self.status)


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

    def of_leg(self, leg: PlacedLeg) -> OrderReceipt:
        """The receipt of one leg by itself."""
        name = leg.client_order_id or ""
        return attrs.evolve(
            self,
            order_id=leg.order_id,
            client_order_id=name,
            status=leg.status,
            legs=(),
            transcript=Transcript(),
        )


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


@attrs.frozen
class DryRun:
    """What placing an order would send. Print it."""

    method: str
    path: str
    json: str
    """The body, byte for byte."""

    def __str__(self) -> str:
        """Method and path on one line, the body below."""
        return f"{self.method} {self.path}\n{self.json}"


@attrs.frozen(kw_only=True)
class Recovered:
    """What became of an order that had no verdict."""

    client_order_id: str
    """Our id of the order; of a group that of its first."""
    kind: str
    """`place`, or `modify` for a change to a working order."""
    verdict: str
    """`placed`: it is listed or was filled (a change: the order shows it); `absent`: it is not listed."""
    before: str
    """What was known: `sending`, `asked`, `answering`, `interrupted`, `unknown`, or an earlier `absent`."""
    sent: datetime
    """When it was sent, UTC."""
    tickets: tuple[Mapping[str, Any], ...]
    """What was ordered, under the gateway's names."""
    order_id: str = ""
    receipt: OrderReceipt | None = None
    """The order found."""
