"""The portfolio side: accounts, values, ledger, allocation, positions.

Source: gateway facts "REST endpoints", section portfolio.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading
from ibkr.simulator.refusals import refuse
from ibkr.simulator.rendering.positions import (
    PAGE_SIZE,
    account_row,
    combination_row,
    complete_row,
    sparse_row,
)
from ibkr.simulator.rendering.values import account_values, ledger_rows

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import Position
    from ibkr.simulator.broker.starts import AccountStart
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

SUBACCOUNTS_PAGE = 20
_MOST_SUBACCOUNTS = 100
_OTHERS = "Others"


def _account(state: State, call: Call) -> str:
    return state.known_account(call.path["accountId"])


def _held(state: State, accounts: Iterable[str]) -> list[Position]:
    return [each for account in accounts for each in state.broker.positions(account) if each.quantity]


# --- accounts ---------------------------------------------------------------------------


def accounts(state: State, _: Call) -> list[dict[str, Any]]:
    """The accounts that may be looked at; must be asked before anything else of the portfolio."""
    return [account_row(state.broker.starting_point(account)) for account in state.broker.accounts]


def subaccounts(state: State, _: Call) -> list[dict[str, Any]]:
    """Up to 100 accounts below an advisor; a plain login has its own account there."""
    return [account_row(each) for each in _below(state)[:_MOST_SUBACCOUNTS]]


def _below(state: State) -> list[AccountStart]:
    """The accounts that hold money: all of a plain login, those below the master of an advisor."""
    accounts = state.broker.structure.clients or state.broker.accounts
    return [state.broker.starting_point(account) for account in accounts]


def large_subaccounts(state: State, call: Call) -> object:
    """One page of 20 accounts: bare on a plain login, in a wrapper that counts them on an advisor's."""
    page = call.number("page", default=-1)
    if page < 0:
        raise refuse(400, "Bad Request: page is missing or below 0")
    below = _below(state)
    rows = [account_row(each) for each in below[page * SUBACCOUNTS_PAGE : (page + 1) * SUBACCOUNTS_PAGE]]
    if state.broker.structure.master is None:
        return rows
    counted = {"total": len(below), "pageSize": SUBACCOUNTS_PAGE, "pageNum": page}
    return {"metadata": counted, "subaccounts": rows}


def meta(state: State, call: Call) -> dict[str, Any]:
    """One account as in the list of accounts."""
    return account_row(state.broker.starting_point(_account(state, call)))


# --- values -----------------------------------------------------------------------------


def summary(state: State, call: Call) -> dict[str, Any]:
    """About 140 values by name."""
    account = _account(state, call)
    start = state.broker.starting_point(account)
    return account_values(state.broker.summary(account), start, at=int(state.world.now()))


def ledger(state: State, call: Call) -> dict[str, Any]:
    """Balances by currency, and all of them as BASE."""
    account = _account(state, call)
    entries = state.broker.ledger(account)
    return ledger_rows(account, entries, session=state.session.number, at=int(state.world.now()))


def allocation(state: State, call: Call) -> dict[str, Any]:
    """How one account is spread over classes, sectors and groups."""
    account = _account(state, call)
    return _allocation(state, [account], _held(state, [account]))


def combined_allocation(state: State, call: Call) -> dict[str, Any]:
    """The same over several accounts; without any position the gateway fails."""
    accounts = [state.known_account(each) for each in reading.texts(call.object(), "acctIds")]
    held = _held(state, accounts)
    if not held:
        raise refuse(500, "Internal Server Error")
    return _allocation(state, accounts, held)


def _allocation(state: State, accounts: list[str], held: list[Position]) -> dict[str, Any]:
    classes = _spread(held, lambda each: each.instrument.sec_type)
    cash = float(round(sum(float(state.broker.summary(each).cash) for each in accounts), 2))
    classes["long" if cash >= 0 else "short"]["CASH"] = cash
    return {
        "assetClass": classes,
        "sector": _spread(held, lambda each: each.instrument.industry),
        "group": _spread(held, lambda each: each.instrument.group),
    }


