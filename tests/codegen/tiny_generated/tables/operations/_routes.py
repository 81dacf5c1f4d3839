# Generated from spec/. Do not edit.
"""Method, path and façade name of every operation."""

from __future__ import annotations

from typing import Final

ROUTES: Final = (
    ("POST", "/account/{accountId}/orders", "orders.submit"),
    ("GET", "/account/{accountId}/orders/open", "orders.open"),
    ("GET", "/account/{accountId}/orders/{orderId}", "orders.one"),
    ("GET", "/marketdata/snapshot", "market_data.snapshot_rows"),
    ("GET", "/sso/page", "session.page"),
    ("POST", "/token", "session.token"),
    ("POST", "/requests", "session.hand_in"),
    ("POST", "/performance", "session.performance"),
    ("DELETE", "/devices/{deviceId}", "session.remove_device"),
    ("GET", "/rows", "session.rows"),
    ("POST", "/guess", "session.guess"),
    ("GET", "/report", "session.report"),
)
