"""Reading the last answer of a placing conversation: what was taken, what was refused, leg by leg."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

import attrs
from ibkr_wire.models.orders import AdvancedReject, ErrorAnswer, PlacedOrder

from ibkr._core.recognise import quoted
from ibkr.errors import OrderPartlyRejected, OrderRejected
from ibkr.model.answers import Prompt
from ibkr.model.receipts import OrderReceipt, PlacedLeg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ibkr_wire.models.orders import OrderAnswer

    from ibkr._core.conversing import Talk
    from ibkr.model.orders import Order

logger = logging.getLogger("ibkr")

REFUSED_ID: Final = "-1"
NO_REASON: Final = "no reason given"


class UnreadableError(Exception):
    """An answer came that says neither yes nor no nor asks: as good as silence."""


def receipt(answers: Sequence[OrderAnswer], talk: Talk) -> OrderReceipt:
    """The acknowledgement that the answers are.

    Raises:
        OrderRejected: everything was refused.
        OrderPartlyRejected: some legs are live, some are not.
        UnreadableError: the answers are not about as many orders as were sent.
    """
    legs = _told_apart([_leg(answer, talk) for answer in answers], talk.tickets)
    taken = tuple(leg for leg in legs if not leg.refused)
    if not taken and legs:
        _refuse(legs, answers, talk)
    if not taken or len(legs) < len(talk.tickets) or any(not leg.order_id for leg in taken):
        raise UnreadableError
    found = acknowledgement(taken, legs, talk)
    if len(taken) < len(legs):
        partly(found, talk)
    logger.info("order acknowledged", extra={"order_id": found.order_id, "conid": talk.ticket.conid})
    return found


def acknowledgement(
    taken: Sequence[PlacedLeg], legs: Sequence[PlacedLeg], talk: Talk, *, found: bool = False
) -> OrderReceipt:
    """The receipt of a ticket or group: its first leg is what the receipt is about, if it was taken."""
    own = next((leg for leg in taken if leg.client_order_id == talk.client_order_id), taken[0])
    return OrderReceipt(
        own.order_id,
        talk.client_order_id,
        talk.account_id,
        own.status,
        transcript=talk.transcript,
        legs=tuple(legs),
        found=found,
    )


def partly(live: OrderReceipt, talk: Talk) -> NoReturn:
    """Raise `OrderPartlyRejected` with what is live and what is not."""
    refused = [leg for leg in live.legs if leg.refused]
    working = ", ".join(leg.order_id for leg in live.legs if not leg.refused)
    reasons = quoted("; ".join(dict.fromkeys(leg.text or NO_REASON for leg in refused)))
    error = OrderPartlyRejected(
        f"IBKR took only part of the group: order {working} is live, {len(refused)} of {len(live.legs)} legs "
        f"were refused: {reasons}. Cancel what is live (`ib.orders.cancel(account_id, order_id)`), or place "
        "what is missing; `error.legs` tells leg by leg.",
        reason=refused[0].text or NO_REASON,
        legs=live.legs,
        client_order_id=talk.client_order_id,
        transcript=talk.transcript,
        operation=talk.first.info.name,
    )
    error.receipt = live
    raise error


def _leg(answer: OrderAnswer, talk: Talk) -> PlacedLeg:
    reason = _reason(answer)
    if not isinstance(answer, PlacedOrder):
        if reason is None:
            raise UnreadableError
        return PlacedLeg("", "Failed", text=reason, refused=True)
    known = isinstance(cast("object", answer.order_id), (str, int))
    local = answer.local_order_id
    name = str(local) if isinstance(local, (str, int)) else None
    order_id = str(answer.order_id) if known and str(answer.order_id) != REFUSED_ID else ""
    return PlacedLeg(
        order_id,
        _text(answer.order_status),
        client_order_id=name,
        text=_text(answer.text) or _text(answer.warning_message) or (reason or ""),
        refused=reason is not None,
        ticket=talk.ticket_named(name),
    )


def _told_apart(legs: list[PlacedLeg], tickets: Sequence[Order]) -> tuple[PlacedLeg, ...]:
    """The legs with their tickets, where that is certain: IBKR keeps no order (orders.md, groups)."""
    left = [ticket for ticket in tickets if not any(leg.ticket is ticket for leg in legs)]
    nameless = [leg for leg in legs if leg.ticket is None]
    if len(left) == len(nameless) == 1:
        return tuple(attrs.evolve(leg, ticket=left[0]) if leg.ticket is None else leg for leg in legs)
    return tuple(legs)


def _refuse(legs: tuple[PlacedLeg, ...], answers: Sequence[OrderAnswer], talk: Talk) -> NoReturn:
    reason = next((leg.text for leg in legs if leg.text), NO_REASON)
    prompt = next((_prompt(one, talk) for one in answers if isinstance(one, AdvancedReject)), None)
    remedy = (
        "Choose with `ib.orders.respond(error.prompt, option)`, or correct it"
        if prompt is not None and prompt.options
        else "Correct it and place it as a new ticket"
    )
    raise OrderRejected(
        f"IBKR refused the order: {quoted(reason)}. {remedy}.",
        reason=reason,
        legs=legs if len(talk.tickets) > 1 else (),
        prompt=prompt,
        operation="orders.submit",
    )


def _prompt(reject: AdvancedReject, talk: Talk) -> Prompt:
    options = cast("object", reject.options)
    return Prompt(
        order_id=_whole(reject.order_id),
        request_id=str(reject.req_id),
        text=_text(reject.text),
        options=tuple(map(str, cast("list[Any]", options))) if isinstance(options, list) else (),
        message_id=_text(reject.message_id),
        client_order_id=talk.client_order_id,
    )


def _whole(value: object) -> int:
    return int(value) if isinstance(value, (int, str)) and str(value).lstrip("-").isdigit() else 0


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _reason(answer: OrderAnswer) -> str | None:
    """Why this is a refusal (errors.md, shapes 1, 8 and 9), or None."""
    if isinstance(answer, ErrorAnswer):
        return _text(answer.error) or NO_REASON
    if isinstance(answer, AdvancedReject):
        return _text(answer.text) or "IBKR wants a choice that only its own screens offer"
    if isinstance(answer, PlacedOrder) and _is_refused(answer):
        return _text(answer.text) or _text(answer.warning_message) or NO_REASON
    return None


def _is_refused(placed: PlacedOrder) -> bool:
    if str(placed.order_id) == REFUSED_ID or placed.order_status == "Failed":
        return True
    return placed.order_status == "Inactive" and bool(_text(placed.text))
