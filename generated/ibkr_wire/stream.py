# Generated from spec/. Do not edit.
"""Websocket messages, and which one each topic brings."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal, Self

from msgspec import UNSET, Struct, UnsetType, field

from ibkr_wire.models.accounts import AccountPnl, BrokerageAccounts
from ibkr_wire.models.trades import Trade
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


class HistoryArguments(Struct, kw_only=True):
    """Which bars to send."""

    period: str
    """Length of the window, as over REST; m is a month."""
    bar: Literal[
        "1min",
        "2min",
        "3min",
        "5min",
        "10min",
        "15min",
        "30min",
        "1h",
        "2h",
        "3h",
        "4h",
        "8h",
        "1d",
        "1w",
        "1m",
    ]
    """Length of a bar; m is a month."""
    exchange: str | UnsetType = UNSET
    """Exchange to take the data from; SMART by default."""
    outside_rth: bool | UnsetType = field(name="outsideRth", default=UNSET)
    """Include bars outside regular hours."""
    source: Literal["trades", "midpoint", "bid_ask", "bid", "ask"] | UnsetType = UNSET
    """Prices that the bars are made of."""
    format: str | UnsetType = UNSET
    """Letters of the bar to send, as %o/%c/%h/%l/%v."""


class StreamedBar(Struct, kw_only=True):
    """One bar, with the letters that were asked for."""

    t: int | None | UnsetType = UNSET
    """Begin of the bar, milliseconds since 1970."""
    o: float | None | UnsetType = UNSET
    """Open."""
    h: float | None | UnsetType = UNSET
    """High."""
    l: float | None | UnsetType = UNSET
    """Low."""
    c: float | None | UnsetType = UNSET
    """Close."""
    v: float | None | UnsetType = UNSET
    """Volume."""


class LadderRow(Struct, kw_only=True):
    """One price of a ladder. Sizes are text and missing where there are none."""

    row: int | None | UnsetType = UNSET
    """Place in the ladder, from 0 at the top."""
    focus: int | None | UnsetType = UNSET
    """1 marks the price of the last trade."""
    price: str | float | None | UnsetType = UNSET
    """Price; `100 @ 204.55` for the last trade."""
    bid: str | float | None | UnsetType = UNSET
    """Size at the bid."""
    ask: str | float | None | UnsetType = UNSET
    """Size at the ask."""


class TradesArguments(Struct, kw_only=True):
    """Which executions to send."""

    realtime_updates_only: bool | UnsetType = field(name="realtimeUpdatesOnly", default=UNSET)
    """Only executions to come."""
    days: int | UnsetType = UNSET
    """Days to look back."""


class TradesFrame(Struct, kw_only=True):
    """Executions, some of them not for the first time."""

    topic: Literal["str"]
    """Always str."""
    args: list[Trade]
    """Executions; the commission may be missing at first."""


class PnlFrame(Struct, kw_only=True):
    """Profit and loss, or what changed in it."""

    topic: Literal["spl"]
    """Always spl."""
    args: dict[str, AccountPnl]
    """By `<account>.Core`, or `<account>.<model>`."""


class SummaryArguments(Struct, kw_only=True):
    """Which values to send; empty lists mean all."""

    keys: list[str]
    """Names of values, such as NetLiquidation-S."""
    fields: list[str]
    """Keys of their rows, such as monetaryValue."""


class SummaryRow(Struct, kw_only=True):
    """One value of an account, either an amount of money or text."""

    key: str
    """Name, with -S for securities and -C for commodities."""
    currency: str | None | UnsetType = UNSET
    """Currency of the amount."""
    monetary_value: float | None | UnsetType = field(name="monetaryValue", default=UNSET)
    """Amount."""
    value: str | float | None | UnsetType = UNSET
    """Text, where it is no amount."""
    severity: int | None | UnsetType = UNSET
    """Internal to IBKR."""
    timestamp: int | None | UnsetType = UNSET
    """Time of the value, seconds since 1970."""


class LedgerArguments(Struct, kw_only=True):
    """Which balances to send; empty lists mean all."""

    keys: list[str]
    """Currencies, as LedgerListEUR or LedgerListBASE."""
    fields: list[str]
    """Keys of their rows, such as cashbalance."""


class LedgerRow(Struct, kw_only=True):
    """Balances in one currency."""

    key: str
    """LedgerList and the currency, or LedgerListBASE."""
    acct_code: str | None | UnsetType = field(name="acctCode", default=UNSET)
    """Account."""
    second_key: str | None | UnsetType = field(name="secondKey", default=UNSET)
    """Currency, or BASE."""
    timestamp: int | None | UnsetType = UNSET
    """Time of the balances, seconds since 1970."""
    severity: int | None | UnsetType = UNSET
    """Internal to IBKR."""
    exchange_rate: float | None | UnsetType = field(name="exchangeRate", default=UNSET)
    """Units of the base currency for one of this currency."""
    cashbalance: float | None | UnsetType = UNSET
    """Cash."""
    cash_balance_fx_segment: float | None | UnsetType = field(name="cashBalanceFXSegment", default=UNSET)
    """Cash of currency trading."""
    settled_cash: float | None | UnsetType = field(name="settledCash", default=UNSET)
    """Settled cash."""
    money_funds: float | None | UnsetType = field(name="moneyFunds", default=UNSET)
    """Money market funds."""
    net_liquidation_value: float | None | UnsetType = field(name="netLiquidationValue", default=UNSET)
    """Net liquidation value."""
    realized_pnl: float | None | UnsetType = field(name="realizedPnl", default=UNSET)
    """Profit realised today."""
    unrealized_pnl: float | None | UnsetType = field(name="unrealizedPnl", default=UNSET)
    """Open profit."""
    dividends: float | None | UnsetType = UNSET
    """Dividends to come."""
    interest: float | None | UnsetType = UNSET
    """Interest to come."""
    market_value: float | None | UnsetType = field(name="marketValue", default=UNSET)
    """Market value of all positions."""
    stock_market_value: float | None | UnsetType = field(name="stockMarketValue", default=UNSET)
    """Market value of stocks."""
    option_market_value: float | None | UnsetType = field(name="optionMarketValue", default=UNSET)
    """Market value of options."""
    commodity_market_value: float | None | UnsetType = field(name="commodityMarketValue", default=UNSET)
    """Market value of commodities."""
    corporate_bonds_market_value: float | None | UnsetType = field(
        name="corporateBondsMarketValue", default=UNSET
    )
    """Market value of corporate bonds."""
    issue_options_market_value: float | None | UnsetType = field(
        name="issueOptionsMarketValue", default=UNSET
    )
    """Market value of issued options."""
    warrants_market_value: float | None | UnsetType = field(name="warrantsMarketValue", default=UNSET)
    """Market value of warrants."""
    t_bills_market_value: float | None | UnsetType = field(name="tBillsMarketValue", default=UNSET)
    """Market value of treasury bills."""
    t_bonds_market_value: float | None | UnsetType = field(name="tBondsMarketValue", default=UNSET)
    """Market value of treasury bonds."""
    funds: float | None | UnsetType = UNSET
    """Market value of funds."""


class ExerciseArguments(Struct, kw_only=True):
    """Option to be exercised."""

    cex: str = field(name="CEX")
    """Contract id of the option, as text."""


class ExerciseFrame(Struct, kw_only=True):
    """One step of the conversation that exercises an option. No recording exists, hence the content is left open: the choices come as `user_action` in one frame and `user_actions` in the other."""

    topic: str
    """shs+exercise or inp+exercise."""
    action: str | None | UnsetType = UNSET
    """Kind of step."""
    mid: str | int | None | UnsetType = field(name="MID", default=UNSET)
    """Number of the message."""
    data: dict[str, Any] | None | UnsetType = UNSET
    """Id to answer with, choices, position, deadline or text."""
    id: int | str | None | UnsetType = UNSET
    """Id to answer with."""
    position: Any | UnsetType = UNSET
    """Position in the option."""
    deadline: Any | UnsetType = UNSET
    """Last instant to decide."""
    user_action: Any | UnsetType = UNSET
    """Choices."""
    user_actions: Any | UnsetType = UNSET
    """Choices."""
    text: str | None | UnsetType = UNSET
    """Text of a prompt."""


class ExerciseChoice(Struct, kw_only=True):
    """How much of an option to exercise; with submit only."""

    allowed: Literal["not_shown"]
    """Always not_shown."""
    make_final: bool
    """The choice cannot be taken back."""
    value: int
    """Number of contracts."""


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


class ServerNotice(Struct, kw_only=True):
    """A hint has `id`, `title` and maybe `url`. A prompt has `reqId` and `options`, and wants one of the options back."""

    id: str | int | None | UnsetType = UNSET
    """Id of the hint."""
    title: str | None | UnsetType = UNSET
    """Title of the hint."""
    text: str | None | UnsetType = UNSET
    """Text."""
    url: str | None | UnsetType = UNSET
    """Address to read on."""
    order_id: int | str | None | UnsetType = field(name="orderId", default=UNSET)
    """Id of the order that the prompt is about."""
    req_id: str | int | None | UnsetType = field(name="reqId", default=UNSET)
    """Id of the prompt."""
    options: list[str] | None | UnsetType = UNSET
    """Possible answers."""
    type: str | None | UnsetType = UNSET
    """Kind of prompt."""
    message_id: str | None | UnsetType = field(name="messageId", default=UNSET)
    """Question id."""
    prompt: bool | None | UnsetType = UNSET
    """An answer is expected."""
    dismissable: list[str] | None | UnsetType = UNSET
    """Answers that only close the prompt."""


class Bulletin(Struct, kw_only=True):
    """One piece of news."""

    id: str | int | None | UnsetType = UNSET
    """Id of the bulletin."""
    message: str | None | UnsetType = UNSET
    """Text."""


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


class HistoryFrame(Struct, kw_only=True):
    """Bars of one contract, oldest first; `serverId` ends them."""

    topic: str
    """smh, a plus sign, and the contract as it was subscribed."""
    server_id: str | int | None | UnsetType = field(name="serverId", default=UNSET)
    """Id of the series, to end it by."""
    symbol: str | None | UnsetType = UNSET
    """Symbol."""
    text: str | None | UnsetType = UNSET
    """Company or contract in words."""
    price_factor: int | None | UnsetType = field(name="priceFactor", default=UNSET)
    """Scale of the prices in `high` and `low`."""
    start_time: str | None | UnsetType = field(name="startTime", default=UNSET)
    """Begin of the window, YYYYMMDD-HH:mm:ss in UTC."""
    high: str | None | UnsetType = UNSET
    """price*priceFactor/volume/minutes of the highest bar."""
    low: str | None | UnsetType = UNSET
    """price*priceFactor/volume/minutes of the lowest bar."""
    time_period: str | None | UnsetType = field(name="timePeriod", default=UNSET)
    """Window, such as 7200s or 1d."""
    bar_length: int | None | UnsetType = field(name="barLength", default=UNSET)
    """Length of a bar in seconds."""
    md_availability: str | None | UnsetType = field(name="mdAvailability", default=UNSET)
    """Availability letters; S stands for streaming."""
    mkt_data_delay: int | None | UnsetType = field(name="mktDataDelay", default=UNSET)
    """Delay of the data, 0 for none; unit unknown."""
    outside_rth: bool | None | UnsetType = field(name="outsideRth", default=UNSET)
    """Bars outside regular hours are included."""
    volume_factor: int | None | UnsetType = field(name="volumeFactor", default=UNSET)
    """Scale of the volumes on IBKR's charts."""
    price_display_rule: int | None | UnsetType = field(name="priceDisplayRule", default=UNSET)
    """Internal to IBKR."""
    price_display_value: str | None | UnsetType = field(name="priceDisplayValue", default=UNSET)
    """Internal to IBKR."""
    negative_capable: bool | None | UnsetType = field(name="negativeCapable", default=UNSET)
    """Prices may be negative."""
    message_version: int | None | UnsetType = field(name="messageVersion", default=UNSET)
    """Version of this frame's format."""
    data: list[StreamedBar] | None | UnsetType = UNSET
    """Bars, oldest first."""
    points: int | None | UnsetType = UNSET
    """Number of bars, maybe minus one."""
    chart_annotations: str | None | UnsetType = field(name="chartAnnotations", default=UNSET)
    """Internal to IBKR."""
    trading_day_duration: int | None | UnsetType = field(name="tradingDayDuration", default=UNSET)
    """Length of the trading day in minutes."""
    chart_pan_start_time: str | None | UnsetType = field(name="chartPanStartTime", default=UNSET)
    """Internal to IBKR, YYYYMMDD-HH:mm:ss in UTC."""
    direction: int | None | UnsetType = UNSET
    """-1: the window ends at the time asked for."""
    travel_time: int | None | UnsetType = field(name="travelTime", default=UNSET)
    """Milliseconds the request took."""


