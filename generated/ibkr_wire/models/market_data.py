# Generated from spec/. Do not edit.
"""Wire models of the group `market_data`."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.operation import OpenRow

__all__ = [
    "BetaHistory",
    "BetaSnapshotRow",
    "History",
    "HistoryBar",
    "RegulatorySnapshot",
    "SnapshotRow",
    "UnsubscribeAllAnswer",
    "UnsubscribeAnswer",
    "UnsubscribeGetAnswer",
    "UnsubscribeRequest",
]

_new = object.__new__
_BOOL_OR_FLOAT_OR_NULL_OR_STR = frozenset({str, float, bool, type(None), int})
_BOOL_OR_NULL_OR_UNSET = frozenset({bool, type(None), UnsetType})
_FLOAT_OR_STR = frozenset({str, float, int})
_INT = frozenset({int})
_INT_OR_NULL_OR_STR_OR_UNSET = frozenset({int, str, type(None), UnsetType})
_INT_OR_NULL_OR_UNSET = frozenset({int, type(None), UnsetType})
_INT_OR_UNSET = frozenset({int, UnsetType})
_NULL_OR_STR_OR_UNSET = frozenset({str, type(None), UnsetType})


class SnapshotRow(OpenRow):
    """Quotes of one contract. Every key that is a number as text is a market data tag of `fields.yaml`, or its
    `_raw` twin. A field that is unknown, not subscribed or without meaning is missing: never null, never
    zero. The first row of a contract holds only conid and conidEx.
    """

    __slots__ = ("conid", "conid_ex", "server_id", "topic", "updated")

    wire_names: ClassVar[dict[str, str]] = {
        "conid": "conid",
        "conid_ex": "conidEx",
        "updated": "_updated",
        "server_id": "server_id",
        "topic": "topic",
    }
    wire_types: ClassVar[dict[str, frozenset[type]]] = {
        "conid": _INT,
        "conidEx": _NULL_OR_STR_OR_UNSET,
        "_updated": _INT_OR_UNSET,
        "server_id": _NULL_OR_STR_OR_UNSET,
        "topic": _NULL_OR_STR_OR_UNSET,
    }
    tag_types: ClassVar[frozenset[type]] = _FLOAT_OR_STR

    conid: int
    """Contract id."""
    conid_ex: str | None | UnsetType
    """Contract id, with @EXCHANGE where that was asked."""
    updated: int | UnsetType
    """Time of the quotes, milliseconds since 1970."""
    server_id: str | None | UnsetType
    """Server of the stream, such as q4; equals tag 6119."""
    topic: str | None | UnsetType
    """Websocket topic; not part of a REST answer."""
    tags: dict[str, str | float]
    """Every other key of the object, as it came."""

    def __init__(
        self,
        *,
        conid: int,
        conid_ex: str | None | UnsetType = UNSET,
        updated: int | UnsetType = UNSET,
        server_id: str | None | UnsetType = UNSET,
        topic: str | None | UnsetType = UNSET,
        tags: dict[str, str | float] | None = None,
    ) -> None:
        self.conid = conid
        self.conid_ex = conid_ex
        self.updated = updated
        self.server_id = server_id
        self.topic = topic
        self.tags = {} if tags is None else tags

    @classmethod
    def adopt(cls, keys: dict[str, Any], checked: bool = True, tags_checked: bool = False) -> Self:
        row = _new(cls)
        row.tags = keys
        take: Any = keys.pop
        row.conid = take("conid", UNSET)
        row.conid_ex = take("conidEx", UNSET)
        row.updated = take("_updated", UNSET)
        row.server_id = take("server_id", UNSET)
        row.topic = take("topic", UNSET)
        if checked and not (
            (tags_checked or _FLOAT_OR_STR.issuperset(map(type, keys.values())))
            and type(row.conid) in _INT
            and type(row.conid_ex) in _NULL_OR_STR_OR_UNSET
            and type(row.updated) in _INT_OR_UNSET
            and type(row.server_id) in _NULL_OR_STR_OR_UNSET
            and type(row.topic) in _NULL_OR_STR_OR_UNSET
        ):
            raise row.mismatch()
        return row


class History(
    Struct,
    kw_only=True,
    rename={
        "server_id": "serverId",
        "price_factor": "priceFactor",
        "chart_annotations": "chartAnnotations",
        "start_time": "startTime",
        "time_period": "timePeriod",
        "bar_length": "barLength",
        "md_availability": "mdAvailability",
        "mkt_data_delay": "mktDataDelay",
        "outside_rth": "outsideRth",
        "trading_day_duration": "tradingDayDuration",
        "volume_factor": "volumeFactor",
        "price_display_rule": "priceDisplayRule",
        "price_display_value": "priceDisplayValue",
        "chart_pan_start_time": "chartPanStartTime",
        "negative_capable": "negativeCapable",
        "message_version": "messageVersion",
        "travel_time": "travelTime",
    },
):
    """Historical bars of one contract, oldest first."""

    server_id: str | int | UnsetType = UNSET
    """Id of the request."""
    symbol: str | None | UnsetType = UNSET
    """Symbol."""
    text: str | None | UnsetType = UNSET
    """Company or contract in words."""
    price_factor: int | UnsetType = UNSET
    """Scale of the prices in `high` and `low`."""
    chart_annotations: str | None | UnsetType = UNSET
    """Internal to IBKR."""
    start_time: str | None | UnsetType = UNSET
    """Begin of the window, YYYYMMDD-HH:mm:ss in UTC."""
    high: str | None | UnsetType = UNSET
    """price*priceFactor/volume/minutes of the highest bar."""
    low: str | None | UnsetType = UNSET
    """price*priceFactor/volume/minutes of the lowest bar."""
    time_period: str | None | UnsetType = UNSET
    """Window as asked, such as 1d."""
    bar_length: int | UnsetType = UNSET
    """Length of a bar in seconds."""
    md_availability: str | None | UnsetType = UNSET
    """Availability letters; S stands for streaming."""
    mkt_data_delay: int | UnsetType = UNSET
    """Delay of the data, 0 for none; unit unknown."""
    outside_rth: bool | UnsetType = UNSET
    """Bars outside regular hours are included."""
    trading_day_duration: int | UnsetType = UNSET
    """Length of the trading day in minutes."""
    volume_factor: int | UnsetType = UNSET
    """Scale of the volumes on IBKR's charts."""
    price_display_rule: int | UnsetType = UNSET
    """Internal to IBKR."""
    price_display_value: str | None | UnsetType = UNSET
    """Internal to IBKR."""
    chart_pan_start_time: str | None | UnsetType = UNSET
    """Internal to IBKR, YYYYMMDD-HH:mm:ss in UTC."""
    direction: int | UnsetType = UNSET
    """-1: the window ends at the time asked for."""
    negative_capable: bool | UnsetType = UNSET
    """Prices may be negative."""
    message_version: int | UnsetType = UNSET
    """Version of this answer's format."""
    data: list[HistoryBar]
    """Bars, oldest first."""
    points: int | UnsetType = UNSET
    """Number of bars minus one."""
    travel_time: int | UnsetType = UNSET
    """Milliseconds the request took."""


