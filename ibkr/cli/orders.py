"""`ibkr orders`: looked at, previewed, placed through their questions, changed and cancelled."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from ibkr_wire.operation import UNSET

import ibkr
from ibkr._sync.placed import PlacedGroup
from ibkr.cli import tickets
from ibkr.cli.asking import Asker, telling
from ibkr.cli.console import Columns, dump, facts, named, out, say, show, text
from ibkr.cli.groups import nouns
from ibkr.cli.opening import account_of, account_to_trade, client, conid
from ibkr.cli.options import (  # noqa: TC001  # read by typer
    Account,
    AsCsv,
    AsJson,
    Exchange,
    Live,
    Unasked,
    Url,
    What,
    Yes,
)
from ibkr.cli.statuses import REFUSED
from ibkr.cli.stopping import interrupted
from ibkr.errors import ConfigError, OrderEnded, OrderPending, OrderRejected

if TYPE_CHECKING:
    from ibkr._sync.placed import Placed
    from ibkr.model.contracts import Contract
    from ibkr.model.orders import Order

app = nouns("List, preview, place, change and cancel orders.", default="list")

Id = Annotated[str, typer.Argument(metavar="ORDER", help="IBKR's id, as `list` shows it.")]
Ids = Annotated[list[str], typer.Argument(metavar="ORDER...", help="IBKR's ids, as `list` shows them.")]
Wait = Annotated[
    float | None, typer.Option("--wait", metavar="SECONDS", min=0, help="Wait so long for the fill.")
]

LISTED: Final[Columns] = {
    "order": "order_id",
    "status": "status",
    "what": "order_desc",
    "filled": "filled_quantity",
    "remaining": "remaining_quantity",
    "id": "order_ref",
}
PROGRESS: Final[Columns] = {"order": "order_id", **named("state", "filled", "remaining", "average_price")}
RECEIPT: Final[Columns] = {
    "order": "order_id",
    "state": "state",
    "id": "client_order_id",
    "account": "account_id",
}
LEGS: Final[Columns] = {"order": "order_id", "state": "state", "id": "client_order_id", "text": "text"}
FATE: Final[Columns] = {
    "id": "client_order_id",
    "order": "order_id",
    **named("kind", "verdict", "before", "sent"),
}


# --- looking -----------------------------------------------------------------------------------


@app.command("list")
def list_orders(
    fresh: Annotated[bool, typer.Option("--fresh", help="Read past what the gateway remembers.")] = False,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """List working orders of the active account, and those that ended today."""
    with client(url) as ib:
        live = ib.orders.live(force=fresh or UNSET).orders
    show(live, LISTED, as_json=as_json, as_csv=as_csv)


@app.command()
def status(
    order: Id, account: Account = None, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False
) -> None:
    """Print where an order stands."""
    with client(url) as ib:
        facts(ib.orders.progress(order, account_id=account or ""), PROGRESS, as_json=as_json, as_csv=as_csv)


@app.command()
def questions(as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the questions that IBKR is known to ask; their ids are what --yes takes."""
    from ibkr_wire.tables.questions import QUESTIONS

    columns = named("id", "name", "suppressible", "meaning")
    show(list(QUESTIONS.values()), columns, as_json=as_json, as_csv=as_csv)


# --- placing -----------------------------------------------------------------------------------


@app.command()
def preview(
    side: tickets.Side,
    quantity: tickets.Quantity,
    symbol: What,
    *,
    market: tickets.Market = False,
    limit: tickets.Limit = None,
    stop: tickets.Stop = None,
    trail: tickets.Trail = None,
    touch: tickets.Touch = None,
    on_close: tickets.OnClose = False,
    midprice: tickets.Midprice = False,
    tif: tickets.Tif = "DAY",
    outside_rth: tickets.OutsideRth = False,
    cash: tickets.Cash = False,
    algo: tickets.Algo = None,
    exchange: Exchange = None,
    account: Account = None,
    url: Url = None,
    as_json: AsJson = False,
) -> None:
    """Print what an order would cost and change; nothing is placed."""
    wish = tickets.Wish(
        side=side,
        quantity=quantity,
        market=market,
        limit=limit,
        stop=stop,
        trail=trail,
        touch=touch,
        on_close=on_close,
        midprice=midprice,
        tif=tif,
        outside_rth=outside_rth,
        cash=cash,
        algo=algo,
    )
    with client(url) as ib:
        ticket: Any = wish.ticket(_contract(ib, symbol, exchange))
        found = ib.orders.preview(account_of(ib, account), ticket)
    if as_json:
        dump(found)
    else:
        out().print(str(found), markup=False, soft_wrap=True)


