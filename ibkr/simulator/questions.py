"""Which questions an order raises, by rule. Ids and meanings come from the spec's question table.

Programs that match a question by its words look for a few set phrases of the gateway's; where a
phrase is short enough to be one, the text holds it.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.kinds import KINDS
from ibkr.simulator.broker.tape import multiplier_of
from ibkr.simulator.conversation import Due
from ibkr.simulator.market.contract import instrument

if TYPE_CHECKING:
    from ibkr.simulator.broker.ticket import Ticket
    from ibkr.simulator.market.quote import MarketQuote

PERCENTAGE_LIMIT = Decimal("0.03")
"""How far from the last price a limit may lie before o163 is asked."""
SIZE_LIMIT = Decimal(500)
VALUE_LIMIT = Decimal(100_000)
MODIFICATION_FACTOR = 2
"""A change to more than this many times the old quantity asks o10138."""
TICK_LIMIT = 50_000
"""How many steps of the price a limit may lie from the last one before o382 is asked."""
PATIENCE = Decimal("0.01")
"""How far from filling a limit may wait before p12 is asked of an algorithm."""


@attrs.frozen
class Situation:
    """An order as it comes in, against the market; `had` is the quantity before a modification."""

    ticket: Ticket
    quote: MarketQuote
    has_data: bool = True
    had: Decimal | None = None
    held: Decimal = Decimal(0)
    """What the account holds of the contract; negative when short."""
    is_shared: bool = False
    """Whether it is divided among several accounts."""

    @property
    def value(self) -> Decimal:
        """What the order would cost, at its limit or at the last price."""
        return self.ticket.quantity * (self.ticket.limit or self.quote.last) * multiplier_of(self.ticket)

    @property
    def distance(self) -> Decimal:
        """How far the limit lies from the last price, as a fraction."""
        if not self.quote.last:
            return Decimal(0)
        return abs((self.ticket.limit or self.quote.last) / self.quote.last - 1)


def _ticks_away(s: Situation) -> Decimal:
    """How many steps the limit lies from the last price."""
    if s.ticket.limit is None:
        return Decimal(0)
    return abs(s.ticket.limit - s.quote.last) / instrument(s.ticket.conid).tick_at(s.ticket.limit)


def _turns_the_position(s: Situation) -> bool:
    """Whether filling it makes a short position of a long one, or the other way round."""
    signed = s.ticket.quantity if s.ticket.side == "BUY" else -s.ticket.quantity
    return s.held * signed < 0 and abs(signed) > abs(s.held)


def _wakes_outside_hours(s: Situation) -> bool:
    kind = KINDS[s.ticket.order_type]
    return s.ticket.outside_rth and kind.wake == "stop"


def _nobody_bids(s: Situation) -> bool:
    return instrument(s.ticket.conid).sec_type in ("OPT", "FOP") and not s.quote.bid


def _waits(s: Situation) -> bool:
    """Whether an algorithm would have to wait for the market to come to its limit."""
    limit, last = s.ticket.limit, s.quote.last
    if s.ticket.strategy is None or limit is None or not last:
        return False
    short_of = last - limit if s.ticket.side == "BUY" else limit - last
    return short_of > last * PATIENCE


def _triggers_at_once(s: Situation) -> bool:
    stop = s.ticket.stop
    if stop is None:
        return False
    # A stop to buy wakes when the price has risen to it, an order if touched when it has fallen.
    rises = (s.ticket.side == "BUY") is not (KINDS[s.ticket.order_type].wake == "touch")
    return s.quote.last >= stop if rises else s.quote.last <= stop


def _is_coin(s: Situation) -> bool:
    return instrument(s.ticket.conid).sec_type == "CRYPTO"


@attrs.frozen
class Rule:
    """Question `id` is due when `applies`; `text` writes it."""

    id: str
    applies: Callable[[Situation], bool]
    text: Callable[[Situation], str]


RULES: tuple[Rule, ...] = (
    Rule(
        "o354",
        lambda s: not s.has_data,
        lambda _: "You have no market data for this contract. Do you want to send the order without it?",
    ),
    Rule(
        "o163",
        lambda s: s.distance > PERCENTAGE_LIMIT,
        lambda s: (
            f"{s.ticket.limit:.2f} lies {s.distance:.1%} from the last price {s.quote.last:.2f}: the order's"
            f" price exceeds the Percentage constraint of {PERCENTAGE_LIMIT:.0%}.<br>Send it?"
        ),
    ),
    Rule(
        "o382",
        lambda s: _ticks_away(s) > TICK_LIMIT,
        lambda s: (
            f"{s.ticket.limit:.2f} lies {_ticks_away(s):,.0f} steps from the last price: the order's value"
            f" exceeds the Tick Size Limit of {TICK_LIMIT:,}. Send it?"
        ),
    ),
    Rule(
        "o383",
        lambda s: s.ticket.quantity > SIZE_LIMIT and instrument(s.ticket.conid).sec_type == "STK",
        lambda s: (
            f"The order's size exceeds the Size Limit of {SIZE_LIMIT:f}: {s.ticket.quantity:f}. Send it?"
        ),
    ),
    Rule(
        "o451",
        lambda s: s.value > VALUE_LIMIT,
        lambda s: f"{s.value:,.2f} USD exceeds the Total Value Limit of {VALUE_LIMIT:,f} USD. Send it?",
    ),
    Rule(
        "o403",
        _triggers_at_once,
        lambda s: (
            f"The stop {s.ticket.stop:.2f} is past the market."
            " This order will most likely trigger and fill immediately. Send it?"
        ),
    ),
    Rule(
        "o10138",
        lambda s: s.had is not None and s.ticket.quantity > s.had * MODIFICATION_FACTOR,
        lambda s: (
            f"From {s.had:f} to {s.ticket.quantity:f}:"
            " the size modification exceeds the size modification limit. Send it?"
        ),
    ),
    Rule(
        "o10153",
        lambda s: not s.has_data and s.ticket.limit is not None,
        lambda _: "To keep the order from a price far off the market a cap or a floor may be set. Send it?",
    ),
    Rule(
        "o10288",
        lambda s: s.ticket.order_type == "MKT" and _is_coin(s),
        lambda _: "A market order for a coin may be filled far from the price shown. Send it?",
    ),
    Rule(
        "o10151",
        lambda s: s.ticket.order_type == "MKT" and not _is_coin(s),
        lambda _: "A Market Order is an instruction to trade your order at any available price. Send it?",
    ),
    Rule(
        "o10164",
        lambda s: s.ticket.cash_quantity is not None,
        lambda _: "A cash quantity is met as well as whole units allow. Send the order?",
    ),
    Rule(
        "o10152",
        lambda s: s.ticket.order_type == "STP",
        lambda _: "A stop order becomes a market order once it is active. Do you accept the risk?",
    ),
    Rule(
        "o10331",
        _wakes_outside_hours,
        lambda _: (
            "Kinds of stop orders differ in what wakes them, and outside regular hours one may be woken by a"
            " single odd price. Do you accept the risk?"
        ),
    ),
    Rule(
        "o10336",
        _nobody_bids,
        lambda s: f"{instrument(s.ticket.conid).name} is hardly traded: nobody bids for it. Send the order?",
    ),
    Rule(
        "o2137",
        _turns_the_position,
        lambda s: (
            f"The account holds {s.held:f}: the order crosses to the other side of the position. Send it?"
        ),
    ),
    Rule(
        "p6",
        lambda s: s.is_shared,
        lambda s: f"The order is spread over the accounts of {s.ticket.account}. Send it?",
    ),
    Rule(
        "p12",
        _waits,
        lambda _: "The price is managed, and the order may be refused if it cannot be filled. Send it?",
    ),
)


def due(situation: Situation) -> list[Due]:
    """The questions that the order raises, in the order in which they are asked."""
    return [Due(rule.id, rule.text(situation)) for rule in RULES if rule.applies(situation)]
