"""The money: cash, positions, what they are worth, what they require, and every change written down."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from .rules import reduces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .assets import Asset
    from .records import EventKind

# Money is float64 and nothing is rounded: this much below zero is arithmetic, not debt.
DUST = 1e-6


class Account:
    """One account with some assets, in one currency. Assets are known by their place in `assets`."""

    __slots__ = (
        "assets",
        "average",
        "bar",
        "basis",
        "cash",
        "event_rows",
        "factor",
        "fill_rows",
        "flow_rows",
        "held",
        "journal",
        "leverage",
        "marks",
        "names",
        "plain",
        "positions",
        "rate",
        "settled",
    )

    def __init__(self, cash: float, assets: Sequence[Asset], *, leverage: float) -> None:
        """Start with `cash` and no position."""
        count = len(assets)
        self.assets = tuple(assets)
        self.names = tuple(asset.name for asset in assets)
        self.settled = [asset.settled for asset in assets]
        self.cash = cash
        self.leverage = leverage
        self.bar = -1
        self.positions: list[float] = [0] * count
        self.marks = [math.nan] * count
        """The latest price of each: its close when a bar is over."""
        self.rate = [1.0] * count
        """The account's money for one unit of the asset's currency."""
        self.factor = [asset.multiplier for asset in assets]
        """Multiplier times rate: the account's money for one point of price."""
        self.basis = [0.0] * count
        """What a future's value is counted from: its average entry price; 0 for others."""
        self.average = [0.0] * count
        self.held: set[int] = set()
        self.plain = leverage == 1.0 and count == 1 and not assets[0].settled and assets[0].margin is None
        """One asset that is paid in full: then the checks are two comparisons."""
        self.fill_rows: list[tuple[Any, ...]] = []
        self.event_rows: list[tuple[Any, ...]] = []
        self.flow_rows: list[tuple[Any, ...]] = []
        self.journal: list[float] = []
        """After each change: step, asset, position, cash and basis, one after the other."""

    @property
    def equity(self) -> float:
        """Cash plus positions at their latest prices."""
        value = self.cash
        held = self.held
        if held:
            for index in held if len(held) == 1 else sorted(held):
                points = self.marks[index] - self.basis[index]
                value += self.positions[index] * self.factor[index] * points
        return value

    def exposure(self) -> float:
        """The value of all positions, long and short added up, in the account's money."""
        return math.fsum(
            abs(self.positions[index]) * self.factor[index] * self.marks[index] for index in self.held
        )

    def required(self) -> float:
        """The margin that the positions require at their latest prices, in the account's money."""
        return math.fsum(self.margin_of(index, self.positions[index]) for index in self.held)

    def margin_of(self, index: int, position: float) -> float:
        """What one position requires."""
        margin = self.assets[index].margin
        if margin is not None:
            return abs(position) * margin * self.rate[index]
        return abs(position) * self.factor[index] * self.marks[index] / self.leverage

    def objection(self, index: int, change: float, price: float, charge: float) -> str:
        """Why a fill that changes a position so cannot be; empty if it can.

        Execution rules, "Checks". `charge` is the commission in the account's money.
        """
        if not change:
            return "the size comes to no whole share"
        held = self.positions[index]
        if held and reduces(held, change):
            return ""  # Reducing a position is never refused, whatever it costs.
        position = held + change
        if position < 0 and -position > self.assets[index].shortable:
            return f"only {self.assets[index].shortable:,} can be located to be sold short"
        if self.plain:
            cash = self.cash - change * price * self.factor[0] - charge
            return self._unpaid(position, cash, price * self.factor[0])
        return self._unfunded(index, change, price, charge)

    def _unpaid(self, position: float, cash: float, value: float) -> str:
        if position > 0:
            if cash >= -DUST:
                return ""
            return f"it costs {self.cash - cash:,.2f} with commission and the cash is {self.cash:,.2f}"
        short = -position * value
        equity = cash - short
        if short <= equity + DUST:
            return ""
        return f"the short position would be worth {short:,.2f}, more than the equity of {equity:,.2f}"

    def _unfunded(self, index: int, change: float, price: float, charge: float) -> str:
        before = self.positions[index], self.marks[index]
        self.marks[index] = price
        equity = self.equity - charge
        self.positions[index] += change
        self.held.add(index)
        required = self.required()
        self.positions[index], self.marks[index] = before
        if not self.positions[index]:
            self.held.discard(index)
        if required <= equity + DUST:
            return ""
        return f"the positions would require {required:,.2f} of margin, more than the equity of {equity:,.2f}"

    def apply(self, index: int, change: float, price: float, charge: float) -> None:
        """Change a position by `change` at `price` and pay for it; `charge` as in `objection`."""
        held = self.positions[index]
        position = held + change
        if self.settled[index]:
            self.cash += self._gain(index, held, change, price) - charge
        else:
            self.cash = self.cash - change * price * self.factor[index] - charge
        if position * held <= 0:
            self.average[index] = price
        elif abs(position) > abs(held):
            self.average[index] = (self.average[index] * held + change * price) / position
        self.hold(index, position)

    def _gain(self, index: int, held: float, change: float, price: float) -> float:
        """What a settled contract pays when part of it is closed."""
        if held * change >= 0:
            return 0.0
        closed = min(abs(change), abs(held))
        sign = 1 if held > 0 else -1
        return sign * closed * self.factor[index] * (price - self.average[index])

    def hold(self, index: int, position: float) -> None:
        """Set a position and write down how the account stands."""
        self.positions[index] = position
        if position:
            self.held.add(index)
        else:
            self.held.discard(index)
        if self.settled[index]:
            self.basis[index] = self.average[index] if position else 0.0
        self.journal.extend((self.bar, index, position, self.cash, self.basis[index]))

    def restate(self, index: int, position: float, ratio: float) -> None:
        """Take a split: so many shares now, prices divided by `ratio`."""
        self.average[index] /= ratio
        self.marks[index] /= ratio
        self.hold(index, position)

    def flow(self, kind: str, index: int | None, amount: float) -> None:
        """Receive `amount` (pay it, where negative) for something that is no fill, and write it down."""
        self.cash += amount
        name = "" if index is None else self.names[index]
        self.flow_rows.append((self.bar, kind, name, amount, self.cash))
        place = 0 if index is None else index
        self.journal.extend((self.bar, place, self.positions[place], self.cash, self.basis[place]))

    def event(self, kind: EventKind, reason: str, *, order: int | None = None, asset: str = "") -> None:
        """Write down something worth telling."""
        self.event_rows.append((self.bar, kind, order, reason, asset))
