# Generated from spec/. Do not edit.
"""Operations of the group `orders` with their rules."""

from __future__ import annotations

from typing import Final

from ibkr_wire.operation import Info, Pace, Paging

INFOS: Final[dict[str, Info]] = {
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
        sources=("official",),
        account="accountId",
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
        sources=("official", "observed"),
        account="accountId",
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
        sources=("official",),
        account="accountId",
    ),
}
