"""What trades in the simulated world beside stocks: an index, currencies, a coin, a bond, spreads.

The conids of the index, the pairs, the coin and the spreads are IBKR's; the bond's is invented.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ibkr.simulator.market.hours import CRYPTO_HOURS, EXCHANGE_HOURS, FOREX_HOURS
from ibkr.simulator.market.listing import IBM, Instrument

SPX = Instrument(
    conid=416904,
    symbol="SPX",
    company_name="S&P 500 STOCK INDEX",
    exchange="CBOE",
    currency="USD",
    country="US",
    valid_exchanges=("CBOE",),
    sec_type="IND",
    security_type="",
    trading_class="SPX",
    hours=EXCHANGE_HOURS,
    has_prices=True,
    is_tradable=False,
    lot=1,
)


def _pair(conid: int, base: str, quoted: str, tick: str) -> Instrument:
    name = f"{base}.{quoted}"
    return Instrument(
        conid=conid,
        symbol=base,
        company_name=f"{_CURRENCY_NAMES[base]} in {_CURRENCY_NAMES[quoted]}",
        exchange="IDEALPRO",
        currency=quoted,
        country="",
        valid_exchanges=("IDEALPRO",),
        sec_type="CASH",
        security_type="",
        trading_class=name,
        local_symbol=name,
        description=name,
        tick=Decimal(tick),
        hours=FOREX_HOURS,
        has_prices=True,
        lot=100_000,
    )


_CURRENCY_NAMES = {
    "AUD": "Australian dollar",
    "CAD": "Canadian dollar",
    "CHF": "Swiss franc",
    "EUR": "European Monetary Union Euro",
    "GBP": "British pound",
    "JPY": "Japanese yen",
    "USD": "United States dollar",
}

EUR_USD = _pair(12087792, "EUR", "USD", "0.00005")
GBP_USD = _pair(12087797, "GBP", "USD", "0.00005")
AUD_USD = _pair(14433401, "AUD", "USD", "0.00005")
USD_JPY = _pair(15016059, "USD", "JPY", "0.005")
USD_CHF = _pair(12087820, "USD", "CHF", "0.00005")
USD_CAD = _pair(15016062, "USD", "CAD", "0.00005")
PAIRS = (EUR_USD, GBP_USD, AUD_USD, USD_JPY, USD_CHF, USD_CAD)

BTC = Instrument(
    conid=479624278,
    symbol="BTC",
    company_name="Bitcoin cryptocurrency",
    exchange="PAXOS",
    currency="USD",
    country="",
    valid_exchanges=("PAXOS",),
    sec_type="CRYPTO",
    security_type="",
    trading_class="BTC",
    local_symbol="BTC.USD",
    hours=CRYPTO_HOURS,
    has_prices=True,
    lot=1,
    size_increment=Decimal("0.00000001"),
)

IBM_BOND = Instrument(
    conid=911900001,
    symbol="IBM",
    company_name="INTL BUSINESS MACHINES CORP",
    exchange="SMART",
    currency="USD",
    country="US",
    valid_exchanges=("SMART",),
    sec_type="BOND",
    security_type="CORP",
    trading_class="IBM",
    local_symbol="IBM 1 7/8 08/01/22",
    description="IBM 1 7/8 08/01/22",
    tick=Decimal("0.001"),
    hours=EXCHANGE_HOURS,
    multiplier=Decimal(10),  # a price is in percent; a piece has 1,000 dollars of face value
    expiry=date(2022, 8, 1),
    last_trading_day=date(2022, 8, 1),
    coupon=Decimal("1.875"),
    issuer_conid=IBM.conid,
    has_prices=True,
    lot=5,
)

SPREADS: dict[str, int] = {
    "AUD": 61227077,
    "CAD": 61227082,
    "CHF": 61227087,
    "CNH": 136000441,
    "GBP": 58666491,
    "HKD": 61227072,
    "INR": 136000444,
    "JPY": 61227069,
    "KRW": 136000424,
    "MXN": 136000449,
    "SEK": 136000429,
    "SGD": 426116555,
    "USD": 28812380,
}
"""The conid that stands for a combination of contracts in a currency."""


def _spread(currency: str, conid: int) -> Instrument:
    return Instrument(
        conid=conid,
        symbol=currency,
        company_name=f"{currency} Combo",
        exchange="SMART",
        currency=currency,
        country="",
        valid_exchanges=("SMART",),
        sec_type="BAG",
        security_type="",
        lot=1,
    )


INSTRUMENTS = (SPX, *PAIRS, BTC, IBM_BOND)
BY_CONID: dict[int, Instrument] = {entry.conid: entry for entry in INSTRUMENTS} | {
    conid: _spread(currency, conid) for currency, conid in SPREADS.items()
}
