"""What the inspection page shows: the gateway's inside, as plain values."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.fault import Fault

if TYPE_CHECKING:
    from decimal import Decimal

    from ibkr.simulator.broker.order import Execution, Order
    from ibkr.simulator.gateway import Gateway

_MOST_ROWS = 100


def inside(gateway: Gateway) -> dict[str, Any]:
    """Everything the page shows; lists newest first, at most 100 rows each."""
    return {
        "world": _world(gateway),
        "session": _session(gateway),
        "orders": [_order(each) for each in _orders(gateway)],
        "fills": [_fill(each) for each in _fills(gateway)],
        "sockets": [sorted(socket.wishes) for socket in gateway.sockets],
        "violations": [
            {"at": round(each.at, 3), "operation": each.operation, "limit": each.limit.key}
            for each in islice(reversed(gateway.violations), _MOST_ROWS)
        ],
        "requests": [attrs.asdict(each) for each in islice(reversed(gateway.log), _MOST_ROWS)],
        "faults": fault_rows(gateway),
    }


def fault_rows(gateway: Gateway) -> list[dict[str, Any]]:
    """The faults in force: what differs from the defaults, how many calls or frames counted and were hit."""
    return [{**_told(tally.fault), "seen": tally.seen, "hit": tally.hit} for tally in gateway.faults.tallies]


def _told(fault: Fault) -> dict[str, Any]:
    defaults: dict[str, Any] = {name: field.default for name, field in attrs.fields_dict(Fault).items()}
    given = {name: value for name, value in attrs.asdict(fault).items() if value != defaults[name]}
    if fault.times is None:
        given["times"] = "always"
    return {"kind": fault.kind, "at": fault.at, **given}


def _world(gateway: Gateway) -> dict[str, Any]:
    return {
        "time": gateway.world.datetime().isoformat(timespec="seconds"),
        "speed": gateway.world.speed,
        "seed": gateway.market.seed,
        "market_open": gateway.market.is_open(gateway.world.now()),
        "accounts": list(gateway.broker.accounts),
    }


def _session(gateway: Gateway) -> dict[str, Any]:
    session, now = gateway.session, gateway.state.now()
    return {
        "logged_in": session.logged_in,
        "authenticated": session.flags.authenticated,
        "competing": session.flags.competing,
        "resetting": session.is_resetting,
        "user": session.identity.user_name,
        "expires_in": round(session.sso_milliseconds(now) / 1000) if session.logged_in else 0,
        "frozen_for": round(max(0.0, gateway.state.frozen_until - now), 1),
        "penalty_for": round(max(0.0, gateway.pacing.shut_until - now), 1),
    }


def _orders(gateway: Gateway) -> list[Order]:
    broker = gateway.broker
    names = [*broker.accounts, *(group.name for group in broker.structure.groups)]
    found = [order for name in names for order in broker.orders(name)]
    return sorted(found, key=lambda order: order.order_id, reverse=True)[:_MOST_ROWS]


def _fills(gateway: Gateway) -> list[Execution]:
    found = [fill for account in gateway.broker.accounts for fill in gateway.broker.executions(account)]
    return sorted(found, key=lambda fill: fill.time, reverse=True)[:_MOST_ROWS]


def _order(order: Order) -> dict[str, Any]:
    ticket = order.ticket
    return {
        "id": order.order_id,
        "account": ticket.account,
        "symbol": order.instrument.symbol,
        "side": ticket.side,
        "quantity": _text(ticket.quantity),
        "filled": _text(order.filled),
        "type": ticket.order_type,
        "price": _text(ticket.price),
        "tif": ticket.tif,
        "status": order.status.value,
        "client_order_id": ticket.client_order_id or "",
    }


def _fill(fill: Execution) -> dict[str, Any]:
    return {
        "time": fill.time,
        "account": fill.account,
        "symbol": fill.instrument.symbol,
        "side": fill.side,
        "quantity": _text(fill.quantity),
        "price": _text(fill.price),
        "commission": _text(fill.commission),
        "order": fill.order_id,
    }


def _text(number: Decimal | None) -> str:
    return "" if number is None else f"{number:f}"
