"""Modules import downwards only, and importing the package stays cheap.

The arrows, as in docs/explanation/architecture.md:

    cli, testing ─► everything            live ─► client, backtest         launcher ─► client
    client: _sync, _async ─► _http, _socket, _disk ─► _core ─► model, errors, ibkr_wire
    backtest, history ─► model, errors    simulator ─► model, errors, ibkr_wire
    ibkr_wire ─► nothing of ibkr

The simulator shares no decision code with the client: one bug would satisfy both sides.
"""

from __future__ import annotations

import ast
import functools
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = {"ibkr": ROOT / "ibkr", "ibkr_wire": ROOT / "generated" / "ibkr_wire"}

BASE = {"model", "errors", "config", "_lazy", "ibkr_wire"}
CLIENT = {"_sync", "_async", "_http", "_socket", "_disk", "_core", "auth"}
ABOVE = {"backtest", "history", "simulator", "live", "testing", "launcher", "telemetry", "cli", ""}
ALL = BASE | CLIENT | ABOVE

# part → the other parts it may import; "" is ibkr/__init__.py, the list of public names.
ARROWS: dict[str, set[str]] = {
    "": ALL,
    "cli": ALL,
    "testing": ALL,
    "live": BASE | CLIENT | {"backtest", "history"},
    "launcher": BASE | CLIENT,
    "_sync": BASE | CLIENT - {"_async"},
    "_async": BASE | CLIENT - {"_sync"},
    "_http": BASE | {"_core"},
    "_socket": BASE | {"_core"},
    "_disk": BASE | {"_core"},
    "auth": BASE | {"_core"},
    "_core": BASE,
    "backtest": {"model", "errors", "_lazy"},
    "history": {"model", "errors", "_lazy"},
    "simulator": {"model", "errors", "_lazy", "ibkr_wire"},
    "config": {"model", "errors"},
    "telemetry": {"model", "errors"},
    "errors": {"model"},
    "model": {"errors", "_lazy"},
    "_lazy": set(),
    "ibkr_wire": set(),
}

# library → the only modules of ibkr that may import it; a trailing dot admits a whole part.
ONLY_IMPORTERS = {
    "httpx": ("ibkr._http.", "ibkr.testing."),
    "aiohttp": ("ibkr._http.",),
    "websockets": ("ibkr._socket.", "ibkr.testing.", "ibkr.simulator.wire"),
    "picows": ("ibkr._socket.",),
    "starlette": ("ibkr.simulator.",),
    "uvicorn": ("ibkr.simulator.",),
    "cryptography": ("ibkr.simulator.", "ibkr.auth."),
    "opentelemetry": ("ibkr.telemetry",),
    "vcr": ("ibkr.testing.",),
    "typer": ("ibkr.cli.",),
    "rich": ("ibkr.cli.",),
}

IMPURE = {"asyncio", "httpx", "websockets", "socket", "ssl", "subprocess", "random", "time"}


def modules() -> dict[str, Path]:
    """Every module of both packages, by dotted name."""
    found: dict[str, Path] = {}
    for package, folder in SOURCES.items():
        for path in sorted(folder.rglob("*.py")):
            dotted = ".".join((package, *path.relative_to(folder).with_suffix("").parts))
            found[dotted.removesuffix(".__init__")] = path
    return found


MODULES = modules()


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def walk(node: ast.AST, *, typing_too: bool) -> Iterator[ast.AST]:
    """Every node below, functions' bodies included, in one pass."""
    for child in ast.iter_child_nodes(node):
        if is_type_checking(child) and not typing_too:
            continue
        yield child
        yield from walk(child, typing_too=typing_too)


