"""`ibkr backtest`: run strategies on bars from a file, a store, the gateway or a random walk."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from ibkr.cli import backtesting
from ibkr.cli.backtesting import Source, Terms
from ibkr.cli.groups import nouns
from ibkr.cli.options import AsCsv, AsJson, Exchange, Size, Url  # noqa: TC001  # read by typer

app = nouns("Test strategies on bars: once, side by side, over parameters, walking forward.")

Which = Annotated[
    str,
    typer.Argument(metavar="STRATEGY", help="MODULE:CLASS, FILE.py[:CLASS], MovingAverageCross, BuyAndHold."),
]
Files = Annotated[
    list[str] | None,
    typer.Option("--bars", metavar="[NAME=]FILE", help="CSV, Parquet or JSON; several with their names."),
]
Store = Annotated[Path | None, typer.Option("--store", metavar="DIR", help="Read --symbol from this store.")]
Symbol = Annotated[str | None, typer.Option("--symbol", help="A symbol or conid, asked of the gateway.")]
Period = Annotated[str, typer.Option(help="How far back the gateway is asked: 5d, 3m, 1y.")]
Sample = Annotated[
    int | None, typer.Option("--sample", metavar="N", min=1, help="So many made-up daily bars instead.")
]
Seed = Annotated[int, typer.Option(help="Of made-up bars, random search and the Monte Carlo.")]
Param = Annotated[
    list[str] | None, typer.Option("--param", "-p", metavar="NAME=VALUE", help="A parameter of the strategy.")
]
Cash = Annotated[float, typer.Option(help="What the account starts with.")]
Fees = Annotated[
    str, typer.Option("--commission", metavar="MODEL", help="fixed, tiered (IBKR's), none, or such as 0.1%.")
]
When = Annotated[
    Literal["next_open", "next_close", "close"], typer.Option("--convention", help="When market orders fill.")
]
Fractional = Annotated[bool, typer.Option("--fractional", help="Parts of a share can be traded.")]
Report = Annotated[
    Path | None, typer.Option("--report", metavar="FILE", help="Write a report: .html, .png, .svg or .json.")
]
Grid = Annotated[
    list[str] | None,
    typer.Option("--grid", "-g", metavar="NAME=VALUES", help="5:50:5 (both included) or 20,40,80."),
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="CONDITION", help="Only such combinations: 'fast<slow'."),
]
By = Annotated[
    str, typer.Option("--by", metavar="METRIC", help="What ranks: sharpe, total_return, calmar, ...")
]
Minimize = Annotated[bool, typer.Option("--minimize", help="Less of it is better.")]
Workers = Annotated[int | None, typer.Option("--workers", metavar="N", min=1, help="Work in N processes.")]
Trials = Annotated[
    int | None, typer.Option("--trials", metavar="N", min=1, help="Draw N combinations instead of all.")
]
Draw = Annotated[Literal["random", "bayesian"], typer.Option("--search", help="How --trials are drawn.")]


@app.command()
def run(
    strategy: Which,
    *,
    param: Param = None,
    bars: Files = None,
    store: Store = None,
    symbol: Symbol = None,
    period: Period = "1y",
    bar: Size = "1d",
    exchange: Exchange = None,
    sample: Sample = None,
    seed: Seed = 1,
    cash: Cash = 100_000.0,
    commission: Fees = "fixed",
    convention: When = "next_open",
    fractional: Fractional = False,
    benchmark: Annotated[
        str | None, typer.Option(metavar="FILE", help="Bars to compare with, or the name of one of several.")
    ] = None,
    monte_carlo: Annotated[
        int | None, typer.Option("--monte-carlo", metavar="PATHS", min=1, help="Add luck to the report.")
    ] = None,
    report: Report = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Run one strategy and print its figures.

    With --csv its trades are printed.
    """
    source = Source(bars or [], store, symbol, period, bar, exchange, sample, seed, url)
    terms = Terms(cash, commission, convention, fractional, benchmark)
    output = backtesting.Output(report, as_json, as_csv)
    backtesting.run(strategy, param or [], source, terms, output, paths=monte_carlo)


