"""The simulator answers with every key that the real gateway was recorded with, in the same JSON type.

The recordings are not part of the repository.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ibkr.simulator.broker.account import DEFAULT_ACCOUNTS

RECORDED = Path(__file__).parents[4] / "shared" / "gateway" / "recorded"
ACCOUNT = DEFAULT_ACCOUNTS[0].account_id
SPY, AAPL = 756733, 265598
ORDER = {"conid": SPY, "side": "BUY", "orderType": "LMT", "price": 152, "quantity": 1, "tif": "DAY"}

# What each recording is of, as asked here; a second element is the body of a POST or PUT.
ASKED = {
    "Accounts/GET-account-summary": (f"/iserver/account/{ACCOUNT}/summary",),
    "Accounts/GET-account-summary-available-funds": (f"/iserver/account/{ACCOUNT}/summary/available_funds",),
    "Accounts/GET-account-summary-margins": (f"/iserver/account/{ACCOUNT}/summary/margins",),
    "Accounts/GET-iserver-accounts": ("/iserver/accounts",),
    "Accounts/GET-signatures-and-owners": (f"/acesws/{ACCOUNT}/signatures-and-owners",),
    "Contracts/GET-contract-info-and-rules": (f"/iserver/contract/{AAPL}/info-and-rules",),
    "Contracts/GET-exchangerate": ("/iserver/exchangerate?source=USD&target=EUR",),
    "Contracts/GET-secdef-strikes": (f"/iserver/secdef/strikes?conid={AAPL}&sectype=OPT&month=MAR13",),
    "Contracts/GET-trsrv-all-conids": ("/trsrv/all-conids?exchange=NASDAQ",),
    "Contracts/GET-trsrv-futures": ("/trsrv/futures?symbols=ES",),
    "Contracts/GET-trsrv-secdef": (f"/trsrv/secdef?conids={SPY}",),
    "Contracts/GET-trsrv-stocks": ("/trsrv/stocks?symbols=AAPL",),
    "Contracts/POST-contract-rules": ("/iserver/contract/rules", {"conid": SPY, "isBuy": True}),
    "Contracts/POST-secdef-search": ("/iserver/secdef/search", {"symbol": "AAPL"}),
    "EventContracts/GET-contract-details": ("/forecast/contract/details?conid={event}",),
    "EventContracts/GET-contract-rules": ("/forecast/contract/rules?conid={event}",),
    "Fyi/GET-notifications": ("/fyi/notifications?max=10",),
    "Fyi/GET-settings": ("/fyi/settings",),
    "Fyi/GET-unread-count": ("/fyi/unreadnumber",),
    "Fyi/POST-update-setting": ("/fyi/settings/BA", {"enabled": True}),
    "MarketData/GET-history": (f"/iserver/marketdata/history?conid={SPY}&period=1d&bar=1min",),
    "MarketData/GET-scanner-params": ("/iserver/scanner/params",),
    "MarketData/POST-scanner-run": (
        "/iserver/scanner/run",
        {"instrument": "STK", "location": "STK.US.MAJOR", "type": "TOP_PERC_GAIN", "filter": []},
    ),
    "MarketData/POST-unsubscribe": ("/iserver/marketdata/unsubscribe", {"conid": SPY}),
    "Orders/GET-order-status": ("/iserver/account/order/status/{order}",),
    "Orders/POST-whatif-order": (
        f"/iserver/account/{ACCOUNT}/orders/whatif",
        {"orders": [ORDER | {"price": 1}]},
    ),
    "Portfolio/GET-portfolio-accounts": ("/portfolio/accounts",),
    "Portfolio/GET-portfolio-allocation": (f"/portfolio/{ACCOUNT}/allocation",),
    "Portfolio/GET-portfolio-ledger": (f"/portfolio/{ACCOUNT}/ledger",),
    "Portfolio/GET-portfolio-position-by-conid": (f"/portfolio/{ACCOUNT}/position/{SPY}",),
    "Portfolio/GET-portfolio-positions-page0": (f"/portfolio/{ACCOUNT}/positions/0",),
    "Portfolio/GET-portfolio-summary": (f"/portfolio/{ACCOUNT}/summary",),
    "Portfolio/POST-pa-performance": ("/pa/performance", {"acctIds": [ACCOUNT], "period": "1M"}),
    "Portfolio/POST-portfolio-consolidated-allocation": ("/portfolio/allocation", {"acctIds": [ACCOUNT]}),
    "Session/POST-ssodh-init": ("/iserver/auth/ssodh/init", {"publish": True, "compete": True}),
    "Session/POST-suppress": ("/iserver/questions/suppress", {"messageIds": ["o163"]}),
    "Session/POST-tickle": ("/tickle", {}),
    "Watchlists/POST-create-watchlist": ("/iserver/watchlist", {"id": "9", "name": "Nine", "rows": []}),
}
# Recordings are cut and their accounts replaced; these keys are ids, or come on some rows only.
IDS = {"U1234567"}
SOME_ROWS = {"endofbundle", "chineseName"}


@pytest.fixture
def trader(player):
    """A login that holds SPY, with one order filled, as when the recordings were made."""
    player.get(f"/iserver/marketdata/snapshot?conids={SPY}&fields=31")
    player.order = player.place(**ORDER)[0]["order_id"]
    player.get("/iserver/secdef/search?symbol=AAPL")
    (market,) = next(each["markets"] for each in tree(player).values() if "markets" in each)
    listed = player.get(f"/forecast/contract/market?underlyingConid={market['conid']}")
    player.event = listed["contracts"][0]["conid"]
    player.clock.advance(60)
    return player


def tree(player):
    return player.get("/forecast/category/tree")["categories"]


@pytest.mark.skipif(not RECORDED.exists(), reason="the shared folder with real recordings is not here")
@pytest.mark.parametrize("name", ASKED)
def test_what_the_real_gateway_tells_is_told_in_the_same_type(trader, name):
    path, *body = ASKED[name]
    method = name.split("/")[1].split("-")[0]
    path = path.format(event=trader.event, order=trader.order)
    answer = trader.ask(method, path, **({"json": body[0]} if body else {}))
    real = json.loads((RECORDED / f"{name}.json").read_bytes())["Response"]
    assert (answer.status, lacking(real["Body"], answer.decoded())) == (real["StatusCode"], [])


def lacking(real: object, ours: object, at: str = "") -> list[str]:
    """Where `ours` lacks a key of the recording, or has another JSON type there."""
    if isinstance(real, dict) and isinstance(ours, dict):
        found = []
        for key in real.keys() - IDS - SOME_ROWS:
            found += lacking(real[key], ours[key], f"{at}.{key}") if key in ours else [f"{at}.{key} lacks"]
        return found
    if isinstance(real, list) and isinstance(ours, list):
        return lacking(real[0], ours[0], f"{at}[]") if real and ours else [f"{at} is empty"] * bool(real)
    same = real is None or kind(real) == kind(ours)
    return [] if same else [f"{at} is {ours!r}, not {real!r}"]


def kind(value: object) -> str:
    return (
        "number" if isinstance(value, (int, float)) and not isinstance(value, bool) else type(value).__name__
    )
