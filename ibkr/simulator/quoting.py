"""One contract's row of tags, for snapshots and for `smd` alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator.market import universe
from ibkr.simulator.market.catalogue import combo
from ibkr.simulator.market.market import phase
from ibkr.simulator.rendering.numbers import milliseconds
from ibkr.simulator.rendering.quotes import GATHERED, HELD, View, render

if TYPE_CHECKING:
    from ibkr.simulator.market.catalogue import Combo
    from ibkr.simulator.state import State

_LONGEST_CONID = 18
SETTLE_SECONDS = 1.0
"""After this long a line knows the figures of past sessions too."""
SERVICES = "&serviceID1=122&serviceID2=123&serviceID3=203&serviceID4=775"


def contract_conid(contract: str) -> int | None:
    """The conid in `8314` or `8314@SMART`, None when there is no number."""
    number, _, _ = contract.partition("@")
    return int(number) if number.isascii() and number.isdigit() and len(number) <= _LONGEST_CONID else None


def market_combo(contract: str) -> Combo | None:
    """The combination in `0;;;265598/1,8314/-1`: with quotes the spread's conid is mostly 0."""
    head, found, _ = contract.partition(";;;")
    spread = str(universe.SPREADS["USD"]) if head.partition("@")[0] == "0" else head
    return combo(contract.replace(head, spread, 1)) if found else None


def is_contract(contract: str) -> bool:
    """Whether that names a contract: by its conid, or a combination by its legs."""
    return contract_conid(contract) is not None or market_combo(contract) is not None


@attrs.define
class Kept:
    """A row that many ask for, and until when (epoch seconds) it stays as it is."""

    row: Mapping[str, Any]
    until: float
    halts: int


Rows = dict[tuple[str, tuple[str, ...], bool], Kept]
_MOST_KEPT = 4096


def row(state: State, contract: str, fields: Collection[str], *, age: float) -> Mapping[str, Any]:
    """The row of a contract whose line is `age` seconds old, with what comes unrequested.

    Nothing changes between two prints of a contract, so a row is made once for all who
    ask for the same: hundreds of websockets look at the same few contracts.
    """
    conid = contract_conid(contract)
    if conid is None or not HELD.keys().isdisjoint(fields):
        return _row(state, contract, fields, age=age)
    now, halts = state.world.now(), state.market.halts.changes
    key = (contract, tuple(fields), age >= SETTLE_SECONDS)
    kept = state.rows.get(key)
    if kept is None or now >= kept.until or halts != kept.halts:
        if len(state.rows) >= _MOST_KEPT:
            state.rows.clear()
        # Bells ring at whole seconds, and end what was seen before too.
        until = min(now // 1 + 1, (now - phase(conid)) // 1 + 1 + phase(conid))
        kept = state.rows[key] = Kept(_row(state, contract, fields, age=age), until, halts)
    return kept.row


def _row(state: State, contract: str, fields: Collection[str], *, age: float) -> dict[str, Any]:
    head = {
        "server_id": state.server_id,
        "conidEx": contract,
        "conid": contract_conid(contract) or 0,
        "6119": state.server_id,
    }
    try:
        view = _view(state, contract, fields, age=age)
    except KeyError:
        return {**head, "_updated": state.world.milliseconds(), "31": "N/A", "55": "-"}
    updated = state.world.milliseconds() if view.quote is None else milliseconds(view.quote.time)
    return {
        **head,
        "_updated": updated,
        "6509": view.availability,
        "6508": SERVICES,
        **render(view, fields),
    }


def _view(state: State, contract: str, fields: Collection[str], *, age: float) -> View:
    found, now = market_combo(contract), state.world.now()
    if found is not None:
        return state.views.of_combo(found, now)
    # Positions and past sessions are looked up for those who ask: most want a price.
    held, past = not HELD.keys().isdisjoint(fields), not GATHERED.keys().isdisjoint(fields)
    return state.views.of(
        contract_conid(contract) or 0,
        now,
        account=state.account if held else None,
        past=past and age >= SETTLE_SECONDS,
    )
