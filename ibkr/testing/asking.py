"""Calls with the arguments of the description's examples, for tests that go through every operation."""

from __future__ import annotations

import importlib
from typing import Any, cast
from urllib.parse import quote

from ibkr_wire.operation import UNSET, Operation, encode, form, text
from ibkr_wire.tables.examples import examples
from ibkr_wire.tables.operations import OPERATIONS


def example_call(name: str, *, body: object = None, **arguments: object) -> Operation[Any]:
    """The operation `name` as the description's example asks for it; `arguments` take the place of some.

    `arguments` go by their names on the wire, in the path or in the query; `body` is JSON.
    """
    info, shown = OPERATIONS[name], examples(name)
    path = {key: arguments.pop(key, value) for key, value in shown.path.items()}
    query = {**shown.query, **arguments}
    given = shown.body if body is None else body
    endpoint = importlib.import_module(f"ibkr_wire.rest.api.{name}")
    return Operation(
        info,
        info.path.format_map({key: quote(text(value), safe="") for key, value in path.items()}),
        type=endpoint.ANSWER,
        wrap=endpoint.WRAP,
        params=[(key, one) for key, value in query.items() for one in _texts(value)],
        body=None if given is UNSET else _written(info.sends, given),
        account=_account(info.account, path, given),
    )


def _texts(value: object) -> list[str]:
    return [text(one) for one in cast("list[object]", value)] if isinstance(value, list) else [text(value)]


def _written(media: str, body: object) -> bytes:
    if media == "application/x-www-form-urlencoded":
        return form(body)
    return body.encode() if isinstance(body, str) else encode(body)


def _account(where: str | None, path: dict[str, Any], body: object) -> Any:
    """The account or accounts of the call, from the place that the description names."""
    if where is None:
        return None
    given = body if where.startswith("body.") else path
    named = cast("dict[str, Any]", given) if isinstance(given, dict) else {}
    return named.get(where.removeprefix("body."))
