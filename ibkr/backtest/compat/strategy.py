"""What a strategy is to the Elixir engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .bar import Bar


class HasSignal(Protocol):
    """The one thing a strategy must have: a class, an object, or a module."""

    def signal(self, bar: Bar, previous_bars: Sequence[Bar], state: Any, /) -> tuple[str, Any]:
        """Answer "buy", "sell" or "hold", and the state for the next bar.

        `previous_bars` are those before `bar`, the newest first.
        """
        ...


class Strategy(HasSignal, Protocol):
    """A strategy with a beginning. Subclass it, or write the same two methods."""

    def init(self, opts: Mapping[str, Any], /) -> Any:
        """Make the first state from the options of the run: an empty mapping if nothing is written."""
        return {}
