"""Numbers as the gateway writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

_SCALES = ((1_000_000_000, "B"), (1_000_000, "M"), (1_000, "K"))


def price(value: Decimal) -> str:
    """`214.35`: at least two decimals, more where the price has them.

    >>> price(Decimal("1")), price(Decimal("1.2345"))
    ('1.00', '1.2345')
    """
    exponent = value.normalize().as_tuple().exponent
    digits = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{value:.{digits}f}"


def signed(value: Decimal | float) -> str:
    """`+1.20`, `-0.42`: a change, always with its sign."""
    return f"{value:+z.2f}"


def size(value: int | Decimal) -> str:
    """`1,200`: thousands commas."""
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def short(value: float) -> str:
    """`12.2M`, `2.4K`, `950`: three significant digits and a unit.

    >>> short(12_234_000), short(999), short(2_400), short(-1_500_000)
    ('12.2M', '999', '2.4K', '-1.5M')
    """
    for scale, unit in _SCALES:
        if abs(value) >= scale:
            return f"{_three_digits(value / scale)}{unit}"
    return _three_digits(value)


def _three_digits(value: float) -> str:
    # From 999.5 on, three significant digits would be written 1e+03.
    return f"{value:.3g}" if abs(value) < 999.5 else f"{value:.0f}"


def percent(value: float) -> str:
    """`1.25%`."""
    return f"{value:z.2f}%"


def money(value: Decimal | float) -> str:
    """`1,006,413`: whole units with thousands commas, as margin previews show amounts.

    >>> money(Decimal("1006412.6")), money(Decimal("-0.3"))
    ('1,006,413', '0')
    """
    return f"{value:z,.0f}"


def amount(value: Decimal | float) -> str:
    """`1,234.50`: cents with thousands commas, none where there are none.

    >>> amount(Decimal("1234.5")), amount(Decimal("1.004"))
    ('1,234.50', '1')
    """
    return f"{value:z,.2f}".removesuffix(".00")


def compact_time(at: float) -> str:
    """`260114153000`: YYMMDDHHmmss in UTC."""
    return f"{datetime.fromtimestamp(at, UTC):%y%m%d%H%M%S}"


def dashed_time(at: float) -> str:
    """`20260114-15:30:00` in UTC."""
    return f"{datetime.fromtimestamp(at, UTC):%Y%m%d-%H:%M:%S}"


def milliseconds(at: float) -> int:
    """Epoch seconds as whole milliseconds."""
    return round(at * 1000)
