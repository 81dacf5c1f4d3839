"""docs/cli.md is what the commands say of themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer

from ibkr.cli.app import Commands
from ibkr.cli.groups import load

ROOT = Path(__file__).parent.parent.parent


def test_the_page_of_commands_is_up_to_date():
    printed = subprocess.run(
        [sys.executable, "-m", "ibkr.cli.reference"], capture_output=True, text=True, check=True
    )
    assert printed.stdout == (ROOT / "docs" / "cli.md").read_text("utf-8"), "run `make docs-cli`"


@pytest.mark.parametrize("name", Commands.homes)
def test_the_list_of_commands_says_what_their_own_help_says(name: str):
    """The list is written apart, so that it can be printed without importing what it is about."""
    command = load(name, Commands.homes[name])
    own = (command.help or "").replace("\n", " ")
    if isinstance(command, typer.core.TyperGroup):
        assert own == Commands.homes[name].does
    else:
        assert own.split(".")[0].split(";")[0].split(",")[0][:12] == Commands.homes[name].does[:12]


def test_help_imports_no_client_and_no_table():
    script = (
        "import sys; sys.argv = ['ibkr', '--help']\n"
        "from ibkr.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'rich', 'httpx', 'numpy', 'ibkr_wire', 'websockets'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines()[-1] == "[]"
