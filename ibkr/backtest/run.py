"""One strategy on its way through the bars: preparation, the loops, and what to do when it raises."""

from __future__ import annotations

import random
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import BacktestError
from ..model.bars import from_milliseconds, to_milliseconds
from . import carry
from .costs import TieredCommission
from .duties import Duties
from .errors import InvalidIndicator, StrategyError
from .feed import Feed, values
from .market import Market
from .matching import at_close, in_order, match
from .metrics import calendar_of
from .orders import Working
from .records import Fill
from .resample import resample
from .result import Result, settle
from .risk import Guardian, margin_watch
from .series import Data, Panel, Series
from .signals import signal_driver
from .strategy import Declaration, Strategy
from .turns import turner

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..model.bars import Bars
    from .broker import Broker
    from .terms import Terms


class Run:
    """One strategy, its data, its broker, and where it has got to."""

    def __init__(
        self,
        strategy: Strategy,
        series: list[Bars],
        parameters: dict[str, Any],
        *,
        broker: Broker,
        terms: Terms,
        rates: Mapping[str, Any],
        benchmark: Bars | None = None,
    ) -> None:
        self.strategy = strategy
        self.name = type(strategy).__name__
        self.parameters = parameters
        self.broker = broker
        self.terms = terms
        self.starting_cash = broker.cash
        self.market = Market(series, broker.assets)
        self.given_rates = rates
        self.rates = carry.rate_series(rates, self.market.times)
        self.benchmark = None if benchmark is None else carry.latest_closes(benchmark, self.market.times)
        self.duties = Duties()
        self.first = 0
        """The first step on which the strategy decides."""
        self._conditions: list[Series] = []
        self._wakes: list[int] = []
        self._walk: Callable[[], None] = self._walk_all
        self._feeds = self._make_feeds()
        self._rest = self.market.bar(0)
        self._decide: Callable[[], object] = strategy.next
        self._listens = (
            type(strategy).on_fill is not Strategy.on_fill or type(strategy).on_order is not Strategy.on_order
        )

    # --- preparation ------------------------------------------------------------------------------

    def _make_feeds(self) -> list[Feed]:
        broker, market = self.broker, self.market

        def now() -> int:
            return broker.bar

        if market.single:
            return [Feed(market.series[0], now)]
        return [
            Feed(bars, now, market.steps(index), row=market.row(index))
            for index, bars in enumerate(market.series)
        ]

    def prepare(self) -> None:
        """Let the strategy declare what it needs, calculate it, and reveal the warm-up."""
        self._connect()
        datas = [self._data_of(place) for place in range(len(self._feeds))]
        data = datas[0] if self.market.single else Panel(dict(zip(self.broker.names, datas, strict=True)))
        self._attach(data)
        state = self._init()
        if hasattr(self.strategy, "signal") and type(self.strategy).next is Strategy.next:
            self._decide = signal_driver(self.strategy, state)
        self.first = self._first_decision()
        self._wakes = self._wake_steps()
        wakes_up = bool(self._conditions)
        # A condition that the strategy did not keep need not be revealed.
        self._conditions.clear()
        for feed in self._feeds:
            feed.start(self.first)
        for each in datas:
            each.settle()
        self.duties.begin(self.first)
        self._walk = self._way(wakes_up)
        if self._listens:
            self.broker.told = []

    def _way(self, wakes_up: bool) -> Callable[[], None]:
        """Which of the loops to take."""
        if self.market.single and wakes_up:
            return self._walk_woken_single
        if self.market.single and not self._listens:
            return self._walk_single
        return self._walk_woken if wakes_up else self._walk_all

    def _connect(self) -> None:
        """Give the broker its closures, and enter what falls due."""
        broker, market, terms = self.broker, self.market, self.terms
        market.connect(broker)
        times = market.times
        broker.time_of = lambda step: from_milliseconds(int(times[step]))
        carry.schedule(market, broker, self.duties, self.rates)
        if any(isinstance(model, TieredCommission) for model in broker.commissions):
            self._count_months()
        if terms.maintenance > 0:
            self.duties.each_close.append(margin_watch(broker, terms.maintenance))
        if terms.risk is not None:
            broker.guardian = Guardian(broker, terms.risk)
            watch = broker.guardian.watch(market)
            if watch is not None:
                self.duties.each_close.append(watch)

    def _count_months(self) -> None:
        def begin(_step: int) -> None:
            self.broker.month_volume = 0.0

        months = self.market.times.astype("datetime64[ms]").astype("datetime64[M]")
        for step in (np.flatnonzero(months[1:] != months[:-1]) + 1).tolist():
            self.duties.at_open(step, begin)

    def _data_of(self, place: int) -> Data:
        feed = self._feeds[place]

        def coarser(span: str) -> Data:
            longer, known = resample(self.market.series[place], span)
            other = Feed(longer, feed_now(self.broker), self.market.steps(place)[known])
            self._feeds.append(other)
            data = Data(other.column_opener(), other.counter())
            data.settle()
            return data

        # Closures: what the strategy holds must not lead to this run and its arrays.
        return Data(feed.column_opener(), feed.counter(), coarser)

    def _attach(self, data: Data | Panel) -> None:
        feeds, conditions, times = self._feeds, self._conditions, self.market.times

        def declare(declaration: Declaration) -> Any:
            return _home(feeds, declaration).declare(declaration)

        def wake(series: Series) -> None:
            conditions.append(series)

        # Sought once, and only for sizers: it looks at every bar's time.
        calendar = cache(lambda: calendar_of(times))

        def periods_per_year() -> float:
            return calendar().periods_per_year

        self.strategy.random = random.Random(self.terms.seed)
        self.strategy.attach(
            self.broker,
            data,
            declare,
            wake,
            sizer=self.terms.sizer,
            periods_per_year=periods_per_year,
        )

    def _init(self) -> Any:
        try:
            state = self.strategy.init()
        except BacktestError:
            raise
        except Exception as error:
            raise BacktestError(f"{self.name}.init failed: {type(error).__name__}: {error}") from error
        if self.broker.orders:
            raise BacktestError(f"{self.name}.init places an order; orders are placed in next, on a bar.")
        return state

    def _first_decision(self) -> int:
        warm = [feed.step_of(feed.first_value()) for feed in self._feeds]
        # A series that begins later than the others holds nobody up, unless an indicator needs it.
        needed = [step for feed, step in zip(self._feeds, warm, strict=True) if feed.has_declarations()]
        return max(needed, default=0)

    # --- the loops --------------------------------------------------------------------------------

    def walk(self) -> None:
        """Visit every step from the first decision on."""
        try:
            self._walk()
        except Exception as error:
            raise self._failed(error) from error
        self.broker.expire_all()

    def _walk_single(self) -> None:
        """One asset, no callbacks: this loop is the engine's running time."""
        broker, duties, decide, feed = self.broker, self.duties, self._decide, self._feeds[0]
        bars = self.market.series[0]
        working, marks, late = broker.books[0], broker.marks, feed.late
        late.extend(other.reveal for other in self._feeds[1:])
        at_once = broker.convention == "close"
        alarm = duties.alarm
        turn = self._turn_single
        steps = zip(
            range(self.first, len(bars)),
            values(bars.open, self.first),
            values(bars.close, self.first),
            feed.revealer(),
            strict=True,
        )
        # Revealing comes with the step: nobody looks before the fills are done.
        for step, open_, close, _ in steps:
            broker.bar = step
            if working or step >= alarm:
                turn(step, open_, close)
                alarm = duties.alarm
            else:
                marks[0] = close
            if late:
                for reveal in late:
                    reveal()
            decide()
            if at_once and working:
                self._close_now([0])

    def _turn_single(self, step: int, open_: float, close: float) -> None:
        broker, duties = self.broker, self.duties
        self.market.rows[0] = step
        due = step >= duties.alarm
        if due:
            duties.open(step)
        if broker.delayed:
            broker.catch_up(step)
        if broker.used:
            broker.used.clear()
        if broker.books[0]:
            match(broker, 0, open_, self._rest, step)
        broker.marks[0] = close
        if due:
            duties.close(step)

    def _close_now(self, present: list[int]) -> None:
        """Convention `close`: what was decided on this bar is filled at its close."""
        broker, rows = self.broker, self.market.rows
        if self.market.single and rows[0] != broker.bar:
            # Without a working order the bar was not carried through: what is known of it is an older one's.
            rows[0] = broker.bar
            broker.used.clear()
        for index in in_order(broker, present):
            book = broker.books[index]
            at_close(broker, book, broker.marks[index], broker.bar)
            book[:] = [order for order in book if order.status == "pending"]

    def _walk_all(self) -> None:
        """Many assets, or a strategy that listens."""
        present, turn = self.market.present(), self._turner()
        at_once = self.broker.convention == "close"
        for step in range(self.first, len(present)):
            turn(step, present[step])
            for feed in self._feeds:
                feed.reveal()
            if self.broker.told:
                self._tell()
            self._decide()
            if at_once:
                self._close_now(present[step])
                if self.broker.told:
                    self._tell()

    def _walk_woken(self) -> None:
        """Many assets: every step is taken, and the strategy asked where it wants to be."""
        broker, wakes = self.broker, set(self._wakes)
        present, turn = self.market.present(), self._turner()
        told = broker.told = []
        at_once = broker.convention == "close"
        for step in range(self.first, len(present)):
            turn(step, present[step])
            if step in wakes or told:
                self._ask()
                if at_once:
                    self._close_now(present[step])
                    self._tell()

    def _walk_woken_single(self) -> None:
        """One asset: go from one step that matters to the next: a condition, an order at work, a date."""
        broker, duties, turn = self.broker, self.duties, self._turn_single
        bars, working, marks = self.market.series[0], broker.books[0], broker.marks
        opens, closes = bars.open.item, bars.close.item
        told = broker.told = []
        at_once = broker.convention == "close"
        step, end = self.first, len(bars)
        wakes = iter([*(wake for wake in self._wakes if wake >= step), end])
        wake = next(wakes)
        while True:
            if not working:
                step = max(step, min(wake, duties.alarm))
            if step >= end:
                break
            broker.bar = step
            close = closes(step)
            if working or step >= duties.alarm:
                turn(step, opens(step), close)
            else:
                marks[0] = close
            if step == wake or told:
                self._ask()
                if at_once:
                    self._close_now([0])
                    self._tell()
            if step == wake:
                wake = next(wakes)
            step += 1
        broker.bar = end - 1

    def _ask(self) -> None:
        """Show what has become known, tell what happened, and let the strategy decide."""
        for feed in self._feeds:
            feed.reveal()
        if self.broker.told:
            self._tell()
        self._decide()

    def _turner(self) -> Callable[[int, list[int]], None]:
        if not self.market.single:
            return turner(self.market, self.broker, self.duties, self.first)
        bars, broker, duties = self.market.series[0], self.broker, self.duties
        opens, closes = bars.open.item, bars.close.item
        marks, book = broker.marks, broker.books[0]

        def turn(step: int, _present: list[int]) -> None:
            broker.bar = step
            if book or step >= duties.alarm:
                self._turn_single(step, opens(step), closes(step))
            else:
                marks[0] = closes(step)

        return turn

    def _wake_steps(self) -> list[int]:
        """The steps on which a condition holds."""
        mask = np.zeros(len(self.market), dtype=np.bool_)
        for series in self._conditions:
            for feed in self._feeds:
                if feed.owns(series):
                    mask[feed.steps_of(np.flatnonzero(feed.truths(series)))] = True
        return np.flatnonzero(mask).tolist()

    def _tell(self) -> None:
        """Deliver what happened, in the order in which it happened."""
        broker, strategy = self.broker, self.strategy
        told = broker.told or []
        news = told[:] if self._listens else ()
        told.clear()
        for item in news:
            if isinstance(item, Working):
                strategy.on_order(broker.describe(item))
            else:
                strategy.on_fill(Fill(broker.time_of(item[0]), *item))

    # --- the end ----------------------------------------------------------------------------------

    def _failed(self, error: Exception) -> StrategyError:
        step = self.broker.bar
        time = from_milliseconds(int(self.market.times[step]))
        asset = ", ".join(self.broker.names) if self.broker.names != ("",) else "the asset"
        return StrategyError(
            f"{self.name} raised {type(error).__name__} on bar {step} of {asset} "
            f"({time:%Y-%m-%d %H:%M} UTC): {error}. What happened until then is in `.result`.",
            bar=step,
            time=time,
            asset=asset,
            result=self.result(step + 1),
        )

    def result(self, length: int) -> Result:
        """Everything on the first `length` steps."""
        return settle(
            self.broker,
            strategy=self.name,
            market=self.market,
            length=length,
            starting_cash=self.starting_cash,
            parameters=self.parameters,
            terms=self.terms,
            first_decision=self.first,
            rates=self.rates,
            given_rates=self.given_rates,
            splits=self._splits(),
            benchmark=self.benchmark,
        )

    def _splits(self) -> tuple[tuple[int, str, float], ...]:
        found = [
            (self.market.step_at(to_milliseconds(split.time)), asset.name, split.ratio)
            for asset in self.market.assets
            for split in asset.splits
        ]
        return tuple(sorted(found))


def feed_now(broker: Broker) -> Callable[[], int]:
    """The current step, told without leading to the run."""
    return lambda: broker.bar


def _home(feeds: list[Feed], declaration: Declaration) -> Feed:
    """The feed whose series an indicator is made of; the first where it is made of none."""
    found = [feed for series in declaration.series() for feed in feeds if feed.owns(series)]
    if not found:
        if callable(declaration.source) or len(feeds) == 1:
            return feeds[0]
        size = len(np.asarray(declaration.source))
        fitting = [feed for feed in feeds if len(feed) == size]
        return fitting[0] if fitting else feeds[0]
    if any(feed is not found[0] for feed in found):
        raise InvalidIndicator(
            f"The indicator {declaration} mixes series of different assets or spans; "
            "make one of each and compare them in next."
        )
    return found[0]
