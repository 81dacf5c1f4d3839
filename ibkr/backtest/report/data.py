"""What reports are about, as plain data: the JSON beside the page."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from ...model.bars import from_milliseconds

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..research.comparison import Comparison
    from ..research.ranking import Sweep
    from ..research.walking import WalkForward, Window


def as_json(what: Any) -> str:
    """The data as JSON; NaN is null, the same inputs give the same bytes."""
    return json.dumps(as_dict(what), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def as_dict(what: Any) -> dict[str, Any]:
    """Plain lists, mappings, numbers and texts."""
    make = FORMS.get(type(what).__name__)
    return plain(make(what) if make is not None else what.to_dict())


def plain(value: Any) -> Any:
    """What JSON can say."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # any mapping
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]  # any sequence
    if isinstance(value, (np.generic, np.ndarray)):
        return plain(value.tolist())  # pyright: ignore[reportUnknownMemberType]  # of any kind
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def _sweep(found: Sweep) -> dict[str, Any]:
    return {
        "strategy": found.strategy,
        "by": found.by,
        "maximize": found.maximize,
        "trials": [
            {
                "trial": trial.number,
                "parameters": dict(trial.parameters),
                "metrics": dict(trial.metrics),
                "error": trial.error,
            }
            for trial in found.trials
        ],
        "best": found.ranked()[0].number if found.ranked() else None,
    }


def window_row(window: Window) -> dict[str, Any]:
    """A window in one flat row."""
    start = window.test[0] - window.train[0]
    times = window.result.times[start:]
    return {
        "first": from_milliseconds(int(times[0])).isoformat(),
        "last": from_milliseconds(int(times[-1])).isoformat(),
        **dict(window.parameters),
        "in_sample": window.in_sample,
        "out_of_sample": window.out_of_sample,
        "total_return": window.result.metrics.total_return,
        "trades": window.result.metrics.trades,
    }


def _walk(walk: WalkForward) -> dict[str, Any]:
    return {
        "by": walk.by,
        "anchored": walk.anchored,
        "efficiency": walk.efficiency,
        "metrics": walk.metrics.as_dict(),
        "windows": [
            {
                **window_row(window),
                "train": window.train,
                "test": window.test,
                "parameters": dict(window.parameters),
            }
            for window in walk.windows
        ],
        "equity": {
            "time": [from_milliseconds(time).isoformat() for time in walk.times.tolist()],
            "equity": walk.equity,
        },
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    return {
        "strategies": comparison.rows(),
        "bars": comparison.bars,
        "differences": [attrs.asdict(one) for one in comparison.differences],
    }


# By name, as in the package: the research package is above this one.
FORMS: Final[dict[str, Callable[[Any], dict[str, Any]]]] = {
    "Sweep": _sweep,
    "WalkForward": _walk,
    "Comparison": _comparison,
}
