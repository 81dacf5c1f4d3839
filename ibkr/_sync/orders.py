# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Orders: previewed, placed through their questions, watched, changed and cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.resources.synchronous.orders import Orders as OrdersOperations

from ibkr._core import looking, orders, previewing
from ibkr._sync.placed import Placed
from ibkr.model.answers import Answers

if TYPE_CHECKING:
    from ibkr_wire.models.orders import LiveOrder

    from ibkr._sync._shell import Shell
    from ibkr.model.answers import Policy
    from ibkr.model.orders import Order
    from ibkr.model.previews import Preview
    from ibkr.model.receipts import OrderProgress, OrderReceipt


class Orders(OrdersOperations):
    """Operations of the group `orders`, and the conversations around them."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def preview(self, account_id: str, ticket: Order) -> Preview:
        """What the order would cost and change; nothing is placed.

        Raises:
            OrderRejected: IBKR would refuse it.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/orders/whatif.
        """
        return self._shell.run(previewing.preview(account_id, ticket, self._shell.desk))

    def place(self, account_id: str, ticket: Order, *, answer: Policy | None = None) -> Placed:
        """Place one order; `answer` decides on IBKR's questions, and by default declines them all.

        The order is sent once. If no answer comes, IBKR is asked what it knows of
        `ticket.client_order_id`, and the order found is what comes back.

        Raises:
            OrderDeclined: a question was answered with no, and IBKR was told.
            OrderRejected: IBKR refused.
            OrderUnknown: no answer came and IBKR lists no such order: look before sending again.
            GatewayUnreachable: certainly nothing was sent.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/orders.
        """
        policy = answer or Answers.decline()
        receipt = self._shell.run(orders.place(account_id, ticket, policy, self._shell.desk))
        return Placed(self._shell, ticket, receipt)

    def modify(
        self, account_id: str, order_id: str | int, ticket: Order, *, answer: Policy | None = None
    ) -> Placed:
        """Replace a working order by the full ticket; side and contract must stay. Raises as `place`.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/order/{orderId}.
        """
        policy = answer or Answers.decline()
        flow = orders.modify(account_id, str(order_id), ticket, policy, self._shell.desk)
        return Placed(self._shell, ticket, self._shell.run(flow))

    def cancel(self, account_id: str, order_id: str | int) -> OrderProgress:
        """Ask for an order to be cancelled; the answer says only that IBKR took the wish.

        Raises:
            NotFound: IBKR knows no such order, or it is over already.

        Source: spec/openapi/paths/orders.yaml, DELETE /iserver/account/{accountId}/order/{orderId}.
        """
        return self._shell.run(orders.cancel(account_id, str(order_id), self._shell.desk))

    def find(self, client_order_id: str) -> OrderReceipt | None:
        """The order of that name among live orders and today's executions, or None."""
        return self._shell.run(looking.find(client_order_id, self._shell.desk))

    def live_orders(self) -> list[LiveOrder]:
        """Working orders and those finished today, active ones first."""
        return (self.live()).orders

    def progress(self, order_id: str | int) -> OrderProgress:
        """Where an order stands.

        Raises:
            NotFound: IBKR knows no such order of today.
        """
        return self._shell.run(looking.progress(str(order_id), self._shell.desk))
