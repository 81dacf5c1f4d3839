"""Packages that only this part of the library needs, loaded when first used."""

from __future__ import annotations

import importlib
from typing import Any

from ..errors import MissingExtra

EXTRA = "history"


def load(module: str, *, needed_for: str) -> Any:
    """An optional package's module.

    Raises:
        MissingExtra: it is not installed; the message names the extra.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != module.partition(".")[0]:
            raise
        raise MissingExtra(EXTRA, needed_for=needed_for) from error
