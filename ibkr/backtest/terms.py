"""The terms of a run: everything but the strategy, its parameters and the bars."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import attrs

if TYPE_CHECKING:
    from .assets import Asset
    from .costs import Commission
    from .risk import Risk
    from .sizers import Sizer
    from .slippage import Slippage


Convention: TypeAlias = Literal["next_open", "next_close", "close"]


@attrs.frozen(kw_only=True)
class Terms:
    """The terms of a run, as they are told in its result."""

    commission: Commission
    slippage: Slippage | None
    convention: Convention
    assets: tuple[Asset, ...]
    leverage: float
    maintenance: float
    fractional: bool
    volume_limit: float | None
    latency: int
    risk: Risk | None
    sizer: Sizer | None
    currency: str
    seed: int | None

    @property
    def settled(self) -> frozenset[str]:
        """The assets whose gains are settled in cash: futures."""
        return frozenset(asset.name for asset in self.assets if asset.settled)

    def as_dict(self) -> dict[str, Any]:
        """The same as plain values; models as they are written."""
        said: dict[str, Any] = {}
        for field in attrs.fields(Terms):
            value = getattr(self, field.name)
            plain = value is None or isinstance(value, (bool, int, float, str))
            said[field.name] = value if plain else repr(value)
        return said
