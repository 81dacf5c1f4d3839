"""`ibkr events`: event contracts, which are questions with yes and no to trade."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final

import typer

from ibkr.cli.console import Columns, facts, keys, named, show
from ibkr.cli.groups import nouns
from ibkr.cli.opening import client
from ibkr.cli.options import AsCsv, AsJson, Url  # noqa: TC001  # read by typer
from ibkr.errors import NotFound

if TYPE_CHECKING:
    import ibkr

app = nouns("Find event contracts, and how they are decided.", default="list")

Conid = Annotated[int, typer.Argument(metavar="CONID", help="Of yes or of no, as `questions` lists them.")]

TERMS: Final[Columns] = named(
    "conid",
    "description",
    "threshold",
    "source",
    "source_link",
    "rules_link",
    "payout",
    "price_increment",
    "last_trade",
    "release",
    "payment",
)


@app.command("list")
def list_markets(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List every market under its category."""
    with client(url) as ib:
        tree = ib.events.tree()
    rows = [
        {"category": node.name, "name": market.name, "symbol": market.symbol, "conid": market.conid}
        for top in tree
        for node in top.walk()
        for market in node.markets
    ]
    show(
        tree if as_json else rows, keys("category", "name", "symbol", "conid"), as_json=as_json, as_csv=as_csv
    )


@app.command("find")
def find_markets(
    words: Annotated[str, typer.Argument(help="Part of its name, or its symbol.")],
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the markets that words may mean."""
    with client(url) as ib:
        found = ib.events.find(words)
    show(found, named("name", "symbol", "exchange", "conid"), as_json=as_json, as_csv=as_csv)


@app.command("questions")
def list_questions(
    market: Annotated[str, typer.Argument(metavar="MARKET", help="Its symbol, or its contract's number.")],
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the questions of a market by expiry and threshold, with the contracts of yes and no."""
    with client(url) as ib:
        found = ib.events.questions(_underlying(ib, market))
    show(found, named("expires", "strike", "label", "yes", "no"), as_json=as_json, as_csv=as_csv)


def _underlying(ib: ibkr.Client, market: str) -> int:
    """The contract that a market is about.

    Raises:
        NotFound: there is no market of that symbol.
    """
    if market.isdecimal():
        return int(market)
    for one in ib.events.find(market):
        if one.symbol.upper() == market.upper() and one.conid is not None:
            return one.conid
    raise NotFound(f"There is no market {market}: `ibkr events list` lists them.")


@app.command("terms")
def show_terms(conid: Conid, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Print how an event contract is decided and paid."""
    with client(url) as ib:
        facts(ib.events.terms(conid), TERMS, as_json=as_json, as_csv=as_csv)
