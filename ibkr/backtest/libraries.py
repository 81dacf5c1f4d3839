"""Libraries that a part of the backtester needs and not every installation has, loaded when first used."""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

from ..errors import ConfigError, MissingExtra

EXTRAS: Final = {"optuna": "research", "pyarrow": "backtest", "resvg_py": "report"}
"""The extra that brings each. The user's own frames bring pandas and polars: no extra does."""


def load(module: str, *, needed_for: str) -> Any:
    """An optional library's module.

    Raises:
        MissingExtra: it is not installed; the message names the extra that brings it.
        ConfigError: the same, of a library that no extra brings.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        library = module.partition(".")[0]
        if (error.name or "").partition(".")[0] != library:
            raise
        if library in EXTRAS:
            raise MissingExtra(EXTRAS[library], needed_for=needed_for) from error
        raise ConfigError(f"{library} is not installed: pip install {library}.") from error
