"""Names as lists of signatories print them: an entry split into name, acronym, country, capacity; its kind."""

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from hrkg.text.normal import fold, slug

_KEPT = 1 << 14  # names whose splitting is kept
_FOOTNOTE = re.compile(r"(?:\s*(?:\*+|[†‡§¹²³⁴⁵⁶⁷⁸⁹⁰]+|\[\d{1,3}\]))+$")
# 'A and others': what stands for entries that are not printed.
_OTHERS = re.compile(
    r",?\s+(?:and|&|plus|et|y|e|und)\s+(?:(?:\d+|[a-z]+)\s+)?"
    r"(?:others|more|autres|otr[ao]s|outr[ao]s|altr[ie]|andere)(?:\s[a-zà-ÿ\d ]{1,40})?\W*$"
)
_LINK = re.compile(r"\s*[(\[]?(?:https?://|www\.)\S+")
_MAIL = re.compile(r"\s*[<(\[]?\S+@\S+\.\w+[>)\]]?")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]][\s.,;]*$")
_ALIAS = re.compile(r"(?:a\.?\s?k\.?\s?a\.?|also known as|alias|formerly|ex-?|member of|née|known as)\b", re.I)
# What parts a name from its acronym, country or capacity. A hyphen counts only after a space ('Derechos Humanos -ADH').
_SEPARATOR = re.compile(
    r"\s*,\s*|\s+-+\s*|\s*[–—―]\s*|\s*/\s*|(?<=[^\W_][^\W_][\w)])\.\s+|\s*\|\s*|:\s+|\s*;\s*"
    r"|(?<=[)\]])\s+(?=[^\W\d_a-z])"
)
_LEAD = re.compile(
    r"(?P<short>[^\s–—:,()]+)(?P<section>\s[^\s–—:,()]+)?(?P<cut>\s-+\s|\s?[–—]\s?|:\s|,\s)(?P<rest>\S.*)"
)
_QUOTES = {"“": "”", '"': '"', "«": "»", "‘": "’", "'": "'", "„": "“"}
_PERSON_END = re.compile(r"\s*[,，、]|\s+[-–—]|\s*[–—(\[;|/:（；：]")
_HAN_NAME = re.compile("[\u4e00-\u9fff]{2,4}")  # a person's; bodies' names are longer
_WORD = re.compile(r"[^\W_]+(?:[’'´`.\-][^\W_]+)*\.?")
# Words that stand inside bodies' names with a capital too ('Stop The Wall'), and in no person's.
_INSIDE = frozenset(
    ("the", "our", "your", "their", "my", "no", "not", "and", "for", "of", "to", "with", "without", "against")
)
_LONGEST_BLEND, _LONGEST_BLENDED = 14, 14  # letters of a blend, words of the name that it is made of
_LONGEST_PERSON = 4  # words of a name that no table knows
_BEFORE_TITLES = frozenset(("rt", "right", "most", "very", "his", "her", "the"))  # 'Rt. Hon.', 'His Excellency'
_SHORT_TITLE = 4  # letters; longer titles are words of bodies' names too ('Justice Initiative')
_LAST_STOP = re.compile(r"(?:\b\w\.){2,}$|\b\d+\.$|\b(?:e\.V|Inc|Ltd|Jr|Sr|Corp|Co|Assoc|Int|Intl)\.$")


@dataclass(frozen=True, slots=True)
class Entry:
    """One signatory as printed. kind: 'person', 'organisation', or None where the words alone do not tell."""

    name: str
    kind: str | None = None
    acronym: str | None = None
    country: str | None = None
    capacity: str | None = None


