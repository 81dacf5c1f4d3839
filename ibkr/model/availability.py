"""How live market data is: the letters of field 6509, read one by one."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

Timeline: TypeAlias = Literal[
    "real time", "delayed", "frozen", "frozen delayed", "not subscribed", "no agreement", "unknown"
]

# Source: market-data-fields.md, availability. O is the letter of IBKR's pages, i that of its description.
TIMELINES: Final[dict[str, Timeline]] = {
    "R": "real time",
    "D": "delayed",
    "Z": "frozen",
    "Y": "frozen delayed",
    "N": "not subscribed",
    "O": "no agreement",
    "i": "no agreement",
}
DETAILS: Final = {
    "P": "snapshot",
    "p": "consolidated",
    "B": "top of book",
    "d": "performance details",
    "v": "exempt",
    "S": "streaming",
}


@attrs.frozen
class Availability:
    """How live the data of a contract is.

    IBKR writes letters, two to four of them, in no order that can be relied on: each is
    read for itself. Compares equal to nothing but another `Availability`; the letters as
    they came are in `code`.
    """

    code: str = ""

    @property
    def timeline(self) -> Timeline:
        """`real time`, `delayed` (15 to 20 minutes), `frozen` (at the close), `frozen delayed`,
        `not subscribed`, `no agreement` (the market data agreement is not signed), or `unknown`.
        """
        told: list[Timeline] = [TIMELINES[letter] for letter in self.code if letter in TIMELINES]
        return told[0] if told else "unknown"

    @property
    def is_live(self) -> bool:
        """Whether the data is of this moment."""
        return self.timeline == "real time"

    @property
    def details(self) -> frozenset[str]:
        """Which of `snapshot`, `consolidated`, `top of book`, `performance details`, `streaming` and
        `exempt` (from the vendor's display rule) hold.
        """
        return frozenset(DETAILS[letter] for letter in self.code if letter in DETAILS)

    @property
    def unread(self) -> str:
        """Letters that nobody has explained yet."""
        return "".join(letter for letter in self.code if letter not in TIMELINES and letter not in DETAILS)

    def __str__(self) -> str:
        """`delayed (snapshot, top of book)`."""
        more = ", ".join(sorted(self.details))
        return f"{self.timeline} ({more})" if more else self.timeline

    def __bool__(self) -> bool:
        """Whether IBKR told anything."""
        return bool(self.code)
