# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""A placed order, in hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr._core import looking, orders
from ibkr._core.life import advance
from ibkr.model.answers import Answers

if TYPE_CHECKING:
    from ibkr._sync._shell import Shell
    from ibkr.model.answers import Policy, Transcript
    from ibkr.model.orders import Order
    from ibkr.model.receipts import OrderProgress, OrderReceipt


class Placed:
    """An order that IBKR acknowledged: watch it, change it, cancel it."""

    def __init__(self, shell: Shell, ticket: Order, receipt: OrderReceipt) -> None:
        """Made by `orders.place`."""
        self._shell = shell
        self.ticket = ticket
        self.receipt = receipt
        self.state: str = receipt.state
        """The latest state seen: `submitted`, `filled`, ..."""

    @property
    def order_id(self) -> str:
        """IBKR's id."""
        return self.receipt.order_id

    @property
    def client_order_id(self) -> str:
        """Our id, which IBKR shows as `order_ref`."""
        return self.receipt.client_order_id

    @property
    def account_id(self) -> str:
        """The account it trades for."""
        return self.receipt.account_id

    @property
    def transcript(self) -> Transcript:
        """The questions asked and the answers given."""
        return self.receipt.transcript

    def refresh(self) -> OrderProgress:
        """Where the order stands now."""
        return self._saw(self._shell.run(looking.progress(self.order_id, self._shell.desk)))

    def wait(self, state: str = "filled", *, timeout: float | None = 60.0) -> OrderProgress:
        """Return once the order is, or has been, in `state`.

        Raises:
            OrderEnded: it is over another way.
            OrderPending: `timeout` seconds have passed; None waits for ever.
        """
        flow = looking.wait(self.order_id, state, self._shell.desk, timeout=timeout, known=self.state)
        return self._saw(self._shell.run(flow))

    def modify(self, *, answer: Policy | None = None, **changes: Any) -> OrderReceipt:
        """Change the working order: `placed.modify(price="187.50")`. Raises as `orders.place`."""
        ticket = self.ticket.with_changes(**changes)
        policy = answer or Answers.decline()
        flow = orders.modify(self.account_id, self.order_id, ticket, policy, self._shell.desk)
        self.receipt = self._shell.run(flow)
        self.ticket, self.state = ticket, self.receipt.state
        return self.receipt

    def cancel(self) -> OrderProgress:
        """Ask for it to be cancelled; `wait("cancelled")` tells whether it was."""
        return self._saw(self._shell.run(orders.cancel(self.account_id, self.order_id, self._shell.desk)))

    def _saw(self, progress: OrderProgress) -> OrderProgress:
        self.state = advance(self.state, progress.state)
        return progress

    def __repr__(self) -> str:
        """Id and state."""
        return f"<Placed order {self.order_id} {self.state}>"
