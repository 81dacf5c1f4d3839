"""Accounts as they are when the world begins, and ready-made sets of them.

An individual paper account, an advisor's master with clients, linked accounts of one
person, and accounts whose ids look live.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import attrs

from ibkr.simulator.market.contract import AAPL, GOOG, IBM, MSFT, SPY

if TYPE_CHECKING:
    from ibkr.simulator.broker.costs import Schedule

SEC_TYPES = frozenset({"STK", "OPT", "FUT", "FOP", "CASH", "BOND", "CRYPTO", "BAG"})
"""Everything that can be traded in this world."""

AccountKind = Literal["individual", "advisor", "client", "linked"]


@attrs.frozen
class Holding:
    """A position that an account starts with."""

    conid: int
    quantity: Decimal
    average_cost: Decimal
    """Of a share or contract, multiplier and commissions included; positive for a short position too."""


@attrs.frozen(kw_only=True)
class AccountStart:
    """An account as it is when the world begins."""

    account_id: str
    cash: Decimal
    """In its own currency."""
    holdings: tuple[Holding, ...] = ()
    is_paper: bool = True
    currency: str = "USD"
    title: str = "Simulated Person"
    alias: str | None = None
    kind: AccountKind = "individual"
    master: str | None = None
    """Id of the advisor's account that a client's belongs to."""
    balances: tuple[tuple[str, Decimal], ...] = ()
    """Cash in other currencies."""
    commissions: Schedule = "fixed"
    permissions: frozenset[str] = SEC_TYPES
    """Kinds of contracts it may trade."""


DEFAULT_ACCOUNTS = (
    AccountStart(
        account_id="DU1234567",
        cash=Decimal("250000.00"),
        holdings=(
            Holding(AAPL.conid, Decimal(100), Decimal("512.4650")),
            Holding(IBM.conid, Decimal(150), Decimal("192.3067")),
            Holding(MSFT.conid, Decimal(-400), Decimal("28.9175")),
        ),
    ),
)
"""One person's paper account."""

ADVISOR_ACCOUNTS = (
    AccountStart(
        account_id="DF1234500",
        cash=Decimal("25000.00"),
        title="Simulated Advisor",
        kind="advisor",
    ),
    AccountStart(
        account_id="DU1234501",
        cash=Decimal("180000.00"),
        title="First Client",
        alias="First",
        kind="client",
        master="DF1234500",
        holdings=(Holding(SPY.conid, Decimal(600), Decimal("141.2050")),),
    ),
    AccountStart(
        account_id="DU1234502",
        cash=Decimal("90000.00"),
        title="Second Client",
        alias="Second",
        kind="client",
        master="DF1234500",
        balances=(("EUR", Decimal("20000.00")),),
        holdings=(Holding(IBM.conid, Decimal(200), Decimal("195.0150")),),
    ),
    AccountStart(
        account_id="DU1234503",
        cash=Decimal("60000.00"),
        title="Third Client",
        kind="client",
        master="DF1234500",
    ),
)
"""An advisor's master account and three clients, all paper."""

LINKED_ACCOUNTS = (
    AccountStart(
        account_id="DU7654321",
        cash=Decimal("80000.00"),
        kind="linked",
        alias="Savings",
        holdings=(Holding(GOOG.conid, Decimal(20), Decimal("640.1050")),),
    ),
    AccountStart(
        account_id="DU7654322",
        cash=Decimal("50000.00"),
        currency="EUR",
        kind="linked",
        alias="Trading",
        balances=(("USD", Decimal("30000.00")), ("JPY", Decimal("500000"))),
        holdings=(Holding(AAPL.conid, Decimal(40), Decimal("530.2500")),),
        commissions="tiered",
    ),
)
"""Two paper accounts of one person, the second in euros."""

LIVE_ACCOUNTS = (
    AccountStart(
        account_id="U1234567",
        cash=Decimal("40000.00"),
        is_paper=False,
        holdings=(Holding(AAPL.conid, Decimal(50), Decimal("455.0100")),),
    ),
)
"""One account whose id looks live. Nothing here ever trades for real."""
