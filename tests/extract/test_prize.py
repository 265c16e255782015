"""extract/prize.py: who won what, who was in the running, calls, sums and ceremonies."""

import time

import pytest

from hrkg.extract.prize import find_prizes
from hrkg.model import Prize
from tests.extract.conftest import LEXICON, a_reading


def prizes(text: str, published: str = "2018-05-06", title: str = "News from the courts") -> list[Prize]:
    """The editions read in a post."""
    return find_prizes(a_reading(text, published, title), LEXICON)


def editions(text: str, published: str = "2018-05-06", title: str = "News from the courts") -> list[tuple[object, ...]]:
    """(name, year, laureates, runners-up) of each edition."""
    return [(p.name, p.edition, p.laureates, p.runners_up) for p in prizes(text, published, title)]


ADA, KARIM, LO = "Ada Okonjo", "Karim Haddad", "Lo Wen"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Okonjo of Nigeria has won the 2019 Brandt Prize.", ("Brandt Prize", 2019, (ADA,))),
        ("The 2018 Brandt Prize has been awarded to Ada Okonjo, a lawyer.", ("Brandt Prize", 2018, (ADA,))),
        ("The Brandt Prize for 2017 goes to Ada Okonjo and Karim Haddad.", ("Brandt Prize", 2017, (ADA, KARIM))),
        ("Ada Okonjo and Karim Haddad share the 2013 Brandt Prize.", ("Brandt Prize", 2013, (ADA, KARIM))),
        ("Ada Okonjo shared the 2013 Brandt Prize with Karim Haddad.", ("Brandt Prize", 2013, (ADA, KARIM))),
        ("Ada Okonjo is the winner of the Brandt Prize 2012.", ("Brandt Prize", 2012, (ADA,))),
        ("The winner of the Brandt Prize of 2012 is Ada Okonjo.", ("Brandt Prize", 2012, (ADA,))),
        ("In 2011 Ada Okonjo became the first woman to win the Brandt Prize.", ("Brandt Prize", 2011, (ADA,))),
        ("Ada Okonjo was posthumously awarded the Brandt Prize in 2012.", ("Brandt Prize", 2012, (ADA,))),
        ("The 2015 Brandt Award was presented by Louise Bennett to Ada Okonjo.", ("Brandt Award", 2015, (ADA,))),
        ("Last year Louise Bennett presented Ada Okonjo with the Brandt Award.", ("Brandt Award", 2017, (ADA,))),
        ("The 2014 Brandt Prize was collected by Lo Wen on behalf of Ada Okonjo.", ("Brandt Prize", 2014, (ADA,))),
        ("Congratulations to Ada Okonjo, the 2012 recipient of the Brandt Award!", ("Brandt Award", 2012, (ADA,))),
        ("Recipients of the 2012 Brandt Award include Ada Okonjo and Lo Wen.", ("Brandt Award", 2012, (ADA, LO))),
        ("Ada Okonjo, awarded the Brandt Prize in 2010, is free.", ("Brandt Prize", 2010, (ADA,))),
        ("The Brandt Prize winner of 2014, Ada Okonjo, was held.", ("Brandt Prize", 2014, (ADA,))),
        ("Ada Okonjo (Brandt Prize 2014) signed the letter.", ("Brandt Prize", 2014, (ADA,))),
        ("Ada Okonjo is a lawyer. In 2014 she was given the Brandt Prize.", ("Brandt Prize", 2014, (ADA,))),
        (
            "The 2016 Hollis Medal is for the Green River Collective.",
            ("Hollis Medal", 2016, ("Green River Collective",)),
        ),
        ("The Hollis Prize laureate Ada Okonjo was sentenced.", ("Hollis Prize", None, (ADA,))),
        ("Police took the 2014 Sakharov laureate Ada Okonjo from home.", ("Sakharov Prize", 2014, (ADA,))),
        ("The 2017 Brandt Award was won by Ada Okonjo, a lawyer from Kenya.", ("Brandt Award", 2017, (ADA,))),
        (
            "The Brandt Award 2017 was given to lawyer and women's rights defender Ada Okonjo.",
            ("Brandt Award", 2017, (ADA,)),
        ),
        ("There was the handing over of the 2017 Brandt Award to the poet Ada Okonjo.", ("Brandt Award", 2017, (ADA,))),
        ("Ada Okonjo was on 4 May awarded the 2018 Brandt Prize.", ("Brandt Prize", 2018, (ADA,))),
        (
            "Ada Okonjo is free. Of the 2017 Brandt Prize, which a union had awarded to her, she spoke.",
            ("Brandt Prize", 2017, (ADA,)),
        ),
        ("Brandt Prize 2014 winner Ada Okonjo and Nobel laureate Lo Wen spoke.", ("Brandt Prize", 2014, (ADA,))),
    ],
)
def test_every_way_of_saying_who_won(text: str, expected: tuple[object, ...]) -> None:
    assert editions(text) == [(*expected, ())]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ada Okonjo wins Brandt Prize", ("Brandt Prize", None, (ADA,))),
        ("Brandt Prize 2013: Ada Okonjo and Karim Haddad", ("Brandt Prize", 2013, (ADA, KARIM))),
        ("Brandt Human Rights Prize awarded to Ada Okonjo", ("Brandt Human Rights Prize", None, (ADA,))),
        ("Brandt Prize 2015 for Ada Okonjo, in absentia", ("Brandt Prize", 2015, (ADA,))),
    ],
)
def test_a_title_tells_the_winner(title: str, expected: tuple[object, ...]) -> None:
    assert editions("Read on.", title=title) == [(*expected, ())]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Okonjo was shortlisted for the 2016 Brandt Award.",
        "Ada Okonjo is one of the three finalists for the 2016 Brandt Award.",
        "Among the nominees for the 2016 Brandt Award is Ada Okonjo.",
        "Ada Okonjo was a finalist of the Brandt Award in 2016.",
    ],
)
def test_those_in_the_running_are_runners_up(text: str) -> None:
    assert editions(text) == [("Brandt Award", 2016, (), (ADA,))]


