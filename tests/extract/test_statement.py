"""Which posts report a joint text, and what it says: kind, day, count, states, addressees, persons, demands."""

import pytest

from hrkg.extract.statement import find_statements
from tests.extract.conftest import LEXICON, a_reading


def statements(body, title="A post", published="2024-05-06"):
    reading = a_reading(body, published=published, title=title)
    found = find_statements(reading, LEXICON)
    for statement in found:
        assert statement.evidence
        for span in statement.evidence:
            assert reading.post.text[span.start : span.end] == span.exact
    return found


def only(body, **options):
    found = statements(body, **options)
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Ten organisations have issued a joint statement on Ruritania.", "joint-statement"),
        ("Ten organisations urge Ruritania to release Anna Bell.", "joint-statement"),
        ("Rivers League and Lakes Union call on Ruritania to release Anna Bell.", "joint-statement"),
        ("We, the undersigned organisations, are concerned about Anna Bell.", "joint-statement"),
        ("In an open letter to the President of Ruritania, ten organisations ask for her release.", "open-letter"),
        ("Rivers League and nine others wrote to the President of Ruritania.", "joint-letter"),
        ("Ten organisations sent a joint letter to the President of Ruritania.", "joint-letter"),
        ("Ten organisations published an urgent appeal for Anna Bell.", "appeal"),
        ("More than 2,000 people have signed a petition for Anna Bell.", "petition"),
        ("A hundred groups adopted a joint declaration on rivers.", "declaration"),
    ],
)
def test_a_joint_text_and_its_kind(sentence, kind):
    assert only(sentence).kind == kind


@pytest.mark.parametrize(
    "body",
    [
        "Rivers League called on Ruritania to release Anna Bell. In a statement it said that she is innocent.",
        "Her arrest has been condemned by Amnesty International, Human Rights Watch and Rivers League.",
        (
            "A group of UN experts urged Ruritania to release her. In a joint statement the Special "
            "Rapporteurs expressed concern."
        ),
        "On behalf of 39 countries Ruritania delivered a joint statement on Syldavia.",
        "Twelve journalists were arrested. Hundreds of people demonstrated in the capital.",
        "The resolution was adopted after a call from more than 1,200 organisations.",
        "Send a letter of application and two references before 3 May.",
        "Eight organisations, including Rivers League, showed films in Geneva.",
        "The Universal Declaration of Human Rights is 75 years old.",
    ],
)
def test_a_post_without_a_joint_text(body):
    assert statements(body) == []


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("More than 140 NGOs sent an open letter to the President.", 140),
        ("Some 3,700 organisations signed an open letter.", 3700),
        ("Seven rights groups urge Ruritania to release her.", 7),
        ("Rivers League and 27 others issued a joint statement.", 28),
        ("Rivers League, Lakes Union and 27 other groups issued a joint statement.", 29),
        ("Rivers League and fourteen others urged Ruritania to free her. The fifteen groups are worried.", 15),
        ("A coalition of 19 organisations in Ruritania, Rivers League and Lakes Union issued a joint statement.", None),
        ("Several organisations issued a joint statement.", None),
    ],
)
def test_the_count_is_the_one_that_the_text_declares(sentence, count):
    assert only(sentence).declared_count == count


def test_the_title_may_give_the_count():
    statement = only(
        "Rivers League and 27 others issued a joint statement.", title="Thirty groups call for release of Anna Bell"
    )
    assert statement.declared_count == 30


@pytest.mark.parametrize(
    ("sentence", "issued"),
    [
        ("On 2 May 2024 ten groups issued a joint statement on an arrest of 3 March.", "2024-05-02"),
        (
            "In a joint statement of 2 May, ten groups ask for the release of Anna Bell, arrested on 3 March.",
            "2024-05-02",
        ),
        ("Ten groups (2 May 2024) urge Ruritania to release her.", "2024-05-02"),
        ("Today ten groups issued a joint statement.", "2024-05-06"),
        ("An open letter, signed by ten groups, was published on 2 May 2024.", "2024-05-02"),
        ("Ten groups ask in a joint statement for the release of Anna Bell, who was arrested on 3 March.", None),
        ("Last week ten groups issued a joint statement.", None),
    ],
)
def test_the_day_is_that_of_the_text_and_of_nothing_else(sentence, issued):
    assert only(sentence).issued == issued


def test_another_number_or_day_is_another_text():
    found = statements(
        "On 2 May 2024 ten groups issued a joint statement on Kenya.\n\nOn 4 May 2024 fifty "
        "lawyers sent an open letter about the same case."
    )
    assert [(s.kind, s.issued, s.declared_count) for s in found] == [
        ("joint-statement", "2024-05-02", 10),
        ("open-letter", "2024-05-04", 50),
    ]


