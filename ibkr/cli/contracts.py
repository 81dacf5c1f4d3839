"""`ibkr contracts`: finding what to trade, and what there is to know about it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Annotated, Final, Literal

import typer
from ibkr_wire.operation import UNSET

from ibkr.cli.console import Columns, facts, named, say, show
from ibkr.cli.groups import nouns
from ibkr.cli.opening import client
from ibkr.cli.opening import conid as number
from ibkr.cli.options import AsCsv, AsJson, Exchange, Url, What  # noqa: TC001  # read by typer

app = nouns("Find what to trade, and what there is to know.")

Kind = Literal["STK", "IND", "CASH"]
SearchKind = Literal["STK", "IND", "BOND"]
Rights = Literal["C", "P", "CP"]
Right = Literal["C", "P"]

FOUND: Final[Columns] = {
    "conid": "conid",
    "symbol": "symbol",
    "name": "company_name",
    "exchange": "description",
}
CONTRACT: Final[Columns] = named("conid", "symbol", "sec_type", "exchange", "currency", "name")
DETAILS: Final[Columns] = {
    "contract": "contract",
    **named("local_symbol", "trading_class", "industry", "category", "expiry", "multiplier"),
    "underlying": "underlying_conid",
    "exchanges": "exchanges",
}
RULES: Final[Columns] = named(
    "order_types",
    "order_types_outside",
    "tifs",
    "tifs_outside",
    "size_increment",
    "algorithms",
    "rules_missing",
)
OPTION: Final[Columns] = named(
    "conid", "symbol", "expiry", "strike", "right", "trading_class", "multiplier", "exchange"
)
FUTURE: Final[Columns] = named("conid", "symbol", "month", "expiry", "last_trade", "hold_until")


def search(
    words: Annotated[str, typer.Argument(help="A symbol, or part of a company's name.")],
    *,
    name: Annotated[bool, typer.Option("--name", help="Take it as part of a name.")] = False,
    kind: Annotated[SearchKind | None, typer.Option("--type", help="Kind of contract.")] = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the contracts that words may mean."""
    with client(url) as ib:
        found = ib.contracts.search(words, sec_type=kind or UNSET, name=name or UNSET)
    show(found, FOUND, as_json=as_json, as_csv=as_csv)


app.command("search")(search)


@app.command()
def find(
    symbol: What,
    *,
    kind: Annotated[Kind, typer.Option("--type", help="Kind of contract.")] = "STK",
    exchange: Exchange = None,
    currency: Annotated[str | None, typer.Option(help="What its price is in.")] = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print the one contract of a symbol; exit status 2 and the candidates if there are several."""
    with client(url) as ib:
        if symbol.isdecimal():
            one = ib.contracts.by_conid(int(symbol))
        else:
            one = ib.contracts.find(symbol, sec_type=kind, exchange=exchange, currency=currency)
    facts(one, CONTRACT, as_json=as_json, as_csv=as_csv)


@app.command()
def details(
    symbol: What, exchange: Exchange = None, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """Print what IBKR tells of a contract."""
    with client(url) as ib:
        facts(ib.contracts.details(number(ib, symbol, exchange)), DETAILS, as_json=as_json, as_csv=as_csv)


@app.command()
def rules(
    symbol: What, exchange: Exchange = None, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """Print what orders of a contract have to keep: types, times in force, steps of the price."""
    with client(url) as ib:
        found = ib.contracts.details(number(ib, symbol, exchange))
    facts(found, {**RULES, "price steps": "ticks"}, as_json=as_json, as_csv=as_csv)


@app.command()
def schedule(
    symbol: What,
    *,
    days: Annotated[int, typer.Option(min=1, max=60, help="How many days ahead.")] = 7,
    extended: Annotated[bool, typer.Option("--extended", help="Outside regular hours too.")] = False,
    at: Annotated[datetime | None, typer.Option(help="From here, UTC [default: now].")] = None,
    exchange: Exchange = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List when a contract is traded, in UTC, and say whether it is now."""
    now = datetime.now(UTC) if at is None else at.replace(tzinfo=UTC)
    with client(url) as ib:
        found = ib.contracts.schedule(number(ib, symbol, exchange))
    is_open = found.is_open(now, extended=extended)
    say(f"{symbol} is {'open' if is_open else 'closed'} at {now:%Y-%m-%d %H:%M} UTC.")
    sessions = found.sessions(now, now + timedelta(days=days), extended=extended)
    show(sessions, {"opens": "start", "closes": "end"}, as_json=as_json, as_csv=as_csv)


@app.command()
def chain(
    symbol: What,
    *,
    month: Annotated[list[str] | None, typer.Option(help="Such as MAR13 [default: the next].")] = None,
    strikes: Annotated[int, typer.Option(min=1, help="How many on each side of the price.")] = 5,
    right: Annotated[Rights, typer.Option(help="Calls, puts or both.")] = "CP",
    exchange: Exchange = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List options around the price of their underlying."""
    with client(url) as ib:
        underlying = number(ib, symbol, exchange)
        found = ib.contracts.option_chain(underlying, months=month or 1, window=strikes, rights=right)
    say(f"{found}; months: {', '.join(found.months_listed)}")
    show(found.options, OPTION, as_json=as_json, as_csv=as_csv)


@app.command()
def option(
    symbol: What,
    expiry: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="Its last day.")],
    strike: Annotated[str, typer.Argument()],
    right: Annotated[Right, typer.Argument()],
    *,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print the one option of those terms."""
    with client(url) as ib:
        facts(
            ib.contracts.option(symbol, expiry.date(), strike, right), OPTION, as_json=as_json, as_csv=as_csv
        )


@app.command()
def futures(
    symbol: Annotated[str, typer.Argument(help="The root, such as ES.")],
    exchange: Exchange = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List the futures of a root, the next to expire first."""
    with client(url) as ib:
        found = ib.contracts.futures(symbol, exchange=exchange)
    show(found.contracts, FUTURE, as_json=as_json, as_csv=as_csv)


@app.command()
def pairs(currency: str, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the pairs that a currency is traded in."""
    with client(url) as ib:
        show(ib.contracts.pairs(currency), CONTRACT, as_json=as_json, as_csv=as_csv)


@app.command()
def rate(source: str, target: str, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Print how many units of TARGET one unit of SOURCE is worth."""
    with client(url) as ib:
        found = {"source": source, "target": target, "rate": ib.contracts.rate(source, target)}
    facts(found, {"rate": lambda one: one["rate"]}, as_json=as_json, as_csv=as_csv)


@app.command("all")
def everything(
    exchange: Annotated[str, typer.Argument(help="Such as NYSE.")],
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List every stock of an exchange."""
    with client(url) as ib:
        found = ib.contracts.conids(exchange)
    show(found, named("ticker", "conid", "exchange"), as_json=as_json, as_csv=as_csv)
