"""Ctrl-C: what is said of it, and how what has no end is ended by it."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Generator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from ibkr.cli.console import say
from ibkr.cli.statuses import INTERRUPTED
from ibkr.errors import StreamError

if TYPE_CHECKING:
    from types import FrameType

    import ibkr


def asked_to_stop(*, impatient: bool) -> threading.Event:
    """Set by Ctrl-C and by a request to end; if `impatient`, the next one ends at once."""
    stop = threading.Event()

    def note(number: int, _frame: FrameType | None) -> None:
        stop.set()
        if impatient:
            signal.signal(number, signal.default_int_handler)

    for number in (signal.SIGINT, signal.SIGTERM):
        # Whoever starts a program in the background may want it to hear of no Ctrl-C.
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, note)
    return stop


@contextmanager
def until_stopped(stream: ibkr.Stream) -> Generator[None]:
    """Ctrl-C closes the stream, which ends the reading of it.

    A KeyboardInterrupt could come while this thread holds the stream's lock, and its end would
    wait for the lock for ever.
    """
    # What becomes of the connection is said in whole sentences by whoever reads the stream.
    logging.getLogger("ibkr.stream").addHandler(logging.NullHandler())
    stop = asked_to_stop(impatient=True)
    ended = False

    def close() -> None:
        stop.wait()
        if not ended:
            stream.close()

    closer = threading.Thread(target=close, name="ibkr-ctrl-c")
    closer.start()
    try:
        yield
    except StreamError:
        if not stop.is_set():
            raise
    finally:
        stopped, ended = stop.is_set(), True
        stop.set()
        closer.join()
        if stopped:
            say("Stopped.")


@contextmanager
def interrupted(says: str) -> Generator[None]:
    """Ctrl-C ends the command with these words: what became of what it was doing."""
    try:
        yield
    except KeyboardInterrupt:
        say(f"Interrupted. {says}")
        raise typer.Exit(INTERRUPTED) from None
