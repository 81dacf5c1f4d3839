"""`ibkr simulate`: a simulated gateway as a program."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path  # noqa: TC003  # read by typer
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ibkr.simulator import AccountStart, Faults, Gateway, OAuthServer, OwnBars, Recording

Login = Literal["auto", "manual"]
Accounts = Literal["individual", "advisor", "linked", "live"]
Region = Literal["none", "us", "europe", "asia"]


def simulate(
    *,
    port: Annotated[
        int, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)
    ] = 5000,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    http: Annotated[
        bool, typer.Option("--http", help="Plain HTTP, to stand behind a gateway program or another proxy.")
    ] = False,
    seed: Annotated[
        int | None, typer.Option(help="The same seed gives the same world.", show_default="0", min=0)
    ] = None,
    speed: Annotated[
        float | None,
        typer.Option(
            help="How fast the market's time runs; 0: it stands still.",
            show_default="1",
            min=0,
            max=1_000_000,
        ),
    ] = None,
    start: Annotated[
        datetime | None,
        typer.Option(
            help="When the world begins, UTC.",
            show_default="2013-02-01T15:00:00",
            formats=["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"],
        ),
    ] = None,
    accounts: Annotated[
        Accounts | None, typer.Option(help="Who has logged in.", show_default="individual")
    ] = None,
    login: Annotated[
        Login, typer.Option(help="Whether somebody has logged in, or must click on /sso/Login first.")
    ] = "auto",
    region: Annotated[
        Region, typer.Option(help="Whose midnight brings the daily reset, by this machine's clock.")
    ] = "us",
    pacing: Annotated[
        bool, typer.Option("--pacing/--no-pacing", help="Whether calls that come too fast are refused.")
    ] = True,
    penalty: Annotated[
        float | None,
        typer.Option(
            help="Seconds of penalty box after five violations in a minute.", show_default="none", min=0
        ),
    ] = None,
    faults: Annotated[Path | None, typer.Option(help="A TOML file of what shall go wrong.")] = None,
    control: Annotated[
        bool,
        typer.Option("--control", help="Show the inside at /simulator/, and let faults be put in there."),
    ] = False,
    state: Annotated[
        Path | None, typer.Option(help="Go on from this file if it is there; write it at the end.")
    ] = None,
    bars: Annotated[
        list[str] | None,
        typer.Option(
            help="Bars of your own, CSV or Parquet; SYMBOL=FILE when there is no such column. Repeatable.",
            metavar="FILE",
            show_default=False,
        ),
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(help="A recorded websocket session (JSON lines) that sockets play again.")
    ] = None,
    oauth: Annotated[
        Path | None, typer.Option(help="A JSON file of who may sign in, as at the hosted API.")
    ] = None,
    ips_allow: Annotated[
        list[str] | None,
        typer.Option(
            help="Addresses that may call, such as 10.*; all others get 404 Access Denied. Repeatable.",
            metavar="PATTERN",
            show_default="everybody",
        ),
    ] = None,
    ips_deny: Annotated[
        list[str] | None,
        typer.Option(
            help="Addresses that may not call, allowed or not. Repeatable.",
            metavar="PATTERN",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Run a simulated gateway until Ctrl-C; prints `ready <base url>` when it serves."""
    from ibkr.simulator import Gateway, serve

    saved = None if state is None else _saved(state, seed=seed, start=start, accounts=accounts)
    gateway = Gateway(
        seed=0 if seed is None else seed,
        speed=1.0 if speed is None else speed,
        start=None if start is None else start.replace(tzinfo=UTC),
        accounts=_accounts(accounts or "individual"),
        faults=_faults(faults),
        logged_in=login == "auto",
        region=None if region == "none" else region,
        pacing=pacing,
        penalty=penalty,
        control=control,
        oauth=_oauth(oauth),
        bars=_bars(bars or ()),
        recording=_recording(replay),
        ips={"allow": ips_allow or [], "deny": ips_deny or []},
    )
    if saved is not None:
        _go_on(gateway, saved, speed=speed)
    serve(host=host, port=port, http=http, gateway=gateway, state=state)


def _saved(path: Path, **given: object) -> bytes | None:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        # Better to hear of it now than at the end, when the world is lost.
        if not path.parent.is_dir():
            raise ConfigError(f"state file {path}: there is no folder {path.parent}") from None
        return None
    except OSError as error:
        raise ConfigError(f"state file {path} cannot be read: {error.strerror}") from error
    decided = [f"--{name}" for name, value in given.items() if value is not None]
    if decided:
        raise ConfigError(f"{', '.join(decided)} is decided by {path}: leave it out, or name another file")
    return data


def _go_on(gateway: Gateway, data: bytes, *, speed: float | None) -> None:
    faults = gateway.faults.tallies
    gateway.load(data)
    gateway.faults.add(*(tally.fault for tally in faults))
    if speed is not None:
        gateway.world.change(speed=speed)


def _accounts(kind: Accounts) -> Sequence[AccountStart]:
    from ibkr.simulator.broker import starts

    return {
        "individual": starts.DEFAULT_ACCOUNTS,
        "advisor": starts.ADVISOR_ACCOUNTS,
        "linked": starts.LINKED_ACCOUNTS,
        "live": starts.LIVE_ACCOUNTS,
    }[kind]


def _bars(given: Sequence[str]) -> list[OwnBars]:
    from ibkr.simulator import read_bars

    found: list[OwnBars] = []
    for each in given:
        symbol, _, path = each.rpartition("=")
        found += read_bars(path, symbol=symbol or None)
    twice = {bars.symbol for bars in found if sum(other.conid == bars.conid for other in found) > 1}
    if twice:
        raise ConfigError(f"bars of {', '.join(sorted(twice))} come from two files: give each symbol once")
    return found


def _recording(path: Path | None) -> Recording | None:
    from ibkr.simulator import Recording

    return None if path is None else Recording.read(path)


def _faults(path: Path | None) -> Faults | None:
    from ibkr.simulator import Faults

    return None if path is None else Faults.read(path)


def _oauth(path: Path | None) -> OAuthServer | None:
    if path is None:
        return None
    from ibkr.simulator.oauth import OAuthServer

    return OAuthServer.read(path)
