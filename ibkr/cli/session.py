"""`ibkr session` and `ibkr health`: whether and how one may work."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Final

import attrs
import typer

from ibkr.cli.console import Columns, exit_status, facts, say
from ibkr.cli.groups import nouns
from ibkr.cli.opening import client
from ibkr.cli.options import AsCsv, AsJson, Url  # noqa: TC001  # read by typer
from ibkr.errors import IbkrError

app = nouns("See, open and end the session.", default="status")


@attrs.frozen
class Standing:
    """How a session stands, and what to do next."""

    gateway: str
    state: str
    next_step: str


@app.command()
def status(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Say whether orders and market data would work; exit status 1 if not, 3 without a gateway."""
    problem: IbkrError | None = None
    with client(url) as ib:
        try:
            ib.session.require()
        except IbkrError as error:
            problem = error
        standing = Standing(ib.base_url, ib.session.state, "" if problem is None else str(problem))
    columns = {"gateway": "gateway", "state": "state", "next step": "next_step"}
    facts(standing, columns, as_json=as_json, as_csv=as_csv)
    if problem is not None:
        raise typer.Exit(exit_status(problem))


@app.command("open")
def open_session(
    compete: Annotated[bool, typer.Option("--compete", help="Take it from another login.")] = False,
    url: Url = None,
) -> None:
    """Open the brokerage session on top of a login."""
    with client(url, changes=True) as ib:
        say(f"The session is {ib.session.open(compete=compete)}.")


@app.command()
def tickle(url: Url = None) -> None:
    """Keep the login alive now."""
    with client(url) as ib:
        say(f"The session is {ib.session.tickle()}.")


@app.command()
def logout(url: Url = None) -> None:
    """End the login; only a new one in a browser helps afterwards."""
    with client(url, changes=True) as ib:
        ib.auth.logout()
    say("Logged out.")


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


HEALTH: Final[Columns] = {
    "gateway": "base_url",
    "session": "state",
    "shut limits": lambda one: (
        ", ".join(f"{key} for {left:.0f} s" for key, left in one.penalties.items()) or None
    ),
    "daily reset": lambda one: None if one.reset_left is None else f"over in {one.reset_left:.0f} s",
    "answers that differ from their description": "drifts",
    "last answer": lambda one: _moment(one.last_success),
}


def health(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Say how session and limits stand."""
    with client(url) as ib:
        found = ib.health()
    facts(found, HEALTH, as_json=as_json, as_csv=as_csv)
