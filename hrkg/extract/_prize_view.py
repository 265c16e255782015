"""The sentences of a post as its prizes are read in them: cues, names, prizes spoken of, dates."""

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from hrkg.extract._prize_names import NamedPrize, PrizeNames, PrizeNaming, prize_names
from hrkg.lexicon import Lexicon
from hrkg.model import Block, Mention, Reading, Sentence, Span, Token
from hrkg.text.amounts import find_money
from hrkg.text.dates import Date, find_dates
from hrkg.text.normal import fold
from hrkg.text.phrases import Match, Phrases
from hrkg.text.places import Places, places_of

_CUES = (
    *("receive", "give", "bestow", "go", "winner", "finalist", "withdraw", "behalf", "proxy", "none", "extended"),
    *("call", "deadline", "open", "ceremony", "ceremony-noun", "sum", "other-sum", "theme"),
)
YEAR = re.compile(r"(?:19|20)\d\d")
SEPARATORS = frozenset((",", ";", ":", "and", "&", "–", "—", "plus", "or", "/"))
PREPOSITIONS = frozenset(
    (
        "by",
        "of",
        "with",
        "from",
        "in",
        "against",
        "than",
        "like",
        "at",
        "on",
        "under",
        "for",
        "about",
        "before",
        "near",
        "via",
    )
)
ROLE_CUES = frozenset(("winner", "receive", "give", "go", "finalist"))
_CAPITALISED = re.compile(r"[A-Z]\w+")
_HEADING = 14  # words
_LONG = 600  # words; what is longer is no sentence, and would take its square in time
GOVERNOR_WORDS = 8
_INNER = frozenset(
    (
        "of",
        "for",
        "the",
        "on",
        "at",
        "to",
        "de",
        "des",
        "del",
        "du",
        "la",
        "&",
        "y",
        "al",
        "-",
        "without",
        "and",
        "pour",
        "et",
        "les",
        "des",
        "los",
        "las",
        "por",
        "para",
        "e",
        "für",
        "und",
    )
)
_PRESENT = frozenset(
    (
        "is",
        "are",
        "takes",
        "receives",
        "receive",
        "presents",
        "gives",
        "opens",
        "closes",
        "hands",
        "begins",
        "starts",
        "ends",
        "runs",
    )
)
_BY_NAME_ONLY = frozenset(("called", "dubbed", "nicknamed", "considered"))  # 'often called the Nobel Prize of'
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "this", "his", "her", "him", "them", "it"))
CLOSING = frozenset(("deadline", "deadlines", "closing"))
_CALENDAR = frozenset((*calendar.month_name[1:], *calendar.day_name))
_PAST = frozenset(
    ("was", "were", "had", "did", "gave", "took", "made", "held", "won", "went", "came", "said", "told", "been")
)


@lru_cache(maxsize=4)
def prize_words(lexicon: Lexicon) -> "PrizeWords":
    """The PrizeWords of a lexicon, built once."""
    return PrizeWords(lexicon)


