# Generated from spec/. Do not edit.
"""Market data fields: what a tag means, and how its value is written."""

from __future__ import annotations

from typing import Final

from msgspec import Struct


class Field(Struct, frozen=True, kw_only=True):
    """One market data tag. `kind` says how to read the value, see `KINDS`.

    `raw` is the key of the same value as a number, which comes unasked.
    """

    tag: str
    name: str
    kind: str
    meaning: str
    aliases: tuple[str, ...] = ()
    raw: str | None = None
    source: str | None = None
    requires: str | None = None
    deprecated: bool = False


FIELDS: Final[dict[str, Field]] = {
    "last_price": Field(
        tag="31",
        name="last_price",
        kind="price",
        meaning="Price of the last trade; with C the prior close.",
        aliases=("last",),
    ),
    "symbol": Field(
        tag="55", name="symbol", kind="text", meaning="Ticker; a dash when IBKR does not know the contract."
    ),
    "text": Field(tag="58", name="text", kind="text", meaning="Remark about the contract."),
    "high": Field(tag="70", name="high", kind="price", meaning="Highest price of the day."),
    "low": Field(tag="71", name="low", kind="price", meaning="Lowest price of the day."),
    "market_value": Field(
        tag="73", name="market_value", kind="decimal", meaning="Value of the own position."
    ),
    "avg_price": Field(
        tag="74", name="avg_price", kind="price", meaning="Average price of the own position."
    ),
    "unrealized_pnl": Field(
        tag="75", name="unrealized_pnl", kind="decimal", meaning="Open profit of the own position."
    ),
    "formatted_position": Field(
        tag="76",
        name="formatted_position",
        kind="abbreviated",
        meaning="Size of the own position, for display.",
    ),
    "formatted_unrealized_pnl": Field(
        tag="77",
        name="formatted_unrealized_pnl",
        kind="abbreviated",
        meaning="Open profit of the own position, for display.",
    ),
    "daily_pnl": Field(
        tag="78",
        name="daily_pnl",
        kind="abbreviated",
        meaning="Profit of the own position since the prior close.",
        raw="78_raw",
    ),
    "realized_pnl": Field(
        tag="79", name="realized_pnl", kind="decimal", meaning="Profit that was realised in the contract."
    ),
    "unrealized_pnl_percent": Field(
        tag="80", name="unrealized_pnl_percent", kind="percent", meaning="Open profit in percent of the cost."
    ),
    "change": Field(tag="82", name="change", kind="decimal", meaning="Last price minus prior close."),
    "change_percent": Field(
        tag="83", name="change_percent", kind="percent", meaning="Last price against prior close, in percent."
    ),
    "bid_price": Field(tag="84", name="bid_price", kind="price", meaning="Best bid.", aliases=("bid",)),
    "ask_size": Field(tag="85", name="ask_size", kind="size", meaning="Size at the best ask."),
    "ask_price": Field(tag="86", name="ask_price", kind="price", meaning="Best ask.", aliases=("ask",)),
    "volume": Field(
        tag="87", name="volume", kind="abbreviated", meaning="Volume of the day; exact in 7762.", raw="87_raw"
    ),
    "bid_size": Field(tag="88", name="bid_size", kind="size", meaning="Size at the best bid."),
    "right": Field(tag="201", name="right", kind="text", meaning="Right of an option: C call, P put."),
    "exchange": Field(tag="6004", name="exchange", kind="text", meaning="Exchange of the quotes."),
    "conid": Field(tag="6008", name="conid", kind="integer", meaning="Contract id."),
    "sec_type": Field(
        tag="6070", name="sec_type", kind="text", meaning="Security type, such as STK, OPT or FUT."
    ),
    "months": Field(tag="6072", name="months", kind="text", meaning="Months in which derivatives expire."),
    "regular_expiry": Field(
        tag="6073", name="regular_expiry", kind="text", meaning="Regular expiry of a derivative."
    ),
    "market_data_marker": Field(
        tag="6119",
        name="market_data_marker",
        kind="text",
        meaning="Server of the stream, such as q4; equals server_id.",
        aliases=("marker",),
    ),
    "underlying_conid": Field(
        tag="6457", name="underlying_conid", kind="integer", meaning="Contract id of the underlying."
    ),
    "service_params": Field(
        tag="6508",
        name="service_params",
        kind="text",
        meaning="Services behind the stream; arrives without being asked for.",
    ),
    "market_data_availability": Field(
        tag="6509",
        name="market_data_availability",
        kind="letters",
        meaning="How live the quotes are; see availability_letters.",
    ),
    "company_name": Field(tag="7051", name="company_name", kind="text", meaning="Company."),
    "ask_exch": Field(tag="7057", name="ask_exch", kind="letters", meaning="Venues that offer the best ask."),
    "last_exch": Field(tag="7058", name="last_exch", kind="letters", meaning="Venue of the last trade."),
    "last_size": Field(tag="7059", name="last_size", kind="size", meaning="Size of the last trade."),
    "bid_exch": Field(tag="7068", name="bid_exch", kind="letters", meaning="Venues that offer the best bid."),
    "implied_vol_hist_vol_percent": Field(
        tag="7084",
        name="implied_vol_hist_vol_percent",
        kind="percent",
        meaning="Implied volatility over historical volatility.",
    ),
    "put_call_interest": Field(
        tag="7085",
        name="put_call_interest",
        kind="decimal",
        meaning="Open interest of puts over that of calls.",
    ),
    "put_call_volume": Field(
        tag="7086", name="put_call_volume", kind="decimal", meaning="Volume of puts over that of calls."
    ),
    "hist_vol_percent": Field(
        tag="7087",
        name="hist_vol_percent",
        kind="percent",
        meaning="Historical volatility of 30 days.",
        aliases=("historical_vol_percent",),
    ),
    "hist_vol_close_percent": Field(
        tag="7088",
        name="hist_vol_close_percent",
        kind="percent",
        meaning="Historical volatility at the prior close.",
        aliases=("historical_vol_close_percent",),
    ),
    "opt_volume": Field(
        tag="7089",
        name="opt_volume",
        kind="abbreviated",
        meaning="Volume of all options of the underlying.",
        aliases=("option_volume",),
    ),
    "conid_exchange": Field(
        tag="7094", name="conid_exchange", kind="text", meaning="Contract and venue as conid@EXCHANGE."
    ),
    "can_be_traded": Field(
        tag="7184", name="can_be_traded", kind="flag", meaning="The contract can be traded."
    ),
    "contract_description": Field(
        tag="7219", name="contract_description", kind="text", meaning="Contract in words, first line."
    ),
    "contract_description_alt": Field(
        tag="7220", name="contract_description_alt", kind="text", meaning="Contract in words, second line."
    ),
    "listing_exchange": Field(
        tag="7221", name="listing_exchange", kind="text", meaning="Exchange of the listing."
    ),
    "industry": Field(tag="7280", name="industry", kind="text", meaning="Industry."),
    "category": Field(tag="7281", name="category", kind="text", meaning="Category within the industry."),
    "average_volume": Field(
        tag="7282",
        name="average_volume",
        kind="abbreviated",
        meaning="Average volume of a day, over 90 days.",
        raw="7282_raw",
    ),
    "option_implied_vol_percent": Field(
        tag="7283",
        name="option_implied_vol_percent",
        kind="percent",
        meaning="Implied volatility of the underlying over 30 days.",
    ),
    "hist_vol_percent_deprecated": Field(
        tag="7284",
        name="hist_vol_percent_deprecated",
        kind="percent",
        meaning="Historical volatility; 7087 took its place.",
        deprecated=True,
    ),
    "put_call_ratio": Field(tag="7285", name="put_call_ratio", kind="decimal", meaning="Puts over calls."),
    "dividend_amount": Field(
        tag="7286",
        name="dividend_amount",
        kind="decimal",
        meaning="Next dividend of a share.",
        source="clients",
    ),
    "dividend_yield_percent": Field(
        tag="7287",
        name="dividend_yield_percent",
        kind="percent",
        meaning="Dividends expected in 12 months against the price.",
        source="clients",
    ),
    "ex_date_dividend": Field(
        tag="7288",
        name="ex_date_dividend",
        kind="date",
        meaning="Ex date of the next dividend.",
        aliases=("ex_dividend_date",),
        source="clients",
    ),
    "market_cap": Field(
        tag="7289", name="market_cap", kind="abbreviated", meaning="Market capitalisation.", source="clients"
    ),
    "p_e": Field(
        tag="7290",
        name="p_e",
        kind="decimal",
        meaning="Price over earnings of a share.",
        aliases=("pe_ratio",),
        source="clients",
    ),
    "eps": Field(tag="7291", name="eps", kind="decimal", meaning="Earnings of a share.", source="clients"),
    "cost_basis": Field(
        tag="7292",
        name="cost_basis",
        kind="abbreviated",
        meaning="Own position times average price times multiplier.",
        raw="7292_raw",
    ),
    "week_52_high": Field(
        tag="7293", name="week_52_high", kind="price", meaning="Highest price of 52 weeks."
    ),
    "week_52_low": Field(tag="7294", name="week_52_low", kind="price", meaning="Lowest price of 52 weeks."),
    "open": Field(tag="7295", name="open", kind="price", meaning="First price of the day."),
    "close": Field(tag="7296", name="close", kind="price", meaning="Last price of the day."),
    "delta": Field(
        tag="7308", name="delta", kind="decimal", meaning="Change of the option for a unit of the underlying."
    ),
    "gamma": Field(
        tag="7309", name="gamma", kind="decimal", meaning="Change of delta for a unit of the underlying."
    ),
    "theta": Field(tag="7310", name="theta", kind="decimal", meaning="Change of the option in a day."),
    "vega": Field(
        tag="7311", name="vega", kind="decimal", meaning="Change of the option for a point of volatility."
    ),
    "opt_volume_change_percent": Field(
        tag="7607",
        name="opt_volume_change_percent",
        kind="percent",
        meaning="Option volume of today against its average.",
        aliases=("option_volume_change_percent",),
    ),
    "implied_vol_percent": Field(
        tag="7633", name="implied_vol_percent", kind="percent", meaning="Implied volatility at the strike."
    ),
    "mark_price": Field(
        tag="7635",
        name="mark_price",
        kind="price",
        meaning="Last price, kept between bid and ask.",
        aliases=("mark",),
    ),
    "shortable_shares": Field(
        tag="7636", name="shortable_shares", kind="abbreviated", meaning="Shares that can be borrowed."
    ),
    "fee_rate": Field(
        tag="7637", name="fee_rate", kind="percent", meaning="Fee for borrowing, in percent of a year."
    ),
    "option_open_interest": Field(
        tag="7638", name="option_open_interest", kind="abbreviated", meaning="Open contracts of the option."
    ),
    "percent_of_mark_value": Field(
        tag="7639",
        name="percent_of_mark_value",
        kind="percent",
        meaning="Share of the own position in the account.",
    ),
    "shortable": Field(tag="7644", name="shortable", kind="text", meaning="How hard it is to borrow shares."),
    "morningstar_rating": Field(
        tag="7655",
        name="morningstar_rating",
        kind="text",
        meaning="Rating by Morningstar.",
        source="clients",
        requires="Morningstar",
    ),
    "dividends": Field(
        tag="7671", name="dividends", kind="decimal", meaning="Dividends expected in the next 12 months."
    ),
    "dividends_ttm": Field(
        tag="7672", name="dividends_ttm", kind="decimal", meaning="Dividends paid in the last 12 months."
    ),
    "ema_200": Field(
        tag="7674", name="ema_200", kind="price", meaning="Exponential moving average of 200 days."
    ),
    "ema_100": Field(
        tag="7675", name="ema_100", kind="price", meaning="Exponential moving average of 100 days."
    ),
    "ema_50": Field(
        tag="7676", name="ema_50", kind="price", meaning="Exponential moving average of 50 days."
    ),
    "ema_20": Field(
        tag="7677", name="ema_20", kind="price", meaning="Exponential moving average of 20 days."
    ),
    "price_to_ema_200_percent": Field(
        tag="7678",
        name="price_to_ema_200_percent",
        kind="percent",
        meaning="Price over the average of 200 days, minus 1.",
        aliases=("price_ema_200_ratio",),
    ),
    "price_to_ema_100_percent": Field(
        tag="7679",
        name="price_to_ema_100_percent",
        kind="percent",
        meaning="Price over the average of 100 days, minus 1.",
        aliases=("price_ema_100_ratio",),
    ),
    "price_to_ema_20_percent": Field(
        tag="7681",
        name="price_to_ema_20_percent",
        kind="percent",
        meaning="Price over the average of 20 days, minus 1.",
        aliases=("price_ema_20_ratio",),
    ),
    "change_since_open": Field(
        tag="7682", name="change_since_open", kind="decimal", meaning="Last price minus the day's open."
    ),
    "upcoming_event": Field(
        tag="7683", name="upcoming_event", kind="text", meaning="Next event.", requires="Wall Street Horizon"
    ),
    "upcoming_event_date": Field(
        tag="7684",
        name="upcoming_event_date",
        kind="date",
        meaning="Date of the next event.",
        requires="Wall Street Horizon",
    ),
    "upcoming_analyst_meeting": Field(
        tag="7685",
        name="upcoming_analyst_meeting",
        kind="date",
        meaning="Next meeting with analysts.",
        requires="Wall Street Horizon",
    ),
    "upcoming_earnings": Field(
        tag="7686",
        name="upcoming_earnings",
        kind="date",
        meaning="Next earnings report.",
        requires="Wall Street Horizon",
    ),
    "upcoming_misc_event": Field(
        tag="7687",
        name="upcoming_misc_event",
        kind="date",
        meaning="Next event of another kind.",
        requires="Wall Street Horizon",
    ),
    "recent_analyst_meeting": Field(
        tag="7688",
        name="recent_analyst_meeting",
        kind="date",
        meaning="Last meeting with analysts.",
        requires="Wall Street Horizon",
    ),
    "recent_earnings": Field(
        tag="7689",
        name="recent_earnings",
        kind="date",
        meaning="Last earnings report.",
        requires="Wall Street Horizon",
    ),
    "recent_misc_event": Field(
        tag="7690",
        name="recent_misc_event",
        kind="date",
        meaning="Last event of another kind.",
        requires="Wall Street Horizon",
    ),
    "probability_of_max_return": Field(
        tag="7694",
        name="probability_of_max_return",
        kind="percent",
        meaning="Chance of the greatest possible gain.",
        aliases=("probability_max_return",),
    ),
    "break_even": Field(
        tag="7695", name="break_even", kind="text", meaning="Prices at which nothing is won or lost."
    ),
    "spx_delta": Field(
        tag="7696",
        name="spx_delta",
        kind="decimal",
        meaning="Delta weighted by the beta against the S&P 500.",
    ),
    "futures_open_interest": Field(
        tag="7697", name="futures_open_interest", kind="abbreviated", meaning="Open contracts of the future."
    ),
    "last_yield": Field(
        tag="7698", name="last_yield", kind="percent", meaning="Yield of a bond at the last price."
    ),
    "bid_yield": Field(tag="7699", name="bid_yield", kind="percent", meaning="Yield of a bond at the bid."),
    "probability_of_max_return_alt": Field(
        tag="7700",
        name="probability_of_max_return_alt",
        kind="percent",
        meaning="The chance of 7694 under a second tag.",
        aliases=("probability_max_return_alt",),
    ),
    "probability_of_max_loss": Field(
        tag="7702",
        name="probability_of_max_loss",
        kind="percent",
        meaning="Chance of the greatest possible loss.",
        aliases=("probability_max_loss",),
    ),
    "profit_probability": Field(
        tag="7703", name="profit_probability", kind="percent", meaning="Chance of any gain."
    ),
    "organization_type": Field(tag="7704", name="organization_type", kind="text", meaning="Kind of issuer."),
    "debt_class": Field(tag="7705", name="debt_class", kind="text", meaning="Class of the debt."),
    "ratings": Field(tag="7706", name="ratings", kind="text", meaning="Ratings of the bond."),
    "bond_state_code": Field(tag="7707", name="bond_state_code", kind="text", meaning="State of the issuer."),
    "bond_type": Field(tag="7708", name="bond_type", kind="text", meaning="Kind of bond."),
    "last_trading_date": Field(
        tag="7714", name="last_trading_date", kind="date", meaning="Last trading day."
    ),
    "issue_date": Field(tag="7715", name="issue_date", kind="date", meaning="Day of issue."),
    "beta": Field(
        tag="7718", name="beta", kind="decimal", meaning="Beta against the index.", source="clients"
    ),
    "ask_yield": Field(tag="7720", name="ask_yield", kind="percent", meaning="Yield of a bond at the ask."),
    "price_to_ema_50_percent": Field(
        tag="7724",
        name="price_to_ema_50_percent",
        kind="percent",
        meaning="Price over the average of 50 days, minus 1.",
        aliases=("price_ema_50_ratio",),
    ),
    "prior_close": Field(
        tag="7741", name="prior_close", kind="price", meaning="Closing price of the day before."
    ),
    "volume_long": Field(tag="7762", name="volume_long", kind="integer", meaning="Exact volume of the day."),
    "has_trading_permissions": Field(
        tag="7768", name="has_trading_permissions", kind="flag", meaning="The user may trade the contract."
    ),
    "daily_pnl_raw": Field(
        tag="7920",
        name="daily_pnl_raw",
        kind="decimal",
        meaning="Exact profit of the own position since the prior close.",
    ),
    "cost_basis_raw": Field(
        tag="7921", name="cost_basis_raw", kind="decimal", meaning="Exact cost of the own position."
    ),
    "rebate_rate": Field(
        tag="7943", name="rebate_rate", kind="percent", meaning="Benchmark rate minus the fee for borrowing."
    ),
}
"""Every field by its name."""

