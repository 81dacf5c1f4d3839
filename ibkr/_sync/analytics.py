# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""How accounts performed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ibkr_wire.resources.synchronous.analytics import Analytics as AnalyticsOperations

from ibkr._core import analytics

if TYPE_CHECKING:
    from ibkr._sync._shell import Shell
    from ibkr.model.contracts import Which
    from ibkr.model.performance import AccountPerformance, PerformancePeriod, TransactionHistory


class Analytics(AnalyticsOperations):
    """Operations of the group `analytics`, with periods that are checked and days that are dates."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def returns(
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
        return self._shell.run(analytics.returns(accounts, self._shell.desk, period=period))

    def returns_by_period(self, accounts: str | Iterable[str]) -> dict[str, dict[str, AccountPerformance]]:
        """As `returns`, for every period at once: by account, then by period."""
        return self._shell.run(analytics.returns_by_period(accounts, self._shell.desk))

    def transactions_in(
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
        return self._shell.run(flow)
