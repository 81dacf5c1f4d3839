"""The page that lists every operation."""

from __future__ import annotations

import re
from pathlib import Path

from ibkr_wire.tables.operations import OPERATIONS

from codegen.__main__ import PAGES, main
from codegen.generate import generate
from ibkr.simulator.routes import served

HERE = Path(__file__).parent
ROW = re.compile(r"^\| `(\w+\.\w+)` \| `(\w+) ([^`]+)`.*\| (yes)? *\|$", re.MULTILINE)


def rows(text: str) -> dict[str, tuple[str, str, bool]]:
    return {name: (method, path, said == "yes") for name, method, path, said in ROW.findall(text)}


def test_the_page_lists_every_operation_as_it_is():
    listed = rows((PAGES / "coverage.md").read_text("utf-8"))
    assert listed.keys() == OPERATIONS.keys()
    for name, (method, path, is_served) in listed.items():
        assert (method, path, is_served) == (OPERATIONS[name].method, OPERATIONS[name].path, name in served())


def test_the_page_says_how_often_and_whether_again():
    page = generate(HERE / "tiny_spec", not_served={"orders.open"}).pages["coverage.md"]
    assert rows(page)["orders.open"] == ("GET", "/account/{accountId}/orders/open", False)
    (submit,) = [line for line in page.splitlines() if line.startswith("| `orders.submit`")]
    assert submit.split(" | ")[2:] == [
        "brokerage",
        "one call in 5 seconds for each account",
        "`orders.open`",
        "never",
        "official",
        "yes |",
    ]


def test_checking_compares_the_pages_without_writing_them(tmp_path):
    page = tmp_path / "pages" / "coverage.md"
    arguments = [
        "--spec",
        str(HERE / "tiny_spec"),
        "--out",
        str(tmp_path / "out"),
        "--pages",
        str(page.parent),
    ]
    assert main([*arguments]) == 0
    assert main([*arguments, "--check"]) == 0
    page.write_text("old\n", "utf-8")
    assert main([*arguments, "--check"]) == 1
    assert page.read_text("utf-8") == "old\n"


def test_pages_of_fields_questions_and_topics_are_made_of_the_same_spec():
    pages = generate(HERE / "tiny_spec").pages
    assert "| `volume` |  | 87 | abbreviated | Volume of the day. (in no list of IBKR's" in pages["fields.md"]
    assert "| `C` | call |" in pages["fields.md"]
    assert "- Subscribe: `smd+{target}" in pages["topics.md"]
    assert pages["questions.md"].count("\n| `o") >= 1
