"""One asset from the first bar to the last, for one combination of parameters or many."""

from __future__ import annotations

import math
from typing import Any

from .jit import inlined
from .layout import CARRIED, CLOSE, DECIDED, FRESH, NOBODY
from .matching import at_close, match, tidy, watch
from .records import asset_at
from .scanning import begun, keep_statistics, measured, statistics_of
from .submitting import submit

FINISHED = 0
FULL = 1
WRONG = 2


@inlined
def is_full(account: Any) -> bool:
    """Whether a table might not hold what one bar can bring.

    Each order may fill at four moments, and each fill may turn the position and bring exits.
    """
    room = 64 * (account.waiting + 4)
    if account.orders + room > account.orders_room:
        return True
    if not account.keep:
        return False
    return account.fills + room > account.fills_room or account.events + room > account.events_room


@inlined
def settled(account: Any) -> None:
    """After orders have moved: the prices to watch; ended orders are forgotten where nobody asks."""
    asset = asset_at(account, 0)
    watch(account, 0)
    if not account.keep and asset.head == NOBODY and asset.guards == 0:
        account.orders = 0


@inlined
def begin_month(account: Any, months: Any, i: int) -> None:
    """Count the month's volume anew where a month has begun: tiered commissions look at it."""
    if len(months) and months[i] != account.month:
        account.month = months[i]
        account.month_volume = 0.0


@inlined
def act(account: Any, decision: Any) -> int:
    """Carry out a decision; say what is wrong with it, or 0."""
    wrong = submit(account, 0, decision)
    if account.convention == CLOSE:
        at_close(account, 0, asset_at(account, 0).mark)
        tidy(account, 0)
    settled(account)
    return wrong


@inlined
def note(account: Any, curve: Any, i: int, close: float) -> None:
    """Write down the equity of a bar on which something was decided."""
    asset = asset_at(account, 0)
    equity = account.cash + asset.position * asset.multiplier * close
    if len(curve):
        curve[i] = equity
    if account.statistics:
        so_far = begun(equity) if i == 0 else measured(statistics_of(account), equity)
        keep_statistics(account, so_far)


@inlined
def through(
    scan: Any,
    accounts: Any,
    decisions: Any,
    bars: Any,
    months: Any,
    actions: Any,
    lines: Any,
    picks: Any,
    parameters: Any,
    state: Any,
    curve: Any,
) -> int:
    """Go on until the bars are over, a table is full or a decision is wrong; say which."""
    times, opens, highs, lows, closes, volumes = bars
    account = accounts[0]
    asset = asset_at(account, 0)
    i, phase = account.next, account.phase
    while True:
        if phase != DECIDED:
            reached = i < len(closes) and (highs[i] >= account.high_watch or lows[i] <= account.low_watch)
            if phase == FRESH and reached:
                if is_full(account):
                    break
                account.bar, asset.volume = i, volumes[i]
                begin_month(account, months, i)
                match(account, 0, opens[i], highs[i], lows[i], closes[i])
                settled(account)
                phase = CARRIED
            i = scan(
                i, phase, accounts, decisions, times, opens, highs, lows, closes, volumes,
                actions, lines, picks, parameters, state, curve,
            )  # fmt: skip  # columns in a row
            if i >= len(closes):
                return FINISHED
            phase = account.phase
            if phase == FRESH:
                continue
        if is_full(account):
            break
        account.bar, asset.mark, asset.volume = i, closes[i], volumes[i]
        begin_month(account, months, i)
        account.wrong = act(account, decisions[0])
        if account.wrong:
            return WRONG
        note(account, curve, i, closes[i])
        i += 1
        phase = FRESH
    account.next, account.phase = i, phase
    return FULL


def walk(
    scan: Any,
    accounts: Any,
    terms: Any,
    assets: Any,
    terms_of_assets: Any,
    decisions: Any,
    bars: Any,
    months: Any,
    actions: Any,
    lines: Any,
    picks: Any,
    parameters: Any,
    firsts: Any,
    risks: Any,
    start: Any,
    state: Any,
    curve: Any,
    outcomes: Any,
    first: int,
    last: int,
    resume: bool,
) -> Any:
    """Run the combinations `first` to `last`; the one it stopped at, and why."""
    for k in range(first, last):
        if not resume:
            begin(accounts, terms, assets, terms_of_assets, firsts[k], risks[k])
            state[:] = start
        resume = False
        said = through(
            scan, accounts, decisions, bars, months, actions, lines, picks[k], parameters[k], state, curve
        )
        if said != FINISHED:
            return k, said
        conclude(accounts[0], bars[4], outcomes[k])
    return last, FINISHED


@inlined
def begin(accounts: Any, terms: Any, assets: Any, terms_of_assets: Any, first: int, risk: Any) -> None:
    """Open the account anew, before bar `first`; a risk that is not given keeps that of the terms."""
    account, given = accounts[0], terms[0]
    at = account.orders_at, account.fills_at, account.events_at
    room = account.orders_room, account.fills_room, account.events_room
    holdings_at, assets_at = account.holdings_at, account.assets_at
    accounts[0] = given
    account.orders_at, account.fills_at, account.events_at = at
    account.orders_room, account.fills_room, account.events_room = room
    account.holdings_at, account.assets_at = holdings_at, assets_at
    assets[:] = terms_of_assets
    account.next = first
    account.stop_loss = account.stop_loss if math.isnan(risk[0]) else risk[0]
    account.take_profit = account.take_profit if math.isnan(risk[1]) else risk[1]
    account.trailing_stop = account.trailing_stop if math.isnan(risk[2]) else risk[2]
    protects = math.isnan(account.stop_loss) and math.isnan(account.take_profit)
    account.guarded = not (protects and math.isnan(account.trailing_stop))


@inlined
def conclude(account: Any, closes: Any, outcome: Any) -> None:
    """Write down the outcome: see `outcomes.FIELDS`."""
    asset = asset_at(account, 0)
    outcome[0] = account.cash + asset.position * asset.multiplier * closes[len(closes) - 1]
    outcome[1] = min(account.deepest, account.trough / account.peak - 1.0)
    outcome[2], outcome[3] = account.total, account.squares
    outcome[4], outcome[5] = account.fills, account.paid
    outcome[6], outcome[7] = account.traded, asset.position
