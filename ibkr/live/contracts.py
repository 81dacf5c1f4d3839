"""What a run trades: contracts by the strategy's names for them, with what a point of price is worth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import attrs

from ..backtest.assets import Asset
from ..errors import ConfigError
from ..model.contracts import Contract

if TYPE_CHECKING:
    from .._sync.client import Client

Wanted: TypeAlias = "Sequence[str | int | Contract] | Mapping[str, int | Contract]"
"""Symbols, conids or contracts; a mapping gives them names."""

SETTLED: Final = frozenset({"FUT"})
"""Kinds of contracts that cost no money to hold: gains and losses are settled in cash."""


@attrs.frozen
class Traded:
    """The contracts of a run."""

    contracts: Mapping[str, Contract]
    assets: Mapping[str, Asset]
    currency: str
    """What all of them are priced in."""

    @property
    def conids(self) -> dict[str, int]:
        """Their numbers."""
        return {name: contract.conid for name, contract in self.contracts.items()}


def traded(client: Client, wanted: Wanted) -> Traded:
    """The contracts with currency, multiplier and price steps as IBKR tells them.

    Raises:
        ConfigError: none, one of them twice, or prices in several currencies.
        IbkrError: IBKR does not know one, or cannot be asked.
    """
    details = {name: client.contracts.details(contract) for name, contract in _named(client, wanted).items()}
    currencies = {one.contract.currency for one in details.values()}
    if len(currencies) > 1:
        raise ConfigError(
            f"These contracts are priced in {' and '.join(sorted(currencies))}, and a run keeps its book in "
            "one currency: begin a run for each."
        )
    assets = {
        name: Asset(name, multiplier=float(one.multiplier or 1), settled=one.contract.sec_type in SETTLED)
        for name, one in details.items()
    }
    return Traded({name: one.contract for name, one in details.items()}, assets, currencies.pop())


def _named(client: Client, wanted: Wanted) -> dict[str, Contract]:
    if isinstance(wanted, Mapping):
        found = {name: _contract(client, one) for name, one in wanted.items()}
    else:
        found = {one.symbol: one for one in (_contract(client, each) for each in wanted)}
        if len(found) != len(wanted):
            raise ConfigError(
                "Two contracts have the same symbol: give them names, {'ES near': ..., 'ES far': ...}."
            )
    if not found:
        raise ConfigError("There is nothing to trade: name a contract.")
    if len({one.conid for one in found.values()}) != len(found):
        raise ConfigError("One contract has two names: give each contract once.")
    return found


def _contract(client: Client, one: str | int | Contract) -> Contract:
    if isinstance(one, Contract):
        return one
    return client.contracts.by_conid(one) if isinstance(one, int) else client.contracts.find(one)
