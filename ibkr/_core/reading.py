"""Wire values made plain: what is absent, null or of another type than promised is None."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, cast

from ibkr.model.numbers import read_number

if TYPE_CHECKING:
    from decimal import Decimal


def text(value: Any) -> str | None:
    """A text that says something, or None."""
    return value if isinstance(value, str) and value else None


def word(value: Any) -> str:
    """A text or a number as text; empty where there is neither."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value)


def amount(value: Any) -> Decimal | None:
    """A number, or the number in a text for display such as `1,234.50 USD`, exactly as written."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    plain = value.strip().removeprefix("$").split(" ")[0] if isinstance(value, str) else value
    found = read_number(plain)
    return None if found is None else found.value


def whole(value: Any) -> int | None:
    """A whole number, also where it is written as text."""
    if isinstance(value, str):
        return int(value) if value.isascii() and value.removeprefix("-").isdigit() else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def flag(value: Any) -> bool | None:
    """A flag, which some builds write as 1 and 0."""
    return (
        None if value is None or not isinstance(value, (bool, int, str)) else value in (True, 1, "1", "true")
    )


def rows(value: Any) -> list[Any]:
    """A list, empty where there is none."""
    return cast("list[Any]", value) if isinstance(value, list) else []


def mapping(value: Any) -> dict[str, Any]:
    """An object, empty where there is none."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def day(value: Any) -> date | None:
    """A day written as YYYYMMDD, or a month written as YYYYMM, which is its first day."""
    digits = word(value)
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (6, 8):
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:] or "1"))
    except ValueError:
        return None


def instant(value: Any) -> datetime | None:
    """A time in seconds or milliseconds since 1970, as number or text, in UTC.

    IBKR writes the same field in either unit (endpoints.md, portfolio summary); what lies beyond
    the year 5000 in seconds is in milliseconds.
    """
    seconds = amount(value)
    if seconds is None or seconds <= 0:
        return None
    plain = float(seconds)
    return datetime.fromtimestamp(plain / 1000 if plain > 1e11 else plain, UTC)
