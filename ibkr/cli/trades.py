"""`ibkr trades`: executions."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from ibkr.cli.console import Columns, show
from ibkr.cli.opening import client
from ibkr.cli.options import Account, AsCsv, AsJson, Url  # noqa: TC001  # read by typer
from ibkr.model.quotes import read_time

COLUMNS: Final[Columns] = {
    "time": lambda row: read_time(row.trade_time_r),
    "account": "account",
    "what": "order_description",
    "commission": "commission",
    "net": "net_amount",
    "order": "order_id",
    "id": "order_ref",
    "execution": "execution_id",
}


def trades(
    days: Annotated[int, typer.Option(min=1, max=7, help="How many days back.")] = 1,
    account: Account = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List executions, the latest first; those of all accounts unless one is named."""
    with client(url) as ib:
        found = ib.trades.executions(days=days)
    rows = [row for row in found if account in (None, row.account)]
    rows.sort(key=lambda row: row.trade_time_r or 0, reverse=True)
    show(rows, COLUMNS, as_json=as_json, as_csv=as_csv)
