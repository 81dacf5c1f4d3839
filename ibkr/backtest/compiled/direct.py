"""The short way for signals and averages of one asset that trade at the market: see `plain`.

What has orders that wait for a price, a cap on volume, tiers that look at the month, or slippage
that looks at volume goes the long way, through `walking`. Both make the same fills.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from .accounts import account_record
from .forms import Crossing, Signals
from .layout import (
    BAR_CLOSE,
    COSTS,
    EVENT,
    FILL,
    FILLED,
    FINE,
    FRACTION,
    MARKET,
    NEXT_OPEN,
    NOBODY,
    ORDER,
    PENDING,
    QUANTITY,
    REFUSED,
    ROW,
    UNFILLED,
)
from .loading import Load, averaged, fits, undivided
from .outcomes import FIELDS
from .plain import Costs, Size, crossing, sweeping, trading
from .pricing import FIXED, NO_SLIPPAGE, PER_CONTRACT, PERCENT, PERCENT_OF_PRICE, SPREAD, TIERED
from .results import result_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from ..result import Result

NO_ROWS: Final = np.empty(0, ROW)
NO_CURVE: Final = np.empty(0)
BY_EQUITY: Final = -1.0
"""The quantity of an entry that is a fraction of the equity."""


def is_direct(made: Any) -> bool:
    """Whether a run can go the short way."""
    form = made.form
    if not isinstance(form, (Crossing, Signals)):
        return False
    if isinstance(form, Signals) and not made.terms.fractional and form.quantity > 0 and form.quantity % 1:
        return False  # The long way names the bar on which it is asked for.
    return trades_at_market(made)


def trades_at_market(made: Any) -> bool:
    """Whether the terms leave market orders alone: no exits, no cap, costs of one fill by itself."""
    terms = made.terms
    if terms.volume_limit is not None or (terms.risk is not None and terms.risk.protects):
        return False
    assets = made.records
    by_fill = np.isin(assets["slippage"], (NO_SLIPPAGE, SPREAD, PERCENT_OF_PRICE))
    return bool(np.all(by_fill & (assets["commission"] != TIERED)))


def costs_of(made: Any) -> NDArray[Any]:
    """The terms of each asset."""
    account, assets = account_record(made.terms, made.cash)[0], made.records
    costs = np.zeros(len(assets), COSTS)
    flat = np.isin(assets["commission"], (FIXED, PER_CONTRACT))
    costs["rate"] = np.where(flat, assets["amount"], assets["per_share"])
    costs["percent"] = np.where(assets["commission"] == PERCENT, assets["percent"], assets["maximum_percent"])
    costs["slip"] = np.where(assets["slippage"] == SPREAD, assets["spread"], assets["slip_percent"])
    for name in ("commission", "minimum", "slippage", "multiplier", "shortable"):
        costs[name] = assets[name]
    costs["fractional"], costs["convention"] = account["fractional"], account["convention"]
    return costs


def _scalars(made: Any) -> Costs:
    return Costs(*costs_of(made)[0].item())


@attrs.frozen(eq=False)
class Plan:
    """What one run trades: actions on bars, and how much."""

    actions: NDArray[np.int8]
    size: Size
    first: int


def _plan(made: Any) -> Plan:
    form, columns = made.form, made.columns
    if isinstance(form, Signals):
        fits("The signals", len(form.actions), columns)
        quantity = form.quantity if form.quantity > 0 else BY_EQUITY
        return Plan(np.array(form.actions), Size(float(quantity), float(form.fraction)), 0)
    loaded = averaged(form, columns, {}, 1, undivided)
    actions = np.empty(len(columns["close"]), np.int8)
    fast, slow = loaded.picks[0]
    crossing()(loaded.lines[fast], loaded.lines[slow], actions)
    return Plan(actions, Size(BY_EQUITY, float(form.parameters["fraction"])), loaded.first)


def _trade(made: Any, plan: Plan, curve: Any, rows: Any, outcome: Any, *, statistics: bool) -> int:
    opens, closes = made.columns["open"], made.columns["close"]
    return trading()(
        plan.actions, opens, closes, _scalars(made), plan.size, made.cash, statistics, curve, rows, outcome
    )


def measure_directly(made: Any, curve: NDArray[np.float64], *, statistics: bool) -> NDArray[np.float64]:
    """The numbers of one run, as a table of one row; the curve is written unless it is empty."""
    table = np.zeros((1, FIELDS))
    _trade(made, _plan(made), curve, NO_ROWS, table[0], statistics=statistics)
    return table


def sweep_directly(
    made: Any,
    numbers: Mapping[str, NDArray[np.float64]],
    size: int,
    share: Callable[[Callable[[int, int], None], int], None],
    *,
    statistics: bool,
) -> NDArray[np.float64]:
    """The numbers of each combination of a crossing's parameters."""
    loaded: Load = averaged(made.form, made.columns, numbers, size, share)
    kernel, costs, table = sweeping(), _scalars(made), np.zeros((size, FIELDS))
    opens, closes, fractions = made.columns["open"], made.columns["close"], loaded.parameters[:, 0].copy()

    def work(first: int, last: int) -> None:
        kernel(
            loaded.lines,
            loaded.picks,
            fractions,
            opens,
            closes,
            costs,
            made.cash,
            first,
            last,
            statistics,
            table,
        )

    share(work, size)
    return table


