# Generated from spec/. Do not edit.
"""Operations of the group `trades`, asynchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.trades import Trade
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import AsyncCaller


class Trades:
    """Operations of the group `trades`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def executions(self, *, days: int | UnsetType = UNSET) -> list[Trade]:
        """List executions of the last days.

        Not sorted by time. The first answer of a session is an empty list: ask again. Older executions come
        only from statements.

        Args:
            days: Days to look back, 1 to 7; today only if absent.

        Needs a brokerage session. At most one call in 5 seconds. The gateway wants to be asked before, once
        a session: accounts.brokerage.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/trades.yaml, GET /iserver/account/trades.
        """
        from ibkr_wire.rest.api.trades.executions import operation

        return await self._caller.call(operation(days=days))

    async def beta_executions(self, *, begin: str | UnsetType = UNSET, end: str | UnsetType = UNSET) -> Any:
        """List executions, in the form of the old beta.

        Part of the old beta; gateways of today answer with an error or status 404.

        Args:
            begin: First instant, YYYYMMDD-HH:mm:ss.
            end: Last instant, YYYYMMDD-HH:mm:ss.

        Deprecated by IBKR. Needs a login.

        Answers with an error:
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/trades.yaml, GET /ccp/trades.
        """
        from ibkr_wire.rest.api.trades.beta_executions import operation

        return await self._caller.call(operation(begin=begin, end=end))
