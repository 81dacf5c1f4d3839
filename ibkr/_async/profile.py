"""Who is logged in, and what he may change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from ibkr._core import profile

if TYPE_CHECKING:
    from ibkr._async._shell import AsyncShell
    from ibkr.model.profile import Profile as ProfileOverview


class AsyncProfile:
    """The user's profile, put together from several calls."""

    def __init__(self, shell: AsyncShell) -> None:
        """Made by the client."""
        self._shell = shell

    async def overview(self) -> ProfileOverview:
        """User, paper or live, end of the login, features, accounts and aliases, notifications.

        Takes five calls; the login itself may be asked for once a minute and is kept that long.
        With OAuth 1.0a, which does not tell who is logged in, user and end of the login are None.
        """
        return await self._shell.run(profile.overview(self._shell.desk))

    async def update(
        self,
        *,
        active_account: str | None = None,
        email: bool | None = None,
        subscribe: str | Iterable[str] | None = None,
        unsubscribe: str | Iterable[str] | None = None,
        devices: Mapping[str, bool] | None = None,
        **others: object,
    ) -> None:
        """Change what a client may change through the gateway; what is not named stays.

        Args:
            active_account: makes it the active one.
            email: send notifications by mail, or no longer.
            subscribe: kinds of notification to subscribe to, by typecode.
            unsubscribe: kinds to leave.
            devices: registered devices by id, to be switched on (True) or off (False);
                `ib.notifications.add_device` registers one.
            others: none; a name that does not exist is answered with those that do.

        Raises:
            InvalidArgument: no such setting, or no such kind; nothing was changed.
            UnknownAccount: the login may not trade the account.
        """
        changes = {
            "active_account": active_account,
            "email": email,
            "subscribe": subscribe,
            "unsubscribe": unsubscribe,
            "devices": devices,
            **others,
        }
        await self._shell.run(profile.update(self._shell.desk, changes))
