"""A result as tables, for pandas, polars and Arrow. The libraries are imported when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

import attrs
import numpy as np

from ..errors import BacktestError
from ..model.bars import to_milliseconds
from .libraries import load
from .records import Event, Fill, Flow, Order, Trade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .result import Result

TableName: TypeAlias = Literal["equity", "orders", "fills", "events", "flows", "trades", "metrics"]
Kind: TypeAlias = Literal["time", "integer", "integer or none", "number", "text"]


@attrs.frozen
class Column:
    """A name, what its values are, and the values: instants as milliseconds, None where there is none."""

    name: str
    kind: Kind
    values: Any


# What the annotation of a record's field becomes; anything else is text.
KINDS: Final[dict[str, Kind]] = {
    "datetime": "time",
    "int": "integer",
    "int | None": "integer or none",
    "float": "number",
    "float | None": "number",
}


def columns(result: Result, table: TableName) -> list[Column]:
    """The columns of one of the result's tables.

    Raises:
        BacktestError: there is no such table.
    """
    make = TABLES.get(table)
    if make is None:
        raise BacktestError(f"A result has no table {table!r}; there are {', '.join(TABLES)}.")
    return make(result)


def _equity(result: Result) -> list[Column]:
    """One row a step, as of its close."""
    alone = len(result.positions) == 1
    found = [
        Column("time", "time", result.times),
        Column("equity", "number", result.equity),
        Column("cash", "number", result.cash),
        Column("returns", "number", np.concatenate(([np.nan], result.returns))),
        Column("drawdown", "number", result.drawdown),
    ]
    if result.benchmark is not None:
        found.append(Column("benchmark", "number", result.benchmark))
    for name, held in result.positions.items():
        found.append(Column("position" if alone else f"position {name}", "number", held.astype(np.float64)))
    return found


def _records(kind: type[Any], rows: Iterable[Any]) -> list[Column]:
    kept = list(rows)
    found: list[Column] = []
    for field in attrs.fields(kind):
        sort = KINDS.get(str(field.type), "text")
        values = [getattr(row, field.name) for row in kept]
        if sort == "time":
            values = [to_milliseconds(value) for value in values]
        found.append(Column(field.name, sort, values))
    return found


def _trades(result: Result) -> list[Column]:
    excursions = result.excursions
    return [
        *_records(Trade, result.trades),
        Column("adverse", "number", excursions.adverse),
        Column("favourable", "number", excursions.favourable),
    ]


def _metrics(result: Result) -> list[Column]:
    """One row a metric; those that are counts are numbers too."""
    told = result.metrics.as_dict()
    names = [name for name, value in told.items() if isinstance(value, (int, float))]
    return [
        Column("metric", "text", names),
        Column("value", "number", np.array([told[name] for name in names], dtype=np.float64)),
    ]


TABLES: Final[dict[str, Callable[[Result], list[Column]]]] = {
    "equity": _equity,
    "orders": lambda result: _records(Order, result.orders),
    "fills": lambda result: _records(Fill, result.fills),
    "events": lambda result: _records(Event, result.events),
    "flows": lambda result: _records(Flow, result.flows),
    "trades": _trades,
    "metrics": _metrics,
}


def to_arrow(table: Sequence[Column]) -> Any:
    """A `pyarrow.Table`; instants are timestamps in UTC."""
    arrow = load("pyarrow", needed_for="to_arrow()")
    kinds: dict[Kind, Any] = {
        "time": arrow.timestamp("ms", tz="UTC"),
        "integer": arrow.int64(),
        "integer or none": arrow.int64(),
        "number": arrow.float64(),
        "text": arrow.string(),
    }
    return arrow.table({column.name: arrow.array(column.values, type=kinds[column.kind]) for column in table})


def to_polars(table: Sequence[Column]) -> Any:
    """A `polars.DataFrame`; instants are in UTC."""
    polars = load("polars", needed_for="to_polars()")
    kinds: dict[Kind, Any] = {
        "time": polars.Int64,
        "integer": polars.Int64,
        "integer or none": polars.Int64,
        "number": polars.Float64,
        "text": polars.String,
    }
    frame = polars.DataFrame([polars.Series(one.name, one.values, dtype=kinds[one.kind]) for one in table])
    instants = [one.name for one in table if one.kind == "time"]
    return frame.with_columns(polars.col(instants).cast(polars.Datetime("ms", "UTC"))) if instants else frame


def to_pandas(table: Sequence[Column]) -> Any:
    """A `pandas.DataFrame`; instants are in UTC, whole numbers that may be missing are `Int64`."""
    pandas = load("pandas", needed_for="to_pandas()")
    made: dict[Kind, Callable[[Any], Any]] = {
        "time": lambda values: pandas.to_datetime(np.asarray(values, dtype=np.int64), unit="ms", utc=True),
        "integer": lambda values: np.array(values, dtype=np.int64),
        "integer or none": lambda values: pandas.array(values, dtype="Int64"),
        "number": lambda values: np.array(values, dtype=np.float64),
        "text": lambda values: pandas.array(values, dtype="string"),
    }
    return pandas.DataFrame({column.name: made[column.kind](column.values) for column in table})