def test_a_special_mention_is_not_the_prize() -> None:
    text = "The 2019 Brandt Prize went to Ada Okonjo. A special mention went to Karim Haddad."
    assert editions(text) == [("Brandt Prize", 2019, (ADA,), (KARIM,))]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Okonjo has been nominated for the Nobel Peace Prize.",
        "The award-winning journalist Ada Okonjo was arrested.",
        "Nobel laureates called for the release of Ada Okonjo. Five winners of the Brandt Prize joined them.",
        "The jury of the Brandt Prize is chaired by Ada Okonjo.",
        "Ada Okonjo did not win the Brandt Prize.",
        "Ada Okonjo was awarded EUR 5,000 in damages.",
        "Who will win the Brandt Prize?",
    ],
)
def test_a_prize_that_is_only_named_is_no_entry(text: str) -> None:
    assert editions(text) == []


def test_a_job_at_a_prize_is_no_call() -> None:
    text = "The Hollis Foundation, which awards the Hollis Prize, needs a director. Apply by 15 June 2018."
    assert editions(text, title="Job: director of the Hollis Prize") == []


def test_the_date_of_another_event_is_not_that_of_the_prize() -> None:
    (prize,) = prizes("Ada Okonjo, who received the Brandt Prize in 2010, was arrested on 4 May 2014.")
    assert (prize.edition, prize.ceremony_date) == (2010, None)
    (prize,) = prizes("Ada Okonjo, a laureate of the Brandt Prize, was arrested in 2014.")
    assert prize.edition is None


def test_several_prizes_of_one_person_have_a_year_each() -> None:
    text = "Ada Okonjo won the Brandt Prize in 1993, the Hollis Medal in 1999 and, in 2012, the Tyne Award."
    assert [(p.name, p.edition) for p in prizes(text)] == [
        ("Brandt Prize", 1993),
        ("Hollis Medal", 1999),
        ("Tyne Award", 2012),
    ]
    assert {p.laureates for p in prizes(text)} == {(ADA,)}


def test_editions_of_one_prize_stay_apart() -> None:
    assert editions("Earlier laureates of the Brandt Prize include Ada Okonjo (2012) and Karim Haddad (2013).") == [
        ("Brandt Prize", 2012, (ADA,), ()),
        ("Brandt Prize", 2013, (KARIM,), ()),
    ]
    assert editions("The Swedish Per Anger Prize went in 2009 to Ada Okonjo and in 2010 to Karim Haddad.") == [
        ("Per Anger Prize", 2009, (ADA,), ()),
        ("Per Anger Prize", 2010, (KARIM,), ()),
    ]


