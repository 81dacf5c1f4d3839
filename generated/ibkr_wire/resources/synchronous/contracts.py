# Generated from spec/. Do not edit.
"""Operations of the group `contracts`, synchronous."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.contracts import (
        Algos,
        BondFilters,
        ContractInfo,
        ContractInfoAndRules,
        ContractMatch,
        ContractRules,
        ContractRulesRequest,
        ContractSearchRequest,
        CurrencyPair,
        Definitions,
        DefinitionsRequest,
        ExchangeContract,
        ExchangeRate,
        Future,
        SecdefInfo,
        StockListing,
        Strikes,
        TradingHours,
        VenueSchedule,
    )
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

    def info_and_rules(self, conid: int) -> ContractInfoAndRules:
        """Describe one contract together with its trading rules.

        An unknown contract is answered with status 500 or 503. Rules that cannot be had leave a reason in
        their `error`.

        Args:
            conid: Contract id.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/contract/{conid}/info-and-rules.
        """
        from ibkr_wire.rest.api.contracts.info_and_rules import operation

        return self._caller.call(operation(conid))

    def rules(self, body: ContractRulesRequest) -> ContractRules:
        """Read which orders a contract takes, in which sizes and price steps.

        The answer has an `error` of its own: null when all is well, a reason when the rules are not
        available, with status 200 either way.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, POST /iserver/contract/rules.
        """
        from ibkr_wire.rest.api.contracts.rules import operation

        return self._caller.call(operation(body))

    def algos(
        self,
        conid: int,
        *,
        algos: Sequence[str] | UnsetType = UNSET,
        add_description: Literal[0, 1] | UnsetType = UNSET,
        add_params: Literal[0, 1] | UnsetType = UNSET,
    ) -> Algos:
        """List the IB algorithms that a contract can be traded with.

        An unknown contract is answered with status 503.

        Args:
            conid: Contract id.
            algos: Ids of algorithms to show, at most 8; capital letters matter.
            add_description: 1 adds the description of each algorithm.
            add_params: 1 adds the parameters of each algorithm.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/contract/{conid}/algos.
        """
        from ibkr_wire.rest.api.contracts.algos import operation

        return self._caller.call(
            operation(conid, algos=algos, add_description=add_description, add_params=add_params)
        )

    def secdef_info(
        self,
        *,
        conid: int | UnsetType = UNSET,
        sectype: str | UnsetType = UNSET,
        month: str | UnsetType = UNSET,
        exchange: str | UnsetType = UNSET,
        strike: float | UnsetType = UNSET,
        right: Literal["C", "P"] | UnsetType = UNSET,
        issuer_id: str | UnsetType = UNSET,
        filters: str | UnsetType = UNSET,
    ) -> list[SecdefInfo]:
        """Look up a contract, or the derivatives of an underlying.

        Search for the underlying before. Options and futures options need `sectype`, `month` and `strike`;
        without `right` both sides come back. A plain contract id is answered with one object, derivatives
        with a list. An unknown contract is answered with status 500 and an error that is JSON text itself.

        Args:
            conid: Contract id, of the underlying for derivatives.
            sectype: Security type of what is looked for, such as OPT, FOP, WAR, FUT or BOND.
            month: Expiry month as MMMYY.
            exchange: Exchange; SMART by default.
            strike: Strike.
            right: C for calls, P for puts.
            issuer_id: Bond issuer, as the search names it.
            filters: Further conditions, for bonds.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/info.
        """
        from ibkr_wire.rest.api.contracts.secdef_info import operation

        return self._caller.call(
            operation(
                conid=conid,
                sectype=sectype,
                month=month,
                exchange=exchange,
                strike=strike,
                right=right,
                issuer_id=issuer_id,
                filters=filters,
            )
        )

    def strikes(
        self,
        conid: int,
        sectype: Literal["OPT", "FOP", "WAR"],
        month: str,
        *,
        exchange: str | UnsetType = UNSET,
    ) -> Strikes:
        """List the strikes of an expiry month.

        Both lists are empty unless the underlying was searched for in this session, without `name`. Not
        every strike exists for every day of the month.

        Args:
            conid: Contract id of the underlying.
            sectype: Kind of derivative.
            month: Expiry month as MMMYY.
            exchange: Exchange.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/strikes.
        """
        from ibkr_wire.rest.api.contracts.strikes import operation

        return self._caller.call(operation(conid, sectype, month, exchange=exchange))

    def bond_filters(self, symbol: str, issuer_id: str) -> BondFilters:
        """List what the bonds of an issuer can be filtered by.

        An issuer that does not exist is answered with status 200 as well.

        Args:
            symbol: Always BOND.
            issuer_id: Bond issuer, as the search names it.

        Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/bond-filters.
        """
        from ibkr_wire.rest.api.contracts.bond_filters import operation

        return self._caller.call(operation(symbol, issuer_id))

    def currency_pairs(self, currency: str) -> dict[str, list[CurrencyPair]]:
        """List the currency pairs of a currency.

        The answer is keyed by the currency.

        Args:
            currency: Currency code.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/currency/pairs.
        """
        from ibkr_wire.rest.api.contracts.currency_pairs import operation

        return self._caller.call(operation(currency))

    def exchange_rate(self, target: str, source: str) -> ExchangeRate:
        """Read the rate between two currencies.

        Args:
            target: Currency to convert to.
            source: Currency to convert from.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/exchangerate.
        """
        from ibkr_wire.rest.api.contracts.exchange_rate import operation

        return self._caller.call(operation(target, source))

    def trading_hours(self, conid: int, *, exchange: str | UnsetType = UNSET) -> TradingHours:
        """Read the trading hours of a contract, day by day.

        Some past days and the days to come, keyed by date as YYYYMMDD.

        Args:
            conid: Contract id.
            exchange: Exchange; that of the listing by default.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /contract/trading-schedule.
        """
        from ibkr_wire.rest.api.contracts.trading_hours import operation

        return self._caller.call(operation(conid, exchange=exchange))

    def trading_schedule(
        self,
        asset_class: Literal["STK", "OPT", "FUT", "CFD", "WAR", "SWP", "FND", "BND", "ICS"],
        symbol: str,
        *,
        conid: int | UnsetType = UNSET,
        exchange: str | UnsetType = UNSET,
        exchange_filter: Sequence[str] | UnsetType = UNSET,
    ) -> list[VenueSchedule]:
        """Read the trading hours of a symbol at each of its venues.

        The dates 20000101 (a Saturday) to 20000107 (a Friday) stand for ordinary days of the week, other
        dates for themselves.

        Args:
            asset_class: Asset class; SWP is for currencies.
            symbol: Symbol.
            conid: Contract id, where the symbol is not enough.
            exchange: Exchange of the listing.
            exchange_filter: Exchanges to show.

        Needs a login.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /trsrv/secdef/schedule.
        """
        from ibkr_wire.rest.api.contracts.trading_schedule import operation

        return self._caller.call(
            operation(asset_class, symbol, conid=conid, exchange=exchange, exchange_filter=exchange_filter)
        )

    def futures(
        self, symbols: Sequence[str], *, exchange: str | UnsetType = UNSET
    ) -> dict[str, list[Future]]:
        """List the futures of root symbols.

        The answer is keyed by symbol and not sorted by expiry.

        Args:
            symbols: Root symbols in capital letters.
            exchange: Exchange of the listing.

        Needs a login.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /trsrv/futures.
        """
        from ibkr_wire.rest.api.contracts.futures import operation

        return self._caller.call(operation(symbols, exchange=exchange))

    def definitions(self, conids: Sequence[int]) -> Definitions | None:
        """Read the definitions of many contracts.

        A list of contracts of which none exists may be answered with status 204 and no body.

        Args:
            conids: Contract ids, at most 200.

        Needs a login.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /trsrv/secdef.
        """
        from ibkr_wire.rest.api.contracts.definitions import operation

        return self._caller.call(operation(conids))

    def definitions_post(self, body: DefinitionsRequest) -> Definitions | None:
        """Read the definitions of many contracts, by POST.

        An older form with the contract ids in the body, not in the published document.

        Args:
            body: What is sent, as JSON.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, POST /trsrv/secdef.
        """
        from ibkr_wire.rest.api.contracts.definitions_post import operation

        return self._caller.call(operation(body))

    def conids(self, exchange: str, *, asset_class: str | UnsetType = UNSET) -> list[ExchangeContract]:
        """List all contracts of an exchange.

        Stocks only, unless another asset class is given.

        Args:
            exchange: Exchange.
            asset_class: Asset class.

        Needs a login.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/contracts.yaml, GET /trsrv/all-conids.
        """
        from ibkr_wire.rest.api.contracts.conids import operation

        return self._caller.call(operation(exchange, asset_class=asset_class))
