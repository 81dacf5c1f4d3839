# Generated from spec/. Do not edit.
"""Operations of the group `analytics`, asynchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.analytics import (
        Performance,
        PerformanceAccounts,
        PerformanceRequest,
        PeriodPerformance,
        Transactions,
        TransactionsRequest,
    )
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import AsyncCaller


class Analytics:
    """Operations of the group `analytics`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def performance(self, body: PerformanceRequest) -> Performance:
        """Show net asset value and returns of accounts over a period.

        An unknown period is refused with status 400.

        Args:
            body: What is sent, as JSON.

        Needs a login. At most one call in 900 seconds for each account.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/analytics.yaml, POST /pa/performance.
        """
        from ibkr_wire.rest.api.analytics.performance import operation

        return await self._caller.call(operation(body))

    async def all_periods(
        self, body: PerformanceAccounts, *, account_id: str | UnsetType = UNSET
    ) -> dict[
        str,
        dict[str, PeriodPerformance | list[str] | str | float | bool | None]
        | list[str]
        | str
        | float
        | bool
        | None,
    ]:
        """Show net asset value and returns of accounts over every period.

        Accounts are keys of the answer and periods are keys of an account, among keys with fixed names.

        Args:
            body: What is sent, as JSON.
            account_id: One account, in place of those in the body.

        Needs a login.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/analytics.yaml, POST /pa/allperiods.
        """
        from ibkr_wire.rest.api.analytics.all_periods import operation

        return await self._caller.call(operation(body, account_id=account_id))

    async def transactions(self, body: TransactionsRequest) -> Transactions:
        """List the transactions of accounts in one contract.

        A call too many is answered with status 429 and no body.

        Args:
            body: What is sent, as JSON.

        Needs a login. At most one call in 900 seconds for each account.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/analytics.yaml, POST /pa/transactions.
        """
        from ibkr_wire.rest.api.analytics.transactions import operation

        return await self._caller.call(operation(body))

    async def summary(self, body: PerformanceAccounts) -> Any:
        """Show a summary of balances of accounts.

        No longer documented, and what it answers is not known. Use portfolio.summary.

        Args:
            body: What is sent, as JSON.

        Deprecated by IBKR. Needs a login. At most one call in 900 seconds for each account.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/analytics.yaml, POST /pa/summary.
        """
        from ibkr_wire.rest.api.analytics.summary import operation

        return await self._caller.call(operation(body))
