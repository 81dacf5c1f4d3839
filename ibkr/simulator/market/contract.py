"""The instruments of the simulated world: five US stocks, and foreign listings of some of them."""

from __future__ import annotations

from decimal import Decimal

import attrs

US_EXCHANGES = ("SMART", "AMEX", "NYSE", "CBOE", "PHLX", "ISE", "CHX", "ARCA", "NASDAQ", "BATS", "EDGEA")


@attrs.frozen(kw_only=True)
class Instrument:
    """One listing of a stock, as the gateway's answers describe it.

    `has_prices` says whether the market of this world trades it; the others are
    there so that a ticker alone is ambiguous, as it is at IBKR.
    """

    conid: int
    symbol: str
    company_name: str
    exchange: str
    """The listing exchange, such as NASDAQ or MEXI."""
    currency: str
    country: str
    valid_exchanges: tuple[str, ...]
    industry: str = ""
    category: str = ""
    group: str = ""
    sec_type: str = "STK"
    trading_class: str = ""
    tick: Decimal = Decimal("0.01")
    has_options: bool = False
    has_prices: bool = False

    @property
    def is_us(self) -> bool:
        """Whether this is the listing in the United States."""
        return self.country == "US"

    @property
    def header(self) -> str:
        """`APPLE INC - NASDAQ`, the heading of a search result."""
        return f"{self.company_name} - {self.exchange}"


def instrument(conid: int) -> Instrument:
    """The instrument with this conid.

    Raises:
        KeyError: no such conid in this world.
    """
    return _BY_CONID[conid]


def find(symbol: str) -> tuple[Instrument, ...]:
    """Every listing of a ticker, the US one first; empty when there is none. Case is ignored."""
    wanted = symbol.upper()
    return tuple(entry for entry in INSTRUMENTS if entry.symbol == wanted)


def find_by_name(text: str) -> tuple[Instrument, ...]:
    """Every listing of the companies whose name contains `text`. Case is ignored."""
    wanted = text.upper()
    return tuple(entry for entry in INSTRUMENTS if wanted in entry.company_name)


def _us(
    conid: int, symbol: str, company_name: str, *, exchange: str, sector: tuple[str, str, str]
) -> Instrument:
    industry, category, group = sector
    return Instrument(
        conid=conid,
        symbol=symbol,
        company_name=company_name,
        exchange=exchange,
        currency="USD",
        country="US",
        valid_exchanges=US_EXCHANGES,
        industry=industry,
        category=category,
        group=group,
        trading_class="NMS" if exchange == "NASDAQ" else symbol,
        has_options=True,
        has_prices=True,
    )


def _abroad(conid: int, original: Instrument, exchange: str, currency: str, country: str) -> Instrument:
    return attrs.evolve(
        original,
        conid=conid,
        exchange=exchange,
        currency=currency,
        country=country,
        valid_exchanges=(exchange,),
        trading_class=original.symbol,
        has_options=False,
        has_prices=False,
    )


AAPL = _us(265598, "AAPL", "APPLE INC", exchange="NASDAQ", sector=("Technology", "Computers", "Computers"))
FB = _us(
    107113386,
    "FB",
    "FACEBOOK INC-A",
    exchange="NASDAQ",
    sector=("Communications", "Internet", "Internet Content-Entmnt"),
)
GOOG = _us(
    208813720,
    "GOOG",
    "GOOGLE INC-CL A",
    exchange="NASDAQ",
    sector=("Communications", "Internet", "Web Portals/ISP"),
)
IBM = _us(
    8314,
    "IBM",
    "INTL BUSINESS MACHINES CORP",
    exchange="NYSE",
    sector=("Technology", "Computers", "Computer Services"),
)
MSFT = _us(
    272093,
    "MSFT",
    "MICROSOFT CORP",
    exchange="NASDAQ",
    sector=("Technology", "Software", "Applications Software"),
)

# The two foreign conids of AAPL are the real ones (recorded answer of /trsrv/stocks);
# the other foreign conids are invented.
INSTRUMENTS: tuple[Instrument, ...] = (
    AAPL,
    _abroad(38708077, AAPL, "MEXI", "MXN", "MX"),
    _abroad(273982664, AAPL, "EBS", "CHF", "CH"),
    FB,
    _abroad(911000101, FB, "MEXI", "MXN", "MX"),
    GOOG,
    _abroad(911000201, GOOG, "MEXI", "MXN", "MX"),
    IBM,
    _abroad(911000301, IBM, "MEXI", "MXN", "MX"),
    _abroad(911000302, IBM, "FWB", "EUR", "DE"),
    MSFT,
    _abroad(911000401, MSFT, "EBS", "CHF", "CH"),
)

_BY_CONID = {entry.conid: entry for entry in INSTRUMENTS}
