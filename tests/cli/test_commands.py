"""The command line as a script sees it: what goes where, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

import ibkr
from ibkr.cli.app import run
from ibkr.simulator.broker import starts

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Command

LIMITED = ("orders", "place", "BUY", "1", "AAPL", "--limit", "450")


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with ibkr.simulate(seed=1, pacing=False, http=True) as gateway:
        yield gateway.base_url


@pytest.fixture(scope="module")
def advised() -> Iterator[str]:
    """A gateway into which an advisor has logged in."""
    with ibkr.simulate(pacing=False, http=True, accounts=starts.ADVISOR_ACCOUNTS) as gateway:
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
        ("accounts", "transactions", "AAPL"),
        ("contracts", "option", "AAPL", "2013-02-15", "450", "C"),
        ("scanner", "run", "TOP_PERC_GAIN", "--where", "priceAbove=5"),
        ("events",),
        ("events", "find", "s&p"),
        ("events", "questions", "SPXM"),
        ("events", "questions", "416904"),
        ("events", "terms", "1555565596"),
        ("trades",),
    ],
    ids=" ".join,
)
def test_a_table_for_people_json_and_csv_for_programs(command: Command, url: str, arguments: tuple[str, ...]):
    where = () if arguments == ("orders", "questions") else ("--url", url)
    told = command(*arguments, *where)
    assert (told.status, bool(told.out.strip() or told.err)) == (0, True), told
    assert json.loads(command(*arguments, *where, "--json").out) is not None
    headings, *rows = csv.reader(io.StringIO(command(*arguments, *where, "--csv").out))
    assert {len(row) for row in rows} <= {len(headings)}


@pytest.mark.parametrize(
    "arguments",
    [
        ("accounts", "below"),
        ("advisor",),
        ("advisor", "clients"),
        ("advisor", "group", "All_Clients"),
        ("advisor", "models"),
        ("advisor", "model", "Computers"),
        ("advisor", "invested", "Computers"),
    ],
    ids=" ".join,
)
def test_what_an_advisor_sees_comes_in_the_same_forms(
    command: Command, advised: str, arguments: tuple[str, ...]
):
    told = command(*arguments, "--url", advised)
    assert (told.status, len(told.out.splitlines()) > 1) == (0, True), told
    assert json.loads(command(*arguments, "--url", advised, "--json").out)
    assert len(list(csv.DictReader(io.StringIO(command(*arguments, "--url", advised, "--csv").out)))) > 0


def test_a_group_of_an_advisor_lives_and_ends(command: Command, advised: str):
    made = command(
        "advisor", "create", "two", "DU1234501=60", "DU1234502=40", "--method", "percent", "--url", advised
    )
    assert made == (0, "", "The group two is made.\n")
    rows = csv.DictReader(io.StringIO(command("advisor", "group", "two", "--csv", "--url", advised).out))
    assert {row["account"]: float(row["amount"]) for row in rows} == {"DU1234501": 60, "DU1234502": 40}
    command("advisor", "change", "two", "DU1234501", "DU1234503", "--rename", "pair", "--url", advised)
    assert "DU1234503" in command("advisor", "group", "pair", "--url", advised).out
    assert command("advisor", "delete", "pair", "--url", advised).status == 0
    assert "pair" not in command("advisor", "--url", advised).out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("orders", "preview", "buy", "10", "AAPL", "--market"), "commission"),
        (("orders", "preview", "buy", "1000", "AAPL", "--cash", "--market"), "commission"),
        (("orders", "place", "buy", "10", "AAPL", "--trail", "2%", "--dry-run"), "TRAIL"),
        (
            (*LIMITED, "--algo=Adaptive:adaptivePriority=Urgent", "--outside-rth", "--id=mine", "--dry-run"),
            "Urgent",
        ),
    ],
)
def test_what_would_be_sent_is_a_page_or_json(
    command: Command, url: str, arguments: tuple[str, ...], says: str
):
    told = command(*arguments, "--url", url)
    assert (told.status, says in told.out) == (0, True), told
    assert json.loads(command(*arguments, "--url", url, "--json").out)


def test_csv_is_for_programs_too(command: Command, url: str):
    told = command("positions", "--url", url, "--csv")
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert told.err == ""
    assert {row["contract"]: float(row["position"]) for row in rows}["AAPL"] == 100.0


def test_json_and_csv_do_not_go_together_and_that_is_said_before_an_order_leaves(command: Command):
    with ibkr.simulate(pacing=False, http=True) as fresh:
        buy = (*LIMITED, "--no-confirm", "--url", fresh.base_url)
        told = command(*buy, "--csv", "--json")
        assert command("orders", "--url", fresh.base_url).out == ""
    assert told == (2, "", "--json and --csv cannot go together: leave one out.\n")


def test_what_the_reader_of_a_pipe_gets_is_not_cut_to_a_screen(command: Command, url: str):
    lines = command("scanner", "types", "--url", url).out.splitlines()
    assert max(map(len, lines)) > 120
    assert not any(line.endswith(" ") for line in lines)


@pytest.mark.parametrize("arguments", ["orders questions --json", "--help"])
def test_a_reader_who_leaves_ends_the_command_quietly(arguments: str):
    # The reader has gone before the first word is written.
    script = (
        f"set -o pipefail; {{ sleep 0.1; exec {sys.executable} -m ibkr.cli {arguments}; }} | true; echo $?"
    )
    ended = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert (ended.stdout, ended.stderr) == ("141\n", "")


def test_characters_that_the_reader_does_not_know_are_escaped():
    ended = subprocess.run(
        [sys.executable, "-m", "ibkr.cli", "orders", "questions", "--csv"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.isascii()


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (("orders", "plase"), "place"),
        (("orders", "nothing"), "No such command: nothing."),
        (("accounts", "--jsno"), "--json"),
        (("stream", "quote:AAPL"), "quotes"),
        (("stream", "nothing"), "there are quotes"),
        (("live", "rnu"), "run"),
        (("quote", "AAPL", "--fields", "lst"), "last"),
        (("orders", "place", "BUY", "1", "AAPL", "--market", "--no-confirm", "--yes", "o136"), "o163"),
        (("orders", "place", "BUY", "1", "AAPL", "--market", "--no-confirm", "--yes", "x"), "lists them"),
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
            (*LIMITED, "--algo", "Vwap:x", "--no-confirm"),
            "name=value",
        ),
        (("orders", "respond", "first", "8812", "Yes"), "is a number"),
        (("stream", "ladder"), "ladder:AAPL"),
        (("advisor", "create", "two", "DU1=60", "DU2"), "or none of them"),
        (("history", "list", "--store", "nowhere"), "no store nowhere"),
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
    where = () if arguments[:2] == ("history", "list") else ("--url", url)
    status, out, err = command(*arguments, *where)
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


def test_every_topic_is_a_line_of_json_with_the_name_of_its_event(command: Command, url: str):
    topics = ("history:AAPL", "positions", "summary:DU1234567", "ledger", "trades", "--account", "DU1234567")
    told = command("stream", *topics, "--raw", "--count", "12", "--url", url)
    events = [json.loads(line) for line in told.out.splitlines()]
    assert (told.status, len(events)) == (0, 12)
    assert {"RawFrame", "Welcome"} <= {event["event"] for event in events}


def test_a_live_account_is_left_alone_unless_it_is_named(command: Command):
    buy = ("orders", "place", "BUY", "1", "AAPL", "--limit", "455", "--no-confirm")
    with ibkr.simulate(pacing=False, accounts=starts.LIVE_ACCOUNTS) as live:
        refused = command(*buy, "--url", live.base_url)
        allowed = command(*buy, "--live", "--url", live.base_url)
    assert (refused.status, allowed.status) == (2, 0), (refused, allowed)
    assert "--live" in refused.err


def test_trades_are_the_executions_of_an_account(command: Command, url: str):
    buy = ("orders", "place", "BUY", "1", "IBM", "--market", "--no-confirm", "--wait", "30", "--url", url)
    assert command(*buy, "--yes", "o10151", "--yes", "o354").status == 0
    rows = json.loads(command("trades", "--account", "DU1234567", "--url", url, "--json").out)
    assert rows[0]["symbol"] == "IBM"
    assert command("trades", "--account", "DU7654321", "--url", url, "--json").out == "[]\n"


def test_a_fill_that_does_not_come_in_time_is_status_1(command: Command, url: str):
    status, out, err = command(*LIMITED, "--no-confirm", "--wait", "0", "--csv", "--url", url)
    assert status == 1
    assert out.splitlines()[2] == "order,state,filled,remaining,average price"
    assert "submitted" in err


def test_orders_that_were_cancelled_are_told_though_the_next_is_unknown(command: Command, url: str):
    order = json.loads(command(*LIMITED, "--no-confirm", "--json", "--url", url).out)["order_id"]
    status, out, err = command("orders", "cancel", order, "77", "--url", url, "--csv")
    assert (status, out.splitlines()[1].split(",")[0]) == (1, order)
    assert "77" in err


def test_a_choice_that_nobody_makes_can_be_made_afterwards(command: Command):
    with ibkr.simulate(pacing=False, http=True) as halted:
        halted.gateway.halt(265598)
        buy = (*LIMITED, "--no-confirm", "--url", halted.base_url)
        status, out, err = command(*buy)
        assert (status, out) == (1, "")
        assert "Trading in 265598 is halted. Keep the order until it resumes?" in err
        line = err.splitlines()[-1]
        assert line.startswith("Left open. To choose: ibkr orders respond ")
        answer = line.partition(": ibkr ")[2].removesuffix(" or No").split()
        assert command(*answer, "--url", halted.base_url) == (0, "", "Chosen: Yes.\n")


def test_questions_are_switched_off_and_on(command: Command, url: str):
    assert "o163" in command("orders", "suppress", "o163", "--url", url).err
    assert command("orders", "restore", "--url", url).err == "Every question is asked again.\n"
    assert command("orders", "suppress", "o1", "--url", url).status == 2


def test_a_session_is_opened_kept_and_ended(command: Command):
    with ibkr.simulate(pacing=False, http=True) as fresh:
        where = ("--url", fresh.base_url)
        assert command("session", "open", *where).err == "The session is ready.\n"
        assert command("session", "tickle", *where).err == "The session is ready.\n"
        assert command("session", "logout", *where).err == "Logged out.\n"
        ended = command("session", *where, "--csv")
        # In the quarters of an hour in which IBKR resets, a login that is gone is taken for that.
        assert ended.status == 1
        assert ended.out.splitlines()[1].split(",")[1] in ("logged_out", "maintenance")


def test_notifications_are_read_and_chosen(command: Command, url: str):
    (first, *_) = csv.DictReader(io.StringIO(command("notifications", "--url", url, "--csv").out))
    told = command("notifications", "read", first["id"], "--url", url)
    assert (told.status, told.out.splitlines()[0]) == (0, first["title"]), told
    missing = command("notifications", "read", "nothing", "--url", url)
    assert (missing.status, missing.err) == (1, "There is no notification nothing.\n")
    for act in ("unsubscribe", "subscribe"):
        assert command("notifications", act, "PT", "--url", url).status == 0
    assert command("profile", "set", "--no-mail", "--url", url).err == "Changed.\n"


def test_an_account_is_made_the_active_one(command: Command, advised: str):
    told = command("accounts", "select", "DU1234502", "--url", advised)
    assert told == (0, "", "DU1234502 is the active account.\n")
    unnamed = command("orders", "place", "BUY", "1", "IBM", "--market", "--no-confirm", "--url", advised)
    assert (unnamed.status, "say --account" in unnamed.err) == (2, True)


def test_a_contract_that_is_not_held_is_status_1(command: Command, url: str):
    told = command("positions", "1", "--url", url)
    assert told == (1, "", "The account holds no 1.\n")


def test_prices_come_line_by_line_where_there_is_no_screen(command: Command, url: str):
    told = command("watch", "AAPL", "--count", "1", "--url", url)
    assert "AAPL  last" in told.out
    page = command("watch", "AAPL", "--fields", "last", "--count", "1", "--csv", "--url", url)
    assert page.out.splitlines()[0] == "symbol,conid,time,last"
    assert float(page.out.splitlines()[1].split(",")[3]) > 0


def test_no_orders_is_said_on_stderr(command: Command):
    with ibkr.simulate(pacing=False) as fresh:
        assert command("orders", "--url", fresh.base_url) == (0, "", "Nothing to show.\n")


def test_without_the_extra_it_names_the_extra():
    script = "import sys; sys.modules['typer'] = None; from ibkr.cli import main; main()"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == 'The command line needs more packages: pip install "ibkr[cli]".\n'
