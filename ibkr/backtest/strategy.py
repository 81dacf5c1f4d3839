"""The base class of strategies: what to calculate, what to do on each bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, Unpack, cast, overload

import attrs
import numpy as np

from ..errors import BacktestError
from .errors import InvalidIndicator
from .series import Data, Panel, Series
from .sizers import Size, View

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from random import Random

    from numpy.typing import ArrayLike, NDArray

    from .orders import OrderOptions, Working
    from .records import Fill, Order
    from .sizers import Sizer


class Account(Protocol):
    """What a strategy trades on: the reference broker here, a real account live."""

    bar: int
    cash: float
    names: tuple[str, ...]
    positions: list[float]

    @property
    def equity(self) -> float:
        """Cash plus positions at their latest prices."""
        ...

    def submit(
        self,
        sign: int,
        index: int,
        quantity: float | None,
        fraction: float | None,
        options: OrderOptions = ...,
    ) -> Working:
        """Take an order for an asset, by its place in `names`."""
        ...

    def modify(self, number: int, changes: OrderOptions, quantity: float | None) -> None:
        """Change a working order."""
        ...

    def cancel(self, number: int) -> None:
        """Withdraw a working order."""
        ...

    def open_orders(self) -> list[Working]:
        """Orders that have not ended."""
        ...

    def describe(self, order: Working) -> Order:
        """An order as a value."""
        ...


class Bracket(NamedTuple):
    """The numbers of an entry and its exits; None where an exit was not asked for."""

    entry: int
    stop: int | None
    target: int | None


@attrs.frozen
class Declaration:
    """An indicator that a strategy asked for."""

    source: Any
    arguments: tuple[Any, ...]
    keywords: Mapping[str, Any]

    def evaluate(self, given: Callable[[Any], Any]) -> Any:
        """What the function returns, with every series among the arguments replaced by `given(series)`."""
        if not callable(self.source):
            return np.array(self.source)  # The user's own may still be written to.
        arguments = [given(argument) for argument in self.arguments]
        keywords = {name: given(argument) for name, argument in self.keywords.items()}
        return self.source(*arguments, **keywords)

    def series(self) -> list[Series]:
        """The series among the arguments."""
        given = [*self.arguments, *self.keywords.values()]
        return [argument for argument in given if isinstance(argument, Series)]

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

    random: Random
    """Random numbers that the run's `seed` fixes."""

    _account: Account
    _data: Data | Panel
    _declare: Callable[[Declaration], Any]
    _wake: Callable[[Series], None]
    _sizer: Sizer | None = None
    _periods_per_year: Callable[[], float]
    _plain: bool = False
    """Whether there is one asset, so that an order need not name it."""

    def attach(
        self,
        account: Account,
        data: Data | Panel,
        declare: Callable[[Declaration], Any],
        wake: Callable[[Series], None],
        *,
        sizer: Sizer | None = None,
        periods_per_year: Callable[[], float],
    ) -> None:
        """Connect to what the strategy trades on and looks at: called by the engine before `init`.

        `periods_per_year` is asked by sizers only.
        """
        self._sizer = sizer
        self._periods_per_year = periods_per_year
        self._plain = len(account.names) == 1
        self._account = account
        self._data = data
        self._declare = declare
        self._wake = wake

    # --- what a strategy writes -------------------------------------------------------------------

    def init(self) -> Any:
        """Declare indicators, once, before the first bar. No bar is visible yet.

        Where the strategy has `signal`, what this returns is its first state.
        """

    def next(self) -> None:
        """Decide, once per bar, when the bar is over. Called from the first bar on which
        every indicator has a value; where `wake` was called, only on bars it names and on
        bars on which an order filled or ended.
        """
        raise TypeError(
            f"{type(self).__name__} has no next(self): write what it does on each bar, "
            "or signal(self, bar, history, state)"
        )

    def on_fill(self, fill: Fill) -> None:
        """Told of each fill when its bar is over, before `next`."""

    def on_order(self, order: Order) -> None:
        """Told of each order that filled, was modified or ended, when the bar is over, before `next`."""

    # --- what it may look at ----------------------------------------------------------------------

    @property
    def data(self) -> Any:
        """The bars until now: `self.data.close[-1]`, with several assets `self.data["AAPL"].close[-1]`."""
        return self._data

    @property
    def assets(self) -> tuple[str, ...]:
        """The names of what is traded."""
        return self._account.names

    @property
    def index(self) -> int:
        """The current step's position, counted from 0; with one asset, the current bar's."""
        return self._account.bar

    @property
    def position(self) -> float:
        """Shares held now: positive long, negative short, 0 none. With several assets see `positions`."""
        positions = self._account.positions
        if len(positions) != 1:
            self._place(None)
        return positions[0]

    @property
    def positions(self) -> dict[str, float]:
        """What is held, by asset; assets without a position are left out."""
        account = self._account
        return {name: held for name, held in zip(account.names, account.positions, strict=True) if held}

    @property
    def cash(self) -> float:
        """Money in the account, proceeds of short sales included."""
        return self._account.cash

    @property
    def equity(self) -> float:
        """Cash plus positions at their latest closes."""
        return self._account.equity

    @property
    def orders(self) -> tuple[Order, ...]:
        """Orders that have not ended, oldest first."""
        return tuple(self._account.describe(order) for order in self._account.open_orders())

    @property
    def has_sizer(self) -> bool:
        """Whether the run has a rule that sizes orders without a size."""
        return self._sizer is not None

    # --- indicators -------------------------------------------------------------------------------

    @overload
    def indicator(
        self, source: Callable[..., NDArray[Any]] | ArrayLike, *arguments: Any, **keywords: Any
    ) -> Sequence[float]: ...
    @overload
    def indicator(self, source: Callable[..., Any], *arguments: Any, **keywords: Any) -> Any: ...
    def indicator(self, source: Callable[..., Any] | ArrayLike, *arguments: Any, **keywords: Any) -> Any:
        """Declare an indicator; return it as a series that grows with the bars.

        `source` is any function from whole arrays to values, one per bar, called with the
        arguments; columns of `self.data` and other indicators among them become numpy arrays.
        It may also be a ready-made array. `[-1]` is the value on the current bar.

        A function may return several lines: a named tuple of arrays (as `macd`, `bollinger`
        and `stochastic` do), a tuple, a mapping, a frame, or a table with a row or a column
        a line. The series come back in the same shape:

            line, signal, _ = self.indicator(macd, self.data.close)
            self.bands = self.indicator(bollinger, self.data.close)   # self.bands.upper[-1]

        Raises:
            InvalidIndicator: it failed, has the wrong length, or a line without any value.
            LookAhead: its past values change when later bars are hidden.
        """
        return self._declare(Declaration(source, arguments, keywords))

    def wake(
        self,
        condition: Sequence[float] | Callable[..., ArrayLike] | ArrayLike,
        *arguments: Any,
        **keywords: Any,
    ) -> Sequence[float]:
        """Call `next` only where `condition` is true (and on bars with a fill or an ended order).

        A condition is an indicator, or whatever `indicator` takes. Called several times in
        `init`, any of them wakes. A run is several times as fast where `next` has little to do.
        """
        if not isinstance(condition, Series):
            condition = self._declare(Declaration(condition, arguments, keywords))
        if not isinstance(condition, Series):
            raise InvalidIndicator("A condition to wake on is one line of values, not several.")
        self._wake(condition)
        return condition

    # --- orders -----------------------------------------------------------------------------------

    def buy(
        self,
        *,
        quantity: float | None = None,
        fraction: float | None = None,
        asset: str | None = None,
        **options: Unpack[OrderOptions],
    ) -> int:
        """Order to buy from the next bar on; return the order's number.

        Give `quantity` in shares, or `fraction` (0 to 1) of the equity, sized at the fill's
        own price so that its commission fits, or `size=`; without any, the run's sizer
        decides. `OrderOptions` says what else an order may be. What cannot be filled is
        refused with an event that says why.

        Raises:
            ValueError: a size, price or combination that cannot be meant.
        """
        if self._plain and asset is None and not options and (quantity is None) != (fraction is None):
            return self._account.submit(1, 0, quantity, fraction).number
        return self._submit(1, quantity, fraction, asset, options)

    def sell(
        self,
        *,
        quantity: float | None = None,
        fraction: float | None = None,
        asset: str | None = None,
        **options: Unpack[OrderOptions],
    ) -> int:
        """Order to sell, short if nothing is held; everything as in `buy`."""
        if self._plain and asset is None and not options and (quantity is None) != (fraction is None):
            return self._account.submit(-1, 0, quantity, fraction).number
        return self._submit(-1, quantity, fraction, asset, options)

    def _submit(
        self,
        sign: int,
        quantity: float | None,
        fraction: float | None,
        asset: str | None,
        options: OrderOptions,
    ) -> int:
        place = 0 if asset is None and len(self._account.positions) == 1 else self._place(asset)
        if quantity is None and fraction is None:
            quantity, fraction = self._without_shares(sign, place, options)
        elif "size" in options:
            raise ValueError("an order has one size: quantity=, fraction= or size=")
        return self._account.submit(sign, place, quantity, fraction, options).number

    def _without_shares(
        self, sign: int, place: int, options: OrderOptions
    ) -> tuple[float | None, float | None]:
        """The size of an order that was given as a weight, by a rule, or not at all."""
        if "weight" in options:
            options["weight"] *= sign
            return None, None
        sizer = options.pop("size", None)
        if sizer is None and "parent" not in options:
            sizer = self._sizer
        if sizer is None:
            return None, None
        size = self._sized(sizer, place)
        if size.weight is not None:
            options["weight"] = sign * size.weight
        return size.quantity, size.fraction

    def _sized(self, size: Size | Sizer, place: int) -> Size:
        if isinstance(size, Size):
            return size
        account = self._account
        data = self._data if isinstance(self._data, Data) else self._data[account.names[place]]
        return size(View(data.close, self._periods_per_year(), account.equity, account.positions[place]))

    def _place(self, asset: str | None) -> int:
        names = self._account.names
        if asset is None and len(names) == 1:
            return 0
        if asset is None:
            raise ValueError(f"there are several assets, say which: asset={names[0]!r}")
        if asset not in names:
            raise ValueError(f"there is no asset {asset!r}; there are {', '.join(names)}")
        return names.index(asset)

    def target(self, weight: float, *, asset: str | None = None) -> int:
        """Order at the market what brings a position to `weight` of the equity, sized at the fill.

        Negative for short, 0 to close.
        """
        sign = 1 if weight > 0 else -1
        return self._account.submit(sign, self._place(asset), None, None, {"weight": weight}).number

    def rebalance(self, weights: Mapping[str, float]) -> None:
        """Bring every asset to its weight of the equity, those not named to zero; sales come first."""
        account, data = self._account, cast("Panel", self._data)
        wanted = {name: weights.get(name, 0.0) for name in account.names}
        for name in weights:
            self._place(name)
        equity = account.equity
        worth = {
            name: account.positions[place] * data[name].close[-1] if account.positions[place] else 0.0
            for place, name in enumerate(account.names)
        }
        moves = [(abs(wanted[name] * equity) - abs(worth[name]), name) for name in account.names]
        for _, name in sorted(move for move in moves if wanted[move[1]] or worth[move[1]]):
            self.target(wanted[name], asset=name)

    def close_position(self, asset: str | None = None) -> int | None:
        """Order to close a position at the market; None where there is none."""
        held = self._account.positions[self._place(asset)]
        if not held:
            return None
        return self._submit(-1 if held > 0 else 1, abs(held), None, asset, {})

    def bracket(
        self,
        side: str,
        *,
        quantity: float | None = None,
        fraction: float | None = None,
        asset: str | None = None,
        stop_loss: float | None = None,
        take_profit: float | None = None,
        stop_trail: float | None = None,
        stop_trail_percent: float | None = None,
        **entry: Unpack[OrderOptions],
    ) -> Bracket:
        """Order an entry, and exits that begin to work when it fills and cancel each other.

        `stop_loss` and `take_profit` are prices; `stop_trail` (an amount) or
        `stop_trail_percent` makes the stop a trailing one. The entry may be of any kind.

        Raises:
            ValueError: `side` is neither `"BUY"` nor `"SELL"`, or as `buy`.
        """
        if side not in ("BUY", "SELL"):
            raise ValueError(f"side={side!r} is neither 'BUY' nor 'SELL'")
        sign = 1 if side == "BUY" else -1
        number = self._submit(sign, quantity, fraction, asset, entry)
        beside: OrderOptions = {"parent": number, "oca": f"exits of order {number}"}
        stop: OrderOptions | None = None
        if stop_loss is not None:
            stop = {**beside, "stop": stop_loss}
        elif stop_trail is not None:
            stop = {**beside, "trail": stop_trail}
        elif stop_trail_percent is not None:
            stop = {**beside, "trail_percent": stop_trail_percent}
        target: OrderOptions | None = None if take_profit is None else {**beside, "limit": take_profit}
        return Bracket(number, *(self._exit(-sign, asset, options) for options in (stop, target)))

    def _exit(self, sign: int, asset: str | None, options: OrderOptions | None) -> int | None:
        return None if options is None else self._submit(sign, None, None, asset, options)

    def modify(
        self,
        order: int,
        *,
        quantity: float | None = None,
        **prices: Unpack[OrderOptions],
    ) -> None:
        """Change the size or the prices a working order has, before the next bar."""
        self._account.modify(order, prices, quantity)

    def cancel(self, order: int) -> None:
        """Withdraw an order before the next bar; one that has ended stays as it is."""
        self._account.cancel(order)

    def cancel_all(self, asset: str | None = None) -> None:
        """Withdraw every order, or every order for one asset."""
        place = None if asset is None else self._place(asset)
        for order in self._account.open_orders():
            if place is None or order.asset == place:
                self._account.cancel(order.number)


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
