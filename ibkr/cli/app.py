"""The commands, by name. Each is imported when it is called, so that `ibkr --help` stays quick."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar

import typer

from ibkr import __version__
from ibkr.cli.groups import Home, LazyGroup
from ibkr.cli.statuses import READER_GONE
from ibkr.errors import IbkrError


class Commands(LazyGroup):
    """Every command of `ibkr`."""

    homes: ClassVar[Mapping[str, Home]] = {
        # See it.
        "demo": Home("ibkr.cli.demo", "demo", "See all of it in half a minute, on a simulated gateway."),
        "simulate": Home("ibkr.cli.simulate", "simulate", "Run a simulated gateway until Ctrl-C."),
        # Get in.
        "gateway": Home("ibkr.cli.gateway", "app", "Run IBKR's own gateway program, and see how it is."),
        "auth": Home("ibkr.cli.auth", "app", "Sign in to IBKR's hosted API: make keys, find what fails."),
        "doctor": Home("ibkr.cli.doctor", "doctor", "Check every step from the address to the accounts."),
        "session": Home("ibkr.cli.session", "app", "See, open and end the session."),
        "health": Home("ibkr.cli.session", "health", "Say how session and limits stand."),
        "profile": Home("ibkr.cli.profile", "app", "See who is logged in, and change what may be changed."),
        # Look.
        "accounts": Home("ibkr.cli.accounts", "app", "List accounts, their worth, cash and profit."),
        "positions": Home("ibkr.cli.accounts", "positions", "List what an account holds."),
        "contracts": Home("ibkr.cli.contracts", "app", "Find what to trade, and what there is to know."),
        "search": Home("ibkr.cli.contracts", "search", "List the contracts that words may mean."),
        "quote": Home("ibkr.cli.quotes", "quote", "Print the present price of contracts."),
        "watch": Home("ibkr.cli.watching", "watch", "Show prices as they change, until Ctrl-C."),
        "stream": Home("ibkr.cli.watching", "stream", "Print events as JSON, one a line, until Ctrl-C."),
        "history": Home("ibkr.cli.history", "app", "Print bars, or keep those of many contracts in a store."),
        "advisor": Home("ibkr.cli.advisor", "app", "Share orders out: groups and models of an advisor."),
        "events": Home("ibkr.cli.events", "app", "Find event contracts, and how they are decided."),
        "scanner": Home("ibkr.cli.scanner", "app", "Scan the market."),
        "trades": Home("ibkr.cli.trades", "trades", "List executions."),
        # Act.
        "orders": Home("ibkr.cli.orders", "app", "List, preview, place, change and cancel orders."),
        "alerts": Home("ibkr.cli.alerts", "app", "Have IBKR watch a price, and tell."),
        "watchlists": Home("ibkr.cli.watchlists", "app", "Keep lists of contracts at IBKR."),
        "notifications": Home("ibkr.cli.notifications", "app", "Read IBKR's messages, and choose them."),
        # Research.
        "backtest": Home(
            "ibkr.cli.backtest",
            "app",
            "Test strategies on bars: once, side by side, over parameters, walking forward.",
        ),
        "live": Home("ibkr.cli.live", "app", "Run a strategy on a real market."),
        # Know.
        "spec": Home("ibkr.cli.spec", "app", "Compare the description with recordings and documents."),
    }


app = typer.Typer(
    name="ibkr",
    cls=Commands,
    help="Interactive Brokers' Client Portal gateway on the command line.",
    epilog="Exit status: 0 done, 1 refused by IBKR, 2 used wrongly, 3 gateway unreachable.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    # Decorated help loads markdown and highlighting libraries: half of the start-up time, for boxes.
    rich_markup_mode=None,
)


def run(arguments: Sequence[str]) -> Any:
    """Run one command line and return its exit status; an error becomes one sentence on stderr."""
    try:
        return app(list(arguments), prog_name="ibkr")
    except SystemExit as ended:
        # Typer ends with status 1 where the reader of its help has gone.
        return READER_GONE if isinstance(ended.__context__, BrokenPipeError) else ended.code
    except IbkrError as error:
        from ibkr.cli.console import exit_status, next_step

        for line in filter(None, (str(error), next_step(error))):
            typer.echo(line, err=True)
        return exit_status(error)
    except OSError as error:
        typer.echo(f"{error.filename or 'A file'} cannot be used: {error.strerror or error}.", err=True)
        return 2


@app.callback(invoke_without_command=True)
def _ibkr(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        typer.echo(__version__)
        raise typer.Exit
