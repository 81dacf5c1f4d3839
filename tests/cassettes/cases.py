"""What is recorded: for each operation its success, and the ways in which it says no.

A newly served operation needs a line at most: in `SUCCESSES` if the description's example does
not fit the simulator's world, in `REFUSALS` for each way of its own to say no. Ways that are
the same for all are added by `cases_of`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ibkr_wire.tables.operations import OPERATIONS

from ibkr.errors import (
    BadRequest,
    GatewayFault,
    NoBrokerageSession,
    NotAuthenticated,
    NotFound,
    OrderRejected,
    PacingError,
    UnknownAccount,
)
from ibkr.simulator.routes import answerers
from ibkr.simulator.unserved import ANSWERED_BY_THE_PROGRAM
from tests.cassettes import stories
from tests.cassettes.case import (
    ACCOUNT,
    CASSETTES,
    STRANGER,
    Case,
    World,
    advised,
    after,
    answering,
    bare,
    dynamic,
    fails,
    logged_out,
    no_bridge,
    plain,
    succeeds,
)
from tests.cassettes.managing import managed

if TYPE_CHECKING:
    from ibkr_wire.operation import Info

    from tests.stories import Story

__all__ = ["CASES", "CASSETTES", "Case", "cases_of"]

AAPL = 265598
NOBODY = 999_999_999
"""A contract id that nothing has."""
EVENT = 1_555_565_596
FOR_ADVISORS = frozenset(
    {"orders.submit_for_group", *(name for name in OPERATIONS if name.startswith("advisor."))}
)


def alert(found: Any) -> dict[str, Any]:
    return {"alertId": found.order_id}


def notice(found: Any) -> dict[str, Any]:
    return {"notificationId": found[0].id}


SUCCESSES: dict[str, Story] = {
    "advisor.group": succeeds("advisor.group", body={"name": "All_Clients"}),
    "advisor.delete_group": succeeds("advisor.delete_group", body={"name": "All_Clients"}),
    "advisor.change_group": after("advisor.create_group", "advisor.change_group", lambda _: {}),
    "advisor.submit_transfers": after(
        "advisor.invest", "advisor.submit_transfers", lambda _: {"body": {"reqID": 8}}
    ),
    "alerts.details": after("alerts.save", "alerts.details", alert),
    "alerts.activate": after(
        "alerts.save", "alerts.activate", lambda found: {"body": {**alert(found), "alertActive": 0}}
    ),
    "alerts.delete": after("alerts.save", "alerts.delete", alert),
    "contracts.bond_filters": succeeds("contracts.bond_filters", issuerId="e1408314"),
    "contracts.secdef_info": succeeds("contracts.secdef_info", conid=AAPL, sectype="STK"),
    "contracts.strikes": after("contracts.search", "contracts.strikes", lambda _: {}),
    "events.market": succeeds("events.market", underlyingConid=416904),
    "events.details": succeeds("events.details", conid=EVENT),
    "events.rules": succeeds("events.rules", conid=EVENT),
    "events.schedules": succeeds("events.schedules", conid=EVENT),
    "market_data.history": stories.bars,
    "market_data.snapshot_rows": stories.snapshot,
    "market_data.unsubscribe": after("market_data.snapshot_rows", "market_data.unsubscribe", lambda _: {}),
    "notifications.mark_read": after("notifications.recent", "notifications.mark_read", notice),
    "notifications.older": after(
        "notifications.recent", "notifications.older", lambda found: {"id": found[0].id}
    ),
    "notifications.remove_device": after(
        "notifications.register_device", "notifications.remove_device", lambda _: {}
    ),
    "orders.live": stories.live,
    "orders.reply": stories.replied,
    "orders.resubmit": stories.changed,
    "orders.status": stories.watched,
    "orders.submit": stories.placed("446", "submitted"),
    "orders.submit_for_group": succeeds("orders.submit_for_group", faGroup="All_Clients"),
    "orders.whatif": stories.previewed,
    "orders.withdraw": stories.cancelled,
    "trades.executions": stories.traded,
    "watchlists.content": after("watchlists.save", "watchlists.content", lambda _: {}),
    "watchlists.delete": after("watchlists.save", "watchlists.delete", lambda _: {}),
}
"""Where the description's example is not what this world can answer well."""

