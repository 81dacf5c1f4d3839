"""Orders at work: what a strategy may ask for, and what the broker keeps of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypedDict

from . import rules

if TYPE_CHECKING:
    from datetime import datetime

    from .records import OrderStatus
    from .sizers import Size, Sizer

TimeInForce: TypeAlias = Literal["DAY", "GTC", "GTD", "IOC", "FOK"]
Moment: TypeAlias = Literal["open", "close"]

NAMES: Final = {
    rules.MARKET: "market",
    rules.LIMIT: "limit",
    rules.STOP: "stop",
    rules.STOP_LIMIT: "stop-limit",
    rules.TRAILING: "trailing",
    rules.TRAILING_LIMIT: "trailing-limit",
    rules.ON_OPEN: "market-on-open",
    rules.ON_CLOSE: "market-on-close",
    rules.LIMIT_ON_CLOSE: "limit-on-close",
    rules.BAR_CLOSE: "market",
}

TIMES_IN_FORCE: Final = ("DAY", "GTC", "GTD", "IOC", "FOK")


class OrderOptions(TypedDict, total=False):
    """What may be said about an order beyond its size: which prices, when, how long, beside which others.

    `limit` alone makes a limit order, `stop` a stop, both a stop-limit; `trail` (an amount)
    or `trail_percent` a trailing stop, with `limit_offset` a trailing limit whose limit lies
    that far beyond the stop. `at` is `"open"` or `"close"`, of the trading day; a limit at
    the close is a limit-on-close.
    """

    limit: float
    stop: float
    trail: float
    trail_percent: float
    limit_offset: float
    at: Moment
    tif: TimeInForce
    """How long: `GTC` until cancelled (the default), `DAY`, `GTD` with `until`, `IOC`, `FOK`."""
    until: datetime
    oca: str
    """Orders of one group: the first fill cancels the others."""
    parent: int
    """Number of an order that must be filled first; without a size, as much as that one fills."""
    weight: float
    """A size: as much as brings the position to this share of the equity."""
    size: Size | Sizer
    """A size, or a rule that finds one, instead of `quantity` and `fraction`."""


# The combination of prices given → the kind of order.
KINDS: Final[dict[frozenset[str], int]] = {
    frozenset(): rules.MARKET,
    frozenset({"limit"}): rules.LIMIT,
    frozenset({"stop"}): rules.STOP,
    frozenset({"stop", "limit"}): rules.STOP_LIMIT,
    frozenset({"trail"}): rules.TRAILING,
    frozenset({"trail_percent"}): rules.TRAILING,
    frozenset({"trail", "limit_offset"}): rules.TRAILING_LIMIT,
    frozenset({"trail_percent", "limit_offset"}): rules.TRAILING_LIMIT,
}
AT: Final[dict[tuple[str, int], int]] = {
    ("open", rules.MARKET): rules.ON_OPEN,
    ("close", rules.MARKET): rules.ON_CLOSE,
    ("close", rules.LIMIT): rules.LIMIT_ON_CLOSE,
}
PRICES: Final = ("limit", "stop", "trail", "trail_percent", "limit_offset")


class Working:
    """One order on its way. What an order rarely has is a class attribute until it has it."""

    code: int = rules.MARKET
    fraction: float | None = None
    """Share of the equity that the order is worth, sized at its fill."""
    weight: float | None = None
    """Share of the equity that the position shall be worth, sized at the fill."""
    whole_position: bool = False
    """Closes what is held when it fills."""
    limit: float = math.nan
    stop: float = math.nan
    trail: float = math.nan
    trail_percent: float = math.nan
    limit_offset: float = math.nan
    best: float = math.nan
    """The best price since a trailing order began to work."""
    triggered: bool = False
    triggered_inside: int = -1
    """The step within whose bar its stop was touched."""
    tif: TimeInForce = "GTC"
    until: int = 0
    """GTD: milliseconds since the epoch."""
    oca: str | None = None
    parent: Working | None = None
    waiting: bool = False
    """A child whose parent has not begun to fill."""
    children: tuple[Working, ...] = ()
    follows: bool = False
    """A child without a size of its own: as much as its parent fills."""
    forced: bool = False
    """The broker's own: never refused for lack of money."""
    guard: bool = False
    """Placed by a risk rule to protect the position."""
    linked: bool = False
    """Has children, a parent or a group, so that its fills concern others."""
    value: float = 0.0
    """Sum of quantity times price of its fills, while it is partly filled."""
    paid: float = 0.0
    """Commission so far, in the asset's currency, while it is partly filled."""
    model: Any = None
    """The commission model, kept from the first of several fills."""
    entered: int = -1
    """The step within whose bar it became active, where that was not at the open."""
    start: float = math.nan
    """The market's price at that moment."""
    __slots__ = (
        "__dict__",
        "asset",
        "decided",
        "filled",
        "number",
        "quantity",
        "sign",
        "since",
        "status",
    )

    def __init__(
        self, number: int, decided: int, asset: int, sign: int, quantity: float | None, *, since: int
    ) -> None:
        """An order decided on step `decided` that may be filled from step `since` on."""
        self.number = number
        self.decided = decided
        self.asset = asset
        self.sign = sign
        self.quantity = quantity
        self.since = since
        self.status: OrderStatus = "pending"
        self.filled: float = 0

    @property
    def side(self) -> Literal["BUY", "SELL"]:
        """Purchase or sale."""
        return "BUY" if self.sign > 0 else "SELL"

    def size(self) -> str:
        """How large, in words."""
        if self.quantity is not None:
            return f"{self.quantity - self.filled:,}"
        if self.fraction is not None:
            return f"{self.fraction:.0%} of equity"
        if self.weight is not None:
            return f"to {self.weight:.0%} of equity"
        return "as its parent" if self.follows else "the position"

    def __str__(self) -> str:
        """As an event tells it: `BUY 100`, `SELL 50 stop`."""
        kind = "" if self.code in (rules.MARKET, rules.BAR_CLOSE) else f" {NAMES[self.code]}"
        return f"{self.side} {self.size()}{kind}"


