"""A strategy run against a gateway: the loop around the desk, and when it stops."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs
import numpy as np

from .._core.exchange import is_paper
from .._core.stream.bars import FIELDS
from ..backtest.costs import IBKR_FIXED
from ..backtest.errors import StrategyError
from ..errors import ConfigError, HistoryError, IbkrError
from ..model.bars import from_milliseconds, to_milliseconds
from ..model.events import Execution, Gap, OrderUpdate, Resumed, StreamProblem, SubscriptionRefused
from .contracts import traded
from .desk import Desk, Setup
from .gathering import Gathering
from .ledger import VERSION, Closed, Flattened, Heard, Opened, Remarked, Stepped, opened, row_of, rows_of
from .orders import OrderDesk
from .session import restore, session_of, setup_of

if TYPE_CHECKING:
    import os
    import threading
    from datetime import datetime

    from .._sync.client import Client
    from .._sync.stream import Stream
    from ..backtest.costs import Commission
    from ..backtest.result import Result
    from ..backtest.sizers import Sizer
    from ..backtest.strategy import Strategy
    from ..model.answers import Policy
    from ..model.bars import Bar, Bars
    from ..model.events import MissingBars, StreamEvent
    from .contracts import Traded, Wanted
    from .gathering import Step
    from .ledger import Ledger

logger = logging.getLogger("ibkr")

END_SECONDS: Final = 60.0
"""How long the ends of the last orders are waited for."""
GLANCE: Final = 1.0
"""How often, in seconds, a run looks whether it should end while the stream tells nothing."""


@attrs.frozen(eq=False)
class LiveResult:
    """What a live run came to."""

    result: Result
    """Orders, fills, equity and metrics, as of a backtest."""
    reason: str
    """Why it ended."""
    remarks: tuple[str, ...]
    """What is worth knowing: gaps, refusals, reconciliations."""


@attrs.frozen(kw_only=True)
class Plan:
    """What was asked of a run."""

    strategy: type[Strategy]
    account_id: str
    traded: Traded
    bar: str
    parameters: Mapping[str, Any]
    warmup: str
    cash: float | None
    sizer: Sizer | None
    fractional: bool
    leverage: float
    commission: Commission
    seed: int | None
    answer: Policy | None
    outside_rth: bool
    dry_run: bool
    adopt: bool
    kill_file: Path | None
    max_drawdown: float | None
    flatten: bool
    stop: threading.Event | None
    steps: int | None
    on_step: Callable[[datetime], object] | None
    on_event: Callable[[StreamEvent], object] | None
    on_remark: Callable[[str], object] | None

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be meant."""
        if self.max_drawdown is not None and not 0 < self.max_drawdown < 1:
            raise ConfigError(f"max_drawdown={self.max_drawdown} is not between 0 and 1: 0.1 is 10 %.")
        if self.cash is not None and not self.cash > 0:
            raise ConfigError(f"cash={self.cash} is not above zero: a strategy has nothing to work with.")
        if self.bar.endswith("s"):
            raise ConfigError(f"bar={self.bar!r}: IBKR has no history of seconds; use 1min or longer.")


