"""Every Python block of README.md and docs/ runs, and every link leads somewhere.

The blocks of a page share one namespace, in which `ibkr` is imported and `ib` is a client
connected to a fresh simulator at `gateway_url`: what the text says.
A block that cannot run carries a comment above it, `<!-- not run: reason -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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
