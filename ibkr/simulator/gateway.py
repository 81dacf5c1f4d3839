"""The embedded gateway: requests in, answers out, on a clock that the caller owns.

    gateway = Gateway(clock=ManualClock())
    answer = gateway.handle(Request.to("GET", "/v1/api/iserver/accounts"))

No sockets and no threads here; `server.py` is the shell around it. Safe to call from
many threads: one lock orders the calls.
"""

from __future__ import annotations

import random
import threading
import weakref
from collections import deque
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Self, TypedDict, Unpack

import attrs

from ibkr.errors import ConfigError
from ibkr.model.clock import Clock, SystemClock
from ibkr.simulator.addresses import DENIED, Addresses
from ibkr.simulator.broker.account import DEFAULT_ACCOUNTS, AccountStart
from ibkr.simulator.broker.broker import Broker
from ibkr.simulator.control import PREFIX as CONTROL
from ibkr.simulator.control import Control
from ibkr.simulator.conversation import Conversation
from ibkr.simulator.faults import Faults
from ibkr.simulator.http import ConnectionDropped, Request, Response
from ibkr.simulator.lines import Lines
from ibkr.simulator.market.contract import instrument
from ibkr.simulator.market.entitlements import Entitlements
from ibkr.simulator.market.market import Market
from ibkr.simulator.operations.login import PROGRAM
from ibkr.simulator.pacing import PacingTable, Violation, counts_accounts
from ibkr.simulator.refusals import Refused, no_login, not_there, too_fast
from ibkr.simulator.replay import Recording, ReplayedSocket
from ibkr.simulator.resets import Region, Resets
from ibkr.simulator.routes import PREFLIGHT, answerers, api_path, is_preflight, lacks_length, outside, route
from ibkr.simulator.saved import Saved, dump, load
from ibkr.simulator.session import AUTH_DELAY_SECONDS, Identity, Session
from ibkr.simulator.socket import Close, SocketSession, session_token
from ibkr.simulator.state import Habits, State
from ibkr.simulator.views import Views
from ibkr.simulator.watched import WatchedSocket
from ibkr.simulator.world.desk import Desk
from ibkr.simulator.worldclock import WorldClock

if TYPE_CHECKING:
    from datetime import datetime

    from ibkr_wire.operation import Info

    from ibkr.simulator.addresses import Ips
    from ibkr.simulator.call import Call
    from ibkr.simulator.fault import Fault
    from ibkr.simulator.market.own import OwnBars
    from ibkr.simulator.oauth import OAuthServer

_LOG_LENGTH = 1000
_NOBODY = ""
"""The token of a websocket that did not show who it is: no session has it."""


class GatewayOptions(TypedDict, total=False):
    """The keyword arguments of `Gateway`, for those who pass them on."""

    clock: Clock
    seed: int
    start: datetime | None
    speed: float
    accounts: Sequence[AccountStart]
    faults: Faults | None
    pacing: bool
    penalty: float | None
    logged_in: bool
    brokerage: bool
    idle: float | None
    auth_delay: float
    region: Region | None
    text_frames: bool
    cold_history: bool
    question_chance: float
    without_data: Collection[int] | bool
    delayed_data: Collection[int] | bool
    depth: bool
    wants_length: bool
    lines: int
    dynamic_accounts: bool
    oauth: OAuthServer | None
    control: bool
    bars: Sequence[OwnBars]
    recording: Recording | None
    ips: Ips | None


@attrs.frozen
class Logged:
    """One request as the gateway saw it. `operation` is None outside of the spec, `status` 0 when dropped."""

    at: float
    method: str
    path: str
    operation: str | None
    status: int


class Exchange:
    """A request and its answer. Until `end` it counts as open; a shell ends it once it is sent."""

    def __init__(self, gateway: Gateway, operation: str | None, response: Response) -> None:
        self.response = response
        self._gateway = gateway
        self._operation = operation

    def end(self) -> None:
        """The answer is with the client, or never will be."""
        operation, self._operation = self._operation, None
        if operation is not None:
            self._gateway.finish(operation)


