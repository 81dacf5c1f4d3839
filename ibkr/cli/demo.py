"""`ibkr demo`: the whole path on a simulated gateway, told step by step."""

from __future__ import annotations

import time
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import ibkr
from ibkr.backtest import MovingAverageCross
from ibkr.backtest import backtest as run
from ibkr.cli.console import out, text
from ibkr.cli.narrator import Narrator

if TYPE_CHECKING:
    from ibkr.backtest import Result
    from ibkr.model import Bars, Contract, Snapshot

CENT = Decimal("0.01")
SEED = 1
SECONDS_OF_QUOTES = 5.0
FAST, SLOW = 10, 30
SHARES = 10
"""How many the demo buys."""
ABOVE_MARKET = Decimal("1.05")
"""Five percent above the market: far enough for IBKR to ask whether that is meant, and sure to fill."""


def demo(
    out: Annotated[Path, typer.Option(help="Where the report goes.")] = Path("out/demo"),
) -> None:
    """See all of it in half a minute, on a simulated gateway. No account is needed."""
    tell(out)


def tell(folder: Path, *, seconds: float = SECONDS_OF_QUOTES, limited: bool = True) -> None:
    """Tell the story and write `folder`/report.html; its path is the last line.

    `seconds` is how long quotes are followed; `limited` is whether the gateway has limits, as IBKR's has.
    """
    pacing = None if limited else ibkr.Pacing.off()
    narrator = Narrator(out())
    narrator.console.print("The whole path, on a gateway that runs inside this program.", style="bold")
    narrator.console.print("No account, no network, no money; what you see is the library at work.")
    with (
        ibkr.simulate(seed=SEED, pacing=limited) as gateway,
        ibkr.Client(gateway.base_url, pacing=pacing) as ib,
    ):
        introduce(gateway.base_url, narrator)
        account_id = look(ib, narrator)
        contract = find(ib, narrator)
        quote = ask_price(ib, contract, narrator)
        watch(ib, contract, narrator, seconds)
        ticket = write_ticket(contract, quote, narrator)
        preview(ib, account_id, ticket, narrator)
        place(ib, account_id, ticket, narrator)
        take_stock(ib, account_id, contract, narrator)
        bars = download(ib, contract, narrator)
    result = backtest(bars, narrator)
    report(result, folder, narrator)


def introduce(base_url: str, narrator: Narrator) -> None:
    """Say what the gateway is."""
    narrator.step(
        "A gateway",
        "IBKR's gateway is a program on your machine that others talk to over HTTPS and a websocket. "
        "This one is simulated; it trades at the real prices of February 2013.",
        "with ibkr.simulate() as gateway, ibkr.Client(gateway.base_url) as ib:",
    )
    narrator.say(f"serving {base_url}")


def look(ib: ibkr.Client, narrator: Narrator) -> str:
    """Show the account and what it holds; returns its id."""
    narrator.step(
        "The account",
        "Who am I, and what do I hold?",
        "account = ib.portfolio.accounts()[0]",
        "ib.portfolio.all_positions(…)",
    )
    account = ib.portfolio.accounts()[0]
    narrator.say(f"account {account.account_id}, {account.currency}")
    held = ib.portfolio.all_positions(account.account_id)
    rows = [
        (each.contract_desc, each.position, each.mkt_price, each.mkt_value, each.unrealized_pnl)
        for each in held
    ]
    narrator.rows(rows, "position", "shares", "price", "value", "unrealized")
    return account.account_id


def find(ib: ibkr.Client, narrator: Narrator) -> Contract:
    """Find Apple; show what happens to a symbol that means several things."""
    narrator.step(
        "A contract",
        "IBKR trades contracts, not symbols, and a share is listed in many countries. What fits several "
        "contracts is an error that names them, never a silent choice.",
        'ib.contracts.find("AAPL", is_us=False)',
    )
    try:
        ib.contracts.find("AAPL", is_us=False)
    except ibkr.AmbiguousContract as error:
        narrator.say("AmbiguousContract, between")
        narrator.say(*error.candidates, indent=" " * 5)
    narrator.say("Unless told otherwise, the listing in the United States is meant:")
    narrator.code('contract = ib.contracts.find("AAPL")')
    contract = ib.contracts.find("AAPL")
    narrator.say(contract)
    return contract


def ask_price(ib: ibkr.Client, contract: Contract, narrator: Narrator) -> Snapshot:
    """Ask for the price once."""
    narrator.step(
        "A price",
        "The first answer to this question is empty on purpose: it only subscribes. "
        "The client asks until the fields are there.",
        f'ib.market_data.snapshot({contract.conid}, fields=["last", "bid", "ask"], wait=5)',
    )
    with narrator.waiting("asking"):
        quote = ib.market_data.snapshot(contract.conid, fields=["last", "bid", "ask"], wait=5)
    narrator.say(_prices(quote))
    return quote


