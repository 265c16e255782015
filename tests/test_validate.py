"""What `validate` sees, how it tells it, and what `admit` lets through."""

import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from hrkg.errors import InputError, NotConformingError, TableError
from hrkg.quads import ValidQuads, to_nquads
from hrkg.validate import Report, Shapes, Violation, admit, validate
from hrkg.vocab.terms import HRKG, OA, SH

ROOT = Path(__file__).parent.parent
BASE = "https://w3id.org/hrkg/"

PREFIXES = """
PREFIX : <https://w3id.org/hrkg/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX hrkg: <https://w3id.org/hrkg/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
"""

NAMES = """
<person/dara-quill> rdfs:label "Dara Quill" .
<concept/status/detained> a skos:Concept ; skos:notation "detained" ; skos:inScheme <concept/status> .
"""


def _post(key: str, extra: str = "", *, quote: str = "Dara Quill jailed") -> str:
    """A post that reports one detention; `extra` is said of the detention."""
    return f"""
<post/{key}> a hrkg:Post ;
    dcterms:title "Dara Quill jailed" ;
    dcterms:issued "2020-05-01"^^xsd:date ;
    hrkg:contentDigest "{"0" * 64}" ;
    hrkg:textLength 40 ;
    hrkg:reports <detention/{key}/1> .
<detention/{key}/1> a hrkg:Detention ;
    hrkg:detainee <person/dara-quill> ;
    hrkg:status <concept/status/detained> ;
    hrkg:statusAsOf "2020-05-01"^^xsd:date ;
    hrkg:reportedIn <post/{key}> ;
    hrkg:evidence <evidence/{key}/1> {";" if extra else ""} {extra} .
<person/dara-quill> a hrkg:Defender, foaf:Person ; hrkg:evidence <evidence/{key}/1> .
<evidence/{key}/1> a oa:SpecificResource ;
    oa:hasSource <post/{key}> ;
    oa:hasSelector <evidence/{key}/1/position>, <evidence/{key}/1/quote> .
<evidence/{key}/1/position> a oa:TextPositionSelector ; oa:start 0 ; oa:end 17 .
<evidence/{key}/1/quote> a oa:TextQuoteSelector ; oa:exact "{quote}" .
"""


def _nquads(**graphs: str) -> bytes:
    """Named graphs, each by its name and its Turtle."""
    text = PREFIXES + "".join(f"<graph/{name.replace('_', '/')}> {{ {body} }}\n" for name, body in graphs.items())
    return to_nquads(ox.parse(text, format=ox.RdfFormat.TRIG, base_iri=BASE))


UPSIDE_DOWN = 'hrkg:start "2018-05-24"^^xsd:date ; hrkg:end "2016"^^xsd:gYear'


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    return Shapes.load(ROOT / "shapes")


def test_a_post_that_is_as_it_should_be(shapes: Shapes) -> None:
    report = validate(_nquads(post_a=_post("a"), names=NAMES), shapes)
    assert report == Report()
    assert report.conforms


