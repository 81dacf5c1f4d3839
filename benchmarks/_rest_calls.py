"""The six typical calls, as paths."""

from __future__ import annotations

from typing import Final

ACCOUNT: Final = "DU1234567"
CONID: Final = 265598
FIELDS: Final = ("31", "84", "86", "87", "7295")
PATHS: Final = (
    "/portfolio/accounts",
    f"/portfolio/{ACCOUNT}/positions/0",
    f"/portfolio/{ACCOUNT}/ledger",
    f"/iserver/marketdata/snapshot?conids={CONID}&fields={','.join(FIELDS)}",
    f"/iserver/marketdata/history?conid={CONID}&period=1m&bar=1d",
    "/iserver/account/orders",
)
