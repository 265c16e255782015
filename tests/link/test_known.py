"""The tables asked by their own names: each leads to its row and no other, and all rows make a valid graph."""

import re
from collections.abc import Iterator

import pytest

from hrkg.lexicon import Row, load_lexicon
from hrkg.link.known import known_of
from hrkg.link.registers import REGISTERS, registered
from hrkg.link.resolve import resolve
from hrkg.mapping.graph import PostGraph
from hrkg.mapping.identity import map_identities, settle_names
from hrkg.model import Defender, Detention, Post, PostFacts, Prize, Signature
from hrkg.quads import Quad, to_nquads
from hrkg.settings import share
from hrkg.text.normal import fold
from hrkg.validate import Shapes, validate
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DCTERMS, FOAF, OWL, RDF, SCHEMA
from tests.corpora import ROOT

LEXICON = load_lexicon(share() / "data/authority", share() / "ontology")
KNOWN = known_of(LEXICON)
IRIS = Iris("https://data.example/")
SHARED = {
    (table, fold(name))
    for table, name, _ in (
        line.split("\t") for line in (ROOT / "data/authority/shared_names.tsv").read_text("utf-8").splitlines()
    )
}


def named(table: str, rows: tuple[Row, ...]) -> Iterator[tuple[str, Row]]:
    yield from ((name, row) for row in rows for name in row.names if (table, fold(name)) not in SHARED)


@pytest.mark.parametrize("beside", ["nothing", "acronym", "country", "both"])
def test_every_name_of_an_organisation_leads_to_its_row(beside: str) -> None:
    lost = []
    # Bodies that tables do not know share these; and 'Amnesty International' in Britain is the British section.
    bare = {fold(acronym) for acronym in LEXICON.words("acronym-of-others")}
    for name, row in named("organisations", LEXICON.organisations):
        acronym = row["acronym"] or None if beside in ("acronym", "both") else None
        country = row["country"] or None if beside in ("country", "both") else None
        if fold(name) in bare or (country and row.id == "amnesty-international"):
            continue
        found = KNOWN.organisation(name, acronym, country)
        if found is not row:
            lost.append(f"{name}: {found.id if found else None}, not {row.id}")
    assert lost == []


def test_an_acronym_leads_to_the_only_row_that_has_it() -> None:
    lost = []
    for row in LEXICON.organisations:
        acronym = row["acronym"]
        if (
            acronym
            and ("organisations", fold(acronym)) not in SHARED
            and acronym not in LEXICON.words("acronym-of-others")
        ):
            found = KNOWN.organisation(acronym, None, None)
            if found is not row:
                lost.append(f"{acronym}: {found.id if found else None}, not {row.id}")
    assert lost == []


def test_every_name_of_a_prize_or_a_law_leads_to_its_row() -> None:
    lost = [name for name, row in named("prizes", LEXICON.prizes) if KNOWN.prize([name]) is not row]
    lost += [name for name, row in named("laws", LEXICON.laws) if KNOWN.law(name, row["country"] or None) is not row]
    assert lost == []


def test_every_name_of_a_person_leads_to_their_row_in_their_country_alone() -> None:
    parts = frozenset(("defender", "laureate", "official", "expert"))
    for name, row in named("persons", LEXICON.persons):
        assert KNOWN.person([name], row["country"], parts=parts) is row, name
        assert KNOWN.person([name], None, parts=parts) is None
        assert KNOWN.person([name], "AQ", parts=parts) is None