def absolute(node: ast.ImportFrom, module: str) -> str:
    """The module that a `from` names, with leading dots resolved."""
    if not node.level:
        return node.module or ""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    parts = package.split(".")
    base = parts[: len(parts) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


@functools.cache
def imports(module: str, *, typing_too: bool = True) -> set[str]:
    """The modules that `module` imports anywhere: at the top, in functions, under a condition."""
    found: set[str] = set()
    for node in walk(ast.parse(MODULES[module].read_text("utf-8")), typing_too=typing_too):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = absolute(node, module)
            # The version is a constant of the whole package, not one of its parts.
            names = {alias.name for alias in node.names} - {"__version__"}
            submodules = {f"{base}.{name}" for name in names} & MODULES.keys()
            found |= submodules or ({base} if names else set())
    return found


def part(module: str) -> str | None:
    """The part of the drawing a module belongs to; None for other people's modules."""
    package, _, rest = module.partition(".")
    if package == "ibkr_wire":
        return package
    return rest.partition(".")[0] if package == "ibkr" else None


def inside(module: str, places: tuple[str, ...]) -> bool:
    return any(
        module == place.rstrip(".") or (place[-1] == "." and module.startswith(place)) for place in places
    )


def test_every_part_of_the_package_is_in_the_drawing():
    assert {part(module) for module in MODULES} <= ARROWS.keys()


def test_imports_point_downwards():
    upwards = [
        f"{module} imports {target}"
        for module in MODULES
        for target in sorted(imports(module))
        if (here := part(module)) is not None
        and (there := part(target)) not in (None, here)
        and there not in ARROWS[here]
    ]
    assert upwards == []


@pytest.mark.parametrize("library", ONLY_IMPORTERS)
def test_a_library_has_one_importer(library: str):
    elsewhere = [
        module
        for module in MODULES
        if module.startswith("ibkr.")
        and not inside(module, ONLY_IMPORTERS[library])
        # An annotation may name a library: nothing is loaded for it.
        and any(target.partition(".")[0] == library for target in imports(module, typing_too=False))
    ]
    assert elsewhere == []


def test_the_core_decides_without_input_or_output():
    core = [module for module in MODULES if module.startswith("ibkr._core")]
    assert core
    impure = [
        f"{module} imports {target}"
        for module in core
        for target in imports(module)
        if target.partition(".")[0] in IMPURE
    ]
    environment = [
        module for module in core if re.search(r"\bos\.(environ|getenv)", MODULES[module].read_text("utf-8"))
    ]
    assert impure + environment == []


def test_no_module_imports_itself_through_others():
    graph = {module: imports(module, typing_too=False) & MODULES.keys() - {module} for module in MODULES}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(reversed(error.args[1])))


def loaded_by(statement: str) -> set[str]:
    """The modules in memory after `statement` in an interpreter of its own."""
    script = f"import sys; before = set(sys.modules); {statement}; print(*sorted(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(run.stdout.split())


def test_importing_the_package_loads_no_model_and_no_heavy_library():
    heavy = {"httpx", "websockets", "numpy", "msgspec", "attrs", "asyncio", "ssl", "rich", "typer"}
    loaded = loaded_by("import ibkr")
    assert "ibkr" in loaded
    assert {name for name in loaded if name.startswith("ibkr_wire") or name in heavy} == set()


def test_the_generated_package_imports_nothing_of_the_client():
    fetch = "from ibkr_wire.rest.api.portfolio import positions; positions.operation('DU1234567', 0)"
    assert {name for name in loaded_by(fetch) if name.partition(".")[0] == "ibkr"} == set()


# Each pattern is written so that it does not match its own line.
OUT_OF_PLACE = re.compile(r"/[w]ork/|/[t]mp/|/[r]oot/|/[h]ome/[a-z]|[C]laude|[A]nthropic|[C]opilot|[C]hatGPT")


def test_no_file_names_a_machine():
    listing = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True, cwd=ROOT).stdout
    tracked = [ROOT / name for name in listing.decode().split("\0") if name]
    offending = [
        f"{path.relative_to(ROOT)}: {found.group()}"
        for path in tracked
        if path.is_file() and (found := OUT_OF_PLACE.search(path.read_text("utf-8", errors="replace")))
    ]
    assert offending == []