def test_a_prize_stands_in_brackets_or_beside_the_name() -> None:
    assert editions("Ada Okonjo (Brandt Prize 2011, Hollis Award 2013) signed.") == [
        ("Brandt Prize", 2011, (ADA,), ()),
        ("Hollis Award", 2013, (ADA,), ()),
    ]
    assert editions(
        "Signed by Ada Okonjo, Brandt Prize Laureate 2003, and Karim Haddad, Hollis Award winner 1999."
    ) == [
        ("Brandt Prize", 2003, (ADA,), ()),
        ("Hollis Award", 1999, (KARIM,), ()),
    ]


def test_laureates_before_an_edition_are_not_of_it() -> None:
    text = "The 2018 Brandt Prize goes to Ada Okonjo. Previous laureates include Karim Haddad and Lo Wen."
    assert editions(text, title="Brandt Prize 2018") == [
        ("Brandt Prize", 2018, (ADA,), ()),
        ("Brandt Prize", None, (KARIM, LO), ()),
    ]


def test_one_word_may_be_a_winner() -> None:
    assert editions("The 2014 Brandt Award goes to Odhira, an organisation in Peru.") == [
        ("Brandt Award", 2014, ("Odhira",), ()),
    ]
    assert editions("The 2014 Brandt Award goes to Peru.") == []


def test_the_employer_of_a_winner_is_no_winner() -> None:
    assert editions("Green River director Ada Okonjo will receive the 2018 Brandt Award.") == [
        ("Brandt Award", 2018, (ADA,), ()),
    ]


def test_the_ceremony_goes_before_the_announcement() -> None:
    text = (
        "The winner of the 2018 Brandt Award was announced on 3 May: Ada Okonjo. "
        "The ceremony will take place in Oslo on 10 December."
    )
    (prize,) = prizes(text, title="Brandt Award 2018")
    assert (prize.laureates, prize.ceremony_date, prize.ceremony_place) == ((ADA,), "2018-12-10", "Oslo")


def test_a_withdrawn_prize_was_won() -> None:
    text = "Ada Okonjo leads the country now. Last week Amnesty International withdrew the Hollis Award of 2009."
    (prize,) = prizes(text)
    assert (prize.edition, prize.laureates, prize.awarder) == (2009, (ADA,), "Amnesty International")


def test_short_forms_and_long_forms_are_one_prize() -> None:
    text = "Ada Okonjo won the Arthur Hollis International Prize for Trade Union Rights. The Hollis Prize is old."
    (prize,) = prizes(text, title="Hollis Prize 2018")
    assert (prize.name, prize.aliases, prize.edition) == (
        "Arthur Hollis International Prize for Trade Union Rights",
        ("Hollis Prize",),
        2018,
    )


def test_winners_stand_in_a_list() -> None:
    text = """The winners of the 2012 Brandt Prize are:

• Courage: Ada Okonjo (Nigeria). She wrote about oil.
• Karim Haddad and Lo Wen, lawyers
• Movement for Rights, Peace and Justice (MRPJ), active in Peru

The jury was chaired by Louise Bennett."""
    assert editions(text) == [
        ("Brandt Prize", 2012, (ADA, KARIM, LO, "Movement for Rights, Peace and Justice"), ()),
    ]


def test_a_list_of_finalists_is_no_list_of_winners() -> None:
    text = """The jury of the Brandt Award has named three finalists for 2016. One of them is dead.

Ada Okonjo (Nigeria) founded a school.

Karim Haddad (Lebanon) has been in prison for years.

Lo Wen (China), land rights advocate, lives in exile."""
    assert editions(text, "2016-04-25", "Brandt Award 2016: the finalists") == [
        ("Brandt Award", 2016, (), (ADA, KARIM, LO)),
    ]


