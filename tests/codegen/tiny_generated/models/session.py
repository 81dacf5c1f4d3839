# Generated from spec/. Do not edit.
"""Wire models of the group `session`."""

from __future__ import annotations

from msgspec import UNSET, Struct, UnsetType

__all__ = ["PerformanceRequest", "Token", "TokenRequest"]


class TokenRequest(Struct, kw_only=True, gc=False):
    """What a token is asked with."""

    grant_type: str
    scope: str | UnsetType = UNSET


class Token(Struct, kw_only=True, rename={"preset": "default"}):
    """A token."""

    value: str | UnsetType = UNSET
    preset: TokenRequest | None | UnsetType = UNSET


class PerformanceRequest(Struct, kw_only=True, rename={"acct_ids": "acctIds"}):
    """Whose performance is asked for."""

    acct_ids: list[str]
