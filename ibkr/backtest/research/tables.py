"""Rows as the frames of other libraries, and libraries that may be missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ibkr.model.nearest import nearest

from ..libraries import load


def to_pandas(rows: Sequence[dict[str, Any]]) -> Any:
    """A pandas frame, one row each.

    Raises:
        ConfigError: pandas is not installed.
    """
    return load("pandas", needed_for="to_pandas()").DataFrame(rows)


def to_polars(rows: Sequence[dict[str, Any]]) -> Any:
    """A polars frame, one row each.

    Raises:
        ConfigError: polars is not installed.
    """
    return load("polars", needed_for="to_polars()").DataFrame(rows, infer_schema_length=None)


def optuna() -> Any:
    """The library that draws parameters.

    Raises:
        MissingExtra: it is not installed.
    """
    return load("optuna", needed_for="random and Bayesian search")


def unknown(name: str, known: Iterable[str]) -> str:
    """What to say about a name that is not there: the nearest ones, or all."""
    listed = list(known)
    near = nearest(name, listed)
    hint = f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(listed)}."
    return f"There is no {name!r}; {hint}"
