"""What the gateway tells everybody without being asked: hints, prompts and bulletins.

Source: gateway facts "Websocket", section unsolicited (ntf, blt), and "Errors", server prompts.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

_FIRST_REQUEST = 8812
_FIRST_BULLETIN = 1_029_384


@attrs.frozen
class Hint:
    """Something to read."""

    hint_id: str
    title: str
    text: str
    url: str = ""


@attrs.frozen(kw_only=True)
class Prompt:
    """A question about an order that wants one of its options back over REST."""

    request_id: str
    order_id: int
    text: str
    options: tuple[str, ...]
    message_id: str
    kind: str = "ORDER"


@attrs.frozen
class Bulletin:
    """News about an exchange or a system."""

    bulletin_id: str
    message: str


Posted = Hint | Prompt | Bulletin


class Board:
    """Everything that was posted, oldest first, and the prompts that are still open."""

    def __init__(self) -> None:
        """Begin empty."""
        self.posted: list[Posted] = []
        self.open_prompts: dict[str, Prompt] = {}
        self._requests = 0
        self._bulletins = 0

    def hint(self, hint_id: str, title: str, text: str, *, url: str = "") -> None:
        """Tell something; the same hint again is told again."""
        self.posted.append(Hint(hint_id, title, text, url))

    def prompt(
        self, order_id: int, text: str, *, options: Sequence[str] = ("Yes", "No"), message_id: str = "o355"
    ) -> Prompt:
        """Ask about an order."""
        asked = Prompt(
            request_id=str(_FIRST_REQUEST + self._requests),
            order_id=order_id,
            text=text,
            options=tuple(options),
            message_id=message_id,
        )
        self._requests += 1
        self.open_prompts[asked.request_id] = asked
        self.posted.append(asked)
        return asked

    def answer(self, request_id: str) -> Prompt | None:
        """Close a prompt; None when it is not open."""
        return self.open_prompts.pop(request_id, None)

    def bulletin(self, message: str) -> None:
        """Tell news."""
        self.posted.append(Bulletin(str(_FIRST_BULLETIN + self._bulletins), message))
        self._bulletins += 1
