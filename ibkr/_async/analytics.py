"""How accounts performed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ibkr_wire.resources.asynchronous.analytics import Analytics

from ibkr._core import analytics

if TYPE_CHECKING:
    from ibkr._async._shell import AsyncShell
    from ibkr.model.contracts import Which
    from ibkr.model.performance import AccountPerformance, PerformancePeriod, TransactionHistory


class AsyncAnalytics(Analytics):
    """Operations of the group `analytics`, with periods that are checked and days that are dates."""

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    async def returns(
        self, accounts: str | Iterable[str], *, period: PerformancePeriod = "1Y"
    ) -> dict[str, AccountPerformance]:
        """Net asset value and returns over a period, by account.

        Periods are 1D, 7D, MTD, 1M, 3M, 6M, 12M, YTD and 1Y; builds differ in whether they take the
        longer ones. IBKR answers once in 15 minutes for each account.

        Raises:
            InvalidArgument: there is no such period.
            PacingError: the account was asked about within the last 15 minutes.

        Source: spec/openapi/paths/analytics.yaml, POST /pa/performance.
        """
        return await self._shell.run(analytics.returns(accounts, self._shell.desk, period=period))

    async def returns_by_period(
        self, accounts: str | Iterable[str]
    ) -> dict[str, dict[str, AccountPerformance]]:
        """As `returns`, for every period at once: by account, then by period."""
        return await self._shell.run(analytics.returns_by_period(accounts, self._shell.desk))

    async def transactions_in(
        self,
        conid: Which,
        accounts: str | Iterable[str],
        *,
        currency: str = "USD",
        days: int = analytics.DAYS,
    ) -> TransactionHistory:
        """The transactions in one contract over the last `days`, the latest first.

        IBKR answers once in 15 minutes for each account.

        Raises:
            InvalidArgument: the currency or the number of days cannot be meant.

        Source: spec/openapi/paths/analytics.yaml, POST /pa/transactions.
        """
        flow = analytics.transactions_in(conid, accounts, self._shell.desk, currency=currency, days=days)
        return await self._shell.run(flow)
