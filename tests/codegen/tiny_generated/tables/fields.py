# Generated from spec/. Do not edit.
"""Market data fields: what a tag means, and how its value is written."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Field(Struct, frozen=True, kw_only=True):
    """One market data tag. `kind` says how to read the value, see `KINDS`.

    `raw` is the key of the same value as a number, which comes unasked.
    """

    tag: str
    name: str
    kind: str
    meaning: str
    aliases: tuple[str, ...] = ()
    raw: str | None = None
    source: str | None = None
    requires: str | None = None
    deprecated: bool = False


FIELDS: Final[dict[str, Field]] = {
    "last_price": Field(tag="31", name="last_price", kind="price", meaning="Last trade.", aliases=("last",)),
    "volume": Field(
        tag="87",
        name="volume",
        kind="abbreviated",
        meaning="Volume of the day.",
        raw="87_raw",
        source="clients",
    ),
}
"""Every field by its name."""

BY_TAG: Final = {field.tag: field for field in FIELDS.values()}
"""Every field by its tag, a number as text."""

ALIASES: Final = {alias: field for field in FIELDS.values() for alias in field.aliases}
"""Every field that has shorter or other names, by these."""

KINDS: Final[dict[str, str]] = {"price": "Decimal text.", "abbreviated": "Decimal text that may end in K."}
"""How the values of each kind are written."""

RIGHT_LETTERS: Final[dict[str, str]] = {"C": "call", "P": "put"}

MOST_TAGS: Final = 50
"""The most tags that one request may name."""
