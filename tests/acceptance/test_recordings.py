"""Real answers of the gateway decode without drift. They are not part of the repository."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ibkr.testing import UnknownOperation, decode

RECORDED = Path(__file__).parents[3] / "shared" / "gateway" / "recorded"
FILES = sorted(RECORDED.glob("*/*.json"))


def read(file: Path) -> Any:
    recording = json.loads(file.read_text("utf-8"))
    request, response = recording["Request"], recording["Response"]
    body = json.dumps(response["Body"])
    return decode(request["Methods"][0], request["Path"], response["StatusCode"], body)


@pytest.mark.skipif(not FILES, reason="the shared folder with real recordings is not here")
@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_a_recording_decodes_without_error_drift_or_unknown_field(file: Path):
    try:
        decoded = read(file)
    except UnknownOperation:
        pytest.skip("the description has no such operation yet")
    assert decoded.drift == []
    assert decoded.unknown == {}
