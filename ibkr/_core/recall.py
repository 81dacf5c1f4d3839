"""Answers that hold for a while: descriptions of contracts are asked for once, not at every call.

What is kept is the answer itself, byte for byte but for what names an account, so that it is
read the same way whether it came just now or last week. It is kept in memory, and in a store
where the client was given one.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar, cast

import attrs
import msgspec

from ibkr._core.decode import decode
from ibkr._core.exchange import exchange_answer
from ibkr._core.flow import Work
from ibkr.errors import DecodeError

if TYPE_CHECKING:
    from ibkr_wire.operation import Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow

T = TypeVar("T")

HOUR: Final = 3600.0
DAY: Final = 24 * HOUR
# A clock that is set right may go back a little; answers from further ahead are not believed.
SKEW: Final = 300.0
# Seconds for which an answer holds. Listings and numbers of contracts hardly ever change; new strikes and
# expiries are listed each day; hours are told for the days around today.
LASTING: Final[dict[str, float]] = {
    "contracts.stocks": 7 * DAY,
    "contracts.currency_pairs": 7 * DAY,
    "contracts.info": DAY,
    "contracts.info_and_rules": DAY,
    "contracts.definitions": DAY,
    "contracts.search": DAY,
    "contracts.futures": DAY,
    "contracts.strikes": DAY,
    "contracts.secdef_info": DAY,
    "contracts.trading_schedule": DAY,
    "contracts.trading_hours": 6 * HOUR,
}
# Keys that tell about the user and not about the contract (contract/rules).
PERSONAL: Final = frozenset({"canTradeAcctIds", "tifDefaults", "limitPrice", "stopprice", "orderDefaults"})
MOST_BYTES: Final = 2_000_000
"""What memory holds at most."""


@attrs.frozen
class Kept:
    """An answer, and when it came."""

    at: float
    """Seconds since the epoch."""
    body: bytes


class AnswerStore(Protocol):
    """Where answers outlive the client."""

    def read(self, key: str) -> Kept | None:
        """The answer of that key, if there is one."""
        ...

    def write(self, key: str, kept: Kept) -> None:
        """Keep it, in place of an older one."""
        ...

    def forget(self) -> None:
        """Keep nothing any more."""
        ...

    def close(self) -> None:
        """Nothing more is asked of it."""
        ...


class AnswerBook:
    """Answers in memory, the oldest of which make room for new ones. Safe to use from many threads."""

    def __init__(self, store: AnswerStore | None = None) -> None:
        """Begin empty, before `store` if there is one."""
        self.store = store
        self._kept: dict[str, Kept] = {}
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, key: str) -> Kept | None:
        """What memory holds."""
        return self._kept.get(key)

    def put(self, key: str, kept: Kept) -> None:
        """Hold it."""
        with self._lock:
            self._drop(key)
            self._kept[key] = kept
            self._bytes += len(kept.body)
            while self._bytes > MOST_BYTES:
                self._drop(next(iter(self._kept)))

    def drop(self, key: str) -> None:
        """Hold it no more."""
        with self._lock:
            self._drop(key)

    def _drop(self, key: str) -> None:
        old = self._kept.pop(key, None)
        self._bytes -= len(old.body) if old is not None else 0

    def clear(self) -> None:
        """Hold nothing any more."""
        with self._lock:
            self._kept.clear()
            self._bytes = 0

    def close(self) -> None:
        """Give the store back."""
        if self.store is not None:
            self.store.close()


def recall(operation: Operation[T], desk: Desk) -> Flow[T]:
    """The answer that is known and still holds, else a new one."""
    known = yield from remembered(operation, desk)
    return (yield from learn(operation, desk)) if known is None else known


def remembered(operation: Operation[T], desk: Desk) -> Flow[T | None]:
    """The answer that is known and still holds, if there is one; nothing is asked."""
    key = key_of(operation, desk)
    kept = yield from _look(key, LASTING[operation.info.name], desk)
    if kept is None:
        return None
    try:
        return decode(operation, kept.body, drift=desk.drift, strict=desk.strict)
    except DecodeError:  # written by another version of this library
        desk.answers.drop(key)
        return None


def learn(operation: Operation[T], desk: Desk) -> Flow[T]:
    """A new answer, kept for the next one who asks. One that says nothing is not kept."""
    answer = yield from exchange_answer(operation, desk)
    value = _json(answer.body)
    if _tells(value):
        kept = Kept(desk.clock.now(), msgspec.json.encode(_impersonal(value)))
        yield from _keep(key_of(operation, desk), kept, desk)
    return answer.value


def forget(desk: Desk) -> Flow[None]:
    """Forget all answers, in memory and in the store."""
    desk.answers.clear()
    if desk.answers.store is not None:
        yield Work(desk.answers.store.forget)


def key_of(operation: Operation[Any], desk: Desk) -> str:
    """What names an answer: whom was asked, and what."""
    asked = "&".join(f"{name}={value}" for name, value in sorted(operation.params))
    return f"{desk.base_url} {operation.info.method} {operation.path}?{asked}"


def _look(key: str, lasts: float, desk: Desk) -> Flow[Kept | None]:
    kept, store = desk.answers.get(key), desk.answers.store
    if kept is None and store is not None:
        found: list[Kept | None] = []
        yield Work(lambda: found.append(store.read(key)))
        kept = found[0]
        if kept is not None:
            desk.answers.put(key, kept)
    return kept if kept is not None and -SKEW <= desk.clock.now() - kept.at < lasts else None


def _keep(key: str, kept: Kept, desk: Desk) -> Flow[None]:
    desk.answers.put(key, kept)
    store = desk.answers.store
    if store is not None:
        yield Work(lambda: store.write(key, kept))


def _json(body: bytes) -> Any:
    return msgspec.json.decode(body) if body else None


def _tells(value: Any) -> bool:
    if isinstance(value, Mapping):
        keys = cast("Mapping[str, Any]", value)
        return any(bool(one) for one in keys.values()) and not keys.get("error")
    return bool(value)


def _impersonal(value: Any) -> Any:
    if isinstance(value, Mapping):
        keys = cast("Mapping[str, Any]", value)
        return {name: _impersonal(one) for name, one in keys.items() if name not in PERSONAL}
    return [_impersonal(one) for one in cast("list[Any]", value)] if isinstance(value, list) else value