class LadderFrame(Struct, kw_only=True):
    """Rows of a price ladder."""

    topic: str
    """sbd and the target, joined by a plus sign."""
    data: list[LadderRow] | None | UnsetType = UNSET
    """All rows at first, later those that changed."""


class SummaryFrame(Struct, kw_only=True):
    """Values of an account; only the topic tells which."""

    topic: str
    """ssd, a plus sign, and the account."""
    result: list[SummaryRow] | None | UnsetType = UNSET
    """Values."""


class LedgerFrame(Struct, kw_only=True):
    """Balances of an account; only the topic and some rows tell which."""

    topic: str
    """sld, a plus sign, and the account."""
    result: list[LedgerRow] | None | UnsetType = UNSET
    """Currencies; one without a change has only its key and the time."""


class ExerciseInputData(Struct, kw_only=True):
    """What is answered, and how."""

    id: str
    """Id of the frame that is answered, as text."""
    user_action: Literal["submit", "continue"]
    """Choose, or go on after a prompt."""
    exercise: ExerciseChoice | UnsetType = UNSET


class StatusFrame(Struct, kw_only=True):
    """State of the brokerage session, or what changed in it."""

    topic: Literal["sts"]
    """Always sts."""
    args: StatusChange


class NotificationFrame(Struct, kw_only=True):
    """A hint or a prompt."""

    topic: Literal["ntf"]
    """Always ntf."""
    args: ServerNotice | list[ServerNotice]
    """One, or a list."""


