"""An order at the broker: its facts, its life as a table, and how the gateway words them."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.broker.kinds import KINDS
from ibkr.simulator.market.contract import Instrument, instrument

if TYPE_CHECKING:
    from ibkr.simulator.broker.ticket import Ticket


EXERCISE = "EXER"
"""The side of an order that exercises an option."""


class Status(StrEnum):
    """Where an order is in its life; the values are the wire's words."""

    INACTIVE = "Inactive"
    PENDING_SUBMIT = "PendingSubmit"
    PRE_SUBMITTED = "PreSubmitted"
    SUBMITTED = "Submitted"
    FILLED = "Filled"
    PENDING_CANCEL = "PendingCancel"
    CANCELLED = "Cancelled"


# The states an order may move to, after the table of the gateway's facts. Two of its
# moves never happen here: back to Inactive, and PreCancelled.
MOVES: dict[Status, frozenset[Status]] = {
    Status.INACTIVE: frozenset({Status.PENDING_SUBMIT, Status.CANCELLED}),
    Status.PENDING_SUBMIT: frozenset(
        {Status.PRE_SUBMITTED, Status.SUBMITTED, Status.FILLED, Status.CANCELLED},
    ),
    Status.PRE_SUBMITTED: frozenset(
        {Status.SUBMITTED, Status.FILLED, Status.PENDING_CANCEL, Status.CANCELLED},
    ),
    Status.SUBMITTED: frozenset(
        {Status.FILLED, Status.PENDING_CANCEL, Status.CANCELLED, Status.PRE_SUBMITTED},
    ),
    Status.PENDING_CANCEL: frozenset({Status.CANCELLED, Status.FILLED}),
    Status.FILLED: frozenset(),
    Status.CANCELLED: frozenset(),
}

ALIVE = frozenset(
    {Status.PENDING_SUBMIT, Status.PRE_SUBMITTED, Status.SUBMITTED, Status.PENDING_CANCEL},
)
"""States from which an order can still fill."""

# Foreground and background, as observed on the websocket; Filled after a recorded order/status.
COLOURS: dict[Status, tuple[str, str]] = {
    Status.INACTIVE: ("#AFAFAF", "#000000"),
    Status.PENDING_SUBMIT: ("#3399CC", "#000000"),
    Status.PRE_SUBMITTED: ("#997EE5", "#FFFFFF"),
    Status.SUBMITTED: ("#00F000", "#000000"),
    Status.FILLED: ("#000000", "#FFFFFF"),
    Status.PENDING_CANCEL: ("#FF64FF", "#000000"),
    Status.CANCELLED: ("#AA0000", "#FFFFFF"),
}

CCP_WORDS: dict[Status, str] = {
    Status.INACTIVE: "Pending Submit",
    Status.PENDING_SUBMIT: "Pending Submit",
    Status.PRE_SUBMITTED: "Submitted",
    Status.SUBMITTED: "Submitted",
    Status.FILLED: "Filled",
    Status.PENDING_CANCEL: "Pending Cancel",
    Status.CANCELLED: "Cancelled",
}


@attrs.frozen
class TypeWords:
    """How one order type is shown later: `Stop Limit` to people, `STOP_LIMIT` as a code."""

    display: str
    code: str


ORDER_TYPES: dict[str, TypeWords] = {name: TypeWords(kind.display, kind.code) for name, kind in KINDS.items()}
"""The order types this broker works."""

TIME_IN_FORCE: dict[str, str] = {"DAY": "CLOSE", "GTC": "GTC", "IOC": "IOC", "OPG": "OPG", "PAX": "PAX"}
"""The lives an order may have here, and the word live orders show for each."""


