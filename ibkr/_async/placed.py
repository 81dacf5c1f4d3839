"""A placed order, in hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ibkr._core import changing, looking, orders
from ibkr._core.life import advance
from ibkr.model.answers import Answers
from ibkr.model.receipts import OrderProgress, OrderReceipt, order_state

if TYPE_CHECKING:
    from ibkr._async._shell import AsyncShell
    from ibkr.model.answers import Policy, Transcript
    from ibkr.model.events import OrderUpdate
    from ibkr.model.groups import OrderGroup
    from ibkr.model.orders import Order


class AsyncPlaced:
    """An order that IBKR acknowledged: watch it, change it, cancel it."""

    def __init__(self, shell: AsyncShell, ticket: Order | None, receipt: OrderReceipt) -> None:
        """Made by `orders.place`."""
        self._shell = shell
        self.ticket = ticket
        """What was ordered. None for a leg of a group that IBKR's answer does not tell from its siblings."""
        self.receipt = receipt
        self.state: str = receipt.state
        """The latest state seen: `submitted`, `filled`, ..."""
        self._states = [self.state]
        self._listeners: list[Callable[[AsyncPlaced], None]] = []

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

    @property
    def states(self) -> tuple[str, ...]:
        """The states seen so far, oldest first."""
        return tuple(self._states)

    def on_change(self, listener: Callable[[AsyncPlaced], None]) -> None:
        """Call `listener(placed)` at every change of state that this handle sees."""
        self._listeners.append(listener)

    def hear(self, update: OrderUpdate) -> None:
        """Take the state from an event of the stream; one about another order changes nothing."""
        if str(update.order_id) == self.order_id and update.status:
            self._enter(order_state(update.status))

    async def refresh(self) -> OrderProgress:
        """Where the order stands now."""
        flow = looking.progress(self.order_id, self._shell.desk, account_id=self.account_id)
        return self._saw(await self._shell.run(flow))

    async def wait(self, state: str = "filled", *, timeout: float | None = 60.0) -> OrderProgress:
        """Return once the order is, or has been, in `state`.

        Raises:
            OrderEnded: it is over another way.
            OrderPending: `timeout` seconds have passed; None waits for ever.
        """
        flow = looking.wait(
            self.order_id,
            state,
            self._shell.desk,
            timeout=timeout,
            account_id=self.account_id,
            known=self.state,
            seen=self._enter,
        )
        return self._saw(await self._shell.run(flow))

    async def modify(self, *, answer: Policy | None = None, **changes: Any) -> OrderReceipt:
        """Change the working order: `placed.modify(price="187.50")`. Raises as `orders.place`."""
        policy, desk = answer or Answers.decline(), self._shell.desk
        place = (self.account_id, self.order_id)
        flow = changing.changed(place, changes, policy, desk, ticket=self.ticket)
        self.ticket, self.receipt = await self._shell.run(flow)
        self._enter(self.receipt.state)
        return self.receipt

    async def cancel(self) -> OrderProgress:
        """Ask for it to be cancelled; `wait("cancelled")` tells whether it was."""
        flow = orders.cancel(
            self.account_id,
            self.order_id,
            self._shell.desk,
            manual_indicator=None if self.ticket is None else self.ticket.manual_indicator,
            ext_operator=None if self.ticket is None else self.ticket.ext_operator,
        )
        return self._saw(await self._shell.run(flow))

    def _saw(self, progress: OrderProgress) -> OrderProgress:
        self._enter(progress.state)
        return progress

    def _enter(self, seen: str) -> None:
        state = advance(self.state, seen)
        if state == self.state:
            return
        self.state = state
        self._states.append(state)
        for listener in tuple(self._listeners):
            listener(self)

    def __repr__(self) -> str:
        """Id and state."""
        return f"<Placed order {self.order_id} {self.state}>"


class AsyncPlacedGroup:
    """A bracket or one-cancels-all group that IBKR acknowledged, leg by leg."""

    def __init__(self, shell: AsyncShell, group: OrderGroup, receipt: OrderReceipt) -> None:
        """Made by `orders.place`."""
        self._shell = shell
        self.group = group
        self.receipt = receipt
        self.legs = tuple(AsyncPlaced(shell, leg.ticket, receipt.of_leg(leg)) for leg in receipt.legs)
        """The orders, each as a handle. Their sequence is IBKR's."""

    @property
    def first(self) -> AsyncPlaced:
        """The entry of a bracket; of other groups the first order."""
        name = self.group.client_order_id
        return next((leg for leg in self.legs if leg.client_order_id == name), self.legs[0])

    @property
    def transcript(self) -> Transcript:
        """The questions asked about the group and the answers given."""
        return self.receipt.transcript

    async def cancel(self) -> tuple[OrderProgress, ...]:
        """Ask for every leg to be cancelled. The children of a bracket go with their parent."""
        return await self._shell.run(orders.cancel_group(self.receipt, self.group, self._shell.desk))

    def __repr__(self) -> str:
        """Kind and legs."""
        return f"<Placed {self.group.kind} {', '.join(f'{leg.order_id} {leg.state}' for leg in self.legs)}>"
