"""All that the user keeps at the gateway, in one place; it outlives sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

import attrs

from ibkr.simulator.world.advisor import FIRST_MODEL, MODEL_RULES, Transfers
from ibkr.simulator.world.alerts import Alert, Alerts
from ibkr.simulator.world.board import Board
from ibkr.simulator.world.notifications import ALERTS, Notifications
from ibkr.simulator.world.watch import Watch
from ibkr.simulator.world.watchlists import Watchlists

if TYPE_CHECKING:
    import random

    from ibkr.simulator.broker.broker import Broker
    from ibkr.simulator.market.market import Market


@attrs.frozen(kw_only=True)
class Desk:
    """Alerts, watchlists and notifications of one user; what an advisor has prepared."""

    alerts: Alerts
    watchlists: Watchlists
    notifications: Notifications
    watch: Watch
    transfers: Transfers
    model_rules: dict[str, bool | int]
    board: Board = attrs.field(factory=Board)

    @classmethod
    def furnished(cls, market: Market, broker: Broker, rng: random.Random, *, now: float) -> Self:
        """A desk as a user finds it: some notifications, nothing of his own yet."""
        if broker.structure.master is not None:
            broker.structure.save_model(FIRST_MODEL)
        return cls(
            alerts=Alerts(broker.accounts, now=now),
            watchlists=Watchlists(),
            notifications=Notifications(rng, now=now),
            watch=Watch(market, broker, now=now),
            transfers=Transfers(),
            model_rules=dict(MODEL_RULES),
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
        if alert.terms.show_popup:
            text = alert.terms.message or alert.terms.name
            self.board.hint(f"ALERT{alert.alert_id}", alert.terms.name, text)
