"""A contract as the library's own functions return it, and what stands for one."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

import attrs

from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from ibkr.model.ticks import TickRules

# What a search gives bonds in place of a number; no number beyond it is a contract (endpoints.md, search).
NO_CONTRACT: Final = 2_147_483_647


class HasConid(Protocol):
    """Anything that names one contract: `Contract`, an option of a chain, a row of an answer."""

    @property
    def conid(self) -> object:
        """The contract's number."""
        ...


Which: TypeAlias = int | HasConid
"""A contract, by its number or by anything that has one."""


def conid_of(which: object) -> int:
    """The number of a contract that was named by number or by anything with a `conid`.

    Raises:
        InvalidArgument: it is neither, or no number that IBKR gives to contracts.
    """
    number: Any = which if isinstance(which, (int, str)) else getattr(which, "conid", which)
    found = _whole(number, is_own=number is which)
    if not 0 < found < NO_CONTRACT:
        raise InvalidArgument(
            f"A conid is a whole number above zero, not {number!r}: `ib.contracts.find(symbol)` tells it"
            f"{' (2147483647 stands for bonds in a search)' if found == NO_CONTRACT else ''}."
        )
    return found


def _whole(number: Any, *, is_own: bool) -> int:
    """The number; 0 for what is none."""
    if isinstance(number, str):
        # A search writes numbers as text. Who writes one by hand may have meant a symbol.
        return int(number) if number.isdecimal() and not is_own else 0
    try:
        return 0 if isinstance(number, bool) else operator.index(number)
    except TypeError:
        return 0


@attrs.frozen
class Contract:
    """One tradable contract.

    `conid` is what every other call wants. Text that IBKR did not give is empty.
    """

    conid: int
    symbol: str
    sec_type: str = "STK"
    name: str = ""
    exchange: str = ""
    currency: str = ""
    """Empty until IBKR was asked for it: a search does not tell."""
    is_us: bool | None = None
    ticks: TickRules | None = attrs.field(default=None, repr=False)
    """The steps its price moves in, where known."""

    def __str__(self) -> str:
        """Symbol, kind, exchange, name and conid in one line."""
        parts = (self.symbol, self.sec_type, self.exchange, self.currency, self.name)
        return f"{' '.join(filter(None, parts))} (conid {self.conid})"
