# Generated from spec/. Do not edit.
"""Wire models of the group `scanner`."""

from __future__ import annotations

from typing import Any

from msgspec import UNSET, Struct, UnsetType

__all__ = [
    "BetaScanContracts",
    "BetaScanRequest",
    "BetaScanResult",
    "BetaScanRow",
    "ScanChoice",
    "ScanCondition",
    "ScanFilter",
    "ScanInstrument",
    "ScanLocation",
    "ScannerParams",
    "ScanRequest",
    "ScanResult",
    "ScanRow",
    "ScanType",
]


class ScannerParams(Struct, kw_only=True):
    """Everything a scan can be made of."""

    scan_type_list: list[ScanType] | None | UnsetType = UNSET
    """What a scan looks for."""
    instrument_list: list[ScanInstrument] | None | UnsetType = UNSET
    """Kinds of instrument."""
    filter_list: list[ScanFilter] | None | UnsetType = UNSET
    """Conditions."""
    location_tree: list[ScanLocation] | None | UnsetType = UNSET
    """Markets, in a tree."""


class ScanType(Struct, kw_only=True):
    """One thing to look for."""

    code: str | None | UnsetType = UNSET
    """Code for the `type` of a scan."""
    display_name: str | None | UnsetType = UNSET
    """Name for display."""
    instruments: list[str] | None | UnsetType = UNSET
    """Kinds of instrument it works for."""


class ScanInstrument(Struct, kw_only=True):
    """One kind of instrument."""

    type: str | None | UnsetType = UNSET
    """Code for the `instrument` of a scan."""
    display_name: str | None | UnsetType = UNSET
    """Name for display."""
    filters: list[str] | None | UnsetType = UNSET
    """Codes of the conditions that apply."""


class ScanFilter(Struct, kw_only=True):
    """One condition."""

    code: str | None | UnsetType = UNSET
    """Code for the conditions of a scan."""
    display_name: str | None | UnsetType = UNSET
    """Name for display."""
    group: str | None | UnsetType = UNSET
    """Conditions that belong together share it."""
    type: str | None | UnsetType = UNSET
    """Form of the value."""
    combo_values: list[ScanChoice] | None | UnsetType = UNSET
    """Values, where it is a choice."""


class ScanChoice(Struct, kw_only=True):
    """One value of a condition that is a choice."""

    code: str | float | None | UnsetType = UNSET
    """Value to send."""
    display_name: str | None | UnsetType = UNSET
    """Name for display."""
    default: bool | None | UnsetType = UNSET
    """Chosen when nothing is said."""
    vendor: Any | UnsetType = UNSET
    """Internal to IBKR."""


class ScanLocation(Struct, kw_only=True):
    """One market, with the markets inside it."""

    type: str | None | UnsetType = UNSET
    """Code for the `location` of a scan."""
    display_name: str | None | UnsetType = UNSET
    """Name for display."""
    locations: list[ScanLocation] | None | UnsetType = UNSET
    """Markets inside it."""


class ScanRequest(Struct, kw_only=True):
    """One scan, made of codes that the parameters list."""

    instrument: str
    """Kind of instrument, such as STK."""
    type: str
    """What to look for, such as TOP_PERC_GAIN."""
    location: str
    """Market, such as STK.US.MAJOR."""
    filter: list[ScanCondition] | UnsetType = UNSET
    """Conditions; all have to hold."""


class ScanCondition(Struct, kw_only=True, gc=False):
    """One condition of a scan."""

    code: str
    """Code of the condition."""
    value: str | int | float | bool
    """Value to compare with."""


class ScanResult(Struct, kw_only=True):
    """Contracts found, best first."""

    contracts: list[ScanRow] | None | UnsetType = UNSET
    """Contracts, at most 50."""
    scan_data_column_name: str | None | UnsetType = UNSET
    """Name of the value that decides."""


class ScanRow(Struct, kw_only=True, gc=False):
    """One contract found."""

    con_id: int | None | UnsetType = UNSET
    """Contract id."""
    conidex: str | None | UnsetType = UNSET
    """Contract id, with @EXCHANGE where one is set."""
    symbol: str | None | UnsetType = UNSET
    """Symbol."""
    company_name: str | None | UnsetType = UNSET
    """Company."""
    contract_description_1: str | None | UnsetType = UNSET
    """Contract in words."""
    contract_description_2: str | None | UnsetType = UNSET
    """Terms of a derivative."""
    listing_exchange: str | None | UnsetType = UNSET
    """Exchange and segment of the listing."""
    sec_type: str | None | UnsetType = UNSET
    """Security type."""
    scan_data: str | float | None | UnsetType = UNSET
    """Value that decides."""
    column_name: str | None | UnsetType = UNSET
    """Name of that value."""
    server_id: str | int | None | UnsetType = UNSET
    """Place among the rows, from 0."""
    available_chart_periods: str | None | UnsetType = UNSET
    """Internal to IBKR."""


class BetaScanRequest(
    Struct,
    kw_only=True,
    rename={
        "scan_code": "scanCode",
        "sec_type": "secType",
        "delayed_locations": "delayedLocations",
        "max_items": "maxItems",
    },
):
    """One scan of the old beta."""

    instrument: str
    """Kind of instrument, such as STK."""
    locations: str
    """Markets, such as STK.US.MAJOR."""
    scan_code: str
    """What to look for, such as TOP_PERC_GAIN."""
    sec_type: str | UnsetType = UNSET
    """Security type."""
    delayed_locations: str | UnsetType = UNSET
    """Markets with delayed data."""
    max_items: int | UnsetType = UNSET
    """Most rows."""
    filters: list[dict[str, str | float | bool]] | UnsetType = UNSET
    """Conditions."""


class BetaScanResult(Struct, kw_only=True, rename={"scan_time": "scanTime", "contracts": "Contracts"}):
    """Contracts found by a scan of the old beta."""

    total: str | int | None | UnsetType = UNSET
    """Contracts found."""
    size: str | int | None | UnsetType = UNSET
    """Contracts in this answer."""
    offset: str | int | None | UnsetType = UNSET
    """Place of the first of them."""
    scan_time: str | None | UnsetType = UNSET
    """Time of the scan."""
    id: str | None | UnsetType = UNSET
    """Id of the scan."""
    position: str | int | None | UnsetType = UNSET
    """Undocumented."""
    contracts: BetaScanContracts | None | UnsetType = UNSET
    """The contracts."""
    warn: str | None | UnsetType = UNSET
    """Warning."""


class BetaScanContracts(Struct, kw_only=True, rename={"contract": "Contract"}):
    """Wrapper of the contracts."""

    contract: list[BetaScanRow] | None | UnsetType = UNSET
    """The contracts."""


class BetaScanRow(
    Struct, kw_only=True, gc=False, rename={"in_scan_time": "inScanTime", "contract_id": "contractID"}
):
    """One contract found."""

    in_scan_time: str | None | UnsetType = UNSET
    """When the contract entered the list."""
    contract_id: str | int | None | UnsetType = UNSET
    """Contract id."""
