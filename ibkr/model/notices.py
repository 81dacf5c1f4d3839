"""IBKR's messages to the user, and what he is told of."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import attrs

if TYPE_CHECKING:
    from datetime import datetime

_BREAK: Final = re.compile(r"<\s*(?:br|/p|/div|/li|/tr)\b[^>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^>]*>")


@attrs.frozen
class Notice:
    """One notification."""

    notice_id: str
    time: datetime | None
    """UTC."""
    title: str
    content: str
    """As it came: HTML where `is_html`."""
    is_html: bool
    typecode: str
    """Which kind it is; `ib.notifications.subscriptions()` says what that means."""
    is_read: bool

    @property
    def text(self) -> str:
        """The content without markup."""
        if not self.is_html:
            return self.content
        plain = html.unescape(_TAG.sub("", _BREAK.sub("\n", self.content)))
        return "\n".join(line.strip() for line in plain.splitlines() if line.strip())


@attrs.frozen
class Subscription:
    """One kind of notification."""

    typecode: str
    title: str
    description: str
    active: bool
    """It is subscribed to."""
    disclaimer_read: bool


@attrs.frozen
class Device:
    """A device that notifications are sent to."""

    device_id: str
    name: str
    app: str
    active: bool


@attrs.frozen
class Delivery:
    """Where notifications are sent."""

    email: bool
    devices: Sequence[Device]
