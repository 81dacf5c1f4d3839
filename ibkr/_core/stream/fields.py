"""Market data fields: the names that people write, the tags that travel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ibkr_wire.tables.fields import BY_TAG, FIELDS

from ibkr.errors import StreamError

MOST_FIELDS: Final = 50
"""Never more tags than this in one request. Source: spec/fields.yaml, introduction."""

DEFAULT_FIELDS: Final = ("last", "bid", "ask", "last_size", "bid_size", "ask_size", "volume")

SHORT_NAMES: Final = {"last": "last_price", "bid": "bid_price", "ask": "ask_price", "mark": "mark_price"}
"""What `Quote` calls a field, where the table of fields has a longer name."""

NAMES: Final[dict[str, str]] = {
    **{tag: field.name for tag, field in BY_TAG.items()},
    **{f"{tag}_raw": f"{field.name}_raw" for tag, field in BY_TAG.items()},
}
"""Key of a tick → name of the field; a raw twin (`87_raw`) keeps its ending."""


def tag_of(field: str | int) -> str:
    """The tag of a field given by name, by short name or by tag.

    Raises:
        StreamError: no field has that name.
    """
    name = str(field)
    if name.isascii() and name.isdigit():
        return name
    known = FIELDS.get(SHORT_NAMES.get(name, name))
    if known is None:
        raise StreamError(f"There is no market data field {name!r}. Use a name or a tag of spec/fields.yaml.")
    return known.tag


def tags_of(fields: Iterable[str | int]) -> tuple[str, ...]:
    """The tags of `fields`, each once, in the order given.

    Raises:
        StreamError: an unknown name, no field at all, or more than 50.
    """
    tags = tuple(dict.fromkeys(map(tag_of, fields)))
    if not 0 < len(tags) <= MOST_FIELDS:
        raise StreamError(f"Ask for 1 to {MOST_FIELDS} market data fields, not {len(tags)}.")
    return tags
