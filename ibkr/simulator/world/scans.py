"""Scans of the market: which contracts stand out, and the words that a scan is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.market.contract import INSTRUMENTS
from ibkr.simulator.market.market import NoPrices
from ibkr.simulator.rendering.numbers import percent, short, signed

if TYPE_CHECKING:
    from ibkr.simulator.market.contract import Instrument
    from ibkr.simulator.market.market import Market
    from ibkr.simulator.market.quote import MarketQuote

Figure = Callable[["MarketQuote"], float]


@attrs.frozen
class Scan:
    """A way to order contracts: by a figure, the largest first unless `upwards`, shown in a column."""

    code: str
    name: str
    column: str
    figure: Figure
    show: Callable[[float], str]
    upwards: bool = False


def _change(quote: MarketQuote) -> float:
    return quote.change_percent


def _volume(quote: MarketQuote) -> float:
    return float(quote.volume)


def _turnover(quote: MarketQuote) -> float:
    return quote.volume * float(quote.last)


def _last(quote: MarketQuote) -> float:
    return float(quote.last)


def _range(quote: MarketQuote) -> float:
    return float((quote.high - quote.low) / quote.prior_close) * 100


def _gap(quote: MarketQuote) -> float:
    return float(quote.open / quote.prior_close - 1) * 100


def _since_open(quote: MarketQuote) -> float:
    return float(quote.last / quote.open - 1) * 100


def _signed(value: float) -> str:
    return f"{signed(value)}%"


def _cents(value: float) -> str:
    return f"{value:.2f}"


SCANS: dict[str, Scan] = {
    scan.code: scan
    for scan in (
        Scan("TOP_PERC_GAIN", "Top % Gainers", "Chg%", _change, _signed),
        Scan("TOP_PERC_LOSE", "Top % Losers", "Chg%", _change, _signed, upwards=True),
        Scan("MOST_ACTIVE", "Most Active", "Volume", _volume, short),
        Scan("NOT_OPEN", "Not Open", "Volume", _volume, short, upwards=True),
        Scan("HOT_BY_VOLUME", "Hot Contracts by Volume", "Volume", _volume, short),
        Scan("MOST_ACTIVE_USD", "Most Active ($)", "Turnover", _turnover, short),
        Scan("TOP_TRADE_COUNT", "Top Trade Count", "Volume", _volume, short),
        Scan("HOT_BY_PRICE", "Hot Contracts by Price", "Chg%", lambda q: abs(_change(q)), _signed),
        Scan("HOT_BY_PRICE_RANGE", "Top Price Range", "Range%", _range, percent),
        Scan("TOP_PRICE_RANGE", "Top Price Range (yr)", "Range%", _range, percent),
        Scan("HIGH_OPEN_GAP", "Top Open Up Gap", "Gap%", _gap, _signed),
        Scan("LOW_OPEN_GAP", "Top Open Down Gap", "Gap%", _gap, _signed, upwards=True),
        Scan("TOP_OPEN_PERC_GAIN", "Top % Gainers Since Open", "Chg%", _since_open, _signed),
        Scan("TOP_OPEN_PERC_LOSE", "Top % Losers Since Open", "Chg%", _since_open, _signed, upwards=True),
        Scan("LAST_TRADE_PRICE", "Last Price", "Last", _last, _cents),
    )
}


@attrs.frozen
class Filter:
    """A condition on a figure: at least the value, or at most."""

    name: str
    figure: Figure
    is_floor: bool

    def lets_pass(self, quote: MarketQuote, value: float) -> bool:
        """Whether a contract passes."""
        seen = self.figure(quote)
        return seen >= value if self.is_floor else seen <= value


FILTERS: dict[str, Filter] = {
    f"{stem}{word}": Filter(f"{title} {word}", figure, word == "Above")
    for stem, title, figure in (
        ("price", "Price", _last),
        ("volume", "Volume", _volume),
        ("usdVolume", "Volume ($)", _turnover),
        ("changePerc", "Change %", _change),
        ("openGapPerc", "Opening Gap %", _gap),
        ("changeOpenPerc", "Change Since Open %", _since_open),
        ("priceRange", "Price Range %", _range),
    )
    for word in ("Above", "Below")
}


@attrs.frozen
class Found:
    """One contract that a scan found, with the figure as it is shown."""

    listing: Instrument
    shown: str


def run(
    market: Market, scan: Scan, *, at: float, conditions: Iterable[tuple[Filter, float]], most: int
) -> list[Found]:
    """The contracts that pass every condition, best first."""
    wanted = list(conditions)
    quotes = [
        (listing, quote)
        for listing, quote in _quoted(market, at)
        if all(each.lets_pass(quote, value) for each, value in wanted)
    ]
    quotes.sort(key=lambda pair: (scan.figure(pair[1]), pair[0].symbol), reverse=not scan.upwards)
    return [Found(listing, scan.show(scan.figure(quote))) for listing, quote in quotes[:most]]


def _quoted(market: Market, at: float) -> list[tuple[Instrument, MarketQuote]]:
    found: list[tuple[Instrument, MarketQuote]] = []
    for listing in INSTRUMENTS:
        if listing.sec_type == "STK" and listing.is_us and listing.has_prices:
            try:
                found.append((listing, market.quote(listing.conid, at)))
            except NoPrices:
                continue
    return found
