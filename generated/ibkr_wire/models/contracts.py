# Generated from spec/. Do not edit.
"""Wire models of the group `contracts`."""

from __future__ import annotations

from typing import Literal

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "ContractInfo",
    "ContractIssuer",
    "ContractMatch",
    "ContractSearchRequest",
    "ContractSection",
    "StockContract",
    "StockListing",
]


class ContractSearchRequest(
    Struct,
    kw_only=True,
    gc=False,
    rename={"sec_type": "secType", "fund_family_conid_ex": "fundFamilyConidEx"},
):
    """Search for a symbol or a company name."""

    symbol: str
    """Symbol, part of a company name, or type of a bond issuer."""
    sec_type: Literal["STK", "IND", "BOND"] | UnsetType = UNSET
    """Security type of the underlying."""
    name: bool | UnsetType = UNSET
    """Treat the symbol as part of a company name."""
    more: bool | UnsetType = UNSET
    """Ask for more rows."""
    fund: bool | UnsetType = UNSET
    """Search for funds."""
    fund_family_conid_ex: str | UnsetType = UNSET
    """Contract of a fund family to search in."""
    pattern: bool | UnsetType = UNSET
    """Treat the symbol as a pattern."""
    referrer: str | UnsetType = UNSET
    """Origin of the search, free text."""


class ContractMatch(
    Struct, kw_only=True, rename={"company_header": "companyHeader", "company_name": "companyName"}
):
    """One search result. The order of results carries no meaning. A bond result has a made-up contract id, no
    symbol, and the issuers to ask bond filters for.
    """

    conid: str | int | UnsetType = UNSET
    """Contract id of the underlying, as text."""
    company_header: str | None | UnsetType = UNSET
    """Company and exchange in one line."""
    company_name: str | None | UnsetType = UNSET
    """Company."""
    symbol: str | None | UnsetType = UNSET
    """Symbol; null for bonds."""
    description: str | None | UnsetType = UNSET
    """Exchange of the listing."""
    restricted: str | bool | None | UnsetType = UNSET
    """Set when trading is restricted."""
    fop: str | None | UnsetType = UNSET
    """Months with futures options, joined by semicolons."""
    opt: str | None | UnsetType = UNSET
    """Days with options, joined by semicolons."""
    war: str | None | UnsetType = UNSET
    """Days with warrants, joined by semicolons."""
    sections: list[ContractSection] | None | UnsetType = UNSET
    """Security types that exist for the underlying."""
    bondid: int | str | None | UnsetType = UNSET
    """Number of a bond result."""
    issuers: list[ContractIssuer] | None | UnsetType = UNSET
    """Bond issuers found."""


class ContractSection(
    Struct,
    kw_only=True,
    gc=False,
    rename={"sec_type": "secType", "show_prips": "showPrips", "leg_sec_type": "legSecType"},
):
    """One security type of an underlying."""

    sec_type: str | None | UnsetType = UNSET
    """Security type, such as STK, OPT or BAG."""
    months: str | None | UnsetType = UNSET
    """Expiry months such as MAR13, joined by semicolons."""
    exchange: str | None | UnsetType = UNSET
    """Exchanges joined by semicolons."""
    conid: str | int | None | UnsetType = UNSET
    """Contract id of this security type, if it has its own."""
    show_prips: bool | None | UnsetType = UNSET
    """Internal to IBKR."""
    leg_sec_type: str | None | UnsetType = UNSET
    """Security type of the legs of a combination."""


class ContractIssuer(Struct, kw_only=True, gc=False):
    """One bond issuer."""

    id: str | UnsetType = UNSET
    """Id to ask bond filters with."""
    name: str | None | UnsetType = UNSET
    """Name of the issuer."""


class StockListing(Struct, kw_only=True, rename={"chinese_name": "chineseName", "asset_class": "assetClass"}):
    """One company behind a symbol, with all its listings."""

    name: str | None | UnsetType = UNSET
    """Company."""
    chinese_name: str | None | UnsetType = UNSET
    """Company in Chinese; may hold HTML entities."""
    asset_class: str | None | UnsetType = UNSET
    """Always STK."""
    contracts: list[StockContract] | UnsetType = UNSET
    """Listings of the company."""


class StockContract(Struct, kw_only=True, gc=False, rename={"is_us": "isUS"}):
    """One listing of a stock."""

    conid: int
    """Contract id."""
    exchange: str | None | UnsetType = UNSET
    """Exchange of the listing."""
    is_us: bool | None | UnsetType = UNSET
    """The listing is in the United States."""


class ContractInfo(Struct, kw_only=True, gc=False):
    """Description of one contract. Keys that do not apply to its security type are null."""

    con_id: int
    """Contract id."""
    symbol: str | None | UnsetType = UNSET
    """Symbol of the underlying."""
    local_symbol: str | None | UnsetType = UNSET
    """Symbol at the exchange; the OCC symbol for options."""
    company_name: str | None | UnsetType = UNSET
    """Company or index."""
    instrument_type: str | None | UnsetType = UNSET
    """Security type, such as STK or OPT."""
    currency: str | None | UnsetType = UNSET
    """Trading currency."""
    exchange: str | None | UnsetType = UNSET
    """Exchange that orders go to, such as SMART."""
    valid_exchanges: str | None | UnsetType = UNSET
    """Possible exchanges joined by commas."""
    trading_class: str | None | UnsetType = UNSET
    """Trading class."""
    industry: str | None | UnsetType = UNSET
    """Industry."""
    category: str | None | UnsetType = UNSET
    """Category within the industry."""
    cfi_code: str | None | UnsetType = UNSET
    """Classification code of the instrument."""
    cusip: str | None | UnsetType = UNSET
    """CUSIP, for bonds."""
    expiry_full: str | None | UnsetType = UNSET
    """Expiry month, YYYYMM."""
    contract_month: str | None | UnsetType = UNSET
    """Contract month, YYYYMM."""
    maturity_date: str | None | UnsetType = UNSET
    """Last day, YYYYMMDD."""
    strike: str | float | None | UnsetType = UNSET
    """Strike of an option."""
    right: str | None | UnsetType = UNSET
    """Right of an option."""
    multiplier: str | float | None | UnsetType = UNSET
    """Contract multiplier."""
    underlying_con_id: int | None | UnsetType = UNSET
    """Contract id of the underlying; 0 when none."""
    underlying_issuer: str | None | UnsetType = UNSET
    """Issuer of the underlying."""
    contract_clarification_type: str | None | UnsetType = UNSET
    """Undocumented."""
    classifier: str | None | UnsetType = UNSET
    """Undocumented."""
    text: str | None | UnsetType = UNSET
    """Contract in words, for derivatives."""
    r_t_h: bool | None | UnsetType = UNSET
    """Trading outside regular hours is possible."""
    allow_sell_long: bool | None | UnsetType = UNSET
    """Shares held may be sold as such."""
    is_zero_commission_security: bool | None | UnsetType = UNSET
    """Trading costs no commission."""
    smart_available: bool | None | UnsetType = UNSET
    """Smart routing is possible."""
    has_related_contracts: bool | None | UnsetType = UNSET
    """Derivatives or siblings exist."""
