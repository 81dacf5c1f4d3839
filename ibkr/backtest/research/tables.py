"""Rows as the frames of other libraries, and libraries that may be missing."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from ...errors import ConfigError, MissingExtra


def to_pandas(rows: Sequence[dict[str, Any]]) -> Any:
    """A pandas frame, one row each.

    Raises:
        ConfigError: pandas is not installed.
    """
    return _library("pandas").DataFrame(rows)


def to_polars(rows: Sequence[dict[str, Any]]) -> Any:
    """A polars frame, one row each.

    Raises:
        ConfigError: polars is not installed.
    """
    return _library("polars").DataFrame(rows, infer_schema_length=None)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        raise ConfigError(f"{name} is not installed: pip install {name}.") from error


def optuna() -> Any:
    """The library that draws parameters.

    Raises:
        MissingExtra: it is not installed.
    """
    try:
        return import_module("optuna")
    except ModuleNotFoundError as error:
        raise MissingExtra("research", needed_for="random and Bayesian search") from error


def unknown(name: str, known: Iterable[str]) -> str:
    """What to say about a name that is not there: the nearest ones, or all."""
    listed = list(known)
    near = difflib.get_close_matches(name, listed, n=3)
    hint = f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(listed)}."
    return f"There is no {name!r}; {hint}"
