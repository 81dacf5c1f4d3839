# Generated from spec/. Do not edit.
"""Wire models of the group `orders`."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.operation import Dispatch

__all__ = [
    "AdvancedReject",
    "CancelAnswer",
    "ErrorAnswer",
    "LiveOrder",
    "LiveOrders",
    "OrderAnswer",
    "OrderPreview",
    "OrderQuestion",
    "OrderStatus",
    "OrderTicket",
    "OrderTickets",
    "PlacedOrder",
    "PreviewAmount",
    "PreviewChange",
    "PromptAnswer",
    "ReplyRequest",
    "SuppressAnswer",
    "SuppressRequest",
]


class OrderAnswer(Dispatch):
    """What came of an order that was placed, changed or replied to: a question to answer at once, a prompt, a
    refusal, or an order id. The keys decide which.
    """

    __slots__ = ()

    @classmethod
    def model_for(cls, keys: dict[str, Any]) -> type[Any]:
        if "message" in keys:
            return OrderQuestion
        if "reqId" in keys:
            return AdvancedReject
        if "error" in keys:
            return ErrorAnswer
        return PlacedOrder


class OrderTicket(
    Struct,
    kw_only=True,
    rename={
        "acct_id": "acctId",
        "sec_type": "secType",
        "c_oid": "cOID",
        "parent_id": "parentId",
        "order_type": "orderType",
        "listing_exchange": "listingExchange",
        "is_single_group": "isSingleGroup",
        "outside_rth": "outsideRTH",
        "aux_price": "auxPrice",
        "trailing_amt": "trailingAmt",
        "trailing_type": "trailingType",
        "cash_qty": "cashQty",
        "fx_qty": "fxQty",
        "is_ccy_conv": "isCcyConv",
        "use_adaptive": "useAdaptive",
        "all_or_none": "allOrNone",
        "allocation_method": "allocationMethod",
        "manual_order_time": "manualOrderTime",
        "manual_indicator": "manualIndicator",
        "ext_operator": "extOperator",
        "strategy_parameters": "strategyParameters",
        "customer_account": "customerAccount",
        "is_pro_customer": "isProCustomer",
        "tax_optimizer_id": "taxOptimizerId",
        "json_payload": "jsonPayload",
        "is_close": "isClose",
    },
):
    """One order. `conid` is needed unless `conidex` is given, and `quantity` unless `cashQty` or `fxQty` is.
    Which of `price` and `auxPrice` is needed depends on the order type.
    """

    acct_id: str | UnsetType = UNSET
    """Receiving account; the account of the path if absent."""
    conid: int | UnsetType = UNSET
    """Contract id, routed by SMART."""
    conidex: str | UnsetType = UNSET
    """Contract id and exchange as 8314@NYSE, or a combination; excludes conid."""
    sec_type: str | UnsetType = UNSET
    """Security type; optional."""
    c_oid: str | UnsetType = UNSET
    """Own id, unique within 24 hours; not on child orders."""
    parent_id: str | UnsetType = UNSET
    """Own id of the parent, on child orders of a bracket."""
    order_type: Literal[
        "MKT", "LMT", "STP", "STOP_LIMIT", "MIDPRICE", "TRAIL", "TRAILLMT", "LOC", "MOC", "MIT", "LIT", "REL"
    ]
    """Kind of order."""
    listing_exchange: str | UnsetType = UNSET
    """Exchange to route to."""
    is_single_group: bool | UnsetType = UNSET
    """Member of a one-cancels-all group; on every member."""
    outside_rth: bool | UnsetType = UNSET
    """May be filled outside regular hours."""
    price: Decimal | UnsetType = UNSET
    """Limit; stop of STP and TRAIL; cap of MIDPRICE."""
    aux_price: Decimal | UnsetType = UNSET
    """Stop of STOP_LIMIT and TRAILLMT; trigger or offset."""
    side: Literal["BUY", "SELL"]
    """Direction."""
    ticker: str | UnsetType = UNSET
    """Symbol; for information."""
    tif: Literal["DAY", "GTC", "IOC", "OPG", "PAX", "OVT", "OND"]
    """How long the order lives. PAX is for crypto, OVT for the night, OND for night and day."""
    trailing_amt: Decimal | UnsetType = UNSET
    """Distance of a trailing stop."""
    trailing_type: Literal["amt", "%"] | UnsetType = UNSET
    """Unit of trailingAmt."""
    referrer: str | UnsetType = UNSET
    """Origin of the order, free text."""
    quantity: Decimal | UnsetType = UNSET
    """Number of shares or contracts."""
    cash_qty: Decimal | UnsetType = UNSET
    """Amount of money instead of a quantity."""
    fx_qty: Decimal | UnsetType = UNSET
    """Amount of a currency conversion."""
    is_ccy_conv: bool | UnsetType = UNSET
    """The order converts a currency."""
    use_adaptive: bool | UnsetType = UNSET
    """Let IBKR manage the price."""
    all_or_none: bool | UnsetType = UNSET
    """Fill the whole quantity or nothing."""
    allocation_method: str | UnsetType = UNSET
    """How an advisor's group shares the order."""
    manual_order_time: int | UnsetType = UNSET
    """Time of a manual order, for brokers and advisors."""
    manual_indicator: bool | UnsetType = UNSET
    """A person gave the order; needed for United States futures."""
    ext_operator: str | UnsetType = UNSET
    """Who gave the order; needed for United States futures."""
    deactivated: bool | UnsetType = UNSET
    """Store the order without sending it."""
    strategy: str | UnsetType = UNSET
    """Id of an IB algorithm, such as Adaptive or Vwap."""
    strategy_parameters: dict[str, str | float | bool] | UnsetType = UNSET
    """Parameters of the algorithm."""
    customer_account: str | UnsetType = UNSET
    """Account of the customer, in omnibus structures."""
    is_pro_customer: bool | UnsetType = UNSET
    """The customer is a professional, in omnibus structures."""
    tax_optimizer_id: str | UnsetType = UNSET
    """Set of tax lots to use."""
    json_payload: dict[str, Any] | UnsetType = UNSET
    """Allocation to sub-accounts; only in the published document."""
    is_close: bool | UnsetType = UNSET
    """The order closes a position."""


