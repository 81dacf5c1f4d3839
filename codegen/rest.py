"""Endpoints: openapi-python-client parses, the runner adds what its parser leaves out.

Three of its habits are guarded here. It drops an operation that it cannot parse
and ends well all the same, so operations in are counted against functions out.
It does not carry vendor extensions to its templates, so each endpoint is paired
with the operation of the bundle again. It reads any union as its first fitting
member, so answers are typed from the bundle, where unions name their key.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
from openapi_python_client import Project, strings
from openapi_python_client.config import Config, ConfigFile, MetaType
from openapi_python_client.parser import GeneratorData
from openapi_python_client.parser.errors import GeneratorError
from openapi_python_client.schema.untrusted_string import UntrustedString

from codegen.media import BODIES, FORM, JSON, asked, reading
from codegen.models import class_names
from codegen.render import BANNER, TEMPLATES, literal
from codegen.shapes import Shapes, description, field_name, names_in
from codegen.source import SpecError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from openapi_python_client.parser.openapi import Endpoint as Parsed

    from codegen.bundle import Bundle
    from codegen.render import Render
    from codegen.source import Pointer, Problem

_STOCK = ("client", "errors", "types")
# Media types that openapi-python-client takes in bodies and in answers; any other is shown to it as JSON.
_PARSED_BODIES = frozenset({JSON, FORM})
_PARSED_ANSWERS = frozenset({JSON, "text/plain", "text/html", "application/problem+json"})


@attrs.frozen
class Parameter:
    """One argument of an endpoint function; `join` is the separator of values sent as one text."""

    name: str
    wire: str
    annotation: str
    required: bool
    in_path: bool
    doc: str
    many: bool = False
    join: str | None = None
    in_header: bool = False
    fixed: Any = None

    @property
    def sent(self) -> list[str]:
        """The statements that put the argument, or the value that is always the same, into its list."""
        target, wire = ("headers" if self.in_header else "params"), literal(self.wire)
        if self.fixed is not None:
            return [f"{target}.append(({wire}, text({literal(self.fixed)})))"]
        if self.join is not None:
            statement = f"{target}.append(({wire}, joined({self.name}, {literal(self.join)})))"
        elif self.many:
            statement = f"{target}.extend(({wire}, text(value)) for value in {self.name})"
        else:
            statement = f"{target}.append(({wire}, text({self.name})))"
        return [statement] if self.required else [f"if {self.name} is not UNSET:", f"    {statement}"]

    @property
    def declared(self) -> str:
        return (
            f"{self.name}: {self.annotation}"
            if self.required
            else f"{self.name}: {self.annotation} | UnsetType = UNSET"
        )


@attrs.frozen
class Endpoint:
    """One operation, as the templates print it."""

    group: str
    method: str
    name: str
    path: str
    parameters: list[Parameter]
    body: Parameter | None
    sends: str
    answer: str
    answers: str
    wrap: bool
    models: dict[str, list[str]]
    argument_models: dict[str, list[str]]
    body_fields: dict[str, str]
    operation: dict[str, Any]
    source: str

    @property
    def facade(self) -> str:
        return f"{self.group}.{self.name}"

    @property
    def arguments(self) -> list[Parameter]:
        """The arguments in the order of the signature: what is required first, the rest by keyword."""
        body = [self.body] if self.body else []
        everything = [parameter for parameter in (*self.parameters, *body) if parameter.fixed is None]
        return sorted(everything, key=lambda p: (not p.required, not p.in_path))

    @property
    def signature(self) -> str:
        needed = [p.declared for p in self.arguments if p.required]
        optional = [p.declared for p in self.arguments if not p.required]
        return ", ".join([*needed, "*", *optional] if optional else needed)

    @property
    def passed(self) -> str:
        """The arguments, handed on from one generated function to the next."""
        return ", ".join(p.name if p.required else f"{p.name}={p.name}" for p in self.arguments)

    @property
    def query(self) -> list[Parameter]:
        return [p for p in self.parameters if not (p.in_path or p.in_header)]

    @property
    def headers(self) -> list[Parameter]:
        return [p for p in self.parameters if p.in_header]

    @property
    def encoded_body(self) -> str | None:
        """The expression for the bytes of the body."""
        if self.body is None:
            return None
        if self.body.fixed is not None:
            return f"encode({literal(self.body.fixed)})"
        _, encoded = BODIES[self.sends]
        return encoded if self.body.required else f"None if body is UNSET else {encoded}"

    @property
    def account_place(self) -> str | None:
        """What holds the account: a parameter, or with `body.` before it a key of the body."""
        in_path = "accountId" if any(p.in_path and p.wire == "accountId" for p in self.parameters) else None
        return self.operation.get("x-ibkr-account", in_path)

    @property
    def account(self) -> str | None:
        """The expression for the account or accounts that a call is about."""
        place, _, key = (self.account_place or "").partition(".")
        if key:
            return f"{place}.{self.body_fields[key]}"
        return next((p.name for p in self.parameters if p.wire == place), None)

    @property
    def filled_path(self) -> str:
        path = self.path
        for parameter in self.parameters:
            if parameter.in_path:
                value = literal(parameter.fixed) if parameter.fixed is not None else parameter.name
                path = path.replace(f"{{{parameter.wire}}}", f"{{quoted({value})}}")
        return f'f"{path}"' if path != self.path else f'"{path}"'

    @property
    def doc(self) -> str:
        return "\n\n".join(_paragraphs(self))


def endpoints(bundle: Bundle) -> list[Endpoint]:
    """Return every operation of the bundle, by group and in the order of the spec.

    Raises:
        SpecError: the parser said anything at all, or fewer endpoints came out than operations went in.
    """
    parsed = _parse(bundle)
    shapes = Shapes(bundle.schemas)
    found = [_endpoint(bundle, shapes, place) for place in bundle.operations()]
    problems = list(lost(bundle, parsed))
    if problems:
        raise SpecError(problems)
    return found


def _parse(bundle: Bundle) -> dict[str, Parsed]:
    data = GeneratorData.from_dict(readable(bundle), config=_config())
    if isinstance(data, GeneratorError):
        raise SpecError([_message(bundle, data)])
    collections = data.endpoint_collections_by_tag.values()
    said = [*data.errors, *(error for collection in collections for error in collection.parse_errors)]
    if said:
        raise SpecError(_message(bundle, error) for error in said)
    return {str(endpoint.name): endpoint for collection in collections for endpoint in collection.endpoints}


def readable(bundle: Bundle) -> dict[str, Any]:
    """Return the document with what the parser refuses to look at put in words that it knows."""
    paths: dict[str, Any] = {}
    for _, method, path, operation in bundle.operations():
        changed = dict(operation)
        if "requestBody" in operation:
            changed["requestBody"] = _with_known_media(operation["requestBody"], _PARSED_BODIES)
        changed["responses"] = {
            code: _with_known_media(answer, _PARSED_ANSWERS)
            for code, answer in operation["responses"].items()
        }
        item = paths.setdefault(path, {"parameters": bundle.document["paths"][path].get("parameters", [])})
        item[method] = changed
    return {**bundle.document, "paths": paths}


def _with_known_media(holder: dict[str, Any], known_media: frozenset[str]) -> dict[str, Any]:
    content = holder.get("content", {})
    known = {media if media in known_media else JSON: described for media, described in content.items()}
    return {**holder, "content": known} if content else holder


def _message(bundle: Bundle, error: GeneratorError) -> Problem:
    wrong = " ".join(f"openapi-python-client says: {error.header} {error.detail or ''}".split())
    return bundle.problem(
        (), "parser-message", wrong, "change the spec so that its parser has nothing to say"
    )


def lost(bundle: Bundle, parsed: dict[str, Parsed]) -> Iterator[Problem]:
    """Yield what went into the parser and did not come out of it."""
    remedy = "compare with an operation that works"
    for pointer, method, path, operation in bundle.operations():
        call = f"{method.upper()} {path}"
        endpoint = parsed.get(_parsed_name(operation["operationId"]))
        if endpoint is None:
            yield bundle.problem(pointer, "operation-lost", f"{call} did not come out of the parser", remedy)
            continue
        for what, came, went in (
            (
                "parameters",
                len(list(endpoint.iter_all_parameters())),
                len(parameters_of(bundle, path, operation)),
            ),
            ("request bodies", len(endpoint.bodies), int("requestBody" in operation)),
            ("answers", len(endpoint.responses), len(operation["responses"])),
        ):
            if came != went:
                wrong = f"{call} has {went} {what}, {came} came out of the parser"
                yield bundle.problem(pointer, "operation-lost", wrong, remedy)


def _parsed_name(operation_id: str) -> str:
    return str(strings.PythonIdentifier(UntrustedString(operation_id), "field_"))


def _config() -> Config:
    settings = ConfigFile(post_hooks=[], literal_enums=True, use_path_prefixes_for_title_model_names=False)
    return Config.from_sources(settings, MetaType.NONE, Path("spec"), "utf-8", True, Path("unused"))


def parameters_of(bundle: Bundle, path: str, operation: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the parameters of an operation, those in the path first and in its order."""
    own: list[dict[str, Any]] = operation.get("parameters", [])
    seen = {(p["name"], p["in"]) for p in own}
    shared = [
        p for p in bundle.document["paths"][path].get("parameters", []) if (p["name"], p["in"]) not in seen
    ]
    return sorted(
        [*shared, *own], key=lambda p: path.find(f"{{{p['name']}}}") if p["in"] == "path" else len(path)
    )


