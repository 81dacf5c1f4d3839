"""Market data tags: what each says of a contract, in the wire's mixture of text and numbers.

Source: gateway facts "Market data fields". A tag that is not known or makes no sense
for the contract is missing; it is never null and never 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.market.calendar import Phase
from ibkr.simulator.rendering.figures import FUNDAMENTAL, STANDING, WORKED_OUT
from ibkr.simulator.rendering.numbers import percent, price, short, signed, size

if TYPE_CHECKING:
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.market.pricing import Greeks
    from ibkr.simulator.market.quote import MarketQuote

Value = str | int | float
Tags = dict[str, Value]


@attrs.frozen(kw_only=True)
class Holding:
    """The user's own position in a contract."""

    quantity: Decimal
    average_cost: Decimal
    realized: Decimal = Decimal(0)
    multiplier: Decimal = Decimal(1)
    rate: Decimal = Decimal(1)
    """Units of the account's currency for one of the contract's."""
    equity: Decimal = Decimal(0)
    """What the account is worth."""


@attrs.frozen(kw_only=True)
class Background:
    """What changes once a day: figures over past sessions."""

    average_volume: float
    week_52_high: Decimal
    week_52_low: Decimal
    ema: dict[int, Decimal]
    volatility: float = 0.0
    """Of the last 30 sessions, a year's, as a fraction."""
    index: Decimal = Decimal(0)
    """Where the S&P 500 closed."""


@attrs.frozen(kw_only=True)
class View:
    """All that is known of one contract at one moment."""

    instrument: Instrument
    quote: MarketQuote | None
    """As the user sees it, maybe late; None without data."""
    availability: str = "N"
    """6509."""
    live: MarketQuote | None = None
    """As it is: positions are valued at this, whatever the user may see of the market."""
    holding: Holding | None = None
    background: Background | None = None
    implied: float | None = None
    """Volatility that options on it imply, as a fraction."""
    at: float = 0.0
    """The moment, epoch seconds."""


def _market(read: Callable[[MarketQuote], Value]) -> Callable[[View], Value | None]:
    return lambda view: None if view.quote is None else read(view.quote)


def _traded(read: Callable[[MarketQuote], Value]) -> Callable[[View], Value | None]:
    """Of what has a bid and an ask; an index has neither."""
    return lambda view: read(view.quote) if view.quote and view.instrument.is_tradable else None


def _greek(read: Callable[[Greeks], Value]) -> Callable[[View], Value | None]:
    return lambda view: None if view.quote is None or view.quote.greeks is None else read(view.quote.greeks)


def _contract(read: Callable[[Instrument], Value | None]) -> Callable[[View], Value | None]:
    return lambda view: read(view.instrument)


def _own(read: Callable[[Holding, MarketQuote], Value | None]) -> Callable[[View], Value | None]:
    def told(view: View) -> Value | None:
        return None if view.holding is None or view.live is None else read(view.holding, view.live)

    return told


def _past(read: Callable[[Background, MarketQuote], Value]) -> Callable[[View], Value | None]:
    def told(view: View) -> Value | None:
        return None if view.background is None or view.quote is None else read(view.background, view.quote)

    return told


def _last(quote: MarketQuote) -> str:
    marker = "H" if quote.halted else "C" if _rests(quote) else ""
    return marker + price(quote.last)


def _rests(quote: MarketQuote) -> bool:
    """Whether nothing trades, so that the close is shown."""
    return not quote.is_open and quote.phase is Phase.CLOSED


def _open_profit(holding: Holding, quote: MarketQuote) -> Decimal:
    return quote.last * holding.quantity * holding.multiplier - _cost(holding)


def _day_profit(holding: Holding, quote: MarketQuote) -> Decimal:
    return quote.change * holding.quantity * holding.multiplier


def _cost(holding: Holding) -> Decimal:
    return holding.average_cost * holding.quantity


def _open_profit_percent(holding: Holding, quote: MarketQuote) -> str:
    # Of what the position cost: a short one gains while the price falls.
    cost = abs(_cost(holding))
    return percent(float(_open_profit(holding, quote) / cost * 100)) if cost else "0.00%"


def _share_of_account(holding: Holding, quote: MarketQuote) -> str | None:
    value = holding.quantity * quote.last * holding.multiplier * holding.rate
    return percent(float(value / holding.equity * 100)) if holding.equity else None


def _over(quote: MarketQuote, average: Decimal) -> str:
    return percent(float((quote.last / average - 1) * 100))


