"""One contract's row of tags, for snapshots and for `smd` alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from itertools import count
from typing import TYPE_CHECKING, Any, Self

import attrs
import msgspec

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


_ALWAYS = ("server_id", "conidEx", "conid", "_updated", "6119")
_ONCE = ("6509", "6508")
_numbers = count()


@attrs.define(eq=False)
class Sheet:
    """A row as it goes out on websockets, put into JSON once for all who are told the same."""

    row: Mapping[str, Any]
    topic: str
    until: float = 0.0
    """Until when (epoch seconds) the row stays as it is."""
    halts: int = 0
    _number: int = attrs.field(factory=_numbers.__next__, init=False)
    _whole: msgspec.Raw | None = attrs.field(default=None, init=False)
    _since: tuple[int, msgspec.Raw | None] = attrs.field(default=(-1, None), init=False)
    """What changed since the sheet of that number: nearly all know the one before this."""

    def whole(self) -> msgspec.Raw:
        """The frame that tells everything."""
        if self._whole is None:
            self._whole = self._frame(self.row)
        return self._whole

    def since(self, known: Self) -> msgspec.Raw | None:
        """The frame for who knows that other sheet; None when nothing changed."""
        if self._since[0] != known._number:
            changed = _changes(known.row, self.row)
            head = {key: self.row[key] for key in _ALWAYS}
            self._since = (known._number, self._frame(head | changed) if changed else None)
        return self._since[1]

    def _frame(self, row: Mapping[str, Any]) -> msgspec.Raw:
        return msgspec.Raw(msgspec.json.encode({**row, "topic": self.topic}))


def _changes(known: Mapping[str, Any], seen: Mapping[str, Any]) -> dict[str, Any]:
    return {
        key: value
        for key, value in seen.items()
        if key not in _ALWAYS and (key not in _ONCE or key not in known) and known.get(key) != value
    }


class Sheets:
    """The sheets of the moment, each by its contract, its fields, and whether past sessions are known."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, tuple[str, ...], bool], Sheet] = {}

    def __reduce__(self) -> tuple[type[Sheets], tuple[()]]:
        """A saved world does without: they are made again when somebody asks."""
        return type(self), ()


_MOST_HELD = 4096


def row(state: State, contract: str, fields: Collection[str], *, age: float) -> Mapping[str, Any]:
    """The row of a contract whose line is `age` seconds old, with what comes unrequested."""
    return sheet(state, contract, tuple(fields), age=age).row


def sheet(state: State, contract: str, fields: tuple[str, ...], *, age: float) -> Sheet:
    """The same row, ready to be sent.

    Nothing changes between two prints of a contract, so a row is made once for all who
    ask for the same: hundreds of websockets look at the same few contracts.
    """
    key = (contract, fields, age >= SETTLE_SECONDS)
    found = state.sheets.held.get(key)
    if found is not None and state.world.now() < found.until and state.market.halts.changes == found.halts:
        return found
    made = Sheet(_row(state, contract, fields, age=age), f"smd+{contract}")
    conid = contract_conid(contract)
    if conid is not None and HELD.keys().isdisjoint(fields):
        made.halts, made.until = state.market.halts.changes, _next_change(conid, state.world.now())
        if len(state.sheets.held) >= _MOST_HELD:
            state.sheets.held.clear()
        state.sheets.held[key] = made
    return made


def _next_change(conid: int, now: float) -> float:
    """When its next print or a bell may come: bells ring at whole seconds."""
    return min(now // 1 + 1, (now - phase(conid)) // 1 + 1 + phase(conid))


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
