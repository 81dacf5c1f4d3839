"""From an answer's bytes to its type: strictly, and where that fails field by field."""

from __future__ import annotations

import types
from typing import TYPE_CHECKING, Any, TypeVar, Union, cast, get_args, get_origin

import attrs
import msgspec
from ibkr_wire.operation import UNSET, Dispatch, OpenRow, UnsetType, convert_as

from ibkr._core.drift import Drift
from ibkr.errors import DecodeError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ibkr_wire.operation import Operation

    from ibkr._core.drift import DriftLog

T = TypeVar("T")

_JSON_NAMES = {dict: "object", list: "array", type(None): "null", UnsetType: "nothing"}


def decode(operation: Operation[T], body: bytes, *, drift: DriftLog, strict: bool = False) -> T:
    """The typed answer.

    What differs from the description is kept as it is and noted in `drift`.

    Raises:
        DecodeError: the answer is not JSON; or, when `strict`, it differs at all.
    """
    try:
        return operation.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        # What is no JSON either may be noticed as a wrong type first, so the order of these two counts.
        value = _json(operation, body)
        if strict:
            raise _differs(operation, body, str(error)) from error
    mended, found = tolerant(operation, value)
    drift.note(found)
    return mended


def _json(operation: Operation[Any], body: bytes) -> Any:
    try:
        return operation.parse(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise _differs(operation, body, "it is not JSON" if body else "it is empty") from error


def _differs(operation: Operation[Any], body: bytes, how: str) -> DecodeError:
    return DecodeError(
        f"The answer to {operation.info.name} differs from its description: {how}. "
        "Client(strict=False) keeps what it can; a report with the answer helps to mend the description.",
        operation=operation.info.name,
        body=body,
    )


def tolerant(operation: Operation[T], value: Any) -> tuple[T, list[Drift]]:
    """The answer of decoded JSON with offending values kept as they are, and what offended."""
    if operation.wrap and not isinstance(value, list):
        value = [value]
    mender = _Mender(operation.info.name)
    return mender.mend(operation.type, value, "$"), mender.found


@attrs.define
class _Mender:
    """One pass over one answer."""

    operation: str
    found: list[Drift] = attrs.field(factory=list[Drift])

    def mend(self, kind: Any, value: Any, path: str) -> Any:
        try:
            return convert_as(kind, value)
        except msgspec.ValidationError:
            part = _part_for(kind, value)
            for fits, mend in _SHAPES:
                if fits(part, value):
                    return mend(self, part, value, path)
            return self.keep(kind, value, path)

    def keep(self, kind: Any, value: Any, path: str) -> Any:
        self.found.append(Drift(self.operation, path, describe(kind), json_name(value), value))
        return value

    def array(self, kind: Any, value: list[Any], path: str) -> list[Any]:
        (inner,) = get_args(kind)
        return [self.mend(inner, item, f"{path}[*]") for item in value]

    def mapping(self, kind: Any, value: dict[str, Any], path: str) -> dict[str, Any]:
        _, inner = get_args(kind)
        return {key: self.mend(inner, item, f"{path}.*") for key, item in value.items()}

    def row(self, kind: type[OpenRow], value: dict[str, Any], path: str) -> OpenRow:
        for key in value.keys() | kind.wire_types.keys():
            item, allowed = value.get(key, UNSET), kind.wire_types.get(key, kind.tag_types)
            if type(item) not in allowed:
                expected = " | ".join(sorted(_name(one) for one in allowed - {UnsetType}))
                self.found.append(Drift(self.operation, f"{path}.{key}", expected, json_name(item), item))
        return kind.from_wire(value, checked=False)

    def struct(self, kind: Any, value: dict[str, Any], path: str) -> Any:
        fields = {
            field.name: self.field(field, value, path)
            for field in msgspec.structs.fields(kind)
            if field.encode_name in value or field.required
        }
        return kind(**fields)

    def field(self, field: msgspec.structs.FieldInfo, value: dict[str, Any], path: str) -> Any:
        where = f"{path}.{field.encode_name}"
        if field.encode_name not in value:
            return self.keep(field.type, UNSET, where)
        return self.mend(field.type, value[field.encode_name], where)

    def union(self, kind: type[Dispatch], value: dict[str, Any], path: str) -> Any:
        return self.mend(kind.model_for(value), value, path)


def _is_class(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)


# What can be taken apart, and how; a Struct may also belong to a Dispatch, so it comes first.
_SHAPES: tuple[tuple[Callable[[Any, Any], bool], Callable[[_Mender, Any, Any, str], Any]], ...] = (
    (lambda kind, value: get_origin(kind) is list and isinstance(value, list), _Mender.array),
    (lambda kind, value: get_origin(kind) is dict and isinstance(value, dict), _Mender.mapping),
    (lambda kind, value: _is_class(kind, OpenRow) and isinstance(value, dict), _Mender.row),
    (lambda kind, value: _is_class(kind, msgspec.Struct) and isinstance(value, dict), _Mender.struct),
    (lambda kind, value: _is_class(kind, Dispatch) and isinstance(value, dict), _Mender.union),
)


def _members(kind: Any) -> tuple[Any, ...]:
    return get_args(kind) if get_origin(kind) in (Union, types.UnionType) else (kind,)


def _part_for(kind: Any, value: Any) -> Any:
    """The member of a union type that can take `value` apart, or the type itself."""
    fitting = (part for part in _members(kind) if any(fits(part, value) for fits, _ in _SHAPES))
    return next(fitting, kind)


def describe(kind: Any) -> str:
    """A type in a few words: `float`, `str | null`, `Position`."""
    return " | ".join(_name(part) for part in _members(kind) if part is not UnsetType)


def _name(kind: Any) -> str:
    return _JSON_NAMES.get(kind, getattr(kind, "__name__", str(kind)))


def json_name(value: Any) -> str:
    """The JSON type of a decoded value."""
    return _name(type(value))


def unknown_fields(kind: Any, value: Any, path: str = "$") -> Iterator[tuple[str, Any]]:
    """Path and value of every key of decoded JSON that its type does not name."""
    part = _part_for(kind, value)
    if isinstance(value, list):
        inner = get_args(part) or (Any,)
        for index, item in enumerate(cast("list[Any]", value)):
            yield from unknown_fields(inner[0], item, f"{path}[{index}]")
    elif isinstance(value, dict):
        yield from _unknown_keys(part, cast("dict[str, Any]", value), path)


def _unknown_keys(kind: Any, value: dict[str, Any], path: str) -> Iterator[tuple[str, Any]]:
    if get_origin(kind) is dict:
        named: dict[str, Any] = dict.fromkeys(value, get_args(kind)[1])
    elif _is_class(kind, msgspec.Struct):
        named = {field.encode_name: field.type for field in msgspec.structs.fields(kind)}
    elif _is_class(kind, Dispatch) and not _is_class(kind, OpenRow):
        yield from _unknown_keys(kind.model_for(value), value, path)
        return
    else:  # an open row keeps every key as a tag, and an untyped value names none
        return
    for key, item in value.items():
        if key in named:
            yield from unknown_fields(named[key], item, f"{path}.{key}")
        else:
            yield f"{path}.{key}", item
