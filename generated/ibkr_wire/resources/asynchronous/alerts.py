# Generated from spec/. Do not edit.
"""Operations of the group `alerts`, asynchronous."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from ibkr_wire.models.alerts import (
        AlertActivation,
        AlertChange,
        AlertDetails,
        AlertEntry,
        AlertRequest,
        SavedAlert,
    )
    from ibkr_wire.resources import AsyncCaller


class Alerts:
    """Operations of the group `alerts`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def all(self, account_id: str) -> list[AlertEntry]:
        """List the alerts of an account.

        Args:
            account_id: Account of the alert.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/alerts.yaml, GET /iserver/account/{accountId}/alerts.
        """
        from ibkr_wire.rest.api.alerts.all import operation

        return await self._caller.call(operation(account_id))

    async def details(self, alert_id: int, query_type: Literal["Q"]) -> AlertDetails:
        """Show one alert with its conditions.

        Id 0 is answered with an error under status 200.

        Args:
            alert_id: Id of the alert.
            query_type: Q, always.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/alerts.yaml, GET /iserver/account/alert/{alertId}.
        """
        from ibkr_wire.rest.api.alerts.details import operation

        return await self._caller.call(operation(alert_id, query_type))

    async def mobile(self) -> list[AlertDetails]:
        """Show the mobile trading alert, which every account has.

        One alert that IBKR made itself. It may be changed, but neither switched off nor deleted.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/alerts.yaml, GET /iserver/account/mta.
        """
        from ibkr_wire.rest.api.alerts.mobile import operation

        return await self._caller.call(operation())

    async def save(self, account_id: str, body: AlertRequest) -> SavedAlert:
        """Create an alert, or change one where its id is given.

        Silence means that the outcome is unknown: look at the list before sending a new alert again. A
        refusal may come under status 200, with success false.

        Args:
            account_id: Account of the alert.
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            403: This session may not change alerts.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/alerts.yaml, POST /iserver/account/{accountId}/alert.
        """
        from ibkr_wire.rest.api.alerts.save import operation

        return await self._caller.call(operation(account_id, body))

    async def activate(self, account_id: str, body: AlertActivation) -> AlertChange:
        """Switch an alert on or off.

        The mobile trading alert cannot be switched.

        Args:
            account_id: Account of the alert.
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            403: This session may not change alerts.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/alerts.yaml, POST /iserver/account/{accountId}/alert/activate.
        """
        from ibkr_wire.rest.api.alerts.activate import operation

        return await self._caller.call(operation(account_id, body))

    async def delete(self, account_id: str, alert_id: str, body: dict[str, Any]) -> AlertChange:
        """Delete an alert, or all alerts of an account.

        The body is an empty object. The mobile trading alert cannot be deleted.

        Args:
            account_id: Account of the alert.
            alert_id: Id of the alert; 0 deletes all alerts.
            body: What is sent, as JSON.

        Needs a brokerage session.

        Answers with an error:
            400: A parameter or the body is wrong, or there is no brokerage session (`no bridge`).
            401: Nobody is logged in. The body is empty or the plain text `Access Denied`.
            403: This session may not change alerts.
            429: Too many calls; the address is shut out for 10 to 15 minutes. Mostly without a body.
            500: A fault of the server, or input that it could not use.
            503: Overload, reset, or something that is unknown or not cached yet.

        Source: spec/openapi/paths/alerts.yaml, DELETE /iserver/account/{accountId}/alert/{alertId}.
        """
        from ibkr_wire.rest.api.alerts.delete import operation

        return await self._caller.call(operation(account_id, alert_id, body))
