"""A stand-in for the gateway program as a proxy, with its habits, to put before a simulator.

Source of the habits: the observed gateway program, real-gateway.md. Times are shorter.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import Self

import aiohttp
from aiohttp import web

LARGEST_FRAME = 65_536
PROXIED = ("/v1/api/", "/v1/portal/", "/sso/")
KEPT = frozenset({"XYZAB", "USERID", "api", "cp", "JSESSIONID"})
"""Cookies of /sso/ answers that the program keeps."""
_NOT_PASSED_ON = frozenset({"host", "cookie", "accept-encoding", "transfer-encoding", "content-length"})
_NOT_PASSED_BACK = frozenset(
    {"content-length", "transfer-encoding", "connection", "content-security-policy", "date", "keep-alive"}
)


class GatewayProgram:
    """Serves on a free port until the end of the `with` block; `upstream` is `http://host:port`."""

    def __init__(self, upstream: str) -> None:
        self.upstream = upstream
        self.jar = {"REGION": "", "USERID": ""}
        self.asked: list[str] = []
        """What the program itself asked upstream, in order."""
        self.has_logged_in = threading.Event()
        self._is_ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._stop = asyncio.Event()
        self._chain: asyncio.Task[None] | None = None

    @property
    def base_url(self) -> str:
        return f"http://localhost:{self.port}/v1/api"

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._is_ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def _run(self) -> None:
        self._loop.run_until_complete(self._serve())
        self._loop.close()

    async def _serve(self) -> None:
        async with aiohttp.ClientSession(
            auto_decompress=False, cookie_jar=aiohttp.DummyCookieJar()
        ) as self._session:
            application = web.Application(client_max_size=4 << 20)
            application.router.add_route("*", "/{path:.*}", self._answer)
            runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
            await runner.setup()
            site = web.TCPSite(runner, "127.0.0.1", 0)
            await site.start()
            self.port = site._server.sockets[0].getsockname()[1]
            self._is_ready.set()
            await self._stop.wait()
            if self._chain is not None:
                self._chain.cancel()
            await runner.cleanup()

    # --- requests

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        if request.headers.get("upgrade", "").lower() == "websocket":
            return await self._socket(request)
        if path in ("/v1/api/iserver/reauthenticate", "/v1/portal/iserver/reauthenticate"):
            known = bool(self.jar["USERID"])
            return web.json_response({"message": "triggered"} if known else {"error": "not logged in"})
        if path == "/":
            raise web.HTTPFound("/sso/Login?forwardTo=22&RL=1&ip2loc=US")
        if not path.startswith(PROXIED):
            raise web.HTTPFound(f"https://api.ibkr.com{path}")
        return await self._proxied(request)

    async def _proxied(self, request: web.Request) -> web.StreamResponse:
        headers = {
            name: value for name, value in request.headers.items() if name.lower() not in _NOT_PASSED_ON
        }
        # A body that comes in chunks is lost.
        body = b"" if "chunked" in request.headers.get("transfer-encoding", "") else await request.read()
        target = request.path_qs.replace("/v1/portal/", "/v1/api/", 1)
        status, raw, content = await self._ask(request.method, target, headers=headers, body=body)
        if request.path.startswith("/sso/"):
            self._keep(raw)
        if request.path == "/sso/Dispatcher":
            status, content = 200, b"Client login succeeds"
            self._chain = asyncio.create_task(self._log_in())
        answer = web.StreamResponse(status=status)
        for name, value in raw:
            if name.lower() not in _NOT_PASSED_BACK:
                answer.headers.add(name, value)
        answer.enable_chunked_encoding()
        await answer.prepare(request)
        await answer.write_eof(content)
        return answer

    async def _ask(
        self, method: str, target: str, *, headers: dict[str, str], body: bytes = b""
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        cookie = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        async with self._session.request(
            method,
            self.upstream + target,
            headers={**headers, "Cookie": cookie},
            data=body or None,
            allow_redirects=False,
        ) as answer:
            return answer.status, list(answer.headers.items()), await answer.read()

    def _keep(self, headers: list[tuple[str, str]]) -> None:
        for name, value in headers:
            key, _, rest = value.partition("=")
            if name.lower() == "set-cookie" and key in KEPT:
                self.jar[key] = rest.partition(";")[0]

    # --- what it asks itself

    async def _own(self, method: str, path: str, **content: object) -> dict:
        self.asked.append(f"{method} {path.partition('?')[0]}")
        async with self._session.request(
            method,
            f"{self.upstream}/v1/portal/{path}",
            headers={
                "User-Agent": "ClientPortalGW/1",
                "Cookie": "; ".join(f"{name}={value}" for name, value in self.jar.items()),
            },
            json=content or None,
        ) as answer:
            return await answer.json(content_type=None)

    async def _log_in(self) -> None:
        user = await self._own("GET", "sso/validate?gw=1")
        await self._own("GET", "one/user")
        assert (await self._own("GET", "ssodh/init")) == {"success": True}
        assert int((await self._own("GET", "ssodh/st"))["st"], 16)
        status = await self._own("GET", "iserver/auth/status")
        if not status["authenticated"]:
            machine = {"username": user["USER_NAME"], "machineId": "0a1b2c3d", "compete": True}
            challenge = (await self._own("POST", "iserver/auth/ssodh/init", **machine))["challenge"]
            assert int(challenge, 16)
            passed = await self._own("POST", "iserver/auth/ssodh/response", response="0f" * 20)
            assert passed["passed"]
        await self._own("GET", "iserver/accounts")
        await self._own("GET", "tickle")
        self.has_logged_in.set()

    # --- websockets

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        """101 at once; what the client says before upstream is connected is lost."""
        client = web.WebSocketResponse(max_msg_size=LARGEST_FRAME, autoclose=True)
        await client.prepare(request)
        cookie = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        headers = {"Cookie": cookie, "User-Agent": "ClientPortalGW/1"}
        with contextlib.suppress(aiohttp.ClientError):
            async with self._session.ws_connect(self.upstream + request.path_qs, headers=headers) as upstream:
                up = asyncio.create_task(self._pump_up(client, upstream))
                await self._pump_down(upstream, client)
                up.cancel()
        # Whatever ended it upstream, the client hears 1000.
        await client.close(code=1000)
        return client

    async def _pump_up(
        self, client: web.WebSocketResponse, upstream: aiohttp.ClientWebSocketResponse
    ) -> None:
        async for message in client:
            if isinstance(message.data, str):
                await upstream.send_str(message.data)
            elif isinstance(message.data, bytes):
                await upstream.send_bytes(message.data)
        await upstream.close()

    async def _pump_down(
        self, upstream: aiohttp.ClientWebSocketResponse, client: web.WebSocketResponse
    ) -> None:
        async for message in upstream:
            data = message.data if isinstance(message.data, bytes) else str(message.data).encode()
            if len(data) > LARGEST_FRAME or client.closed:
                return
            await client.send_bytes(data)
