"""Market data fields: the names that people write, the tags that travel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ibkr_wire.tables.fields import BY_TAG, FIELDS, MOST_TAGS

from ibkr.errors import StreamError

DEFAULT_FIELDS: Final = ("last", "bid", "ask", "last_size", "bid_size", "ask_size", "volume")

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


def tag_of(field: str | int) -> str:
    """The tag of a field given by name, by short name or by tag.

    Raises:
        StreamError: no field has that name.
    """
    name = str(field)
    if name.isascii() and name.isdigit():
        return name
    tag = TAGS.get(name)
    if tag is None:
        raise StreamError(f"There is no market data field {name!r}. Use a name or a tag of spec/fields.yaml.")
    return tag


def tags_of(fields: Iterable[str | int]) -> tuple[str, ...]:
    """The tags of `fields`, each once, in the order given.

    Raises:
        StreamError: an unknown name, no field at all, or more than 50.
    """
    tags = tuple(dict.fromkeys(map(tag_of, fields)))
    if not 0 < len(tags) <= MOST_TAGS:
        raise StreamError(f"Ask for 1 to {MOST_TAGS} market data fields, not {len(tags)}.")
    return tags
