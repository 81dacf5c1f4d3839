"""Settings from the environment. Only the command line asks for them; importing this reads nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import attrs

from ibkr.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_BASE_URL = "https://localhost:5000/v1/api"
HOSTED = "https://api.ibkr.com/v1/api"
"""IBKR's own service, for clients that sign their calls."""
TRUE = frozenset({"1", "true", "yes", "on"})
FALSE = frozenset({"", "0", "false", "no", "off"})


@attrs.frozen
class Config:
    """What a client is made with: `Client(**config.arguments())`."""

    base_url: str = DEFAULT_BASE_URL
    ca: str | None = None
    """Path of the certificates to trust; None for the defaults of `Client(verify=...)`."""
    timeout: float | None = None
    """Seconds to wait for an answer; None for the client's own."""
    read_only: bool = False
    live: bool = False
    oauth: str | None = None
    """Path of a sign-in file, as `ibkr auth init` writes it; read it with `ibkr.auth.read`."""
    cache: str | None = None
    """Path of the file in which descriptions of contracts are remembered; None for memory alone."""
    state: str | None = None
    """Folder of what the commands of one user keep together; None for the usual place."""

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> Config:
        """Settings from IBKR_BASE_URL, IBKR_CA, IBKR_TIMEOUT, IBKR_READ_ONLY, IBKR_LIVE, IBKR_OAUTH,
        IBKR_CACHE and IBKR_STATE (else `ibkr` in XDG_STATE_HOME or LOCALAPPDATA).

        With a sign-in file the address is the hosted service's unless another is given.

        Raises:
            ConfigError: a value cannot be read; it names the variable.
        """
        env = os.environ if environment is None else environment
        oauth = env.get("IBKR_OAUTH") or None
        return cls(
            base_url=env.get("IBKR_BASE_URL") or (HOSTED if oauth else DEFAULT_BASE_URL),
            ca=env.get("IBKR_CA") or None,
            timeout=_seconds(env, "IBKR_TIMEOUT"),
            read_only=_flag(env, "IBKR_READ_ONLY"),
            live=_flag(env, "IBKR_LIVE"),
            oauth=oauth,
            cache=env.get("IBKR_CACHE") or None,
            state=env.get("IBKR_STATE") or _beside_others(env),
        )

    def arguments(self) -> dict[str, Any]:
        """Keyword arguments for `Client` and `AsyncClient`."""
        given: dict[str, Any] = {
            "base_url": self.base_url,
            "read_only": self.read_only,
            "live": self.live,
        }
        if self.ca is not None:
            given["verify"] = self.ca
        if self.timeout is not None:
            given["timeout"] = self.timeout
        if self.cache is not None:
            given["cache"] = self.cache
        return given


def _beside_others(env: Mapping[str, str]) -> str | None:
    """Where the system keeps the state of programs, if it says."""
    place = env.get("XDG_STATE_HOME") or env.get("LOCALAPPDATA")
    return os.path.join(place, "ibkr") if place else None


def _flag(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value not in TRUE | FALSE:
        raise ConfigError(f"{name} must be 1 or 0, not {value!r}.")
    return value in TRUE


def _seconds(env: Mapping[str, str], name: str) -> float | None:
    value = env.get(name)
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError as error:
        raise ConfigError(f"{name} must be a number of seconds, not {value!r}.") from error
    if not 0 < seconds < float("inf"):
        raise ConfigError(f"{name} must be greater than zero, not {value!r}.")
    return seconds
