"""Watchlists. Source: gateway facts "REST endpoints", section watchlists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading
from ibkr.simulator.market import contract
from ibkr.simulator.quoting import contract_conid
from ibkr.simulator.refusals import refuse, refuse_with_code
from ibkr.simulator.world.watchlists import Row, Watchlist

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State

_SYSTEM_LISTS = (("Popular stocks", "1"), ("Computers", "2"))


def overview(state: State, call: Call) -> dict[str, Any]:
    """The lists without their rows; those of the system only when nothing else was asked for."""
    state.reads.lists_warm = True
    data: dict[str, Any] = {"scanners_only": False, "show_scanners": False, "bulk_delete": False}
    if not call.query("SC"):
        data["system_lists"] = [
            {"is_open": False, "read_only": True, "name": name, "id": list_id, "type": "watchlist"}
            for name, list_id in _SYSTEM_LISTS
        ]
    data["user_lists"] = [_entry(each) for each in state.desk.watchlists.all()]
    return {"data": data, "action": "content", "MID": _counted(state)}


def _entry(watchlist: Watchlist) -> dict[str, Any]:
    return {
        "is_open": False,
        "read_only": False,
        "name": watchlist.name,
        "modified": watchlist.modified,
        "id": watchlist.list_id,
        "type": "watchlist",
    }


def _counted(state: State) -> str:
    """MID: the number of this call in the session, as text."""
    state.reads.list_calls += 1
    return str(state.reads.list_calls)


def content(state: State, call: Call) -> dict[str, Any]:
    """The rows of a list; a session's first read brings contract ids and names only."""
    found = state.desk.watchlists.find(_asked(call))
    if found is None:
        raise refuse_with_code(400, "Bad Request: there is no such watchlist")
    sparse = found.list_id not in state.reads.lists_read
    state.reads.lists_read.add(found.list_id)
    rows = [_sparse(row) if sparse else _row(row) for row in found.rows]
    return {**_head(found), "instruments": rows}


def _asked(call: Call) -> str:
    list_id = call.query("id")
    if not list_id:
        raise refuse(400, "Bad Request: id is missing")
    return list_id


def _head(watchlist: Watchlist) -> dict[str, Any]:
    return {
        "id": watchlist.list_id,
        "hash": str(watchlist.modified),
        "name": watchlist.name,
        "readOnly": False,
    }


def _sparse(row: Row) -> dict[str, Any]:
    if row.conid is None:
        return {"H": row.heading or ""}
    try:
        name = contract.instrument(row.conid).company_name
    except KeyError:
        name = ""
    return {"C": str(row.conid), "conid": row.conid, "name": name}


def _row(row: Row) -> dict[str, Any]:
    if row.conid is None:
        return {"H": row.heading or ""}
    try:
        listing = contract.instrument(row.conid)
    except KeyError:
        return _sparse(row)
    return {
        "ST": listing.sec_type,
        **_sparse(row),
        "fullName": listing.symbol,
        "assetClass": listing.sec_type,
        "ticker": listing.symbol,
        "chineseName": listing.company_name.title(),
    }


def save(state: State, call: Call) -> dict[str, Any]:
    """Create a list or overwrite one, bad contract ids included; the answer shows no rows."""
    body = call.object()
    list_id = reading.text(body, "id")
    if not (list_id.isascii() and list_id.isdigit()):
        raise reading.wrong("id")
    rows = tuple(_read(entry) for entry in reading.objects(body, "rows"))
    made = Watchlist(list_id, reading.text(body, "name"), rows, state.world.milliseconds())
    state.desk.watchlists.save(made)
    state.reads.lists_read.discard(list_id)
    return {**_head(made), "instruments": []}


def _read(entry: reading.Body) -> Row:
    if "C" not in entry:
        return Row(heading=str(entry.get("H", "")))
    if isinstance(entry["C"], str) and (conid := contract_conid(entry["C"])) is not None:
        return Row(conid=conid)
    return Row(conid=reading.whole(entry, "C"))


def delete(state: State, call: Call) -> dict[str, Any]:
    """Drop a list. An unknown id is confirmed as well once the session has read its lists."""
    list_id = _asked(call)
    if not state.desk.watchlists.delete(list_id) and not state.reads.lists_warm:
        raise refuse_with_code(503, "Service Unavailable")
    return {"data": {"deleted": list_id}, "action": "context", "MID": _counted(state)}


SERVES = {
    "watchlists.all": overview,
    "watchlists.content": content,
    "watchlists.save": save,
    "watchlists.delete": delete,
}
