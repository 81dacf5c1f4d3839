"""What was executed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.resources.asynchronous.trades import Trades

from ibkr._core import trades

if TYPE_CHECKING:
    from ibkr_wire.models.trades import Trade

    from ibkr._async._shell import AsyncShell


class AsyncTrades(Trades):
    """Operations of the group `trades`, for any account of the login."""

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    async def executions(  # pyright: ignore[reportIncompatibleMethodOverride]  # None in place of UNSET, as everywhere in the façade
        self, *, days: int | None = None, account: str | None = None
    ) -> list[Trade]:
        """The executions of an account over the last days, in no order.

        IBKR lists those of the active account only. Another `account` is made the active one for the time
        of the question; what else asks about orders waits for that long.

        Args:
            days: how many days to look back, 1 to 7; today only if None.
            account: whose; the active account's if None.

        Raises:
            InvalidArgument: IBKR does not look back that far.
            UnknownAccount: the login may not trade that account.

        Source: spec/openapi/paths/trades.yaml, GET /iserver/account/trades.
        """
        return await self._shell.run(trades.executed(self._shell.desk, days=days, account_id=account))
