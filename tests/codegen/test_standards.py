"""The description is OpenAPI 3.1 and AsyncAPI 3.0, as anybody's tools read them."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from codegen.bundle import bundle
from codegen.source import load

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SPEC = load(ROOT / "spec" / "asyncapi.yaml", root=ROOT).data
ASYNCAPI = Draft202012Validator(yaml.safe_load((HERE / "asyncapi.schema.yaml").read_text("utf-8")))


def problems(document: Any) -> list[str]:
    return [f"{error.json_path}: {error.message[:200]}" for error in ASYNCAPI.iter_errors(document)]


def each_answer_once(document: dict[str, Any]) -> dict[str, Any]:
    """The document without copies: the bundle repeats an error answer wherever it is referred to."""
    seen: set[str] = set()
    for item in document["paths"].values():
        for operation in (part for part in item.values() if "responses" in part):
            for code, answer in operation["responses"].items():
                text = json.dumps(answer)
                operation["responses"][code] = {"description": "As above."} if text in seen else answer
                seen.add(text)
    return document


def test_the_rest_description_is_openapi_3_1():
    errors = OpenAPIV31SpecValidator(each_answer_once(bundle(ROOT / "spec").document)).iter_errors()
    assert [f"{error.json_path}: {error.message[:200]}" for error in errors] == []


def test_the_websocket_description_is_asyncapi_3_0():
    assert problems(SPEC) == []


def referred(value: Any) -> list[str]:
    """Every reference into the document itself."""
    if isinstance(value, list):
        return [found for item in value for found in referred(item)]
    if not isinstance(value, dict):
        return []
    own = [value["$ref"]] if str(value.get("$ref", "")).startswith("#/") else []
    return own + [found for item in value.values() for found in referred(item)]


def test_every_reference_of_the_websocket_description_leads_somewhere():
    for reference in referred(SPEC):
        found = SPEC
        for key in reference.removeprefix("#/").split("/"):
            assert key in found, reference
            found = found[key]


def test_every_operation_of_the_websocket_uses_messages_of_its_channel():
    for name, operation in SPEC["operations"].items():
        channel = operation["channel"]["$ref"].rpartition("/")[2]
        for message in operation.get("messages", []):
            assert message["$ref"].startswith(f"#/channels/{channel}/messages/"), name


@pytest.mark.parametrize(
    "spoil",
    [
        lambda document: document.pop("info"),
        lambda document: document.update(asyncapi="2.6.0"),
        lambda document: document.update(chanels={}),
        lambda document: document["servers"].update(other={"protocol": "wss"}),
        lambda document: next(iter(document["channels"].values())).update(payload={}),
        lambda document: next(iter(document["operations"].values())).update(action="subscribe"),
        lambda document: next(iter(document["operations"].values())).pop("channel"),
        lambda document: next(iter(document["components"]["messages"].values())).update(
            examples=[{"name": "a"}]
        ),
        lambda document: next(iter(document["components"]["schemas"].values())).update(type="text"),
    ],
)
def test_a_broken_description_is_no_asyncapi(spoil: Callable[[Any], Any]):
    document = copy.deepcopy(SPEC)
    spoil(document)
    assert problems(document)
