# Generated from spec/. Do not edit.
"""Websocket messages, and which one each topic brings."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal, Self

from msgspec import UNSET, Struct, UnsetType, field

from ibkr_wire.models.accounts import BrokerageAccounts
from ibkr_wire.operation import OpenRow


class MarketDataArguments(Struct, kw_only=True):
    """What to send of a contract."""

    fields: list[str]
    """Market data tags of fields.yaml."""


class OrdersArguments(Struct, kw_only=True):
    """Which orders to send."""

    filters: list[str] | UnsetType = UNSET
    """Statuses as live orders show them, such as Submitted."""


class OrderChange(Struct, kw_only=True):
    """A new order with all the keys of a live order, or the ids of a known order with the keys that changed."""

    acct: str | None
    """Account."""
    order_id: int = field(name="orderId")
    """Id of the order."""
    account: str | None | UnsetType = UNSET
    """Account, again."""
    conid: int | None | UnsetType = UNSET
    """Contract id."""
    conidex: str | None | UnsetType = UNSET
    """Contract id, with @EXCHANGE where one is set."""
    parent_id: int | str | None | UnsetType = field(name="parentId", default=UNSET)
    """Id of the parent, on child orders."""
    oca_group_id: str | int | None | UnsetType = field(name="ocaGroupId", default=UNSET)
    """One-cancels-all group."""
    order_ref: str | None | UnsetType = UNSET
    """Own id (cOID) of the order."""
    status: str | None | UnsetType = UNSET
    """Status."""
    order_ccp_status: str | None | UnsetType = UNSET
    """A second status with its own words."""
    side: str | None | UnsetType = UNSET
    """Direction."""
    order_type: str | None | UnsetType = field(name="orderType", default=UNSET)
    """Kind of order in words, such as Limit."""
    orig_order_type: str | None | UnsetType = field(name="origOrderType", default=UNSET)
    """Kind of order as a code, such as LIMIT."""
    price: str | float | None | UnsetType = UNSET
    """Limit or stop; empty for market orders."""
    aux_price: str | float | None | UnsetType = field(name="auxPrice", default=UNSET)
    """Stop of stop orders."""
    avg_price: str | float | None | UnsetType = field(name="avgPrice", default=UNSET)
    """Average price of the fills."""
    total_size: float | None | UnsetType = field(name="totalSize", default=UNSET)
    """Quantity ordered."""
    filled_quantity: float | None | UnsetType = field(name="filledQuantity", default=UNSET)
    """Quantity filled."""
    remaining_quantity: float | None | UnsetType = field(name="remainingQuantity", default=UNSET)
    """Quantity left."""
    total_cash_size: float | str | None | UnsetType = field(name="totalCashSize", default=UNSET)
    """Money ordered, of cash orders."""
    size_and_fills: str | None | UnsetType = field(name="sizeAndFills", default=UNSET)
    """Filled and ordered as 4/10; the quantity alone when done."""
    order_desc: str | None | UnsetType = field(name="orderDesc", default=UNSET)
    """Order in words."""
    description1: str | None | UnsetType = UNSET
    """Symbol."""
    description2: str | None | UnsetType = UNSET
    """Terms of a derivative."""
    ticker: str | None | UnsetType = UNSET
    """Symbol."""
    company_name: str | None | UnsetType = field(name="companyName", default=UNSET)
    """Company."""
    sec_type: str | None | UnsetType = field(name="secType", default=UNSET)
    """Security type."""
    listing_exchange: str | None | UnsetType = field(name="listingExchange", default=UNSET)
    """Exchange of the listing."""
    exchange: str | None | UnsetType = UNSET
    """Exchange the order went to."""
    cash_ccy: str | None | UnsetType = field(name="cashCcy", default=UNSET)
    """Currency."""
    time_in_force: str | None | UnsetType = field(name="timeInForce", default=UNSET)
    """How long the order lives; CLOSE for a day order."""
    outside_rth: bool | None | UnsetType = field(name="outsideRTH", default=UNSET)
    """May be filled outside regular hours."""
    last_execution_time: str | None | UnsetType = field(name="lastExecutionTime", default=UNSET)
    """Last change, YYMMDDHHmmss in UTC."""
    last_execution_time_r: int | None | UnsetType = field(name="lastExecutionTime_r", default=UNSET)
    """Last change, milliseconds since 1970."""
    supports_tax_opt: str | None | UnsetType = field(name="supportsTaxOpt", default=UNSET)
    """1 when tax lots may be chosen, else 0."""
    is_event_trading: str | None | UnsetType = field(name="isEventTrading", default=UNSET)
    """1 for event contracts, else 0."""
    bg_color: str | None | UnsetType = field(name="bgColor", default=UNSET)
    """Background colour on IBKR's pages."""
    fg_color: str | None | UnsetType = field(name="fgColor", default=UNSET)
    """Text colour on IBKR's pages."""
    order_cancellation_by_system_reason: str | None | UnsetType = UNSET
    """Why IBKR cancelled the order."""
    tax_optimizer_id: str | None | UnsetType = field(name="taxOptimizerId", default=UNSET)
    """Set of tax lots in use."""


