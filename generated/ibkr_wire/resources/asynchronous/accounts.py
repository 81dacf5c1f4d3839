# Generated from spec/. Do not edit.
"""Operations of the group `accounts`, asynchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ibkr_wire.models.accounts import (
        AccountChoice,
        AccountOwners,
        AccountSearch,
        AccountSummary,
        AccountSwitch,
        BrokerageAccounts,
        CcpAccounts,
        CurrencyValue,
        PartitionedPnl,
        SegmentBalances,
        SegmentFunds,
        SegmentMargins,
    )
    from ibkr_wire.resources import AsyncCaller


class Accounts:
    """Operations of the group `accounts`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def brokerage(self) -> BrokerageAccounts:
        """List the accounts that the brokerage session may trade.

        Orders, their changes and quotes need this call once in each session.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/accounts.
        """
        from ibkr_wire.rest.api.accounts.brokerage import operation

        return await self._caller.call(operation())

    async def switch(self, body: AccountChoice) -> AccountSwitch:
        """Make another account the active one.

        Calls without an account, such as those for live orders and trades, refer to the active account. An
        unknown account is answered with status 500, an empty body with 400.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, POST /iserver/account.
        """
        from ibkr_wire.rest.api.accounts.switch import operation

        return await self._caller.call(operation(body))

    async def switch_dynamic(self, body: AccountChoice) -> AccountSwitch:
        """Make an account that was found by search the active one.

        For logins with too many accounts to list. Other logins are refused with status 401.

        Args:
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, POST /iserver/dynaccount.
        """
        from ibkr_wire.rest.api.accounts.switch_dynamic import operation

        return await self._caller.call(operation(body))

    async def search(self, search_pattern: str) -> AccountSearch:
        """Find accounts by a part of their id.

        For logins with too many accounts to list. Other logins are refused with status 503.

        Args:
            search_pattern: Part of the account id.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/search/{searchPattern}.
        """
        from ibkr_wire.rest.api.accounts.search import operation

        return await self._caller.call(operation(search_pattern))

    async def pnl(self) -> PartitionedPnl:
        """Show profit and loss of every account.

        The first call of a session is answered with an empty map while the figures are being fetched.

        Needs a brokerage session. At most one call in 5 seconds.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/pnl/partitioned.
        """
        from ibkr_wire.rest.api.accounts.pnl import operation

        return await self._caller.call(operation())

    async def summary(self, account_id: str) -> AccountSummary:
        """Show the balances of an account as numbers.

        An unknown account is answered with status 400.

        Args:
            account_id: Account to report on.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/{accountId}/summary.
        """
        from ibkr_wire.rest.api.accounts.summary import operation

        return await self._caller.call(operation(account_id))

    async def available_funds(self, account_id: str) -> dict[str, SegmentFunds]:
        """Show what an account may still spend, by segment.

        Amounts are text for display, with separators and currency.

        Args:
            account_id: Account to report on.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/{accountId}/summary/available_funds.
        """
        from ibkr_wire.rest.api.accounts.available_funds import operation

        return await self._caller.call(operation(account_id))

    async def balances(self, account_id: str) -> dict[str, SegmentBalances]:
        """Show what an account is worth, by segment.

        Amounts are text for display, with separators and currency.

        Args:
            account_id: Account to report on.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/{accountId}/summary/balances.
        """
        from ibkr_wire.rest.api.accounts.balances import operation

        return await self._caller.call(operation(account_id))

    async def margins(self, account_id: str) -> dict[str, SegmentMargins]:
        """Show the margin that an account must hold, by segment.

        Amounts are text for display, with separators and currency.

        Args:
            account_id: Account to report on.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/{accountId}/summary/margins.
        """
        from ibkr_wire.rest.api.accounts.margins import operation

        return await self._caller.call(operation(account_id))

    async def market_value(self, account_id: str) -> dict[str, CurrencyValue]:
        """Show the market value of an account by currency.

        Amounts are text for display, with separators, without a currency.

        Args:
            account_id: Account to report on.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/{accountId}/summary/market_value.
        """
        from ibkr_wire.rest.api.accounts.market_value import operation

        return await self._caller.call(operation(account_id))

    async def owners(self, account_id: str) -> AccountOwners:
        """List the people who own an account, and their signatures.

        The answer holds personal data; take care where it is kept.

        Args:
            account_id: Account to report on.

        Needs a login.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /acesws/{accountId}/signatures-and-owners.
        """
        from ibkr_wire.rest.api.accounts.owners import operation

        return await self._caller.call(operation(account_id))

    async def entry(self, account_id: str) -> Any:
        """Show the entry of an account.

        Named by one public client and in no documentation; what it answers is not known.

        Args:
            account_id: Account to report on.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/accounts.yaml, GET /iserver/account/{accountId}.
        """
        from ibkr_wire.rest.api.accounts.entry import operation

        return await self._caller.call(operation(account_id))

    async def ccp_accounts(self) -> CcpAccounts:
        """List accounts as the beta interface did.

        Belongs to the first beta of the gateway; now answered with an error or status 404. Use
        accounts.brokerage.

        Deprecated by IBKR. Needs a brokerage session.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            404: The build no longer has this call.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.

        Source: spec/openapi/paths/accounts.yaml, GET /ccp/account.
        """
        from ibkr_wire.rest.api.accounts.ccp_accounts import operation

        return await self._caller.call(operation())
