"""From a spec folder to the text of every generated file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from codegen.bundle import bundle
from codegen.coverage import coverage
from codegen.described import described
from codegen.examples import example_files
from codegen.facade import facade_files
from codegen.lint import check, structure
from codegen.models import model_files
from codegen.reference import fields_page, questions_page, topics_page
from codegen.render import renderer
from codegen.rest import endpoints, rest_files
from codegen.source import SpecError, load
from codegen.stream import socket, stream_files
from codegen.tables import table_files

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

_DOCUMENTS = ("asyncapi.yaml", "fields.yaml", "questions.yaml", "differences.yaml")


@attrs.frozen
class Generated:
    """What a spec becomes: the files of `ibkr_wire` by their path, not yet formatted, and pages to read."""

    files: dict[str, str]
    pages: dict[str, str]


def generate(spec: Path, *, not_served: Collection[str] = ()) -> Generated:
    """Return everything that is generated; `not_served` is what the page of coverage says of the simulator.

    Raises:
        SpecError: with every problem that was found, each with file and line.
    """
    spec = spec.resolve()
    whole = bundle(spec)
    asyncapi, fields, questions, differences = (load(spec / name, root=spec.parent) for name in _DOCUMENTS)
    if problems := list(structure.check(whole, asyncapi, fields, questions, differences)):
        raise SpecError(problems)
    messages = socket(asyncapi, whole)
    if problems := check(whole, messages, fields, questions, differences):
        raise SpecError(problems)
    render = renderer()
    found = endpoints(whole)
    files = {
        "__init__.py": render("package.py.jinja", doc=whole.document["info"]["description"]),
        "py.typed": "",
        "operation.py": render("operation.py.jinja"),
        **model_files(whole, render),
        **rest_files(found, whole, render),
        **facade_files(found, render),
        **stream_files(messages, render),
        **table_files(found, messages, fields, questions, render),
        **example_files(whole, render),
        "tables/described.json": described(whole, differences),
    }
    pages = {
        "coverage.md": coverage(found, not_served),
        "fields.md": fields_page(fields),
        "questions.md": questions_page(questions),
        "topics.md": topics_page(messages),
    }
    return Generated(files, pages)