def _endpoint(bundle: Bundle, shapes: Shapes, place: tuple[Pointer, str, str, dict[str, Any]]) -> Endpoint:
    pointer, method, path, operation = place
    group, _, name = operation["x-ibkr-facade"].partition(".")
    read = reading(shapes, operation)
    sends, sent = asked(operation.get("requestBody"))
    parameters = [_parameter(shapes, raw) for raw in parameters_of(bundle, path, operation)]
    return Endpoint(
        group=group,
        method=method.upper(),
        name=name,
        path=path,
        parameters=parameters,
        body=_body(shapes, operation.get("requestBody")),
        sends=sends,
        answer=read.annotation,
        answers=read.written,
        wrap=read.wrap,
        models=_by_group(bundle, class_names(read.schemas, shapes)),
        argument_models=_by_group(bundle, class_names(sent, shapes)),
        body_fields=_body_fields(shapes, sent),
        operation=operation,
        source=f"{bundle.problem(pointer, '', '', '').file}, {method.upper()} {path}",
    )


def _body_fields(shapes: Shapes, sent: list[dict[str, Any]]) -> dict[str, str]:
    """Return the Python names of the keys of a body."""
    names = [name for schema in sent for name in names_in(schema)]
    return {field.wire: field.name for name in names for field in shapes.fields(shapes.schemas[name])}


