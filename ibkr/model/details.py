"""A contract with the rules that its orders have to keep."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from datetime import date

    from ibkr.model.contracts import Contract
    from ibkr.model.ticks import Rounding, TickRules


@attrs.frozen(kw_only=True)
class ContractDetails:
    """What IBKR tells of one contract. Text that it did not give is empty."""

    contract: Contract
    local_symbol: str = ""
    trading_class: str = ""
    industry: str = ""
    category: str = ""
    exchanges: tuple[str, ...] = ()
    """Where orders may go; SMART among them where IBKR chooses."""
    expiry: date | None = None
    """Last day of a derivative or bond."""
    multiplier: Decimal | None = None
    underlying_conid: int | None = None
    rules_missing: str = ""
    """Why the rules below are not known; empty when they are."""
    order_types: tuple[str, ...] = ()
    """In IBKR's words here, such as `limit` and `stop_limit`."""
    order_types_outside: tuple[str, ...] = ()
    """Those that work outside regular hours."""
    order_types_for_cash: tuple[str, ...] = ()
    """Those that take an amount of money."""
    order_types_for_fractions: tuple[str, ...] = ()
    tifs: tuple[str, ...] = ()
    """Times in force, such as DAY and GTC."""
    tifs_outside: tuple[str, ...] = ()
    """Those that work outside regular hours."""
    size_increment: Decimal | None = None
    """Step of the quantity that IBKR's own pages use."""
    negative_prices: bool = False
    algorithms: bool = False
    """Whether algorithms may be used."""

    @property
    def conid(self) -> int:
        """The contract's number."""
        return self.contract.conid

    @property
    def ticks(self) -> TickRules | None:
        """The steps its price moves in, by price; None where IBKR did not tell."""
        return self.contract.ticks

    def round_price(self, price: Decimal | str | int, to: Rounding = "nearest") -> Decimal:
        """The nearest price that an order may have, or the next one `down` or `up`.

        Where IBKR did not tell the steps, the price comes back as it is.
        """
        return Decimal(price) if self.ticks is None else self.ticks.rounded(price, to)
