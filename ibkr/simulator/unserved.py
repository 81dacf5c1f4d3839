"""Operations of the spec that the simulator answers without data: as the local gateway does, with a page.

Every other operation has a handler; one that has neither stops the start. The names are
written out, since the generator reads this list before there are tables to ask.
"""

from __future__ import annotations

from typing import Final

ANSWERED_BY_THE_PROGRAM: Final = frozenset(
    {"auth.reauthenticate", "auth.reauthenticate_get", "auth.login_page"}
)
"""What the gateway program answers by itself, before it asks anybody upstream."""

REMOVED: Final = frozenset(
    {
        "auth.ccp_init",
        "auth.ccp_response",
        "auth.ccp_status",
        "accounts.ccp_accounts",
        "portfolio.ccp_positions",
        "orders.beta_place",
        "orders.beta_change",
        "orders.beta_cancel",
        "orders.beta_live",
        "trades.beta_executions",
        "market_data.unsubscribe_get",
        "market_data.regulatory_snapshot",
    }
)
"""What gateways had once: the beta's ccp, and two calls of market data (gone in 2026)."""

HOSTED: Final = frozenset(
    {
        "auth.request_token",
        "auth.access_token",
        "auth.live_session_token",
        "auth.token",
        "management.application",
        "management.open_account",
        "management.change_account",
        "management.send_documents",
        "management.login_messages",
        "management.account_statuses",
        "management.account_details",
        "management.identity_check",
        "management.account_login_messages",
        "management.account_status",
        "management.account_tasks",
        "management.forms",
        "management.required_forms",
        "management.transfer_brokers",
        "management.enumeration",
        "management.participating_banks",
        "management.requests",
        "management.request_status",
        "management.username",
        "management.balances",
        "management.instruct_bank",
        "management.bank_instructions",
        "management.instruct_bank_bulk",
        "management.client_instruction",
        "management.instruction_set",
        "management.cancel_instruction",
        "management.cancel_instruction_bulk",
        "management.recent_instructions",
        "management.instruction",
        "management.move_external_assets",
        "management.move_external_assets_bulk",
        "management.move_external_cash",
        "management.cash_limits",
        "management.move_external_cash_bulk",
        "management.move_internal_assets",
        "management.move_internal_assets_bulk",
        "management.move_internal_cash",
        "management.move_internal_cash_bulk",
        "management.echo",
        "management.echo_signed",
        "management.apply_restrictions",
        "management.verify_restrictions",
        "management.open_browser_session",
        "management.open_session",
        "management.statements",
        "management.available_statements",
        "management.tax_documents",
        "management.available_tax_documents",
        "management.trade_confirmations",
        "management.available_trade_confirmations",
    }
)
"""What only IBKR's own server has: OAuth, and the account management side."""

NOT_SERVED: Final = REMOVED | HOSTED
"""Answered as the gateway answers a path that does not exist."""
