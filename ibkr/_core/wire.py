"""Reading single values of answers whose keys may be missing, null or of another type."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ibkr.model.numbers import read_number

if TYPE_CHECKING:
    from decimal import Decimal


def text(value: object) -> str:
    """The text; empty where there is none."""
    return value if isinstance(value, str) else ""


def number(value: object) -> Decimal | None:
    """The number, written as number or text; None where there is none."""
    found = read_number(value) if isinstance(value, (str, int, float)) else None
    return None if found is None else found.value


def whole(value: object) -> int:
    """The whole number, written as number or text; 0 where there is none."""
    found = number(value)
    return 0 if found is None else int(found)


def day(value: object) -> date | None:
    """The day written as YYYYMMDD, in digits or as a number; None where there is none."""
    try:
        return datetime.strptime(str(value), "%Y%m%d").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def words(value: object, separator: str) -> tuple[str, ...]:
    """The parts of a list that is written as one text."""
    return tuple(word for word in text(value).split(separator) if word)
