"""What to say when a stub is asked for that is not there: those that exist, and the nearest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ibkr_wire.tables.operations import GROUPS, OPERATIONS

from ibkr.model.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ibkr.testing.answering import StubCall

# Methods that people look for among the stubs → the operation that they call.
CALLED_BY: Final[Mapping[str, str]] = {
    "contracts.find": "contracts.stocks",
    "market_data.bars": "market_data.history",
    "market_data.snapshot": "market_data.snapshot_rows",
    "orders.cancel": "orders.withdraw",
    "orders.live_orders": "orders.live",
    "orders.modify": "orders.resubmit",
    "orders.place": "orders.submit",
    "orders.preview": "orders.whatif",
    "orders.progress": "orders.status",
}


class MissingStub(AssertionError):
    """A call was made for which the test has no stub."""


class UnknownStub(AttributeError):
    """The description has no such operation."""


def members(group: str) -> list[str]:
    """The operations of a group, without its name."""
    return [name.partition(".")[2] for name in OPERATIONS if name.startswith(f"{group}.")]


def unknown_group(name: str) -> UnknownStub:
    """The error for `stubs.<name>`."""
    return UnknownStub(f"There is no stubs.{name}{_nearest(name, GROUPS)}. Groups: {', '.join(GROUPS)}.")


def unknown_operation(group: str, name: str) -> UnknownStub:
    """The error for `stubs.<group>.<name>`."""
    there = members(group)
    called = CALLED_BY.get(f"{group}.{name}")
    hint = f"; that method calls {called}" if called else _nearest(name, there)
    return UnknownStub(
        f"There is no stubs.{group}.{name}{hint}. Stubs are named for the gateway's operations; "
        f"stubs.{group} has {', '.join(there)}."
    )


def missing(call: StubCall, there: Sequence[str]) -> MissingStub:
    """The error for a call that no stub answers; `there` are the names of the stubs of this test."""
    said = f"{call.method} {call.path}"
    known = f"The stubs of this test: {', '.join(there)}." if there else "This test has no stubs yet."
    if call.operation is None:
        paths = [f"{info.method} {info.path}" for info in OPERATIONS.values()]
        return MissingStub(
            f"{said} has no stub, and the description has no such path{_nearest(said, paths)}. {known} "
            f'For a path of your own: stubs.on("{call.method}", "{call.path}").success({{...}}).'
        )
    return MissingStub(
        f"{said} ({call.operation}) has no stub{_nearest(call.operation, there)}. {known} "
        f"Add one: stubs.{call.operation}.success(), .error(...) or .network_error()."
    )


def _nearest(name: str, there: Sequence[str]) -> str:
    found = nearest(name, there, most=1)
    return f"; the nearest is {found[0]}" if found else ""