def test_a_violation_tells_post_quote_and_shape(shapes: Shapes) -> None:
    report = validate(_nquads(post_a=_post("a", UPSIDE_DOWN), names=NAMES), shapes)
    (violation,) = report.violations
    assert not report.conforms
    assert violation == Violation(
        severity=SH.Violation,
        message="A detention cannot end, nor its sentence run out, before it starts: 2016 is before 2018-05-24.",
        focus=ox.NamedNode(f"{BASE}detention/a/1"),
        path=None,
        value=ox.Literal("2016", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#gYear")),
        shape=ox.NamedNode("https://w3id.org/hrkg/shapes#Detention"),
        component=ox.NamedNode(f"{SH.namespace}SPARQLConstraintComponent"),
        constraint=ox.NamedNode("https://w3id.org/hrkg/shapes#Detention-dateOrder"),
        post="a",
        quote="Dara Quill jailed",
    )


def test_a_line_is_in_a_persons_words(shapes: Shapes) -> None:
    report = validate(_nquads(post_a=_post("a", UPSIDE_DOWN), names=NAMES), shapes)
    assert report.lines() == [
        "a: violation: A detention cannot end, nor its sentence run out, before it starts: 2016 is before 2018-05-24. "
        "(found: '2016') in 'Dara Quill jailed' at <https://w3id.org/hrkg/detention/a/1>"
    ]


def test_a_line_is_one_line_and_not_endless(shapes: Shapes) -> None:
    quote = "Dara\\nQuill " * 40
    (line,) = validate(_nquads(post_a=_post("a", quote=quote), names=NAMES), shapes).lines()
    assert "\n" not in line
    assert len(line) < 500
    assert "The words quoted are 440 code points and their position spans 0 to 17." in line


def test_a_line_about_a_text_quotes_it(shapes: Shapes) -> None:
    body = _post("a", 'hrkg:charge "call +20 2 555 0100"')
    assert validate(_nquads(post_a=body, names=NAMES), shapes).lines() == [
        "a: violation: No text holds an e-mail address or a telephone number. at 'call +20 2 555 0100'"
    ]


def test_the_gravest_come_first(shapes: Shapes) -> None:
    body = _post("a", f'{UPSIDE_DOWN} , "2021"^^xsd:gYear ; hrkg:start "2021"^^xsd:gYear')
    severities = [v.severity for v in validate(_nquads(post_a=body, names=NAMES), shapes).violations]
    assert severities == sorted(severities, key=[SH.Violation, SH.Warning, SH.Info].index)
    assert SH.Warning in severities


def test_one_post_cannot_mend_another(shapes: Shapes) -> None:
    lacking = _post("a").replace("hrkg:detainee <person/dara-quill> ;", "")
    told_elsewhere = _post("b") + "<detention/a/1> hrkg:detainee <person/dara-quill> ."
    assert validate(_nquads(post_a=_post("a"), post_b=told_elsewhere, names=NAMES), shapes).conforms
    report = validate(_nquads(post_a=lacking, post_b=told_elsewhere, names=NAMES), shapes)
    assert [v.post for v in report.violations] == ["a"]


def test_one_post_cannot_spoil_another(shapes: Shapes) -> None:
    # Both tell the amount of one edition; each tells it once.
    post = """
<post/{0}> hrkg:reports <prize/z/2020> .
<prize/z> a hrkg:Prize ; hrkg:edition <prize/z/2020> .
<prize/z/2020> a hrkg:PrizeEdition ; hrkg:prize <prize/z> ; hrkg:amount {1} ; hrkg:currency "EUR" ;
    hrkg:reportedIn <post/{0}> ; hrkg:evidence <evidence/{0}/1> .
"""
    graphs = {f"post_{key}": _post(key) + post.format(key, amount) for key, amount in (("a", "5.5"), ("b", "7.5"))}
    assert validate(_nquads(**graphs, names=NAMES + '<prize/z> rdfs:label "Harbour Prize" .'), shapes).conforms


def test_what_no_post_names_is_validated_too(shapes: Shapes) -> None:
    names = NAMES + '<country/PT> a hrkg:Country ; rdfs:label "Portugal" .'
    (violation,) = validate(_nquads(post_a=_post("a"), names=names), shapes).violations
    assert (violation.focus, violation.path, violation.post) == (
        ox.NamedNode(f"{BASE}country/PT"),
        HRKG.isoCode,
        None,
    )


def test_what_a_named_thing_leads_to_is_seen(shapes: Shapes) -> None:
    law = '<law/l> a hrkg:Law ; rdfs:label "Assembly Act" ; hrkg:country <country/EG> .'
    egypt = '<country/EG> a hrkg:Country ; rdfs:label "Egypt" ; hrkg:isoCode "EG" .'
    body = _post("a", "hrkg:underLaw <law/l>")
    assert validate(_nquads(post_a=body, names=NAMES + law + egypt), shapes).conforms
    (violation,) = validate(_nquads(post_a=body, names=NAMES + law), shapes).violations
    assert violation.value == ox.NamedNode(f"{BASE}country/EG")


def test_a_graph_that_only_speaks_of_posts_is_no_posts_graph(shapes: Shapes) -> None:
    ontology = (
        'hrkg:reports rdfs:domain hrkg:Post . <country/EG> a hrkg:Country ; rdfs:label "Egypt" ; hrkg:isoCode "EG" .'
    )
    assert validate(
        _nquads(post_a=_post("a", "hrkg:country <country/EG>"), names=NAMES, ontology=ontology), shapes
    ).conforms


def test_triples_of_the_default_graph_are_validated(shapes: Shapes) -> None:
    text = PREFIXES + _post("a", UPSIDE_DOWN) + NAMES
    data = to_nquads(ox.parse(text, format=ox.RdfFormat.TRIG, base_iri=BASE))
    assert [v.post for v in validate(data, shapes).violations] == ["a"]


@pytest.mark.parametrize("base", ["http://127.0.0.1:8000/", "https://example.org/graph#"])
def test_other_bases_are_as_good(base: str, shapes: Shapes) -> None:
    data = _nquads(post_a=_post("a", UPSIDE_DOWN), names=NAMES).decode()
    moved = re.sub(f"<{BASE}(?!ontology#)", f"<{base}", data).encode()
    assert [v.post for v in validate(moved, shapes).violations] == ["a"]


@pytest.mark.parametrize(
    ("written", "conforms"),
    [("P18M", True), ("P10Y", True), ("P1Y6M", True), ("P0Y", False), ("10 years", False), ("P1.5Y", False)],
)
def test_literals_are_judged_as_they_are_written(written: str, conforms: bool, shapes: Shapes) -> None:
    body = _post("a", f'hrkg:sentence "{written}"^^xsd:duration')
    report = validate(_nquads(post_a=body, names=NAMES), shapes)
    assert report.conforms is conforms
    assert [v.value.value for v in report.violations if isinstance(v.value, ox.Literal)] == [written] * (not conforms)


def test_an_ill_typed_literal_is_reported_and_not_logged(shapes: Shapes, caplog: pytest.LogCaptureFixture) -> None:
    body = _post("a", 'hrkg:start "2018-02-31"^^xsd:date')
    assert [v.path for v in validate(_nquads(post_a=body, names=NAMES), shapes).violations] == [HRKG.start]
    assert caplog.records == []


def test_the_normalisation_of_rdflib_is_left_as_it_is(shapes: Shapes) -> None:
    assert rdflib.NORMALIZE_LITERALS
    validate(_nquads(post_a=_post("a"), names=NAMES), shapes)
    assert rdflib.NORMALIZE_LITERALS
    assert str(rdflib.Literal("007", datatype=rdflib.XSD.integer)) == "7"


def test_reports_are_merged(shapes: Shapes) -> None:
    one = validate(_nquads(post_a=_post("a", UPSIDE_DOWN), names=NAMES), shapes)
    other = validate(_nquads(post_b=_post("b", UPSIDE_DOWN), names=NAMES), shapes)
    both = validate(_nquads(post_a=_post("a", UPSIDE_DOWN), post_b=_post("b", UPSIDE_DOWN), names=NAMES), shapes)
    assert one + other == other + one == both
    assert one + one == one
    assert [v.post for v in both.violations] == ["a", "b"]


def test_the_report_graph_is_that_of_the_standard(shapes: Shapes) -> None:
    text = validate(_nquads(post_a=_post("a", UPSIDE_DOWN), names=NAMES), shapes).to_turtle()
    store = ox.Store()
    store.load(text, format=ox.RdfFormat.TURTLE)
    (row,) = store.query(
        f"""PREFIX sh: <{SH.namespace}>
        SELECT ?conforms ?focus ?message ?constraint ?severity WHERE {{
            ?report a sh:ValidationReport ; sh:conforms ?conforms ; sh:result ?result .
            ?result a sh:ValidationResult ; sh:focusNode ?focus ; sh:resultMessage ?message ; sh:sourceShape ?shape ;
                sh:sourceConstraintComponent ?component ; sh:sourceConstraint ?constraint ; sh:resultSeverity ?severity
        }}"""
    )
    assert row["conforms"].value == "false"
    assert row["focus"].value == f"{BASE}detention/a/1"
    assert row["message"].value.endswith("In: 'Dara Quill jailed'")
    assert row["constraint"].value == "https://w3id.org/hrkg/shapes#Detention-dateOrder"
    assert row["severity"] == SH.Violation
    assert "_:" not in text


def test_the_report_of_what_conforms_says_so() -> None:
    text = Report().to_turtle()
    (conforms,) = (q.object.value for q in ox.parse(text, format=ox.RdfFormat.TURTLE) if q.predicate == SH.conforms)
    assert conforms == "true"


def test_blank_nodes_of_the_data_are_no_blank_nodes_of_the_report(shapes: Shapes) -> None:
    report = validate(_nquads(names='_:x a hrkg:Country ; rdfs:label "X" ; hrkg:isoCode "XX" .'), shapes)
    assert [v.shape.value.rpartition("#")[2] for v in report.violations] == ["Thing"]
    for quad in ox.parse(report.to_turtle(), format=ox.RdfFormat.TURTLE):
        assert ox.BlankNode not in (type(quad.subject), type(quad.object))


def test_report_bytes_do_not_depend_on_the_run() -> None:
    script = """
import sys
from pathlib import Path
from hrkg.validate import Shapes, validate
sys.stdout.write(validate(sys.stdin.buffer.read(), Shapes.load(Path(sys.argv[1]))).to_turtle())
"""
    broken = 'hrkg:pretrial "yes" ; hrkg:place "" ; hrkg:charge "" ; ' + UPSIDE_DOWN
    data = _nquads(post_a=_post("a", broken), post_b=_post("b", broken), names=NAMES)
    command = [sys.executable, "-c", script, str(ROOT / "shapes")]
    runs = {subprocess.run(command, input=data, capture_output=True, check=True, cwd=ROOT).stdout for _ in range(2)}
    assert len(runs) == 1
    assert b"Detention-dateOrder" in runs.pop()


def test_what_conforms_is_admitted(shapes: Shapes) -> None:
    data = _nquads(post_a=_post("a"), names=NAMES)
    assert admit(data, validate(data, shapes)) == ValidQuads(data)


def test_what_does_not_conform_is_not_admitted(shapes: Shapes) -> None:
    data = _nquads(post_a=_post("a", UPSIDE_DOWN), names=NAMES)
    with pytest.raises(NotConformingError, match=r"^a: violation: A detention cannot end"):
        admit(data, validate(data, shapes))


def test_a_warning_is_admitted(shapes: Shapes) -> None:
    data = _nquads(post_a=_post("a", 'hrkg:start "2021"^^xsd:gYear'), names=NAMES)
    report = validate(data, shapes)
    assert [v.severity for v in report.violations] == [SH.Warning]
    assert admit(data, report).data == data


def test_what_is_no_nquads_is_said_with_its_line(shapes: Shapes) -> None:
    with pytest.raises(InputError, match=r"^the graph:2: "):
        validate(_nquads(names="<a> a <b> .") + b"<a> <b>\n", shapes)


def test_nothing_conforms(shapes: Shapes) -> None:
    assert validate(b"", shapes).conforms


def test_shapes_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "post.ttl").write_text("@prefix sh: <http://www.w3.org/ns/shacl#> .\nsh:x a\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"^post\.ttl:\d+: "):
        Shapes.load(tmp_path)


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=17, max_size=17))
def test_any_quote_of_the_right_length_is_right(shapes: Shapes, quote: str) -> None:
    evidence = ox.NamedNode(f"{BASE}evidence/a/1/quote")
    quads = ox.parse(_nquads(post_a=_post("a"), names=NAMES), format=ox.RdfFormat.N_QUADS)
    data = to_nquads(
        ox.Quad(q.subject, q.predicate, ox.Literal(quote), q.graph_name)
        if (q.subject, q.predicate) == (evidence, OA.exact)
        else q
        for q in quads
    )
    found = {(v.constraint or v.shape).value.rpartition("#")[2] for v in validate(data, shapes).violations}
    assert "Quotes-length" not in found


def test_a_graph_is_told_as_a_posts_by_what_is_in_it(shapes: Shapes) -> None:
    # Whatever the graph is called: the post in it is typed.
    data = _nquads(anything=_post("a", UPSIDE_DOWN), names=NAMES)
    assert re.match(r"a: violation", validate(data, shapes).lines()[0])
