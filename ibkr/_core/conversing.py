"""Question and reply: one order, or group, is talked about until it is settled.

IBKR may answer an order with questions, one after the other. A question is answered
at once by the caller's policy, and declined unless the policy says yes. What was
sent is never sent again: after silence, IBKR is asked what it knows. What happens is
written into the journal, the first line before the order leaves.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar, cast

import attrs
from ibkr_wire.models.orders import OrderQuestion, PlacedOrder, ReplyRequest
from ibkr_wire.rest.api.orders import reply

from ibkr._core import legs
from ibkr._core.exchange import converse
from ibkr._core.flow import Request, Work
from ibkr._core.looking import after_silence, search
from ibkr._core.recognise import quoted
from ibkr.errors import (
    DecodeError,
    GatewayFault,
    IbkrError,
    OrderDeclined,
    OrderPartlyRejected,
    OrderRejected,
    OrderUnknown,
    OrderWentLive,
    ResponseError,
    TransportError,
)
from ibkr.model.answers import Question, Transcript

if TYPE_CHECKING:
    from ibkr_wire.models.orders import OrderAnswer
    from ibkr_wire.operation import Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow, Response
    from ibkr._core.journal import Entry
    from ibkr._core.looking import Look
    from ibkr.model.answers import Policy
    from ibkr.model.orders import Order
    from ibkr.model.receipts import OrderReceipt

logger = logging.getLogger("ibkr")

T = TypeVar("T")

# Three in a row were recorded; clients stop after 10 to 20 (errors.md, question and reply).
MOST_QUESTIONS: Final = 20
OK: Final = 200

# What an error says about the order it ends. Any other says that IBKR refused the request as it stood.
VERDICT_BY_ERROR: Final[tuple[tuple[type[IbkrError], str], ...]] = (
    (OrderPartlyRejected, "placed"),
    (OrderRejected, "rejected"),
    (OrderDeclined, "declined"),
    (OrderWentLive, "placed"),
    (OrderUnknown, "unknown"),
    (TransportError, "unsent"),
    (ResponseError, "rejected"),
)


@attrs.define
class Talk:
    """What is known of one order, or group, while it is being talked about."""

    account_id: str
    tickets: tuple[Order, ...]
    policy: Policy
    first: Operation[list[OrderAnswer]]
    entry: Entry
    look: Look
    transcript: Transcript = attrs.field(factory=Transcript)
    sent: bool = False

    @property
    def ticket(self) -> Order:
        """The order itself; of a group its first."""
        return self.tickets[0]

    @property
    def client_order_id(self) -> str:
        """The name under which to look for it."""
        return self.ticket.client_order_id

    def ticket_named(self, name: str | None) -> Order | None:
        """The ticket that travelled under that name."""
        found = (one for one in self.tickets if one.client_order_id == name and one.parent_id is None)
        return self.ticket if len(self.tickets) == 1 else next(found, None)


def settled(talk: Talk, desk: Desk) -> Flow[OrderReceipt]:
    """Send, see through the questions, look after silence, and write down what came of it."""
    try:
        receipt = yield from _recorded(_answered(talk, desk), talk, desk)
    except Exception as error:
        if talk.sent:
            yield _note(talk, desk, _verdict(error), type(error).__name__)
        raise
    except BaseException as error:
        if talk.sent:
            desk.journal.note(talk.entry.id, "interrupted", note=type(error).__name__, at=desk.clock.now())
            logger.warning("order interrupted", extra={"client_order_id": talk.client_order_id})
            error.add_note(
                f"The order {talk.client_order_id} was sent and its outcome not awaited; "
                f"`ib.orders.recover()` or `ib.orders.find({talk.client_order_id!r})` tells what came of it."
            )
        raise
    yield _note(talk, desk, "placed", receipt.order_id)
    return receipt


def _verdict(error: Exception) -> str:
    known = (verdict for kind, verdict in VERDICT_BY_ERROR if isinstance(error, kind))
    # The caller's own policy failed: the question was answered with no.
    return next(known, "declined")


def _note(talk: Talk, desk: Desk, state: str, note: str = "") -> Work:
    now = desk.clock.now()
    return Work(lambda: desk.journal.note(talk.entry.id, state, note=note, at=now))


def _recorded(flow: Flow[T], talk: Talk, desk: Desk) -> Flow[T]:
    """Run `flow`, and write the entry down at the moment its first order request is about to leave."""
    answer: Response | None = None
    failure: Exception | None = None
    try:
        while True:
            try:
                command = flow.send(answer) if failure is None else flow.throw(failure)
            except StopIteration as end:
                return end.value
            answer = failure = None
            if not talk.sent and isinstance(command, Request) and command.operation == talk.first.info.name:
                yield Work(lambda: desk.journal.begin(attrs.evolve(talk.entry, at=desk.clock.now())))
                talk.sent = True
            try:
                answer = yield command
            except Exception as error:
                failure = error
    finally:
        flow.close()


def _answered(talk: Talk, desk: Desk) -> Flow[OrderReceipt]:
    try:
        return (yield from _question_by_question(talk, desk))
    except OrderRejected as error:
        error.client_order_id, error.transcript = talk.client_order_id, talk.transcript
        # A question that is no longer valid is refused too, and its order may be live (errors.md).
        found = (yield from search(talk.client_order_id, talk.look)) if _lapsed(error) else None
        if found is None:
            raise
        return attrs.evolve(found, transcript=talk.transcript)
    except (TransportError, ResponseError, legs.UnreadableError) as error:
        if not _may_have_been_taken(error, talk):
            raise
        return (yield from _after_silence(talk))


def _lapsed(error: OrderRejected) -> bool:
    return error.operation == reply.INFO.name and error.status not in (None, OK)


def _after_silence(talk: Talk) -> Flow[OrderReceipt]:
    logger.warning("order met silence", extra={"client_order_id": talk.client_order_id})
    try:
        found = yield from after_silence(talk.client_order_id, talk.look)
    except OrderUnknown as unknown:
        unknown.transcript = talk.transcript
        unknown.operation = talk.first.info.name
        raise
    found = attrs.evolve(found, transcript=talk.transcript)
    if any(leg.refused for leg in found.legs):
        legs.partly(found, talk)
    return found


def _may_have_been_taken(error: Exception, talk: Talk) -> bool:
    """Whether the order could be live although this error came instead of an answer."""
    if not isinstance(error, IbkrError):
        return True
    if error.operation == reply.INFO.name:
        # 503 on a reply: the documentation says dropped, a probe saw the order go live (errors.md).
        # So for a question that could not be answered at all: the order is with IBKR already.
        return True
    if isinstance(error, TransportError) and not error.sent:
        return False
    silent = isinstance(error, (TransportError, GatewayFault, DecodeError))
    return silent and error.operation == talk.first.info.name


# --- question and reply ------------------------------------------------------------------------


def _question_by_question(talk: Talk, desk: Desk) -> Flow[OrderReceipt]:
    answers = yield from converse(talk.first, desk)
    while (question := _question_in(answers)) is not None:
        yield _note(talk, desk, "asked", ", ".join(question.message_ids))
        confirmed = yield from _decide(talk, question, desk)
        talk.transcript = talk.transcript.then(question, confirmed=confirmed)
        if not confirmed:
            yield from _decline(talk, question, desk)
        yield _note(talk, desk, "answering", "yes")
        answers = yield from converse(reply.operation(question.reply_id, ReplyRequest(confirmed=True)), desk)
    return legs.receipt(answers, talk)


def _question_in(answers: list[OrderAnswer]) -> Question | None:
    found = next((answer for answer in answers if isinstance(answer, OrderQuestion)), None)
    if found is None:
        return None
    if not isinstance(cast("object", found.id), str):
        raise legs.UnreadableError
    return Question(found.id, _texts(found.message_ids), _texts(found.message), _texts(found.message_options))


def _texts(values: object) -> tuple[str, ...]:
    return tuple(map(str, cast("list[Any]", values))) if isinstance(values, list) else ()


def _decide(talk: Talk, question: Question, desk: Desk) -> Flow[bool]:
    if len(talk.transcript) >= MOST_QUESTIONS:
        return False
    try:
        return bool(talk.policy(question))
    except BaseException:
        # The caller's own function failed: the order must not hang on an open question.
        yield from _discard(talk, question, desk)
        raise


def _decline(talk: Talk, question: Question, desk: Desk) -> Flow[NoReturn]:
    """Say no, then raise `OrderDeclined`."""
    acknowledged = yield from _discard(talk, question, desk)
    ids = ", ".join(question.message_ids) or "without an id"
    accept = ", ".join(repr(one) for one in question.message_ids)
    remedy = f" To confirm it, place a new ticket with answer=Answers.accept({accept})." if accept else ""
    raise OrderDeclined(
        f"The question {ids} ({quoted(question.text)}) was answered with no, so there is no order.{remedy}",
        transcript=talk.transcript,
        client_order_id=talk.client_order_id,
        acknowledged=acknowledged,
    )


def _discard(talk: Talk, question: Question, desk: Desk) -> Flow[bool]:
    """Say no; return whether IBKR confirmed it.

    A no that was not confirmed may have been lost, and an order whose question lapsed
    has been seen to go live (errors.md, question and reply): then the order is looked for.

    Raises:
        OrderWentLive: it is live.
        OrderUnknown: the no was not confirmed, and IBKR cannot be asked either.
    """
    yield _note(talk, desk, "answering", "no")
    if (yield from _say_no(question, desk)):
        return True
    logger.warning("declining was not confirmed", extra={"client_order_id": talk.client_order_id})
    found = yield from search(talk.client_order_id, talk.look)
    if found is not None:
        raise OrderWentLive(
            f"A question was answered with no, IBKR did not confirm it, and order {found.order_id} is live: "
            f"cancel it with `ib.orders.cancel(account_id, {found.order_id!r})`.",
            receipt=attrs.evolve(found, transcript=talk.transcript),
            transcript=talk.transcript,
            client_order_id=talk.client_order_id,
        )
    return False


def _say_no(question: Question, desk: Desk) -> Flow[bool]:
    try:
        answers = yield from converse(reply.operation(question.reply_id, ReplyRequest(confirmed=False)), desk)
    except OrderRejected as error:
        return error.status in (None, OK)  # "not confirmed, discarded" comes as an error inside a 200
    except IbkrError:
        return False
    return not any(isinstance(answer, PlacedOrder) for answer in answers)
