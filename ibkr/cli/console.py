"""Where output goes: data to stdout, words to stderr, colours only for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any

import msgspec
from rich.console import Console
from rich.table import Table

from ibkr import errors

USED_WRONGLY = 2

# The first kind that fits decides: a wrong address is also a transport error, and is the user's to correct.
EXIT_STATUS: Mapping[type[Exception], int] = {
    errors.ConfigError: USED_WRONGLY,
    errors.InvalidOrder: USED_WRONGLY,
    errors.AmbiguousContract: USED_WRONGLY,
    errors.TransportError: 3,
    errors.IbkrError: 1,
}


@cache
def out() -> Console:
    """Where data goes. Rich leaves colours out for pipes and for `NO_COLOR`."""
    return Console(highlight=False)


@cache
def words() -> Console:
    """Where everything goes that is not data."""
    return Console(stderr=True, highlight=False)


def exit_status(error: errors.IbkrError) -> int:
    """The exit status that tells a script what kind of failure it was."""
    return next(status for kind, status in EXIT_STATUS.items() if isinstance(error, kind))


def show(rows: Sequence[Any], columns: Mapping[str, str], *, as_json: bool) -> None:
    """Print `rows`: everything they hold as JSON, or the named attributes as a table.

    `columns` maps a heading to the attribute below it.
    """
    if as_json:
        out().out(msgspec.json.encode(rows).decode(), highlight=False)
        return
    if not rows:
        words().print("Nothing to show.")
        return
    out().print(table([[getattr(row, name) for name in columns.values()] for row in rows], list(columns)))


def table(rows: Sequence[Sequence[Any]], headings: Sequence[str]) -> Table:
    """A plain table; columns of numbers are aligned to the right and share their decimals."""
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    columns = [column(values) for values in zip(*rows, strict=True)]
    for heading, values in zip(headings, zip(*rows, strict=True), strict=True):
        drawn.add_column(heading, justify="right" if all(map(_is_number, values)) else "left")
    for row in zip(*columns, strict=True):
        drawn.add_row(*row)
    return drawn


def column(values: Sequence[Any]) -> list[str]:
    """The values as a person reads them below each other: whole floats only if all of them are."""
    floats = [value for value in values if isinstance(value, float)]
    whole = all(value.is_integer() for value in floats)
    return [
        f"{value:,.{0 if whole else 2}f}" if isinstance(value, float) else text(value) for value in values
    ]


def text(value: Any) -> str:
    """A value as a person reads it: nothing for what is absent, thousands separated, times in UTC."""
    if value is None or value is msgspec.UNSET:
        return ""
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} UTC"
    return str(value)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
