"""What a call costs the caller: six typical calls over TLS, against ibind and the bare libraries.

The server is a process of its own, and so is each side; they take turns, round by round, and
CPU time is counted (`time.process_time`), so that neither the server nor waiting is in the figures.
Our answers are typed and checked; ibind's are dicts.

The last column compares the cheapest rounds, which other programs on the machine disturb least.

Budgets, relative to ibind = 1: synchronous 0.60, asynchronous with `ibkr[fast]` 0.35. Over its own
transport and decoding the client may cost 40 µs a call.

    python -m benchmarks.rest [--ibind PYTHON]

ibind is installed into an environment of its own, from the package index, unless `--ibind` names the
interpreter of one that has it.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import IO, Final

from benchmarks._rest_calls import ACCOUNT, CONID, FIELDS

HERE: Final = Path(__file__).parent
ROUNDS: Final = 30
SIXES: Final = 40
"""Rounds of six calls in one turn."""
FIRST: Final = 50
"""Rounds of six calls before anything is counted."""

THEIRS: Final = {"ibind": "ibind", "requests": "requests + json"}
OURS: Final = {
    "our_sync": "ibkr.Client",
    "bare_sync": "  its transport + Struct",
    "httpx_sync": "httpx + Struct",
    "our_async": "ibkr.AsyncClient with ibkr[fast]",
    "bare_async": "  its transport + Struct",
    "aiohttp_async": "aiohttp + Struct",
    "our_async_over_httpx": "ibkr.AsyncClient over httpx",
    "httpx_async": "httpx async + Struct",
}
OVER: Final = {"over_sync": "synchronous", "over_async": "asynchronous"}
"""What the client costs over its own transport and decoding, measured in turns within one process."""


class Side:
    """One process that makes calls when it is told to."""

    def __init__(self, *command: str) -> None:
        """Start it, and wait until its first calls are answered."""
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # at its end each leaves its connection to the system, and says so
            text=True,
            cwd=HERE.parent,
        )
        self.costs: list[float] = []
        if self._read() != "ready":
            raise SystemExit(f"{command} did not start")

    def turn(self, sixes: int) -> float:
        """Microseconds of CPU a call."""
        pipe = _open(self._process.stdin)
        pipe.write(f"{sixes}\n")
        pipe.flush()
        return float(self._read())

    def _read(self) -> str:
        return _open(self._process.stdout).readline().strip()

    def end(self) -> None:
        """Let it go."""
        _open(self._process.stdin).close()
        self._process.wait()


def _open(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None, "both ends are pipes"
    return pipe


def environment_of_ibind() -> str:
    """The interpreter of an environment with the newest ibind."""
    folder = Path(tempfile.gettempdir()) / "ibkr-benchmark-ibind"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "ibind"], check=True)
    return str(python)


def version_of_ibind(python: str) -> str:
    """Which one it is."""
    ask = "import importlib.metadata as m; print(m.version('ibind'))"
    return subprocess.run([python, "-c", ask], capture_output=True, text=True, check=True).stdout.strip()


def measured(ibind: str) -> dict[str, Side]:
    """All sides after all rounds."""
    server = subprocess.Popen(
        [sys.executable, "-m", "benchmarks._rest_server"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE.parent,
    )
    url = _open(server.stdout).readline().strip()
    told = (url, ACCOUNT, str(CONID), ",".join(FIELDS))
    sides = {kind: Side(ibind, str(HERE / "_rest_ibind.py"), kind, *told) for kind in THEIRS}
    sides |= {
        kind: Side(sys.executable, "-m", "benchmarks._rest_sides", kind, url) for kind in (*OURS, *OVER)
    }
    for side in sides.values():
        side.turn(FIRST)
    for _ in range(ROUNDS):
        for side in sides.values():
            side.costs.append(side.turn(SIXES))
    for side in sides.values():
        side.end()
    server.communicate()
    return sides


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description="CPU a call, against ibind and the bare libraries.")
    parser.add_argument("--ibind", metavar="PYTHON", help="interpreter that has ibind installed")
    ibind = parser.parse_args().ibind or environment_of_ibind()
    sides = measured(ibind)
    base = sides["ibind"].costs
    names = {**THEIRS, **OURS, "ibind": f"ibind {version_of_ibind(ibind)}"}
    for kind, name in names.items():
        costs = sides[kind].costs
        ratios = [ours / theirs for ours, theirs in zip(costs, base, strict=True)]
        spread = f"{statistics.median(ratios):5.2f} ({min(ratios):.2f} to {max(ratios):.2f})"
        print(f"{name:34} {min(costs):6.0f} µs CPU a call   {spread}   {min(costs) / min(base):.2f}")
    for kind, colour in OVER.items():
        costs = sides[kind].costs
        told = f"{statistics.median(costs):5.0f} µs a call, at best {min(costs):.0f}"
        print(f"over its own transport and decoding, {colour:12} {told}")


if __name__ == "__main__":
    main()
