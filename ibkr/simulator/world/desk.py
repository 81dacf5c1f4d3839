"""All that the user keeps at the gateway, in one place; it outlives sessions."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Self

import attrs

from ibkr.simulator.market.contract import AAPL, IBM, MSFT
from ibkr.simulator.world.advisor import Advisor, Model, Target
from ibkr.simulator.world.alerts import Alert, Alerts
from ibkr.simulator.world.notifications import ALERTS, Notifications
from ibkr.simulator.world.structure import clients_of, master_of
from ibkr.simulator.world.watch import Watch
from ibkr.simulator.world.watchlists import Watchlists

if TYPE_CHECKING:
    import random

    from ibkr.simulator.broker.broker import Broker
    from ibkr.simulator.market.market import Market


@attrs.frozen(kw_only=True)
class Desk:
    """Alerts, watchlists and notifications of one user; groups and models of an advisor."""

    alerts: Alerts
    watchlists: Watchlists
    notifications: Notifications
    watch: Watch
    advisor: Advisor | None = None
    """None on a plain login."""

    @classmethod
    def furnished(cls, market: Market, broker: Broker, rng: random.Random, *, now: float) -> Self:
        """A desk as a user finds it: some notifications, nothing of his own yet."""
        return cls(
            alerts=Alerts(broker.accounts, now=now),
            watchlists=Watchlists(),
            notifications=Notifications(rng, now=now),
            watch=Watch(market, broker, now=now),
            advisor=_advisor(broker.accounts),
        )

    def look(self, now: float) -> None:
        """Let alerts go off that are due at epoch second `now`; the user is notified."""
        if not self.watch.is_due(now):
            return
        for alert in self.watch.look(list(self.alerts.waiting()), now):
            self._notify(alert, now)

    def _notify(self, alert: Alert, now: float) -> None:
        if alert.terms.send_message:
            title = f"FYI: alert {alert.terms.name}"
            self.notifications.add(ALERTS, title, alert.terms.message or alert.terms.name, date=now)


FIRST_MODEL = Model(
    "Computers",
    "Makers of computers",
    (
        Target(AAPL.conid, Decimal("0.4")),
        Target(IBM.conid, Decimal("0.4")),
        Target(MSFT.conid, Decimal("0.19")),
    ),
    cash=Decimal("0.01"),
)
"""What every advisor's clients can invest in from the beginning."""


def _advisor(accounts: Sequence[str]) -> Advisor | None:
    return None if master_of(accounts) is None else Advisor(clients_of(accounts), FIRST_MODEL)
