"""What a flow yields and receives.

A flow is a generator: it yields commands, receives what came of them, and returns
its result. It opens nothing, waits for nothing and reads no clock of its own, so
the same flow serves threads, tasks and tests.

    Request   send this; a `Response` comes back, or a `TransportError` is thrown into the flow
    Pause     let so many seconds pass
    Hold      wait until nobody else holds the lane of that name, then hold it
    Free      let go of it
    Work      do what blocks, such as writing to a disk, away from an event loop
    Together  drive several flows side by side; `together` gives their results
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Mapping
from typing import Final, TypeAlias, TypeVar

import attrs

T = TypeVar("T")

AT_ONCE: Final = 10
"""Flows that are driven side by side at most: as many calls as IBKR takes in a second."""


@attrs.frozen
class Request:
    """One HTTP request, relative to the client's base URL."""

    method: str
    path: str
    operation: str
    """Façade name, for logs and errors."""
    params: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    timeout: float | None = None
    """Seconds to wait for the answer; None takes the client's own."""
    headers: tuple[tuple[str, str], ...] = attrs.field(default=(), repr=False)
    """Said besides the usual ones, in place of them where they have the same name. May hold tokens."""
    url: str | None = None
    """The whole address without its query, where it is not below the client's base URL."""


@attrs.frozen
class Pause:
    """Let time pass."""

    seconds: float


@attrs.frozen
class Hold:
    """Take a lane: at most one flow of a client holds it at a time."""

    lane: str


@attrs.frozen
class Free:
    """Give the lane back."""

    lane: str


@attrs.frozen
class Work:
    """Do something that blocks; what it raises is thrown into the flow."""

    run: Callable[[], None]


@attrs.frozen
class Together:
    """Drive each of these to its end, `AT_ONCE` at a time.

    The first error ends it: no other flow is begun, those under way are cancelled or waited
    for, and the error is thrown into the flow. None of them may want a lane that the flow
    holds itself.
    """

    flows: tuple[Flow[None], ...]


@attrs.frozen
class Response:
    """What came back, whatever its status."""

    status: int
    body: bytes
    headers: Mapping[str, str] = attrs.field(factory=dict[str, str])
    """Names in lower case."""
    elapsed: float = 0.0


Command: TypeAlias = Request | Pause | Hold | Free | Work | Together
Flow: TypeAlias = Generator[Command, Response | None, T]


def holding(lane: str, flow: Flow[T]) -> Flow[T]:
    """Run `flow` while nobody else holds `lane`.

    A flow that is thrown away half-way frees nothing: its driver does.
    """
    yield Hold(lane)
    try:
        result = yield from flow
    except Exception:
        yield Free(lane)
        raise
    yield Free(lane)
    return result


def together(flows: Iterable[Flow[T]]) -> Flow[list[T]]:
    """The results of flows that need nothing of one another, in their order."""
    results: dict[int, T] = {}

    def kept(place: int, flow: Flow[T]) -> Flow[None]:
        results[place] = yield from flow

    yield Together(tuple(kept(place, flow) for place, flow in enumerate(flows)))
    return [results[place] for place in sorted(results)]


def interrupt(flow: Flow[T], error: BaseException) -> None:
    """Tell a flow that its driver was cancelled, so that it can note where it stood.

    It can send nothing any more. What it has to say it adds to `error`, which the
    driver raises afterwards.
    """
    with contextlib.suppress(BaseException):
        flow.throw(error)
