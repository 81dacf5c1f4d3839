"""`ibkr spec`: recordings and published documents against the description."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ibkr.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path

TICKLE = {"session": "0f0f", "iserver": {"authStatus": {"authenticated": True}}}


def recording(path: str, body: Any, *, method: str = "POST", status: int = 200) -> str:
    request = {"Path": path, "Methods": [method]}
    return json.dumps({"Request": request, "Response": {"StatusCode": status, "Body": body}})


def spec(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        status = run(["spec", *arguments])
    except SystemExit as ended:
        status = ended.code
    return (status or 0, *capsys.readouterr())


def folder(tmp_path: Path, **files: str) -> str:
    for name, text in files.items():
        (tmp_path / f"{name}.json").write_text(text, "utf-8")
    return str(tmp_path)


def test_recordings_that_hold_are_listed_and_the_status_is_0(capsys, tmp_path):
    place = folder(tmp_path, tickle=recording("/v1/api/tickle", TICKLE))
    status, out, err = spec(capsys, "check", place)
    assert (status, err) == (0, "1 recordings, 0 of them differ.\n")
    assert out.splitlines()[1].split() == ["tickle.json", "auth.tickle", "0", "0", "0", "0"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (recording("/tickle", {**TICKLE, "ssoExpires": "soon"}), "$.ssoExpires is str, not int"),
        (recording("/tickle", {**TICKLE, "flavour": 1}), "$.flavour has no name in the description"),
        (recording("/nothing/here", {}), "spec/ has no operation POST /nothing/here"),
        (recording("/one/user", {"a": 1}, method="GET"), "the description does not say what the answer is"),
        (recording("/iserver/auth/ssodh/init", {"error": "no"}), "no"),
        ("[]", "no recording"),
    ],
)
def test_a_recording_that_does_not_hold_is_told_and_the_status_is_1(capsys, tmp_path, text, said):
    status, out, err = spec(capsys, "check", folder(tmp_path, one=text))
    assert (status, len(out.splitlines())) == (1, 2)
    assert "one.json: " in err
    assert said in err
    assert "1 recordings, 1 of them differ." in err


def test_an_error_that_was_recorded_as_one_holds(capsys, tmp_path):
    text = recording("/iserver/accounts", {"error": "no bridge"}, method="GET", status=400)
    assert spec(capsys, "check", folder(tmp_path, one=text))[0] == 0


def test_words_are_recorded_as_they_are(capsys, tmp_path):
    text = recording("/fyi/deliveryoptions/phone-1", None, method="DELETE")
    assert spec(capsys, "check", folder(tmp_path, one=text))[0] == 0


def test_a_folder_without_recordings_is_used_wrongly(capsys, tmp_path):
    status, out, err = spec(capsys, "check", str(tmp_path))
    assert (status, out) == (2, "")
    assert "no recording" in err


def test_recordings_can_be_had_as_json(capsys, tmp_path):
    _, out, _ = spec(
        capsys, "check", folder(tmp_path, tickle=recording("/tickle", {**TICKLE, "more": 1})), "--json"
    )
    assert json.loads(out)[0] | {"drift": []} == {
        "file": "tickle.json",
        "operation": "auth.tickle",
        "error": "",
        "expected": False,
        "drift": [],
        "unknown": ["$.more"],
        "untyped": False,
    }


def published(**operations: Any) -> str:
    return json.dumps({"openapi": "3.0.0", "paths": {"/iserver/dream": operations}})


def test_a_new_operation_of_a_published_document_is_listed(capsys, tmp_path):
    document = tmp_path / "official.json"
    document.write_text(published(get={"responses": {}}), "utf-8")
    status, out, err = spec(capsys, "diff", str(document), "--json")
    assert status == 1
    news = [row["difference"] for row in json.loads(out) if row["difference"]["kind"] == "new"]
    assert [(row["operation"], row["part"]) for row in news] == [("GET /iserver/dream", "operation")]
    assert "without an explanation" in err


def test_both_tables_can_be_had_as_csv(capsys, tmp_path):
    _, out, _ = spec(capsys, "check", folder(tmp_path, tickle=recording("/tickle", TICKLE)), "--csv")
    assert out == "file,operation,errors,drift,unknown,untyped\ntickle.json,auth.tickle,0,0,0,0\n"
    document = tmp_path / "official.json"
    document.write_text(published(get={"responses": {}}), "utf-8")
    _, out, _ = spec(capsys, "diff", str(document), "--csv")
    assert out.splitlines()[0] == "operation,place,kind,published,ours"
    assert any(line.startswith("GET /iserver/dream,operation,new,") for line in out.splitlines())


def test_differences_are_a_table_too(capsys, tmp_path):
    document = tmp_path / "official.json"
    document.write_text(published(get={"responses": {}}), "utf-8")
    _, out, _ = spec(capsys, "diff", str(document), "--all")
    assert out.splitlines()[0].split() == ["operation", "place", "kind", "published", "ours", "reason"]
    assert any(line.split()[:4] == ["GET", "/iserver/dream", "operation", "new"] for line in out.splitlines())


@pytest.mark.parametrize("text", ["{", "[]", "{}"])
def test_what_is_no_openapi_document_is_used_wrongly(capsys, tmp_path, text):
    document = tmp_path / "official.json"
    document.write_text(text, "utf-8")
    status, out, err = spec(capsys, "diff", str(document))
    assert (status, out) == (2, "")
    assert str(document) in err


def test_a_missing_document_is_used_wrongly(capsys, tmp_path):
    assert spec(capsys, "diff", str(tmp_path / "none.json"))[0] == 2
