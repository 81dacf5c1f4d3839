"""Order tickets, checked before they leave the machine."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

import attrs

from ibkr.errors import InvalidOrder
from ibkr.model.combos import Combo
from ibkr.model.contracts import Contract

if TYPE_CHECKING:
    from ibkr.model.ticks import TickRules

Side: TypeAlias = Literal["BUY", "SELL"]
OrderType: TypeAlias = Literal[
    "MKT", "LMT", "STP", "STOP_LIMIT", "MIDPRICE", "TRAIL", "TRAILLMT", "LOC", "MOC", "MIT", "LIT", "REL"
]
TimeInForce: TypeAlias = Literal["DAY", "GTC", "IOC", "OPG", "PAX", "OVT", "OND"]
TrailingType: TypeAlias = Literal["amt", "%"]
Amount: TypeAlias = Decimal | int | str | float
"""Money, a price or a quantity: text and `Decimal` are exact, a float is taken as it prints."""

CLIENT_ORDER_ID_LENGTH: Final = 64
"""IBKR accepts up to 64 characters (orders.md, cOID)."""
CONID_EX: Final = re.compile(r"\d+@[A-Z0-9.]+|\d+(@[A-Z0-9.]+)?;;;\d+/-?[1-9]\d*(,\d+/-?[1-9]\d*)+")


@attrs.frozen
class Needs:
    """Which prices an order type takes: `required`, `optional` or, by default, none."""

    price: Literal["required", "optional", "none"] = "none"
    aux_price: Literal["required", "optional", "none"] = "none"
    trailing: Literal["required", "none"] = "none"


# Source: orders.md, order types. For STP and MIT the trigger travels as `price`.
NEEDS: Final[Mapping[str, Needs]] = {
    "MKT": Needs(),
    "LMT": Needs(price="required"),
    "STP": Needs(price="required"),
    "STOP_LIMIT": Needs(price="required", aux_price="required"),
    "MIDPRICE": Needs(price="optional"),
    "TRAIL": Needs(price="optional", trailing="required"),
    "TRAILLMT": Needs(price="required", aux_price="required", trailing="required"),
    "LOC": Needs(price="required"),
    "MOC": Needs(),
    "MIT": Needs(price="optional", aux_price="optional"),
    "LIT": Needs(price="required", aux_price="required"),
    "REL": Needs(price="optional", aux_price="optional"),
}


def new_client_order_id() -> str:
    """An id that no other order has."""
    return f"ibkr-{uuid.uuid4().hex}"


def _amount(name: str) -> Callable[[Amount | None], Decimal | None]:
    def convert(value: Amount | None) -> Decimal | None:
        return None if value is None else _decimal(name, value)

    return convert


def _decimal(name: str, value: Amount) -> Decimal:
    try:
        number = Decimal(str(value)) if isinstance(value, float) else Decimal(value)
    except (InvalidOperation, TypeError, ValueError) as error:
        raise InvalidOrder(f"{name} must be a number such as '187.20', not {value!r}.") from error
    if isinstance(value, bool) or not number.is_finite():
        raise InvalidOrder(f"{name} must be a finite number, not {value!r}.")
    return number


def _upper(value: object) -> Any:
    return value.upper() if isinstance(value, str) else value


def _one_of(choices: tuple[str, ...]) -> Any:
    def check(_ticket: Order, field: attrs.Attribute[Any], value: object) -> None:
        if value not in choices:
            raise InvalidOrder(f"{field.name} must be {_listed(choices)}, not {value!r}.")

    return check


def _listed(choices: tuple[str, ...]) -> str:
    quoted = [repr(choice) for choice in choices]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"


def _positive(_ticket: Order, field: attrs.Attribute[Any], value: Decimal | None) -> None:
    if value is not None and value <= 0:
        raise InvalidOrder(
            f"{field.name} must be greater than zero, not {value}; `side` says whether to buy or sell."
        )


def _short_enough(_ticket: Order, field: attrs.Attribute[Any], value: str) -> None:
    if not 0 < len(value) <= CLIENT_ORDER_ID_LENGTH:
        raise InvalidOrder(
            f"{field.name} must have 1 to {CLIENT_ORDER_ID_LENGTH} characters, not {len(value)}."
        )


@attrs.frozen(kw_only=True)
class Order:
    """One order ticket. A ticket that could not be right is an `InvalidOrder` when it is made.

    Write `Order.limit(conid, "BUY", 10, price="187.20")` and the like; the fields are
    there for what the constructors do not cover. `client_order_id` is made for you:
    it names the order for good, so a ticket is placed once. `again()` gives a
    copy under a new name.
    """

    conid: int
    side: Side = attrs.field(converter=_upper, validator=_one_of(get_args(Side)))
    order_type: OrderType = attrs.field(converter=_upper, validator=_one_of(get_args(OrderType)))
    quantity: Decimal | None = attrs.field(default=None, converter=_amount("quantity"), validator=_positive)
    price: Decimal | None = attrs.field(default=None, converter=_amount("price"))
    aux_price: Decimal | None = attrs.field(default=None, converter=_amount("aux_price"))
    trailing_amount: Decimal | None = attrs.field(
        default=None, converter=_amount("trailing_amount"), validator=_positive
    )
    trailing_type: TrailingType | None = None
    tif: TimeInForce = attrs.field(default="DAY", converter=_upper, validator=_one_of(get_args(TimeInForce)))
    cash_quantity: Decimal | None = attrs.field(
        default=None, converter=_amount("cash_quantity"), validator=_positive
    )
    fx_quantity: Decimal | None = attrs.field(
        default=None, converter=_amount("fx_quantity"), validator=_positive
    )
    """Amount of a currency conversion, in place of a quantity."""
    outside_rth: bool | None = None
    conid_ex: str | None = None
    """`<conid>@<EXCHANGE>` to route elsewhere than SMART, or a combination; sent in place of `conid`."""
    sec_type: str | None = None
    listing_exchange: str | None = None
    parent_id: str | None = None
    single_group: bool | None = None
    all_or_none: bool | None = None
    use_adaptive: bool | None = None
    referrer: str | None = None
    ticker: str | None = None
    strategy: str | None = None
    strategy_parameters: Mapping[str, Any] | None = None
    deactivated: bool | None = None
    """Store the order at IBKR without sending it."""
    is_close: bool | None = None
    acct_id: str | None = None
    """The receiving account, where it is not the one of the path: for groups of an advisor."""
    allocation_method: str | None = None
    """How an advisor's group shares the order."""
    allocation: Mapping[str, Any] | None = None
    """How an advisor's order is shared among sub-accounts, in IBKR's own form (`jsonPayload`)."""
    customer_account: str | None = None
    is_pro_customer: bool | None = None
    tax_optimizer_id: str | None = None
    manual_order_time: int | None = None
    manual_indicator: bool | None = None
    """Whether a person gave the order. IBKR wants it, with `ext_operator`, for futures of the US."""
    ext_operator: str | None = None
    client_order_id: str = attrs.field(factory=new_client_order_id, validator=_short_enough)
    ticks: TickRules | None = attrs.field(default=None, repr=False)
    """The steps that prices must keep, where known; never sent."""

    def __attrs_post_init__(self) -> None:
        """Check what only the whole ticket can tell."""
        _check_conid(self)
        _check_quantity(self)
        _check_prices(self)
        _check_belongings(self)
        if self.ticks is not None:
            self.check_ticks(self.ticks)

    # --- constructors, by order type -----------------------------------------------------------

    @classmethod
    def market(
        cls, contract: int | Contract | Combo, side: Side, quantity: Amount | None = None, **options: Any
    ) -> Order:
        """Buy or sell at once, at whatever the market asks."""
        return _ticket("MKT", contract, side, quantity, options)

    @classmethod
    def limit(
        cls,
        contract: int | Contract | Combo,
        side: Side,
        quantity: Amount | None = None,
        *,
        price: Amount,
        **options: Any,
    ) -> Order:
        """Buy at `price` or below, sell at `price` or above."""
        return _ticket("LMT", contract, side, quantity, {"price": price, **options})

    @classmethod
    def stop(
        cls,
        contract: int | Contract | Combo,
        side: Side,
        quantity: Amount | None = None,
        *,
        stop: Amount,
        **options: Any,
    ) -> Order:
        """Become a market order once the market trades at `stop`."""
        return _ticket("STP", contract, side, quantity, {"price": stop, **options})

    @classmethod
    def stop_limit(
        cls,
        contract: int | Contract | Combo,
        side: Side,
        quantity: Amount | None = None,
        *,
        stop: Amount,
        price: Amount,
        **options: Any,
    ) -> Order:
        """Become a limit order at `price` once the market trades at `stop`."""
        return _ticket("STOP_LIMIT", contract, side, quantity, {"price": price, "aux_price": stop, **options})

    @classmethod
    def trailing(
        cls,
        contract: int | Contract | Combo,
        side: Side,
        quantity: Amount | None = None,
        *,
        amount: Amount,
        percent: bool = False,
        stop: Amount | None = None,
        **options: Any,
    ) -> Order:
        """Follow the market with a stop that stays `amount` (money, or percent) behind it."""
        trail = {"trailing_amount": amount, "trailing_type": "%" if percent else "amt", "price": stop}
        return _ticket("TRAIL", contract, side, quantity, {**trail, **options})

    @classmethod
    def trailing_limit(
        cls,
        contract: int | Contract | Combo,
        side: Side,
        quantity: Amount | None = None,
        *,
        amount: Amount,
        price: Amount,
        stop: Amount,
        percent: bool = False,
        **options: Any,
    ) -> Order:
        """As `trailing`, but become a limit order at `price` when the stop is reached."""
        trail = {"trailing_amount": amount, "trailing_type": "%" if percent else "amt"}
        prices = {"price": price, "aux_price": stop}
        return _ticket("TRAILLMT", contract, side, quantity, {**trail, **prices, **options})

    @classmethod
    def midprice(
        cls,
        contract: int | Contract | Combo,
        side: Side,
        quantity: Amount | None = None,
        *,
        cap: Amount | None = None,
        **options: Any,
    ) -> Order:
        """Between bid and ask, and never beyond `cap`; stocks only."""
        return _ticket("MIDPRICE", contract, side, quantity, {"price": cap, **options})

    @classmethod
    def market_on_close(
        cls, contract: int | Contract | Combo, side: Side, quantity: Amount | None = None, **options: Any
    ) -> Order:
        """At the closing price of the day."""
        return _ticket("MOC", contract, side, quantity, options)

    @classmethod
    def limit_on_close(
        cls,
        contract: int | Contract | Combo,
        side: Side,
        quantity: Amount | None = None,
        *,
        price: Amount,
        **options: Any,
    ) -> Order:
        """At the closing price of the day, if it is `price` or better."""
        return _ticket("LOC", contract, side, quantity, {"price": price, **options})

    @classmethod
    def if_touched(
        cls,
        contract: int | Contract | Combo,
        side: Side,
        quantity: Amount | None = None,
        *,
        trigger: Amount,
        price: Amount | None = None,
        **options: Any,
    ) -> Order:
        """Once the market touches `trigger`, become a market order, or a limit order at `price`."""
        if price is None:
            return _ticket("MIT", contract, side, quantity, {"price": trigger, **options})
        return _ticket("LIT", contract, side, quantity, {"price": price, "aux_price": trigger, **options})

    @classmethod
    def relative(
        cls,
        contract: int | Contract | Combo,
        side: Side,
        quantity: Amount | None = None,
        *,
        offset: Amount | None = None,
        cap: Amount | None = None,
        **options: Any,
    ) -> Order:
        """Keep `offset` ahead of the best price, and never go beyond `cap`."""
        return _ticket("REL", contract, side, quantity, {"price": cap, "aux_price": offset, **options})

    # --- what a ticket can do ------------------------------------------------------------------

    def again(self) -> Order:
        """The same ticket under a new `client_order_id`: a second order."""
        return attrs.evolve(self, client_order_id=new_client_order_id())

    def algo(self, strategy: str, **parameters: str | float | bool) -> Order:
        """The ticket worked by an algorithm of IBKR: `ticket.algo("Adaptive", adaptivePriority="Urgent")`.

        Names of algorithms and parameters are IBKR's, and differ by contract: GET
        /iserver/contract/{conid}/algos lists them.
        """
        return attrs.evolve(self, strategy=strategy, strategy_parameters=parameters or None)

    def with_changes(self, **changes: Any) -> Order:
        """The ticket with other values, checked again; the `client_order_id` stays."""
        known = {field.name for field in attrs.fields(Order)}
        unknown = sorted(set(changes) - known)
        if unknown:
            raise InvalidOrder(f"an order has no {_quoted(unknown)}; it has {_quoted(sorted(known))}.")
        return attrs.evolve(self, **changes)

    def check_ticks(self, ticks: TickRules) -> None:
        """Raise `InvalidOrder` when a price lies between two ticks."""
        for name in ("price", "aux_price"):
            price: Decimal | None = getattr(self, name)
            around = None if price is None else ticks.neighbours(price)
            if around is not None:
                raise InvalidOrder(
                    f"{name} {price} lies between two ticks: this contract moves in steps of "
                    f"{around[1] - around[0]}, so write {around[0]} or {around[1]}."
                )

    def to_wire(self) -> dict[str, Any]:
        """The ticket under the gateway's names; numbers stay `Decimal`, absent values are left out."""
        wire = {key: getattr(self, name) for name, key in WIRE_NAMES.items()}
        if self.conid_ex is not None:
            del wire["conid"]
        if self.parent_id is not None:
            del wire["cOID"]  # children must not carry one (orders.md)
        if self.fx_quantity is not None:
            wire["isCcyConv"] = True
        return {key: value for key, value in wire.items() if value is not None}


