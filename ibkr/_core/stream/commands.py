"""The frames that we send: `VERB+TARGET+{json}`, always text.

Source: spec/asyncapi.yaml, send operations.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgspec
from ibkr_wire.stream import (
    ExerciseArguments,
    ExerciseChoice,
    ExerciseInputArguments,
    ExerciseInputData,
    HistoryArguments,
    LedgerArguments,
    MarketDataArguments,
    OrdersArguments,
    SummaryArguments,
    TradesArguments,
)
from ibkr_wire.tables.topics import TOPICS
from msgspec import UNSET, Struct

if TYPE_CHECKING:
    from ibkr.model.periods import BarSize, Source

LEDGER: Final = "LedgerList"
"""What the names of a ledger's rows begin with; the currency follows."""

CANDLE: Final = "%o/%c/%h/%l/%v"
"""What is asked for of a bar: open, close, high, low, volume."""


def subscribe(topic: str, target: str = "", arguments: Struct | None = None) -> str:
    """Ask for a topic: `smd+265598+{"fields":["31"]}`."""
    return _fill(TOPICS[topic].subscribe, target=target, arguments=_words(arguments))


def unsubscribe(topic: str, target: str = "") -> str:
    """End a topic: `umd+265598+{}`. A ladder ends by its account, a series by its number."""
    account = target.partition("+")[0]
    return _fill(TOPICS[topic].unsubscribe, target=target, account=account, serverId=target)


def subscribe_quotes(target: str, tags: Iterable[str]) -> str:
    """Ask for ticks of a contract; asking again adds the tags and renews the stream."""
    return subscribe("smd", target, MarketDataArguments(fields=list(tags)))


def subscribe_orders() -> str:
    """Ask for changes of orders: of all, because a filter here or over REST would mute the rest."""
    return subscribe("sor", "", OrdersArguments())


def subscribe_trades(days: int) -> str:
    """Ask for executions, those of the last days first; none of the past for zero days."""
    return subscribe("str", "", TradesArguments(realtime_updates_only=not days, days=days or UNSET))


def subscribe_summary(account: str, keys: Iterable[str]) -> str:
    """Ask for values of an account; without keys for all."""
    return subscribe("ssd", account, SummaryArguments(keys=list(keys), fields=[]))


def subscribe_ledger(account: str, currencies: Iterable[str]) -> str:
    """Ask for the balances of an account; without currencies for all."""
    keys = [f"{LEDGER}{currency}" for currency in currencies]
    return subscribe("sld", account, LedgerArguments(keys=keys, fields=[]))


def subscribe_history(
    target: str, *, period: str, bar: BarSize, outside_rth: bool, source: Source | None
) -> str:
    """Ask for bars of a contract; without a source the gateway takes trades."""
    arguments = HistoryArguments(
        period=period, bar=bar, outside_rth=outside_rth, source=source or UNSET, format=CANDLE
    )
    return subscribe("smh", target, arguments)


def begin_exercise(conid: int) -> str:
    """Ask for the choices that an option leaves."""
    return subscribe("shs", "", ExerciseArguments(cex=str(conid)))


def answer_exercise(step_id: str, quantity: int | None) -> str:
    """Exercise so many of the option; None: go on after a prompt. It may be an order."""
    data = ExerciseInputData(id=step_id, user_action="continue")
    if quantity is not None:
        choice = ExerciseChoice(allowed="not_shown", make_final=True, value=quantity)
        data = ExerciseInputData(id=step_id, user_action="submit", exercise=choice)
    return subscribe("inp", "", ExerciseInputArguments(action="user_input", data=data))


def _words(arguments: Struct | None) -> str:
    return "" if arguments is None else msgspec.json.encode(arguments).decode()


def _fill(template: str | None, **places: str) -> str:
    assert template is not None, "the description says how this topic is asked for"
    for place, words in places.items():
        template = template.replace(f"{{{place}}}", words)
    return template


PING: Final = subscribe("tic")
ECHO: Final = subscribe("ech")
