# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Finding what to trade."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr_wire.resources.synchronous.contracts import Contracts as ContractsOperations

from ibkr._core import contracts

if TYPE_CHECKING:
    from ibkr._core.contracts import FindableType
    from ibkr._sync._shell import Shell
    from ibkr.model.contracts import Contract


class Contracts(ContractsOperations):
    """Operations of the group `contracts`, and the way to exactly one contract."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def find(
        self,
        symbol: str,
        *,
        sec_type: FindableType = "STK",
        exchange: str | None = None,
        currency: str | None = None,
        is_us: bool | None = None,
    ) -> Contract:
        """The one contract of that symbol; the options narrow the search.

        Without `exchange`, `currency` or `is_us` the listing in the United States is meant,
        if there is one: `find("AAPL")` is the one at NASDAQ, not those in Mexico or Zurich.

        Raises:
            AmbiguousContract: several fit, and `error.candidates` lists them.
            NoSuchContract: none fits.

        Source: spec/openapi/paths/contracts.yaml, GET /trsrv/stocks and GET /iserver/secdef/search.
        """
        flow = contracts.find(
            symbol, self._shell.desk, sec_type=sec_type, exchange=exchange, currency=currency, is_us=is_us
        )
        return self._shell.run(flow)

    def by_conid(self, conid: int) -> Contract:
        """The contract of that number.

        Raises:
            NoSuchContract: IBKR knows none.
        """
        return self._shell.run(contracts.by_conid(conid, self._shell.desk))
