"""Tables: operations, market data fields, order questions, websocket topics."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codegen.render import Render
    from codegen.rest import Endpoint


def table_files(endpoints: list[Endpoint], render: Render) -> dict[str, str]:
    """Return `tables/`, each table as Python values."""
    return {
        "tables/__init__.py": render("package.py.jinja", doc="What the spec knows, as tables."),
        "tables/operations.py": render("operations.py.jinja", endpoints=endpoints),
    }