class SystemFrame(Struct, kw_only=True):
    """The greeting has `success`, the heartbeat has `hb`."""

    topic: Literal["system"]
    """Always system."""
    success: str | None | UnsetType = UNSET
    """Username."""
    is_ft: bool | UnsetType = field(name="isFT", default=UNSET)
    """The user is on a free trial."""
    is_paper: bool | UnsetType = field(name="isPaper", default=UNSET)
    """The session trades on paper."""
    hb: int | UnsetType = UNSET
    """Time of the heartbeat, milliseconds since 1970."""


class StatusChange(Struct, kw_only=True):
    """Keys that changed; an absent key keeps its value."""

    authenticated: bool | UnsetType = UNSET
    """Orders and market data may be asked for."""
    connected: bool | UnsetType = UNSET
    """The gateway reaches IBKR's servers."""
    established: bool | UnsetType = UNSET
    """The account data behind the session has arrived."""
    competing: bool | UnsetType = UNSET
    """Another login of the same username holds or wants the session."""
    message: str | None | UnsetType = UNSET
    """Remark of the server, mostly empty."""
    fail: str | None | UnsetType = UNSET
    """Why the session could not be opened."""
    server_name: str | None | UnsetType = field(name="serverName", default=UNSET)
    """Name of the server."""
    server_version: str | None | UnsetType = field(name="serverVersion", default=UNSET)
    """Build number and date of the server."""
    username: str | None | UnsetType = UNSET
    """Username of the session."""


class AccountsFrame(Struct, kw_only=True):
    """Accounts of the session; `sessionId` is not the session of the tickle."""

    topic: Literal["act"]
    """Always act."""
    args: BrokerageAccounts


class TicFrame(Struct, kw_only=True):
    """Answer to a ping."""

    topic: Literal["tic"]
    """Always tic."""
    alive: bool | UnsetType = UNSET
    """The session is awake."""
    id: str | None | UnsetType = UNSET
    """Session of the tickle."""
    last_accessed: int | UnsetType = field(name="lastAccessed", default=UNSET)
    """Time of the last call, milliseconds since 1970."""


class ErrorFrame(Struct, kw_only=True):
    """A refusal."""

    error: str
    """Reason in words."""
    topic: str | None | UnsetType = UNSET
    """error, or absent."""


class NoticeFrame(Struct, kw_only=True):
    """A remark, the result of a command, or nothing."""

    message: str | None | UnsetType = UNSET
    """Remark in words."""
    result: str | None | UnsetType = UNSET
    """Result of a command in words."""


class OrdersFrame(Struct, kw_only=True):
    """Orders that have changed."""

    topic: Literal["sor"]
    """Always sor."""
    args: list[OrderChange]
    """Changes, order by order."""


