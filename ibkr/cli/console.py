"""Where output goes: data to stdout, words to stderr, colours only for a terminal."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from io import StringIO
from typing import Any, Final, TypeAlias, cast

import msgspec
from rich.console import Console
from rich.table import Table

from ibkr import errors
from ibkr.cli.statuses import READER_GONE, REFUSED, UNREACHABLE, USED_WRONGLY

UNLIMITED: Final = 1000
"""Width of a table that another program reads: nothing may be cut to the width of a screen."""

# The first kind that fits decides: a wrong address is also a transport error, and is the user's to correct.
EXIT_STATUS: Mapping[type[Exception], int] = {
    errors.ConfigError: USED_WRONGLY,
    errors.InvalidArgument: USED_WRONGLY,
    errors.InvalidOrder: USED_WRONGLY,
    errors.AmbiguousContract: USED_WRONGLY,
    errors.TransportError: UNREACHABLE,
    errors.IbkrError: REFUSED,
}

# What to do next on the command line, where the error itself speaks of Python.
NEXT: Mapping[type[Exception], str] = {
    errors.LimitExceeded: "",
    errors.Guarded: "Commands that trade a live account take --live, or IBKR_LIVE=1.",
    errors.NoBrokerageSession: "Here: ibkr session open",
    errors.OrderUnknown: "Here: ibkr orders recover",
}

COLLECTIONS: Final = (tuple, list, frozenset)

Column: TypeAlias = str | Callable[[Any], Any]
"""A column of a table: an attribute of the row, or a function of it."""
Columns: TypeAlias = Mapping[str, Column]
"""Columns by their headings."""


class _Stdout(Console):
    """Standard output, which its reader may leave before all is said."""

    def on_broken_pipe(self) -> None:
        """End quietly, as other programs do."""
        self.quiet = True
        # Python would complain of what it cannot flush at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(READER_GONE)


@cache
def out() -> Console:
    """Where data goes. Rich leaves colours out for pipes and for `NO_COLOR`."""
    return _Stdout(highlight=False)


@cache
def words() -> Console:
    """Where everything goes that is not data."""
    return Console(stderr=True, highlight=False)


def say(line: object) -> None:
    """One line of words."""
    words().print(str(line), markup=False, soft_wrap=True)


def exit_status(error: errors.IbkrError) -> int:
    """The exit status that tells a script what kind of failure it was."""
    return next(status for kind, status in EXIT_STATUS.items() if isinstance(error, kind))


def next_step(error: errors.IbkrError) -> str:
    """What to type next; empty where the error says it itself."""
    return next((line for kind, line in NEXT.items() if isinstance(error, kind)), "")


# --- data --------------------------------------------------------------------------------------


def show(rows: Sequence[Any], columns: Columns, *, as_json: bool = False, as_csv: bool = False) -> None:
    """Print `rows`: everything they hold as JSON, or the named columns as a table or as CSV."""
    if as_json:
        dump(rows)
        return
    values = [[_value(row, column) for column in columns.values()] for row in rows]
    if as_csv:
        write_csv(values, list(columns))
    elif values:
        draw(table(values, list(columns)))
    else:
        say("Nothing to show.")


def facts(one: Any, columns: Columns, *, as_json: bool = False, as_csv: bool = False) -> None:
    """Print one thing: everything it holds as JSON, the named facts below each other, or as a line of CSV."""
    if as_json:
        dump(one)
        return
    if as_csv:
        show([one], columns, as_csv=True)
        return
    named = ((heading, _value(one, column)) for heading, column in columns.items())
    told = [(heading, told) for heading, value in named if (told := text(value))]
    widest = max((len(heading) for heading, _ in told), default=0)
    for heading, value in told:
        out().print(f"{heading:<{widest}}  {value}", markup=False, soft_wrap=True)


def dump(value: Any) -> None:
    """Print a value as one line of JSON."""
    out().out(msgspec.json.encode(value, enc_hook=_plain).decode(), highlight=False)


def draw(drawn: Table) -> None:
    """Print a table; fitted to the width of a screen only on a screen."""
    if out().is_terminal:
        out().print(drawn)
        return
    page = StringIO()
    Console(file=page, width=UNLIMITED, highlight=False, color_system=None).print(drawn)
    for line in page.getvalue().splitlines():
        out().out(line.rstrip(), highlight=False)


def named(*names: str) -> dict[str, Column]:
    """Columns that are called as their attributes, with spaces."""
    return {name.replace("_", " "): name for name in names}


def keys(*names: str) -> dict[str, Column]:
    """Columns of rows that are dictionaries."""
    return {name: lambda row, name=name: row[name] for name in names}


def _value(row: Any, column: Column) -> Any:
    return getattr(row, column) if isinstance(column, str) else column(row)


def _plain(value: Any) -> Any:
    """What JSON has no form for, in one that it has."""
    if isinstance(value, Mapping):
        return dict(cast("Mapping[Any, Any]", value))
    if isinstance(value, Iterable):
        return list(cast("Iterable[Any]", value))
    return str(value)


def write_csv(rows: Iterable[Sequence[Any]], headings: Sequence[str] = ()) -> None:
    """Numbers as they are and times in ISO form: what another program reads without guessing."""
    page = StringIO()
    writer = csv.writer(page, lineterminator="\n")
    if headings:
        writer.writerow(headings)
    writer.writerows([_cell(value) for value in row] for row in rows)
    if page.tell():
        out().out(page.getvalue(), end="", highlight=False)


def _cell(value: Any) -> Any:
    if _is_nothing(value):
        return ""
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    return text(value) if isinstance(value, COLLECTIONS) else value


def table(rows: Sequence[Sequence[Any]], headings: Sequence[str]) -> Table:
    """A plain table; columns of numbers are aligned to the right and share their decimals."""
    drawn = Table(box=None, pad_edge=False, header_style="bold")
    columns = [column(values) for values in zip(*rows, strict=True)]
    for heading, values in zip(headings, zip(*rows, strict=True), strict=True):
        drawn.add_column(heading, justify="right" if all(map(_is_number, values)) else "left")
    for row in zip(*columns, strict=True):
        drawn.add_row(*map(_escaped, row))
    return drawn


def _escaped(cell: str) -> str:
    from rich.markup import escape

    return escape(cell)


def column(values: Sequence[Any]) -> list[str]:
    """The values as a person reads them below each other: whole floats only if all of them are."""
    floats = [value for value in values if isinstance(value, float)]
    whole = all(value.is_integer() for value in floats)
    return [
        f"{value:,.{0 if whole else 2}f}" if isinstance(value, float) else text(value) for value in values
    ]


def text(value: Any) -> str:
    """A value as a person reads it: nothing for what is absent, thousands separated, times in UTC."""
    if _is_nothing(value):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{value.normalize():,f}"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S} UTC"
    if isinstance(value, COLLECTIONS):
        return ", ".join(map(str, cast("Iterable[Any]", value)))
    return str(value)


def _is_nothing(value: Any) -> bool:
    return value is None or value is msgspec.UNSET


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)
