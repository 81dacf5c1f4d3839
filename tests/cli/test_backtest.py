"""`ibkr backtest` as a person uses it: what is printed where, which status, what is left on disk."""

from __future__ import annotations

import csv
import io
import json
import os
import select
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest

import ibkr
from ibkr.backtest import sample_bars
from ibkr.cli.app import run
from ibkr.history import Store
from ibkr.model import Contract
from ibkr.model.downloads import Series
from ibkr.model.spans import Span
from tests.cli.conftest import Command, Outcome

PROGRAM = [sys.executable, "-m", "ibkr.cli", "backtest"]

DIP = """
    from ibkr.backtest import Strategy

    class Dip(Strategy):
        depth = 0.95

        def next(self):
            close = self.data.close
            if not self.position and len(close) > 5 and close[-1] < self.depth * max(close[-5:]):
                self.buy(fraction=1.0)
            elif self.position:
                self.close_position()
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the commands are called: there is a strategy, and nothing imported from here is kept."""
    (tmp_path / "dip.py").write_text(textwrap.dedent(DIP), "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    for name in ("dip", "broken", "wrong", "boom"):
        # Set and removed by pytest: after the test it is as before, not there.
        monkeypatch.setitem(sys.modules, name, sys)
        monkeypatch.delitem(sys.modules, name)
    return tmp_path


@pytest.fixture
def command(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    """Calls `ibkr backtest …` there."""

    def call(*arguments: str) -> Outcome:
        try:
            status = run(["backtest", *arguments])
        except SystemExit as ended:
            status = ended.code
        return Outcome(status or 0, *capsys.readouterr())

    return call


def program(folder: Path, *arguments: str) -> Outcome:
    """The same as a program of its own."""
    ended = subprocess.run(
        [*PROGRAM, *arguments], capture_output=True, text=True, check=False, cwd=folder, timeout=120
    )
    return Outcome(ended.returncode, ended.stdout, ended.stderr)


def rows(page: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page)))


def write_csv(path: Path, count: int = 120) -> None:
    bars = sample_bars(count)
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["time", "open", "high", "low", "close", "volume"])
        columns = (bars.time, bars.open, bars.high, bars.low, bars.close, bars.volume)
        writer.writerows(zip(*(column.tolist() for column in columns), strict=True))


def test_a_sample_prints_figures_and_needs_nothing(command: Command):
    status, out, err = command("sample")
    assert (status, err) == (0, "")
    assert "MovingAverageCross on SAMPLE" in out
    assert "Sharpe" in out


def test_a_file_is_a_strategy_and_takes_parameters(command: Command):
    status, out, err = command("run", "dip.py", "--sample", "200", "-p", "depth=0.98", "--json")
    assert (status, err) == (0, "")
    said = json.loads(out)
    assert said["strategy"] == "Dip"
    assert said["parameters"] == {"depth": 0.98}
    assert len(said["equity"]["time"]) == 200


@pytest.mark.parametrize("written", ["dip:Dip", "dip.py:Dip", "./dip.py", "ibkr.backtest:BuyAndHold"])
def test_a_strategy_is_named_by_module_or_file(command: Command, written: str):
    status, out, _ = command("run", written, "--sample", "50")
    assert status == 0
    assert "on SAMPLE" in out


def test_trades_come_as_csv(command: Command):
    status, out, err = command("run", "dip.py", "--sample", "400", "-p", "depth=0.99", "--csv")
    assert (status, err) == (0, "")
    found = rows(out)
    assert found
    assert float(found[0]["pnl"])
    assert found[0]["entry_time"].startswith("2012-")


def test_bars_come_from_files(command: Command, tmp_path: Path):
    write_csv(tmp_path / "walk.csv")
    alone = command("run", "dip.py", "--bars", "walk.csv")
    assert alone.status == 0
    assert "Dip on walk" in alone.out
    write_csv(tmp_path / "other.csv", 80)
    both = command("run", "BuyAndHold", "--bars", "A=walk.csv", "--bars", "B=other.csv", "--json")
    assert json.loads(both.out)["asset"] == "A, B"


def test_bars_come_from_a_store(command: Command, tmp_path: Path):
    bars = sample_bars(60)
    contract = Contract(conid=265598, symbol="AAPL")
    first, last = bars[0].time, bars[-1].time
    Store(tmp_path / "kept").add(Series(265598), bars, covers=Span.of(first, last), contract=contract)
    status, out, _ = command("run", "BuyAndHold", "--store", "kept", "--symbol", "AAPL")
    assert status == 0
    assert "60 bars" in out
    missing = command("run", "BuyAndHold", "--store", "kept", "--symbol", "MSFT")
    assert missing.status == 2
    assert "The store has no MSFT 1d; it has AAPL 1d." in missing.err


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with ibkr.simulate(seed=1, pacing=False) as gateway:
        yield gateway.base_url