class Gateway:
    """A gateway with its world. See `GatewayOptions` for the arguments; all are optional."""

    def __init__(
        self,
        *,
        clock: Clock | None = None,
        seed: int = 0,
        start: datetime | None = None,
        speed: float = 1.0,
        accounts: Sequence[AccountStart] = DEFAULT_ACCOUNTS,
        faults: Faults | None = None,
        pacing: bool = True,
        penalty: float | None = None,
        logged_in: bool = True,
        brokerage: bool = True,
        idle: float | None = 360.0,
        auth_delay: float = AUTH_DELAY_SECONDS,
        region: Region | None = None,
        text_frames: bool = False,
        cold_history: bool = False,
        question_chance: float = 1.0,
        without_data: Collection[int] | bool = (),
        delayed_data: Collection[int] | bool = (),
        depth: bool = True,
        wants_length: bool = False,
        lines: int = 100,
        dynamic_accounts: bool = False,
        oauth: OAuthServer | None = None,
        control: bool = False,
        bars: Sequence[OwnBars] = (),
        recording: Recording | None = None,
        ips: Ips | None = None,
    ) -> None:
        """Open a world.

        Args:
            clock: where time comes from; sessions, limits and feeds run in it.
            seed: same seed, same world.
            start: the world's time now (default: Friday 1 February 2013, 15:00 UTC).
            speed: how many times faster than the clock the world runs.
            accounts: the accounts and what they hold.
            faults: what goes wrong, and when; can be changed later (`gateway.faults`).
            pacing: whether calls that come too fast are answered 429.
            penalty: seconds for which everything is refused after five violations within a
                minute; None: only the lane that was violated is shut, for its window.
            logged_in: whether somebody has logged in; otherwise all calls are answered 401
                until /sso/Dispatcher is visited.
            brokerage: whether the brokerage session is open too.
            idle: seconds without a call after which the login ends; None: never.
            auth_delay: seconds from a login in the browser to the brokerage session.
            region: whose midnight ends the brokerage session each day, by `clock`; None: nobody's.
            text_frames: websocket frames as text, as hosted, instead of binary.
            cold_history: whether the first history call of a contract fails with 503.
            question_chance: how likely an order question that is due is asked.
            without_data: conids without a market data subscription; True: all.
            delayed_data: conids whose data comes 15 minutes late; True: all.
            depth: whether the book behind the touch may be seen.
            wants_length: whether a POST without Content-Length is answered 411, as IBKR's edge
                is said to do; the gateway program does not.
            lines: market data lines at once.
            dynamic_accounts: whether accounts are searched for instead of listed.
            oauth: who may call, as at the hosted service; nobody is logged in then until he
                signs in, and calls are answered 401 unless they are signed.
            control: whether `/simulator/` shows the inside and takes faults; for development only.
            bars: bars of one's own, in the place of those that contracts have in this world.
            recording: a recorded session that websockets play again, in the place of this world's.
            ips: which addresses may call, as in the gateway's conf: `{"allow": ["10.*"], "deny": []}`;
                all others are answered 404 `Access Denied` on every path.

        Raises:
            ConfigError: an argument is out of range, or the spec has an operation nobody answers.
        """
        if seed < 0:
            raise ConfigError(f"seed={seed} is out of range: give a whole number from 0")
        if not accounts:
            raise ConfigError("accounts is empty: a login has at least one account")
        self.clock: Clock = SystemClock() if clock is None else clock
        faults = Faults() if faults is None else faults
        self.log: deque[Logged] = deque(maxlen=_LOG_LENGTH)
        self._answerers = answerers()
        self._oauth = oauth
        self._recording = recording
        self._addresses = Addresses.of(ips)
        self._lock = threading.RLock()
        self._pacing = PacingTable(enabled=pacing, penalty=penalty)
        self._sockets: weakref.WeakSet[WatchedSocket] = weakref.WeakSet()
        habits = Habits(
            text_frames=text_frames,
            cold_history=cold_history,
            question_chance=question_chance,
            entitlements=Entitlements(delayed=delayed_data, without=without_data),
            depth=depth,
            wants_length=wants_length,
            lines=lines,
            dynamic_accounts=dynamic_accounts,
        )
        world = WorldClock(self.clock, start=start, speed=speed)
        _check_bars(bars, world)
        paper = all(account.is_paper for account in accounts)
        session = Session(
            _rng(seed, "session"),
            identity=Identity(paper=paper),
            idle=idle,
            auth_delay=auth_delay,
            resets=None if region is None else Resets(region, self.clock),
        )
        self._state = _world(
            seed=seed,
            world=world,
            accounts=accounts,
            session=session,
            habits=habits,
            faults=faults,
            bars=bars,
        )
        self.faults = faults
        self._control = Control(self) if control else None
        self._resets_seen = 0
        # With OAuth nobody is logged in before he has signed in.
        logged_in = logged_in and oauth is None
        if logged_in and brokerage:
            session.login(0.0, bridge_after=0.0)
        elif logged_in:
            session.login_only(0.0)
        self._state.advance()

    @classmethod
    def loaded(cls, data: bytes, **options: Unpack[GatewayOptions]) -> Self:
        """A gateway that goes on where the one stood that was asked to `save`.

        Raises:
            ConfigError: `data` is no saved world, or one of another version.
        """
        gateway = cls(**options)
        gateway.load(data)
        return gateway

    # --- looking in

    @property
    def faults(self) -> Faults:
        """What goes wrong, and when; can be changed and replaced at any time."""
        return self._state.faults

    @faults.setter
    def faults(self, faults: Faults) -> None:
        faults.now = self._state.world.seconds
        faults.rng = _rng(self._state.market.seed, "faults")
        self._state.faults = faults

    @property
    def session(self) -> Session:
        """The login and its brokerage session, to look at or to break."""
        return self._state.session

    @property
    def market(self) -> Market:
        """The prices of this world."""
        return self._state.market

    @property
    def pacing(self) -> PacingTable:
        """The limits, as counted."""
        return self._pacing

    @property
    def state(self) -> State:
        """All that this gateway knows, as of the latest call."""
        return self._state

    @property
    def sockets(self) -> list[WatchedSocket]:
        """The websockets that are open."""
        return [socket for socket in self._sockets if not socket.ended]

    @property
    def broker(self) -> Broker:
        """The orders and money of this world, as of the latest call."""
        return self._state.broker

    @property
    def world(self) -> WorldClock:
        """The time in this world."""
        return self._state.world

    @property
    def violations(self) -> list[Violation]:
        """The calls that broke a limit, oldest first; of very many the latest."""
        return list(self._pacing.violations)

    # --- answering

    def handle(self, request: Request) -> Response:
        """Answer a request, whatever it is.

        Raises:
            ConnectionDropped: a fault closed the connection instead.
        """
        exchange = self.begin(request)
        exchange.end()
        return exchange.response

    def begin(self, request: Request) -> Exchange:
        """Answer a request that counts as open until `Exchange.end`.

        Raises:
            ConnectionDropped: a fault closed the connection instead.
        """
        with self._lock:
            self._advance()
            if not self.admits(request.client):
                exchange = self._noted(request, None, DENIED)
            elif self._control is not None and request.path.startswith(CONTROL):
                exchange = Exchange(self, None, self._control.answer(request))
            else:
                exchange = self._routed(request)
            for socket in self._sockets:
                socket.wake()
        return exchange

    def admits(self, address: str) -> bool:
        """Whether a client with that address is talked to at all (`ips`)."""
        return self._addresses.admit(address)

    def finish(self, operation: str) -> None:
        """An open call of `operation` was answered."""
        with self._lock:
            self._pacing.finish(operation)

    def connect(self, headers: Mapping[str, str], query: Mapping[str, str] | None = None) -> SocketSession:
        """Open a websocket. The session is in the cookie, in the query, or in the first frame."""
        lowered = {name.lower(): value for name, value in headers.items()}
        given = query or {}
        token = session_token(lowered)
        if self._oauth is None:
            token = token or given.get("oauth_token") or given.get("bearer_token")
        elif not self._oauth.admits(given, now=self.clock.now()):
            token = _NOBODY
        with self._lock:
            self._advance()
            socket = self._socket(token)
            self._sockets.add(socket)
        return socket

    def _socket(self, token: str | None) -> WatchedSocket:
        if self._recording is None:
            return WatchedSocket(self._state, self._lock, token=token)
        return ReplayedSocket(self._state, self._lock, token=token, events=self._recording.next())

    # --- keeping it

    def save(self) -> bytes:
        """The world as it is now, as JSON; `load` makes it go on, in this process or another."""
        with self._lock:
            self._advance()
            return dump(Saved(self._state, self._pacing), clock=self.clock)

    def load(self, data: bytes) -> None:
        """Put a saved world in the place of this one; websockets end, for they belonged to this one.

        Raises:
            ConfigError: `data` is no saved world, or one of another version.
        """
        saved = load(data, clock=self.clock, own=self.market.own.values())
        saved.pacing.forget_open()
        with self._lock:
            self.cut()
            self._sockets.clear()
            self._state, self._pacing = saved.state, saved.pacing
            self._resets_seen = self.session.resets_made

    # --- breaking things

    def cut(self, *, code: int | None = None) -> None:
        """End every websocket: without a close frame, or with close `code`."""
        with self._lock:
            for socket in self._sockets:
                socket.end(Close(abrupt=True) if code is None else Close(code))

    def freeze(self, seconds: float) -> None:
        """Answer nobody for that long: calls hang, sockets fall silent."""
        with self._lock:
            self._state.frozen_until = self._state.now() + seconds

    def _advance(self) -> None:
        """Let time pass. A daily reset closes the websockets, with 1000 and no reason."""
        self._state.advance()
        if self.session.resets_made != self._resets_seen:
            self._resets_seen = self.session.resets_made
            self.cut(code=1000)

    # --- news

    def halt(self, conid: int, *, seconds: float = float("inf")) -> None:
        """Stop trading in a contract, for so long in the world's time or until `resume`."""
        symbol = instrument(conid).symbol
        with self._lock:
            now = self._state.world.now()
            self._state.market.halts.halt(conid, now, until=now + seconds)
            self._state.desk.board.bulletin(f"Trading in {symbol} is halted.")

    def resume(self, conid: int) -> None:
        """Let a halted contract trade again. Raises `KeyError` for an unknown one, as `halt` does."""
        symbol = instrument(conid).symbol
        with self._lock:
            self._state.market.halts.resume(conid, self._state.world.now())
            self._state.desk.board.bulletin(f"Trading in {symbol} has resumed.")

    def post_bulletin(self, message: str) -> None:
        """Tell everybody news, as `blt`."""
        with self._lock:
            self._state.desk.board.bulletin(message)

    def post_prompt(self, order_id: int, text: str, *, options: Sequence[str] = ("Yes", "No")) -> str:
        """Ask about an order, as `ntf`; the id to answer with. An answer of No ends the order."""
        with self._lock:
            return self._state.desk.board.prompt(order_id, text, options=options).request_id

    # --- one call

    def _routed(self, request: Request) -> Exchange:
        early = self._before_the_api(request)
        if early is not None:
            return self._noted(request, None, early)
        path = api_path(request.path) or ""
        call = route(request, path)
        name = None if call is None else call.info.name
        about = call.named_accounts() if call is not None and counts_accounts(call.info.name) else ()
        if not self._pacing.admit(name or path, self._state.now(), about):
            return self._noted(request, name, too_fast().response)
        exchange = Exchange(self, name or path, Response.empty(500))
        try:
            exchange.response = self._nowhere() if call is None else self._answered(call)
        except BaseException:
            exchange.end()
            self._noted(request, name, Response.empty(0))
            raise
        self._noted(request, name, exchange.response)
        return exchange

    def _before_the_api(self, request: Request) -> Response | None:
        """The answer to what is no call of the API, or may not pass; None lets it pass."""
        if is_preflight(request):
            return PREFLIGHT
        if self._state.habits.wants_length and lacks_length(request):
            return Response.empty(411)
        refusal = self._signed_in(request)
        if refusal is not None:
            return refusal
        path = api_path(request.path)
        return outside(self._state, request) if path is None else self._between_programs(request, path)

    def _signed_in(self, request: Request) -> Response | None:
        """With OAuth, the answer to whoever signs in or may not pass."""
        if self._oauth is None:
            return None
        now, seconds = self.clock.now(), self._state.now()
        answer = self._oauth.answer(request, self._state.session, now=now, seconds=seconds)
        return self._oauth.manage(request, self._state, now=now) if answer is None else answer

    def _noted(self, request: Request, operation: str | None, response: Response) -> Exchange:
        entry = Logged(self._state.now(), request.method, request.path, operation, response.status)
        self.log.append(entry)
        return Exchange(self, None, response)

    def _reauthenticate(self) -> Response:
        """The gateway program answers this one itself, and takes no notice of the query."""
        if not self._state.session.logged_in:
            return Response.json({"error": "not logged in"})
        self._state.session.open_bridge(compete=True)
        return Response.json({"message": "triggered"})

    def _between_programs(self, request: Request, path: str) -> Response | None:
        """What the gateway program answers itself, and what it asks when it logs in through this one."""
        if path == "/iserver/reauthenticate":
            return self._reauthenticate()
        chain = PROGRAM.get((request.method, path))
        if chain is None:
            return None
        return Response.json(chain(self._state)) if self._state.session.logged_in else no_login().response

    def _nowhere(self) -> Response:
        # Upstream asks for the login before it looks at the path.
        return not_there() if self._state.session.logged_in else no_login().response

    def _answered(self, call: Call) -> Response:
        faults = {fault.kind: fault for fault in self._state.faults.at_call(call.info.name)}
        self._disturb(faults)
        if "drop_before" in faults:
            raise ConnectionDropped("before the call was looked at")
        response = _instead(faults["answer"]) if "answer" in faults else self._outcome(call)
        if "drop_after" in faults:
            raise ConnectionDropped("after the call took effect")
        if "truncated" in faults:
            response = attrs.evolve(response, body=response.body[: len(response.body) // 2])
        return self._held_back(response, faults.get("delay"))

    def _disturb(self, faults: Mapping[str, Fault]) -> None:
        """Let happen what breaks the session or the sockets when this call arrives."""
        session = self._state.session
        if "expire" in faults:
            session.expire()
        if "no_bridge" in faults:
            session.lose_bridge()
        if "competing" in faults:
            session.lose_bridge(competing=True, message="another session is in use")
        if "cut" in faults or "close" in faults:
            self.cut(code=None if "cut" in faults else 1000)
        if "freeze" in faults:
            self.freeze(faults["freeze"].seconds)
        if "reset" in faults:
            session.begin_reset(faults["reset"].seconds)
            self._advance()

    def _outcome(self, call: Call) -> Response:
        session, name = self._state.session, call.info.name
        session.touch(self._state.now())
        try:
            session.require(_tier(call.info, session))
            session.require_earlier_calls(name)
            answer = self._answerers[name](self._state, call)
        except Refused as refusal:
            return refusal.response
        session.prime(name)
        return answer if isinstance(answer, Response) else Response.json(answer)

    def _held_back(self, response: Response, delay: Fault | None) -> Response:
        frozen = max(0.0, self._state.frozen_until - self._state.now())
        extra = frozen + (0.0 if delay is None else delay.seconds)
        return attrs.evolve(response, delay=response.delay + extra) if extra else response


def _tier(info: Info, session: Session) -> str:
    # After a logout auth/status still answers, with every flag false.
    return "none" if session.logged_out and info.name.startswith("auth.status") else info.tier


def _instead(fault: Fault) -> Response:
    if fault.error is None:
        return Response.empty(fault.status)
    return Response.json({"error": fault.error}, status=fault.status)


def _rng(seed: int, purpose: str) -> random.Random:
    return random.Random(f"{seed}:{purpose}")


def _check_bars(bars: Sequence[OwnBars], world: WorldClock) -> None:
    """A world begins with a day of the past of each contract, for there is a close before each open."""
    for own in bars:
        if world.datetime().date() <= own.first_day:
            raise ConfigError(
                f"the bars of {own.symbol} begin on {own.first_day}, "
                f"this world on {world.datetime():%Y-%m-%d}: "
                "give a start (`--start`) after the first day of the bars"
            )


def _world(
    *,
    seed: int,
    world: WorldClock,
    accounts: Sequence[AccountStart],
    session: Session,
    habits: Habits,
    faults: Faults,
    bars: Sequence[OwnBars],
) -> State:
    market = Market(seed, own=bars)
    broker = Broker(market, start=world.now(), accounts=accounts)
    return State(
        world=world,
        market=market,
        broker=broker,
        views=Views(market, broker, habits.entitlements),
        session=session,
        faults=faults,
        habits=habits,
        rng=_rng(seed, "habits"),
        conversation=Conversation(_rng(seed, "questions")),
        lines=Lines(habits.lines),
        desk=Desk.furnished(market, broker, _rng(seed, "desk"), now=world.now()),
        server_id=f"q{_rng(seed, 'server').randrange(10)}",
    )
