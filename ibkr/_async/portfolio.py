"""Accounts and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.resources.asynchronous.portfolio import Portfolio

from ibkr._core import positions

if TYPE_CHECKING:
    from ibkr_wire.models.portfolio import Position

    from ibkr._async._shell import AsyncShell


class AsyncPortfolio(Portfolio):
    """Operations of the group `portfolio`, and all pages at once."""

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    async def all_positions(self, account_id: str) -> list[Position]:
        """Every position of the account, whatever the number of pages."""
        return await self._shell.run(positions.all_positions(account_id, self._shell.desk))
