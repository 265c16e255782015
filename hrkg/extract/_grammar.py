"""Small classes of words by which the rooms of the event engine part clauses and phrases: prepositions, auxiliaries,
determiners."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ADVERBS = _words("again allegedly also finally first herself himself later never now once reportedly still then twice")
AFTER_CHARGES = _words(
    "according after although are as at because before but by during following had has having he if is it "
    "respectively she since than they this though under until was we were when where which while who whom whose "
    "would"
)
BARRING_OBJECTS = _words("against at by for in on with")
BE = _words("are be been being get gets getting got is was were")
BEFORE_CHARGES = _words("a alleged allegedly also an at first for of on so-called that the with")
BEFORE_FOR = _words(
    "also colony custody detention first imprisonment initially jail later officially prison respectively "
    "sentence term then"
)
BEFORE_NAMES = _words(". a an dr fellow former late mr mrs ms the")
BEFORE_NUMBERS = _words("all the these those")
BEFORE_RELEASES = _words("after before celebrate celebrated following since upon welcome welcomed welcomes")
# Where a clause ends: nothing before such a word negates, doubts or governs what comes after it.
BREAKS = _words(
    "( ) , : ; after although and because before but though until when where which while who whom whose – —"
)
CONNECTORS = _words("al and da de del di dos el for la no of the")
DEFINITE = _words("all both the these this those")
DETERMINERS = _words("a an her his its the their")
EARLIER = _words("had already previously earlier formerly once")
FINITE_VERBS = _words(
    "after are be because been being by did does had has have is said says that to told was were when"
)
HAVE = _words("had has have having")
INDEFINITE = _words("a an another many one other several some")
IN_PLACES = _words("across at in including inside near outside throughout")
LAW_WORDS = _words("act code decree law legislation ordinance regulation regulations statute")
# Words that introduce new people even after 'the' and 'all'.
NEVER_KNOWN = _words("citizens detainees individuals members others people persons prisoners victims")
NEW_CLAUSES = _words("are fined given had has is jailed later many more released sentenced then was were")
# What no name of a place holds: 'in Evin prison', but not 'in May he was sent to prison'.
NOT_IN_GAPS = _words(
    "( ) , after and are at be been before by for from had has have he her his in is it more not on or she that "
    "their they this to was were when which who whose with"
)
NOT_IN_PRISON_NAMES = _words("a an and at for from her his in of on that the their this to")
NOT_OWNED = _words(
    "after again and as at because before but by during for from has in into is not on or over since to under "
    "until was when while with without"
)
NO_CHARGE_AFTER_COMMA = _words("a all an article articles both her his many said says section sections the their")
# What makes a duration a distance in time: 'a day after the verdict', 'two years ago'.
NO_TERM_AFTER = _words("after ago before earlier later old since")
NO_TERM = _words("after aged ago almost another every for in just last nearly next only over past than under within")
OF_PREPOSITIONS = _words("against for of on targeting to")
OF_TEXTS = _words("adopted born dated issued letter published report signed statement")
OWNING = _words("against by for from of to with")
PARTITIVES = _words(
    "all both dozen dozens eight five four group hundreds many most nine none number one scores seven several six "
    "some ten thousands three twelve two"
)
PARTS_OF_YEARS = _words("autumn beginning course end fall middle spring start summer winter")
PRISON_KINDS = _words(
    "central civil female juvenile local main maximum-security men’s military municipal provincial regional state "
    "women’s"
)
PAST_VERBS = _words("had sat spent was were")
PLENTY = _words("dozens scores")
PLURAL_VERBS = _words("also could do face have may must remain should still themselves will would")
PREPOSITIONS = _words("about against between by for from like of on to with")
PRESENT_VERBS = _words("are continues has have is now remain remains sit sits still")
SMALL_NUMBERS = _words("dozen eight five four nine seven six ten three twelve two")
# 'in' goes on with what is charged only after words that ask for it ('taking part in', 'involvement in').
TAKES_IN = _words("assisting engaged engaging involved involvement membership part participating participation")
TIMES_AND_LINKS = _words("and at by early from in late mid on since")
UNDER_LAWS = _words("against article articles breaching of section sections under violating")
UNITS = _words("day days month months week weeks year years")
UNTIL = _words("til till until")
VAGUE = _words("about almost around nearly over roughly some than")
