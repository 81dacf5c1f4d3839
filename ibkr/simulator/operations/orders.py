"""Placing, asking about, changing and cancelling orders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import attrs
from ibkr_wire.tables.questions import QUESTIONS

from ibkr.simulator import questions
from ibkr.simulator.broker import ticket as broker
from ibkr.simulator.broker.order import Order
from ibkr.simulator.feeds.news import prompt_row
from ibkr.simulator.questions import Situation
from ibkr.simulator.refusals import Refused, refuse, refuse_with_code
from ibkr.simulator.rendering.numbers import amount, money
from ibkr.simulator.rendering.orders import failed_row, live_row, placed_row, status_row
from ibkr.simulator.tickets import read_ticket, read_tickets

if TYPE_CHECKING:
    from ibkr.simulator.broker.preview import Change, Preview
    from ibkr.simulator.broker.ticket import Cause, Ticket
    from ibkr.simulator.call import Call
    from ibkr.simulator.conversation import Due
    from ibkr.simulator.market.quote import MarketQuote
    from ibkr.simulator.state import State

ALL_ORDERS = -1
MOST_ROWS = 1000
STATUS_SECONDS = 5.0
_NONE = Decimal(0)
"""How long the status of an order that is not found takes."""

# Where the facts give a cause several statuses the first one named there is kept.
STATUS_OF_CAUSE: dict[Cause, int] = {
    "account": 400,
    "contract": 200,
    "side": 400,
    "quantity": 500,
    "order_type": 400,
    "tif": 200,
    "price": 200,
    "tick": 200,
    "duplicate": 200,
    "funds": 200,
    "unknown_order": 400,
    "inactive_order": 400,
    "modification": 200,
    "parent": 200,
    "permission": 200,
    "strategy": 200,
    "short": 200,
    "expired": 200,
}

FILTERS = {
    "inactive": "Inactive",
    "pending_submit": "PendingSubmit",
    "pre_submitted": "PreSubmitted",
    "submitted": "Submitted",
    "filled": "Filled",
    "pending_cancel": "PendingCancel",
    "pre_cancelled": "PreCancelled",
    "cancelled": "Cancelled",
    "warn_state": "WarnState",
}


# --- placing --------------------------------------------------------------------------


def submit(state: State, call: Call) -> object:
    """Place orders: their ids, or the first question that they raise."""
    state.conversation.drop()
    account = state.order_account(call.path["accountId"])
    return place(state, read_tickets(call.json(), account))


def place(state: State, tickets: Sequence[Ticket]) -> object:
    """Check tickets, ask the questions that they raise, and submit them after the last yes."""
    for ticket in tickets:
        _check(state, ticket, others=tickets)
    return _ask(state, _due(state, tickets), lambda: _placed(state, tickets))


def _check(state: State, ticket: Ticket, *, others: Sequence[Ticket]) -> None:
    """Refuse before any question is asked what the broker would refuse after it.

    Not so the children of a bracket: what is wrong with one is told in a row of its own.
    """
    if _has_parent(ticket, others):
        return
    preview = _preview(state, ticket)
    name = ticket.client_order_id
    if name is not None and (
        state.is_registered(ticket) or [t.client_order_id for t in others].count(name) > 1
    ):
        raise refuse(200, f"Order couldn't be submitted: Local order ID={name} is already registered")
    if preview.problem and ticket.parent_id is None:
        raise refuse(200, preview.problem)


def _has_parent(ticket: Ticket, others: Sequence[Ticket]) -> bool:
    """Whether another ticket of the request is its parent."""
    names = [each.client_order_id for each in others if each is not ticket]
    return ticket.parent_id is not None and ticket.parent_id in names


def _preview(state: State, ticket: Ticket) -> Preview:
    try:
        return state.broker.preview(ticket, state.world.now())
    except broker.Refused as refusal:
        raise _worded(refusal) from None


def _placed(state: State, tickets: Sequence[Ticket]) -> object:
    """Submit them together. What fails while another is taken is a row of its own.

    An order in a contract that does not trade now is taken, but answered with a prompt; a No
    through /iserver/notification ends it. When the real gateway prompts so is not known.
    """
    try:
        outcomes = state.broker.submit_group(tickets, state.world.now())
    except broker.Refused as refusal:
        raise _worded(refusal) from None
    # A client must not rely on the order of rows: children were seen before their parent.
    places = sorted(range(len(tickets)), key=lambda place: not _has_parent(tickets[place], tickets))
    first = outcomes[0]
    if len(outcomes) == 1 and isinstance(first, Order) and _is_halted(state, first):
        text = f"Trading in {first.ticket.conid} is halted. Keep the order until it resumes?"
        return prompt_row(state.desk.board.prompt(first.order_id, text))
    return [_outcome_row(outcomes[place]) for place in places]


def _is_halted(state: State, order: Order) -> bool:
    return order.is_alive and state.market.halts.at(order.ticket.conid, state.world.now()) is not None


def _outcome_row(outcome: Order | broker.Refused) -> dict[str, Any]:
    return placed_row(outcome) if isinstance(outcome, Order) else failed_row(outcome.text)


def _worded(refusal: broker.Refused) -> Refused:
    return refuse(STATUS_OF_CAUSE[refusal.cause], refusal.text)


def _due(state: State, tickets: Sequence[Ticket], *, had: Order | None = None) -> list[Due]:
    """The questions of a whole group, each asked once."""
    due: dict[str, Due] = {}
    for ticket, quote in _quoted(state, tickets):
        situation = Situation(
            ticket,
            quote,
            has_data=not state.habits.entitlements.lacks(ticket.conid),
            had=None if had is None else had.ticket.quantity,
            held=_held(state, ticket),
            is_shared=state.broker.structure.group(ticket.account) is not None,
        )
        for question in questions.due(situation):
            if not (question.id in state.reads.suppressed and QUESTIONS[question.id].suppressible):
                due.setdefault(question.id, question)
    return list(due.values())


def _held(state: State, ticket: Ticket) -> Decimal:
    """What the account holds of the contract; of a group's accounts nobody asks."""
    if ticket.account not in state.broker.accounts or ticket.legs:
        return _NONE
    return state.broker.held(ticket.account, ticket.conid)


