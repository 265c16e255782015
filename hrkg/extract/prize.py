"""Prizes: each edition of a prize of which a post tells.

A sentence is read for what it says of a prize that it names, or of the one that the post is about: who won it, who was
in the running, when and where it is handed over, what it is worth, until when one can apply.
"""

import calendar
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from hrkg.extract._prize_names import NamedPrize, PrizeNames, PrizeNaming, prize_names
from hrkg.lexicon import Lexicon
from hrkg.model import Block, Mention, Prize, Reading, Sentence, Span, Token
from hrkg.text.amounts import find_money
from hrkg.text.dates import Date, find_dates
from hrkg.text.normal import fold
from hrkg.text.phrases import Match, Phrases
from hrkg.text.places import Places, places_of

_CUES = (
    *(
        "receive",
        "give",
        "go",
        "winner",
        "finalist",
        "withdraw",
        "call",
        "deadline",
        "open",
        "ceremony",
        "ceremony-noun",
    ),
    *("sum", "other-sum", "theme", "behalf", "none"),
)
_BE = frozenset(("is", "was", "are", "were", "be", "been", "being", "has", "have", "had", "get", "got", "gets"))
_YEAR = re.compile(r"(?:19|20)\d\d")


def find_prizes(reading: Reading, lexicon: Lexicon) -> list[Prize]:
    """One entry per prize and edition, in order of appearance; [] when the post tells of none.

    A prize that is only named (its jury, a nomination, 'award-winning') is no entry: it needs a winner, somebody in the
    running, or a call. Laureates who are persons have the names of `reading.mentions`, organisations are as written.
    """
    words = prize_words(lexicon)
    if not words.announced(reading.post.text):
        return []
    return _Post(reading, words).prizes()


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
        self.body_starts = frozenset(lexicon.words("prize-body-start"))
        self.cut = frozenset(lexicon.words("prize-cut"))
        self._announcing = tuple(
            {
                w.casefold()
                for w in (*lexicon.words("prize-head"), *self.plain, *lexicon.words("prize-suffix"), "laureate")
            }
        )

    def announced(self, text: str) -> bool:
        """Whether any word for a prize stands in the text: most posts are done with here."""
        low = text.casefold()
        return any(word in low for word in self._announcing)


@dataclass(frozen=True, slots=True)
class _Name:
    """Somebody named in a sentence: token indexes, end exclusive; `mention` for a person."""

    first: int
    after: int
    name: str
    mention: Mention | None = None


@dataclass(frozen=True, slots=True)
class _Reference:
    """A prize spoken of in a sentence: by name, or (prize None) as 'the award'."""

    first: int
    after: int
    prize: NamedPrize | None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Award:
    """Names that a clause makes laureates or runners-up ('role') of a prize; `at` is the token to which a date is near."""

    role: str
    names: list[_Name]
    reference: _Reference | None
    at: int


@dataclass(slots=True)
class _View:
    """A sentence with what was found in it."""

    sentence: Sentence
    block: Block
    namings: list[PrizeNaming]
    cues: list[Match[frozenset[str]]] = field(default_factory=list)
    names: list[_Name] = field(default_factory=list)
    references: list[_Reference] = field(default_factory=list)
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


@dataclass(slots=True)
class _Draft:
    """An edition while the post is read."""

    prize: NamedPrize
    year: int | None
    laureates: dict[str, None] = field(default_factory=dict)
    runners_up: dict[str, None] = field(default_factory=dict)
    spans: dict[tuple[int, int], None] = field(default_factory=dict)
    near_year: int | None = None
    called: bool = False
    theme: str | None = None
    opens: str | None = None
    deadline: str | None = None
    amount: str | None = None
    currency: str | None = None
    ceremony_date: str | None = None
    ceremony_place: str | None = None


