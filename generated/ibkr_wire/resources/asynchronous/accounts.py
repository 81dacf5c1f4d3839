# Generated from spec/. Do not edit.
"""Operations of the group `accounts`, asynchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibkr_wire.models.accounts import BrokerageAccounts
    from ibkr_wire.resources import AsyncCaller


class Accounts:
    """Operations of the group `accounts`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def brokerage(self) -> BrokerageAccounts:
        """List the accounts that the brokerage session may trade.

        Orders, their changes and quotes need this call once in each session.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/accounts.
        """
        from ibkr_wire.rest.api.accounts.brokerage import operation

        return await self._caller.call(operation())
