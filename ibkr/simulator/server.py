"""The shell around the gateway: TLS, HTTP/1.1 and websockets, on uvicorn."""

from __future__ import annotations

import asyncio
import contextlib
import posixpath
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, Unpack
from urllib.parse import parse_qsl, unquote

from ibkr.errors import ConfigError, MissingExtra
from ibkr.simulator.gateway import Gateway, GatewayOptions
from ibkr.simulator.http import ConnectionDropped, Request, Response
from ibkr.simulator.wire import SocketConnection

if TYPE_CHECKING:
    from types import TracebackType

    from starlette.types import ASGIApp, Receive, Scope, Send
    from uvicorn.server import ServerState

try:
    import uvicorn
    from starlette.requests import ClientDisconnect
    from starlette.requests import Request as HttpRequest
except ImportError as error:
    raise MissingExtra("simulator", needed_for="The embedded gateway's server") from error

_STOP_SECONDS = 10.0
_LAST_PORT = 65_535


class _App:
    """The gateway's HTTP side as an ASGI application."""

    def __init__(self, gateway: Gateway, abort: Callable[[Scope], None]) -> None:
        self._gateway = gateway
        self._abort = abort

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with contextlib.suppress(ClientDisconnect):
            await self._http(HttpRequest(scope, receive), send)

    async def _http(self, request: HttpRequest, send: Send) -> None:
        body = await request.body()
        try:
            exchange = self._gateway.begin(_request(request, body))
        except ConnectionDropped:
            self._abort(request.scope)
            # Let the loop close the connection before uvicorn looks for an answer.
            await asyncio.sleep(0)
            return
        try:
            if exchange.response.delay:
                await self._gateway.clock.asleep(exchange.response.delay)
            await _send(exchange.response, send)
        finally:
            exchange.end()


def application(gateway: Gateway) -> ASGIApp:
    """The gateway's HTTP side as an ASGI application, for servers and tools of one's own.

    A connection that a fault drops is left without an answer: only a server can cut it.
    """
    return _App(gateway, lambda _: None)


def _request(request: HttpRequest, body: bytes) -> Request:
    headers = dict(request.headers)
    # The gateway program loses bodies that come in chunks; a client must send Content-Length.
    chunked = "chunked" in headers.get("transfer-encoding", "")
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    query: bytes = request.scope["query_string"]
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True)
    return Request(
        request.method,
        _resolved(raw),
        dict(pairs),
        headers,
        b"" if chunked else body,
        "" if request.client is None else request.client.host,
    )


def _resolved(raw: bytes) -> str:
    """The path with its dots resolved and its percent signs decoded."""
    path = raw.decode("latin-1").partition("?")[0]
    if "/." in path:
        path = posixpath.normpath(path) + ("/" if path.endswith("/") else "")
    return unquote(path)


async def _send(response: Response, send: Send) -> None:
    # Without a length the answer goes out in chunks, as every answer of the gateway does.
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in response.headers]
    await send({"type": "http.response.start", "status": response.status, "headers": headers})
    await send({"type": "http.response.body", "body": response.body})


def _connections(gateway: Gateway) -> type[SocketConnection]:
    """What uvicorn hands connections to that want to be websockets of this gateway."""

    class Connection(SocketConnection):
        def __init__(self, *, server_state: ServerState, **_: object) -> None:
            super().__init__(gateway, server_state.connections)

    return Connection


class _Server(uvicorn.Server):
    """uvicorn, telling when it serves, and able to drop a connection on the floor."""

    def __init__(
        self,
        gateway: Gateway,
        *,
        tls: Any,
        ready: Callable[[], None],
        ended: Callable[[], None] | None = None,
    ) -> None:
        config = uvicorn.Config(
            _App(gateway, self.abort),
            http="h11",
            # Past ASGI: through it a frame of the market costs five times as much.
            ws=_connections(gateway),
            lifespan="off",
            log_config=None,
            log_level="critical",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=60,
            timeout_graceful_shutdown=1,
        )
        config.load()
        config.ssl = tls
        super().__init__(config)
        self._ready = ready
        self._ended = ended

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the connections; only then nothing can change any more."""
        await super().shutdown(sockets=sockets)
        if self._ended is not None:
            self._ended()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Open the listening socket, then say so."""
        await super().startup(sockets=sockets)
        self._ready()

    def abort(self, scope: Scope) -> None:
        """Close the connection of a request as a broken network would: no answer, no goodbye."""
        for connection in list(self.server_state.connections):
            if connection.transport.get_extra_info("peername") == scope["client"]:
                connection.transport.abort()


