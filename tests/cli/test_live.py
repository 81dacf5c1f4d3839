"""`ibkr live` as a person uses it: a strategy from a file, ended by Ctrl-C or by itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import ibkr
from ibkr.live import read_session

LIVE = [sys.executable, "-m", "ibkr.cli", "live"]
STRATEGY = f"{Path(__file__).parent.parent / 'live' / 'strategies.py'}:Flip"
YES = ["--yes", "o163", "--yes", "o354", "--yes", "o10151"]


def run(url: str, ledger: Path) -> list[str]:
    where = ["--url", url, "--ledger", str(ledger)]
    return [*LIVE, "run", STRATEGY, "--symbol", "GOOG", "--cash", "50000", *where]


def test_a_run_ends_by_itself_and_tells_what_came_of_it(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    with ibkr.simulate(speed=120) as gateway:
        done = subprocess.run(
            [*run(gateway.base_url, ledger), "--steps", "3", "--param", "size=5", *YES],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert "Ended: 3 steps are done." in done.stderr
    assert "Flip" in done.stdout
    session = read_session(ledger)
    assert session.opened.parameters == {"size": 5}
    assert len(session.steps) >= 3
    shown = subprocess.run(
        [*LIVE, "show", str(ledger), STRATEGY], capture_output=True, text=True, check=False
    )
    assert (shown.returncode, shown.stdout) == (0, done.stdout)


def test_ctrl_c_ends_a_run_in_good_order(tmp_path: Path):
    ledger = tmp_path / "run.jsonl"
    with (
        ibkr.simulate(speed=120) as gateway,
        subprocess.Popen(
            [*run(gateway.base_url, ledger), "--dry-run"],
            stderr=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "NO_COLOR": "1"},
        ) as program,
    ):
        assert program.stderr is not None
        while "UTC" not in (line := program.stderr.readline()):
            assert line
        program.send_signal(signal.SIGINT)
        _, rest = program.communicate(timeout=60)
    assert program.returncode == 0, rest
    assert "Ended: it was asked to stop." in rest
    assert "Traceback" not in rest
    assert b'"closed"' in ledger.read_bytes().splitlines()[-1]


def test_what_is_no_strategy_and_no_symbol_is_said_in_one_sentence():
    done = subprocess.run(
        [*LIVE, "run", "nowhere.py:Flip", "--symbol", "GOOG"], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr.strip()) == (2, "There is no file nowhere.py.")
