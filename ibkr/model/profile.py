"""Who is logged in, and what belongs to him."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from ibkr.model.notices import Delivery, Subscription


@attrs.frozen
class Profile:
    """The login, its accounts, and what the user is told of."""

    user_name: str | None = attrs.field(repr=False)
    """None with OAuth 1.0a, which does not tell."""
    user_id: int | None = attrs.field(repr=False)
    is_paper: bool | None
    login_expires: datetime | None
    """When the login ends unless it is kept alive, UTC."""
    login_left: timedelta | None
    features: Mapping[str, object]
    """What the user may do, by IBKR's own names."""
    accounts: Sequence[str] = attrs.field(repr=False)
    """Accounts that may be traded."""
    viewable: Sequence[str] = attrs.field(repr=False)
    """Accounts that may be looked at."""
    aliases: Mapping[str, str] = attrs.field(repr=False)
    """Display names by account."""
    active_account: str | None = attrs.field(repr=False)
    notifications: Mapping[str, Subscription] = attrs.field(repr=False)
    """Kinds of notification by typecode."""
    delivery: Delivery = attrs.field(repr=False)
