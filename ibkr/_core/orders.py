"""The conversation that places, changes and cancels orders.

IBKR may answer an order with questions, one after the other. A question is answered
at once by the caller's policy, and declined unless the policy says yes. What was
sent is never sent again: after silence, IBKR is asked what it knows.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

import attrs
import msgspec
from ibkr_wire.models.orders import (
    AdvancedReject,
    ErrorAnswer,
    OrderQuestion,
    OrderTicket,
    OrderTickets,
    PlacedOrder,
    ReplyRequest,
)
from ibkr_wire.rest.api.orders import reply, resubmit, submit, withdraw

from ibkr._core.exchange import converse, order_lane
from ibkr._core.flow import holding
from ibkr._core.looking import after_silence, find, find_row, progress
from ibkr._core.recognise import quoted
from ibkr._core.ticking import check_ticks
from ibkr.errors import (
    DecodeError,
    GatewayFault,
    IbkrError,
    OrderDeclined,
    OrderRejected,
    OrderUnknown,
    ResponseError,
    TransportError,
)
from ibkr.model.answers import Question, Transcript
from ibkr.model.numbers import read_number
from ibkr.model.receipts import OrderProgress, OrderReceipt, PlacedLeg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ibkr_wire.models.orders import LiveOrder, OrderAnswer
    from ibkr_wire.operation import Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr._core.looking import Look
    from ibkr.model.answers import Policy
    from ibkr.model.orders import Order

logger = logging.getLogger("ibkr")

# Three in a row were recorded; clients stop after 10 to 20 (errors.md, question and reply).
MOST_QUESTIONS: Final = 20
REFUSED_ID: Final = "-1"
CANCEL_TAKEN: Final = frozenset({"pending_cancel", "pre_cancelled", "cancelled", "filled"})


class _UnreadableError(Exception):
    """An answer came that says neither yes nor no nor asks: as good as silence."""


@attrs.define
class _Talk:
    """What is known of one order while it is being talked about."""

    account_id: str
    ticket: Order
    policy: Policy
    first: Operation[list[OrderAnswer]]
    transcript: Transcript = attrs.field(factory=Transcript)

    @property
    def client_order_id(self) -> str:
        return self.ticket.client_order_id


def place(account_id: str, ticket: Order, policy: Policy, desk: Desk) -> Flow[OrderReceipt]:
    """Place one order and see it through its questions.

    Raises:
        OrderDeclined: `policy` said no to a question; IBKR was told so.
        OrderRejected: IBKR refused.
        OrderUnknown: no answer came and IBKR does not list the order; it was sent once.
        GatewayUnreachable: certainly nothing was sent.
        InvalidOrder: a price lies between two ticks.
    """
    yield from check_ticks(ticket, desk)
    body = OrderTickets(orders=[wire_ticket(ticket)])
    talk = _Talk(account_id, ticket, policy, submit.operation(account_id, body))

    def look(force: bool) -> Flow[OrderReceipt | None]:
        return find(ticket.client_order_id, desk, account_id=account_id, force=force)

    return (yield from holding(order_lane(account_id), _converse(talk, look, desk)))


def modify(account_id: str, order_id: str, ticket: Order, policy: Policy, desk: Desk) -> Flow[OrderReceipt]:
    """Replace a working order's ticket; side and contract must stay. Raises as `place`."""
    yield from check_ticks(ticket, desk)
    body = wire_ticket(ticket, named=False)
    talk = _Talk(account_id, ticket, policy, resubmit.operation(account_id, order_id, body))

    def look(force: bool) -> Flow[OrderReceipt | None]:
        row = yield from find_row(lambda row: str(row.order_id) == order_id, desk, force=force)
        if row is None or not _carries(row, ticket):
            return None
        status = row.status if isinstance(row.status, str) else ""
        return OrderReceipt(order_id, ticket.client_order_id, account_id, status, found=True)

    return (yield from holding(order_lane(account_id), _converse(talk, look, desk)))


def wire_ticket(ticket: Order, *, named: bool = True) -> OrderTicket:
    """The ticket as the generated model; without its `cOID` for an order that IBKR knows already."""
    wire = ticket.to_wire()
    if not named:
        wire.pop("cOID", None)
    return msgspec.convert(wire, OrderTicket)


def _carries(row: LiveOrder, ticket: Order) -> bool:
    """Whether a live order shows the ticket's price and quantity."""
    pairs = ((row.total_size, ticket.quantity), (row.price, ticket.price))
    return all(wanted is None or _same(shown, wanted) for shown, wanted in pairs)


def _same(shown: object, wanted: object) -> bool:
    number = read_number(shown) if isinstance(shown, (str, int, float)) else None
    return number is not None and number.value == wanted


# --- question and reply ------------------------------------------------------------------------


def _converse(talk: _Talk, look: Look, desk: Desk) -> Flow[OrderReceipt]:
    try:
        return (yield from _question_by_question(talk, desk))
    except OrderRejected as error:
        error.client_order_id, error.transcript = talk.client_order_id, talk.transcript
        raise
    except (TransportError, ResponseError, _UnreadableError) as error:
        if not _may_have_been_taken(error, talk):
            raise
        logger.warning("order met silence", extra={"client_order_id": talk.client_order_id})
        try:
            found = yield from after_silence(talk.client_order_id, look)
        except OrderUnknown as unknown:
            unknown.transcript = talk.transcript
            unknown.operation = talk.first.info.name
            raise
        return attrs.evolve(found, transcript=talk.transcript)


def _may_have_been_taken(error: Exception, talk: _Talk) -> bool:
    """Whether the order could be live although this error came instead of an answer."""
    if isinstance(error, TransportError) and not error.sent:
        return False
    if not isinstance(error, IbkrError):
        return True
    if error.operation == reply.INFO.name:
        # 503 on a reply: the documentation says dropped, a probe saw the order go live (errors.md).
        return True
    silent = isinstance(error, (TransportError, GatewayFault, DecodeError))
    return silent and error.operation == talk.first.info.name