def test_bars_come_through_the_gateway(command: Command, url: str):
    status, out, _ = command("run", "BuyAndHold", "--symbol", "AAPL", "--period", "1y", "--url", url)
    assert status == 0
    assert "BuyAndHold on AAPL" in out


def test_a_store_with_two_contracts_of_one_symbol_wants_the_number(command: Command, tmp_path: Path):
    bars = sample_bars(20)
    covers = Span.of(bars[0].time, bars[-1].time)
    kept = Store(tmp_path / "kept")
    for conid in (1, 2):
        kept.add(Series(conid), bars, covers=covers, contract=Contract(conid=conid, symbol="TWIN"))
    status, _, err = command("run", "BuyAndHold", "--store", "kept", "--symbol", "TWIN")
    assert (status, "several contracts called TWIN: say which, by conid: [1, 2]" in err) == (2, True)
    assert command("run", "BuyAndHold", "--store", "kept", "--symbol", "2").status == 0


def test_costs_a_benchmark_and_luck_are_part_of_a_report(command: Command, tmp_path: Path):
    write_csv(tmp_path / "walk.csv")
    write_csv(tmp_path / "other.csv")
    terms = ("--commission", "0.1%", "--benchmark", "other.csv", "--monte-carlo", "20")
    status, out, err = command("run", "dip.py", "--bars", "walk.csv", *terms, "--report", "luck.html")
    assert (status, err.startswith("Wrote luck.html")) == (0, True), err
    assert "Dip on walk" in out
    assert "20 paths" in (tmp_path / "luck.html").read_text("utf-8")


def test_a_sweep_in_which_everything_fails_says_why_and_is_status_2(command: Command, tmp_path: Path):
    (tmp_path / "boom.py").write_text(
        "from ibkr.backtest import Strategy\n\n\nclass Boom(Strategy):\n"
        "    n = 1\n\n    def next(self):\n        1 / 0\n",
        "utf-8",
    )
    status, _, err = command("sweep", "boom.py", "-g", "n=1,2", "--sample", "20")
    assert status == 2
    assert "2 of 2 failed; the first: " in err


def test_a_file_that_wants_a_module_which_is_not_there_shows_its_own_traceback(
    command: Command, tmp_path: Path
):
    (tmp_path / "wrong.py").write_text("import nowhere_at_all\n", "utf-8")
    status, _, err = command("run", "wrong.py", "--sample", "9")
    assert status == 2
    assert "No module named 'nowhere_at_all'" in err
    assert err.endswith("wrong.py does not import: the error above is its own.\n")


def test_a_search_draws_from_ranges_choices_and_steps(command: Command):
    grid = ("-g", "fast=2:10:2", "-g", "slow=20,40", "--trials", "3", "--search", "random")
    status, out, _ = command("sweep", "MovingAverageCross", *grid, "--sample", "100", "--json")
    assert status == 0
    for trial in json.loads(out)["trials"]:
        assert trial["parameters"]["fast"] % 2 == 0
        assert trial["parameters"]["slow"] in (20, 40)


def test_an_unreachable_gateway_is_status_3(command: Command):
    status, out, err = command("run", "BuyAndHold", "--symbol", "AAPL", "--url", "https://localhost:9/v1/api")
    assert (status, out) == (3, "")
    assert "Traceback" not in err


def test_strategies_are_compared_with_parameters_of_their_own(command: Command):
    chosen = ("MovingAverageCross,fast=5,slow=20", "BuyAndHold", "dip.py")
    status, out, err = command("compare", *chosen, "--sample", "200", "--csv")
    assert (status, err) == (0, "")
    assert {row["name"] for row in rows(out)} == {"MovingAverageCross fast=5 slow=20", "BuyAndHold", "Dip"}
    assert "p 0." in command("compare", *chosen, "--sample", "200").out


def test_a_file_called_like_another_module_is_refused(command: Command, folder: Path):
    (folder / "json.py").write_text("", "utf-8")
    status, _, err = command("run", "json.py", "--sample", "9")
    assert status == 2
    assert err == "json.py cannot be imported by that name: call it like a module that is no other.\n"


