# Generated from spec/. Do not edit.
"""Operations as methods, for whoever can send an operation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from ibkr_wire.operation import Operation

T = TypeVar("T")


class Caller(Protocol):
    """Sends an operation and returns its typed answer."""

    def call(self, operation: Operation[T], /) -> T: ...


class AsyncCaller(Protocol):
    """Sends an operation and returns its typed answer, without blocking."""

    async def call(self, operation: Operation[T], /) -> T: ...
