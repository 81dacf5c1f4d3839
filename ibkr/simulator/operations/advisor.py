"""Groups that an advisor's orders are shared out to. A plain login is refused.

Source: gateway facts "REST endpoints", advisor. Nothing of it was recorded: the refusal
is that of other calls for logins of another kind.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator import reading
from ibkr.simulator.broker.structure import METHODS, Group, Presets
from ibkr.simulator.operations.orders import place
from ibkr.simulator.refusals import refuse, refuse_with_code
from ibkr.simulator.tickets import read_tickets

if TYPE_CHECKING:
    from ibkr.simulator.broker.structure import Structure
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

_GIVEN = frozenset("CPRS")
"""Methods that need an amount for each account."""
_LARGEST_AMOUNT = 1e12


def structure_of(state: State) -> Structure:
    """The groups and models behind the login, refused with 503 where there is no advisor."""
    if state.broker.structure.master is None:
        raise refuse_with_code(503, "Service Unavailable")
    return state.broker.structure


def allocation_accounts(state: State, _: Call) -> dict[str, Any]:
    """The accounts that orders can be shared out to, with what they are compared by."""
    return {"accounts": [_account(state, client) for client in structure_of(state).clients]}


def _account(state: State, client: str) -> dict[str, Any]:
    found = state.broker.summary(client)
    values = {"NetLiquidation": found.net_liquidation, "AvailableEquity": found.available_funds}
    return {"data": [{"value": f"{value:.2f}", "key": key} for key, value in values.items()], "name": client}


def groups(state: State, _: Call) -> dict[str, Any]:
    """Every group without its accounts."""
    return {
        "data": [
            {"allocation_method": group.method, "size": len(group.accounts), "name": group.name}
            for group in structure_of(state).groups
        ]
    }


def group(state: State, call: Call) -> dict[str, Any]:
    """One group with its accounts."""
    found = _found(structure_of(state), reading.text(call.object(), "name"))
    return {"name": found.name, "accounts": _shares(found), "default_method": found.method}


def _shares(found: Group) -> list[dict[str, Any]]:
    if found.method not in _GIVEN:
        return [{"name": account} for account in found.accounts]
    pairs = zip(found.accounts, found.amounts, strict=True)
    return [{"amount": float(amount), "name": account} for account, amount in pairs]


def _found(structure: Structure, name: str) -> Group:
    found = structure.group(name)
    if found is None:
        raise refuse(500, f"There is no group {name}")
    return found


def create_group(state: State, call: Call) -> dict[str, Any]:
    """Make a group; a name that is taken is refused under status 200."""
    structure = structure_of(state)
    made = _read(structure, call.object())
    if structure.group(made.name) is not None:
        return _refused(f"There is a group {made.name} already")
    structure.save_group(made)
    return {"success": True}


def change_group(state: State, call: Call) -> dict[str, Any]:
    """Replace a group, maybe under another name."""
    structure, body = structure_of(state), call.object()
    made = _read(structure, body)
    former = reading.optional_text(body, "prev_name") or made.name
    if structure.group(former) is None:
        return _refused(f"There is no group {former}")
    structure.save_group(made, replaces=former)
    return {"success": True}


def delete_group(state: State, call: Call) -> dict[str, Any]:
    """Drop a group."""
    structure, name = structure_of(state), reading.text(call.object(), "name")
    if structure.group(name) is None:
        return _refused(f"There is no group {name}")
    structure.delete_group(name)
    return {"success": True}


def _refused(text: str) -> dict[str, Any]:
    return {"success": False, "text": text, "failure_list": None}


def _read(structure: Structure, body: reading.Body) -> Group:
    method = reading.choice(body, "default_method", METHODS)
    shares = reading.objects(body, "accounts")
    accounts = tuple(reading.text(share, "name") for share in shares)
    if not accounts or len(set(accounts)) < len(accounts) or not set(accounts) <= set(structure.clients):
        raise reading.wrong("accounts")
    amounts = tuple(_amount(share) for share in shares) if method in _GIVEN else ()
    return Group(name=reading.text(body, "name"), accounts=accounts, method=method, amounts=amounts)


def _amount(share: reading.Body) -> Decimal:
    amount = share.get("amount")
    if not isinstance(amount, (int, float)) or isinstance(amount, bool) or not 0 <= amount < _LARGEST_AMOUNT:
        raise reading.wrong("amount")
    return Decimal(repr(amount))


def presets(state: State, _: Call) -> dict[str, Any]:
    """The rules for all groups."""
    return attrs.asdict(structure_of(state).presets)


def save_presets(state: State, call: Call) -> dict[str, Any]:
    """Change the rules for all groups; those that are not named stay."""
    structure, body = structure_of(state), call.object()
    known = attrs.asdict(structure.presets)
    wanted: dict[str, Any] = {
        name: reading.flag(body, name)
        for name in known.keys() & body.keys()
        if name != "default_method_for_all"
    }
    if "default_method_for_all" in body:
        methods = {*METHODS, "AvailableEquity"}
        wanted["default_method_for_all"] = reading.choice(body, "default_method_for_all", methods)
    structure.presets = Presets(**(known | wanted))
    return {"success": True}


def submit_for_group(state: State, call: Call) -> object:
    """Place orders for a group, in the form of an older gateway: what fills is divided among its accounts."""
    found = _found(structure_of(state), call.path["faGroup"])
    state.conversation.drop()
    return place(state, read_tickets(call.json(), found.name))


SERVES = {
    "advisor.allocation_accounts": allocation_accounts,
    "advisor.groups": groups,
    "advisor.group": group,
    "advisor.create_group": create_group,
    "advisor.change_group": change_group,
    "advisor.delete_group": delete_group,
    "advisor.allocation_presets": presets,
    "advisor.save_allocation_presets": save_presets,
    "orders.submit_for_group": submit_for_group,
}
