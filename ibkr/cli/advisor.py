"""`ibkr advisor`: groups that orders are shared out to, and models that accounts follow."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from ibkr.cli.console import Columns, keys, say, show
from ibkr.cli.groups import nouns
from ibkr.cli.opening import client
from ibkr.cli.options import AsCsv, AsJson, Url  # noqa: TC001  # read by typer
from ibkr.errors import InvalidArgument
from ibkr.model.advisors import MethodName  # read by typer

app = nouns("Share orders out: groups and models of an advisor.", default="groups")

Name = Annotated[str, typer.Argument(metavar="NAME")]
Shares = Annotated[
    list[str],
    typer.Argument(metavar="ACCOUNT[=AMOUNT]...", help="Its accounts; amounts where the method needs them."),
]
Method = Annotated[MethodName, typer.Option(help="How orders are shared out.")]

POSITIONS: Final[Columns] = {
    "contract": "instrument",
    "conid": "cid",
    "position": "position",
    "value": "mv",
    "actual": "actl",
    "target": "trgt",
    "currency": "ccy",
}
INVESTED: Final[Columns] = {
    "account": "account",
    "value": "nlv",
    "cost": "cost_basis",
    "unrealized": "unreal_pn_l",
    "cash": "ind_cash",
    "currency": "base_ccy_account",
}


@app.command("clients")
def list_clients(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the accounts that orders can be shared out to, with the values they are compared by."""
    with client(url) as ib:
        found = ib.advisor.clients()
    rows = [
        {"account": account, "value": name, "amount": amount}
        for account, values in found.items()
        for name, amount in values.items()
    ]
    show(rows, keys("account", "value", "amount"), as_json=as_json, as_csv=as_csv)


# --- groups ------------------------------------------------------------------------------------


@app.command("groups")
def list_groups(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the groups; an order names one in place of an account."""
    with client(url) as ib:
        rows = [{"name": name} for name in ib.advisor.group_names()]
    show(rows, keys("name"), as_json=as_json, as_csv=as_csv)


@app.command("group")
def show_group(name: Name, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the accounts of a group, and how orders are shared out to them."""
    with client(url) as ib:
        group = ib.advisor.group_named(name)
    rows = [
        {"account": account, "method": group.method, "amount": amount}
        for account, amount in group.shares.items()
    ]
    show(rows, keys("account", "method", "amount"), as_json=as_json, as_csv=as_csv)


@app.command("create")
def create_group(name: Name, accounts: Shares, method: Method = "net_liquidation", url: Url = None) -> None:
    """Make a group."""
    with client(url, changes=True) as ib:
        ib.advisor.add_group(name, _shares(accounts), method=method)
    say(f"The group {name} is made.")


@app.command("change")
def change_group(
    name: Name,
    accounts: Shares,
    *,
    method: Method = "net_liquidation",
    rename: Annotated[str | None, typer.Option(metavar="NAME", help="Another name for it.")] = None,
    url: Url = None,
) -> None:
    """Give a group other accounts and another method."""
    with client(url, changes=True) as ib:
        ib.advisor.revise_group(name, _shares(accounts), method=method, rename=rename)
    say(f"The group {rename or name} is changed.")


@app.command("delete")
def delete_group(name: Name, url: Url = None) -> None:
    """Delete a group."""
    with client(url, changes=True) as ib:
        ib.advisor.drop_group(name)
    say(f"The group {name} is deleted.")


def _shares(accounts: list[str]) -> list[str] | dict[str, str]:
    """`DU1=60 DU2=40` by account, or the accounts alone.

    Raises:
        InvalidArgument: some have an amount and some have none.
    """
    pairs = [written.partition("=") for written in accounts]
    if not any(sign for _, sign, _ in pairs):
        return accounts
    if not all(amount for _, _, amount in pairs):
        raise InvalidArgument("Give every account an amount, as in DU1234501=60, or none of them.")
    return {account: amount for account, _, amount in pairs}


# --- models ------------------------------------------------------------------------------------


@app.command("models")
def list_models(url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the models."""
    with client(url) as ib:
        rows = [{"name": name} for name in ib.advisor.model_names()]
    show(rows, keys("name"), as_json=as_json, as_csv=as_csv)


@app.command("model")
def show_model(name: Name, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List what a model holds, against its targets."""
    with client(url) as ib:
        found = ib.advisor.positions_of(name)
    show(found.position_list or [], POSITIONS, as_json=as_json, as_csv=as_csv)


@app.command("invested")
def show_invested(name: Name, url: Url = None, as_json: AsJson = False, as_csv: AsCsv = False) -> None:
    """List the accounts that follow a model."""
    with client(url) as ib:
        found = ib.advisor.accounts_of(name)
    show(found.account_info_list or [], INVESTED, as_json=as_json, as_csv=as_csv)