WIRE_NAMES: Final[Mapping[str, str]] = {
    "conid": "conid",
    "side": "side",
    "order_type": "orderType",
    "quantity": "quantity",
    "price": "price",
    "aux_price": "auxPrice",
    "trailing_amount": "trailingAmt",
    "trailing_type": "trailingType",
    "tif": "tif",
    "cash_quantity": "cashQty",
    "fx_quantity": "fxQty",
    "outside_rth": "outsideRTH",
    "conid_ex": "conidex",
    "sec_type": "secType",
    "listing_exchange": "listingExchange",
    "parent_id": "parentId",
    "single_group": "isSingleGroup",
    "all_or_none": "allOrNone",
    "use_adaptive": "useAdaptive",
    "referrer": "referrer",
    "ticker": "ticker",
    "strategy": "strategy",
    "strategy_parameters": "strategyParameters",
    "deactivated": "deactivated",
    "is_close": "isClose",
    "acct_id": "acctId",
    "allocation_method": "allocationMethod",
    "allocation": "jsonPayload",
    "customer_account": "customerAccount",
    "is_pro_customer": "isProCustomer",
    "tax_optimizer_id": "taxOptimizerId",
    "manual_order_time": "manualOrderTime",
    "manual_indicator": "manualIndicator",
    "ext_operator": "extOperator",
    "client_order_id": "cOID",
}


