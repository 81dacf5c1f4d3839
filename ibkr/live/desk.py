"""A strategy at work, without I/O: bars and news in, intents out. The same input gives the same decisions.

That is how a run is restored: its ledger holds every step, and a strategy that is
told the same steps again is where it was.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from ..backtest.assets import Asset
from ..backtest.costs import IBKR_FIXED
from ..backtest.errors import StrategyError
from ..backtest.market import Market
from ..backtest.metrics import calendar_of
from ..backtest.orders import Working
from ..backtest.records import Fill
from ..backtest.result import Result, settle
from ..backtest.series import Panel
from ..backtest.signals import signal_driver
from ..backtest.strategy import Strategy, with_parameters
from ..backtest.terms import Terms
from ..errors import BacktestError
from ..model.bars import from_milliseconds, to_milliseconds
from .book import LiveBook
from .feeds import LiveFeed, lengthened

if TYPE_CHECKING:
    from ..backtest.costs import Commission
    from ..backtest.series import Series
    from ..backtest.sizers import Sizer
    from ..backtest.strategy import Declaration
    from ..model.bars import Bar, Bars
    from .news import Intent, News


@attrs.frozen(kw_only=True)
class Setup:
    """What a desk begins with."""

    strategy: type[Strategy]
    parameters: Mapping[str, Any]
    warm: Mapping[str, Bars]
    """The past of each asset, for indicators; the strategy is asked on no bar of it."""
    cash: float
    fractional: bool = False
    leverage: float = 1.0
    sizer: Sizer | None = None
    commission: Commission = IBKR_FIXED
    """Only an estimate, for sizes; what is paid comes from the gateway."""
    currency: str = "USD"
    assets: Mapping[str, Asset] = attrs.field(factory=dict[str, Asset])
    """What is not a plain share, by name."""
    seed: int | None = None


class Desk:
    """One strategy, its book and its data, step by step."""

    def __init__(self, setup: Setup) -> None:
        """Make the strategy, let it declare what it needs, and show it the past.

        Raises:
            BacktestError: an unknown parameter, an indicator that fails, or an `init` that raises.
        """
        self.setup = setup
        self.names = tuple(setup.warm)
        self.bars = dict(setup.warm)
        self.strategy, self.parameters = with_parameters(setup.strategy, setup.parameters)
        assets = [setup.assets.get(name) or Asset(name) for name in self.names]
        self.book = LiveBook(
            setup.cash,
            assets,
            commission=setup.commission,
            leverage=setup.leverage,
            fractional=setup.fractional,
        )
        self._assets = assets
        self._times: list[int] = sorted({int(time) for bars in setup.warm.values() for time in bars.time})
        self.first = len(self._times)
        """The first step on which the strategy may be asked."""
        self._conditions: list[Series] = []
        self._feeds = {name: LiveFeed(self._source(name)) for name in self.names}
        self._decide: Callable[[], object] = self.strategy.next
        self._begin()

    def _source(self, name: str) -> Callable[[], Bars | None]:
        return lambda: self.bars[name]

    def _begin(self) -> None:
        book, strategy = self.book, self.strategy
        book.bar = len(self._times) - 1
        book.told = []
        book.time_of = lambda step: from_milliseconds(self._times[max(step, 0)])
        for index, name in enumerate(self.names):
            book.marks[index] = float(self.bars[name].close[-1])
        datas = {name: feed.data() for name, feed in self._feeds.items()}
        data = next(iter(datas.values())) if len(datas) == 1 else Panel(datas)
        strategy.random = random.Random(self.setup.seed)
        strategy.attach(
            book,
            data,
            self._declare,
            self._conditions.append,
            sizer=self.setup.sizer,
            periods_per_year=cache(lambda: calendar_of(np.array(self._times)).periods_per_year),
        )
        state = self._init()
        if hasattr(strategy, "signal") and type(strategy).next is Strategy.next:
            self._decide = signal_driver(strategy, state)
        for feed in self._feeds.values():
            feed.start()
        for each in datas.values():
            each.settle()

    def _init(self) -> Any:
        name = type(self.strategy).__name__
        try:
            state = self.strategy.init()
        except BacktestError:
            raise
        except Exception as error:
            raise BacktestError(f"{name}.init failed: {type(error).__name__}: {error}") from error
        if self.book.orders:
            raise BacktestError(f"{name}.init places an order; orders are placed in next, on a bar.")
        return state

    def _declare(self, declaration: Declaration) -> Any:
        homes = [home for feed in self._feeds.values() if (home := feed.home_of(declaration)) is not None]
        if len({id(home) for home in homes}) > 1:
            raise BacktestError(f"The indicator {declaration} is made of series of different lengths.")
        return (homes[0] if homes else next(iter(self._feeds.values()))).declare(declaration)

    # --- steps ------------------------------------------------------------------------------------

    @property
    def last(self) -> int:
        """The instant of the latest step, milliseconds since the epoch."""
        return self._times[-1]

    def step(
        self, bars: Mapping[str, Bar], news: Sequence[News], *, decide: bool = True
    ) -> tuple[Intent, ...]:
        """Bars of one instant are over, and this happened meanwhile: what the strategy wants done.

        With `decide=False` it sees the bars and is not asked: they are old.

        Raises:
            StrategyError: the strategy raised; what it asked for on this bar is forgotten, and `.result`
            holds what happened until then.
            ValueError: bars of several instants, or one that does not come after the latest.
        """
        (time,) = {to_milliseconds(bar.time) for bar in bars.values()}
        if time <= self.last:
            raise ValueError(
                f"bars of {from_milliseconds(time)} do not come after {from_milliseconds(self.last)}"
            )
        self._times.append(time)
        self.book.bar = len(self._times) - 1
        for one in news:
            self.book.hear(one)
        for name, bar in bars.items():
            self.bars[name] = lengthened(self.bars[name], bar)
            self.book.marks[self.names.index(name)] = bar.close
        for feed in self._feeds.values():
            feed.reveal()
        made = len(self.book.orders)
        try:
            heard = self._tell()
            if decide and self._is_asked(heard):
                self._decide()
        except Exception as error:
            self.book.forget(made)
            raise self._failed(error) from error
        return tuple(self.book.taken())

    def price(self, name: str) -> float:
        """An asset's latest close."""
        return self.book.marks[self.names.index(name)]

    def flatten(self) -> tuple[Intent, ...]:
        """Orders that close every position at the market."""
        self.book.taken()
        for index, held in enumerate(self.book.positions):
            if held:
                self.book.submit(-1 if held > 0 else 1, index, abs(held), None)
        return tuple(self.book.taken())

    def hear(self, news: News) -> None:
        """Something that belongs to the latest step."""
        self.book.hear(news)

    def _is_asked(self, heard: bool) -> bool:
        if not all(feed.is_warm for feed in self._feeds.values()):
            return False
        if not self._conditions:
            return True
        return heard or any(
            len(series) and series[-1] and series[-1] == series[-1] for series in self._conditions
        )  # NaN is not true

    def _tell(self) -> bool:
        """Deliver what happened, in the order in which it happened; whether there was anything."""
        told, self.book.told = self.book.told or [], []
        for item in told:
            if isinstance(item, Working):
                self.strategy.on_order(self.book.describe(item))
            else:
                self.strategy.on_fill(Fill(self.book.time_of(item[0]), *item))
        return bool(told)

    def _failed(self, error: Exception) -> StrategyError:
        name, time = type(self.strategy).__name__, from_milliseconds(self.last)
        return StrategyError(
            f"{name} raised {type(error).__name__} on the bar of {time:%Y-%m-%d %H:%M} UTC: {error}. "
            "What happened until then is in `.result`.",
            bar=self.book.bar,
            time=time,
            asset=", ".join(self.names),
            result=self.result(),
        )

    # --- what came of it --------------------------------------------------------------------------

    def result(self) -> Result:
        """Everything until now, in the form of a backtest's result; the past is part of it."""
        setup = self.setup
        return settle(
            self.book,
            strategy=type(self.strategy).__name__,
            market=Market([self.bars[name] for name in self.names], self._assets),
            length=len(self._times),
            starting_cash=setup.cash,
            parameters=self.parameters,
            terms=Terms(
                commission=setup.commission,
                slippage=None,
                convention="next_open",
                assets=tuple(self._assets),
                leverage=setup.leverage,
                maintenance=0.0,
                fractional=setup.fractional,
                volume_limit=None,
                latency=0,
                risk=None,
                sizer=setup.sizer,
                currency=setup.currency,
                seed=setup.seed,
            ),
            first_decision=self.first,
            rates={},
            given_rates={},
            splits=(),
        )
