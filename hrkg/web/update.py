"""`/update`: SPARQL 1.1 Protocol, update (https://www.w3.org/TR/sparql11-protocol/#update-operation), for who has the
token."""

from flask import Blueprint, Response

from hrkg.errors import UsageError
from hrkg.web.changes import Change
from hrkg.web.parameters import graph_names, read_fields, read_known_body, single
from hrkg.web.state import served
from hrkg.web.writing import authorise, write

update = Blueprint("update", __name__)


@update.route("/update", methods=["POST"])
def endpoint() -> Response:
    """204 when the update is published, whole; an error, and nothing changed, when it is not."""
    now = served()
    authorise(now.settings)
    fields = read_fields("update", "application/sparql-update", read_known_body)
    text = single(fields, "update")
    if text is None or any(name == "query" for name, _ in fields):
        raise UsageError("this endpoint takes an 'update' and no 'query'")
    using, named = (graph_names(fields, f"using-{kind}graph-uri") for kind in ("", "named-"))
    return write(now, Change("update", text, using=using, using_named=named))
