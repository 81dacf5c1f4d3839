"""`ibkr watchlists`: lists of contracts that the user keeps at IBKR."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from ibkr.cli.console import Columns, facts, named, say, show
from ibkr.cli.groups import nouns
from ibkr.cli.opening import client, conid
from ibkr.cli.options import AsCsv, AsJson, Several, Url  # noqa: TC001  # read by typer

if TYPE_CHECKING:
    import ibkr

app = nouns("Keep lists of contracts at IBKR.", default="list")

Which = Annotated[str, typer.Argument(metavar="LIST", help="Its id or its name.")]
ROWS: Final[Columns] = {"conid": "conid", **named("ticker", "name", "asset_class")}


def _id(ib: ibkr.Client, which: str) -> str:
    """The id of a list that is named by its id or its name."""
    ids = {one.watchlist_id for one in ib.watchlists.lists()}
    return which if which in ids else ib.watchlists.named(which).watchlist_id


@app.command("list")
def list_watchlists(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List your watchlists."""
    columns = {"id": "watchlist_id", **named("name", "read_only", "modified")}
    with client(url) as ib:
        show(ib.watchlists.lists(), columns, as_json=as_json, as_csv=as_csv)


@app.command("show")
def show_one(which: Which, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the rows of a watchlist."""
    with client(url) as ib:
        found = ib.watchlists.content(_id(ib, which))
    show(found.instruments or [], ROWS, as_json=as_json, as_csv=as_csv)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="What to call it.")],
    symbols: Several,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Make a list, and print its id."""
    with client(url, changes=True) as ib:
        made = ib.watchlists.create(name, [conid(ib, symbol) for symbol in symbols])
    facts({"id": made}, {"watchlist": lambda one: one["id"]}, as_json=as_json, as_csv=as_csv)


@app.command()
def add(which: Which, symbols: Several, url: Url = None) -> None:
    """Add contracts at the end of a list."""
    with client(url, changes=True) as ib:
        ib.watchlists.add(_id(ib, which), [conid(ib, symbol) for symbol in symbols])
    say(f"Added {', '.join(symbols)}.")


@app.command()
def drop(which: Which, symbols: Several, url: Url = None) -> None:
    """Take contracts out of a list."""
    with client(url, changes=True) as ib:
        ib.watchlists.drop(_id(ib, which), [conid(ib, symbol) for symbol in symbols])
    say(f"Took out {', '.join(symbols)}.")


@app.command()
def delete(which: Which, url: Url = None) -> None:
    """Delete a list."""
    with client(url, changes=True) as ib:
        ib.watchlists.delete(_id(ib, which))
    say(f"Deleted {which}.")
