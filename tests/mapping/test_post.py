"""Facts -> quads: every field to its term, whole expected triples in sight."""

import pyoxigraph as ox
import pytest

from hrkg.link.resolve import resolve
from hrkg.mapping.identity import settle_names
from hrkg.mapping.post import map_post
from hrkg.model import (
    Defender,
    Demand,
    Detention,
    Incident,
    Post,
    PostFacts,
    Prize,
    Signature,
    Span,
    Statement,
)
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DCTERMS, HRKG, OA, OWL, RDF, RDFS, SCHEMA, SKOS
from tests.extract.conftest import LEXICON

BASE = "https://example.org/"
TEXT = "A title\n\nAda Lorne was jailed. The Lantern Prize went to her. Ropes Guild (RG) signed."
POST = Post("2020-01-02-a-title", "A title", "2020-01-02", TEXT, ("https://example.org/source",))
IRIS = Iris(BASE)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


JAILED, WON, SIGNED = span("Ada Lorne was jailed."), span("The Lantern Prize went to her."), span("Ropes Guild (RG)")
FACTS = PostFacts(
    POST,
    statements=(
        Statement(
            "open-letter", (SIGNED,), "2020-01", 3, ("BY",), ("BY", "Harbour Council"), ("Ada Lorne",),
            (Demand("jailed", JAILED),),
        ),
    ),
    signatures=(Signature("Ropes Guild", "organisation", 0, (SIGNED,), "RG", "PL", "on behalf of sailors"),),
    defenders=(Defender("Ada Lorne", (JAILED,), ("A. Lorne",), "BY", ("human rights defender",), ("Harbour Press",)),),
    detentions=(
        Detention(
            "Ada Lorne", (JAILED,), "BY", "2019-05", "2019-06-01", "Tower", "on-bail", "P18M", "P1Y", "2019-07", True,
            ("incitement",), "Criminal Code",
        ),
    ),
    incidents=(Incident("travel-ban", (JAILED,), "Ada Lorne", "2019", "BY"), Incident("attack", (WON,))),
    prizes=(
        Prize(
            "Lantern Prize", (WON,), (), 2020, "Lantern House", "sea", "2020-01-01", "2020-02-01", "5000.00", "EUR",
            ("Ada Lorne",), ("Rope Choir",), "2020-12-10", "Gdynia",
        ),
    ),
)  # fmt: skip


@pytest.fixture(scope="module")
def store() -> ox.Store:
    quads = list(map_post(resolve(FACTS, LEXICON), IRIS))
    names = [quad for quad in quads if quad.graph_name == IRIS.graph("names")]
    found = ox.Store()
    found.extend([quad for quad in quads if quad not in names] + settle_names([names], IRIS))
    return found


def values(store: ox.Store, subject: str, predicate: ox.NamedNode) -> set[str]:
    """The objects of one subject and predicate, IRIs without the base."""
    node = ox.NamedNode(BASE + subject)
    return {q.object.value.removeprefix(BASE) for q in store.quads_for_pattern(node, predicate, None, None)}


