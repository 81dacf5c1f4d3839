"""What a backtest returns: one frozen object, calculated from its fills."""

from __future__ import annotations

import json
import math
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from ..model.bars import Bars, from_milliseconds
from .metrics import Metrics, calendar_of, drawdowns, measure, returns_of
from .records import Event, Fill, Order, Records, Trade
from .trades import round_trips

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike
    from pathlib import Path

    from numpy.typing import NDArray

    from .broker import Broker
    from .costs import Commission


@attrs.frozen(eq=False, kw_only=True)
class Result:
    """Everything that happened, and under which rules.

    The arrays have one value per bar, as of its close, and cannot be written to. Money
    is in the currency of the prices. Two results are the same run if their `to_json()`
    is the same.
    """

    strategy: str
    asset: str
    bars: Bars
    convention: str
    """When orders are filled: `next_open`."""
    parameters: Mapping[str, Any]
    starting_cash: float
    commission: Commission
    first_decision: int
    """The first bar on which the strategy was asked: earlier ones warmed up its indicators."""
    fingerprint: str
    """SHA-256 of the bars."""
    orders: Records[Order]
    fills: Records[Fill]
    events: Records[Event]
    equity: NDArray[np.float64]
    """Cash plus position times close."""
    cash: NDArray[np.float64]
    position: NDArray[np.int64]
    """Signed shares."""

    @cached_property
    def returns(self) -> NDArray[np.float64]:
        """Simple returns from each bar to the next, one fewer than bars."""
        return _frozen(returns_of(self.equity))

    @cached_property
    def drawdown(self) -> NDArray[np.float64]:
        """Equity over its highest value so far, minus 1."""
        return _frozen(drawdowns(self.equity))

    @cached_property
    def trades(self) -> tuple[Trade, ...]:
        """Closed round trips, in the order of their exits. What is still open is not among them."""
        return round_trips(self.fills.rows, self.bars.time)

    @cached_property
    def metrics(self) -> Metrics:
        """The run in numbers."""
        return measure(
            self.equity,
            self.position,
            self.trades,
            commission=math.fsum(row[5] for row in self.fills.rows),
            calendar=calendar_of(self.bars.time),
        )

    def to_dict(self) -> dict[str, Any]:
        """Everything but the bars, as plain lists, mappings, numbers and texts."""
        times = [from_milliseconds(time).isoformat() for time in self.bars.time.tolist()]
        return {
            "strategy": self.strategy,
            "asset": self.asset,
            "convention": self.convention,
            "parameters": {name: _plain(value) for name, value in self.parameters.items()},
            "starting_cash": self.starting_cash,
            "commission": repr(self.commission),
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
            "equity": {
                "time": times,
                "equity": _plain(self.equity.tolist()),
                "cash": _plain(self.cash.tolist()),
                "position": self.position.tolist(),
            },
        }

    def to_json(self) -> str:
        """`to_dict()` as JSON; the same inputs give the same bytes. NaN is null."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False, separators=(",", ":"))

    def summary(self) -> str:
        """A few lines for a terminal, with the equity curve as a sparkline."""
        from .summary import summarize  # noqa: PLC0415 - needs this module

        return summarize(self)

    def report(self, path: str | PathLike[str]) -> Path:
        """Write the report, one HTML file that needs nothing else, and return its path."""
        from .report import write_report  # noqa: PLC0415 - needs this module

        return write_report(self, path)


def settle(
    broker: Broker,
    *,
    strategy: str,
    asset: str,
    bars: Bars,
    starting_cash: float,
    parameters: Mapping[str, Any],
    convention: str,
    first_decision: int,
    fingerprint: str,
) -> Result:
    """The result of a run, from what its broker wrote down."""
    cash, position = _account_curves(broker.fill_rows, len(bars), starting_cash)
    equity = cash + position * bars.close
    events = sorted([*broker.event_rows, *_ruin(equity)], key=lambda row: row[0])
    orders = [(*row, status) for row, status in zip(broker.order_rows, broker.statuses, strict=True)]
    return Result(
        strategy=strategy,
        asset=asset,
        bars=bars,
        convention=convention,
        parameters=MappingProxyType(dict(parameters)),
        starting_cash=starting_cash,
        commission=broker.commission,
        first_decision=first_decision,
        fingerprint=fingerprint,
        orders=Records(Order, orders, bars.time),
        fills=Records(Fill, broker.fill_rows, bars.time),
        events=Records(Event, events, bars.time),
        equity=_frozen(equity),
        cash=_frozen(cash),
        position=_frozen(position),
    )


def _account_curves(
    fill_rows: list[tuple[Any, ...]], length: int, starting_cash: float
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Cash and position at each close: those after the last fill until then."""
    bars = np.array([row[0] for row in fill_rows], dtype=np.int64)
    positions = np.array([0, *(row[6] for row in fill_rows)], dtype=np.int64)
    cashes = np.array([starting_cash, *(row[7] for row in fill_rows)], dtype=np.float64)
    latest = np.searchsorted(bars, np.arange(length), side="right")
    return cashes[latest], positions[latest]


def _ruin(equity: NDArray[np.float64]) -> list[tuple[Any, ...]]:
    ruined = equity <= 0
    if not ruined.any():
        return []
    bar = int(ruined.argmax())
    reason = f"the equity fell to {equity[bar]:,.2f}: from here on the account owes more than it has"
    return [(bar, "insolvent", None, reason)]


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
