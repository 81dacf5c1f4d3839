"""Folders of recorded answers, read one by one as the client would read them.

A recording is a JSON file: `{"Request": {"Path", "Methods"}, "Response": {"StatusCode", "Body"}}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs
import msgspec

from ibkr.errors import ConfigError, DecodeError, IbkrError
from ibkr.testing.decoding import UnknownOperation, answer_type, decode, find

if TYPE_CHECKING:
    from pathlib import Path

    from ibkr_wire.operation import Info

    from ibkr._core.drift import Drift

FIRST_ERROR: Final = 400


class _Request(msgspec.Struct):
    Path: str
    Methods: list[str]


class _Response(msgspec.Struct):
    StatusCode: int
    Body: Any = None


class _Recording(msgspec.Struct):
    Request: _Request
    Response: _Response


@attrs.frozen
class Checked:
    """What came of one recording."""

    file: str
    operation: str = ""
    error: str = ""
    """Why it could not be read, or the error that the client would raise."""
    expected: bool = False
    """The error is what the recording is of: its status is 400 or more."""
    drift: list[Drift] = attrs.field(factory=list["Drift"])
    unknown: list[str] = attrs.field(factory=list[str])
    """Keys that the description does not name, by path."""
    untyped: bool = False
    """The description does not say what the answer is."""

    @property
    def good(self) -> bool:
        """Whether the description holds for this recording."""
        return not (self.drift or self.unknown or self.untyped) and (self.expected or not self.error)


def check_recordings(folder: Path) -> list[Checked]:
    """Read every `*.json` below `folder`, in the order of their names.

    Raises:
        ConfigError: there is none.
    """
    files = sorted(folder.rglob("*.json"))
    if not files:
        raise ConfigError(f"There is no recording in {folder}: name a folder that holds JSON files.")
    return [check_recording(file, name=str(file.relative_to(folder))) for file in files]


def check_recording(file: Path, *, name: str) -> Checked:
    """Read one recording; what is wrong with it is in the result, nothing is raised."""
    try:
        recording = msgspec.json.decode(file.read_bytes(), type=_Recording)
        method, path = recording.Request.Methods[0], recording.Request.Path
    except (msgspec.MsgspecError, UnicodeDecodeError, IndexError) as error:
        return Checked(name, error=f"no recording: {error}")
    try:
        info = find(method, path)
    except UnknownOperation as error:
        return Checked(name, error=str(error))
    return _read(name, info, path, recording.Response)


def _read(name: str, info: Info, path: str, response: _Response) -> Checked:
    status, body = response.StatusCode, body_bytes(info, response.Body)
    try:
        decoded = decode(info.method, path, status, body)
    except DecodeError as error:
        return Checked(name, info.name, str(error))
    except IbkrError as error:
        return Checked(name, info.name, str(error), expected=status >= FIRST_ERROR)
    return Checked(
        name,
        info.name,
        drift=decoded.drift,
        unknown=list(decoded.unknown),
        untyped=answer_type(info) is Any,
    )


def body_bytes(info: Info, body: object) -> bytes:
    """The body of a recording as it came: words as they are where the operation answers in words."""
    if info.answers != "json" and (body is None or isinstance(body, str)):
        return (body or "").encode()
    return msgspec.json.encode(body)
