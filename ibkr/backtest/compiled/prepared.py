"""Bars laid out for kernels, checked once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import attrs
import numpy as np

from ...errors import BacktestError
from ..assets import Asset
from ..inputs import BarsLike, is_panel, read_bars

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ...model.bars import Bars


@attrs.frozen(eq=False)
class Prepared:
    """Checked bars, to be given to `run`, `measure` and `sweep` again and again instead of bars."""

    series: tuple[Bars, ...]
    assets: tuple[Asset, ...]

    @property
    def single(self) -> bool:
        """Whether there is one asset."""
        return len(self.series) == 1

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The assets' names."""
        return tuple(asset.name for asset in self.assets)

    @cached_property
    def times(self) -> NDArray[np.int64]:
        """The instant of each step: the union of the series' times."""
        if self.single:
            return self.series[0].time
        first = self.series[0].time
        if all(bars.time is first or np.array_equal(bars.time, first) for bars in self.series[1:]):
            return first
        return np.unique(np.concatenate([bars.time for bars in self.series]))

    @cached_property
    def panel(self) -> tuple[NDArray[np.float64], ...]:
        """Open, high, low, close and volume as steps by assets; NaN where an asset has no bar."""
        names = ("open", "high", "low", "close", "volume")
        return tuple(fixed(self._table(name)) for name in names)

    def _table(self, name: str) -> NDArray[np.float64]:
        table = np.full((len(self.times), len(self.series)), np.nan)
        for place, bars in enumerate(self.series):
            whole = len(bars) == len(self.times)
            rows = slice(None) if whole else np.searchsorted(self.times, bars.time)
            table[rows, place] = getattr(bars, name)
        return table

    @cached_property
    def _stacks(self) -> dict[str, NDArray[np.float64]]:
        return {}

    def stacked(self, name: str) -> NDArray[np.float64]:
        """A column of assets by steps, where every asset has a bar on every step."""
        if name not in self._stacks:
            self._stacks[name] = fixed(np.stack([getattr(bars, name) for bars in self.series]))
        return self._stacks[name]

    def columns(self) -> tuple[NDArray[Any], ...]:
        """Time, open, high, low, close and volume of the one asset."""
        bars = self.series[0]
        columns = (bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume)
        return tuple(fixed(column) for column in columns)


def prepare(
    bars: BarsLike | Mapping[str, BarsLike], *, asset: str | Asset = "", assets: Iterable[Asset] = ()
) -> Prepared:
    """Read and check bars once, for many runs: whatever `backtest` takes.

    Raises:
        InvalidBars: naming the first bad row.
    """
    known = {terms.name: terms for terms in assets}
    if not is_panel(bars):
        terms = asset if isinstance(asset, Asset) else next(iter(known.values()), Asset(asset))
        return Prepared((read_bars(bars),), (terms,))
    if asset:
        raise BacktestError("asset= is for one series; the names of several are their keys.")
    panel = cast("Mapping[str, BarsLike]", bars)
    for name in known:
        if name not in panel:
            raise BacktestError(f"There are no bars of {name}; there are {', '.join(panel)}.")
    series = tuple(read_bars(given, name) for name, given in panel.items())
    return Prepared(series, tuple(known.get(name, Asset(name)) for name in panel))


def fixed(array: Any, dtype: Any = None) -> NDArray[Any]:
    """The array, contiguous and read-only: kernels are compiled for such."""
    given = np.asarray(array)
    made: NDArray[Any] = np.ascontiguousarray(given, dtype=dtype)
    if made.flags.writeable:
        made = made.view()
        made.flags.writeable = False
    return made
