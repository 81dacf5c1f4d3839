"""The commands. Each imports what it needs when it runs, so that `ibkr --help` stays quick."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from ibkr import __version__
from ibkr.cli.auth import app as auth_commands
from ibkr.cli.gateway import app as gateway_commands
from ibkr.cli.history import app as history_commands
from ibkr.cli.options import AsJson, Exchange, Url, What  # noqa: TC001  # read by typer
from ibkr.cli.simulate import simulate
from ibkr.cli.spec import app as spec_commands
from ibkr.errors import IbkrError

app = typer.Typer(
    name="ibkr",
    help="Interactive Brokers' Client Portal gateway: look, simulate, see the demo.",
    epilog="Exit status: 0 done, 1 refused by IBKR, 2 used wrongly, 3 gateway unreachable.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # Decorated help loads markdown and highlighting libraries: half of the start-up time, for boxes.
    rich_markup_mode=None,
)
app.add_typer(gateway_commands, name="gateway")
app.add_typer(history_commands, name="history")
app.add_typer(auth_commands, name="auth")
app.add_typer(spec_commands, name="spec")


def run(arguments: Sequence[str]) -> Any:
    """Run one command line and return its exit status; an error becomes one sentence on stderr."""
    try:
        return app(list(arguments), prog_name="ibkr")
    except IbkrError as error:
        from ibkr.cli.console import exit_status

        typer.echo(str(error), err=True)
        return exit_status(error)


@app.callback(invoke_without_command=True)
def _ibkr(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Where the report goes.")] = Path("out/demo"),
) -> None:
    """See all of it in half a minute, on a simulated gateway. No account is needed."""
    from ibkr.cli.demo import tell

    tell(out)


app.command()(simulate)


@app.command()
def doctor(url: Url = None, as_json: AsJson = False) -> None:
    """Check every step from the gateway's address to the accounts, and say what to do."""
    from ibkr.cli import doctor as visits

    raise typer.Exit(visits.doctor(url, as_json=as_json))


@app.command()
def accounts(url: Url = None, as_json: AsJson = False) -> None:
    """List the accounts of this login."""
    from ibkr.cli import read

    read.accounts(url, as_json=as_json)


@app.command()
def positions(
    account: Annotated[str | None, typer.Option(help="The account [default: the first].")] = None,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """List what an account holds."""
    from ibkr.cli import read

    read.positions(account, url, as_json=as_json)


@app.command()
def search(symbol: Annotated[str, typer.Argument()], url: Url = None, as_json: AsJson = False) -> None:
    """List the contracts that a symbol may mean."""
    from ibkr.cli import read

    read.search(symbol, url, as_json=as_json)


@app.command()
def quote(symbol: What, exchange: Exchange = None, url: Url = None, as_json: AsJson = False) -> None:
    """Print the present price of a contract."""
    from ibkr.cli import read

    read.quote(symbol, url, exchange=exchange, as_json=as_json)


@app.command()
def orders(url: Url = None, as_json: AsJson = False) -> None:
    """List the orders of this session."""
    from ibkr.cli import read

    read.orders(url, as_json=as_json)