class PrizeWords:
    """What the tables say of prizes, in the form in which sentences are asked for it."""

    def __init__(self, lexicon: Lexicon) -> None:
        kinds: dict[str, frozenset[str]] = {}
        for cue in _CUES:
            for phrase in lexicon.words(f"prize-{cue}"):
                kinds[phrase] = kinds.get(phrase, frozenset()) | {cue}
        self.cues: Phrases[frozenset[str]] = Phrases(kinds)
        self.names: PrizeNames = prize_names(lexicon)
        self.places: Places = places_of(lexicon)
        self.currencies = lexicon.phrases("currency")
        self.organisations = lexicon.organisations_by_name
        self.bodies = frozenset(lexicon.words("prize-after-head"))
        self.plain = frozenset(lexicon.words("prize-plain"))
        self.not_names = frozenset(lexicon.words("prize-not-name"))
        self.jobs = frozenset(lexicon.words("prize-not-call"))
        self.in_bodies = frozenset(lexicon.words("name-of-body"))
        self.authorities = frozenset(lexicon.words("prize-authority"))
        self.body_nouns = frozenset(lexicon.words("prize-body-noun"))
        self.sections = frozenset(fold(w) for w in lexicon.words("prize-section"))
        self.proxies = frozenset(lexicon.words("prize-kin"))
        self.body_starts = frozenset(lexicon.words("prize-body-start"))
        self.cut = frozenset(lexicon.words("prize-cut"))
        heads = (*lexicon.words("prize-head"), *lexicon.words("prize-suffix"), "laureate")
        self._announcing = tuple({word.casefold().removesuffix("s") for word in heads})
        self._emblems = frozenset(lexicon.words("prize-emblem"))

    def announced(self, text: str) -> bool:
        """Whether any word for a prize stands in the text: most posts are done with here."""
        low = text.casefold()
        return any(word in low for word in self._announcing) or not self._emblems.isdisjoint(_CAPITALISED.findall(text))


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody named in a sentence: token indexes, end exclusive; `mention` for a person."""

    first: int
    after: int
    name: str
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A prize spoken of in a sentence: by name, or (prize None) as 'the award'."""

    first: int
    after: int
    prize: NamedPrize | None
    year: int | None = None


