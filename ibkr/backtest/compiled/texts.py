"""Orders and events of a kernel as rows of the reference engine's records, made when looked at."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from .. import rules
from ..orders import NAMES
from .layout import (
    BARS_OVER,
    BY_STRATEGY,
    CHILD_FILLED,
    CUT,
    EXITS,
    FOLLOWS,
    FRACTION,
    GROUP_FILLED,
    LAST_BAR,
    NO_MARGIN,
    NO_SIZE,
    NOT_LOCATED,
    PARENT_ENDED,
    POSITION_CLOSED,
    QUANTITY,
    SHORT_TOO_LARGE,
    UNPAID,
    WEIGHT,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..assets import Asset

STATUS: Final = ("pending", "filled", "refused", "cancelled", "expired")
MARKETS: Final = (rules.MARKET, rules.BAR_CLOSE)

REFUSALS: Final = {
    NO_SIZE: "the size comes to no whole share",
    NOT_LOCATED: "only {first:,} can be located to be sold short",
    UNPAID: "it costs {first:,.2f} with commission and the cash is {second:,.2f}",
    SHORT_TOO_LARGE: "the short position would be worth {first:,.2f}, more than the equity of {second:,.2f}",
    NO_MARGIN: "the positions would require {first:,.2f} of margin, more than the equity of {second:,.2f}",
}
ENDINGS: Final = {
    GROUP_FILLED: "order {other} of its group {group} filled",
    PARENT_ENDED: "order {other} was {status}",
    CHILD_FILLED: "its child {other} filled",
    POSITION_CLOSED: "the position it protects is closed",
    LAST_BAR: "it was decided on the last bar, and no bar is left to fill it",
    BARS_OVER: "the bars are over",
}
EXPIRIES: Final = (LAST_BAR, BARS_OVER)


class Words:
    """Rows of orders and events of one run."""

    def __init__(self, orders: NDArray[Any], assets: tuple[Asset, ...], *, fractional: bool) -> None:
        """Take the orders' records and the assets' terms."""
        self._orders = orders
        self._names = tuple(asset.name for asset in assets)
        self._shortable = tuple(asset.shortable for asset in assets)
        self.count: Callable[[float], float] = float if fractional else int

    def shares(self, number: float) -> float:
        """A number of shares: whole where the account trades whole ones; nothing is a whole number."""
        return self.count(number) if number else 0

    def order(self, number: int) -> tuple[Any, ...]:
        """The fields of an `Order` after its time."""
        order = self._orders[number]
        mode, parent = int(order["mode"]), int(order["parent"])
        amount = float(order["amount"])
        return (
            int(order["decided"]),
            number,
            _side(order["sign"]),
            self.count(order["quantity"]) if mode == QUANTITY else None,
            amount if mode == FRACTION else None,
            STATUS[int(order["status"])],
            self._names[int(order["asset"])],
            NAMES[int(order["code"])],
            "GTC",
            self.shares(float(order["filled"])),
            _known(order["limit"]),
            _known(order["stop"]),
            amount if mode == WEIGHT else None,
            None if parent < 0 else parent,
            self._group(int(order["group"]), int(order["asset"])),
        )

    def _group(self, group: int, asset: int) -> str | None:
        if group == EXITS:
            return f"exits of {self._names[asset]}"
        return None if group < 0 else f"exits of order {group}"

    def event(self, event: Any) -> tuple[Any, ...]:
        """The fields of an `Event` after its time."""
        code, number = int(event["code"]), int(event["order"])
        order = self._described(event)
        first, second = float(event["first"]), float(event["second"])
        row = int(event["bar"]), number, self._names[int(event["asset"])]
        if code in REFUSALS:
            amount = self._shortable[int(event["asset"])] if code == NOT_LOCATED else first
            why = REFUSALS[code].format(first=amount, second=second)
            return self._row(row, "refused", f"{order} at {float(event['price']):,.2f} refused: {why}")
        if code == CUT:
            wanted, most = self.count(first), self.count(second)
            why = f"{order} cut from {wanted:,} to {most:,} in all: the account has no more to give"
            return self._row(row, "changed", why)
        if code == BY_STRATEGY:
            return self._row(row, "cancelled", f"{order} cancelled by the strategy")
        group = self._group(int(self._orders[number]["group"]), int(event["asset"]))
        why = ENDINGS[code].format(
            other=int(event["other"]), group=group, status=STATUS[int(event["status"])]
        )
        kind = "expired" if code in EXPIRIES else "cancelled"
        return self._row(row, kind, f"{order} {kind}: {why}")

    def _row(self, row: tuple[int, int, str], kind: str, reason: str) -> tuple[Any, ...]:
        return row[0], kind, row[1], reason, row[2]

    def _described(self, event: Any) -> str:
        """An order as it was: `BUY 100`, `SELL 50 stop`."""
        code = int(event["kind"])
        kind = "" if code in MARKETS else f" {NAMES[code]}"
        return f"{_side(event['sign'])} {self._size(event)}{kind}"

    def _size(self, event: Any) -> str:
        size, amount, mode = float(event["size"]), float(event["amount"]), int(event["mode"])
        if not math.isnan(size):
            return f"{self.count(size):,}"
        if mode == FRACTION:
            return f"{amount:.0%} of equity"
        if mode == WEIGHT:
            return f"to {amount:.0%} of equity"
        return "as its parent" if mode == FOLLOWS else "the position"


def _side(sign: Any) -> str:
    return "BUY" if sign > 0 else "SELL"


def _known(price: Any) -> float | None:
    return None if math.isnan(price) else float(price)
