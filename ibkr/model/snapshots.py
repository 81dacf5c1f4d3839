"""The top of the book at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ibkr.model.availability import Availability
from ibkr.model.numbers import Number

if TYPE_CHECKING:
    from datetime import datetime
    from decimal import Decimal

FieldValue: TypeAlias = Number | str


@attrs.frozen
class Snapshot:
    """What IBKR told about one contract, by field name.

    `values` holds every field that came: `Number` for what is a number, text for the
    rest. A field that is not known or not subscribed is absent, and named in
    `missing` if it was asked for. `raw` is the row under the gateway's own tags.
    """

    conid: int
    values: Mapping[str, FieldValue]
    missing: tuple[str, ...] = ()
    updated: datetime | None = None
    """When IBKR last changed the row, aware UTC."""
    raw: Mapping[str, object] = attrs.field(factory=dict[str, object], repr=False)

    def number(self, name: str) -> Decimal | None:
        """The field as a number, or None where it has none."""
        value = self.values.get(name)
        return value.value if isinstance(value, Number) else None

    def __getitem__(self, name: str) -> FieldValue:
        """The field's value; `KeyError` when it did not come."""
        return self.values[name]

    @property
    def last(self) -> Decimal | None:
        """Last trade, or the prior close (see `closed`)."""
        return self.number("last_price")

    @property
    def bid(self) -> Decimal | None:
        """Best bid."""
        return self.number("bid_price")

    @property
    def ask(self) -> Decimal | None:
        """Best ask."""
        return self.number("ask_price")

    @property
    def bid_size(self) -> Decimal | None:
        """Size at the bid."""
        return self.number("bid_size")

    @property
    def ask_size(self) -> Decimal | None:
        """Size at the ask."""
        return self.number("ask_size")

    @property
    def volume(self) -> Decimal | None:
        """Volume of the day: exact if IBKR sent an exact form, else the rounded text (`12.2M`)."""
        told = (self.number(name) for name in ("volume_long", "volume_raw", "volume"))
        return next((number for number in told if number is not None), None)

    @property
    def closed(self) -> bool:
        """Whether `last` is the prior close because nothing traded yet (marker C)."""
        return self._marker("last_price") == "C"

    @property
    def halted(self) -> bool:
        """Whether trading is halted (marker H)."""
        return self._marker("last_price") == "H"

    @property
    def availability(self) -> Availability:
        """How live the data is: real time, delayed, frozen and so on; false if IBKR did not tell."""
        value = self.values.get("market_data_availability", "")
        return Availability(value if isinstance(value, str) else "")

    def _marker(self, name: str) -> str:
        value = self.values.get(name)
        return value.marker if isinstance(value, Number) else ""
