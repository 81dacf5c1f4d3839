"""Operations of the spec that the simulator does not answer with data of its own."""

from __future__ import annotations

from typing import Final

ANSWERED_BY_THE_PROGRAM: Final = frozenset(
    {"auth.reauthenticate", "auth.reauthenticate_get", "auth.login_page"}
)
"""What the gateway program answers by itself, before it asks anybody upstream."""

NOT_SERVED: Final = frozenset(
    {
        "auth.ccp_init",
        "auth.ccp_response",
        "auth.ccp_status",
        "auth.request_token",
        "auth.access_token",
        "auth.live_session_token",
        "auth.token",
        "accounts.ccp_accounts",
        "portfolio.ccp_positions",
        "contracts.secdef_info",
        "contracts.strikes",
        "contracts.bond_filters",
        "contracts.currency_pairs",
        "contracts.exchange_rate",
        "contracts.futures",
        "market_data.unsubscribe_get",
        "market_data.regulatory_snapshot",
        "orders.beta_change",
        "orders.beta_place",
        "orders.beta_cancel",
        "orders.beta_live",
        "trades.beta_executions",
        "events.categories",
        "events.market",
        "events.details",
        "events.rules",
        "events.schedules",
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
"""What has no handler: answered as the gateway answers a path that does not exist.

An operation that gets a handler leaves this list; a new one without either stops the start.
"""
