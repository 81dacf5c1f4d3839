"""The terms of a run as records, or an error naming what only the reference engine can do."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from ...errors import BacktestError
from .. import costs, slippage
from ..assets import Asset
from ..engine import CONVENTIONS
from ..risk import Risk
from . import pricing
from .layout import ACCOUNT, ASSET, NOBODY, TIERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from ..terms import Terms

TERMS_OF_ASSETS: Final = tuple(field.name for field in attrs.fields(Asset) if field.name != "name")
REFERENCE: Final = "use the reference engine, ibkr.backtest.backtest"

# Model → its number, and the fields of an asset's record that its own fields fill.
COMMISSIONS: Final[dict[type[Any], tuple[int, Mapping[str, str]]]] = {
    costs.NoCommission: (pricing.FREE, {}),
    costs.FixedCommission: (pricing.FIXED, {"amount": "amount"}),
    costs.PercentCommission: (pricing.PERCENT, {"percent": "percent", "minimum": "minimum"}),
    costs.PerShareCommission: (
        pricing.PER_SHARE,
        {"per_share": "per_share", "minimum": "minimum", "maximum_percent": "maximum_percent"},
    ),
    costs.TieredCommission: (
        pricing.TIERED,
        {
            "minimum": "minimum",
            "maximum_percent": "maximum_percent",
            "clearing_per_share": "clearing_per_share",
            "exchange_per_share": "exchange_per_share",
            "volume": "month",
        },
    ),
    costs.PerContractCommission: (pricing.PER_CONTRACT, {}),
}
SLIPPAGES: Final[dict[type[Any], tuple[int, Mapping[str, str]]]] = {
    slippage.SpreadSlippage: (pricing.SPREAD, {"spread": "spread"}),
    slippage.PercentSlippage: (pricing.PERCENT_OF_PRICE, {"percent": "slip_percent"}),
    slippage.VolumeShareSlippage: (pricing.VOLUME_SHARE, {"impact": "impact"}),
    slippage.SquareRootImpact: (
        pricing.SQUARE_ROOT,
        {"volatility": "volatility", "coefficient": "coefficient"},
    ),
}
EXITS: Final = ("stop_loss", "take_profit", "trailing_stop")

# Of an asset: what a kernel has no rule for, and its value where it is not used.
PLAIN_ASSET: Final = (
    ("currency", None),
    ("settled", False),
    ("margin", None),
    ("borrow_rate", 0.0),
    ("splits", ()),
    ("dividends", ()),
    ("expiry", None),
    ("roll", None),
)


def refused(what: str) -> BacktestError:
    """What to raise where only the reference engine can do something."""
    return BacktestError(f"The compiled engine has no {what}: {REFERENCE}.")


def account_record(terms: Terms, cash: float) -> NDArray[Any]:
    """The account at the start."""
    _check(terms)
    record = np.zeros(1, ACCOUNT)
    record["cash"] = record["peak"] = record["trough"] = record["last"] = cash
    record["convention"] = CONVENTIONS.index(terms.convention)
    record["fractional"] = terms.fractional
    record["plain"] = len(terms.assets) == 1
    record["limited"] = terms.volume_limit is not None
    record["volume_limit"] = terms.volume_limit or 0.0
    record["high_watch"], record["low_watch"] = math.inf, -math.inf
    record["month"] = -1
    for name in EXITS:
        value = None if terms.risk is None else getattr(terms.risk, name)
        record[name] = math.nan if value is None else value
    record["guarded"] = terms.risk is not None and terms.risk.protects
    return record


def _check(terms: Terms) -> None:
    """Refuse what kernels have no rule for."""
    if terms.leverage != 1.0:
        raise refused(f"leverage={terms.leverage:g}")
    if terms.maintenance:
        raise refused(f"maintenance={terms.maintenance:g}")
    if terms.latency:
        raise refused(f"latency={terms.latency}")
    if terms.sizer is not None:
        raise refused(f"sizer={terms.sizer!r}")
    if terms.risk is not None:
        for field in attrs.fields(Risk):
            if field.name not in EXITS and getattr(terms.risk, field.name) is not None:
                raise refused(f"Risk({field.name}=)")


def asset_records(terms: Terms) -> NDArray[Any]:
    """The assets at the start. Terms that many assets share are looked at once."""
    places: dict[tuple[int, ...], int] = {}
    picks = [places.setdefault(_shared(asset), len(places)) for asset in terms.assets]
    records = np.zeros(len(places), ASSET)
    for place in range(len(places)):
        asset = terms.assets[picks.index(place)]
        for name, unused in PLAIN_ASSET:
            value = getattr(asset, name)
            if value != unused and not (name == "currency" and value == terms.currency):
                raise refused(f"Asset({asset.name!r}, {name}=)")
        _fill(records[place : place + 1], asset, terms)
    return records[picks]


def _shared(asset: Asset) -> tuple[int, ...]:
    """What tells the terms of two assets apart: all but the name, by identity."""
    return tuple([id(getattr(asset, name)) for name in TERMS_OF_ASSETS])


def _fill(record: NDArray[Any], asset: Asset, terms: Terms) -> None:
    record["head"] = record["tail"] = record["used_on"] = NOBODY
    record["multiplier"], record["shortable"], record["mark"] = asset.multiplier, asset.shortable, math.nan
    model = asset.commission or terms.commission
    record["commission"] = _model(record, model, COMMISSIONS, "commission model")
    record["tiers"][0, :, 0] = -1.0
    if isinstance(model, costs.TieredCommission):
        if len(model.tiers) > TIERS:
            raise refused(f"commission with more than {TIERS} tiers")
        record["tiers"][0, : len(model.tiers)] = model.tiers
    if isinstance(model, costs.PerContractCommission):
        record["amount"] = model.per_contract + model.exchange + model.regulatory
    slips = asset.slippage or terms.slippage
    if slips is not None:
        record["slippage"] = _model(record, slips, SLIPPAGES, "slippage model")


def _model(
    record: NDArray[Any], model: Any, known: dict[type[Any], tuple[int, Mapping[str, str]]], what: str
) -> int:
    if type(model) not in known:
        raise refused(f"{what} {model!r}")
    number, fields = known[type(model)]
    for name, target in fields.items():
        record[target] = getattr(model, name)
    return number
