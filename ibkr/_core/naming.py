"""Names that people write, checked before anything is sent."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Final, TypeVar

from ibkr.errors import InvalidArgument

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

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
    near = difflib.get_close_matches(str(name), among, n=3, cutoff=0.5)
    near = near or difflib.get_close_matches(str(name).upper(), among, n=3, cutoff=0.5)
    raise InvalidArgument(f"There is no {what} {name!r}: {_hint(near, among)}")


def _hint(near: Sequence[str], among: Collection[str]) -> str:
    if near:
        return f"did you mean {' or '.join(map(repr, near))}?"
    shown = ", ".join(sorted(among)[:LISTED])
    return f"there are {shown}{', ...' if len(among) > LISTED else ''}."


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


def conid_of(value: int, *, what: str = "conid") -> int:
    """A contract id.

    Raises:
        InvalidArgument: it is not a positive whole number.
    """
    if isinstance(value, bool) or not isinstance(value, int) or value <= 0:  # pyright: ignore[reportUnnecessaryIsInstance]  # callers may be untyped
        raise InvalidArgument(
            f"{what} {value!r} is no contract id: `ib.contracts.find(symbol).conid` tells one."
        )
    return value
