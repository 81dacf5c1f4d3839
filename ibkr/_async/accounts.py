"""The accounts behind the login: which one is active, and what they are worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.resources.asynchronous.accounts import Accounts

from ibkr._core import accounts

if TYPE_CHECKING:
    from ibkr._async._shell import AsyncShell
    from ibkr._core.accounts import FiguresOf
    from ibkr.model.accounts import AccountPnl, Figure


class AsyncAccounts(Accounts):
    """Operations of the group `accounts`, and the active account."""

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    async def selected(self) -> str | None:
        """The active account, which calls without an account are about."""
        return await self._shell.run(accounts.selected(self._shell.desk))

    async def select(self, account_id: str) -> str:
        """Make an account the active one, and return it. Nothing is sent when it is already.

        Live orders, executions and the status of orders are those of the active account.

        Raises:
            UnknownAccount: the login may not trade it.

        Source: spec/openapi/paths/accounts.yaml, POST /iserver/account.
        """
        return await self._shell.run(accounts.select(account_id, self._shell.desk))

    async def select_found(self, account_id: str) -> str:
        """As `select`, for logins with too many accounts to list: one that `search` found."""
        return await self._shell.run(accounts.select_found(account_id, self._shell.desk))

    async def profit_and_loss(self) -> dict[str, AccountPnl]:
        """Profit and loss of every account, by account, in its base currency; its models apart.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/pnl/partitioned.
        """
        return await self._shell.run(accounts.profit_and_loss(self._shell.desk))

    async def figures(
        self, account_id: str, of: FiguresOf = "available_funds"
    ) -> dict[str, dict[str, Figure]]:
        """What IBKR's own pages show of an account, by segment (or currency) and then by name.

        Sets of figures are `available_funds`, `balances`, `margins` and `market_value`; each figure
        has its text, and the amount and currency in it.

        Raises:
            InvalidArgument: there is no such set.
        """
        return await self._shell.run(accounts.figures(account_id, of, self._shell.desk))