@app.command()
def sample(
    strategy: Which = "MovingAverageCross",
    *,
    param: Param = None,
    count: Annotated[int, typer.Option("--count", metavar="N", min=1, help="How many daily bars.")] = 250,
    seed: Seed = 1,
    cash: Cash = 100_000.0,
    report: Report = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Run a strategy on a random walk.

    No gateway, no file, the same every time.
    """
    source = Source(sample=count, seed=seed)
    output = backtesting.Output(report, as_json, as_csv)
    backtesting.run(strategy, param or [], source, Terms(cash), output)


@app.command()
def compare(
    strategies: Annotated[
        list[str],
        typer.Argument(metavar="STRATEGY...", help="Two or more; parameters behind commas: X,fast=5."),
    ],
    *,
    bars: Files = None,
    store: Store = None,
    symbol: Symbol = None,
    period: Period = "1y",
    bar: Size = "1d",
    exchange: Exchange = None,
    sample: Sample = None,
    seed: Seed = 1,
    cash: Cash = 100_000.0,
    commission: Fees = "fixed",
    convention: When = "next_open",
    fractional: Fractional = False,
    report: Report = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Put strategies beside each other.

    They run on the same bars; every pair of Sharpe ratios is tested.
    """
    source = Source(bars or [], store, symbol, period, bar, exchange, sample, seed, url)
    terms = Terms(cash, commission, convention, fractional)
    backtesting.compare(strategies, source, terms, backtesting.Output(report, as_json, as_csv))


@app.command()
def sweep(
    strategy: Which,
    *,
    grid: Grid = None,
    where: Where = None,
    trials: Trials = None,
    search: Draw = "random",
    by: By = "sharpe",
    minimize: Minimize = False,
    workers: Workers = None,
    keep: Annotated[int, typer.Option(min=1, help="Of how many of the best the curves are drawn.")] = 5,
    bars: Files = None,
    store: Store = None,
    symbol: Symbol = None,
    period: Period = "1y",
    bar: Size = "1d",
    exchange: Exchange = None,
    sample: Sample = None,
    seed: Seed = 1,
    cash: Cash = 100_000.0,
    commission: Fees = "fixed",
    convention: When = "next_open",
    fractional: Fractional = False,
    report: Report = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Try many parameters and rank them.

    How many is said before it starts.
    """
    source = Source(bars or [], store, symbol, period, bar, exchange, sample, seed, url)
    terms = Terms(cash, commission, convention, fractional)
    tried = backtesting.Tried(grid or [], where or [], trials, search, by, minimize, workers, seed)
    backtesting.sweep(strategy, tried, source, terms, backtesting.Output(report, as_json, as_csv), keep=keep)


@app.command("walk-forward")
def walk_forward(
    strategy: Which,
    *,
    train: Annotated[int, typer.Option(metavar="BARS", min=2, help="Bars that a choice is made on.")],
    test: Annotated[int, typer.Option(metavar="BARS", min=2, help="Bars that it is then traded on.")],
    anchored: Annotated[bool, typer.Option("--anchored", help="Always train from the first bar.")] = False,
    grid: Grid = None,
    where: Where = None,
    trials: Trials = None,
    search: Draw = "random",
    by: By = "sharpe",
    minimize: Minimize = False,
    workers: Workers = None,
    bars: Files = None,
    store: Store = None,
    symbol: Symbol = None,
    period: Period = "1y",
    bar: Size = "1d",
    exchange: Exchange = None,
    sample: Sample = None,
    seed: Seed = 1,
    cash: Cash = 100_000.0,
    commission: Fees = "fixed",
    convention: When = "next_open",
    fractional: Fractional = False,
    report: Report = None,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Choose on the past, trade what follows.

    With --csv the windows are printed.
    """
    source = Source(bars or [], store, symbol, period, bar, exchange, sample, seed, url)
    terms = Terms(cash, commission, convention, fractional)
    tried = backtesting.Tried(grid or [], where or [], trials, search, by, minimize, workers, seed)
    output = backtesting.Output(report, as_json, as_csv)
    backtesting.walk_forward(
        strategy, tried, source, terms, output, train=train, test=test, anchored=anchored
    )