def watch(ib: ibkr.Client, contract: Contract, narrator: Narrator, seconds: float) -> None:
    """Follow the price for some seconds."""
    narrator.step(
        "A stream",
        f"Quotes as they come, for {seconds:.0f} seconds. If the line broke, a Gap would say so.",
        "with ib.stream() as stream:",
        f'    stream.market_data({contract.conid}, fields=["last", "bid", "ask"])',
        "    for event in stream: ...",
    )
    began, seen = time.monotonic(), 0
    with ib.stream() as stream, narrator.changing() as line:
        stream.market_data(contract.conid, fields=["last", "bid", "ask"])
        for event in stream:
            if isinstance(event, ibkr.Quote):
                seen += 1
                line.update(f"{event.time:%H:%M:%S} UTC   {_prices(event)}   ({seen} ticks)")
            if time.monotonic() - began > seconds:
                break


def _prices(quote: ibkr.Quote | Snapshot) -> str:
    return f"last {quote.last}   bid {quote.bid}   ask {quote.ask}"


def write_ticket(contract: Contract, quote: Snapshot, narrator: Narrator) -> ibkr.Order:
    """Make a ticket that IBKR will ask about."""
    assert quote.ask is not None, "the snapshot waited for it"
    price = (quote.ask * ABOVE_MARKET).quantize(CENT)
    narrator.step(
        "An order",
        f"Buy {SHARES} at {price} or better. A ticket that cannot be right is refused before it leaves this "
        "machine; a preview says what a right one would cost.",
        f'ticket = ibkr.Order.limit(contract, "BUY", {SHARES}, price="{price}")',
        "ib.orders.preview(account, ticket)",
    )
    return ibkr.Order.limit(contract, "BUY", SHARES, price=price)


def preview(ib: ibkr.Client, account_id: str, ticket: ibkr.Order, narrator: Narrator) -> None:
    """Say what the order would cost."""
    cost = ib.orders.preview(account_id, ticket)
    narrator.say(f"{cost.amount}, commission {cost.commission}, initial margin {cost.initial_margin}")


def place(ib: ibkr.Client, account_id: str, ticket: ibkr.Order, narrator: Narrator) -> None:
    """Place the order, answer IBKR's question, wait for the fill."""
    narrator.step(
        "A question",
        "That price is 5 % above the market, so IBKR asks whether it is meant. Questions are answered by a "
        "policy that names their ids; any other is declined, and the order with it.",
        'placed = ib.orders.place(account, ticket, answer=ibkr.Answers.accept("o163"))',
        'placed.wait("filled")',
    )
    placed = ib.orders.place(account_id, ticket, answer=ibkr.Answers.accept("o163"))
    for turn in placed.transcript.turns:
        ids = ", ".join(turn.question.message_ids)
        narrator.say(f"IBKR asks [{ids}]: {turn.question.text}")
        narrator.say(f"the policy answers: {'yes' if turn.confirmed else 'no'}")
    with narrator.waiting("waiting for the fill"):
        fill = placed.wait("filled", timeout=30)
    narrator.say(f"order {fill.order_id}: {fill.state}, {text(fill.filled)} at {fill.average_price}")


def take_stock(ib: ibkr.Client, account_id: str, contract: Contract, narrator: Narrator) -> None:
    """Show the execution and the position after it."""
    narrator.code("ib.trades.executions()", "ib.portfolio.all_positions(account)")
    with narrator.waiting("asking; IBKR allows one call for executions in five seconds"):
        trades = ib.trades.executions()
    for trade in trades:
        narrator.say(f"executed: {trade.order_description}, commission {text(trade.commission)} USD")
    held = [each for each in ib.portfolio.all_positions(account_id) if each.conid == contract.conid]
    narrator.say(*(f"position: {each.position:g} {each.contract_desc}" for each in held))


def download(ib: ibkr.Client, contract: Contract, narrator: Narrator) -> Bars:
    """Fetch a year of daily bars."""
    narrator.step(
        "A year of history",
        "Daily bars with aware UTC times, oldest first, as columns.",
        f'bars = ib.market_data.bars({contract.conid}, period="1y", bar="1d")',
    )
    with narrator.waiting("downloading"):
        bars = ib.market_data.bars(contract.conid, period="1y", bar="1d")
    rows = [(f"{bar.time:%d %b %Y}", bar.open, bar.high, bar.low, bar.close) for bar in (bars[0], bars[-1])]
    narrator.rows(rows, f"{len(bars)} bars", "open", "high", "low", "close")
    return bars


def backtest(bars: Bars, narrator: Narrator) -> Result:
    """Run a moving average crossover over the year."""
    narrator.step(
        "A backtest",
        f"Buy when the {FAST}-day average crosses above the {SLOW}-day average, sell when it crosses below. "
        "Decided on one day's close, filled at the next day's open, never earlier.",
        f'result = backtest(MovingAverageCross, bars, parameters={{"fast": {FAST}, "slow": {SLOW}}})',
    )
    result = run(MovingAverageCross, bars, asset="AAPL", parameters={"fast": FAST, "slow": SLOW})
    narrator.show(result.summary())
    return result


def report(result: Result, folder: Path, narrator: Narrator) -> None:
    """Write the report and name it."""
    narrator.step(
        "A report",
        "Equity, drawdown and every trade on one page that needs nothing else. Open it in a browser:",
        "result.report(…)",
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "report.html"
    result.report(path)
    narrator.console.print(path, soft_wrap=True)
