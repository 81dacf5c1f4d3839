"""The embedded gateway, a stream's core and a reader, in one thread, with everything that can go wrong.

A schedule is a seed: the same trouble at the same moments each time. Time is a clock
that is moved, so an hour of trouble takes milliseconds.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any

from ibkr._core.stream import Conversation, Phase
from ibkr._core.stream.audience import Audience
from ibkr._core.stream.orders import MATERIAL
from ibkr.model.clock import ManualClock
from ibkr.model.events import Execution, Gap, OrderUpdate, PositionUpdate, Quote, Resumed, StreamEvent
from ibkr.simulator import Gateway
from ibkr.simulator.http import Request
from ibkr.simulator.socket import Close, SocketSession

if TYPE_CHECKING:
    from ibkr._core.stream.errands import Errand

ACCOUNT = "DU1234567"
AAPL, IBM = 265598, 8314
CAPACITY = 20
BATCH = 64


class Schedule:
    """One user's hour."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.clock = ManualClock()
        self.gateway = Gateway(clock=self.clock, seed=seed, pacing=False, question_chance=0.0, idle=None)
        self.talk = Conversation(chance=self.rng.random)
        self.audience = Audience(CAPACITY, lambda: None)
        self.audience.read()
        self.events: list[StreamEvent] = []
        self.longest = 0
        self._socket: SocketSession | None = None
        self._dial_at = 0.0
        self._under_way: tuple[Errand, list[dict[str, Any]], float] | None = None
        self._trades_told = 0
        self._reader_sleeps_until = 0.0
        self._placed: list[str] = []
        for conid in (AAPL, IBM):
            self.talk.wishes.quotes(conid, ["last", "bid", "ask"], 0.0)
        self.talk.wishes.orders(0.0)
        self.talk.wishes.trades(1, 0.0)
        self.talk.wishes.positions(ACCOUNT)

    # --- the schedule -------------------------------------------------------------------------

    def run(self, steps: int) -> None:
        """So much trouble, then enough peace for all to come right."""
        for _ in range(steps):
            self.rng.choice(self._troubles())()
            self.step(self.rng.choice([0.05, 0.5, 0.5, 2.0]))
        self._reader_sleeps_until = 0.0
        for _ in range(400):
            self.step(0.5)
            if self.is_calm:
                break
        # What the last frames told out of order is put right by the next comparison.
        self.cut()
        for _ in range(400):
            self.step(0.5)
            if self.is_calm:
                break
        for _ in range(6):
            self.step(0.5)
        self.read(everything=True)

    @property
    def is_calm(self) -> bool:
        """Whether the stream is whole and everything has been read."""
        live = self.talk.phase is Phase.LIVE
        return live and not self.talk.errands.due and not self.gateway.session.flags.competing

    def step(self, seconds: float) -> None:
        """Let time pass, and everybody do what he has to."""
        self.clock.advance(seconds)
        now = self.clock.monotonic()
        if self._socket is None and now >= self._dial_at:
            self.dial()
        # Who has no room does not listen: that is what holds the gateway back.
        if self.audience.is_full:
            self.talk.excuse(now)
        elif self._socket is not None:
            self.listen(now)
        if self._socket is not None and (reason := self.talk.failed(now)):
            self.lose(reason)
        self.put(self.talk.tick(now))
        self.say()
        self.keep_session()
        self.run_errand(now)
        if now >= self._reader_sleeps_until:
            self.read()

    # --- the owner of the socket --------------------------------------------------------------

    def dial(self) -> None:
        token = self.rest("POST", "/tickle").get("session", "")
        self.rest("GET", "/iserver/accounts")
        self._socket = self.gateway.connect({"Cookie": f"api={token}"})
        self._trades_told = 0
        self.talk.opened(self.clock.monotonic(), self.clock.now())

    def listen(self, now: float) -> None:
        assert self._socket is not None
        frames = [*self._socket.pull(), *self.trades()]
        for frame in frames:
            if isinstance(frame, Close):
                self.lose("the gateway closed the connection")
                return
            self.put(self.talk.hear([frame], now))

    def trades(self) -> list[bytes]:
        """The topic `str`, which the embedded gateway leaves to us: each execution twice, frames repeated."""
        if self.talk.phase is not Phase.LIVE or not self.gateway.session.flags.authenticated:
            return []
        done = self.gateway.broker.executions(ACCOUNT)
        new, self._trades_told = done[max(0, self._trades_told - 1) :], len(done)
        rows = [execution_row(each) for each in new]
        without = [{key: value for key, value in row.items() if key != "commission"} for row in rows]
        return [json.dumps({"topic": "str", "args": args}).encode() for args in (without, rows) if args]

    def say(self) -> None:
        for frame in self.talk.outgoing():
            # The topic `str` is played here, and the gateway would complain.
            if self._socket is not None and not frame.startswith("str"):
                self._socket.receive(frame)

    def lose(self, reason: str) -> None:
        if self._socket is not None:
            self._socket.closed_by_client()
        self._socket = None
        self._under_way = None
        self.put(self.talk.lost(reason))
        retry = self.talk.retry(reason)
        self._dial_at = self.clock.monotonic() + retry.wait

    def keep_session(self) -> None:
        if self.talk.session_due and self.rng.random() < 0.3:
            self.rest("POST", "/iserver/auth/ssodh/init", {"publish": True, "compete": True})
            self.rest("GET", "/iserver/accounts")
            self.talk.session_opened(self.clock.monotonic())

    def run_errand(self, now: float) -> None:
        """REST takes its time: what is read is some steps old when it arrives."""
        if self._under_way is None and self.talk.errands.due and self._socket is not None:
            errand = self.talk.errands.due[0]
            self._under_way = (errand, self.rows(errand), now + self.rng.random() * 3)
        elif self._under_way is not None and now >= self._under_way[2]:
            errand, rows, _ = self._under_way
            self._under_way = None
            self.put(self.talk.has_read(errand, rows, now))

    def rows(self, errand: Errand) -> list[dict[str, Any]]:
        if errand.subject == "executions":
            return [execution_row(each) for each in self.gateway.broker.executions(ACCOUNT)]
        if errand.subject == "positions":
            self.rest("GET", "/portfolio/accounts")
            self.rest("GET", f"/portfolio/{ACCOUNT}/positions/0")
            return self.rest("GET", f"/portfolio/{ACCOUNT}/positions/0")
        for _ in range(2):
            answer = self.rest("GET", "/iserver/account/orders")
        return answer.get("orders", [])

    def rest(self, method: str, path: str, body: Any = None) -> Any:
        given = {} if body is None else {"json": body}
        answer = self.gateway.handle(Request.to(method, f"/v1/api{path}", **given))
        return json.loads(answer.body) if answer.body.startswith((b"{", b"[")) else {}

    # --- the reader ---------------------------------------------------------------------------

    def put(self, events: list[StreamEvent]) -> None:
        self.audience.put(events)
        self.longest = max(self.longest, len(self.audience.first.mailbox))

    def read(self, *, everything: bool = False) -> None:
        mailbox = self.audience.first.mailbox
        for _ in range(len(mailbox) if everything else min(len(mailbox), self.rng.randint(0, 40))):
            self.events.append(mailbox.take())

    # --- trouble ------------------------------------------------------------------------------

    def _troubles(self) -> list[Any]:
        peace = [lambda: None] * 6
        broker = [self.place] * 3 + [self.place_far, self.cancel]
        line = [self.cut, self.garble, self.repeat, self.shuffle, self.flood]
        return [*peace, *broker, *line, self.silence, self.drop_session, self.compete, self.fall_asleep]

    def place(self) -> None:
        side = self.rng.choice(["BUY", "SELL"])
        ticket = {"conid": self.rng.choice([AAPL, IBM]), "side": side, "orderType": "MKT", "tif": "DAY"}
        self.submit({**ticket, "quantity": self.rng.randint(1, 30)})

    def place_far(self) -> None:
        self.submit(
            {"conid": IBM, "side": "BUY", "orderType": "LMT", "price": 150, "tif": "DAY", "quantity": 5}
        )

    def submit(self, ticket: dict[str, Any]) -> None:
        self.rest("GET", "/iserver/accounts")
        answer = self.rest("POST", f"/iserver/account/{ACCOUNT}/orders", {"orders": [ticket]})
        for _ in range(5):
            question = answer[0] if isinstance(answer, list) and answer else {}
            if "id" not in question:
                break
            answer = self.rest("POST", f"/iserver/reply/{question['id']}", {"confirmed": True})
        if isinstance(answer, list) and answer and "order_id" in answer[0]:
            self._placed.append(str(answer[0]["order_id"]))

    def cancel(self) -> None:
        if self._placed:
            number = self.rng.choice(self._placed)
            self.rest("DELETE", f"/iserver/account/{ACCOUNT}/order/{number}")

    def cut(self) -> None:
        if self._socket is not None:
            self.lose("cut")

    def garble(self) -> None:
        half = b'{"topic":"sor","args":[{"acct":"DU1234567","orderId":1'
        noise = bytes(self.rng.randrange(256) for _ in range(30))
        self.hear(self.rng.choice([half, noise, b"{}", b"[]", b'{"topic":7}', b'{"topic":"sor","args":7}']))

    def repeat(self) -> None:
        """Everything that comes now comes twice."""
        self.again([frame for frame in self.pulled() for _ in range(2)])

    def shuffle(self) -> None:
        """Everything that comes now comes in another order."""
        frames = self.pulled()
        self.rng.shuffle(frames)
        self.again(frames)

    def flood(self) -> None:
        """A frame over the limit of the gateway program: it ends the connection."""
        if self._socket is not None:
            self._socket.receive("x" * 70_000)

    def silence(self) -> None:
        self.gateway.freeze(self.rng.choice([5.0, 40.0]))

    def drop_session(self) -> None:
        self.gateway.session.lose_bridge()

    def compete(self) -> None:
        self.gateway.session.lose_bridge(competing=True, message="another session is in use")

    def fall_asleep(self) -> None:
        self._reader_sleeps_until = self.clock.monotonic() + self.rng.choice([5.0, 60.0])

    def pulled(self) -> list[bytes | str]:
        if self._socket is None or self.audience.is_full:
            return []
        frames = self._socket.pull()
        if any(isinstance(frame, Close) for frame in frames):
            self.lose("the gateway closed the connection")
            return []
        return [frame for frame in frames if not isinstance(frame, Close)]

    def again(self, frames: list[bytes | str]) -> None:
        if self._socket is not None:
            self.put(self.talk.hear(frames, self.clock.monotonic()))

    def hear(self, frame: bytes) -> None:
        if self._socket is not None:
            self.put(self.talk.hear([frame], self.clock.monotonic()))

    # --- what must hold -----------------------------------------------------------------------

    def check(self) -> None:
        """The promises, whatever happened."""
        self._executions_once()
        self._orders_as_at_the_broker()
        self._positions_as_at_the_broker()
        self._gaps_are_closed()
        # What must not be dropped, one batch more, and a place for each kind that conflates.
        assert self.longest <= CAPACITY + BATCH + 20

    def _executions_once(self) -> None:
        first = [event for event in self.events if isinstance(event, Execution) and not event.is_update]
        told = [event.execution_id for event in first]
        assert len(told) == len(set(told)), "told twice"
        assert set(told) == {each.execution_id for each in self.gateway.broker.executions(ACCOUNT)}, "lost"
        updates = [event for event in self.events if isinstance(event, Execution) and event.is_update]
        assert len(updates) == len({event.execution_id for event in updates}), "an update told twice"

    def _orders_as_at_the_broker(self) -> None:
        told: dict[int, OrderUpdate] = {}
        for event in self.events:
            if isinstance(event, OrderUpdate):
                before = told.get(event.order_id)
                assert before is None or material(before) != material(event), "a state told twice"
                told[event.order_id] = event
        for order in self.gateway.broker.orders(ACCOUNT):
            assert told[order.order_id].status == order.status, f"order {order.order_id}"
            assert told[order.order_id].filled == order.filled

    def _positions_as_at_the_broker(self) -> None:
        told = {event.conid: event.quantity for event in self.events if isinstance(event, PositionUpdate)}
        held = {each.conid: each.quantity for each in self.gateway.broker.positions(ACCOUNT)}
        assert {conid: size for conid, size in told.items() if size} == {c: q for c, q in held.items() if q}

    def _gaps_are_closed(self) -> None:
        marks = [event for event in self.events if isinstance(event, Gap | Resumed)]
        assert [type(mark) for mark in marks] == [Gap, Resumed] * (len(marks) // 2)
        *_, gap, resumed = marks
        after = self.events[self.events.index(gap) :]
        assert {event.conid for event in after if isinstance(event, Quote)} == {AAPL, IBM}, "quotes are back"
        assert isinstance(resumed, Resumed)
        assert set(resumed.subscriptions) == {f"smd+{AAPL}", f"smd+{IBM}", "sor", "str"}


def material(event: OrderUpdate) -> dict[str, str]:
    """What counts of a state, as text."""
    return {key: str(value) for key, value in event.values.items() if key in MATERIAL}


def execution_row(each: Any) -> dict[str, Any]:
    """An execution as the gateway writes it."""
    return {
        "execution_id": each.execution_id,
        "side": each.side[0],
        "size": float(each.quantity),
        "price": str(each.price),
        "commission": str(each.commission),
        "order_id": each.order_id,
        "conid": each.conid,
        "account": each.account,
        "trade_time_r": int(each.time * 1000),
    }