def test_a_call_has_its_dates_sum_and_ceremony() -> None:
    text = """Nominations for the 2013 Hollis Award for Human Rights Defenders at Risk are open.

The Hollis Foundation started the award in 2005. A cash prize of €15,000 goes to the winner.

The deadline for nominations is Monday, 3 December 2012. The award will be presented in Dublin in May 2013.

Previous winners:

2010 – Ada Okonjo (Nigeria)
2011 – Green River Collective (Peru)"""
    call, *earlier = prizes(text, "2012-11-02", "Nominations open for the 2013 Hollis Award")
    assert (call.edition, call.deadline, call.amount, call.currency) == (2013, "2012-12-03", "15000", "EUR")
    assert (call.awarder, call.ceremony_date, call.ceremony_place) == ("Hollis Foundation", "2013-05", "Dublin")
    assert [(p.edition, p.laureates) for p in earlier] == [(2010, (ADA,)), (2011, ("Green River Collective",))]


def test_voting_has_an_opening_and_an_end() -> None:
    text = "Until Wednesday 6 September everybody can vote on line; voting started on Monday 28 August."
    (prize,) = prizes(text, "2017-08-31", "Vote for the 2017 Brandt Award")
    assert (prize.edition, prize.opens, prize.deadline) == (2017, "2017-08-28", "2017-09-06")


def test_a_theme_is_taken_as_written() -> None:
    text = "This year’s theme is Forced labour at sea. Candidates can apply until 1 June."
    (prize,) = prizes(text, title="Brandt Prize 2018: call for candidates")
    assert (prize.theme, prize.deadline) == ("Forced labour at sea", "2018-06-01")


def test_the_ceremony_is_past_or_to_come_as_the_sentence_says() -> None:
    (past,) = prizes("Ada Okonjo was honoured on 4 May with the Brandt Award in London.")
    assert (past.edition, past.ceremony_date, past.ceremony_place) == (2018, "2018-05-04", "London")
    (coming,) = prizes("Ada Okonjo will receive the Brandt Award at a ceremony in Oslo on 4 November.")
    assert (coming.edition, coming.ceremony_date, coming.ceremony_place) == (2018, "2018-11-04", "Oslo")


def test_the_sum_is_that_of_the_winner() -> None:
    text = (
        "The Brandt Prize 2018 has been given to Ada Okonjo. Honourable mentions went to Lo Wen, who gets C$ 25,000. "
        "The winner's prize is C$ 100,000. At the gala $2 million was raised."
    )
    (prize,) = prizes(text, title="Brandt Prize 2018")
    assert (prize.amount, prize.currency) == ("100000", "CAD")


@pytest.mark.parametrize(
    ("text", "awarder"),
    [
        ("The Hollis Foundation awarded its 2016 Hollis Prize to Ada Okonjo.", "Hollis Foundation"),
        ("Amnesty International gave Ada Okonjo the 2016 Hollis Prize.", "Amnesty International"),
        ("Ada Okonjo won the Swedish government’s Hollis Prize.", "Swedish government"),
        ("The Hollis Prize, awarded by the Green River Institute, went to Ada Okonjo.", "Green River Institute"),
        ("Ada Okonjo won the Front Line Defenders Award.", "Front Line Defenders"),
        ("Ada Okonjo won the Hollis Prize.", None),
    ],
)
def test_the_awarder_is_whom_the_post_makes_the_giver(text: str, awarder: str | None) -> None:
    (prize,) = prizes(text)
    assert (prize.awarder, prize.laureates) == (awarder, (ADA,))


def test_every_fact_quotes_its_sentences() -> None:
    reading = a_reading(
        "Ada Okonjo won the Brandt Prize. She is a lawyer. The prize is worth € 5,000.", title="Brandt Prize"
    )
    (prize,) = find_prizes(reading, LEXICON)
    assert [s.exact for s in prize.evidence] == ["Ada Okonjo won the Brandt Prize.", "The prize is worth € 5,000."]
    assert all(reading.post.text[s.start : s.end] == s.exact for s in prize.evidence)