class HistoryBar(Struct, kw_only=True, gc=False):
    """One bar, in the contract's currency. With source bid_ask, open and close are the time averages of bid
    and ask, high is the highest ask, low is the lowest bid, and there is no volume.
    """

    t: int
    """Begin of the bar, milliseconds since 1970."""
    o: float
    """Open."""
    h: float
    """High."""
    l: float
    """Low."""
    c: float
    """Close."""
    v: float | UnsetType = UNSET
    """Volume; absent with source bid_ask."""


class UnsubscribeRequest(Struct, kw_only=True, gc=False):
    """Contract whose market data line is to be released."""

    conid: int
    """Contract id."""


class UnsubscribeAnswer(Struct, kw_only=True, gc=False):
    """Release of one market data line."""

    success: bool | None | UnsetType = UNSET
    """The line is free."""


class UnsubscribeAllAnswer(Struct, kw_only=True, gc=False):
    """Release of all market data lines."""

    unsubscribed: bool | None | UnsetType = UNSET
    """All lines are free."""


class UnsubscribeGetAnswer(Struct, kw_only=True, gc=False):
    """Release of one market data line, in the old form."""

    confirmed: bool | None | UnsetType = UNSET
    """The line is free."""


class BetaSnapshotRow(OpenRow):
    """Quotes of one contract from the old beta; keys that are numbers as text are tags of `fields.yaml`."""

    __slots__ = ("conid", "conid_ex", "server_id", "updated")

    wire_names: ClassVar[dict[str, str]] = {
        "conid": "conid",
        "conid_ex": "conidEx",
        "updated": "_updated",
        "server_id": "server_id",
    }
    wire_types: ClassVar[dict[str, frozenset[type]]] = {
        "conid": _INT_OR_NULL_OR_STR_OR_UNSET,
        "conidEx": _NULL_OR_STR_OR_UNSET,
        "_updated": _INT_OR_NULL_OR_UNSET,
        "server_id": _NULL_OR_STR_OR_UNSET,
    }
    tag_types: ClassVar[frozenset[type]] = _BOOL_OR_FLOAT_OR_NULL_OR_STR

    conid: int | str | None | UnsetType
    """Contract id."""
    conid_ex: str | None | UnsetType
    """Contract as it was asked for."""
    updated: int | None | UnsetType
    """Time of the quotes, milliseconds since 1970."""
    server_id: str | None | UnsetType
    """Server of the quotes."""
    tags: dict[str, str | float | bool | None]
    """Every other key of the object, as it came."""

    def __init__(
        self,
        *,
        conid: int | str | None | UnsetType = UNSET,
        conid_ex: str | None | UnsetType = UNSET,
        updated: int | None | UnsetType = UNSET,
        server_id: str | None | UnsetType = UNSET,
        tags: dict[str, str | float | bool | None] | None = None,
    ) -> None:
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
        row.conid = take("conid", UNSET)
        row.conid_ex = take("conidEx", UNSET)
        row.updated = take("_updated", UNSET)
        row.server_id = take("server_id", UNSET)
        if checked and not (
            (tags_checked or _BOOL_OR_FLOAT_OR_NULL_OR_STR.issuperset(map(type, keys.values())))
            and type(row.conid) in _INT_OR_NULL_OR_STR_OR_UNSET
            and type(row.conid_ex) in _NULL_OR_STR_OR_UNSET
            and type(row.updated) in _INT_OR_NULL_OR_UNSET
            and type(row.server_id) in _NULL_OR_STR_OR_UNSET
        ):
            raise row.mismatch()
        return row


