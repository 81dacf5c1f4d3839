"""The groups that the client takes as the description has them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibkr_wire.resources.asynchronous.advisor import Advisor
    from ibkr_wire.resources.asynchronous.alerts import Alerts
    from ibkr_wire.resources.asynchronous.analytics import Analytics
    from ibkr_wire.resources.asynchronous.events import Events
    from ibkr_wire.resources.asynchronous.management import Management
    from ibkr_wire.resources.asynchronous.notifications import Notifications
    from ibkr_wire.resources.asynchronous.scanner import Scanner
    from ibkr_wire.resources.asynchronous.watchlists import Watchlists

    from ibkr._async._shell import AsyncShell


class AsyncPlainGroups:
    """Groups without anything written by hand; each is read when it is first asked for."""

    _shell: AsyncShell

    @cached_property
    def alerts(self) -> Alerts:
        """Conditions that IBKR watches, with a message when they are met."""
        from ibkr_wire.resources.asynchronous.alerts import Alerts

        return Alerts(self._shell)

    @cached_property
    def watchlists(self) -> Watchlists:
        """Lists of contracts that the user keeps."""
        from ibkr_wire.resources.asynchronous.watchlists import Watchlists

        return Watchlists(self._shell)

    @cached_property
    def notifications(self) -> Notifications:
        """Messages of IBKR to the user, and where they are sent."""
        from ibkr_wire.resources.asynchronous.notifications import Notifications

        return Notifications(self._shell)

    @cached_property
    def analytics(self) -> Analytics:
        """Performance of accounts, and transactions."""
        from ibkr_wire.resources.asynchronous.analytics import Analytics

        return Analytics(self._shell)

    @cached_property
    def advisor(self) -> Advisor:
        """Groups and portfolio models of an advisor's accounts."""
        from ibkr_wire.resources.asynchronous.advisor import Advisor

        return Advisor(self._shell)

    @cached_property
    def scanner(self) -> Scanner:
        """Scans of the market."""
        from ibkr_wire.resources.asynchronous.scanner import Scanner

        return Scanner(self._shell)

    @cached_property
    def events(self) -> Events:
        """Event contracts."""
        from ibkr_wire.resources.asynchronous.events import Events

        return Events(self._shell)

    @cached_property
    def management(self) -> Management:
        """Opening and managing accounts, moving money; for brokers and advisors."""
        from ibkr_wire.resources.asynchronous.management import Management

        return Management(self._shell)
