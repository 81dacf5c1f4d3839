"""Wire models of REST: one module of msgspec Structs for each group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from codegen.render import types_name
from codegen.shapes import Field, Kind, Shapes, description, kind_of, names_in

if TYPE_CHECKING:
    from codegen.bundle import Bundle
    from codegen.render import Render


@attrs.frozen
class Model:
    """One class of a models module, as the template prints it."""

    name: str
    kind: Kind
    doc: str
    fields: list[Field]
    bases: list[str]
    rules: list[tuple[str, str]]
    default: str
    tag_types: list[str]

    @property
    def renamed(self) -> list[Field]:
        return [field for field in self.fields if field.name != field.wire]

    @property
    def collectable(self) -> bool:
        """Whether the garbage collector must watch it: only containers can form cycles."""
        return not all(field.atomic for field in self.fields)


def model_files(bundle: Bundle, render: Render) -> dict[str, str]:
    """Return `models/<group>.py` for every group that has schemas."""
    shapes = Shapes(bundle.schemas)
    members = _members(bundle.schemas)
    files = {"models/__init__.py": render("package.py.jinja", doc="Wire models, one module for each group.")}
    for group in sorted(set(bundle.groups.values())):
        names = [name for name, home in bundle.groups.items() if home == group]
        models = [model(name, shapes, members.get(name, [])) for name in names if _is_class(bundle, name)]
        imports = _imports(bundle, shapes, group, models)
        files[f"models/{group}.py"] = render(
            "models.py.jinja",
            group=group,
            models=_bases_first(models),
            imports=imports,
            row_annotations=row_annotations(models),
        )
    return files


def model(name: str, shapes: Shapes, bases: list[str]) -> Model:
    schema = shapes.schemas[name]
    kind = kind_of(schema)
    dispatch: dict[str, Any] = schema.get("x-ibkr-dispatch", {})
    return Model(
        name=name,
        kind=kind,
        doc=description(schema),
        fields=[] if kind == "union" else shapes.fields(schema),
        bases=bases,
        rules=[(rule["key"], rule["model"]) for rule in dispatch.get("rules", [])],
        default=dispatch.get("default", ""),
        tag_types=shapes.tag_types(schema) if kind == "row" else [],
    )


def row_annotations(models: list[Model]) -> list[str]:
    """Return the annotations whose types the open rows of a module compare with, each once."""
    rows = [model for model in models if model.kind == "row"]
    named = [field.annotation for model in rows for field in model.fields]
    unique = {
        types_name(annotation): annotation
        for annotation in [*named, *(" | ".join(m.tag_types) for m in rows)]
    }
    return [unique[name] for name in sorted(unique)]


def class_names(schema: Any, shapes: Shapes) -> set[str]:
    """Return the classes that an annotation of `schema` names, looking through aliases."""
    found: set[str] = set()
    for name in names_in(schema):
        if kind_of(shapes.schemas[name]) == "alias":
            found |= class_names(shapes.schemas[name], shapes)
        else:
            found.add(name)
    return found


def _is_class(bundle: Bundle, name: str) -> bool:
    return kind_of(bundle.schemas[name]) != "alias"


def _members(schemas: dict[str, Any]) -> dict[str, list[str]]:
    """Return the dispatch unions that each schema belongs to."""
    found: dict[str, list[str]] = {}
    for union, schema in schemas.items():
        for member in names_in(schema) if kind_of(schema) == "union" else ():
            found.setdefault(member, []).append(union)
    return found


def _bases_first(models: list[Model]) -> list[Model]:
    return sorted(models, key=lambda model: model.kind != "union")


def _named_by(bundle: Bundle, shapes: Shapes, model: Model) -> set[str]:
    """Return the classes that the fields of a model name, those it has by `allOf` too."""
    schema = bundle.schemas[model.name]
    inherited = list(shapes.properties(schema).values()) if "allOf" in schema else []
    return class_names([schema, *inherited], shapes)


def _imports(bundle: Bundle, shapes: Shapes, group: str, models: list[Model]) -> dict[str, list[str]]:
    """Return what a module needs from the others; one cannot be imported while it imports this one."""
    wanted = {name for model in models for name in (*_named_by(bundle, shapes, model), *model.bases)}
    found: dict[str, list[str]] = {}
    for name in sorted(wanted):
        if bundle.groups[name] != group:
            found.setdefault(bundle.groups[name], []).append(name)
    return found