def _spread(held: list[Position], by: Callable[[Position], str]) -> dict[str, dict[str, float]]:
    sides: dict[str, dict[str, float]] = {"long": defaultdict(float), "short": defaultdict(float)}
    for each in held:
        value = float(each.value * each.rate)
        side, name = sides["long" if value >= 0 else "short"], by(each) or _OTHERS
        side[name] = round(side[name] + value, 2)
    return sides


# --- positions ----------------------------------------------------------------------------


def positions(state: State, call: Call) -> list[dict[str, Any]]:
    """One page of 100 rows; sparse on the first read of a session, [] past the end."""
    account = _account(state, call)
    page = call.path_number("pageId")
    if page < 0:
        raise refuse(400, "Bad Request: pageId is below 0")
    held = {each.conid: each for each in _held(state, [account])}
    rows = _sorted(call, [sparse_row(each) for each in held.values()])
    shown = rows[page * PAGE_SIZE : (page + 1) * PAGE_SIZE]
    if account not in state.enriched:
        state.enriched.add(account)
        return shown
    if not call.flag("waitForSecDef", default=True):
        return shown
    return [complete_row(held[row["conid"]]) for row in shown]


def position(state: State, call: Call) -> list[dict[str, Any]]:
    """What one account holds of one contract: a list even then, and empty when it holds none."""
    account, conid = _account(state, call), call.path_number("conid")
    return [complete_row(each) for each in _held(state, [account]) if each.conid == conid]


def positions_of_contract(state: State, call: Call) -> dict[str, Any]:
    """What every account holds of one contract, by account."""
    conid = call.path_number("conid")
    found: dict[str, Any] = {}
    for each in _held(state, state.broker.accounts):
        if each.conid == conid:
            found.setdefault(each.account, []).append(complete_row(each))
    return found


def invalidate(state: State, call: Call) -> dict[str, Any]:
    """Drop what is remembered of positions: the next page is sparse again."""
    state.enriched.discard(_account(state, call))
    return {"message": "success"}


def combinations(state: State, call: Call) -> list[dict[str, Any]]:
    """Positions that were dealt in as one, as far as all their legs are still held."""
    account = _account(state, call)
    held = {each.conid: each for each in _held(state, [account])}
    return [combination_row(each, held) for each in state.broker.combinations(account)]


def current(state: State, call: Call) -> list[dict[str, Any]]:
    """Every position as of now, without pages; conid is text and prices are not rounded."""
    account = _account(state, call)
    now = int(state.world.now())
    return _sorted(call, [_current_row(each, now) for each in _held(state, [account])])


def _sorted(call: Call, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """By the column that the query names; one that is not there, or has no order, is ignored."""
    column = call.query("sort")
    if not rows or not isinstance(rows[0].get(column), (str, int, float)):
        return rows
    return sorted(rows, key=lambda row: row[column], reverse=call.query("direction") == "d")


def _current_row(held: Position, now: int) -> dict[str, Any]:
    listing = held.instrument
    return {
        "position": float(held.quantity),
        "conid": str(held.conid),
        "avgCost": float(held.average_cost),
        "avgPrice": float(held.average_price),
        "currency": listing.currency,
        "description": listing.name,
        "isLastToLoq": False,
        "marketPrice": float(held.price),
        "marketValue": float(held.value),
        "realizedPnl": float(held.realized_pnl),
        "secType": listing.sec_type,
        "timestamp": now,
        "unrealizedPnl": float(held.unrealized_pnl),
        "assetClass": listing.sec_type,
        "sector": listing.industry or None,
        "group": listing.group or None,
        "model": "",
    }


SERVES = {
    "portfolio.accounts": accounts,
    "portfolio.positions": positions,
    "portfolio.subaccounts": subaccounts,
    "portfolio.large_subaccounts": large_subaccounts,
    "portfolio.account": meta,
    "portfolio.summary": summary,
    "portfolio.ledger": ledger,
    "portfolio.allocation": allocation,
    "portfolio.combined_allocation": combined_allocation,
    "portfolio.position": position,
    "portfolio.positions_of_contract": positions_of_contract,
    "portfolio.invalidate_positions": invalidate,
    "portfolio.combinations": combinations,
    "portfolio.current_positions": current,
}