def test_a_text_told_of_twice_is_one():
    statement = only("Ten groups urge Kenya to release her. In the statement, the ten groups also ask for an inquiry.")
    assert statement.declared_count == 10


def test_the_state_is_the_one_whose_conduct_is_criticised():
    statement = only(
        "Ten groups in France and Germany urge the Kenyan authorities to release the Ugandan "
        "activist Anna Bell, held in Kenya."
    )
    assert (statement.countries, statement.addressees) == (("KE",), ("KE",))


def test_bodies_are_called_upon_by_their_names():
    statement = only(
        "Ten groups issued a joint statement on prisoners in Kenya. They call on the Kenyan "
        "government, the European Union and the "
        "international community to act."
    )
    assert statement.addressees == ("KE", "European Union", "international community")


def test_who_asks_for_nothing_calls_upon_nobody():
    assert only("Ten groups published a joint statement on rivers in Kenya.").addressees == ()


def test_it_speaks_for_those_whom_it_names():
    statement = only(
        (
            "Ten groups urge Kenya to release Anna Bell and Peter Stone. A third activist, Maria "
            "Field, was freed last year."
        ),
    )
    assert statement.concerns == ("Anna Bell", "Peter Stone")


@pytest.mark.parametrize("mark", ["- ", "• ", "1. ", "a) ", ""])
def test_demands_are_the_items_of_a_list_that_asks(mark):
    gap = "\n" if mark else "\n\n"
    items = gap.join(
        mark + text
        for text in ("Release Anna Bell at once;", "Drop all charges against her;", "End the harassment of lawyers.")
    )
    statement = only(f"Ten groups issued a joint statement on Kenya.\n\nThey call on the authorities to:\n\n{items}")
    assert [d.text.rstrip(";.") for d in statement.demands] == [
        "Release Anna Bell at once",
        "Drop all charges against her",
        "End the harassment of lawyers",
    ]


def test_rules_of_a_prize_are_no_demands():
    assert statements("Applications must:\n\n- be in French\n- come with a signed letter\n- arrive before 3 May") == []


@pytest.mark.parametrize(
    ("body", "issued"),
    [
        ("Lima / Quito, 3 May 2024\n\nThe undersigned groups are concerned.", "2024-05-03"),
        ("Lima, 3 May 2024. The undersigned groups are concerned.", "2024-05-03"),
        ("(Lima) 3 May 2024 – The undersigned groups are concerned.", "2024-05-03"),
        ("The undersigned groups are concerned.\n\nDone at Lima, 3 May 2024", "2024-05-03"),
        ("Lima, 3 May 2021\n\nThe undersigned groups are concerned.", None),
        ("On Wednesday 44 groups issued a joint statement on Peru.", "2024-05-01"),
        ("Before the hearing, on 2 May, Rivers League and 12 others had published an open letter.", "2024-05-02"),
        ("A statement came from Rivers League, Lakes Union and Hills Watch on 2 May 2024.", "2024-05-02"),
    ],
)
def test_the_day_of_a_text(body, issued):
    assert [s.issued for s in statements(body)] == [issued]


@pytest.mark.parametrize(
    "body",
    [
        "Rivers League is alone so far; an open letter of many groups is said to be in preparation.",
        "The ministry did not respond to the letter that the two organisations sent on 2 May.",
        "On 3 June 2023 FIDH and its member organisation in Lima published a report on prisons.",
        "Some victims asked for money; others did not ask for that at all.",
    ],
)
def test_texts_to_come_texts_answered_and_reports_are_none(body):
    assert statements(body) == []


@pytest.mark.parametrize(
    ("sentence", "addressees"),
    [
        ("In a joint letter to the Rivers Federation ten groups ask for her release.", ("Rivers Federation",)),
        ("Ten groups ask the European Union to raise the case, and Peru to free her.", ("European Union", "PE")),
        ("Ten groups from Peru and Chile made public an appeal to the European Union.", ("European Union",)),
    ],
)
def test_bodies_and_several_addressees(sentence, addressees):
    assert only(sentence).addressees == addressees


def test_those_told_of_right_after_a_report_that_names_nobody():
    found = only(
        "Ten groups urge Ruritania to release the four.\n\nAnna Bell, a lawyer, was arrested on 2 May 2024. "
        "The journalist Paul Brook has been held since March.\n\nA minister denied it."
    )
    assert found.concerns == ("Anna Bell", "Paul Brook")


def test_demands_of_the_undersigned_and_of_an_unfinished_sentence():
    listed = only("The undersigned groups:\n\n1. demand the release of Anna Bell;\n2. ask the court to hear her.")
    loose = only("Ten groups call on Peru to\n\nRelease Anna Bell.\n\nand on Chile to\n\nLet her in.")
    assert (len(listed.demands), len(loose.demands)) == (2, 2)
