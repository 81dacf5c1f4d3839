"""`ibkr doctor` and `ibkr auth`: each way to fail is named, with what to do and an exit status."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from ibkr._core.flow import Response
from ibkr.auth.making import PRIVATE, SETTINGS
from ibkr.cli.app import run
from ibkr.cli.auth import patiently
from ibkr.cli.checks import check_clock
from ibkr.errors import ConfigError
from ibkr.model.clock import ManualClock
from ibkr.simulator import simulate
from tests.auth.material import arguments, key, pem, server

if TYPE_CHECKING:
    from pathlib import Path


class Outcome(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def findings(self) -> dict[str, dict[str, str]]:
        return {finding["check"]: finding for finding in json.loads(self.out)}

    @property
    def failing(self) -> dict[str, str]:
        return next(finding for finding in self.findings.values() if finding["verdict"] == "failed")


Command = Callable[..., Outcome]


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    def call(*arguments: str) -> Outcome:
        try:
            status = run(arguments)
        except SystemExit as ended:
            status = ended.code
        return Outcome(status or 0, *capsys.readouterr())

    return call


# --- ibkr doctor -------------------------------------------------------------------------------


def test_all_is_well(command: Command):
    with simulate() as gateway:
        status, out, err = command("doctor", "--url", gateway.base_url)
    assert (status, err) == (0, "")
    assert out.count("ok  ") == 8
    assert "1, paper" in out


def test_plain_http_has_no_certificate_and_one_of_your_own_is_verified(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with simulate(http=True) as plain:
        assert command("doctor", "--json", "--url", plain.base_url).findings["certificate"]["says"] == (
            "none: plain HTTP"
        )
    with simulate() as gateway:
        trusted = tmp_path / "ca.pem"
        trusted.write_bytes(gateway.certificate or b"")
        trusted.chmod(0o666)
        monkeypatch.setenv("IBKR_CA", str(trusted))
        loose = command("doctor", "--json", "--url", gateway.base_url)
        trusted.chmod(0o644)
        tight = command("doctor", "--json", "--url", gateway.base_url)
    assert (loose.status, tight.status) == (0, 0)
    assert tight.findings["certificate"]["says"] == "verified"
    assert loose.findings["files"]["says"] == f"others may change what is trusted: chmod go-w {trusted}"
    assert "by its owner only" in tight.findings["files"]["says"]


STATES: dict[str, tuple[Callable[[Any], None], str, int, str]] = {
    "nobody": (lambda session: session.expire(), "login", 1, "Log in there with a browser"),
    "no bridge": (lambda session: session.lose_bridge(), "brokerage session", 1, "ib.session.open()"),
    "competing": (lambda session: session.lose_bridge(competing=True), "other logins", 1, "log out there"),
}


@pytest.mark.parametrize(("spoil", "check", "status", "do"), STATES.values(), ids=STATES)
def test_a_session_that_is_not_ready_is_named_and_left_as_it_is(
    *, command: Command, spoil: Callable[[Any], None], check: str, status: int, do: str
):
    with simulate() as simulation:
        spoil(simulation.gateway.session)
        before = simulation.gateway.session.status()
        outcome = command("doctor", "--json", "--url", simulation.base_url)
        assert simulation.gateway.session.status() == before
    assert outcome.status == status
    assert outcome.failing["check"] == check
    assert do in outcome.failing["says"]
    assert outcome.findings["accounts"]["verdict"] == "skipped"


@pytest.mark.parametrize(
    ("url", "check", "status", "says"),
    [
        ("https://localhost:9/v1/api", "gateway", 3, "does not answer"),
        ("localhost", "gateway", 2, "no address"),
    ],
)
def test_a_gateway_that_is_not_there_is_named(command: Command, url: str, check: str, status: int, says: str):
    outcome = command("doctor", "--json", "--url", url)
    assert (outcome.status, outcome.failing["check"]) == (status, check)
    assert says in outcome.failing["says"]


def test_a_wrong_path_and_a_wrong_scheme_are_used_wrongly(command: Command):
    with simulate() as gateway:
        path = command("doctor", "--json", "--url", gateway.base_url.replace("v1/api", "v2"))
        scheme = command("doctor", "--json", "--url", gateway.base_url.replace("https", "http"))
    assert [path.status, scheme.status] == [2, 2]
    assert "does not lead to the API" in path.failing["says"]
    assert "speaks TLS" in scheme.failing["says"]


def test_a_certificate_that_is_not_trusted_is_named(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    with simulate() as gateway, simulate() as other:
        trusted = tmp_path / "ca.pem"
        trusted.write_bytes(other.certificate or b"")
        monkeypatch.setenv("IBKR_CA", str(trusted))
        outcome = command("doctor", "--json", "--url", gateway.base_url)
    assert outcome.status == 2
    assert outcome.failing["check"] == "certificate"


@pytest.mark.parametrize(("ahead", "told"), [(60, "60 s ahead"), (-60, "60 s behind")])
def test_a_clock_that_is_off_is_told(ahead: float, told: str):
    dated = Response(200, b"", {"date": "Fri, 01 Feb 2013 15:00:00 GMT"})
    with pytest.raises(ConfigError, match=told):
        check_clock(dated, ManualClock(1_359_730_800 + ahead))
    assert "within" in check_clock(dated, ManualClock(1_359_730_800))


def test_an_answer_without_a_date_tells_nothing_of_the_clock():
    assert "not dated" in check_clock(Response(200, b""), ManualClock())
    assert "cannot be read" in check_clock(Response(200, b"", {"date": "soon"}), ManualClock())


# --- ibkr auth init ----------------------------------------------------------------------------


def test_keys_are_made_for_their_owner_only_and_the_next_steps_told(command: Command, tmp_path: Path):
    home = tmp_path / "keys"
    status, out, err = command("auth", "init", str(home), "--well-known-prime")
    assert (status, out) == (0, f"{home}\n")
    assert home.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in home.iterdir()} == {0o600}
    for name in ("public_signature.pem", "public_encryption.pem", "dhparam.pem", "oauth.toml"):
        assert f"{home / name}" in err
        assert (home / name).exists()


def test_keys_are_never_overwritten(command: Command, tmp_path: Path):
    command("auth", "init", str(tmp_path), "--well-known-prime")
    before = (tmp_path / "private_signature.pem").read_bytes()
    status, _, err = command("auth", "init", str(tmp_path), "--well-known-prime")
    assert status == 2
    assert "Name another folder" in err
    assert (tmp_path / "private_signature.pem").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_told(command: Command, tmp_path: Path):
    (tmp_path / "file").write_text("", "utf-8")
    status, _, err = command("auth", "init", str(tmp_path / "file" / "keys"), "--well-known-prime")
    assert status == 2
    assert "cannot be written" in err


def test_long_work_is_done_elsewhere_and_its_result_comes_back():
    assert patiently(os.getpid, "working") != os.getpid()


# --- ibkr auth doctor --------------------------------------------------------------------------


@pytest.fixture
def home(command: Command, tmp_path: Path) -> Path:
    """A folder as `ibkr auth init` makes it, filled in, with keys that the service knows."""
    command("auth", "init", str(tmp_path), "--well-known-prime")
    for name, use in zip(PRIVATE, ("signature", "encryption"), strict=True):
        (tmp_path / name).write_bytes(pem(key(use)))
    for name in ("consumer_key", "access_token", "access_token_secret"):
        fill(tmp_path, f'{name} = ""', f'{name} = "{arguments()[name]}"')
    return tmp_path


def fill(home: Path, before: str, after: str) -> None:
    text = (home / SETTINGS).read_text("utf-8")
    assert before in text
    (home / SETTINGS).write_text(text.replace(before, after), "utf-8")


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    with simulate(oauth=server(), pacing=False) as running:
        yield running.base_url


def test_every_step_of_signing_in_is_well(command: Command, home: Path, service: str):
    status, out, err = command("auth", "doctor", str(home), "--url", service)
    assert (status, err) == (0, "")
    assert out.count("ok  ") == 8


def test_the_settings_file_itself_may_be_named(command: Command, home: Path, service: str):
    assert command("auth", "doctor", str(home / SETTINGS), "--url", service).status == 0


def test_the_environment_names_the_sign_in_for_every_command(
    command: Command, home: Path, service: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("IBKR_OAUTH", str(home / SETTINGS))
    monkeypatch.setenv("IBKR_BASE_URL", service)
    assert "DU1234567" in command("accounts").out
    assert "signed call" in command("doctor").out


FAILURES: dict[str, tuple[str, str, str, int]] = {
    "not filled in": (arguments()["access_token"], "", "settings and keys", 2),
    "wrong key": ("private_encryption.pem", "private_signature.pem", "settings and keys", 2),
    "wrong consumer": (arguments()["consumer_key"], "SOMEBODY1", "token", 1),
    "wrong signature key": (
        'signature_key = "private_signature.pem"',
        'signature_key = "private_encryption.pem"',
        "token",
        1,
    ),
}


@pytest.mark.parametrize(("before", "after", "check", "status"), FAILURES.values(), ids=FAILURES)
def test_the_failing_step_is_named(
    *, command: Command, home: Path, service: str, before: str, after: str, check: str, status: int
):
    fill(home, before, after)
    outcome = command("auth", "doctor", str(home), "--url", service, "--json")
    assert (outcome.status, outcome.failing["check"]) == (status, check)


def test_files_that_others_may_read_are_a_warning(command: Command, home: Path, service: str):
    (home / "private_signature.pem").chmod(0o644)
    outcome = command("auth", "doctor", str(home), "--url", service, "--json")
    assert outcome.status == 0
    assert outcome.findings["files"]["verdict"] == "warning"
    assert "chmod 600" in outcome.findings["files"]["says"]


def test_a_service_that_is_not_there_is_status_3(command: Command, home: Path):
    outcome = command("auth", "doctor", str(home), "--url", "https://localhost:9/v1/api", "--json")
    assert (outcome.status, outcome.failing["check"]) == (3, "service")


# --- ibkr simulate --oauth ---------------------------------------------------------------------


def test_a_key_file_that_cannot_be_used_is_status_2(command: Command, tmp_path: Path):
    (tmp_path / "server.json").write_text('{"consumer_key": "X"}', "utf-8")
    status, _, err = command("simulate", "--port", "0", "--oauth", str(tmp_path / "server.json"))
    assert status == 2
    assert "dh_prime is missing" in err
