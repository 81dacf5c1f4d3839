"""Groups that an advisor's orders are shared out to. A plain login is refused.

Source: gateway facts "REST endpoints", advisor. Nothing of it was recorded: the refusal
is that of other calls for logins of another kind.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator import reading
from ibkr.simulator.operations.orders import place
from ibkr.simulator.refusals import refuse, refuse_with_code
from ibkr.simulator.tickets import read_tickets
from ibkr.simulator.world.advisor import GIVEN, METHODS, AllocationRules, Group, Share, shared_out

if TYPE_CHECKING:
    from ibkr.simulator.broker.ticket import Ticket
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State
    from ibkr.simulator.world.advisor import Advisor


def advisor_of(state: State) -> Advisor:
    """The advisor behind the login, refused with 503 where there is none."""
    if state.desk.advisor is None:
        raise refuse_with_code(503, "Service Unavailable")
    return state.desk.advisor


def allocation_accounts(state: State, _: Call) -> dict[str, Any]:
    """The accounts that orders can be shared out to, with what they are compared by."""
    return {"accounts": [_account(state, client) for client in advisor_of(state).clients]}


def _account(state: State, client: str) -> dict[str, Any]:
    found = state.broker.summary(client)
    values = {"NetLiquidation": found.net_liquidation, "AvailableEquity": found.available_funds}
    return {"data": [{"value": f"{value:.2f}", "key": key} for key, value in values.items()], "name": client}


def groups(state: State, _: Call) -> dict[str, Any]:
    """Every group without its accounts."""
    return {
        "data": [
            {"allocation_method": group.method, "size": len(group.shares), "name": group.name}
            for group in advisor_of(state).groups.values()
        ]
    }


def group(state: State, call: Call) -> dict[str, Any]:
    """One group with its accounts."""
    found = _found(advisor_of(state), reading.text(call.object(), "name"))
    return {
        "name": found.name,
        "accounts": [_share(share) for share in found.shares],
        "default_method": found.method,
    }


def _share(share: Share) -> dict[str, Any]:
    amount = {} if share.amount is None else {"amount": float(share.amount)}
    return {**amount, "name": share.account}


def _found(advisor: Advisor, name: str) -> Group:
    if name not in advisor.groups:
        raise refuse(500, f"There is no group {name}")
    return advisor.groups[name]


def create_group(state: State, call: Call) -> dict[str, Any]:
    """Make a group; a name that is taken is refused under status 200."""
    advisor = advisor_of(state)
    made = _read(advisor, call.object())
    if made.name in advisor.groups:
        return _refused(f"There is a group {made.name} already")
    advisor.save_group(made)
    return {"success": True}


def change_group(state: State, call: Call) -> dict[str, Any]:
    """Replace a group, maybe under another name."""
    advisor, body = advisor_of(state), call.object()
    made = _read(advisor, body)
    former = reading.optional_text(body, "prev_name") or made.name
    if former not in advisor.groups:
        return _refused(f"There is no group {former}")
    advisor.save_group(made, formerly=former)
    return {"success": True}


def delete_group(state: State, call: Call) -> dict[str, Any]:
    """Drop a group."""
    advisor, name = advisor_of(state), reading.text(call.object(), "name")
    if advisor.groups.pop(name, None) is None:
        return _refused(f"There is no group {name}")
    return {"success": True}


def _refused(text: str) -> dict[str, Any]:
    return {"success": False, "text": text, "failure_list": None}


def _read(advisor: Advisor, body: reading.Body) -> Group:
    method = reading.choice(body, "default_method", METHODS)
    shares = tuple(_read_share(entry, method) for entry in reading.objects(body, "accounts"))
    if not shares or any(share.account not in advisor.clients for share in shares):
        raise reading.wrong("accounts")
    return Group(reading.text(body, "name"), method, shares)


def _read_share(entry: reading.Body, method: str) -> Share:
    amount = entry.get("amount")
    if method not in GIVEN:
        return Share(reading.text(entry, "name"))
    if not isinstance(amount, (int, float)) or isinstance(amount, bool) or not 0 <= amount < 1e12:
        raise reading.wrong("amount")
    return Share(reading.text(entry, "name"), Decimal(repr(amount)))


def presets(state: State, _: Call) -> dict[str, Any]:
    """The rules for all groups."""
    return attrs.asdict(advisor_of(state).allocation)


def save_presets(state: State, call: Call) -> dict[str, Any]:
    """Change the rules for all groups; those that are not named stay."""
    advisor, body = advisor_of(state), call.object()
    known = attrs.asdict(advisor.allocation)
    wanted: dict[str, Any] = {
        name: reading.flag(body, name)
        for name in known.keys() & body.keys()
        if name != "default_method_for_all"
    }
    if "default_method_for_all" in body:
        methods = {*METHODS, "AvailableEquity"}
        wanted["default_method_for_all"] = reading.choice(body, "default_method_for_all", methods)
    advisor.allocation = AllocationRules(**(known | wanted))
    return {"success": True}


def submit_for_group(state: State, call: Call) -> object:
    """Place orders for a group: one order an account, sized as the group shares out."""
    chosen = _found(advisor_of(state), call.path["faGroup"])
    state.conversation.drop()
    tickets = read_tickets(call.json(), chosen.shares[0].account)
    return place(state, [part for ticket in tickets for part in _shared(state, chosen, ticket)])


def _shared(state: State, chosen: Group, ticket: Ticket) -> list[Ticket]:
    worth = {share.account: _weight(state, chosen, share.account) for share in chosen.shares}
    parts = shared_out(chosen, ticket.quantity, worth)
    if not parts:
        raise refuse(500, "quantity is out of range")
    name = ticket.client_order_id
    return [
        # Ids of one's own are unique, so each account's part gets one.
        attrs.evolve(
            ticket,
            account=account,
            quantity=part,
            client_order_id=name and (name if len(parts) == 1 else f"{name}/{account}"),
        )
        for account, part in parts.items()
    ]


def _weight(state: State, chosen: Group, account: str) -> Decimal:
    found = state.broker.summary(account)
    return found.available_funds if chosen.method == "A" else found.net_liquidation


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