def run_directly(made: Any) -> Result:
    """A `Result`, made of the same records as the long way writes."""
    plan = _plan(made)
    rows, closes = np.empty(np.count_nonzero(plan.actions), ROW), made.columns["close"]
    count = _trade(made, plan, NO_CURVE, rows, np.zeros(FIELDS), statistics=False)
    return result_of(made, Written.of(rows[:count], plan.size, made), first=plan.first, length=len(closes))


@attrs.frozen(eq=False)
class Written:
    """Orders, fills and events as `tables.Tables` has them."""

    tables: Mapping[str, NDArray[Any]]

    def written(self, name: str) -> NDArray[Any]:
        """The records of a table."""
        return self.tables[name]

    @classmethod
    def of(cls, rows: NDArray[Any], size: Size, made: Any) -> Written:
        """From what `plain.trade` wrote down."""
        by_equity = (rows["entering"] != 0) & (size.quantity < 0)
        orders = _orders(rows, by_equity, size.fraction, made)
        filled, refused = rows["reason"] == FINE, rows["reason"] > FINE
        return cls(
            {
                "orders": orders,
                "fills": _fills(rows[filled], np.flatnonzero(filled)),
                "events": _events(rows[refused], orders[refused], np.flatnonzero(refused)),
            }
        )


def _orders(rows: NDArray[Any], by_equity: NDArray[np.bool_], fraction: float, made: Any) -> NDArray[Any]:
    orders = np.zeros(len(rows), ORDER)
    for name in ("limit", "stop", "trail", "trail_percent", "limit_offset", "best", "start"):
        orders[name] = np.nan
    for name in ("decided", "sign", "quantity"):
        orders[name] = rows[name]
    orders["code"] = (
        MARKET if account_record(made.terms, made.cash)["convention"][0] == NEXT_OPEN else BAR_CLOSE
    )
    orders["mode"] = np.where(by_equity, FRACTION, QUANTITY)
    orders["amount"] = np.where(by_equity, fraction, np.nan)
    orders["filled"] = np.where(rows["reason"] == FINE, rows["quantity"], 0.0)
    orders["status"] = np.where(rows["reason"] == FINE, FILLED, REFUSED)
    orders["status"][rows["reason"] == UNFILLED] = PENDING
    orders["parent"] = orders["group"] = NOBODY
    return orders


def _fills(rows: NDArray[Any], numbers: NDArray[np.intp]) -> NDArray[Any]:
    fills = np.zeros(len(rows), FILL)
    for name in ("bar", "sign", "quantity", "price", "commission", "position", "cash"):
        fills[name] = rows[name]
    fills["order"] = numbers
    return fills


def _events(rows: NDArray[Any], orders: NDArray[Any], numbers: NDArray[np.intp]) -> NDArray[Any]:
    events = np.zeros(len(rows), EVENT)
    for name in ("bar", "sign", "price", "first", "second"):
        events[name] = rows[name]
    events["order"], events["code"], events["other"] = numbers, rows["reason"], NOBODY
    events["kind"], events["mode"], events["amount"] = orders["code"], orders["mode"], orders["amount"]
    events["size"] = orders["quantity"]
    return events
