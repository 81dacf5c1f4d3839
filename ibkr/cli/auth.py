"""`ibkr auth`: keys for OAuth, and which step of signing in fails."""

from __future__ import annotations

import time
from concurrent.futures import ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final, TypeVar

import typer

from ibkr.cli.groups import nouns
from ibkr.cli.options import AsJson  # noqa: TC001  # read by typer

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibkr
    from ibkr._core.flow import Response
    from ibkr.auth import OAuth1, OAuth2
    from ibkr.cli.checks import Check

T = TypeVar("T")

app = nouns("Sign in to IBKR's hosted API: make keys, find what fails.")

# IBKR's self-service page; the parameter lands on the OAuth form after the log-in.
PAGE: Final = "https://ndcdyn.interactivebrokers.com/sso/Login?action=OAUTH&RL=1&ip2loc=US"
TICK: Final = 0.1
NEXT: Final = """\
Next, at {page}
  1. Consumer key      choose nine letters, save, and write them to {settings} as consumer_key
  2. Signing key       upload {home}/public_signature.pem
  3. Encryption key    upload {home}/public_encryption.pem
  4. DH parameters     upload {home}/dhparam.pem
  5. Access token      generate, and copy token and secret to {settings}; they are shown once
  6. Enable OAuth access

The keys work after the next nightly reset. Then: ibkr auth doctor {home}
The private_*.pem files and oauth.toml never leave this machine."""

Home = Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the keys.")]


@app.command()
def init(
    folder: Home,
    well_known_prime: Annotated[
        bool,
        typer.Option(
            "--well-known-prime", help="Take the prime of RFC 3526, group 14, at once, in place of a new one."
        ),
    ] = False,
) -> None:
    """Make keys and parameters, for their owner only, and say what goes where."""
    from ibkr.auth.making import SETTINGS, check_empty, make_folder, own_parameters
    from ibkr.cli.console import out, words

    check_empty(folder)
    parameters = None if well_known_prime else patiently(own_parameters, "looking for a prime of 2048 bits")
    home = make_folder(folder, parameters=parameters)
    out().out(str(home), highlight=False)
    text = NEXT.format(page=PAGE, home=home, settings=home / SETTINGS)
    words().print(text, soft_wrap=True, markup=False)


def patiently(work: Callable[[], T], doing: str) -> T:
    """The result of work that takes long and can tell nothing meanwhile: the seconds are shown.

    It runs in a process of its own, so that the seconds go on and Ctrl-C ends it.
    """
    from ibkr.cli.console import words

    began = time.monotonic()
    with (
        ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool,
        words().status(f"{doing} …") as shown,
    ):
        future = pool.submit(work)
        while wait([future], timeout=TICK).not_done:
            shown.update(f"{doing}; this takes seconds to minutes … {time.monotonic() - began:.0f} s")
        return future.result()


@app.command()
def doctor(
    folder: Home,
    url: Annotated[
        str | None, typer.Option(help="The service [default: https://api.ibkr.com/v1/api].")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Sign in step by step, and name the step that fails."""
    raise typer.Exit(look(folder, url, as_json=as_json))


def look(folder: Path, url: str | None, *, as_json: bool) -> int:
    """Make the checks of signing in; the exit status."""
    from ibkr.cli.checks import examine
    from ibkr.config import Config

    visit = _Visit(folder, url, Config.from_env().ca)
    try:
        return examine(visit.checks(), as_json=as_json)
    finally:
        visit.close()


class _Visit:
    """One way in, step by step."""

    def __init__(self, folder: Path, url: str | None, ca: str | None) -> None:
        from ibkr.auth import HOSTED
        from ibkr.auth.making import SETTINGS

        self._file = folder if folder.is_file() else folder / SETTINGS
        self._base_url = url or HOSTED
        self._ca = ca
        self._auth: OAuth1 | OAuth2 | None = None
        self._answer: Response | None = None
        self._client: ibkr.Client | None = None

    def checks(self) -> list[Check]:
        return [
            ("settings and keys", self._settings),
            ("files", self._files),
            ("service", self._service),
            ("clock", self._clock),
            ("token", self._token),
            ("signed call", self._call),
            ("brokerage session", self._bridge),
            ("accounts", self._accounts),
        ]

    def close(self) -> None:
        if self._client is not None:
            self._client.close()

    def _settings(self) -> str:
        from ibkr.auth import read

        self._auth = read(self._file)
        return f"{self._file} is complete, and its keys fit"

    def _files(self) -> str:
        from ibkr.auth.making import open_to_others
        from ibkr.cli.checks import check_owner_only

        return check_owner_only(open_to_others(self._file.parent))

    def _service(self) -> str:
        import ibkr
        from ibkr.cli.checks import answer_of

        self._client = ibkr.Client(
            self._base_url, auth=self._auth, verify=self._ca, read_only=True, keep_alive=False
        )
        self._answer = answer_of(self._base_url, self._ca)
        return f"answers at {self._base_url}"

    def _clock(self) -> str:
        from ibkr.cli.checks import check_clock
        from ibkr.model.clock import SystemClock

        assert self._answer is not None, "the service was asked first"
        return check_clock(self._answer, SystemClock())

    def _token(self) -> str:
        from ibkr.auth.tokens import STEPS
        from ibkr.errors import IbkrError

        try:
            self._ib.auth.tickle()
        except IbkrError as error:
            if error.operation in STEPS:
                raise
            # The token is there; what came after it is for the next check to tell.
        return "IBKR gave one, and it is genuine"

    def _call(self) -> str:
        self._ib.auth.tickle()
        return "IBKR takes the signature"

    def _bridge(self) -> str:
        self._ib.session.open()
        return "open: orders and market data work"

    def _accounts(self) -> str:
        accounts: Any = self._ib.accounts.brokerage()
        return f"{len(accounts.accounts)}, {'paper' if accounts.is_paper is True else 'live'}"

    @property
    def _ib(self) -> ibkr.Client:
        assert self._client is not None, "the service was reached first"
        return self._client
