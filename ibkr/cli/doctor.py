"""`ibkr doctor`: why does it not work, and what to do. It looks and changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

import ibkr
from ibkr._http import Endpoint
from ibkr.cli.auth import look
from ibkr.cli.checks import MODES, Check, Doubt, answer_of, check_clock, examine
from ibkr.cli.options import AsJson, Url  # noqa: TC001  # read by typer
from ibkr.config import Config
from ibkr.errors import CertificateProblem, ConfigError
from ibkr.model.clock import SystemClock

if TYPE_CHECKING:
    from ibkr._core.flow import Response

LIVE_NOTE: Final = "orders need Client(live=True)"
REDIRECT: Final = range(300, 400)


def doctor(url: Url = None, as_json: AsJson = False) -> None:
    """Check every step from the gateway's address to the accounts, and say what to do."""
    raise typer.Exit(visit(url, as_json=as_json))


def visit(url: str | None, *, as_json: bool) -> int:
    """Check every step; the exit status."""
    settings = Config.from_env()
    if settings.oauth is not None and url is None:
        return look(Path(settings.oauth), settings.base_url, as_json=as_json)
    looks = _Visit(url or settings.base_url, settings.ca)
    try:
        return examine(looks.checks(), as_json=as_json)
    finally:
        looks.close()


class _Visit:
    """One look at a gateway, step by step."""

    def __init__(self, base_url: str, ca: str | None) -> None:
        self._base_url = base_url
        self._ca = ca
        self._answer: Response | None = None
        self._client: ibkr.Client | None = None
        self._distrust: CertificateProblem | None = None

    def checks(self) -> list[Check]:
        return [
            ("gateway", self._gateway),
            ("certificate", self._certificate),
            ("files", self._files),
            ("clock", self._clock),
            ("login", self._login),
            ("other logins", self._competing),
            ("brokerage session", self._bridge),
            ("accounts", self._accounts),
        ]

    def close(self) -> None:
        if self._client is not None:
            self._client.close()

    def _gateway(self) -> str:
        self._client = ibkr.Client(self._base_url, verify=self._ca, read_only=True, keep_alive=False)
        try:
            self._answer = answer_of(self._base_url, self._ca)
        except CertificateProblem as error:  # somebody answers; the next check says what is wrong
            self._distrust = error
            return f"answers at {self._base_url}"
        if self._answer.status in REDIRECT:
            raise ConfigError(
                f"{self._base_url} does not lead to the API: it should look like https://localhost:5000/v1/api."
            )
        return f"answers at {self._base_url}"

    def _certificate(self) -> str:
        if self._distrust is not None:
            raise self._distrust
        endpoint = Endpoint(self._base_url, timeout=1.0)
        if endpoint.scheme == "http":
            return "none: plain HTTP"
        if endpoint.is_loopback and self._ca is None:
            return "not checked: this machine's own gateway signs its own"
        return "verified"

    def _files(self) -> str:
        if self._ca is None:
            return "none are in use"
        if MODES and Path(self._ca).stat().st_mode & 0o022:
            raise Doubt(f"others may change what is trusted: chmod go-w {self._ca}")
        return f"{self._ca} can be changed by its owner only"

    def _clock(self) -> str:
        assert self._answer is not None, "the gateway was asked first"
        try:
            return check_clock(self._answer, SystemClock())
        except ConfigError as error:  # a gateway's own session does not depend on it
            raise Doubt(str(error)) from None

    def _login(self) -> str:
        state = self._ib.session.check()
        if state in ("logged_out", "maintenance", "no_gateway"):
            self._ib.session.require()
        return "somebody is logged in"

    def _competing(self) -> str:
        if self._ib.session.state == "competing":
            self._ib.session.require()
        return "none competes for the session"

    def _bridge(self) -> str:
        self._ib.session.require()
        return "open: orders and market data work"

    def _accounts(self) -> str:
        accounts = self._ib.accounts.brokerage()
        kind = "paper" if accounts.is_paper is True else f"live: {LIVE_NOTE}"
        return f"{len(accounts.accounts)}, {kind}"

    @property
    def _ib(self) -> ibkr.Client:
        assert self._client is not None, "the gateway was asked first"
        return self._client