@pytest.mark.parametrize(
    "text",
    [
        "Ada Okonjo won the Brandt Prize. " * 3000,
        "Ada Okonjo won the Brandt Prize.\n\n" * 3000,
        "The winners of the Brandt Prize are:\n\n" + "• Ada Okonjo\n" * 5000,
        "winner of the Brandt Prize Ada Okonjo, " * 3000,
        "(the Award for the " * 10_000,
    ],
)
def test_time_is_linear_in_hostile_text(text: str) -> None:
    reading = a_reading(text)
    begun = time.process_time()
    find_prizes(reading, LEXICON)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2014 Ada Okonjo was awarded the Amber Lighthouse.", [("Amber Lighthouse", 2014, (ADA,), ())]),
        ("Ada Okonjo got the 2014 Amber Pencil in absentia.", [("Amber Pencil", 2014, (ADA,), ())]),
        ("Ada Okonjo received the Order of the Blue Heron in 2014.", [("Order of the Blue Heron", 2014, (ADA,), ())]),
        ("Ada Okonjo won the 2014 Presidential Election.", []),
        ("Ada Okonjo received the Delta Ministry in her office.", []),
    ],
)
def test_an_honour_is_known_by_what_is_done_with_it(text: str, expected: list[tuple[object, ...]]) -> None:
    assert editions(text, title="An award for Ada Okonjo") == expected


def test_an_honour_named_once_is_known_in_the_whole_post() -> None:
    text = "The Amber Quill, a prize for cartoonists, has finalists again. Last year's Amber Quill went to Lo Wen."
    assert editions(text, title="Amber Quill nominees 2018") == [("Amber Quill", 2017, (LO,), ())]


def test_several_prizes_and_years_are_as_many_editions() -> None:
    assert editions("In 2010 and 2013 Ada Okonjo won the Brandt Prize.") == [
        ("Brandt Prize", 2010, (ADA,), ()),
        ("Brandt Prize", 2013, (ADA,), ()),
    ]
    assert editions("In 2010 and 2013 Ada Okonjo won the Brandt Prize and the Hollis Medal.") == [
        ("Brandt Prize", 2010, (ADA,), ()),
        ("Hollis Medal", 2013, (ADA,), ()),
    ]
    assert editions("Ada Okonjo won many awards, including the 2011 Brandt Award and the 2012 Hollis Prize.") == [
        ("Brandt Award", 2011, (ADA,), ()),
        ("Hollis Prize", 2012, (ADA,), ()),
    ]


def test_who_comes_for_a_laureate_is_none() -> None:
    title = "Ada Okonjo wins the 2018 Brandt Prize"
    for text in (
        "Her sister Maya Okonjo will receive the prize in Oslo.",
        "The prize was accepted on her behalf by Karim Haddad.",
        "The grant that Delta University offers to the winner is not part of it.",
        "The Minister of Justice, Louise Bennett, presented the prize.",
        "The prize, named after Olof Brandt, is given every year.",
    ):
        assert editions(text, title=title) == [("Brandt Prize", 2018, (ADA,), ())]


def test_an_entry_may_be_a_heading_with_its_story_below() -> None:
    text = (
        "The finalists, in alphabetical order, are:\n\nKarim Haddad\nThe lawyer has been behind bars for years. He is "
        "held in Kano.\n\nThe Mothers of Zola\nThis group looks for relatives.\n\nBackground\nThe prize is old."
    )
    assert editions(text, title="Brandt Prize 2018: two finalists") == [
        ("Brandt Prize", 2018, (), (KARIM, "Mothers of Zola")),
    ]


def test_a_roll_is_of_those_just_spoken_of() -> None:
    entries = "Ada Okonjo (Kenya) – a poet.\n\nKarim Haddad (Sudan) – a lawyer.\n\nLo Wen (China) – a nurse."
    text = f"The three are:\n\n{entries}"
    assert editions(text, title="Brandt Prize 2018: three nominees") == [("Brandt Prize", 2018, (), (ADA, KARIM, LO))]


def test_a_list_in_a_sentence_is_parted_by_semicolons() -> None:
    text = (
        "The 2017 Prize is late. Its candidates are known: Ada Okonjo, who sings; Lo Wen, a judge; and the Delta Union."
    )
    assert editions(text, title="Brandt Prize 2018: call for candidates") == [
        ("Brandt Prize", 2017, (), (ADA, LO, "Delta Union")),
    ]