@app.command()
def place(
    side: tickets.Side,
    quantity: tickets.Quantity,
    symbol: What,
    *,
    market: tickets.Market = False,
    limit: tickets.Limit = None,
    stop: tickets.Stop = None,
    trail: tickets.Trail = None,
    touch: tickets.Touch = None,
    on_close: tickets.OnClose = False,
    midprice: tickets.Midprice = False,
    take_profit: tickets.TakeProfit = None,
    stop_loss: tickets.StopLoss = None,
    tif: tickets.Tif = "DAY",
    outside_rth: tickets.OutsideRth = False,
    cash: tickets.Cash = False,
    algo: tickets.Algo = None,
    reference: tickets.Reference = None,
    exchange: Exchange = None,
    account: Account = None,
    yes: Yes = None,
    unasked: Unasked = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print what would be sent; send nothing.")
    ] = False,
    wait: Wait = None,
    live: Live = False,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Place an order or a bracket, after asking you, and put IBKR's questions to you one by one."""
    wish = tickets.Wish(
        side=side,
        quantity=quantity,
        market=market,
        limit=limit,
        stop=stop,
        trail=trail,
        touch=touch,
        on_close=on_close,
        midprice=midprice,
        take_profit=take_profit,
        stop_loss=stop_loss,
        tif=tif,
        outside_rth=outside_rth,
        cash=cash,
        algo=algo,
        reference=reference,
    )
    asker = None if dry_run else Asker(yes, unasked=unasked)
    with client(url, orders=True, live=live) as ib:
        chosen = account_to_trade(ib, account)
        contract = _contract(ib, symbol, exchange)
        ticket = wish.ticket(contract)
        if asker is None:
            _print_dry_run(ib.orders.dry_run(chosen, ticket), as_json=as_json)
            return
        with interrupted("Nothing was sent."):
            asker.agree(_summary(ib, chosen, ticket, contract, asker), "Place it?")
        try:
            with telling(ib, "The order"):
                placed: Placed | PlacedGroup = ib.orders.place(chosen, ticket, answer=asker)
        except OrderRejected as error:
            _settle(ib, error, asker, as_json=as_json, as_csv=as_csv)
            return
        entry = placed.first if isinstance(placed, PlacedGroup) else placed
        goes_on = f"Order {entry.order_id} is placed and goes on: ibkr orders status {entry.order_id}"
        with interrupted(goes_on):
            _print_placed(placed, as_json=as_json, as_csv=as_csv)
            if wait is not None:
                _wait(entry, wait, as_json=as_json, as_csv=as_csv)


def _contract(ib: ibkr.Client, symbol: str, exchange: str | None) -> Contract:
    """The contract with the steps of its price, so that a price between two is refused before it is sent."""
    return ib.contracts.details(conid(ib, symbol, exchange)).contract


def _summary(
    ib: ibkr.Client, account: str, ticket: Order | ibkr.OrderGroup, contract: Contract, asker: Asker
) -> list[str]:
    """What is about to be sent; for somebody who is asked also what it would cost."""
    lines = [*tickets.described(ticket, contract), f"account {account}"]
    if asker.asks and not isinstance(ticket, ibkr.OrderGroup):
        cost = ib.orders.preview(account, ticket)
        lines += [f"amount {cost.amount}, commission {cost.commission}"]
        lines += [f"warning: {warning}" for warning in cost.warnings]
    return lines


def _print_dry_run(found: ibkr.DryRun, *, as_json: bool) -> None:
    if as_json:
        dump(found)
    else:
        out().print(str(found), markup=False, soft_wrap=True)


def _print_placed(placed: Placed | PlacedGroup, *, as_json: bool, as_csv: bool) -> None:
    legs = placed.receipt.legs
    if len(legs) > 1 and not as_json:
        show(legs, LEGS, as_csv=as_csv)
    else:
        facts(placed.receipt, RECEIPT, as_json=as_json, as_csv=as_csv)


def _settle(ib: ibkr.Client, error: OrderRejected, asker: Asker, *, as_json: bool, as_csv: bool) -> None:
    """Have the choice made that IBKR wants in place of taking or refusing the order.

    Raises:
        OrderRejected: it gave no choice.
    """
    prompt = error.prompt
    if prompt is None or not prompt.options:
        raise error
    option = asker.choose(prompt)
    if option is None:
        ways = " or ".join(shlex.quote(one) for one in prompt.options)
        say(f"Left open. To choose: ibkr orders respond {prompt.order_id} {prompt.request_id} {ways}")
        raise typer.Exit(REFUSED)
    receipt = _respond(ib, prompt, option)
    if receipt is not None:
        facts(receipt, RECEIPT, as_json=as_json, as_csv=as_csv)


def _respond(ib: ibkr.Client, prompt: ibkr.Prompt, option: str) -> ibkr.OrderReceipt | None:
    with interrupted("Whether IBKR has the choice is not known. How the order stands: ibkr orders list"):
        receipt = ib.orders.respond(prompt, option)
    say(f"Chosen: {option}.")
    return receipt


