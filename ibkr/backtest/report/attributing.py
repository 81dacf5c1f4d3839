"""Where the money came from, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .. import text
from ..research.attribution import attribute
from .columns import Columns, columns_svg
from .markup import Column, cut, table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..research.attribution import Attribution, Contribution, FactorModel
    from ..result import Result
    from .markup import Cell

MOST: Final = 24
"""A longer list shows the largest gains and the largest losses."""
MONTHS: Final = 180
"""Of a longer run, the latest months are drawn."""


def attribution(result: Result, factors: Mapping[str, Any] | None) -> str:
    """By asset, side, holding time, month and factor."""
    if not result.fills.rows:
        return ""
    found = attribute(result, factors=factors)
    tables = (
        ("By asset", _parts(found.by_asset)),
        ("By side", _parts(found.by_side)),
        ("By holding time", _parts(found.by_holding_time)),
        ("By factor", _factors(found.factors)),
    )
    beside = "".join(f"<div><h3>{name}</h3>{body}</div>" for name, body in tables if body)
    return f'<div class="columns plain">{beside}</div>{_months(found)}'


def _parts(parts: Sequence[Contribution]) -> str:
    if not parts:
        return ""
    listed: Sequence[Any] = parts
    if len(parts) > MOST:
        listed = cut(sorted(parts, key=lambda part: -part.pnl), MOST // 2, MOST // 2, "{:,} between them")
    rows: list[Sequence[Cell] | str] = [
        part
        if isinstance(part, str)
        else (
            (part.name or "–", ""),
            signed(part.pnl),
            (text.percent(part.share), ""),
            (f"{part.trades:,}", ""),
            (text.percent(part.win_rate, 0), ""),
        )
        for part in listed
    ]
    heading = (Column("", "text"), Column("P&L"), Column("Share"), Column("Trades"), Column("Won"))
    return table(heading, rows)


def signed(value: float, digits: int = 2) -> Cell:
    """An amount, green or red."""
    return text.number(value, digits), "gain" if value > 0 else "loss" if value < 0 else ""


def _factors(model: FactorModel | None) -> str:
    if model is None:
        return ""
    rows: list[list[Cell]] = [
        [
            (name, ""),
            (text.number(beta, 3), ""),
            (text.number(model.t_values[name], 1), ""),
            signed(model.pnl[name]),
        ]
        for name, beta in model.betas.items()
    ]
    rows.append(
        [
            ("unexplained", ""),
            (text.percent(model.alpha, 3), ""),
            (text.number(model.t_values["alpha"], 1), ""),
            signed(model.pnl["alpha"]),
        ]
    )
    heading = (Column("", "text"), Column("Beta"), Column("t"), Column("P&L"))
    note = f"R² {text.number(model.r_squared, 3)}; P&amp;L on the starting cash."
    return f'{table(heading, rows)}<p class="note">{note}</p>'


def _months(found: Attribution) -> str:
    months = found.by_month[-MONTHS:]
    if len(months) < 2:
        return ""
    values = np.array([part.pnl for part in months])
    chart = Columns(
        "Profit and loss by month",
        values,
        [part.name for part in months],
        text.compact,
        [part.pnl >= 0 for part in months],
    )
    return f"<h3>By month</h3><figure>{columns_svg(chart, 200)}</figure>"