def run(
    strategy: type[Strategy],
    client: Client,
    contracts: Wanted,
    *,
    account_id: str | None = None,
    bar: str = "1min",
    parameters: Mapping[str, Any] | None = None,
    warmup: str = "1d",
    cash: float | None = None,
    sizer: Sizer | None = None,
    fractional: bool = False,
    leverage: float = 1.0,
    commission: Commission = IBKR_FIXED,
    seed: int | None = None,
    answer: Policy | None = None,
    outside_rth: bool = False,
    ledger: str | os.PathLike[str] | None = None,
    live: bool = False,
    dry_run: bool = False,
    adopt: bool = False,
    kill_file: str | os.PathLike[str] | None = None,
    max_drawdown: float | None = None,
    flatten: bool = False,
    stop: threading.Event | None = None,
    steps: int | None = None,
    on_step: Callable[[datetime], object] | None = None,
    on_event: Callable[[StreamEvent], object] | None = None,
    on_remark: Callable[[str], object] | None = None,
) -> LiveResult:
    """Run `strategy` on the bars of `contracts` until something stops it.

    The strategy is the class that a backtest takes. It is asked when a bar is over, and its
    orders go out at once. It has its contracts for itself: a position that is not of its
    own making is taken over, with a remark. While IBKR cannot say what became of an order,
    it is not asked; nor on bars that came late because the connection was lost.

    When the run ends, by Ctrl-C too, its working orders are cancelled. Positions stay, unless
    `flatten` closes them. What may still be open at IBKR then is said in the last remarks.

    Args:
        contracts: symbols, conids or `Contract`s; a mapping gives them other names.
        account_id: the account to trade for; by default the first.
        bar: the length of a bar, such as `30s`, `1min`, `5min`, `1h`.
        warmup: how much history the indicators begin with, as IBKR writes periods.
        cash: what the strategy may work with, in its book, in the currency of the contracts; by
            default the account's cash.
        commission: an estimate, for sizes; what is paid comes from IBKR.
        answer: what to answer to IBKR's questions; by default every one is declined.
        ledger: a file that keeps everything; a run that finds one goes on from there.
        live: must be True for an account that is not a paper account; so must `Client(live=True)`.
        dry_run: log the exact orders and send none.
        adopt: take over positions that the account has already; else they are refused.
        kill_file: the run ends as soon as this file exists.
        max_drawdown: the run ends when equity is this fraction below its highest, 0.1 for 10 %.
        stop: the run ends soon after this is set, by a signal or another thread.
        steps: the run ends after so many steps.
        on_step: called after each step with its time.
        on_event: called with each event of the stream, after the run has dealt with it.
        on_remark: called with each remark as it is made.

    Raises:
        ConfigError: a live account without `live=True`, a ledger of another strategy, positions
            without `adopt`, or an argument out of range.
        StrategyError: the strategy raised; its orders are cancelled and its result is kept.
        KeyboardInterrupt: Ctrl-C in the middle of a step, or a second one; orders may work on then.
        IbkrError: the gateway cannot be asked at the start. Later losses are waited out.
    """
    account = account_id or client.portfolio.accounts()[0].account_id
    _check_account(client, account, live=live)
    plan = Plan(
        strategy=strategy,
        account_id=account,
        traded=traded(client, contracts),
        bar=bar,
        parameters=parameters or {},
        warmup=warmup,
        cash=cash,
        sizer=sizer,
        fractional=fractional,
        leverage=leverage,
        commission=commission,
        seed=seed,
        answer=answer,
        outside_rth=outside_rth,
        dry_run=dry_run,
        adopt=adopt,
        kill_file=None if kill_file is None else Path(kill_file),
        max_drawdown=max_drawdown,
        flatten=flatten,
        stop=stop,
        steps=steps,
        on_step=on_step,
        on_event=on_event,
        on_remark=on_remark,
    )
    with closing(opened(ledger)) as book:
        return Runner(plan, client, book).run()


def _check_account(client: Client, account_id: str, *, live: bool) -> None:
    """Real money only where somebody said so, here and at the client."""
    if not live and not is_paper(client.accounts.brokerage(), account_id):
        raise ConfigError("This is a live account: it needs live=True here, and Client(live=True).")


