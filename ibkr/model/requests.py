"""What happened to one request, for those who watch a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from datetime import datetime


@attrs.frozen(kw_only=True)
class RequestEvent:
    """One request that was sent, and what came of it.

    It holds no account number, token, parameter or body, so it may be logged as it is. A call
    that is made again after a failure is one event each time.
    """

    operation: str
    """Façade name, such as `portfolio.positions`."""
    method: str
    path: str
    """The path with its parameters by name, such as `/portfolio/{accountId}/positions/{pageId}`."""
    status: int | None
    """HTTP status of the answer; None when none came."""
    error: str | None = None
    """Name of the error that the answer, or its absence, was read as; None when it was good."""
    elapsed: float
    """Seconds from sending to the answer, by the client's clock where no answer came."""
    wait: float
    """Seconds that the gateway's limits were waited for before it was sent."""
    attempt: int
    """1 for the first time that the call was made."""
    ended: datetime
    """When the answer was here, UTC."""
