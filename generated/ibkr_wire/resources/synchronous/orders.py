# Generated from spec/. Do not edit.
"""Operations of the group `orders`, synchronous."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.orders import (
        CancelAnswer,
        LiveOrders,
        OrderAnswer,
        OrderPreview,
        OrderStatus,
        OrderTicket,
        OrderTickets,
        PromptAnswer,
        ReplyRequest,
        SuppressAnswer,
        SuppressRequest,
    )
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import Caller


class Orders:
    """Operations of the group `orders`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def submit(self, account_id: str, body: OrderTickets) -> list[OrderAnswer]:
        """Place an order, a bracket or a one-cancels-all group.

        Answers with one item for each order, in no fixed order: an id, a question that must be answered at
        once, a prompt, or a refusal. Silence means that the outcome is unknown: look for the own id among
        orders and trades, never send again.

        Args:
            account_id: Account that trades, or the name of an advisor's group.
            body: What is sent, as JSON.

        Needs a brokerage session. The gateway wants to be asked before, once a session: accounts.brokerage.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/orders.
        """
        from ibkr_wire.rest.api.orders.submit import operation

        return self._caller.call(operation(account_id, body))

    def whatif(self, account_id: str, body: OrderTickets) -> OrderPreview:
        """Preview costs and margin of an order without placing it.

        Ask for quotes of the contract before, else the preview warns about missing market data. Invalid
        tickets are answered with status 500, missing funds with status 200 and a reason in `error`.

        Args:
            account_id: Account that trades, or the name of an advisor's group.
            body: What is sent, as JSON.

        Needs a brokerage session. The gateway wants to be asked before, once a session: accounts.brokerage.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/orders/whatif.
        """
        from ibkr_wire.rest.api.orders.whatif import operation

        return self._caller.call(operation(account_id, body))

    def resubmit(self, account_id: str, order_id: int | str, body: OrderTicket) -> list[OrderAnswer]:
        """Change a working order.

        The body is the full ticket with the changes in it, bare and not in a list; contract and side stay
        the same. Answers as for placing, questions included.

        Args:
            account_id: Account that trades, or the name of an advisor's group.
            order_id: Id of the order.
            body: What is sent, as JSON.

        Needs a brokerage session. The gateway wants to be asked before, once a session: accounts.brokerage,
        orders.live.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/order/{orderId}.
        """
        from ibkr_wire.rest.api.orders.resubmit import operation

        return self._caller.call(operation(account_id, order_id, body))

    def withdraw(
        self,
        account_id: str,
        order_id: int | str,
        *,
        ext_operator: str | UnsetType = UNSET,
        manual_indicator: bool | UnsetType = UNSET,
        manual_cancel_time: int | UnsetType = UNSET,
    ) -> CancelAnswer | list[CancelAnswer]:
        """Ask for an order to be cancelled.

        The answer only says that the wish was taken; the status tells whether the order is cancelled. An
        order that is unknown or not working is refused with an error, also with status 200.

        Args:
            account_id: Account that trades, or the name of an advisor's group.
            order_id: Id of the order; -1 cancels all orders of the account.
            ext_operator: Who gave the order; needed for United States futures.
            manual_indicator: A person cancels; needed for United States futures.
            manual_cancel_time: Time of a manual cancellation, for brokers and advisors.

        Needs a brokerage session. The gateway wants to be asked before, once a session: accounts.brokerage,
        orders.live.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, DELETE /iserver/account/{accountId}/order/{orderId}.
        """
        from ibkr_wire.rest.api.orders.withdraw import operation

        return self._caller.call(
            operation(
                account_id,
                order_id,
                ext_operator=ext_operator,
                manual_indicator=manual_indicator,
                manual_cancel_time=manual_cancel_time,
            )
        )

    def reply(self, reply_id: str, body: ReplyRequest) -> list[OrderAnswer]:
        """Answer the question that an order raised.

        The answer may be the next question; up to three were seen. Send nothing before the reply: it would
        then get status 503, with the order dropped or, as was seen once, working.

        Args:
            reply_id: Id of the question.
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/reply/{replyId}.
        """
        from ibkr_wire.rest.api.orders.reply import operation

        return self._caller.call(operation(reply_id, body))

    def live(
        self,
        *,
        filters: Sequence[
            Literal[
                "inactive",
                "pending_submit",
                "pre_submitted",
                "submitted",
                "filled",
                "pending_cancel",
                "pre_cancelled",
                "cancelled",
                "warn_state",
                "sort_by_time",
            ]
        ]
        | UnsetType = UNSET,
        force: bool | UnsetType = UNSET,
    ) -> LiveOrders:
        """List working orders and those finished today.

        The first answer of a session is empty with `snapshot` false: ask again. `filters` mutes the
        websocket topic for orders until a call with `force`, which itself answers with an empty list.

        Args:
            filters: Statuses to list; sort_by_time sorts instead of filtering.
            force: Drop the cached list; this answer is empty, the next one is fresh.

        Needs a brokerage session. At most one call in 5 seconds. The gateway wants to be asked before, once
        a session: accounts.brokerage.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, GET /iserver/account/orders.
        """
        from ibkr_wire.rest.api.orders.live import operation

        return self._caller.call(operation(filters=filters, force=force))

    def status(self, order_id: int | str) -> OrderStatus:
        """Read one order in detail.

        An order that is unknown, not cached, or of another account is answered with status 503 after about
        five seconds.

        Args:
            order_id: Id of the order.

        Needs a brokerage session. The gateway wants to be asked before, once a session: accounts.brokerage.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Unknown or not cached, or the service is away.

        Source: spec/openapi/paths/orders.yaml, GET /iserver/account/order/status/{orderId}.
        """
        from ibkr_wire.rest.api.orders.status import operation

        return self._caller.call(operation(order_id))

    def answer_prompt(self, body: PromptAnswer) -> str:
        """Answer a prompt of the server.

        For prompts that come instead of an order, or on the websocket topic `ntf`. The answer is a
        sentence, not an object.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/notification.
        """
        from ibkr_wire.rest.api.orders.answer_prompt import operation

        return self._caller.call(operation(body))

    def suppress(self, body: SuppressRequest) -> SuppressAnswer:
        """Let orders pass without some of the questions.

        Lasts until the brokerage session ends and has to be repeated in the next one. At most 51 questions.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/questions/suppress.
        """
        from ibkr_wire.rest.api.orders.suppress import operation

        return self._caller.call(operation(body))

    def reset_suppressions(self) -> SuppressAnswer:
        """Let all questions be asked again.

        Needs a Content-Length although it has no body; without it the answer is status 411.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/questions/suppress/reset.
        """
        from ibkr_wire.rest.api.orders.reset_suppressions import operation

        return self._caller.call(operation())

    def submit_one(self, account_id: str, body: OrderTicket) -> list[OrderAnswer]:
        """Place one order, in the form of an older gateway.

        The body is the bare ticket. Use the form that takes a list instead.

        Args:
            account_id: Account that trades, or the name of an advisor's group.
            body: What is sent, as JSON.

        Deprecated by IBKR. Needs a brokerage session. The gateway wants to be asked before, once a session:
        accounts.brokerage.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/order.
        """
        from ibkr_wire.rest.api.orders.submit_one import operation

        return self._caller.call(operation(account_id, body))

    def whatif_one(self, account_id: str, body: OrderTicket) -> OrderPreview:
        """Preview one order, in the form of an older gateway.

        The body is the bare ticket. Use the form that takes a list instead.

        Args:
            account_id: Account that trades, or the name of an advisor's group.
            body: What is sent, as JSON.

        Deprecated by IBKR. Needs a brokerage session. The gateway wants to be asked before, once a session:
        accounts.brokerage.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/{accountId}/order/whatif.
        """
        from ibkr_wire.rest.api.orders.whatif_one import operation

        return self._caller.call(operation(account_id, body))

    def submit_for_group(self, fa_group: str, body: OrderTickets) -> list[OrderAnswer]:
        """Place orders for an advisor's group of accounts, in the form of an older gateway.

        Today the group stands in place of the account in the ordinary path.

        Args:
            fa_group: Name of the group.
            body: What is sent, as JSON.

        Deprecated by IBKR. Needs a brokerage session. The gateway wants to be asked before, once a session:
        accounts.brokerage.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /iserver/account/orders/{faGroup}.
        """
        from ibkr_wire.rest.api.orders.submit_for_group import operation

        return self._caller.call(operation(fa_group, body))

    def beta_change(
        self,
        acct: str,
        id: int | str,
        *,
        conid: int | UnsetType = UNSET,
        ccy: str | UnsetType = UNSET,
        exchange: str | UnsetType = UNSET,
        qty: Decimal | UnsetType = UNSET,
        type: str | UnsetType = UNSET,
        side: str | UnsetType = UNSET,
        price: Decimal | UnsetType = UNSET,
        tif: str | UnsetType = UNSET,
    ) -> Any:
        """Change an order, in the form of the old beta.

        Part of the old beta; gateways of today answer with an error or status 404.

        Args:
            acct: Account.
            id: Id of the order.
            conid: Contract id.
            ccy: Currency.
            exchange: Exchange.
            qty: Quantity.
            type: Kind of order.
            side: Direction.
            price: Limit; needed for limit orders.
            tif: How long the order lives.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, PUT /ccp/order.
        """
        from ibkr_wire.rest.api.orders.beta_change import operation

        return self._caller.call(
            operation(
                acct,
                id,
                conid=conid,
                ccy=ccy,
                exchange=exchange,
                qty=qty,
                type=type,
                side=side,
                price=price,
                tif=tif,
            )
        )

    def beta_place(
        self,
        acct: str,
        conid: int,
        ccy: str,
        exchange: str,
        qty: Decimal,
        *,
        type: str | UnsetType = UNSET,
        side: str | UnsetType = UNSET,
        price: Decimal | UnsetType = UNSET,
        tif: str | UnsetType = UNSET,
    ) -> Any:
        """Place an order, in the form of the old beta.

        Part of the old beta; gateways of today answer with an error or status 404.

        Args:
            acct: Account.
            conid: Contract id.
            ccy: Currency.
            exchange: Exchange.
            qty: Quantity.
            type: Kind of order.
            side: Direction.
            price: Limit; needed for limit orders.
            tif: How long the order lives.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, POST /ccp/order.
        """
        from ibkr_wire.rest.api.orders.beta_place import operation

        return self._caller.call(
            operation(acct, conid, ccy, exchange, qty, type=type, side=side, price=price, tif=tif)
        )

    def beta_cancel(self, acct: str, id: int | str) -> Any:
        """Ask for an order to be cancelled, in the form of the old beta.

        Part of the old beta; gateways of today answer with an error or status 404.

        Args:
            acct: Account.
            id: Id of the order.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, DELETE /ccp/order.
        """
        from ibkr_wire.rest.api.orders.beta_cancel import operation

        return self._caller.call(operation(acct, id))

    def beta_live(self, acct: str, *, cancelled: bool | UnsetType = UNSET) -> Any:
        """List orders, in the form of the old beta.

        Part of the old beta; gateways of today answer with an error or status 404.

        Args:
            acct: Account.
            cancelled: Include cancelled orders.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/orders.yaml, GET /ccp/orders.
        """
        from ibkr_wire.rest.api.orders.beta_live import operation

        return self._caller.call(operation(acct, cancelled=cancelled))
