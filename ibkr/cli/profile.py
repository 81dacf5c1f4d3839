"""`ibkr profile`: who is logged in, and what he may change."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from ibkr.cli.console import Columns, facts, say
from ibkr.cli.groups import nouns
from ibkr.cli.opening import client
from ibkr.cli.options import AsCsv, AsJson, Url  # noqa: TC001  # read by typer
from ibkr.errors import ConfigError

app = nouns("See who is logged in, and change what may be changed.", default="show")

COLUMNS: Final[Columns] = {
    "user": "user_name",
    "number": "user_id",
    "paper": "is_paper",
    "login ends": "login_expires",
    "accounts": "accounts",
    "active account": "active_account",
    "mail": lambda one: one.delivery.email,
    "told of": lambda one: [code for code, kind in one.notifications.items() if kind.active],
}


@app.command()
def show(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Print who is logged in, until when, with which accounts and notifications."""
    with client(url) as ib:
        facts(ib.profile.overview(), COLUMNS, as_json=as_json, as_csv=as_csv)


@app.command("set")
def change(
    account: Annotated[str | None, typer.Option(help="Make it the active account.")] = None,
    mail: Annotated[bool | None, typer.Option("--mail/--no-mail", help="Send notifications by mail.")] = None,
    subscribe: Annotated[list[str] | None, typer.Option(metavar="CODE", help="Be told of this.")] = None,
    unsubscribe: Annotated[list[str] | None, typer.Option(metavar="CODE", help="No longer.")] = None,
    url: Url = None,
) -> None:
    """Change what is named; the rest stays."""
    changes = {
        "active_account": account,
        "email": mail,
        "subscribe": subscribe or None,
        "unsubscribe": unsubscribe or None,
    }
    wanted: dict[str, Any] = {name: value for name, value in changes.items() if value is not None}
    if not wanted:
        raise ConfigError("Nothing to change: say what, such as --no-mail.")
    with client(url, changes=True) as ib:
        ib.profile.update(**wanted)
    say("Changed.")