def _ticket(
    order_type: OrderType,
    contract: int | Contract | Combo,
    side: Side,
    quantity: Amount | None,
    options: dict[str, Any],
) -> Order:
    if isinstance(contract, Contract):
        options = {"ticks": contract.ticks, **options}
        contract = contract.conid
    elif isinstance(contract, Combo):
        options = {"conid_ex": contract.conid_ex, **options}
        contract = contract.spread_conid
    return Order(conid=contract, side=side, order_type=order_type, quantity=quantity, **options)


def _check_conid(ticket: Order) -> None:
    if not isinstance(ticket.conid, int) or isinstance(ticket.conid, bool) or ticket.conid < 0:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without a type checker
        raise InvalidOrder(
            f"conid must be a contract's number, not {ticket.conid!r}; `ib.contracts.find(symbol)` finds it."
        )


def _check_quantity(ticket: Order) -> None:
    given = (ticket.quantity, ticket.cash_quantity, ticket.fx_quantity)
    if sum(value is not None for value in given) != 1:
        raise InvalidOrder("an order needs either a quantity or a cash_quantity, and not both.")


def _check_belongings(ticket: Order) -> None:
    """What makes sense only together."""
    if ticket.conid_ex is not None and not CONID_EX.fullmatch(ticket.conid_ex):
        raise InvalidOrder(
            f"conid_ex must look like '8314@NYSE', not {ticket.conid_ex!r}; `ibkr.combo(...)` writes that of "
            "a combination."
        )
    if ticket.strategy_parameters is not None and ticket.strategy is None:
        raise InvalidOrder("strategy_parameters need a strategy: `ticket.algo('Adaptive', ...)` sets both.")
    if (ticket.manual_indicator is None) != (ticket.ext_operator is None):
        raise InvalidOrder("manual_indicator and ext_operator go together: give both or neither.")


def _check_prices(ticket: Order) -> None:
    needs = NEEDS[ticket.order_type]
    for name, need in (("price", needs.price), ("aux_price", needs.aux_price)):
        _check_one(ticket.order_type, name, need, present=getattr(ticket, name) is not None)
    trailing = (ticket.trailing_amount is not None, ticket.trailing_type is not None)
    for name, present in zip(("trailing_amount", "trailing_type"), trailing, strict=True):
        _check_one(ticket.order_type, name, needs.trailing, present=present)
    if ticket.trailing_type is not None and ticket.trailing_type not in get_args(TrailingType):
        raise InvalidOrder(f"trailing_type must be 'amt' or '%', not {ticket.trailing_type!r}.")


def _check_one(order_type: str, name: str, need: str, *, present: bool) -> None:
    if need == "required" and not present:
        raise InvalidOrder(
            f"an order of type {order_type} needs `{name}`; give it, or choose a type without (MKT)."
        )
    if need == "none" and present:
        raise InvalidOrder(f"an order of type {order_type} takes no `{name}`; leave it out.")


def _quoted(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
