"""Score a name against another: one rule for the identities of a build, for Wikidata's names and for those of a table.

Exact forms come first (`plain`, `person_form`), then likeness; likeness alone never makes a link. Distances are
rapidfuzz's. Legal forms are a short list of our own: rigour 2.6, which knows thousands, needs PyICU (no wheels: a
compiler and ICU's headers), 0.2 s to import, and takes 'unlimited', 'national association' and 'Stiftung' for legal
forms, which made one name of Free Press Unlimited and Unlimited Free Press. Its signs for personal names take 6 s to
load, and two names may each share one with a third but none with each other, so that no key can be made of them.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from hrkg.text.normal import fold

_KEPT = 1 << 16  # names whose words are kept, for names recur
# Closed classes: words that tell no name from another, in the languages of the field (and the 's' of a possessive), and
# legal forms.
_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a al an and d da das de del der des di die do dos du e ed el en et for fur in l la las le les los of on para "
        "por pour s the to und van vom von y",
    )
)
# Only such as are no word or acronym of a name. At its ends alone: an 'NGO Forum' is a forum.
_LEGAL_FORMS = frozenset(
    re.findall(
        r"\w+",
        "asbl cic corp ev ggmbh gmbh inc incorporated limited llc llp ltd ngo npo ong onlus pbc plc sarl srl vzw",
    )
)
_SPELT_FORMS = tuple(tuple(form) for form in ("ev", "asbl", "cic", "llc", "vzw"))  # 'e. V.', whose letters stand apart
# The article of Arabic names as it is written before each letter; alone or joined by a hyphen it is one word here.
_ARTICLES = frozenset(("al", "ad", "an", "ar", "as", "ash", "at", "az", "el", "es", "ul"))
_ARTICLE_BEFORE_WORD = re.compile(r"\b(?:al|el|ul)[ -](?=\w)")
# 'Servant of' one of the names of God, in one word or several: 'Abd al-Rahman', 'Abdel Rahman', 'Abdurrahman'.
_ARTICLE = r"(?:[aeu](?:l|r|s|sh|n|t|z|d|dh))"
_SERVANT = re.compile(rf"\babd(?:{_ARTICLE}?(?: {_ARTICLE})? |[ae]l(?=\w{{3}}))(?=\w)")
_ARABIC_SERVANT = re.compile(r"\bعبد ?ال(?=\w)")
_ARABIC_ARTICLE = re.compile(r"\bال(?=\w)")
_LETTERS = str.maketrans(
    {
        # Cyrillic (Russian, Ukrainian, Belarusian), as the English press writes it; fold() has taken the accents.
        **dict(zip("абвгдезиклмнопрстуфыэіў", "abvgdeziklmnoprstufyeiw", strict=True)),
        **{"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "yu", "я": "ya"},
        **{"є": "ye", "ґ": "g", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "ђ": "dj", "џ": "dz"},
        # Arabic and Persian, which leave the short vowels out.
        **dict(zip("ابتجحدرزسصضطظفقكلمنهويىةءپگکی", "abtjhdrzssdtzfqklmnhwyaa'pgky", strict=True)),
        **{"ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "ع": "", "غ": "gh", "چ": "ch", "ژ": "zh"},
    }
)
# Letters that tell a text of Ukrainian or Belarusian, and those that are read otherwise there.
_UKRAINIAN = frozenset("іє")
_UKRAINIAN_LETTERS = _LETTERS | str.maketrans({"г": "h", "и": "y"})
_VOWELS = re.compile(r"[aeiouyw']+")
_NEAR = 0.75  # how alike two words are at the least, to count as one
_DOUBLED = re.compile(r"(.)\1+")
# Consonants that transliterations write in several ways.
_SAME_SOUND = (("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ch", "sh"), ("ph", "f"), ("q", "k"), ("c", "k"))


@lru_cache(maxsize=_KEPT)
def latin(text: str) -> str:
    """The comparing form of a text with Cyrillic and Arabic letters written in Latin ones."""
    folded = fold(text)
    letters = _LETTERS if _UKRAINIAN.isdisjoint(folded) else _UKRAINIAN_LETTERS
    return _ARABIC_ARTICLE.sub("al ", _ARABIC_SERVANT.sub("abdul", folded)).translate(letters)


@lru_cache(maxsize=_KEPT)
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others: comparing forms, without articles, prepositions and legal forms.

    A name of such words alone keeps them.
    """
    words = without_legal_form(latin(name).split())
    return tuple(w for w in words if w not in _FUNCTION_WORDS) or words


def without_legal_form(words: Sequence[str]) -> tuple[str, ...]:
    """The words of a name, in lower case, without the legal form at its end or beginning ('Reed Hall e.V.', 'ONG
    Reed'); a name of nothing else keeps it."""
    start, end = 0, len(words)
    while end > 1:
        if words[end - 1] in _LEGAL_FORMS:
            end -= 1
        elif spelt := next((f for f in _SPELT_FORMS if len(f) < end and tuple(words[end - len(f) : end]) == f), None):
            end -= len(spelt)
        else:
            break
    while start < end - 1 and words[start] in _LEGAL_FORMS:
        start += 1
    return tuple(words[start:end])


