# Generated from spec/. Do not edit.
"""Every operation with its rules, and the way from a request back to its operation."""

from __future__ import annotations

from typing import Final
from urllib.parse import unquote

from ibkr_wire.operation import Info, Pace, Paging

OPERATIONS: Final[dict[str, Info]] = {
    "orders.submit": Info(
        name="orders.submit",
        operation_id="ordersSubmit",
        method="POST",
        path="/account/{accountId}/orders",
        tier="brokerage",
        retry="never",
        effect="order",
        pacing=Pace(key="orders.submit", calls=1, seconds=5, scope="account"),
        needs=("orders.open",),
        first_answer="complete",
        paging=None,
        deprecated=False,
        summary="Send orders and return what the gateway made of each.",
    ),
    "orders.open": Info(
        name="orders.open",
        operation_id="ordersOpen",
        method="GET",
        path="/account/{accountId}/orders/open",
        tier="sso",
        retry="safe",
        effect="read",
        pacing=None,
        needs=(),
        first_answer="empty",
        paging=Paging(parameter="pageId", first=0, size=100),
        deprecated=True,
        summary="Return the names of open orders by their id.",
    ),
    "orders.one": Info(
        name="orders.one",
        operation_id="ordersOne",
        method="GET",
        path="/account/{accountId}/orders/{orderId}",
        tier="brokerage",
        retry="careful",
        effect="read",
        pacing=Pace(key="orders.one", concurrent=1),
        needs=(),
        first_answer="complete",
        paging=None,
        deprecated=False,
        summary="Return one order",
    ),
    "market_data.snapshot_rows": Info(
        name="market_data.snapshot_rows",
        operation_id="marketDataSnapshotRows",
        method="GET",
        path="/marketdata/snapshot",
        tier="none",
        retry="safe",
        effect="read",
        pacing=Pace(key="quotes", calls=10, seconds=1, concurrent=5),
        needs=(),
        first_answer="sparse",
        paging=None,
        deprecated=False,
        summary="Return one row of quotes for each contract.",
    ),
}


def match(method: str, path: str) -> tuple[Info, dict[str, str]] | None:
    """Return the operation that a request is, with its path parameters unquoted, or None.

    `path` has neither the prefix `/v1/api` nor a query. Where a literal segment
    and a parameter both fit, the literal wins.
    """
    segments = path.split("/")[1:]
    for pattern, info in _ROUTES.get((method.upper(), len(segments)), ()):
        if all(want is None or want == have for want, have in zip(pattern, segments, strict=True)):
            names = info.path.split("/")[1:]
            return info, {
                name[1:-1]: unquote(have)
                for name, want, have in zip(names, pattern, segments, strict=True)
                if want is None
            }
    return None


_Pattern = tuple[str | None, ...]


def _routes() -> dict[tuple[str, int], list[tuple[_Pattern, Info]]]:
    """Sort operations by method and number of segments, literal segments before parameters."""
    routes: dict[tuple[str, int], list[tuple[_Pattern, Info]]] = {}
    for info in OPERATIONS.values():
        pattern = tuple(None if part.startswith("{") else part for part in info.path.split("/")[1:])
        routes.setdefault((info.method, len(pattern)), []).append((pattern, info))
    for found in routes.values():
        found.sort(key=lambda route: [part is None for part in route[0]])
    return routes


_ROUTES: Final = _routes()
