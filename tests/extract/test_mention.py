"""Mentions: one rule per test, on invented persons; a success beside the failure that is nearest to it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hrkg.extract._names import name_words
from hrkg.model import Mention
from tests.extract.conftest import LEXICON, a_reading


def mentions(text: str, title: str = "A post") -> list[Mention]:
    return list(a_reading(text, title=title).mentions)


def names(text: str, title: str = "A post") -> list[str]:
    return [m.name for m in mentions(text, title)]


def the_mention(text: str, title: str = "A post") -> Mention:
    (found,) = mentions(text, title)
    return found


@pytest.mark.parametrize(
    "name",
    [
        "Abdulhamid bin Khalid Al-Otaibi",
        "Waleed Abu al-Karam",
        "Shifa-ur-Rehman",
        "María del Carmen Ruiz de la Torre",
        "Fernanda dos Santos Lima",
        "Tran Thi Nga",
        "Nguyễn Văn Đài",
        "Wang Lihua",
        "Lee Sang-hyun",
        "Khin Sandar",
        "Elnur Mammadov",
        "Oleg Petrovich Sidorov",
        "Tesfaye Alemu Bekele",
        "Wanjiru Kamau",
        "G.N. Raghavan",
        "P. Varadha Rao",
        "ASM Nazmul Karim",
        "Jan-Willem van den Berg",
        "Hülya Özdemir",
        "Mekfoula Mint Sidi",
        'Juan "Juancho" Pérez',
        "MARIA GOMEZ",
    ],
)
def test_names_of_any_order_and_script_are_found_whole(name: str) -> None:
    assert names(f"The journalist {name} was arrested on Monday.") == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The Kimberley Process meets in Addis Ababa next Thursday.",
        "Amnesty International, Access Now and the Moscow Helsinki Group signed the letter.",
        "The Guillermo Cano Prize and the Robert F. Kennedy Human Rights Award are for journalists.",
        "In New York the Human Rights Committee looks at the Unlawful Activities Prevention Act.",
        "Apply to the Programme Officer, East and Horn of Africa, before 1 June.",
        "The weekly Hasht-e-Subh and the radio Echo of Moscow were closed.",
        "Police searched Santa Rosa Alta in Guatemala.",
        "The Baloch minority and Muslim activists were angry.",
    ],
)
def test_bodies_places_prizes_and_laws_are_no_persons(text: str) -> None:
    assert names(text) == []


def test_a_prize_named_after_a_person_is_no_person_but_its_possessor_is() -> None:
    assert names("The Ernesto Paz Award went to lawyer Rosa Ibarra.") == ["Rosa Ibarra"]
    assert names("Ernesto Paz's award was stolen in Lima.") == ["Ernesto Paz"]


def test_full_name_surname_and_title_with_surname_are_one_mention() -> None:
    found = the_mention("Farid Nasimov was arrested. Nasimov is a lawyer. Nobody has seen Mr Nasimov since.")
    assert found.name == "Farid Nasimov"
    assert [s.exact for s in found.spans] == ["Farid Nasimov", "Nasimov", "Nasimov"]


def test_the_possessive_is_no_part_of_the_name() -> None:
    found = the_mention("The case of Farid Nasimov is old. Nasimov’s lawyer appealed.")
    assert [s.exact for s in found.spans] == ["Farid Nasimov", "Nasimov"]


def test_brothers_and_sisters_stay_two_mentions() -> None:
    assert names("Blogger Lina Haddadi and her sister, lawyer Loujain Haddadi, were freed.") == [
        "Lina Haddadi",
        "Loujain Haddadi",
    ]


def test_spellings_of_one_name_are_joined_and_the_body_names_before_the_title() -> None:
    found = the_mention("Mohammed al-Bejawi is in prison.", title="Free Mohammed al-Bejaw")
    assert (found.name, found.aliases) == ("Mohammed al-Bejawi", ("Mohammed al-Bejaw",))


def test_the_fullest_form_is_the_name_and_shorter_ones_are_aliases() -> None:
    found = the_mention("Rosa Ibarra was shot. Rosa Ibarra Luna had been threatened; Ibarra was 40.")
    assert (found.name, found.aliases) == ("Rosa Ibarra Luna", ("Rosa Ibarra",))


@pytest.mark.parametrize(
    ("text", "alias"),
    [
        ("Blogger Alfonso Matos (a.k.a. Mbanza Kita) was jailed.", "Mbanza Kita"),
        ("Blogger Tran Thi Ngoc Lan, also known as “Mother River”, was jailed.", "Mother River"),
        ("Lawyer Hussein Gharib (also spelt Hussein Ghareeb) was jailed.", "Hussein Ghareeb"),
        ("Izzat Karimov (Izzat Karimzoda in his passport) was jailed.", "Izzat Karimzoda"),
        ("The Chinese lawyer Wang Lihua (王丽华) was jailed.", "王丽华"),
        (
            "Mohamed Nitro was jailed. The blogger, whose real name is Mohamed Samir Fathi, wrote.",
            "Mohamed Samir Fathi",
        ),
    ],
)
def test_another_name_that_the_post_gives_is_an_alias(text: str, alias: str) -> None:
    assert alias in the_mention(text).aliases


def test_a_country_in_brackets_is_no_alias() -> None:
    found = the_mention("The winner is Zhanna Bekova (Kazakhstan).")
    assert (found.aliases, found.countries) == ((), ("KZ",))


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("The prominent investigative journalist Farid Nasimov was freed.", ("journalist",)),
        ("Professor and constitutional lawyer Farid Nasimov was freed.", ("professor", "lawyer")),
        ("Farid Nasimov, a poet and human rights activist, was freed.", ("poet", "activist")),
        ("An engineer, a poet and a father of four, Farid Nasimov writes.", ("engineer", "poet")),
        ("Farid Nasimov has been a lawyer for years.", ("lawyer",)),
        ("Farid Nasimov was freed. The blogger is at home.", ("blogger",)),
        ("Farid Nasimov and other activists were freed.", ("activist",)),
        ("They shot another whistleblower, Farid Nasimov.", ("whistleblower",)),
        ("Farid Nasimov covered the student protests.", ()),
        ("Farid Nasimov met the lawyers’ union.", ()),
        ("Farid Nasimov is a refugee and an exile.", ()),
    ],
)
def test_roles_are_the_head_nouns_beside_the_name(text: str, roles: tuple[str, ...]) -> None:
    assert the_mention(text).roles == roles


def test_a_noun_that_goes_with_the_next_name_is_not_given_to_the_one_before() -> None:
    assert [m.roles for m in mentions("Farid Nasimov, lawyer Rosa Ibarra and Omar Said were freed.")] == [
        (),
        ("lawyer",),
        (),
    ]


def test_a_noun_in_the_plural_describes_all_of_an_enumeration() -> None:
    found = mentions("Lawyers Rosa Ibarra, Omar Said and Farid Nasimov were freed.")
    assert [m.roles for m in found] == [("lawyer",)] * 3


def test_a_noun_in_the_singular_describes_its_neighbour_alone() -> None:
    found = mentions("Lawyer Rosa Ibarra and Omar Said, a poet, were freed.")
    assert [m.roles for m in found] == [("lawyer",), ("poet",)]


def test_persons_named_as_examples_share_the_noun() -> None:
    found = mentions("Activists from three towns, among them Rosa Ibarra and Omar Said, were freed.")
    assert [m.roles for m in found] == [("activist",), ("activist",)]


def test_a_count_of_persons_describes_a_list_of_that_length_and_no_other() -> None:
    listed = "\n\n • Rosa Ibarra\n • Omar Said\n • Farid Nasimov\n"
    assert [m.roles for m in mentions(f"Three bloggers were arrested:{listed}")] == [("blogger",)] * 3
    assert [m.roles for m in mentions(f"Nine bloggers were arrested, some for the first time.{listed}")] == [()] * 3


def test_a_name_alone_is_the_heading_of_what_follows() -> None:
    found = the_mention("Rosa Ibarra\n\nJournalist and essayist, from the north; founder of the weekly La Semilla.")
    assert (found.roles, found.affiliations) == (("journalist", "essayist"), ("La Semilla",))


@pytest.mark.parametrize(
    ("text", "affiliations"),
    [
        ("Rosa Ibarra, a founding member in 2009 of the banned Andean Rights Union (ARU), was freed.", ("ARU",)),
        ("Rosa Ibarra – another ARA co-founder – was freed.", ("ARA",)),
        ("Rosa Ibarra heads the Andean Union and works for Radio Luz.", ("Andean Union", "Radio Luz")),
        ("The chair of the Andean Rights Association, Rosa Ibarra, was freed.", ("Andean Rights Association",)),
        ("Police searched the Andean Union and took its secretary, Rosa Ibarra.", ("Andean Union",)),
        ("Rosa Ibarra (ACAT-Andes) was freed.", ("ACAT-Andes",)),
        ("Viasnova's Rosa Ibarra was freed.", ("Viasnova",)),
        ("Rosa Ibarra is the winner of the Andean Peace Prize.", ()),
        ("Rosa Ibarra was convicted by the Supreme Court.", ()),
        ("Rosa Ibarra led the Lenca people.", ()),
    ],
)  # fmt: skip
def test_a_position_in_a_body_is_an_affiliation(text: str, affiliations: tuple[str, ...]) -> None:
    assert the_mention(text).affiliations == affiliations


@pytest.mark.parametrize(
    ("text", "affiliations"),
    [
        ("Radio Gulu Wang reporter Peter Okello was beaten by soldiers.", ("Radio Gulu Wang",)),
        ("Peter Okello, a Radio Gulu Wang reporter, was beaten.", ("Radio Gulu Wang",)),
        ("Le Quotidien du Fleuve editor-in-chief Moussa Diop was released.", ("Le Quotidien du Fleuve",)),
        ("On Friday Sud Quotidien’s editor Moussa Diop was released.", ("Sud Quotidien",)),
        (
            "Aibek Usenov, who heads the Public Foundation “Jany Kyrgyz”, was tried.",
            ("Public Foundation “Jany Kyrgyz”",),
        ),
        ("Ana Ruiz, a staff member of “Perspektiva”, was arrested.", ("Perspektiva",)),
        ("Moussa Diop was held. He is the founder of Les Amis du Fleuve.", ("Les Amis du Fleuve",)),
        ("Moussa Diop was held. He had reported on the strike for Al-Minbar.", ("Al-Minbar",)),
        ("Moussa Diop was held. In 2004 Diop, a chemist, joined the Volga Circle in Kazan.", ("Volga Circle",)),
        ("Leyla Aksoy, the coordinator of the Brest branch of Viasnova, was arrested.", ("Viasnova",)),
        ("Leyla Aksoy, co-founder of the cultural institute Al-Qalam, was arrested.", ("Al-Qalam",)),
        ("The crime reporter of the daily La Costa Hoy, Ana Ruiz, was shot.", ("La Costa Hoy",)),
        ("Ana Ruiz, who chairs the association Sinebaya ka So, was arrested.", ("Sinebaya ka So",)),
        ("Ana Ruiz, as she is known, founded the website Desde la Calle.", ("Desde la Calle",)),
        ("Ana Ruiz, a journalist working for the Lake Post in Kisumu, was held.", ("Lake Post",)),
        ("Ana Ruiz, spokesperson for the Hill Women’s Voice (HWV), was held.", ("HWV",)),
        ("Ana Ruiz, community leader in the reservation of La Paz Nueva, was held.", ()),
        ("Release Professor Ana Ruiz!", ()),
        ("Ana Ruiz, head of the Bureau, was held.", ()),
        ("Ana Ruiz, head of the Nairobi Bureau, was held.", ("Nairobi Bureau",)),
        ("Tamil journalist Ana Ruiz was held.", ()),
    ],
)
def test_bodies_of_any_language_are_known_by_what_leads_to_them(text: str, affiliations: tuple[str, ...]) -> None:
    assert the_mention(text).affiliations == affiliations


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two members of the peasant movement PESCA in Trujillo: Ana Ruiz and Luis Mora.",
        "Two members of the fishers’ union PESCA were killed. Ana Ruiz was shot on 3 May; Luis Mora on 6 May.",
        "Journalists Ana Ruiz and Luis Mora of PESCA were killed.",
    ],
)
def test_members_of_one_body_share_it_wherever_they_are_named(text: str) -> None:
    assert [(m.name, m.affiliations) for m in mentions(text)] == [("Ana Ruiz", ("PESCA",)), ("Luis Mora", ("PESCA",))]


def test_members_named_after_their_body_share_it() -> None:
    found = mentions(
        "Five members of the Andean Rights Association (ARA), among them Rosa Ibarra and Omar Said, were freed."
    )
    assert [m.affiliations for m in found] == [("ARA",), ("ARA",)]


def test_its_points_to_the_body_of_the_sentence_before() -> None:
    found = mentions("Police raided the Andean Union. Its monitors Rosa Ibarra and Omar Said were taken away.")
    assert [m.affiliations for m in found] == [("Andean Union",), ("Andean Union",)]


@pytest.mark.parametrize(
    "text",
    [
        "Ana Ruiz, an activist with the PESCA Union, was held. Her colleague Luis Mora has left.",
        "Ana Ruiz, who founded the PESCA Union in 2004, was held with two colleagues, Luis Mora and Rosa Diaz.",
        "Ana Ruiz, 29, works for the PESCA Union. She told Luis Mora, a researcher at the union, that she was afraid.",
    ],
)
def test_colleagues_share_the_body_of_the_person_named_before(text: str) -> None:
    assert {m.affiliations for m in mentions(text)} == {("PESCA Union",)}


def test_the_body_of_a_director_is_the_one_to_which_something_was_done() -> None:
    search = "The offices of the Rivers Law Project were searched by the Directorate for Morals."
    assert the_mention(f"{search} Its director, Paul Otim, left.").affiliations == ("Rivers Law Project",)


def test_kin_of_a_like_name_is_another_person_and_does_not_take_the_surname() -> None:
    text = "Sajid Nabil al-Amri is missing. His father, the poet Nabil al-Amri, was shot. Al-Amri had been taken."
    assert [(m.name, len(m.spans)) for m in mentions(text)] == [("Sajid Nabil al-Amri", 2), ("Nabil al-Amri", 1)]


def test_they_and_all_three_are_the_persons_last_named_together() -> None:
    found = mentions("Rosa Ibarra, Omar Said and Lena Kovacs were freed. All three were volunteers with Radio Luz.")
    assert [(m.roles, m.affiliations) for m in found] == [(("volunteer",), ("Radio Luz",))] * 3


def test_an_entry_of_a_list_holds_role_body_and_country() -> None:
    found = mentions(
        "The winners:\n\n • Rosa Ibarra, lawyer, Andean Rights Association (Peru)\n • Omar Said, Radio Luz (Chad)\n"
    )
    assert [(m.name, m.roles, m.affiliations, m.countries) for m in found] == [
        ("Rosa Ibarra", ("lawyer",), ("Andean Rights Association",), ("PE",)),
        ("Omar Said", (), ("Radio Luz",), ("TD",)),
    ]


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("The Egyptian journalist Rosa Ibarra was freed.", ("EG",)),
        ("Iran’s Rosa Ibarra was freed.", ("IR",)),
        ("Rosa Ibarra, a lawyer from Chad, was freed.", ("TD",)),
        ("Rosa Ibarra of Mexico was freed.", ("MX",)),
        ("The lawyer Rosa Ibarra met Egyptian diplomats.", ()),
    ],
)
def test_countries_are_those_that_the_words_beside_the_name_tell(text: str, countries: tuple[str, ...]) -> None:
    assert the_mention(text).countries == countries


@pytest.mark.parametrize(
    "text",
    [
        "President Omar Said signed a decree.",
        "The UN Special Rapporteur on torture, Omar Said, spoke.",
        "Omar Said, then minister of Justice, spoke.",
        "A High Court judge in Kampala, Omar Said, granted bail.",
        "The regime of Omar Said goes on.",
        "Photo: Omar Said / Front Line",
    ],
)
def test_who_acts_for_a_state_or_took_the_picture_is_in_office(text: str) -> None:
    assert the_mention(text).office


@pytest.mark.parametrize(
    "text",
    [
        "Former president Omar Said was arrested in his house.",
        "Senator Omar Said has been in prison since May.",
        "Omar Said, secretary general of the Andean Rights Association, went home.",
        "Lawyer Omar Said wrote to the judge.",
    ],
)
def test_whom_something_befell_or_who_heads_an_association_is_not_in_office(text: str) -> None:
    assert not the_mention(text).office


def test_ministers_named_together_are_all_in_office() -> None:
    assert [m.office for m in mentions("Ministers Omar Said and Rosa Ibarra disclosed the names.")] == [True, True]


_OTHERWISE = {
    *(word for line in LEXICON.words("english-words").values() for word in line.split()),
    *(place.casefold() for kind in ("country-name", "demonym", "city", "region") for place in LEXICON.words(kind)),
    *(w.casefold() for kind in ("body-word", "calendar", "person-title", "not-first") for w in LEXICON.words(kind)),
}
_NAMES = sorted({w for line in LEXICON.words("name-words").values() for w in line.split() if len(w) > 4} - _OTHERWISE)
_PLAIN = [word.capitalize() for word in _NAMES if not name_words(LEXICON).is_english(word)]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_PLAIN), min_size=2, max_size=3, unique=True))
def test_names_composed_of_table_words_come_back_with_their_surnames_joined(words: list[str]) -> None:
    name = " ".join(words)
    found = mentions(f"The lawyer {name} was arrested in May. Nobody may visit {words[-1]} now.")
    assert [(m.name, len(m.spans)) for m in found] == [(name, 2)]


def test_time_is_linear_in_a_long_enumeration() -> None:
    people = ", ".join(f"{_PLAIN[i]} {_PLAIN[-1 - i]}" for i in range(0, 2000, 2))
    assert len(mentions(f"Lawyers {people} were freed.")) > 900
