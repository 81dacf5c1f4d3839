# Generated from spec/. Do not edit.
"""Questions that the gateway raises before it takes an order."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Question(Struct, frozen=True, kw_only=True):
    """One kind of question. `suppressible` ones can be switched off for a session."""

    id: str
    name: str
    suppressible: bool
    meaning: str


QUESTIONS: Final[dict[str, Question]] = {
    "o163": Question(
        id="o163", name="price_beyond_limit", suppressible=True, meaning="The limit is far from the market."
    )
}
"""Every known question by its id, which is what `messageIds` of an order answer holds."""
