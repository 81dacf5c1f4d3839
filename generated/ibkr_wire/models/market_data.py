# Generated from spec/. Do not edit.
"""Wire models of the group `market_data`."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from msgspec import UNSET, Struct, UnsetType

from ibkr_wire.operation import OpenRow

__all__ = ["History", "HistoryBar", "SnapshotRow"]

_new = object.__new__
_FLOAT_OR_STR = frozenset({str, float, int})
_INT = frozenset({int})
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
