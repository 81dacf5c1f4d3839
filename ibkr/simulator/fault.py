"""One thing that goes wrong, as data: which, where, how often, how likely, and when.

    Fault("answer", "market_data.history", status=503, times=3)

| kind | what happens |
|---|---|
| `drop_before` | the connection dies before the call is looked at: nothing happened |
| `drop_after` | the call takes effect, then the connection dies without an answer |
| `answer` | the call is not looked at; the answer is `status`, with `{"error": error}` or empty |
| `delay` | the call takes effect, its answer comes `seconds` later |
| `truncated` | the call takes effect, half of its answer's body arrives |
| `freeze` | from this call on the gateway answers nobody for `seconds`: calls hang, sockets are silent |
| `expire` | the login has ended when the call arrives |
| `competing` | another login took the brokerage session when the call arrives |
| `no_bridge` | the brokerage session is gone when the call arrives |
| `reset` | the daily reset begins when the call arrives and takes `seconds` |
| `cut` | every websocket is cut without a close frame (at a frame: that socket, before the frame) |
| `close` | every websocket is closed with 1000 and no reason (at a frame: that socket, before the frame) |
| `malformed` | this websocket frame arrives cut in half |
| `duplicate` | this websocket frame arrives twice |
| `lost` | this websocket frame never arrives |

`at` is the façade name of an operation (`orders.submit`), the topic of frames (`smd`,
`sor`, `system`, ...), a pattern over operations (`orders.*`), `*` for every operation
or `ws` for every frame.
"""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase
from typing import Any, Literal, get_args

import attrs
from ibkr_wire.tables.operations import OPERATIONS

from ibkr.errors import ConfigError

FaultKind = Literal[
    "drop_before",
    "drop_after",
    "answer",
    "delay",
    "truncated",
    "freeze",
    "expire",
    "competing",
    "no_bridge",
    "reset",
    "cut",
    "close",
    "malformed",
    "duplicate",
    "lost",
]
KINDS: frozenset[str] = frozenset(get_args(FaultKind))
_ONLY_FRAMES = frozenset({"malformed", "duplicate", "lost"})
_FRAME_KINDS = _ONLY_FRAMES | {"cut", "close"}
FRAMES = frozenset(
    {
        *("ws", "system", "act", "sts", "ntf", "blt", "tic", "ech", "error"),
        *("smd", "smh", "sbd", "sor", "str", "spl", "ssd", "sld", "shs", "inp"),
    }
)
"""Where frames can be hit: their topics, and `ws` for all."""


def _known_kind(_: object, __: object, kind: object) -> None:
    if kind not in KINDS:
        raise ConfigError(f"kind {kind!r} is unknown: use one of {', '.join(sorted(KINDS))}")


def _known_place(fault: Fault, _: object, at: object) -> None:
    if not isinstance(at, str) or not (at in FRAMES or any(fnmatchcase(name, at) for name in OPERATIONS)):
        raise ConfigError(
            f"at {at!r} names no operation and no topic: see `x-ibkr-facade` in the description, "
            f"or use one of {', '.join(sorted(FRAMES))}"
        )
    if at in FRAMES and fault.kind not in _FRAME_KINDS:
        raise ConfigError(f"a {fault.kind!r} fault happens at a call, not at the frame {at!r}")
    if at not in FRAMES and fault.kind in _ONLY_FRAMES:
        raise ConfigError(f"a {fault.kind!r} fault happens at a frame: at={at!r} names none")


def _number(least: float, most: float, *, whole: bool = False) -> Callable[[Any, Any, Any], None]:
    """A validator: a number within bounds, without what Python takes for one too."""
    kinds = int if whole else (int, float)

    def check(_: Any, attribute: Any, value: Any) -> None:
        if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
            what = "a whole number" if whole else "a number"
            upper = "" if most == float("inf") else f" to {most:g}"
            raise ConfigError(f"{attribute.name}={value!r} must be {what} from {least:g}{upper}")

    return check


def _optional_text(_: object, attribute: Any, value: object) -> None:
    if value is not None and not isinstance(value, str):
        raise ConfigError(f"{attribute.name}={value!r} must be text")


_ENDLESS = float("inf")


@attrs.frozen
class Fault:
    """One kind of trouble at one place.

    Of the matching calls or frames the first `skip` pass, then `times` are hit (None: all
    that follow), each with probability `chance`. Those within `begins` to `ends` seconds
    of the gateway's clock, from when the fault was put in force, count; others pass.

    Raises:
        ConfigError: an argument is out of range, or kind and place do not go together.
    """

    kind: FaultKind = attrs.field(validator=_known_kind)
    at: str = attrs.field(default="*", validator=_known_place)
    skip: int = attrs.field(default=0, kw_only=True, validator=_number(0, _ENDLESS, whole=True))
    times: int | None = attrs.field(
        default=1, kw_only=True, validator=attrs.validators.optional(_number(1, _ENDLESS, whole=True))
    )
    chance: float = attrs.field(default=1.0, kw_only=True, validator=_number(0, 1))
    begins: float = attrs.field(default=0.0, kw_only=True, validator=_number(0, _ENDLESS))
    ends: float | None = attrs.field(
        default=None, kw_only=True, validator=attrs.validators.optional(_number(0, _ENDLESS))
    )
    status: int = attrs.field(default=503, kw_only=True, validator=_number(200, 599, whole=True))
    error: str | None = attrs.field(default=None, kw_only=True, validator=_optional_text)
    seconds: float = attrs.field(default=1.0, kw_only=True, validator=_number(0, _ENDLESS))

    def __attrs_post_init__(self) -> None:
        """Check what only two arguments together can tell."""
        if self.ends is not None and self.ends <= self.begins:
            raise ConfigError(f"ends={self.ends:g} must be after begins={self.begins:g}")

    def concerns(self, name: str, *, frame: bool) -> bool:
        """Whether a call of operation `name` (or a frame of topic `name`) counts for this fault."""
        if frame or self.at in FRAMES:
            return frame and self.at in (name, "ws")
        return fnmatchcase(name, self.at)

    def runs(self, age: float) -> bool:
        """Whether it is in force `age` seconds after it was put there."""
        return age >= self.begins and (self.ends is None or age < self.ends)

    def due(self, seen: int) -> bool:
        """Whether the match after `seen` earlier ones is hit."""
        return seen >= self.skip and (self.times is None or seen < self.skip + self.times)
