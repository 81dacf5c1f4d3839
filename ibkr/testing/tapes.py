"""The cassette of one test: its file, whether it is recorded or replayed, and the clients that use it."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any, Final, Self

from ibkr._async.client import AsyncClient
from ibkr._sync.client import Client
from ibkr.model.clock import ManualClock, SystemClock
from ibkr.testing.cassettes import HOME, cassette
from ibkr.testing.network import no_network
from ibkr.testing.sockets import SocketPlayer, SocketRecorder

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from ibkr._core.pacing import Pacing
    from ibkr._socket import Address, Connection
    from ibkr.model.clock import Clock

_UNFIT: Final = re.compile(r"[^\w.-]+")
_API: Final = "/v1/api"


def fit_for_files(name: str) -> str:
    """The name of a test as the name of a file: `test_x[AAPL-1d]` is `test_x-AAPL-1d`."""
    return _UNFIT.sub("-", name).strip("-")


class Tape:
    """Exchanges in a file: replayed with the network shut, or recorded from the gateway at `record_from`.

    A replay waits for nothing: its clock stands still until somebody waits on it.
    """

    def __init__(self, path: Path, *, record_from: str | None = None, pacing: Pacing | None = None) -> None:
        """Use the file at `path`; its websocket, if there is one, lies beside it as `.jsonl`.

        Tapes that are recorded one after the other from the same gateway share `pacing`: its limits
        hold for all their clients together.
        """
        self.path = path
        self.recording = record_from is not None
        self.base_url = record_from or f"{HOME}{_API}"
        """Where clients connect."""
        self.clock: Clock = SystemClock() if self.recording else ManualClock()
        self._open = contextlib.ExitStack()
        self._pacing = pacing
        self._tape: Any = None
        self._socket: SocketPlayer | SocketRecorder | None = None

    def __enter__(self) -> Self:
        """Shut the network, or begin to record.

        Raises:
            MissingExtra: vcrpy is not installed (`ibkr[testing]`).
            FileNotFoundError: nothing is recorded yet.
        """
        if self.recording:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        else:
            self._open.enter_context(no_network())
        try:
            self._tape = self._open.enter_context(cassette(self.path, record=self.recording))
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Open the network again, or write the file."""
        self._open.close()

    @property
    def all_played(self) -> bool:
        """Whether a replay used every exchange in the file."""
        return self._tape.all_played

    @property
    def play_count(self) -> int:
        """The number of exchanges that were replayed."""
        return self._tape.play_count

    def client(self, **options: Any) -> Client:
        """A client of what is replayed or recorded; `options` are those of `ibkr.Client`."""
        return Client(**{**self._options(), **options})

    def async_client(self, **options: Any) -> AsyncClient:
        """As `client`, asynchronous."""
        return AsyncClient(**{**self._options(), **options})

    async def connect(self, address: Address) -> Connection:
        """Open a websocket that is recorded or replayed: `ib.stream(connect=cassette.connect)`."""
        if self._socket is None:
            file = self.path.with_suffix(".jsonl")
            self._socket = (
                self._open.enter_context(SocketRecorder(file)) if self.recording else SocketPlayer(file)
            )
        return await self._socket.connect(address)

    def _options(self) -> dict[str, Any]:
        place = {"base_url": self.base_url, "clock": self.clock, "keep_alive": False}
        return {**place, "pacing": self._pacing} if self.recording else place