class OrderTickets(Struct, kw_only=True):
    """A single order, or the members of one bracket or one-cancels-all group."""

    orders: list[OrderTicket]
    """The orders that belong together."""


class ReplyRequest(Struct, kw_only=True, gc=False):
    """Answer to the question that an order raised."""

    confirmed: bool
    """True goes on with the order, false drops it."""


class OrderQuestion(
    Struct,
    OrderAnswer,
    kw_only=True,
    rename={
        "is_suppressed": "isSuppressed",
        "message_ids": "messageIds",
        "message_options": "messageOptions",
        "is_suppressible": "isSuppressible",
        "default_suppression_option": "defaultSuppressionOption",
    },
):
    """A question that holds the order back until it is answered. Answer at once, nothing in between."""

    id: str
    """Reply id."""
    message: list[str]
    """Texts, maybe with HTML and line breaks."""
    is_suppressed: bool | UnsetType = UNSET
    """Always false."""
    message_ids: list[str] | None | UnsetType = UNSET
    """Question ids of `questions.yaml`, one for each text."""
    message_options: list[str] | None | UnsetType = UNSET
    """Labels of the possible answers; their order is not fixed."""
    is_suppressible: bool | None | UnsetType = UNSET
    """The question may be suppressed."""
    default_suppression_option: str | bool | None | UnsetType = UNSET
    """Preset of the suppression."""


class AdvancedReject(
    Struct,
    OrderAnswer,
    kw_only=True,
    rename={"order_id": "orderId", "req_id": "reqId", "message_id": "messageId"},
):
    """A prompt instead of an order, to be answered through the notification call."""

    order_id: int | str | None | UnsetType = UNSET
    """Id of the order."""
    req_id: str | int
    """Id of the prompt."""
    text: str | None | UnsetType = UNSET
    """Text of the prompt."""
    options: list[str] | None | UnsetType = UNSET
    """Possible answers."""
    type: str | None | UnsetType = UNSET
    """Kind of prompt."""
    message_id: str | None | UnsetType = UNSET
    """Question id."""
    prompt: bool | None | UnsetType = UNSET
    """An answer is expected."""
    dismissable: list[Any] | None | UnsetType = UNSET
    """Answers that only close the prompt."""


