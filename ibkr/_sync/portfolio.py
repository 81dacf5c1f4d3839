# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Accounts and what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.resources.synchronous.portfolio import Portfolio as PortfolioOperations

from ibkr._core import positions

if TYPE_CHECKING:
    from ibkr_wire.models.portfolio import Position

    from ibkr._sync._shell import Shell


class Portfolio(PortfolioOperations):
    """Operations of the group `portfolio`, and all pages at once."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def all_positions(self, account_id: str) -> list[Position]:
        """Every position of the account, whatever the number of pages."""
        return self._shell.run(positions.all_positions(account_id, self._shell.desk))
