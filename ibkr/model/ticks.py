"""Tick sizes: the steps in which a contract's price may be written."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import attrs

if TYPE_CHECKING:
    from collections.abc import Iterable

Rounding: TypeAlias = Literal["nearest", "down", "up"]


@attrs.frozen
class TickRule:
    """From `lower_edge` upwards, prices move in steps of `increment`."""

    lower_edge: Decimal
    increment: Decimal


@attrs.frozen
class TickRules:
    """The steps of one contract, over its whole price range."""

    rules: tuple[TickRule, ...]

    @classmethod
    def of(cls, *pairs: tuple[str | Decimal, str | Decimal]) -> TickRules:
        """Rules from pairs of lower edge and increment."""
        rules = (TickRule(Decimal(edge), Decimal(step)) for edge, step in pairs)
        return cls(tuple(sorted(rules, key=lambda rule: rule.lower_edge)))

    @classmethod
    def from_numbers(cls, pairs: Iterable[tuple[float, float]]) -> TickRules:
        """Rules from the numbers of an answer, taken as they print."""
        return cls.of(*((str(edge), str(step)) for edge, step in pairs))

    def increment(self, price: Decimal) -> Decimal | None:
        """The step that holds at `price`, or None where nothing is known."""
        steps = [rule.increment for rule in self.rules if rule.lower_edge <= abs(price)]
        return steps[-1] if steps else None

    def neighbours(self, price: Decimal) -> tuple[Decimal, Decimal] | None:
        """The nearest allowed prices below and above, or None when `price` itself is allowed."""
        step = self.increment(price)
        if not step or price % step == 0:
            return None
        below = (price / step).to_integral_value(rounding="ROUND_FLOOR") * step
        return below, below + step

    def rounded(self, price: Decimal | str | int, to: Rounding = "nearest") -> Decimal:
        """The allowed price nearest to `price`, or the next one below (`down`) or above (`up`).

        Half-way between two, the one below is taken. Where nothing is known of the steps, the
        price comes back as it is.

            ticks.rounded("187.234")            # 187.23
            ticks.rounded("187.234", "up")      # 187.24: a sell limit that gives nothing away
        """
        wanted = Decimal(price)
        around = self.neighbours(wanted)
        if around is None:
            return wanted
        below, above = around
        nearest = below if wanted - below <= above - wanted else above
        return {"nearest": nearest, "down": below, "up": above}[to]


US_STOCKS: Final = TickRules.of(("0", "0.0001"), ("1", "0.01"))
"""Stocks listed in the United States: no sub-penny prices from 1 USD up (17 CFR 242.612)."""
