"""The frames that we send: `VERB+TARGET+{json}`, always text.

Source: spec/asyncapi.yaml, send operations.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import msgspec
from ibkr_wire.stream import MarketDataArguments, OrdersArguments
from ibkr_wire.tables.topics import TOPICS

Arguments = Mapping[str, object] | msgspec.Struct

# Topics that the generated table does not have yet.
SUBSCRIBE: Final = {
    "smh": "smh+{target}+{arguments}",
    "sbd": "sbd+{target}",
    "str": "str+{arguments}",
    "spl": "spl+{}",
    "ssd": "ssd+{target}+{arguments}",
    "sld": "sld+{target}+{arguments}",
    "shs": "shs+exercise+{arguments}",
    "inp": "inp+exercise+{arguments}",
}
UNSUBSCRIBE: Final = {
    "smh": "umh+{serverId}",
    "sbd": "ubd+{account}",
    "str": "utr",
    "spl": "upl+{}",
    "ssd": "usd+{target}+{}",
    "sld": "uld+{target}+{}",
}


def subscribe(topic: str, target: str = "", arguments: Arguments | None = None) -> str:
    """Ask for a topic: `smd+265598+{"fields":["31"]}`."""
    template = TOPICS[topic].subscribe if topic in TOPICS else SUBSCRIBE[topic]
    return _fill(template, target=target, arguments=_words(arguments))


def unsubscribe(topic: str, target: str = "") -> str:
    """End a topic: `umd+265598+{}`. A ladder ends by its account, a series by its number."""
    account = target.partition("+")[0]
    template = TOPICS[topic].unsubscribe if topic in TOPICS else UNSUBSCRIBE[topic]
    return _fill(template, target=target, account=account, serverId=target)


def subscribe_quotes(target: str, tags: Iterable[str]) -> str:
    """Ask for ticks of a contract; asking again adds the tags and renews the stream."""
    return subscribe("smd", target, MarketDataArguments(fields=list(tags)))


def subscribe_orders() -> str:
    """Ask for changes of orders: of all, because a filter here or over REST would mute the rest."""
    return subscribe("sor", arguments=OrdersArguments())


def subscribe_trades(days: int) -> str:
    """Ask for executions, those of the last days first; none of the past for zero days."""
    past = {"days": days} if days else {}
    return subscribe("str", arguments={"realtimeUpdatesOnly": not days, **past})


def subscribe_summary(account: str, keys: Iterable[str]) -> str:
    """Ask for values of an account; without keys for all."""
    return subscribe("ssd", account, {"keys": list(keys), "fields": []})


def subscribe_ledger(account: str, currencies: Iterable[str]) -> str:
    """Ask for the balances of an account; without currencies for all."""
    keys = [f"LedgerList{currency}" for currency in currencies]
    return subscribe("sld", account, {"keys": keys, "fields": []})


def subscribe_history(target: str, arguments: Arguments) -> str:
    """Ask for bars of a contract."""
    return subscribe("smh", target, arguments)


def begin_exercise(conid: int) -> str:
    """Ask for the choices that an option leaves."""
    return subscribe("shs", arguments={"CEX": str(conid)})


def answer_exercise(step_id: str, quantity: int | None) -> str:
    """Exercise so many of the option; None: go on after a prompt. It may be an order."""
    data: dict[str, object] = {"id": step_id, "user_action": "continue"}
    if quantity is not None:
        choice = {"allowed": "not_shown", "make_final": True, "value": quantity}
        data = {"id": step_id, "user_action": "submit", "exercise": choice}
    return subscribe("inp", arguments={"action": "user_input", "data": data})


def _words(arguments: Arguments | None) -> str:
    return "" if arguments is None else msgspec.json.encode(arguments).decode()


def _fill(template: str | None, **places: str) -> str:
    assert template is not None, "the description says how this topic is asked for"
    for place, words in places.items():
        template = template.replace(f"{{{place}}}", words)
    return template


PING: Final = subscribe("tic")
ECHO: Final = subscribe("ech")
