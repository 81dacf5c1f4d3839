"""The reference engine: one pass over the bars, by docs/explanation/execution-rules.md.

Per bar: fill what was decided before, reveal the bar, let the strategy decide. The
loops keep fills only; equity and every statistic are calculated from them afterwards.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np

from ..errors import BacktestError
from .assets import Asset
from .broker import Broker
from .costs import IBKR_FIXED
from .inputs import BarsLike, is_panel, read_bars
from .run import Run
from .strategy import Strategy, with_parameters
from .terms import Convention, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..model.bars import Bars
    from .costs import Commission
    from .result import Result
    from .risk import Risk
    from .sizers import Sizer
    from .slippage import Slippage

NEXT_OPEN: Final = "next_open"
"""Market orders decided when a bar is over are filled at the open of the next."""
NEXT_CLOSE: Final = "next_close"
"""Market orders decided when a bar is over are filled at the close of the next."""
CLOSE: Final = "close"
"""Market orders are filled at the close of the bar they were decided on: a price the decision has used."""
CONVENTIONS: Final = (NEXT_OPEN, NEXT_CLOSE, CLOSE)


def backtest(
    strategy: type[Strategy],
    bars: BarsLike | Mapping[str, BarsLike],
    *,
    cash: float = 100_000.0,
    commission: Commission = IBKR_FIXED,
    slippage: Slippage | None = None,
    convention: Convention = NEXT_OPEN,
    parameters: Mapping[str, Any] | None = None,
    asset: str | Asset = "",
    assets: Iterable[Asset] = (),
    leverage: float = 1.0,
    maintenance: float | None = None,
    fractional: bool = False,
    volume_limit: float | None = None,
    latency: int = 0,
    risk: Risk | None = None,
    sizer: Sizer | None = None,
    currency: str = "USD",
    rates: Mapping[str, Any] | None = None,
    seed: int | None = None,
    benchmark: BarsLike | None = None,
) -> Result:
    """Run `strategy` over `bars`, oldest first, and return what happened.

    `bars` is one series, or a mapping from names to series that may have different times.
    `cash` is in the account's `currency`; `parameters` override the strategy's class
    attributes for this run. The same inputs give the same result, byte for byte in
    `Result.to_json()`.

    Args:
        convention: when market orders fill: `next_open`, `next_close` or `close`.
        asset: what the one series is: a name, or an `Asset` with its terms.
        assets: terms of the series that have any; a series without is a plain share.
        leverage: value of all positions over equity that a fill may reach.
        maintenance: equity over the positions' value below which everything is closed.
            By default half of what a fill needs, at most 0.25; 0, never, without leverage.
        fractional: whether parts of a share can be traded.
        volume_limit: the share of a bar's volume that our orders may fill.
        latency: bars that an order, a change or a cancellation is on its way.
        sizer: finds the size of orders given without one.
        rates: for each other currency its price in `currency`: a number, bars, or a
            mapping of `time` (milliseconds since the epoch) and `rate`.
        seed: seeds `strategy.random`, and is kept in the result.
        benchmark: bars of what to compare with, or the name of one of several assets: its
            closes give alpha, beta, tracking error, information ratio and capture.

    Raises:
        InvalidBars: naming the first bad row.
        InvalidIndicator, LookAhead: an indicator cannot be used.
        StrategyError: the strategy raised; its `.result` ends with that bar.
        BacktestError: an unknown parameter, or terms that cannot be meant.
    """
    if not (isinstance(strategy, type) and issubclass(strategy, Strategy)):  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
        raise BacktestError(f"{strategy!r} is not a class derived from ibkr.backtest.Strategy.")
    _check_terms(cash, convention, leverage, volume_limit, latency)
    series, traded = _traded(bars, asset, list(assets), currency, rates or {})
    if volume_limit is not None:
        _need_volume(series, traded)
    made, chosen = with_parameters(strategy, parameters or {})
    broker = Broker(
        float(cash),
        traded,
        commission=commission,
        slippage=slippage,
        convention=convention,
        leverage=leverage,
        fractional=fractional,
        volume_limit=volume_limit,
        latency=latency,
    )
    terms = Terms(
        commission=commission,
        slippage=slippage,
        convention=convention,
        assets=tuple(traded),
        leverage=leverage,
        maintenance=_maintenance(leverage, maintenance),
        fractional=fractional,
        volume_limit=volume_limit,
        latency=latency,
        risk=risk,
        sizer=sizer,
        currency=currency,
        seed=seed,
    )
    run = Run(
        made,
        series,
        chosen,
        broker=broker,
        terms=terms,
        rates=rates or {},
        benchmark=_benchmark(benchmark, series, broker.names),
    )
    run.prepare()
    run.walk()
    return run.result(len(run.market))


def _benchmark(given: BarsLike | None, series: list[Bars], names: tuple[str, ...]) -> Bars | None:
    if given is None:
        return None
    if isinstance(given, str) and given in names:
        return series[names.index(given)]
    return read_bars(given, "benchmark")


def _check_terms(
    cash: float, convention: str, leverage: float, volume_limit: float | None, latency: int
) -> None:
    checks = (
        (math.isfinite(cash) and cash > 0, f"A backtest starts with cash above zero, not {cash}."),
        (convention in CONVENTIONS, f"convention={convention!r} is none of {', '.join(CONVENTIONS)}."),
        (math.isfinite(leverage) and leverage > 0, f"leverage={leverage} is not a number above zero."),
        (volume_limit is None or 0 < volume_limit <= 1, f"volume_limit={volume_limit} is not in (0, 1]."),
        (latency >= 0 and latency == int(latency), f"latency={latency} is not a number of bars."),
    )
    for fine, complaint in checks:
        if not fine:
            raise BacktestError(complaint)


def _maintenance(leverage: float, given: float | None) -> float:
    if given is not None:
        if not 0 <= given * leverage <= 1:
            raise BacktestError(
                f"maintenance={given} is not between 0 and what a fill needs, {1 / leverage:g}."
            )
        return given
    return min(0.25, 0.5 / leverage) if leverage > 1 else 0.0


def _traded(
    bars: BarsLike | Mapping[str, BarsLike],
    asset: str | Asset,
    assets: list[Asset],
    currency: str,
    rates: Mapping[str, Any],
) -> tuple[list[Bars], list[Asset]]:
    """The checked series and the terms of each, in the same order."""
    if is_panel(bars):
        panel = cast("Mapping[str, BarsLike]", bars)
        if asset:
            raise BacktestError("asset= is for one series; the names of several are their keys.")
        known = {terms.name: terms for terms in assets}
        for name in known:
            if name not in panel:
                raise BacktestError(f"There are no bars of {name}; there are {', '.join(panel)}.")
        traded = [known.get(name, Asset(name)) for name in panel]
        series = [read_bars(given, name) for name, given in panel.items()]
    else:
        terms = asset if isinstance(asset, Asset) else Asset(asset or (assets[0].name if assets else ""))
        traded = [assets[0] if assets and not isinstance(asset, Asset) else terms]
        series = [read_bars(cast("BarsLike", bars))]
    for terms in traded:
        if terms.currency not in (None, currency) and terms.currency not in rates:
            raise BacktestError(
                f"{terms.name} is in {terms.currency}: give rates={{'{terms.currency}': ...}}."
            )
        if terms.roll_into is not None and terms.roll_into not in [other.name for other in traded]:
            raise BacktestError(f"{terms.name} rolls into {terms.roll_into}, of which there are no bars.")
    return series, traded


def _need_volume(series: list[Bars], assets: list[Asset]) -> None:
    for bars, asset in zip(series, assets, strict=True):
        if not np.any(bars.volume):
            raise BacktestError(
                f"volume_limit needs volume, and the bars of {asset.name or 'the asset'} have none."
            )
