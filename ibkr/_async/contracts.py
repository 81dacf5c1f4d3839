"""Finding what to trade, and what there is to know about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from ibkr_wire.operation import UNSET
from ibkr_wire.resources.asynchronous.contracts import Contracts
from ibkr_wire.rest.api.contracts import search as searching

from ibkr._core import chains, contracts, currencies, describing, futures, recall, scheduling

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from ibkr_wire.models.contracts import ContractMatch, Definition
    from ibkr_wire.operation import UnsetType

    from ibkr._async._shell import AsyncShell
    from ibkr._core.chains import OptionType, Rights, Underlying, Window
    from ibkr._core.contracts import FindableType
    from ibkr._core.futures import FrontBy
    from ibkr.model.contracts import Contract, Which
    from ibkr.model.details import ContractDetails
    from ibkr.model.futures import Future, FutureChain
    from ibkr.model.options import Option, OptionChain, Right
    from ibkr.model.schedules import Schedule


class AsyncContracts(Contracts):
    """Operations of the group `contracts`, and what takes more than one of them.

    A contract may be named by its number or by anything that has one. What describes
    contracts is asked for once and remembered for a day or a week; `forget` begins anew.
    """

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    async def find(
        self,
        symbol: str,
        *,
        sec_type: FindableType = "STK",
        exchange: str | None = None,
        currency: str | None = None,
        is_us: bool | None = None,
    ) -> Contract:
        """The one contract of that symbol; the options narrow the search.

        Without `exchange`, `currency` or `is_us` the listing in the United States is meant,
        if there is one: `find("AAPL")` is the one at NASDAQ, not those in Mexico or Zurich.
        Indices take `sec_type="IND"`, currency pairs `find("EUR.USD", sec_type="CASH")`.

        Raises:
            AmbiguousContract: several fit, and `error.candidates` lists them.
            NoSuchContract: none fits.
            InvalidArgument: no symbol, or a kind that a symbol alone does not settle.

        Source: spec/openapi/paths/contracts.yaml, GET /trsrv/stocks and GET /iserver/secdef/search.
        """
        flow = contracts.find(
            symbol, self._shell.desk, sec_type=sec_type, exchange=exchange, currency=currency, is_us=is_us
        )
        return await self._shell.run(flow)

    async def by_conid(self, conid: Which) -> Contract:
        """The contract of that number.

        Raises:
            NoSuchContract: IBKR knows none.
        """
        return await self._shell.run(contracts.by_conid(conid, self._shell.desk))

    async def search(
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
        """What IBKR finds for a symbol or a company's name, in no order; empty if it finds nothing.

        Args:
            symbol: symbol, part of a company's name, or type of a bond issuer.
            sec_type: kind of contract.
            name: take `symbol` as part of a company's name.
            more: ask for more rows.
            fund: look for funds.
            fund_family_conid_ex: the fund family to look in.
            pattern: take `symbol` as a pattern.
            referrer: where the search comes from, free text.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/search.
        """
        operation = searching.operation(
            symbol,
            sec_type=sec_type,
            name=name,
            more=more,
            fund=fund,
            fund_family_conid_ex=fund_family_conid_ex,
            pattern=pattern,
            referrer=referrer,
        )
        return await self._shell.run(contracts.matches(operation, self._shell.desk))

    async def details(self, conid: Which) -> ContractDetails:
        """A contract with the rules of its orders: price steps, order types, times in force.

        `details.round_price("187.234")` is the nearest price that an order may have.

        Raises:
            NoSuchContract: IBKR knows no contract of that number.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/contract/{conid}/info-and-rules.
        """
        return await self._shell.run(describing.details(conid, self._shell.desk))

    async def define(self, conids: Sequence[Which]) -> dict[int, Definition]:
        """The definitions of any number of contracts, 200 a call; without those IBKR does not know.

        Source: spec/openapi/paths/contracts.yaml, GET /trsrv/secdef.
        """
        return await self._shell.run(describing.define(conids, self._shell.desk))

    async def schedule(self, conid: Which, *, exchange: str | None = None) -> Schedule:
        """When a contract is traded: `is_open`, `next_open`, `next_close`, `sessions`, all in UTC.

        The days around today hold as IBKR tells them, holidays and short days included
        (`schedule.certain`); beyond them the week's pattern is taken.

        Raises:
            NoSuchContract: IBKR knows no such contract, or tells no hours of it.

        Source: spec/openapi/paths/contracts.yaml, GET /contract/trading-schedule and
        GET /trsrv/secdef/schedule.
        """
        return await self._shell.run(scheduling.schedule(conid, self._shell.desk, exchange=exchange))

    async def futures(  # pyright: ignore[reportIncompatibleMethodOverride]  # one root, sorted; `call` takes the operation for several
        self, symbol: str, *, exchange: str | None = None
    ) -> FutureChain:
        """The futures of a root symbol, the next to expire first, with `front` and `roll`.

        Raises:
            NoSuchContract: IBKR lists none.

        Source: spec/openapi/paths/contracts.yaml, GET /trsrv/futures.
        """
        return await self._shell.run(futures.future_chain(symbol, self._shell.desk, exchange=exchange))

    async def front_month(
        self,
        symbol: str,
        *,
        by: FrontBy = "expiry",
        days_before: int = 0,
        exchange: str | None = None,
    ) -> Future:
        """The future in front of a root: the next to expire, or the busiest of the next three.

        Args:
            symbol: the root, such as ES.
            by: `expiry`, or `volume` of today.
            days_before: leave out those that are traded for fewer days than this.
            exchange: where, if the root is listed at several.

        Raises:
            NoSuchContract: IBKR lists none.
            ContractError: IBKR tells no volume to choose by.
        """
        flow = futures.front_month(
            symbol, self._shell.desk, by=by, days_before=days_before, exchange=exchange
        )
        return await self._shell.run(flow)

    async def option_chain(
        self,
        underlying: Underlying,
        *,
        months: int | str | Sequence[str] = 1,
        window: Window = chains.DEFAULT_WINDOW,
        rights: Rights = "CP",
        around: Decimal | float | str | None = None,
        sec_type: OptionType = "OPT",
        exchange: str | None = None,
    ) -> OptionChain:
        """The options on an underlying: every expiry of those months, weeklies included.

        IBKR describes options strike by strike, one call each, so say how much is wanted: a
        month and ten strikes on each side of the price are about 24 calls, side by side, two and
        a half seconds at the gateway's limit. What is known is not asked for again for a day.

        Args:
            underlying: a symbol, a conid, or anything that has one.
            months: how many of the next months, or which: `"MAR13"`, `["MAR13", "JUN13"]`.
            window: how many strikes on each side of the price, how far from it (`"10%"`), or
                None for all strikes.
            rights: `C`, `P` or both.
            around: the price to lay the window around; the underlying's own if None.
            sec_type: `OPT`, or `FOP` for options on futures.
            exchange: where, if not IBKR's choice.

        Raises:
            InvalidArgument: an argument that cannot be, or a month that is not listed.
            NoSuchContract: no such underlying, or one without options.
            AmbiguousContract: several underlyings of that symbol have options.
            ContractError: IBKR tells no price to lay the window around.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/search, strikes and info.
        """
        flow = chains.option_chain(
            underlying,
            self._shell.desk,
            months=months,
            window=window,
            rights=rights,
            around=around,
            sec_type=sec_type,
            exchange=exchange,
        )
        return await self._shell.run(flow)

    async def option(
        self,
        underlying: Underlying,
        expiry: date,
        strike: Decimal | float | str,
        right: Right,
        *,
        sec_type: OptionType = "OPT",
        exchange: str | None = None,
    ) -> Option:
        """The one option of those terms; `expiry` is its last day.

        Raises:
            InvalidArgument: terms that cannot be.
            NoSuchContract: there is none; it tells on which days there is one of that strike.
            AmbiguousContract: several, of different trading classes.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/secdef/search and info.
        """
        flow = chains.option(
            underlying, expiry, strike, right, self._shell.desk, sec_type=sec_type, exchange=exchange
        )
        return await self._shell.run(flow)

    async def pairs(self, currency: str) -> list[Contract]:
        """The pairs that a currency is traded in, as contracts; `currency` is what a price is in.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/currency/pairs.
        """
        return await self._shell.run(currencies.pairs(currency, self._shell.desk))

    async def rate(self, source: str, target: str) -> Decimal:
        """How many units of `target` one unit of `source` is worth.

        Raises:
            InvalidArgument: one of them is no currency code.
            NoSuchContract: IBKR has no such rate.

        Source: spec/openapi/paths/contracts.yaml, GET /iserver/exchangerate.
        """
        return await self._shell.run(currencies.rate(source, target, self._shell.desk))

    async def forget(self) -> None:
        """Forget what is remembered of contracts, on the disk too: the next call asks IBKR."""
        await self._shell.run(recall.forget(self._shell.desk))