class StatusFrame(Struct, kw_only=True):
    """State of the brokerage session, or what changed in it."""

    topic: Literal["sts"]
    """Always sts."""
    args: StatusChange


_new = object.__new__
_FLOAT_OR_STR = frozenset({str, float, int})
_INT_OR_UNSET = frozenset({int, UnsetType})
_NULL_OR_STR_OR_UNSET = frozenset({str, type(None), UnsetType})
_STR = frozenset({str})


class MarketDataTick(OpenRow):
    """Quotes of one contract. Every key that is a number as text is a market data tag of `fields.yaml`, or its
    `_raw` twin; an absent field has not changed.
    """

    __slots__ = ("conid", "conid_ex", "server_id", "topic", "updated")

    wire_names: ClassVar[dict[str, str]] = {
        "topic": "topic",
        "conid": "conid",
        "conid_ex": "conidEx",
        "updated": "_updated",
        "server_id": "server_id",
    }
    wire_types: ClassVar[dict[str, frozenset[type]]] = {
        "topic": _STR,
        "conid": _INT_OR_UNSET,
        "conidEx": _NULL_OR_STR_OR_UNSET,
        "_updated": _INT_OR_UNSET,
        "server_id": _NULL_OR_STR_OR_UNSET,
    }
    tag_types: ClassVar[frozenset[type]] = _FLOAT_OR_STR

    topic: str
    """smd, a plus sign, and the contract as it was subscribed."""
    conid: int | UnsetType
    """Contract id."""
    conid_ex: str | None | UnsetType
    """Contract id, with @EXCHANGE where that was asked."""
    updated: int | UnsetType
    """Time of the quotes, milliseconds since 1970."""
    server_id: str | None | UnsetType
    """Server of the stream; may change with a reconnection."""
    tags: dict[str, str | float]
    """Every other key of the object, as it came."""

    def __init__(
        self,
        *,
        topic: str,
        conid: int | UnsetType = UNSET,
        conid_ex: str | None | UnsetType = UNSET,
        updated: int | UnsetType = UNSET,
        server_id: str | None | UnsetType = UNSET,
        tags: dict[str, str | float] | None = None,
    ) -> None:
        self.topic = topic
        self.conid = conid
        self.conid_ex = conid_ex
        self.updated = updated
        self.server_id = server_id
        self.tags = {} if tags is None else tags

    @classmethod
    def adopt(cls, keys: dict[str, Any], checked: bool = True, tags_checked: bool = False) -> Self:
        row = _new(cls)
        row.tags = keys
        take: Any = keys.pop
        row.topic = take("topic", UNSET)
        row.conid = take("conid", UNSET)
        row.conid_ex = take("conidEx", UNSET)
        row.updated = take("_updated", UNSET)
        row.server_id = take("server_id", UNSET)
        if checked and not (
            (tags_checked or _FLOAT_OR_STR.issuperset(map(type, keys.values())))
            and type(row.topic) in _STR
            and type(row.conid) in _INT_OR_UNSET
            and type(row.conid_ex) in _NULL_OR_STR_OR_UNSET
            and type(row.updated) in _INT_OR_UNSET
            and type(row.server_id) in _NULL_OR_STR_OR_UNSET
        ):
            raise row.mismatch()
        return row


FRAMES: Final[dict[str, type[Any]]] = {
    "smd": MarketDataTick,
    "sor": OrdersFrame,
    "system": SystemFrame,
    "sts": StatusFrame,
    "act": AccountsFrame,
    "tic": TicFrame,
    "error": ErrorFrame,
    "": NoticeFrame,
}
"""The message that each topic brings; "" stands for frames without a topic."""

__all__ = [
    "FRAMES",
    "AccountsFrame",
    "ErrorFrame",
    "MarketDataArguments",
    "MarketDataTick",
    "NoticeFrame",
    "OrderChange",
    "OrdersArguments",
    "OrdersFrame",
    "StatusChange",
    "StatusFrame",
    "SystemFrame",
    "TicFrame",
]
