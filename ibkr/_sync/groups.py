# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Groups that many programs never use: each is imported when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ibkr._sync._shell import Shell
    from ibkr._sync.advisor import Advisor
    from ibkr._sync.alerts import Alerts
    from ibkr._sync.analytics import Analytics
    from ibkr._sync.events import Events
    from ibkr._sync.management import Management
    from ibkr._sync.notifications import Notifications
    from ibkr._sync.profile import Profile
    from ibkr._sync.scanner import Scanner
    from ibkr._sync.watchlists import Watchlists


class LazyGroups:
    """Groups that are made when they are first asked for."""

    _shell: Shell

    @cached_property
    def alerts(self) -> Alerts:
        """Conditions that IBKR watches, with a message when they are met."""
        from ibkr._sync.alerts import Alerts

        return Alerts(self._shell)

    @cached_property
    def watchlists(self) -> Watchlists:
        """Lists of contracts that the user keeps."""
        from ibkr._sync.watchlists import Watchlists

        return Watchlists(self._shell)

    @cached_property
    def notifications(self) -> Notifications:
        """Messages of IBKR to the user, and where they are sent."""
        from ibkr._sync.notifications import Notifications

        return Notifications(self._shell)

    @cached_property
    def analytics(self) -> Analytics:
        """Performance of accounts, and transactions."""
        from ibkr._sync.analytics import Analytics

        return Analytics(self._shell)

    @cached_property
    def advisor(self) -> Advisor:
        """Groups and portfolio models of an advisor's accounts."""
        from ibkr._sync.advisor import Advisor

        return Advisor(self._shell)

    @cached_property
    def scanner(self) -> Scanner:
        """Scans of the market."""
        from ibkr._sync.scanner import Scanner

        return Scanner(self._shell)

    @cached_property
    def events(self) -> Events:
        """Event contracts."""
        from ibkr._sync.events import Events

        return Events(self._shell)

    @cached_property
    def management(self) -> Management:
        """Opening and managing accounts, moving money; for brokers and advisors."""
        from ibkr._sync.management import Management

        return Management(self._shell)

    @cached_property
    def profile(self) -> Profile:
        """Who is logged in, and what he may change."""
        from ibkr._sync.profile import Profile

        return Profile(self._shell)
