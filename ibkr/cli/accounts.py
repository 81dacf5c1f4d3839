"""`ibkr accounts` and `ibkr positions`: who owns what, and what it is worth."""

from __future__ import annotations

from typing import Annotated, Final, Literal

import typer

from ibkr.cli.console import Columns, dump, keys, named, say, show, text
from ibkr.cli.groups import nouns
from ibkr.cli.opening import account_of, client, conid
from ibkr.cli.options import Account, AsCsv, AsJson, Exchange, Url, What  # noqa: TC001  # read by typer
from ibkr.errors import NotFound
from ibkr.model.accounts import WELL_KNOWN
from ibkr.model.performance import PerformancePeriod  # noqa: TC001  # read by typer

app = nouns("List accounts, their worth, cash and profit.", default="list")

Sides = Literal["asset_class", "sector", "group"]
Sets = Literal["available_funds", "balances", "margins", "market_value"]

COLUMNS: Final[Columns] = {
    "account": "account_id",
    "type": "type",
    "currency": "currency",
    "title": "account_title",
}
HELD: Final[Columns] = {
    "contract": "contract_desc",
    "conid": "conid",
    "position": "position",
    "price": "mkt_price",
    "value": "mkt_value",
    "average cost": "avg_cost",
    "unrealized": "unrealized_pnl",
    "currency": "currency",
}
CASH: Final[Columns] = named(
    "currency",
    "cash",
    "settled_cash",
    "net_liquidation",
    "stocks",
    "options",
    "unrealized_pnl",
    "exchange_rate",
)
MOVED: Final[Columns] = named("day", "kind", "quantity", "price", "amount", "currency", "exchange_rate")
VALUE: Final[Columns] = keys("name", "amount", "currency", "text")


@app.command("list")
def list_accounts(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the accounts of this login."""
    with client(url) as ib:
        show(ib.portfolio.accounts(), COLUMNS, as_json=as_json, as_csv=as_csv)


@app.command()
def below(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List every account below an advisor or a broker."""
    with client(url) as ib:
        show(ib.portfolio.all_subaccounts(), COLUMNS, as_json=as_json, as_csv=as_csv)


@app.command()
def summary(
    account: Account = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Every value, under the gateway's names.")
    ] = False,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print what an account is worth, its margins and what it may still spend."""
    with client(url) as ib:
        values = ib.portfolio.values(account_of(ib, account))
    names = {name: values[name] for name in values} if everything or as_json else {}
    names = names or {name: values[name] for name, wire in WELL_KNOWN.items() if wire in set(values)}
    rows = [
        {"name": name, "amount": value.amount, "currency": value.currency, "text": value.value}
        for name, value in names.items()
    ]
    show(list(names.values()) if as_json else rows, VALUE, as_json=as_json, as_csv=as_csv)


@app.command()
def ledger(account: Account = None, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Print cash and values by currency; BASE is all together."""
    with client(url) as ib:
        found = ib.portfolio.balances(account_of(ib, account))
    rows = [*found.values(), *([] if found.base is None else [found.base])]
    show(rows, CASH, as_json=as_json, as_csv=as_csv)


@app.command()
def pnl(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Print profit and loss of every account, in its base currency."""
    names = ("daily", "unrealized", "net_liquidation", "market_value", "excess_liquidity")
    with client(url) as ib:
        rows = list(ib.accounts.profit_and_loss().values())
    show(rows, {"account": "account_id", **named(*names)}, as_json=as_json, as_csv=as_csv)


@app.command()
def figures(
    of: Annotated[Sets, typer.Argument(help="Which figures.")] = "available_funds",
    account: Account = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print what IBKR's own pages show of an account, by segment."""
    with client(url) as ib:
        found = ib.accounts.figures(account_of(ib, account), of)
    rows = [
        {"segment": segment, "name": name, "text": figure.text, "amount": figure.amount}
        for segment, told in found.items()
        for name, figure in told.items()
    ]
    show(rows, keys("segment", "name", "text"), as_json=as_json, as_csv=as_csv)


@app.command()
def allocation(
    by: Annotated[Sides, typer.Argument(help="What it is spread over.")] = "asset_class",
    account: Account = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print how an account's value is spread over asset classes, sectors or groups."""
    with client(url) as ib:
        spread = getattr(ib.portfolio.spread(account_of(ib, account)), by)
    rows = [
        {"name": name, "long": spread.long.get(name), "short": spread.short.get(name), "net": net}
        for name, net in spread.net.items()
    ]
    show(rows, keys("name", "long", "short", "net"), as_json=as_json, as_csv=as_csv)


@app.command()
def performance(
    period: Annotated[PerformancePeriod, typer.Option(help="How far back.")] = "1M",
    account: Account = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print net asset value and return day by day; IBKR tells once in 15 minutes."""
    with client(url) as ib:
        found = list(ib.analytics.returns(account_of(ib, account), period=period).values())
    rows = [
        {"account": one.account_id, "day": day, "value": value, "return": gain}
        for one in found
        for day, value, gain in zip(one.days, one.nav, one.returns, strict=False)
    ]
    show(rows, keys("account", "day", "value", "return"), as_json=as_json, as_csv=as_csv)


@app.command()
def transactions(
    symbol: What,
    *,
    days: Annotated[int, typer.Option(min=1, help="How many days back.")] = 90,
    currency: Annotated[str, typer.Option(help="In which profit is told.")] = "USD",
    account: Account = None,
    exchange: Exchange = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List purchases, sales and payments in one contract; IBKR tells once in 15 minutes."""
    with client(url) as ib:
        one, chosen = conid(ib, symbol, exchange), account_of(ib, account)
        found = ib.analytics.transactions_in(one, chosen, currency=currency, days=days)
    if found.warning:
        say(found.warning)
    if as_json:
        dump(found)
        return
    show(found.transactions, MOVED, as_csv=as_csv)
    if found.realized_pnl is not None:
        say(f"Realised in all: {text(found.realized_pnl)} {found.currency}.")


@app.command()
def select(account: Annotated[str, typer.Argument(metavar="ID")], url: Url = None) -> None:
    """Make an account the active one: live orders and executions are those of that account."""
    with client(url, changes=True) as ib:
        say(f"{ib.accounts.select(account)} is the active account.")


def positions(
    symbol: Annotated[str | None, typer.Argument(help="Of this contract alone.")] = None,
    *,
    account: Account = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read past what the gateway remembers.")] = False,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what an account holds."""
    with client(url) as ib:
        chosen = account_of(ib, account)
        held = ib.portfolio.refresh(chosen) if fresh else ib.portfolio.all_positions(chosen)
        wanted = None if symbol is None else conid(ib, symbol)
    rows = [row for row in held if wanted in (None, row.conid)]
    if wanted is not None and not rows:
        raise NotFound(f"The account holds no {symbol}.")
    show(rows, HELD, as_json=as_json, as_csv=as_csv)
