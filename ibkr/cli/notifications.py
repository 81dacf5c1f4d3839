"""`ibkr notifications`: IBKR's messages to the user, and which of them he wants."""

from __future__ import annotations

from itertools import islice
from typing import Annotated, Final

import typer

from ibkr.cli.console import Columns, facts, named, say, show
from ibkr.cli.groups import nouns
from ibkr.cli.opening import client
from ibkr.cli.options import AsCsv, AsJson, Url  # noqa: TC001  # read by typer

app = nouns("Read IBKR's messages, and choose them.", default="list")

Codes = Annotated[list[str], typer.Argument(metavar="CODE...", help="Kinds, as `kinds` lists them.")]
KINDS: Final[Columns] = {
    "code": "typecode",
    "told": "active",
    "title": "title",
    "disclaimer read": "disclaimer_read",
}


@app.command("list")
def list_messages(
    most: Annotated[int, typer.Option("--most", min=1, help="How many at most.")] = 20,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List notifications, the latest first."""
    with client(url) as ib:
        found = list(islice(ib.notifications.iter_messages(), most))
    columns = {"time": "time", "code": "typecode", "read": "is_read", "title": "title", "id": "notice_id"}
    show(found, columns, as_json=as_json, as_csv=as_csv)


@app.command()
def read(
    message: Annotated[str, typer.Argument(metavar="ID", help="As `list` names it.")], url: Url = None
) -> None:
    """Print one notification, and mark it as read."""
    from ibkr.cli.console import out
    from ibkr.errors import NotFound

    with client(url, changes=True) as ib:
        found = next((one for one in ib.notifications.iter_messages() if one.notice_id == message), None)
        if found is None:
            raise NotFound(f"There is no notification {message}.")
        out().print(f"{found.title}\n\n{found.text}", markup=False, soft_wrap=True)
        ib.notifications.mark_all_read([found])


@app.command()
def kinds(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List every kind of notification, and whether you are told of it."""
    with client(url) as ib:
        rows = list(ib.notifications.subscriptions().values())
    show(rows, KINDS, as_json=as_json, as_csv=as_csv)


@app.command()
def subscribe(codes: Codes, url: Url = None) -> None:
    """Be told of these kinds."""
    with client(url, changes=True) as ib:
        ib.notifications.subscribe(*codes)
    say(f"You are told of {', '.join(codes)}.")


@app.command()
def unsubscribe(codes: Codes, url: Url = None) -> None:
    """Be told of these kinds no longer."""
    with client(url, changes=True) as ib:
        ib.notifications.unsubscribe(*codes)
    say(f"You are no longer told of {', '.join(codes)}.")


@app.command()
def delivery(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Print where notifications are sent."""
    with client(url) as ib:
        found = ib.notifications.delivery_options()
    facts(found, {"mail": "email", **named("devices")}, as_json=as_json, as_csv=as_csv)
