"""The client of a command: its settings, and what all commands of a user keep together."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import attrs

import ibkr
from ibkr.config import Config
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from ibkr.model.contracts import Contract

USUAL_STATE: Final = "~/.local/state/ibkr"
OWNER_ONLY: Final = 0o700

LIMITS: Final[ContextVar[ibkr.Pacing | None]] = ContextVar("limits", default=None)
"""In place of the limits that all commands keep together, for a gateway that has none: a test's own."""


@contextmanager
def client(
    url: str | None, *, changes: bool = False, orders: bool = False, live: bool = False
) -> Generator[ibkr.Client, None, None]:
    """A client on the gateway that the command line or the environment names.

    Unless it `changes` something it is read-only. One that sends `orders` keeps the journal
    that `ibkr orders recover` reads; one command at a time may have it.

    Raises:
        ConfigError: the settings cannot work, or the folder of state cannot be had.
    """
    settings = Config.from_env()
    base_url = url or settings.base_url
    read_only = settings.read_only or not (changes or orders)
    options = attrs.evolve(
        settings, base_url=base_url, read_only=read_only, live=settings.live or live
    ).arguments()
    if settings.oauth is not None:
        from ibkr.auth import read

        options["auth"] = read(settings.oauth)
    options |= _together(_folder(settings.state), base_url, orders=orders)
    with ibkr.Client(**options) as ib:
        yield ib


def _together(folder: Path, base_url: str, *, orders: bool) -> dict[str, Any]:
    """What the commands of one gateway share: its limits, and the journal of orders."""
    gateway = re.sub(r"[^A-Za-z0-9.]+", "-", urlsplit(base_url).netloc or "gateway")
    limits = LIMITS.get() or ibkr.SharedPacing.suited_to(base_url, path=folder / f"{gateway}.pacing")
    shared: dict[str, Any] = {"pacing": limits}
    return {**shared, "journal": folder / f"{gateway}.orders"} if orders else shared


def _folder(named: str | None) -> Path:
    folder = Path(named or USUAL_STATE).expanduser()
    try:
        folder.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
    except OSError as error:
        raise ConfigError(
            f"The folder {folder}, where commands keep the limits together, cannot be made "
            f"({error.strerror}): name another one in IBKR_STATE."
        ) from error
    return folder


def contract(ib: ibkr.Client, symbol: str, exchange: str | None = None) -> Contract:
    """The contract of a symbol or of a number.

    Raises:
        AmbiguousContract, NoSuchContract: as `contracts.find`.
    """
    if symbol.isdecimal():
        return ib.contracts.by_conid(int(symbol))
    return ib.contracts.find(symbol, exchange=exchange)


def conid(ib: ibkr.Client, symbol: str, exchange: str | None = None) -> int:
    """Its number; a number is taken as it is, without a question."""
    return int(symbol) if symbol.isdecimal() else contract(ib, symbol, exchange).conid


def account_of(ib: ibkr.Client, named: str | None) -> str:
    """The account that is named, else the active one of this login."""
    return named or ib.accounts.selected() or ib.portfolio.accounts()[0].account_id


def account_to_trade(ib: ibkr.Client, named: str | None) -> str:
    """The account of an order: where the login has several, it has to be named.

    Raises:
        ConfigError: it is not named.
    """
    if named is not None:
        return named
    accounts: Sequence[str] = ib.accounts.brokerage().accounts
    if len(accounts) != 1:
        raise ConfigError(f"This login trades several accounts: say --account {' or '.join(accounts)}.")
    return accounts[0]
