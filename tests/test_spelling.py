"""Public names are spelt right: every word of them is English, or one of the field's in tests/words.txt."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from spellchecker import SpellChecker

from tests.shape import ROOT, sources

WORDS = Path(__file__).parent / "words.txt"
SHORTEST = 4
"""Shorter pieces are units, abbreviations and letters; a dictionary knows nothing of them."""


def names() -> Iterator[str]:
    """Public modules, classes, functions, arguments and attributes of `ibkr` and `codegen`."""
    for path, text in sources():
        yield Path(path).stem
        for node in ast.walk(ast.parse(text)):
            match node:
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                    yield node.name
                case ast.arg():
                    yield node.arg
                case ast.AnnAssign(target=ast.Name(id=name)):
                    yield name
                case _:
                    continue


def words() -> set[str]:
    pieces = (re.findall(r"[A-Z]?[a-z]+", name) for name in names() if not name.startswith("_"))
    return {piece.lower() for found in pieces for piece in found if len(piece) >= SHORTEST}


def test_every_word_of_a_public_name_is_spelt_right():
    known = set(WORDS.read_text("utf-8").split())
    assert sorted(SpellChecker().unknown(words() - known)) == []


def test_the_list_of_our_own_words_is_sorted_and_holds_no_word_that_is_not_used():
    listed = WORDS.read_text("utf-8").split()
    assert listed == sorted(set(listed))
    assert set(listed) <= words(), ROOT
