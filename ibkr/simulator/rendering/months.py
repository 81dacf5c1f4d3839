"""Expiry months in the gateway's spelling."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

_NAMES = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def option_months(today: date, count: int = 6) -> str:
    """`FEB13;MAR13;...`: this month and those after it.

    >>> option_months(date(2013, 11, 5), 3)
    'NOV13;DEC13;JAN14'
    """
    months = range(today.year * 12 + today.month - 1, today.year * 12 + today.month - 1 + count)
    return ";".join(f"{_NAMES[month % 12]}{month // 12 % 100:02}" for month in months)