QUOTED: dict[str, Callable[[View], Value | None]] = {
    "31": _market(_last),
    "70": _market(lambda q: price(q.high)),
    "71": _market(lambda q: price(q.low)),
    "82": _market(lambda q: signed(q.change)),
    # The one tag that is a JSON number.
    "83": _market(lambda q: round(q.change_percent, 2)),
    "84": _traded(lambda q: price(q.bid)),
    "85": _traded(lambda q: size(q.ask_size)),
    "86": _traded(lambda q: price(q.ask)),
    "87": _market(lambda q: short(q.volume)),
    "88": _traded(lambda q: size(q.bid_size)),
    "7057": _traded(lambda q: q.ask_exchange),
    "7058": _market(lambda q: q.last_exchange),
    "7059": _market(lambda q: size(q.last_size)),
    "7068": _traded(lambda q: q.bid_exchange),
    "7308": _greek(lambda g: f"{g.delta:.3f}"),
    "7309": _greek(lambda g: f"{g.gamma:.3f}"),
    "7310": _greek(lambda g: f"{g.theta:.3f}"),
    "7311": _greek(lambda g: f"{g.vega:.3f}"),
    "7633": _greek(lambda g: f"{g.implied_volatility * 100:.1f}%"),
    "7295": _market(lambda q: price(q.open)),
    "7296": _market(lambda q: price(q.prior_close if q.is_open else q.last)),
    "7635": _market(lambda q: price(q.mark)),
    "7682": _market(lambda q: signed(q.last - q.open)),
    "7741": _market(lambda q: price(q.prior_close)),
    "7762": _market(lambda q: str(q.volume)),
    **WORKED_OUT,
}
"""Tags that need a market data subscription and move with the market."""

DESCRIBED: dict[str, Callable[[View], Value | None]] = {
    "55": _contract(lambda c: c.symbol),
    "6004": _contract(lambda _: "SMART"),
    "201": _contract(lambda c: c.right or None),
    "6008": _contract(lambda c: c.conid),
    "6070": _contract(lambda c: c.sec_type),
    "6073": _contract(lambda c: None if c.expiry is None else f"{c.expiry:%Y%m%d}"),
    "6457": _contract(lambda c: c.underlying_conid or None),
    "7051": _contract(lambda c: c.company_name),
    "7094": _contract(lambda c: f"{c.conid}@SMART"),
    "7184": _contract(lambda _: "1"),
    "7219": _contract(lambda c: c.short_name),
    "7220": _contract(lambda c: c.short_name),
    "7221": _contract(lambda c: c.exchange),
    "7280": _contract(lambda c: c.industry),
    "7281": _contract(lambda c: c.category),
    "7768": _contract(lambda _: "1"),
    **STANDING,
}
"""Tags that describe the contract."""

HELD: dict[str, Callable[[View], Value | None]] = {
    "73": _own(lambda h, q: f"{h.quantity * q.last * h.multiplier:.2f}"),
    "74": _own(lambda h, _: price((h.average_cost / h.multiplier).quantize(Decimal("0.01")))),
    "75": _own(lambda h, q: f"{_open_profit(h, q):.2f}"),
    "76": _own(lambda h, _: short(float(h.quantity))),
    "77": _own(lambda h, q: short(float(_open_profit(h, q)))),
    "78": _own(lambda h, q: short(float(_day_profit(h, q)))),
    "79": _own(lambda h, _: f"{h.realized:.2f}"),
    "80": _own(_open_profit_percent),
    "7292": _own(lambda h, _: short(float(_cost(h)))),
    "7639": _own(_share_of_account),
    "7920": _own(lambda h, q: f"{_day_profit(h, q):.2f}"),
    "7921": _own(lambda h, _: f"{_cost(h):.2f}"),
}
"""Tags about the user's own position: told without a subscription too."""

GATHERED: dict[str, Callable[[View], Value | None]] = {
    "7282": _past(lambda b, _: short(b.average_volume)),
    "7293": _past(lambda b, _: price(b.week_52_high)),
    "7294": _past(lambda b, _: price(b.week_52_low)),
    "7674": _past(lambda b, _: price(b.ema[200])),
    "7675": _past(lambda b, _: price(b.ema[100])),
    "7676": _past(lambda b, _: price(b.ema[50])),
    "7677": _past(lambda b, _: price(b.ema[20])),
    "7678": _past(lambda b, q: _over(q, b.ema[200])),
    "7679": _past(lambda b, q: _over(q, b.ema[100])),
    "7681": _past(lambda b, q: _over(q, b.ema[20])),
    "7724": _past(lambda b, q: _over(q, b.ema[50])),
    **FUNDAMENTAL,
}
"""Tags that come from past sessions: on a fresh line they arrive a moment after the quotes."""

RAW: dict[str, Callable[[View], Value | None]] = {
    "87": _market(lambda q: float(q.volume)),
    "78": _own(lambda h, q: float(_day_profit(h, q))),
    "7282": _past(lambda b, _: b.average_volume),
    "7292": _own(lambda h, _: float(_cost(h))),
}
"""Numbers that come as `<tag>_raw` beside a text that was asked for."""

_EVERY: dict[str, Callable[[View], Value | None]] = {**QUOTED, **DESCRIBED, **HELD, **GATHERED}


def render(view: View, wanted: Iterable[str]) -> Tags:
    """The wanted tags that are known, with their raw twins. Unknown tags are ignored."""
    tags: Tags = {}
    for tag in wanted:
        for key, read in ((tag, _EVERY.get(tag)), (f"{tag}_raw", RAW.get(tag))):
            value = None if read is None else read(view)
            if value is not None:
                tags[key] = value
    return tags