def _by_group(bundle: Bundle, names: Iterable[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name in sorted(names):
        found.setdefault(bundle.groups[name], []).append(name)
    return dict(sorted(found.items()))


def _parameter(shapes: Shapes, raw: dict[str, Any]) -> Parameter:
    schema = raw["schema"]
    many = schema.get("type") == "array"
    annotation = f"Sequence[{shapes.annotation(schema['items'])}]" if many else shapes.annotation(schema)
    return Parameter(
        name=field_name(raw["name"], raw),
        wire=raw["name"],
        annotation=annotation,
        required=raw.get("required", False),
        in_path=raw["in"] == "path",
        doc=description(raw),
        many=many,
        join=raw.get("x-ibkr-join"),
        in_header=raw["in"] == "header",
        fixed=raw.get("x-ibkr-fixed"),
    )


def _body(shapes: Shapes, raw: dict[str, Any] | None) -> Parameter | None:
    if raw is None:
        return None
    media, (schema,) = asked(raw)
    return Parameter(
        name="body",
        wire="body",
        annotation=shapes.annotation(schema),
        required=raw.get("required", False),
        in_path=False,
        doc=description(raw) or f"What is sent, as {BODIES[media][0]}.",
        fixed=raw.get("x-ibkr-fixed"),
    )


def _paragraphs(endpoint: Endpoint) -> Iterator[str]:
    """Yield the parts of a docstring: what comes back, what goes in, what may go wrong, and the source."""
    operation = endpoint.operation
    summary = str(operation["summary"]).strip()
    yield summary if summary.endswith((".", "!", "?")) else f"{summary}."
    if description(operation):
        yield description(operation)
    if endpoint.arguments:
        lines = [f"    {p.name}: {p.doc or 'As the gateway names it.'}" for p in endpoint.arguments]
        yield "\n".join(["Args:", *lines])
    if notes := " ".join(_notes(operation)):
        yield notes
    errors = [(code, answer) for code, answer in operation["responses"].items() if code[0] != "2"]
    if errors:
        yield "\n".join(
            ["Answers with an error:", *(f"    {code}: {description(answer)}" for code, answer in errors)]
        )
    yield f"Source: {endpoint.source}."


def _notes(operation: dict[str, Any]) -> Iterator[str]:
    if operation.get("deprecated"):
        yield "Deprecated by IBKR."
    if operation.get("x-ibkr-host") == "hosted":
        yield "Only IBKR's own server has it."
    if operation.get("x-ibkr-root") == "host":
        yield "The path starts at the host."
    yield from {
        "none": (),
        "sso": ("Needs a login.",),
        "brokerage": ("Needs a brokerage session.",),
    }[operation["x-ibkr-tier"]]
    pacing = operation["x-ibkr-pacing"]
    if pacing != "global":
        yield f"At most {limits(pacing)}."
    if operation["x-ibkr-needs"]:
        yield f"The gateway wants to be asked before, once a session: {', '.join(operation['x-ibkr-needs'])}."


def limits(pacing: dict[str, Any]) -> str:
    """Return a limit in words: `one call in 5 seconds, and 5 at once`."""
    parts: list[str] = []
    if "calls" in pacing:
        calls = "one call" if pacing["calls"] == 1 else f"{pacing['calls']} calls"
        per = " for each account" if pacing.get("scope") == "account" else ""
        parts.append(
            f"{calls} in {pacing['seconds']:g} seconds{per}"
            if pacing["seconds"] != 1
            else f"{calls} a second{per}"
        )
    if "concurrent" in pacing:
        parts.append(f"{pacing['concurrent']} at once")
    return ", and ".join(parts)


def rest_files(found: list[Endpoint], bundle: Bundle, render: Render) -> dict[str, str]:
    """Return `rest/`: the stock client and one module for each endpoint."""
    files = {
        "rest/__init__.py": render(
            "package.py.jinja", doc="Typed endpoint functions over httpx, usable on their own."
        ),
        "rest/send.py": render("send.py.jinja"),
        "rest/api/__init__.py": render("package.py.jinja", doc="Endpoints, one package for each group."),
    }
    files |= _stock_files(bundle)
    for group in sorted({endpoint.group for endpoint in found}):
        files[f"rest/api/{group}/__init__.py"] = render(
            "package.py.jinja", doc=f"Endpoints of the group `{group}`."
        )
    for endpoint in found:
        path = f"rest/api/{endpoint.group}/{endpoint.name}.py"
        files[path] = render("endpoint_module.py.jinja", endpoint=endpoint)
    return files


def _stock_files(bundle: Bundle) -> dict[str, str]:
    """Render the client, its errors and its types with openapi-python-client's own renderer."""
    data = GeneratorData.from_dict({**bundle.document, "paths": {}, "components": {}}, config=_config())
    if isinstance(data, GeneratorError):
        raise SpecError([_message(bundle, data)])
    project = Project(openapi=data, config=_config(), custom_template_path=TEMPLATES / "stock")
    return {f"rest/{name}.py": f"{BANNER}\n{_patched(project, name)}" for name in _STOCK}


def _patched(project: Project, name: str) -> str:
    text = project.env.get_template(f"{name}.py.jinja").render()
    for kind in ("str, str", "str, Any"):
        # Without its type the strict checker calls the factory's dict partially unknown.
        text = text.replace(
            f"dict[{kind}] = field(factory=dict,", f"dict[{kind}] = field(factory=dict[{kind}],"
        )
    return text