@dataclass(frozen=True, eq=False)
class Names:
    """What splitting needs to know of the field, handed in by who holds the tables. Results are kept, for names recur.

    country_of: an ISO code for a text that is a country's name and nothing else. organisations: comparing form of each
    known name -> its acronym or ''. Word lists are in lower case. capacities: phrases that begin a capacity clause.
    positions: words that begin what a person is ('professor', 'member'). post_nominals: 'QC', 'PhD'.
    """

    country_of: Callable[[str], str | None]
    organisations: Mapping[str, str]
    organisation_words: Container[str]
    given_names: Container[str]
    honorifics: Container[str]
    joiners: Container[str]
    particles: Container[str]
    positions: Container[str]
    post_nominals: Container[str]
    capacities: re.Pattern[str]

    @lru_cache(maxsize=_KEPT)  # noqa: B019  # as many as there are lexicons, and those stay
    def split(self, text: str, default: str | None = None) -> Entry:
        """The entry that a text prints; its name is '' where nothing is left of it.

        Footnote marks, quotation marks around the whole, addresses and the last full stop are dropped. default: the
        kind where the words do not tell, as the other entries of the list suggest it.
        """
        text = re.sub(r",?\n", ", ", text)  # the lines of one who signs with name, office and body
        text = _trimmed(_OTHERS.sub("", _FOOTNOTE.sub("", _MAIL.sub("", _LINK.sub("", text))).strip()))
        bare, honorific = self._without_honorific(text)
        kind = "person" if honorific else self._kind_of_entry(text) or default
        return self._person(bare) if kind == "person" else self._organisation(text)

    @lru_cache(maxsize=_KEPT)  # noqa: B019
    def kind_of(self, name: str) -> str | None:
        """'organisation' or 'person' by the words of a name alone; None where they do not tell."""
        if self._acronym_of_known(name) is not None:
            return "organisation"
        words = _WORD.findall(name)
        low = [w.casefold().rstrip(".") for w in words]
        if any(
            w in self.organisation_words or w.removesuffix("’s").removesuffix("'s") in self.organisation_words
            for w in low
        ):
            return "organisation"
        if _HAN_NAME.fullmatch(name):
            return "person"
        if len(words) == 1 and (is_acronym(name) or re.search(r"\w\.\w{2,}$", name)):
            return "organisation"
        joined = any(w in self.joiners and w not in self.particles for w in words)
        if not words or joined or re.search(r"\d|&", name) or not _INSIDE.isdisjoint(low[1:]):
            return "organisation"
        capitals = [w for w, folded in zip(words, low, strict=True) if folded not in self.particles]
        if not 2 <= len(words) <= 7 or any(w[0].islower() for w in capitals):
            return "organisation" if len(words) > 7 or (len(words) == 1 and name.isupper()) else None
        if self._is_given(low[0]) or (len(low) > 2 and self._is_given(low[1]) and self._can_begin(words[0])):
            return "person"
        if any(is_acronym(w) and len(w) > 3 for w in words) and not name.isupper():
            return "organisation"
        return "person" if any(re.fullmatch(r"\w\.", w) for w in words) else None

    def _is_given(self, word: str) -> bool:
        return word in self.given_names or (not word.isascii() and slug(word) in self.given_names)

    @staticmethod
    def _can_begin(word: str) -> bool:
        """Whether a word without meaning can be the first of a person's names, before a given name that is known."""
        return word not in ("The", "the") and not (is_acronym(word) and word.isupper())

    def _acronym_of_known(self, name: str) -> str | None:
        """The acronym of a known organisation ('' when it has none); None for a name that no table knows."""
        return self.organisations.get(fold(name))

    def _without_honorific(self, text: str) -> tuple[str, bool]:
        """(text without 'Prof. Dr.' and the like in front, whether there was one)."""
        found = False
        while match := _WORD.match(text):
            title, rest = match.group().casefold().rstrip("."), text[match.end() :].lstrip(" .")
            following = _WORD.match(rest)
            titled = following is not None and following.group().casefold().rstrip(".") in self.honorifics
            lead = titled and title in _BEFORE_TITLES
            if not (lead or title in self.honorifics) or not rest or (rest[0].islower() and not titled):
                break
            if not lead and not found and len(title) > _SHORT_TITLE and self._is_body(text, rest):
                break
            text, found = rest, True
        return text, found

    def _is_body(self, text: str, rest: str) -> bool:
        """Whether what looks like a title begins the name of a body: 'Justice Initiative', 'Sisters of Mercy'."""
        head = _first_part(rest)
        return self._acronym_of_known(text) is not None or " " not in head or self.kind_of(head) == "organisation"

    def _kind_of_entry(self, text: str) -> str | None:
        """The kind by the words of the first part, or by the position that follows a person's name."""
        if self._acronym_of_known(text) is not None:
            return "organisation"
        name = _first_part(text)
        kind, rest = self.kind_of(name), text[len(name) :].lstrip(" ,–—-:;/|.([")
        short = re.match(r"[^()\[\]\s]+(?=[)\]])", rest)
        if short and is_acronym_of(short.group(), name):
            return "organisation"
        if kind == "person" or not rest or not self._can_be_person(name):
            return kind
        if kind is None:
            return "person" if self.is_position(rest) or self._is_trade(rest) else None
        # 'Anna Law, CEO of …': a surname that bodies' names have too
        first = _WORD.findall(name)[0].casefold()
        return "person" if self._is_given(first) and self.is_position(rest) else kind

    def _can_be_person(self, name: str) -> bool:
        """Whether a name has the shape of a person's: two to six words with capitals, particles aside."""
        words = name.split()
        capitals = all(w[0].isupper() or w.casefold() in self.particles for w in words)
        return 2 <= len(words) <= 6 and capitals

    def is_position(self, text: str) -> bool:
        """Whether a text begins with what somebody is: 'Executive Director, …'."""
        words = [w.casefold().rstrip(".") for w in _WORD.findall(text)[:4]]
        return any(w in self.positions for w in words)

    def _is_trade(self, text: str) -> bool:
        """Whether a text begins in lower case, as what one is does in any language: 'адвокат', 'taxi driver'."""
        word = _WORD.match(text)
        if word is None or not word.group()[0].islower():
            return False
        return word.group() not in self.joiners and word.group() not in self.organisation_words

    def has_bearer(self, text: str) -> bool:
        """Whether an entry can be a person and a body: 'Zvorra Xyloe, Rivers League'."""
        name = _first_part(text)
        rest = text[len(name) :].strip(" ,–—-:;/|.()[]")
        if not rest or self.kind_of(name) == "organisation" or not self._can_be_person(name):
            return False
        return len(name.split()) <= _LONGEST_PERSON and self.country_of(rest) is None

    def _person(self, text: str) -> Entry:
        """'N. N., professor, University of X, Ghana' -> name, capacity without the country, country."""
        name = _first_part(text)
        rest = text[len(name) :].strip()
        name, titles = self._without_post_nominals(name.strip())
        country = None
        if (match := re.fullmatch(r"[(\[]([^()\[\]]*)[)\]]", rest)) and (_ALIAS.match(match.group(1))):
            return Entry(_trimmed(name), "person")
        rest = rest.strip(" ,–—-:;/|.")
        rest = f"{titles}, {rest}" if titles and rest else titles or rest
        if match := re.search(r"^()[(\[]([^()\[\]]*)[)\]]$|(?<=\S)()\s*[(\[]([^()\[\]]*)[)\]]$", rest):
            inside = match.group(2) or match.group(4) or ""
            country = self.country_of(inside)
            if country or self._is_countries(inside):
                rest = rest[: match.start()]
            elif not match.start():
                rest = inside
        cuts = list(_SEPARATOR.finditer(rest))
        tail = rest[cuts[-1].end() :] if cuts else rest
        if country is None and tail and (self._is_countries(rest) or (country := self.country_of(tail))):
            rest = rest[: cuts[-1].start()] if cuts and country else ""
        return Entry(_trimmed(name), "person", None, country, rest.strip(" ,") or None)

    def _without_post_nominals(self, name: str) -> tuple[str, str]:
        """(name, the letters behind it): 'Anna Bell QC', 'Anna Bell PhD'."""
        words = name.split()
        count = len(words)
        while count > 2 and words[count - 1].strip(".,") in self.post_nominals:
            count -= 1
        return " ".join(words[:count]), " ".join(words[count:])

    def _is_countries(self, text: str) -> bool:
        """Whether a text is two or more countries ('Germany–US'), which state none."""
        parts = [p for p in re.split(r"\s*(?:[–—/,-]|\band\b)\s*", text) if p]
        return len(parts) > 1 and all(self.country_of(p) for p in parts)

    def _organisation(self, text: str) -> Entry:
        entry = Entry("")
        if match := self.capacities.search(text):
            clause = _closed(match["clause"] or match["bare"]).strip(" ,.;")
            text, entry = text[: match.start()].rstrip(" ,–—-(["), replace(entry, capacity=clause)
        while True:
            text = _trimmed(text)
            peeled = self._peel_bracket(text, entry) or self._peel_tail(text, entry)
            if peeled is None:
                break
            text, entry = peeled
        acronym, known = entry.acronym, self._acronym_of_known(text)
        lead = _LEAD.fullmatch(text)
        if acronym is None and lead and self._is_short_name(lead) and len(lead.group("rest").split()) > 1:
            acronym = lead.group("short") + (lead.group("section") or "")
            if known is None and "," not in lead.group("cut"):
                text = lead.group("rest").strip()
        elif acronym is None and is_acronym(text) and known != "":
            acronym = text
        return replace(entry, name=text, kind=self.kind_of(text), acronym=acronym)

    def _peel_bracket(self, text: str, entry: Entry) -> tuple[str, Entry] | None:
        """Text and entry without the last bracket: an acronym, a country, or something that is dropped."""
        match = _BRACKET.search(text)
        if match is None or match.start() == 0:
            return None
        inside, before = match.group(1).strip(" “”\"'"), text[: match.start()]
        for part in re.split(r"\s*[,;/–—]\s*|\s+-\s+", inside):
            country = None if is_acronym_of(part, before) else self.country_of(part)
            if country and not self._is_countries(inside):
                entry = replace(entry, country=entry.country or country)
            elif part and "/" not in inside and entry.acronym is None and not country:
                acronym = all(map(is_acronym, part.split(" "))) or (part == inside and _is_short_form(part, before))
                entry = replace(entry, acronym=part if acronym else None)
        return before, entry

    def _peel_tail(self, text: str, entry: Entry) -> tuple[str, Entry] | None:
        """Text and entry without what follows the last comma, dash, slash or full stop, if a country or acronym."""
        cuts = list(_SEPARATOR.finditer(text))
        if not cuts or cuts[-1].start() == 0:
            return None
        cut = cuts[-1]
        tail, before = text[cut.end() :].strip(" ."), text[: cut.start()]
        if cut.group().strip() == "," and self._is_city_of(tail, before, text):
            return before, entry
        tight = cut.group() in ("–", "—") and self._acronym_of_known(text) is not None
        if entry.country is None and not tight and (country := self.country_of(tail)):
            return before, replace(entry, country=country)
        dashed = cut.group().strip() not in {",", ".", ":", ";", ""}
        if entry.acronym is None and is_acronym(tail) and " " in before and (dashed or is_acronym_of(tail, before)):
            return before, replace(entry, acronym=tail)
        short, _, section = tail.partition(" ")  # 'Belgian Section of the League of Peoples – LP Belgium'
        if entry.acronym is None and dashed and self.country_of(section) and is_acronym_of(short, before):
            return before, replace(entry, acronym=tail)
        return None

    def _is_short_name(self, lead: re.Match[str]) -> bool:
        """Whether what leads an entry is an acronym, or that of a section: 'LP Belgique – Ligue des peuples'."""
        short, section = lead.group("short"), lead.group("section")
        if section is None and "," not in lead.group("cut") and is_blend_of(short, lead.group("rest")):
            return True
        return is_acronym(short) and (section is None or self.country_of(section.strip()) is not None)

    def _is_city_of(self, tail: str, before: str, text: str) -> bool:
        """Whether what follows the comma after a known name is but where it sits: 'River Trust, Leeds'."""
        known = self._acronym_of_known(before) is not None and self._acronym_of_known(text) is None
        return known and " " not in tail and tail.istitle() and self.country_of(tail) is None


