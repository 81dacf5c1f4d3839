"""Stubs: answers for a client that has no gateway, one for every operation of the description.

    stubs.portfolio.positions.success()                    # IBKR's own example
    stubs.portfolio.positions.success([{"conid": 8314, "position": 10.0}])
    stubs.orders.submit.error(ibkr.OrderRejected, "No trading permissions")
    stubs.market_data.history.network_error("timeout")
    stubs.on("GET", "/trsrv/*").error(503)

    with stubs.client() as ib: ...

Nothing is shared between two `Stubs`: tests may run in any order and in parallel.
"""

from __future__ import annotations

import contextlib
import copy
import functools
import re
import threading
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final, Self

import attrs
import httpx
import msgspec
from ibkr_wire.tables.operations import GROUPS, OPERATIONS, match

from ibkr._async.client import AsyncClient
from ibkr._sync.client import Client
from ibkr.errors import NoBrokerageSession
from ibkr.model.clock import ManualClock
from ibkr.testing.answering import (
    BadStub,
    NetworkFault,
    Reply,
    StubCall,
    check,
    example_of,
    failing,
    given,
    silent,
    written,
)
from ibkr.testing.missing import MissingStub, members, missing, unknown_group, unknown_operation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibkr_wire.operation import Info

    from ibkr.errors import IbkrError

_PREFIXES: Final = ("/v1/api", "/v1/portal")
# How the client opens a brokerage session that it was told is gone.
_OPENING: Final = frozenset({"auth.init", "auth.status", "auth.tickle"})
_EXAMPLE: Final = object()
"""Stands for the description's example."""


class Stub:
    """What one operation answers, or whatever fits a method and a path.

    What was said last holds until the end. With `times=n` it holds for the next `n`
    calls only, and several such answers come in the order in which they were given.
    """

    def __init__(self, name: str, info: Info | None = None) -> None:
        """Answer nothing yet; without `info` what is answered is checked when a call comes."""
        self.name = name
        self.calls: list[StubCall] = []
        """The calls that it was asked, oldest first."""
        self.loses_session = False
        """Whether it says that the brokerage session is gone, so that the client tries to open it."""
        self._info = info
        self._limited: deque[Reply] = deque()
        self._settled: Reply | None = None
        self._lock = threading.Lock()

    def success(
        self,
        answer: object = _EXAMPLE,
        *,
        example: str | None = None,
        status: int | None = None,
        times: int | None = None,
        checked: bool = True,
    ) -> Self:
        """Answer well: with `answer`, or with an example of the description (`example` names which).

        `answer` is JSON as dicts and lists, models of `ibkr_wire`, text, bytes, or a
        function from the `StubCall` to one of these. It must be what IBKR could
        answer, unless `checked=False`.

        Raises:
            BadStub: the answer does not fit the description; the field is named.
        """
        if answer is _EXAMPLE:
            shown = example_of(self._needed(), example)
            return self._plan(given(shown.body, status=status or shown.status, checked=False), times)
        if checked and self._info is not None and not callable(answer):
            check(self._info, written(answer, self._info), status=status or 200)
        return self._plan(given(answer, status=status or 200, checked=checked), times)

    def error(
        self,
        what: int | type[IbkrError] = 500,
        words: str = "",
        *,
        body: object = None,
        headers: Mapping[str, str] | None = None,
        times: int | None = None,
    ) -> Self:
        """Answer with an error: a status, or the error that the client is to raise.

        `words` is what IBKR says, `body` the whole answer in place of the usual one.

        Raises:
            BadStub: the client would not read it as that error.
        """
        reply = failing(what, words, body=body, headers=headers)
        if self._info is not None:
            with contextlib.suppress(httpx.TransportError):  # an error that is no answer
                reply(StubCall(self._info.method, self._info.path, {}, None, self.name), self._info)
        self.loses_session |= what is NoBrokerageSession
        return self._plan(reply, times)

    def network_error(self, kind: NetworkFault = "refused", *, times: int | None = None) -> Self:
        """Do not answer: nobody is there (`refused`), the line breaks (`broken`), or silence (`timeout`).

        Raises:
            BadStub: there is no such kind.
        """
        return self._plan(silent(kind), times)

    def example(self, name: str | None = None) -> Any:
        """A copy of the description's answer as dicts and lists, to change and to give to `success`.

        Raises:
            BadStub: there is none of that name; the message lists those that exist.
        """
        value = example_of(self._needed(), name).value
        return None if value is msgspec.UNSET else copy.deepcopy(value)

    @property
    def operation(self) -> str | None:
        """Façade name of the operation; None where any may fit."""
        return self._info.name if self._info else None

    @property
    def is_used(self) -> bool:
        """Whether the test has said what to answer, be it used up by now."""
        return self._settled is not None or bool(self._limited or self.calls)

    def answer(self, call: StubCall, info: Info | None) -> httpx.Response | None:
        """The answer to one call; None when nothing is said, or no more."""
        with self._lock:
            reply = self._limited.popleft() if self._limited else self._settled
            if reply is None:
                return None
            self.calls.append(call)
        return reply(call, info)

    def _plan(self, reply: Reply, times: int | None) -> Self:
        with self._lock:
            if times is None:
                self._settled = reply
            else:
                self._limited.extend([reply] * times)
        return self

    def _needed(self) -> Info:
        if self._info is None:
            raise BadStub(
                f"{self.name} may be several operations, so there is no example of it: give the answer."
            )
        return self._info

    def __repr__(self) -> str:
        """Name and number of calls."""
        return f"<Stub {self.name}, {len(self.calls)} calls>"