def _quoted(state: State, tickets: Sequence[Ticket]) -> Iterator[tuple[Ticket, MarketQuote]]:
    """The tickets that have a market, with the quantities that they come to, and their quotes."""
    now = state.world.now()
    for ticket in tickets:
        try:
            whole = state.broker.resolved(ticket, now)
            yield whole, state.broker.quote_of(whole, now)
        except (broker.Refused, KeyError):
            continue  # a child that will be refused raises no question


def _ask(state: State, due: Sequence[Due], finish: Any) -> object:
    chance = state.habits.question_chance
    asked = [each for each in due if chance >= 1 or state.rng.random() < chance]
    return state.conversation.ask(asked, finish)


def reply(state: State, call: Call) -> object:
    """Answer a question: the next one, the order, or nothing when it was answered with no."""
    confirmed = call.object().get("confirmed")
    if not isinstance(confirmed, bool):
        raise refuse(400, "Bad Request: confirmed is neither true nor false")
    return state.conversation.reply(call.path["replyId"], confirmed=confirmed)


# --- previewing -------------------------------------------------------------------------


def whatif(state: State, call: Call) -> dict[str, Any]:
    """Cost and margin as display text. What placing refuses with 200 or 400 is a 500 here."""
    account = state.order_account(call.path["accountId"])
    try:
        tickets = read_tickets(call.json(), account)
        preview = _preview(state, tickets[0])
    except Refused as refusal:
        raise refuse(500, refusal.response.decoded()["error"]) from None
    return _previewed(state, tickets[0], preview)


def _previewed(state: State, ticket: Ticket, preview: Preview) -> dict[str, Any]:
    enough, currency = preview.problem is None, preview.currency
    return {
        "amount": {
            "amount": f"{amount(preview.amount)} {currency} ({ticket.quantity:f} Shares)",
            "commission": f"{amount(preview.commission)} {currency}",
            "total": f"{amount(preview.total)} {currency}",
        },
        "equity": _change(preview.equity) if enough else None,
        "initial": _change(preview.initial) if enough else None,
        "maintenance": _change(preview.maintenance) if enough else None,
        "position": _shares(preview.position) if enough else None,
        "warn": _warning(state, ticket),
        "error": preview.problem,
    }


