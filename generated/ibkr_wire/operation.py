# Generated from spec/. Do not edit.
"""An endpoint as a value: what to send, and how to read what comes back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, ClassVar, Final, Generic, Literal, Self, TypeVar, cast, get_args, get_origin
from urllib.parse import quote, urlencode

import msgspec
from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "UNSET",
    "Dispatch",
    "Info",
    "OpenRow",
    "Operation",
    "Pace",
    "Paging",
    "UnsetType",
    "convert_as",
    "decode_as",
    "encode",
    "form",
    "joined",
    "quoted",
    "text",
    "to_wire",
]

T = TypeVar("T")


class Pace(Struct, frozen=True, kw_only=True):
    """How often an operation may be asked: `calls` in `seconds`, `concurrent` at once, or both.

    Operations that count together have the same `key`; with scope `account`
    every account counts for itself.
    """

    key: str
    calls: int | None = None
    seconds: float | None = None
    concurrent: int | None = None
    scope: Literal["session", "account"] = "session"


class Paging(Struct, frozen=True, kw_only=True):
    """The parameter that turns pages, the number of the first page, and the rows on a full one."""

    parameter: str
    first: int = 0
    size: int | None = None


class Info(Struct, frozen=True, kw_only=True):
    """What is true of every call of one operation. `pacing` None means: the global limit only.

    The path of an operation with root `host` starts at the host, not below `/v1/api`;
    one with host `hosted` is there on IBKR's own server only. `account` names the
    parameter that holds the account, or with `body.` before it the key of the body. `sends` is the media type
    of a body; `answers` says what a good answer is written in: `maybe` is JSON or nothing
    at all, `either` is JSON or words.
    """

    name: str
    operation_id: str
    method: str
    path: str
    tier: Literal["none", "sso", "brokerage"]
    retry: Literal["safe", "careful", "never"]
    effect: Literal["read", "session", "settings", "order"]
    pacing: Pace | None
    needs: tuple[str, ...]
    first_answer: Literal["complete", "empty", "sparse", "error"]
    paging: Paging | None
    deprecated: bool
    summary: str
    sources: tuple[str, ...] = ()
    root: Literal["api", "host"] = "api"
    host: Literal["local", "hosted"] = "local"
    sends: str = "application/json"
    account: str | None = None
    answers: Literal["json", "maybe", "text", "either", "bytes"] = "json"


class Dispatch:
    """Base of an answer that takes one of several shapes, told apart by the keys that it has."""

    __slots__ = ()

    @classmethod
    def model_for(cls, keys: dict[str, Any]) -> type[Any]:
        """Return the model that reads an object with these keys."""
        del keys
        return cls


class OpenRow:
    """Base of an object with a few named keys and any number of others, which `tags` keeps as they came.

    Types are compared exactly, as a strict decode does: a number is never a text.
    """

    __slots__ = ("tags",)

    wire_names: ClassVar[dict[str, str]] = {}
    wire_types: ClassVar[dict[str, frozenset[type]]] = {}
    tag_types: ClassVar[frozenset[type]] = frozenset()
    tags: dict[str, Any]

    @classmethod
    def from_wire(cls, keys: dict[str, Any], *, checked: bool = True) -> Self:
        """Read a decoded object, which is left as it is; `checked=False` keeps values of any type.

        Raises:
            ValueError: a value is not of the type that the spec promises.
        """
        return cls.adopt(dict(keys), checked)

    @classmethod
    def adopt(cls, keys: dict[str, Any], checked: bool = True, tags_checked: bool = False) -> Self:
        """Do as `from_wire` does, and take `keys` itself as `tags`; `tags_checked` promises their types."""
        row = cls.__new__(cls)
        row.tags = keys
        if checked and not (tags_checked or cls.tag_types.issuperset(map(type, keys.values()))):
            raise row.mismatch()
        return row

    def to_wire(self) -> dict[str, Any]:
        """Return the object as it is written on the wire."""
        named = {wire: getattr(self, name) for name, wire in self.wire_names.items()}
        return {wire: value for wire, value in named.items() if value is not UNSET} | self.tags

    def mismatch(self) -> ValueError:
        """Return the error for the first value whose type is not the promised one."""
        named = [(wire, getattr(self, name), self.wire_types[wire]) for name, wire in self.wire_names.items()]
        others = [(tag, value, self.tag_types) for tag, value in self.tags.items()]
        wrong = next((key, value, types) for key, value, types in named + others if type(value) not in types)
        return _unexpected(wrong[2], wrong[1], wrong[0])

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and cast("OpenRow", other).to_wire() == self.to_wire()

    __hash__ = None  # pyright: ignore[reportAssignmentType]  # rows are mutable, as every wire model is

    def __repr__(self) -> str:
        named = (f"{name}={getattr(self, name)!r}" for name in (*self.wire_names, "tags"))
        return f"{type(self).__name__}({', '.join(named)})"


_JSON_NAMES: Final[dict[type, str]] = {dict: "object", list: "array", type(None): "null"}


def _unexpected(expected: frozenset[type], value: object, key: str = "") -> ValueError:
    """Return the error for a value of another type than the spec promises, in msgspec's words.

    msgspec makes a ValidationError of it and adds where in the answer the object stands.
    """
    if value is UNSET:
        return ValueError(f"Object missing required field `{key}`")
    names = " | ".join(sorted(_json_name(kind) for kind in expected - {UnsetType}))
    place = f" for `{key}`" if key else ""
    return ValueError(f"Expected `{names}`, got `{_json_name(type(value))}`{place}")


def _json_name(kind: type) -> str:
    return _JSON_NAMES.get(kind, kind.__name__)


def _read(kind: Any, value: Any) -> Any:
    """Give msgspec the two shapes that it cannot know; `value` was made for this call and may be kept."""
    if type(value) is not dict:
        raise _unexpected(frozenset({dict}), value)
    if issubclass(kind, OpenRow):
        return kind.adopt(value)  # pyright: ignore[reportUnknownArgumentType]  # JSON objects have text keys
    try:
        return msgspec.convert(value, kind.model_for(value), dec_hook=_read)
    except msgspec.ValidationError as error:
        # msgspec passes its own errors on as they are, without the place of this object.
        raise ValueError(str(error)) from error


def _read_borrowed(kind: Any, value: Any) -> Any:
    """Do as `_read` does with a value that belongs to the caller."""
    return _read(kind, dict(cast("dict[str, Any]", value)) if isinstance(value, dict) else value)


def _write(value: Any) -> Any:
    if isinstance(value, OpenRow):
        return value.to_wire()
    raise TypeError(type(value).__name__)


@lru_cache(maxsize=None)
def _decoder(kind: Any) -> Callable[[bytes | str], Any]:
    plain = msgspec.json.Decoder(kind, dec_hook=_read).decode
    item = get_args(kind)[0] if get_origin(kind) is list else None
    if isinstance(item, type) and issubclass(item, OpenRow) and _is_plain(item):
        return _rows_decoder(item, plain)
    return plain


def _is_plain(row: type[OpenRow]) -> bool:
    """Whether all values of a row are text or numbers, and only named keys may be null or absent."""
    named = frozenset[type]().union(*row.wire_types.values())
    return row.tag_types == _PLAIN_VALUES and named <= {*_PLAIN_VALUES, type(None), UnsetType}


_PLAIN_VALUES: Final = frozenset({str, int, float})


def _rows_decoder(row: type[OpenRow], plain: Callable[[bytes | str], Any]) -> Callable[[bytes | str], Any]:
    """Return a decoder of many rows that leaves the types of tags to msgspec: a third faster than `plain`.

    `plain` reads what this cannot: a null, which only some named keys may have,
    and what is wrong, so that the error names the key.
    """
    objects = msgspec.json.Decoder(list[dict[str, str | int | float]]).decode

    def decode(body: bytes | str) -> Any:
        null = "null" if isinstance(body, str) else b"null"
        if null in body:  # pyright: ignore[reportOperatorIssue]  # both are text or both are bytes
            return plain(body)
        try:
            return [row.adopt(keys, True, True) for keys in objects(body)]
        except ValueError:
            return plain(body)

    return decode


# The gateway wants prices and quantities as JSON numbers, with the digits that were given.
_ENCODER: Final = msgspec.json.Encoder(enc_hook=_write, decimal_format="number")


def decode_as(kind: Any, body: bytes | str) -> Any:
    """Decode JSON as `kind`, strictly.

    Raises:
        msgspec.ValidationError: valid JSON of another shape.
        msgspec.DecodeError: not JSON.
    """
    return _decoder(kind)(body)


def convert_as(kind: Any, value: Any) -> Any:
    """Convert decoded JSON to `kind`, as strictly as `decode_as`; `value` is left as it is."""
    return msgspec.convert(value, kind, dec_hook=_read_borrowed)


def encode(value: Any) -> bytes:
    """Encode a wire model as JSON; fields that are UNSET are not written."""
    return _ENCODER.encode(value)


def to_wire(value: Any) -> Any:
    """Return a wire model as plain dicts, lists, texts and numbers, spelled as on the wire."""
    return msgspec.to_builtins(value, enc_hook=_write)


class Operation(Generic[T]):
    """One call, ready to be sent by whoever has a connection.

    `path` is filled and quoted, `params` are in the order of the spec, `body` is
    written as `info.sends` says. `account` is the account that the call is about,
    None if there is none or more than one; `accounts` are all of them. `wrap` marks
    an answer that may come as one object or as a list, and is always read as a list.
    """

    __slots__ = ("account", "accounts", "body", "headers", "info", "params", "path", "type", "wrap")

    info: Info
    path: str
    params: tuple[tuple[str, str], ...]
    body: bytes | None
    headers: tuple[tuple[str, str], ...]
    account: str | None
    accounts: tuple[str, ...]
    type: Any
    wrap: bool

    def __init__(
        self,
        info: Info,
        path: str,
        *,
        type: Any,
        params: Sequence[tuple[str, str]] = (),
        body: bytes | None = None,
        headers: Sequence[tuple[str, str]] = (),
        account: str | Sequence[str] | UnsetType | None = None,
        wrap: bool = False,
    ) -> None:
        put = object.__setattr__
        put(self, "info", info)
        put(self, "path", path)
        put(self, "params", tuple(params))
        put(self, "body", body)
        put(self, "headers", tuple(headers))
        accounts = (account,) if isinstance(account, str) else tuple(account or ())
        put(self, "account", accounts[0] if len(accounts) == 1 else None)
        put(self, "accounts", accounts)
        put(self, "type", type)
        put(self, "wrap", wrap)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{name} of an Operation is fixed: make a new one with operation(...)")

    def __repr__(self) -> str:
        return f"<Operation {self.info.name} {self.info.method} {self.path}>"

    def decode(self, body: bytes) -> T:
        """Return the typed answer.

        Raises:
            msgspec.ValidationError: valid JSON of another shape.
            msgspec.DecodeError: not JSON.
        """
        if self.info.answers != "json":
            return cast("T", _READ[self.info.answers](self._json, body))
        return cast("T", self._json(body))

    def _json(self, body: bytes) -> Any:
        if self.wrap and body.lstrip()[:1] == b"{":
            body = b"[" + body + b"]"
        return _decoder(self.type)(body)

    def parse(self, body: bytes) -> Any:
        """Return the answer without its type: decoded JSON, or words, or bytes, or None for nothing.

        Raises:
            msgspec.DecodeError: not JSON, of an operation that answers nothing else.
        """
        if self.info.answers != "json":
            return _READ[self.info.answers](msgspec.json.decode, body)
        return msgspec.json.decode(body)

    def convert(self, value: Any) -> T:
        """Return the typed answer of JSON that has been decoded already."""
        if self.wrap and isinstance(value, dict):
            value = [value]
        return cast("T", convert_as(self.type, value))


_Read = Callable[[bytes], Any]


def _maybe(read: _Read, body: bytes) -> Any:
    """Read JSON, or an empty body as None."""
    return read(body) if body.strip() else None


def _words(read: _Read, body: bytes) -> str:
    """Read plain text; a build that answers in JSON all the same puts it in quotes."""
    del read
    words = body.decode("utf-8", "replace")
    if words.startswith('"'):
        try:
            return msgspec.json.decode(words, type=str)
        except msgspec.DecodeError:
            return words
    return words


def _either(read: _Read, body: bytes) -> Any:
    """Read JSON, or what is no JSON as words."""
    try:
        msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _words(read, body)
    return read(body)


def _whole(read: _Read, body: bytes) -> bytes:
    """Keep the bytes."""
    del read
    return bytes(body)


_READ: Final[dict[str, Callable[[_Read, bytes], Any]]] = {
    "maybe": _maybe,
    "text": _words,
    "either": _either,
    "bytes": _whole,
}


def text(value: object) -> str:
    """Return a parameter as the gateway reads it: `true`, `187.20`, plain digits without exponent."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def quoted(value: object) -> str:
    """Return a path parameter, safe to stand between two slashes."""
    return quote(text(value), safe="")


def joined(values: Sequence[object], separator: str) -> str:
    """Return several values as the gateway reads them: one text. A text is taken as joined already."""
    return values if isinstance(values, str) else separator.join(text(value) for value in values)


def form(value: object) -> bytes:
    """Encode a wire model as a form; fields that are UNSET are not written."""
    fields = cast("dict[str, object]", to_wire(value))
    return urlencode([(key, text(item)) for key, item in fields.items()]).encode("ascii")
