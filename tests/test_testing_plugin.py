"""The pytest plugin as a user meets it: a suite of his own, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SUITE = ROOT / "examples" / "testing"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """pytest over `folder`, with this plugin and no other that happens to be installed."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-p", "ibkr.testing.plugin"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [*command, "--rootdir", str(folder), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("how", [(), ("-p", "xdist", "-n", "2")], ids=["alone", "in parallel"])
def test_the_suite_of_the_guide_passes(how: tuple[str, ...]):
    done = run(SUITE, *how)
    assert done.returncode == 0, done.stdout
    assert "18 passed" in done.stdout


def test_pytest_finds_the_plugin_by_itself_where_ibkr_is_installed():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    assert declared["pytest11"] == {"ibkr": "ibkr.testing.plugin"}


def test_a_suite_without_these_fixtures_loads_nothing_of_the_client(tmp_path: Path):
    (tmp_path / "test_own.py").write_text(
        "import sys\n"
        "def test_own():\n"
        "    heavy = ('httpx', 'msgspec', 'attr', 'numpy', 'vcr', 'ibkr_wire', 'ibkr._core')\n"
        "    assert [name for name in heavy if name in sys.modules] == []\n",
        "utf-8",
    )
    done = run(tmp_path)
    assert done.returncode == 0, done.stdout


def suite(folder: Path, code: str) -> Path:
    (folder / "test_own.py").write_text(code, "utf-8")
    return folder


def test_a_missing_stub_fails_the_test_even_where_the_program_swallows_it(tmp_path: Path):
    code = (
        "def test_own(stubs):\n"
        "    with stubs.client() as ib:\n"
        "        try:\n"
        "            ib.portfolio.accounts()\n"
        "        except AssertionError:\n"
        "            pass\n"
    )
    done = run(suite(tmp_path, code))
    assert done.returncode == 1
    assert "stubs.portfolio.accounts.success()" in done.stdout


def test_a_missing_stub_that_failed_the_test_is_told_once(tmp_path: Path):
    code = "def test_own(stubs):\n    with stubs.client() as ib:\n        ib.portfolio.accounts()\n"
    done = run(suite(tmp_path, code))
    assert "1 failed" in done.stdout
    assert "error" not in done.stdout.splitlines()[-1]


def test_a_cassette_that_was_never_recorded_says_how_to_record_it(tmp_path: Path):
    done = run(suite(tmp_path, "def test_own(cassette):\n    pass\n"))
    assert "pytest --ibkr-record" in done.stdout
    assert "cassettes/test_own/test_own.yaml" in done.stdout


def test_what_is_recorded_is_replayed(tmp_path: Path, gateway_url: str):
    code = (
        "import pytest\n"
        "@pytest.mark.ibkr_cassette('one account')\n"
        "@pytest.mark.parametrize('times', [1, 2])\n"
        "def test_own(cassette, times):\n"
        "    with cassette.client() as ib:\n"
        "        assert len(ib.portfolio.accounts()) == 1\n"
        "    assert cassette.recording or cassette.all_played\n"
    )
    recorded = run(suite(tmp_path, code), "--ibkr-record", gateway_url, "-k", "own and 1")
    assert recorded.returncode == 0, recorded.stdout
    assert (tmp_path / "cassettes" / "test_own" / "one-account.yaml").exists()
    replayed = run(tmp_path)
    assert "2 passed" in replayed.stdout, replayed.stdout


@pytest.fixture
def gateway_url():
    from ibkr.simulator import simulate

    with simulate(http=True) as running:
        yield running.base_url


def test_markers_make_the_world_of_the_gateway(tmp_path: Path):
    code = (
        "import pytest\n"
        "pytestmark = pytest.mark.ibkr_gateway(logged_in=False, seed=3)\n"
        "@pytest.mark.ibkr_gateway(logged_in=True)\n"
        "def test_own(gateway):\n"
        "    with gateway.client() as ib:\n"
        "        assert ib.auth.status().authenticated\n"
    )
    done = run(suite(tmp_path, code), "--strict-markers")
    assert done.returncode == 0, done.stdout
