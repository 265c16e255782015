"""Names of what posts share: one label each, whatever the order of the posts."""

import itertools

from hrkg.mapping.identity import settle_names
from hrkg.quads import Quad, text, to_nquads
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import RDFS, SKOS

IRIS = Iris("https://example.org/")
HOME = IRIS.graph("names")


def spelt(key: str, name: str, *others: str) -> list[Quad]:
    """What one post gives: the name that it uses, and others."""
    node = IRIS.entity("person", key)
    more = [Quad(node, SKOS.altLabel, text(other), HOME) for other in others]
    return [Quad(node, SKOS.prefLabel, text(name), HOME), *more]


def lines(posts: list[list[Quad]]) -> list[str]:
    data = to_nquads(settle_names(posts, IRIS)).decode()
    return [line.replace("https://example.org/person/", "").rpartition(" <")[0] for line in data.splitlines()]


def test_the_most_frequent_spelling_is_the_label_in_any_order_of_posts() -> None:
    posts = [spelt("x", "Ada Lorne"), spelt("x", "A. Lorne"), spelt("x", "Ada Lorne"), spelt("x", "Ada Lørne")]
    found = {tuple(lines(list(order))) for order in itertools.permutations(posts)}
    assert len(found) == 1
    assert [line for line in found.pop() if "#label>" in line] == [f'<x> {RDFS.label} "Ada Lorne"']


def test_of_equals_the_first_in_code_point_order_is_the_label() -> None:
    assert f'<x> {RDFS.label} "A. Lorne"' in lines([spelt("x", "Ada Lorne"), spelt("x", "A. Lorne")])


def test_a_name_that_posts_use_first_goes_before_their_other_names() -> None:
    assert f'<x> {RDFS.label} "Ada Lorne"' in lines([spelt("x", "Ada Lorne", "A. Lorne")])


def test_every_other_spelling_is_another_label() -> None:
    found = lines([spelt("x", "Ada Lorne", "A. Lorne")])
    assert [line for line in found if "altLabel" in line] == [f'<x> {SKOS.altLabel} "A. Lorne"']


def test_the_label_of_a_table_goes_before_any_spelling() -> None:
    known = [Quad(IRIS.entity("person", "x"), RDFS.label, text("Ada Q. Lorne"), HOME), *spelt("x", "Ada Lorne")]
    found = lines([known, spelt("x", "Ada Lorne")])
    assert [line for line in found if "#label>" in line] == [f'<x> {RDFS.label} "Ada Q. Lorne"']


def test_two_persons_of_one_name_are_marked_as_unsure() -> None:
    found = lines([spelt("ada-lorne-by", "Ada Lorne"), spelt("ada-lorne-pl", "Ada Lorne")])
    assert f"<ada-lorne-by> {SKOS.closeMatch} <ada-lorne-pl>" in found
    assert f"<ada-lorne-pl> {SKOS.closeMatch} <ada-lorne-by>" in found


def test_two_organisations_of_one_name_are_marked_too_and_two_prizes_are_not() -> None:
    def named(kind: str, key: str) -> list[Quad]:
        return [Quad(IRIS.entity(kind, key), SKOS.prefLabel, text("Hall of Reeds"), HOME)]

    found = settle_names([named("organisation", "hall-of-reeds"), named("organisation", "hall-of-reeds-tg")], IRIS)
    assert sum(quad.predicate == SKOS.closeMatch for quad in found) == 2
    apart = settle_names([named("prize", "hall-of-reeds"), named("organisation", "hall-of-reeds")], IRIS)
    assert SKOS.closeMatch not in {quad.predicate for quad in apart}


def test_a_common_name_gives_links_in_proportion_to_its_bearers() -> None:
    found = lines([spelt(f"ada-lorne/{number:03}", "Ada Lorne") for number in range(200)])
    assert sum("closeMatch" in line for line in found) == 2 * 199