P = "2020-01-02-a-title"
EXPECTED: list[tuple[str, ox.NamedNode, set[str]]] = [
    (f"post/{P}", DCTERMS.title, {"A title"}),
    (f"post/{P}", DCTERMS.issued, {"2020-01-02"}),
    (f"post/{P}", DCTERMS.references, {"source"}),
    (f"post/{P}", HRKG.textLength, {str(len(TEXT))}),
    (f"post/{P}", SCHEMA.articleBody, set()),
    (f"statement/{P}/1", HRKG.statementKind, {"concept/statement-kind/open-letter"}),
    (f"statement/{P}/1", DCTERMS.issued, {"2020-01"}),
    (f"statement/{P}/1", HRKG.signatoryCount, {"3"}),
    (f"statement/{P}/1", HRKG.country, {"country/BY"}),
    (f"statement/{P}/1", HRKG.addressedTo, {"country/BY", "organisation/harbour-council"}),
    (f"statement/{P}/1", HRKG.concerns, {"person/ada-lorne-by"}),
    (f"statement/{P}/1", HRKG.signedBy, {"organisation/ropes-guild-pl"}),
    (f"statement/{P}/1", HRKG.demand, {f"demand/{P}/1"}),
    (f"statement/{P}/1", RDFS.label, {"Open letter: A title"}),
    (f"demand/{P}/1", RDF.value, {"jailed"}),
    (f"signature/{P}/1", HRKG.nameAsWritten, {"Ropes Guild"}),
    (f"signature/{P}/1", HRKG.position, {"1"}),
    (f"signature/{P}/1", HRKG.statedCountry, {"country/PL"}),
    (f"signature/{P}/1", HRKG.capacity, {"on behalf of sailors"}),
    ("organisation/ropes-guild-pl", RDF.type, {HRKG.Signatory.value, SCHEMA.Organization.value}),
    ("organisation/ropes-guild-pl", HRKG.acronym, {"RG"}),
    ("person/ada-lorne-by", RDFS.label, {"Ada Lorne"}),
    ("person/ada-lorne-by", SKOS.altLabel, {"A. Lorne"}),
    ("person/ada-lorne-by", HRKG.role, {"concept/role/human-rights-defender"}),
    ("person/ada-lorne-by", HRKG.affiliation, {"organisation/harbour-press"}),
    (f"detention/{P}/1", HRKG.detainee, {"person/ada-lorne-by"}),
    (f"detention/{P}/1", HRKG.start, {"2019-05"}),
    (f"detention/{P}/1", HRKG.end, {"2019-06-01"}),
    (f"detention/{P}/1", HRKG.place, {"Tower"}),
    (f"detention/{P}/1", HRKG.status, {"concept/status/on-bail"}),
    (f"detention/{P}/1", HRKG.statusAsOf, {"2020-01-02"}),
    (f"detention/{P}/1", HRKG.sentence, {"P1Y6M"}),
    (f"detention/{P}/1", HRKG.suspendedSentence, {"P1Y"}),
    (f"detention/{P}/1", HRKG.sentenceExpired, {"2019-07"}),
    (f"detention/{P}/1", HRKG.pretrial, {"true"}),
    (f"detention/{P}/1", HRKG.charge, {"incitement"}),
    (f"detention/{P}/1", HRKG.underLaw, {"law/criminal-code-by"}),
    (f"incident/{P}/1", HRKG.affects, {"person/ada-lorne-by"}),
    (f"incident/{P}/1", DCTERMS.date, {"2019"}),
    (f"incident/{P}/2", HRKG.affects, set()),
    ("prize/lantern-prize", HRKG.awardedBy, {"organisation/lantern-house"}),
    ("prize/lantern-prize/2020", HRKG.amount, {"5000"}),
    ("prize/lantern-prize/2020", HRKG.currency, {"EUR"}),
    ("prize/lantern-prize/2020", HRKG.laureate, {"person/ada-lorne-by"}),
    ("prize/lantern-prize/2020", HRKG.runnerUp, {"organisation/rope-choir"}),
    ("prize/lantern-prize/2020", HRKG.deadline, {"2020-02-01"}),
    ("prize/lantern-prize/2020", HRKG.ceremonyPlace, {"Gdynia"}),
    ("prize/lantern-prize/2020", HRKG.reportedIn, {f"post/{P}"}),
    ("country/BY", HRKG.isoCode, {"BY"}),
    ("country/BY", OWL.sameAs, {"http://www.wikidata.org/entity/Q184"}),
    (f"evidence/{P}/1", OA.hasSource, {f"post/{P}"}),
    (f"evidence/{P}/1/quote", OA.exact, {"Ada Lorne was jailed."}),
    (f"evidence/{P}/1/position", OA.start, {str(JAILED.start)}),
    (f"evidence/{P}/1/position", OA.end, {str(JAILED.end)}),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "predicate", "expected"), EXPECTED, ids=lambda x: str(x)[:60])
def test_each_field_has_its_term(store: ox.Store, subject: str, predicate: ox.NamedNode, expected: set[str]) -> None:
    assert values(store, subject, predicate) == expected


def test_what_a_post_says_stands_in_its_graph(store: ox.Store) -> None:
    graphs = {q.graph_name for q in store.quads_for_pattern(None, HRKG.role, None, None)}
    assert graphs == {IRIS.post_graph(P)}
    assert {q.graph_name for q in store.quads_for_pattern(None, RDFS.label, ox.Literal("Ada Lorne"), None)} == {
        IRIS.graph("names")
    }


def test_evidence_that_does_not_stand_in_the_post_is_an_error() -> None:
    wrong = PostFacts(POST, incidents=(Incident("attack", (Span(3, 9, "absent"),)),))
    with pytest.raises(ValueError, match="the evidence 'absent' does not stand at 3"):
        list(map_post(resolve(wrong, LEXICON), IRIS))
