"""Trading halts: the stretches of time in which a contract does not trade."""

from __future__ import annotations

import attrs


@attrs.frozen
class Halt:
    """One halt, in epoch seconds; without an end until trading is resumed."""

    begins: float
    ends: float = float("inf")


class Halts:
    """The halts of every contract. Calls are in order of time for each contract."""

    def __init__(self) -> None:
        """Begin with everything trading."""
        self._of: dict[int, list[Halt]] = {}
        self.changes = 0
        """How often anything was halted or resumed: what was seen before may no longer hold."""

    def halt(self, conid: int, at: float, *, until: float = float("inf")) -> None:
        """Stop trading in a contract at epoch second `at`; a halt that runs already goes on."""
        if self.at(conid, at) is None:
            self._of.setdefault(conid, []).append(Halt(at, until))
            self.changes += 1

    def resume(self, conid: int, at: float) -> None:
        """Let a contract trade again; nothing happens when it does."""
        if self.at(conid, at) is not None:
            halts = self._of[conid]
            halts[-1] = Halt(halts[-1].begins, at)
            self.changes += 1

    def at(self, conid: int, at: float) -> Halt | None:
        """The halt that a contract is in at epoch second `at`."""
        return next((halt for halt in self._of.get(conid, ()) if halt.begins <= at < halt.ends), None)

    def of(self, conid: int) -> tuple[Halt, ...]:
        """All halts of a contract, oldest first."""
        return tuple(self._of.get(conid, ()))
