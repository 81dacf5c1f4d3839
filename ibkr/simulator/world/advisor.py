"""What an advisor keeps: groups that orders are shared out to, and models that clients invest in."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal

import attrs

EVERYONE = "Everyone"
METHODS = {
    "A": "AvailableEquity",
    "E": "Equal",
    "N": "NetLiq",
    "C": "Cash",
    "P": "Percent",
    "R": "Ratio",
    "S": "Shares",
}
"""How a group shares an order out: by equity, equally, by worth, or by amounts of its own."""
GIVEN = frozenset("CPRS")
"""Methods that need an amount for each account."""


@attrs.frozen
class Share:
    """An account in a group, with its amount where the method wants one."""

    account: str
    amount: Decimal | None = None


@attrs.frozen
class Group:
    """Accounts that an order is shared out to."""

    name: str
    method: str
    shares: tuple[Share, ...]


@attrs.frozen
class Target:
    """How much of a model one contract should be, as a fraction."""

    conid: int
    share: Decimal


@attrs.frozen
class Model:
    """A portfolio that clients invest in."""

    name: str
    description: str
    targets: tuple[Target, ...]
    is_static: bool = True
    cash: Decimal = Decimal(0)
    """How much of it should be cash, as a fraction."""
    accounts: frozenset[str] = frozenset()
    """Accounts that are invested in it."""

    @property
    def conids(self) -> frozenset[int]:
        """The contracts of the model."""
        return frozenset(target.conid for target in self.targets)


@attrs.define
class AllocationRules:
    """Rules for all groups and profiles."""

    group_auto_close_positions: bool = False
    default_method_for_all: str = "N"
    profiles_auto_close_positions: bool = False
    strict_credit_check: bool = False
    group_proportional_allocation: bool = False


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


class Advisor:
    """Groups, models and rules of one advisor with these clients."""

    def __init__(self, clients: Sequence[str], model: Model) -> None:
        """Begin with a group of all clients and one model."""
        self.clients = tuple(clients)
        self.groups: dict[str, Group] = {}
        self.models: dict[str, Model] = {model.name: model}
        self.allocation = AllocationRules()
        self.model_rules = dict(MODEL_RULES)
        self.prepared: dict[int, str] = {}
        """Model by the number of the transfer that was prepared for it."""
        self.pending: dict[str, tuple[str, ...]] = {}
        """Accounts that are about to be invested, by model."""
        self.save_group(Group(EVERYONE, "N", tuple(Share(client) for client in clients)))

    def save_group(self, group: Group, *, formerly: str | None = None) -> None:
        """Keep a group, in place of the one with its former name."""
        if formerly is not None:
            self.groups.pop(formerly, None)
        self.groups[group.name] = group

    def save_model(self, model: Model) -> None:
        """Keep a model; who is invested in it stays so."""
        before = self.models.get(model.name)
        invested = frozenset[str]() if before is None else before.accounts
        self.models[model.name] = attrs.evolve(model, accounts=invested)

    def prepare(self, model: str, accounts: Sequence[str]) -> int:
        """Make an investment ready; the number names it."""
        number = len(self.prepared) + 1
        self.prepared[number] = model
        self.pending[model] = tuple(accounts)
        return number

    def invest(self, number: int) -> bool:
        """Carry a prepared investment out; False when there is none with that number."""
        name = self.prepared.pop(number, None)
        if name is None:
            return False
        model = self.models[name]
        self.models[name] = attrs.evolve(model, accounts=model.accounts | set(self.pending.pop(name, ())))
        return True


def shared_out(group: Group, quantity: Decimal, worth: dict[str, Decimal]) -> dict[str, Decimal]:
    """Whole shares of an order for each account; what rounding leaves goes to the first.

    `worth` is what accounts are compared by where the group has no amounts of its own.
    """
    weights = {
        share.account: share.amount if share.amount is not None else worth.get(share.account, Decimal(1))
        for share in group.shares
    }
    if group.method == "E":
        weights = dict.fromkeys(weights, Decimal(1))
    total = sum(weights.values(), Decimal(0))
    if total <= 0:
        return {}
    parts = {
        account: (quantity * weight / total).quantize(Decimal(1), rounding=ROUND_DOWN)
        for account, weight in weights.items()
    }
    first = next(iter(parts))
    parts[first] += quantity - sum(parts.values(), Decimal(0))
    return {account: part for account, part in parts.items() if part}