def describe(order: Working, options: OrderOptions) -> None:
    """Give a new order the kind, prices and time in force that `options` ask for.

    Raises:
        ValueError: a price that is not above zero, or a combination that means nothing.
    """
    given = frozenset(name for name in PRICES if name in options)
    code = KINDS.get(given)
    if code is None:
        raise ValueError(f"no kind of order has {', '.join(sorted(given))} together")
    for name in given:
        setattr(order, name, _positive(name, options[name]))
    at = options.get("at")
    if at is not None:
        moved = AT.get((at, code))
        if moved is None:
            raise ValueError(f"at={at!r} does not go with a {NAMES[code]} order")
        code = moved
    order.code = code
    order.oca = options.get("oca")
    _last(order, options)


def _last(order: Working, options: OrderOptions) -> None:
    tif, until = options.get("tif", "GTC"), options.get("until")
    if tif not in TIMES_IN_FORCE:
        raise ValueError(f"tif={tif!r} is none of {', '.join(TIMES_IN_FORCE)}")
    if until is not None and "tif" not in options:
        tif = "GTD"
    if (tif == "GTD") != (until is not None):
        raise ValueError("tif='GTD' and until= go together")
    if tif in ("IOC", "FOK") and order.code not in (rules.MARKET, rules.LIMIT):
        raise ValueError(f"tif={tif!r} goes with market and limit orders only")
    if until is not None:
        if until.tzinfo is None:
            raise ValueError("until must be an aware datetime: datetime(..., tzinfo=timezone.utc)")
        order.until = int(until.timestamp() * 1000)
    order.tif = tif


def _positive(name: str, value: Any) -> float:
    number = float(value)
    if not (math.isfinite(number) and number > 0):
        raise ValueError(f"{name}={value} is not a price above zero")
    return number


def order_row(order: Working, names: tuple[str, ...]) -> tuple[Any, ...]:
    """The fields of a recorded `Order` after its time."""
    given = order.fraction is None and order.weight is None and not order.follows and not order.whole_position
    return (
        order.decided,
        order.number,
        order.side,
        order.quantity if given else None,
        order.fraction,
        order.status,
        names[order.asset],
        NAMES[order.code],
        order.tif,
        order.filled,
        _known(order.limit),
        _known(order.stop),
        order.weight,
        None if order.parent is None else order.parent.number,
        order.oca,
    )


def _known(price: float) -> float | None:
    return price if price == price else None  # noqa: PLR0124 - NaN is "no price"
