"""Which positions of an account were opened as one: combinations, and how many there are of each.

The ledger keeps legs apart; this remembers only which of them belong together, as long
as the account holds them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

import attrs

from ibkr.simulator.market.catalogue import Leg

Legs = tuple[Leg, ...]
_ZERO = Decimal(0)


@attrs.frozen(kw_only=True)
class Combination:
    """So many of a combination; a negative quantity was sold."""

    number: int
    """Counts what an account has opened, from 1."""
    legs: Legs
    quantity: Decimal


class Combinations:
    """Those of one account, the oldest first."""

    def __init__(self) -> None:
        self._held: list[Combination] = []
        self._opened = 0

    def __iter__(self) -> Iterator[Combination]:
        """What is held of each."""
        return iter(tuple(self._held))

    def trade(self, legs: Legs, size: Decimal) -> None:
        """Note a fill: `size` is negative for a sale. The reverse of a combination closes it."""
        for place, known in enumerate(self._held):
            sign = _sign(known.legs, legs)
            if sign:
                self._held[place] = attrs.evolve(known, quantity=known.quantity + sign * size)
                break
        else:
            self._opened += 1
            self._held.append(Combination(number=self._opened, legs=legs, quantity=size))
        self._held = [each for each in self._held if each.quantity]

    def fit(self, quantity: Callable[[int], Decimal]) -> None:
        """Forget what is not together any more: legs were closed by themselves, or have expired."""
        free = {leg.conid: quantity(leg.conid) for each in self._held for leg in each.legs}
        kept: list[Combination] = []
        for each in self._held:
            left = _most(each, free)
            if left:
                kept.append(attrs.evolve(each, quantity=left))
                for leg in each.legs:
                    free[leg.conid] -= left * leg.ratio
        self._held = kept


def _sign(known: Legs, legs: Legs) -> int:
    """1 for the same legs in any order, -1 for the reverse of them, 0 for others."""
    mine = {(leg.conid, leg.ratio) for leg in known}
    if mine == {(leg.conid, leg.ratio) for leg in legs}:
        return 1
    return -1 if mine == {(leg.conid, -leg.ratio) for leg in legs} else 0


def _most(held: Combination, free: dict[int, Decimal]) -> Decimal:
    """How much of a combination its legs still make up."""
    side = 1 if held.quantity > 0 else -1
    made = min(free[leg.conid] / (leg.ratio * side) for leg in held.legs)
    return side * max(min(abs(held.quantity), made), _ZERO)