def _first_part(text: str) -> str:
    """What stands before the first comma, dash, bracket, stroke or colon."""
    return text[: next((m.start() for m in _PERSON_END.finditer(text) if m.start()), len(text))]


def _closed(text: str) -> str:
    """A clause up to the bracket that closes what was opened before it."""
    depth = 0
    for at, char in enumerate(text):
        depth += (char in "([") - (char in ")]")
        if depth < 0:
            return text[:at]
    return text


def _trimmed(text: str) -> str:
    """A name without stray punctuation at its ends, and without quotation marks that hold all of it."""
    text = text.strip(" ,;:|–—-•·\u200b\ufeff")
    if text.endswith(".") and not _LAST_STOP.search(text):
        text = text.rstrip(". ")
    closing = _QUOTES.get(text[:1])
    if closing and text.endswith(closing) and text.find(closing, 1) == len(text) - 1:
        text = text[1:-1].strip(" ,;")
    return text


def is_acronym(text: str) -> bool:
    """Whether a text is shaped like an acronym: a word of 2 to 16 characters, half of them capitals ('OMCT')."""
    if not 1 < len(text) <= 16 or not re.fullmatch(r"[^\W_]+(?:[-&/’'+.][^\W_]+)*", text):
        return False
    letters = sum(c.isalpha() for c in text)
    return sum(c.isupper() for c in text) >= max(2 - (letters < len(text)), letters / 2)