WORLDS: dict[str, World] = {
    **dict.fromkeys(FOR_ADVISORS, advised),
    "accounts.search": dynamic,
    "accounts.switch_dynamic": dynamic,
    "auth.init": no_bridge,
}
"""Where it takes another world than a plain login."""

LIMIT = {
    "conid": AAPL, "orderType": "LMT", "price": 446, "side": "BUY", "quantity": 10, "tif": "DAY",
    "cOID": "refused",
}  # fmt: skip


def order(**changes: Any) -> dict[str, Any]:
    """A body with one order, changed; a key with None is left out."""
    return {"orders": [one_order(**changes)]}


def one_order(**changes: Any) -> dict[str, Any]:
    return {key: value for key, value in {**LIMIT, **changes}.items() if value is not None}


def of_stranger(*operations: str) -> list[tuple[str, str, type[Exception], dict[str, Any]]]:
    return [(name, "unknown-account", BadRequest, {"accountId": STRANGER}) for name in operations]


def of(group: str, *names: str) -> list[str]:
    return [f"{group}.{name}" for name in names]


REFUSED_CALLS: tuple[tuple[str, str, type[Exception], dict[str, Any]], ...] = (
    # --- auth, accounts, portfolio, analytics
    ("auth.init", "publish-must-be-true", BadRequest, {"body": {"publish": False, "compete": True}}),
    ("accounts.switch", "unknown-account", BadRequest, {"body": {"acctId": STRANGER}}),
    *of_stranger(*of("accounts", "summary", "available_funds", "balances", "margins", "market_value")),
    *of_stranger(*of("accounts", "owners", "entry"), "alerts.all"),
    ("portfolio.positions", "page-below-zero", BadRequest, {"pageId": -1}),
    ("portfolio.large_subaccounts", "page-below-zero", BadRequest, {"page": -1}),
    ("portfolio.combined_allocation", "unknown-account", UnknownAccount, {"body": {"acctIds": [STRANGER]}}),
    *(
        (name, "unknown-account", BadRequest, {"body": {"acctIds": [STRANGER], "period": "1M"}})
        for name in of("analytics", "performance", "all_periods", "summary")
    ),
    ("analytics.transactions", "no-conids", BadRequest, {"body": {"acctIds": [ACCOUNT], "conids": []}}),
    # --- contracts
    ("contracts.search", "unknown-symbol", BadRequest, {"symbol": "NOSUCH"}),
    ("contracts.search", "no-symbol", BadRequest, {"symbol": ""}),
    ("contracts.search_post", "unknown-symbol", BadRequest, {"body": {"symbol": "NOSUCH"}}),
    ("contracts.stocks", "no-symbols", BadRequest, {"symbols": ""}),
    ("contracts.futures", "no-symbols", BadRequest, {"symbols": ""}),
    ("contracts.info", "unknown-conid", BadRequest, {"conid": NOBODY}),
    ("contracts.info_and_rules", "unknown-conid", BadRequest, {"conid": NOBODY}),
    ("contracts.rules", "unknown-conid", BadRequest, {"body": {"conid": NOBODY}}),
    ("contracts.algos", "unknown-conid", GatewayFault, {"conid": NOBODY}),
    ("contracts.secdef_info", "unknown-conid", BadRequest, {"conid": NOBODY}),
    ("contracts.secdef_info", "no-month", BadRequest, {"conid": AAPL, "sectype": "OPT"}),
    ("contracts.strikes", "no-month", BadRequest, {"month": ""}),
    ("contracts.bond_filters", "no-issuer", BadRequest, {"issuerId": ""}),
    ("contracts.currency_pairs", "no-currency", BadRequest, {"currency": ""}),
    ("contracts.exchange_rate", "unknown-currency", BadRequest, {"target": "XXX"}),
    ("contracts.trading_hours", "unknown-conid", BadRequest, {"conid": NOBODY}),
    ("contracts.definitions", "no-conids", BadRequest, {"conids": ""}),
    ("contracts.definitions_post", "no-conids", BadRequest, {"body": {"conids": []}}),
    ("contracts.conids", "no-exchange", BadRequest, {"exchange": ""}),
    # --- market data, scanner, events
    ("market_data.history", "unknown-conid", GatewayFault, {"conid": NOBODY}),
    ("market_data.beta_history", "unknown-conid", GatewayFault, {"conid": NOBODY}),
    ("market_data.snapshot_rows", "no-conids", BadRequest, {"conids": ""}),
    ("market_data.beta_snapshot", "no-conids", BadRequest, {"conids": ""}),
    ("market_data.unsubscribe", "not-open", BadRequest, {}),
    ("scanner.run", "unknown-scan", BadRequest, {"body": {"instrument": "STK", "type": "NONE"}}),
    ("events.market", "unknown-underlying", BadRequest, {"underlyingConid": NOBODY}),
    *(
        (name, "unknown-conid", BadRequest, {"conid": NOBODY})
        for name in of("events", "details", "rules", "schedules")
    ),
    # --- orders, trades
    ("orders.submit", "no-side", OrderRejected, {"body": order(side=None)}),
    ("orders.submit", "unknown-type", OrderRejected, {"body": order(orderType="NONE")}),
    ("orders.submit", "no-contract", OrderRejected, {"body": order(conid=None)}),
    ("orders.submit", "unknown-contract", OrderRejected, {"body": order(conid=NOBODY)}),
    ("orders.submit", "quantity-zero", OrderRejected, {"body": order(quantity=0)}),
    ("orders.submit", "no-tif", OrderRejected, {"body": order(tif=None)}),
    ("orders.submit", "no-funds", OrderRejected, {"body": order(quantity=1_000_000, orderType="MKT")}),
    ("orders.submit_one", "no-side", OrderRejected, {"body": one_order(side=None)}),
    ("orders.whatif", "quantity-zero", BadRequest, {"body": order(quantity=0)}),
    ("orders.whatif_one", "quantity-zero", BadRequest, {"body": one_order(quantity=0)}),
    ("orders.resubmit", "unknown-order", NotFound, {}),
    ("orders.withdraw", "unknown-order", NotFound, {}),
    ("orders.status", "unknown-order", GatewayFault, {"orderId": 1}),
    ("orders.reply", "unknown-reply", OrderRejected, {}),
    ("orders.answer_prompt", "no-text", OrderRejected, {"body": {"orderId": 1, "reqId": "1", "text": ""}}),
    ("orders.suppress", "too-many", BadRequest, {"body": {"messageIds": [f"o{n}" for n in range(99)]}}),
    ("trades.executions", "too-many-days", BadRequest, {"days": 30}),
    # --- what a login keeps
    ("alerts.details", "unknown-alert", NotFound, {}),
    ("alerts.details", "type-is-not-q", BadRequest, {"type": "X"}),
    ("alerts.activate", "unknown-alert", BadRequest, {}),
    ("alerts.delete", "unknown-alert", BadRequest, {}),
    ("alerts.save", "no-conditions", BadRequest, {"body": {"alertName": "empty", "conditions": []}}),
    ("watchlists.content", "unknown-list", BadRequest, {}),
    ("watchlists.delete", "unknown-list", GatewayFault, {}),
    ("watchlists.save", "no-name", BadRequest, {"body": {"id": "2013", "name": None, "rows": []}}),
    ("notifications.recent", "too-many", BadRequest, {"max": 100}),
    ("notifications.older", "no-id", BadRequest, {"id": ""}),
    ("notifications.mark_read", "unknown-notification", BadRequest, {}),
    ("notifications.disclaimer", "unknown-kind", BadRequest, {"typecode": "ZZ"}),
    ("notifications.acknowledge_disclaimer", "unknown-kind", BadRequest, {"typecode": "ZZ"}),
    ("notifications.set_email", "neither-on-nor-off", BadRequest, {"enabled": "perhaps"}),
    ("notifications.remove_device", "unknown-device", NotFound, {}),
    ("notifications.register_device", "no-id", BadRequest, {"body": {}}),
    # --- advisors
    ("advisor.group", "unknown-group", BadRequest, {"body": {"name": "nobody"}}),
    ("advisor.delete_group", "unknown-group", BadRequest, {"body": {"name": "nobody"}}),
    ("advisor.change_group", "unknown-group", BadRequest, {}),
    ("orders.submit_for_group", "unknown-group", OrderRejected, {"faGroup": "Nobody"}),
)
"""Calls that are refused for what they ask: operation, name, what the client raises, changed arguments."""