@attrs.frozen(kw_only=True)
class Order:
    """One order at one moment. Never changes: each event carries the next one."""

    order_id: int
    ticket: Ticket
    status: Status
    submitted_at: float
    """Epoch seconds at which the broker took it."""
    changed_at: float
    """Epoch seconds of the latest change of state or fill (the wire's lastExecutionTime)."""
    filled: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    """Sum of price times quantity over its fills."""
    commission: Decimal = Decimal(0)
    last_fill_price: Decimal | None = None
    triggered: bool = False
    """Whether the stop of a stop order was reached."""
    cancelled_by_system: str | None = None
    """Why the broker itself ended it, such as the end of its day."""
    parent_id: int | None = None
    """The order that must be filled before this one works."""
    oca_group: str | None = None
    """Of the orders with the same group at most one fills: the parent's id, or `oco-<id>`."""
    trailing_stop: Decimal | None = None
    """Of a trailing order: where the stop stood when it was reached."""
    is_held: bool = False
    """Kept without being sent: deactivated, or the parent of a leg that was refused."""
    good_until: float = float("inf")
    """Epoch second at which it ends unless it is filled before."""
    allocation: tuple[tuple[str, Decimal], ...] = ()
    """For an advisor's group: accounts and their shares, which add up to 1."""

    @property
    def limit(self) -> Decimal | None:
        """The worst price it may fill at now: that of a trailing limit moves with its stop."""
        limit, stop = self.ticket.limit, self.ticket.stop
        if limit is None or stop is None or self.trailing_stop is None:
            return limit
        return limit + self.trailing_stop - stop

    @property
    def instrument(self) -> Instrument:
        """The listing it trades."""
        return instrument(self.ticket.conid)

    @property
    def account(self) -> str:
        """Whose order it is."""
        return self.ticket.account

    @property
    def is_exercise(self) -> bool:
        """Whether it exercises an option instead of trading it."""
        return self.ticket.side == EXERCISE

    @property
    def is_alive(self) -> bool:
        """Whether it may still fill."""
        return self.status in ALIVE

    @property
    def is_done(self) -> bool:
        """Whether it has come to its end: filled or cancelled."""
        return not MOVES[self.status]

    @property
    def is_editable(self) -> bool:
        """Whether it can be modified or cancelled."""
        return self.is_held or self.status in (Status.PRE_SUBMITTED, Status.SUBMITTED)

    @property
    def remaining(self) -> Decimal:
        """Shares not filled yet."""
        return self.ticket.quantity - self.filled

    @property
    def average_price(self) -> Decimal | None:
        """Mean price of its fills, None before the first and for an exercise."""
        return self.paid / self.filled if self.filled and not self.is_exercise else None

    @property
    def ccp_status(self) -> str:
        """The second status value, in words."""
        return CCP_WORDS[self.status]

    @property
    def foreground(self) -> str:
        """fgColor of its state."""
        return COLOURS[self.status][0]

    @property
    def background(self) -> str:
        """bgColor of its state."""
        return COLOURS[self.status][1]

    @property
    def type_words(self) -> TypeWords:
        """Display and code of its type."""
        return ORDER_TYPES[self.ticket.order_type]

    @property
    def time_in_force(self) -> str:
        """`CLOSE` for a DAY order, as live orders show it."""
        return TIME_IN_FORCE[self.ticket.tif]

    @property
    def size_and_fills(self) -> str:
        """`4/10`, or `10` when all of it is filled."""
        if self.remaining == 0:
            return f"{self.filled:f}"
        return f"{self.filled:f}/{self.ticket.quantity:f}"

    @property
    def description(self) -> str:
        """`Buy 10 IBM Limit 200.50, Day`; `Bought 10 ...` once filled."""
        words = [_verb(self), f"{self.ticket.quantity:f}", self.contract, self.type_words.display]
        prices = [_shown(price) for price in (self.ticket.stop, self.ticket.limit) if price is not None]
        tif = "Day" if self.ticket.tif == "DAY" else self.ticket.tif
        return " ".join(words + prices) + f", {tif}"

    @property
    def conidex(self) -> str:
        """The contract as a ticket names it: a conid, perhaps with an exchange, or a combination."""
        if self.ticket.legs:
            legs = ",".join(f"{leg.conid}/{leg.ratio}" for leg in self.ticket.legs)
            return f"{self.ticket.conid};;;{legs}"
        exchange = self.ticket.exchange
        return f"{self.ticket.conid}@{exchange}" if exchange else str(self.ticket.conid)

    @property
    def contract(self) -> str:
        """What is traded, in few words; a combination by its legs, `1 AAPL -1 IBM`."""
        if self.ticket.legs:
            return " ".join(f"{leg.ratio} {instrument(leg.conid).short_name}" for leg in self.ticket.legs)
        return self.instrument.short_name

    def closes(self, other: Order) -> bool:
        """Whether it trades the same contract the other way round."""
        return self.conidex == other.conidex and self.ticket.side != other.ticket.side

    def moved(self, status: Status, at: float) -> Order:
        """The same order in its next state. Only moves of the table can be made."""
        assert status in MOVES[self.status], f"{self.status} -> {status} is not in the table"
        return attrs.evolve(self, status=status, changed_at=at)


def _shown(price: Decimal) -> str:
    """At least two decimals, more where the price has them."""
    exponent = price.normalize().as_tuple().exponent
    return f"{price:.{max(2, -exponent if isinstance(exponent, int) else 2)}f}"


def _verb(order: Order) -> str:
    if order.is_exercise:
        return "Exercise"
    bought, sold = ("Bought", "Sold") if order.status is Status.FILLED else ("Buy", "Sell")
    return bought if order.ticket.side == "BUY" else sold


@attrs.frozen(kw_only=True)
class Execution:
    """One fill."""

    execution_id: str
    """`0000e0d5.510bd6a0.01.01`."""
    order_id: int
    account: str
    conid: int
    side: str
    quantity: Decimal
    price: Decimal
    commission: Decimal
    time: float
    """Epoch seconds."""
    exchange: str
    """Venue name, such as ARCA."""
    client_order_id: str | None
    position: Decimal
    """The account's position in the stock after this fill."""
    fee_currency: str = "USD"
    """What the commission is in."""
    realized_pnl: Decimal = Decimal(0)
    """Profit of what it closed, after its part of the commissions, in the contract's currency."""
    is_settlement: bool = False
    """Whether it comes from an expiry (exercise, assignment, final settlement), not from an order."""

    @property
    def instrument(self) -> Instrument:
        """The listing that was traded."""
        return instrument(self.conid)

    @property
    def signed_quantity(self) -> Decimal:
        """The quantity, negative for a sale."""
        return self.quantity if self.side == "BUY" else -self.quantity

    @property
    def net_amount(self) -> Decimal:
        """Price times quantity and multiplier, without sign and commission."""
        return self.price * self.quantity * self.instrument.multiplier

    @property
    def description(self) -> str:
        """`Bot 4 @ 200.48 on ARCA`."""
        verb = "Bot" if self.side == "BUY" else "Sold"
        return f"{verb} {self.quantity:f} @ {self.price:f} on {self.exchange}"


@attrs.frozen
class OrderEvent:
    """An order is new or has changed. `before` is None for a new one."""

    number: int
    time: float
    order: Order
    before: Order | None


@attrs.frozen
class ExecutionEvent:
    """A fill is reported: first without its commission, a moment later again with it."""

    number: int
    time: float
    execution: Execution
    has_commission: bool


Event = OrderEvent | ExecutionEvent
"""Numbers rise by one from 0 over both kinds: the position in `Broker.journal`."""