def _wait(entry: Placed, seconds: float, *, as_json: bool, as_csv: bool) -> None:
    """Wait for the fill of the order, or of the entry of a bracket; ends the command if it does not come."""
    try:
        progress, ended = entry.wait("filled", timeout=seconds), 0
    except (OrderEnded, OrderPending) as error:
        say(error)
        progress, ended = error.progress, REFUSED
    facts(progress, PROGRESS, as_json=as_json, as_csv=as_csv)
    if ended:
        raise typer.Exit(ended)


@app.command()
def respond(
    order: Id,
    request: Annotated[str, typer.Argument(help="The number of IBKR's request for a choice.")],
    option: Annotated[str, typer.Argument(help="One of the options, word by word.")],
    live: Live = False,
    url: Url = None,
) -> None:
    """Choose what IBKR wants chosen about an order, as `place` and `stream` tell it."""
    if not order.isdecimal():
        raise ConfigError(f"{order!r} is no order: IBKR's id is a number.")
    prompt = ibkr.Prompt(int(order), request, "", (option,))
    with client(url, orders=True, live=live) as ib:
        _respond(ib, prompt, option)


# --- changing ----------------------------------------------------------------------------------


@app.command()
def modify(
    order: Id,
    *,
    price: Annotated[str | None, typer.Option("--price", metavar="PRICE", help="Its limit or stop.")] = None,
    aux_price: Annotated[str | None, typer.Option(metavar="PRICE", help="The stop of a stop-limit.")] = None,
    quantity: Annotated[str | None, typer.Option(metavar="N", help="How many in all.")] = None,
    tif: Annotated[str | None, typer.Option(help="How long it is good.")] = None,
    account: Account = None,
    yes: Yes = None,
    unasked: Unasked = False,
    live: Live = False,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Change what is named of a working order; the rest stays."""
    named_changes = {"price": price, "aux_price": aux_price, "quantity": quantity, "tif": tif}
    changes: dict[str, Any] = {name: value for name, value in named_changes.items() if value is not None}
    if not changes:
        raise ConfigError("Nothing to change: say what, such as --price 187.50.")
    asker = Asker(yes, unasked=unasked)
    with client(url, orders=True, live=live) as ib:
        chosen = account_to_trade(ib, account)
        told = ", ".join(f"{name} {value}" for name, value in changes.items())
        with interrupted("Nothing was sent."):
            asker.agree([f"Order {order}: {told}"], "Change it?")
        with telling(ib, "The change"):
            placed = ib.orders.change(chosen, order, answer=asker, **changes)
        facts(placed.receipt, RECEIPT, as_json=as_json, as_csv=as_csv)


@app.command()
def cancel(
    orders: Ids,
    *,
    account: Account = None,
    live: Live = False,
    url: Url = None,
    as_json: AsJson = False,
    as_csv: AsCsv = False,
) -> None:
    """Ask for orders to be cancelled; IBKR's answer says only that it took the wish."""
    asked: list[ibkr.OrderProgress] = []
    with client(url, orders=True, live=live) as ib:
        chosen = account_to_trade(ib, account)
        try:
            for order in orders:
                with interrupted(f"Whether IBKR has the wish is not known: ibkr orders status {order}"):
                    asked.append(ib.orders.cancel(chosen, order))
        finally:
            if asked:
                show(asked, PROGRESS, as_json=as_json, as_csv=as_csv)


@app.command("cancel-all")
def cancel_all(
    account: Account = None, unasked: Unasked = False, live: Live = False, url: Url = None
) -> None:
    """Ask for every working order of an account to be cancelled."""
    asker = Asker(None, unasked=unasked)
    with client(url, orders=True, live=live) as ib:
        chosen = account_to_trade(ib, account)
        with interrupted("Nothing was sent."):
            asker.agree([f"Every working order of {chosen} would be cancelled."], "Cancel them?")
        with interrupted("Whether IBKR has the wish is not known. How the orders stand: ibkr orders list"):
            ib.orders.cancel_all(chosen)
    say("Asked for. How it goes: ibkr orders list")


@app.command()
def recover(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """Find out what became of orders that were interrupted or met silence; sends none."""
    with client(url, orders=True) as ib:
        found = ib.orders.recover()
    if not found and not as_json:
        say("Every order has its verdict.")
        return
    show(found, FATE, as_json=as_json, as_csv=as_csv)


# --- questions ---------------------------------------------------------------------------------


@app.command()
def suppress(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Such as o163.")], url: Url = None
) -> None:
    """Let orders pass without these questions, until the brokerage session ends."""
    with client(url, changes=True) as ib:
        ib.orders.suppress_questions(*ids)
    say(f"Not asked any more in this session: {text(ids)}.")


@app.command()
def restore(url: Url = None) -> None:
    """Let every question be asked again."""
    with client(url, changes=True) as ib:
        ib.orders.restore_questions()
    say("Every question is asked again.")
