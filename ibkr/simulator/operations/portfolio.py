"""Accounts and positions as the portfolio side sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator.refusals import refuse
from ibkr.simulator.rendering.positions import PAGE_SIZE, account_row, enrichment, sparse_row

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State


def accounts(state: State, _: Call) -> list[dict[str, Any]]:
    """The accounts that may be looked at; must be asked before anything else of the portfolio."""
    return [account_row(state.broker.starting_point(account)) for account in state.broker.accounts]


def positions(state: State, call: Call) -> list[dict[str, Any]]:
    """One page of 100 rows; sparse on the first read of a session, [] past the end."""
    account = state.known_account(call.path["accountId"])
    page = call.path_number("pageId")
    if page < 0:
        raise refuse(400, "Bad Request: pageId is below 0")
    held = [each for each in state.broker.positions(account) if each.quantity]
    ordered = _sorted([sparse_row(each) for each in held], call.query("sort"), call.query("direction"))
    shown = ordered[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    if account not in state.enriched:
        state.enriched.add(account)
        return shown
    if not call.flag("waitForSecDef", default=True):
        return shown
    listings = {each.conid: each.instrument for each in held}
    return [row | enrichment(listings[row["conid"]]) for row in shown]


def _sorted(rows: list[dict[str, Any]], column: str, direction: str) -> list[dict[str, Any]]:
    if not rows or column not in rows[0] or not isinstance(rows[0][column], (str, int, float)):
        return rows
    return sorted(rows, key=lambda row: row[column], reverse=direction == "d")


SERVES = {"portfolio.accounts": accounts, "portfolio.positions": positions}
