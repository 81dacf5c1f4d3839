"""What a backtest returns: one frozen object, calculated from its fills."""

from __future__ import annotations

import hashlib
import json
import math
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import attrs
import numpy as np

from ..errors import BacktestError
from ..model.bars import from_milliseconds
from . import tables
from .curves import Curves
from .excursions import trade_excursions
from .inputs import fingerprint
from .metrics import (
    Metrics,
    calendar_of,
    drawdowns,
    measure,
    monthly_returns,
    returns_of,
    yearly_returns,
)
from .orders import order_row
from .records import Event, Fill, Flow, Frozen, Order, Records, Trade
from .trades import Split, round_trips

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from pathlib import Path

    from numpy.typing import NDArray

    from ..model.bars import Bars
    from .broker import Broker
    from .costs import Commission
    from .market import Market
    from .metrics import Excursions, MonthlyReturns, YearlyReturns
    from .research.chance import MonteCarlo
    from .tables import TableName
    from .terms import Terms

T = TypeVar("T")


@attrs.frozen(eq=False, kw_only=True)
class Result:
    """Everything that happened, and under which rules.

    The arrays have one value per step (per bar, where there is one asset), as of its
    close, and cannot be written to. Money is in the account's currency. Two results are
    the same run if their `to_json()` is the same.
    """

    strategy: str
    asset: str
    """The asset's name; of several, all of them."""
    series: Mapping[str, Bars]
    """The bars by asset."""
    times: NDArray[np.int64]
    """The instant of each step, in milliseconds since the epoch."""
    terms: Terms
    """Convention, costs, limits: all that was said about the run."""
    parameters: Mapping[str, Any]
    starting_cash: float
    first_decision: int
    """The first step on which the strategy was asked: earlier ones warmed up its indicators."""
    orders: Records[Order]
    fills: Records[Fill]
    events: Records[Event]
    flows: Records[Flow]
    """Money that moved without a fill: borrow cost, dividends, settlement."""
    equity: NDArray[np.float64]
    """Cash plus the value of every position at its latest close."""
    cash: NDArray[np.float64]
    positions: Mapping[str, NDArray[Any]]
    """Signed shares by asset."""
    splits: tuple[Split, ...] = ()
    """Step, asset and ratio of each."""
    rates: Mapping[str, Any] = attrs.field(factory=Frozen[str, Any])
    """Each currency's price in the account's money, as it was given."""
    benchmark: NDArray[np.float64] | None = None
    """The latest close, at each step, of what the run was compared with."""

    @property
    def convention(self) -> str:
        """When market orders were filled: `next_open`, `next_close` or `close`."""
        return self.terms.convention

    @property
    def commission(self) -> Commission:
        """The commission model of assets without their own."""
        return self.terms.commission

    @property
    def bars(self) -> Bars:
        """The bars of a run on one asset.

        Raises:
            BacktestError: there are several; see `series`.
        """
        return self._only(self.series)

    @property
    def position(self) -> NDArray[Any]:
        """Signed shares in a run on one asset.

        Raises:
            BacktestError: there are several; see `positions`.
        """
        return self._only(self.positions)

    def _only(self, by_asset: Mapping[str, T]) -> T:
        if len(by_asset) != 1:
            raise BacktestError(f"There are {len(by_asset)} assets: {', '.join(by_asset)}; say which one.")
        return next(iter(by_asset.values()))

    def closes(self, asset: str) -> NDArray[np.float64]:
        """An asset's latest close at each step; its first open before it has one."""
        bars = self.series[asset]
        if len(self.series) == 1:
            return bars.close
        latest = np.searchsorted(bars.time, self.times, side="right") - 1
        return np.where(latest < 0, bars.open[0], bars.close[np.maximum(latest, 0)])

    @cached_property
    def invested(self) -> NDArray[np.int64]:
        """How many assets are held, at each step."""
        count = np.zeros(len(self.times), dtype=np.int64)
        for held in self.positions.values():
            count += held != 0
        return _frozen(count)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the bars; of several series, of their names and fingerprints."""
        if len(self.series) == 1:
            return fingerprint(self.bars)
        said = "".join(f"{name}:{fingerprint(bars)};" for name, bars in self.series.items())
        return hashlib.sha256(said.encode()).hexdigest()

    @cached_property
    def returns(self) -> NDArray[np.float64]:
        """Simple returns from each step to the next, one fewer than steps."""
        return _frozen(returns_of(self.equity))

    @cached_property
    def drawdown(self) -> NDArray[np.float64]:
        """Equity over its highest value so far, minus 1."""
        return _frozen(drawdowns(self.equity))

    @cached_property
    def trades(self) -> tuple[Trade, ...]:
        """Closed round trips, in the order of their exits. What is still open is not among them."""
        return round_trips(self.fills.rows, self.times, self.splits, self.terms.settled)

    @cached_property
    def excursions(self) -> Excursions:
        """How far each of `trades` went against and for its holder (MAE, MFE)."""
        return trade_excursions(self)

    @cached_property
    def monthly_returns(self) -> MonthlyReturns:
        """A row a year: twelve months and their total."""
        return monthly_returns(self.equity, self.times)

    @cached_property
    def yearly_returns(self) -> YearlyReturns:
        """The calendar years and the return of each."""
        return yearly_returns(self.equity, self.times)

    @cached_property
    def metrics(self) -> Metrics:
        """The run in numbers."""
        held = list(self.positions.values())
        return measure(
            self.equity,
            held[0] if len(held) == 1 else np.column_stack(held),
            self.trades,
            commission=math.fsum(row[5] for row in self.fills.rows),
            calendar=calendar_of(self.times),
            times=self.times,
            benchmark=self.benchmark,
            traded=math.fsum(row[3] * row[4] * row[9] for row in self.fills.rows),
        )

    def to_arrow(self, table: TableName = "equity") -> Any:
        """One of the tables `equity`, `orders`, `fills`, `events`, `flows`, `trades`, `metrics`.

        A `pyarrow.Table`. `equity` has a row a step; instants are in UTC.

        Raises:
            MissingExtra: pyarrow is not installed.
            BacktestError: there is no such table.
        """
        return tables.to_arrow(tables.columns(self, table))

    def to_pandas(self, table: TableName = "equity") -> Any:
        """The same as a `pandas.DataFrame`."""
        return tables.to_pandas(tables.columns(self, table))

    def to_polars(self, table: TableName = "equity") -> Any:
        """The same as a `polars.DataFrame`."""
        return tables.to_polars(tables.columns(self, table))

    def to_dict(self) -> dict[str, Any]:
        """Everything but the bars, as plain lists, mappings, numbers and texts."""
        times = [from_milliseconds(time).isoformat() for time in self.times.tolist()]
        positions = {name: held.tolist() for name, held in self.positions.items()}
        return {
            "strategy": self.strategy,
            "asset": self.asset,
            "convention": self.convention,
            "parameters": {name: _plain(value) for name, value in self.parameters.items()},
            "starting_cash": self.starting_cash,
            "commission": repr(self.commission),
            "terms": self.terms.as_dict(),
            "first_decision": self.first_decision,
            "data": {
                "bars": len(times),
                "first": times[0],
                "last": times[-1],
                "sha256": self.fingerprint,
            },
            "metrics": _plain(self.metrics.as_dict()),
            "orders": [_plain(attrs.asdict(order)) for order in self.orders],
            "fills": [_plain(attrs.asdict(fill)) for fill in self.fills],
            "trades": [_plain(attrs.asdict(trade)) for trade in self.trades],
            "events": [_plain(attrs.asdict(event)) for event in self.events],
            "flows": [_plain(attrs.asdict(flow)) for flow in self.flows],
            "equity": {
                "time": times,
                "equity": _plain(self.equity.tolist()),
                "cash": _plain(self.cash.tolist()),
                "position": next(iter(positions.values())) if len(positions) == 1 else positions,
                "benchmark": None if self.benchmark is None else _plain(self.benchmark.tolist()),
            },
        }

    def to_json(self) -> str:
        """`to_dict()` as JSON; the same inputs give the same bytes. NaN is null."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    def summary(self) -> str:
        """A few lines for a terminal, with the equity curve as a sparkline."""
        from .summary import summarize

        return summarize(self)

    def report(
        self,
        path: str | PathLike[str],
        *,
        monte_carlo: MonteCarlo | None = None,
        factors: Mapping[str, Any] | None = None,
    ) -> Path:
        """Write the report, one HTML file that needs nothing else, and return its path.

        A name that ends with `.png`, `.svg` or `.json` gives its charts or its data instead;
        `monte_carlo` adds a section on luck, `factors` (returns by name) explains the returns.
        """
        from .report import write_report

        return write_report(self, path, monte_carlo=monte_carlo, factors=factors)


