"""What luck alone would have made of the same trades or days."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple, get_args

import attrs
import numpy as np

from ...errors import BacktestError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..result import Result

Method = Literal["trades", "blocks"]

BANDS: Final = (0.05, 0.25, 0.5, 0.75, 0.95)
FEWEST: Final = 2
CHUNK: Final = 4_000_000
"""Numbers held at a time: paths are drawn in parts, so that memory stays flat."""
MOST_STEPS_KEPT: Final = 500
"""Points of each band; a picture needs no more."""


@attrs.frozen(eq=False, kw_only=True)
class MonteCarlo:
    """Equity curves that the same parts in another order, or drawn anew, would have made."""

    method: Method
    paths: int
    seed: int
    block: int
    """Returns that stay together."""
    steps: NDArray[np.int64]
    """Trades or bars after the start at which the bands are given."""
    bands: Mapping[float, NDArray[np.float64]]
    """Quantile of the equity over all paths, at each of `steps`, by the quantile's level."""
    final_equity: NDArray[np.float64]
    """Of each path."""
    max_drawdown: NDArray[np.float64]
    """Of each path, as a negative fraction of its peak."""
    starting_equity: float
    actual: float
    """The final equity that really came out."""

    @property
    def probability_of_loss(self) -> float:
        """The share of paths that end below where they began."""
        return float(np.mean(self.final_equity < self.starting_equity))

    def probability_of_drawdown(self, depth: float) -> float:
        """The share of paths that fall by at least `depth` (0.2 is 20 %) from a peak."""
        return float(np.mean(self.max_drawdown <= -abs(depth)))

    def interval(self, level: float = 0.9) -> tuple[float, float]:
        """Between which final equities that share of the paths ends."""
        outside = (1 - level) / 2
        low, high = np.quantile(self.final_equity, [outside, 1 - outside])
        return float(low), float(high)


def monte_carlo(
    result: Result,
    *,
    paths: int = 1000,
    method: Method = "blocks",
    block: int | None = None,
    seed: int = 0,
) -> MonteCarlo:
    """Draw what happened again, with replacement, `paths` times.

    `trades` draws the trades' returns on the equity they began with: it forgets their order and how many
    were open together. `blocks` draws runs of consecutive bar returns (circular blocks of `block`, by default
    the cube root of their number), which keeps the weather that belongs together. What happened after the
    account was ruined is not drawn, and a path that is ruined stays at nothing.

    Raises:
        BacktestError: too few trades or bars to draw from, an unknown method, or a number out of range.
    """
    if method not in get_args(Method):
        raise BacktestError(f"method={method!r} is none of {', '.join(get_args(Method))}.")
    if paths < 1:
        raise BacktestError(f"paths={paths} draws nothing: ask for at least one.")
    drawn = _trade_returns(result) if method == "trades" else result.returns
    drawn = drawn[np.isfinite(drawn)]
    if len(drawn) < FEWEST:
        what = "closed trades" if method == "trades" else "returns"
        raise BacktestError(f"There are {len(drawn)} {what}: too few to draw from.")
    size = 1 if method == "trades" else usual_block(len(drawn)) if block is None else block
    if not 1 <= size <= len(drawn):
        raise BacktestError(f"block={size} is not between 1 and the {len(drawn)} returns there are.")
    seen = _Curves(drawn, size, np.random.default_rng(seed)).seen(paths)
    cash = result.starting_cash
    return MonteCarlo(
        method=method,
        paths=paths,
        seed=seed,
        block=size,
        steps=seen.steps,
        bands=dict(zip(BANDS, np.quantile(seen.growth, BANDS, axis=0) * cash, strict=True)),
        final_equity=seen.final * cash,
        max_drawdown=seen.deepest,
        starting_equity=cash,
        actual=float(result.equity[-1]),
    )


class _Seen(NamedTuple):
    """What is kept of every path."""

    steps: NDArray[np.int64]
    growth: NDArray[np.float64]
    """At those steps, one row a path."""
    final: NDArray[np.float64]
    deepest: NDArray[np.float64]


@attrs.frozen(eq=False)
class _Curves:
    """Growth of 1 by returns drawn again, some paths at a time."""

    returns: NDArray[np.float64]
    block: int
    dice: np.random.Generator

    def seen(self, paths: int) -> _Seen:
        length = len(self.returns)
        points = np.linspace(0, length, min(length + 1, MOST_STEPS_KEPT))
        steps = np.unique(points.astype(np.int64))
        growth, final, deepest = np.empty((paths, len(steps))), np.empty(paths), np.empty(paths)
        done = 0
        for curves in self._drawn(paths):
            place = slice(done, done + len(curves))
            done += len(curves)
            growth[place], final[place] = curves[:, steps], curves[:, -1]
            deepest[place] = np.min(curves / np.maximum.accumulate(curves, axis=1) - 1, axis=1)
        return _Seen(steps, growth, final, deepest)

    def _drawn(self, paths: int) -> Iterator[NDArray[np.float64]]:
        length = len(self.returns)
        growth = np.maximum(1 + self.returns, 0.0)
        at_once = max(1, CHUNK // (length + 1))
        for first in range(0, paths, at_once):
            count = min(at_once, paths - first)
            curves = np.ones((count, length + 1))
            drawn = growth[circular_blocks(length, self.block, count, self.dice)]
            np.cumprod(drawn, axis=1, out=curves[:, 1:])
            yield curves


def usual_block(length: int) -> int:
    """The cube root of a number of returns: as long a block as keeps what belongs together."""
    return max(1, round(length ** (1 / 3)))


def circular_blocks(length: int, block: int, draws: int, dice: np.random.Generator) -> NDArray[np.int64]:
    """Places drawn anew, `length` a row, in blocks that go on from the end at the beginning.

    Source: Politis and Romano, A Circular Block-Resampling Procedure for Stationary Data (1992).
    """
    starts = dice.integers(0, length, size=(draws, math.ceil(length / block), 1))
    return ((starts + np.arange(block)) % length).reshape(draws, -1)[:, :length]


def _trade_returns(result: Result) -> NDArray[np.float64]:
    """What each trade made of the equity that there was when it began; NaN where there was none."""
    begun = np.array([max(trade.entry_bar - 1, 0) for trade in result.trades], dtype=np.int64)
    made = np.array([trade.pnl for trade in result.trades], dtype=np.float64)
    equity = result.equity[begun]
    return np.divide(made, equity, out=np.full_like(made, np.nan), where=equity > 0)


def describe(drawn: MonteCarlo) -> dict[str, Any]:
    """The numbers of a report."""
    low, high = drawn.interval()
    return {
        "method": drawn.method,
        "paths": drawn.paths,
        "block": drawn.block,
        "seed": drawn.seed,
        "median_final_equity": float(np.median(drawn.final_equity)),
        "interval_90": [low, high],
        "probability_of_loss": drawn.probability_of_loss,
        "median_max_drawdown": float(np.median(drawn.max_drawdown)),
        "worst_5_percent_drawdown": float(np.quantile(drawn.max_drawdown, 0.05)),
    }
