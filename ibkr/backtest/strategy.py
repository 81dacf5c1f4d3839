"""The base class of strategies: what to calculate, what to do on each bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import attrs
import numpy as np

from ..errors import BacktestError
from .series import Data, Series

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

    from .records import Side


class Account(Protocol):
    """What a strategy trades on: the reference broker here, a real account live."""

    bar: int
    price: float
    position: int
    cash: float

    def submit(self, side: Side, quantity: float | None, fraction: float | None) -> int:
        """Take an order for the next fill and return its number."""
        ...


@attrs.frozen
class Declaration:
    """An indicator that a strategy asked for, to be calculated when `init` is over."""

    source: Any
    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any]

    def evaluate(self, given: Callable[[Any], Any]) -> NDArray[Any]:
        """The values, with every series among the arguments replaced by `given(series)`."""
        if not callable(self.source):
            return np.array(self.source)
        arguments = [given(argument) for argument in self.arguments]
        keywords = {name: given(argument) for name, argument in self.keywords.items()}
        return np.array(self.source(*arguments, **keywords))

    def __str__(self) -> str:
        """As the strategy wrote it, nearly: `sma(…, 10)`."""
        if not callable(self.source):
            return "given as an array"
        shown = ["…" if isinstance(argument, Series) else repr(argument) for argument in self.arguments]
        shown += [f"{name}={value!r}" for name, value in self.keywords.items()]
        return f"{getattr(self.source, '__name__', type(self.source).__name__)}({', '.join(shown)})"


class Strategy:
    """Subclass this; write `next`, and `init` if there is something to prepare.

    Public class attributes are parameters: `fast = 10` is read as `self.fast` and set
    for one run with `backtest(..., parameters={"fast": 20})`.
    """

    _account: Account
    _data: Data
    _declare: Callable[[Declaration], Series]

    def attach(self, account: Account, data: Data, declare: Callable[[Declaration], Series]) -> None:
        """Connect to what the strategy trades on and looks at: called by the engine before `init`."""
        self._account = account
        self._data = data
        self._declare = declare

    def init(self) -> None:
        """Declare indicators, once, before the first bar. No bar is visible yet."""

    def next(self) -> None:
        """Decide, once per bar, when the bar is over. Called from the first bar on which
        every indicator has a value.
        """
        raise TypeError(f"{type(self).__name__} has no next(self): write what it does on each bar")

    @property
    def data(self) -> Data:
        """The bars until now: `self.data.close[-1]` is the current close."""
        return self._data

    @property
    def index(self) -> int:
        """The current bar's position, counted from 0."""
        return self._account.bar

    @property
    def position(self) -> int:
        """Shares held now: positive long, negative short, 0 none."""
        return self._account.position

    @property
    def cash(self) -> float:
        """Money in the account, proceeds of short sales included."""
        return self._account.cash

    @property
    def equity(self) -> float:
        """Cash plus the position at the current close."""
        account = self._account
        return account.cash + account.position * account.price

    def indicator(
        self, source: Callable[..., ArrayLike] | ArrayLike, *arguments: Any, **keywords: Any
    ) -> Sequence[float]:
        """Declare an indicator; return it as a series that grows with the bars.

        `source` is a function from whole arrays to one array of the same length, called
        with the arguments; columns of `self.data` and other indicators among them become
        numpy arrays. It may also be a ready-made array. It is calculated when `init` is
        over; `[-1]` is the value on the current bar.

        Raises (when the backtest starts):
            InvalidIndicator: it failed, has the wrong length, or no value at all.
            LookAhead: its past values change when later bars are hidden.
        """
        return self._declare(Declaration(source, arguments, keywords))

    def buy(self, *, quantity: float | None = None, fraction: float | None = None) -> int:
        """Order to buy at the next open; return the order's number.

        Give `quantity` in whole shares, or `fraction` (0 to 1) of the equity, sized at
        the fill's own price so that its commission fits. What cannot be filled is
        refused with an event that says why.

        Raises:
            ValueError: the size is not a positive whole number, or not a fraction.
        """
        return self._account.submit("BUY", quantity, fraction)

    def sell(self, *, quantity: float | None = None, fraction: float | None = None) -> int:
        """Order to sell at the next open, short if nothing is held; sizes as in `buy`."""
        return self._account.submit("SELL", quantity, fraction)


def parameters_of(strategy: type[Strategy]) -> dict[str, Any]:
    """The parameters of a strategy class with their defaults, in the order they were written."""
    found: dict[str, Any] = {}
    for kind in reversed(strategy.__mro__):
        if not issubclass(kind, Strategy) or kind is Strategy:
            continue
        for name, value in vars(kind).items():
            if not name.startswith("_") and not callable(value) and not hasattr(value, "__get__"):
                found[name] = value
    return found


def with_parameters(
    strategy: type[Strategy], parameters: Mapping[str, Any]
) -> tuple[Strategy, dict[str, Any]]:
    """A new strategy object with these parameters set, and all its parameters.

    Raises:
        BacktestError: the strategy has no parameter of that name.
    """
    known = parameters_of(strategy)
    unknown = [name for name in parameters if name not in known]
    if unknown:
        raise BacktestError(
            f"{strategy.__name__} has no parameter {', '.join(unknown)}; it has {', '.join(known) or 'none'}."
        )
    made = strategy()
    for name, value in parameters.items():
        setattr(made, name, value)
    return made, {**known, **parameters}
