"""The accounts that may trade; the call that primes the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

_PROPERTIES = {
    "hasChildAccounts": False,
    "supportsCashQty": True,
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
    "allowEventContract": True,
    "allowFXConv": True,
    "allowFinancialLens": False,
    "allowMTA": True,
    "allowTypeAhead": True,
    "allowEventTrading": True,
    "snapshotRefreshTimeout": 30,
    "liteUser": False,
    "showWebNews": True,
    "research": True,
    "debugPnl": True,
    "showTaxOpt": True,
    "showImpactDashboard": True,
    "allowDynAccount": False,
    "allowCrypto": True,
    "allowFA": False,
    "allowLiteUnderPro": False,
    "allowedAssetTypes": "STK,OPT,FOP,FUT,BAG,CASH,IND,BOND,CRYPTO",
    "restrictTradeSubscription": False,
    "showUkUserLabels": False,
    "sideBySide": True,
}
_ALL, _SHORT = ["*"], ["2h", "1d", "2d", "1w", "1m"]
_PERIODS = {
    "STK": _ALL,
    "CFD": _ALL,
    "OPT": _SHORT,
    "FOP": _SHORT,
    "WAR": _ALL,
    "IOPT": _ALL,
    **dict.fromkeys(("FUT", "CASH", "IND", "BOND", "FUND", "CMDTY", "PHYSS", "CRYPTO"), _ALL),
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
        "chartPeriods": _PERIODS,
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
