"""Orders and executions as rows. Source: gateway facts "Orders"."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ibkr.simulator.rendering.numbers import compact_time, dashed_time, milliseconds, price

if TYPE_CHECKING:
    from ibkr.simulator.broker.order import Execution, Order

_FOURTH = Decimal("0.0001")


def live_row(order: Order, stop: Decimal | None = None) -> dict[str, Any]:
    """One element of GET /iserver/account/orders and of a full `sor` object.

    `stop` is where a trailing stop stands now; otherwise the ticket's own is shown.
    """
    ticket, contract = order.ticket, order.instrument
    row: dict[str, Any] = {
        "acct": order.account,
        "conidex": order.conidex,
        "conid": ticket.conid,
        "account": order.account,
        "orderId": order.order_id,
        "cashCcy": contract.currency,
        "sizeAndFills": order.size_and_fills,
        "orderDesc": order.description,
        "description1": order.contract,
        "ticker": contract.symbol,
        "secType": contract.sec_type,
        "listingExchange": contract.exchange,
        "remainingQuantity": float(order.remaining),
        "filledQuantity": float(order.filled),
        "totalSize": float(ticket.quantity),
        "companyName": contract.company_name,
        "status": order.status.value,
        "order_ccp_status": order.ccp_status,
        "outsideRTH": ticket.outside_rth,
        "origOrderType": order.type_words.code,
        "supportsTaxOpt": "1",
        "lastExecutionTime": compact_time(order.changed_at),
        "orderType": order.type_words.display,
        "bgColor": order.background,
        "fgColor": order.foreground,
        "isEventTrading": "0",
        # Market orders carry an empty text here, not null and not a number.
        "price": "" if ticket.price is None else price(ticket.price),
        "timeInForce": order.time_in_force,
        "lastExecutionTime_r": milliseconds(order.changed_at),
        "side": ticket.side,
    }
    return row | _sometimes(order, stop)


def _sometimes(order: Order, stop: Decimal | None) -> dict[str, Any]:
    """The keys that only some rows have."""
    ticket, average = order.ticket, order.average_price
    row: dict[str, Any] = {}
    if ticket.client_order_id is not None:
        row["order_ref"] = ticket.client_order_id
    if average is not None:
        row["avgPrice"] = price(average.quantize(_FOURTH))
    stop = ticket.stop if stop is None else stop
    if stop is not None:
        row["auxPrice"] = price(stop)
    if order.parent_id is not None:
        row["parentId"] = order.parent_id
    if order.oca_group is not None:
        row["ocaGroupId"] = order.oca_group
    if ticket.cash_quantity is not None:
        row["totalCashSize"] = float(ticket.cash_quantity)
    if order.cancelled_by_system is not None:
        row["order_cancellation_by_system_reason"] = order.cancelled_by_system
    return row


def marker_row(order: Order) -> dict[str, Any]:
    """The frame that follows a new order on `sor`."""
    return {
        "acct": order.account,
        "conid": order.ticket.conid,
        "conidex": order.conidex,
        "orderId": order.order_id,
        "isEventTrading": "0",
    }


def changed_row(before: Order, after: Order) -> dict[str, Any]:
    """The `sor` object of a change: account, order id and what differs."""
    old, new = live_row(before), live_row(after)
    changed = {key: value for key, value in new.items() if key in PUSHED and old.get(key) != value}
    return {"acct": after.account, "orderId": after.order_id, **changed}


PUSHED = frozenset(
    {
        "status",
        "order_ccp_status",
        "sizeAndFills",
        "remainingQuantity",
        "filledQuantity",
        "totalSize",
        "avgPrice",
        "price",
        "auxPrice",
        "orderDesc",
        "bgColor",
        "fgColor",
        "order_cancellation_by_system_reason",
    }
)
"""Keys that a change pushes; the others are told once, with the whole order."""


def status_row(order: Order, stop: Decimal | None = None) -> dict[str, Any]:
    """GET /iserver/account/order/status/{orderId}: snake case, numbers as text; `stop` as in live rows."""
    return _status_identity(order) | _status_figures(order, stop) | _status_display(order)


def _status_identity(order: Order) -> dict[str, Any]:
    contract = order.instrument
    return {
        "sub_type": None,
        "request_id": str(order.order_id % 100_000),
        "server_id": "0",
        "order_id": order.order_id,
        "conidex": order.conidex,
        "conid": order.ticket.conid,
        "symbol": contract.symbol,
        "side": order.ticket.side,
        "contract_description_1": order.contract,
        "listing_exchange": contract.exchange,
        "option_acct": "c",
        "company_name": contract.company_name,
        "currency": contract.currency,
        "account": order.account,
        "sec_type": contract.sec_type,
        "is_event_trading": "0",
        "clearing_id": "IB",
        "clearing_name": "IB",
        "order_clearing_account": order.account,
    }


def _status_figures(order: Order, stop: Decimal | None) -> dict[str, Any]:
    ticket = order.ticket
    stop = ticket.stop if stop is None else stop
    figures: dict[str, Any] = {
        "size": f"{float(ticket.quantity)}",
        "total_size": f"{float(ticket.quantity)}",
        "cum_fill": f"{float(order.filled)}",
        "filled_quantity": f"{float(order.filled)}",
        "remaining_quantity": f"{float(order.remaining)}",
        "total_cash_size": f"{float(ticket.cash_quantity or 0)}",
        "price": "0.0" if ticket.price is None else price(ticket.price),
    }
    if ticket.limit is not None:
        figures["limit_price"] = price(ticket.limit)
    if stop is not None:
        figures["stop_price"] = price(stop)
    if order.average_price is not None and order.last_fill_price is not None:
        average = price(order.average_price.quantize(_FOURTH))
        figures |= {"average_price": average, "avg_fill_price": average}
        figures |= {"fill_price": average, "last_fill_price": price(order.last_fill_price)}
    return figures


def _status_display(order: Order) -> dict[str, Any]:
    ticket = order.ticket
    return {
        "order_type": order.type_words.display,
        "order_status": order.status.value,
        "order_ccp_status": order.ccp_status,
        "order_status_description": f"Order {order.status.value}",
        "tif": ticket.tif,
        "fg_color": order.foreground,
        "bg_color": order.background,
        "order_not_editable": not order.is_editable,
        # A real answer separates codes of changeable fields with the character 30.
        "editable_fields": "\x1e" if order.is_editable else "",
        "cannot_cancel_order": not order.is_editable,
        "deactivate_order": order.is_held,
        "outside_rth": ticket.outside_rth,
        "all_or_none": ticket.all_or_none,
        "use_price_mgmt_algo": False,
        "available_chart_periods": "#R|1",
        "order_desc": order.description,
        "order_description": order.description,
        "order_description_with_contract": order.description,
        "alert_active": 0,
        "child_order_type": "0",
        "size_and_fills": order.size_and_fills,
        "exit_strategy_display_price": "0.0" if ticket.price is None else price(ticket.price),
        "exit_strategy_chart_description": order.description,
        "exit_strategy_tool_availability": "1" if order.is_alive else "0",
        "allowed_duplicate_opposite": True,
        "order_time": compact_time(order.submitted_at),
    }


def placed_row(order: Order) -> dict[str, Any]:
    """What placing, replying and modifying answer for one order."""
    row: dict[str, Any] = {
        "order_id": str(order.order_id),
        "order_status": order.status.value,
        "encrypt_message": "1",
    }
    if order.ticket.client_order_id is not None:
        row["local_order_id"] = order.ticket.client_order_id
    if order.parent_id is not None:
        row["parent_order_id"] = str(order.parent_id)
    return row


def failed_row(text: str) -> dict[str, Any]:
    """One order of a group that was refused while others were taken."""
    return {"order_id": "-1", "order_status": "Failed", "text": text, "warning_message": ""}


def trade_row(execution: Execution, *, with_commission: bool = True) -> dict[str, Any]:
    """One element of GET /iserver/account/trades: price and commission text, size and net_amount numbers."""
    contract = execution.instrument
    row: dict[str, Any] = {
        "execution_id": execution.execution_id,
        "symbol": contract.symbol,
        "supports_tax_opt": "1",
        "side": "B" if execution.side == "BUY" else "S",
        "order_description": execution.description,
        "trade_time": dashed_time(execution.time),
        "trade_time_r": milliseconds(execution.time),
        "size": float(execution.quantity),
        "price": price(execution.price),
        "submitter": execution.account.lower(),
        "exchange": execution.exchange,
        "net_amount": float(execution.net_amount),
        "account": execution.account,
        "accountCode": execution.account,
        "account_allocation_name": execution.account,
        "company_name": contract.company_name,
        "contract_description_1": contract.short_name,
        "sec_type": contract.sec_type,
        "listing_exchange": contract.exchange,
        "conid": execution.conid,
        "conidEx": str(execution.conid),
        "position": f"{execution.position:f}",
        "clearing_id": "IB",
        "clearing_name": "IB",
        "liquidation_trade": "0",
        "is_event_trading": "0",
        "order_id": execution.order_id,
    }
    if with_commission:
        row["commission"] = f"{float(execution.commission)}"
    if execution.client_order_id is not None:
        row["order_ref"] = execution.client_order_id
    return row
