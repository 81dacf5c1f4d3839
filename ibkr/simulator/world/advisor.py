"""What an advisor does with models beside keeping them: rules for all, and transfers that are prepared.

Groups and models themselves are the broker's (`broker.structure`), which divides orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import attrs

from ibkr.simulator.broker.structure import Model
from ibkr.simulator.market.contract import AAPL, IBM, MSFT

FIRST_MODEL = Model(
    name="Computers",
    description="Makers of computers",
    is_static=True,
    targets=((AAPL.conid, Decimal(40)), (IBM.conid, Decimal(40)), (MSFT.conid, Decimal(19))),
    cash_targets=(("USD", Decimal(1)),),
)
"""What every advisor's clients can invest in from the beginning. Shares are in percent."""

MODEL_RULES: dict[str, bool | int] = {
    "avoidNegativeCashInCore": False,
    "cashQtyEstimateFactor": 25,
    "closeDivestCorePosition": False,
    "fullyInvestExistingLongPositions": False,
    "keepModelOpen": False,
    "preferCrossWithIndependent": False,
    "preferTransferFromIndependent": True,
    "roundAllocExchBoardLot": False,
    "useNonBaseCcy": False,
    "useToleranceRange": False,
}
"""Rules for all models, as they are at first."""


@attrs.frozen
class Transfer:
    """Accounts that are about to be invested in a model."""

    model: str
    accounts: tuple[str, ...]


class Transfers:
    """What was prepared and not yet carried out, by number."""

    def __init__(self) -> None:
        self._last = 0
        self._prepared: dict[int, Transfer] = {}

    def prepare(self, model: str, accounts: Sequence[str]) -> int:
        """Make an investment ready; the number names it."""
        self._last += 1
        self._prepared[self._last] = Transfer(model, tuple(accounts))
        return self._last

    def waiting(self, model: str) -> tuple[str, ...]:
        """The accounts that are about to be invested in a model."""
        chosen = (each.accounts for each in self._prepared.values() if each.model == model)
        return tuple(dict.fromkeys(account for accounts in chosen for account in accounts))

    def take(self, number: int) -> Transfer | None:
        """The transfer with that number, else the one that was prepared last; it no longer waits."""
        known = number if number in self._prepared else max(self._prepared, default=0)
        return self._prepared.pop(known, None)
