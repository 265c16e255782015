"""The ontology, its concept schemes and alignments, and the constants of hrkg/vocab/terms.py agree with one another."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest

from hrkg.lexicon import load_lexicon
from hrkg.settings import DEFAULT_BASE
from hrkg.vocab import terms
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DCTERMS, HRKG, OWL, PREFIXES, RDF, RDFS, SCHEMA, SKOS, XSD

ROOT = Path(__file__).parent.parent
ONTOLOGY = ROOT / "ontology"
FILES = sorted(ONTOLOGY.glob("*.ttl"))
MATCHES = {SKOS.closeMatch, SKOS.relatedMatch, SKOS.broadMatch}

Graph = dict[ox.NamedNode, dict[ox.NamedNode, list[ox.NamedNode | ox.Literal]]]


def _graph(*paths: Path) -> Graph:
    """Subject -> predicate -> objects."""
    graph: Graph = defaultdict(lambda: defaultdict(list))
    for path in paths:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            graph[quad.subject][quad.predicate].append(quad.object)
    return graph


DEFINED = {s: p for s, p in _graph(ONTOLOGY / "hrkg.ttl").items() if RDFS.isDefinedBy in p}
CONCEPTS = {s: p for s, p in _graph(*FILES).items() if SKOS.Concept in p[RDF.type]}
CLASSES = {s for s, p in DEFINED.items() if OWL.Class in p[RDF.type]}
VOCABULARIES = [getattr(terms, prefix.upper()) for prefix in PREFIXES]


def _english(values: list[ox.NamedNode | ox.Literal]) -> list[str]:
    return [v.value for v in values if isinstance(v, ox.Literal) and v.language == "en"]


def test_the_constants_are_the_terms_of_the_ontology() -> None:
    assert Counter(HRKG.terms()) == Counter(DEFINED.keys())


def test_a_constant_is_named_by_its_local_name() -> None:
    assert HRKG.signedBy.value == "https://w3id.org/hrkg/ontology#signedBy"
    assert SCHEMA.class_.value == "https://schema.org/class"


@pytest.mark.parametrize("vocabulary", VOCABULARIES, ids=lambda v: v.__name__)
def test_a_vocabulary_names_each_term_once(vocabulary: type[terms.Vocabulary]) -> None:
    assert len(set(vocabulary.terms())) == len(vocabulary.__annotations__) > 0


def test_every_vocabulary_has_a_prefix() -> None:
    assert {v.namespace for v in terms.Vocabulary.__subclasses__()} == set(PREFIXES.values())


@pytest.mark.parametrize("term", sorted(DEFINED, key=str), ids=lambda t: t.value.rpartition("#")[2])
def test_every_term_has_a_label_and_a_definition_of_one_or_two_sentences(term: ox.NamedNode) -> None:
    (label,) = _english(DEFINED[term][RDFS.label])
    (definition,) = _english(DEFINED[term][SKOS.definition])
    assert label
    assert definition.endswith(".")
    assert len(re.findall(r"[.;] ", definition)) <= 1


@pytest.mark.parametrize("term", sorted(DEFINED.keys() - CLASSES, key=str), ids=lambda t: t.value.rpartition("#")[2])
def test_every_property_has_a_domain_and_a_range_that_are_known(term: ox.NamedNode) -> None:
    known = {t for vocabulary in VOCABULARIES for t in vocabulary.terms()}
    for exact, several in ((RDFS.domain, SCHEMA.domainIncludes), (RDFS.range, SCHEMA.rangeIncludes)):
        # One, or two and more of which each may be: two rdfs:domains would mean both at once.
        one, more = DEFINED[term][exact], DEFINED[term][several]
        assert (len(one), len(more)) == (1, 0) or (len(one) == 0 and len(more) > 1)
        assert set(one + more) <= known


@pytest.mark.parametrize("term", sorted(DEFINED.keys() - CLASSES, key=str), ids=lambda t: t.value.rpartition("#")[2])
def test_a_property_leads_to_literals_or_to_things_as_its_range_says(term: ox.NamedNode) -> None:
    ranges = DEFINED[term][RDFS.range] + DEFINED[term][SCHEMA.rangeIncludes]
    to_literals = {r in XSD.terms() for r in ranges}
    kind = {frozenset({True}): OWL.DatatypeProperty, frozenset({False}): OWL.ObjectProperty}
    assert DEFINED[term][RDF.type] == [kind.get(frozenset(to_literals), RDF.Property)]


def test_the_ontology_has_version_and_licence_and_nothing_deprecated() -> None:
    graph = _graph(ONTOLOGY / "hrkg.ttl")
    (ontology,) = (s for s, p in graph.items() if OWL.Ontology in p[RDF.type])
    about = graph[ontology]
    (version,) = about[OWL.versionInfo]
    assert ontology.value == HRKG.namespace
    assert about[OWL.versionIRI] == [ox.NamedNode(f"https://w3id.org/hrkg/ontology/{version.value}")]
    assert about[DCTERMS.license] == [ox.NamedNode("https://creativecommons.org/licenses/by/4.0/")]
    assert not any(OWL.deprecated in p for p in graph.values())


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_no_blank_nodes_and_language_tags_in_lower_case(path: Path) -> None:
    # Read as text too, for the parser itself writes tags in lower case.
    text = path.read_text(encoding="utf-8")
    tags = re.findall(r'"@([A-Za-z-]+)', text)
    assert tags == [tag.lower() for tag in tags]
    for quad in ox.parse(text, format=ox.RdfFormat.TURTLE):
        assert ox.BlankNode not in (type(quad.subject), type(quad.object))


def test_every_term_is_aligned_to_schema_org() -> None:
    aligned = _graph(ONTOLOGY / "alignments.ttl")
    assert aligned.keys() == DEFINED.keys()
    for term, pairs in aligned.items():
        ends = [end for ends in pairs.values() for end in ends]
        assert any(end.value.startswith(SCHEMA.namespace) for end in ends), term
        assert pairs.keys() <= MATCHES
        assert len(ends) == len(set(ends)), f"{term} is matched twice to one term"


def test_alignments_lead_to_terms_of_declared_vocabularies() -> None:
    text = (ONTOLOGY / "alignments.ttl").read_text(encoding="utf-8")
    namespaces = dict(re.findall(r"@prefix (\w+): <([^>]+)> \.", text))
    listed = set(re.findall(r"\b(P\d+) ", "".join(line for line in text.splitlines() if line.startswith("#"))))
    for pairs in _graph(ONTOLOGY / "alignments.ttl").values():
        for end in (end for ends in pairs.values() for end in ends):
            namespace, local = re.fullmatch(r"(.*[/#])(\w+)", end.value).groups()  # type: ignore[union-attr]
            assert namespace in namespaces.values()
            if namespace == namespaces["wdt"]:
                assert local in listed, f"{local} is not explained at the head of the file"


def test_the_wikidata_properties_of_the_field_are_matched() -> None:
    pairs = {
        HRKG.signedBy: "P1891", HRKG.laureate: "P166", HRKG.place: "P2632", HRKG.charge: "P1595", HRKG.role: "P106",
        HRKG.nameAsWritten: "P1810", HRKG.country: "P27", HRKG.affiliation: "P463", HRKG.awardedBy: "P1027",
        HRKG.year: "P585", HRKG.underLaw: "P1399",
    }  # fmt: skip
    graph = _graph(ONTOLOGY / "alignments.ttl")
    for term, number in pairs.items():
        wanted = ox.NamedNode(f"http://www.wikidata.org/prop/direct/{number}")
        assert any(wanted in graph[term][match] for match in MATCHES)


@pytest.mark.parametrize("concept", sorted(CONCEPTS, key=str), ids=lambda c: c.value.partition("/concept/")[2])
def test_a_concept_has_one_notation_one_english_name_and_an_iri_made_of_them(concept: ox.NamedNode) -> None:
    (notation,) = CONCEPTS[concept][SKOS.notation]
    (scheme,) = CONCEPTS[concept][SKOS.inScheme]
    assert len(_english(CONCEPTS[concept][SKOS.prefLabel])) == 1
    assert concept == Iris(DEFAULT_BASE).concept(scheme.value.rpartition("/")[2], notation.value)
    assert set(CONCEPTS[concept][SKOS.broader]) <= CONCEPTS.keys() - {concept}


def test_concepts_of_the_closed_lists_are_defined() -> None:
    closed = {c for c, p in CONCEPTS.items() if not p[SKOS.inScheme][0].value.endswith("/role")}
    assert all(len(_english(CONCEPTS[concept][SKOS.definition])) == 1 for concept in closed)


def test_the_schemes_are_those_of_the_ontology() -> None:
    schemes = {s.value for s, p in _graph(*FILES).items() if SKOS.ConceptScheme in p[RDF.type]}
    names = ("statement-kind", "status", "incident-type", "sentence-kind", "role")
    assert schemes == {f"{DEFAULT_BASE}concept/{name}" for name in names}
    assert {p[SKOS.inScheme][0].value for p in CONCEPTS.values()} == schemes


def test_a_word_announces_one_concept_of_a_scheme() -> None:
    meant: dict[tuple[str, str], set[str]] = defaultdict(set)
    for concept, pairs in CONCEPTS.items():
        for word in {label.value for p in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel) for label in pairs[p]}:
            assert word == " ".join(word.split())
            meant[pairs[SKOS.inScheme][0].value, word.casefold()].add(concept.value)
    assert {key: concepts for key, concepts in meant.items() if len(concepts) > 1} == {}


def test_shapes_allow_the_concepts_of_the_closed_lists_and_no_others() -> None:
    allowed = {}
    for path in (ROOT / "shapes").glob("*.ttl"):
        text = path.read_text(encoding="utf-8")
        for scheme, words in re.findall(r'sh:pattern "\[/#\]concept/([a-z-]+)/\(([a-z|-]+)\)\$"', text):
            allowed[scheme] = set(words.split("|"))
    told = defaultdict(set)
    for pairs in CONCEPTS.values():
        told[pairs[SKOS.inScheme][0].value.rpartition("/")[2]].add(pairs[SKOS.notation][0].value)
    del told["role"]  # an open list
    assert allowed == told


def test_roles_are_head_nouns_in_the_singular() -> None:
    roles = load_lexicon(ROOT / "data" / "authority", ONTOLOGY).scheme("role")
    assert len(set(roles.values())) >= 250
    assert {roles[word] for word in ("HRD", "HRDs", "defender", "defenders")} == {"human rights defender"}
    assert roles["lawyers"] == "lawyer"
    assert roles["opposition leader"] == "opposition leader"
    assert roles["attorney"] == "attorney"  # another word is another role
    assert roles["policewomen"] == "policeman"
