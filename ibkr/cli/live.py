"""`ibkr live`: a backtest's strategy on a real market, until something ends it."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003  # read by typer
from typing import TYPE_CHECKING, Annotated, Final

import attrs
import typer

from ibkr.cli.console import out, say
from ibkr.cli.console import show as show_rows
from ibkr.cli.groups import nouns
from ibkr.cli.options import Account, AsCsv, AsJson, Live, Url, Yes  # noqa: TC001  # read by typer

if TYPE_CHECKING:
    from ibkr.backtest import Result

app = nouns("Run a strategy on a real market.")

LEFT: Final = "Orders may still be working: ibkr orders list"

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
    as_csv: AsCsv = False,
) -> None:
    """Run a strategy until Ctrl-C, a file, a drawdown or a number of bars ends it.

    Working orders are cancelled at the end; a second Ctrl-C does not wait for that. With --csv the
    trades are printed.
    """
    import ibkr
    import ibkr.live
    from ibkr.cli.opening import client
    from ibkr.cli.stopping import asked_to_stop, interrupted
    from ibkr.cli.strategies import parameters
    from ibkr.cli.strategies import strategy as class_of

    kind = class_of(strategy)
    with interrupted(LEFT), client(url, orders=True, live=live) as ib:
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
            stop=asked_to_stop(impatient=True),
            steps=steps,
            on_step=lambda time: say(f"{time:%Y-%m-%d %H:%M} UTC"),
            on_remark=say,
        )
    _print(result.result, as_json=as_json, as_csv=as_csv)
    say(f"Ended: {result.reason}.")


def _print(result: Result, *, as_json: bool, as_csv: bool) -> None:
    if as_csv:
        from ibkr.backtest import Trade

        show_rows(result.trades, {field.name: field.name for field in attrs.fields(Trade)}, as_csv=True)
    else:
        out().out(result.to_json() if as_json else result.summary(), highlight=False)


@app.command()
def show(
    ledger: Annotated[Path, typer.Argument(help="The file that a run kept.")],
    strategy: Annotated[
        str, typer.Argument(help="The strategy that was run: module:Class, or file.py:Class.")
    ],
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Print what the run of a ledger came to, with --csv its trades. The run may still be on."""
    from ibkr.cli.strategies import strategy as class_of
    from ibkr.live import read_session

    _print(read_session(ledger).result(class_of(strategy)), as_json=as_json, as_csv=as_csv)
