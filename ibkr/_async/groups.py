"""Groups that many programs never use: each is imported when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibkr._async._shell import AsyncShell
    from ibkr._async.advisor import AsyncAdvisor
    from ibkr._async.alerts import AsyncAlerts
    from ibkr._async.analytics import AsyncAnalytics
    from ibkr._async.events import AsyncEvents
    from ibkr._async.management import AsyncManagement
    from ibkr._async.notifications import AsyncNotifications
    from ibkr._async.profile import AsyncProfile
    from ibkr._async.scanner import AsyncScanner
    from ibkr._async.watchlists import AsyncWatchlists


class AsyncLazyGroups:
    """Groups that are made when they are first asked for."""

    _shell: AsyncShell

    @cached_property
    def alerts(self) -> AsyncAlerts:
        """Conditions that IBKR watches, with a message when they are met."""
        from ibkr._async.alerts import AsyncAlerts

        return AsyncAlerts(self._shell)

    @cached_property
    def watchlists(self) -> AsyncWatchlists:
        """Lists of contracts that the user keeps."""
        from ibkr._async.watchlists import AsyncWatchlists

        return AsyncWatchlists(self._shell)

    @cached_property
    def notifications(self) -> AsyncNotifications:
        """Messages of IBKR to the user, and where they are sent."""
        from ibkr._async.notifications import AsyncNotifications

        return AsyncNotifications(self._shell)

    @cached_property
    def analytics(self) -> AsyncAnalytics:
        """Performance of accounts, and transactions."""
        from ibkr._async.analytics import AsyncAnalytics

        return AsyncAnalytics(self._shell)

    @cached_property
    def advisor(self) -> AsyncAdvisor:
        """Groups and portfolio models of an advisor's accounts."""
        from ibkr._async.advisor import AsyncAdvisor

        return AsyncAdvisor(self._shell)

    @cached_property
    def scanner(self) -> AsyncScanner:
        """Scans of the market."""
        from ibkr._async.scanner import AsyncScanner

        return AsyncScanner(self._shell)

    @cached_property
    def events(self) -> AsyncEvents:
        """Event contracts."""
        from ibkr._async.events import AsyncEvents

        return AsyncEvents(self._shell)

    @cached_property
    def management(self) -> AsyncManagement:
        """Opening and managing accounts, moving money; for brokers and advisors."""
        from ibkr._async.management import AsyncManagement

        return AsyncManagement(self._shell)

    @cached_property
    def profile(self) -> AsyncProfile:
        """Who is logged in, and what he may change."""
        from ibkr._async.profile import AsyncProfile

        return AsyncProfile(self._shell)