class Simulation:
    """A gateway that serves in a thread of this process, until `close` or the end of the `with` block."""

    gateway: Gateway
    base_url: str
    """Where clients connect, such as `https://localhost:5000/v1/api`."""
    certificate: bytes | None
    """The gateway's own certificate (PEM), for clients that verify; None over plain HTTP."""

    def __init__(
        self, *, host: str = "127.0.0.1", port: int = 0, http: bool = False, gateway: Gateway
    ) -> None:
        """Start serving `gateway`; port 0 takes a free one.

        Raises:
            ConfigError: the port is taken or the address is not one of this machine.
        """
        self.gateway = gateway
        listener = _listener(host, port)
        self.port: int = listener.getsockname()[1]
        tls, self.certificate = (None, None) if http else _tls(host)
        self.base_url = f"{'http' if http else 'https'}://{_name(host)}:{self.port}/v1/api"
        self._serving = threading.Event()
        self._server = _Server(gateway, tls=tls, ready=self._serving.set)
        self._thread = threading.Thread(
            target=_run, args=(self._server, listener, self._serving), name="ibkr-simulator", daemon=True
        )
        self._thread.start()
        self._serving.wait(_STOP_SECONDS)
        if not self._server.started:
            raise ConfigError(f"the embedded gateway did not start on {host} port {port}")

    def close(self) -> None:
        """Stop serving; open connections end. Closing twice is fine."""
        self._server.should_exit = True
        self._thread.join(_STOP_SECONDS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Simulation {self.base_url}>"


def simulate(
    *,
    host: str = "127.0.0.1",
    port: int = 0,
    http: bool = False,
    gateway: Gateway | None = None,
    **options: Unpack[GatewayOptions],
) -> Simulation:
    """Run an embedded gateway in a thread: `with simulate() as simulation: ...`.

    `options` are those of `Gateway`, unless a `gateway` is given.

    Raises:
        ConfigError: an option is out of range, or the port is taken.
    """
    return Simulation(host=host, port=port, http=http, gateway=gateway or Gateway(**options))


def serve(
    *,
    host: str = "127.0.0.1",
    port: int = 5000,
    http: bool = False,
    gateway: Gateway | None = None,
    state: str | Path | None = None,
    **options: Unpack[GatewayOptions],
) -> None:
    """Run an embedded gateway here until it is interrupted; prints `ready <base url>` once it serves.

    `options` are those of `Gateway`, unless a `gateway` is given. At the end the world is
    written to the file `state`, whole or not at all; `Gateway.loaded` reads it.

    Raises:
        ConfigError: an option is out of range, or the port is taken.
    """
    served = gateway or Gateway(**options)
    listener = _listener(host, port)
    tls, _ = (None, None) if http else _tls(host)
    base_url = f"{'http' if http else 'https'}://{_name(host)}:{listener.getsockname()[1]}/v1/api"

    def ready() -> None:
        sys.stdout.write(f"ready {base_url}\n")
        sys.stdout.flush()

    with contextlib.suppress(KeyboardInterrupt):
        _Server(served, tls=tls, ready=ready, ended=_keeper(served, state)).run(sockets=[listener])


def _run(server: _Server, listener: socket.socket, serving: threading.Event) -> None:
    try:
        asyncio.run(server.serve(sockets=[listener]))
    finally:
        # Whoever waits for the start must not wait for a thread that has died.
        serving.set()


def _keeper(gateway: Gateway, path: str | Path | None) -> Callable[[], None] | None:
    if path is None:
        return None
    target = Path(path)

    def keep() -> None:
        beside = target.with_name(f".{target.name}.new")
        beside.write_bytes(gateway.save())
        beside.replace(target)

    return keep


def _listener(host: str, port: int) -> socket.socket:
    if not 0 <= port <= _LAST_PORT:
        raise ConfigError(f"port {port} is out of range: give one from 0 (any free one) to {_LAST_PORT}")
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:
        raise ConfigError(f"{host} port {port} is no address to serve on: {error}") from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
    except OSError as error:
        listener.close()
        raise ConfigError(
            f"the embedded gateway cannot serve on {host} port {port}: {error}. "
            "Choose another port, or 0 for a free one"
        ) from error
    return listener


def _tls(host: str) -> tuple[Any, bytes]:
    from ibkr.simulator.certificate import self_signed

    certificate = self_signed(host)
    return certificate.server_context(), certificate.pem


def _name(host: str) -> str:
    """How clients name the host: loopback as the gateway's own documentation does."""
    if host in ("127.0.0.1", "0.0.0.0", "::", "::1"):
        return "localhost"
    return f"[{host}]" if ":" in host else host
