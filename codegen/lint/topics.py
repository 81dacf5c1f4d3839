"""Rules for websocket channels: the extensions that the stream core lives by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegen.bundle import Bundle
    from codegen.source import Pointer, Problem
    from codegen.stream import Socket

_CHOICES: dict[str, tuple[str, ...]] = {
    "x-ibkr-target": ("none", "contract", "account", "text"),
    "x-ibkr-requires": ("none", "sso", "brokerage"),
    "x-ibkr-first-answer": ("first-frame", "none", "unsolicited"),
    "x-ibkr-content": ("whole", "changes"),
    "x-ibkr-delivery": ("conflate", "never-drop"),
}
_NEEDED = (*_CHOICES, "x-ibkr-topic", "x-ibkr-needs", "x-ibkr-sources")
_OPTIONAL = (
    *("x-ibkr-subscribe", "x-ibkr-unsubscribe", "x-ibkr-arguments"),
    *("x-ibkr-renew-seconds", "x-ibkr-expires-seconds", "x-ibkr-interval-seconds", "x-ibkr-concurrent"),
)


def check(socket: Socket, bundle: Bundle) -> Iterator[Problem]:
    received = _received(socket)
    facades = {operation.get("x-ibkr-facade") for *_, operation in bundle.operations()}
    topics = Counter(channel.get("x-ibkr-topic") for channel in socket.channels.values())
    for name, channel in socket.channels.items():
        at = ("channels", name)
        yield from _extensions(socket, at, channel)
        yield from _arguments(socket, at, channel)
        if not received.get(name):
            wrong = f"nothing says what the topic `{channel.get('x-ibkr-topic')}` brings"
            remedy = "add an operation with `action: receive` and its messages"
            yield socket.document.problem(at, "topic-received", wrong, remedy)
        if topics[channel.get("x-ibkr-topic")] > 1:
            wrong = f"the topic `{channel.get('x-ibkr-topic')}` has two channels"
            yield socket.document.problem(at, "topic-unique", wrong, "make one of them")
        for need in channel.get("x-ibkr-needs", []):
            if need not in facades:
                wrong = f"`x-ibkr-needs` names `{need}`, which is no operation"
                yield socket.document.problem(
                    (*at, "x-ibkr-needs"), "needs-exist", wrong, "write façade names"
                )


def _received(socket: Socket) -> dict[str, list[str]]:
    """Return the messages that each channel brings; that each has an example is a rule of its own."""
    found: dict[str, list[str]] = {}
    for operation in socket.document.data["operations"].values():
        if operation["action"] == "receive":
            channel = operation["channel"].get("$ref", "").rpartition("/")[2]
            messages = [message.get("$ref", "") for message in operation.get("messages", [])]
            found.setdefault(channel, []).extend(messages)
    return found


def _extensions(socket: Socket, at: Pointer, channel: dict[str, Any]) -> Iterator[Problem]:
    for key in _NEEDED:
        if key not in channel:
            yield socket.document.problem(
                at, "extension-present", f"there is no `{key}`", "every channel has it; add it"
            )
    for key in channel:
        if key.startswith("x-") and key not in (*_NEEDED, *_OPTIONAL):
            remedy = f"use one of {', '.join((*_NEEDED, *_OPTIONAL))}"
            yield socket.document.problem((*at, key), "extension-known", f"`{key}` means nothing", remedy)
    for key, legal in _CHOICES.items():
        if key in channel and channel[key] not in legal:
            wrong = f"`{key}` is `{channel[key]}`"
            yield socket.document.problem(
                (*at, key), "extension-value", wrong, f"write one of {', '.join(legal)}"
            )


def _arguments(socket: Socket, at: Pointer, channel: dict[str, Any]) -> Iterator[Problem]:
    """The places in a command and what is known to fill them belong together."""
    subscribe = str(channel.get("x-ibkr-subscribe", ""))
    name = channel.get("x-ibkr-arguments")
    if ("{arguments}" in subscribe) != (name in socket.own):
        wrong = f"`{subscribe}` and `x-ibkr-arguments: {name}` do not belong together"
        remedy = "name a schema of this file exactly when the command has {arguments}"
        yield socket.document.problem((*at, "x-ibkr-subscribe"), "arguments-exist", wrong, remedy)
    if "{target}" in subscribe and channel.get("x-ibkr-target") == "none":
        wrong = f"`{subscribe}` has a target, `x-ibkr-target` has none"
        yield socket.document.problem(
            (*at, "x-ibkr-target"), "extension-value", wrong, "say what the target is"
        )