def test_all_rows_together_make_a_graph_that_conforms() -> None:
    signatures = [Signature(row.label, "organisation", 0, (), row["acronym"] or None) for row in LEXICON.organisations]
    defenders = [
        Defender(row.label, (), row.names, row["country"])
        for row in LEXICON.persons
        if {"defender", "laureate"} & set(row["role"].split("|"))
    ]
    detentions = [Detention("Nobody", (), country=row["country"] or None, law=row.label) for row in LEXICON.laws]
    detentions += [Detention("Nobody", (), country=code) for code in LEXICON.countries_by_code]
    prizes = [Prize(row.label, ()) for row in LEXICON.prizes]
    post = Post("2024-05-01-all", "All", "2024-05-01", "All")
    facts = PostFacts(
        post,
        signatures=tuple(signatures),
        defenders=tuple(defenders),
        detentions=tuple(detentions),
        prizes=tuple(prizes),
    )
    linked = resolve(facts, LEXICON)
    keys = {(identity.kind, identity.key) for identity in linked.identities.values()}
    assert {row.id for row in LEXICON.organisations} - {key for kind, key in keys if kind == "organisation"} == set()
    assert {row.id for row in LEXICON.laws} - {key for kind, key in keys if kind == "law"} == set()
    assert {row.id for row in LEXICON.prizes} - {key for kind, key in keys if kind == "prize"} == set()
    assert len(keys) > 1000
    names = settle_names([map_identities(PostGraph(linked, IRIS))], IRIS)
    typed = [Quad(IRIS.entity(*key), RDF.type, FOAF.Person, IRIS.graph("names")) for key in keys if key[0] == "person"]
    assert validate(to_nquads([*names, *typed]), Shapes.load(share() / "shapes")).lines() == []


def test_identifiers_are_well_formed_and_each_tells_where_it_was_seen() -> None:
    head, *lines = (ROOT / "data/authority/identifiers.tsv").read_text(encoding="utf-8").splitlines()
    assert head.split("\t") == ["thing", "scheme", "identifier", "evidence"]
    rows = [line.split("\t") for line in lines]
    assert rows == sorted(rows)
    for thing, scheme, identifier, evidence in rows:
        kind, _, key = thing.partition("/")
        assert key in KNOWN.rows[kind], thing
        assert REGISTERS[scheme].pattern.fullmatch(identifier), identifier
        assert len(evidence) > 10, thing
    pairs = [(scheme, identifier) for _, scheme, identifier, _ in rows if scheme not in ("website", "un-document")]
    assert len(set(pairs)) == len(pairs)
    assert {scheme for _, scheme, _, _ in rows} == set(REGISTERS)


def test_a_website_of_the_table_is_published_only_where_a_second_source_has_it() -> None:
    for thing, told in LEXICON.identifiers.items():
        kind, _, key = thing.partition("/")
        for address in registered(told).homepages:
            assert KNOWN.rows[kind][key]["website"].rstrip("/") == address.rstrip("/"), thing


@pytest.mark.parametrize(
    ("scheme", "identifier"),
    [
        ("ror", "https://ror.org/05cwdqs42"),
        ("ror", "05cwdqs4"),
        ("thf-award", "A652E9E2"),
        ("un-document", "A/RES/217 (III)"),
        ("website", "www.reeds.example"),
    ],
)
def test_a_malformed_identifier_does_not_pass(scheme: str, identifier: str) -> None:
    assert not REGISTERS[scheme].pattern.fullmatch(identifier)


def test_what_registers_tell_stands_in_the_graph_of_names() -> None:
    linked = resolve(
        PostFacts(
            Post("2024-05-01-all", "All", "2024-05-01", "All"),
            signatures=(Signature("Human Rights Watch", "organisation", 0, ()),),
            prizes=(Prize("Martin Ennals Award", ()),),
            detentions=(Detention("Nobody", (), law="Convention against Torture"),),
        ),
        LEXICON,
    )
    found = {(q.subject.value, q.predicate, q.object.value) for q in map_identities(PostGraph(linked, IRIS))}
    watch, award, law = (
        f"https://data.example/{thing}"
        for thing in (
            "organisation/human-rights-watch",
            "prize/martin-ennals-award-for-human-rights-defenders",
            "law/convention-against-torture",
        )
    )
    assert (watch, OWL.sameAs, "https://ror.org/05cwdqs42") in found
    assert (watch, FOAF.homepage, "https://www.hrw.org") in found
    pages = [page for subject, predicate, page in found if (subject, predicate) == (award, SCHEMA.sameAs)]
    assert [re.sub(r"[0-9A-F-]{36}$", "…", page) for page in pages] == [
        "https://www.trueheroesfilms.org/thedigest/awards/…"
    ]
    assert (law, DCTERMS.identifier, "A/RES/39/46") in found
