"""Things that go wrong, as data: which, at which call or frame, and how often.

    faults = Faults(Fault("drop_after", "orders.submit"), Fault("answer", "market_data.history", status=503))

| kind | what happens |
|---|---|
| `drop_before` | the connection dies before the call is looked at: nothing happened |
| `drop_after` | the call takes effect, then the connection dies without an answer |
| `answer` | the call is not looked at; the answer is `status`, with `{"error": error}` or empty |
| `delay` | the call takes effect, its answer comes `seconds` later |
| `freeze` | from this call on the gateway answers nobody for `seconds`: calls hang, sockets are silent |
| `expire` | the login has ended when the call arrives |
| `competing` | another login took the brokerage session when the call arrives |
| `no_bridge` | the brokerage session is gone when the call arrives |
| `cut` | every websocket is cut without a close frame (at a frame: that socket, before the frame) |
| `close` | every websocket is closed with 1000 and no reason (at a frame: that socket, before the frame) |
| `malformed` | this websocket frame arrives cut in half |
| `duplicate` | this websocket frame arrives twice |

`at` is the façade name of an operation (`orders.submit`), the topic of frames
(`smd`, `sor`, `system`, ...), `*` for every operation or `ws` for every frame.
"""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal, cast, get_args

import attrs
from ibkr_wire.tables.operations import OPERATIONS

from ibkr.errors import ConfigError

FaultKind = Literal[
    "drop_before",
    "drop_after",
    "answer",
    "delay",
    "freeze",
    "expire",
    "competing",
    "no_bridge",
    "cut",
    "close",
    "malformed",
    "duplicate",
]
KINDS: frozenset[str] = frozenset(get_args(FaultKind))
_FRAME_KINDS = frozenset({"cut", "close", "malformed", "duplicate"})
FRAMES = frozenset({"ws", "system", "act", "sts", "smd", "sor", "tic", "ech", "error"})


def _known_kind(_: object, __: object, kind: str) -> None:
    if kind not in KINDS:
        raise ConfigError(f"fault kind {kind!r} is unknown: use one of {', '.join(sorted(KINDS))}")


def _known_place(fault: Fault, _: object, at: str) -> None:
    if at in FRAMES and fault.kind not in _FRAME_KINDS:
        raise ConfigError(f"a {fault.kind!r} fault happens at a call, not at the frame {at!r}")
    if at not in FRAMES and fault.kind in {"malformed", "duplicate"}:
        raise ConfigError(f"a {fault.kind!r} fault happens at a frame: at={at!r} names none")
    if at not in FRAMES and at != "*" and at not in OPERATIONS:
        raise ConfigError(f"fault at {at!r}: no operation and no topic has that name")


@attrs.frozen
class Fault:
    """One kind of trouble at one place; `skip` matching calls pass first, then `times` are hit."""

    kind: FaultKind = attrs.field(validator=_known_kind)
    at: str = attrs.field(default="*", validator=_known_place)
    skip: int = attrs.field(default=0, kw_only=True, validator=attrs.validators.ge(0))
    times: int | None = attrs.field(
        default=1, kw_only=True, validator=attrs.validators.optional(attrs.validators.ge(1))
    )
    status: int = attrs.field(default=503, kw_only=True)
    error: str | None = attrs.field(default=None, kw_only=True)
    seconds: float = attrs.field(default=1.0, kw_only=True, validator=attrs.validators.ge(0))

    def concerns(self, name: str, *, frame: bool) -> bool:
        """Whether a call of operation `name` (or a frame of topic `name`) counts for this fault."""
        return self.at in (name, "ws" if frame else "*")

    def due(self, seen: int) -> bool:
        """Whether the match after `seen` earlier ones is hit."""
        return seen >= self.skip and (self.times is None or seen < self.skip + self.times)


class Faults:
    """The faults in force. Safe to change while the gateway runs."""

    def __init__(self, *faults: Fault) -> None:
        self._seen: dict[int, tuple[Fault, int]] = {}
        self._lock = threading.Lock()
        self.add(*faults)

    def add(self, *faults: Fault) -> None:
        """Put more faults in force; each counts its own matches from now on."""
        with self._lock:
            for fault in faults:
                self._seen[id(fault)] = (fault, 0)

    def clear(self) -> None:
        """Take every fault out of force."""
        with self._lock:
            self._seen.clear()

    def at_call(self, operation: str) -> tuple[Fault, ...]:
        """The faults that hit this call of `operation`; the call is counted."""
        return self._take(operation, frame=False)

    def at_frame(self, topic: str) -> tuple[Fault, ...]:
        """The faults that hit this frame of `topic`; the frame is counted."""
        return self._take(topic, frame=True)

    @classmethod
    def read(cls, path: str | Path) -> Faults:
        """Read a TOML file of `[[fault]]` tables whose keys are the arguments of `Fault`.

        Raises:
            ConfigError: the file cannot be read, with the line or the entry at fault.
        """
        try:
            document = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise ConfigError(f"fault file {path} cannot be read: {error}") from error
        entries: object = document.get("fault", [])
        if not isinstance(entries, list):
            raise ConfigError(f"fault file {path}: `fault` is not a list of [[fault]] tables")
        return cls(*_parsed(cast("list[Any]", entries), path))

    def _take(self, name: str, *, frame: bool) -> tuple[Fault, ...]:
        if not self._seen:
            return ()
        hit: list[Fault] = []
        with self._lock:
            for key, (fault, seen) in self._seen.items():
                if fault.concerns(name, frame=frame):
                    self._seen[key] = (fault, seen + 1)
                    if fault.due(seen):
                        hit.append(fault)
        return tuple(hit)


def _parsed(entries: Iterable[Any], path: str | Path) -> list[Fault]:
    faults: list[Fault] = []
    for number, entry in enumerate(entries, start=1):
        try:
            faults.append(Fault(**entry))
        except (ConfigError, TypeError, ValueError) as error:
            raise ConfigError(f"fault file {path}, entry {number}: {error}") from error
    return faults
