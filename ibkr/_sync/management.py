# Derived from ibkr/_async by codegen/derive_sync.py. Do not edit.
"""Opening and managing accounts, moving money; for brokers and advisors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ibkr_wire.resources.synchronous.management import Management as ManagementOperations

from ibkr._core import management

if TYPE_CHECKING:
    from ibkr._sync._shell import Shell


class Management(ManagementOperations):
    """Operations of the group `management`, which only IBKR's own server has."""

    def __init__(self, shell: Shell) -> None:
        """Made by the client."""
        super().__init__(shell)
        self._shell = shell

    def signed(self, claims: Mapping[str, Any] | object) -> str:
        """What operations with a signed body take: `open_account(ib.management.signed({...}))`.

        `claims` is a dict or a model of `ibkr_wire.models`. The issuer and the times are added; the
        token is good for a minute, so make it right before the call.

        Raises:
            ConfigError: the client does not sign in with OAuth 2.0.

        Source: gateway facts "OAuth", OAuth 2.0; spec/openapi/paths/management_accounts.yaml.
        """
        return management.signed(claims, self._shell.desk)
