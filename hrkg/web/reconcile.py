"""`/reconcile`: the Reconciliation Service API of the W3C community group, version 0.2 as OpenRefine speaks it, and the
`/match` and `/extend` of the draft of 1.0 (https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/).

Queries hold names of persons, which nobody needs to know of: they are neither logged nor kept.
"""

import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import RequestEntityTooLarge

from hrkg import __version__
from hrkg.errors import NotFoundError, UsageError
from hrkg.names import TYPES, Named, open_names
from hrkg.vocab.terms import HRKG
from hrkg.web.matching import QUANTIFIERS, Condition, Matcher, Question, Scored
from hrkg.web.queries.properties import PROPERTIES, Fact, Properties, Told
from hrkg.web.queries.reader import Reader
from hrkg.web.state import served

reconcile = Blueprint("reconcile", __name__)

_MOST_BYTES = 8_000_000  # of a request: a large batch of names in other scripts, written as form data
_MOST_QUERIES = 2000  # of one batch
_MOST_IDS = 5000  # of one extension
_LIMIT, _MOST = 5, 50  # candidates of one query
_LONGEST = 500  # code points of a name
_CALLBACK = re.compile(r"[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
_WIDTH, _HEIGHT = 420, 200  # of a preview, in pixels
_TYPE_IDS = tuple(TYPES)
_NEAREST = 10  # suggestions

Json = dict[str, Any]


class _QueryFault(UsageError):
    """One query of a batch that cannot be read; the others are answered."""


@reconcile.before_request
def _allow_large_batches() -> None:
    request.max_content_length = request.max_form_memory_size = _MOST_BYTES


# --- manifests ---


@reconcile.route("/reconcile", methods=["GET", "POST"])
@reconcile.route("/reconcile/", methods=["GET", "POST"])
def service() -> Response:
    """Queries in a batch, one query, an extension, or without any of these the manifest."""
    told = request.values
    if "queries" in told:
        return _json(_batch(_parsed(told["queries"], "queries")))
    if "query" in told:  # as version 0.1 has it: a text, or one query as JSON
        text = told["query"]
        query = _parsed(text, "query") if text.lstrip().startswith("{") else {"query": text}
        return _json(_batch({"q": query})["q"])
    if "extend" in told:
        return _json(_extension(_parsed(told["extend"], "extend"), by_id=True))
    return _json(_manifest())


@reconcile.route("/reconcile/1.0")
def draft() -> Response:
    """The manifest in the form of the draft of 1.0; its endpoints stand under both addresses."""
    shared = {name: value for name, value in _manifest().items() if name not in ("identifierSpace", "schemaSpace")}
    return _json(
        shared
        | {
            "versions": ["1.0-draft"],
            "view": {"url": f"{_root()}/{{+id}}"},  # ids have slashes, which {id} would encode
            "suggest": {"entity": True, "property": True, "type": True},
            "preview": {"width": _WIDTH, "height": _HEIGHT},
            "extend": {"proposeProperties": True, "propertySettings": []},
            "standardizedScore": True,
        }
    )


def _manifest() -> Json:
    now, here = served(), f"{_root()}/reconcile"

    def paths(kind: str) -> Json:
        return {
            "service_url": here,
            "service_path": f"/suggest/{kind}",
            "flyout_service_url": here,
            "flyout_service_path": f"/flyout/{kind}?id=${{id}}",
        }

    return {
        "versions": ["0.1", "0.2"],
        "name": "hrkg: who is who in human rights",
        "identifierSpace": now.iris.base,
        "schemaSpace": HRKG.namespace,
        "documentation": f"{_root()}/",
        "serviceVersion": __version__,
        "batchSize": _MOST_QUERIES,
        "defaultTypes": [_type(name) for name in _TYPE_IDS],
        "view": {"url": f"{_root()}/{{{{id}}}}"},
        "preview": {"url": f"{here}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
        "suggest": {kind: paths(kind) for kind in ("entity", "property", "type")},
        "extend": {
            "propose_properties": {"service_url": here, "service_path": "/properties"},
            "property_settings": [],
        },
    }


def _root() -> str:
    return request.host_url.rstrip("/") + request.root_path


# --- queries ---


@reconcile.post("/reconcile/match")
@reconcile.post("/reconcile/1.0/match")
def match() -> Response:
    """A batch in the form of the draft of 1.0: a list of queries gives a list of answers, in the same order."""
    queries = _body().get("queries")
    if not isinstance(queries, list):
        raise UsageError("the body has no list 'queries'")
    answers = _answers([(query, _from_draft) for query in queries])
    return _json({"results": [_told(answer, "candidates", features_named=True) for answer in answers]})


def _batch(queries: Json) -> Json:
    answers = _answers([(query, _from_object) for query in queries.values()])
    return {key: _told(answer, "result", features_named=False) for key, answer in zip(queries, answers, strict=True)}


def _answers(queries: Sequence[tuple[object, Callable[[object], Question]]]) -> list[list[Json] | _QueryFault]:
    """The candidates of each query; a query that cannot be read gives its fault, and the others their candidates."""
    if len(queries) > _MOST_QUERIES:
        raise RequestEntityTooLarge(f"{len(queries)} queries are more than the {_MOST_QUERIES} that one batch may have")
    now = served()
    found: list[list[Json] | _QueryFault] = []
    with open_names(now.snapshot.names) as names:
        matcher = Matcher(names, Properties(Reader(now.store), now.iris))
        for query, read in queries:
            try:
                found.append([_candidate(scored) for scored in matcher.answer(read(query))])
            except _QueryFault as fault:
                found.append(fault)
    return found


def _told(answer: list[Json] | _QueryFault, key: str, *, features_named: bool) -> Json:
    if isinstance(answer, _QueryFault):
        return {key: [], "error": {"status": "error", "message": str(answer)}}
    if features_named:
        for candidate in answer:
            candidate["features"] = [{**f, "name": f["id"]} for f in candidate["features"]]
    return {key: answer}


def _candidate(scored: Scored) -> Json:
    features = {} if scored.likeness is None else {"name": scored.likeness}
    told = [{"id": name, "value": value} for name, value in {**features, **scored.features}.items()]
    return {**_entity(scored.thing), "score": scored.score, "match": scored.match, "features": told}


def _from_object(query: object) -> Question:
    """A query of version 0.2. Properties that we do not have are passed over."""
    if not isinstance(query, dict):
        raise _QueryFault("the query is no object")
    properties = query.get("properties", [])
    if not isinstance(properties, list) or not all(isinstance(p, dict) for p in properties):
        raise _QueryFault("'properties' is no list of objects")
    conditions = tuple(
        Condition(told, _values_of(p.get("v"))) for p in properties if (told := _property(p.get("pid"))) is not None
    )
    return _question(query, query.get("query"), conditions)


def _from_draft(query: object) -> Question:
    """A query of the draft of 1.0, whose conditions have had two sets of names."""
    listed = query.get("conditions") if isinstance(query, dict) else None
    if not isinstance(query, dict) or not isinstance(listed, list) or not listed:
        raise _QueryFault("the query has no list 'conditions'")
    name, conditions = None, []
    for condition in listed:
        if not isinstance(condition, dict) or condition.get("matchType") not in ("name", "property"):
            raise _QueryFault("a condition has no 'matchType' of 'name' or 'property'")
        value = condition.get("propertyValue", condition.get("v"))
        told = _property(condition.get("propertyId", condition.get("pid")))
        if condition["matchType"] == "name":
            name = value[0] if isinstance(value, list) and value else value
        elif told is not None:
            quantifier = condition.get("matchQuantifier", "any")
            if quantifier not in QUANTIFIERS:
                raise _QueryFault(f"'matchQuantifier' is none of {', '.join(QUANTIFIERS)}")
            conditions.append(Condition(told, _values_of(value), quantifier, condition.get("required") is True))
    return _question(query, name, tuple(conditions))


def _question(query: Json, name: object, conditions: tuple[Condition, ...]) -> Question:
    if name in (None, "") and conditions:
        name = ""  # things may be asked for by what is told of them alone
    elif not isinstance(name, str) or not name.strip():
        raise _QueryFault("the query has no name to look for")
    elif len(name) > _LONGEST:
        raise _QueryFault(f"the name has {len(name)} characters, more than {_LONGEST}")
    return Question(_sound(name), _types_of(query.get("type")), _limit_of(query.get("limit")), conditions)


def _property(pid: object) -> Told | None:
    return PROPERTIES.get(pid) if isinstance(pid, str) else None


def _types_of(value: object) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [value] if value else []
    ids = [str(item.get("id")) if isinstance(item, dict) else str(item) for item in given]
    if unknown := [name for name in ids if name not in TYPES]:
        raise _QueryFault(f"'{unknown[0]}' is no type; there are: {', '.join(_TYPE_IDS)}")
    return tuple(ids)


def _limit_of(value: object) -> int:
    if value is None:
        return _LIMIT
    if isinstance(value, bool) or not isinstance(value, int | float) or not 1 <= value < math.inf:
        raise _QueryFault("'limit' is no number from 1")
    return min(int(value), _MOST)


def _values_of(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    told = (v.get("id", v.get("name")) if isinstance(v, dict) else v for v in values)
    return tuple(_sound(str(v)) for v in told if v is not None)


def _sound(text: str) -> str:
    """A text that can be encoded: JSON can write half a character."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise _QueryFault("the query holds half a character") from error
    return text


# --- suggestions ---


@reconcile.route("/reconcile/suggest/<any(entity, property, type):kind>")
@reconcile.route("/reconcile/1.0/suggest/<any(entity, property, type):kind>")
def suggest(kind: str) -> Response:
    """What begins so: things with a name, properties, or types. `cursor` is how many to pass over."""
    prefix, skip = request.args.get("prefix", ""), request.args.get("cursor", "0")
    if not skip.isdecimal():
        raise UsageError(f"'{skip}' is no number of suggestions to pass over")
    if kind == "entity":
        with open_names(served().snapshot.names) as names:
            types = [name for name in request.args.getlist("type") if name in TYPES]
            found = names.starting(prefix, types, limit=_NEAREST, skip=min(int(skip), 10_000))
        result: list[Json] = [
            {"id": n.id, "name": n.label, "description": n.about, "notable": [_type(n.type)]} for n in found
        ]
    elif kind == "property":
        result = [{"id": p.id, "name": p.name} for p in PROPERTIES.values() if _begins(prefix, p.id, p.name)][
            int(skip) :
        ]
    else:
        result = [_type(name) for name in _TYPE_IDS if _begins(prefix, name)][int(skip) :]
    return _json({"result": result})


@reconcile.route("/reconcile/flyout/<any(entity, property, type):kind>")
def flyout(kind: str) -> Response:
    """A little page on what was suggested."""
    identifier = request.args.get("id", "")
    if kind == "entity":
        return _json({"id": identifier, "html": render_template("reconcile/card.html", **_card(identifier))})
    if kind == "property" and identifier in PROPERTIES:
        return _json(
            {"id": identifier, "html": render_template("reconcile/term.html", name=PROPERTIES[identifier].name)}
        )
    if kind == "type" and identifier in TYPES:
        return _json({"id": identifier, "html": render_template("reconcile/term.html", name=identifier)})
    raise NotFoundError(f"there is no {kind} '{identifier}'")


@reconcile.route("/reconcile/preview")
@reconcile.route("/reconcile/1.0/preview")
def preview() -> Response:
    """A little page on one thing, which other sites may show in a frame."""
    page = render_template("reconcile/preview.html", **_card(request.args.get("id", "")))
    response = Response(page, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'self'; frame-ancestors *"
    return response


def _card(identifier: str) -> dict[str, object]:
    now = served()
    with open_names(now.snapshot.names) as names:
        thing = names.get(identifier)
    if thing is None:
        raise NotFoundError(f"there is nothing with the id '{identifier}' in this version of the data")
    others = Properties(Reader(now.store), now.iris).of(identifier, PROPERTIES["otherName"])
    return {"thing": thing, "others": others[:5], "address": f"{_root()}/{thing.id}"}


# --- extension ---


@reconcile.route("/reconcile/properties")
@reconcile.route("/reconcile/1.0/extend/propose")
def properties() -> Response:
    """The properties that things of a type have."""
    type_ = request.args.get("type", "")
    limit = request.args.get("limit", "")
    found = [{"id": p.id, "name": p.name} for p in PROPERTIES.values() if not type_ or type_ in p.types]
    shown = found[: int(limit)] if limit.isdecimal() else found
    return _json({"type": type_, "properties": shown} | ({"limit": int(limit)} if limit.isdecimal() else {}))


@reconcile.post("/reconcile/extend")
@reconcile.post("/reconcile/1.0/extend")
def extend() -> Response:
    """An extension in the form of the draft of 1.0, whose rows are a list."""
    return _json(_extension(_body(), by_id=False))


def _extension(asked: Json, *, by_id: bool) -> Json:
    ids, wanted = asked.get("ids"), asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list) or not all(isinstance(i, str) for i in ids):
        raise UsageError("the extension has no lists 'ids' and 'properties'")
    if len(ids) > _MOST_IDS:
        raise UsageError(f"{len(ids)} ids are more than the {_MOST_IDS} that one extension may have")
    names = [str(p.get("id")) if isinstance(p, dict) else str(p) for p in wanted]
    if unknown := [name for name in names if name not in PROPERTIES]:
        raise UsageError(f"'{unknown[0]}' is no property; there are: {', '.join(PROPERTIES)}")
    now = served()
    look_up = Properties(Reader(now.store), now.iris)
    rows = {
        identifier: {name: [_value(fact) for fact in look_up.of(identifier, PROPERTIES[name])] for name in names}
        for identifier in ids
    }
    meta = [{"id": name, "name": PROPERTIES[name].name} for name in names]
    if by_id:
        return {"meta": meta, "rows": rows}
    listed = [
        {"id": identifier, "properties": [{"id": name, "values": values} for name, values in row.items()]}
        for identifier, row in rows.items()
    ]
    return {"meta": meta, "rows": listed}


def _value(fact: Fact) -> Json:
    if fact.number is not None:
        return {"int": fact.number}
    return {"id": fact.id, "name": fact.text} if fact.id else {"str": fact.text}


# --- wire ---


def _entity(thing: Named) -> Json:
    return {"id": thing.id, "name": thing.label, "description": thing.about, "type": [_type(thing.type)]}


def _type(name: str) -> Json:
    return {"id": name, "name": name}


def _begins(prefix: str, *names: str) -> bool:
    words = (word for name in names for word in (name, *name.split()))
    return any(word.casefold().startswith(prefix.casefold()) for word in words)


def _parsed(text: str, name: str) -> Json:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise UsageError(f"'{name}' is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise UsageError(f"'{name}' is no JSON object")
    return found


def _body() -> Json:
    return _parsed(request.get_data(as_text=True), "the body")


def _json(told: Mapping[str, Any]) -> Response:
    """The answer as JSON, or as a script that calls a function with it, where a client asks for JSONP."""
    text = json.dumps(told, ensure_ascii=False)
    callback = request.values.get("callback")
    if callback is None:
        return Response(text, content_type="application/json")
    if not _CALLBACK.fullmatch(callback):
        raise UsageError(f"'{callback}' is no name of a function")
    # The comment keeps the answer from being read as anything but a script (as Flash once did).
    return Response(f"/**/{callback}({text});", content_type="application/javascript")
