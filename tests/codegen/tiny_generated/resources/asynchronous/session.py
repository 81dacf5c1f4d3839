# Generated from spec/. Do not edit.
"""Operations of the group `session`, asynchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr_wire.operation import UNSET

if TYPE_CHECKING:
    from ibkr_wire.models.session import PerformanceRequest, Token, TokenRequest
    from ibkr_wire.operation import UnsetType
    from ibkr_wire.resources import AsyncCaller


class Session:
    """Operations of the group `session`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def page(self) -> str:
        """Return the page that a browser logs in with.

        The path starts at the host.

        Source: tiny_spec/openapi/paths/session.yaml, GET /sso/page.
        """
        from ibkr_wire.rest.api.session.page import operation

        return await self._caller.call(operation())

    async def token(self, body: TokenRequest) -> Token:
        """Return a token for what was written into a form.

        Args:
            body: What is sent, as a form.

        Only IBKR's own server has it. The path starts at the host.

        Source: tiny_spec/openapi/paths/session.yaml, POST /token.
        """
        from ibkr_wire.rest.api.session.token import operation

        return await self._caller.call(operation(body))

    async def hand_in(self, body: str) -> Token:
        """Hand in what was signed before.

        Args:
            body: What is sent, as a signed token.

        Source: tiny_spec/openapi/paths/session.yaml, POST /requests.
        """
        from ibkr_wire.rest.api.session.hand_in import operation

        return await self._caller.call(operation(body))

    async def performance(self, body: PerformanceRequest) -> Token | str:
        """Return how accounts did.

        Args:
            body: What is sent, as JSON.

        At most one call in 900 seconds for each account.

        Source: tiny_spec/openapi/paths/session.yaml, POST /performance.
        """
        from ibkr_wire.rest.api.session.performance import operation

        return await self._caller.call(operation(body))

    async def remove_device(
        self, device_id: str, *, x_trace: str | UnsetType = UNSET, body: TokenRequest | UnsetType = UNSET
    ) -> str:
        """Forget a device; the answer is empty.

        Args:
            device_id: As the gateway names it.
            x_trace: As the gateway names it.
            body: What is sent, as JSON.

        Source: tiny_spec/openapi/paths/session.yaml, DELETE /devices/{deviceId}.
        """
        from ibkr_wire.rest.api.session.remove_device import operation

        return await self._caller.call(operation(device_id, x_trace=x_trace, body=body))

    async def rows(self) -> dict[str, dict[str, Token]] | None:
        """Return rows by name and day, or nothing.

        Source: tiny_spec/openapi/paths/session.yaml, GET /rows.
        """
        from ibkr_wire.rest.api.session.rows import operation

        return await self._caller.call(operation())

    async def guess(self) -> Any:
        """Return what nobody has seen yet.

        Source: tiny_spec/openapi/paths/session.yaml, POST /guess.
        """
        from ibkr_wire.rest.api.session.guess import operation

        return await self._caller.call(operation())

    async def report(self) -> bytes:
        """Return a report for printing.

        Source: tiny_spec/openapi/paths/session.yaml, GET /report.
        """
        from ibkr_wire.rest.api.session.report import operation

        return await self._caller.call(operation())
