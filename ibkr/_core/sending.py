"""One call: paced, sent, recognised, and made again where that is safe."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from ibkr._core.authority import authorised, is_management
from ibkr._core.flow import Pause, Request
from ibkr._core.observing import is_watched, note_request
from ibkr._core.recognise import recognise
from ibkr.errors import (
    GatewayFault,
    GatewayTimeout,
    IbkrError,
    NotFound,
    PacingError,
    ResponseError,
    TransportError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ibkr_wire.operation import Info, Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow, Response
    from ibkr._core.pacing import Permit

logger = logging.getLogger("ibkr")

JSON: Final = "application/json"
ATTEMPTS: Final = 3
# A cold history call answers 404, 500 or 503; the next, 2 s later, is fine (limits-and-session.md).
COLD_PAUSE: Final = 2.0
PAUSES: Final = (0.5, 1.5)
TOO_MANY: Final = 429


def again_after(info: Info, error: IbkrError, attempt: int, *, max_wait: float) -> float | None:
    """Seconds after which the call may be made again, or None when it may not.

    Only what reads is ever repeated. A gateway that cannot be reached at all is the
    caller's to hear of at once.
    """
    if info.retry != "safe" or attempt >= ATTEMPTS or not error.retryable:
        return None
    if isinstance(error, PacingError):
        worth = error.status == TOO_MANY and (error.retry_after or 0.0) <= max_wait
        return 0.0 if worth else None
    if isinstance(error, (GatewayFault, NotFound)):
        return COLD_PAUSE if info.first_answer == "error" else PAUSES[attempt - 1]
    # A gateway that hangs has cost the caller the whole time limit already.
    lost = isinstance(error, TransportError) and error.sent and not isinstance(error, GatewayTimeout)
    return PAUSES[attempt - 1] if lost else None


def send(operation: Operation[Any], desk: Desk) -> Flow[Response]:
    """The good answer to one call.

    Raises:
        TransportError: no answer came.
        ResponseError: the answer is an error.
        OrderRejected: the answer refuses an order.
    """
    attempt = 1
    while True:
        try:
            return (yield from _authorised(operation, desk, attempt))
        except IbkrError as error:
            seconds = again_after(operation.info, error, attempt, max_wait=desk.pacing.max_wait)
            if seconds is None:
                raise
        logger.debug("call repeated", extra={"operation": operation.info.name, "attempt": attempt})
        attempt += 1
        if seconds > 0:
            yield Pause(seconds)


def _authorised(operation: Operation[Any], desk: Desk, attempt: int) -> Flow[Response]:
    make = partial(_request, operation, desk)
    if desk.auth is None:
        return paced(operation.info, make, desk, operation.accounts, attempt=attempt)
    once = partial(paced, operation.info, make, desk, operation.accounts, attempt=attempt)
    return authorised(operation.info, once, desk, desk.auth.for_call(operation.info))


def paced(
    info: Info, request: Callable[[], Request], desk: Desk, accounts: Sequence[str] = (), *, attempt: int = 1
) -> Flow[Response]:
    """One call, sent once, as soon as its limits allow; `request` is made then, so that its time is right."""
    with desk.pacing.permit(info, accounts, desk.clock) as permit:
        while seconds := permit.wait():
            yield Pause(seconds)
        try:
            response = yield request()
        except TransportError as error:
            error.operation = info.name
            desk.session.failed(error, now=desk.clock.now())
            _tell(info, desk, permit, attempt, response=None, error=error)
            raise
        assert response is not None, "a driver answers every request"
        error = recognise(info, response, base_url=desk.base_url)
        _tell(info, desk, permit, attempt, response=response, error=error)
        if error is not None:
            raise _noted(error, info, desk, permit)
    desk.last_success = now = desk.clock.now()
    if desk.session.state != "ready":
        desk.session.answered(info.tier, now=now)
    return response


def _tell(
    info: Info,
    desk: Desk,
    permit: Permit,
    attempt: int,
    *,
    response: Response | None,
    error: IbkrError | None,
) -> None:
    if is_watched(desk):
        elapsed, wait = desk.clock.monotonic() - permit.passed_at, permit.passed_at - permit.asked_at
        note_request(info, desk, response=response, error=error, elapsed=elapsed, wait=wait, attempt=attempt)


def _request(operation: Operation[Any], desk: Desk) -> Request:
    info = operation.info
    written = [("Content-Type", info.sends)] if operation.body is not None and info.sends != JSON else []
    request = Request(
        info.method,
        operation.path,
        info.name,
        operation.params,
        operation.body,
        headers=(*operation.headers, *written),
        url=_at_host(desk.base_url, operation.path) if info.root == "host" else None,
    )
    return request if desk.auth is None else desk.auth.for_call(info).signed(request, desk)


def _at_host(base_url: str, path: str) -> str:
    """The address of a path that starts at the host."""
    return urlsplit(base_url)._replace(path=path).geturl()


def _noted(error: IbkrError, info: Info, desk: Desk, permit: Permit) -> IbkrError:
    if isinstance(error, PacingError):
        error.retry_after = permit.shut(error.retry_after)
    if isinstance(error, ResponseError) and not is_management(info):
        desk.session.failed(error, now=desk.clock.now())
    return error
