"""Orders: previewed, placed through their questions, watched, changed and cancelled."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, overload

from ibkr_wire.resources.asynchronous.orders import Orders

from ibkr._async.placed import AsyncPlaced, AsyncPlacedGroup
from ibkr._core import changing, looking, orders, previewing, prompting, recovering
from ibkr.model.answers import Answers
from ibkr.model.groups import OrderGroup

if TYPE_CHECKING:
    from ibkr_wire.models.orders import LiveOrder

    from ibkr._async._shell import AsyncShell
    from ibkr.model.answers import Policy, Prompt
    from ibkr.model.orders import Order
    from ibkr.model.previews import Preview
    from ibkr.model.receipts import DryRun, OrderProgress, OrderReceipt, Recovered


class AsyncOrders(Orders):
    """Operations of the group `orders`, and the conversations around them."""

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    async def preview(self, account_id: str, ticket: Order) -> Preview:
        """What the order would cost and change; nothing is placed.

        Raises:
            OrderRejected: IBKR would refuse it.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/orders/whatif.
        """
        return await self._shell.run(previewing.preview(account_id, ticket, self._shell.desk))

    @overload
    async def place(self, account_id: str, ticket: Order, *, answer: Policy | None = None) -> AsyncPlaced: ...

    @overload
    async def place(
        self, account_id: str, ticket: OrderGroup, *, answer: Policy | None = None
    ) -> AsyncPlacedGroup: ...

    async def place(
        self, account_id: str, ticket: Order | OrderGroup, *, answer: Policy | None = None
    ) -> AsyncPlaced | AsyncPlacedGroup:
        """Place one order or group; `answer` decides on IBKR's questions, and by default declines them all.

        The order is sent once. If no answer comes, IBKR is asked what it knows of
        `ticket.client_order_id`, and the order found is what comes back. `ibkr.bracket`
        and `ibkr.oca` make groups.

        Raises:
            OrderDeclined: a question was answered with no, and IBKR was told.
            OrderWentLive: it was answered with no, and the order is live all the same.
            OrderRejected: IBKR refused.
            OrderPartlyRejected: IBKR took some legs of the group and refused others.
            OrderUnknown: no answer came and IBKR lists no such order: look before sending again.
            GatewayUnreachable: certainly nothing was sent.
            LimitExceeded: it is beyond the client's `Limits`; nothing was sent.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/orders.
        """
        policy = answer or Answers.decline()
        receipt = await self._shell.run(orders.place(account_id, ticket, policy, self._shell.desk))
        if isinstance(ticket, OrderGroup):
            return AsyncPlacedGroup(self._shell, ticket, receipt)
        return AsyncPlaced(self._shell, ticket, receipt)

    async def dry_run(self, account_id: str, ticket: Order | OrderGroup) -> DryRun:
        """The exact request that `place` would send, after the same checks. Nothing is placed."""
        return await self._shell.run(orders.dry_run(account_id, ticket, self._shell.desk))

    @property
    def unsettled(self) -> tuple[str, ...]:
        """Our ids of the orders whose fate is not known; `recover` finds it out."""
        return tuple(next(iter(entry.names), entry.order_id) for entry in self._shell.desk.journal.open)

    async def recover(self) -> tuple[Recovered, ...]:
        """Find out what became of every order without a verdict: after silence, an interruption or a crash.

        With `Client(journal=path)` that includes what an earlier process left open.
        Nothing is sent but questions. Empty when there is nothing to find out.

        Raises:
            IbkrError: IBKR cannot be asked now; call again later.
        """
        return await self._shell.run(recovering.recover(self._shell.desk))

    async def modify(
        self, account_id: str, order_id: str | int, ticket: Order, *, answer: Policy | None = None
    ) -> AsyncPlaced:
        """Replace a working order by the full ticket; side and contract must stay. Raises as `place`.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/order/{orderId}.
        """
        policy = answer or Answers.decline()
        flow = orders.modify(account_id, str(order_id), ticket, policy, self._shell.desk)
        return AsyncPlaced(self._shell, ticket, await self._shell.run(flow))

    async def change(
        self, account_id: str, order_id: str | int, *, answer: Policy | None = None, **changes: Any
    ) -> AsyncPlaced:
        """Change only what is named: `change(account_id, order_id, price="187.50")`; the rest stays.

        The rest of the ticket is read from the live orders, because IBKR wants it whole.

        Raises:
            NotFound: IBKR lists no such order.
            InvalidOrder: the order does not show all it was placed with, or cannot take the change.
        """
        policy = answer or Answers.decline()
        flow = changing.changed((account_id, str(order_id)), changes, policy, self._shell.desk)
        ticket, receipt = await self._shell.run(flow)
        return AsyncPlaced(self._shell, ticket, receipt)

    async def cancel(
        self,
        account_id: str,
        order_id: str | int,
        *,
        manual_indicator: bool | None = None,
        ext_operator: str | None = None,
    ) -> OrderProgress:
        """Ask for an order to be cancelled; the answer says only that IBKR took the wish.

        For futures of the United States IBKR wants `manual_indicator` and `ext_operator`.

        Raises:
            NotFound: IBKR knows no such order, or it is over already.

        Source: spec/openapi/paths/orders.yaml, DELETE /iserver/account/{accountId}/order/{orderId}.
        """
        flow = orders.cancel(
            account_id,
            str(order_id),
            self._shell.desk,
            manual_indicator=manual_indicator,
            ext_operator=ext_operator,
        )
        return await self._shell.run(flow)

    async def cancel_all(self, account_id: str) -> None:
        """Ask for every working order of the account to be cancelled; `live_orders` shows how it goes.

        Source: spec/openapi/paths/orders.yaml, DELETE /iserver/account/{accountId}/order/{orderId}.
        """
        await self._shell.run(orders.cancel_all(account_id, self._shell.desk))

    async def suppress_questions(self, *message_ids: str, unlisted: Collection[str] = ()) -> None:
        """Let orders pass without these questions, such as "o163".

        IBKR forgets it with the brokerage session; this client says it again before the next order.

        Raises:
            InvalidArgument: there is no such question, or IBKR does not let it be switched off.

        Source: spec/questions.yaml; POST /iserver/questions/suppress.
        """
        await self._shell.run(prompting.suppress(message_ids, unlisted, self._shell.desk))

    async def restore_questions(self) -> None:
        """Let every question be asked again.

        Source: POST /iserver/questions/suppress/reset.
        """
        await self._shell.run(prompting.restore(self._shell.desk))

    async def respond(self, prompt: Prompt, option: str) -> OrderReceipt | None:
        """Choose one of the options of a server prompt, such as `OrderRejected.prompt`.

        Returns the order as it is listed afterwards, or None.

        Raises:
            InvalidArgument: the prompt does not offer `option`.

        Source: POST /iserver/notification.
        """
        return await self._shell.run(prompting.respond(prompt, option, self._shell.desk))

    async def find(self, client_order_id: str, *, account_id: str = "") -> OrderReceipt | None:
        """The order of that name among live orders and today's executions, or None.

        IBKR lists those of the active account only: name the account where the login has several.
        """
        return await self._shell.run(looking.find(client_order_id, self._shell.desk, account_id=account_id))

    async def live_orders(self) -> list[LiveOrder]:
        """Working orders and those finished today, active ones first."""
        return (await self.live()).orders

    async def progress(self, order_id: str | int, *, account_id: str = "") -> OrderProgress:
        """Where an order of the active account stands, or of the account that is named.

        Raises:
            NotFound: IBKR knows no such order of today.
        """
        flow = looking.progress(str(order_id), self._shell.desk, account_id=account_id)
        return await self._shell.run(flow)
