"""A list of checks, one after the other: what was found, and what to do where one fails."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Sequence
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final, Literal

import attrs

from ibkr._core.flow import Request
from ibkr._http import Connection, Endpoint
from ibkr.cli.console import exit_status, out, words
from ibkr.errors import ConfigError, IbkrError

if TYPE_CHECKING:
    from pathlib import Path

    from ibkr._core.flow import Response
    from ibkr.model.clock import Clock

LOOK_SECONDS: Final = 10.0
# OAuth signatures carry the time; no tolerance is documented. A second of it is the header's own grain.
MOST_SKEW: Final = 10.0
MARKS: Final = {"ok": "ok", "warning": "!!", "failed": "no", "skipped": "--"}


@attrs.frozen
class Finding:
    """What one check found."""

    check: str
    verdict: Literal["ok", "warning", "failed", "skipped"]
    says: str


class Doubt(Exception):
    """Something is not as it should be, and the checks after it can still be made."""


Check = tuple[str, Callable[[], str]]


def examine(checks: Sequence[Check], *, as_json: bool) -> int:
    """Make the checks in order, print each finding, and stop at the first that fails; the exit status."""
    found: list[Finding] = []
    status = 0
    waiting = iter(checks)
    for name, look in waiting:
        finding, status = _made(name, look)
        found.append(finding)
        if status:
            break
    found += [Finding(name, "skipped", "not looked at") for name, _ in waiting]
    _print(found, as_json=as_json)
    return status


def _made(name: str, look: Callable[[], str]) -> tuple[Finding, int]:
    try:
        return Finding(name, "ok", look()), 0
    except Doubt as doubt:
        return Finding(name, "warning", str(doubt)), 0
    except IbkrError as error:
        return Finding(name, "failed", str(error)), exit_status(error)


def _print(found: Sequence[Finding], *, as_json: bool) -> None:
    if as_json:
        import msgspec

        out().out(msgspec.json.encode(found).decode(), highlight=False)
        return
    widest = max(len(finding.check) for finding in found)
    for finding in found:
        line = f"{MARKS[finding.verdict]}  {finding.check:<{widest}}  {finding.says}"
        out().print(line, soft_wrap=True, markup=False)
    if wrong := next(itertools.dropwhile(lambda one: one.verdict != "failed", found), None):
        words().print(f"First thing to mend: {wrong.check}.", markup=False)


# --- looks that several commands share ---------------------------------------------------------


def answer_of(base_url: str, verify: str | None) -> Response:
    """Whatever is answered at that address, by anybody. Raises `TransportError` or `ConfigError`."""
    connection = Connection(Endpoint(base_url, timeout=LOOK_SECONDS), None, verify)
    try:
        return connection.send(Request("POST", "/tickle", "auth.tickle"))
    finally:
        connection.close()


def check_clock(answer: Response, clock: Clock) -> str:
    """Compare this machine's clock with the one that dated an answer."""
    dated = answer.headers.get("date")
    if dated is None:
        return "the answer is not dated: nothing to compare with"
    try:
        skew = clock.now() - parsedate_to_datetime(dated).timestamp()
    except ValueError:
        return "the answer's date cannot be read: nothing to compare with"
    if abs(skew) > MOST_SKEW:
        way = "ahead" if skew > 0 else "behind"
        raise ConfigError(
            f"this machine's clock is {abs(skew):.0f} s {way}: switch time synchronisation on (NTP)."
        )
    return f"within {MOST_SKEW:.0f} s of the other side's"


MODES: Final = os.name == "posix"
"""Whether files say who may use them. On Windows every file seems to be everybody's."""


def check_owner_only(paths: Sequence[Path]) -> str:
    """Say which private files others may read, and how to mend it."""
    if paths and MODES:
        raise Doubt(f"others may read {', '.join(map(str, paths))}: chmod 600 {' '.join(map(str, paths))}")
    return "private files are for their owner only"
