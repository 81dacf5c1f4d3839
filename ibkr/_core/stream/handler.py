"""The callback style: a class with a method for each kind of news."""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from ibkr.model.events import (
    AccountsUpdate,
    Execution,
    Gap,
    Heartbeat,
    OrderUpdate,
    PnlUpdate,
    Quote,
    RawFrame,
    Resumed,
    SessionStatus,
    StreamEvent,
    StreamProblem,
    StreamSession,
    SubscriptionRefused,
    Unknown,
    Welcome,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterable
    from contextlib import AbstractAsyncContextManager, AbstractContextManager

    from ibkr._core.stream.surface import StreamSurface

logger = logging.getLogger("ibkr.stream")


class _Client(Protocol):
    def stream(self, **options: Any) -> Any:
        """A stream over this client's gateway."""
        ...


class StreamHandler:
    """A stream in the callback style: override what you want to hear, then `run` it.

        class Prices(ibkr.StreamHandler):
            def on_start(self, stream):
                stream.market_data(265598)

            def on_market_data(self, quote):
                print(quote.last)

        Prices().run(ib)

    A method that raises is reported to `on_error` and stops neither the others nor the
    stream. With an `AsyncClient` use `await run_async(ib)`; methods may be coroutines there.
    """

    _stream: StreamSurface | None = None

    # --- what may be overridden ---------------------------------------------------------------

    def on_start(self, stream: Any) -> Any:
        """The stream is open: ask for what you want."""

    def on_event(self, event: StreamEvent) -> Any:
        """Anything, before the method for its kind."""

    def on_market_data(self, quote: Quote) -> Any:
        """A contract's quote after a tick."""

    def on_order(self, order: OrderUpdate) -> Any:
        """An order has changed."""

    def on_execution(self, execution: Execution) -> Any:
        """Something was bought or sold, or its commission is known."""

    def on_pnl(self, pnl: PnlUpdate) -> Any:
        """Profit and loss of an account."""

    def on_activation(self, accounts: AccountsUpdate) -> Any:
        """The accounts of the session, after connecting and on change."""

    def on_status(self, status: SessionStatus) -> Any:
        """The brokerage session has changed."""

    def on_system(self, welcome: Welcome) -> Any:
        """The gateway greets."""

    def on_heartbeat(self, heartbeat: Heartbeat) -> Any:
        """The gateway is alive, as each ten seconds."""

    def on_gap(self, gap: Gap) -> Any:
        """From now on something may be missed."""

    def on_resumed(self, resumed: Resumed) -> Any:
        """Everything is back, and what was missed has been delivered."""

    def on_refused(self, refused: SubscriptionRefused) -> Any:
        """The gateway does not serve a subscription."""

    def on_problem(self, problem: StreamProblem) -> Any:
        """A frame cannot be read, or a request was refused."""

    def on_unknown(self, unknown: Unknown) -> Any:
        """A frame that this version has no name for."""

    def on_raw(self, frame: RawFrame) -> Any:
        """A frame as it came. Frames are kept for this only if you override it."""

    def on_error(self, error: Exception, event: StreamEvent | None) -> Any:
        """A method of yours raised `error` for `event` (None: `on_start` did). Logged unless overridden."""
        logger.error("stream handler failed", exc_info=error, extra={"event": type(event).__name__})

    # --- running ------------------------------------------------------------------------------

    @property
    def session(self) -> StreamSession:
        """Connection and session at one look; `RuntimeError` before `run`."""
        return self._open_stream().session

    def send_heartbeat(self) -> None:
        """Ping the session now. Raises `StreamError` without a session."""
        self._open_stream().send_heartbeat()

    def stop(self) -> None:
        """End `run` after the method that is running."""
        self._is_stopped = True

    def run(self, client: _Client, **options: Any) -> None:
        """Open a stream of a `Client` and deliver its events until `stop` or its end.

        Options are those of `client.stream(...)`. Raises `IbkrError` if it cannot be opened.
        """
        opened: AbstractContextManager[Any] = client.stream(**self._with_raw(options))
        with opened as stream:
            self._begin(stream)
            self._call(self.on_start, stream, None)
            events: Iterable[StreamEvent] = () if self._is_stopped else stream
            for event in events:
                for method in self._methods(event):
                    self._call(method, event, event)
                if self._is_stopped:
                    break

    async def run_async(self, client: _Client, **options: Any) -> None:
        """As `run`, with an `AsyncClient`; methods may be coroutines."""
        opened: AbstractAsyncContextManager[Any] = client.stream(**self._with_raw(options))
        async with opened as stream:
            self._begin(stream)
            await self._call_async(self.on_start, stream, None)
            events: AsyncIterable[StreamEvent] = stream
            if self._is_stopped:
                return
            async for event in events:
                for method in self._methods(event):
                    await self._call_async(method, event, event)
                if self._is_stopped:
                    break

    # --- inside -------------------------------------------------------------------------------

    _is_stopped = False

    _methods_by_kind: ClassVar[dict[type, str]] = {
        Quote: "on_market_data",
        OrderUpdate: "on_order",
        Execution: "on_execution",
        PnlUpdate: "on_pnl",
        AccountsUpdate: "on_activation",
        SessionStatus: "on_status",
        Welcome: "on_system",
        Heartbeat: "on_heartbeat",
        Gap: "on_gap",
        Resumed: "on_resumed",
        SubscriptionRefused: "on_refused",
        StreamProblem: "on_problem",
        Unknown: "on_unknown",
        RawFrame: "on_raw",
    }

    def _begin(self, stream: StreamSurface) -> None:
        self._stream = stream
        self._is_stopped = False

    def _open_stream(self) -> StreamSurface:
        if self._stream is None:
            raise RuntimeError("This handler does not run yet: call run(client) first.")
        return self._stream

    def _with_raw(self, options: dict[str, Any]) -> dict[str, Any]:
        is_overridden = type(self).on_raw is not StreamHandler.on_raw
        return {"raw": is_overridden, **options}

    def _methods(self, event: StreamEvent) -> list[Callable[[Any], Any]]:
        name = self._methods_by_kind.get(type(event))
        return [self.on_event] if name is None else [self.on_event, getattr(self, name)]

    def _call(self, method: Callable[[Any], Any], argument: Any, event: StreamEvent | None) -> None:
        try:
            method(argument)
        except Exception as error:
            self._report(error, event)

    async def _call_async(
        self, method: Callable[[Any], Any], argument: Any, event: StreamEvent | None
    ) -> None:
        try:
            answer = method(argument)
            if inspect.isawaitable(answer):
                await answer
        except Exception as error:
            self._report(error, event)

    def _report(self, error: Exception, event: StreamEvent | None) -> None:
        try:
            self.on_error(error, event)
        except Exception:
            logger.exception("on_error of a stream handler failed")
