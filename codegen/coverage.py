"""The page that lists every operation: method, rules, who vouches for it, whether the simulator serves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codegen.rest import limits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from codegen.rest import Endpoint

_HEAD = """\
<!-- Generated from spec/. Do not edit. -->

# Coverage

Every call that the gateway offers, {count} of them, as methods of `Client` and `AsyncClient`. {observed} were
seen answered by a real gateway; the others follow IBKR's published document, or what public clients send. The
simulator serves {served}. {deprecated} are deprecated by IBKR, and {hosted} exist on IBKR's own server only,
not on the local gateway.

- **login**: `none`, the browser login (`sso`), or the brokerage session on top of it.
- **limit**: what the gateway allows beyond ten calls a second in all; the client waits.
- **first**: what the gateway wants to be asked before, once a session; the client does it.
- **repeat**: whether a call that was met by silence may be made again: `safe`, `careful` (read the state
  first), `never`.
- **vouched for by**: IBKR's documents (`official`), answers that were seen (`observed`), other programs
  (`clients`)."""
_TABLE = ("method", "call", "login", "limit", "first", "repeat", "vouched for by", "simulator")


def coverage(endpoints: list[Endpoint], not_served: Collection[str]) -> str:
    """Return the page as Markdown."""
    operations = [endpoint.operation for endpoint in endpoints]
    parts = [
        _HEAD.format(
            count=len(endpoints),
            observed=sum("observed" in operation["x-ibkr-sources"] for operation in operations),
            served=sum(endpoint.facade not in not_served for endpoint in endpoints),
            deprecated=sum(bool(operation.get("deprecated")) for operation in operations),
            hosted=sum(operation.get("x-ibkr-host") == "hosted" for operation in operations),
        )
    ]
    for group in dict.fromkeys(endpoint.group for endpoint in endpoints):
        members = [endpoint for endpoint in endpoints if endpoint.group == group]
        parts += [f"\n## {group}\n", *_table(_row(endpoint, not_served) for endpoint in members)]
    return "\n".join(parts) + "\n"


def _table(rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [_line(_TABLE), "|" + "---|" * len(_TABLE), *(_line(row) for row in rows)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _row(endpoint: Endpoint, not_served: Collection[str]) -> tuple[str, ...]:
    operation = endpoint.operation
    return (
        f"`{endpoint.facade}`",
        f"`{endpoint.method} {endpoint.path}`{_remarks(operation)}",
        operation["x-ibkr-tier"],
        "" if operation["x-ibkr-pacing"] == "global" else limits(operation["x-ibkr-pacing"]),
        ", ".join(f"`{name}`" for name in operation["x-ibkr-needs"]),
        operation["x-ibkr-retry"],
        ", ".join(operation["x-ibkr-sources"]),
        "" if endpoint.facade in not_served else "yes",
    )


def _remarks(operation: dict[str, Any]) -> str:
    said = [
        *(["deprecated"] if operation.get("deprecated") else []),
        *(["hosted"] if operation.get("x-ibkr-host") == "hosted" else []),
    ]
    return f" ({', '.join(said)})" if said else ""
