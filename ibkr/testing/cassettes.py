"""Cassettes: exchanges recorded by vcrpy through the real HTTP stack, scrubbed and replayed.

vcrpy sits below httpx, so what is recorded is what the client really sent, and
a replay exercises everything above the socket.
"""

from __future__ import annotations

import contextlib
import importlib
import re
from typing import TYPE_CHECKING, Any

from ibkr.errors import MissingExtra

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

HOME = "https://localhost:5000"
"""Where every recorded request seems to have gone, whatever port it was recorded from."""

_ACCOUNT = re.compile(r"\b(DU|DF|U|F|I)\d{6,8}\b")
_SECRETS = re.compile(
    r'("(?:session|sessionId|MAC|hardware_info|HARDWARE_INFO|IP|TOKEN|credential'
    r'|access_token|refresh_token|oauth_token|oauth_token_secret)"\s*:\s*")[^"]+"'
)
# Statements signed for OAuth 2.0, in bodies of every kind. They hold times and random ids besides, so
# that a replay would never meet the same one again.
_SIGNED = re.compile(r"\beyJ[\w-]+\.[\w-]+\.[\w-]+")
# Addresses that let their bearer in, such as the one of a browser's session.
_IN_ADDRESS = re.compile(r"([?&](?:\w+_)?token=)[^&\"\s]+")
_ORIGIN = re.compile(r"^https?://[^/]+")
_KEPT_HEADERS = frozenset({"content-type", "content-length", "location", "retry-after"})


class Scrubber:
    """Takes out of an exchange what must not be kept: accounts, tokens, cookies, addresses of machines.

    An account number becomes `DU0000001`, the next one `DU0000002`, and so on:
    the same number is always replaced by the same text, so that the paths of
    later requests still fit the answers of earlier ones.
    """

    def __init__(self) -> None:
        """Start without any account seen."""
        self._accounts: dict[str, str] = {}

    def text(self, text: str) -> str:
        """Return `text` without account numbers and session secrets."""
        hidden = _IN_ADDRESS.sub(r"\1scrubbed", _SIGNED.sub("scrubbed", _SECRETS.sub(r'\1scrubbed"', text)))
        return _ACCOUNT.sub(self._account, hidden)

    def request(self, request: Any) -> Any:
        """Scrub one vcrpy request in place: origin, accounts, headers."""
        request.uri = self.text(_ORIGIN.sub(HOME, request.uri))
        request.headers = _kept(request.headers)
        # httpx sends an empty body where aiohttp sends none: the same to the gateway, and to a replay.
        request.body = self.text((request.body or b"").decode()).encode()
        return request

    def response(self, response: dict[str, Any]) -> dict[str, Any]:
        """Scrub one vcrpy response: body and headers. `Content-Length` follows the new body."""
        body = response["body"]["string"]
        scrubbed = self.text(body.decode()).encode() if isinstance(body, bytes) else self.text(body)
        headers = _kept(response["headers"])
        if "content-length" in headers:
            headers["content-length"] = [str(len(scrubbed))]
        return {**response, "headers": headers, "body": {"string": scrubbed}}

    def _account(self, found: re.Match[str]) -> str:
        number = f"DU{len(self._accounts) + 1:07d}"
        # A number that is already a substitute stays as it is, so that scrubbing twice changes nothing.
        if found[0].startswith("DU000000"):
            return found[0]
        return self._accounts.setdefault(found[0], number)


@contextlib.contextmanager
def cassette(path: Path, *, record: bool = False) -> Generator[Any]:
    """Replay the exchanges in the file at `path`, or record them there with `record=True`.

    A replay answers each request once and in any order; a request that the file
    does not hold raises vcrpy's `CannotOverwriteExistingCassetteException`.
    Recording replaces the file. Yields vcrpy's cassette (`play_count`, `all_played`).

    Raises:
        MissingExtra: vcrpy is not installed (`ibkr[testing]`).
        FileNotFoundError: nothing is recorded at `path` yet.
    """
    vcr = _vcr()
    if record:
        path.unlink(missing_ok=True)
    elif not path.exists():
        raise FileNotFoundError(f"no cassette at {path}: record it first, with record=True")
    scrubber = Scrubber()
    recorder = vcr.VCR(
        record_mode="all" if record else "none",
        match_on=["method", "scheme", "host", "port", "path", "query", "body"],
        before_record_request=scrubber.request,
        before_record_response=scrubber.response,
        decode_compressed_response=True,
    )
    with recorder.use_cassette(str(path)) as tape:
        yield tape


def _vcr() -> Any:
    try:
        return importlib.import_module("vcr")
    except ImportError as error:
        raise MissingExtra("testing", needed_for="Recording and replaying cassettes") from error


def _kept(headers: Any) -> dict[str, Any]:
    return {name.lower(): value for name, value in headers.items() if name.lower() in _KEPT_HEADERS}
