"""How an advisor's accounts hang together: allocation groups, presets, models.

Source: gateway facts "REST endpoints", FA allocation management.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import attrs

if TYPE_CHECKING:
    from ibkr.simulator.broker.starts import AccountStart

Shares = tuple[tuple[str, Decimal], ...]
"""Accounts and their parts of an order, which add up to 1."""
_ZERO, _ONE = Decimal(0), Decimal(1)
_NONE: Mapping[str, Decimal] = {}

Method = Literal["A", "E", "N", "C", "P", "R", "S"]
METHODS: Mapping[str, str] = {
    "A": "Available Equity",
    "E": "Equal",
    "N": "Net Liquidation Value",
    "C": "Cash Quantity",
    "P": "Percentage",
    "R": "Ratio",
    "S": "Shares",
}
"""How an order is divided among the accounts of a group, by the code of the method."""


@attrs.frozen(kw_only=True)
class Group:
    """Accounts that an order is divided among. `amounts` count for the methods C, P, R and S."""

    name: str
    accounts: tuple[str, ...]
    method: str = "N"
    amounts: tuple[Decimal, ...] = ()


@attrs.frozen(kw_only=True)
class Presets:
    """What holds for all groups."""

    group_auto_close_positions: bool = False
    default_method_for_all: str = "N"
    profiles_auto_close_positions: bool = False
    strict_credit_check: bool = False
    group_proportional_allocation: bool = False


@attrs.frozen(kw_only=True)
class Model:
    """A portfolio to invest clients' money in: contracts and their shares in percent."""

    name: str
    description: str = ""
    is_static: bool = False
    targets: tuple[tuple[int, Decimal], ...] = ()
    cash_targets: tuple[tuple[str, Decimal], ...] = ()
    invested: tuple[tuple[str, Decimal], ...] = ()
    """Accounts and the amounts that were put into the model."""


class Structure:
    """The groups and models of one login. Without an advisor's account there are none."""

    def __init__(self, accounts: Sequence[AccountStart]) -> None:
        """Begin with one group of all clients."""
        clients = tuple(each.account_id for each in accounts if each.kind == "client")
        self.master = next((each.account_id for each in accounts if each.kind == "advisor"), None)
        self.clients = clients
        self.presets = Presets()
        self._groups = {"All_Clients": Group(name="All_Clients", accounts=clients)} if clients else {}
        self._models: dict[str, Model] = {}

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups, by age."""
        return tuple(self._groups.values())

    def group(self, name: str) -> Group | None:
        """The group of that name."""
        return self._groups.get(name)

    def save_group(self, group: Group, *, replaces: str | None = None) -> None:
        """Add or change a group; `replaces` is its name until now.

        Raises:
            KeyError: an account is no client, or there is no group `replaces`.
        """
        strangers = [each for each in group.accounts if each not in self.clients]
        if strangers:
            raise KeyError(strangers[0])
        if replaces is not None and replaces != group.name:
            del self._groups[replaces]
        self._groups[group.name] = group

    def delete_group(self, name: str) -> None:
        """Remove a group.

        Raises:
            KeyError: there is none of that name.
        """
        del self._groups[name]

    @property
    def models(self) -> tuple[Model, ...]:
        """All models, by age."""
        return tuple(self._models.values())

    def model(self, name: str) -> Model | None:
        """The model of that name."""
        return self._models.get(name)

    def save_model(self, model: Model) -> None:
        """Add or replace a model."""
        self._models[model.name] = model

    def invest(self, name: str, account: str, amount: Decimal) -> Model:
        """Put a client's money into a model, or (negative) take it out; the model as it is then.

        Raises:
            KeyError: no such model or client.
        """
        if account not in self.clients:
            raise KeyError(account)
        model = self._models[name]
        held = dict(model.invested)
        held[account] = held.get(account, Decimal(0)) + amount
        self._models[name] = attrs.evolve(model, invested=tuple(held.items()))
        return self._models[name]

    def holdings(self, account: str) -> list[tuple[str, frozenset[int]]]:
        """The models that an account is invested in, and the contracts that count to each.

        A contract of several models counts to the oldest of them.
        """
        found: list[tuple[str, frozenset[int]]] = []
        counted: set[int] = set()
        for model in self.models:
            if account in dict(model.invested):
                mine = frozenset(conid for conid, _ in model.targets if conid not in counted)
                found.append((model.name, mine))
                counted |= mine
        return found

    def shares(self, group: Group, weight: Callable[[str], Decimal]) -> Shares:
        """What each account of a group gets of an order; the shares add up to 1.

        `weight` tells the money of an account, for the methods that go by it.
        """
        weights = _WEIGHTS.get(group.method, _given)(group, weight)
        total = sum(weights, Decimal(0))
        if total <= 0:
            weights, total = [Decimal(1)] * len(group.accounts), Decimal(len(group.accounts))
        return tuple((each, part / total) for each, part in zip(group.accounts, weights, strict=True))


def divided(
    size: Decimal, shares: Shares, *, step: Decimal = _ONE, given: Mapping[str, Decimal] = _NONE
) -> list[tuple[str, Decimal]]:
    """A quantity divided by shares into parts of whole steps that add up to it; empty parts are left out.

    What was `given` of an order before counts: after any number of fills everyone is
    within a step of his share.
    """
    whole = size + sum(given.values())
    due = {account: share * whole - given.get(account, _ZERO) for account, share in shares}
    parts = dict.fromkeys(due, _ZERO)
    left = size
    for account in sorted(due, key=lambda each: -due[each]):
        parts[account] = min(max(due[account] // step * step, _ZERO), left)
        left -= parts[account]
    for account in sorted(due, key=lambda each: parts[each] - due[each]):
        extra = min(step, left)
        parts[account] += extra
        left -= extra
    return [(account, part) for account, part in parts.items() if part]


def _equal(group: Group, _: Callable[[str], Decimal]) -> list[Decimal]:
    return [Decimal(1)] * len(group.accounts)


def _by_money(group: Group, weight: Callable[[str], Decimal]) -> list[Decimal]:
    return [max(weight(each), Decimal(0)) for each in group.accounts]


def _given(group: Group, _: Callable[[str], Decimal]) -> list[Decimal]:
    missing = [Decimal(0)] * (len(group.accounts) - len(group.amounts))
    return [*group.amounts[: len(group.accounts)], *missing]


_WEIGHTS = {"E": _equal, "A": _by_money, "N": _by_money}
