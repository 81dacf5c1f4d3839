"""The commands that look: ask the client, print what it says."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import attrs

import ibkr
from ibkr.cli.console import show
from ibkr.config import Config

if TYPE_CHECKING:
    from ibkr.model.periods import BarSize

QUOTE_FIELDS = ("last", "bid", "ask", "volume")


@contextmanager
def client(url: str | None) -> Generator[ibkr.Client, None, None]:
    """A client that cannot change anything, on the gateway that the command line or the environment names."""
    settings = Config.from_env()
    chosen = attrs.evolve(settings, base_url=url or settings.base_url, read_only=True)
    with ibkr.Client(**chosen.arguments()) as ib:
        yield ib


def accounts(url: str | None, *, as_json: bool) -> None:
    """List the accounts of this login."""
    with client(url) as ib:
        columns = {"account": "account_id", "type": "type", "currency": "currency", "title": "account_title"}
        show(ib.portfolio.accounts(), columns, as_json=as_json)


def positions(account: str | None, url: str | None, *, as_json: bool) -> None:
    """List what an account holds; the first account if none is named."""
    with client(url) as ib:
        held = ib.portfolio.all_positions(account or ib.portfolio.accounts()[0].account_id)
    columns = {
        "contract": "contract_desc",
        "position": "position",
        "price": "mkt_price",
        "value": "mkt_value",
        "unrealized": "unrealized_pnl",
        "currency": "currency",
    }
    show(held, columns, as_json=as_json)


def search(symbol: str, url: str | None, *, as_json: bool) -> None:
    """List the contracts that a symbol may mean."""
    with client(url) as ib:
        columns = {"conid": "conid", "symbol": "symbol", "name": "company_name", "exchange": "description"}
        show(ib.contracts.search(symbol=symbol), columns, as_json=as_json)


def quote(symbol: str, url: str | None, *, exchange: str | None, as_json: bool) -> None:
    """Print the present price of a contract."""
    with client(url) as ib:
        now = ib.market_data.snapshot(_conid(ib, symbol, exchange), fields=QUOTE_FIELDS, wait=5)
    columns = {name: name for name in ("conid", *QUOTE_FIELDS, "updated")}
    show([now], columns, as_json=as_json)


def history(
    symbol: str, url: str | None, *, exchange: str | None, period: str, bar: BarSize, as_json: bool
) -> None:
    """Print bars, oldest first."""
    with client(url) as ib:
        bars = ib.market_data.bars(_conid(ib, symbol, exchange), period=period, bar=bar)
    columns = {name: name for name in ("time", "open", "high", "low", "close", "volume")}
    show(list(bars), columns, as_json=as_json)


def orders(url: str | None, *, as_json: bool) -> None:
    """List the orders of this session."""
    with client(url) as ib:
        live = ib.orders.live().orders
    columns = {
        "order": "order_id",
        "status": "status",
        "what": "order_desc",
        "filled": "filled_quantity",
        "remaining": "remaining_quantity",
        "id": "order_ref",
    }
    show(live, columns, as_json=as_json)


def _conid(ib: ibkr.Client, symbol: str, exchange: str | None) -> int:
    return int(symbol) if symbol.isdigit() else ib.contracts.find(symbol, exchange=exchange).conid
