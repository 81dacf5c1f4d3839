"""`ibkr gateway`: IBKR's own gateway program, started, watched and asked how it is."""

from __future__ import annotations

import socket
import webbrowser
from pathlib import Path  # noqa: TC003  # read by typer
from typing import TYPE_CHECKING, Annotated

import typer

from ibkr.cli.groups import nouns
from ibkr.cli.session import status
from ibkr.cli.stopping import asked_to_stop

if TYPE_CHECKING:
    from ibkr.launcher import GatewayHome

app = nouns("Run IBKR's own gateway program, and see how it is.")

CONNECT_SECONDS = 1.0
ANSWER_SECONDS = 10.0


@app.command()
def run(
    home: Annotated[Path, typer.Option(help="The folder into which IBKR's gateway was unpacked.")],
    port: Annotated[
        int | None, typer.Option(help="Port to listen on [default: the settings' own].", min=1, max=65535)
    ] = None,
    browser: Annotated[bool, typer.Option(help="Open the login page.")] = True,
    quiet: Annotated[bool, typer.Option("--quiet", help="Leave out what the program itself prints.")] = False,
) -> None:
    """Start the gateway, wait for your login, start it again if it ends; Ctrl-C stops it."""
    from ibkr.launcher import GatewayHome, check_java, check_port

    found = GatewayHome.read(home, port=port)
    check_java()
    check_port(found.port)
    _watch(found, browser=browser, quiet=quiet)


def _watch(home: GatewayHome, *, browser: bool, quiet: bool) -> None:
    import ibkr
    from ibkr.launcher import Program, Watch
    from ibkr.model.clock import SystemClock

    # Impatience would leave Java behind: to end it takes ten seconds at most.
    enough = asked_to_stop(impatient=False)
    ib = ibkr.Client(home.base_url, timeout=ANSWER_SECONDS, read_only=True, keep_alive=False)
    with ib:
        Watch(
            home=home,
            start=lambda: Program(home, _ignore if quiet else _echo),
            listens=lambda: _listens(home.port),
            state=ib.session.check,
            say=_echo,
            browse=webbrowser.open if browser else None,
            wait=enough.wait,
            clock=SystemClock(),
        ).run()
    _echo("The gateway is stopped.")


def _listens(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=CONNECT_SECONDS):
            return True
    except OSError:
        return False


def _echo(line: str) -> None:
    typer.echo(line, err=True)


def _ignore(line: str) -> None:
    """What the program prints is not wanted; its words about the port are read all the same."""


app.command("status")(status)
