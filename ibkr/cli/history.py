"""`ibkr history`: print bars, and keep them in a store."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ibkr.cli import keep
from ibkr.cli.console import named, show
from ibkr.cli.groups import nouns
from ibkr.cli.opening import client, conid
from ibkr.cli.options import AsCsv, AsJson, Exchange, Size, Url, What  # noqa: TC001  # read by typer

PRINT = "print"
FORMATS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M%z"]

app = nouns("Print bars, or keep those of many contracts in a store.", default=PRINT, takes_words=True)

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
    as_csv: AsCsv = False,
) -> None:
    """Print bars, oldest first; at most 1000."""
    with client(url) as ib:
        bars = ib.market_data.bars(conid(ib, symbol, exchange), period=period, bar=bar)
    columns = named("time", "open", "high", "low", "close", "volume")
    show(list(bars), columns, as_json=as_json, as_csv=as_csv)


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
    as_csv: AsCsv = False,
) -> None:
    """Download bars into a store. Run it again to go on where it was interrupted."""
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
        as_csv=as_csv,
    )
    raise typer.Exit(0 if complete else 1)


def _in_utc(day: datetime) -> datetime:
    """A day begins at midnight UTC; a time comes with its offset."""
    return day.replace(tzinfo=UTC) if day.tzinfo is None else day


@app.command("list")
def list_series(store: Folder = Path("history"), as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List what a store holds."""
    keep.list_series(store, as_json=as_json, as_csv=as_csv)


@app.command()
def check(
    store: Folder = Path("history"),
    repair: Annotated[bool, typer.Option("--repair", help="Set damaged files aside.")] = False,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Read a whole store and list damaged files; exit status 1 if there are any."""
    raise typer.Exit(keep.check(store, repair=repair, as_json=as_json, as_csv=as_csv))


@app.command()
def sql(
    query: Annotated[str, typer.Argument(help="Such as: SELECT symbol, count(*) FROM bars GROUP BY symbol")],
    store: Folder = Path("history"),
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Ask a store in SQL: the table is `bars`."""
    keep.sql(query, store, as_json=as_json, as_csv=as_csv)
