"""The long-running commands, started as programs of their own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import ibkr
from ibkr.cli.demo import tell

PROGRAM = [sys.executable, "-m", "ibkr.cli"]


@pytest.mark.parametrize("arguments", [(), ("--http",)], ids=["tls", "plain"])
def test_simulate_says_when_it_serves_and_stops_on_interrupt(arguments: tuple[str, ...]):
    with subprocess.Popen(
        [*PROGRAM, "simulate", "--port", "0", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        ready = re.fullmatch(r"ready (https?://\S+/v1/api)\n", program.stdout.readline())
        assert ready is not None
        with ibkr.Client(ready[1]) as ib:
            assert ib.portfolio.accounts()[0].account_id == "DU1234567"
        program.send_signal(signal.SIGINT)
        out, err = program.communicate(timeout=20)
    assert (program.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_the_demo_tells_its_story_and_names_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    tell(tmp_path, seconds=0.1, limited=False)
    told, words = capsys.readouterr()
    report = Path(told.splitlines()[-1])
    assert (report, words) == (tmp_path / "report.html", "")
    assert "<svg" in report.read_text("utf-8")
    assert "o163" in told
    assert "filled" in told
    assert "\x1b" not in told
