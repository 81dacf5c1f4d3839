"""Every name of ours in the pages for those who come from another library is there to be typed."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import attrs
import pytest

import ibkr

DOCS = Path(__file__).parent.parent.parent / "docs"
PAGES = [path for path in (*DOCS.glob("coming-from*.md"), *DOCS.glob("coming-from/*.md")) if path.is_file()]

NAME = re.compile(r"`((?:Async)?Client|ib|ibkr)((?:\.\w+)*)(?=[(`\[])")


def rows(page: Path) -> list[list[str]]:
    """The cells of every row of the page's tables, headings and rulers left out."""
    lines = [line for line in page.read_text("utf-8").splitlines() if line.startswith("|")]
    split = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    rulers = {place for place, cells in enumerate(split) if set("".join(cells)) <= set("-:")}
    return [cells for place, cells in enumerate(split) if place not in rulers and place + 1 not in rulers]


def promised(page: Path) -> set[tuple[str, str]]:
    """The names in the columns after the first, which holds the other library's."""
    return {found for cells in rows(page) for found in NAME.findall(" | ".join(cells[1:]))}


def resolved(root: str, path: str) -> object:
    """What a dotted name leads to; a member of a class may be one that only its objects have."""
    found: object = ibkr.AsyncClient() if root == "AsyncClient" else ibkr.Client()
    if root == "ibkr":
        found = ibkr
    for step in path.split(".")[1:]:
        found = member(found, step)
    return found


def member(of: object, name: str) -> object:
    if isinstance(of, type) and attrs.has(of) and name in attrs.fields_dict(of):
        return attrs.fields_dict(of)[name]
    if not hasattr(of, name) and hasattr(of, "__path__"):
        return import_module(f"{of.__name__}.{name}")  # pyright: ignore[reportAttributeAccessIssue]
    return getattr(of, name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_name_of_ours_resolves(page: Path):
    missing: list[str] = []
    for root, path in sorted(promised(page)):
        try:
            resolved(root, path)
        except (AttributeError, ImportError):
            missing.append(root + path)
    assert missing == []


@pytest.mark.parametrize("page", [page for page in PAGES if page.stem != "index"], ids=lambda page: page.stem)
def test_every_row_names_something_of_ours_or_says_that_there_is_nothing(page: Path):
    bare = [cells for cells in rows(page) if not (NAME.search(" ".join(cells[1:])) or "nothing" in cells[1])]
    assert rows(page)
    assert bare == []


def test_no_function_of_the_elixir_library_is_left_out():
    functions = [cells[0] for cells in rows(DOCS / "coming-from-elixir.md") if re.search(r"/\d", cells[0])]
    assert len([cell for cell in functions if re.fullmatch(r"`[\w?]+/[\d,]+`", cell)]) == 104


def test_a_name_that_is_not_there_is_noticed():
    with pytest.raises(AttributeError):
        resolved("Client", ".portfolio.acounts")
    with pytest.raises(ImportError):
        resolved("ibkr", ".backtest.nowhere.run")
