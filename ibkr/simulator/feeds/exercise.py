"""`shs+exercise` and `inp+exercise`: the conversation that exercises an option.

Nobody has recorded it. The facts know the steps: an echo, the choices with an id, a
choice, a prompt with another id, and at last an order with the side EXER. Source:
gateway facts "Websocket", section option exercise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import attrs

from ibkr.simulator.broker.ticket import Refused
from ibkr.simulator.feeds.base import Complaint, Message, arguments
from ibkr.simulator.quoting import contract_conid
from ibkr.simulator.rendering.numbers import dashed_time

if TYPE_CHECKING:
    from ibkr.simulator.state import State

_BEGIN, _ANSWER = "shs+exercise", "inp+exercise"
_FIRST_ID = 11


@attrs.frozen
class _Step:
    """What is on the table: the option, and how many were chosen once they are."""

    number: int
    conid: int
    chosen: Decimal | None = None


class ExerciseTalk:
    """The conversation of one socket. One option at a time; another begin starts anew."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._step: _Step | None = None
        self._last_id = _FIRST_ID - 1
        self._said = 0

    def begin(self, rest: str) -> Iterable[Message]:
        """`exercise+{"CEX":"<conid>"}`: the echo, then the choices."""
        what, _, given = rest.partition("+")
        if what != "exercise":
            raise Complaint("unknown topic")
        conid = contract_conid(str(arguments(given).get("CEX", "")))
        if conid is None:
            raise Complaint("exercise: CEX is not a conid")
        held, until = self._exercisable(conid)
        self._step = _Step(self._new_id(), conid)
        data = {
            "id": self._step.number,
            "position": float(held),
            "deadline": dashed_time(until),
            "user_action": ["submit", "cancel"],
        }
        return [(_BEGIN, {}), (_BEGIN, self._frame("data", data))]

    def go_on(self, rest: str) -> Iterable[Message]:
        """`exercise+{"action":"user_input",...}`: a prompt after `submit`, nothing after `continue`."""
        what, _, given = rest.partition("+")
        data = arguments(given).get("data")
        if what != "exercise" or not isinstance(data, dict):
            raise Complaint("unknown topic" if what != "exercise" else "exercise: data is missing")
        answer = cast("Mapping[str, Any]", data)
        step, self._step = self._step, None
        if step is None or str(answer.get("id")) != str(step.number):
            raise Complaint("exercise: no question with this id is open")
        match answer.get("user_action"):
            case "submit" if step.chosen is None:
                return self._chosen(step, answer.get("exercise"))
            case "continue" if step.chosen is not None:
                return self._carried_out(step.conid, step.chosen)
            case "cancel":
                return ()
            case _:
                raise Complaint("exercise: this is no answer to what was asked")

    def clear(self) -> None:
        """Forget what was asked."""
        self._step = None

    def next_due(self) -> float | None:
        """Nothing comes unasked."""
        return None

    def messages(self) -> Iterator[Message]:
        """Nothing comes unasked."""
        return iter(())

    def _exercisable(self, conid: int) -> tuple[Decimal, float]:
        try:
            return self._state.broker.exercisable(self._state.account, conid, self._state.world.now())
        except Refused as refusal:
            raise Complaint(f"exercise: {refusal.text}") from None

    def _chosen(self, step: _Step, exercise: object) -> Iterable[Message]:
        value = cast("Mapping[str, Any]", exercise).get("value") if isinstance(exercise, dict) else None
        held, _ = self._exercisable(step.conid)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= held:
            raise Complaint(f"exercise: value is no whole number from 1 to {held:f}")
        self._step = _Step(self._new_id(), step.conid, Decimal(value))
        words = f"{value} options will be exercised at the close. Go on?"
        data = {"id": self._step.number, "text": words, "user_actions": ["continue", "cancel"]}
        return [(_ANSWER, self._frame("prompt", data))]

    def _carried_out(self, conid: int, quantity: Decimal) -> Iterable[Message]:
        try:
            self._state.broker.exercise(self._state.account, conid, quantity, self._state.world.now())
        except Refused as refusal:
            raise Complaint(f"exercise: {refusal.text}") from None
        return ()

    def _frame(self, action: str, data: Mapping[str, Any]) -> dict[str, Any]:
        self._said += 1
        return {"action": action, "MID": str(self._said), "data": data}

    def _new_id(self) -> int:
        self._last_id += 1
        return self._last_id