def _change(change: Change) -> dict[str, str]:
    return {"current": money(change.current), "change": money(change.change), "after": money(change.after)}


def _shares(change: Change) -> dict[str, str]:
    return {"current": f"{change.current:f}", "change": f"{change.change:f}", "after": f"{change.after:f}"}


_WARNINGS = {"o163": 4, "o354": 21, "o10151": 23}
"""Previews number their warnings in another way than questions."""


def _warning(state: State, ticket: Ticket) -> str | None:
    if not state.lines.is_open(str(ticket.conid)):
        return "21/There is no market data for this contract yet: ask for a snapshot first."
    return next((f"{_WARNINGS.get(due.id, 1)}/{due.text}" for due in _due(state, [ticket])), None)


# --- reading ------------------------------------------------------------------------------


def live(state: State, call: Call) -> dict[str, Any]:
    """Orders of the day. The first call of a session and each with force=true answer nothing yet."""
    wanted = [FILTERS[word] for word in call.query("filters").lower().split(",") if word in FILTERS]
    forced = call.flag("force")
    state.reads.muted = (state.reads.muted or bool(wanted)) and not forced
    cold = not state.reads.live_warm
    state.reads.live_warm = True
    if cold or forced:
        return {"orders": [], "snapshot": False}
    found = [each for each in state.live_orders() if not wanted or each.status in wanted]
    rows = [live_row(each, state.stop_of(each)) for each in found[:MOST_ROWS]]
    return {"orders": rows, "snapshot": True}


def status(state: State, call: Call) -> dict[str, Any]:
    """One order in snake case and text; an unknown one, or one of another account, is a late 503."""
    try:
        order = state.broker.order(call.path_number("orderId"))
    except broker.Refused:
        raise _late() from None
    if not state.is_active(order.account):
        raise _late()
    return status_row(order, state.stop_of(order))


def _late() -> Refused:
    """The gateway looks for the order for about five seconds before it says no."""
    response = refuse_with_code(503, "Service Unavailable").response
    return Refused(attrs.evolve(response, delay=STATUS_SECONDS))


# --- changing -------------------------------------------------------------------------------


def resubmit(state: State, call: Call) -> object:
    """Change a working order: the whole ticket again, as a bare object."""
    state.conversation.drop()
    account = state.order_account(call.path["accountId"])
    order = _editable(state, call.path_number("orderId"))
    ticket = read_ticket(call.json(), account)
    preview = _preview(state, ticket)
    if preview.problem and ticket.quantity > order.ticket.quantity:
        raise refuse(200, preview.problem)

    def changed() -> list[dict[str, Any]]:
        try:
            return [placed_row(state.broker.modify(order.order_id, ticket, state.world.now()))]
        except broker.Refused as refusal:
            raise _worded(refusal) from None

    return _ask(state, _due(state, [ticket], had=order), changed)


def _editable(state: State, order_id: int) -> Order:
    try:
        order = state.broker.order(order_id)
    except broker.Refused as refusal:
        raise _worded(refusal) from None
    if not order.is_editable:
        raise refuse(400, f"Order is inactive: {order_id}")
    return order


def withdraw(state: State, call: Call) -> dict[str, Any]:
    """Ask for the end of an order, or of all with -1. The answer says only that the wish was taken."""
    state.conversation.drop()
    account = state.order_account(call.path["accountId"])
    order_id = call.path_number("orderId")
    if order_id == ALL_ORDERS:
        _cancel_all(state, account)
        return {"msg": "Request was submitted", "order_id": ALL_ORDERS, "conid": -1, "account": None}
    order = _editable(state, order_id)
    state.broker.cancel(order_id, state.world.now())
    return {
        "msg": "Request was submitted",
        "order_id": order_id,
        "conid": order.ticket.conid,
        "account": account,
    }


def _cancel_all(state: State, account: str) -> None:
    for order in state.broker.orders(account):
        if order.is_editable:
            state.broker.cancel(order.order_id, state.world.now())


SERVES = {
    "orders.submit": submit,
    "orders.reply": reply,
    "orders.whatif": whatif,
    "orders.live": live,
    "orders.status": status,
    "orders.resubmit": resubmit,
    "orders.withdraw": withdraw,
}
