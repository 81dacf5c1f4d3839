"""Build the package and use it as somebody who has just installed it: `python -m tests.packaging`.

Builds wheel and sdist, installs the wheel alone into a fresh environment, talks to a simulated
gateway from there, and sees that each part whose extra is missing names it. `--extras` installs
every extra by itself, `--python PATH` uses another interpreter; both may be repeated in one run.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import ibkr

ROOT = Path(__file__).parent.parent
MOST_BYTES = 3_000_000

# What somebody without extras does first; it prints what it found.
PROBE = """
import sys
import ibkr, ibkr_wire
from ibkr_wire.rest.api.portfolio import accounts
with ibkr.Client(sys.argv[1], keep_alive=False) as ib:
    print(ib.portfolio.accounts()[0].account_id, ib.contracts.find("AAPL").conid)
"""

# Something of each extra's, tried where the extra is not installed → the extra that it must name.
MISSING = {
    "from ibkr.simulator import serve; serve()": "simulator",
    "import ibkr; ibkr.simulate().__enter__()": "simulator",
    "from ibkr.auth import OAuth1; from ibkr.auth.keys import read": "oauth",
    "from ibkr.history import Store; Store('bars')": "history",
    "from ibkr.backtest.research.tables import optuna; optuna()": "research",
    "from ibkr.telemetry import spans; spans()": "telemetry",
    "from ibkr.testing import cassette; cassette('x.yaml').__enter__()": "testing",
    "import sys; sys.argv = ['ibkr', '--help']; from ibkr.cli import main; main()": "cli",
}

# What each extra brings can be imported.
IMPORTS = {
    "cli": "ibkr.cli.app",
    "simulator": "ibkr.simulator.server",
    "backtest": "numba, pyarrow, ibkr.backtest.compiled.kernels",
    "research": "optuna, ibkr.backtest.research.search",
    "report": "ibkr.backtest.report.picture",
    "dask": "distributed",
    "history": "ibkr.history.store, duckdb, pyarrow",
    "oauth": "ibkr.auth.keys",
    "fast": "aiohttp, picows",
    "telemetry": "opentelemetry.trace, ibkr.telemetry",
    "testing": "vcr, ibkr.testing.cassettes",
}

# Licences under which this package may be used and handed on with what it needs.
FREE = re.compile(
    r"MIT|Permission is hereby granted|BSD|Apache|ISC|PSF|Python Soft|MPL|Mozilla|Unlicense|CC0|HPND|Zlib",
    re.IGNORECASE,
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--extras", action="store_true")
    options.add_argument("--python", action="append", default=[], metavar="PATH")
    asked = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = built(Path(folder))
        for python in asked.python or [sys.executable]:
            check_bare(Path(folder), wheel, python)
        if asked.extras:
            check_extras(Path(folder), wheel)
    check_licences()


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def built(folder: Path) -> Path:
    """Both packages, looked into."""
    run(sys.executable, "-m", "build", "--outdir", str(folder), str(ROOT))
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    names = zipfile.ZipFile(wheel).namelist()
    for wanted in ("ibkr/py.typed", "ibkr_wire/py.typed", "ibkr/__init__.py", "ibkr_wire/__init__.py"):
        assert wanted in names, f"{wanted} is not in the wheel"
    assert not [name for name in names if name.startswith(("tests/", "codegen/", "spec/"))]
    assert wheel.stat().st_size < MOST_BYTES, f"the wheel has {wheel.stat().st_size:,} bytes"
    with tarfile.open(sdist) as archive:
        inside = archive.getnames()
    assert any(name.endswith("/spec/openapi/openapi.yaml") for name in inside), "the sdist has no spec"
    say(f"{wheel.name}: {wheel.stat().st_size:,} bytes, {len(names)} files")
    return wheel


@contextmanager
def environment(folder: Path, python: str, *wanted: str) -> Iterator[str]:
    """A fresh environment with these packages; its interpreter."""
    with tempfile.TemporaryDirectory(dir=folder) as place:
        run(python, "-m", "venv", place)
        bin_ = Path(place) / ("Scripts" if sys.platform == "win32" else "bin")
        run(str(bin_ / "python"), "-m", "pip", "install", "-qq", *wanted)
        yield str(bin_ / "python")


def check_bare(folder: Path, wheel: Path, python: str) -> None:
    """`pip install ibkr` alone talks REST, and what it lacks has a name."""
    with environment(folder, python, str(wheel)) as clean, ibkr.simulate(http=True) as gateway:
        said = run(clean, "-c", PROBE, gateway.base_url)
        assert said == "DU1234567 265598\n", said
        for code, extra in MISSING.items():
            failed = subprocess.run([clean, "-c", code], capture_output=True, text=True, check=False)
            assert failed.returncode, f"{code} works without ibkr[{extra}]"
            assert f"ibkr[{extra}]" in failed.stderr, f"{code} does not name ibkr[{extra}]: {failed.stderr}"
        version = run(clean, "--version").strip()
    say(f"{version}: installs alone, talks REST, {len(MISSING)} missing extras name themselves")


def check_extras(folder: Path, wheel: Path) -> None:
    """Each extra by itself brings what it is for."""
    for extra, modules in IMPORTS.items():
        with environment(folder, sys.executable, f"{wheel}[{extra}]") as clean:
            run(clean, "-c", f"import {modules}")
        say(f"ibkr[{extra}]: {modules}")


def check_licences() -> None:
    """Everything that `ibkr[all]` brings may be used freely."""
    seen: dict[str, str] = {}
    _visit("ibkr", {"all"}, seen)
    strange = {name: licence for name, licence in seen.items() if not FREE.search(licence)}
    assert not strange, f"licences to look at: {strange}"
    say(f"{len(seen)} dependencies, all under free licences")


def _visit(name: str, extras: set[str], seen: dict[str, str]) -> None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return
    for requirement in found.requires or ():
        wanted = re.match(r"([\w.-]+)(?:\[([\w,-]+)\])?", requirement)
        condition = re.search(r"extra == ['\"]([\w-]+)['\"]", requirement)
        if wanted is None or (condition is not None and condition[1] not in extras):
            continue
        needed = wanted[1].lower().replace("_", "-")
        more = set((wanted[2] or "").split(",")) - {""}
        if needed == "ibkr":
            _visit("ibkr", more, seen)
        elif needed not in seen:
            licence = _licence(needed)
            if licence is not None:
                seen[needed] = licence
                _visit(needed, more, seen)


def _licence(name: str) -> str | None:
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return None  # for another platform or version of Python
    classifiers = [line for line in told.get_all("Classifier") or () if line.startswith("License")]
    words = [told.get("License-Expression") or "", (told.get("License") or "")[:200], *classifiers]
    return " ".join(words).strip() or _file(name)


def _file(name: str) -> str:
    """The head of the licence itself, where the metadata do not say which one it is."""
    files = distribution(name).files or ()
    texts = [file.read_text() for file in files if "licen" in file.name.lower()]
    return " ".join(text[:200] for text in texts)


def run(*command: str) -> str:
    """What a command prints; with what it said, if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert not done.returncode, f"{' '.join(command)}\n{done.stdout}{done.stderr}"
    return done.stdout


if __name__ == "__main__":
    main()