class Runner:
    """One run: events in, steps to the desk, its intents to IBKR, everything into the ledger."""

    def __init__(self, plan: Plan, client: Client, ledger: Ledger) -> None:
        """Read the past, or the ledger of an earlier run, and ask what became of its orders."""
        self._plan = plan
        self._client = client
        self._ledger = ledger
        self._past: dict[str, Bars] = {}
        """Every bar known before the stream, the last of which may still grow."""
        self._reason: str | None = None
        self._ends_at = 0.0
        self._is_flattened = False
        self._failure: StrategyError | None = None
        self._done = 0
        self._differing: dict[str, float] = {}
        """How positions differed from IBKR's when they were compared last, while orders were at work."""
        is_new = not ledger.entries
        self._desk = self._begun() if is_new else self._restored()
        self._orders = OrderDesk(
            client,
            plan.account_id,
            plan.traded.contracts,
            book=self._desk.book,
            ledger=ledger,
            remark=self._remark,
            answer=plan.answer,
            outside_rth=plan.outside_rth,
            dry_run=plan.dry_run,
        )
        self._peak = float(self._desk.result().equity[self._desk.first - 1 :].max())
        """The highest equity of the whole run, of the parts before a restart too."""
        if not is_new:
            self._catch_up()
        has_traded = any(isinstance(entry, Stepped) for entry in ledger.entries)
        self._is_unsure = not self._check_positions("held already", may_adopt=plan.adopt or has_traded)
        """Positions are to be compared with IBKR's before the strategy decides again."""
        # Contracts whose past reaches further than the others': what is over is seen by all in its turn.
        for time, bars in _by_time(self._past, after=self._desk.last):
            self._step(time, bars, decide=False)

    # --- the beginning ----------------------------------------------------------------------------

    def _begun(self) -> Desk:
        plan = self._plan
        cash = self._cash() if plan.cash is None else plan.cash
        self._past = {name: self._history(name) for name in plan.traded.contracts}
        warm = _before(self._past)
        setup = Setup(
            strategy=plan.strategy,
            parameters=plan.parameters,
            warm=warm,
            cash=cash,
            fractional=plan.fractional,
            leverage=plan.leverage,
            sizer=plan.sizer,
            commission=plan.commission,
            currency=plan.traded.currency,
            assets=plan.traded.assets,
            seed=plan.seed,
        )
        self._ledger.write(self._opening(setup))
        return Desk(setup)

    def _history(self, name: str) -> Bars:
        plan = self._plan
        bar: Any = plan.bar
        bars = self._client.market_data.bars(
            plan.traded.contracts[name], period=plan.warmup, bar=bar, outside_rth=plan.outside_rth
        )
        if len(bars) < 2:
            raise HistoryError(f"There is no history of {name} over {plan.warmup}: give a longer warmup.")
        return bars

    def _cash(self) -> float:
        account, currency = self._plan.account_id, self._plan.traded.currency
        balances = self._client.portfolio.balances(account)
        rows = self._client.portfolio.accounts()
        is_base = any(row.account_id == account and row.currency == currency for row in rows)
        balance = balances.base if is_base else balances.get(currency)
        cash = None if balance is None else balance.cash
        if cash is None or cash <= 0:
            raise ConfigError(f"IBKR tells of no cash in {currency} in the account: give cash=.")
        return float(cash)

    def _opening(self, setup: Setup) -> Opened:
        plan = self._plan
        return Opened(
            version=VERSION,
            strategy=plan.strategy.__name__,
            parameters=dict(plan.parameters),
            contracts=plan.traded.conids,
            bar=plan.bar,
            warm={name: rows_of(bars) for name, bars in setup.warm.items()},
            cash=setup.cash,
            fractional=plan.fractional,
            leverage=plan.leverage,
            currency=setup.currency,
            seed=plan.seed,
            multipliers={name: asset.multiplier for name, asset in setup.assets.items()},
            settled=[name for name, asset in setup.assets.items() if asset.settled],
        )

    # --- going on where an earlier run ended ------------------------------------------------------

    def _restored(self) -> Desk:
        plan, session = self._plan, session_of(self._ledger.entries)
        begun = session.opened
        asked = (plan.traded.conids, plan.bar, dict(plan.parameters))
        if (dict(begun.contracts), begun.bar, dict(begun.parameters)) != asked:
            raise ConfigError(
                "The ledger is of a run with other contracts, parameters or bars: give another name."
            )
        desk = Desk(setup_of(begun, plan.strategy, sizer=plan.sizer, commission=plan.commission))
        restore(desk, session.happened)
        return desk

    def _catch_up(self) -> None:
        """Ask what happened since, and see the bars since."""
        self._orders.reconcile()
        self._past = {name: self._history(name) for name in self._plan.traded.contracts}
        self._remark("gone on from the ledger")

    # --- the loop ---------------------------------------------------------------------------------

    def run(self) -> LiveResult:
        """Trade until something ends the run."""
        plan = self._plan
        gathering = Gathering(plan.traded.conids, plan.bar, self._past, self._missed)
        with self._client.stream() as stream:
            self._subscribe(stream, plan.traded.conids.values())
            try:
                while not self._is_over():
                    self._listen(stream, gathering)
            except Exception:
                # Nobody watches its orders any more. Exits whose ids IBKR has not told yet are among them.
                self._withdraw()
                with suppress(IbkrError):
                    self._orders.reread()
                raise
        self._tell_what_is_open()
        self._ledger.write(Closed(self._reason or ""))
        if self._failure is not None:
            raise self._failure
        return self._result()

    def _listen(self, stream: Stream, gathering: Gathering) -> None:
        try:
            event = stream.poll(GLANCE)
        except KeyboardInterrupt:
            # The first one ends the run in good order, the second one at once.
            if self._reason is not None:
                raise
            self._end("interrupted")
            return
        if event is not None:
            self._take(event, gathering)
        reason = None if self._reason is not None else self._should_end()
        if reason is not None:
            self._end(reason)
        if event is not None and self._plan.on_event is not None:
            self._plan.on_event(event)

    def _subscribe(self, stream: Stream, conids: Iterable[int]) -> None:
        stream.orders()
        stream.trades()
        for conid in conids:
            stream.market_data(conid, fields=FIELDS)

    def _take(self, event: StreamEvent, gathering: Gathering) -> None:
        try:
            self._hear(event, gathering)
        except StrategyError as error:
            self._failure = error
            self._end(str(error))

    def _hear(self, event: StreamEvent, gathering: Gathering) -> None:
        self._heard(event)
        for step in gathering.hear(event):
            self._decide_on(step)
        for problem in gathering.problems:
            self._remark(problem)
        gathering.problems.clear()

    def _heard(self, event: StreamEvent) -> None:
        match event:
            case Execution():
                if not self._orders.executed(event) and self._is_ours(event.conid):
                    self._is_unsure = True
            case OrderUpdate():
                self._orders.updated(event)
            case Gap():
                self._remark(f"connection lost: {event.reason}")
            case Resumed():
                self._remark(f"connection whole again at {event.until:%H:%M:%S} UTC")
                self._is_unsure = True
            case SubscriptionRefused() | StreamProblem():
                self._remark(event.message)
            case _:
                return

    def _is_ours(self, conid: int | None) -> bool:
        return conid in self._plan.traded.conids.values()

    def _decide_on(self, step: Step) -> None:
        if self._reason is not None:
            return  # Nothing is decided any more; a run that goes on reads these bars from history.
        if self._is_unsure:
            self._is_unsure = not self._compared()
        known = self._orders.settle_unknown()
        self._step(step.time, step.bars, decide=step.is_fresh and known and not self._is_unsure)

    def _compared(self) -> bool:
        """Positions are as IBKR says; False while it does not say, which is asked again on the next bar."""
        try:
            self._orders.reread()
            return self._check_positions("found after a gap", may_adopt=True)
        except IbkrError as error:
            self._remark(f"positions cannot be compared now: {error}")
            return False

    def _step(self, time: int, bars: Mapping[str, Bar], *, decide: bool) -> None:
        if time <= self._desk.last:
            self._remark(f"bars of {from_milliseconds(time):%H:%M} UTC came after later ones: left out")
            return
        news = self._orders.taken()
        rows = {name: row_of(bar) for name, bar in bars.items()}
        try:
            intents = self._desk.step(bars, news, decide=decide)
        except StrategyError:
            # The news has been entered: a run that goes on enters it too, and does not ask here.
            self._ledger.write(Stepped(rows, news, False, []))
            raise
        self._ledger.write(Stepped(rows, news, decide, list(intents)))
        self._orders.carry_out(intents)
        self._done += 1
        if self._plan.on_step is not None:
            self._plan.on_step(from_milliseconds(time))

    def _missed(self, name: str, missing: MissingBars) -> tuple[list[Bar], str | None]:
        """Bars that the stream could not make, from history."""
        plan = self._plan
        try:
            bars = self._client.market_data.bars_between(
                plan.traded.contracts[name],
                missing.since,
                missing.until,
                plan.bar,  # type: ignore[arg-type]  # checked with the plan
                outside_rth=plan.outside_rth,
            )
        except IbkrError as error:
            return [], str(error)
        return list(bars), None

    # --- positions --------------------------------------------------------------------------------

    def _check_positions(self, reason: str, *, may_adopt: bool) -> bool:
        """Make the book hold what IBKR says is held; False while orders at work may explain a difference.

        Their executions arrive within seconds: a difference that is still the same on the next bar
        is not theirs.

        Raises:
            ConfigError: there is something to take over, and it may not be.
        """
        held = self._held()
        expected = {name: self._orders.expected(index) for index, name in enumerate(self._desk.names)}
        differing = {name: held[name] - expected[name] for name in held if held[name] != expected[name]}
        known, self._differing = self._differing, differing
        if differing and self._orders.has_work() and differing != known:
            self._remark("positions differ from IBKR's while orders work: they are compared again")
            return False
        for name in differing:
            if not may_adopt:
                raise ConfigError(
                    f"The account holds {held[name]:+g} of {name} already: close it, or give adopt=True."
                )
            self._orders.adopt(name, held[name], self._desk.price(name), reason)
        return True

    def _held(self) -> dict[str, float]:
        rows = self._client.portfolio.current_positions(self._plan.account_id)
        by_conid = {str(row.conid): float(row.position or 0) for row in rows}
        return {name: by_conid.get(str(conid), 0.0) for name, conid in self._plan.traded.conids.items()}

    # --- the end ----------------------------------------------------------------------------------

    def _should_end(self) -> str | None:
        plan = self._plan
        if plan.stop is not None and plan.stop.is_set():
            return "it was asked to stop"
        if plan.kill_file is not None and plan.kill_file.exists():
            return f"the file {plan.kill_file} is there"
        if plan.steps is not None and self._done >= plan.steps:
            return f"{plan.steps} steps are done"
        equity = self._desk.book.equity
        self._peak = max(self._peak, equity)
        if plan.max_drawdown is not None and equity <= self._peak * (1 - plan.max_drawdown):
            return (
                f"equity {equity:,.2f} is {1 - equity / self._peak:.1%} below its highest, {self._peak:,.2f}"
            )
        return None

    def _end(self, reason: str) -> None:
        """No decision any more: cancel working orders, and close positions if that was asked."""
        self._reason = reason
        self._ends_at = self._now() + END_SECONDS
        self._remark(f"ending: {reason}")
        self._orders.settle_unknown()
        self._settle_news()
        self._withdraw()

    def _withdraw(self) -> None:
        for order in self._orders.working():
            self._orders.cancel(order)

    def _now(self) -> float:
        return self._client.clock.monotonic()

    def _is_over(self) -> bool:
        if self._reason is None:
            return False
        self._settle_news()
        if self._now() >= self._ends_at:
            return True
        if not self._orders.settle_unknown() or self._orders.has_work():
            return False
        return not self._flatten()

    def _settle_news(self) -> None:
        """Enter what is heard while the run ends: there is no step to tell it with."""
        for news in self._orders.taken():
            self._ledger.write(Heard(news))
            self._desk.hear(news)

    def _flatten(self) -> bool:
        """Close what is held once every order has ended, if that was asked; whether there was anything."""
        if not self._plan.flatten or self._is_flattened or not any(self._desk.book.positions):
            return False
        self._is_flattened = True
        self._ends_at = self._now() + END_SECONDS
        self._ledger.write(Flattened())
        self._orders.carry_out(self._desk.flatten())
        return True

    def _tell_what_is_open(self) -> None:
        """What the account still has of this run; nothing of it goes without a word."""
        for order in self._orders.working():
            self._remark(f"{order} may still be working at IBKR: its end was not heard")
        for name, held in zip(self._desk.names, self._desk.book.positions, strict=True):
            if held and self._plan.flatten:
                self._remark(f"{held:+g} of {name} is still held")

    def _result(self) -> LiveResult:
        remarks = tuple(entry.text for entry in self._ledger.entries if isinstance(entry, Remarked))
        return LiveResult(self._desk.result(), self._reason or "", remarks)

    def _remark(self, text: str) -> None:
        """Say something once: what is found again and again is not said again."""
        said = (entry.text for entry in reversed(self._ledger.entries) if isinstance(entry, Remarked))
        if next(said, None) == text:
            return
        logger.info("live run", extra={"remark": text})
        self._ledger.write(Remarked(text))
        if self._plan.on_remark is not None:
            self._plan.on_remark(text)


def _before(past: Mapping[str, Bars]) -> dict[str, Bars]:
    """The bars before the earliest last one: that may still be growing, and is the stream's to finish."""
    end = min(int(bars.time[-1]) for bars in past.values())
    found = {name: bars[: int(np.searchsorted(bars.time, end))] for name, bars in past.items()}
    for name, bars in found.items():
        if not len(bars):
            raise HistoryError(f"{name} has no history as old as the others': give a longer warmup.")
    return found


def _by_time(past: Mapping[str, Bars], *, after: int) -> list[tuple[int, dict[str, Bar]]]:
    """Bars that are over and come after an instant, by their time."""
    found: dict[int, dict[str, Bar]] = {}
    for name, bars in past.items():
        for bar in bars[:-1]:
            time = to_milliseconds(bar.time)
            if time > after:
                found.setdefault(time, {})[name] = bar
    return sorted(found.items())
