"""The command line as a script sees it: what goes where, and with which exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

import ibkr
from ibkr.cli.app import run


class Outcome(NamedTuple):
    status: int
    out: str
    err: str


Command = Callable[..., Outcome]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    # Every command is a client of its own: together they ask faster than one client would let them.
    with ibkr.simulate(seed=1, pacing=False) as gateway:
        yield gateway.base_url


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: str) -> Outcome:
        try:
            status = run(arguments)
        except SystemExit as ended:
            status = ended.code
        return Outcome(status or 0, *capsys.readouterr())

    return call


def test_help_lists_the_commands_on_stdout(command: Command):
    status, out, err = command("--help")
    assert (status, err) == (0, "")
    assert all(
        name in out for name in ("demo", "simulate", "accounts", "positions", "search", "quote", "history")
    )


def test_the_version_is_printed(command: Command):
    assert command("--version") == (0, f"{ibkr.__version__}\n", "")


def test_a_misspelt_command_gets_the_nearest_one_and_status_2(command: Command):
    status, out, err = command("acounts")
    assert (status, out) == (2, "")
    assert "accounts" in err


def test_a_wrong_option_value_is_status_2(command: Command):
    assert command("simulate", "--port", "none").status == 2


def test_an_unreachable_gateway_is_one_sentence_and_status_3(command: Command):
    status, out, err = command("accounts", "--url", "https://localhost:9/v1/api")
    assert (status, out) == (3, "")
    assert "localhost:9" in err
    assert "Traceback" not in err


def test_an_unknown_symbol_is_status_1(command: Command, url: str):
    status, out, err = command("quote", "NOSUCH", "--url", url)
    assert (status, out) == (1, "")
    assert "NOSUCH" in err


def test_a_wrong_path_is_status_2(command: Command, url: str):
    status, _, err = command("accounts", "--url", url.replace("/v1/api", "/v2"))
    assert status == 2
    assert "Traceback" not in err


def test_accounts_come_as_a_table(command: Command, url: str):
    status, out, err = command("accounts", "--url", url)
    assert (status, err) == (0, "")
    assert "DU1234567" in out


def test_accounts_come_as_json_with_the_names_of_the_gateway(command: Command, url: str):
    _, out, _ = command("accounts", "--url", url, "--json")
    assert json.loads(out)[0]["accountId"] == "DU1234567"


def test_history_comes_oldest_first(command: Command, url: str):
    _, out, _ = command("history", "AAPL", "--period", "1m", "--url", url, "--json")
    times = [row["time"] for row in json.loads(out)]
    assert times == sorted(times)
    assert len(times) > 15


@pytest.mark.parametrize(
    "arguments",
    [("positions",), ("search", "AAPL"), ("quote", "AAPL"), ("quote", "265598"), ("history", "AAPL")],
    ids=" ".join,
)
def test_a_table_for_people_and_json_for_programs(command: Command, url: str, arguments: tuple[str, ...]):
    assert command(*arguments, "--url", url).out.strip()
    assert json.loads(command(*arguments, "--url", url, "--json").out)


def test_no_orders_is_said_on_stderr(command: Command, url: str):
    assert command("orders", "--url", url) == (0, "", "Nothing to show.\n")


def test_without_the_extra_it_names_the_extra():
    script = "import sys; sys.modules['typer'] = None; from ibkr.cli import main; main()"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == 'The command line needs more packages: pip install "ibkr[cli]".\n'
