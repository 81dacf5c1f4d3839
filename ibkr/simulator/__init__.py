"""An embedded gateway to develop, demonstrate and test against.

    import ibkr.simulator

    with ibkr.simulator.simulate() as simulation:
        print(simulation.base_url)      # https://localhost:<port>/v1/api

`Gateway` is the gateway itself, without sockets: `handle(Request) -> Response` and
`connect(headers) -> SocketSession`, on a clock of the caller's choice. `simulate` and
`serve` put a server around it and need the extra `ibkr[simulator]`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ibkr._lazy import lazy_names

if TYPE_CHECKING:
    from ibkr.simulator.barfile import read_bars
    from ibkr.simulator.broker.account import DEFAULT_ACCOUNTS, AccountStart, Holding
    from ibkr.simulator.fault import Fault
    from ibkr.simulator.faults import Faults
    from ibkr.simulator.gateway import Gateway, GatewayOptions
    from ibkr.simulator.http import ConnectionDropped, Request, Response
    from ibkr.simulator.market.own import OwnBars
    from ibkr.simulator.oauth import OAuthServer
    from ibkr.simulator.replay import Recording
    from ibkr.simulator.server import Simulation, serve, simulate
    from ibkr.simulator.socket import Close, SocketSession

__all__ = [
    "DEFAULT_ACCOUNTS",
    "AccountStart",
    "Close",
    "ConnectionDropped",
    "Fault",
    "Faults",
    "Gateway",
    "GatewayOptions",
    "Holding",
    "OAuthServer",
    "OwnBars",
    "Recording",
    "Request",
    "Response",
    "Simulation",
    "SocketSession",
    "read_bars",
    "serve",
    "simulate",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "ibkr.simulator.barfile": ["read_bars"],
        "ibkr.simulator.broker.account": ["DEFAULT_ACCOUNTS", "AccountStart", "Holding"],
        "ibkr.simulator.fault": ["Fault"],
        "ibkr.simulator.faults": ["Faults"],
        "ibkr.simulator.gateway": ["Gateway", "GatewayOptions"],
        "ibkr.simulator.http": ["ConnectionDropped", "Request", "Response"],
        "ibkr.simulator.market.own": ["OwnBars"],
        "ibkr.simulator.oauth": ["OAuthServer"],
        "ibkr.simulator.replay": ["Recording"],
        "ibkr.simulator.server": ["Simulation", "serve", "simulate"],
        "ibkr.simulator.socket": ["Close", "SocketSession"],
    },
)
