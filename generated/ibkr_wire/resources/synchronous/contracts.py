# Generated from spec/. Do not edit.
"""Operations of the group `contracts`, synchronous."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.contracts import ContractInfo, ContractMatch, ContractSearchRequest, StockListing
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import Caller


class Contracts:
    """Operations of the group `contracts`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def search(
        self,
        symbol: str,
        *,
        sec_type: Literal["STK", "IND", "BOND"] | UnsetType = UNSET,
        name: bool | UnsetType = UNSET,
        more: bool | UnsetType = UNSET,
        fund: bool | UnsetType = UNSET,
        fund_family_conid_ex: str | UnsetType = UNSET,
        pattern: bool | UnsetType = UNSET,
        referrer: str | UnsetType = UNSET,
    ) -> list[ContractMatch]:
        """Search contracts by symbol or company name.

        An unknown symbol is answered with an empty list, or with an error in status 200. Derivatives of an
        underlying can be looked up only after it was searched for, without `name`.

        Args:
            symbol: Symbol, part of a company name, or type of a bond issuer.
            sec_type: Security type of the underlying.
            name: Treat the symbol as part of a company name.
            more: Ask for more rows.
            fund: Search for funds.
            fund_family_conid_ex: Contract of a fund family to search in.
            pattern: Treat the symbol as a pattern.
            referrer: Origin of the search, free text.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/search.
        """
        from ibkr_wire.rest.api.contracts.search import operation

        return self._caller.call(
            operation(
                symbol,
                sec_type=sec_type,
                name=name,
                more=more,
                fund=fund,
                fund_family_conid_ex=fund_family_conid_ex,
                pattern=pattern,
                referrer=referrer,
            )
        )

    def search_post(self, body: ContractSearchRequest) -> list[ContractMatch]:
        """Search contracts by symbol or company name, by POST.

        Same as the GET form, with the search as a body.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, POST /iserver/secdef/search.
        """
        from ibkr_wire.rest.api.contracts.search_post import operation

        return self._caller.call(operation(body))

    def stocks(self, symbols: Sequence[str]) -> dict[str, list[StockListing]]:
        """List the stocks behind each symbol.

        The answer is keyed by symbol; an unknown symbol has an empty list.

        Args:
            symbols: Symbols in capital letters.

        Needs a login.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /trsrv/stocks.
        """
        from ibkr_wire.rest.api.contracts.stocks import operation

        return self._caller.call(operation(symbols))

    def info(self, conid: int) -> ContractInfo:
        """Describe one contract.

        An unknown contract is answered with status 500 or 503.

        Args:
            conid: Contract id.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/contract/{conid}/info.
        """
        from ibkr_wire.rest.api.contracts.info import operation

        return self._caller.call(operation(conid))
