"""Websocket messages: datamodel-code-generator writes the Structs, this module prepares their schemas.

It cannot read models from other files, so a reference into `openapi/schemas` becomes an
import of the REST model and `allOf` is merged before; names that it would mangle are
given as aliases. Ticks are open rows, which no generator knows: a template writes them.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, cast

import attrs
from datamodel_code_generator import generate
from datamodel_code_generator.enums import DataModelType, InputFileType
from datamodel_code_generator.format import PythonVersion
from datamodel_code_generator.parser import LiteralType

from codegen.models import Model, model, row_annotations
from codegen.render import BANNER
from codegen.shapes import Schema, Shapes, kind_of
from codegen.source import Document, SpecError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codegen.bundle import Bundle
    from codegen.render import Render
    from codegen.source import Problem

_DOCSTRING = re.compile(r'^( +)"""\n\s+(.*?)\n\s+"""$', re.DOTALL | re.MULTILINE)


@attrs.frozen
class Socket:
    """The websocket description: its document, and its schemas together with those of REST."""

    document: Document
    bundle: Bundle
    shapes: Shapes

    @property
    def own(self) -> dict[str, Schema]:
        return cast("dict[str, Schema]", self.document.data["components"]["schemas"])

    @property
    def channels(self) -> dict[str, dict[str, Any]]:
        return cast("dict[str, dict[str, Any]]", self.document.data["channels"])


def socket(document: Document, bundle: Bundle) -> Socket:
    """Return the websocket description with the REST schemas that it refers to.

    Raises:
        SpecError: a reference leads nowhere, or a schema has the name of a REST schema.
    """
    own: dict[str, Schema] = document.data["components"]["schemas"]
    problems = [*_dangling(document, document.data, (), bundle), *_taken(document, own, bundle)]
    if problems:
        raise SpecError(problems)
    return Socket(document, bundle, Shapes({**bundle.schemas, **own}))


def _dangling(document: Document, value: Any, pointer: tuple[str, ...], bundle: Bundle) -> Iterator[Problem]:
    if isinstance(value, dict):
        part = cast("dict[str, Any]", value)
        if isinstance(part.get("$ref"), str) and not _leads_somewhere(document, part["$ref"], bundle):
            remedy = "correct the file or the name after `#/`"
            yield document.problem(pointer, "ref-exists", f"`{part['$ref']}` leads nowhere", remedy)
        for key, item in part.items():
            yield from _dangling(document, item, (*pointer, key), bundle)
    elif isinstance(value, list):
        for place, item in enumerate(cast("list[Any]", value)):
            yield from _dangling(document, item, (*pointer, str(place)), bundle)


def _leads_somewhere(document: Document, reference: str, bundle: Bundle) -> bool:
    file, _, fragment = reference.partition("#/")
    if file:
        origin = bundle.origins.get(("components", "schemas", fragment))
        return origin is not None and (document.path.parent / file).resolve() == origin[0].path
    found: Any = document.data
    for part in fragment.split("/"):
        if not isinstance(found, dict) or part not in found:
            return False
        found = cast("dict[str, Any]", found)[part]
    return True


def _taken(document: Document, own: dict[str, Schema], bundle: Bundle) -> Iterator[Problem]:
    for name in own.keys() & bundle.schemas.keys():
        pointer = ("components", "schemas", name)
        wrong = f"`{name}` is the name of a REST schema too"
        yield document.problem(pointer, "schema-name-unique", wrong, "refer to that one, or rename this one")


def stream_files(socket: Socket, render: Render) -> dict[str, str]:
    """Return `stream.py`: the messages, and which one each topic brings."""
    rows = [model(name, socket.shapes, []) for name in socket.own if kind_of(socket.own[name]) == "row"]
    text = _structs(socket)
    ending = render(
        "stream.py.jinja",
        rows=rows,
        row_annotations=row_annotations(rows),
        names=sorted(socket.own),
        frames=frames(socket),
    )
    return {"stream.py": f"{BANNER}\n{_with_imports(text, rows)}\n{ending.removeprefix(BANNER)}"}


def frames(socket: Socket) -> dict[str, str]:
    """Return the model of the frames that each topic brings; a topic of plain text has none."""
    messages = socket.document.data["components"]["messages"]
    found: dict[str, str] = {}
    for channel in socket.channels.values():
        for name in channel["messages"]:
            reference = messages[name]["payload"].get("$ref", "")
            if reference:
                found[channel["x-ibkr-topic"]] = reference.rpartition("/")[2]
    return found


def _structs(socket: Socket) -> str:
    closed = {name: schema for name, schema in socket.own.items() if kind_of(schema) != "row"}
    schemas = {name: _prepared(socket, schema) for name, schema in closed.items()}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "messages", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    text = generate(
        json.dumps(document),
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.MsgspecStruct,
        target_python_version=PythonVersion.PY_311,
        enum_field_as_literal=LiteralType.All,
        aliases=_aliases(socket, closed),
        custom_file_header='"""Websocket messages, and which one each topic brings."""',
        disable_timestamp=True,
        formatters=[],
        keyword_only=True,
        snake_case_field=True,
        use_double_quotes=True,
        use_annotated=False,
        use_field_description=True,
        use_schema_description=True,
        use_standard_collections=True,
        use_union_operator=True,
    )
    return _DOCSTRING.sub(lambda found: f'{found[1]}"""{found[2].strip()}"""', cast("str", text))


def _aliases(socket: Socket, schemas: dict[str, Schema]) -> dict[str, str]:
    """Return our Python name of every key, so that REST and websocket spell alike."""
    fields = [field for schema in schemas.values() for field in socket.shapes.fields(schema)]
    return {field.wire: field.name for field in fields if field.name != field.wire}


def _prepared(socket: Socket, schema: Schema) -> Schema:
    """Return an object schema with `allOf` merged and what belongs to REST turned into imports."""
    whole = {key: value for key, value in schema.items() if key != "allOf"}
    if kind_of(schema) == "struct":
        whole["properties"] = socket.shapes.properties(schema)
        whole["required"] = sorted(socket.shapes.required(schema))
    return _imported(socket, whole)


def _imported(socket: Socket, value: Any) -> Any:
    if isinstance(value, list):
        return [_imported(socket, item) for item in cast("list[Any]", value)]
    if not isinstance(value, dict):
        return value
    part = cast("dict[str, Any]", value)
    name = str(part.get("$ref", "")).rpartition("/")[2]
    if name in socket.bundle.groups and name not in socket.own:
        return {"customTypePath": f"ibkr_wire.models.{socket.bundle.groups[name]}.{name}"}
    # Vendor extensions say nothing to a decoder, and a default is what the gateway assumes: it is not sent.
    return {
        key: _imported(socket, item)
        for key, item in part.items()
        if not (key.startswith("x-") or (key == "default" and not isinstance(item, dict)))
    }


def _with_imports(text: str, rows: list[Model]) -> str:
    future = "from __future__ import annotations\n"
    needed = "from typing import Any, ClassVar, Final, Self\nfrom msgspec import UNSET, Struct, UnsetType\n"
    base = "from ibkr_wire.operation import OpenRow\n" if rows else ""
    return text.replace(future, future + needed + base, 1)