class RegulatorySnapshot(OpenRow):
    """Best bid and offer over all exchanges of the United States. Keys that are numbers as text are tags of
    `fields.yaml`: prices as text, sizes as numbers.
    """

    __slots__ = (
        "bbo_exchange",
        "best_ask_exch",
        "best_bid_exch",
        "conid",
        "conid_ex",
        "has_delayed",
        "last_exch",
    )

    wire_names: ClassVar[dict[str, str]] = {
        "conid": "conid",
        "conid_ex": "conidEx",
        "bbo_exchange": "BboExchange",
        "has_delayed": "HasDelayed",
        "best_bid_exch": "BestBidExch",
        "best_ask_exch": "BestAskExch",
        "last_exch": "LastExch",
    }
    wire_types: ClassVar[dict[str, frozenset[type]]] = {
        "conid": _INT_OR_NULL_OR_STR_OR_UNSET,
        "conidEx": _NULL_OR_STR_OR_UNSET,
        "BboExchange": _NULL_OR_STR_OR_UNSET,
        "HasDelayed": _BOOL_OR_NULL_OR_UNSET,
        "BestBidExch": _INT_OR_NULL_OR_UNSET,
        "BestAskExch": _INT_OR_NULL_OR_UNSET,
        "LastExch": _INT_OR_NULL_OR_UNSET,
    }
    tag_types: ClassVar[frozenset[type]] = _BOOL_OR_FLOAT_OR_NULL_OR_STR

    conid: int | str | None | UnsetType
    """Contract id."""
    conid_ex: str | None | UnsetType
    """Contract id, with @EXCHANGE where that was asked."""
    bbo_exchange: str | None | UnsetType
    """Code of the table that exchange bits refer to."""
    has_delayed: bool | None | UnsetType
    """The quote is delayed."""
    best_bid_exch: int | None | UnsetType
    """Bits of the exchanges at the bid."""
    best_ask_exch: int | None | UnsetType
    """Bits of the exchanges at the ask."""
    last_exch: int | None | UnsetType
    """Bits of the exchange of the last trade."""
    tags: dict[str, str | float | bool | None]
    """Every other key of the object, as it came."""

    def __init__(
        self,
        *,
        conid: int | str | None | UnsetType = UNSET,
        conid_ex: str | None | UnsetType = UNSET,
        bbo_exchange: str | None | UnsetType = UNSET,
        has_delayed: bool | None | UnsetType = UNSET,
        best_bid_exch: int | None | UnsetType = UNSET,
        best_ask_exch: int | None | UnsetType = UNSET,
        last_exch: int | None | UnsetType = UNSET,
        tags: dict[str, str | float | bool | None] | None = None,
    ) -> None:
        self.conid = conid
        self.conid_ex = conid_ex
        self.bbo_exchange = bbo_exchange
        self.has_delayed = has_delayed
        self.best_bid_exch = best_bid_exch
        self.best_ask_exch = best_ask_exch
        self.last_exch = last_exch
        self.tags = {} if tags is None else tags

    @classmethod
    def adopt(cls, keys: dict[str, Any], checked: bool = True, tags_checked: bool = False) -> Self:
        row = _new(cls)
        row.tags = keys
        take: Any = keys.pop
        row.conid = take("conid", UNSET)
        row.conid_ex = take("conidEx", UNSET)
        row.bbo_exchange = take("BboExchange", UNSET)
        row.has_delayed = take("HasDelayed", UNSET)
        row.best_bid_exch = take("BestBidExch", UNSET)
        row.best_ask_exch = take("BestAskExch", UNSET)
        row.last_exch = take("LastExch", UNSET)
        if checked and not (
            (tags_checked or _BOOL_OR_FLOAT_OR_NULL_OR_STR.issuperset(map(type, keys.values())))
            and type(row.conid) in _INT_OR_NULL_OR_STR_OR_UNSET
            and type(row.conid_ex) in _NULL_OR_STR_OR_UNSET
            and type(row.bbo_exchange) in _NULL_OR_STR_OR_UNSET
            and type(row.has_delayed) in _BOOL_OR_NULL_OR_UNSET
            and type(row.best_bid_exch) in _INT_OR_NULL_OR_UNSET
            and type(row.best_ask_exch) in _INT_OR_NULL_OR_UNSET
            and type(row.last_exch) in _INT_OR_NULL_OR_UNSET
        ):
            raise row.mismatch()
        return row


class BetaHistory(
    Struct,
    kw_only=True,
    rename={
        "start_time": "startTime",
        "start_time_val": "startTimeVal",
        "end_time": "endTime",
        "end_time_val": "endTimeVal",
        "mkt_data_delay": "mktDataDelay",
    },
):
    """Historical bars of one contract from the old beta."""

    start_time: str | None | UnsetType = UNSET
    """Begin of the window, YYYYMMDD-HH:mm:ss in UTC."""
    start_time_val: int | None | UnsetType = UNSET
    """Begin of the window, milliseconds since 1970."""
    end_time: str | None | UnsetType = UNSET
    """End of the window, YYYYMMDD-HH:mm:ss in UTC."""
    end_time_val: int | None | UnsetType = UNSET
    """End of the window, milliseconds since 1970."""
    data: list[HistoryBar] | None | UnsetType = UNSET
    """Bars."""
    points: int | None | UnsetType = UNSET
    """Number of bars, maybe minus one."""
    mkt_data_delay: int | None | UnsetType = UNSET
    """Delay of the data, 0 for none."""
