"""`ibkr history`: print bars, and keep them in a store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from ibkr.cli.options import AsJson, Exchange, Size, Url, What  # noqa: TC001  # read by typer

PRINT = "print"
FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"]


class _PrintsByDefault(TyperGroup):
    """`ibkr history AAPL` means `ibkr history print AAPL`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command's name before what is none."""
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = [PRINT, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_PrintsByDefault,
    help="Print bars of a contract (`ibkr history AAPL`), or keep those of many in a store.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

Folder = Annotated[Path, typer.Option("--store", metavar="DIR", help="The store's folder.")]


@app.command(PRINT)
def print_bars(
    symbol: What,
    *,
    period: Annotated[str, typer.Option(help="How far back: 5d, 3m, 1y.")] = "1m",
    bar: Size = "1d",
    exchange: Exchange = None,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Print bars, oldest first; at most 1000."""
    from ibkr.cli import read

    read.history(symbol, url, exchange=exchange, period=period, bar=bar, as_json=as_json)


@app.command()
def fetch(
    symbols: Annotated[list[str], typer.Argument(metavar="SYMBOL...", help="Symbols or conids.")],
    *,
    start: Annotated[datetime, typer.Option("--from", formats=FORMATS, help="First day, in UTC.")],
    end: Annotated[
        datetime | None, typer.Option("--to", formats=FORMATS, help="Up to here [default: now].")
    ] = None,
    bar: Size = "1d",
    store: Folder = Path("history"),
    outside_rth: Annotated[
        bool, typer.Option("--outside-rth", help="Bars outside regular hours too.")
    ] = False,
    refresh: Annotated[bool, typer.Option("--refresh", help="Ask again for what is there.")] = False,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Download bars into a store. Run it again to go on where it was interrupted."""
    from ibkr.cli import keep

    until = datetime.now(UTC) if end is None else _in_utc(end)
    complete = keep.fetch(
        symbols,
        _in_utc(start),
        until,
        bar,
        store=store,
        outside_rth=outside_rth,
        refresh=refresh,
        url=url,
        as_json=as_json,
    )
    raise typer.Exit(0 if complete else 1)


def _in_utc(day: datetime) -> datetime:
    """A day begins at midnight UTC; a time comes with its offset."""
    return day.replace(tzinfo=UTC) if day.tzinfo is None else day


@app.command("list")
def list_series(store: Folder = Path("history"), as_json: AsJson = False) -> None:
    """List what a store holds."""
    from ibkr.cli import keep

    keep.list_series(store, as_json=as_json)


@app.command()
def check(
    store: Folder = Path("history"),
    repair: Annotated[bool, typer.Option("--repair", help="Set damaged files aside.")] = False,
    as_json: AsJson = False,
) -> None:
    """Read a whole store and list damaged files; exit status 1 if there are any."""
    from ibkr.cli import keep

    raise typer.Exit(keep.check(store, repair=repair, as_json=as_json))


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="Such as: SELECT symbol, count(*) FROM bars GROUP BY symbol")],
    store: Folder = Path("history"),
    as_json: AsJson = False,
) -> None:
    """Ask a store in SQL: the table is `bars`."""
    from ibkr.cli import keep

    keep.sql(query, store, as_json=as_json)