class ErrorAnswer(Struct, OrderAnswer, kw_only=True, rename={"status_code": "statusCode"}):
    """A refusal. It comes with status 200 as well as with error statuses."""

    error: str | None
    """Reason in words."""
    status_code: int | None | UnsetType = UNSET
    """Status code, sometimes repeated here."""
    action: str | None | UnsetType = UNSET
    """Internal to IBKR."""
    order_id: str | int | None | UnsetType = UNSET
    """Id of the refused order."""
    cqe: Any | UnsetType = UNSET
    """Internal to IBKR."""


class PlacedOrder(Struct, OrderAnswer, kw_only=True, gc=False):
    """An order that IBKR took, or one leg of a group that it refused: then the id is `-1` or the status Failed
    or Inactive, with the reason in `text`. The order of the legs is not fixed.
    """

    order_id: str | int
    """Id of the order, as text."""
    order_status: str | None | UnsetType = UNSET
    """First status."""
    encrypt_message: str | None | UnsetType = UNSET
    """Internal to IBKR, mostly 1."""
    local_order_id: str | int | None | UnsetType = UNSET
    """Own id (cOID) of the order."""
    parent_order_id: str | int | None | UnsetType = UNSET
    """Id of the parent, on child orders."""
    text: str | None | UnsetType = UNSET
    """Remark, or the reason of a refusal."""
    warning_message: str | None | UnsetType = UNSET
    """Warning."""


class OrderPreview(Struct, kw_only=True, rename={"accrued_interest": "accruedInterest"}):
    """Costs and margin that an order would have, as text for display such as `4,555.00 USD (10 Shares)`.
    `error` null means that the order would be taken; with an error the margin blocks may be null.
    """

    amount: PreviewAmount | None | UnsetType = UNSET
    """Costs of the order."""
    equity: PreviewChange | None | UnsetType = UNSET
    """Equity with loan value."""
    initial: PreviewChange | None | UnsetType = UNSET
    """Initial margin."""
    maintenance: PreviewChange | None | UnsetType = UNSET
    """Maintenance margin."""
    position: PreviewChange | None | UnsetType = UNSET
    """Position in the contract."""
    warn: str | None | UnsetType = UNSET
    """Warning as `<number>/<text>`."""
    error: str | None | UnsetType = UNSET
    """Why the order would be refused."""
    warns: list[Any] | None | UnsetType = UNSET
    """All warnings."""
    errors: list[Any] | None | UnsetType = UNSET
    """All errors."""
    accrued_interest: Any | UnsetType = UNSET
    """Accrued interest, for bonds."""
    action: str | None | UnsetType = UNSET
    """Internal to IBKR."""
    order_id: str | int | None | UnsetType = UNSET
    """Id given to the preview."""
    cqe: Any | UnsetType = UNSET
    """Internal to IBKR."""
    data: Any | UnsetType = UNSET
    """Internal to IBKR."""


class PreviewAmount(Struct, kw_only=True, gc=False):
    """Costs of a previewed order, as text with currency."""

    amount: str | None | UnsetType = UNSET
    """Value, with the quantity in brackets."""
    commission: str | None | UnsetType = UNSET
    """Commission; NA when unknown."""
    total: str | None | UnsetType = UNSET
    """Value and commission together."""


class PreviewChange(Struct, kw_only=True, gc=False):
    """One figure before and after a previewed order, as text with thousands commas."""

    current: str | float | None | UnsetType = UNSET
    """Now."""
    change: str | float | None | UnsetType = UNSET
    """Change by the order."""
    after: str | float | None | UnsetType = UNSET
    """After the order is filled."""


