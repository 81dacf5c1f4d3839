"""Several contracts traded as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from ibkr.errors import InvalidOrder
from ibkr.model.contracts import Contract

# Source: endpoints.md, combo conidex. Each currency has a contract that stands for combinations in it.
SPREAD_CONIDS: Final[Mapping[str, int]] = {
    "AUD": 61227077,
    "CAD": 61227082,
    "CHF": 61227087,
    "CNH": 136000441,
    "GBP": 58666491,
    "HKD": 61227072,
    "INR": 136000444,
    "JPY": 61227069,
    "KRW": 136000424,
    "MXN": 136000449,
    "SEK": 136000429,
    "SGD": 426116555,
    "USD": 28812380,
}


@attrs.frozen
class Combo:
    """Several contracts traded as one, such as a spread. Give it to `Order.limit` in place of a contract."""

    legs: tuple[tuple[int, int], ...]
    """Conid and ratio of each; a negative ratio is sold when the combination is bought."""
    spread_conid: int
    exchange: str | None = None

    @property
    def conid_ex(self) -> str:
        """As IBKR writes it: `28812380;;;265598/1,8314/-1`."""
        head = f"{self.spread_conid}@{self.exchange}" if self.exchange else str(self.spread_conid)
        return f"{head};;;{','.join(f'{conid}/{ratio}' for conid, ratio in self.legs)}"


def combo(
    legs: Iterable[tuple[int | Contract, int]], *, currency: str = "USD", exchange: str | None = None
) -> Combo:
    """A combination of contracts: `combo([(long.conid, 1), (short.conid, -1)])`.

    Outside the United States IBKR wants the `exchange` named.

    Raises:
        InvalidOrder: fewer than two legs, a ratio of zero, or a currency without combinations.

    Source: endpoints.md, combo conidex.
    """
    if currency not in SPREAD_CONIDS:
        raise InvalidOrder(
            f"IBKR trades no combinations in {currency!r}, only in {', '.join(sorted(SPREAD_CONIDS))}."
        )
    parts = tuple((one.conid if isinstance(one, Contract) else one, ratio) for one, ratio in legs)
    if len(parts) < 2 or len({conid for conid, _ in parts}) < len(parts):
        raise InvalidOrder("a combination has at least two legs, each of another contract.")
    if any(not isinstance(ratio, int) or ratio == 0 for _, ratio in parts):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers without a type checker
        raise InvalidOrder(
            "the ratio of a leg is a whole number other than zero; negative means the other side."
        )
    return Combo(parts, SPREAD_CONIDS[currency], exchange)
