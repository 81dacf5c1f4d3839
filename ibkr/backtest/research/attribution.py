"""Where the money came from: by asset, side, month, holding time, cost and factor."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

import attrs
import numpy as np

from ...errors import BacktestError
from ...model.bars import from_milliseconds

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from ..records import Trade
    from ..result import Result

HELD: Final = (1, 5, 20, 60, 250)
"""Bars held, at most, in each group of holding times but the last."""
REST: Final = "rest"


@attrs.frozen
class Contribution:
    """A part of the profit."""

    name: str
    pnl: float
    """In the account's money, commissions taken off."""
    share: float
    """Of the whole profit or loss; NaN where there is none."""
    trades: int
    win_rate: float
    """Of its closed trades; NaN without any."""


@attrs.frozen
class FactorModel:
    """Returns explained by factors: an ordinary least squares fit, per bar."""

    alpha: float
    """What no factor explains, per bar."""
    betas: Mapping[str, float]
    t_values: Mapping[str, float]
    """By factor, and of `alpha`."""
    r_squared: float
    pnl: Mapping[str, float]
    """Each factor's beta times its mean, over all bars, in the account's money on its starting cash."""


@attrs.frozen
class Attribution:
    """The whole profit, cut in several ways; each of the first three adds up to it."""

    pnl: float
    by_asset: tuple[Contribution, ...]
    """Open positions at their last close included. `rest` is what currencies did to cash."""
    by_side: tuple[Contribution, ...]
    """Closed trades; `rest` is what is open, and what moved without a fill."""
    by_month: tuple[Contribution, ...]
    by_holding_time: tuple[Contribution, ...]
    """Closed trades by the bars they were held."""
    costs: Mapping[str, float]
    """Commission, and each kind of `Flow`: positive where it was received."""
    factors: FactorModel | None = None


def attribute(result: Result, *, factors: Mapping[str, ArrayLike] | None = None) -> Attribution:
    """Cut a result's profit into parts.

    `factors` are simple returns by name, one for each of the result's `returns`.

    Raises:
        BacktestError: a factor has another length.
    """
    whole = float(result.equity[-1]) - result.starting_cash
    return Attribution(
        whole,
        _by_asset(result, whole),
        _by_side(result, whole),
        _by_month(result, whole),
        _grouped(result.trades, whole, _held),
        costs_of(result),
        None if not factors else _fit(result, factors),
    )


def _contribution(name: str, pnl: float, whole: float, trades: Iterable[Trade] = ()) -> Contribution:
    closed = list(trades)
    won = sum(trade.pnl > 0 for trade in closed)
    return Contribution(
        name, pnl, pnl / whole if whole else math.nan, len(closed), won / len(closed) if closed else math.nan
    )


def _with_rest(parts: list[Contribution], whole: float) -> tuple[Contribution, ...]:
    rest = whole - math.fsum(part.pnl for part in parts)
    # Below a cent it is what adding floats in another order leaves.
    return tuple(parts) if abs(rest) < 0.01 else (*parts, _contribution(REST, rest, whole))


def _by_asset(result: Result, whole: float) -> tuple[Contribution, ...]:
    money: defaultdict[str, list[float]] = defaultdict(list)
    factor: dict[str, float] = {}
    for fill in result.fills:
        sign = 1 if fill.side == "BUY" else -1
        money[fill.asset] += [-sign * fill.quantity * fill.price * fill.factor, -fill.commission]
        factor[fill.asset] = fill.factor
    for flow in result.flows:
        money[flow.asset].append(flow.amount)
    for asset, held in result.positions.items():
        if held[-1]:
            money[asset].append(float(held[-1]) * float(result.closes(asset)[-1]) * factor.get(asset, 1.0))
    trades = _by(result.trades, lambda trade: trade.asset)
    return _with_rest(
        [
            _contribution(asset or result.asset, math.fsum(money[asset]), whole, trades[asset])
            for asset in result.positions
        ],
        whole,
    )


