"""`ibkr simulate`: a simulated gateway as a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr.simulator import Faults, serve

if TYPE_CHECKING:
    from pathlib import Path

    from ibkr.simulator.oauth import OAuthServer


def serve_gateway(
    *, port: int, http: bool, seed: int, speed: float, faults: Path | None, oauth: Path | None
) -> None:
    """Serve until interrupted; `ready <base url>` on stdout says that it serves."""
    troubles = None if faults is None else Faults.read(faults)
    door = None if oauth is None else _door(oauth)
    serve(port=port, http=http, seed=seed, speed=speed, faults=troubles, oauth=door)


def _door(path: Path) -> OAuthServer:
    from ibkr.simulator.oauth import OAuthServer

    return OAuthServer.read(path)