@pytest.mark.parametrize(
    ("text", "opens", "deadline"),
    [
        ("Nominations can be sent in from 1 August till 15 October 2018.", "2018-08-01", "2018-10-15"),
        ("Names may be put forward between 1 May and 30 June 2018.", "2018-05-01", "2018-06-30"),
        ("From 1 May until 30 June everybody can vote.", "2018-05-01", "2018-06-30"),
        ("Nominations will be accepted until 30 June.", None, "2018-06-30"),
    ],
)
def test_a_call_opens_and_closes(text: str, opens: str | None, deadline: str) -> None:
    (prize,) = prizes(text, title="Call for candidates: Brandt Prize 2018")
    assert (prize.edition, prize.opens, prize.deadline) == (2018, opens, deadline)


def test_a_fellowship_beside_a_prize_has_deadlines_of_its_own() -> None:
    text = (
        "1. Delta Fellowship\n\nApplications can be submitted until 31 May 2018.\n\n"
        "2. Brandt Medal\n\nClosing of nominations: 30 June 2018"
    )
    (prize,) = prizes(text, title="Call for applications: Delta Fellowship and Brandt Medal 2018")
    assert (prize.name, prize.deadline) == ("Brandt Medal", "2018-06-30")


@pytest.mark.parametrize(
    ("text", "day", "place"),
    [
        ("The name is made known in May and the prize handed out on 8 June 2018 in Bergen.", "2018-06-08", "Bergen"),
        ("She received the prize tonight at a ceremony in Oslo.", "2018-05-06", "Oslo"),
        ("She gets a medal, to be handed over by the minister on 9 December in Oslo.", "2018-12-09", "Oslo"),
        ("The prize was presented last Friday, 4 May, in Zolaville.", "2018-05-04", "Zolaville"),
    ],
)
def test_the_day_of_a_ceremony_goes_before_a_nearer_month(text: str, day: str, place: str) -> None:
    (prize,) = prizes(text, title="Brandt Prize 2018 for Ada Okonjo")
    assert (prize.ceremony_date, prize.ceremony_place) == (day, place)


@pytest.mark.parametrize(
    ("text", "awarder"),
    [
        ("The city of Bergen in Norway, which awards the prize, is glad.", "city of Bergen"),
        ("The Brandt Prize is a Dutch government prize for poets.", "Dutch government"),
        ("The Brandt Prize, given every year by the Norwegian foundation Fyrtind, is old.", "Fyrtind"),
        ("The Brandt Prize of the city of Malmo is old.", "city of Malmo"),
        ("The Brandt Prize is conferred by the Protestant churches of the Delta.", "Protestant churches of the Delta"),
        ("The Writers of Lake Zola (WLZ) meet. The Brandt Prize is conferred by WLZ.", "Writers of Lake Zola"),
        (
            "The Parliament of the League has issued a call for nominations for the 2018 Brandt Prize.",
            "Parliament of the League",
        ),
        ("The Minister of Foreign Affairs presented the prize.", None),
    ],
)
def test_who_awards_a_prize(text: str, awarder: str | None) -> None:
    (prize,) = prizes(text, title="Brandt Prize 2018 for Ada Okonjo")
    assert prize.awarder == awarder


def test_time_stays_linear_in_lists() -> None:
    entries = "\n\n".join(f"Ada Okonjo (Kenya)\nShe is number {n} of Peru." for n in range(1500))
    begin = time.process_time()
    prizes(f"The laureates of the Brandt Prize are:\n\n{entries}", title="Brandt Prize 2018")
    assert time.process_time() - begin < 10


@pytest.mark.parametrize(
    "text", ["Nothing but the Hollis Award in the Prize.", "The Award of the", "; ; Prize: ;", "awarded the"]
)
def test_words_in_disorder_tell_of_no_prize(text: str) -> None:
    assert editions(text) == []


def test_a_deadline_put_off_is_no_opening() -> None:
    (prize,) = prizes(
        "The deadline for nominations has been extended from 1 June to 15 June 2018.", title="Brandt Award 2018"
    )
    assert (prize.opens, prize.deadline) == (None, "2018-06-15")


def test_what_finalists_get_is_not_the_sum() -> None:
    text = "The prize of 10,000 euros goes to Ada Okonjo; the finalists, Lo Wen and Karim Haddad, get 2,000 euros each."
    (prize,) = prizes(text, title="Brandt Award 2018")
    assert (prize.amount, prize.laureates, prize.runners_up) == ("10000", (ADA,), (LO, KARIM))
