"""One contract's row of tags, for snapshots and for `smd` alike."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from ibkr.simulator.rendering.numbers import milliseconds
from ibkr.simulator.rendering.quotes import GATHERED, HELD, View, availability, render

if TYPE_CHECKING:
    from ibkr.simulator.state import State

_LONGEST_CONID = 18
SETTLE_SECONDS = 1.0
"""After this long a line knows the figures of past sessions too."""
SERVICES = "&serviceID1=122&serviceID2=123&serviceID3=203&serviceID4=775"


def contract_conid(contract: str) -> int | None:
    """The conid in `8314` or `8314@SMART`, None when there is no number."""
    number, _, _ = contract.partition("@")
    return int(number) if number.isascii() and number.isdigit() and len(number) <= _LONGEST_CONID else None


def row(state: State, contract: str, fields: Collection[str], *, age: float) -> dict[str, Any]:
    """The row of a contract whose line is `age` seconds old, with what comes unrequested."""
    conid = contract_conid(contract) or 0
    head = {"server_id": state.server_id, "conidEx": contract, "conid": conid, "6119": state.server_id}
    # Positions and past sessions are looked up for those who ask: most want a price.
    held, past = not HELD.keys().isdisjoint(fields), not GATHERED.keys().isdisjoint(fields)
    try:
        view = state.views.of(
            conid,
            state.world.now(),
            account=state.account if held else None,
            past=past and age >= SETTLE_SECONDS,
        )
    except KeyError:
        return {**head, "_updated": state.world.milliseconds(), "31": "N/A", "55": "-"}
    return head | _tags(state, view, fields)


def _tags(state: State, view: View, fields: Collection[str]) -> dict[str, Any]:
    quote = view.quote
    subscribed = quote is not None and view.instrument.conid not in state.habits.without_data
    seen = availability(subscribed=subscribed, is_open=quote is not None and quote.is_open)
    updated = state.world.milliseconds() if quote is None else milliseconds(quote.time)
    return {
        "_updated": updated,
        "6509": seen,
        "6508": SERVICES,
        **render(view, fields, subscribed=subscribed),
    }
