"""`smh`: bars of contracts, once, then the last bar as it changes; five series at a time.

Source: gateway facts "Websocket", section smh.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.simulator import history
from ibkr.simulator.charts import SOURCES_WITHOUT_VOLUME, Chart, chart
from ibkr.simulator.feeds.base import Complaint, Message, arguments
from ibkr.simulator.quoting import contract_conid
from ibkr.simulator.rendering.history import points

if TYPE_CHECKING:
    from ibkr.simulator.history import Window
    from ibkr.simulator.state import State

UPDATE_SECONDS = 5.0
"""How often the last bar is looked at again."""
_LETTERS = "ochlv"


@attrs.define(kw_only=True)
class _Series:
    """One subscription. `last` is the latest bar that the client knows."""

    topic: str
    conid: int
    window: Window
    outside_rth: bool
    source: str
    letters: frozenset[str]
    next_at: float
    last: Mapping[str, Any]


class SeriesFeed:
    """The series of one socket, by the id that only the answer tells."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._open: dict[str, _Series] = {}

    def subscribe(self, rest: str) -> Iterable[Message]:
        """`265598+{"period":"1d","bar":"5min"}`: the bars, under a new id."""
        contract, _, text = rest.partition("+")
        conid, given = contract_conid(contract), arguments(text)
        if conid is None:
            raise Complaint(f"smh: {contract[:32]!r} is not a conid")
        window = history.window(str(given.get("period", "")), str(given.get("bar", "")))
        source = str(given.get("source", ""))
        found = self._chart(conid, window, outside_rth=given.get("outsideRth") is True, source=source)
        server_id = self._state.slots.open()
        if server_id is None:
            raise Complaint("smh: too many series at once, end one by its serverId")
        bars = _chosen(found, _letters(given))
        topic = f"smh+{contract}"
        self._open[server_id] = _Series(
            topic=topic,
            conid=conid,
            window=window,
            outside_rth=found.outside_rth,
            source=source,
            letters=_letters(given),
            next_at=self._state.now() + UPDATE_SECONDS,
            last=bars[-1],
        )
        return [(topic, _frame(server_id, found, bars))]

    def unsubscribe(self, rest: str) -> Iterable[Message]:
        """`50211`: free the slot, which is answered by a remark without a topic."""
        server_id = rest.partition("+")[0]
        if self._open.pop(server_id, None) is None:
            raise Complaint(f"umh: there is no series {server_id[:32]!r}")
        self._state.slots.close(server_id)
        return [("", {"message": f"Unsubscribed {server_id}"})]

    def clear(self) -> None:
        """End every series."""
        for server_id in self._open:
            self._state.slots.close(server_id)
        self._open.clear()

    def next_due(self) -> float | None:
        """When a last bar is to be looked at again."""
        return min((series.next_at for series in self._open.values()), default=None)

    def messages(self) -> Iterator[Message]:
        """The last bars that changed, each with the head of its series."""
        now = self._state.now()
        for server_id, series in self._open.items():
            if now < series.next_at:
                continue
            series.next_at = now + UPDATE_SECONDS
            found = self._chart(
                series.conid, series.window, outside_rth=series.outside_rth, source=series.source
            )
            bars = [bar for bar in _chosen(found, series.letters) if bar["t"] >= series.last["t"]]
            if bars and bars != [series.last]:
                series.last = bars[-1]
                yield series.topic, _frame(server_id, found, bars)

    def _chart(self, conid: int, window: Window, *, outside_rth: bool, source: str) -> Chart:
        now = self._state.world.now()
        try:
            return chart(self._state.market, conid, window, until=now, outside_rth=outside_rth, source=source)
        except LookupError:
            raise Complaint("Chart data unavailable") from None


def _letters(given: Mapping[str, Any]) -> frozenset[str]:
    """The keys of a bar that `format` and `source` ask for."""
    wanted = {part.removeprefix("%") for part in str(given.get("format", "")).split("/")} & set(_LETTERS)
    no_volume = str(given.get("source", "")) in SOURCES_WITHOUT_VOLUME
    return frozenset({"t", *(wanted or _LETTERS)} - ({"v"} if no_volume else set()))


def _chosen(found: Chart, letters: frozenset[str]) -> list[dict[str, Any]]:
    return [
        {key: value for key, value in bar.items() if key in letters}
        for bar in points(found.series, volume=True)
    ]


def _frame(server_id: str, found: Chart, bars: list[dict[str, Any]]) -> dict[str, Any]:
    return {"serverId": server_id, **found.head(), "data": bars, "points": max(len(bars) - 1, 0)}
