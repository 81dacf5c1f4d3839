"""A sign-in as a TOML file: the arguments of `OAuth1` or of `OAuth2`, with paths relative to the file."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from ibkr.auth.oauth1 import OAuth1
from ibkr.auth.oauth2 import OAuth2
from ibkr.errors import ConfigError

if TYPE_CHECKING:
    import os

LONGEST_NAME: Final = 255


@attrs.frozen
class _Kind:
    """The keys of a file that describes one kind of sign-in."""

    make: Callable[..., OAuth1 | OAuth2]
    texts: tuple[str, ...]
    sources: tuple[str, ...]
    """PEM text, digits, or the name of a file."""
    optional: tuple[str, ...] = ()


ONE: Final = _Kind(
    OAuth1,
    ("consumer_key", "access_token", "access_token_secret"),
    ("signature_key", "encryption_key", "dh_prime"),
    ("dh_generator", "realm"),
)
TWO: Final = _Kind(
    OAuth2, ("client_id", "client_key_id", "credential", "ip"), ("private_key",), ("scope", "audience")
)


def read(path: str | os.PathLike[str]) -> OAuth1 | OAuth2:
    """The sign-in that a file describes; `ibkr auth init` writes one to fill in.

    A file with a `client_id` is for OAuth 2.0, any other for OAuth 1.0a.

    Raises:
        ConfigError: the file, or something in it, cannot be used; nothing was sent.
    """
    file = Path(path)
    found = _parsed(file)
    kind = TWO if "client_id" in found else ONE
    required = (*kind.texts, *kind.sources)
    if unknown := sorted(found.keys() - {*required, *kind.optional}):
        raise ConfigError(f"{file} has keys that mean nothing: {', '.join(unknown)}.")
    for name in required:
        if not isinstance(found.get(name), str) or not found[name]:
            raise ConfigError(f"{file}: {name} is not filled in.")
    return kind.make(**{**found, **{name: _resolved(found[name], file.parent) for name in kind.sources}})


def _parsed(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(
            f"{file} cannot be read: {error.strerror}. Make it with `ibkr auth init`."
        ) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ConfigError(f"{file} is no TOML file: {error}.") from None


def _resolved(value: str, folder: Path) -> str:
    # PEM text and digits are no names of files.
    is_name = len(value) <= LONGEST_NAME and "\n" not in value
    return str(folder / value) if is_name and (folder / value).exists() else value