@dataclass(slots=True)
class View:
    """A sentence with what was found in it."""

    sentence: Sentence
    block: Block
    namings: list[PrizeNaming]
    cues: list[Match[frozenset[str]]] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)

    @property
    def tokens(self) -> Sequence[Token]:
        """The words of the sentence."""
        return self.sentence.tokens

    def word(self, index: int) -> str:
        """The word at an index in lower case; '' outside the sentence."""
        return self.tokens[index].text.casefold() if 0 <= index < len(self.tokens) else ""

    def has(self, kind: str) -> bool:
        """Whether a cue of a kind stands in the sentence."""
        return any(kind in c.value for c in self.cues)

    def index_at(self, offset: int) -> int:
        """The index of the first token that begins at or after an offset."""
        return bisect_left(self.tokens, offset, key=lambda t: t.start)

    def governor(self, first: int, floor: int) -> str:
        """The separator or preposition before a name, past articles, adjectives and what they are ('the lawyers A')."""
        for index in range(first - 1, max(floor, first - 1 - GOVERNOR_WORDS) - 1, -1):
            word = self.word(index)
            joins_nouns = word in ("and", "&") and all(self.tokens[i].text.islower() for i in (index - 1, index + 1))
            if (word in SEPARATORS and not joins_nouns) or word in PREPOSITIONS or word == "to":
                return word
            if word[:1].isdigit() or self.tokens[index].text in _CALENDAR:
                break
        return ""

    def members(self, name: Name, after: int) -> list[Name]:
        """A name and those joined to it: 'A (Kenya), lawyer, and B'. A body after a person is whom they work for."""
        members = [name]
        for other in self.names:
            if other.first < name.after or other.first >= after:
                continue
            if any(self.word(i) in ("who", "whose", "which") for i in range(members[-1].after, other.first)):
                if not self._resumes(members[-1].after, other.first):
                    continue
            elif self.governor(other.first, members[-1].after - 1) not in SEPARATORS:
                continue
            if self.word(other.first - 1).startswith(("laureate", "winner", "recipient")):
                continue  # 'and Nobel laureate B'
            joined = self.word(other.first - 2) == ")" and self.word(other.after) == "("
            works_for = other.mention is None and members[-1].mention is not None and self.word(other.first - 1) == ","
            if works_for and not joined:
                continue
            members.append(other)
        return members

    def _resumes(self, begin: int, first: int) -> bool:
        """Whether an enumeration goes on at a name after a relative clause: 'A, who was freed, and the singer B'."""
        joint = next(
            (i for i in range(first - 1, max(begin, first - GOVERNOR_WORDS), -1) if self.word(i) == "and"), None
        )
        return joint is not None and self.word(joint - 1) == "," and self.word(begin) == ","

    def named_after(self, begin: int, after: int, links: Sequence[str]) -> list[Name]:
        """The names that a preposition introduces: 'to A and B'."""
        for index in range(begin, after):
            if self.word(index) in links:
                names = [n for n in self.names if index < n.first < after]
                if names and self.governor(names[0].first, index) in (*links, ":", ","):
                    return self.members(names[0], after)
        return []

    def nearest_date(self, cue: int, *, whole: bool = False) -> Date | None:
        """The date that belongs to a word: the nearest; in a relative clause or an apposition, within its commas.

        With whole, a day goes before a nearer month or year.
        """
        begin, end = next((c for c in clauses(self.tokens) if c[0] <= cue < c[1]), (0, len(self.tokens)))
        relative = any(self.word(i) in ("who", "which", "whose") for i in range(max(0, cue - 4), cue))
        noun = any(c.first == cue and c.value & {"winner", "finalist"} for c in self.cues)
        if relative or noun:
            begin = next((i for i in range(cue - 1, begin, -1) if self.word(i) == ","), begin)
            end = next((i for i in range(cue, end) if self.word(i) == ","), end)
        inside = [d for d in self.dates if begin <= self.index_at(d.start) < end]
        beside = {i for r in self.references for i in range(r.first - 1, r.after)}  # the year of a prize is no date
        dates = [d for d in inside if self.index_at(d.start) not in beside]
        if whole:
            dates = [d for d in dates if len(d.iso) == 10] or dates
        at = self.tokens[min(cue, len(self.tokens) - 1)].start
        return min(dates, key=lambda d: min(abs(d.start - at), abs(d.end - at)), default=None)

    def years_joined(self, year: int | None) -> list[int]:
        """The years of an enumeration in which a year stands: 'in 2010 and 2013'; [] when it stands alone."""
        bare = [
            d
            for d in self.dates
            if len(d.iso) == 4 and d.until is None and YEAR.fullmatch(self.word(self.index_at(d.start)))
        ]
        for day, other in pairwise(bare):
            between = self.sentence.text[day.end - self.sentence.start : other.start - self.sentence.start]
            if between in (" and ", " and in ", ", ") and str(year) in (day.iso, other.iso):
                return [int(day.iso), int(other.iso)]
        return []

    def cue_before(self, day: Date) -> Match[frozenset[str]] | None:
        """The word for opening or closing that stands shortly before a date."""
        at = self.index_at(day.start)
        reach = {c.first: 15 if self.word(c.first) in CLOSING else 6 for c in self.cues}
        near = [c for c in self.cues if c.value & {"open", "deadline"} and 0 <= at - c.after <= reach[c.first]]
        return near[-1] if near else None

    def reference_year(self, prize: NamedPrize) -> int | None:
        return next((r.year for r in self.references if r.year is not None and r.prize in (None, prize)), None)

    def is_heading(self) -> bool:
        """Whether it is a short block of its own without a full stop."""
        text = self.block.text
        return len(self.tokens) < _HEADING and text[-1:] not in ".!?:;,”" and len(text) == len(self.sentence.text)

    def is_telling(self) -> bool:
        """Whether it says that there are winners or people in the running, or gives a prize that it speaks of."""
        cues = [c for c in self.cues if c.value & ROLE_CUES]
        return any(c.value & {"winner", "finalist"} for c in cues) or bool(cues and self.references)