def _question_by_question(talk: _Talk, desk: Desk) -> Flow[OrderReceipt]:
    answers = yield from converse(talk.first, desk)
    while (question := _question_in(answers)) is not None:
        confirmed = yield from _decide(talk, question, desk)
        talk.transcript = talk.transcript.then(question, confirmed=confirmed)
        if not confirmed:
            yield from _decline(talk, question, desk)
        answers = yield from converse(reply.operation(question.reply_id, ReplyRequest(confirmed=True)), desk)
    return _receipt(answers, talk)


def _question_in(answers: list[OrderAnswer]) -> Question | None:
    found = next((answer for answer in answers if isinstance(answer, OrderQuestion)), None)
    if found is None:
        return None
    if not isinstance(cast("object", found.id), str):
        raise _UnreadableError
    return Question(found.id, _texts(found.message_ids), _texts(found.message), _texts(found.message_options))


def _texts(values: object) -> tuple[str, ...]:
    return tuple(map(str, cast("list[Any]", values))) if isinstance(values, list) else ()


def _decide(talk: _Talk, question: Question, desk: Desk) -> Flow[bool]:
    if len(talk.transcript) >= MOST_QUESTIONS:
        return False
    try:
        return bool(talk.policy(question))
    except BaseException:
        # The caller's own function failed: the order must not hang on an open question.
        yield from _say_no(question, desk)
        raise


def _decline(talk: _Talk, question: Question, desk: Desk) -> Flow[NoReturn]:
    """Say no, then raise `OrderDeclined`."""
    yield from _say_no(question, desk)
    ids = ", ".join(question.message_ids) or "without an id"
    accept = ", ".join(repr(one) for one in question.message_ids)
    remedy = f" To confirm it, place a new ticket with answer=Answers.accept({accept})." if accept else ""
    raise OrderDeclined(
        f"The question {ids} ({quoted(question.text)}) was answered with no, so there is no order.{remedy}",
        transcript=talk.transcript,
        client_order_id=talk.client_order_id,
    )


def _say_no(question: Question, desk: Desk) -> Flow[None]:
    try:
        yield from converse(reply.operation(question.reply_id, ReplyRequest(confirmed=False)), desk)
    except IbkrError as error:
        # An order that was never confirmed is not live; how IBKR takes the no changes nothing.
        logger.info("declining was not acknowledged", extra={"error": type(error).__name__})


# --- the last answer ---------------------------------------------------------------------------


def _receipt(answers: Sequence[OrderAnswer], talk: _Talk) -> OrderReceipt:
    for answer in answers:
        _check_refused(answer)
    legs = tuple(_leg(answer) for answer in answers if isinstance(answer, PlacedOrder))
    if not legs:
        raise _UnreadableError
    own = next((leg for leg in legs if leg.client_order_id == talk.client_order_id), legs[0])
    logger.info("order acknowledged", extra={"order_id": own.order_id, "conid": talk.ticket.conid})
    return OrderReceipt(
        own.order_id, talk.client_order_id, talk.account_id, own.status, transcript=talk.transcript, legs=legs
    )


def _leg(placed: PlacedOrder) -> PlacedLeg:
    if not isinstance(cast("object", placed.order_id), (str, int)):
        raise _UnreadableError
    local = placed.local_order_id
    return PlacedLeg(
        str(placed.order_id),
        _text(placed.order_status),
        client_order_id=str(local) if isinstance(local, (str, int)) else None,
        text=_text(placed.text) or _text(placed.warning_message),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _check_refused(answer: OrderAnswer) -> None:
    """Raise `OrderRejected` for an error, a prompt or a refused leg (errors.md, shapes 8 and 9)."""
    reason = None
    if isinstance(answer, ErrorAnswer):
        reason = _text(answer.error) or "no reason given"
    elif isinstance(answer, AdvancedReject):
        reason = _text(answer.text) or "IBKR wants a choice that only its own screens offer"
    elif isinstance(answer, PlacedOrder) and _is_refused(answer):
        reason = _text(answer.text) or _text(answer.warning_message) or "no reason given"
    if reason is not None:
        raise OrderRejected(
            f"IBKR refused the order: {quoted(reason)}. Correct it and place it as a new ticket.",
            reason=reason,
            operation="orders.submit",
        )


def _is_refused(placed: PlacedOrder) -> bool:
    if str(placed.order_id) == REFUSED_ID or placed.order_status == "Failed":
        return True
    return placed.order_status == "Inactive" and bool(_text(placed.text))


# --- cancel ------------------------------------------------------------------------------------


def cancel(account_id: str, order_id: str, desk: Desk) -> Flow[OrderProgress]:
    """Ask for an order to be cancelled. The answer says that IBKR took the wish, not that it came true.

    After silence the order's status is read, and the wish repeated only if the order
    does not show it.

    Raises:
        NotFound: IBKR knows no such order, or it is over already.
    """
    return (yield from holding(order_lane(account_id), _cancel(account_id, order_id, desk)))


def _cancel(account_id: str, order_id: str, desk: Desk) -> Flow[OrderProgress]:
    wish = withdraw.operation(account_id, order_id)
    try:
        yield from converse(wish, desk)
    except (TransportError, GatewayFault) as error:
        if error.operation != wish.info.name or (isinstance(error, TransportError) and not error.sent):
            raise
        seen = yield from progress(order_id, desk)
        if seen.state in CANCEL_TAKEN:
            return seen
        yield from converse(wish, desk)
    return OrderProgress(order_id, "pending_cancel")