def is_acronym_of(short: str, name: str) -> bool:
    """Whether the capitals of an acronym are initials of the name, in order."""
    letters = [c.casefold() for c in short if c.isupper()]
    initials = iter([c.casefold() for c in re.findall(r"(?<![^\W_])[^\W_]|(?<=[a-z])[A-Z]", name)])
    return is_acronym(short) and len(letters) > 1 and all(letter in initials for letter in letters)


def is_blend_of(short: str, name: str) -> bool:
    """Whether a word is put together of the beginnings of two words or more of a name, in order: 'Agdol' of 'Agua y
    Dolomitas'."""
    letters = "".join(c for c in fold(short) if c.isalpha())
    words = fold(name).split()[:_LONGEST_BLENDED]
    if not 2 <= len(letters) <= _LONGEST_BLEND or " " in short:
        return False
    reached = {(0, 0)}  # (letters told, words used up to two) after the words so far
    for word in words:
        for told, used in tuple(reached):
            length = 0
            while told + length < len(letters) and length < len(word) and letters[told + length] == word[length]:
                length += 1
                reached.add((told + length, min(2, used + 1)))
    return (len(letters), 2) in reached


def _is_short_form(text: str, name: str) -> bool:
    """Whether a word that stands alone in brackets behind a name is its short form: 'DHnet', 'IP.rio', 'Agdol'."""
    if not re.fullmatch(r"[^\W_][\w.&-]{1,14}", text):
        return False
    return sum(c.isupper() for c in text) > 1 or is_blend_of(text, name)