class LiveOrders(Struct, kw_only=True):
    """Working orders and those finished today, active ones first. The list can be trusted only when `snapshot`
    is true: the first answer of a session is empty.
    """

    orders: list[LiveOrder]
    """Orders, at most 1000."""
    snapshot: bool | UnsetType = UNSET
    """The list is complete."""


class LiveOrder(
    Struct,
    kw_only=True,
    gc=False,
    rename={
        "order_id": "orderId",
        "parent_id": "parentId",
        "oca_group_id": "ocaGroupId",
        "order_type": "orderType",
        "orig_order_type": "origOrderType",
        "aux_price": "auxPrice",
        "avg_price": "avgPrice",
        "total_size": "totalSize",
        "filled_quantity": "filledQuantity",
        "remaining_quantity": "remainingQuantity",
        "total_cash_size": "totalCashSize",
        "size_and_fills": "sizeAndFills",
        "order_desc": "orderDesc",
        "company_name": "companyName",
        "sec_type": "secType",
        "listing_exchange": "listingExchange",
        "cash_ccy": "cashCcy",
        "time_in_force": "timeInForce",
        "outside_rth": "outsideRTH",
        "last_execution_time": "lastExecutionTime",
        "last_execution_time_r": "lastExecutionTime_r",
        "supports_tax_opt": "supportsTaxOpt",
        "is_event_trading": "isEventTrading",
        "bg_color": "bgColor",
        "fg_color": "fgColor",
        "tax_optimizer_id": "taxOptimizerId",
    },
):
    """One order of today."""

    acct: str | None | UnsetType = UNSET
    """Account."""
    account: str | None | UnsetType = UNSET
    """Account, again."""
    order_id: int
    """Id of the order."""
    conid: int | None | UnsetType = UNSET
    """Contract id."""
    conidex: str | None | UnsetType = UNSET
    """Contract id, with @EXCHANGE where one is set."""
    parent_id: int | str | None | UnsetType = UNSET
    """Id of the parent, on child orders."""
    oca_group_id: str | int | None | UnsetType = UNSET
    """One-cancels-all group."""
    order_ref: str | None | UnsetType = UNSET
    """Own id (cOID) of the order."""
    status: str | None | UnsetType = UNSET
    """Status."""
    order_ccp_status: str | None | UnsetType = UNSET
    """A second status with its own words."""
    side: str | None | UnsetType = UNSET
    """Direction."""
    order_type: str | None | UnsetType = UNSET
    """Kind of order in words, such as Limit."""
    orig_order_type: str | None | UnsetType = UNSET
    """Kind of order as a code, such as LIMIT."""
    price: str | float | None | UnsetType = UNSET
    """Limit or stop; empty for market orders."""
    aux_price: str | float | None | UnsetType = UNSET
    """Stop of stop orders."""
    avg_price: str | float | None | UnsetType = UNSET
    """Average price of the fills."""
    total_size: float | None | UnsetType = UNSET
    """Quantity ordered."""
    filled_quantity: float | None | UnsetType = UNSET
    """Quantity filled."""
    remaining_quantity: float | None | UnsetType = UNSET
    """Quantity left."""
    total_cash_size: float | str | None | UnsetType = UNSET
    """Money ordered, of cash orders."""
    size_and_fills: str | None | UnsetType = UNSET
    """Filled and ordered as 4/10; the quantity alone when done."""
    order_desc: str | None | UnsetType = UNSET
    """Order in words."""
    description1: str | None | UnsetType = UNSET
    """Symbol."""
    description2: str | None | UnsetType = UNSET
    """Terms of a derivative."""
    ticker: str | None | UnsetType = UNSET
    """Symbol."""
    company_name: str | None | UnsetType = UNSET
    """Company."""
    sec_type: str | None | UnsetType = UNSET
    """Security type."""
    listing_exchange: str | None | UnsetType = UNSET
    """Exchange of the listing."""
    exchange: str | None | UnsetType = UNSET
    """Exchange the order went to."""
    cash_ccy: str | None | UnsetType = UNSET
    """Currency."""
    time_in_force: str | None | UnsetType = UNSET
    """How long the order lives; CLOSE for a day order."""
    outside_rth: bool | None | UnsetType = UNSET
    """May be filled outside regular hours."""
    last_execution_time: str | None | UnsetType = UNSET
    """Last change, YYMMDDHHmmss in UTC."""
    last_execution_time_r: int | None | UnsetType = UNSET
    """Last change, milliseconds since 1970."""
    supports_tax_opt: str | None | UnsetType = UNSET
    """1 when tax lots may be chosen, else 0."""
    is_event_trading: str | None | UnsetType = UNSET
    """1 for event contracts, else 0."""
    bg_color: str | None | UnsetType = UNSET
    """Background colour on IBKR's pages."""
    fg_color: str | None | UnsetType = UNSET
    """Text colour on IBKR's pages."""
    order_cancellation_by_system_reason: str | None | UnsetType = UNSET
    """Why IBKR cancelled the order."""
    tax_optimizer_id: str | None | UnsetType = UNSET
    """Set of tax lots in use."""


