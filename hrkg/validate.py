"""Quads + shapes -> Report; a conforming Report yields ValidQuads. The only room with rdflib and pySHACL."""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from pyshacl.graph_abstraction import DataGraph
from pyshacl.shapes_graph import ShapesGraph
from pyshacl.validator import Validator
from rdflib import BNode, Graph, Literal, URIRef, Variable
from rdflib.query import Result
from rdflib.term import Identifier
from rdflib.term import Node as RdflibNode

from hrkg.errors import NotConformingError, TableError
from hrkg.quads import ValidQuads, boolean, from_nquads, text
from hrkg.vocab.terms import HRKG, OA, PREFIXES, RDF, SH, XSD

# rdflib logs a traceback for each literal that is not what its datatype says; the report tells it in words.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)

_REPORT = "https://w3id.org/hrkg/report/"
_RANK = {SH.Violation: 0, SH.Warning: 1, SH.Info: 2}
# What a shape can ask of a property that is not there; all other constraints ask of its values.
_JUDGE_ABSENCE = {SH.minCount.value, SH.hasValue.value, SH.equals.value, SH.sparql.value}
_LONGEST = 160  # code points of a quotation in a line of a report; the whole stands in the graph

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
About = dict[Node, list[tuple[ox.NamedNode, Node]]]


@dataclass(frozen=True, slots=True)
class Violation:
    """One result of a validation: what is wrong, where, and which post says it.

    severity: sh:Violation, sh:Warning or sh:Info. component: the kind of constraint; constraint: the SPARQL constraint,
    None for those of the core. path: None where the shape has none or its path is no single property. post: the post's
    key; quote: the words of its evidence; None where there are none.
    """

    severity: ox.NamedNode
    message: str
    focus: Node
    path: ox.NamedNode | None
    value: Node | None
    shape: ox.NamedNode
    component: ox.NamedNode
    constraint: ox.NamedNode | None = None
    post: str | None = None
    quote: str | None = None

    @property
    def is_grave(self) -> bool:
        """Whether it keeps a graph from conforming; warnings and information do not."""
        return self.severity == SH.Violation

    def line(self) -> str:
        """The result in a person's words, on one line: post, gravity, what is wrong, quotation, thing."""
        found = "" if self.value in (None, self.focus) else f" (found: {_words(self.value)})"
        quote = f" in '{_short(self.quote)}'" if self.quote else ""
        kind = self.severity.value.rpartition("#")[2].lower()
        start = f"{self.post}: " if self.post else ""
        return f"{start}{kind}: {self.message}{found}{quote} at {_words(self.focus)}"


@dataclass(frozen=True, slots=True)
class Report:
    """The results of a validation, the gravest first; none where all is well."""

    violations: tuple[Violation, ...] = ()

    @classmethod
    def of(cls, results: Iterable[Violation]) -> "Report":
        """A report of these results, each once, in an order that depends on nothing but them."""
        return cls(tuple(sorted(set(results), key=lambda v: (_RANK[v.severity], v.post or "", repr(v)))))

    @property
    def conforms(self) -> bool:
        """Whether nothing in it is a violation; warnings and information are none."""
        return not any(v.is_grave for v in self.violations)

    def __add__(self, other: "Report") -> "Report":
        return Report.of((*self.violations, *other.violations))

    def lines(self) -> list[str]:
        """Each result in a person's words."""
        return [violation.line() for violation in self.violations]

    def to_turtle(self) -> str:
        """The report graph of the W3C (SHACL, section 3.6) in Turtle; no blank nodes: IRIs are minted from content."""
        triples = [triple for violation in self.violations for triple in _result(violation)]
        results = dict.fromkeys(triple.subject for triple in triples)
        report = _minted(*map(str, results))
        triples += [ox.Triple(report, SH.result, result) for result in results]
        triples += [
            ox.Triple(report, RDF.type, SH.ValidationReport),
            ox.Triple(report, SH.conforms, boolean(self.conforms)),
        ]
        data = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES))
        assert data is not None  # without a file as output, pyoxigraph returns the bytes
        return data.decode()


def _result(violation: Violation) -> Iterator[ox.Triple]:
    node = _minted(repr(violation))
    # The words of the post go with the message: the vocabulary of reports has no place of their own.
    message = violation.message + (f" In: '{violation.quote}'" if violation.quote else "")
    pairs: list[tuple[ox.NamedNode, Node | None]] = [
        (RDF.type, SH.ValidationResult),
        (SH.resultSeverity, violation.severity),
        (SH.resultMessage, text(message)),
        (SH.focusNode, _named(violation.focus)),
        (SH.resultPath, violation.path),
        (SH.value, _named(violation.value) if violation.value is not None else None),
        (SH.sourceShape, violation.shape),
        (SH.sourceConstraintComponent, violation.component),
        (SH.sourceConstraint, violation.constraint),
    ]
    yield from (ox.Triple(node, predicate, value) for predicate, value in pairs if value is not None)


def _minted(*content: str) -> ox.NamedNode:
    return ox.NamedNode(_REPORT + hashlib.sha256("\n".join(content).encode()).hexdigest()[:24])


