# Generated from spec/. Do not edit.
"""Websocket messages, and which one each topic brings."""

from __future__ import annotations

from typing import Any, ClassVar, Final, Literal, Self

from msgspec import UNSET, Struct, UnsetType, field

from ibkr_wire.models.orders import OpenOrders
from ibkr_wire.operation import OpenRow


class TickArguments(Struct, kw_only=True):
    """What to send of a contract."""

    fields: list[str]
    """Tags."""


class OrderChange(Struct, kw_only=True):
    """An order, or what changed in it."""

    order_id: str | int
    order_status: str | UnsetType = UNSET
    is_ft: bool | UnsetType = field(name="isFT", default=UNSET)
    """A free trial."""


class OrdersFrame(Struct, kw_only=True):
    """Orders that changed."""

    topic: Literal["sor"]
    args: list[OrderChange]
    names: OpenOrders | UnsetType = UNSET


_new = object.__new__
_FLOAT_OR_STR = frozenset({str, float, int})
_INT_OR_UNSET = frozenset({int, UnsetType})
_STR = frozenset({str})


class Tick(OpenRow):
    """Quotes that changed."""

    __slots__ = ("conid", "topic")

    wire_names: ClassVar[dict[str, str]] = {"topic": "topic", "conid": "conid"}
    wire_types: ClassVar[dict[str, frozenset[type]]] = {"topic": _STR, "conid": _INT_OR_UNSET}
    tag_types: ClassVar[frozenset[type]] = _FLOAT_OR_STR

    topic: str
    conid: int | UnsetType
    tags: dict[str, str | float]
    """Every other key of the object, as it came."""

    def __init__(
        self, *, topic: str, conid: int | UnsetType = UNSET, tags: dict[str, str | float] | None = None
    ) -> None:
        self.topic = topic
        self.conid = conid
        self.tags = {} if tags is None else tags

    @classmethod
    def adopt(cls, keys: dict[str, Any], checked: bool = True, tags_checked: bool = False) -> Self:
        row = _new(cls)
        row.tags = keys
        take: Any = keys.pop
        row.topic = take("topic", UNSET)
        row.conid = take("conid", UNSET)
        if checked and not (
            (tags_checked or _FLOAT_OR_STR.issuperset(map(type, keys.values())))
            and type(row.topic) in _STR
            and type(row.conid) in _INT_OR_UNSET
        ):
            raise row.mismatch()
        return row


FRAMES: Final[dict[str, type[Any]]] = {"smd": Tick, "sor": OrdersFrame}
"""The message that each topic brings; "" stands for frames without a topic."""

__all__ = ["FRAMES", "OrderChange", "OrdersFrame", "Tick", "TickArguments"]
