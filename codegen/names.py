"""Names of the wire in Python's spelling."""

from __future__ import annotations

import keyword
import re

_BOUNDARY = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[^A-Za-z0-9]+")

# Names that a class body or a signature needs for its own annotations.
RESERVED = frozenset({"list", "dict", "str", "int", "float", "bool", "tuple", "type", "property", "object"})
_ALLOWED_IN_FIELDS = frozenset({"type"})


def snake(wire: str) -> str:
    """`acctId` → `acct_id`, `cOID` → `c_oid`, `outsideRTH` → `outside_rth`, `_updated` → `updated`."""
    return "_".join(part.lower() for part in _BOUNDARY.split(wire) if part)


def pascal(name: str) -> str:
    """`market_data` → `MarketData`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def camel(facade: str) -> str:
    """`market_data.snapshot_rows` → `marketDataSnapshotRows`."""
    whole = pascal(facade.replace(".", "_"))
    return whole[:1].lower() + whole[1:]


def usable(name: str) -> bool:
    """Whether `name` can be a field or a method without breaking the annotations around it."""
    legal = name.isidentifier() and not keyword.iskeyword(name) and not name.startswith("_")
    return legal and (name not in RESERVED or name in _ALLOWED_IN_FIELDS)
