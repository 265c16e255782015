"""Judgements through a whole conversion: what was merged stays in the data, and undoing it restores the former IRI."""

from hrkg.lexicon import load_lexicon
from hrkg.link.resolve import resolve
from hrkg.link.sssom import Judgement, Judgements
from hrkg.mapping.post import map_post
from hrkg.model import Post, PostFacts, Signature, Span, Statement
from hrkg.quads import to_nquads
from hrkg.settings import share
from hrkg.vocab.iris import Iris

LEXICON = load_lexicon(share() / "data/authority", share() / "ontology")
TEXT = "Reeds\n\nHall of Reeds and House of Looms wrote a letter."
SPAN = Span.of(TEXT, 7, len(TEXT))
POST = Post("2024-05-01-reeds", "Reeds", "2024-05-01", TEXT)
FACTS = PostFacts(
    POST,
    statements=(Statement("open-letter", (SPAN,)),),
    signatures=tuple(Signature(n, "organisation", 0, (SPAN,)) for n in ("Hall of Reeds", "House of Looms")),
)


def quads(*judged: Judgement) -> bytes:
    return to_nquads(map_post(resolve(FACTS, LEXICON, Judgements(judged)), Iris("https://data.example/")))


def test_a_merged_iri_stays_as_replaced_and_comes_back_when_undone() -> None:
    before = quads()
    merge = Judgement(
        "hr:organisation/hall-of-reeds", "", "owl:sameAs", "", "hr:organisation/house-of-looms", "",
        "semapv:ManualMappingCuration", "", "orcid:0", "2024-05-01", "",
    )  # fmt: skip
    merged = quads(merge).decode()
    former, kept = (f"<https://data.example/organisation/{key}>" for key in ("hall-of-reeds", "house-of-looms"))
    assert f"{former} <http://purl.org/dc/terms/isReplacedBy> {kept} " in merged
    assert [line for line in merged.splitlines() if former in line and "isReplacedBy" not in line] == []
    assert former.encode() in before
    assert b"isReplacedBy" not in before
    assert quads() == before


def test_the_order_of_judgements_does_not_matter() -> None:
    rows = [
        Judgement(
            f"hr:organisation/{key}", "", predicate, "", target, "", "semapv:ManualMappingCuration", "", "", "", "",
        )
        for key, predicate, target in (
            ("hall-of-reeds", "owl:sameAs", "wikidata:Q900001"),
            ("hall-of-reeds", "skos:closeMatch", "wikidata:Q900002"),
            ("house-of-looms", "owl:sameAs", "wikidata:Q900003"),
        )
    ]  # fmt: skip
    assert quads(*rows) == quads(*reversed(rows))
    assert b"sameAs> <http://www.wikidata.org/entity/Q900003>" in quads(*rows)
