"""Every Python block of README.md and docs/ runs, and every link leads somewhere.

The blocks of a page share one namespace, in which `ibkr` is imported and `ib` is a client
connected to a fresh simulator at `gateway_url`: what the text says.
A block that cannot run carries a comment above it, `<!-- not run: reason -->`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import ibkr

ROOT = Path(__file__).parent.parent.parent
PAGES = [path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")) if path.is_file()]

BLOCK = re.compile(
    r"^(?:<!-- not run: (?P<reason>[^\n]+) -->\n+)?```python\n(?P<code>.*?)^```$", re.MULTILINE | re.DOTALL
)
LINK = re.compile(r"\]\((?!https?:|mailto:|#)(?P<target>[^)#\s]+)")


PACKAGES = (
    "ibkr",
    "ibkr.auth",
    "ibkr.backtest",
    "ibkr.backtest.compat",
    "ibkr.backtest.compiled",
    "ibkr.backtest.indicators",
    "ibkr.backtest.metrics",
    "ibkr.backtest.research",
    "ibkr.history",
    "ibkr.live",
    "ibkr.simulator",
    "ibkr.testing",
)


def name(page: Path) -> str:
    return str(page.relative_to(ROOT))


def runnable(page: Path) -> list[tuple[int, str]]:
    """The blocks of a page that run, each with the number of lines above its code."""
    text = page.read_text("utf-8")
    found = [block for block in BLOCK.finditer(text) if block["reason"] is None]
    return [(text.count("\n", 0, block.start("code")), block["code"]) for block in found]


@pytest.fixture
def namespace() -> Iterator[dict[str, Any]]:
    with ibkr.simulate() as gateway, ibkr.Client(gateway.base_url) as ib:
        yield {"__name__": "page", "ibkr": ibkr, "ib": ib, "gateway_url": gateway.base_url}


@pytest.mark.parametrize("page", [page for page in PAGES if runnable(page)], ids=name)
def test_every_block_of_a_page_runs(
    page: Path, namespace: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)  # a block may write a report
    for line, code in runnable(page):
        exec(compile("\n" * line + code, str(page), "exec"), namespace)  # a page is our own text


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_of_a_page_leads_somewhere(page: Path):
    targets = [link["target"] for link in LINK.finditer(page.read_text("utf-8"))]
    assert [target for target in targets if not (page.parent / target).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_no_block_is_left_out_by_a_misspelt_fence(page: Path):
    text = page.read_text("utf-8")
    fences = re.findall(r"^```[Pp]y\S*\s*$", text, re.MULTILINE)
    assert len(fences) == len(list(BLOCK.finditer(text)))


def test_the_readme_is_short_enough_to_be_read():
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 150


def test_the_readme_lists_the_extras_that_there_are():
    text = (ROOT / "README.md").read_text("utf-8")
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    listed = re.findall(r"^\| `(\w+)` \|", text.partition("| extra |")[2], re.MULTILINE)
    assert listed == list(settings["project"]["optional-dependencies"])


def test_every_page_has_a_place_in_the_site():
    placed = re.findall(r"[\w./-]+\.md", (ROOT / "mkdocs.yml").read_text("utf-8"))
    assert sorted(placed) == sorted(
        page.relative_to(ROOT / "docs").as_posix() for page in ROOT.glob("docs/**/*.md")
    )


def test_every_public_name_has_a_place_in_the_reference():
    pages = "".join(page.read_text("utf-8") for page in ROOT.glob("docs/reference/**/*.md"))
    shown = set(re.findall(r"^::: (\S+)", pages, re.MULTILINE))
    names = {f"{package}.{name}" for package in PACKAGES for name in import_module(package).__all__}
    errors = {name for name in names if name.removeprefix("ibkr.") in vars(ibkr.errors)}
    plain = {"ibkr.__version__", "ibkr.errors"}
    assert sorted(names - shown - errors - plain) == []
