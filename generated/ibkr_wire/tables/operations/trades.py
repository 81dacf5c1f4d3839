# Generated from spec/. Do not edit.
"""Operations of the group `trades` with their rules."""

from __future__ import annotations

from typing import Final

from ibkr_wire.operation import Info, Pace

INFOS: Final[dict[str, Info]] = {
    "trades.executions": Info(
        name="trades.executions",
        operation_id="tradesExecutions",
        method="GET",
        path="/iserver/account/trades",
        tier="brokerage",
        retry="safe",
        effect="read",
        pacing=Pace(key="trades.executions", calls=1, seconds=5),
        needs=("accounts.brokerage",),
        first_answer="empty",
        paging=None,
        deprecated=False,
        summary="List executions of the last days.",
        sources=("official", "observed", "clients"),
    ),
    "trades.beta_executions": Info(
        name="trades.beta_executions",
        operation_id="tradesBetaExecutions",
        method="GET",
        path="/ccp/trades",
        tier="sso",
        retry="safe",
        effect="read",
        pacing=None,
        needs=(),
        first_answer="complete",
        paging=None,
        deprecated=True,
        summary="List executions, in the form of the old beta.",
        sources=("clients",),
        answers="either",
    ),
}
