"""The command line as a script sees it: what goes where, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import ibkr
from ibkr.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with ibkr.simulate(seed=1, pacing=False) as gateway:
        yield gateway.base_url


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
    [
        ("accounts", "list"),
        ("accounts", "summary"),
        ("accounts", "ledger"),
        ("accounts", "pnl"),
        ("accounts", "figures", "margins"),
        ("accounts", "allocation", "sector"),
        ("accounts", "performance"),
        ("positions",),
        ("positions", "AAPL", "--fresh"),
        ("search", "AAPL"),
        ("contracts", "search", "APPLE", "--name"),
        ("contracts", "find", "AAPL"),
        ("contracts", "find", "EUR.USD", "--type", "CASH"),
        ("contracts", "details", "AAPL"),
        ("contracts", "rules", "AAPL"),
        ("contracts", "schedule", "AAPL", "--at", "2013-02-01"),
        ("contracts", "chain", "AAPL", "--strikes", "1"),
        ("contracts", "futures", "ES"),
        ("contracts", "pairs", "USD"),
        ("contracts", "rate", "EUR", "USD"),
        ("contracts", "all", "NASDAQ"),
        ("quote", "AAPL"),
        ("quote", "265598", "IBM", "--fields", "last,company_name"),
        ("history", "AAPL"),
        ("scanner", "run", "TOP_PERC_GAIN"),
        ("scanner", "types"),
        ("scanner", "conditions"),
        ("notifications",),
        ("notifications", "kinds"),
        ("notifications", "delivery"),
        ("profile",),
        ("session",),
        ("health",),
        ("orders", "questions"),
        ("orders", "preview", "buy", "10", "AAPL", "--market"),
        ("orders", "place", "buy", "10", "AAPL", "--trail", "2%", "--dry-run"),
    ],
    ids=" ".join,
)
def test_a_table_for_people_and_json_for_programs(command: Command, url: str, arguments: tuple[str, ...]):
    where = () if arguments == ("orders", "questions") else ("--url", url)
    told = command(*arguments, *where)
    assert (told.status, bool(told.out.strip())) == (0, True), told
    assert json.loads(command(*arguments, *where, "--json").out)


def test_csv_is_for_programs_too(command: Command, url: str):
    told = command("positions", "--url", url, "--csv")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert told.err == ""
    assert {row["contract"]: float(row["position"]) for row in rows}["AAPL"] == 100.0


def test_json_and_csv_do_not_go_together(command: Command, url: str):
    status, out, err = command("accounts", "--url", url, "--csv", "--json")
    assert (status, out) == (2, "")
    assert "leave one out" in err


def test_what_the_reader_of_a_pipe_gets_is_not_cut_to_a_screen(command: Command, url: str):
    lines = command("scanner", "types", "--url", url).out.splitlines()
    assert max(map(len, lines)) > 120
    assert not any(line.endswith(" ") for line in lines)


def test_a_reader_who_leaves_ends_the_command_quietly(url: str):
    pipe = f"{sys.executable} -m ibkr.cli orders questions --json | true"
    script = f"set -o pipefail; {pipe}; echo $?"
    ended = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert ended.stderr == ""
    assert ended.stdout in ("0\n", "141\n")


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (("orders", "plase"), "place"),
        (("accounts", "--jsno"), "--json"),
        (("stream", "quote:AAPL"), "quotes"),
        (("quote", "AAPL", "--fields", "lst"), "last"),
        (("orders", "place", "BUY", "1", "AAPL", "--market", "--no-confirm", "--yes", "o136"), "o163"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_what_is_misspelt_gets_the_nearest_right_one(
    command: Command, url: str, arguments: tuple[str, ...], nearest: str
):
    status, out, err = command(*arguments, "--url", url)
    assert (status, out) == (2, "")
    assert nearest in err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("alerts", "create", "high", "AAPL"), "--above"),
        (("profile", "set"), "Nothing to change"),
        (("scanner", "run", "TOP_PERC_GAIN", "--where", "price"), "name=value"),
        (("orders", "modify", "7", "--no-confirm"), "Nothing to change"),
        (("orders", "place", "BUY", "1", "AAPL", "--no-confirm"), "--limit"),
        (
            ("orders", "place", "BUY", "1", "AAPL", "--market", "--stop", "5", "--no-confirm"),
            "not go together",
        ),
        (("orders", "place", "BUY", "1", "AAPL", "--limit", "4.001", "--no-confirm"), "two ticks"),
        (("orders", "place", "BUY", "1", "AAPL", "--limit", "450"), "--no-confirm"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else value,
)
def test_what_cannot_be_meant_is_told_in_a_sentence(
    command: Command, url: str, arguments: tuple[str, ...], says: str
):
    status, out, err = command(*arguments, "--url", url)
    assert (status, out) == (2, "")
    assert says in err


def test_a_folder_of_state_that_cannot_be_made_is_named(
    command: Command,
    url: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    (tmp_path / "file").touch()
    monkeypatch.setenv("IBKR_STATE", str(tmp_path / "file" / "state"))
    assert run(("accounts", "--url", url)) == 2
    assert "IBKR_STATE" in capsys.readouterr().err


def test_limits_and_journal_are_for_their_owner_alone(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("IBKR_STATE", str(tmp_path / "state"))
    run(("orders", "recover", "--url", url))
    files = list((tmp_path / "state").iterdir())
    assert sorted(path.suffix for path in files) == [".orders", ".pacing"]
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}
    assert (tmp_path / "state").stat().st_mode & 0o777 == 0o700


def test_an_alert_lives_and_ends(command: Command, url: str):
    made = command("alerts", "create", "high", "AAPL", "--above", "500", "--url", url, "--json")
    alert = str(json.loads(made.out)["id"])
    assert "high" in command("alerts", "--url", url).out
    assert "500" in command("alerts", "show", alert, "--url", url).out
    for act in ("off", "on", "delete"):
        assert command("alerts", act, alert, "--url", url).status == 0
    assert "high" not in command("alerts", "--url", url).out


def test_a_watchlist_lives_and_ends(command: Command, url: str):
    command("watchlists", "create", "tech", "AAPL", "--url", url)
    command("watchlists", "add", "tech", "IBM", "--url", url)
    command("watchlists", "drop", "tech", "AAPL", "--url", url)
    rows = json.loads(command("watchlists", "show", "tech", "--url", url, "--json").out)
    assert [row["ticker"] for row in rows] == ["IBM"]
    assert "tech" in command("watchlists", "--url", url).out
    assert command("watchlists", "delete", "tech", "--url", url).status == 0


def test_an_order_is_placed_changed_looked_at_and_cancelled(command: Command, url: str):
    buy = ("orders", "place", "BUY", "10", "AAPL", "--limit", "450", "--no-confirm", "--json")
    order = json.loads(command(*buy, "--url", url).out)["order_id"]
    changed = command("orders", "modify", order, "--price", "449", "--no-confirm", "--url", url)
    assert changed.status == 0, changed
    assert "submitted" in command("orders", "status", order, "--url", url).out
    assert "449" in command("orders", "list", "--url", url).out
    assert command("orders", "cancel", order, "--url", url).status == 0
    assert command("orders", "cancel-all", "--no-confirm", "--url", url).status == 0


def test_a_question_that_nobody_answers_takes_the_order_back(command: Command, url: str):
    far = ("orders", "place", "BUY", "10", "AAPL", "--limit", "481", "--no-confirm", "--url", url)
    status, out, err = command(*far)
    assert (status, out) == (1, "")
    assert "--yes o163" in err
    assert command(*far, "--yes", "o163", "--wait", "30").status == 0


def test_a_bracket_has_three_legs(command: Command, url: str):
    yes = ("--yes", "o163", "--yes", "o10152")
    prices = ("--limit", "450", "--take-profit", "470", "--stop-loss", "440")
    told = command("orders", "place", "BUY", "10", "AAPL", *prices, "--no-confirm", *yes, "--url", url)
    assert (told.status, len(told.out.splitlines())) == (0, 4), told


def test_what_happens_is_one_line_of_json_each(command: Command, url: str):
    told = command("watch", "AAPL", "--count", "2", "--json", "--url", url)
    assert [json.loads(line)["symbol"] for line in told.out.splitlines()] == ["AAPL", "AAPL"]
    events = command("stream", "quotes:AAPL", "orders", "pnl", "--count", "4", "--url", url).out
    assert {"Welcome", "Quote"} <= {json.loads(line)["event"] for line in events.splitlines()}


def test_a_live_account_is_left_alone_unless_it_is_named(command: Command):
    from ibkr.simulator.broker import starts

    buy = ("orders", "place", "BUY", "1", "AAPL", "--limit", "455", "--no-confirm")
    with ibkr.simulate(pacing=False, accounts=starts.LIVE_ACCOUNTS) as live:
        refused = command(*buy, "--url", live.base_url)
        allowed = command(*buy, "--live", "--url", live.base_url)
    assert (refused.status, allowed.status) == (2, 0), (refused, allowed)
    assert "--live" in refused.err


def test_no_orders_is_said_on_stderr(command: Command):
    with ibkr.simulate(pacing=False) as fresh:
        assert command("orders", "--url", fresh.base_url) == (0, "", "Nothing to show.\n")


def test_without_the_extra_it_names_the_extra():
    script = "import sys; sys.modules['typer'] = None; from ibkr.cli import main; main()"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == 'The command line needs more packages: pip install "ibkr[cli]".\n'
