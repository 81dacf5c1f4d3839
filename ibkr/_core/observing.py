"""Telling those who watch a client what it does.

A watcher must never break what it watches: an error in it is kept and logged, and the
call goes on.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

import attrs

from ibkr.errors import ConfigError
from ibkr.model.requests import RequestEvent

if TYPE_CHECKING:
    from ibkr_wire.operation import Info

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Response
    from ibkr.errors import IbkrError

T = TypeVar("T")
RequestHook: TypeAlias = Callable[[RequestEvent], object]

logger = logging.getLogger("ibkr")

# Parts of a path that the description does not know, which may be an account, an id or a token.
IDS: Final = re.compile(r"/[^/]*\d[^/]*")


def hooks_of(given: RequestHook | Sequence[RequestHook] | None) -> tuple[RequestHook, ...]:
    """The hooks as a tuple.

    Raises:
        ConfigError: one of them cannot be called.
    """
    if given is None:
        return ()
    hooks: Sequence[object] = (given,) if not isinstance(given, Sequence) else cast("Sequence[object]", given)
    for hook in hooks:
        if not callable(hook):
            raise ConfigError(
                f"Client(on_request=...) takes a function of one RequestEvent, or several, not {hook!r}."
            )
    return tuple(cast("Sequence[RequestHook]", hooks))


def tell(listeners: Sequence[Callable[[T], object]], news: T, problems: Problems) -> None:
    """Call every listener; one that raises is noted and does not keep the others from hearing."""
    for listener in tuple(listeners):
        try:
            listener(news)
        except Exception as error:
            problems.note(listener, error)


@attrs.define(eq=False)
class Problems:
    """Errors that hooks and listeners raised."""

    count: int = 0
    last: str | None = None
    """The last of them in words."""

    def note(self, listener: Callable[..., object], error: Exception) -> None:
        """Keep and log it: the caller of an operation cannot mend somebody's hook."""
        self.count += 1
        name = getattr(listener, "__qualname__", type(listener).__name__)
        self.last = f"{name} raised {type(error).__name__}"
        # Neither the error's words nor its trace: what a hook says may hold what it was told.
        logger.error("listener failed", extra={"listener": name, "error": type(error).__name__})


def is_watched(desk: Desk) -> bool:
    """Whether anybody wants to hear of requests."""
    return bool(desk.hooks) or logger.isEnabledFor(logging.DEBUG)


def note_request(
    info: Info,
    desk: Desk,
    *,
    response: Response | None,
    error: IbkrError | None,
    elapsed: float,
    wait: float,
    attempt: int,
) -> None:
    """Log one request at DEBUG, and tell the hooks."""
    event = RequestEvent(
        operation=masked(info.name),
        method=info.method,
        path=masked(info.path),
        status=None if response is None else response.status,
        error=None if error is None else type(error).__name__,
        elapsed=elapsed if response is None else response.elapsed,
        wait=wait,
        attempt=attempt,
        ended=datetime.fromtimestamp(desk.clock.now(), UTC),
    )
    if logger.isEnabledFor(logging.DEBUG):
        logger.debug("request", extra=_fields(event))
    tell(desk.hooks, event, desk.problems)


def _fields(event: RequestEvent) -> dict[str, Any]:
    return attrs.asdict(event, filter=attrs.filters.exclude("ended"))


def masked(path: str) -> str:
    """A path without what may be secret. A template names its parameters and is safe as it is."""
    return path if "{" in path else IDS.sub("/***", path)
