"""Who signed: every layout of a list, signatories in prose, lists that are none. Names are invented or of the
tables."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrkg.extract.signature import find_signatures
from hrkg.extract.statement import find_statements
from hrkg.text.blocks import tokens_of
from hrkg.text.normal import fold
from tests.extract.conftest import LEXICON, a_reading

LEAD = "The undersigned organisations call on Ruritania to release Anna Bell.\n\n"


def signatures(body, title="A post"):
    reading = a_reading(body, title=title)
    found = find_signatures(reading, find_statements(reading, LEXICON), LEXICON)
    for signature in found:
        for span in signature.evidence:
            assert reading.post.text[span.start : span.end] == span.exact
        assert any(signature.name in span.exact for span in signature.evidence)
    return found


def names(body, title="A post"):
    return [s.name for s in signatures(body, title)]


OFFICES = LEXICON.phrases("office-word", case=True)


def is_plain(row):
    """A name that no layout can take for two parts, of a body that signs: no bracket, comma or dash; no court."""
    label = row.label
    whole = label.isascii() and not any(mark in label for mark in ("(", "-", ": ", ",", "/")) and len(label) > 5
    return whole and label != row["acronym"] and not OFFICES.find(tokens_of(label))


ROWS = [row for row in LEXICON.organisations if is_plain(row)]
COUNTRIES = {"Kenya": "KE", "South Africa": "ZA", "the Netherlands": "NL", "Perú": "PE", "UK": "GB"}
CAPACITY = "within the framework of the Observatory for Rivers"


@st.composite
def entries(draw):
    """An entry as printed, and what is to be read from it."""
    row = draw(st.sampled_from(ROWS))
    text = row.label
    acronym = row["acronym"] if row["acronym"].isalpha() and row["acronym"].isupper() else ""
    acronym = acronym if len(acronym) > 1 and draw(st.booleans()) else ""
    if acronym:
        text += draw(st.sampled_from([f" ({acronym})", f" – {acronym}", f" - {acronym}"]))
    country = draw(st.sampled_from(["", *COUNTRIES]))
    if country:
        text += draw(st.sampled_from([f" ({country})", f", {country}", f" – {country}", f" / {country}"]))
    capacity = "" if country else draw(st.sampled_from(["", "", f", {CAPACITY}"]))
    return text + capacity, (fold(row.label), COUNTRIES.get(country), CAPACITY if capacity else None)


HEADINGS = (
    "Signatories:",
    "Signatories",
    "Signed by:",
    "Signed,",
    "Undersigned organisations:",
    "List of signatories (in alphabetical order):",
    "The signatories include:",
    "The statement was signed by the following organisations:",
    "Firmantes:",
    "Signataires :",
)
LAYOUTS = {
    "numbered": lambda i, text: f"{i}. {text}",
    "numbered with brackets": lambda i, text: f"{i}) {text}",
    "bulleted": lambda i, text: f"• {text}",
    "starred": lambda i, text: f"* {text}",
    "dashed": lambda i, text: f"– {text}",
    "bare": lambda i, text: text,
    "ended": lambda i, text: f"- {text};",
}


@settings(max_examples=150, deadline=None)
@given(
    st.lists(entries(), min_size=3, max_size=12, unique_by=lambda e: e[1][0]),
    st.sampled_from(HEADINGS),
    st.sampled_from(sorted(LAYOUTS)),
    st.sampled_from(["\n", "\n\n"]),
)
def test_a_list_in_any_layout_gives_back_its_entries(listed, heading, layout, gap):
    lines = gap.join(LAYOUTS[layout](i, text) for i, (text, _) in enumerate(listed, start=1))
    found = signatures(f"{LEAD}{heading}\n\n{lines}\n\nhttps://example.org/a")
    assert [(fold(s.name), s.country, s.capacity) for s in found] == [wanted for _, wanted in listed]
    assert {s.kind for s in found} == {"organisation"}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(ROWS), min_size=3, max_size=8, unique_by=lambda r: fold(r.label)),
    st.sampled_from(["; ", " | ", ", "]),
    st.sampled_from(["Signed by: ", "Signatories: ", "The statement was signed by ", "The signatories are "]),
)
def test_a_series_in_one_line_gives_back_its_names(rows, separator, lead):
    found = names(f"{LEAD}{lead}{separator.join(r.label for r in rows)}.")
    assert [fold(n) for n in found] == [fold(r.label) for r in rows]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(ROWS), min_size=2, max_size=6, unique_by=lambda r: fold(r.label)), st.booleans())
def test_a_series_with_and_gives_back_its_names(rows, oxford):
    *first, last = [r.label for r in rows]
    series = ", ".join(first) + (", and " if oxford and len(first) > 1 else " and ") + last
    found = names(f"In a joint statement of 2 May 2024, {series} call on Ruritania to release Anna Bell.")
    assert [fold(n) for n in found] == [fold(r.label) for r in rows]


def told(signature):
    return signature.name, signature.kind, signature.acronym, signature.country, signature.capacity


def test_persons_in_a_list_have_capacities_and_countries():
    found = signatures(
        "Five writers signed an open letter to the government of Ruritania.\n\nSignatories:\n"
        "Prof. Anna Bell, University of Springfield, Ghana\nDr. Peter Stone (Sweden)\nVora Xyloe "
        "(US)\nMaria Field – advocate"
    )
    assert [told(s) for s in found] == [
        ("Anna Bell", "person", None, "GH", "University of Springfield"),
        ("Peter Stone", "person", None, "SE", None),
        ("Vora Xyloe", "person", None, "US", None),
        ("Maria Field", "person", None, None, "advocate"),
    ]


def test_regions_and_countries_that_sort_a_list_are_no_entries():
    assert names(
        LEAD
        + "Signatories:\n\nAfrica\nRivers League, Kenya\nLakes Union\n\nAsia\nPonds Council\n\nIndividuals\nAnna Bell"
    ) == ["Rivers League", "Lakes Union", "Ponds Council", "Anna Bell"]


def test_a_picture_credit_or_a_link_does_not_end_a_list():
    assert names(
        LEAD + "Signed by:\n• Rivers League\nPhoto: Anna Bell\n• Lakes Union\nhttps://example.org/a\n• Ponds Council"
    ) == ["Rivers League", "Lakes Union", "Ponds Council"]


def test_what_is_said_of_the_rest_of_a_list_is_no_entry():
    assert names(LEAD + "Signed:\nRivers League\nLakes Union\nand 120 others\n(full list on the website)") == [
        "Rivers League",
        "Lakes Union",
    ]


def test_two_columns_of_known_names_are_two_entries():
    assert names(LEAD + "Signed:\nAccess Now Human Rights Watch\nIndex on Censorship | Freedom House") == [
        "Access Now",
        "Human Rights Watch",
        "Index on Censorship",
        "Freedom House",
    ]


def test_a_roll_of_names_needs_no_heading():
    assert names(LEAD + "Rivers League • Lakes Union • Ponds Council • Springs Foundation") == [
        "Rivers League",
        "Lakes Union",
        "Ponds Council",
        "Springs Foundation",
    ]


def test_each_list_goes_to_the_statement_told_of_before_it():
    found = signatures(
        "On 2 May 2024 three groups sent an open letter to Ruritania. It was signed by:\n\n- "
        "Rivers League\n- Lakes Union\n\n"
        "On 4 May 2024 two other groups published a joint appeal, signed by:\n\n- Ponds Council\n- Rivers League"
    )
    assert [(s.statement, s.name) for s in found] == [
        (0, "Rivers League"),
        (0, "Lakes Union"),
        (1, "Ponds Council"),
        (1, "Rivers League"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Among the signatories are Rivers League (RL), Lakes Union and the Ponds Council for Peace and Justice.",
        (
            "The letter was signed, among others, by Rivers League (RL), Lakes Union and the Ponds "
            "Council for Peace and Justice."
        ),
        (
            "Rivers League (RL), Lakes Union and the Ponds Council for Peace and Justice are among "
            "those who signed the letter."
        ),
        (
            "In a joint letter of 2 May 2024, Rivers League (RL), Lakes Union and the Ponds Council "
            "for Peace and Justice ask for her release."
        ),
        "A joint letter was sent today by Rivers League (RL), Lakes Union and the Ponds Council for Peace and Justice.",
        (
            "Three groups (Rivers League (RL), Lakes Union and the Ponds Council for Peace and "
            "Justice) have written a joint letter."
        ),
    ],
)
def test_signatories_in_prose(sentence):
    found = signatures(f"Anna Bell is in prison. An open letter to Ruritania asks for her release. {sentence}")
    assert [told(s) for s in found] == [
        ("Rivers League", "organisation", "RL", None, None),
        ("Lakes Union", "organisation", None, None, None),
        ("Ponds Council for Peace and Justice", "organisation", None, None, None),
    ]


def test_an_organisation_in_the_prose_and_in_the_list_is_one_entry():
    assert names(
        "Lakes Union and two other groups urge Ruritania to release Anna Bell.\n\nSigned:\n- Lakes "
        "Union\n- Rivers League\n- Ponds Council"
    ) == ["Lakes Union", "Rivers League", "Ponds Council"]


def test_an_acronym_in_the_prose_is_the_organisation_that_it_was_introduced_for():
    found = signatures(
        "The Rivers and Lakes Union (RLU) and five other groups wrote to the King of Ruritania. "
        "Among the signatories are RLU, Ponds Council and the Springs Foundation."
    )
    assert [s.name for s in found] == ["Rivers and Lakes Union", "Ponds Council", "Springs Foundation"]


@pytest.mark.parametrize(
    "body",
    [
        # critics and sources
        (
            "Anna Bell was arrested on 3 May. Her arrest has been criticised by Amnesty International "
            "and Human Rights Watch."
        ),
        "According to Amnesty International and Human Rights Watch, 20 people were killed.",
        # participants, juries, rules, see also
        "The conference is on 3 May.\n\nSpeakers:\n- Anna Bell, Rivers League\n- Peter Stone, Lakes Union",
        "The jury of the prize:\n- Amnesty International\n- Human Rights Watch\n- Rivers League",
        "Candidates must:\n- be human rights defenders\n- be nominated by Amnesty International",
        "The report ends with recommendations to the Rivers League.\n\nSee also:\n- Human Rights Watch\n- Lakes Union",
        # states and experts
        "On behalf of 39 countries Ruritania delivered a joint statement on Syldavia.",
        "Ten UN experts, among them Anna Bell and Peter Stone, urged Ruritania in a joint statement to release her.",
    ],
)
def test_who_has_not_signed(body):
    assert names(body) == []


def test_those_who_are_sent_a_copy_have_not_signed():
    assert names(
        "A joint letter from two groups asks for her release.\n\nSincerely,\n\nRivers "
        "League\nLakes Union\n\ncc:\nPonds Council"
    ) == [
        "Rivers League",
        "Lakes Union",
    ]


def test_a_demand_list_is_not_a_list_of_signatories():
    found = names(
        LEAD
        + "They call on the government to:\n- release Anna Bell\n- drop all charges\n\n"
        + "Signed:\n- Rivers League\n- Lakes Union"
    )
    assert found == ["Rivers League", "Lakes Union"]


def test_signatories_sorted_by_pairs_of_regions():
    lists = "AFRICA AND THE MIDDLE EAST\n\nRivers League\nLakes Union\n\nASIA AND OCEANIA\n\nHills Watch\nIslands Forum"
    assert names(f"{LEAD}The signatories include:\n\n{lists}") == [
        "Rivers League",
        "Lakes Union",
        "Hills Watch",
        "Islands Forum",
    ]


def test_a_line_per_country_with_strokes_between_the_names():
    lines = "KENYA: Rivers League // Lakes Union (LU)\nPERU: Hills Watch // Islands Forum // Coasts Network"
    assert names(f"{LEAD}Signed:\n\n{lines}") == [
        "Rivers League",
        "Lakes Union",
        "Hills Watch",
        "Islands Forum",
        "Coasts Network",
    ]


def test_the_undersigned_may_head_their_demands():
    body = "The undersigned:\n\n– Urge the state to free Anna Bell;\n– Call on the police to explain itself.\n\n"
    assert names(f"{LEAD}{body}In solidarity:\n\nRivers League\nLakes Union") == ["Rivers League", "Lakes Union"]


def test_forms_of_an_urgent_action_are_no_signatories():
    body = "Write to the minister.\n\nYours sincerely,\n\nADDITIONAL INFORMATION\n\nShe was arrested on 2 May.\n\n"
    assert names(f"{body}PLEASE ACT BEFORE: 3 June 2024\nNAME AND PRONOUN: Anna Bell (she)") == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Among the seven are Rivers League, Lakes Union and Hills Watch.", "Rivers League, Lakes Union, Hills Watch"),
        (
            "They are, besides others: Rivers League, Hills Watch! (Peru), Lakes Union.",
            "Rivers League, Hills Watch!, Lakes Union",
        ),
        ("It was published by the Rivers League.", ""),
        (
            "It was signed by 300 people, among whom Anna Stone, film maker; and Paul Brook, actor.",
            "Anna Stone, Paul Brook",
        ),
    ],
)
def test_sentences_that_go_on_with_a_counted_text(sentence, found):
    told = names(f"Seven organisations issued a joint statement on Ruritania. {sentence}")
    assert ", ".join(told) == found


def test_a_capacity_told_of_all_is_that_of_each():
    found = signatures(
        "Rivers League and Lakes Union, in the framework of the Tower for Boatmen, request your urgent intervention in "
        "the following situation in Peru. The Tower calls for her release."
    )
    assert [(s.name, s.capacity) for s in found] == [
        ("Rivers League", "in the framework of the Tower for Boatmen"),
        ("Lakes Union", "in the framework of the Tower for Boatmen"),
    ]


def test_the_founders_of_a_programme_sign_its_appeal():
    assert names(
        "The Tower for Boatmen, a partnership of Rivers League and Lakes Union, requests your urgent intervention in "
        "the following situation in Peru."
    ) == ["Rivers League", "Lakes Union"]


def test_a_colleague_for_whom_they_ask_has_not_signed():
    assert names(
        "Ruritania should free her colleague Anna Bell, Rivers League and Lakes Union said today in a joint statement."
    ) == ["Rivers League", "Lakes Union"]


def test_members_of_a_network_are_counted_without_its_name():
    assert names("Rivers League and 14 IFEX members call on Ruritania to release Anna Bell.") == ["Rivers League"]


def test_the_words_that_lead_over_to_a_list_name_signatories_too():
    body = (
        "The list begins with Rivers League and Lakes Union, then come:\n\n"
        "Hills Watch, Islands Forum, Coasts Network, Woods Union and 9 others."
    )
    assert names(f"{LEAD}{body}") == [
        "Rivers League",
        "Lakes Union",
        "Hills Watch",
        "Islands Forum",
        "Coasts Network",
        "Woods Union",
    ]
