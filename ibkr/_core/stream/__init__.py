"""The stream's decisions, without a socket: see `conversation`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr._core.stream.conversation import Conversation, Phase
from ibkr._core.stream.interpreter import Interpreter
from ibkr._core.stream.mailbox import Mailbox
from ibkr._core.stream.timing import Backoff, Timing

if TYPE_CHECKING:
    from ibkr.model.events import StreamEvent

__all__ = ["Backoff", "Conversation", "Mailbox", "Phase", "Timing", "decode_frame"]


def decode_frame(data: str | bytes) -> list[StreamEvent]:
    """What one frame says to a stream that has heard nothing before. Never raises."""
    return Interpreter().read(data)
