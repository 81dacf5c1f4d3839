"""One call of one operation: its parameters, read the way the gateway reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

import attrs
import msgspec

from ibkr.simulator.refusals import refuse

if TYPE_CHECKING:
    from ibkr_wire.operation import Info

    from ibkr.simulator.http import Request


@attrs.frozen
class Call:
    """A routed request: what was asked for, and the path parameters in wire spelling."""

    info: Info
    path: Mapping[str, str]
    request: Request

    def query(self, name: str, default: str = "") -> str:
        """A query parameter, `default` when absent."""
        return self.request.query.get(name, default)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A query parameter that is `true` or `false`."""
        value = self.request.query.get(name)
        return default if value is None else value.lower() == "true"

    def number(self, name: str, *, default: int) -> int:
        """A whole number of the query; refused with 400 when it is something else."""
        return _whole(self.request.query.get(name, str(default)), name)

    def path_number(self, name: str) -> int:
        """A whole number of the path; refused with 400 when it is something else."""
        return _whole(self.path[name], name)

    def json(self) -> Any:
        """The body; refused with 400 when it is not JSON. An empty body is an empty object."""
        if not self.request.body:
            return {}
        try:
            return msgspec.json.decode(self.request.body)
        except msgspec.DecodeError:
            raise refuse(400, "Bad Request: the body is not JSON") from None

    def named_accounts(self) -> tuple[str, ...]:
        """The accounts that the body asks about; none when it cannot be read."""
        try:
            body = msgspec.json.decode(self.request.body or b"{}")
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return ()
        named = cast("dict[str, Any]", body).get("acctIds") if isinstance(body, dict) else None
        entries = cast("list[object]", named) if isinstance(named, list) else []
        return tuple(dict.fromkeys(entry for entry in entries if isinstance(entry, str)))

    def object(self) -> dict[str, Any]:
        """The body as an object; refused with 400 when it is something else."""
        body = self.json()
        if not isinstance(body, dict):
            raise refuse(400, "Bad Request: an object is expected")
        return cast("dict[str, Any]", body)


def _whole(text: str, name: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise refuse(400, f"Bad Request: {name} is not a number") from None
