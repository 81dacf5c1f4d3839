"""Contracts with the rules of their orders, and definitions of many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, cast

from ibkr_wire.models.contracts import ContractRules
from ibkr_wire.rest.api.contracts import definitions, info_and_rules

from ibkr._core import wire
from ibkr._core.contracts import unknown_conid
from ibkr._core.flow import together
from ibkr._core.recall import recall
from ibkr._core.ticking import told_ticks
from ibkr.errors import BadRequest, GatewayFault, InvalidArgument, NotFound
from ibkr.model.contracts import Contract, HasConid, conid_of
from ibkr.model.details import ContractDetails

if TYPE_CHECKING:
    from ibkr_wire.models.contracts import ContractInfoAndRules, Definition, Definitions

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr.model.ticks import TickRules

MOST_DEFINITIONS: Final = 200
"""Source: limits-and-session.md, trsrv/secdef."""


def details(which: int | HasConid, desk: Desk) -> Flow[ContractDetails]:
    """A contract, and what its orders may look like.

    Raises:
        NoSuchContract: IBKR knows no contract of that number.
    """
    conid = conid_of(which)
    try:
        answer = yield from recall(info_and_rules.operation(conid), desk)
    except (BadRequest, NotFound, GatewayFault) as error:
        raise unknown_conid(conid, error) from error
    rules = answer.rules if isinstance(answer.rules, ContractRules) else ContractRules(error="none were told")
    ticks = told_ticks(answer)
    if ticks is not None:
        desk.ticks[conid] = ticks
    return _details(answer, rules, ticks)


def _details(answer: ContractInfoAndRules, rules: ContractRules, ticks: TickRules | None) -> ContractDetails:
    contract = Contract(
        answer.con_id,
        wire.text(answer.symbol),
        wire.text(answer.instrument_type),
        name=wire.text(answer.company_name),
        exchange=wire.text(answer.exchange),
        currency=wire.text(answer.currency),
        ticks=ticks,
    )
    tifs = _texts(rules.tif_types)
    return ContractDetails(
        contract=contract,
        local_symbol=wire.text(answer.local_symbol),
        trading_class=wire.text(answer.trading_class),
        industry=wire.text(answer.industry),
        category=wire.text(answer.category),
        exchanges=wire.words(answer.valid_exchanges, ","),
        expiry=wire.day(answer.maturity_date),
        multiplier=wire.number(answer.multiplier),
        underlying_conid=wire.whole(answer.underlying_con_id) or None,
        rules_missing=wire.text(rules.error),
        order_types=_texts(rules.order_types),
        order_types_outside=_texts(rules.order_types_outside),
        order_types_for_cash=_texts(rules.cqt_types),
        order_types_for_fractions=_texts(rules.fraq_types),
        tifs=tuple(tif.partition("/")[0] for tif in tifs),
        tifs_outside=tuple(tif.partition("/")[0] for tif in tifs if "o" in _flags(tif)),
        size_increment=wire.number(rules.size_increment),
        negative_prices=rules.negative_capable is True,
        algorithms=rules.algo_eligible is True,
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(str(one) for one in cast("list[object]", value)) if isinstance(value, list) else ()


def _flags(tif: str) -> list[str]:
    """What follows the name: `GTC/o,a` works outside regular hours (o) and all-or-none (a)."""
    return tif.partition("/")[2].split(",")


def define(which: Sequence[int | HasConid], desk: Desk) -> Flow[dict[int, Definition]]:
    """The definitions of contracts by conid, 200 a call; those that IBKR does not know are left out.

    Raises:
        InvalidArgument: no contract is named, or one by something that is no conid.
    """
    conids = list(dict.fromkeys(map(conid_of, which)))
    if not conids:
        raise InvalidArgument("Name at least one contract.")
    asked = [conids[place : place + MOST_DEFINITIONS] for place in range(0, len(conids), MOST_DEFINITIONS)]
    answers = yield from together(recall(definitions.operation(some), desk) for some in asked)
    found = {row.conid: row for answer in answers for row in _rows(answer)}
    return {conid: found[conid] for conid in conids if conid in found}


def _rows(answer: Definitions | None) -> Iterable[Definition]:
    rows = cast("object", answer.secdef) if answer is not None else None
    return cast("list[Definition]", rows) if isinstance(rows, list) else ()