OTHERS: tuple[Case, ...] = (
    Case("accounts.switch_dynamic", "plain-login", fails("accounts.switch_dynamic", NotAuthenticated)),
    Case("accounts.search", "plain-login", fails("accounts.search", GatewayFault)),
    *(Case(name, "plain-login", fails(name, GatewayFault)) for name in sorted(FOR_ADVISORS)),
    Case("contracts.stocks", "unknown-symbol", succeeds("contracts.stocks", symbols="NOSUCH")),
    Case("market_data.history", "cold-first-call", stories.bars, lambda: {"cold_history": True}),
    Case("market_data.snapshot_rows", "first-call-is-empty", stories.first_row_is_empty),
    Case("orders.submit", "question-accepted", stories.placed("480", "questioned", "o163")),
    Case("orders.submit", "name-used-twice", stories.refused_by_name),
    Case("orders.reply", "declined", stories.declined),
    Case("orders.whatif", "beyond-funds", stories.previewed_beyond_funds),
)
"""What is neither a plain success nor a refused call."""

# What the gateway program answers by itself, whoever asks.
WITHOUT_LOGIN = frozenset({"auth.login_page", "auth.reauthenticate", "auth.reauthenticate_get"})

# A call is tried again after 503, and these may be called once in a quarter of an hour.
RARE = frozenset({"scanner.params", *of("analytics", "performance", "transactions", "summary")})

