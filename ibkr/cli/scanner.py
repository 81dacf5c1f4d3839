"""`ibkr scanner`: scans of the market."""

from __future__ import annotations

from typing import Annotated

import typer
from ibkr_wire.models.scanner import ScanCondition, ScanRequest

from ibkr.cli.console import named, show
from ibkr.cli.groups import nouns
from ibkr.cli.opening import client
from ibkr.cli.options import AsCsv, AsJson, Url  # noqa: TC001  # read by typer
from ibkr.errors import InvalidArgument

app = nouns("Scan the market.")


@app.command()
def run(
    kind: Annotated[str, typer.Argument(metavar="TYPE", help="Such as TOP_PERC_GAIN; `types` lists them.")],
    *,
    location: Annotated[str, typer.Option(help="Which market.")] = "STK.US.MAJOR",
    instrument: Annotated[str, typer.Option(help="Which kind of contract.")] = "STK",
    where: Annotated[
        list[str] | None, typer.Option(metavar="NAME=VALUE", help="A condition, such as priceAbove=5.")
    ] = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List what a scan finds, best first; at most 50."""
    # The list of names is given once in 15 minutes, too seldom for commands: IBKR itself checks them.
    wanted = [_condition(one) for one in where or ()]
    scan = ScanRequest(instrument=instrument, type=kind, location=location, filter=wanted)
    with client(url) as ib:
        rows = ib.scanner.find(scan)
    show(rows, named("rank", "symbol", "conid", "exchange", "value", "name"), as_json=as_json, as_csv=as_csv)


def _condition(text: str) -> ScanCondition:
    name, sign, value = text.partition("=")
    if not (name and sign and value):
        raise InvalidArgument(f"A condition is written name=value, as in priceAbove=5, not {text!r}.")
    return ScanCondition(code=name, value=value)


@app.command()
def types(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List what a scan may look for."""
    with client(url) as ib:
        found = ib.scanner.params().scan_type_list or []
    show(found, named("code", "display_name", "instruments"), as_json=as_json, as_csv=as_csv)


@app.command()
def conditions(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the conditions that a scan may have."""
    with client(url) as ib:
        found = ib.scanner.params().filter_list or []
    show(found, named("code", "display_name", "type"), as_json=as_json, as_csv=as_csv)