def _named(term: Node) -> Node:
    return ox.NamedNode(f"{_REPORT}blank/{term.value}") if isinstance(term, ox.BlankNode) else term


def _words(term: Node | None) -> str:
    return f"'{_short(term.value)}'" if isinstance(term, ox.Literal) else str(term)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"


class _Fixed(Graph):
    """A graph that is filled and then only read: what pySHACL asks of the shapes at every call is looked up once."""

    def __init__(self) -> None:
        super().__init__(bind_namespaces="none")
        self._found: dict[Any, list[Any]] = {}

    def triples(self, triple: Any) -> Any:
        if triple not in self._found:
            self._found[triple] = list(super().triples(triple))
        return iter(self._found[triple])


@dataclass(frozen=True)
class Shapes:
    """The shapes, parsed once."""

    graph: Graph

    @classmethod
    def load(cls, folder: Path) -> "Shapes":
        """The shapes of all Turtle files in a folder. Raises TableError with the file, line and reason."""
        graph = _Fixed()
        for path in sorted(folder.glob("*.ttl")):
            try:
                # Named apart by file, for two files may both call a blank node '_:b1'.
                quads = list(ox.parse(path=str(path), format=ox.RdfFormat.TURTLE, rename_blank_nodes=True))
            except SyntaxError as error:
                raise TableError(f"{path.name}:{error.lineno or 1}", str(error.msg)) from error
            _fill(graph, (quad.triple for quad in quads))
        return cls(graph)

    @cached_property
    def parsed(self) -> ShapesGraph:
        """What pySHACL makes of the shapes."""
        parsed = ShapesGraph(self.graph)
        assert parsed.shapes  # asked for here, so that it reads them once and not at every call
        return parsed

    @cached_property
    def by_class(self) -> Mapping[RdflibNode, tuple[tuple[RdflibNode | None, str], ...]]:
        """Target class -> (the property without which there is nothing to judge, or None; the IRI) of its shapes."""
        found: dict[RdflibNode, list[tuple[RdflibNode | None, str]]] = {}
        for shape, target in self.graph.subject_objects(URIRef(SH.targetClass.value)):
            asked = {str(p) for p in self.graph.predicates(shape)}
            path = self.graph.value(shape, URIRef(SH.path.value))
            judges_values = isinstance(path, URIRef) and not asked & _JUDGE_ABSENCE
            found.setdefault(target, []).append((path if judges_values else None, str(shape)))
        return {target: tuple(shapes) for target, shapes in found.items()}

    @cached_property
    def of_others(self) -> tuple[str, ...]:
        """The IRIs of the shapes that look at other things than those of a class: at texts, whatever has them."""
        targets = (SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)
        return tuple({str(shape) for target in targets for shape in self.graph.subjects(URIRef(target.value))})

    def for_graph(self, data: Graph) -> list[str]:
        """The IRIs of the shapes that have something to judge in a graph: half of them, or fewer, in most posts."""
        classes, properties = set(data.objects(None, URIRef(RDF.type.value))), {None, *data.predicates()}
        shapes = [pair for cls in classes for pair in self.by_class.get(cls, ())]
        return list(dict.fromkeys([*self.of_others, *(shape for path, shape in shapes if path in properties)]))


class _Data(Graph):
    """The triples of one small graph. pyoxigraph answers the SPARQL constraints: rdflib takes 40 ms to parse one."""

    def __init__(self, triples: Iterable[ox.Triple]) -> None:
        super().__init__(bind_namespaces="none")
        self._store = ox.Store()
        self._store.extend(ox.Quad(t.subject, t.predicate, t.object) for t in triples)
        _fill(self, triples)

    def query(  # type: ignore[override]  # of what rdflib takes, these are what pySHACL gives
        self,
        query_object: str,
        processor: str = "sparql",
        result: str = "sparql",
        initNs: Mapping[str, Any] | None = None,
        initBindings: Mapping[str, Any] | None = None,
        use_store_provided: bool = True,
    ) -> Result:
        bound = {ox.Variable(name): _to_ox(value) for name, value in (initBindings or {}).items()}
        rows = self._store.query(query_object, substitutions=bound)
        assert isinstance(rows, ox.QuerySolutions)  # constraints are SELECTs
        found = Result("SELECT")
        found.vars = [Variable(variable.value) for variable in rows.variables]
        found.bindings = [
            {name: _to_rdflib(row[str(name)]) for name in found.vars if row[str(name)] is not None} for row in rows
        ]
        return found


def validate(nquads: bytes, shapes: Shapes) -> Report:
    """The report on N-Quads. Raises InputError where they cannot be read.

    A graph that holds a Post is validated alone, with what other graphs say of the things that it names: so one post
    cannot mend or spoil another. Whatever no post names is validated together.
    """
    graphs: dict[Any, list[ox.Triple]] = {}
    for quad in from_nquads(nquads, place="the graph"):
        graphs.setdefault(quad.graph_name, []).append(quad.triple)
    posts = [name for name, triples in graphs.items() if any(_is_post(t) for t in triples)]
    shared = _about(triple for name in graphs.keys() - posts for triple in graphs[name])
    results: list[Violation] = []
    named: set[Node] = set()
    for name in posts:
        named_here = _named_in(graphs[name], shared)
        named |= named_here
        results += _check([*graphs[name], *_triples(shared, named_here)], shapes)
    if rest := shared.keys() - named:
        results += _check(
            [*_triples(shared, rest), *_triples(shared, _named_in(_triples(shared, rest), shared) - rest)], shapes
        )
    return Report.of(results)