BY_TAG: Final = {field.tag: field for field in FIELDS.values()}
"""Every field by its tag, a number as text."""

ALIASES: Final = {alias: field for field in FIELDS.values() for alias in field.aliases}
"""Every field that has shorter or other names, by these."""

KINDS: Final[dict[str, str]] = {
    "price": "Decimal text, maybe with thousands commas. A letter before it says that it is no trade of today: C the prior close, H halted. Some accounts get JSON numbers. Empty and N/A occur.",
    "decimal": "Signed decimal text, maybe with thousands commas.",
    "percent": "Signed decimal text with or without a percent sign; 1.25 means 1.25 %. The websocket sends tag 83 as a JSON number, a snapshot as either.",
    "abbreviated": "Decimal text that may end in K (thousand), M (million) or B (thousand million). Prefer the raw twin; a wrong unit was seen once in both.",
    "size": "Whole number as text with thousands commas. US stocks are counted in shares, formerly in lots of 100.",
    "integer": "Whole number, as text or as a JSON number.",
    "letters": "Text to be read letter by letter, each with a meaning of its own.",
    "date": "Text that holds a date.",
    "flag": "Text 1 for yes, 0 for no.",
    "text": "Any text.",
}
"""How the values of each kind are written."""

EXCHANGE_LETTERS: Final[dict[str, str]] = {
    "A": "AMEX",
    "B": "BOX",
    "C": "CBOE",
    "E": "EDGX",
    "H": "GEMINI",
    "I": "ISE",
    "J": "MERCURY",
    "M": "MIAX",
    "N": "PSE",
    "Q": "NASDAQOM",
    "T": "NASDAQBX",
    "W": "CBOE2",
    "X": "PHLX",
    "Z": "BATS",
}

AVAILABILITY_LETTERS: Final[dict[str, str]] = {
    "R": "real time",
    "D": "delayed by 15 to 20 minutes",
    "Z": "frozen at the close, from a real-time feed",
    "Y": "frozen at the close, from a delayed feed",
    "N": "not subscribed",
    "O": "market data agreement missing",
    "i": "market data agreement incomplete",
    "v": "exempt from the vendor's display rule",
    "P": "snapshot available",
    "p": "consolidated over venues",
    "B": "top of the book",
    "d": "performance details",
    "S": "streaming",
}

MOST_TAGS: Final = 50
"""The most tags that one request may name."""

MOST_CONTRACTS: Final = 100
"""The most contracts that one request may name."""
