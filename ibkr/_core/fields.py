"""Market data fields: the names that people write, the tags that travel."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from ibkr_wire.tables.fields import BY_TAG, FIELDS

from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ibkr_wire.tables.fields import Field

MOST_FIELDS: Final = 50
"""Never more tags than this in one request (market-data-fields.md)."""

_BY_NAME: Final[dict[str, Field]] = {
    **FIELDS,
    **{alias: field for field in FIELDS.values() for alias in field.aliases},
}


def field_named(name: str | int) -> Field:
    """The field of that name, short name or tag.

    Raises:
        InvalidArgument: there is none; the nearest names are given.
    """
    text = str(name)
    field = _BY_NAME.get(text) or BY_TAG.get(text)
    if field is None:
        near = difflib.get_close_matches(text, _BY_NAME, n=3, cutoff=0.5)
        hint = (
            f"did you mean {' or '.join(map(repr, near))}?" if near else "see spec/fields.yaml for all names."
        )
        raise InvalidArgument(f"There is no market data field {text!r}: {hint}")
    return field


def fields_named(names: Iterable[str | int]) -> tuple[Field, ...]:
    """The fields of those names, each once, in the order given.

    Raises:
        InvalidArgument: an unknown name, none at all, or more than 50.
    """
    fields = tuple({field.tag: field for field in map(field_named, names)}.values())
    if not 0 < len(fields) <= MOST_FIELDS:
        raise InvalidArgument(f"Ask for 1 to {MOST_FIELDS} market data fields at once, not {len(fields)}.")
    return fields
