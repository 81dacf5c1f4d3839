"""Instructions, one or many at a time: taken, looked at, cancelled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ibkr.simulator.http import Response
from ibkr.simulator.management import effects
from ibkr.simulator.management.records import Instruction, Rejected, iso
from ibkr.simulator.problems import Problem, invalid

if TYPE_CHECKING:
    from ibkr.simulator.management.asked import Asked

_TAKEN, _DONE, _REFUSED = 202, 201, 422
_DEEPEST_DAYS, _DEEPEST_ROWS = 30, 100_000
_HISTORY_SECONDS = 2.0
_DAY = 86_400.0

Taker = Callable[["Asked", str, Mapping[str, Any], int], Instruction]


# -- taking ----------------------------------------------------------------------------


def take(asked: Asked) -> Response:
    """One instruction: 202 while it is under way, 201 when it is done, 422 when it makes no sense."""
    return _single(asked, _take)


def take_many(asked: Asked) -> Response:
    """Instructions of one kind: 202, or 207 when some of them make no sense."""
    return _many(asked, _take)


def cancel(asked: Asked) -> Response:
    """Take an instruction back: 201."""
    return _single(asked, _cancel)


def cancel_many(asked: Asked) -> Response:
    """Take several instructions back: 202, or 207 when some cannot be."""
    return _many(asked, _cancel)


def _single(asked: Asked, taker: Taker) -> Response:
    kind, given = asked.body["instructionType"], asked.body["instruction"]
    made = _once(asked, kind, given, asked.office.new_set(), taker)
    if made.status == "REJECTED":
        raise _refusal(made)
    return shown(made, status=_DONE if made.status == "PROCESSED" else _TAKEN)


def _many(asked: Asked, taker: Taker) -> Response:
    kind, set_id = asked.body["instructionType"], asked.office.new_set()
    made = [_once(asked, kind, given, set_id, taker) for given in asked.body["instructions"]]
    status = 207 if any(each.status == "REJECTED" for each in made) else _TAKEN
    return Response.json({"status": status, **_set(set_id, made)}, status=status)


def _once(asked: Asked, kind: str, given: Mapping[str, Any], set_id: int, taker: Taker) -> Instruction:
    """Take an instruction; a client's own id that was used before answers with the first one."""
    known = asked.office.by_client_id(given["clientInstructionId"])
    return taker(asked, kind, given, set_id) if known is None else known


def _take(asked: Asked, kind: str, given: Mapping[str, Any], set_id: int) -> Instruction:
    rules, office, now = effects.KINDS[kind], asked.office, asked.now
    if missing := [key for key in rules.needs if key not in given]:
        raise invalid(missing, f"{missing[0]} is missing")
    made = office.file(kind, given, set_id=set_id, now=now, due=now + rules.delay)
    made.reference = office.new_reference()
    try:
        rules.check(office, asked.broker, given)
        wanted = effects.wanted_at(given)
    except Rejected as reason:
        made.reject(reason)
        return made
    made.due = max(made.due, wanted)
    if made.due <= now:
        effects.carry_out(office, asked.broker, made)
    else:
        office.wait(made)
    return made


def _cancel(asked: Asked, kind: str, given: Mapping[str, Any], set_id: int) -> Instruction:
    made = asked.office.file(kind, given, set_id=set_id, now=asked.now, due=asked.now)
    try:
        _take_back(asked.office.instructions.get(given["instructionId"]), given)
    except Rejected as reason:
        made.reject(reason)
    else:
        made.status = "PROCESSED"
    return made


def _take_back(target: Instruction | None, given: Mapping[str, Any]) -> None:
    number = given["instructionId"]
    if target is None:
        words = f"Instruction Id: {number} not related to this client"
        raise Rejected("ERROR_INSTR_ID_AND_CP_NOT_RELATED", words)
    rules = effects.KINDS.get(target.kind)
    if not target.is_open or rules is None or not rules.cancellable:
        words = f"Transaction id {number} cannot be cancelled. It is {target.kind} and {target.status}"
        raise Rejected("ERROR_CANCELLATION_NOT_ALLOWED", words)
    target.reject(Rejected("CANCELLED", given["reason"]))


# -- looking ---------------------------------------------------------------------------


def by_id(asked: Asked) -> Response:
    """An instruction by the service's id."""
    number = asked.path_number("instructionId")
    return _found(asked.office.instructions.get(number))


