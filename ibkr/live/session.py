"""A ledger read back: the bars, what was filled, and how to run the same through the backtester.

session = ibkr.live.read_session("cross.jsonl")
again = backtest(
    session.later(MovingAverageCross), session.bars, **session.terms(MovingAverageCross)
)
assert again.equity[-1] == session.result(MovingAverageCross).equity[-1]
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np

from ..backtest.assets import Asset
from ..backtest.research.walking import later
from ..backtest.series import COLUMNS
from ..errors import ConfigError
from ..model.bars import Bars
from .desk import Desk, Setup
from .ledger import Flattened, Heard, Opened, Stepped, bar_of, bars_of, entries_of

if TYPE_CHECKING:
    import os

    from ..backtest.records import Fill
    from ..backtest.result import Result
    from ..backtest.strategy import Strategy
    from .ledger import Entry


@attrs.define
class Replayed:
    """A slippage model of one run: its orders get what they really got, one after the other."""

    fills: list[tuple[float, float, float]]
    """Quantity, price and commission of each order, in the order in which they filled."""
    place: int = 0

    def __call__(self, sign: int, quantity: float, price: float, volume: float) -> float:
        """The price that the next fill had; the market's, where none of that size is next."""
        return self.fills[self.place][1] if self._is_next(quantity) else price

    def charge(self, quantity: float) -> float:
        """The commission of the next fill, which is past then."""
        if not self._is_next(quantity):
            return 0.0
        self.place += 1
        return self.fills[self.place - 1][2]

    def _is_next(self, quantity: float) -> bool:
        return self.place < len(self.fills) and self.fills[self.place][0] == quantity


@attrs.frozen
class Charges:
    """The commissions of the same run."""

    replayed: Replayed

    def __call__(self, quantity: float, price: float) -> float:
        """What the next fill cost."""
        return self.replayed.charge(quantity)


@attrs.frozen(eq=False)
class Session:
    """One live run as its ledger tells it."""

    opened: Opened
    happened: tuple[Stepped | Heard | Flattened, ...]
    """Steps, and what happened between them."""

    @property
    def steps(self) -> tuple[Stepped, ...]:
        """The steps, oldest first."""
        return tuple(entry for entry in self.happened if isinstance(entry, Stepped))

    @property
    def decided(self) -> tuple[Stepped, ...]:
        """The steps until the last one on which the strategy was asked."""
        last = max((place for place, step in enumerate(self.steps) if step.decided), default=-1)
        return self.steps[: last + 1]

    @property
    def bars(self) -> dict[str, Bars]:
        """The bars by asset, the past included, until the last one on which the strategy was asked."""
        found = {name: bars_of(rows) for name, rows in self.opened.warm.items()}
        for name, past in found.items():
            fresh = Bars.from_bars(bar_of(step.bars[name]) for step in self.decided if name in step.bars)
            found[name] = Bars(
                *(np.concatenate((getattr(past, column), getattr(fresh, column))) for column in COLUMNS)
            )
        return found

    @property
    def first(self) -> int:
        """The first step on which the strategy could be asked."""
        return len({row[0] for rows in self.opened.warm.values() for row in rows})

    def result(self, strategy: type[Strategy]) -> Result:
        """What the run came to, as a backtest's result: report it, measure it, compare it.

        Raises:
            ConfigError: the strategy decides otherwise than the one that was run.
        """
        desk = Desk(setup_of(self.opened, strategy))
        restore(desk, self.happened)
        return desk.result()

    def later(self, strategy: type[Strategy]) -> type[Strategy]:
        """The strategy, asked only from the first live bar on, for a backtest over `bars`."""
        return later(strategy, self.first)

    def terms(self, strategy: type[Strategy]) -> dict[str, Any]:
        """Keyword arguments for `backtest`: the run's cash, sizes, and what its orders really got."""
        whole = _by_order(self.result(strategy).fills)
        replayed = Replayed(whole)
        return {
            "cash": self.opened.cash,
            "parameters": dict(self.opened.parameters),
            "fractional": self.opened.fractional,
            "leverage": self.opened.leverage,
            "currency": self.opened.currency,
            "assets": list(assets_of(self.opened).values()),
            "seed": self.opened.seed,
            "slippage": replayed,
            "commission": Charges(replayed),
        }


def _by_order(fills: Any) -> list[tuple[float, float, float]]:
    """Several executions of an order as one: quantity, average price, commission."""
    orders: dict[int, list[Fill]] = {}
    for fill in fills:
        orders.setdefault(fill.order_id, []).append(fill)
    return [_whole(parts) for parts in orders.values()]


def _whole(parts: list[Fill]) -> tuple[float, float, float]:
    if len(parts) == 1:
        return parts[0].quantity, parts[0].price, parts[0].commission
    quantity = sum(part.quantity for part in parts)
    value = math.fsum(part.quantity * part.price for part in parts)
    return quantity, value / quantity, math.fsum(part.commission for part in parts)


def read_session(path: str | os.PathLike[str]) -> Session:
    """The run that the ledger at `path` tells of.

    Raises:
        ConfigError: there is none, or it cannot be read.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise ConfigError(f"There is no ledger to read at {path}: {error.strerror}.") from error
    # Half a line is what a crash left.
    entries = entries_of(content[: content.rfind(b"\n") + 1].splitlines(), path)
    if not entries:
        raise ConfigError(f"The ledger {path} is empty.")
    return session_of(entries)


def session_of(entries: list[Entry]) -> Session:
    """The session that these entries tell of."""
    first = entries[0]
    assert isinstance(first, Opened), "entries are checked when they are read"
    return Session(first, tuple(one for one in entries if isinstance(one, Stepped | Heard | Flattened)))


def assets_of(opened: Opened) -> dict[str, Asset]:
    """The terms of what that run traded."""
    return {
        name: Asset(name, multiplier=opened.multipliers.get(name, 1.0), settled=name in opened.settled)
        for name in opened.contracts
    }


def setup_of(opened: Opened, strategy: type[Strategy], **more: Any) -> Setup:
    """What the desk of that run began with.

    Raises:
        ConfigError: the ledger is another strategy's.
    """
    if opened.strategy != strategy.__name__:
        raise ConfigError(
            f"The ledger was begun by {opened.strategy}, not by {strategy.__name__}: give another name."
        )
    return Setup(
        strategy=strategy,
        parameters=opened.parameters,
        warm={name: bars_of(rows) for name, rows in opened.warm.items()},
        cash=opened.cash,
        fractional=opened.fractional,
        leverage=opened.leverage,
        currency=opened.currency,
        assets=assets_of(opened),
        seed=opened.seed,
        **more,
    )


def restore(desk: Desk, happened: Sequence[Stepped | Heard | Flattened]) -> None:
    """Take a desk through what happened in an earlier run; its strategy must want the same again.

    Raises:
        ConfigError: it wants something else: its code has changed, or chance is in it.
    """
    for number, step in enumerate(happened):
        if isinstance(step, Heard):
            desk.hear(step.news)
            continue
        if isinstance(step, Flattened):
            desk.flatten()
            continue
        bars = {name: bar_of(row) for name, row in step.bars.items()}
        wanted = desk.step(bars, step.news, decide=step.decided)
        if list(wanted) != step.intents:
            raise ConfigError(
                f"In entry {number} of the ledger {type(desk.strategy).__name__} decided otherwise than "
                "now: its code has changed, or it decides by chance. Begin a new ledger."
            )