def test_a_sweep_says_how_many_before_it_starts_and_ranks_them(command: Command):
    arguments = ("-g", "fast=5:15:5", "-g", "slow=10,20", "--where", "fast<slow", "--sample", "200")
    status, out, err = command("sweep", "MovingAverageCross", *arguments, "--json")
    assert status == 0
    # fast 5, 10 or 15 with slow 10 or 20, of which two pairs make no sense.
    assert err.startswith("4 combinations of fast, slow to try.\n")
    said = json.loads(out)
    assert [trial["parameters"] for trial in said["trials"]] == [
        {"fast": 5, "slow": 10},
        {"fast": 5, "slow": 20},
        {"fast": 10, "slow": 20},
        {"fast": 15, "slow": 20},
    ]
    assert len(rows(command("sweep", "MovingAverageCross", *arguments, "--csv").out)) == 4
    assert "ranked by Sharpe ratio" in command("sweep", "MovingAverageCross", *arguments).out


def test_a_strategy_of_a_file_is_swept_by_other_processes(folder: Path):
    status, out, _ = program(
        folder, "sweep", "dip.py", "-g", "depth=0.9:0.96:0.02", "--sample", "100", "--workers", "2", "--json"
    )
    assert status == 0
    assert [trial["parameters"]["depth"] for trial in json.loads(out)["trials"]] == [0.9, 0.92, 0.94, 0.96]


def test_trials_are_drawn_from_ranges(command: Command):
    arguments = ("-g", "fast=2:10", "-g", "slow=20:60:10", "--trials", "5", "--seed", "3", "--sample", "100")
    status, out, err = command("sweep", "MovingAverageCross", *arguments, "--json")
    assert status == 0
    assert err.startswith("5 combinations")
    for trial in json.loads(out)["trials"]:
        assert 2 <= trial["parameters"]["fast"] <= 10
        assert trial["parameters"]["slow"] % 10 == 0


def test_a_walk_forward_prints_its_windows(command: Command):
    arguments = ("--train", "100", "--test", "50", "-g", "fast=3,5", "-g", "slow=10,20", "--sample", "250")
    status, out, _ = command("walk-forward", "MovingAverageCross", *arguments, "--csv")
    assert status == 0
    found = rows(out)
    assert len(found) == 3
    assert {"first", "last", "fast", "slow", "in_sample", "out_of_sample"} <= set(found[0])
    assert "efficiency" in command("walk-forward", "MovingAverageCross", *arguments).out


@pytest.mark.parametrize("ending", [".html", ".svg", ".json"])
def test_a_report_is_written_and_its_size_told(command: Command, tmp_path: Path, ending: str):
    path = Path("out") / f"run{ending}"
    status, _, err = command("sample", "--report", str(path))
    assert status == 0
    assert err.startswith(f"Wrote {path}, 0.")
    assert [one.name for one in (tmp_path / "out").iterdir()] == [path.name]


# --- bad input ---------------------------------------------------------------------------------


def test_a_file_that_does_not_import_shows_its_own_traceback_then_one_sentence(folder: Path):
    (folder / "broken.py").write_text("import json\nvalue = 1 / 0\n", "utf-8")
    status, out, err = program(folder, "run", "broken.py", "--sample", "20")
    assert (status, out) == (2, "")
    lines = err.splitlines()
    assert lines[0] == "Traceback (most recent call last):"
    assert lines[1].endswith('broken.py", line 2, in <module>')
    assert "ZeroDivisionError: division by zero" in lines
    assert lines[-1] == "broken.py does not import: the error above is its own."
    assert "importlib" not in err


def test_a_file_with_wrong_syntax_shows_the_line(command: Command, tmp_path: Path):
    (tmp_path / "wrong.py").write_text("class X(:\n", "utf-8")
    status, _, err = command("run", "wrong.py", "--sample", "20")
    assert status == 2
    assert "line 1" in err
    assert err.endswith("wrong.py does not import: the error above is its own.\n")


