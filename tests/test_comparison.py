"""Two descriptions of one API side by side."""

from __future__ import annotations

from typing import Any

import pytest

from ibkr.testing.comparison import Difference, compare, explain

ROW = {"$ref": "#/components/schemas/Row"}
TEXT = {"type": "string"}
SCHEMAS = {"Row": {"type": "object", "properties": {"id": {"type": "integer"}, "next": ROW}}}


def document(**operation: Any) -> dict[str, Any]:
    whole = {"responses": {}, **operation}
    return {"paths": {"/rows/{rowId}": {"get": whole}}, "components": {"schemas": SCHEMAS}}


def answering(schema: Any, status: str = "200") -> dict[str, Any]:
    return document(responses={status: {"content": {"application/json": {"schema": schema}}}})


def taking(**parameter: Any) -> dict[str, Any]:
    return document(parameters=[{"name": "a", "in": "query", **parameter}])


def seen(published: dict[str, Any], ours: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    return [(one.where, one.kind, one.published, one.ours) for one in compare(published, ours)]


def listing(items: Any) -> dict[str, Any]:
    return {"type": "array", "items": items}


def holding(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties}


def test_a_document_does_not_differ_from_itself():
    assert compare(answering(ROW), answering(ROW)) == []


@pytest.mark.parametrize(
    ("published", "ours", "difference"),
    [
        ({"type": "string"}, {"type": ["string", "null"]}, ("answer $", "wider", "string", "null | string")),
        ({"type": "string", "nullable": True}, TEXT, ("answer $", "type", "null | string", "string")),
        ({"type": "integer"}, {"type": "number"}, ("answer $", "wider", "integer", "number")),
        ({"type": "number"}, {"type": "integer"}, ("answer $", "type", "number", "integer")),
        ({}, TEXT, ("answer $", "untyped", "any", "string")),
        (TEXT, {}, ("answer $", "wider", "string", "any")),
        (
            {"type": "array", "items": TEXT},
            {"type": "array", "items": {}},
            ("answer $[]", "wider", "string", "any"),
        ),
        (
            holding(a=TEXT, b=TEXT),
            holding(a=TEXT),
            ("answer $.b", "new", "", ""),
        ),
        (
            {"allOf": [{"properties": {"a": TEXT}}]},
            {
                "oneOf": [
                    {"type": "object", "properties": {"a": TEXT}},
                    {"type": "object", "properties": {"c": ROW}},
                ]
            },
            ("answer $.c", "extra", "", ""),
        ),
        (
            holding(DU1={"type": "integer"}),
            {"type": "object", "additionalProperties": TEXT},
            ("answer $.DU1", "type", "integer", "string"),
        ),
    ],
)
def test_one_difference_in_an_answer(published, ours, difference):
    assert seen(answering(published), answering(ours)) == [difference]


@pytest.mark.parametrize(
    ("published", "ours", "difference"),
    [
        ({"required": True}, {}, ("needed", "needed", "optional")),
        ({"schema": TEXT}, {"schema": {"type": "array"}}, ("type", "string", "array")),
    ],
)
def test_one_difference_in_a_parameter(published, ours, difference):
    assert seen(taking(**published), taking(**ours)) == [("parameter query a", *difference)]


def test_parameters_and_operations_come_and_go():
    assert seen(taking(), document()) == [("parameter query a", "new", "", "")]
    assert seen(document(), taking()) == [("parameter query a", "extra", "", "")]
    assert seen(document(), {"paths": {}}) == [("operation", "new", "", "")]
    assert seen({"paths": {}}, document()) == [("operation", "extra", "", "")]


def test_what_only_others_vouch_for_is_not_expected_in_a_published_document():
    assert compare({"paths": {}}, document(**{"x-ibkr-sources": ["observed"]})) == []


def test_names_of_path_parameters_do_not_tell_operations_apart():
    renamed = {"paths": {"/rows/{id}": document()["paths"]["/rows/{rowId}"]}}
    assert compare(renamed, document()) == []


def test_a_signed_text_is_compared_by_what_is_signed():
    signed = {"type": "string", "contentSchema": holding(a=TEXT)}
    assert seen(answering(holding(b=TEXT)), answering(signed)) == [
        ("answer $.a", "extra", "", ""),
        ("answer $.b", "new", "", ""),
    ]


FOUND = Difference("GET /rows/{rowId}", "answer", "$[].id", "type", "integer", "string")


@pytest.mark.parametrize(
    ("cover", "covered"),
    [
        ({"kinds": ["type"]}, True),
        ({"kinds": ["new"]}, False),
        ({"operation": "GET /rows/{rowId}", "places": ["answer $[].*"]}, True),
        ({"operation": "* /rows/*", "places": ["body *", "answer *.id"]}, True),
        ({"operation": "GET /rows", "kinds": ["type"]}, False),
        ({"places": ["answer $"]}, False),
    ],
)
def test_a_difference_is_explained_by_what_covers_it(cover, covered):
    entry = {"operation": "rows", "here": "text", "seen": "observed", "covers": [cover]}
    (explained,) = explain([FOUND], [entry])
    assert explained.reason == ("rows: text (observed)" if covered else None)