class StubGroup:
    """The stubs of one group, such as `stubs.portfolio`."""

    def __init__(self, name: str, stubs: dict[str, Stub]) -> None:
        """Make each stub when it is asked for."""
        self._name = name
        self._stubs = stubs

    def __getattr__(self, name: str) -> Stub:
        """The stub of an operation.

        Raises:
            UnknownStub: the group has none; the message names the nearest and all that exist.
        """
        full = f"{self._name}.{name}"
        if full not in OPERATIONS:
            raise unknown_operation(self._name, name)
        return self._stubs.setdefault(full, Stub(full, OPERATIONS[full]))

    def __dir__(self) -> list[str]:
        """The names of the operations."""
        return members(self._name)


@attrs.frozen
class _Pattern:
    """A stub for whatever fits."""

    method: str
    path: re.Pattern[str]
    stub: Stub

    def fits(self, call: StubCall) -> bool:
        return self.method in ("*", call.method) and self.path.fullmatch(call.path) is not None


class Stubs:
    """All stubs of one test, and the clients that ask them."""

    def __init__(self, *, clock: ManualClock | None = None) -> None:
        """Know no answer yet; `clock` is what the clients wait on."""
        self.clock = clock or ManualClock()
        self.calls: list[StubCall] = []
        """Every call, answered or not, oldest first."""
        self.missing: list[MissingStub] = []
        """What was asked without a stub."""
        self._stubs: dict[str, Stub] = {}
        self._patterns: list[_Pattern] = []

    # --- saying what is answered

    def __getattr__(self, group: str) -> StubGroup:
        """The stubs of a group: `stubs.portfolio`.

        Raises:
            UnknownStub: there is no such group; the message names those that exist.
        """
        if group not in GROUPS:
            raise unknown_group(group)
        return StubGroup(group, self._stubs)

    def __dir__(self) -> list[str]:
        """The groups, and what else there is."""
        return [*object.__dir__(self), *GROUPS]

    def on(self, method: str, path: str | re.Pattern[str]) -> Stub:
        """The stub for a method and a path; `*` stands for anything in a text, and for any method.

        `path` is without /v1/api and without a query. It goes before the stub of the
        operation; of two that fit, the later one answers. A text that is the path of one
        operation is checked as that operation's own stub is.
        """
        verb = method.upper()
        if isinstance(path, re.Pattern):
            stub, pattern = Stub(f"{verb} {path.pattern}"), path
        else:
            found = None if "*" in path else match(verb, path)
            stub, pattern = Stub(f"{verb} {path}", found and found[0]), _wildcards(path)
        self._patterns.insert(0, _Pattern(verb, pattern, stub))
        return stub

    # --- asking

    @functools.cached_property
    def transport(self) -> httpx.BaseTransport:
        """An httpx transport for either client, which asks these stubs."""
        return StubTransport(self)

    def client(self, **options: Any) -> Client:
        """A client that asks these stubs, on their clock; `options` are those of `ibkr.Client`."""
        return Client(**{**self._options(), **options})

    def async_client(self, **options: Any) -> AsyncClient:
        """As `client`, asynchronous."""
        return AsyncClient(**{**self._options(), **options})

    def _options(self) -> dict[str, Any]:
        return {"transport": self.transport, "clock": self.clock, "keep_alive": False}

    def answer(self, request: httpx.Request, body: bytes) -> httpx.Response:
        """The answer to one request.

        Raises:
            MissingStub: nobody said what to answer; the message names the stubs that exist, and the nearest.
            BadStub: what was said does not fit the operation that was called.
        """
        path = _bare(request.url.path)
        found = match(request.method, path.rstrip("/") or "/")
        info = found[0] if found else None
        call = StubCall(
            request.method, path, dict(request.url.params), _decoded(body), info.name if info else None
        )
        self.calls.append(call)
        for stub in self._candidates(call):
            answer = stub.answer(call, info)
            if answer is not None:
                return answer
        raise self._missed(call)

    def _candidates(self, call: StubCall) -> Iterator[Stub]:
        yield from (pattern.stub for pattern in self._patterns if pattern.fits(call))
        if call.operation in self._stubs:
            yield self._stubs[call.operation]
        if call.operation in self._needed_first():
            # What the client asks before the call that is tested, and nobody has thought of.
            yield Stub(call.operation, OPERATIONS[call.operation]).success()

    def _needed_first(self) -> set[str]:
        """Operations that the client calls by itself before one that has a stub."""
        found: set[str] = set()
        used = [stub for stub in (*self._stubs.values(), *self._of_patterns()) if stub.is_used]
        if any(stub.loses_session for stub in used):
            found |= _OPENING
        waiting = [stub.operation for stub in used]
        while waiting:
            operation = waiting.pop()
            for name in _asked_before(operation) if operation else ():
                if name not in found:
                    found.add(name)
                    waiting.append(name)
        return found

    def _of_patterns(self) -> list[Stub]:
        return [pattern.stub for pattern in self._patterns]

    def _missed(self, call: StubCall) -> MissingStub:
        there = [stub.name for stub in (*self._stubs.values(), *self._of_patterns()) if stub.is_used]
        self.missing.append(missing(call, there))
        return self.missing[-1]

    def __repr__(self) -> str:
        """The number of stubs and calls."""
        return f"<Stubs {len(self._stubs) + len(self._patterns)}, {len(self.calls)} calls>"


class StubTransport(httpx.BaseTransport, httpx.AsyncBaseTransport):
    """Carries the requests of either client to stubs."""

    def __init__(self, stubs: Stubs) -> None:
        """Ask `stubs`."""
        self._stubs = stubs

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request of a synchronous client."""
        return self._stubs.answer(request, request.read())

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer one request of an asynchronous client."""
        return self._stubs.answer(request, await request.aread())


def _asked_before(operation: str) -> tuple[str, ...]:
    info = OPERATIONS[operation]
    # Before an order the client sees whether the account is one of the login's.
    return (*info.needs, "accounts.brokerage") if info.effect == "order" else info.needs


def _bare(path: str) -> str:
    """The path as the description writes it."""
    prefix = next((prefix for prefix in _PREFIXES if path.startswith(f"{prefix}/")), "")
    return path.removeprefix(prefix)


def _decoded(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body) if body else None
    except msgspec.DecodeError:
        return body.decode("utf-8", "replace")


def _wildcards(path: str) -> re.Pattern[str]:
    return re.compile(".*".join(re.escape(part) for part in path.split("*")))