class PostView:
    """A post taken apart for its prizes: its sentences, its persons in order, the prizes that it names."""

    def __init__(self, reading: Reading, words: PrizeWords) -> None:
        self.reading, self.words = reading, words
        self._persons = sorted(((s, m) for m in reading.mentions for s in m.spans), key=lambda p: p[0])
        self._person_starts = [s.start for s, _ in self._persons]
        self.acronyms: dict[str, str] = {}
        self._told: str | None = None  # the date told last, from which 'a year later' counts
        self.views = [self._view(s) for s in reading.sentences]
        if (honours := words.names.honours_of(n for v in self.views for n in v.namings)) is not None:
            for view in self.views:
                view.namings = words.names.renamed(view.tokens, honours, view.namings)
        self.prizes = words.names.joined(n for v in self.views for n in v.namings)

    def persons_before(self, offset: int, most: int) -> list[tuple[Span, Mention]]:
        """The last namings of persons before an offset, in order."""
        last = bisect_left(self._person_starts, offset)
        return self._persons[max(0, last - most) : last]

    def _persons_in(self, start: int, end: int) -> Iterator[tuple[Span, Mention]]:
        for index in range(bisect_left(self._person_starts, start), len(self._persons)):
            span, mention = self._persons[index]
            if span.start >= end:
                break
            yield span, mention

    def _view(self, sentence: Sentence) -> View:
        begins = [s.start for s, m in self._persons_in(sentence.start, sentence.end) if " " in s.exact]
        namings = self.words.names.find(sentence, begins)
        return View(sentence, self.reading.blocks[sentence.block], namings)

    def fill(self, view: View) -> None:
        """What else the sentence holds: cues, names, references, dates. A sentence beyond measure is left empty."""
        if len(view.tokens) > _LONG:
            return
        view.cues = self.words.cues.find(view.tokens)
        covered = {i for n in view.namings if n.name in self.prizes for i in range(n.first, n.after)}
        view.cues = [
            c
            for c in view.cues
            if covered.isdisjoint(range(c.first, c.after))
            and not self._is_noun(view, c)
            and not self._is_elsewhere(view, c)
        ]
        view.names = self._names(view, covered)
        view.references = self._references(view, covered)
        published = self.reading.post.published
        coming = is_to_come(view)
        for day in find_dates(view.sentence.text, published, view.sentence.start, future=coming, anchor=self._told):
            self._told = day.until or day.iso
            known = int(day.iso[:4]) <= int(published[:4]) + 1
            if known and view.word(view.index_at(day.start) - 1) not in ("since", "from", "born"):
                view.dates.append(day)

    def _is_noun(self, view: View, cue: Match[frozenset[str]]) -> bool:
        """Whether a word such as 'award' or 'honour' is the noun, which gives nothing to anybody."""
        if view.word(cue.first) not in self.words.plain or cue.after - cue.first > 1:
            return False
        verb = view.word(cue.first - 1) in ("will", "to", "would", "also", "which", "who", "that")
        verb |= view.word(cue.after) in _DETERMINERS or any(n.first == cue.after for n in view.namings)
        return not verb

    def _is_elsewhere(self, view: View, cue: Match[frozenset[str]]) -> bool:
        """Whether a winner is one of a prize that is not named in full: 'Nobel laureate', 'Emmy winner'."""
        before = view.tokens[cue.first - 1].text if cue.first else ""
        if "winner" not in cue.value or not before or before in self.words.cut:
            return False
        named = any(n.first < cue.first <= n.after and n.name in self.prizes for n in view.namings)
        nation = self.words.places.find(view.tokens[cue.first - 1 : cue.first])
        return before[0].isupper() and not nation and not named and not before.endswith(("’s", "'s"))

    def _names(self, view: View, covered: set[int]) -> list[Name]:
        found: list[Name] = []
        taken = set(covered)
        for span, mention in self._persons_in(view.sentence.start, view.sentence.end):
            first, after = view.index_at(span.start), view.index_at(span.end)
            if taken.isdisjoint(range(first, after)) and not self.is_region(view.tokens[first:after]):
                found.append(Name(first, after, mention.name, mention))
                taken.update(range(first, after))
        bodies = self._bodies(view, taken)
        for body in bodies:
            if view.word(body.after) == "(" and view.word(body.after + 2) == ")":
                self.acronyms.setdefault(body.name, view.word(body.after + 1))
        found += bodies
        return sorted((n for n in found if not _is_honoured(view, n)), key=lambda n: n.first)

    def is_region(self, tokens: Sequence[Token]) -> bool:
        places = self.words.places.find(tokens)
        inside = {t.start for t in tokens for p in places if p.start <= t.start < p.end}
        return all(t.start in inside or t.text.title() in self.words.not_names or t.text in _INNER for t in tokens)

    def _bodies(self, view: View, taken: set[int]) -> list[Name]:
        """The organisations in a sentence: runs of capitals, two words long or known to the authority table."""
        tokens = view.tokens
        found: list[Name] = []
        index = 0
        while index < len(tokens):
            after = self._body_at(tokens, index, taken)
            if after is None:
                index += 1
                continue
            name = written(tokens, index, after)
            known = fold(name) in self.words.organisations
            if tokens[index - 1].text == "(" and index:
                index = after
                continue
            if (
                known
                or self._is_name_alone(view, index, after)
                or sum(t.text[0].isupper() for t in tokens[index:after]) > 1
            ) and not self.is_region(tokens[index:after]):
                found.append(Name(index, after, name))
            index = after
        return found

    def _is_name_alone(self, view: View, first: int, after: int) -> bool:
        """Whether one word is a name for sure: 'ArtLords', or an entry of a list with its country, 'Gisha (Israel)'."""
        word = view.tokens[first].text
        if after - first > 1:
            return False
        if re.search(r"[a-z][A-Z]", word):
            return True
        if view.word(first - 1) in self.words.body_nouns:
            return True
        entry = view.word(first - 1) in (*SEPARATORS, "") and view.word(after) == "("
        return entry and bool(self.words.places.find(view.tokens[after + 1 : after + 3]))

    def _body_at(self, tokens: Sequence[Token], first: int, taken: set[int]) -> int | None:
        word = tokens[first].text
        if first in taken or not (word[0].isupper() or word[0].isdigit()) or word.endswith(("’s", "'s")):
            return None
        if word in self.words.cut and word not in self.words.body_starts and not self._is_named_day(tokens, first):
            return None
        if word[0].isdigit() and (first + 1 >= len(tokens) or not tokens[first + 1].text[0].isupper()):
            return None
        after = index = first + (not word[0].isdigit())
        while index < len(tokens) and index not in taken:
            word = tokens[index].text
            if (word in _CALENDAR and index > first) or (word.isdigit() and self._is_month(tokens, index + 1)):
                break
            if word[0].isupper() or (word.isdigit() and len(word) < 3):
                after = index + 1
                if word.endswith(("’s", "'s")):
                    break
            elif word == "and":
                if tokens[index + 1 : index + 2] and tokens[index + 1].text == "the":
                    break
                if not any(t.text in ("of", "for", "on") for t in tokens[first:index]):
                    break
            elif word not in _INNER:
                break
            index += 1
        return after if after > first else None

    @staticmethod
    def _is_named_day(tokens: Sequence[Token], first: int) -> bool:
        """Whether a month begins a name: 'May 18 Memorial Foundation'."""
        words = [t.text for t in tokens[first : first + 3]]
        return len(words) == 3 and words[0] in _CALENDAR and words[1].isdigit() and words[2][0].isupper()

    @staticmethod
    def _is_month(tokens: Sequence[Token], index: int) -> bool:
        return index < len(tokens) and tokens[index].text in _CALENDAR

    def _references(self, view: View, covered: set[int]) -> list[Reference]:
        found = [
            Reference(n.first, n.after, self.prizes[n.name], n.year)
            for n in view.namings
            if n.name in self.prizes and not any(view.word(i) in _BY_NAME_ONLY for i in range(n.first - 3, n.first))
        ]
        for index, token in enumerate(view.tokens):
            word = token.text.rstrip("’'")
            is_edition = word == "edition" and index and YEAR.fullmatch(view.word(index - 1)) is not None
            if index in covered or not (is_edition or word in self.words.plain or self.words.names.is_head(word)):
                continue
            if token.text in self.words.plain and view.word(index + 1) in _DETERMINERS and index:
                continue  # the verb: 'they award the prize'
            begin = next(
                (i for i in range(index - 1, max(-1, index - 5), -1) if not view.tokens[i].text.islower()), index
            )
            before = view.tokens[begin].text
            year = int(before[:4]) if YEAR.match(before) and begin < index else None
            after = index + 1
            if year is None and view.word(index + 1) == "of" and YEAR.fullmatch(view.word(index + 2)):
                year, after = int(view.word(index + 2)), index + 3
            found.append(Reference(index, after, None, year))
        return sorted(found, key=lambda r: r.first)

    def is_money_before(self, view: View, index: int) -> bool:
        end = view.tokens[index].start
        return any(m.end <= end for m in find_money(view.tokens, self.words.currencies))