class OrderStatus(Struct, kw_only=True, gc=False):
    """One order in detail. Most numbers are text. Builds differ in their keys: `average_price` and `cum_fill`
    in one are `avg_fill_price` and `filled_quantity` in another.
    """

    order_id: int | str | UnsetType = UNSET
    """Id of the order."""
    request_id: str | int | None | UnsetType = UNSET
    """Id of the status request."""
    server_id: str | int | None | UnsetType = UNSET
    """Id that links refused and repeated orders."""
    sub_type: str | None | UnsetType = UNSET
    """Internal to IBKR."""
    conid: int | str | None | UnsetType = UNSET
    """Contract id."""
    conidex: str | None | UnsetType = UNSET
    """Contract id, with @EXCHANGE where one is set."""
    symbol: str | None | UnsetType = UNSET
    """Symbol."""
    side: str | None | UnsetType = UNSET
    """Direction."""
    sec_type: str | None | UnsetType = UNSET
    """Security type."""
    currency: str | None | UnsetType = UNSET
    """Currency of the contract."""
    company_name: str | None | UnsetType = UNSET
    """Company."""
    contract_description_1: str | None | UnsetType = UNSET
    """Contract in words."""
    contract_description_2: str | None | UnsetType = UNSET
    """Terms of a derivative."""
    listing_exchange: str | None | UnsetType = UNSET
    """Exchange of the listing."""
    account: str | None | UnsetType = UNSET
    """Account."""
    option_acct: str | None | UnsetType = UNSET
    """Internal to IBKR."""
    order_clearing_account: str | None | UnsetType = UNSET
    """Account that the order clears to."""
    clearing_id: str | None | UnsetType = UNSET
    """Clearing firm."""
    clearing_name: str | None | UnsetType = UNSET
    """Clearing firm."""
    order_type: str | None | UnsetType = UNSET
    """Kind of order."""
    order_status: str | None | UnsetType = UNSET
    """Status."""
    order_ccp_status: str | int | None | UnsetType = UNSET
    """A second status with its own words."""
    order_status_description: str | None | UnsetType = UNSET
    """Status in words."""
    order_desc: str | None | UnsetType = UNSET
    """Order in words."""
    order_description: str | None | UnsetType = UNSET
    """Order in words."""
    order_description_with_contract: str | None | UnsetType = UNSET
    """Order and contract in words."""
    tif: str | None | UnsetType = UNSET
    """How long the order lives."""
    order_time: str | None | UnsetType = UNSET
    """Time of the order, YYMMDDHHmmss in UTC."""
    size: str | float | None | UnsetType = UNSET
    """Quantity left."""
    total_size: str | float | None | UnsetType = UNSET
    """Quantity ordered."""
    total_cash_size: str | float | None | UnsetType = UNSET
    """Money ordered, of cash orders."""
    cum_fill: str | float | None | UnsetType = UNSET
    """Quantity filled."""
    filled_quantity: str | float | None | UnsetType = UNSET
    """Quantity filled."""
    remaining_quantity: str | float | None | UnsetType = UNSET
    """Quantity left."""
    size_and_fills: str | None | UnsetType = UNSET
    """Filled and ordered as 4/10."""
    price: str | float | None | UnsetType = UNSET
    """Price of the order."""
    limit_price: str | float | None | UnsetType = UNSET
    """Limit."""
    stop_price: str | float | None | UnsetType = UNSET
    """Stop."""
    average_price: str | float | None | UnsetType = UNSET
    """Average price of the fills."""
    avg_fill_price: str | float | None | UnsetType = UNSET
    """Average price of the fills."""
    fill_price: str | float | None | UnsetType = UNSET
    """Price of the fills."""
    last_fill_price: str | float | None | UnsetType = UNSET
    """Price of the last fill."""
    outside_rth: bool | None | UnsetType = UNSET
    """May be filled outside regular hours."""
    all_or_none: bool | None | UnsetType = UNSET
    """Fill the whole quantity or nothing."""
    use_price_mgmt_algo: bool | None | UnsetType = UNSET
    """IBKR manages the price."""
    order_not_editable: bool | None | UnsetType = UNSET
    """The order cannot be changed."""
    editable_fields: str | None | UnsetType = UNSET
    """Codes of the fields that may be changed."""
    cannot_cancel_order: bool | None | UnsetType = UNSET
    """The order cannot be cancelled."""
    deactivate_order: bool | None | UnsetType = UNSET
    """The order is stored, not sent."""
    alert_active: int | str | bool | None | UnsetType = UNSET
    """1 when an alert is set on the order."""
    child_order_type: str | int | None | UnsetType = UNSET
    """0 no hedge, A attached hedge, B beta hedge."""
    oca_group_id: str | int | None | UnsetType = UNSET
    """One-cancels-all group."""
    parent_id: str | int | None | UnsetType = UNSET
    """Id of the parent, on child orders."""
    order_ref: str | None | UnsetType = UNSET
    """Own id (cOID) of the order."""
    available_chart_periods: str | None | UnsetType = UNSET
    """Internal to IBKR."""
    exit_strategy_display_price: str | float | None | UnsetType = UNSET
    """Internal to IBKR."""
    exit_strategy_chart_description: str | None | UnsetType = UNSET
    """Internal to IBKR."""
    exit_strategy_tool_availability: str | int | None | UnsetType = UNSET
    """Internal to IBKR."""
    allowed_duplicate_opposite: bool | None | UnsetType = UNSET
    """The opposite order is possible."""
    is_event_trading: str | None | UnsetType = UNSET
    """1 for event contracts, else 0."""
    fg_color: str | None | UnsetType = UNSET
    """Text colour on IBKR's pages."""
    bg_color: str | None | UnsetType = UNSET
    """Background colour on IBKR's pages."""


