"""Who may talk to the gateway, by address: the `ips` of its configuration.

Source: gateway facts "The gateway program itself, observed", section listening.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import Self, TypedDict, cast

import attrs

from ibkr.errors import ConfigError
from ibkr.simulator.http import Response

DENIED = Response(404, b"Access Denied", (("content-length", "13"),))
"""What everybody else is told, on every path: not 403, and not 401."""
_ANY = "*"
_MAPPED = "::ffff:"


class Ips(TypedDict, total=False):
    """The section `ips` of the gateway's conf.yaml: patterns such as `10.*` or `127.0.0.1`."""

    allow: Sequence[str]
    deny: Sequence[str]


@attrs.frozen
class Addresses:
    """Patterns of addresses. What is denied stays so even where it is allowed too.

    A pattern is compared octet by octet; CIDR such as `0.0.0.0/0` fits no address, as
    observed. Without `allow` everybody may talk who is not denied.
    """

    allow: tuple[str, ...] = ()
    deny: tuple[str, ...] = ()

    @classmethod
    def of(cls, ips: Ips | None) -> Self:
        """Read a section `ips`.

        Raises:
            ConfigError: it is no such section, or a pattern is no text.
        """
        lists: dict[str, object] = dict(ips or {})
        if odd := lists.keys() - {"allow", "deny"}:
            raise ConfigError(f"ips has no {', '.join(sorted(odd))}: give `allow` and `deny`")
        return cls(**{name: _patterns(name, given) for name, given in lists.items()})

    def admit(self, address: str) -> bool:
        """Whether a client with that address may talk to the gateway."""
        octets = address.lower().removeprefix(_MAPPED).split(".")
        if _any_fits(self.deny, octets):
            return False
        return not self.allow or _any_fits(self.allow, octets)


def _patterns(name: str, given: object) -> tuple[str, ...]:
    entries = cast("Sequence[object]", given) if isinstance(given, (list, tuple)) else [None]
    texts = tuple(each for each in entries if isinstance(each, str) and each)
    if len(texts) != len(entries):
        raise ConfigError(f"ips has {given!r} as `{name}`: give a list of patterns such as '10.*'")
    return texts


def _any_fits(patterns: tuple[str, ...], octets: list[str]) -> bool:
    return any(_fits(pattern.split("."), octets) for pattern in patterns)


def _fits(pattern: list[str], octets: list[str]) -> bool:
    if pattern[-1] == _ANY:
        # `127.*` stands for all that begins so.
        pattern, octets = pattern[:-1], octets[: len(pattern) - 1]
    return all(wanted in (_ANY, octet) for wanted, octet in zip_longest(pattern, octets))