def admit(nquads: bytes, report: Report) -> ValidQuads:
    """The quads as fit for the store. Raises NotConformingError, with what is wrong, where there is a violation."""
    if not report.conforms:
        lines = [v.line() for v in report.violations if v.is_grave]
        raise NotConformingError("; ".join(lines), report.to_turtle())
    return ValidQuads(nquads)


def _is_post(triple: ox.Triple) -> bool:
    return triple.object == HRKG.Post and triple.predicate == RDF.type


def _about(triples: Iterable[ox.Triple]) -> About:
    about: About = {}
    for triple in triples:
        about.setdefault(triple.subject, []).append((triple.predicate, triple.object))
    return about


def _triples(about: About, subjects: Iterable[Any]) -> list[ox.Triple]:
    return [ox.Triple(s, p, o) for s in subjects for p, o in about[s]]


def _named_in(triples: Iterable[ox.Triple], shared: About) -> set[Any]:
    """The things of the shared graphs that some triples name, and those that our own terms lead to from there."""
    open_ends: list[Any] = [end for triple in triples for end in (triple.subject, triple.object)]
    found: set[Any] = set()
    while open_ends:
        thing = open_ends.pop()
        if thing in shared and thing not in found:
            found.add(thing)
            open_ends += [o for p, o in shared[thing] if p.value.startswith(HRKG.namespace)]
    return found


def _check(triples: Sequence[ox.Triple], shapes: Shapes) -> Iterator[Violation]:
    """The results on one small graph; each names the post, where there is one alone."""
    data = _Data(triples)
    options = {"inplace": True, "use_shapes": shapes.for_graph(data)}
    validator = Validator(DataGraph.from_rdflib_graph(data), shacl_graph=shapes.graph, options=options)
    validator.shacl_graph = shapes.parsed
    _, report, _ = validator.run()  # type: ignore[no-untyped-call]
    found = set(report.objects(None, URIRef(SH.result.value)))
    if found:
        about = _about(triples)
        posts: list[Any] = [triple.subject for triple in triples if _is_post(triple)]
        post = posts[0].value.rpartition("/")[2] if len(posts) == 1 else None
        yield from (_violation(report, result, post, about) for result in found)


def _violation(report: Graph, result: Identifier, post: str | None, about: About) -> Violation:
    def one(predicate: ox.NamedNode) -> Any:
        value = report.value(result, URIRef(predicate.value))
        return None if value is None else _to_ox(value)

    path = one(SH.resultPath)
    focus, value = one(SH.focusNode), one(SH.value)
    return Violation(
        severity=one(SH.resultSeverity),
        message=one(SH.resultMessage).value,
        focus=focus,
        path=path if isinstance(path, ox.NamedNode) else None,
        value=value,
        shape=one(SH.sourceShape),
        component=one(SH.sourceConstraintComponent),
        constraint=one(SH.sourceConstraint),
        post=post,
        quote=_quote(focus, about) or (_quote(value, about) if value is not None else None),
    )


def _quote(thing: Node, about: About) -> str | None:
    """The words of the evidence of a thing, or of the evidence that it is or is part of; of several the first."""

    def objects(subject: Any, predicate: ox.NamedNode) -> list[Any]:
        return [o for p, o in about.get(subject, ()) if p == predicate]

    evidence = objects(thing, HRKG.evidence)
    evidence += [s for s, pairs in about.items() if (OA.hasSelector, thing) in pairs]
    selectors = [selector for e in (thing, *evidence) for selector in objects(e, OA.hasSelector)]
    return min((exact.value for selector in selectors for exact in objects(selector, OA.exact)), default=None)


def _fill(graph: Graph, triples: Iterable[ox.Triple]) -> None:
    """Put triples into a graph of rdflib."""
    known: dict[Any, Identifier] = {}
    for triple in triples:
        for term in (triple.subject, triple.predicate, triple.object):
            if term not in known:
                known[term] = _to_rdflib(term)
        graph.add((known[triple.subject], known[triple.predicate], known[triple.object]))


def _to_rdflib(term: Any) -> Identifier:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if term.language:
        return Literal(term.value, lang=term.language)
    # Else rdflib would rewrite 'P18M' as 'P1Y6M', and a wrong form would never be seen. It is said of each literal, for
    # rdflib.NORMALIZE_LITERALS would be said of the whole process.
    return Literal(term.value, datatype=None if term.datatype == XSD.string else term.datatype.value, normalize=False)


def _to_ox(term: Any) -> Node:
    if isinstance(term, URIRef):
        return ox.NamedNode(str(term))
    if isinstance(term, BNode):
        return ox.BlankNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype)) if term.datatype else None)
