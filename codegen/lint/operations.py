"""Rules for operations: identity, the vendor extensions, the answer."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any, cast

from codegen.media import BODIES, FORM, JSON, contents, read_together, successes
from codegen.names import camel, usable
from codegen.shapes import Shapes, names_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from codegen.bundle import Bundle
    from codegen.source import Pointer, Problem

Operation = dict[str, Any]

_FACADE = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_CHOICES: dict[str, tuple[str, ...]] = {
    "x-ibkr-tier": ("none", "sso", "brokerage"),
    "x-ibkr-retry": ("safe", "careful", "never"),
    "x-ibkr-effect": ("read", "session", "settings", "order"),
    "x-ibkr-first-answer": ("complete", "empty", "sparse", "error"),
}
_OPTIONAL: dict[str, tuple[str, ...]] = {
    "x-ibkr-root": ("host",),
    "x-ibkr-host": ("hosted",),
    "x-ibkr-transport": ("websocket",),
}
_SOURCES = ("official", "observed", "clients")
_EXTENSIONS = (*_CHOICES, "x-ibkr-facade", "x-ibkr-pacing", "x-ibkr-needs", "x-ibkr-paging", "x-ibkr-sources")
_KNOWN = (*_EXTENSIONS, *_OPTIONAL, "x-ibkr-account")
_PACING_KEYS = {"calls", "seconds", "concurrent", "scope", "key"}
_PAGING_KEYS = {"parameter", "first", "size"}


def check(bundle: Bundle) -> Iterator[Problem]:
    for pointer, _, _, operation in bundle.entries():
        for rule in (_identity, _extensions, _pacing, _needs, _paging, _retry):
            yield from rule(bundle, pointer, operation)
    for pointer, _, _, operation in bundle.operations():
        for rule in (_answer, _body, _account):
            yield from rule(bundle, pointer, operation)
    yield from _twice(
        bundle, "operation-id-unique", "operationId", lambda operation: operation.get("operationId")
    )
    # Modules are named by façade, and some file systems do not tell letters by their case.
    # One expression for one use: a function of its own would say no more.
    facade: Callable[[Operation], Any] = lambda operation: str(operation.get("x-ibkr-facade", "")).casefold()  # noqa: E731
    yield from _twice(bundle, "facade-unique", "x-ibkr-facade", facade)
    yield from _same_route(bundle)


def _identity(bundle: Bundle, pointer: Pointer, operation: Operation) -> Iterator[Problem]:
    facade = operation.get("x-ibkr-facade")
    if not isinstance(facade, str):
        return
    at = (*pointer, "x-ibkr-facade")
    group, _, name = facade.partition(".")
    if not _FACADE.fullmatch(facade) or not usable(name):
        yield bundle.problem(
            at,
            "facade-legal",
            f"`{facade}` cannot be `group.method` in Python",
            "write two snake_case names, no keyword",
        )
    elif operation.get("tags") != [group]:
        wrong = f"`{facade}` is tagged {operation.get('tags')}"
        yield bundle.problem((*pointer, "tags"), "tag-is-group", wrong, f"write `tags: [{group}]`")
    elif group not in {tag["name"] for tag in bundle.document.get("tags", [])}:
        wrong = f"the group `{group}` is not among the tags"
        yield bundle.problem((*pointer, "tags"), "tag-declared", wrong, "add it to `tags` of openapi.yaml")
    if operation.get("operationId") != camel(facade):
        wrong = f"operationId is `{operation.get('operationId')}`"
        yield bundle.problem(
            (*pointer, "operationId"), "operation-id", wrong, f"write `operationId: {camel(facade)}`"
        )
    if not str(operation.get("summary", "")).strip():
        yield bundle.problem(
            pointer, "summary-present", "there is no summary", "say in one sentence what comes back"
        )


def _extensions(bundle: Bundle, pointer: Pointer, operation: Operation) -> Iterator[Problem]:
    for name in _EXTENSIONS:
        if name not in operation:
            yield bundle.problem(
                pointer, "extension-present", f"there is no `{name}`", "every operation has it; add it"
            )
    for name in operation:
        if name.startswith("x-") and name not in _KNOWN:
            yield bundle.problem(
                (*pointer, name),
                "extension-known",
                f"`{name}` means nothing",
                f"use one of {', '.join(_KNOWN)}",
            )
    for name, legal in (_CHOICES | _OPTIONAL).items():
        if name in operation and operation[name] not in legal:
            wrong = f"`{name}` is `{operation[name]}`"
            yield bundle.problem(
                (*pointer, name), "extension-value", wrong, f"write one of {', '.join(legal)}"
            )
    sources = operation.get("x-ibkr-sources", ["official"])
    if not isinstance(sources, list) or not sources or not set(cast("list[Any]", sources)) <= set(_SOURCES):
        at = (*pointer, "x-ibkr-sources")
        wrong = f"`x-ibkr-sources` is `{sources}`"
        yield bundle.problem(at, "extension-value", wrong, f"write a list of {', '.join(_SOURCES)}")


def _pacing(bundle: Bundle, pointer: Pointer, operation: Operation) -> Iterator[Problem]:
    pacing = operation.get("x-ibkr-pacing", "global")
    if pacing != "global" and not _paced(pacing):
        remedy = "write `global`, or calls and seconds, concurrent, or both, with scope and key if needed"
        yield bundle.problem(
            (*pointer, "x-ibkr-pacing"), "extension-value", f"`x-ibkr-pacing` is `{pacing}`", remedy
        )


def _paced(pacing: Any) -> bool:
    if not isinstance(pacing, dict):
        return False
    rule = cast("dict[str, Any]", pacing)
    numbers = [rule[key] for key in ("calls", "seconds", "concurrent") if key in rule]
    positive = all(isinstance(number, (int, float)) and number > 0 for number in numbers)
    whole = ("calls" in rule) == ("seconds" in rule) and bool(numbers)
    return (
        positive
        and whole
        and rule.keys() <= _PACING_KEYS
        and rule.get("scope", "session") in {"session", "account"}
    )


def _needs(bundle: Bundle, pointer: Pointer, operation: Operation) -> Iterator[Problem]:
    known = {other.get("x-ibkr-facade") for *_, other in bundle.operations()}
    needs = operation.get("x-ibkr-needs", [])
    # YAML may hold anything here; whatever it is, it is named.
    unknown = [name for name in needs if name not in known] if isinstance(needs, list) else [needs]  # pyright: ignore[reportUnknownVariableType]
    for name in cast("list[Any]", unknown):
        wrong = f"`x-ibkr-needs` names `{name}`, which is no operation"
        yield bundle.problem(
            (*pointer, "x-ibkr-needs"), "needs-exist", wrong, "write façade names, or [] for none"
        )


def _paging(bundle: Bundle, pointer: Pointer, operation: Operation) -> Iterator[Problem]:
    paging = operation.get("x-ibkr-paging", "none")
    if paging == "none":
        return
    names = {parameter["name"] for parameter in operation.get("parameters", [])}
    rule = cast("dict[str, Any]", paging) if isinstance(paging, dict) else {}
    if not rule or not rule.keys() <= _PAGING_KEYS or rule.get("parameter") not in names:
        wrong = f"`x-ibkr-paging` is `{paging}`"
        remedy = "write `none` or {parameter: <name of a parameter>, first: 0, size: 100}"
        yield bundle.problem((*pointer, "x-ibkr-paging"), "extension-value", wrong, remedy)


def _retry(bundle: Bundle, pointer: Pointer, operation: Operation) -> Iterator[Problem]:
    if operation.get("x-ibkr-effect") == "order" and operation.get("x-ibkr-retry") == "safe":
        wrong = "an operation that may change orders would be sent again after silence"
        yield bundle.problem(
            (*pointer, "x-ibkr-retry"), "order-not-repeated", wrong, "write `careful` or `never`"
        )


def _answer(bundle: Bundle, pointer: Pointer, operation: Operation) -> Iterator[Problem]:
    """Every good answer has a type that a decoder can tell from the others."""
    good = successes(operation)
    if not good:
        remedy = "describe status 200, or another from 201 to 299"
        yield bundle.problem((*pointer, "responses"), "answer-typed", "there is no good answer", remedy)
    for code, answer in good.items():
        if any("schema" not in described for described in answer.get("content", {}).values()):
            at = (*pointer, "responses", code)
            yield bundle.problem(at, "answer-typed", f"the answer {code} has no type", "add a schema")
    media = [name for name, _ in contents(operation)]
    if good and not read_together(media):
        wrong = f"nothing reads answers of {', '.join(name or 'nothing' for name in dict.fromkeys(media))}"
        remedy = "use application/json, with text/plain or an empty 204 beside it, or one other alone"
        yield bundle.problem((*pointer, "responses"), "media-known", wrong, remedy)
    yield from _alike(bundle, pointer, operation)


def _alike(bundle: Bundle, pointer: Pointer, operation: Operation) -> Iterator[Problem]:
    """Whoever reads an answer sees no status, so answers under several must be of one kind."""
    schemas = [described.get("schema") for media, described in contents(operation) if media == JSON]
    different = [schema for place, schema in enumerate(schemas) if schema not in schemas[:place]]
    if len(different) > 1:
        wrong = f"{len(different)} good answers of different types"
        remedy = "give all the same schema, a union with `x-ibkr-dispatch` if need be"
        yield bundle.problem((*pointer, "responses"), "answers-alike", wrong, remedy)


def _body(bundle: Bundle, pointer: Pointer, operation: Operation) -> Iterator[Problem]:
    if "requestBody" not in operation:
        return
    at = (*pointer, "requestBody")
    body = operation["requestBody"]
    content = cast("dict[str, Any]", body.get("content", {}))
    if len(content) != 1 or any("schema" not in described for described in content.values()):
        wrong = "the body is not of one media type with a schema"
        yield bundle.problem(at, "body-typed", wrong, f"describe it as one of {', '.join(BODIES)}")
        return
    ((media, described),) = content.items()
    if media not in BODIES:
        wrong = f"nothing sends a body of `{media}`"
        yield bundle.problem((*at, "content", media), "media-known", wrong, f"use one of {', '.join(BODIES)}")
    elif media not in {JSON, FORM} and described["schema"].get("type") != "string":
        wrong = f"a body of `{media}` is text"
        yield bundle.problem((*at, "content", media), "body-typed", wrong, "write `schema: {type: string}`")
    for key in body:
        if key.startswith("x-") and key != "x-ibkr-fixed":
            yield bundle.problem((*at, key), "extension-known", f"`{key}` means nothing", "use x-ibkr-fixed")


def _account(bundle: Bundle, pointer: Pointer, operation: Operation) -> Iterator[Problem]:
    """The account must be found in the call: guards and limits of an account depend on it."""
    parameters = {parameter["name"] for parameter in operation.get("parameters", [])}
    where = operation.get("x-ibkr-account")
    if where is not None and where not in parameters | _body_keys(bundle, operation):
        wrong = f"`x-ibkr-account: {where}` is neither a parameter nor a needed key of the body"
        remedy = "write the name of a parameter, or `body.` and a key that is required"
        yield bundle.problem((*pointer, "x-ibkr-account"), "account-exists", wrong, remedy)
    pacing = operation.get("x-ibkr-pacing")
    per_account = isinstance(pacing, dict) and cast("dict[str, Any]", pacing).get("scope") == "account"
    if per_account and where is None and "accountId" not in parameters:
        wrong = "the limit is for each account, and nothing says which account a call is about"
        yield bundle.problem(
            (*pointer, "x-ibkr-pacing"),
            "account-exists",
            wrong,
            "add `x-ibkr-account: body.acctIds` or the like",
        )


def _body_keys(bundle: Bundle, operation: Operation) -> set[str]:
    """The keys that every body has, as `x-ibkr-account` names them."""
    shapes = Shapes(bundle.schemas)
    body = operation.get("requestBody", {})
    names = [name for name in names_in(body.get("content", {})) if body.get("required")]
    return {f"body.{key}" for name in names for key in shapes.required(bundle.schemas[name])}


def _twice(bundle: Bundle, rule: str, key: str, value: Callable[[Operation], Any]) -> Iterator[Problem]:
    counted = Counter(value(operation) for *_, operation in bundle.entries())
    for pointer, _, _, operation in bundle.entries():
        if key in operation and counted[value(operation)] > 1:
            wrong = f"`{operation[key]}` names {counted[value(operation)]} operations"
            yield bundle.problem((*pointer, key), rule, wrong, "rename all but one")


def _same_route(bundle: Bundle) -> Iterator[Problem]:
    """Two paths that differ in the names of their parameters only cannot be told apart."""
    routes = Counter((method, re.sub(r"\{.*?\}", "{}", path)) for _, method, path, _ in bundle.operations())
    for pointer, method, path, _ in bundle.operations():
        if routes[method, re.sub(r"\{.*?\}", "{}", path)] > 1:
            wrong = f"{method.upper()} {path} looks like another path"
            yield bundle.problem(pointer, "route-unique", wrong, "describe both as one operation")