AFTERWARDS: dict[str, type[Exception]] = {
    "advisor.group": BadRequest,
    "advisor.submit_transfers": OrderRejected,
    "alerts.details": NotFound,
    "contracts.secdef_info": BadRequest,
    **dict.fromkeys(of("events", "market", "details", "rules", "schedules"), BadRequest),
    "market_data.unsubscribe": BadRequest,
    "orders.reply": OrderRejected,
    "orders.resubmit": NotFound,
    "orders.status": GatewayFault,
    "orders.submit_for_group": OrderRejected,
    "orders.withdraw": NotFound,
    "scanner.params": PacingError,
    "watchlists.content": BadRequest,
}
"""What the description's example meets once the brokerage session is open again."""


def is_here(operation: str) -> bool:
    """Whether the gateway program's API has the operation; others are the hosted side's, or gone."""
    return operation in answerers() or operation in ANSWERED_BY_THE_PROGRAM


def cases_of(operation: str) -> Iterator[Case]:
    """Every case of one operation."""
    if not is_here(operation):
        yield Case(operation, "refused", fails(operation, NotFound), bare)
        yield from managed(operation)
        return
    world = WORLDS.get(operation, plain)
    yield Case(operation, "success", SUCCESSES.get(operation) or succeeds(operation), world)
    yield from _of_every_operation(OPERATIONS[operation])
    for name, case, error, here in REFUSED_CALLS:
        if name == operation:
            yield Case(name, case, fails(name, error, **here), world)
    yield from (case for case in OTHERS if case.operation == operation)


def _of_every_operation(info: Info) -> Iterator[Case]:
    """The ways to say no that do not depend on what is asked. Source: the table of statuses in errors.md."""
    name = info.name
    if name in WITHOUT_LOGIN:
        return
    world = WORLDS.get(name, bare)
    yield Case(name, "logged-out", fails(name, NotAuthenticated), lambda: {**world(), **logged_out()})
    yield Case(name, "too-many-calls", fails(name, PacingError), answering(name, 429, among=world))
    overloaded = PacingError if name in RARE else GatewayFault
    unavailable = answering(name, 503, "Service Unavailable", among=world)
    yield Case(name, "overloaded", fails(name, overloaded), unavailable)
    if info.tier == "brokerage":
        yield Case(name, "no-bridge", _without_bridge(info), lambda: {**world(), **no_bridge()})


def _without_bridge(info: Info) -> Story:
    """What only reads is asked again once the session is open; so is what another call opened it for."""
    if info.name in AFTERWARDS:
        return fails(info.name, AFTERWARDS[info.name])
    reopened = info.retry == "safe" or info.effect == "order" or "accounts.brokerage" in info.needs
    return succeeds(info.name) if reopened else fails(info.name, NoBrokerageSession)


CASES: tuple[Case, ...] = tuple(case for operation in OPERATIONS for case in cases_of(operation))
