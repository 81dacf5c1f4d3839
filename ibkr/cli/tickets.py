"""What a command line says of an order, made into a ticket."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal

import attrs
import typer

import ibkr
from ibkr.errors import InvalidOrder

if TYPE_CHECKING:
    from ibkr.model.contracts import Contract

Side = Annotated[Literal["BUY", "SELL"], typer.Argument(case_sensitive=False)]
Quantity = Annotated[str, typer.Argument(help="How many; an amount of money with --cash.")]
Market = Annotated[bool, typer.Option("--market", help="At once, at whatever the market asks.")]
Limit = Annotated[str | None, typer.Option(metavar="PRICE", help="At this price or better.")]
Stop = Annotated[str | None, typer.Option(metavar="PRICE", help="Once the market trades there.")]
Trail = Annotated[
    str | None, typer.Option(metavar="AMOUNT", help="A stop that follows the market: 1.50, or 2%.")
]
Touch = Annotated[str | None, typer.Option(metavar="PRICE", help="Once the market touches this price.")]
OnClose = Annotated[bool, typer.Option("--on-close", help="At the closing price of the day.")]
Midprice = Annotated[bool, typer.Option("--midprice", help="Between bid and ask, up to --limit.")]
TakeProfit = Annotated[str | None, typer.Option(metavar="PRICE", help="Bracket: leave with a profit here.")]
StopLoss = Annotated[str | None, typer.Option(metavar="PRICE", help="Bracket: leave with a loss here.")]
Tif = Annotated[
    Literal["DAY", "GTC", "IOC", "OPG", "PAX", "OVT", "OND"],
    typer.Option(help="How long it is good.", case_sensitive=False),
]
OutsideRth = Annotated[bool, typer.Option("--outside-rth", help="Outside regular hours too.")]
Cash = Annotated[bool, typer.Option("--cash", help="QUANTITY is an amount of money.")]
Algo = Annotated[
    str | None,
    typer.Option(
        metavar="NAME[:KEY=VALUE,...]", help="IBKR's algorithm, as Adaptive:adaptivePriority=Urgent."
    ),
]
Reference = Annotated[
    str | None, typer.Option("--id", metavar="NAME", help="Your own id of the order [default: a new one].")
]

# Which prices are named decides the kind of order: its constructor, and where each price goes.
KINDS: Final[Mapping[frozenset[str], tuple[str, Mapping[str, str]]]] = {
    frozenset({"market"}): ("market", {}),
    frozenset({"limit"}): ("limit", {"price": "limit"}),
    frozenset({"stop"}): ("stop", {"stop": "stop"}),
    frozenset({"stop", "limit"}): ("stop_limit", {"stop": "stop", "price": "limit"}),
    frozenset({"trail"}): ("trailing", {"amount": "trail"}),
    frozenset({"trail", "stop"}): ("trailing", {"amount": "trail", "stop": "stop"}),
    frozenset({"trail", "stop", "limit"}): (
        "trailing_limit",
        {"amount": "trail", "stop": "stop", "price": "limit"},
    ),
    frozenset({"touch"}): ("if_touched", {"trigger": "touch"}),
    frozenset({"touch", "limit"}): ("if_touched", {"trigger": "touch", "price": "limit"}),
    frozenset({"on_close"}): ("market_on_close", {}),
    frozenset({"on_close", "limit"}): ("limit_on_close", {"price": "limit"}),
    frozenset({"midprice"}): ("midprice", {}),
    frozenset({"midprice", "limit"}): ("midprice", {"cap": "limit"}),
}
PRICES: Final = ("market", "limit", "stop", "trail", "touch", "on_close", "midprice")


@attrs.frozen(kw_only=True)
class Wish:
    """An order as it was typed."""

    side: Literal["BUY", "SELL"]
    quantity: str
    market: bool = False
    limit: str | None = None
    stop: str | None = None
    trail: str | None = None
    touch: str | None = None
    on_close: bool = False
    midprice: bool = False
    take_profit: str | None = None
    stop_loss: str | None = None
    tif: str = "DAY"
    outside_rth: bool = False
    cash: bool = False
    algo: str | None = None
    reference: str | None = None

    def ticket(self, contract: Contract) -> ibkr.Order | ibkr.OrderGroup:
        """The order, or the bracket.

        Raises:
            InvalidOrder: it cannot be meant; nothing was sent.
        """
        constructor, places = self._kind()
        prices: dict[str, Any] = {name: getattr(self, place) for name, place in places.items()}
        if self.trail is not None:
            prices |= {"amount": self.trail.removesuffix("%"), "percent": self.trail.endswith("%")}
        make = getattr(ibkr.Order, constructor)
        quantity = None if self.cash else self.quantity
        entry = self._worked(make(contract, self.side, quantity, **prices, **self._options()))
        if self.take_profit is None and self.stop_loss is None:
            return entry
        return ibkr.bracket(entry, take_profit=self.take_profit, stop_loss=self.stop_loss)

    def _kind(self) -> tuple[str, Mapping[str, str]]:
        named = frozenset(name for name in PRICES if getattr(self, name) not in (None, False))
        if not named:
            raise InvalidOrder("an order needs its price: --limit 187.20, --stop 180, ... or --market.")
        if named not in KINDS:
            options = " and ".join(f"--{name.replace('_', '-')}" for name in PRICES if name in named)
            raise InvalidOrder(f"{options} do not go together: no order of IBKR's has them all.")
        return KINDS[named]

    def _options(self) -> dict[str, Any]:
        options: dict[str, Any] = {"tif": self.tif, "outside_rth": self.outside_rth or None}
        options |= {"cash_quantity": self.quantity} if self.cash else {}
        return options | ({"client_order_id": self.reference} if self.reference is not None else {})

    def _worked(self, entry: ibkr.Order) -> ibkr.Order:
        """The ticket, worked by an algorithm if one is named."""
        if self.algo is None:
            return entry
        name, _, told = self.algo.partition(":")
        return entry.algo(name, **dict(map(_parameter, filter(None, told.split(",")))))


def _parameter(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise InvalidOrder(f"a parameter of an algorithm is written name=value, not {text!r}.")
    return name.strip(), value.strip()


def described(ticket: ibkr.Order | ibkr.OrderGroup, contract: Contract) -> list[str]:
    """What would be ordered, an order a line."""
    legs = ticket.legs if isinstance(ticket, ibkr.OrderGroup) else (ticket,)
    return [_line(leg, contract) for leg in legs]


def _line(order: ibkr.Order, contract: Contract) -> str:
    amount = f"{order.quantity}" if order.quantity is not None else f"for {order.cash_quantity}"
    told = {"price": order.price, "trigger": order.aux_price, "trail": order.trailing_amount}
    prices = [f"{name} {value}" for name, value in told.items() if value is not None]
    unit = "%" if order.trailing_type == "%" else ""
    hours = "outside regular hours too" if order.outside_rth else ""
    place = " ".join(filter(None, (contract.symbol, contract.exchange, contract.currency)))
    rest = [f"{order.order_type} {', '.join(prices)}{unit}".strip(), order.tif, order.strategy or "", hours]
    return ", ".join(filter(None, [f"{order.side} {amount} {place}", *rest]))
