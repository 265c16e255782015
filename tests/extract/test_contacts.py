"""Contact data stay out of what is told of a post."""

from hrkg.extract._contacts import without_contacts
from hrkg.model import Demand, Incident, Post, PostFacts, Signature, Span, Statement

TEXT = "A title\n\nLakes Union (press@lakes.example) signed. Free the poet, tel. +254 700 123 456, at once, all of you!"
POST = Post("2020-01-02-a-title", "A title", "2020-01-02", TEXT)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words), words)


def test_a_quotation_is_parted_around_an_address() -> None:
    whole = span("Lakes Union (press@lakes.example) signed.")
    facts = without_contacts(PostFacts(POST, signatures=(Signature("Lakes Union", "organisation", 0, (whole,)),)))
    (signature,) = facts.signatures
    assert signature.evidence == (span("Lakes Union"),)


def test_each_piece_quotes_the_post_to_the_letter() -> None:
    whole = span("Free the poet, tel. +254 700 123 456, at once, all of you!")
    facts = without_contacts(PostFacts(POST, incidents=(Incident("threat", (whole,)),)))
    assert [piece.exact for piece in facts.incidents[0].evidence] == ["Free the poet,", ", at once, all of you!"]
    assert all(TEXT[piece.start : piece.end] == piece.exact for piece in facts.incidents[0].evidence)


def test_a_demand_keeps_its_longest_piece() -> None:
    whole = span("Free the poet, tel. +254 700 123 456, at once, all of you!")
    statement = Statement("appeal", (whole,), demands=(Demand(whole.exact, whole),))
    facts = without_contacts(PostFacts(POST, statements=(statement,)))
    assert [demand.text for demand in facts.statements[0].demands] == [", at once, all of you!"]


def test_a_signature_that_is_an_address_is_left_out() -> None:
    whole = span("Lakes Union (press@lakes.example) signed.")
    wrong = Signature("Write to press@lakes.example", "person", 0, (whole,))
    assert without_contacts(PostFacts(POST, signatures=(wrong,))).signatures == ()


def test_a_fact_without_contact_data_stays_as_it_is() -> None:
    facts = PostFacts(POST, incidents=(Incident("threat", (span("A title"),)),))
    assert without_contacts(facts) == facts