def plain(name: str) -> str:
    """The words of a name run together ('Southwest Asia & the Gulf' and 'South West Asia and Gulf' are one)."""
    return "".join(words_of(name))


def initials_of(name: str) -> frozenset[str]:
    """The acronyms that the initials of a name make, with and without those of its small words ('awow', 'aww' for 'A
    Week of Weavers')."""
    every, telling = latin(name).split(), words_of(name)
    return frozenset("".join(word[0] for word in words) for words in (every, telling) if len(words) > 1)


def person_form(name: str, variants: Mapping[str, str]) -> str:
    """A person's name with known variants of its words made one ('Mohamed', 'Muhammad'), 'El ', 'al-' written 'al', and
    'Abd al-', 'Abdel ' joined to what follows ('abdulrahman').

    variants: a way to write a word -> the one that stands for all.
    """
    form = _SERVANT.sub("abdul", latin(name)).replace("abdulallah", "abdullah")
    words = _ARTICLE_BEFORE_WORD.sub("al ", form).split()
    return " ".join(variants.get(word, word) for word in words)


def skeleton(word: str) -> str:
    """The consonants of a word, what several transliterations of it have in common ('Bejadi' and 'Bajady': 'bjd')."""
    word = _DOUBLED.sub(r"\1", latin(word))
    for one, other in _SAME_SOUND:
        word = word.replace(one, other)
    return _DOUBLED.sub(
        r"\1", word[:1] + _VOWELS.sub("", word[1:]) if word[:1] not in "aeiouyw'" else _VOWELS.sub("", word)
    )


def is_person_spelt_otherwise(one: str, other: str, variants: Mapping[str, str]) -> bool:
    """Whether two names are word by word one name in two transliterations. It needs support: the same country."""
    first, second = ([w for w in person_form(name, variants).split() if w not in _ARTICLES] for name in (one, other))
    if len(first) != len(second) or len(first) < 2:
        return False
    settled = set(variants.values())  # 'mahmoud' and 'mohammed' are two names, however alike
    return all(a == b or (not {a, b} <= settled and _sounds_alike(a, b)) for a, b in zip(first, second, strict=True))


def _sounds_alike(one: str, other: str) -> bool:
    bones = skeleton(one)
    # A last 'a' makes another name of it, and mostly a woman's ('Khalid', 'Khalida').
    if len(bones) < 2 or bones != skeleton(other) or _ends_in_a(one) != _ends_in_a(other):
        return False
    # Of few consonants many names are made ('Amin', 'Emina'), so the vowels must be near too, where they are written.
    written = all(len(bones) < len(word) - 1 for word in (one, other))
    return not written or OSA.distance(one, other) <= 2 * min(len(one), len(other)) // 5


def _ends_in_a(word: str) -> bool:
    return word.removesuffix("h").endswith("a")


def is_misspelling(one: str, other: str) -> bool:
    """Whether two names differ by slips of the pen alone: the same words in order, some of them with a letter or two
    amiss. It needs support: the same acronym or country."""
    first, second = words_of(one), words_of(other)
    if len(first) != len(second) or sum(map(len, first)) < 12:
        return False
    return all(a == b or _is_slip(a, b) for a, b in zip(first, second, strict=True))


def _is_slip(one: str, other: str) -> bool:
    if any(char.isdigit() for char in one + other):
        return False
    if _DOUBLED.sub(r"\1", one) == _DOUBLED.sub(r"\1", other):
        return True
    # A short word is another word with one letter changed ('east', 'west'), and so is a long one with another ending.
    shorter = min(len(one), len(other))
    return shorter > 5 and one[0] == other[0] and OSA.distance(one, other) <= (1 if shorter < 9 else 2)


def likeness(one: str, other: str, weight: Callable[[str], float]) -> float:
    """How alike two names are, from 0 to 1, whatever other names there are.

    1 where their comparing forms are equal, in any script, 0.98 where they differ in articles and spaces only; else the
    weight of the words that they share in that of all.

    weight: how much a word tells ('Amnesty' more than 'rights').
    """
    if latin(one) == latin(other):
        return 1.0
    first, second = words_of(one), words_of(other)
    if "".join(first) == "".join(second):
        return 0.98
    rest = list(second)
    shared = 0.0
    others = []
    for word in first:
        if word in rest:
            rest.remove(word)
            shared += 2 * weight(word)
        else:
            others.append(word)
    for word in others:
        near, best = max(((OSA.normalized_similarity(word, x), x) for x in rest), default=(0.0, ""))
        if near >= _NEAR:
            rest.remove(best)
            shared += near * (weight(word) + weight(best))
    total = sum(map(weight, first)) + sum(map(weight, second))
    return round(0.97 * shared / total, 4) if total else 0.0
