"""What accounts are worth, hold in cash, and earned: amounts are `Decimal`, times are aware UTC."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Final

import attrs

from ibkr.model.nearest import did_you_mean

if TYPE_CHECKING:
    from datetime import datetime


@attrs.frozen
class Pnl:
    """Profit and loss of an account or of a model in it, in the account's base currency."""

    daily: Decimal | None
    """Profit of the day."""
    unrealized: Decimal | None
    """Profit of the open positions."""
    net_liquidation: Decimal | None
    """What would be left if all were closed."""
    market_value: Decimal | None
    """Value of the positions."""
    excess_liquidity: Decimal | None
    """Equity above the maintenance margin."""


@attrs.frozen
class AccountPnl(Pnl):
    """Profit and loss of one account, with that of the models in it."""

    account_id: str = attrs.field(repr=False, kw_only=True)
    models: Mapping[str, Pnl] = attrs.field(factory=dict[str, Pnl], kw_only=True)
    """By the model's name; empty without models."""


@attrs.frozen
class Figure:
    """One figure that IBKR writes for display."""

    text: str
    """As it came, such as `12,345 USD`."""
    amount: Decimal | None
    """The number in it; None where there is none, as in `Unlimited`."""
    currency: str | None


@attrs.frozen
class Balance:
    """What an account holds in one currency, in that currency."""

    currency: str
    """Such as USD; BASE is everything, in the base currency."""
    cash: Decimal | None
    settled_cash: Decimal | None
    net_liquidation: Decimal | None
    stocks: Decimal | None
    options: Decimal | None
    futures: Decimal | None
    bonds: Decimal | None
    """Corporate bonds, treasury bonds and bills together."""
    funds: Decimal | None
    """Mutual and money market funds together."""
    crypto: Decimal | None
    interest: Decimal | None
    dividends: Decimal | None
    realized_pnl: Decimal | None
    unrealized_pnl: Decimal | None
    exchange_rate: Decimal | None
    """Units of the base currency for one of this currency."""
    time: datetime | None


@attrs.frozen(eq=False)
class Ledger(Mapping[str, Balance]):
    """Balances of an account by currency: `ledger["USD"].cash`."""

    balances: Mapping[str, Balance]
    """By currency, without the sum."""
    base: Balance | None
    """All currencies together, in the base currency."""

    def __getitem__(self, currency: str) -> Balance:
        """The balance in a currency; `BASE` is the sum."""
        if currency == "BASE" and self.base is not None:
            return self.base
        return self.balances[currency]

    def __iter__(self) -> Iterator[str]:
        """The currencies, without the sum."""
        return iter(self.balances)

    def __len__(self) -> int:
        """How many currencies."""
        return len(self.balances)


@attrs.frozen
class AccountValue:
    """One value of an account's summary, with everything that IBKR says of it."""

    name: str
    amount: Decimal | None
    """The number; None where the value is a text."""
    currency: str | None
    value: str | None
    """The text, where it is one."""
    is_null: bool
    """IBKR has no such value for this account."""
    severity: int | None
    time: datetime | None


# Names that people write, and what the value is called on the wire.
WELL_KNOWN: Final = {
    "account_code": "accountcode",
    "account_type": "accounttype",
    "accrued_cash": "accruedcash",
    "accrued_dividend": "accrueddividend",
    "available_funds": "availablefunds",
    "buying_power": "buyingpower",
    "cushion": "cushion",
    "equity_with_loan": "equitywithloanvalue",
    "excess_liquidity": "excessliquidity",
    "gross_position_value": "grosspositionvalue",
    "initial_margin": "initmarginreq",
    "leverage": "leverage-s",
    "maintenance_margin": "maintmarginreq",
    "net_liquidation": "netliquidation",
    "total_cash": "totalcashvalue",
}


@attrs.frozen(eq=False)
class AccountValues(Mapping[str, AccountValue]):
    """All values of an account: `values["net_liquidation"].amount`.

    About 140 names, those of the wire and the well-known ones above. `segment("s")` is about
    securities, `segment("c")` about commodities.
    """

    _all: Mapping[str, AccountValue] = attrs.field(repr=False)

    def __getitem__(self, name: str) -> AccountValue:
        """The value of that name; a wrong name is answered with the nearest ones."""
        wire = WELL_KNOWN.get(name, name).lower()
        if wire not in self._all:
            plain = [each for each, wire_name in WELL_KNOWN.items() if wire_name in self._all]
            hint = did_you_mean(name, [*plain, *self._all], otherwise="list(values) names all.")
            raise KeyError(f"This account has no value {name!r}: {hint}")
        return self._all[wire]

    def __iter__(self) -> Iterator[str]:
        """The names as on the wire."""
        return iter(self._all)

    def __len__(self) -> int:
        """How many values."""
        return len(self._all)

    def amount(self, name: str) -> Decimal | None:
        """The number of that name."""
        return self[name].amount

    def segment(self, letter: str) -> AccountValues:
        """The values of one segment under their plain names: `s` securities, `c` commodities."""
        ending = f"-{letter.lower()}"
        found = {
            name.removesuffix(ending): value for name, value in self._all.items() if name.endswith(ending)
        }
        return AccountValues(found)


@attrs.frozen
class Spread:
    """How market value is spread: the names are asset classes, sectors or groups."""

    long: Mapping[str, Decimal]
    short: Mapping[str, Decimal]
    """Negative."""

    @property
    def net(self) -> dict[str, Decimal]:
        """Long and short together."""
        names = {**self.long, **self.short}
        return {name: self.long.get(name, Decimal()) + self.short.get(name, Decimal()) for name in names}

    @property
    def shares(self) -> dict[str, Decimal]:
        """Each name's part of everything that is long or short, from 0 to 1."""
        gross = {
            name: self.long.get(name, Decimal()) + abs(self.short.get(name, Decimal()))
            for name in {**self.long, **self.short}
        }
        total = sum(gross.values(), Decimal())
        return {name: value / total for name, value in gross.items()} if total else {}


@attrs.frozen
class AssetAllocation:
    """How accounts are spread, in their base currency."""

    asset_class: Spread
    sector: Spread
    group: Spread
