"""Reading the numbers that IBKR writes for display: `C187.20`, `1,234`, `12.2M`, `-0.42%`."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

import attrs

SCALES: Final = {"": Decimal(1), "K": Decimal(10**3), "M": Decimal(10**6), "B": Decimal(10**9)}

# A marker letter, a signed number with optional thousands commas, then a unit or a percent sign.
_DISPLAYED: Final = re.compile(
    r"(?P<marker>[A-Z]?)"
    r"(?P<number>[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[Ee][+-]?\d{1,3})?)"
    r"(?P<unit>[KMB]?)(?P<percent>%?)",
    re.ASCII,
)


@attrs.frozen
class Number:
    """A number as IBKR displays it.

    `marker` is the letter before it: C means that the prior close is shown, H that
    trading is halted. A percentage keeps its number: 1.25% is 1.25 with `percent`.
    """

    value: Decimal
    marker: str = ""
    percent: bool = False


def read_number(text: str | float) -> Number | None:
    """Return the number in `text`, or None where there is none (``""``, ``"N/A"``, ``"-"``).

    Some accounts receive JSON numbers instead of text; they are read as they print.
    Source: spec/fields.yaml, value kinds.
    """
    if isinstance(text, (int, float)):
        return _from_plain(text)
    found = _DISPLAYED.fullmatch(text.strip())
    if found is None or not any(map(str.isdigit, found["number"])):
        return None
    return Number(
        Decimal(found["number"].replace(",", "")) * SCALES[found["unit"]],
        marker=found["marker"],
        percent=bool(found["percent"]),
    )


def _from_plain(number: float) -> Number | None:
    if isinstance(number, bool):
        return None
    value = Decimal(str(number))
    return Number(value) if value.is_finite() else None
