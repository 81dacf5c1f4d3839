"""Names that people write, checked before anything is sent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from ibkr.errors import InvalidArgument
from ibkr.model.nearest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

T = TypeVar("T", bound=str)

LISTED: Final = 30
# What account numbers look like: U1234567, DU1234567, F1234567, DF1234567, U1234567C.
ACCOUNT: Final = re.compile(r"[A-Z]{1,4}\d+[A-Z]?")


def one_of(name: T, among: Collection[str], *, what: str) -> T:
    """`name` itself.

    Raises:
        InvalidArgument: it is not among those that exist; the nearest are given, or all where they are few.
    """
    if name in among:
        return name
    hint = did_you_mean(str(name), among, otherwise=_listed(among))
    raise InvalidArgument(f"There is no {what} {name!r}: {hint}")


def _listed(among: Collection[str]) -> str:
    shown = ", ".join(sorted(among)[:LISTED])
    return f"there are {shown}{', ...' if len(among) > LISTED else ''}." if among else "there are none."


def account_ids(given: str | Iterable[str]) -> list[str]:
    """One account or several as a list, each once.

    Raises:
        InvalidArgument: none is given, or one cannot be an account number.
    """
    found = list(dict.fromkeys([given] if isinstance(given, str) else given))
    for each in found:
        if not ACCOUNT.fullmatch(each):
            raise InvalidArgument(
                "That is no account number: take `account_id` of one of `ib.portfolio.accounts()`, such as "
                "DU1234567."
            )
    if not found:
        raise InvalidArgument("Name at least one account: `account_id` of `ib.portfolio.accounts()`.")
    return found


def said(value: str, *, what: str) -> str:
    """A text that says something.

    Raises:
        InvalidArgument: it is empty.
    """
    if not isinstance(value, str) or not value.strip():  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
        raise InvalidArgument(f"Give {what} a text, not {value!r}.")
    return value
