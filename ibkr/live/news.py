"""What happened to the strategy's orders, and what it wants done: plain values, as the ledger keeps them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec


class Filled(msgspec.Struct, frozen=True, tag="filled"):
    """A part of an order, or all of it, was carried out."""

    number: int
    """The order, by the strategy's own count."""
    quantity: float
    price: float
    commission: float
    """As far as it is known yet; what comes later is `Charged`."""
    execution: str = ""
    """The gateway's id, so that nothing counts twice."""


class Charged(msgspec.Struct, frozen=True, tag="charged"):
    """A commission that became known after its fill."""

    number: int
    amount: float
    execution: str = ""


class Ended(msgspec.Struct, frozen=True, tag="ended"):
    """An order is over without being filled whole."""

    number: int
    status: Literal["refused", "cancelled", "expired"]
    reason: str


class Changed(msgspec.Struct, frozen=True, tag="changed"):
    """A working order has the new prices or size that were asked for."""

    number: int
    values: Mapping[str, float]
    quantity: float | None = None


class Adopted(msgspec.Struct, frozen=True, tag="adopted"):
    """A position that is not what the strategy's orders made of it: IBKR's is taken over."""

    asset: str
    quantity: float
    """What is held now, signed."""
    price: float
    """At which the difference is booked."""
    reason: str


News: TypeAlias = Filled | Charged | Ended | Changed | Adopted


class Place(msgspec.Struct, frozen=True, tag="place"):
    """A new order, by its number; what it is stands in the book."""

    number: int


class Cancel(msgspec.Struct, frozen=True, tag="cancel"):
    """An order is to be withdrawn."""

    number: int


class Modify(msgspec.Struct, frozen=True, tag="modify"):
    """A working order is to have other prices or another size."""

    number: int
    values: Mapping[str, float]
    quantity: float | None = None


Intent: TypeAlias = Place | Cancel | Modify
