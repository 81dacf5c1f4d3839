"""What a decision that cannot be meant has wrong, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .decisions import UNSET
from .layout import (
    BAD_EXITS,
    BAD_FRACTION,
    BAD_KIND,
    BAD_PART,
    BAD_PRICE,
    BAD_QUANTITY,
    BAD_SIZES,
    BAD_WEIGHT,
    DECISION,
)

if TYPE_CHECKING:
    from .tables import Tables

WORDS: Final = {
    BAD_QUANTITY: "quantity={quantity} is not a number of shares, 0 or more",
    BAD_PART: "quantity={quantity} is not a whole number of shares; give fractional=True to trade parts",
    BAD_FRACTION: "fraction={fraction} is not above 0 and at most 1",
    BAD_WEIGHT: "weight={weight} is not a number",
    BAD_PRICE: "{prices} is not a price above zero",
    BAD_KIND: "no kind of order has {prices} together",
    BAD_SIZES: "an order needs one of quantity=, fraction= and weight=",
    BAD_EXITS: "an order has one of stop_loss=, stop_trail= and stop_trail_percent=",
}
SIZES: Final = ("quantity", "fraction", "weight")


def complaint(tables: Tables) -> str:
    """What is wrong with the last decision."""
    decision, wrong = tables.decision[0], int(tables.account["wrong"][0])
    floats = [name for name in DECISION.names or () if DECISION[name].kind == "f"]
    given = {name: float(decision[name]) for name in floats if decision[name] != UNSET}
    prices = {name: value for name, value in given.items() if name not in SIZES}
    if wrong == BAD_PRICE:
        prices = {name: value for name, value in prices.items() if not 0 < value < float("inf")}
    said = ", ".join(f"{name}={value:g}" for name, value in prices.items())
    return WORDS[wrong].format(prices=said, **{name: given.get(name) for name in SIZES})
