# Generated from spec/. Do not edit.
"""Wire models of the group `market_data`."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from msgspec import UNSET, UnsetType

from ibkr_wire.operation import OpenRow

__all__ = ["SnapshotRow"]

_new = object.__new__
_FLOAT_OR_STR = frozenset({str, float, int})
_INT = frozenset({int})
_INT_OR_NULL_OR_UNSET = frozenset({int, type(None), UnsetType})
_STR_OR_UNSET = frozenset({str, UnsetType})


class SnapshotRow(OpenRow):
    """Quotes of one contract."""

    __slots__ = ("conid", "conid_ex", "updated")

    wire_names: ClassVar[dict[str, str]] = {"conid": "conid", "conid_ex": "conidEx", "updated": "_updated"}
    wire_types: ClassVar[dict[str, frozenset[type]]] = {
        "conid": _INT,
        "conidEx": _STR_OR_UNSET,
        "_updated": _INT_OR_NULL_OR_UNSET,
    }
    tag_types: ClassVar[frozenset[type]] = _FLOAT_OR_STR

    conid: int
    """Contract id."""
    conid_ex: str | UnsetType
    updated: int | None | UnsetType
    """Milliseconds since 1970."""
    tags: dict[str, str | float]
    """Every other key of the object, as it came."""

    def __init__(
        self,
        *,
        conid: int,
        conid_ex: str | UnsetType = UNSET,
        updated: int | None | UnsetType = UNSET,
        tags: dict[str, str | float] | None = None,
    ) -> None:
        self.conid = conid
        self.conid_ex = conid_ex
        self.updated = updated
        self.tags = {} if tags is None else tags

    @classmethod
    def adopt(cls, keys: dict[str, Any], checked: bool = True, tags_checked: bool = False) -> Self:
        row = _new(cls)
        row.tags = keys
        take: Any = keys.pop
        row.conid = take("conid", UNSET)
        row.conid_ex = take("conidEx", UNSET)
        row.updated = take("_updated", UNSET)
        if checked and not (
            (tags_checked or _FLOAT_OR_STR.issuperset(map(type, keys.values())))
            and type(row.conid) in _INT
            and type(row.conid_ex) in _STR_OR_UNSET
            and type(row.updated) in _INT_OR_NULL_OR_UNSET
        ):
            raise row.mismatch()
        return row
