"""Tables: operations, market data fields, order questions, websocket topics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from codegen.stream import frames

if TYPE_CHECKING:
    from codegen.render import Render
    from codegen.rest import Endpoint
    from codegen.source import Document
    from codegen.stream import Socket

_SERVER = ("heartbeat-seconds", "silence-seconds", "ping-seconds", "ready-topic", "frame-limit-bytes")
_FIELD = ("tag", "name", "kind", "meaning", "aliases", "raw", "source", "requires", "deprecated")
_QUESTION = ("id", "name", "suppressible", "meaning")


def table_files(
    endpoints: list[Endpoint], socket: Socket, fields: Document, questions: Document, render: Render
) -> dict[str, str]:
    """Return `tables/`, each table as Python values."""
    return {
        "tables/__init__.py": render("package.py.jinja", doc="What the spec knows, as tables."),
        **_operation_files(endpoints, render),
        "tables/fields.py": render(
            "fields.py.jinja",
            fields=[_row(field, _FIELD) for field in fields.data["fields"]],
            kinds=fields.data["kinds"],
            tables={name: rows for name, rows in fields.data.items() if name.endswith("_letters")},
            limits=fields.data.get("limits", {}),
        ),
        "tables/questions.py": render(
            "questions.py.jinja",
            questions=[_row(question, _QUESTION) for question in questions.data["questions"]],
        ),
        "tables/topics.py": render("topics.py.jinja", topics=_topics(socket), server=_server(socket)),
    }


def _operation_files(endpoints: list[Endpoint], render: Render) -> dict[str, str]:
    """Return the table of operations, a module for each group, so that one can be read alone."""
    groups = {
        name: [e for e in endpoints if e.group == name] for name in dict.fromkeys(e.group for e in endpoints)
    }
    folder = "tables/operations"
    return {
        f"{folder}/__init__.py": render("operations.py.jinja", groups=groups.items(), count=len(endpoints)),
        f"{folder}/_routes.py": render("routes.py.jinja", endpoints=endpoints),
        **{
            f"{folder}/{name}.py": render("operations_group.py.jinja", group=name, endpoints=members)
            for name, members in groups.items()
        },
    }


def _row(raw: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: _frozen(raw[key]) for key in keys if key in raw}


def _frozen(value: Any) -> Any:
    return tuple(cast("list[Any]", value)) if isinstance(value, list) else value


def _server(socket: Socket) -> dict[str, Any]:
    (server,) = socket.document.data["servers"].values()
    return {key.replace("-", "_"): server[f"x-ibkr-{key}"] for key in _SERVER}


def _topics(socket: Socket) -> list[dict[str, Any]]:
    models = frames(socket)
    return [
        {
            "name": name,
            "topic": channel["x-ibkr-topic"],
            "title": channel["title"],
            "target": channel["x-ibkr-target"],
            "requires": channel["x-ibkr-requires"],
            "needs": tuple(channel["x-ibkr-needs"]),
            "subscribe": channel.get("x-ibkr-subscribe"),
            "unsubscribe": channel.get("x-ibkr-unsubscribe"),
            "arguments": channel.get("x-ibkr-arguments"),
            "frame": models.get(channel["x-ibkr-topic"]),
            "first_answer": channel["x-ibkr-first-answer"],
            "content": channel["x-ibkr-content"],
            "delivery": channel["x-ibkr-delivery"],
            "renew_seconds": channel.get("x-ibkr-renew-seconds"),
            "expires_seconds": channel.get("x-ibkr-expires-seconds"),
            "interval_seconds": channel.get("x-ibkr-interval-seconds"),
            "concurrent": channel.get("x-ibkr-concurrent"),
        }
        for name, channel in socket.channels.items()
    ]
