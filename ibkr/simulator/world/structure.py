"""What kind of login a set of accounts makes: a plain one, or an advisor with clients below.

Ids tell: a master account of an advisor begins with F, on paper with DF.
"""

from __future__ import annotations

from collections.abc import Sequence

_MASTER = ("F", "DF")


def master_of(accounts: Sequence[str]) -> str | None:
    """The advisor's own account, None on a plain login."""
    return accounts[0] if accounts[0].startswith(_MASTER) else None


def clients_of(accounts: Sequence[str]) -> tuple[str, ...]:
    """The accounts that hold money: all of a plain login, those below the master of an advisor."""
    return tuple(accounts[1:] if master_of(accounts) and len(accounts) > 1 else accounts)
