# Generated from spec/. Do not edit.
"""Operations of the group `orders`, synchronous."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.orders import OpenOrders, OrderAnswer, OrderTickets, PlacedOrder
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import Caller


class Orders:
    """Operations of the group `orders`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def submit(self, account_id: str, body: OrderTickets) -> list[OrderAnswer]:
        """Send orders and return what the gateway made of each.

        Args:
            account_id: Account that the call is for.
            body: The tickets.

        Needs a brokerage session. At most one call in 5 seconds for each account. The gateway wants to be
        asked before, once a session: orders.open.

        Answers with an error:
            401: There is no session.

        Source: tiny_spec/openapi/paths/orders.yaml, POST /account/{accountId}/orders.
        """
        from ibkr_wire.rest.api.orders.submit import operation

        return self._caller.call(operation(account_id, body))

    def open(
        self,
        account_id: str,
        *,
        page_id: int | UnsetType = UNSET,
        force: bool | UnsetType = UNSET,
        side: Literal["BUY", "SELL"] | UnsetType = UNSET,
    ) -> OpenOrders:
        """Return the names of open orders by their id.

        Orders of other accounts are left out.

        Args:
            account_id: Account that the call is for.
            page_id: Number of the page.
            force: As the gateway names it.
            side: As the gateway names it.

        Deprecated by IBKR. Needs a login.

        Source: tiny_spec/openapi/paths/orders.yaml, GET /account/{accountId}/orders/open.
        """
        from ibkr_wire.rest.api.orders.open import operation

        return self._caller.call(operation(account_id, page_id=page_id, force=force, side=side))

    def one(self, account_id: str, order_id: int | str, keys: Sequence[str]) -> PlacedOrder | None:
        """Return one order.

        Args:
            account_id: Account that the call is for.
            order_id: As the gateway names it.
            keys: As the gateway names it.

        Needs a brokerage session. At most 1 at once.

        Source: tiny_spec/openapi/paths/orders.yaml, GET /account/{accountId}/orders/{orderId}.
        """
        from ibkr_wire.rest.api.orders.one import operation

        return self._caller.call(operation(account_id, order_id, keys))
