"""Scans of the market: what to look for, and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from typing import Self

FilterValue: TypeAlias = str | int | float | bool | Decimal


@attrs.frozen
class Scan:
    """What to look for, where, and under which conditions.

    Names are IBKR's codes; they are checked against its list when the scan is run, and
    `ib.scanner.params()` is that list.

        Scan("TOP_PERC_GAIN", location="STK.US.MAJOR").where(priceAbove=5)
    """

    type: str
    instrument: str = attrs.field(default="STK", kw_only=True)
    location: str = attrs.field(default="STK.US.MAJOR", kw_only=True)
    filters: Mapping[str, FilterValue] = attrs.field(factory=dict[str, FilterValue], kw_only=True)

    def where(self, **filters: FilterValue) -> Self:
        """The same scan with more conditions, all of which have to hold.

        Raises:
            InvalidArgument: a value is neither a number, a text nor a flag.
        """
        for name, value in filters.items():
            if not isinstance(value, (str, int, float, bool, Decimal)):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
                raise InvalidArgument(f"The condition {name} takes a number or a text, not {value!r}.")
        return attrs.evolve(self, filters={**self.filters, **filters})


@attrs.frozen
class ScanHit:
    """One contract found."""

    rank: int
    """Place among those found, from 1."""
    conid: int
    symbol: str
    name: str
    """Of the company."""
    description: str
    """The contract in words."""
    sec_type: str
    exchange: str
    """Where it is listed."""
    value: str | None
    """The value that decided, as IBKR writes it; None where it does not tell."""
    column: str | None
    """What that value is called."""
