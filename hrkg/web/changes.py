"""What a writer asks for, and how it is done to a store: an update, or a graph put, added to or taken away."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from hrkg.errors import ConditionError, NotFoundError, QueryError, UsageError, syntax_error
from hrkg.formats import BY_NAME
from hrkg.vocab.terms import PREFIXES
from hrkg.web.engine import RefusedError
from hrkg.web.tokens import tokens


@dataclass(frozen=True, slots=True)
class Change:
    """One change. kind: 'update', or 'put', 'post' or 'delete' for a graph.

    text: the update. using, using_named: the data set that the protocol gives to all patterns of the update. graph: the
    one to be written; bodies: its triples, each text with the name of its format (formats.py); present: whether it must
    be there before, or must not; None for no matter.
    """

    kind: str
    text: str = ""
    graph: str = ""
    bodies: tuple[tuple[str, str], ...] = ()
    present: bool | None = None
    using: tuple[str, ...] = ()
    using_named: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Change":
        """The change of a JSON of its fields."""
        fields: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in told.items()}
        return cls(**{**fields, "bodies": tuple((text, form) for text, form in told["bodies"])})


def to_do(change: Change, base: str) -> Callable[[ox.Store], None]:
    """What does the change to a store of all graphs, with their union as its default graph.

    It raises QueryError, RefusedError for LOAD and SERVICE, UsageError, and NotFoundError for the deletion of what is
    not there; the texts are read before it is returned, so faults in them are raised here.
    """
    if change.kind == "update":
        return _update(change, base)
    graph = ox.NamedNode(change.graph)
    triples = [triple for body in change.bodies for triple in _triples(*body, change.graph)]
    quads = [ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples]

    def do(store: ox.Store) -> None:
        is_there = any(store.quads_for_pattern(None, None, None, graph))
        if change.present not in (None, is_there):
            raise ConditionError(f"the graph {graph} is {'there already' if is_there else 'not there'}")
        if change.kind == "delete" and not is_there:
            raise NotFoundError(f"there is no graph {graph}")
        if change.kind != "post":
            store.remove_graph(graph)
        store.extend(quads)

    return do


def _triples(text: str, form: str, base: str) -> Iterator[ox.Triple]:
    engine = BY_NAME[form].engine
    assert isinstance(engine, ox.RdfFormat)  # not a format of query results
    try:
        for quad in ox.parse(text, format=engine, base_iri=base, rename_blank_nodes=True):
            if quad.graph_name != ox.DefaultGraph():
                raise UsageError(f"the body holds a graph of its own, {quad.graph_name}")
            yield quad.triple
    except (SyntaxError, ValueError) as error:
        raise UsageError(f"the body is not {BY_NAME[form].media_type}: {error}") from error


def _update(change: Change, base: str) -> Callable[[ox.Store], None]:
    prefixes = dict(PREFIXES)
    try:
        # What LOAD would fetch is refused first, and by the process, which can open no connection (seal.py).
        clears_all = _read_words(change.text)
        ox.Store().update(change.text, base_iri=base, prefixes=prefixes)
    except SyntaxError as error:
        raise syntax_error(change.text, str(error)) from error
    except (RuntimeError, ValueError, OSError):
        pass  # over no data, or from no address; what counts is whether it parses
    text = _using(change) if change.using or change.using_named else change.text

    def do(store: ox.Store) -> None:
        try:
            store.update(text, base_iri=base, prefixes=prefixes)
        except (RuntimeError, ValueError, OSError, SyntaxError) as error:
            raise QueryError(f"the update cannot be done: {error}") from error
        if clears_all:  # which clears the union too, and it does not fill again by itself
            store.extend([ox.Quad(*quad.triple) for quad in store])

    return do


def _read_words(text: str) -> bool:
    """Whether an operation clears or drops all graphs. Raises RefusedError for LOAD and SERVICE."""
    depth, before, clears_all = 0, "", False
    for token in tokens(text):
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        word = (token["word"] or "").upper()
        if word.startswith("SERVICE") or (depth == 0 and word.startswith("LOAD")):
            raise RefusedError(f"{word[:7].removesuffix('SIL')} is not allowed: nothing is fetched for an update")
        if depth == 0 and word and word != "SILENT":
            clears_all |= before in ("CLEAR", "DROP") and word == "ALL"
            before = word
    return clears_all


def _using(change: Change) -> str:
    """The update with the protocol's data set before each WHERE (SPARQL 1.1 Protocol, section 2.2.3).

    Raises UsageError where the text has a data set of its own.
    """
    clause = " ".join([*(f"USING <{g}>" for g in change.using), *(f"USING NAMED <{g}>" for g in change.using_named)])
    text, pieces, end = change.text, list[str](), 0
    depth, before, pattern = 0, "", None
    for token in tokens(text):
        word = (token["word"] or "").upper()
        if depth == 0 and word == "DELETEWHERE":  # which the engine takes
            raise UsageError(f"'{token[0]}' is two words")
        if depth == 0 and word.startswith(("USING", "WITH")):
            raise UsageError(f"the request names a data set by 'using-graph-uri' and the update by {word}")
        if depth == 0 and word == "WHERE" and before == "DELETE":
            # 'DELETE WHERE { … }' takes no USING: it is short for 'DELETE { … } WHERE { … }'.
            pieces.append(text[end : token.start()])
            end = pattern = token.end()
        elif depth == 0 and word == "WHERE":
            pieces += [text[end : token.start()], clause, " "]
            end = token.start()
        depth += {"{": 1, "}": -1}.get(token[0], 0)
        if pattern is not None and depth == 0 and token["brace"]:
            pieces += [text[end : token.end()], f" {clause} WHERE", text[pattern : token.end()]]
            end, pattern = token.end(), None
        if not token[0].startswith("#"):
            before = word
    return "".join([*pieces, text[end:]])