def settle(
    broker: Broker,
    *,
    strategy: str,
    market: Market,
    length: int,
    starting_cash: float,
    parameters: Mapping[str, Any],
    terms: Terms,
    first_decision: int,
    rates: Mapping[str, NDArray[np.float64]],
    given_rates: Mapping[str, Any],
    splits: tuple[Split, ...],
    benchmark: NDArray[np.float64] | None = None,
) -> Result:
    """The result of a run, from what its broker wrote down."""
    times = market.times[:length]
    curves = Curves(broker, market, length, starting_cash, rates)
    equity = curves.equity()
    events = sorted([*broker.event_rows, *_ruin(equity)], key=lambda row: row[0])
    names = broker.names
    return Result(
        strategy=strategy,
        asset=", ".join(names) if names != ("",) else "the asset",
        series=Frozen({name: curves.cut(index) for index, name in enumerate(names)}),
        times=times,
        terms=terms,
        parameters=Frozen(parameters),
        starting_cash=starting_cash,
        first_decision=first_decision,
        orders=Records(Order, broker.orders, times, lambda order: order_row(order, names)),
        fills=Records(Fill, broker.fill_rows, times),
        events=Records(Event, events, times),
        flows=Records(Flow, broker.flow_rows, times),
        equity=_frozen(equity),
        cash=_frozen(curves.cash),
        positions=Frozen({name: _frozen(curves.position(index)) for index, name in enumerate(names)}),
        rates=Frozen(given_rates),
        splits=tuple(split for split in splits if split[0] < length),
        benchmark=None if benchmark is None else _frozen(benchmark[:length]),
    )


def _ruin(equity: NDArray[np.float64]) -> list[tuple[Any, ...]]:
    ruined = equity <= 0
    if not ruined.any():
        return []
    bar = int(ruined.argmax())
    reason = f"the equity fell to {equity[bar]:,.2f}: from here on the account owes more than it has"
    return [(bar, "insolvent", None, reason, "")]


def _frozen(array: NDArray[Any]) -> NDArray[Any]:
    array.flags.writeable = False
    return array


def _plain(value: Any) -> Any:
    """What JSON can say: NaN as null, times in ISO 8601, anything unknown as its `repr`."""
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]  # any mapping
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]  # pyright: ignore[reportUnknownVariableType]  # any sequence
    if isinstance(value, np.generic):
        return _plain(value.item())
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, (bool, int, str)):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else repr(value)
