"""Event contracts: the tree of categories, the questions of a market, the terms of a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ibkr_wire.operation import UNSET
from ibkr_wire.rest.api.events import categories, market, rules

from ibkr._core.exchange import exchange
from ibkr._core.reading import amount, day, instant, mapping, rows, text, whole, word
from ibkr.model.contracts import conid_of
from ibkr.model.event_contracts import EventCategoryNode, EventMarketName, EventQuestion, EventTerms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.contracts import Which

YES: Final = "Y"


def tree(desk: Desk) -> Flow[list[EventCategoryNode]]:
    """The categories at the top, each with those below it."""
    known = mapping((yield from exchange(categories.operation(), desk)).categories)
    below: dict[str | None, list[str]] = {}
    for name, row in known.items():
        parent = text(row.parent_id)
        # A parent that is not there would hide what is below it.
        below.setdefault(parent if parent in known and parent != name else None, []).append(name)
    return [_node(name, known, below) for name in below.get(None, [])]


def _node(name: str, known: Mapping[str, Any], below: Mapping[str | None, list[str]]) -> EventCategoryNode:
    children = [_node(child, known, below) for child in below.get(name, [])]
    row = known[name]
    return EventCategoryNode(name, word(row.name), [_market(each) for each in rows(row.markets)], children)


def _market(row: Any) -> EventMarketName:
    return EventMarketName(
        word(row.name), symbol=word(row.symbol), exchange=word(row.exchange), conid=whole(row.conid)
    )


def find(words: str, desk: Desk) -> Flow[list[EventMarketName]]:
    """The markets whose name or symbol holds those words, whatever their case."""
    wanted = words.strip().casefold()
    nodes = [node for top in (yield from tree(desk)) for node in top.walk()]
    found = {market.conid: market for node in nodes for market in node.markets if _speaks_of(market, wanted)}
    return list(found.values())


def _speaks_of(market: EventMarketName, wanted: str) -> bool:
    return wanted in market.name.casefold() or wanted == market.symbol.casefold()


def questions(
    underlying: Which, desk: Desk, *, exchange_name: str | None = None
) -> Flow[list[EventQuestion]]:
    """The questions of a market by expiry and threshold."""
    operation = market.operation(conid_of(underlying), exchange=exchange_name or UNSET)
    found: dict[tuple[str, str, str], dict[str, Any]] = {}
    for row in rows((yield from exchange(operation, desk)).contracts):
        key = word(row.expiration), word(row.strike), word(row.strike_label)
        found.setdefault(key, {})["yes" if word(row.side).upper().startswith(YES) else "no"] = row
    listed = [_question(*key, sides) for key, sides in found.items()]
    return sorted(listed, key=lambda one: (str(one.expires or ""), one.strike or 0))


def _question(expiration: str, strike: str, label: str, sides: Mapping[str, Any]) -> EventQuestion:
    yes, no = (whole(getattr(sides.get(side), "conid", None)) for side in ("yes", "no"))
    return EventQuestion(amount(strike), label, day(expiration), yes, no)


def terms(which: Which, desk: Desk) -> Flow[EventTerms]:
    """How a contract is decided and paid."""
    conid = conid_of(which)
    answer = yield from exchange(rules.operation(conid), desk)
    return EventTerms(
        conid,
        description=word(answer.description),
        threshold=word(answer.threshold),
        source=word(answer.source_agency),
        source_link=word(answer.data_and_resolution_link),
        rules_link=word(answer.market_rules_link),
        payout=amount(answer.payout),
        price_increment=amount(answer.price_increment),
        last_trade=instant(answer.last_trade_time),
        release=instant(answer.release_time),
        payment=instant(answer.payout_time),
    )
