"""Trades, orders, costs and events of a run, as tables."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .. import text
from ..research.attribution import costs_of
from .attributing import signed
from .markup import Column, cut, folded, plural, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from ..records import Order, Trade
    from ..result import Result
    from .markup import Cell

HEAD, TAIL = 250, 250
"""A longer trade list shows this many from its beginning and its end."""
SOME: Final = 100
"""The same of orders and events."""


def trades(result: Result) -> str:
    """The trade list."""
    if not result.trades:
        return '<p class="empty">No trade was closed.</p>'
    clock = text.shorter_than_a_day(result.metrics.calendar)
    several = len(result.series) > 1
    listed = cut(range(len(result.trades)), HEAD, TAIL, "{:,} more; all are in the JSON")
    rows = [
        one if isinstance(one, str) else _trade(one + 1, result.trades[one], clock=clock, several=several)
        for one in listed
    ]
    columns = (
        Column("#", "extra"),
        *([Column("Asset", "text")] if several else []),
        Column("Side", "text"),
        Column("Shares", "extra"),
        Column("Entry", "text"),
        Column("at", "extra"),
        Column("Exit", "text"),
        Column("at", "extra"),
        Column("Bars", "extra"),
        Column("Commission", "extra"),
        Column("P&L"),
        Column("P&L\u00a0%"),
    )
    return table(columns, rows, name="trade-list")


def _trade(number: int, trade: Trade, *, clock: bool, several: bool) -> Sequence[Cell]:
    verdict = "gain" if trade.pnl > 0 else "loss" if trade.pnl < 0 else ""
    return (
        (f"{number}", ""),
        *([(trade.asset, "")] if several else []),
        (trade.side, ""),
        (f"{trade.quantity:,}", ""),
        (text.moment(trade.entry_time, with_clock=clock), ""),
        (text.number(trade.entry_price), ""),
        (text.moment(trade.exit_time, with_clock=clock), ""),
        (text.number(trade.exit_price), ""),
        (f"{trade.bars_held:,}", ""),
        (text.number(trade.commission), ""),
        (text.number(trade.pnl), verdict),
        (text.percent(trade.pnl_percent / 100.0, 2), verdict),
    )


def trade_arrays(result: Result) -> dict[str, NDArray[Any]]:
    """The trades as arrays, for the page's script."""
    trades = result.trades
    if not trades:
        return {}
    numbers = {name: place for place, name in enumerate(result.series)}
    made: dict[str, list[float]] = {
        "t_entry": [trade.entry_bar for trade in trades],
        "t_exit": [trade.exit_bar for trade in trades],
        "t_side": [1 if trade.side == "long" else -1 for trade in trades],
        "t_quantity": [trade.quantity for trade in trades],
        "t_in": [trade.entry_price for trade in trades],
        "t_out": [trade.exit_price for trade in trades],
        "t_fee": [trade.commission for trade in trades],
        "t_pnl": [trade.pnl for trade in trades],
        "t_percent": [trade.pnl_percent for trade in trades],
        "t_asset": [numbers.get(trade.asset, 0) for trade in trades],
    }
    return {name: np.array(values, dtype=np.float64) for name, values in made.items()}


def orders(result: Result) -> str:
    """What became of the orders, what they cost, and the orders themselves."""
    if not result.orders.rows:
        return '<p class="empty">No order was placed.</p>'
    beside = (
        f"<div><h3>What became of them</h3>{_fates(result)}</div><div><h3>Costs</h3>{_costs(result)}</div>"
    )
    return f'<div class="columns plain">{beside}</div>{_orders(result)}'


def _fates(result: Result) -> str:
    count = Counter((order.kind, order.status) for order in result.orders)
    rows = [
        ((kind, ""), (status, ""), (f"{number:,}", "")) for (kind, status), number in sorted(count.items())
    ]
    return table((Column("Kind", "text"), Column("Status", "text"), Column("Orders")), rows)


def _costs(result: Result) -> str:
    """Commission and every other flow, and what they are of the turnover."""
    traded = float(sum(row[3] * row[4] * row[9] for row in result.fills.rows))
    rows: list[Sequence[Cell]] = [
        ((name, ""), signed(amount), (_of(amount, traded), "")) for name, amount in costs_of(result).items()
    ]
    rows.append((("turnover", ""), (text.number(traded), ""), ("", "")))
    return table((Column("", "text"), Column("Money"), Column("Of turnover")), rows)


def _of(amount: float, traded: float) -> str:
    return text.percent(amount / traded, 3) if traded else text.MISSING


def _orders(result: Result) -> str:
    clock = text.shorter_than_a_day(result.metrics.calendar)
    several = len(result.series) > 1
    listed = cut(range(len(result.orders)), SOME, SOME, "{:,} more; all are in the JSON")
    rows = [
        one if isinstance(one, str) else _order(result.orders[one], clock=clock, several=several)
        for one in listed
    ]
    columns = (
        Column("Decided", "text"),
        *([Column("Asset", "text")] if several else []),
        Column("Side", "text"),
        Column("Kind", "text extra"),
        Column("Size"),
        Column("Limit", "extra"),
        Column("Stop", "extra"),
        Column("TIF", "text extra"),
        Column("Filled"),
        Column("Status", "text"),
    )
    return folded(f"All {plural(len(result.orders), 'order')}", table(columns, rows))


def _order(order: Order, *, clock: bool, several: bool) -> Sequence[Cell]:
    return (
        (text.moment(order.time, with_clock=clock), ""),
        *([(order.asset, "")] if several else []),
        (order.side, ""),
        (order.kind, ""),
        (_size(order), ""),
        (_price(order.limit), ""),
        (_price(order.stop), ""),
        (order.tif, ""),
        (f"{order.filled:,}", ""),
        (order.status, ""),
    )


def _size(order: Order) -> str:
    if order.quantity is not None:
        return f"{order.quantity:,}"
    share = order.fraction if order.fraction is not None else order.weight
    return text.percent(share) if share is not None else "all"


def _price(price: float | None) -> str:
    return "" if price is None else text.number(price)


def events(result: Result) -> str:
    """What a reader should not miss."""
    remarks = [
        f"<p>{escape(held)} still open at the end; valued at the last close.</p>"
        for held in text.still_open(result)
    ]
    if result.events.rows:
        clock = text.shorter_than_a_day(result.metrics.calendar)
        told = ((text.moment(event.time, with_clock=clock), event.reason) for event in result.events[:SOME])
        items = (f"<li><time>{escape(when)}</time> {escape(reason)}</li>" for when, reason in told)
        more = len(result.events) - SOME
        tail = f"<p>{more:,} more; all are in the JSON.</p>" if more > 0 else ""
        remarks.append(f'<ol class="events">{"".join(items)}</ol>{tail}')
    return "".join(remarks)
