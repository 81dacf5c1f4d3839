# Generated from spec/. Do not edit.
"""Operations of the group `portfolio`, asynchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.portfolio import (
        AccountChoices,
        Allocation,
        Combination,
        CurrentPosition,
        Invalidation,
        LedgerEntry,
        PortfolioAccount,
        Position,
        SubaccountPage,
        SummaryValue,
    )
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import AsyncCaller


class Portfolio:
    """Operations of the group `portfolio`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def accounts(self) -> list[PortfolioAccount]:
        """List the accounts that the login may look at.

        Every other portfolio call needs this one once in each session.

        Needs a login. At most one call in 5 seconds.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/accounts.
        """
        from ibkr_wire.rest.api.portfolio.accounts import operation

        return await self._caller.call(operation())

    async def positions(
        self,
        account_id: str,
        page_id: int,
        *,
        model: str | UnsetType = UNSET,
        sort: str | UnsetType = UNSET,
        direction: Literal["a", "d"] | UnsetType = UNSET,
        wait_for_sec_def: bool | UnsetType = UNSET,
    ) -> list[Position]:
        """List one page of an account's positions.

        Pages hold 100 rows; a page past the end is an empty list. The first read of a session answers with
        sparse rows, the next one with all keys.

        Args:
            account_id: Account that is asked about.
            page_id: Number of the page, from 0.
            model: Portfolio model to restrict the rows to.
            sort: Key of the row to sort by, such as name.
            direction: a sorts upwards, d downwards.
            wait_for_sec_def: Wait for the descriptions of all contracts; false answers sooner with sparse
                rows.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/positions/{pageId}.
        """
        from ibkr_wire.rest.api.portfolio.positions import operation

        return await self._caller.call(
            operation(
                account_id,
                page_id,
                model=model,
                sort=sort,
                direction=direction,
                wait_for_sec_def=wait_for_sec_def,
            )
        )

    async def subaccounts(self) -> list[PortfolioAccount]:
        """List the accounts below an advisor or a broker.

        Up to 100 of them. In tiered structures this call, too, prepares the other portfolio calls.

        Needs a login. At most one call in 5 seconds.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/subaccounts.
        """
        from ibkr_wire.rest.api.portfolio.subaccounts import operation

        return await self._caller.call(operation())

    async def large_subaccounts(self, page: int) -> SubaccountPage | list[PortfolioAccount]:
        """List one page of the accounts below an advisor or a broker.

        Pages hold 20 accounts. In tiered structures this call, too, prepares the other portfolio calls.

        Args:
            page: Number of the page, from 0.

        Needs a login.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/subaccounts2.
        """
        from ibkr_wire.rest.api.portfolio.large_subaccounts import operation

        return await self._caller.call(operation(page))

    async def account(self, account_id: str) -> PortfolioAccount:
        """Describe one account.

        Args:
            account_id: Account that is asked about.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/meta.
        """
        from ibkr_wire.rest.api.portfolio.account import operation

        return await self._caller.call(operation(account_id))

    async def summary(self, account_id: str) -> dict[str, SummaryValue]:
        """Show all values of an account by name.

        About 140 names in lower case, such as netliquidation. A name alone is about the whole account, with
        -s about securities, with -c about commodities.

        Args:
            account_id: Account that is asked about.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/summary.
        """
        from ibkr_wire.rest.api.portfolio.summary import operation

        return await self._caller.call(operation(account_id))

    async def ledger(self, account_id: str) -> dict[str, LedgerEntry]:
        """Show cash and values of an account by currency.

        Args:
            account_id: Account that is asked about.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/ledger.
        """
        from ibkr_wire.rest.api.portfolio.ledger import operation

        return await self._caller.call(operation(account_id))

    async def allocation(self, account_id: str, *, model: str | UnsetType = UNSET) -> Allocation:
        """Show how an account is spread over asset classes, sectors and groups.

        Args:
            account_id: Account that is asked about.
            model: Portfolio model to restrict the values to.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/allocation.
        """
        from ibkr_wire.rest.api.portfolio.allocation import operation

        return await self._caller.call(operation(account_id, model=model))

    async def combined_allocation(self, body: AccountChoices) -> Allocation:
        """Show how several accounts together are spread over asset classes, sectors and groups.

        Answered with status 500 where the accounts hold no positions.

        Args:
            body: What is sent, as JSON.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, POST /portfolio/allocation.
        """
        from ibkr_wire.rest.api.portfolio.combined_allocation import operation

        return await self._caller.call(operation(body))

    async def position(self, account_id: str, conid: int) -> list[Position]:
        """Show what an account holds of one contract.

        A list even where there is one row, since portfolio models have rows of their own; empty where
        nothing is held.

        Args:
            account_id: Account that is asked about.
            conid: Contract id.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/position/{conid}.
        """
        from ibkr_wire.rest.api.portfolio.position import operation

        return await self._caller.call(operation(account_id, conid))

    async def positions_of_contract(self, conid: int) -> dict[str, list[Position] | Position | None]:
        """Show what every account holds of one contract.

        Args:
            conid: Contract id.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/positions/{conid}.
        """
        from ibkr_wire.rest.api.portfolio.positions_of_contract import operation

        return await self._caller.call(operation(conid))

    async def invalidate_positions(self, account_id: str) -> Invalidation | list[Position]:
        """Drop the positions that the gateway remembers, so that the next read is fresh.

        Args:
            account_id: Account that is asked about.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, POST /portfolio/{accountId}/positions/invalidate.
        """
        from ibkr_wire.rest.api.portfolio.invalidate_positions import operation

        return await self._caller.call(operation(account_id))

    async def combinations(self, account_id: str, *, nocache: bool | UnsetType = UNSET) -> list[Combination]:
        """List positions that were opened as combinations.

        Without combinations the answer is an empty list; one client saw status 500.

        Args:
            account_id: Account that is asked about.
            nocache: Read afresh, without what the gateway remembers.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio/{accountId}/combo/positions.
        """
        from ibkr_wire.rest.api.portfolio.combinations import operation

        return await self._caller.call(operation(account_id, nocache=nocache))

    async def current_positions(
        self,
        account_id: str,
        *,
        model: str | UnsetType = UNSET,
        sort: str | UnsetType = UNSET,
        direction: Literal["a", "d"] | UnsetType = UNSET,
    ) -> list[CurrentPosition]:
        """List all positions of an account, nearly in real time.

        Neither remembered nor paged, unlike the older positions.

        Args:
            account_id: Account that is asked about.
            model: Portfolio model to restrict the rows to.
            sort: Key of the row to sort by, such as description.
            direction: a sorts upwards, d downwards.

        Needs a login. The gateway wants to be asked before, once a session: portfolio.accounts.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/portfolio.yaml, GET /portfolio2/{accountId}/positions.
        """
        from ibkr_wire.rest.api.portfolio.current_positions import operation

        return await self._caller.call(operation(account_id, model=model, sort=sort, direction=direction))

    async def ccp_positions(self) -> dict[str, float]:
        """List positions as the beta interface did.

        Belongs to the first beta of the gateway; now answered with an error or status 404. Use
        portfolio.positions.

        Deprecated by IBKR. Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            404: The build no longer has this call.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

        Source: spec/openapi/paths/portfolio.yaml, GET /ccp/positions.
        """
        from ibkr_wire.rest.api.portfolio.ccp_positions import operation

        return await self._caller.call(operation())
