"""Market data tags that are worked out: of options, futures, bonds, and of the companies behind stocks.

Source: gateway facts "Market data fields". Those of companies take a moment to come, as
all that is gathered does.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from ibkr.simulator.market import catalogue
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.market.fundamentals import Fundamentals, fundamentals
from ibkr.simulator.rendering.numbers import percent, price, short

if TYPE_CHECKING:
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.market.pricing import Greeks
    from ibkr.simulator.market.quote import MarketQuote
    from ibkr.simulator.rendering.quotes import Value, View

Read = Callable[["View"], "Value | None"]


def _company(read: Callable[[Fundamentals, MarketQuote], Value | None]) -> Read:
    def told(view: View) -> Value | None:
        quote, past, listing = view.quote, view.background, view.instrument
        if quote is None or past is None or listing.sec_type != "STK":
            return None
        return read(fundamentals(listing.conid, past.ema[200]), quote)

    return told


def _option(read: Callable[[Instrument, MarketQuote, Greeks], Value | None]) -> Read:
    def told(view: View) -> Value | None:
        quote = view.quote
        return None if quote is None or quote.greeks is None else read(view.instrument, quote, quote.greeks)

    return told


def _bond(read: Callable[[MarketQuote], Decimal]) -> Read:
    def told(view: View) -> Value | None:
        listing, quote = view.instrument, view.quote
        if quote is None or listing.coupon is None or listing.expiry is None:
            return None
        years = Decimal((listing.expiry - quote.session).days) / 365
        return percent(float(_yield(listing.coupon, read(quote), years)))

    return told


def _yield(coupon: Decimal, at: Decimal, years: Decimal) -> Decimal:
    """In percent, by the usual rule of thumb: coupon and the way to par, over the mean price."""
    years = max(years, Decimal("0.1"))
    return (coupon + (100 - at) / years) / ((100 + at) / 2) * 100


def _volatility(view: View) -> Value | None:
    return None if view.background is None else percent(view.background.volatility * 100)


def _implied_over_past(view: View) -> Value | None:
    past, implied = view.background, view.implied
    if past is None or not implied or not past.volatility:
        return None
    return percent(implied / past.volatility * 100)


def _break_even(listing: Instrument, quote: MarketQuote, _: Greeks) -> Value | None:
    assert listing.strike is not None, "an option has a strike"
    return price(listing.strike + quote.last if listing.right == "C" else listing.strike - quote.last)


def _last_day(view: View) -> Value | None:
    day = view.instrument.last_trading_day
    return None if day is None else f"{day:%Y%m%d}"


def _open_interest(view: View) -> Value | None:
    quote = view.quote
    return None if quote is None or quote.open_interest is None else short(quote.open_interest)


def _future_interest(view: View) -> Value | None:
    if view.instrument.sec_type != "FUT" or view.quote is None:
        return None
    return short(200_000 + view.instrument.conid * 7919 % 2_000_011)


def _months(view: View) -> Value | None:
    conid = view.instrument.conid
    listed = catalogue.months(conid, "OPT", view.at) or catalogue.months(conid, "FUT", view.at)
    return ";".join(listed) or None


def _index_delta(view: View) -> Value | None:
    """Of one share or contract: how far it moves when the S&P 500 moves by a point.

    Delta times beta times the price over that of the index; an index is its own measure.
    """
    quote, past, listing = view.quote, view.background, view.instrument
    if quote is None or past is None or not past.index:
        return None
    under = instrument(listing.underlying_conid) if quote.greeks else listing
    beta = _beta(under)
    price = quote.last if quote.greeks is None else quote.underlying
    if beta is None or price is None:
        return None
    delta = quote.greeks.delta if quote.greeks else 1.0
    return f"{delta * float(beta * price / past.index):.3f}"


def _beta(listing: Instrument) -> Decimal | None:
    if listing.sec_type == "STK":
        # Beta does not hang on the price.
        return fundamentals(listing.conid, Decimal(1)).beta
    return Decimal(1) if listing.sec_type in ("IND", "FUT") else None


def _implied(view: View) -> Value | None:
    return percent(view.implied * 100) if view.implied else None


def _pays(read: Callable[[Fundamentals, MarketQuote], Value]) -> Read:
    return _company(lambda f, q: read(f, q) if f.dividend else None)


WORKED_OUT: dict[str, Read] = {
    "7283": _implied,
    "7638": _open_interest,
    "7695": _option(_break_even),
    "7697": _future_interest,
    "7698": _bond(lambda q: q.last),
    "7699": _bond(lambda q: q.bid),
    "7702": _option(lambda _, __, g: percent((1 - abs(g.delta)) * 100)),
    "7703": _option(lambda _, __, g: percent(abs(g.delta) * 100)),
    "7720": _bond(lambda q: q.ask),
}
"""Tags that need a market data subscription, beside those that are read off a quote."""

STANDING: dict[str, Read] = {
    "6072": _months,
    "7704": lambda view: "Corporate" if view.instrument.sec_type == "BOND" else None,
    "7705": lambda view: "Senior unsecured" if view.instrument.sec_type == "BOND" else None,
    "7706": lambda view: "Aa3/AA-" if view.instrument.sec_type == "BOND" else None,
    "7708": lambda view: "Fixed" if view.instrument.sec_type == "BOND" else None,
    "7714": _last_day,
}
"""Tags that describe the contract."""

FUNDAMENTAL: dict[str, Read] = {
    "7084": _implied_over_past,
    "7087": _volatility,
    "7088": _volatility,
    "7284": _volatility,
    "7286": _pays(lambda f, _: f"{f.dividend / 4:.2f}"),
    "7287": _pays(lambda f, q: percent(float(f.dividend / q.last * 100))),
    "7289": _company(lambda f, q: short(float(f.shares * q.last))),
    "7290": _company(lambda f, q: f"{q.last / f.earnings:.2f}" if f.earnings else None),
    "7291": _company(lambda f, _: f"{f.earnings:.2f}"),
    "7636": _company(lambda f, _: short(f.shortable)),
    "7637": _company(lambda f, _: percent(float(f.fee_percent))),
    "7644": _company(lambda _, __: "Available"),
    "7671": _pays(lambda f, _: f"{f.dividend:.2f}"),
    "7672": _pays(lambda f, _: f"{f.dividend:.2f}"),
    "7696": _index_delta,
    "7718": _company(lambda f, _: f"{f.beta:.2f}"),
}
"""Tags that take a moment to come."""
