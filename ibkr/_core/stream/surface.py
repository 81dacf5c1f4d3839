"""What both colours of a stream offer: the same wishes, sent in one task or handed to another thread."""

from __future__ import annotations

import abc
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ibkr._core.fields import DEFAULT_FIELDS
from ibkr._core.stream.health import health_of, session_of

if TYPE_CHECKING:
    from ibkr._core.stream.audience import Audience
    from ibkr._core.stream.conversation import Conversation
    from ibkr._core.stream.health import StreamHealth
    from ibkr._core.stream.wishes import Wishes
    from ibkr.model.events import SessionStatus, StreamSession
    from ibkr.model.periods import BarSize, Source

Wish = Callable[["Wishes", float], None]


class StreamSurface(abc.ABC):
    """Wishes and state of a stream.

    Wishes may be made at any time while it is open: they are sent when the session
    is ready and again after every reconnection. Every one raises `StreamError` when
    the stream is closed.
    """

    _conversation: Conversation

    @property
    @abc.abstractmethod
    def _readers(self) -> Audience:
        """Who reads it."""

    @abc.abstractmethod
    def _wish(self, wish: Wish) -> None:
        """Note the wish and act on it."""

    # --- market data --------------------------------------------------------------------------

    def market_data(self, conid: int | str, *, fields: Iterable[str | int] = DEFAULT_FIELDS) -> None:
        """Ask for ticks of a contract (`conid` or `"conid@EXCHANGE"`): a `Quote` for each.

        Fields go by name, short name or tag; asking again adds fields. The stream
        renews the request before the gateway ends it. A contract that the gateway
        does not serve is told as `SubscriptionRefused`.

        Raises:
            InvalidArgument: what is no contract, an unknown field, none at all, or more than 50.
        """
        wanted = tuple(fields)
        self._wish(lambda wishes, now: wishes.quotes(conid, wanted, now))

    def unsubscribe_market_data(self, conid: int | str) -> None:
        """End the ticks of a contract, which frees its market data line."""
        self._wish(lambda wishes, _: wishes.no_quotes(conid))

    def history(
        self,
        conid: int | str,
        *,
        period: str = "1d",
        bar: BarSize = "1min",
        outside_rth: bool = False,
        source: Source | None = None,
    ) -> None:
        """Ask for bars of a contract: a `HistoryUpdate` with all of them, then the last one as it grows.

        Raises:
            InvalidArgument: what is no contract, or there are no such bars over that period.
            StreamError: five series are open, or one of this contract.
        """
        self._wish(
            lambda wishes, now: wishes.history(
                conid, period=period, bar=bar, outside_rth=outside_rth, source=source, now=now
            )
        )

    def unsubscribe_history(self, conid: int | str) -> None:
        """End the bars of a contract, which frees one of the five places."""
        self._wish(lambda wishes, _: wishes.no_history(conid))

    def ladder(self, account_id: str, conid: int | str) -> None:
        """Ask for the price ladder of a contract (`conid` or `"conid+EXCHANGE"`): a `LadderUpdate` a change.

        An account has one ladder: another takes its place. Without a level 2
        subscription nothing comes, which is told as `SubscriptionRefused`.
        """
        self._wish(lambda wishes, now: wishes.ladder(account_id, conid, now))

    def unsubscribe_ladder(self, account_id: str) -> None:
        """End the account's price ladder."""
        self._wish(lambda wishes, _: wishes.no_ladder(account_id))

    # --- trading ------------------------------------------------------------------------------

    def orders(self) -> None:
        """Ask for order updates: first the live orders as they stand, then every change."""
        self._wish(lambda wishes, now: wishes.orders(now))

    def unsubscribe_orders(self) -> None:
        """End the order updates."""
        self._wish(lambda wishes, _: wishes.no_orders())

    def trades(self, *, days: int = 1) -> None:
        """Ask for executions: those of the last `days` (0 to 7), then an `Execution` for each to come.

        Raises:
            InvalidArgument: `days` is out of range.
        """
        self._wish(lambda wishes, now: wishes.trades(days, now))

    def unsubscribe_trades(self) -> None:
        """End the executions."""
        self._wish(lambda wishes, _: wishes.no_trades())

    def positions(self, account_id: str) -> None:
        """Read the account's positions now, after executions and after gaps: a `PositionUpdate` a change."""
        self._wish(lambda wishes, _: wishes.positions(account_id))

    def unsubscribe_positions(self, account_id: str) -> None:
        """End the positions of an account."""
        self._wish(lambda wishes, _: wishes.no_positions(account_id))

    # --- money --------------------------------------------------------------------------------

    def pnl(self) -> None:
        """Ask for profit and loss of every account: a `PnlUpdate` at most once a second."""
        self._wish(lambda wishes, now: wishes.pnl(now))

    def unsubscribe_pnl(self) -> None:
        """End profit and loss."""
        self._wish(lambda wishes, _: wishes.no_pnl())

    def summary(self, account_id: str, *, keys: Iterable[str] = ()) -> None:
        """Ask for values of an account by name, such as `NetLiquidation`; without keys for all."""
        names = tuple(keys)
        self._wish(lambda wishes, now: wishes.summary(account_id, names, now))

    def unsubscribe_summary(self, account_id: str) -> None:
        """End the values of an account."""
        self._wish(lambda wishes, _: wishes.no_summary(account_id))

    def ledger(self, account_id: str, *, currencies: Iterable[str] = ()) -> None:
        """Ask for balances of an account by currency, such as `EUR` or `BASE`; without any for all."""
        names = tuple(currencies)
        self._wish(lambda wishes, now: wishes.ledger(account_id, names, now))

    def unsubscribe_ledger(self, account_id: str) -> None:
        """End the balances of an account."""
        self._wish(lambda wishes, _: wishes.no_ledger(account_id))

    # --- one-off ------------------------------------------------------------------------------

    def exercise(self, conid: int) -> None:
        """Ask for the choices that an option leaves: an `ExerciseStep` with the id to answer.

        Raises:
            Guarded: the stream was opened without `exercise=True`, or the account is not a paper
                account and the client was made without `live=True`.
            StreamError: there is no brokerage session now.
        """
        self._wish(lambda wishes, _: wishes.exercise(conid))

    def answer_exercise(self, step_id: str, *, quantity: int | None = None) -> None:
        """Exercise so many of the option, finally; without a quantity: go on after the prompt.

        Raises:
            Guarded: as for `exercise`.
            InvalidArgument: the quantity is not positive.
            StreamError: there is no brokerage session now.
        """
        self._wish(lambda wishes, _: wishes.answer_exercise(step_id, quantity))

    def send_heartbeat(self) -> None:
        """Ping the session now, besides the ping each minute; the answer is a `SessionPing`.

        Raises:
            StreamError: there is no brokerage session now.
        """
        self._wish(lambda wishes, _: wishes.heartbeat())

    # --- state --------------------------------------------------------------------------------

    @property
    def subscriptions(self) -> tuple[str, ...]:
        """What is asked for, oldest first: `smd+265598`, `sor`."""
        return self._conversation.subscriptions

    @property
    def status(self) -> SessionStatus:
        """The brokerage session as the stream last heard of it."""
        return self._conversation.status

    @property
    def conflated(self) -> int:
        """Quotes, heartbeats and the like that a later one replaced before they were read."""
        return self._readers.conflated

    @property
    def health(self) -> StreamHealth:
        """How the stream goes, for whoever watches over a program."""
        readers = self._readers
        return health_of(self._conversation, waiting=readers.waiting, conflated=readers.conflated)

    @property
    def session(self) -> StreamSession:
        """Connection and session at one look: phase, user, accounts, subscriptions."""
        return session_of(self._conversation)
