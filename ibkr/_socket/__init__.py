"""The websocket: the only importer of the libraries that speak it.

A connection here moves frames and closes; every decision is made elsewhere. The
gateway speaks HTTP/1.1 and sends binary frames, which arrive as bytes. Pings of
the protocol are off: the gateway beats by itself, and silence is judged by that.

`connect` takes `picows` where it is installed (`ibkr[fast]`), else `websockets`.

Source: spec/asyncapi.yaml, server and handshake.
"""

from __future__ import annotations

import importlib.util

from ibkr._socket.connection import Address, Connect, Connection, Disconnected

__all__ = ["Address", "Connect", "Connection", "Disconnected", "connect"]


async def connect(address: Address) -> Connection:
    """Open a websocket, with the faster library if it is there.

    Raises:
        GatewayUnreachable: nobody listens there.
        GatewayTimeout: no answer to the handshake in time.
        CertificateProblem: the certificate could not be verified.
        NotAuthenticated: the gateway refused the session.
        StreamError: it answered something else than a websocket.
    """
    if importlib.util.find_spec("picows") is not None:
        from ibkr._socket.fast import connect as connect_fast

        return await connect_fast(address)
    from ibkr._socket.plain import connect as connect_plain

    return await connect_plain(address)