def _by(trades: Iterable[Trade], key: Callable[[Trade], str]) -> defaultdict[str, list[Trade]]:
    found: defaultdict[str, list[Trade]] = defaultdict(list)
    for trade in trades:
        found[key(trade)].append(trade)
    return found


def _by_side(result: Result, whole: float) -> tuple[Contribution, ...]:
    return _with_rest(list(_grouped(result.trades, whole, lambda trade: trade.side)), whole)


def _grouped(trades: Iterable[Trade], whole: float, key: Callable[[Trade], str]) -> tuple[Contribution, ...]:
    groups = _by(trades, key)
    return tuple(
        _contribution(name.strip(), math.fsum(trade.pnl for trade in groups[name]), whole, groups[name])
        for name in sorted(groups)
    )


def _held(trade: Trade) -> str:
    """The group's name, so written that groups sort by time."""
    place = next((at for at, most in enumerate(HELD) if trade.bars_held <= most), len(HELD))
    low = HELD[place - 1] + 1 if place else 0
    return f"{low:>4} bars and more" if place == len(HELD) else f"{low:>4} to {HELD[place]} bars"


def _by_month(result: Result, whole: float) -> tuple[Contribution, ...]:
    months = [from_milliseconds(time).strftime("%Y-%m") for time in result.times.tolist()]
    before = result.starting_cash
    trades = _by(result.trades, lambda trade: trade.exit_time.strftime("%Y-%m"))
    found: list[Contribution] = []
    for place, month in enumerate(months):
        if place + 1 == len(months) or months[place + 1] != month:
            after = float(result.equity[place])
            found.append(_contribution(month, after - before, whole, trades[month]))
            before = after
    return tuple(found)


def costs_of(result: Result) -> dict[str, float]:
    """Commission, and each kind of `Flow`: positive where it was received."""
    money: defaultdict[str, list[float]] = defaultdict(list)
    for fill in result.fills:
        money["commission"].append(-fill.commission)
    for flow in result.flows:
        money[flow.kind].append(flow.amount)
    return {name: math.fsum(amounts) for name, amounts in money.items()}


def _fit(result: Result, factors: Mapping[str, ArrayLike]) -> FactorModel:
    returns = result.returns
    columns = [np.asarray(values, dtype=np.float64) for values in factors.values()]
    for name, column in zip(factors, columns, strict=True):
        if column.shape != returns.shape or not np.isfinite(column).all():
            raise BacktestError(
                f"The factor {name} must have one finite return for each of the result's {len(returns)}."
            )
    design = np.column_stack([np.ones(len(returns)), *columns])
    if len(returns) <= design.shape[1]:
        raise BacktestError(f"{len(returns)} returns are too few for {len(columns)} factors.")
    fitted = np.asarray(np.linalg.lstsq(design, returns, rcond=None)[0], dtype=np.float64)
    names = ("alpha", *factors)
    means = dict(zip(names, (fitted * design.mean(axis=0)).tolist(), strict=True))
    return FactorModel(
        float(fitted[0]),
        dict(zip(factors, fitted[1:].tolist(), strict=True)),
        dict(zip(names, _t_values(design, returns, fitted), strict=True)),
        _r_squared(returns, returns - design @ fitted),
        {name: mean * len(returns) * result.starting_cash for name, mean in means.items()},
    )


def _t_values(
    design: NDArray[np.float64], returns: NDArray[np.float64], fitted: NDArray[np.float64]
) -> list[float]:
    left = returns - design @ fitted
    variance = float(left @ left) / (len(returns) - design.shape[1])
    errors = np.sqrt(variance * np.diag(np.linalg.pinv(design.T @ design)))
    return np.divide(fitted, errors, out=np.full_like(fitted, math.nan), where=errors > 0).tolist()


def _r_squared(returns: NDArray[np.float64], left: NDArray[np.float64]) -> float:
    around = returns - returns.mean()
    total = float(around @ around)
    return 1 - float(left @ left) / total if total else math.nan
