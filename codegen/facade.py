"""Resources: one class for each group and colour, one method for each operation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from codegen.names import pascal

if TYPE_CHECKING:
    from codegen.render import Render
    from codegen.rest import Endpoint


@attrs.frozen
class Colour:
    """How a method is written when its caller waits, and when its caller awaits."""

    package: str
    caller: str
    define: str
    wait: str
    doc: str


COLOURS = (
    Colour("synchronous", "Caller", "def", "", "Groups of operations for callers that wait."),
    Colour(
        "asynchronous", "AsyncCaller", "async def", "await ", "Groups of operations for callers that await."
    ),
)


def facade_files(endpoints: list[Endpoint], render: Render) -> dict[str, str]:
    """Return `resources/<colour>/<group>.py`; only this layer knows how operations are sent."""
    files = {"resources/__init__.py": render("callers.py.jinja")}
    groups = sorted({endpoint.group for endpoint in endpoints})
    for colour in COLOURS:
        files[f"resources/{colour.package}/__init__.py"] = render("package.py.jinja", doc=colour.doc)
        for group in groups:
            members = [endpoint for endpoint in endpoints if endpoint.group == group]
            files[f"resources/{colour.package}/{group}.py"] = render(
                "resource.py.jinja",
                name=pascal(group),
                group=group,
                colour=colour,
                endpoints=members,
                models=_models(members),
            )
    return files


def _models(endpoints: list[Endpoint]) -> dict[str, list[str]]:
    """Return the models that the signatures name, by group."""
    found: dict[str, set[str]] = {}
    for endpoint in endpoints:
        for models in (endpoint.models, endpoint.argument_models):
            for group, names in models.items():
                found.setdefault(group, set()).update(names)
    return {group: sorted(names) for group, names in sorted(found.items())}
