"""Scans. Source: gateway facts "REST endpoints", section scanner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ibkr.simulator import reading
from ibkr.simulator.operations.bridge import through_bridge
from ibkr.simulator.refusals import refuse
from ibkr.simulator.rendering.numbers import dashed_time
from ibkr.simulator.rendering.scans import INSTRUMENTS, LOCATIONS, NOT_WORKED, result, vocabulary
from ibkr.simulator.world import scans

if TYPE_CHECKING:
    from ibkr.simulator.call import Call
    from ibkr.simulator.state import State
    from ibkr.simulator.world.scans import Filter, Found, Scan

MOST_ROWS = 50
_WORKED = ("STK", "STK.US.MAJOR", "STK.US", "STK.NASDAQ", "STK.NYSE")
_EMPTY = "TOP_PERC_GAIN"


def params(_: State, __: Call) -> dict[str, Any]:
    """Every word that a scan can be made of."""
    return vocabulary()


def run(state: State, call: Call) -> dict[str, Any]:
    """At most 50 contracts, best first; a scan of a market that this world does not have finds nothing."""
    body = call.object()
    instrument, code = reading.text(body, "instrument"), reading.text(body, "type")
    location = reading.text(body, "location")
    conditions = _conditions(body)
    if instrument not in INSTRUMENTS or code not in scans.SCANS.keys() | NOT_WORKED.keys():
        raise refuse(400, f"Bad Request: there is no scan {code} of {instrument}")
    scan = scans.SCANS.get(code)
    if scan is None:
        return result(scans.SCANS[_EMPTY], [])
    return result(scan, _found(state, scan, (instrument, location), conditions))


def _conditions(body: reading.Body) -> list[tuple[Filter, float]]:
    """Those conditions that are worked; the gateway takes no offence at words it does not know."""
    entries = reading.objects(body, "filter") if "filter" in body else []
    return [
        (scans.FILTERS[entry["code"]], float(entry["value"]))
        for entry in entries
        if reading.text(entry, "code") in scans.FILTERS and _is_number(entry.get("value"))
    ]


def _is_number(value: object) -> bool:
    try:
        return isinstance(value, (str, int, float)) and float(value) == float(value)
    except (ValueError, OverflowError):
        return False


def _found(
    state: State,
    scan: Scan,
    place: tuple[str, str],
    conditions: list[tuple[Filter, float]],
    most: int = MOST_ROWS,
) -> list[Found]:
    instrument, location = place
    if instrument != "STK" or (location not in _WORKED and location not in LOCATIONS["STK"]):
        return []
    found = scans.run(state.market, scan, at=state.world.now(), conditions=conditions, most=most)
    exchange = location.removeprefix("STK.")
    return [each for each in found if exchange not in ("NASDAQ", "NYSE") or each.listing.exchange == exchange]


# --- the old beta ---------------------------------------------------------------------


def beta_scan(state: State, call: Call) -> dict[str, Any]:
    """Contract ids of a scan; a page of 404 until the bridge is open."""
    through_bridge(state)
    body = call.object()
    scan = scans.SCANS.get(reading.text(body, "scanCode"))
    most = min(reading.whole(body, "maxItems") if "maxItems" in body else MOST_ROWS, MOST_ROWS)
    place = reading.text(body, "instrument"), reading.text(body, "locations")
    found = [] if scan is None or most < 1 else _found(state, scan, place, [], most)
    now = dashed_time(state.world.now())
    rows = [{"inScanTime": now, "contractID": str(each.listing.conid)} for each in found]
    return {
        "total": str(len(rows)),
        "size": str(len(rows)),
        "offset": "0",
        "scanTime": now,
        "id": "scanner1",
        "Contracts": {"Contract": rows},
    }


def beta_params(state: State, _: Call) -> dict[str, Any]:
    """The vocabulary behind the bridge; its real form is not known."""
    through_bridge(state)
    return vocabulary()


def beta_run_get(state: State, _: Call) -> dict[str, Any]:
    """A scan without a body: nothing was asked for, nothing is found."""
    through_bridge(state)
    return {"total": "0", "size": "0", "offset": "0", "Contracts": {"Contract": []}}


SERVES = {
    "scanner.params": params,
    "scanner.run": run,
    "scanner.beta_scan": beta_scan,
    "scanner.beta_params": beta_params,
    "scanner.beta_params_post": beta_params,
    "scanner.beta_run": beta_scan,
    "scanner.beta_run_get": beta_run_get,
}
