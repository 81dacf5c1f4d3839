"""The other form of a strategy: one function of the bar, the bars before it, and a state.

class Average(Strategy):
    def init(self):
        return {"window": 5}

    def signal(self, bar, history, state):
        closes = [bar.close, *(past.close for past in history[: state["window"] - 1])]
        ...
        return "buy", state
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, cast, overload

from ..model.bars import Bar
from .series import Data

if TYPE_CHECKING:
    from collections.abc import Callable

    from .strategy import Strategy

Signal = Literal["buy", "sell", "hold"]
SIGNALS: Final = ("buy", "sell", "hold")


class History(Sequence[Bar]):
    """The bars before the current one, newest first, made when looked at: no copy is kept."""

    __slots__ = ("_data",)

    def __init__(self, data: Data) -> None:
        """Look at a series that is revealed bar by bar."""
        self._data = data

    def __len__(self) -> int:
        """How many bars came before."""
        return max(0, len(self._data) - 1)

    @overload
    def __getitem__(self, index: int) -> Bar: ...
    @overload
    def __getitem__(self, index: slice) -> list[Bar]: ...
    def __getitem__(self, index: int | slice) -> Bar | list[Bar]:
        """`[0]` is the bar before the current one."""
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        place = index if index >= 0 else index + len(self)
        if not 0 <= place < len(self):
            raise IndexError(f"there are {len(self)} bars before this one")
        return bar_at(self._data, -2 - place)


def bar_at(data: Data, place: int) -> Bar:
    """One revealed bar, `-1` the current one."""
    return Bar(
        data.time[place],
        data.open[place],
        data.high[place],
        data.low[place],
        data.close[place],
        data.volume[place],
    )


def signal_driver(strategy: Strategy, state: object) -> Callable[[], None]:
    """What to call on each bar for a strategy that has `signal`.

    "buy" puts the run's size (all of the equity, if there is no sizer) into the asset
    where nothing is held, "sell" closes what is held, "hold" does nothing. A tuple also
    sets the next state.

    Raises:
        ValueError: another answer.
    """
    data = strategy.data
    if not isinstance(data, Data):
        raise ValueError("signal(bar, history, state) is for one asset; write next(self) for several")
    history = History(data)
    decide: Callable[..., Any] = strategy.signal  # type: ignore[attr-defined]  # the caller has seen that it is there
    sized = strategy.has_sizer

    def step() -> None:
        nonlocal state
        answer, state = _with_state(decide(bar_at(data, -1), history, state), state)
        if answer not in SIGNALS:
            raise ValueError(f"signal answered {answer!r}, which is none of {', '.join(SIGNALS)}")
        if answer == "buy" and not strategy.position:
            strategy.buy() if sized else strategy.buy(fraction=1.0)
        elif answer == "sell" and strategy.position:
            strategy.close_position()

    return step


def _with_state(answer: Any, state: Any) -> tuple[Any, Any]:
    return cast("tuple[Any, Any]", answer) if isinstance(answer, tuple) else (answer, state)
