"""The accounts that may trade; the call that primes the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

_PROPERTIES = {
    "hasChildAccounts": False,
    "supportsCashQty": False,
    "liteUnderPro": False,
    "noFXConv": False,
    "isProp": False,
    "supportsFractions": False,
    "allowCustomerTime": False,
    "autoFx": False,
}
_FEATURES = {
    "showGFIS": True,
    "showEUCostReport": False,
    "allowEventContract": False,
    "allowFXConv": True,
    "allowFinancialLens": False,
    "allowMTA": True,
    "allowTypeAhead": True,
    "allowEventTrading": False,
    "snapshotRefreshTimeout": 30,
    "liteUser": False,
    "showWebNews": True,
    "research": True,
    "debugPnl": True,
    "showTaxOpt": True,
    "showImpactDashboard": True,
    "allowDynAccount": False,
    "allowCrypto": False,
    "allowFA": False,
    "allowLiteUnderPro": False,
    "allowedAssetTypes": "STK",
    "restrictTradeSubscription": False,
    "showUkUserLabels": False,
    "sideBySide": True,
}


def brokerage(state: State, _: Call) -> dict[str, Any]:
    """Tradable accounts and what the user may do."""
    return brokerage_accounts(state)


def brokerage_accounts(state: State) -> dict[str, Any]:
    """The body of GET /iserver/accounts, which `act` frames carry too."""
    accounts = list(state.broker.accounts)
    master = state.broker.structure.master
    return {
        "accounts": accounts,
        "acctProps": {account: _PROPERTIES | {"hasChildAccounts": account == master} for account in accounts},
        "aliases": {account: account for account in accounts},
        "allowFeatures": _FEATURES | {"allowFA": master is not None},
        "chartPeriods": {"STK": ["*"]},
        "groups": [group.name for group in state.broker.structure.groups],
        "profiles": [],
        "selectedAccount": state.account,
        "serverInfo": state.session.server,
        # Another token than the one tickle tells.
        "sessionId": f"{state.session.account_token[:8]}.{state.session.number:08X}",
        "isFT": False,
        "isPaper": state.session.identity.paper,
    }


SERVES = {"accounts.brokerage": brokerage}