def _is_honoured(view: View, name: Name) -> bool:
    """Whether somebody only gave a prize its name: 'named after A', 'in memory of A'."""
    before = (view.word(name.first - 2), view.word(name.first - 1))
    return before in (("named", "after"), ("named", "for"), ("memory", "of"), ("honour", "of"), ("honor", "of"))


def is_running(cues: Sequence[Match[frozenset[str]]], references: Sequence[Reference]) -> bool:
    """Whether a clause is about those in the running rather than the winners: 'the finalists received a diploma'."""
    kinds = {k for c in cues for k in c.value}
    if "finalist" not in kinds or "winner" in kinds:
        return False
    got = [c for c in cues if c.value & {"receive", "go"}]
    return not any(r.first >= c.after for c in got for r in references)


def in_year(reference: Reference | None, year: int | None) -> Reference | None:
    """The same prize in the year that is written beside a winner."""
    if year is None:
        return reference
    return Reference(0, 0, reference.prize if reference is not None else None, year)


def is_to_come(view: View) -> bool:
    """Whether a sentence speaks of what is to come, or of now, rather than of what was."""
    low = [t.text.casefold() for t in view.tokens]
    words, pairs = set(low), set(pairwise(low))
    if words & {"will", "expected", "shall"} or {("to", "be"), ("due", "to")} & pairs:
        return True
    if any(w in _PAST or (w.endswith("ed") and len(w) > 4) for w in words):
        return False
    return bool(words & _PRESENT)


def clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between semicolons, as token indexes; a list after a colon is not parted."""
    first = 0
    listing = False
    for index, token in enumerate(tokens):
        listing |= token.text == ":"
        if token.text == ";" and not listing:
            yield first, index
            first = index + 1
    yield first, len(tokens)


def adjacent(view: View, names: Sequence[Name]) -> list[Name]:
    """The first of some names and those with nothing but 'and' or a comma between."""
    found = list(names[:1])
    for name in names[1:]:
        if not all(view.word(i) in SEPARATORS for i in range(found[-1].after, name.first)):
            break
        found.append(name)
    return found


def written(tokens: Sequence[Token], first: int, after: int) -> str:
    """The words between two tokens as they stand in the sentence."""
    text = ""
    for index in range(first, after):
        gap = tokens[index].start - tokens[index - 1].end if index > first else 0
        text += " " * gap + tokens[index].text
    return text


def year_in_bracket(view: View, index: int) -> int | None:
    """The year in the bracket that begins at a token, or None."""
    if view.word(index) != "(":
        return None
    for at in range(index + 1, min(index + 8, len(view.tokens))):
        if view.word(at) == ")":
            break
        if YEAR.fullmatch(view.word(at)):
            return int(view.word(at))
    return None
