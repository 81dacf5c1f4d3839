"""Conversations about the session itself: asking for its state, opening it, keeping it alive."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from ibkr_wire.models.auth import InitRequest
from ibkr_wire.rest.api.auth import init, status
from ibkr_wire.rest.api.auth import tickle as tickling

from ibkr._core.decode import decode
from ibkr._core.flow import Pause, holding
from ibkr._core.resets import reset_left
from ibkr._core.sending import send
from ibkr._core.session import state_of
from ibkr.errors import IbkrError, ResponseError

if TYPE_CHECKING:
    from ibkr_wire.models.auth import AuthStatus
    from ibkr_wire.operation import Operation

    from ibkr._core.desk import Desk
    from ibkr._core.flow import Flow
    from ibkr._core.session import State

T = TypeVar("T")

# Source: limits-and-session.md, clock: a tickle each 60 s is advised, needed within 5 minutes.
TICKLE_EVERY: Final = 60.0
# After an init the brokerage session needs 1 to 5 s.
SETTLING_PAUSES: Final = (1.0, 1.0, 1.5, 2.0)
# Two clients that both insist would evict each other for ever. Each insists a few times, each time after
# a longer pause, and then leaves the session to the other until its user asks for it, or a day has passed.
CONTEST_EVERY: Final = 300.0
MOST_CONTESTS: Final = 3
CONTESTS_FORGOTTEN: Final = 86_400.0
LANE: Final = "session"


def _ask(operation: Operation[T], desk: Desk) -> Flow[T]:
    response = yield from send(operation, desk)
    return decode(operation, response.body, drift=desk.drift, strict=desk.strict)


def check(desk: Desk) -> Flow[State]:
    """Ask for the session's state, and remember it. A gateway that cannot be reached is a state too."""
    try:
        answer = yield from _ask(status.operation(), desk)
    except IbkrError as error:
        return _after(error, desk)
    return note_status(answer, desk, why="auth/status")


def _after(error: IbkrError, desk: Desk) -> State:
    """The state that a failed question leaves the session in; errors that tell nothing are raised."""
    if isinstance(error, ResponseError) and error.retryable and (error.status or 0) >= 500:
        desk.session.move("maintenance", now=desk.clock.now(), why=f"status {error.status}")
    elif desk.session.error(base_url=desk.base_url) is None:
        raise error
    return desk.session.state


def note_status(answer: AuthStatus, desk: Desk, *, why: str) -> State:
    """Enter the state that an answer about the session describes."""
    now, state = desk.clock.now(), state_of(answer)
    if state == "logged_out" and reset_left(now) is not None:
        # During the daily reset nobody is authenticated, and no browser helps (limits-and-session.md, clock).
        state, why = "maintenance", "IBKR's daily reset"
    desk.session.move(state, now=now, why=why)
    return desk.session.state


def require(desk: Desk) -> Flow[None]:
    """Return when the session is ready for orders and market data.

    Raises:
        IbkrError: of the type and with the sentence that name the next step.
    """
    if (yield from check(desk)) == "connecting":
        yield from _settle(desk)
    error = desk.session.error(base_url=desk.base_url)
    if error is not None:
        raise error


def open_session(desk: Desk, *, compete: bool) -> Flow[State]:
    """Open the brokerage session; `compete` takes it from another login of the username.

    Raises:
        NotAuthenticated: nobody is logged in.
        CompetingSession: another login holds it and `compete` is False.
    """
    state = yield from holding(LANE, _open(desk, compete=compete))
    yield from _opened(desk)
    return state


def reopen(desk: Desk) -> Flow[None]:
    """Open the session again after it was lost, at most one caller at a time.

    With `Client(compete=True)` it is taken from another login, but never twice within
    five minutes and at most three times a day: two clients must not fight.
    """
    if (yield from holding(LANE, _reopen(desk))):
        yield from _opened(desk)


def _reopen(desk: Desk) -> Flow[bool]:
    if desk.session.state == "ready":  # somebody else was faster
        return False
    yield from _open(desk, compete=may_contest(desk))
    return True


def _opened(desk: Desk) -> Flow[None]:
    for again in tuple(desk.after_opening):
        yield from again(desk)


def may_contest(desk: Desk) -> bool:
    """Whether the policy allows taking the session from another login now."""
    book, now = desk.session, desk.clock.monotonic()
    recent = sum(now - at < CONTESTS_FORGOTTEN for at in book.contests)
    pause = CONTEST_EVERY * 2 ** max(0, recent - 1)
    rested = book.last_contest is None or now - book.last_contest >= pause
    return desk.compete and recent < MOST_CONTESTS and rested


def _open(desk: Desk, *, compete: bool) -> Flow[State]:
    if compete:
        desk.session.last_contest = desk.clock.monotonic()
        if desk.session.state == "competing":
            desk.session.contests.append(desk.session.last_contest)
    answer = yield from _ask(init.operation(body=InitRequest(publish=True, compete=compete)), desk)
    if note_status(answer, desk, why="ssodh/init") != "ready":
        yield from _settle(desk)
    error = desk.session.error(base_url=desk.base_url)
    if error is not None:
        raise error
    return desk.session.state


def _settle(desk: Desk) -> Flow[None]:
    for seconds in SETTLING_PAUSES:
        yield Pause(seconds)
        if (yield from check(desk)) in ("ready", "competing", "logged_out"):
            return


def keep_alive(desk: Desk) -> Flow[None]:
    """Tickle for ever. What goes wrong is a state of the session, never a silent end."""
    while True:
        yield Pause(TICKLE_EVERY)
        try:
            yield from tickle(desk)
        except IbkrError as error:
            desk.session.keep_alive_failed(str(error))
            desk.session.failed(error, now=desk.clock.now())
        except Exception as error:
            # A fault of ours, or of an `auth` that somebody wrote: the next tickle may be fine again.
            desk.session.keep_alive_failed(f"{type(error).__name__} in the keep-alive")
        else:
            desk.session.keep_alive_works()


def tickle(desk: Desk) -> Flow[State]:
    """Keep the login alive, read the session's state, and open the session again where it was lost."""
    answer = yield from _ask(tickling.operation(), desk)
    desk.session.last_tickle = desk.clock.now()
    desk.session.token = answer.session if isinstance(answer.session, str) else desk.session.token
    found: Any = getattr(answer.iserver, "auth_status", None)
    if hasattr(found, "authenticated"):
        note_status(found, desk, why="tickle")
    if desk.session.state == "no_bridge" or (desk.session.state == "competing" and may_contest(desk)):
        yield from reopen(desk)
    return desk.session.state
