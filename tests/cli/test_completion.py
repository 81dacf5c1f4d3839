"""What bash offers when the tab key is pressed, with the script that the program itself prints."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

BASH = shutil.which("bash")
# As bash does it: the words so far, of which the last is not complete, and the function that was named.
PRESS_TAB = """
source <(ibkr --show-completion bash)
while read -r line; do
    eval "COMP_WORDS=($line)"
    COMP_CWORD=$(( ${#COMP_WORDS[@]} - 1 )) COMPREPLY=()
    _ibkr_completion ibkr
    echo "${COMPREPLY[*]}"
done
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the program `ibkr` is."""
    folder = tmp_path_factory.mktemp("bin")
    program = folder / "ibkr"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ibkr.cli "$@"\n', "utf-8")
    program.chmod(0o755)
    return f"{folder}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.skipif(BASH is None, reason="there is no bash")
def test_commands_options_and_values_are_offered(path: str):
    wanted = {
        "ibkr orders pl": ["place"],
        "ibkr orders --fr": ["--fresh"],
        "ibkr history ''": ["print", "fetch", "list", "check", "sql"],
        "ibkr history AAPL --per": ["--period"],
        "ibkr backtest run --convention ''": ["next_open", "next_close", "close"],
    }
    pressed = subprocess.run(
        [BASH or "bash", "-c", PRESS_TAB],
        input="\n".join(wanted) + "\n",
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    offered = [line.split() for line in pressed.stdout.splitlines()]
    assert dict(zip(wanted, offered, strict=True)) == wanted


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script_of_each_shell_is_printed(path: str, shell: str):
    environment = {**os.environ, "PATH": path, "_IBKR_COMPLETE": f"source_{shell}"}
    told = subprocess.run(["ibkr"], env=environment, capture_output=True, text=True, check=True)
    assert f"_IBKR_COMPLETE=complete_{shell}" in told.stdout
