"""What a contract is, and the stocks of the simulated world with their foreign listings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import attrs

from ibkr.simulator.market.hours import STOCK_HOURS, Hours

if TYPE_CHECKING:
    from datetime import date

MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
OPTION_TYPES = frozenset({"OPT", "FOP"})
"""Options, and options on futures."""
US_EXCHANGES = ("SMART", "AMEX", "NYSE", "CBOE", "PHLX", "ISE", "CHX", "ARCA", "NASDAQ", "BATS", "EDGEA")


@attrs.frozen(kw_only=True)
class Instrument:
    """One contract, as the gateway's answers describe it.

    `has_prices` says whether the market of this world knows its price; the others are
    there so that a ticker alone is ambiguous, as it is at IBKR. An event contract is an
    option (`sec_type` OPT) with right C for yes and P for no.
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
    security_type: str = "COMMON"
    """Kind of a stock or bond: COMMON, ETF, CORP."""
    hours: Hours = STOCK_HOURS
    multiplier: Decimal = Decimal(1)
    """Units of currency that a price of 1 stands for, a contract."""
    lot: int = 100
    """Smallest size that the market shows and trades."""
    size_increment: Decimal = Decimal(1)
    """Smallest quantity that can be ordered, and the step above it."""
    coarse_ticks: tuple[tuple[Decimal, Decimal], ...] = ()
    """Steps that are coarser above a price: (price from which, step)."""
    underlying_conid: int = 0
    expiry: date | None = None
    last_trading_day: date | None = None
    strike: Decimal | None = None
    right: str = ""
    """C or P; empty for what is no option."""
    local_symbol: str = ""
    description: str = ""
    """The contract in words, such as `AAPL FEB2013 440 C [AAPL  130215C00440000 100]`."""
    is_event: bool = False
    is_tradable: bool = True
    """False for an index: it has a price but no market."""
    coupon: Decimal | None = None
    issuer_conid: int = 0
    """For a bond: the stock of its issuer."""

    @property
    def unit(self) -> Decimal:
        """What the market counts this contract's prices in: a hundredth of a tick."""
        return self.tick / 100

    @property
    def increments(self) -> tuple[tuple[Decimal, Decimal], ...]:
        """Steps of the price: (price from which, step), lowest first."""
        return ((Decimal(0), self.tick), *self.coarse_ticks)

    def tick_at(self, price: Decimal) -> Decimal:
        """The step of prices of that size."""
        return [step for edge, step in self.increments if edge <= abs(price)][-1]

    @property
    def name(self) -> str:
        """How rows call it: the description of a derivative, else the symbol."""
        return self.description or self.symbol

    @property
    def short_name(self) -> str:
        """The name without the local symbol: `AAPL FEB2013 440 C`."""
        return self.name.partition(" [")[0]

    @property
    def month(self) -> str:
        """Expiry as the gateway's months are spelled, `FEB13`; empty without one."""
        return "" if self.expiry is None else f"{MONTHS[self.expiry.month - 1]}{self.expiry.year % 100:02}"

    @property
    def is_us(self) -> bool:
        """Whether this is the listing in the United States."""
        return self.country == "US"

    @property
    def header(self) -> str:
        """`APPLE INC - NASDAQ`, the heading of a search result."""
        return f"{self.company_name} - {self.exchange}"


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

SPY = Instrument(
    conid=756733,
    symbol="SPY",
    company_name="SPDR S&P 500 ETF TRUST",
    exchange="ARCA",
    currency="USD",
    country="US",
    valid_exchanges=US_EXCHANGES,
    security_type="ETF",
    trading_class="SPY",
    has_options=True,
    has_prices=True,
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
    SPY,
)
