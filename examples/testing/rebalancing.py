"""The program under test: it keeps the number of shares in an account at a target."""

from __future__ import annotations

import ibkr


def shares_held(ib: ibkr.Client, account_id: str, conid: int) -> float:
    """The shares of a contract in the account; negative for a short position."""
    rows = ib.portfolio.positions(account_id, 0)
    return next((row.position for row in rows if row.conid == conid), 0.0)


def rebalance(ib: ibkr.Client, account_id: str, symbol: str, target: int) -> str:
    """Trade the difference to the target, and say what came of it."""
    contract = ib.contracts.find(symbol)
    missing = target - shares_held(ib, account_id, contract.conid)
    if not missing:
        return "nothing to do"
    ticket = ibkr.Order.market(contract, "BUY" if missing > 0 else "SELL", abs(int(missing)))
    try:
        placed = ib.orders.place(account_id, ticket, answer=ibkr.Answers.accept("o10151", "o354"))
    except ibkr.OrderRejected as error:
        return f"refused: {error.reason}"
    except ibkr.OrderUnknown as error:
        return f"look for {error.client_order_id}"
    return f"{ticket.side} {ticket.quantity} {symbol}, order {placed.order_id}"


async def values(ib: ibkr.AsyncClient, account_id: str) -> dict[str, float]:
    """What each position is worth, by symbol."""
    rows = await ib.portfolio.positions(account_id, 0)
    return {row.contract_desc: row.mkt_value for row in rows}


def first_price(ib: ibkr.Client, conid: int, **options: object) -> object:
    """The first last price that a stream brings."""
    with ib.stream(**options) as stream:
        stream.market_data(conid, fields=["last"])
        quotes = (event for event in stream if isinstance(event, ibkr.Quote))
        return next(quote.last for quote in quotes if quote.last is not None)
