"""What the specification's JSON schemas ask of the answers of a reconciliation service, in our own words.

Version 0.2 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/) and the draft of 1.0
(https://reconciliation-api.github.io/specs/draft/). Where theirs leave an object open, ours are closed: what we answer
with should be what is specified and what we mean to add, and nothing else.
"""

from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]

STRING: Schema = {"type": "string"}
BOOLEAN: Schema = {"type": "boolean"}
WORDS: Schema = {"type": "string", "minLength": 1}
ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
PIXELS: Schema = {"type": "integer", "minimum": 1}


def list_of(items: Schema, **more: Any) -> Schema:
    return {"type": "array", "items": items, **more}


def record(needed: Schema, optional: Schema | None = None) -> Schema:
    """An object of these members and no others."""
    members = {**needed, **(optional or {})}
    return {"type": "object", "properties": members, "required": list(needed), "additionalProperties": False}


TYPE = record({"id": WORDS, "name": WORDS})
SCORE: Schema = {"type": "number", "minimum": 0, "maximum": 100}
FAULT = record({"status": {"const": "error"}, "message": WORDS})


def _candidate(feature: Schema) -> Schema:
    return record(
        {"id": WORDS, "name": WORDS, "score": SCORE, "match": BOOLEAN, "type": list_of(TYPE, minItems=1)},
        {"description": STRING, "features": list_of(feature, uniqueItems=True)},
    )


VALUE: Schema = {"oneOf": [{"type": "number"}, BOOLEAN]}
RESULT = record(
    {"result": list_of(_candidate(record({"id": WORDS, "value": VALUE})))},
    {"error": FAULT},
)
RESULTS: Schema = {"type": "object", "additionalProperties": RESULT}
DRAFT_RESULTS = record(
    {
        "results": list_of(
            record(
                {"candidates": list_of(_candidate(record({"id": WORDS, "name": WORDS, "value": VALUE})))},
                {"error": FAULT},
            )
        )
    }
)

_SERVICE = record(
    {"service_url": ADDRESS, "service_path": {"type": "string", "pattern": "^/"}},
    {"flyout_service_url": ADDRESS, "flyout_service_path": {"type": "string", "pattern": r".*\$\{id\}.*"}},
)
_BY_ID: Schema = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}.*"}
_COMMON = {
    "documentation": ADDRESS,
    "serviceVersion": WORDS,
    "defaultTypes": list_of(TYPE, uniqueItems=True, minItems=1),
    "batchSize": PIXELS,
}
MANIFEST = record(
    {
        "versions": list_of(STRING, contains={"const": "0.2"}),
        "name": WORDS,
        "identifierSpace": ADDRESS,
        "schemaSpace": ADDRESS,
    },
    {
        **_COMMON,
        "view": record({"url": _BY_ID}),
        "preview": record({"url": _BY_ID, "width": PIXELS, "height": PIXELS}),
        "suggest": record({"entity": _SERVICE, "property": _SERVICE, "type": _SERVICE}),
        "extend": record(
            {
                "propose_properties": record({"service_url": ADDRESS, "service_path": STRING}),
                "property_settings": list_of({"type": "object"}),
            }
        ),
    },
)
DRAFT_MANIFEST = record(
    {
        "versions": list_of(STRING, contains={"const": "1.0-draft"}),
        "name": WORDS,
        "view": record({"url": {"type": "string", "pattern": r"^https?://.*\{\+?id\}.*"}}),
    },
    {
        **_COMMON,
        "preview": record({"width": PIXELS, "height": PIXELS}),
        "suggest": record({"entity": BOOLEAN, "property": BOOLEAN, "type": BOOLEAN}),
        "extend": record({"proposeProperties": BOOLEAN, "propertySettings": list_of({"type": "object"})}),
        "standardizedScore": BOOLEAN,
    },
)

SUGGESTIONS = record(
    {"result": list_of(record({"id": WORDS, "name": WORDS}, {"description": STRING, "notable": list_of(TYPE)}))}
)
FLYOUT = record({"id": WORDS, "html": WORDS})
_META = list_of(record({"id": WORDS, "name": WORDS}, {"type": TYPE}))
_CELL: Schema = {
    "oneOf": [
        record({"id": WORDS, "name": WORDS}),
        record({"str": STRING}),
        record({"int": {"type": "integer"}}),
    ]
}
EXTENSION = record(
    {
        "meta": _META,
        "rows": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": list_of(_CELL)}},
    }
)
DRAFT_EXTENSION = record(
    {
        "meta": _META,
        "rows": list_of(record({"id": WORDS, "properties": list_of(record({"id": WORDS, "values": list_of(_CELL)}))})),
    }
)
PROPOSAL = record(
    {"properties": list_of(record({"id": WORDS, "name": WORDS}))}, {"type": STRING, "limit": {"type": "number"}}
)


def faults(answer: object, schema: Schema) -> list[str]:
    """What in an answer is not as the schema has it, with the place; [] where all is."""
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema).iter_errors(answer)]
