# Generated from spec/. Do not edit.
"""Wire models of the group `trades`."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

__all__ = ["Trade"]


class Trade(Struct, kw_only=True, gc=False, rename={"account_code": "accountCode", "conid_ex": "conidEx"}):
    """One execution. A correction of it has the same id with a higher last part."""

    execution_id: str
    """Id of the execution."""
    symbol: str | None | UnsetType = UNSET
    """Symbol."""
    side: str | None | UnsetType = UNSET
    """B bought, S sold."""
    order_description: str | None | UnsetType = UNSET
    """Execution in words."""
    trade_time: str | None | UnsetType = UNSET
    """Time, YYYYMMDD-HH:mm:ss in UTC."""
    trade_time_r: int | None | UnsetType = UNSET
    """Time, milliseconds since 1970."""
    size: float | None | UnsetType = UNSET
    """Quantity; fractions are possible."""
    price: str | float | None | UnsetType = UNSET
    """Price, as text."""
    commission: str | float | None | UnsetType = UNSET
    """Commission, as text."""
    net_amount: float | None | UnsetType = UNSET
    """Price times quantity times multiplier."""
    order_id: int | None | UnsetType = UNSET
    """Id of the order."""
    order_ref: str | None | UnsetType = UNSET
    """Own id (cOID) of the order."""
    submitter: str | None | UnsetType = UNSET
    """Username that gave the order."""
    exchange: str | None | UnsetType = UNSET
    """Venue, such as ARCA or DARK."""
    listing_exchange: str | None | UnsetType = UNSET
    """Exchange of the listing; absent for currencies."""
    account: str | None | UnsetType = UNSET
    """Account."""
    account_code: str | None | UnsetType = UNSET
    """Account, again."""
    account_allocation_name: str | None | UnsetType = UNSET
    """Account, a third time."""
    company_name: str | None | UnsetType = UNSET
    """Company."""
    contract_description_1: str | None | UnsetType = UNSET
    """Contract in words."""
    contract_description_2: str | None | UnsetType = UNSET
    """Terms of a derivative."""
    sec_type: str | None | UnsetType = UNSET
    """Security type."""
    conid: int | None | UnsetType = UNSET
    """Contract id."""
    conid_ex: str | None | UnsetType = UNSET
    """Contract id, with @EXCHANGE where one is set."""
    position: str | float | None | UnsetType = UNSET
    """Position after the execution; absent for currencies."""
    open_close: str | None | UnsetType = UNSET
    """Whether the position was opened or closed; ??? when unknown."""
    supports_tax_opt: str | None | UnsetType = UNSET
    """1 when tax lots may be chosen, else 0."""
    liquidation_trade: str | None | UnsetType = UNSET
    """1 when IBKR closed the position, else 0."""
    is_event_trading: str | None | UnsetType = UNSET
    """1 for event contracts, else 0."""
    clearing_id: str | None | UnsetType = UNSET
    """Clearing firm."""
    clearing_name: str | None | UnsetType = UNSET
    """Clearing firm."""
