# Generated from spec/. Do not edit.
"""Operations of the group `analytics` with their rules."""

from __future__ import annotations

from typing import Final

from ibkr_wire.operation import Info, Pace

INFOS: Final[dict[str, Info]] = {
    "analytics.performance": Info(
        name="analytics.performance",
        operation_id="analyticsPerformance",
        method="POST",
        path="/pa/performance",
        tier="sso",
        retry="safe",
        effect="read",
        pacing=Pace(key="analytics.performance", calls=1, seconds=900, scope="account"),
        needs=(),
        first_answer="complete",
        paging=None,
        deprecated=False,
        summary="Show net asset value and returns of accounts over a period.",
        sources=("official", "observed", "clients"),
        account="body.acctIds",
    ),
    "analytics.all_periods": Info(
        name="analytics.all_periods",
        operation_id="analyticsAllPeriods",
        method="POST",
        path="/pa/allperiods",
        tier="sso",
        retry="safe",
        effect="read",
        pacing=None,
        needs=(),
        first_answer="complete",
        paging=None,
        deprecated=False,
        summary="Show net asset value and returns of accounts over every period.",
        sources=("official", "observed", "clients"),
    ),
    "analytics.transactions": Info(
        name="analytics.transactions",
        operation_id="analyticsTransactions",
        method="POST",
        path="/pa/transactions",
        tier="sso",
        retry="safe",
        effect="read",
        pacing=Pace(key="analytics.transactions", calls=1, seconds=900, scope="account"),
        needs=(),
        first_answer="complete",
        paging=None,
        deprecated=False,
        summary="List the transactions of accounts in one contract.",
        sources=("official", "observed", "clients"),
        account="body.acctIds",
    ),
    "analytics.summary": Info(
        name="analytics.summary",
        operation_id="analyticsSummary",
        method="POST",
        path="/pa/summary",
        tier="sso",
        retry="safe",
        effect="read",
        pacing=Pace(key="analytics.summary", calls=1, seconds=900, scope="account"),
        needs=(),
        first_answer="complete",
        paging=None,
        deprecated=True,
        summary="Show a summary of balances of accounts.",
        sources=("clients",),
        account="body.acctIds",
        answers="either",
    ),
}
