"""What kinds of contracts there are."""

from __future__ import annotations

from enum import StrEnum


class AssetClass(StrEnum):
    """Kinds of contracts, by IBKR's abbreviation: `AssetClass.STOCK == "STK"`.

    A member can stand wherever a text can; where the type is a literal, write `.value`.

    Source: spec/openapi/paths/contracts.yaml, `assetClass` of GET /trsrv/secdef/schedule.
    """

    STOCK = "STK"
    OPTION = "OPT"
    FUTURE = "FUT"
    FOREX = "SWP"
    """In schedules; a pair of currencies as a contract has the security type CASH."""
    WARRANT = "WAR"
    CONTRACT_FOR_DIFFERENCE = "CFD"
    MUTUAL_FUND = "FND"
    BOND = "BND"
    INTER_COMMODITY_SPREAD = "ICS"
