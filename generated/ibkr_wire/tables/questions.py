# Generated from spec/. Do not edit.
"""Questions that the gateway raises before it takes an order."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Question(Struct, frozen=True, kw_only=True):
    """One kind of question. `suppressible` ones can be switched off for a session."""

    id: str
    name: str
    suppressible: bool
    meaning: str


QUESTIONS: Final[dict[str, Question]] = {
    "o163": Question(
        id="o163",
        name="price_beyond_limit",
        suppressible=True,
        meaning="The limit price is further from the market than the percentage that the user allows.",
    ),
    "o354": Question(
        id="o354",
        name="no_market_data",
        suppressible=True,
        meaning="The price cannot be checked, because market data is missing.",
    ),
    "o382": Question(
        id="o382",
        name="tick_size_limit",
        suppressible=True,
        meaning="The value is beyond the limit on tick size.",
    ),
    "o383": Question(
        id="o383", name="size_limit", suppressible=True, meaning="The quantity is above the limit on size."
    ),
    "o403": Question(
        id="o403",
        name="immediate_fill",
        suppressible=True,
        meaning="The order would be triggered and filled immediately.",
    ),
    "o451": Question(
        id="o451",
        name="total_value_limit",
        suppressible=True,
        meaning="The value is above the limit on the order's total.",
    ),
    "o2136": Question(
        id="o2136",
        name="mixed_allocation",
        suppressible=True,
        meaning="The order would be allocated in mixed directions.",
    ),
    "o2137": Question(
        id="o2137",
        name="cross_side_order",
        suppressible=True,
        meaning="The order crosses from one side of a position to the other.",
    ),
    "o2165": Question(
        id="o2165",
        name="fractions_outside_hours",
        suppressible=True,
        meaning="Fractions of a share are not traded outside regular hours.",
    ),
    "o10082": Question(
        id="o10082", name="called_bond", suppressible=True, meaning="The issuer has called the bond."
    ),
    "o10138": Question(
        id="o10138",
        name="size_change_limit",
        suppressible=True,
        meaning="The change of the quantity is above the limit for changes.",
    ),
    "o10151": Question(
        id="o10151",
        name="market_order_risk",
        suppressible=True,
        meaning="A market order may be filled far from the price shown.",
    ),
    "o10152": Question(
        id="o10152",
        name="stop_order_risk",
        suppressible=True,
        meaning="A stop order may be filled far from its stop once it is active.",
    ),
    "o10153": Question(
        id="o10153",
        name="price_cap",
        suppressible=True,
        meaning="IBKR may set a cap or a floor on the price.",
    ),
    "o10164": Question(
        id="o10164",
        name="cash_quantity_estimate",
        suppressible=True,
        meaning="The amount of money is met as well as possible, not exactly.",
    ),
    "o10223": Question(
        id="o10223",
        name="cash_quantity",
        suppressible=True,
        meaning="The order names an amount of money and wants to be confirmed.",
    ),
    "o10288": Question(
        id="o10288",
        name="crypto_market_order_risk",
        suppressible=True,
        meaning="A market order in a cryptocurrency may be filled far from the price shown.",
    ),
    "o10331": Question(
        id="o10331",
        name="stop_order_kinds",
        suppressible=True,
        meaning="Kinds of stop orders differ, and so do their risks.",
    ),
    "o10332": Question(
        id="o10332",
        name="osl_digital_securities",
        suppressible=True,
        meaning="The cryptocurrency is traded through OSL Digital Securities.",
    ),
    "o10333": Question(
        id="o10333",
        name="exercise_at_the_money",
        suppressible=True,
        meaning="The option to be exercised is at the money.",
    ),
    "o10334": Question(
        id="o10334",
        name="omnibus_account",
        suppressible=True,
        meaning="The order goes to the omnibus account.",
    ),
    "o10335": Question(
        id="o10335",
        name="rapid_entry",
        suppressible=True,
        meaning="The order comes from a window for rapid entry; internal to IBKR.",
    ),
    "o10336": Question(
        id="o10336", name="illiquid_security", suppressible=True, meaning="The security is hardly traded."
    ),
    "p6": Question(
        id="p6",
        name="spread_over_accounts",
        suppressible=True,
        meaning="The order is spread over several accounts.",
    ),
    "p12": Question(
        id="p12",
        name="price_management",
        suppressible=True,
        meaning="IBKR manages the price and may refuse an order that cannot be filled.",
    ),
    "o0": Question(
        id="o0", name="example_o0", suppressible=False, meaning="Undocumented; appears in an example only."
    ),
    "o102": Question(
        id="o102",
        name="example_o102",
        suppressible=False,
        meaning="Undocumented; appears in an example only.",
    ),
}
"""Every known question by its id, which is what `messageIds` of an order answer holds."""
