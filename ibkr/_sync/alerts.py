# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Conditions that IBKR watches, with a message when they are met."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from ibkr_wire.resources.synchronous.alerts import Alerts as AlertsOperations

from ibkr._core import alerts

if TYPE_CHECKING:
    from ibkr_wire.models.alerts import AlertActivation, AlertChange, AlertDetails

    from ibkr._sync._shell import Shell
    from ibkr.model.alerts import Alert


class Alerts(AlertsOperations):
    """Operations of the group `alerts`; what IBKR refuses under status 200 is an error."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def create(self, account_id: str, alert: Alert) -> int:
        """Make an alert; returns its id.

        Sent once: after silence look at `all(account_id)` before making it again.

        Raises:
            BadRequest: IBKR refused it; its words are in the error.
            InvalidArgument: it would have ended already.

        Source: spec/openapi/paths/alerts.yaml, POST /iserver/account/{accountId}/alert.
        """
        return self._shell.run(alerts.create(account_id, alert, self._shell.desk))

    def modify(self, account_id: str, alert_id: int, alert: Alert) -> int:
        """Put an alert in the place of another, under its id."""
        return self._shell.run(alerts.modify(account_id, alert_id, alert, self._shell.desk))

    def details(self, alert_id: int, query_type: Literal["Q"] = "Q") -> AlertDetails:
        """One alert with its conditions.

        Raises:
            NotFound: there is no such alert.
        """
        return super().details(alert_id, query_type)

    def mobile_alert(self) -> AlertDetails:
        """The mobile trading alert of the active account, which always exists and cannot be deleted."""
        return self._shell.run(alerts.mobile_alert(self._shell.desk))

    def activate(self, account_id: str, body: AlertActivation | int) -> AlertChange:
        """Switch an alert on, by its id; an `AlertActivation` says itself whether on or off."""
        return self._shell.run(alerts.switch(account_id, body, self._shell.desk, on=True))

    def deactivate(self, account_id: str, alert_id: int) -> AlertChange:
        """Switch an alert off; it is kept."""
        return self._shell.run(alerts.switch(account_id, alert_id, self._shell.desk, on=False))

    def delete(self, account_id: str, alert_id: int | str, body: dict[str, Any] | None = None) -> AlertChange:
        """Delete one alert. Id 0, which means all of them to IBKR, is refused here: say `delete_all`."""
        del body  # the empty object that IBKR wants is sent
        return self._shell.run(alerts.remove(account_id, alert_id, self._shell.desk))

    def delete_all(self, account_id: str) -> AlertChange:
        """Delete every alert of the account but the mobile trading alert."""
        return self._shell.run(alerts.remove_all(account_id, self._shell.desk))
