"""What an option is worth and how that changes: Black and Scholes, for many prices at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

if TYPE_CHECKING:
    from ibkr.simulator.data.series import Floats

YEAR_SECONDS = 365 * 86_400.0
_DAYS = 365.0
_SHORTEST_LIFE = 60.0 / YEAR_SECONDS
"""Before this, the formulas divide by almost nothing."""
_ROOT_OF_TWO_PI = float(np.sqrt(2 * np.pi))

# Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.17: off by less than 7.5e-8.
_T_FACTOR = 0.2316419
_COEFFICIENTS = (0.319381530, -0.356563782, 1.781477937, -1.821255978, 1.330274429)


@attrs.frozen
class Greeks:
    """How an option's value moves. Theta is a day's, vega that of one point of volatility."""

    delta: float
    gamma: float
    theta: float
    vega: float
    implied_volatility: float
    """Of a year; 0.32 is 32 %."""


@attrs.frozen(kw_only=True)
class Terms:
    """An option or event contract, as far as its value depends on it."""

    strike: float
    is_call: bool
    is_event: bool
    volatility: float
    rate: float = 0.0025
    """Of a year, without dividends."""


def normal(x: Floats) -> Floats:
    """The standard normal distribution function."""
    t = 1 / (1 + _T_FACTOR * np.abs(x))
    series = np.zeros_like(x)
    for coefficient in reversed(_COEFFICIENTS):
        series = (series + coefficient) * t
    upper = _density(x) * series
    return np.where(x >= 0, 1 - upper, upper)


def value(terms: Terms, price: Floats, years: Floats) -> Floats:
    """Value at prices of the underlying and years before the expiry; what it pays at the end of them."""
    d1, d2, discount = _parts(terms, price, years)
    if terms.is_event:
        yes = discount * normal(d2)
        return yes if terms.is_call else discount - yes
    call = price * normal(d1) - terms.strike * discount * normal(d2)
    return call if terms.is_call else np.maximum(call - price + terms.strike * discount, 0.0)


def payoff(terms: Terms, price: float) -> float:
    """What it pays at the expiry."""
    if terms.is_event:
        return float((price > terms.strike) is terms.is_call)
    return max(price - terms.strike if terms.is_call else terms.strike - price, 0.0)


def greeks(terms: Terms, price: float, years: float) -> Greeks:
    """How its value moves at one moment; those of an event contract are its own, not an option's."""
    at, left = np.array([price]), np.array([years])
    here = value(terms, at, left)[0]
    later = value(terms, at, np.maximum(left - 1 / _DAYS, 0.0))[0]
    wider = value(attrs.evolve(terms, volatility=terms.volatility + 0.01), at, left)[0]
    delta, gamma = _slopes(terms, at, left)
    return Greeks(
        delta=delta,
        gamma=gamma,
        theta=float(later - here),
        vega=float(wider - here),
        implied_volatility=terms.volatility,
    )


def _slopes(terms: Terms, at: Floats, left: Floats) -> tuple[float, float]:
    """First and second derivative by the price of the underlying."""
    d1, d2, discount = _parts(terms, at, left)
    width = at * terms.volatility * np.sqrt(np.maximum(left, _SHORTEST_LIFE))
    if terms.is_event:
        slope, sign = discount * _density(d2) / width, 1 if terms.is_call else -1
        return float(sign * slope[0]), float(-sign * (slope * d1 / width)[0])
    delta = normal(d1) - (0 if terms.is_call else 1)
    return float(delta[0]), float((_density(d1) / width)[0])


def smile(volatility: float, moneyness: float, years: float) -> float:
    """The volatility of a strike: dearer below the price than above it, dearest far away.

    `moneyness` is the logarithm of strike over price.
    """
    distance = moneyness / max(years, 7 / _DAYS) ** 0.5
    return volatility * min(max(1 - 0.35 * distance + 0.45 * distance**2, 0.75), 2.2)


def _parts(terms: Terms, price: Floats, years: Floats) -> tuple[Floats, Floats, Floats]:
    left = np.maximum(years, _SHORTEST_LIFE)
    deviation = terms.volatility * np.sqrt(left)
    d1 = (np.log(price / terms.strike) + (terms.rate + terms.volatility**2 / 2) * left) / deviation
    return d1, d1 - deviation, np.exp(-terms.rate * left)


def _density(x: Floats) -> Floats:
    return np.exp(-x * x / 2) / _ROOT_OF_TWO_PI
