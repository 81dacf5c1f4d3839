"""What was probably meant by a name that does not exist, for the errors that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, among: Iterable[str], *, most: int = 3) -> list[str]:
    """Up to `most` of the names that are like `name`, the most alike first. Capitals make no difference."""
    import difflib  # only a mistake needs it

    known = {each.casefold(): each for each in among}
    return [known[each] for each in difflib.get_close_matches(name.casefold(), known, n=most, cutoff=0.5)]


def did_you_mean(name: str, among: Iterable[str], *, otherwise: str) -> str:
    """`did you mean 'last' or 'last_size'?`; `otherwise` where nothing is like it."""
    near = nearest(name, among)
    return f"did you mean {' or '.join(map(repr, near))}?" if near else otherwise
