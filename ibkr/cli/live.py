"""`ibkr live`: a backtest's strategy on a real market, until something ends it."""

from __future__ import annotations

import signal
import threading
from pathlib import Path  # noqa: TC003  # read by typer
from typing import TYPE_CHECKING, Annotated

import typer

from ibkr.cli.options import Account, AsJson, Live, Url, Yes  # noqa: TC001  # read by typer

if TYPE_CHECKING:
    from types import FrameType

    from ibkr.live import LiveResult

app = typer.Typer(help="Run a strategy on a real market.", no_args_is_help=True)

Symbols = Annotated[
    list[str], typer.Option("--symbol", "-s", metavar="SYMBOL", help="What to trade; may be repeated.")
]
Params = Annotated[
    list[str] | None, typer.Option("--param", metavar="NAME=VALUE", help="A parameter; may be repeated.")
]


@app.command()
def run(
    strategy: Annotated[str, typer.Argument(help="module:Class, or a file, file.py:Class.")],
    symbols: Symbols,
    *,
    bar: Annotated[str, typer.Option(help="One bar's length: 1min, 5min, 1h.")] = "1min",
    params: Params = None,
    account: Account = None,
    cash: Annotated[
        float | None, typer.Option(help="What the strategy may work with [default: the account's cash].")
    ] = None,
    warmup: Annotated[str, typer.Option(help="How much history to begin with, such as 1d or 1w.")] = "1d",
    ledger: Annotated[
        Path | None, typer.Option(help="A file that keeps everything; a run that finds one goes on.")
    ] = None,
    yes: Yes = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Log the exact orders and send none.")] = False,
    adopt: Annotated[bool, typer.Option("--adopt", help="Take over positions that are there.")] = False,
    kill_file: Annotated[Path | None, typer.Option(help="End as soon as this file exists.")] = None,
    max_drawdown: Annotated[
        float | None, typer.Option(help="End when equity is this fraction below its highest, such as 0.1.")
    ] = None,
    flatten: Annotated[bool, typer.Option("--flatten", help="Close positions at the end.")] = False,
    steps: Annotated[int | None, typer.Option(min=1, help="End after so many bars.")] = None,
    live: Live = False,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Run a strategy until Ctrl-C, a file, a drawdown or a number of bars ends it.

    Working orders are cancelled at the end; a second Ctrl-C does not wait for that.
    """
    import ibkr
    import ibkr.live
    from ibkr.cli.console import say
    from ibkr.cli.opening import client
    from ibkr.cli.strategies import parameters
    from ibkr.cli.strategies import strategy as named

    kind = named(strategy)
    with client(url, orders=True, live=live) as ib:
        result = ibkr.live.run(
            kind,
            ib,
            symbols,
            account_id=account,
            bar=bar,
            parameters=parameters(params or []),
            warmup=warmup,
            cash=cash,
            answer=ibkr.Answers.accept(*(yes or ())),
            ledger=ledger,
            live=live,
            dry_run=dry_run,
            adopt=adopt,
            kill_file=kill_file,
            max_drawdown=max_drawdown,
            flatten=flatten,
            stop=_asked_to_stop(),
            steps=steps,
            on_step=lambda time: say(f"{time:%Y-%m-%d %H:%M} UTC"),
        )
    _tell(result, as_json=as_json)


def _asked_to_stop() -> threading.Event:
    """Set by Ctrl-C and by a request to end; a second Ctrl-C ends at once."""
    stop = threading.Event()

    def note(number: int, _frame: FrameType | None) -> None:
        stop.set()
        signal.signal(number, signal.default_int_handler)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, note)
    return stop


def _tell(result: LiveResult, *, as_json: bool) -> None:
    from ibkr.cli.console import say

    for remark in result.remarks:
        say(remark)
    typer.echo(result.result.to_json() if as_json else result.result.summary())
    say(f"Ended: {result.reason}.")


@app.command()
def show(
    ledger: Annotated[Path, typer.Argument(help="The file that a run kept.")],
    strategy: Annotated[
        str, typer.Argument(help="The strategy that was run: module:Class, or file.py:Class.")
    ],
    as_json: AsJson = False,
) -> None:
    """Print what the run of a ledger came to. Nothing is sent; the run may still be on."""
    from ibkr.cli.strategies import strategy as named
    from ibkr.live import read_session

    result = read_session(ledger).result(named(strategy))
    typer.echo(result.to_json() if as_json else result.summary())
