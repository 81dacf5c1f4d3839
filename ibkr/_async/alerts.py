"""Conditions that IBKR watches, with a message when they are met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.resources.asynchronous.alerts import Alerts

from ibkr._core import alerts

if TYPE_CHECKING:
    from ibkr_wire.models.alerts import AlertActivation, AlertChange, AlertDetails

    from ibkr._async._shell import AsyncShell
    from ibkr.model.alerts import Alert


class AsyncAlerts(Alerts):
    """Operations of the group `alerts`; what IBKR refuses under status 200 is an error."""

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    async def create(self, account_id: str, alert: Alert) -> int:
        """Make an alert; returns its id.

        Sent once: after silence look at `all(account_id)` before making it again.

        Raises:
            BadRequest: IBKR refused it; its words are in the error.
            InvalidArgument: it would have ended already.

        Source: spec/openapi/paths/alerts.yaml, POST /iserver/account/{accountId}/alert.
        """
        return await self._shell.run(alerts.create(account_id, alert, self._shell.desk))

    async def modify(self, account_id: str, alert_id: int, alert: Alert) -> int:
        """Put an alert in the place of another, under its id."""
        return await self._shell.run(alerts.modify(account_id, alert_id, alert, self._shell.desk))

    async def details(self, alert_id: int, query_type: Literal["Q"] = "Q") -> AlertDetails:
        """One alert with its conditions.

        Raises:
            NotFound: there is no such alert.
        """
        return await super().details(alert_id, query_type)

    async def mobile_alert(self) -> AlertDetails:
        """The mobile trading alert of the active account, which always exists and cannot be deleted."""
        return await self._shell.run(alerts.mobile_alert(self._shell.desk))

    async def activate(self, account_id: str, body: AlertActivation | int) -> AlertChange:
        """Switch an alert on, by its id; an `AlertActivation` says itself whether on or off."""
        return await self._shell.run(alerts.switch(account_id, body, self._shell.desk, on=True))

    async def deactivate(self, account_id: str, alert_id: int) -> AlertChange:
        """Switch an alert off; it is kept."""
        return await self._shell.run(alerts.switch(account_id, alert_id, self._shell.desk, on=False))

    async def delete(
        self, account_id: str, alert_id: int | str, body: dict[str, Any] | None = None
    ) -> AlertChange:
        """Delete one alert. Id 0, which means all of them to IBKR, is refused here: say `delete_all`."""
        del body  # the empty object that IBKR wants is sent
        return await self._shell.run(alerts.remove(account_id, alert_id, self._shell.desk))

    async def delete_all(self, account_id: str) -> AlertChange:
        """Delete every alert of the account but the mobile trading alert."""
        return await self._shell.run(alerts.remove_all(account_id, self._shell.desk))
