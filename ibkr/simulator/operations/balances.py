"""What an account is worth, in five forms, and its profit and loss.

Source: gateway facts "REST endpoints", section accounts. One form has numbers, the
others text for display.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import reduce
from typing import TYPE_CHECKING, Any

from ibkr.simulator.broker.books import Part
from ibkr.simulator.rendering.numbers import money

if TYPE_CHECKING:
    from ibkr.simulator.broker.account import LedgerEntry, Summary
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

_ZERO = Decimal(0)
_SEGMENTS = ("total", "Crypto at Paxos", "commodities", "securities")
_FULL = ("total", "securities")

Rows = dict[str, dict[str, str]]


def _summary(state: State, call: Call) -> Summary:
    return state.broker.summary(state.known_account(call.path["accountId"]))


def summary(state: State, call: Call) -> dict[str, Any]:
    """Whole units as numbers; type and status come as empty text."""
    found = _summary(state, call)
    return {
        "accountType": "",
        "status": "",
        "balance": _whole(found.available_funds),
        "SMA": _whole(found.available_funds),
        "buyingPower": _whole(found.buying_power),
        "availableFunds": _whole(found.available_funds),
        "excessLiquidity": _whole(found.excess_liquidity),
        "netLiquidationValue": _whole(found.net_liquidation),
        "equityWithLoanValue": _whole(found.net_liquidation),
        "regTLoan": _whole(max(-found.cash, _ZERO)),
        "securitiesGVP": _whole(found.gross_position_value),
        "totalCashValue": _whole(found.cash),
        "accruedInterest": 0.0,
        "regTMargin": _whole(found.initial_margin),
        "initialMargin": _whole(found.initial_margin),
        "maintenanceMargin": _whole(found.maintenance_margin),
        "cashBalances": [
            {"currency": name, "balance": _whole(entry.cash), "settledCash": _whole(entry.cash)}
            for name, entry in _by_currency(state, found)
        ],
    }


def _by_currency(state: State, found: Summary) -> Iterator[tuple[str, LedgerEntry]]:
    """The currencies of an account, and all of them in its own."""
    for name, entry in state.broker.ledger(found.account).items():
        yield f"Total (in {found.currency})" if name == "BASE" else name, entry


def _whole(value: Decimal) -> float:
    return float(round(value))


def _by_segment(row: Callable[[Summary], dict[str, str]], found: Summary) -> Rows:
    """The figures for the whole and for securities; this world has nothing in the other segments."""
    full = row(found)
    nothing = _money(_ZERO, found)
    empty = {key: "0.00" if key == "leverage" else nothing for key in full}
    return {segment: full if segment in _FULL else empty for segment in _SEGMENTS}


def _money(value: Decimal, found: Summary) -> str:
    return f"{money(value)} {found.currency}"


def available_funds(state: State, call: Call) -> Rows:
    """What may still be spent, by segment."""
    return _by_segment(_funds, _summary(state, call))


def _funds(found: Summary) -> dict[str, str]:
    equity = found.net_liquidation
    leverage = found.gross_position_value / equity if equity > 0 else _ZERO
    return {
        "current_available": _money(found.available_funds, found),
        "current_excess": _money(found.excess_liquidity, found),
        "buying_power": _money(found.buying_power, found),
        "leverage": f"{leverage:.2f}",
        "look_ahead_available": _money(found.available_funds, found),
        "look_ahead_excess": _money(found.excess_liquidity, found),
    }


def balances(state: State, call: Call) -> Rows:
    """Worth and cash, by segment."""
    return _by_segment(_balances, _summary(state, call))


def _balances(found: Summary) -> dict[str, str]:
    return {
        "net_liquidation": _money(found.net_liquidation, found),
        "equity_with_loan": _money(found.net_liquidation, found),
        "previous_day_equity_with_loan": _money(found.net_liquidation - found.daily_pnl, found),
        "securities_gvp": _money(found.gross_position_value, found),
        "cash": _money(found.cash, found),
        "MTD Interest": _money(_ZERO, found),
    }


def margins(state: State, call: Call) -> Rows:
    """Margin that must be held, by segment."""
    return _by_segment(_margins, _summary(state, call))


def _margins(found: Summary) -> dict[str, str]:
    return {
        "current_initial": _money(found.initial_margin, found),
        "current_maint": _money(found.maintenance_margin, found),
        "look_ahead_initial": _money(found.initial_margin, found),
        "look_ahead_maint": _money(found.maintenance_margin, found),
        "RegT Margin": _money(found.initial_margin, found),
    }


_CLASSES = {
    "STK": "stock",
    "OPT": "options",
    "FOP": "future_options",
    "BOND": "bonds",
    "CRYPTO": "Cryptocurrency",
}
_COLUMNS = (
    *("stock", "options", "futures", "future_options", "funds", "dividends_receivable", "mutual_funds"),
    *("money_market", "bonds", "Govt Bonds", "t_bills", "warrants", "issuer_option", "commodity"),
    *("Notional CFD", "cfd", "Cryptocurrency"),
)


def market_value(state: State, call: Call) -> Rows:
    """Values by currency, without naming it after each number."""
    return {name: _values(entry) for name, entry in _by_currency(state, _summary(state, call))}


def _values(entry: LedgerEntry) -> dict[str, str]:
    held = dict.fromkeys(_COLUMNS, _ZERO)
    held["futures"] = entry.futures_pnl
    for kind, column in _CLASSES.items():
        held[column] = entry.value(kind)
    rate = entry.exchange_rate
    return {
        "total_cash": money(entry.cash),
        "settled_cash": money(entry.cash),
        "MTD Interest": "0",
        **{column: money(value) for column, value in held.items()},
        "net_liquidation": money(entry.net_liquidation),
        "unrealized_pnl": money(entry.unrealized_pnl),
        "realized_pnl": money(entry.realized_pnl),
        "Exchange Rate": "1.00" if rate == 1 else f"{rate:.7f}",
    }


def pnl(state: State, _: Call) -> dict[str, Any]:
    """Profit and loss by account; nothing yet on the first call of a session."""
    if not state.reads.pnl_warm:
        state.reads.pnl_warm = True
        return {"upnl": {}}
    return {"upnl": pnl_rows(state)}


def pnl_rows(state: State) -> dict[str, dict[str, Any]]:
    """Profit and loss by part of an account, which `spl` frames carry too; of an advisor the clients'.

    Each model that an account is invested in is a part, `Core` is the rest; they add up
    to the account. What the parts of a model hold is not in the facts.
    """
    accounts = state.broker.structure.clients or state.broker.accounts
    return {
        f"{account}.{name}": pnl_row(part) for account in accounts for name, part in _parts(state, account)
    }


def _parts(state: State, account: str) -> Iterator[tuple[str, Part]]:
    found, broker = state.broker.summary(account), state.broker
    models = [(name, broker.part(account, conids)) for name, conids in broker.structure.holdings(account)]
    whole = Part(
        daily=found.daily_pnl,
        unrealized=found.unrealized_pnl,
        worth=found.net_liquidation,
        maintenance=found.maintenance_margin,
        cash=found.cash,
    )
    yield "Core", reduce(Part.without, (part for _, part in models), whole)
    yield from models


def pnl_row(part: Part) -> dict[str, Any]:
    """Profit and loss of a part: day, open, worth, excess liquidity, value of positions."""
    excess = part.worth - part.maintenance
    return {
        "rowType": 1,
        "dpl": float(round(part.daily, 2)),
        "nl": float(round(part.worth)),
        "upl": float(round(part.unrealized, 2)),
        "el": float(round(excess)),
        "uel": float(round(excess, 2)),
        "mv": float(round(part.worth - part.cash, 2)),
    }


SERVES = {
    "accounts.summary": summary,
    "accounts.available_funds": available_funds,
    "accounts.balances": balances,
    "accounts.margins": margins,
    "accounts.market_value": market_value,
    "accounts.pnl": pnl,
}
