"""What a reader may ask of a stream, by topic: each wish is a line in the book of subscriptions.

Source: spec/asyncapi.yaml, send operations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from ibkr._core.fields import tags_of
from ibkr._core.history import check_lengths
from ibkr._core.stream import commands
from ibkr._core.stream.series import MOST_SERIES
from ibkr._core.stream.subscriptions import Subscription
from ibkr.errors import InvalidArgument, StreamError

if TYPE_CHECKING:
    from ibkr._core.stream.conversation import Conversation
    from ibkr.model.periods import BarSize, Source

Target = int | str
"""A conid, or `conid@EXCHANGE`, or a combination: `0;;;265598/1,8314/-1`."""

TARGET: Final = re.compile(r"[1-9]\d{0,18}(@[A-Z0-9._]+)?|\d+;;;[-\d/,]+(@[A-Z0-9._]+)?", re.ASCII)
ACCOUNT: Final = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)


def target_of(contract: Target) -> str:
    """The contract as it is written in a frame.

    Raises:
        InvalidArgument: it is none; the gateway would pass over it without a word.
    """
    if not TARGET.fullmatch(str(contract)):
        raise InvalidArgument(
            f"{contract!r} is no contract. Give its conid, or conid@EXCHANGE; "
            "find it by its symbol: ib.contracts.find('AAPL').conid."
        )
    return str(contract)


def account_of(account: str) -> str:
    """The account as it is written in a frame.

    Raises:
        InvalidArgument: it is none.
    """
    if not ACCOUNT.fullmatch(account):
        raise InvalidArgument("That is no account. Give one of ib.portfolio.accounts(), by its account_id.")
    return account


class Wishes:
    """The subscriptions of one conversation. Every `now` is that of the conversation."""

    def __init__(self, conversation: Conversation) -> None:
        """Made by the conversation."""
        self._talk = conversation
        self._book = conversation.book
        self._reader = conversation.interpreter

    # --- market data --------------------------------------------------------------------------

    def quotes(self, target: Target, fields: Iterable[str | int], now: float) -> None:
        """Ticks of a contract, or more fields of one that is subscribed.

        Raises:
            InvalidArgument: what is no contract, an unknown field, none at all, or more than 50.
        """
        timing = self._talk.timing
        name, tags = target_of(target), tags_of(fields)
        line = self._book.quotes(name, tags, renewal=timing.renewal, patience=timing.answer)
        self._talk.ask(line, now)

    def no_quotes(self, target: Target) -> None:
        """End the ticks of a contract; nothing happens if there were none."""
        self._reader.quotes.forget(str(target))
        self._end(f"smd+{target}")

    def history(
        self,
        target: Target,
        *,
        period: str,
        bar: BarSize,
        outside_rth: bool,
        source: Source | None,
        now: float,
    ) -> None:
        """Bars of a contract.

        Raises:
            InvalidArgument: what is no contract, or there are no such bars over that period.
            StreamError: five series are open, or one of this contract.
        """
        check_lengths(period, bar)
        target_of(target)
        series = self._reader.series
        if str(target) in series.wanted:
            raise StreamError(f"Bars of {target} are open. End them first: unsubscribe_history({target}).")
        if len(series.wanted) >= MOST_SERIES:
            raise StreamError(
                f"The gateway serves {MOST_SERIES} series of bars at a time. End one: unsubscribe_history(…)."
            )
        series.wanted.add(str(target))
        request = commands.subscribe_history(
            str(target), period=period, bar=bar, outside_rth=outside_rth, source=source
        )
        self._ask(f"smh+{target}", request, now, patience=self._talk.timing.answer)

    def no_history(self, target: Target) -> None:
        """End the bars of a contract, which frees their place as soon as their number is known."""
        number = self._reader.series.end(str(target))
        self._book.drop(f"smh+{target}")
        if number is not None:
            self._talk.say(commands.unsubscribe("smh", number))

    def ladder(self, account: str, target: Target, now: float) -> None:
        """The price ladder of a contract, in place of the one that the account has open.

        Needs a level 2 subscription; without it nothing comes, which is told as a refusal.

        Raises:
            InvalidArgument: what is no account, or no contract.
        """
        name = f"{account_of(account)}+{target_of(target)}"
        self.no_ladder(account)
        request = commands.subscribe("sbd", name)
        self._ask(f"sbd+{name}", request, now, patience=self._talk.timing.answer)

    def no_ladder(self, account: str) -> None:
        """End the account's price ladder."""
        for name in [name for name in self._book.names if name.startswith(f"sbd+{account}+")]:
            self._reader.ladders.forget(name.removeprefix("sbd+"))
            self._book.drop(name)
            self._talk.say(commands.unsubscribe("sbd", account))

    # --- trading ------------------------------------------------------------------------------

    def orders(self, now: float) -> None:
        """The live orders, read once and then followed."""
        if "sor" in self._book:
            return
        self._ask("sor", commands.subscribe_orders(), now, renewal=self._talk.timing.orders_renewal)
        self._talk.read_orders()

    def no_orders(self) -> None:
        """End the order updates."""
        self._talk.errands.drop("orders")
        self._end("sor")

    def trades(self, days: int, now: float) -> None:
        """Executions: those of the last `days` (0 to 7), then all to come.

        Raises:
            InvalidArgument: `days` is out of range.
        """
        if days not in range(8):
            raise InvalidArgument(f"The gateway looks back 0 to 7 days, not {days}.")
        self._ask("str", commands.subscribe_trades(days), now)

    def no_trades(self) -> None:
        """End the executions."""
        self._talk.errands.drop("executions")
        self._end("str")

    def positions(self, account: str) -> None:
        """Positions of an account, and what changes in them."""
        self._talk.follow_positions(account_of(account))

    def no_positions(self, account: str) -> None:
        """End the positions of an account."""
        self._talk.leave_positions(account)

    # --- money --------------------------------------------------------------------------------

    def pnl(self, now: float) -> None:
        """Profit and loss of every account."""
        self._ask("spl", commands.subscribe("spl"), now, patience=self._talk.timing.answer)

    def no_pnl(self) -> None:
        """End profit and loss."""
        self._end("spl")

    def summary(self, account: str, keys: Iterable[str], now: float) -> None:
        """Values of an account; without keys all of them."""
        request = commands.subscribe_summary(account_of(account), keys)
        self._ask(f"ssd+{account}", request, now, patience=self._talk.timing.answer)

    def no_summary(self, account: str) -> None:
        """End the values of an account."""
        self._end(f"ssd+{account}")

    def ledger(self, account: str, currencies: Iterable[str], now: float) -> None:
        """Balances of an account; without currencies all of them."""
        request = commands.subscribe_ledger(account_of(account), currencies)
        self._ask(f"sld+{account}", request, now, patience=self._talk.timing.answer)

    def no_ledger(self, account: str) -> None:
        """End the balances of an account."""
        self._end(f"sld+{account}")

    # --- one-off ------------------------------------------------------------------------------

    def exercise(self, conid: int) -> None:
        """Ask for the choices that an option leaves.

        Raises:
            Guarded: not allowed by the stream or by its client.
            StreamError: there is no session now. It is not kept for later, because it is an order.
        """
        self._talk.guard()
        self._talk.say_now(commands.begin_exercise(conid))

    def answer_exercise(self, step_id: str, quantity: int | None) -> None:
        """Exercise so many; None: go on after a prompt.

        Raises:
            Guarded: not allowed by the stream or by its client.
            InvalidArgument: the quantity is not positive.
            StreamError: there is no session now.
        """
        self._talk.guard()
        if quantity is not None and quantity < 1:
            raise InvalidArgument(f"Exercise at least one contract, not {quantity}.")
        self._talk.say_now(commands.answer_exercise(step_id, quantity))

    def heartbeat(self) -> None:
        """Ping the session now; the answer is a `SessionPing`."""
        self._talk.say_now(commands.PING)

    def _ask(
        self,
        name: str,
        request: str,
        now: float,
        *,
        renewal: float | None = None,
        patience: float | None = None,
    ) -> None:
        self._talk.ask(self._book.add(Subscription(name, request, renewal, patience)), now)

    def _end(self, name: str) -> None:
        line = self._book.drop(name)
        if line is not None:
            self._talk.say(commands.unsubscribe(line.topic, line.target))