class CancelAnswer(Struct, kw_only=True, gc=False):
    """The wish to cancel was taken. Only the status tells whether the order is cancelled."""

    msg: str | None | UnsetType = UNSET
    """Confirmation in words."""
    order_id: int | str | None | UnsetType = UNSET
    """Id of the order."""
    conid: int | str | None | UnsetType = UNSET
    """Contract id; -1 when the order was cancelled at once."""
    account: str | None | UnsetType = UNSET
    """Account; null when the order was cancelled at once."""
    order_status: str | None | UnsetType = UNSET
    """State of the order."""
    encrypt_message: str | None | UnsetType = UNSET
    """Internal to IBKR."""


class PromptAnswer(Struct, kw_only=True, gc=False, rename={"order_id": "orderId", "req_id": "reqId"}):
    """Answer to a prompt of the server."""

    order_id: int
    """Id of the order."""
    req_id: str
    """Id of the prompt."""
    text: str
    """One of the options that the prompt gives."""


class SuppressRequest(Struct, kw_only=True, rename={"message_ids": "messageIds"}):
    """Questions that are not to be asked."""

    message_ids: list[str]
    """Question ids of `questions.yaml`; only those marked suppressible are known to work."""


class SuppressAnswer(Struct, kw_only=True, gc=False):
    """Confirmation about suppressed questions."""

    status: str | None | UnsetType = UNSET
    """State of the wish."""
