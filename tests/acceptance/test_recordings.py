"""Real answers of the gateway decode without drift. They are not part of the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ibkr.testing.comparison import compare, described, explain
from ibkr.testing.recordings import check_recording

GATEWAY = Path(__file__).parents[3] / "shared" / "gateway"
FILES = sorted((GATEWAY / "recorded").glob("*/*.json"))
PUBLISHED = GATEWAY / "official-openapi.json"


@pytest.mark.skipif(not FILES, reason="the shared folder with real recordings is not here")
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_recording_decodes_without_error_drift_or_unknown_field(file: Path):
    checked = check_recording(file, name=file.stem)
    assert (checked.error, checked.drift, checked.unknown, checked.untyped) == ("", [], [], False)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the shared folder with IBKR's document is not here")
def test_every_difference_from_the_published_document_has_an_explanation():
    ours = described()
    found = explain(compare(json.loads(PUBLISHED.read_bytes()), ours), ours["differences"])
    assert [one.difference for one in found if one.reason is None] == []


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the shared folder with IBKR's document is not here")
def test_no_explanation_is_left_from_a_difference_that_is_gone():
    ours = described()
    found = compare(json.loads(PUBLISHED.read_bytes()), ours)
    claimed = [row for row in ours["differences"] if row.get("covers")]
    stale = [row for row in claimed if all(one.reason is None for one in explain(found, [row]))]
    assert stale == []
