"""`ibkr quote`: the present price of contracts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from ibkr._core.fields import field_named
from ibkr.cli.console import Column, show
from ibkr.cli.opening import client, conid
from ibkr.cli.options import AsCsv, AsJson, Exchange, Fields, Several, Url  # noqa: TC001  # read by typer
from ibkr.model.numbers import Number

if TYPE_CHECKING:
    from ibkr.model.snapshots import Snapshot

USUAL = "last,bid,ask,volume"


def quote(
    symbols: Several,
    *,
    fields: Fields = USUAL,
    exchange: Exchange = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print the present price of contracts."""
    wanted = fields_of(fields)
    with client(url) as ib:
        conids = [conid(ib, symbol, exchange) for symbol in symbols]
        rows = ib.market_data.snapshot(conids, fields=wanted, wait=5)
    called = dict(zip(conids, symbols, strict=True))
    columns: dict[str, Column] = {"symbol": lambda row: called[row.conid], "conid": "conid"}
    columns |= {name: partial(value, name=name) for name in wanted}
    show(rows, {**columns, "updated": "updated"}, as_json=as_json, as_csv=as_csv)


def fields_of(named: str) -> list[str]:
    """The names between the commas."""
    return [name.strip() for name in named.split(",") if name.strip()]


def value(row: Snapshot, name: str) -> Any:
    """A field of a snapshot as a number, or as the text that came."""
    if name == "volume":
        return row.volume
    found = row.values.get(field_named(name).name)
    return found.value if isinstance(found, Number) else found
