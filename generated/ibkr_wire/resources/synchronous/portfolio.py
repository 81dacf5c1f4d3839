# Generated from spec/. Do not edit.
"""Operations of the group `portfolio`, synchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.portfolio import PortfolioAccount, Position
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import Caller


class Portfolio:
    """Operations of the group `portfolio`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def accounts(self) -> list[PortfolioAccount]:
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

        return self._caller.call(operation())

    def positions(
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
            account_id: Account whose positions are asked for.
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

        return self._caller.call(
            operation(
                account_id,
                page_id,
                model=model,
                sort=sort,
                direction=direction,
                wait_for_sec_def=wait_for_sec_def,
            )
        )
