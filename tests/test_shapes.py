"""The shapes, case by case: each file of valid/ passes, each file of invalid/ fails for the reason in its name alone.

A case stands in the small world of `context.ttl`. The name of an invalid file is `RULE.KIND[.note].ttl`: the shape or
SPARQL constraint, by the last part of its IRI, and the kind of constraint that fails ('MinCount', 'Class', 'SPARQL').
"""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib

from hrkg.quads import to_nquads
from hrkg.validate import Report, Shapes, validate
from hrkg.vocab.terms import RDF, SH

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "shapes"
SHAPES = ROOT / "shapes"
VALID = sorted(CASES.glob("*/valid/*.ttl"))
INVALID = sorted(CASES.glob("*/invalid/*.ttl"))


def _turtle(path: Path) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)}


def _local(iri: ox.NamedNode) -> str:
    return iri.value.rpartition("#")[2]


CONTEXT = _turtle(CASES / "context.ttl")


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load(SHAPES)


def _report(shapes: Shapes, case: set[ox.Triple]) -> Report:
    graph = ox.NamedNode("https://w3id.org/hrkg/graph/post/p")
    return validate(to_nquads(ox.Quad(t.subject, t.predicate, t.object, graph) for t in CONTEXT | case), shapes)


def _reason(path: Path) -> tuple[str, str]:
    rule, kind, *_ = path.name.removesuffix(".ttl").split(".")
    return rule, kind


def _rules(path: Path) -> Iterator[tuple[str, str]]:
    """(rule, kind) of each constraint of a file of shapes that something is asked by, that is, that has a target."""
    said_of_it = {"type", "targetClass", "targetObjectsOf", "path", "message", "severity", "flags", "ignoredProperties"}
    said_of_it.add("qualifiedValueShape")  # which qualifiedMaxCount counts
    triples = _turtle(path)
    targets = {t.subject for t in triples if _local(t.predicate) in ("targetClass", "targetObjectsOf")}
    for triple in triples:
        kind = _local(triple.predicate)
        if kind == "sparql":
            yield _local(triple.object), "SPARQL"
        elif triple.subject in targets and kind not in said_of_it:
            yield _local(triple.subject), kind[0].upper() + kind[1:]


def test_the_context_conforms_without_a_remark(shapes: Shapes) -> None:
    assert _report(shapes, set()).violations == ()


@pytest.mark.parametrize("path", VALID, ids=lambda p: f"{p.parent.parent.name}/{p.stem}")
def test_valid(path: Path, shapes: Shapes) -> None:
    assert _report(shapes, _turtle(path)).lines() == []


@pytest.mark.parametrize("path", INVALID, ids=lambda p: f"{p.parent.parent.name}/{p.stem}")
def test_invalid_fails_for_the_reason_in_its_name_and_no_other(path: Path, shapes: Shapes) -> None:
    found = {
        (_local(v.constraint or v.shape), _local(v.component).removesuffix("ConstraintComponent"))
        for v in _report(shapes, _turtle(path)).violations
    }
    assert found == {_reason(path)}


@pytest.mark.parametrize("path", sorted(SHAPES.glob("*.ttl")), ids=lambda p: p.stem)
def test_every_constraint_is_broken_by_an_invalid_file_of_its_folder(path: Path) -> None:
    broken = {_reason(case) for case in (CASES / path.stem / "invalid").glob("*.ttl")}
    assert broken == set(_rules(path))


def test_every_file_of_shapes_has_valid_cases_too() -> None:
    assert {p.parent.parent.name for p in VALID} == {p.stem for p in SHAPES.glob("*.ttl")}


def test_every_shape_has_a_message_in_english_and_a_severity() -> None:
    triples = set().union(*map(_turtle, SHAPES.glob("*.ttl")))
    shapes = {t.subject for t in triples if t.predicate == RDF.type and t.object in (SH.NodeShape, SH.PropertyShape)}
    constraints = {t.object for t in triples if _local(t.predicate) == "sparql"}
    told = {t.subject for t in triples if t.predicate == SH.message and t.object.language == "en"}
    # What a shape asks by SPARQL alone, each constraint tells itself.
    silent = {t.subject for t in triples if _local(t.predicate) == "sparql"}
    assert shapes - silent <= told
    assert constraints <= told
    assert shapes <= {t.subject for t in triples if t.predicate == SH.severity}


def test_a_remark_is_no_violation(shapes: Shapes) -> None:
    case = CASES / "statement" / "invalid" / "Statement-declaredCount.SPARQL.ttl"
    report = _report(shapes, _turtle(case))
    assert [v.severity for v in report.violations] == [SH.Info]
    assert report.violations[0].message == "The text declares 22 signatories and lists 1."
    assert report.conforms


def _plain(*paths: Path) -> rdflib.Graph:
    graph = rdflib.Graph()
    for path in paths:
        graph.parse(path)
    return graph


def test_the_shapes_are_well_formed() -> None:
    # By the shapes of shapes that the W3C publishes.
    conforms, _, _ = pyshacl.validate(rdflib.Graph(), shacl_graph=_plain(*SHAPES.glob("*.ttl")), meta_shacl=True)
    assert conforms


def test_validate_finds_what_pyshacl_alone_finds(shapes: Shapes, monkeypatch: pytest.MonkeyPatch) -> None:
    # All invalid cases at once: `validate` leaves out what has nothing to judge and asks SPARQL of another engine.
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    paths = [CASES / "context.ttl", *(path for path in INVALID if "NodeKind.blank" not in path.name)]
    _, report, _ = pyshacl.validate(_plain(*paths), shacl_graph=_plain(*SHAPES.glob("*.ttl")))
    results = rdflib.Namespace(SH.namespace)
    expected = {
        (str(report.value(r, results.focusNode)), str(report.value(r, results.sourceShape)),
         str(report.value(r, results.sourceConstraintComponent)), str(report.value(r, results.sourceConstraint)))
        for r in report.objects(None, results.result)
    }  # fmt: skip
    found = {
        (v.focus.value, v.shape.value, v.component.value, v.constraint.value if v.constraint else "None")
        for v in _report(shapes, set().union(*map(_turtle, paths))).violations
    }
    assert found == expected
    assert len(found) > 150
