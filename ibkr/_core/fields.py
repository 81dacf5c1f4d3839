"""Market data fields: the names that people write, the tags that travel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ibkr_wire.tables.fields import BY_TAG, FIELDS, MOST_TAGS

from ibkr.errors import InvalidArgument
from ibkr.model.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ibkr_wire.tables.fields import Field

DEFAULT_FIELDS: Final = ("last", "bid", "ask", "last_size", "bid_size", "ask_size", "volume")
"""What a stream asks for where nobody says what he wants."""

NAMES: Final[dict[str, str]] = {
    **{field.raw: f"{field.name}_raw" for field in BY_TAG.values() if field.raw},
    **{tag: field.name for tag, field in BY_TAG.items()},
}
"""Key of a tick → name of the field; a raw twin (`87_raw`) is named after its field."""

TAGS: Final[dict[str, str]] = {
    **{alias: field.tag for field in FIELDS.values() for alias in field.aliases},
    **{name: field.tag for name, field in FIELDS.items()},
}
"""Name or short name of a field → its tag."""

_BY_NAME: Final[dict[str, Field]] = {
    **FIELDS,
    **{alias: field for field in FIELDS.values() for alias in field.aliases},
}


def field_named(name: str | int) -> Field:
    """The field of that name, short name or tag.

    A tag that the list does not have is refused as a wrong name is: the gateway would
    pass over it without a word. Ticks that bring one unasked keep it under its number.

    Raises:
        InvalidArgument: there is none; the nearest names are given.
    """
    text = str(name)
    field = _BY_NAME.get(text) or BY_TAG.get(text)
    if field is None:
        hint = did_you_mean(text, _BY_NAME, otherwise="ibkr_wire.tables.fields.FIELDS lists all names.")
        raise InvalidArgument(f"There is no market data field {text!r}: {hint}")
    return field


def fields_named(names: Iterable[str | int]) -> tuple[Field, ...]:
    """The fields of those names, each once, in the order given.

    Raises:
        InvalidArgument: an unknown name, none at all, or more than 50.
    """
    fields = tuple({field.tag: field for field in map(field_named, names)}.values())
    if not 0 < len(fields) <= MOST_TAGS:
        raise InvalidArgument(f"Ask for 1 to {MOST_TAGS} market data fields at once, not {len(fields)}.")
    return fields


def tags_of(names: Iterable[str | int]) -> tuple[str, ...]:
    """The tags of those fields, each once, in the order given.

    Raises:
        InvalidArgument: an unknown name, none at all, or more than 50.
    """
    return tuple(field.tag for field in fields_named(names))
