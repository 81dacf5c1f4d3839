"""A websocket that remembers what its client asked for, so that the inspection page can show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr.simulator.socket import SocketSession

if TYPE_CHECKING:
    import threading

    from ibkr.simulator.state import State

_MOST_WISHES = 1000
_WITH_TARGET = frozenset({"smd", "smh", "sbd", "ssd", "sld", "shs"})
_VERB_LENGTH = 3


class WatchedSocket(SocketSession):
    """`wishes` are the subscriptions that the client opened and did not end, as he wrote them."""

    def __init__(self, state: State, lock: threading.RLock, *, token: str | None) -> None:
        super().__init__(state, lock, token=token)
        self.wishes: set[str] = set()

    def receive(self, data: str | bytes) -> None:
        """Take one frame from the client."""
        self._note(data if isinstance(data, str) else data[:200].decode(errors="replace"))
        super().receive(data)

    def _note(self, text: str) -> None:
        verb, _, rest = text.partition("+")
        if len(verb) != _VERB_LENGTH or verb[0] not in "su":
            return
        feed = f"s{verb[1:]}"
        wish = f"{feed}+{rest.partition('+')[0][:64]}" if feed in _WITH_TARGET else feed
        if verb[0] == "u":
            # History is ended by an id that only the answer named: all of it goes.
            gone = {each for each in self.wishes if each == wish or (feed == "smh" and each[:3] == feed)}
            self.wishes -= gone
        elif len(self.wishes) < _MOST_WISHES:
            self.wishes.add(wish)
