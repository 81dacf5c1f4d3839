"""The section on luck: the fan of equity curves that the same returns would have made in other orders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from .. import text
from .axes import TimeTick, nice_step, value_scale
from .chart import Chart, Line, Ribbon
from .markup import Figure, plural, tiles

if TYPE_CHECKING:
    from ..research.chance import MonteCarlo

TICKS: Final = 5
RUIN: Final = 0.2
METHODS: Final = {
    "blocks": "runs of {block} consecutive returns, drawn again with replacement",
    "trades": "trades, drawn again with replacement",
}


def monte_carlo(drawn: MonteCarlo) -> str:
    """Bands of the equity, and the figures that follow."""
    low, high = drawn.interval()
    deepest = float(np.quantile(drawn.max_drawdown, 0.05))
    figures = (
        (
            "Median final equity",
            text.number(float(np.median(drawn.final_equity)), 0),
            f"came out: {text.number(drawn.actual, 0)}",
        ),
        ("90 % of the paths", f"{text.compact(low, 100)} – {text.compact(high, 100)}", "final equity"),
        ("Ends with a loss", text.percent(drawn.probability_of_loss), f"of {plural(drawn.paths, 'path')}"),
        (
            "Worst drawdown in 20",
            text.percent(deepest),
            f"{text.percent(drawn.probability_of_drawdown(RUIN), 0)} of the paths fall by 20\u00a0% or more",
        ),
    )
    return tiles(figures) + _fan(drawn)


def _fan(drawn: MonteCarlo) -> str:
    levels = sorted(drawn.bands)
    lowest, highest = drawn.bands[levels[0]], drawn.bands[levels[-1]]
    scale = value_scale(float(lowest.min()), float(highest.max()))
    chart = Chart(
        title="Bands of the equity over all paths",
        times=drawn.steps,
        scale=scale,
        label=lambda value: text.compact(value, scale.step),
        lines=(Line(drawn.bands[0.5], "median"),),
        ribbons=(
            Ribbon(lowest, highest, "outer"),
            Ribbon(drawn.bands[levels[1]], drawn.bands[levels[-2]], "inner"),
        ),
        ticks=_ticks(drawn),
    )
    how = METHODS[drawn.method].format(block=drawn.block)
    keys = [("median", "median"), ("ribbon", "50 % and 90 % of the paths"), ("", f"{how}; seed {drawn.seed}")]
    return Figure(chart, keys, 260).html()


def _ticks(drawn: MonteCarlo) -> tuple[TimeTick, ...]:
    """Round numbers of trades or bars."""
    last = int(drawn.steps[-1])
    step = max(1, round(nice_step(last, TICKS)))
    unit = "trades" if drawn.method == "trades" else "bars"
    wanted = np.arange(0, last + 1, step)
    places = np.searchsorted(drawn.steps, wanted)
    return tuple(
        TimeTick(int(place), f"{count:,} {unit}" if number == 1 else f"{count:,}", major=False)
        for number, (place, count) in enumerate(zip(places, wanted.tolist(), strict=True))
    )