_SEPARATORS = frozenset((",", ";", ":", "and", "&", "–", "—", "plus", "or", "/"))
_PREPOSITIONS = frozenset(
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
_PRONOUNS = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_PLURALS = frozenset(("they", "them", "both", "their", "theirs"))
_ROLE_CUES = frozenset(("winner", "receive", "give", "go", "finalist"))
_AFTER_NAMING = 3  # sentences
_BACK = 40  # namings of persons among which a pronoun finds its own
_LONG = 600  # words; what is longer is no sentence, and would take its square in time
_NEAR = 300  # days around publication within which a date is of the edition that the post is about
_LABEL_WORDS = 12
_GOVERNOR_WORDS = 6


class _Post:
    """The reading of one post, sentence by sentence."""

    def __init__(self, reading: Reading, words: PrizeWords) -> None:
        self._reading, self._words = reading, words
        self._published = reading.post.published
        self._year = int(self._published[:4])
        pairs = sorted(((s, m) for m in reading.mentions for s in m.spans), key=lambda p: p[0])
        self._persons = pairs
        self._person_starts = [s.start for s, _ in pairs]
        self._drafts: dict[tuple[int, int | None], _Draft] = {}
        self._views = [self._view(s) for s in reading.sentences]
        self._prizes = words.names.joined(n for v in self._views for n in v.namings)
        self._current: NamedPrize | None = None
        self._about = False  # whether the post is about a prize, so that 'the ceremony' is that of its prize
        self._listed: list[str] = []
        self._listed_block = -1
        self._listed_until = -1
        self._acronyms: dict[str, str] = {}

    def _persons_in(self, start: int, end: int) -> Iterator[tuple[Span, Mention]]:
        for index in range(bisect_left(self._person_starts, start), len(self._persons)):
            span, mention = self._persons[index]
            if span.start >= end:
                break
            yield span, mention

    def _view(self, sentence: Sentence) -> _View:
        begins = [s.start for s, m in self._persons_in(sentence.start, sentence.end) if " " in s.exact]
        namings = self._words.names.find(sentence, begins)
        return _View(sentence, self._reading.blocks[sentence.block], namings)

    def prizes(self) -> list[Prize]:
        """The editions of which the post tells."""
        if not self._prizes:
            return []
        title = self._views[0]
        self._fill(title)
        titled = [self._prizes[n.name] for n in title.namings if n.name in self._prizes]
        heading = frozenset(k for c in title.cues for k in c.value)
        self._about = bool(titled or heading & {"ceremony", "winner", "finalist", "call", "give", "receive"})
        for view in self._views if self._about else self._near_namings():
            self._fill(view)
        self._current = next(self._prizes[n.name] for v in self._views for n in v.namings if n.name in self._prizes)
        for index, view in enumerate(self._views):
            self._turn(view, titled)
            self._read(index, view)
            self._remember(index, view)
        return self._finished(titled)

    def _near_namings(self) -> list[_View]:
        """The sentences in which a post that is not about a prize may tell of one: where it is named, and just after."""
        at = [i for i, v in enumerate(self._views) if any(n.name in self._prizes for n in v.namings)]
        near = {i for n in at for i in range(n, min(n + _AFTER_NAMING, len(self._views)))}
        return [self._views[i] for i in sorted(near)]

    def _fill(self, view: _View) -> None:
        """What else the sentence holds: cues, names, references, dates. A sentence beyond measure is left empty."""
        if len(view.tokens) > _LONG:
            return
        view.cues = self._words.cues.find(view.tokens)
        covered = {i for n in view.namings if n.name in self._prizes for i in range(n.first, n.after)}
        view.cues = [
            c
            for c in view.cues
            if covered.isdisjoint(range(c.first, c.after))
            and not self._is_noun(view, c)
            and not self._is_elsewhere(view, c)
        ]
        view.names = self._names(view, covered)
        view.references = self._references(view, covered)
        dates = find_dates(view.sentence.text, self._published, view.sentence.start, future=_is_to_come(view))
        view.dates = [d for d in dates if view.word(view.index_at(d.start) - 1) not in ("since", "from", "born")]

    def _is_noun(self, view: _View, cue: Match[frozenset[str]]) -> bool:
        """Whether a word such as 'award' or 'honour' is the noun, which gives nothing to anybody."""
        if view.word(cue.first) not in self._words.plain or cue.after - cue.first > 1:
            return False
        return view.word(cue.after) not in _DETERMINERS and all(n.first != cue.after for n in view.namings)

    def _is_elsewhere(self, view: _View, cue: Match[frozenset[str]]) -> bool:
        """Whether a winner is one of a prize that is not named in full: 'Nobel laureate', 'Emmy winner'."""
        before = view.tokens[cue.first - 1].text if cue.first else ""
        if "winner" not in cue.value or not before or before in self._words.cut:
            return False
        named = any(n.first < cue.first <= n.after and n.name in self._prizes for n in view.namings)
        return before[0].isupper() and not named and not before.endswith(("’s", "'s"))

    def _names(self, view: _View, covered: set[int]) -> list[_Name]:
        found: list[_Name] = []
        taken = set(covered)
        for span, mention in self._persons_in(view.sentence.start, view.sentence.end):
            first, after = view.index_at(span.start), view.index_at(span.end)
            if taken.isdisjoint(range(first, after)) and not self._is_region(view.tokens[first:after]):
                found.append(_Name(first, after, mention.name, mention))
                taken.update(range(first, after))
        bodies = self._bodies(view, taken)
        for body in bodies:
            if view.word(body.after) == "(" and view.word(body.after + 2) == ")":
                self._acronyms.setdefault(body.name, view.word(body.after + 1))
        found += bodies
        return sorted(found, key=lambda n: n.first)

    def _is_region(self, tokens: Sequence[Token]) -> bool:
        places = self._words.places.find(tokens)
        inside = {t.start for t in tokens for p in places if p.start <= t.start < p.end}
        return all(t.start in inside or t.text.title() in self._words.not_names or t.text in _INNER for t in tokens)

    def _bodies(self, view: _View, taken: set[int]) -> list[_Name]:
        """The organisations in a sentence: runs of capitals, two words long or known to the authority table."""
        tokens = view.tokens
        found: list[_Name] = []
        index = 0
        while index < len(tokens):
            after = self._body_at(tokens, index, taken)
            if after is None:
                index += 1
                continue
            name = _written(tokens, index, after)
            known = fold(name) in self._words.organisations
            if tokens[index - 1].text == "(" and index:
                index = after
                continue
            if (
                known
                or self._is_name_alone(view, index, after)
                or sum(t.text[0].isupper() for t in tokens[index:after]) > 1
            ) and not self._is_region(tokens[index:after]):
                found.append(_Name(index, after, name))
            index = after
        return found

    def _is_name_alone(self, view: _View, first: int, after: int) -> bool:
        """Whether one word is a name for sure: 'ArtLords', or an entry of a list with its country, 'Gisha (Israel)'."""
        word = view.tokens[first].text
        if after - first > 1:
            return False
        if re.search(r"[a-z][A-Z]", word):
            return True
        entry = view.word(first - 1) in (*_SEPARATORS, "") and view.word(after) == "("
        return entry and bool(self._words.places.find(view.tokens[after + 1 : after + 3]))

    def _body_at(self, tokens: Sequence[Token], first: int, taken: set[int]) -> int | None:
        word = tokens[first].text
        if first in taken or not (word[0].isupper() or word[0].isdigit()) or word.endswith(("’s", "'s")):
            return None
        if word in self._words.cut and word not in self._words.body_starts and not self._is_named_day(tokens, first):
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

    def _references(self, view: _View, covered: set[int]) -> list[_Reference]:
        found = [
            _Reference(n.first, n.after, self._prizes[n.name], n.year) for n in view.namings if n.name in self._prizes
        ]
        for index, token in enumerate(view.tokens):
            word = token.text.rstrip("’'")
            if index in covered or not (word in self._words.plain or self._words.names.is_head(word)):
                continue
            if token.text in self._words.plain and view.word(index + 1) in _DETERMINERS and index:
                continue  # the verb: 'they award the prize'
            begin = next(
                (i for i in range(index - 1, max(-1, index - 5), -1) if not view.tokens[i].text.islower()), index
            )
            before = view.tokens[begin].text
            year = int(before[:4]) if _YEAR.match(before) and begin < index else None
            after = index + 1
            if year is None and view.word(index + 1) == "of" and _YEAR.fullmatch(view.word(index + 2)):
                year, after = int(view.word(index + 2)), index + 3
            found.append(_Reference(index, after, None, year))
        return sorted(found, key=lambda r: r.first)

    def _turn(self, view: _View, titled: list[NamedPrize]) -> None:
        """Which prize is the post about from here on: that of the title or of a heading, else the last one named."""
        named = [r for r in view.references if r.prize is not None]
        if not named:
            return
        heading = (
            view.block.kind in ("title", "line", "item")
            and len(view.tokens) < 25
            and view.sentence.text[-1] not in ".!"
        )
        if heading or not titled:
            self._current = named[0].prize

    def _draft(self, prize: NamedPrize, year: int | None, *views: _View) -> _Draft:
        draft = self._drafts.setdefault((id(prize), year), _Draft(prize, year))
        for view in views:
            draft.spans.setdefault((view.sentence.start, view.sentence.end))
        return draft

    def _read(self, index: int, view: _View) -> None:
        """What one sentence says of prizes."""
        named = [r for r in view.references if r.prize is not None]
        found = False
        for first, after in _clauses(view.tokens):
            found |= self._read_clause(view, first, after)
        entries = self._entries(index, view, expected=not found)
        if entries:
            self._take_entries(view, entries)
        prize = named[0].prize if named else self._current
        if prize is not None and (named or self._about):
            self._read_slots(view, prize, bool(view.references))

    # --- who won, who was in the running ---

    def _read_clause(self, view: _View, first: int, after: int) -> bool:
        cues = [c for c in view.cues if first <= c.first < after]
        references = [r for r in view.references if first <= r.first < after]
        kinds = frozenset(k for c in cues for k in c.value)
        if (
            "theme" in kinds
            or any(view.word(c.first) in _CLOSING for c in cues)
            or ("none" in kinds and not kinds & {"winner", "receive"})
        ):
            return False
        if not references and not self._speaks_of_prize(view, cues):
            return False
        found = False
        for award in self._recipients(view, first, after, cues, references):
            named = award.reference.prize if award.reference is not None else None
            prize = named or self._current
            if prize is None or not award.names:
                continue
            year, near = self._edition(view, award.reference, award.at)
            draft = self._draft(prize, year, view)
            draft.near_year = draft.near_year or near
            (draft.laureates if award.role == "laureates" else draft.runners_up).update(
                (n.name, None) for n in award.names
            )
            found = True
        return found

    def _speaks_of_prize(self, view: _View, cues: Sequence[Match[frozenset[str]]]) -> bool:
        """Whether a clause without a word for a prize is about one: 'the laureate is', 'who won in 2015', 'it went to'."""
        if self._current is None:
            return False
        for cue in cues:
            if cue.value & {"winner", "finalist"}:
                return True
            if "go" in cue.value and (view.word(cue.first - 1) == "it" or self._is_money_before(view, cue.first)):
                return True
            if (
                "receive" in cue.value
                and view.word(cue.first).startswith("w")
                and view.word(cue.after) in ("in", "it", "", ".")
            ):
                return True
        return False

    def _edition(self, view: _View, reference: _Reference | None, cue: int) -> tuple[int | None, int | None]:
        """(year, year of a date around publication): the year beside the prize, else that of the date nearest to the cue.

        A date close to the day of publication tells of the edition in hand, which may bear another year.
        """
        if reference is not None and reference.year is not None:
            return reference.year, None
        nearest = self._nearest_date(view, cue)
        if nearest is None or view.has("withdraw"):
            return None, None
        year = int(nearest.iso[:4])
        if year == self._year or (len(nearest.iso) > 4 and _days_between(nearest.iso, self._published) < _NEAR):
            return None, year
        return year, None

    def _nearest_date(self, view: _View, cue: int) -> Date | None:
        """The date that belongs to a word: the nearest, for a relative clause or an apposition the one within its commas."""
        begin, end = next((c for c in _clauses(view.tokens) if c[0] <= cue < c[1]), (0, len(view.tokens)))
        relative = any(view.word(i) in ("who", "which", "whose") for i in range(max(0, cue - 4), cue))
        noun = any(c.first == cue and c.value & {"winner", "finalist"} for c in view.cues)
        if relative or noun:
            begin = next((i for i in range(cue - 1, begin, -1) if view.word(i) == ","), begin)
            end = next((i for i in range(cue, end) if view.word(i) == ","), end)
        inside = [d for d in view.dates if begin <= view.index_at(d.start) < end]
        beside = {i for r in view.references for i in range(r.first - 1, r.after)}  # the year of a prize is no date
        dates = [d for d in inside if view.index_at(d.start) not in beside and int(d.iso[:4]) <= self._year + 1]
        at = view.tokens[min(cue, len(view.tokens) - 1)].start
        return min(dates, key=lambda d: min(abs(d.start - at), abs(d.end - at)), default=None)

    def _recipients(
        self,
        view: _View,
        first: int,
        after: int,
        cues: Sequence[Match[frozenset[str]]],
        references: Sequence[_Reference],
    ) -> list[_Award]:
        """Who gets which prize, as a clause says it; the first of the ways of saying it that gives names counts."""
        reference = references[0] if references else None
        withdrawn = next((c for c in cues if "withdraw" in c.value), None)
        if withdrawn is not None and reference is not None:
            names = self._named_after(view, withdrawn.after, after, ("from",)) or self._salient(view, withdrawn.first)
            return [_Award("laureates", names[:1], r, withdrawn.first) for r in references]
        behalf = next((c for c in cues if "behalf" in c.value), None)
        if behalf is not None and any(c.value & {"receive", "ceremony", "give"} for c in cues):
            persons = [n for n in view.names if n.mention is not None and behalf.after <= n.first < after]
            if persons:
                return [_Award("laureates", persons[-1:], reference, behalf.first)]
        running = _is_running(cues, references)
        role_cues = [c for c in cues if c.value & _ROLE_CUES and not _is_denied(view, c)]
        colon = next((i for i in range(first, after) if view.word(i) == ":"), None)
        if colon is not None and role_cues and role_cues[0].first < colon:
            role = "runners_up" if running else "laureates"
            listed = [n for n in view.names if colon < n.first < after]
            if listed:
                return self._by_year(view, role, self._members(view, listed[0], after), reference, listed[0].first)
        found: list[_Award] = []
        for cue in role_cues:
            role = "runners_up" if running or ("finalist" in cue.value and "winner" not in cue.value) else "laureates"
            if "go" in cue.value:
                found += self._by_going(view, cue, after, references)
                continue
            names = self._by_cue(view, cue, first, after, references)
            if not names:
                continue
            if view.word(cue.first).startswith("shar"):
                names = [*names, *self._named_after(view, cue.after, after, ("with",))]
            following = _joined(view, cue, [r for r in references if r.first >= cue.first])
            for r in following if len(following) > 1 else [next(iter(following), reference)]:
                several = r is not None and len(following) > 1
                found += self._by_year(view, role, names, _dated(view, r) if several else r, cue.first)
            if cue.value & {"receive", "give"} and following:
                break
        if found:
            return found
        role = "runners_up" if running else "laureates"
        beside = ((r, self._beside(view, r, after)) for r in references)
        return [a for r, names in beside if names for a in self._by_year(view, role, names, r, r.after)]

    def _by_going(
        self, view: _View, cue: Match[frozenset[str]], after: int, references: Sequence[_Reference]
    ) -> list[_Award]:
        """'it went to A, and in 2018 to B': one award for each 'to'."""
        preceding = next((r for r in reversed(references) if r.after <= cue.first), None)
        running = any("finalist" in c.value and c.after == cue.first for c in view.cues)
        pronoun = view.word(cue.first - 1) == "it"
        if not (preceding is not None or pronoun or running or self._is_money_before(view, cue.first)):
            return []
        found: list[_Award] = []
        begin = cue.first
        while (to := next((i for i in range(begin, after) if view.word(i) == "to"), None)) is not None:
            end = next(
                (i for i in range(to + 1, after) if view.word(i) == "to" and _YEAR.fullmatch(view.word(i - 1))), after
            )
            names = self._named_after(view, to, end, ("to",))
            if names:
                own = int(view.word(to - 1)) if _YEAR.fullmatch(view.word(to - 1)) else None
                role = "runners_up" if running else "laureates"
                found += self._by_year(view, role, names, _in_year(preceding, own), cue.first)
            begin = max(to + 1, end)
        return found

    def _is_money_before(self, view: _View, index: int) -> bool:
        end = view.tokens[index].start
        return any(m.end <= end for m in find_money(view.tokens, self._words.currencies))

    def _by_cue(
        self, view: _View, cue: Match[frozenset[str]], first: int, after: int, references: Sequence[_Reference]
    ) -> list[_Name]:
        """Those whom a verb or a noun of winning makes winners."""
        following = next((r for r in references if r.first >= cue.first), None)
        preceding = next((r for r in reversed(references) if r.after <= cue.first), None)
        if "give" in cue.value:
            return self._by_giving(view, cue, first, after, following, preceding)
        if "receive" in cue.value:
            bare = view.word(cue.first) in ("won", "wins") and view.word(cue.after) in ("in", "it", "", ".", ",")
            return self._subject(view, first, cue.first) if following is not None or bare else []
        return self._by_noun(view, cue, first, after, following)

    def _by_giving(
        self,
        view: _View,
        cue: Match[frozenset[str]],
        first: int,
        after: int,
        following: _Reference | None,
        preceding: _Reference | None,
    ) -> list[_Name]:
        """'the Award was given to A', 'A was awarded the Award', 'B gave A the Award', 'B honoured them with the Award'."""
        if following is None and preceding is None:
            return []
        to = self._named_after(view, cue.after, after, ("to",))
        if to:
            return to
        if following is None:
            beside = [n for n in view.names if cue.after <= n.first <= cue.after + 3]
            honours = preceding is not None and preceding.after == cue.first and beside
            return self._group(view, beside[0], after) if honours else []
        if any(view.word(i) in _BE for i in range(max(first, cue.first - 2), cue.first)):
            return self._subject(view, first, cue.first)
        between = [n for n in view.names if cue.after <= n.first and n.after <= following.first]
        if between:
            return self._group(view, between[0], following.first)
        pronouns = {view.word(i) for i in range(cue.after, following.first)}
        if pronouns & (_PRONOUNS | _PLURALS):
            return self._salient(view, first, plural=bool(pronouns & _PLURALS))
        return []

    def _by_noun(
        self, view: _View, cue: Match[frozenset[str]], first: int, after: int, following: _Reference | None
    ) -> list[_Name]:
        """'A is the winner of', 'the laureate is A', 'winner of the Award A', 'laureate A', 'A, finalist for the Award'."""
        apposed = self._apposed(view, cue, first)
        if apposed and (following is not None or self._about):
            return apposed
        if view.word(cue.after) in ("is", "are", "was", "were", ":"):
            names = [n for n in view.names if cue.after < n.first < after and n.first - cue.after <= _GOVERNOR_WORDS]
            if names:
                return self._group(view, names[0], after)
        if following is not None and view.word(following.after) in (
            "is",
            "are",
            "was",
            "were",
            "include",
            "includes",
            "included",
        ):
            names = [n for n in view.names if following.after < n.first < after]
            if names and self._governor(view, names[0].first, following.after) == "":
                return self._group(view, names[0], after)
        among = next((i for i in range(cue.after, after) if view.word(i) in ("among", "including", "namely")), None)
        if among is not None and "finalist" in cue.value:
            names = [n for n in view.names if among < n.first <= among + 3]
            if names:
                return self._group(view, names[0], after)
        begin = following.after if following is not None and following.first - cue.after <= 3 else cue.after
        beside = [n for n in view.names if begin <= n.first <= begin + 1 and n.first < after]
        if beside and view.word(begin) not in _PREPOSITIONS:
            return self._group(view, beside[0], after)
        apposed = [n for n in view.names if view.word(begin) == "," and begin < n.first <= begin + 4]
        if apposed and view.word(apposed[0].after) in ("and", ",", "("):
            return self._group(view, apposed[0], after)
        if following is not None or any(
            view.word(i) in _BE | {"among", "as"} for i in range(max(first, cue.first - 4), cue.first)
        ):
            return self._subject(view, first, cue.first)
        return []

    def _apposed(self, view: _View, cue: Match[frozenset[str]], first: int) -> list[_Name]:
        """The name to which a noun is an apposition: 'A, a laureate of', 'A and B (Kenya), winners of'."""
        index = cue.first - 1
        while (
            index > first
            and index > cue.first - 5
            and view.word(index) not in _SEPARATORS
            and view.word(index) not in _BE
        ):
            index -= 1
        if view.word(index) != "," or not (index + 1 == cue.first or view.word(index + 1) in _BEFORE_NOUN):
            return []
        if view.word(index - 1) == ")":
            index = next((i for i in range(index - 1, first, -1) if view.word(i) == "("), index)
        ending = [n for n in view.names if n.after == index and n.first >= first]
        if not ending:
            return []
        several = view.word(cue.first).endswith("s")
        before = [n for n in view.names if first <= n.first <= ending[0].first] if several else ending
        return self._members(view, before[0], index + 1)

    def _beside(self, view: _View, reference: _Reference, after: int) -> list[_Name]:
        """Those whom the words beside a prize make winners: 'the Award is for A', 'Award for A', 'Prize 2023: A', 'was hers'."""
        index = reference.after
        bracketed = [n for n in view.names if n.after == reference.first - 1 and view.word(n.after) == "("]
        if bracketed:
            return bracketed
        verb = next(
            (i for i in range(index, min(after, index + 10)) if view.word(i) in ("is", "was", "are", "were")), None
        )
        if verb is not None and view.word(verb + 1) == "for":
            return self._named_after(view, verb, after, ("for",))
        if view.word(index) in ("is", "was", "are", "were") and view.word(index + 1) in (
            "for",
            "his",
            "hers",
            "theirs",
        ):
            if view.word(index + 1) == "for":
                return self._named_after(view, index, after, ("for",))
            return self._salient(view, reference.first, plural=view.word(index + 1) == "theirs")
        if view.word(index) == "," and view.word(index + 1) in ("his", "hers"):
            return self._salient(view, reference.first)
        if view.block.kind == "title" and reference.prize is not None:
            if view.word(index) in ("for", "to"):
                return self._named_after(view, index, after, ("for", "to"))
            if view.word(index) == ":":
                names = [n for n in view.names if index < n.first <= index + 3 and n.mention is not None]
                return self._group(view, names[0], after) if names else []
        return []

    def _named_after(self, view: _View, begin: int, after: int, links: Sequence[str]) -> list[_Name]:
        """The names that a preposition introduces: 'to A and B'."""
        for index in range(begin, after):
            if view.word(index) in links:
                names = [n for n in view.names if index < n.first < after]
                if names and self._governor(view, names[0].first, index) in (*links, ":", ","):
                    return self._group(view, names[0], after)
        return []

    @staticmethod
    def _by_year(view: _View, role: str, names: Sequence[_Name], reference: _Reference | None, at: int) -> list[_Award]:
        """The names, parted by the year that stands in brackets behind each: 'A (Kenya, 2012), B (2013)'."""
        found: list[_Award] = []
        years = [_year_in_bracket(view, n.after) for n in names]
        for year in dict.fromkeys(years):
            of_year = [n for n, y in zip(names, years, strict=True) if y == year]
            found.append(_Award(role, of_year, _in_year(reference, year), at if year is None else of_year[0].first))
        return found

    def _group(self, view: _View, name: _Name, after: int) -> list[_Name]:
        return self._members(view, name, after)

    def _members(self, view: _View, name: _Name, after: int) -> list[_Name]:
        """A name and those that are joined to it: 'A (Kenya), lawyer, and B'. A body after a person is whom they work for."""
        members = [name]
        for other in view.names:
            if other.first < name.after or other.first >= after:
                continue
            if any(view.word(i) in ("who", "whose", "which") for i in range(members[-1].after, other.first)):
                break
            if self._governor(view, other.first, members[-1].after - 1) not in _SEPARATORS:
                continue
            joined = view.word(other.first - 2) == ")" and view.word(other.after) == "("
            works_for = other.mention is None and members[-1].mention is not None and view.word(other.first - 1) == ","
            if works_for and not joined:
                continue
            members.append(other)
        return members

    def _governor(self, view: _View, first: int, floor: int) -> str:
        """The separator or preposition before a name, past articles, adjectives and what the person is ('the lawyers A')."""
        for index in range(first - 1, max(floor, first - 1 - _GOVERNOR_WORDS) - 1, -1):
            word = view.word(index)
            if word in _SEPARATORS or word in _PREPOSITIONS or word == "to":
                return word
            if word[:1].isdigit() or view.tokens[index].text in _CALENDAR:
                break
        return ""

    def _subject(self, view: _View, first: int, cue: int) -> list[_Name]:
        """Who stands before a verb or noun as its subject, or whom a pronoun there means."""
        names = [n for n in view.names if first <= n.first and n.after <= cue]
        relative = next(
            (i for i in range(cue - 1, max(first, cue - 4) - 1, -1) if view.word(i) in ("who", "which", "whose")), None
        )
        if relative is not None:
            before = [n for n in names if n.after <= relative]
            return before[-1:]
        free = [n for n in names if self._governor(view, n.first, first) not in _PREPOSITIONS or n.first == first]
        pronoun = next((i for i in range(first, cue) if view.word(i) in ("he", "she", "they", "both")), None)
        if pronoun is not None and not any(n.first < pronoun for n in free):
            return self._salient(view, first, plural=view.word(pronoun) in _PLURALS)
        return self._group(view, free[0], cue) if free else []

    def _salient(self, view: _View, first: int, *, plural: bool = False) -> list[_Name]:
        """Whom a pronoun means: for one, the person whom the nearest sentence before is about, that is of whom the post
        speaks most; for several, those who were listed last."""
        if plural:
            return [_Name(-1, -1, name) for name in self._listed]
        at = view.tokens[first].start if first < len(view.tokens) else view.sentence.start
        last = bisect_left(self._person_starts, at)
        before = [(s.start, m) for s, m in self._persons[max(0, last - _BACK) : last] if not m.office]
        if not before:
            return []
        begin = self._sentence_at(before[-1][0])
        together = [m for start, m in before if start >= begin]
        person = max(together, key=lambda m: len(m.spans))
        return [_Name(-1, -1, person.name, person)]

    def _sentence_at(self, offset: int) -> int:
        """The offset at which the sentence begins that holds another offset."""
        index = bisect_left(self._reading.sentences, offset + 1, key=lambda s: s.start)
        return self._reading.sentences[max(0, index - 1)].start

    # --- lists ---

    def _entries(self, index: int, view: _View, *, expected: bool) -> list[tuple[list[str], int | None, _View]]:
        """The entries of a list that a sentence announces: (names, year, sentence) for each block that follows it.

        After a colon an entry may be a body; without one it must be labelled or begin with a person's full name.
        """
        colon = view.sentence.text.endswith(":")
        if not self._is_telling(view) or not (colon or expected) or view.block.kind in ("item", "line"):
            return []
        if index < self._listed_until:
            return []
        found: list[tuple[list[str], int | None, _View]] = []
        block, first = view.sentence.block, None
        for at in range(index + 1, len(self._views)):
            entry = self._views[at]
            if entry.sentence.block == block:
                if block == view.sentence.block and (colon or self._is_telling(entry)):
                    return []
                continue
            block = entry.sentence.block
            names, year, labelled = self._entry(entry, strict=not colon)
            first = first or (entry.block.kind, labelled)
            own = any(r.year is not None for r in entry.references)
            if not names or own or entry.block.kind != first[0] or (first[1] and not labelled and not colon):
                break
            found.append((names, year, entry))
            self._listed_until = at
        return found if colon or len({n for names, _, _ in found for n in names}) > 1 else []

    @staticmethod
    def _is_telling(view: _View) -> bool:
        """Whether a sentence says that there are winners or people in the running, or gives a prize that it speaks of."""
        cues = [c for c in view.cues if c.value & _ROLE_CUES]
        return any(c.value & {"winner", "finalist"} for c in cues) or bool(cues and view.references)

    def _remember(self, index: int, view: _View) -> None:
        """Keeps who was listed last, one a block: those whom 'they' and 'both' mean."""
        if index and self._views[index - 1].sentence.block == view.sentence.block:
            return
        persons = {m.name for m in self._reading.mentions}
        names = [n for n in self._entry(view, strict=True)[0] if n in persons]
        if names:
            follows = self._listed_block == view.sentence.block - 1
            self._listed = [*self._listed, *names] if follows else names
            self._listed_block = view.sentence.block

    def _take_entries(self, view: _View, entries: Sequence[tuple[list[str], int | None, _View]]) -> None:
        reference = next((r for r in view.references if r.prize is not None), None)
        prize = reference.prize if reference is not None else self._current
        if prize is None:
            return
        running = _is_running(view.cues, view.references)
        any_reference = reference or next(iter(view.references), None)
        year, near = self._edition(view, any_reference, len(view.tokens))
        for names, own_year, entry in entries:
            draft = self._draft(prize, own_year or year, view, entry)
            draft.near_year = draft.near_year or near
            for name in names:
                (draft.runners_up if running else draft.laureates).setdefault(name)

    def _entry(self, view: _View, *, strict: bool) -> tuple[list[str], int | None, bool]:
        """(names, year, whether it has a label) of an entry: 'Courage: A (Egypt)', '2010: A, B Union', 'A, lawyer'.

        With strict, only a person's full name at the beginning or after a label counts.
        """
        begin, year, labelled = 0, None, False
        for index in range(min(_LABEL_WORDS, len(view.tokens))):
            if view.word(index) in (":", "–", "—") and not any(n.first < index and n.mention for n in view.names):
                begin, labelled = index + 1, True
                year = int(view.word(0)) if index == 1 and _YEAR.fullmatch(view.word(0)) else None
                break
        starting = next((n for n in view.names if n.first >= begin), None)
        if starting is not None and starting.mention is not None and starting.first - begin < 3:
            if self._governor(view, starting.first, begin) == "" and " " in starting.name:
                members = self._members(view, starting, len(view.tokens))
                members = members if labelled else _adjacent(view, members)
                return [n.name for n in members], year, labelled
        if strict and not labelled:
            return [], None, False
        body = self._entry_body(view, begin)
        return (self._two_people(body) if body else []), year, labelled

    def _two_people(self, name: str) -> list[str]:
        """'A Haddad and B Wen' parted, where no word in it is one for a body."""
        people = name.split(" and ")
        if (
            len(people) == 2
            and all(2 <= len(p.split()) <= 3 for p in people)
            and not self._words.in_bodies & set(name.split())
        ):
            return people
        return [name]

    def _entry_body(self, view: _View, begin: int) -> str | None:
        """The organisation that an entry names, as far as a bracket, a dash, or a comma before what it is."""
        tokens = view.tokens
        if begin >= len(tokens) or not tokens[begin].text[0].isupper() or tokens[begin].text in self._words.cut:
            return None
        full = next(
            (i for i in range(begin, len(tokens) - 2) if view.word(i) == "in" and view.word(i + 1) == "full"), None
        )
        if full is not None:
            begin = full + 2 + (view.word(full + 2) == "the")
        end, enumerated = begin, False
        while end < len(tokens):
            word = tokens[end].text
            if word in ("(", "[", "–", "—", ":", ";", ".", "who", "which", "from", "is", "was"):
                break
            if word == "," and not enumerated:
                enumerated = self._is_enumeration(view, end)
                if not enumerated:
                    break
            end += 1
        name = _written(tokens, begin, end)
        return name if name and not self._is_region(tokens[begin:end]) else None

    def _is_enumeration(self, view: _View, comma: int) -> bool:
        """Whether a comma is part of a name: 'Movement for Rights, Peace and Justice', not 'Viasna, a centre in Belarus'."""
        rest = [view.word(i) for i in range(comma + 1, len(view.tokens))]
        stop = next((i for i, w in enumerate(rest) if w in ("(", ";", ":", ".", "–")), len(rest))
        following = view.tokens[comma + 1].text if comma + 1 < len(view.tokens) else "."
        place = self._words.places.find(view.tokens[comma + 1 : comma + 5])
        if place and place[0].start == view.tokens[comma + 1].start:
            return False
        return following[0].isupper() and "and" in rest[:stop] and len(rest[:stop]) < 20

    # --- when, where, how much ---

    def _read_slots(self, view: _View, prize: NamedPrize, referenced: bool) -> None:
        kinds = frozenset(k for c in view.cues for k in c.value)
        if "theme" in kinds:
            self._read_theme(view, prize)
        if kinds & {"deadline", "open"} and view.dates:
            self._read_call(view, prize, kinds)
        elif "call" in kinds and "open" in kinds and prize is self._current:
            self._draft(prize, self._reference_year(view, prize), view).called = True
        if "ceremony" in kinds:
            self._read_ceremony(view, prize, kinds)
        if kinds & {"sum"} or referenced:
            self._read_amount(view, prize)

    def _reference_year(self, view: _View, prize: NamedPrize) -> int | None:
        return next((r.year for r in view.references if r.year is not None and r.prize in (None, prize)), None)

    def _read_theme(self, view: _View, prize: NamedPrize) -> None:
        cue = next(c for c in view.cues if "theme" in c.value)
        index = cue.after
        while view.word(index) in _BEFORE_THEME or _YEAR.fullmatch(view.word(index)):
            index += 1
        end = index
        while end < len(view.tokens) and view.word(end) not in (".", ";", "(", "”", "’", '"', "»", "!", "["):
            end += 1
        if end > index + 1 or (end > index and view.tokens[index].text[0].isupper()):
            draft = self._draft(prize, self._reference_year(view, prize), view)
            draft.theme = draft.theme or _written(view.tokens, index, end)

    def _read_call(self, view: _View, prize: NamedPrize, kinds: frozenset[str]) -> None:
        """'Nominations open on … and close on …', 'until 1 May everybody can vote'."""
        title = self._views[0]
        if any(title.word(i) in self._words.jobs for i in range(len(title.tokens))):
            return
        strong = any(view.word(c.first) in _CLOSING for c in view.cues)
        if not ("call" in kinds or strong):
            return
        dates = find_dates(view.sentence.text, self._published, view.sentence.start, future=True)
        past = {d.start: d for d in view.dates}
        draft = None
        for day in dates:
            cue = self._cue_before(view, day)
            if cue is None or len(day.iso) < 7:
                continue
            draft = draft or self._draft(prize, self._reference_year(view, prize), view)
            if day.until is not None and {"open", "deadline"} & cue.value:
                draft.opens, draft.deadline = draft.opens or past[day.start].iso, draft.deadline or day.until
            elif "deadline" in cue.value:
                draft.deadline = draft.deadline or day.iso
            elif "open" in cue.value and day.start in past:
                draft.opens = draft.opens or past[day.start].iso

    def _cue_before(self, view: _View, day: Date) -> Match[frozenset[str]] | None:
        """The word for opening or closing that stands shortly before a date."""
        at = view.index_at(day.start)
        reach = {c.first: 15 if view.word(c.first) in _CLOSING else 6 for c in view.cues}
        near = [c for c in view.cues if c.value & {"open", "deadline"} and 0 <= at - c.after <= reach[c.first]]
        return near[-1] if near else None

    def _read_ceremony(self, view: _View, prize: NamedPrize, kinds: frozenset[str]) -> None:
        """The day on which a prize is handed over, and the city."""
        spoken = view.references or view.word(0) in ("it", "they") or kinds & {"ceremony-noun", "winner"}
        if "withdraw" in kinds or not spoken:
            return
        coming = _is_to_come(view)
        noun = next((c for c in view.cues if "ceremony-noun" in c.value), None)
        cue = noun or next(c for c in view.cues if "ceremony" in c.value)
        nearest = self._nearest_date(view, cue.first)
        day = nearest.iso if nearest is not None else ""
        whole = len(day) == 10 or (len(day) == 7 and ("ceremony-noun" in kinds or coming))
        if nearest is None or not whole or ("call" in kinds and self._cue_before(view, nearest) is not None):
            day = ""
        cities = [p for p in self._words.places.find(view.tokens) if p.kind == "city"]
        inside = [p for p in cities if view.word(view.index_at(p.start) - 1) in ("in", "at")]
        places = inside or [p for p in cities if not p.in_name]
        if not day and not (places and view.references):
            return
        reference = next((r for r in view.references if r.prize in (None, prize)), None)
        year, near = self._edition(view, reference, cue.first)
        draft = self._draft(prize, year)
        draft.spans.setdefault((view.sentence.start, view.sentence.end))
        if day and draft.ceremony_date is None:
            draft.ceremony_date = day
            draft.near_year = draft.near_year or near
        if places and draft.ceremony_place is None:
            draft.ceremony_place = self._reading.post.text[places[0].start : places[0].end]

    def _read_amount(self, view: _View, prize: NamedPrize) -> None:
        """The sum for the winner: not what was raised, and not what finalists get."""
        if _is_running(view.cues, view.references):
            return
        for money in find_money(view.tokens, self._words.currencies):
            at = view.index_at(money.start)
            cues = [c for c in view.cues if c.value & {"sum", "other-sum"}]
            if any("other-sum" in c.value and "finalist" not in c.value for c in cues):
                return
            before = [c for c in cues if c.after <= at]
            if before and "other-sum" in before[-1].value:
                continue
            if not before and not cues and not view.references:
                continue
            draft = self._draft(prize, self._reference_year(view, prize), view)
            if draft.amount is None:
                draft.amount, draft.currency = money.amount, money.currency
            return

    # --- who gives it ---

    def _awarder(self, prize: NamedPrize) -> str | None:
        """Whose prize it is, as far as the post says so."""
        bodies = {n.name: fold(n.name).split() for v in self._views for n in v.names if n.mention is None}
        telling = fold(prize.name).split()
        written = re.split(r"[ /]", prize.name)
        starts = (" ".join(written[:length]) for length in range(len(written) - 1, 0, -1))
        known_start = next((s for s in starts if fold(s) in self._words.organisations), "")
        founded = [b for b, words in bodies.items() if words[: len(telling)] == telling]
        owning = [b for b, words in bodies.items() if len(words) > 1 and words == telling[: len(words)]]
        spelt = [b for b in bodies if fold(self._acronyms.get(b, "")) == telling[0]]
        if founded or owning or spelt:
            return max(founded or [*owning, *([known_start] if owning else [])] or spelt, key=len)
        for view in self._views:
            for reference in view.references:
                if (reference.prize or self._current) is prize and (giver := self._giver(view, reference)) is not None:
                    return giver
        known = prize.row["awarder"] if prize.row is not None else ""
        if known and re.search(rf"\b{re.escape(known)}\b", self._reading.post.text):
            return known
        if known_start:
            return known_start
        alike = [b for b, words in bodies.items() if words[0] == telling[0]]
        return next(
            (b for b in alike if b.split()[-1] in self._words.bodies or fold(b) in self._words.organisations), None
        )

    def _giver(self, view: _View, reference: _Reference) -> str | None:
        """The body that a sentence makes the giver: subject of 'award', after 'by', owner of the prize."""
        persons = {n.first for n in view.names if n.mention is not None}
        bodies = [n for n in view.names if n.mention is None and n.after not in persons]
        owner = view.tokens[reference.first - 1].text if reference.first else ""
        if owner.endswith(("’s", "'s", "s’", "s'")):
            held = [n for n in bodies if n.after == reference.first]
            if held:
                return re.sub(r"[’']s?$", "", held[0].name)
            places = self._words.places.find(view.tokens[max(0, reference.first - 2) : reference.first])
            if places and view.word(reference.first - 1)[:-2] == "government":
                return _written(view.tokens, reference.first - 2, reference.first)[:-2]
        for cue in view.cues:
            if not cue.value & {"give", "withdraw"}:
                continue
            public = [i for i in range(1, cue.first) if view.word(i) in self._words.authorities]
            if public and view.word(0) == "the" and cue.first <= 8 and reference.first > cue.first:
                return _written(view.tokens, 1, cue.first)
            by = [n for n in bodies if n.first > cue.first and self._governor(view, n.first, cue.first) == "by"]
            if by:
                return by[0].name
            passive = any(
                view.word(i) in ("is", "was", "were", "are", "been", "be") for i in range(cue.first - 2, cue.first)
            )
            before = [n for n in bodies if n.after <= cue.first]
            if before and not passive and reference.first > cue.first:
                which = view.word(cue.first - 1) == "which"
                return before[-1].name if which else before[0].name
        after = [
            n
            for n in bodies
            if n.first >= reference.after and self._governor(view, n.first, reference.after - 1) == "of"
        ]
        return after[0].name if after and after[0].first - reference.after < 8 else None

    # --- the whole ---

    def _prize_of_title(self) -> NamedPrize | None:
        return next((self._prizes[n.name] for n in self._views[0].namings if n.name in self._prizes), None)

    def _city_of_title(self) -> str | None:
        """The city with which a title begins: 'Oslo: the prize goes to …'."""
        view = self._views[0]
        places = self._words.places.find(view.tokens[:3])
        if places and places[0].kind == "city" and places[0].start == view.sentence.start:
            after = view.index_at(places[0].end)
            return self._reading.post.text[places[0].start : places[0].end] if view.word(after) == ":" else None
        return None

    def _finished(self, titled: list[NamedPrize]) -> list[Prize]:
        merged: dict[tuple[int, int | None], _Draft] = {}
        for (key, year), draft in self._drafts.items():
            final = year if year is not None else self._main_year(draft, titled)
            target = merged.setdefault((key, final), _Draft(draft.prize, final))
            _merge(target, draft)
        found = []
        text = self._reading.post.text
        for draft in sorted(merged.values(), key=lambda d: min(d.spans, default=(len(text), 0))):
            draft.runners_up = {n: None for n in draft.runners_up if n not in draft.laureates}
            called = draft.prize in titled and bool(draft.opens or draft.theme or self._views[0].has("call"))
            if draft.spans and (draft.laureates or draft.runners_up or called or draft.deadline or draft.called):
                found.append(self._prize(draft))
        return found

    def _main_year(self, draft: _Draft, titled: list[NamedPrize]) -> int | None:
        """The year of an edition of which no sentence tells it at once: that beside the prize in the title or near the
        year of publication, that of a date near by, or of the one edition that has the same laureates."""
        prize = draft.prize
        references = [
            (v, r)
            for v in self._views
            for r in v.references
            if r.prize is prize or (r.prize is None and prize in titled)
        ]
        for view, reference in references:
            own = view.word(reference.first - 1) in ("his", "her", "their")
            if reference.year is not None and not own:
                if view.block.kind == "title" or abs(reference.year - self._year) <= 1:
                    return reference.year
        for view, reference in references:
            before = [view.word(i) for i in range(max(0, reference.first - 3), reference.first)]
            if before[-2:] in (["this", "year’s"], ["this", "year's"]):
                return self._year
        dated = [d for d in self._drafts.values() if d.prize is prize and d.year is not None]
        same = [d.year for d in dated if draft.laureates and draft.laureates.keys() <= d.laureates.keys()]
        return draft.near_year or next(iter(same), None)

    def _prize(self, draft: _Draft) -> Prize:
        prize, text = draft.prize, self._reading.post.text
        if draft.ceremony_date is not None and draft.ceremony_place is None and draft.prize is self._prize_of_title():
            draft.ceremony_place = self._city_of_title()
        spans = tuple(Span.of(text, start, end) for start, end in sorted(draft.spans))
        return Prize(
            name=prize.name,
            evidence=spans,
            aliases=tuple(n for n in prize.names if fold(n) != fold(prize.name)),
            edition=draft.year,
            awarder=self._awarder(prize),
            theme=draft.theme,
            opens=draft.opens,
            deadline=draft.deadline,
            amount=draft.amount,
            currency=draft.currency,
            laureates=tuple(draft.laureates),
            runners_up=tuple(draft.runners_up),
            ceremony_date=draft.ceremony_date,
            ceremony_place=draft.ceremony_place,
        )


_INNER = frozenset(
    ("of", "for", "the", "on", "at", "to", "de", "des", "del", "du", "la", "&", "y", "al", "-", "without", "and")
)
_BEFORE_THEME = frozenset(
    ("is", "was", "will", "be", "are", "of", "for", "the", "this", "year", "edition", ":", "“", "‘", '"', "'")
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
_BEFORE_NOUN = frozenset(
    ("a", "an", "the", "one", "both", "all", "former", "joint", "also", "himself", "herself", "themselves")
)
_DETERMINERS = frozenset(("the", "a", "an", "its", "their", "this", "his", "her", "him", "them", "it"))
_CLOSING = frozenset(("deadline", "deadlines", "closing"))
_CALENDAR = frozenset((*calendar.month_name[1:], *calendar.day_name))
_PAST = frozenset(
    ("was", "were", "had", "did", "gave", "took", "made", "held", "won", "went", "came", "said", "told", "been")
)
_SLOTS = ("theme", "opens", "deadline", "amount", "currency", "ceremony_date", "ceremony_place", "near_year")


def _merge(target: _Draft, draft: _Draft) -> None:
    target.laureates.update(draft.laureates)
    target.runners_up.update(draft.runners_up)
    target.spans.update(draft.spans)
    target.called |= draft.called
    for slot in _SLOTS:
        if getattr(target, slot) is None:
            setattr(target, slot, getattr(draft, slot))


def _dated(view: _View, reference: _Reference | None) -> _Reference | None:
    """A prize of several, with the year just before or behind it: 'the A Prize in 1993 and, in 2012, the B Award'."""
    if reference is None or reference.year is not None:
        return reference
    behind = {reference.after, reference.after + 1}
    before = {reference.first - i for i in (1, 2, 3)}
    for index in sorted(behind) + sorted(before, reverse=True):
        if _YEAR.fullmatch(view.word(index)) and view.word(index - 1) in ("in", ","):
            return _in_year(_Reference(0, 0, reference.prize), int(view.word(index)))
    return reference


def _adjacent(view: _View, names: Sequence[_Name]) -> list[_Name]:
    """The first of some names and those with nothing but 'and' or a comma between."""
    found = list(names[:1])
    for name in names[1:]:
        if not all(view.word(i) in _SEPARATORS for i in range(found[-1].after, name.first)):
            break
        found.append(name)
    return found


def _joined(view: _View, cue: Match[frozenset[str]], references: Sequence[_Reference]) -> list[_Reference]:
    """The prizes of an enumeration: after a verb all that follow, after a noun those with nothing between but 'and'."""
    found = list(references[:1])
    for reference in references[1:]:
        between = {view.word(i) for i in range(found[-1].after, reference.first)}
        if cue.value & {"receive", "give"} or between <= {",", "and", "the", "of", "also"} | {str(reference.year)}:
            found.append(reference)
    return found


def _is_denied(view: _View, cue: Match[frozenset[str]]) -> bool:
    """Whether a 'not' stands just before a word."""
    return any(view.word(i) in ("not", "never", "neither", "nor") for i in range(cue.first - 3, cue.first))


def _is_running(cues: Sequence[Match[frozenset[str]]], references: Sequence[_Reference]) -> bool:
    """Whether a clause is about those in the running rather than the winners: 'the finalists received a diploma'."""
    kinds = {k for c in cues for k in c.value}
    if "finalist" not in kinds or "winner" in kinds:
        return False
    got = [c for c in cues if c.value & {"receive", "go"}]
    return not any(r.first >= c.after for c in got for r in references)


def _in_year(reference: _Reference | None, year: int | None) -> _Reference | None:
    """The same prize in the year that is written beside a winner."""
    if year is None:
        return reference
    return _Reference(0, 0, reference.prize if reference is not None else None, year)


def _is_to_come(view: _View) -> bool:
    """Whether a sentence speaks of what is to come, or of now, rather than of what was."""
    words = {t.text.casefold() for t in view.tokens}
    if words & {"will", "expected", "shall"}:
        return True
    if any(w in _PAST or (w.endswith("ed") and len(w) > 4) for w in words):
        return False
    return bool(words & _PRESENT)


def _clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The parts of a sentence between semicolons, as token indexes; a list after a colon is not parted."""
    first = 0
    listing = False
    for index, token in enumerate(tokens):
        listing |= token.text == ":"
        if token.text == ";" and not listing:
            yield first, index
            first = index + 1
    yield first, len(tokens)


def _written(tokens: Sequence[Token], first: int, after: int) -> str:
    """The words between two tokens as they stand in the sentence."""
    text = ""
    for index in range(first, after):
        gap = tokens[index].start - tokens[index - 1].end if index > first else 0
        text += " " * gap + tokens[index].text
    return text


def _days_between(iso: str, other: str) -> int:
    """Days between two ISO prefixes, an unknown day taken as the fifteenth."""
    days = [date.fromisoformat((d + "-15")[:10] if len(d) == 7 else d) for d in (iso, other)]
    return abs((days[0] - days[1]).days)


def _year_in_bracket(view: _View, index: int) -> int | None:
    """The year in the bracket that begins at a token, or None."""
    if view.word(index) != "(":
        return None
    for at in range(index + 1, min(index + 8, len(view.tokens))):
        if view.word(at) == ")":
            break
        if _YEAR.fullmatch(view.word(at)):
            return int(view.word(at))
    return None