def test_a_strategy_that_raises_shows_its_own_traceback_and_the_bar(command: Command, tmp_path: Path):
    (tmp_path / "boom.py").write_text(
        "from ibkr.backtest import Strategy\n\n\nclass Boom(Strategy):\n"
        "    def next(self):\n        1 / self.cash_left\n",
        "utf-8",
    )
    status, _, err = command("run", "boom.py", "--sample", "20")
    assert status == 2
    assert "boom.py" in err.splitlines()[1]
    assert "Boom raised AttributeError on bar 0 of SAMPLE" in err
    assert "ibkr/backtest" not in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "dip.py"), "Where are the bars?"),
        (("run", "dip.py", "--sample", "9", "--symbol", "AAPL"), "Where are the bars?"),
        (("run", "dip.py", "--sample", "9", "-p", "depht=1"), "no parameter depht"),
        (("run", "dip.py", "--sample", "9", "-p", "depth"), "write NAME=VALUE"),
        (("run", "nowhere.py", "--sample", "9"), "There is no file nowhere.py."),
        (("run", "nowhere:X", "--sample", "9"), "There is no module nowhere"),
        (("run", "dip:Dop", "--sample", "9"), "dip has no strategy Dop; it has Dip."),
        (("run", "MovingAverage", "--sample", "9"), "is no strategy"),
        (("run", "dip.py", "--sample", "9", "--commission", "free"), "none of fixed, tiered, none"),
        (("run", "dip.py", "--sample", "9", "--report", "x.pdf"), "ends with .html"),
        (("sweep", "dip.py", "--sample", "9", "--report", "dip.py/x.html"), "dip.py is no folder"),
        (("run", "dip.py", "--sample", "9", "--json", "--csv"), "cannot go together"),
        (("run", "dip.py", "--bars", "no.csv"), "no.csv"),
        (("run", "dip.py", "--bars", "A=x.csv", "--bars", "A=y.csv"), "write NAME=FILE"),
        (("run", "dip.py", "--store", "none", "--symbol", "AAPL"), "There is no store none"),
        (("run", "dip.py:Strategy", "--sample", "9", "-p", "=5"), "write NAME=VALUE"),
        (("run", "Strategy", "--sample", "9"), "is no strategy"),
        (("compare", "dip.py", "dip.py", "--sample", "9"), "give each once"),
        (("sweep", "dip.py", "--sample", "9", "-g", "depth=1,2", "--where", "size>1"), "which has no --grid"),
        (("sweep", "dip.py", "--sample", "9"), "Which parameters?"),
        (("sweep", "dip.py", "--sample", "9", "-g", "depth=5:1:1"), "The grid is empty"),
        (("sweep", "dip.py", "--sample", "9", "-g", "depth=1:x"), "is no range"),
        (("sweep", "dip.py", "--sample", "9", "-g", "depth=1:1000000"), "1,000,000 combinations"),
        (("sweep", "dip.py", "--sample", "9", "-g", "depth=1,2", "--where", "depth"), "is no condition"),
        (("sweep", "dip.py", "--sample", "9", "-g", "depth=1,2", "--by", "sharp"), "did you mean sharpe"),
        (("compare", "dip.py", "--sample", "50"), "needs two results"),
        (
            ("walk-forward", "dip.py", "--train", "90", "--test", "9", "--sample", "50", "-g", "depth=1"),
            "too few",
        ),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, tuple) else "",
)
def test_what_is_wrong_is_one_sentence_and_status_2(command: Command, arguments: tuple[str, ...], words: str):
    status, out, err = command(*arguments)
    assert (status, out) == (2, "")
    assert words in err
    assert "Traceback" not in err


# Makes the pseudo-terminal the one that Ctrl-C comes from, then becomes the program.
TAKE_TERMINAL = """
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals on Windows")
@pytest.mark.parametrize("workers", [[], ["--workers", "2"]], ids=["here", "in processes"])
def test_ctrl_c_ends_a_sweep_without_half_a_file(tmp_path: Path, workers: list[str]):
    import pty

    # It goes on until it is interrupted: each decision touches a file, so that we know it has begun.
    (tmp_path / "endless.py").write_text(
        "from pathlib import Path\nfrom ibkr.backtest import Strategy\n\n\n"
        "class Endless(Strategy):\n    n = 1\n\n"
        "    def next(self):\n        Path('begun').touch()\n        while True:\n            pass\n",
        "utf-8",
    )
    ours, theirs = pty.openpty()
    arguments = ["sweep", "endless.py", "-g", "n=1,2", "--sample", "50", "--report", "out/run.html", *workers]
    with subprocess.Popen(
        [sys.executable, "-c", TAKE_TERMINAL, *PROGRAM, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
        start_new_session=True,
    ) as sweep:
        os.close(theirs)
        seen = b""
        while not (tmp_path / "begun").exists():
            seen += _read(ours)
        os.write(ours, b"\x03")
        while chunk := _read(ours):
            seen += chunk
        assert sweep.wait(30) == 130
    os.close(ours)
    assert b"2 combinations of n to try." in seen
    assert b"Interrupted. Nothing was written." in seen
    assert b"Traceback" not in seen
    assert not (tmp_path / "out").exists()


def _read(terminal: int) -> bytes:
    """What has been written; nothing once the program is gone."""
    ready, _, _ = select.select([terminal], [], [], 30)
    try:
        return os.read(terminal, 65_536) if ready else b""
    except OSError:
        return b""
