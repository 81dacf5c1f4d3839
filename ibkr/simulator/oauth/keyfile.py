"""`server.json`: what the simulated service knows of its clients, with errors that name the line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

from ibkr.errors import ConfigError, MissingExtra

try:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key
except ImportError as error:
    raise MissingExtra("simulator", needed_for="OAuth in the embedded gateway") from error


class KeyFile:
    """A JSON object of names and values."""

    def __init__(self, path: str | Path) -> None:
        """Read it. Raises `ConfigError`."""
        self._path = Path(path)
        self._text = self._read()
        self._values = self._parsed()
        self._unread = set(self._values)

    def has(self, key: str) -> bool:
        """Whether the file names the key."""
        return key in self._values

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty. Raises `ConfigError`."""
        value = self._value(key, default)
        if not isinstance(value, str) or not value:
            raise self.problem(key, "must be text that is not empty")
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when absent. Raises `ConfigError`."""
        value = self._value(key, False)
        if not isinstance(value, bool):
            raise self.problem(key, "must be true or false")
        return value

    def number(self, key: str, default: int | None = None) -> int:
        """A number, or its hex digits as text. Raises `ConfigError`."""
        value = self._value(key, default)
        if isinstance(value, int) and not isinstance(value, bool):
            return value
        try:
            return int(str(value).strip(), 16)
        except ValueError:
            raise self.problem(key, "must be hex digits") from None

    def hexadecimal(self, key: str) -> bytes:
        """Bytes written in hex. Raises `ConfigError`."""
        try:
            return bytes.fromhex(self.text(key))
        except ValueError:
            raise self.problem(key, "must be hex digits, two a byte") from None

    def public_key(self, key: str) -> RSAPublicKey:
        """A public RSA key as PEM text, or the name of a PEM file beside this one. Raises `ConfigError`."""
        pem = self._pem(key)
        if "PRIVATE KEY" in pem:
            raise self.problem(key, "holds a private key: the service knows the public one only")
        try:
            found = load_pem_public_key(pem.encode())
        except (ValueError, UnsupportedAlgorithm):
            raise self.problem(key, "is no readable public key (PEM)") from None
        if not isinstance(found, RSAPublicKey):
            raise self.problem(key, "is a key of another kind: OAuth uses RSA")
        return found

    def problem(self, key: str, what: str) -> ConfigError:
        """The error for a key, with the line where it stands."""
        lines = (number for number, line in enumerate(self._text.splitlines(), 1) if f'"{key}"' in line)
        where = next(lines, None)
        place = "" if where is None else f", line {where}"
        return ConfigError(f"OAuth file {self._path}{place}: {key} {what}")

    def check_all_read(self) -> None:
        """Refuse names that mean nothing: a misspelt one would be overlooked. Raises `ConfigError`."""
        for key in sorted(self._unread):
            raise self.problem(key, "means nothing here: is it misspelt?")

    def _value(self, key: str, default: object) -> object:
        self._unread.discard(key)
        value = self._values.get(key, default)
        if value is None:
            raise self.problem(key, "is missing")
        return value

    def _pem(self, key: str) -> str:
        text = self.text(key)
        if "-----BEGIN" in text:
            return text
        try:
            return (self._path.parent / text).read_text("utf-8")
        except (OSError, ValueError):
            raise self.problem(key, "is neither PEM text nor the name of a PEM file") from None

    def _read(self) -> str:
        try:
            return self._path.read_text("utf-8")
        except OSError as error:
            raise ConfigError(f"OAuth file {self._path} cannot be read: {error.strerror}") from error
        except UnicodeDecodeError as error:
            raise ConfigError(f"OAuth file {self._path} is no text: {error.reason}") from error

    def _parsed(self) -> dict[str, Any]:
        try:
            value: object = json.loads(self._text)
        except json.JSONDecodeError as error:
            raise ConfigError(
                f"OAuth file {self._path}, line {error.lineno}: {error.msg} (column {error.colno})"
            ) from error
        if not isinstance(value, dict):
            raise ConfigError(f"OAuth file {self._path}, line 1: an object with names and values is expected")
        return cast("dict[str, Any]", value)
