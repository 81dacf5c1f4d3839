"""What an order would cost and change, before it is placed."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

import attrs

_MONEY: Final = re.compile(r"(-?[\d,]*\.?\d+)\s*([A-Z]{3})?")


@attrs.frozen
class Money:
    """An amount as IBKR writes it for display, and what could be read of it."""

    text: str
    """Such as `1,234.50 USD (5 Shares)`; `NA` where IBKR does not tell."""
    value: Decimal | None = None
    currency: str = ""

    @classmethod
    def read(cls, text: str) -> Money:
        """The first number and the currency after it, if there are any."""
        found = _MONEY.match(text.strip())
        if found is None:
            return cls(text)
        return cls(text, Decimal(found[1].replace(",", "")), found[2] or "")

    def __str__(self) -> str:
        """As IBKR writes it."""
        return self.text


@attrs.frozen
class Change:
    """One figure of the account, now and after the order."""

    current: Money
    change: Money
    after: Money

    def __str__(self) -> str:
        """Now, the change, and then."""
        return f"{self.current} → {self.after} ({self.change})"


@attrs.frozen
class Preview:
    """Cost, margin and warnings of an order that was not placed. A block IBKR left out is None."""

    amount: Money | None = None
    commission: Money | None = None
    total: Money | None = None
    equity: Change | None = None
    initial_margin: Change | None = None
    maintenance_margin: Change | None = None
    position: Change | None = None
    warnings: tuple[str, ...] = ()

    def __str__(self) -> str:
        """One line a figure, for a terminal."""
        lines = [
            f"{field.name.replace('_', ' ')}: {value}"
            for field in attrs.fields(Preview)
            if field.name != "warnings" and (value := getattr(self, field.name)) is not None
        ]
        return "\n".join([*lines, *(f"warning: {text}" for text in self.warnings)])
