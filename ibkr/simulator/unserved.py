"""Operations of the spec that the gateway program does not pass on to a server that has them.

Every other operation has a handler; one that has neither stops the start. The names are
written out, since the generator reads this list before there are tables to ask.
"""

from __future__ import annotations

from typing import Final

ANSWERED_BY_THE_PROGRAM: Final = frozenset(
    {"auth.reauthenticate", "auth.reauthenticate_get", "auth.login_page"}
)
"""What the gateway program answers by itself, before it asks anybody upstream."""

_BETA = "the beta's ccp: the facts say `{error}` or 404 now, of which 404 is the safe reading"
_GONE = "gone from market data in 2026: 404"

NOT_SERVED: Final = {
    "auth.ccp_init": _BETA,
    "auth.ccp_response": _BETA,
    "auth.ccp_status": _BETA,
    "accounts.ccp_accounts": _BETA,
    "portfolio.ccp_positions": _BETA,
    "orders.beta_place": _BETA,
    "orders.beta_change": _BETA,
    "orders.beta_cancel": _BETA,
    "orders.beta_live": _BETA,
    "trades.beta_executions": _BETA,
    "market_data.unsubscribe_get": _GONE,
    "market_data.regulatory_snapshot": _GONE,
}
"""What does not exist any more, with the reason; answered as a path that does not exist."""

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
"""What only IBKR's own server has: served with OAuth (`oauth`, `management`), else as a path not there."""
