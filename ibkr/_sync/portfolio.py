# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Accounts and what they hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ibkr_wire.resources.synchronous.portfolio import Portfolio as PortfolioOperations

from ibkr._core import positions

if TYPE_CHECKING:
    from ibkr_wire.models.portfolio import Combination, PortfolioAccount, Position

    from ibkr._sync._shell import Shell
    from ibkr.model.accounts import AccountValues, AssetAllocation, Ledger
    from ibkr.model.contracts import Which


class Portfolio(PortfolioOperations):
    """Operations of the group `portfolio`, whole lists, and amounts as `Decimal`."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def all_positions(self, account_id: str) -> list[Position]:
        """Every position of the account, whatever the number of pages."""
        return self._shell.run(positions.all_positions(account_id, self._shell.desk))

    def iter_positions(
        self,
        account_id: str,
        *,
        model: str | None = None,
        sort: str | None = None,
        descending: bool = False,
    ) -> Iterator[Position]:
        """The positions of an account one after the other; a page is asked for when it is reached.

        `sort` is a key of the row as on the wire, such as `name`; `model` restricts to a portfolio model.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/positions/{pageId}.
        """
        pages = positions.position_pages(
            account_id, self._shell.desk, model=model, sort=sort, descending=descending
        )
        while pages.more:
            yield from self._shell.run(pages.turn())

    def position_of(self, account_id: str, conid: Which) -> Position | None:
        """What the account holds of one contract; None where it holds none. Models have rows of their own."""
        return self._shell.run(positions.position_of(account_id, conid, self._shell.desk))

    def refresh(self, account_id: str) -> list[Position]:
        """Every position, read anew by the gateway, which remembers them for a while."""
        return self._shell.run(positions.refreshed(account_id, self._shell.desk))

    def combos(self, account_id: str, *, fresh: bool = False) -> list[Combination]:
        """Positions that were opened as combinations; `fresh` reads past what the gateway remembers."""
        return self._shell.run(positions.combos(account_id, self._shell.desk, fresh=fresh))

    def all_subaccounts(self) -> list[PortfolioAccount]:
        """Every account below an advisor or a broker, whatever their number."""
        return self._shell.run(positions.all_subaccounts(self._shell.desk))

    def iter_subaccounts(self) -> Iterator[PortfolioAccount]:
        """The accounts below an advisor or a broker, in pages of 20 asked for when they are reached."""
        pages = positions.subaccount_pages(self._shell.desk)
        while pages.more:
            yield from self._shell.run(pages.turn())

    def subaccount_count(self) -> int:
        """How many accounts there are below an advisor or a broker; mostly one call."""
        return self._shell.run(positions.subaccount_count(self._shell.desk))

    def balances(self, account_id: str) -> Ledger:
        """Cash and values by currency: `balances(account)["USD"].cash`, and `.base` for all together.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/ledger.
        """
        return self._shell.run(positions.account_ledger(account_id, self._shell.desk))

    def values(self, account_id: str) -> AccountValues:
        """Every value of the account's summary: `values(account)["net_liquidation"].amount`.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/summary.
        """
        return self._shell.run(positions.account_values(account_id, self._shell.desk))

    def spread(self, account: str | Iterable[str], *, model: str | None = None) -> AssetAllocation:
        """How an account, or several together, are spread over asset classes, sectors and groups.

        Raises:
            InvalidArgument: a model is named for several accounts.
        """
        return self._shell.run(positions.spread(account, self._shell.desk, model=model))
