"""`ibkr alerts`: prices that IBKR watches."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import reduce
from typing import Annotated, Any, Final

import typer

import ibkr
from ibkr.cli.console import Columns, facts, say, show
from ibkr.cli.groups import nouns
from ibkr.cli.opening import account_of, client, conid
from ibkr.cli.options import Account, AsCsv, AsJson, Url, What  # noqa: TC001  # read by typer
from ibkr.errors import ConfigError
from ibkr.model.alerts import Conditions

app = nouns("Have IBKR watch a price, and tell.", default="list")

Number = Annotated[int, typer.Argument(metavar="ID", help="As `list` names it.")]
COLUMNS: Final[Columns] = {
    "id": "order_id",
    "name": "alert_name",
    "on": lambda row: row.alert_active in (1, True),
    "went off": lambda row: row.alert_triggered in (1, True),
    "repeats": lambda row: row.alert_repeatable in (1, True),
    "made": "order_time",
}
DETAILS: Final[Columns] = {
    **COLUMNS,
    "message": "alert_message",
    "when": lambda one: [_condition(row) for row in one.conditions or ()],
    "ends": "expire_time",
}


def _condition(row: Any) -> str:
    return f"{row.contract_description_1 or row.conidex} {row.condition_operator} {row.condition_value}"


@app.command("list")
def list_alerts(
    account: Account = None, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """List the alerts of an account."""
    with client(url) as ib:
        show(ib.alerts.all(account_of(ib, account)), COLUMNS, as_json=as_json, as_csv=as_csv)


@app.command("show")
def show_one(alert: Number, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Print an alert with its conditions."""
    with client(url) as ib:
        facts(ib.alerts.details(alert), DETAILS, as_json=as_json, as_csv=as_csv)


@app.command()
def create(
    name: Annotated[str, typer.Argument(help="What to call it.")],
    symbol: What,
    *,
    above: Annotated[str | None, typer.Option(metavar="PRICE", help="At or above this price.")] = None,
    below: Annotated[str | None, typer.Option(metavar="PRICE", help="At or below this price.")] = None,
    volume: Annotated[str | None, typer.Option(metavar="N", help="And the day's volume is so many.")] = None,
    message: Annotated[str | None, typer.Option(help="What is sent [default: its name].")] = None,
    repeats: Annotated[bool, typer.Option("--repeats", help="More than once.")] = False,
    until: Annotated[datetime | None, typer.Option(help="When it ends, UTC.")] = None,
    outside_rth: Annotated[bool, typer.Option("--outside-rth", help="Outside regular hours too.")] = False,
    mail: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Send mail, too.")] = None,
    account: Account = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Make an alert, and print its id."""
    with client(url, changes=True) as ib:
        one = conid(ib, symbol)
        wanted = _conditions(one, above=above, below=below, volume=volume)
        alert = ibkr.Alert(
            name,
            when=wanted,
            message=message or name,
            repeats=repeats,
            expires=None if until is None else until.replace(tzinfo=UTC),
            outside_rth=outside_rth,
            email=mail,
        )
        made = ib.alerts.create(account_of(ib, account), alert)
    facts({"id": made}, {"alert": lambda one: one["id"]}, as_json=as_json, as_csv=as_csv)


def _conditions(one: int, *, above: str | None, below: str | None, volume: str | None) -> Conditions:
    """All that is named, joined: every one has to hold.

    Raises:
        ConfigError: nothing is named.
    """
    price, amount = ibkr.Condition.price, ibkr.Condition.volume
    wanted = [price(one, ">=", above)] if above is not None else []
    wanted += [price(one, "<=", below)] if below is not None else []
    wanted += [amount(one, ">=", volume)] if volume is not None else []
    if not wanted:
        raise ConfigError("An alert needs a condition: --above, --below or --volume.")
    first, *others = wanted
    return reduce(lambda joined, other: joined & other, others, Conditions((first,)))


@app.command()
def on(alert: Number, account: Account = None, url: Url = None) -> None:
    """Switch an alert on."""
    with client(url, changes=True) as ib:
        ib.alerts.activate(account_of(ib, account), alert)
    say(f"Alert {alert} is on.")


@app.command()
def off(alert: Number, account: Account = None, url: Url = None) -> None:
    """Switch an alert off, and keep it."""
    with client(url, changes=True) as ib:
        ib.alerts.deactivate(account_of(ib, account), alert)
    say(f"Alert {alert} is off.")


@app.command()
def delete(alert: Number, account: Account = None, url: Url = None) -> None:
    """Delete an alert."""
    with client(url, changes=True) as ib:
        ib.alerts.delete(account_of(ib, account), alert)
    say(f"Alert {alert} is deleted.")