def by_client_id(asked: Asked) -> Response:
    """An instruction by the client's own id."""
    return _found(asked.office.by_client_id(asked.path_number("clientInstructionId")))


def _found(found: Instruction | None) -> Response:
    if found is None:
        raise Problem(404, "Not found", "There is no such instruction", kind="/simple")
    return shown(found, status=200)


def of_set(asked: Asked) -> Response:
    """All instructions of a set."""
    set_id = asked.path_number("instructionSetId")
    members = asked.office.of_set(set_id)
    if not members:
        raise Problem(404, "Not found", "There is no such set of instructions", kind="/simple")
    return Response.json({"status": 200, **_set(set_id, members)})


def history(asked: Asked) -> Response:
    """Ask for the instructions of the last days: 202, the list is in the state of this one later."""
    given, now = asked.body["instruction"], asked.now
    terms = given["transactionHistory"]
    made = asked.office.by_client_id(given["clientInstructionId"])
    if made is None:
        kind, set_id = asked.body["instructionType"], asked.office.new_set()
        made = asked.office.file(kind, given, set_id=set_id, now=now, due=now)
        try:
            effects.known(asked.broker, given["accountId"])
        except Rejected as reason:
            made.reject(reason)
        else:
            made.due = now + _HISTORY_SECONDS
            made.told["instructionHistory"] = _history(asked, given["accountId"], terms)
            asked.office.wait(made)
    if made.status == "REJECTED":
        raise _refusal(made)
    return shown(made, status=_TAKEN)


def _history(asked: Asked, account: str, terms: Mapping[str, Any]) -> dict[str, Any]:
    days, kind = terms["daysToGoBack"], terms.get("transactionType", "ALL")
    if not 1 <= days <= _DEEPEST_DAYS:
        raise invalid(["daysToGoBack"], f"daysToGoBack must lie between 1 and {_DEEPEST_DAYS}")
    found = asked.office.of_account(account, since=asked.now - days * _DAY)
    return {
        "historyMaxDepthNumberOfDays": _DEEPEST_DAYS,
        "historyMaxDepthNumberOfInstruction": _DEEPEST_ROWS,
        "result": [_past(each) for each in found if _is_wanted(each.kind, kind)],
    }


def _is_wanted(kind: str, wanted: str) -> bool:
    return kind in effects.KINDS if wanted == "ALL" else kind == wanted


def _past(each: Instruction) -> dict[str, Any]:
    money = {key: each.asked[key] for key in ("amount", "currency") if key in each.asked}
    return {
        "clientInstructionId": each.client_id,
        "ibInstructionId": each.instruction_id,
        "instructionSetId": each.set_id,
        "instructionType": each.kind,
        "requestDate": iso(each.made),
        "status": each.status,
        **money,
    }


# -- rendering -------------------------------------------------------------------------


def shown(made: Instruction, *, status: int) -> Response:
    """An instruction with its state so far; what a question found is told once it is done."""
    return Response.json({"status": status, **_member(made)}, status=status)


def _member(made: Instruction) -> dict[str, Any]:
    result = made.state()
    if made.status == "PENDING":
        result.pop("instructionHistory", None)
    return {"instructionSetId": made.set_id, "instructionResult": result}


def _set(set_id: int, made: list[Instruction]) -> dict[str, Any]:
    return {"instructionSetId": set_id, "instructionResults": [_of_set(each) for each in made]}


def _of_set(made: Instruction) -> dict[str, Any]:
    if made.status == "REJECTED":
        refused = _refusal(made).body()
        return {key: value for key, value in refused.items() if key != "detail"}
    return {"status": _TAKEN, **_member(made)}


def _refusal(made: Instruction) -> Problem:
    assert made.error is not None, "an instruction is rejected with its reason"
    return Problem(_REFUSED, "Business Error", made.error[1], kind="/simple", **_member(made))


_MOVES = tuple(
    f"management.move_{where}_{what}" for where in ("internal", "external") for what in ("cash", "assets")
)

SERVES = {
    **dict.fromkeys(("management.instruct_bank", *_MOVES), take),
    **dict.fromkeys(("management.instruct_bank_bulk", *(f"{move}_bulk" for move in _MOVES)), take_many),
    "management.cancel_instruction": cancel,
    "management.cancel_instruction_bulk": cancel_many,
    "management.instruction": by_id,
    "management.client_instruction": by_client_id,
    "management.instruction_set": of_set,
    "management.recent_instructions": history,
}
