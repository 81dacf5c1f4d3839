"""Which account is active, who owns it, and the search that only large logins have.

Source: gateway facts "REST endpoints", section accounts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading
from ibkr.simulator.refusals import no_login, refuse, refuse_with_code

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

_OWNER = ("Ada", "Example")
_BORN = "1980-12-10"


def switch(state: State, call: Call) -> dict[str, Any]:
    """Make an account the active one. The one that is active already is told in another shape."""
    account = reading.text(call.object(), "acctId")
    if account not in state.broker.accounts:
        raise refuse(500, f"Account {account} is not one of this login")
    if account == state.account:
        return {"success": "Account already set"}
    state.selected = account
    return {"set": True, "acctId": account}


def switch_dynamic(state: State, call: Call) -> dict[str, Any]:
    """The same for a login whose accounts are searched for; any other is refused with 401."""
    if not state.habits.dynamic_accounts:
        raise no_login()
    account = reading.text(call.object(), "acctId")
    if account not in state.broker.accounts:
        raise refuse(500, f"Account {account} is not one of this login")
    state.selected = account
    return {"set": True, "acctId": account}


def search(state: State, call: Call) -> dict[str, Any]:
    """Accounts whose id has a part in it; a login whose accounts are listed is refused with 503."""
    if not state.habits.dynamic_accounts:
        raise refuse_with_code(503, "Service Unavailable")
    pattern = call.path["searchPattern"]
    found = [account for account in state.broker.accounts if pattern.upper() in account]
    rows = [{"accountId": account, "alias": account, "allocationId": account} for account in found]
    return {"matchedAccounts": rows, "pattern": pattern}


def owners(state: State, call: Call) -> dict[str, Any]:
    """Who may sign for an account."""
    account = state.known_account(call.path["accountId"])
    first, last = _OWNER
    entity = {
        "firstName": first,
        "lastName": last,
        "entityType": "INDIVIDUAL",
        "entityName": f"Ms. {first} {last}",
        "dateOfBirth": _BORN,
    }
    user = {
        "roleId": "OWNER",
        "hasRightCodeInd": True,
        "userName": state.session.identity.user_name,
        "entity": entity,
    }
    return {"accountId": account, "users": [user], "applicant": {"signatures": [f"{first} {last}"]}}


def entry(state: State, call: Call) -> dict[str, Any]:
    """One account. Nobody has said what the gateway answers; this says what is certain."""
    account = state.known_account(call.path["accountId"])
    return {
        "accountId": account,
        "isPaper": state.session.identity.paper,
        "selected": account == state.account,
    }


SERVES = {
    "accounts.switch": switch,
    "accounts.switch_dynamic": switch_dynamic,
    "accounts.search": search,
    "accounts.owners": owners,
    "accounts.entry": entry,
}
