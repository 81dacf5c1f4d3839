"""The page that lists every operation."""

from __future__ import annotations

import re
from pathlib import Path

from ibkr_wire.tables.operations import OPERATIONS

from codegen.__main__ import COVERAGE, main
from codegen.generate import generate
from ibkr.simulator.routes import served

HERE = Path(__file__).parent
ROW = re.compile(r"^\| `(\w+\.\w+)` \| `(\w+) ([^`]+)`.*\| (yes)? *\|$", re.MULTILINE)


def rows(text: str) -> dict[str, tuple[str, str, bool]]:
    return {name: (method, path, said == "yes") for name, method, path, said in ROW.findall(text)}


def test_the_page_lists_every_operation_as_it_is():
    listed = rows(COVERAGE.read_text("utf-8"))
    assert listed.keys() == OPERATIONS.keys()
    for name, (method, path, is_served) in listed.items():
        assert (method, path, is_served) == (OPERATIONS[name].method, OPERATIONS[name].path, name in served())


def test_the_page_says_how_often_and_whether_again():
    page = generate(HERE / "tiny_spec", not_served={"orders.open"}).coverage
    assert rows(page)["orders.open"] == ("GET", "/account/{accountId}/orders/open", False)
    (submit,) = [line for line in page.splitlines() if line.startswith("| `orders.submit`")]
    assert submit.split(" | ")[2:] == [
        "brokerage",
        "one call in 5 seconds for each account",
        "never",
        "official",
        "yes |",
    ]


def test_checking_compares_the_page_without_writing_it(tmp_path):
    page = tmp_path / "coverage.md"
    arguments = ["--spec", str(HERE / "tiny_spec"), "--out", str(tmp_path / "out"), "--page", str(page)]
    assert main([*arguments]) == 0
    assert main([*arguments, "--check"]) == 0
    page.write_text("old\n", "utf-8")
    assert main([*arguments, "--check"]) == 1
    assert page.read_text("utf-8") == "old\n"