class BulletinFrame(Struct, kw_only=True):
    """News about exchanges and systems."""

    topic: Literal["blt"]
    """Always blt."""
    args: Bulletin | list[Bulletin]
    """One, or a list."""


class ExerciseInputArguments(Struct, kw_only=True):
    """A choice, or the answer to a prompt."""

    action: Literal["user_input"]
    """Always user_input."""
    data: ExerciseInputData


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
    "smh": HistoryFrame,
    "sbd": LadderFrame,
    "str": TradesFrame,
    "spl": PnlFrame,
    "ssd": SummaryFrame,
    "sld": LedgerFrame,
    "shs": ExerciseFrame,
    "inp": ExerciseFrame,
    "system": SystemFrame,
    "sts": StatusFrame,
    "act": AccountsFrame,
    "ntf": NotificationFrame,
    "blt": BulletinFrame,
    "tic": TicFrame,
    "error": ErrorFrame,
    "": NoticeFrame,
}
"""The message that each topic brings; "" stands for frames without a topic."""

__all__ = [
    "FRAMES",
    "AccountsFrame",
    "Bulletin",
    "BulletinFrame",
    "ErrorFrame",
    "ExerciseArguments",
    "ExerciseChoice",
    "ExerciseFrame",
    "ExerciseInputArguments",
    "ExerciseInputData",
    "HistoryArguments",
    "HistoryFrame",
    "LadderFrame",
    "LadderRow",
    "LedgerArguments",
    "LedgerFrame",
    "LedgerRow",
    "MarketDataArguments",
    "MarketDataTick",
    "NoticeFrame",
    "NotificationFrame",
    "OrderChange",
    "OrdersArguments",
    "OrdersFrame",
    "PnlFrame",
    "ServerNotice",
    "StatusChange",
    "StatusFrame",
    "StreamedBar",
    "SummaryArguments",
    "SummaryFrame",
    "SummaryRow",
    "SystemFrame",
    "TicFrame",
    "TradesArguments",
    "TradesFrame",
]
