"""All subscriptions of one socket, and the verbs that open and end them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ibkr.simulator.feeds.base import Complaint, Feed, Message
from ibkr.simulator.feeds.exercise import ExerciseTalk
from ibkr.simulator.feeds.ladder import LadderFeed
from ibkr.simulator.feeds.market import MarketFeed
from ibkr.simulator.feeds.orders import OrderFeed
from ibkr.simulator.feeds.series import SeriesFeed
from ibkr.simulator.feeds.trades import TradeFeed
from ibkr.simulator.feeds.values import LEDGER, SUMMARY, PnlFeed, ValuesFeed

if TYPE_CHECKING:
    from ibkr.simulator.state import State

Verb = Callable[[str], Iterable[Message]]


class Subscriptions:
    """What one client asked to be told."""

    def __init__(self, state: State) -> None:
        self._state = state
        market, orders, trades = MarketFeed(state), OrderFeed(state), TradeFeed(state)
        series, ladders, pnl = SeriesFeed(state), LadderFeed(state), PnlFeed(state)
        summaries, ledgers = ValuesFeed(state, SUMMARY), ValuesFeed(state, LEDGER)
        exercise = ExerciseTalk(state)
        self._brokerage: tuple[Feed, ...] = (market, orders, trades, series, ladders, exercise)
        self._all: tuple[Feed, ...] = (*self._brokerage, pnl, summaries, ledgers)
        self._verbs: dict[str, Verb] = {
            "spl": pnl.subscribe,
            "upl": pnl.unsubscribe,
            "ssd": summaries.subscribe,
            "usd": summaries.unsubscribe,
            "sld": ledgers.subscribe,
            "uld": ledgers.unsubscribe,
        }
        self._brokerage_verbs: dict[str, Verb] = {
            "smd": market.subscribe,
            "umd": market.unsubscribe,
            "smh": series.subscribe,
            "umh": series.unsubscribe,
            "sbd": ladders.subscribe,
            "ubd": ladders.unsubscribe,
            "sor": orders.subscribe,
            "uor": orders.unsubscribe,
            "str": trades.subscribe,
            "utr": trades.unsubscribe,
            "shs": exercise.begin,
            "inp": exercise.go_on,
        }

    def take(self, verb: str, rest: str) -> Iterable[Message]:
        """Do what the client asks; what needs the brokerage session is lost without one.

        Raises:
            Complaint: it is answered by an error frame.
        """
        if verb in self._verbs:
            return self._verbs[verb](rest)
        if verb not in self._brokerage_verbs:
            raise Complaint("unknown topic")
        return self._brokerage_verbs[verb](rest) if self._state.session.flags.authenticated else ()

    def messages(self) -> Iterator[Message]:
        """What is due of everything."""
        for feed in self._all:
            yield from feed.messages()

    def due_times(self) -> Iterator[float]:
        """When each kind of subscription is to be looked at again."""
        return (due for feed in self._all if (due := feed.next_due()) is not None)

    def end_brokerage(self) -> None:
        """The brokerage session ended: what needs it is forgotten."""
        for feed in self._brokerage:
            feed.clear()

    def clear(self) -> None:
        """The client is gone."""
        for feed in self._all:
            feed.clear()
