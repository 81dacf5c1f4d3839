"""News about an account's money: each event is the merged picture, because only changes travel."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from ibkr.model.quotes import read_decimal, read_time

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal


@attrs.frozen(eq=False)
class PnlUpdate:
    """Profit and loss of an account or of one model in it, in the account's base currency.

    Source: spec/asyncapi.yaml, topic spl.
    """

    account_id: str
    model: str
    """`Core` for the account itself."""

    values: Mapping[str, object]
    """Everything known, by the gateway's own keys."""

    changed: frozenset[str]
    """The gateway's keys that came with this update."""

    @property
    def daily(self) -> Decimal | None:
        """Profit since the prior close."""
        return read_decimal(self.values.get("dpl"))

    @property
    def unrealized(self) -> Decimal | None:
        """Open profit."""
        return read_decimal(self.values.get("upl"))

    @property
    def net_liquidation(self) -> Decimal | None:
        """What the account is worth."""
        return read_decimal(self.values.get("nl"))

    @property
    def excess_liquidity(self) -> Decimal | None:
        """What is left above the margin; unrounded where the gateway says so."""
        exact = read_decimal(self.values.get("uel"))
        return read_decimal(self.values.get("el")) if exact is None else exact

    @property
    def market_value(self) -> Decimal | None:
        """Value of all positions."""
        return read_decimal(self.values.get("mv"))


@attrs.frozen(eq=False)
class AccountRows:
    """Rows of an account, merged: by name in a summary, by currency in a ledger."""

    account_id: str
    rows: Mapping[str, Mapping[str, object]]
    """Every row known, with the gateway's own keys."""

    changed: frozenset[str]
    """Names of the rows that came with this update."""

    def text(self, row: str, key: str) -> str | None:
        """One value as it was written; None if it never came."""
        value = self.rows.get(row, {}).get(key)
        return None if value is None else str(value)

    def number(self, row: str, key: str) -> Decimal | None:
        """One value as a number; None if it never came or is no number."""
        return read_decimal(self.rows.get(row, {}).get(key))

    def time(self, row: str) -> datetime | None:
        """When the row was made."""
        seconds = self.rows.get(row, {}).get("timestamp")
        return read_time(seconds * 1000) if isinstance(seconds, int) else None


@attrs.frozen(eq=False)
class SummaryUpdate(AccountRows):
    """Values of an account by name, such as `NetLiquidation` or `BuyingPower-S`.

    Source: spec/asyncapi.yaml, topic ssd.
    """

    def amount(self, name: str) -> Decimal | None:
        """An amount of money, or a number written as text: `update.amount("NetLiquidation")`."""
        amount = self.number(name, "monetaryValue")
        return self.number(name, "value") if amount is None else amount

    def currency(self, name: str) -> str | None:
        """The currency of an amount."""
        return self.text(name, "currency")


@attrs.frozen(eq=False)
class LedgerUpdate(AccountRows):
    """Balances of an account by currency: `USD`, `EUR`, and `BASE` for all in the base currency.

    Source: spec/asyncapi.yaml, topic sld.
    """

    def balance(self, currency: str, key: str = "cashbalance") -> Decimal | None:
        """One balance, by the gateway's own key: `cashbalance`, `settledCash`, `stockMarketValue`, …"""
        return self.number(currency, key)
