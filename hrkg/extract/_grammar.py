"""Small classes of words by which the rooms of the event engine part clauses and phrases: prepositions, auxiliaries,
determiners."""


def words_of(text: str) -> frozenset[str]:
    """A class of words, written as a text."""
    return frozenset(text.split())


ADVERBS = words_of(
    "again allegedly also finally first herself himself later never now once reportedly still then twice"
)
AFTER_CHARGES = words_of(
    "according after although are as at because before but by during following had has having he if is it "
    "respectively she since than they this though under until was we were when where which while who whom whose "
    "would"
)
BARRING_OBJECTS = words_of("against at by for in on with")
BE = words_of("are be been being get gets getting got is was were")
BEFORE_CHARGES = words_of("a alleged allegedly also an at first for of on so-called that the with")
BEFORE_FOR = words_of(
    "also colony custody detention first imprisonment initially jail later officially prison respectively "
    "sentence term then"
)
BEFORE_NAMES = words_of(". a an dr fellow former late mr mrs ms the")
BEFORE_NUMBERS = words_of("all the these those")
BEFORE_RELEASES = words_of("after before celebrate celebrated following since upon welcome welcomed welcomes")
# Where a clause ends: nothing before such a word negates, doubts or governs what comes after it.
BREAKS = words_of(
    "( ) , : ; after although and because before but though until when where which while who whom whose – —"
)
CONNECTORS = words_of("al and da de del di dos el for la no of the")
DEFINITE = words_of("all both the these this those")
DETERMINERS = words_of("a an her his its the their")
EARLIER = words_of("had already previously earlier formerly once")
FINITE_VERBS = words_of(
    "after are be because been being by did does had has have is said says that to told was were when"
)
HAVE = words_of("had has have having")
INDEFINITE = words_of("a an another many one other several some")
IN_PLACES = words_of("across at in including inside near outside throughout")
LAW_WORDS = words_of("act code decree law legislation ordinance regulation regulations statute")
# Words that introduce new people even after 'the' and 'all'.
NEVER_KNOWN = words_of("citizens detainees individuals members others people persons prisoners victims")
NEW_CLAUSES = words_of("are fined given had has is jailed later many more released sentenced then was were")
# What no name of a place holds: 'in Evin prison', but not 'in May he was sent to prison'.
NOT_IN_GAPS = words_of(
    "( ) , after and are at be been before by for from had has have he her his in is it more not on or she that "
    "their they this to was were when which who whose with"
)
NOT_IN_PRISON_NAMES = words_of("a an and at for from her his in of on that the their this to")
NOT_OWNED = words_of(
    "after again and as at because before but by during for from has in into is not on or over since to under "
    "until was when while with without"
)
NO_CHARGE_AFTER_COMMA = words_of("a all an article articles both her his many said says section sections the their")
# What makes a duration a distance in time: 'a day after the verdict', 'two years ago'.
NO_TERM_AFTER = words_of("after ago before earlier later old since")
NO_TERM = words_of("after aged ago almost another every for in just last nearly next only over past than under within")
OF_PREPOSITIONS = words_of("against for of on targeting to")
OF_TEXTS = words_of("adopted born dated issued letter published report signed statement")
OWNING = words_of("against by for from of to with")
PARTITIVES = words_of(
    "all both dozen dozens eight five four group hundreds many most nine none number one scores seven several six "
    "some ten thousands three twelve two"
)
PARTS_OF_YEARS = words_of("autumn beginning course end fall middle spring start summer winter")
PRISON_KINDS = words_of(
    "central civil female juvenile local main maximum-security men’s military municipal provincial regional state "
    "women’s"
)
PAST_VERBS = words_of("had sat spent was were")
PLENTY = words_of("dozens scores")
PLURAL_VERBS = words_of("also could do face have may must remain should still themselves will would")
PREPOSITIONS = words_of("about against between by for from like of on to with")
PRESENT_VERBS = words_of("are continues has have is now remain remains sit sits still")
SMALL_NUMBERS = words_of("dozen eight five four nine seven six ten three twelve two")
# 'in' goes on with what is charged only after words that ask for it ('taking part in', 'involvement in').
TAKES_IN = words_of("assisting engaged engaging involved involvement membership part participating participation")
TIMES_AND_LINKS = words_of("and at by early from in late mid on since")
UNDER_LAWS = words_of("against article articles breaching of section sections under violating")
UNITS = words_of("day days month months week weeks year years")
UNTIL = words_of("til till until")
VAGUE = words_of("about almost around nearly over roughly some than")
