"""Names of persons in running text: which capitalised words make one name, and how sure that is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from itertools import pairwise

from hrkg.lexicon import Lexicon
from hrkg.model import Block, Sentence, Token
from hrkg.text.normal import slug
from hrkg.text.phrases import Phrases

SURE = 3  # the score from which a naming is taken for a person's
_POSSESSIVES = ("'s", "’s", "ʼs", "´s")
_SHORTEST_WITH_ENDING = 6  # letters of a word in no table that is a name by its ending
_OFFICE_REACH = 12  # tokens before or after a name in which its office may be told
_INNER = frozenset(("ur", "ul", "al", "el", "ud", "bin"))
_ELIDED = frozenset("DMNO")  # before an apostrophe: D'Souza, M'Baye, N'Diaye, O'Brien
_BEFORE_MONTHS = frozenset(
    ("in", "on", "of", "since", "until", "till", "from", "by", "early", "late", "mid", "last", "next", "this", "during")
)
_TWO = 2
_CAPITALS = 4  # words in capitals that make a line in capitals
_TAILS_OF_PLACES = frozenset(("born", "based", "led", "run", "wide", "held", "era", "style", "owned", "bred"))
_AGENTS = ("ist", "ologist", "grapher", "maker", "worker", "keeper", "ician", "arian", "dresser", "writer", "ographer")
_FROM = frozenset(("from", "of", "in", "the"))
_ABOUT = frozenset(("of", "against", "for", "on", "about"))
_DOUBLING = ("ing", "ed", "er", "ers", "est")
_QUOTES = {"“": "”", '"': '"', "‘": "’", "'": "'", "«": "»", "(": ")"}
_PLACE_LISTS = ("country-name", "demonym", "region", "city")


class Kind(Enum):
    """What a word with a capital may be, looked at alone."""

    NAME = "in the table of names"
    EITHER = "in the table of names, and an English word or a country too"
    UNKNOWN = "in no table"
    INITIAL = "a letter that stands for a name"
    LETTERS = "two or three capitals that may stand for names"
    KIN = "a particle that shows a name: bin, al"
    PARTICLE = "a particle that stands in names and elsewhere: de, van"
    TITLE = "a courtesy title"
    OFFICE = "an office"
    ENGLISH = "an English word"
    PLACE = "a country, its people, a region or a city"
    CALENDAR = "a month or a day"
    BODY = "a word of which names of bodies, prizes and laws are made"
    ACRONYM = "capitals only"
    MASKED = "part of a name that an authority table knows"


_NAMEABLE = frozenset({Kind.NAME, Kind.EITHER, Kind.UNKNOWN, Kind.INITIAL})
_STATES = frozenset({Kind.PLACE, Kind.EITHER})
_PARTICLES = frozenset({Kind.KIN, Kind.PARTICLE})
_TAILS = frozenset({Kind.PLACE, Kind.CALENDAR, Kind.TITLE, Kind.OFFICE, Kind.ENGLISH})


@dataclass(frozen=True, slots=True)
class Naming:
    """Words that may name a person: offsets, the words, the indices of the first token and of the one after the last.

    title: the courtesy title or office before it, '' without; office: whether that is an office.
    """

    start: int
    end: int
    words: tuple[str, ...]
    sentence: int
    first: int
    after: int
    score: int
    title: str = ""
    office: bool = False

    @property
    def full(self) -> bool:
        """Whether these are two words of a name or more; 'Sayf-ur-Din' has two."""
        return len(self.words) > 1 or bool(_INNER.intersection(slug(self.words[0]).split("-")[1:-1]))


def bare(word: str) -> str:
    """A word without its possessive; never empty, also where it is nothing but apostrophes."""
    if word[-1] not in "s'’":
        return word
    return word[:-2] if word.endswith(_POSSESSIVES) and len(word) > 2 else word.rstrip("'’") or word


def is_possessive(word: str) -> bool:
    """Whether a word ends in a possessive ("Khalid's", "activists'")."""
    return word.endswith((*_POSSESSIVES, "'", "’"))


def _is_in_capitals(words: Sequence[str]) -> bool:
    """Whether most words of a sentence are in capitals, so that they tell nothing."""
    long = [w for w in words if len(w) > 3 and w.isalpha()]
    return len(long) >= _CAPITALS and sum(w.isupper() for w in long) * 3 > len(long) * 2


class NameWords:
    """The tables of a lexicon that tell a person's name, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._names = _split(lexicon.words("name-words"))
        self._english = _split(lexicon.words("english-words"))
        self.prefixes = frozenset(lexicon.words("name-prefix"))
        self._inflections = tuple(
            (e, i) for e, all_i in lexicon.words("english-ending").items() for i in all_i.split("/")
        )
        self.titles = {slug(w): v for w, v in lexicon.words("person-title").items()}
        self._bodies = frozenset(slug(w) for w in lexicon.words("body-word"))
        self._calendar = frozenset(slug(w) for w in lexicon.words("calendar"))
        self._particles = dict(lexicon.words("person-particle"))
        self._not_first = frozenset(lexicon.words("not-first"))
        self._endings = tuple(lexicon.words("name-ending"))
        self.persons = frozenset((*lexicon.scheme("role"), *lexicon.words("person-noun")))
        self.body_nouns = frozenset((*lexicon.words("own-body"), *lexicon.words("thing-noun"))) - self.persons
        self.place_nouns = frozenset(lexicon.words("place-noun"))
        self.alias_cues: Phrases[str] = lexicon.phrases("alias-cue")
        self.positions = frozenset(n for n, kind in lexicon.words("person-noun").items() if kind == "position")
        self.positions -= frozenset(lexicon.words("aide-noun"))
        self._fate = frozenset(lexicon.words("fate-noun"))
        self.verbs = frozenset(
            (*lexicon.words("person-verb"), *lexicon.words("befallen"), *lexicon.words("ordeal-verb"))
        )
        self._befallen = frozenset(lexicon.words("befallen"))
        places = {n for kind in _PLACE_LISTS for n, code in lexicon.words(kind).items() if code}
        self.places = frozenset(slug(n) for n in places if " " not in n)
        bodies = (*lexicon.organisations, *lexicon.prizes, *lexicon.laws, *lexicon.places)
        listed = (*places, *lexicon.words("not-a-place"), *lexicon.words("no-person"))
        known = dict.fromkeys([*(n for row in bodies for n in row.names), *listed], "")
        known = {name: "" for name in known if " " in name}
        self._known_words = frozenset(n for row in lexicon.organisations for n in row.names if " " not in n)
        self._no_persons = frozenset(slug(n) for n in lexicon.words("no-person"))
        self.regimes = frozenset(lexicon.words("regime-word"))
        self.states = frozenset(w.casefold() for w in lexicon.words("state-word"))
        self._acronyms = frozenset(row["acronym"] for row in lexicon.organisations) | frozenset(
            lexicon.words("no-initials")
        )
        self.known: Phrases[str] = Phrases(known, case=True)
        self.kind_of = lru_cache(maxsize=1 << 16)(self._kind_of)

    def _is_plain(self, part: str) -> bool:
        """Whether a part of a compound is an English word and no name."""
        return len(part) > 3 and part not in self._names and self.is_english(part)

    def _is_acronym(self, word: str) -> bool:
        """Whether a table knows capitals as a body, a state or a role, or they are an English word in capitals."""
        return word in self._acronyms or word in self.persons or self.is_english(word.lower())

    def leads(self, particle: str) -> bool:
        """Whether a surname can begin with a particle ('De Lima'); 'La' and 'San' begin places."""
        return bool(self._particles[particle.lower()])

    def is_name(self, word: str) -> bool:
        """Whether a word is in the table of names, whatever else it is."""
        return slug(word) in self._names

    def is_opener(self, word: str) -> bool:
        """Whether a word that may be a name is none at the beginning of a sentence ('Will', 'Mark')."""
        return word in self._not_first

    def is_english(self, word: str) -> bool:
        """Whether a word in lower case, or what it is inflected from, is in the table of English words."""
        if word in self._english:
            return True
        for ending, instead in self._inflections:
            if word.endswith(ending) and len(word) - len(ending) >= 3:
                stem = word[: -len(ending)]
                if stem + instead in self._english:
                    return True
                if ending in _DOUBLING and len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in self._english:
                    return True
        return False

    def _kind_of(self, word: str) -> Kind | None:
        """The kind of a word without possessive; None for one that can stand in no name."""
        if word in self._particles or (len(word) > 1 and word.istitle() and word.lower() in self._particles):
            return Kind.KIN if self._particles[word.lower()] == "kin" else Kind.PARTICLE
        plain = slug(word)
        parts = plain.split("-")
        prefixed = parts[0] in self.prefixes and len(parts) > 1
        if not word[:1].isupper() and not (prefixed and word.partition("-")[2][:1].isupper()):
            return None
        if not plain or not any(c.isalpha() for c in plain):
            return None
        if len(word) == 1 or (len(plain) <= 5 and len(parts) > 1 and all(len(p) == 1 for p in parts) and "." in word):
            return Kind.INITIAL
        if plain in self._calendar:
            return Kind.CALENDAR
        if plain in self.titles:
            return Kind.OFFICE if self.titles[plain] in ("office", "rank") else Kind.TITLE
        if (
            plain in self._bodies
            or plain in self._no_persons
            or (word in self._known_words and plain not in self._names)
        ):
            return Kind.BODY
        if len(parts) > 1 and word.isupper() and not self._bodies.isdisjoint(parts):
            return Kind.BODY
        if word[1] in "'’" and word[0] in _ELIDED and word[2:].istitle():
            return Kind.PLACE if plain in self.places else Kind.NAME
        named = prefixed or any(p in self._names for p in parts if len(p) > 1)
        tail = word.rpartition("-")[2]
        if tail != word and tail.islower() and (tail in _TAILS_OF_PLACES or self._is_plain(tail)):
            return Kind.ENGLISH
        if (
            any(c.isupper() for c in word.split("-")[0][2:])
            and not word.isupper()
            and not word.startswith(("Mc", "Mac"))
        ):
            return Kind.ACRONYM
        if len(parts) > 1 and not prefixed and (parts[-1] in self.places or any(self._is_plain(p) for p in parts)):
            return Kind.ENGLISH
        if plain in self.places:
            return Kind.EITHER if plain in self._names and not word.isupper() else Kind.PLACE
        if word.isupper() and len(plain) <= 3 and not self._is_acronym(word):
            return Kind.LETTERS
        if word.isupper() and (len(plain) <= 3 or (len(plain) <= 8 and not named)):
            return Kind.ACRONYM
        if len(parts) == 1 and self.is_english(plain):
            return Kind.EITHER if plain in self._names else Kind.ENGLISH
        if not named and len(parts[-1]) >= _SHORTEST_WITH_ENDING:
            named = parts[-1].endswith(self._endings)
        return Kind.NAME if named else Kind.UNKNOWN

    def find(self, sentence: Sentence, index: int, block: Block) -> list[Naming]:
        """The words of a sentence that may name a person, in order, each with its score; index: of the sentence.

        A single word is among them: whether it is somebody's short name the other sentences tell.
        """
        tokens = sentence.tokens
        if not any(t.text[0].isupper() or "-" in t.text for t in tokens):
            return []
        view = _View(self, sentence, block)
        found = [n for run in view.runs() for n in view.namings(run, index)]
        return view.with_lists(view.without_bodies(found))


class _View:
    """One sentence as the search for names sees it."""

    def __init__(self, words: NameWords, sentence: Sentence, block: Block) -> None:
        self.words = words
        self.tokens: Sequence[Token] = sentence.tokens
        self.bare = [bare(t.text) for t in self.tokens]
        written = [b.title() for b in self.bare] if _is_in_capitals(self.bare) else self.bare
        self.kinds: list[Kind | None] = [words.kind_of(b) for b in written]
        if "U" in self.bare[:-1] and self.bare[self.bare.index("U") + 1] != ".":  # the Burmese 'Mr'
            self.kinds[self.bare.index("U")] = Kind.TITLE
        for at in range(1, len(self.bare)):  # 'the poet Sultan N.' bears an office as a name
            if self.kinds[at] is Kind.OFFICE and self._is_called(at - 1) and words.is_name(self.bare[at]):
                self.kinds[at] = Kind.NAME
        self.text = sentence.text
        self.offset = sentence.start
        self.entry = block.kind in ("item", "line") and sentence.start == block.start
        lower = [b.casefold() for b in self.bare]
        if any(left and right for left, right in pairwise(self.kinds)):  # no known name is a single word
            for match in words.known.find(self.tokens):
                self.kinds[match.first : match.after] = [Kind.MASKED] * (match.after - match.first)
        self.lower = lower
        self.headline = block.kind == "title" and self._is_headline()

    def _is_called(self, at: int) -> bool:
        """Whether a token is a noun for persons in lower case: 'the lawyer'."""
        return self.bare[at].islower() and self.bare[at] in self.words.persons

    def _is_headline(self) -> bool:
        """Whether most words of some length have a capital, so that it tells nothing."""
        long = [b for b in self.bare if len(b) > 3]
        return sum(b[0].isupper() for b in long) > sum(b[0].islower() for b in long)

    def _joined(self, index: int) -> bool:
        """Whether nothing but a space stands between a token and the next."""
        left, right = self.tokens[index], self.tokens[index + 1]
        return self.text[left.end - self.offset : right.start - self.offset] == " "

    def runs(self) -> Iterator[list[int]]:
        """The longest rows of tokens with capitals (full stops of initials left out), possessives at their end."""
        run: list[int] = []
        at, size = 0, len(self.tokens)
        while at < size:
            kind = self.kinds[at]
            if kind is None or (kind in _PARTICLES and not run and self.bare[at].islower()):
                if run:
                    yield run
                    run = []
                at += 1
                continue
            run.append(at)
            step = at + 1
            if (
                step < size
                and self.tokens[step].text == "."
                and kind in (Kind.INITIAL, Kind.TITLE, Kind.OFFICE, Kind.EITHER)
            ):
                step += 1
            nick = self._nickname(step) if step < size else 0
            if nick:
                step = nick
            elif is_possessive(self.tokens[at].text) or step >= size or (step == at + 1 and not self._joined(at)):
                yield run
                run = []
            at = step
        if run:
            yield run

    def _nickname(self, at: int) -> int:
        """The index after a nickname in quotation marks or brackets that begins at a token, 0 when there is none."""
        closing = _QUOTES.get(self.tokens[at].text)
        for index in range(at + 1, min(at + 5, len(self.tokens) - 1)):
            word = self.tokens[index].text
            if closing is None or not (word == closing or self.bare[index][:1].isupper()):
                return 0
            if word == closing or word[-1] == closing:
                return index + 1 if index > at + (word == closing) and self.kinds[index + 1] in _NAMEABLE else 0
        return 0

    def namings(self, run: list[int], index: int) -> Iterator[Naming]:
        """The namings within a row of capitals."""
        kinds = [self.kinds[i] for i in run]
        at = 0
        while at < len(run):
            if not self._begins(run, kinds, at):
                at += 1
                continue
            after = at + 1
            while after < len(run) and (kinds[after] in _NAMEABLE or kinds[after] in _PARTICLES):
                after += 1
            after = self._with_tail(run, kinds, at, after)
            while kinds[after - 1] in _PARTICLES and self.bare[run[after - 1]].islower():
                after -= 1
            if after > at:
                yield self._naming(run, kinds, at, after, index)
            at = max(after, at + 1)

    def _begins(self, run: list[int], kinds: list[Kind | None], at: int) -> bool:
        """Whether a name can begin with a word of the row."""
        kind, word = kinds[at], self.bare[run[at]]
        following = kinds[at + 1] if at + 1 < len(run) else None
        if kind is Kind.LETTERS:
            return following in _NAMEABLE and at + 2 < len(run) and kinds[at + 2] in _NAMEABLE
        if kind in _PARTICLES:
            return following in _NAMEABLE and word[0].isupper() and self.words.leads(word)
        if kind is Kind.PLACE:
            whole = self.entry and run[at] == 0 and len(run) > 1 and self._ends_entry(run[-1])
            return whole and all(k in _NAMEABLE or k in _PARTICLES for k in kinds[at + 1 :])
        if kind is Kind.CALENDAR:
            return following in _NAMEABLE and self.words.is_name(word) and not self._is_in_date(run[at])
        if kind is Kind.ENGLISH:
            return following in _NAMEABLE and (self._is_announced(run[at]) or self._is_listed(run))
        starts = run[at] == 0 or self.headline
        if kind is Kind.EITHER and starts and self.words.is_opener(word):
            return following in _NAMEABLE and not self._is_question(run)
        return kind in _NAMEABLE

    def _is_in_date(self, index: int) -> bool:
        """Whether a month has a number or a preposition of time before it: 'on 3 May', 'in June'."""
        before = self.lower[index - 1] if index else "in"
        return before[0].isdigit() or before in _BEFORE_MONTHS

    def _is_announced(self, index: int) -> bool:
        """Whether a noun for persons or a title stands before a word: 'the activist Hope N.'."""
        before = self.bare[index - 1] if index else ""
        return (before.islower() and before in self.words.persons) or self.kinds[index - 1] is Kind.TITLE

    def _is_listed(self, run: list[int]) -> bool:
        """Whether a row stands between the commas of a list of names: 'N. N., Touch M., O. O.'."""
        first, last = run[0], run[-1]
        before = first > 2 and self.lower[first - 1] == "," and self.kinds[first - 2] in _NAMEABLE
        ends = last + 1 >= len(self.tokens) or self.tokens[last + 1].text in (",", ".", "and", ";")
        return bool(before) and ends and self.kinds[first - 3] in _NAMEABLE and len(run) == _TWO

    def _is_question(self, run: list[int]) -> bool:
        """Whether no comma, bracket or possessive follows a row that begins with 'Can' or 'Will'."""
        last = run[-1]
        following = self.tokens[last + 1].text if last + 1 < len(self.tokens) else "."
        return following not in (",", "(", "–", "—") and not is_possessive(self.tokens[last].text)

    def _ends_entry(self, last: int) -> bool:
        """Whether an entry of a list goes no further than a token, or adds to it after a comma, dash or bracket."""
        return last + 1 == len(self.tokens) or self.tokens[last + 1].text in ",(–—-:;./"

    def _with_tail(self, run: list[int], kinds: list[Kind | None], at: int, after: int) -> int:
        """One word more, where a given name is followed by a surname that means something else too."""
        if after + 1 == len(run) and kinds[after] is Kind.BODY and self.words.is_name(self.bare[run[after]]):
            called = run[at] > 0 and self.lower[run[at] - 1] in self.words.persons
            return after + 1 if called and all(k is Kind.NAME for k in kinds[at:after]) else after  # 'activist N. Hall'
        if after + 1 != len(run) or self.headline or kinds[after] not in _TAILS or kinds[after - 1] in _PARTICLES:
            return after
        if (
            kinds[after] in (Kind.ENGLISH, Kind.OFFICE, Kind.CALENDAR)
            and after - at > 1
            and not self._ends_entry(run[-1])
        ):
            return after
        sure = (
            (Kind.NAME, Kind.INITIAL)
            if kinds[after] in (Kind.OFFICE, Kind.CALENDAR)
            else (Kind.NAME, Kind.INITIAL, Kind.UNKNOWN)
        )
        return after + 1 if any(k in sure for k in kinds[at:after]) else after

    def _naming(self, run: list[int], kinds: list[Kind | None], at: int, after: int, index: int) -> Naming:
        first, last = run[at], run[after - 1]
        end = self.tokens[last].start + len(self.bare[last])
        if self.kinds[last] is Kind.INITIAL and last + 1 < len(self.tokens) and self.tokens[last + 1].text == ".":
            end = self.tokens[last + 1].end
        before = kinds[at - 1] if at else None
        behind = kinds[after:] if not is_possessive(self.tokens[last].text) else []
        title, office = "", False
        if before in (Kind.TITLE, Kind.OFFICE):
            title, office = self.lower[run[at - 1]], before is Kind.OFFICE
        elif at == 0 and first > 0 and self.lower[first - 1].rstrip(".") in self.words.titles:
            title = self.lower[first - 1]
            office = self.words.titles[title] in ("office", "rank")
        words = tuple(self.bare[i] for i in run[at:after])
        score = self._inner(words, kinds[at:after]) + self._outer(first, last, kinds[at:after])
        score += 3 if title else 0
        if after - at == 1 and not title and (at or after < len(run)):
            score -= 2  # one word among other capitals is rather part of what they name
        if before is Kind.PARTICLE and not self.words.leads(self.bare[run[at - 1]]):
            score -= 3  # 'Santa', 'Los'
        if before in (Kind.BODY, Kind.MASKED) and not is_possessive(self.tokens[run[at - 1]].text):
            score -= 4
        if Kind.BODY in behind or Kind.MASKED in behind:  # 'Rosa N. Maternity Hospital'
            score -= 8
        office = (office and not self._is_of_body(run, at)) or self._in_office(first, last)
        return Naming(self.tokens[first].start, end, words, index, first, last + 1, score, title, office)

    def _is_of_body(self, run: list[int], at: int) -> bool:
        """Whether a president is that of a body: 'its then vice-president N.', 'the Union's president N.'."""
        noun = run[at - 1] if at else run[0] - 1
        if not self.lower[noun].endswith(("president", "chancellor", "governor", "commissioner")):
            return False
        before = range(max(0, noun - 2), noun)
        owners = [i for i in before if is_possessive(self.tokens[i].text) and self.kinds[i] is not Kind.PLACE]
        return bool(owners) or any(self.lower[i] in ("its", "their") for i in before)

    def _in_office(self, first: int, last: int) -> bool:
        """Whether the words before a comma or after one give the person's office, or a regime is named so."""
        before = self.lower[max(0, first - _OFFICE_REACH) : first]
        while before and self.words.titles.get(before[-1].rstrip(".")) == "":
            before.pop()
        apart = before[-1:] == [","]
        clause = before[:-1] if apart else before
        clause = clause[max((i + 1 for i, w in enumerate(clause) if w in ",;:–"), default=0) :]
        if self._is_office(clause, tied=not apart):
            return True
        ahead = self.lower[last + 1 : last + _OFFICE_REACH]
        if ahead[:1] == [","] and self._is_office(ahead[1:], within=4):
            return True
        of_regime = before[-1:] == ["of"] and bool(self.words.regimes.intersection(before[-3:]))
        return of_regime or bool(self.words.regimes.intersection(ahead[:1]))

    def _is_office(self, clause: Sequence[str], within: int = _OFFICE_REACH, *, tied: bool = False) -> bool:
        """Whether a description tells an office of state: 'the judge in N.', 'president of the Assembly'.

        tied: the name follows without a comma, as in 'the rapporteur on torture N.'.
        """
        for index, word in enumerate(clause[:within]):
            rest = clause[index + 1 :]
            if word in ("who", "said", "that", ",", ".", "(") or word in self.words.verbs:
                return False
            if self.words.titles.get(word) == "office":
                if tied and (rest[:1] not in (["on"], ["for"], ["of"]) or not self.words.verbs.isdisjoint(rest)):
                    return False
                if tied and rest and rest[-1] in self.words.persons and not rest[-1].endswith("s"):
                    return False  # 'wrote to the minister of justice about the lawyer N.'
                of_country = rest[:1] == ["of"] and self.words.kind_of(" ".join(rest[1:2]).title()) in _STATES
                return not word.endswith("president") or of_country or bool(self.words.states.intersection(rest[:5]))
        return False

    def _inner(self, words: Sequence[str], kinds: Sequence[Kind | None]) -> int:
        """What the words themselves say for a person."""
        named = sum(1 for k in kinds if k is Kind.NAME)
        score = min(named, 2) * 2 + (1 if any(k in (Kind.INITIAL, Kind.KIN) for k in kinds) else 0)
        score += 1 if Kind.UNKNOWN in kinds else 0
        score += sum(1 for w in words if "-" in w and slug(w).split("-")[0] in self.words.prefixes)
        inner = any(_INNER.intersection(slug(w).split("-")[1:-1]) for w in words)
        if len(words) + inner < 2:
            return min(score, 1)
        return score + 1 + inner - (2 if len(words) > 5 else 0)

    def _outer(self, first: int, last: int, kinds: Sequence[Kind | None]) -> int:
        """What the words beside it say."""
        score = 0
        before = self.lower[first - 1] if first else ""
        ahead = self.lower[last + 1 : last + 12]
        if self._is_of_position(first, last, ahead):
            return -6
        single = len(kinds) == 1
        place = single and kinds[0] is Kind.EITHER and slug(self.bare[first]) in self.words.places
        if before and before in self.words.persons and not (single and (before.endswith("s") or place)):
            score += 3
        elif (
            (len(kinds) > 1 and first > 1 and before.endswith(_AGENTS) and self.lower[first - 2] in ("the", "a", "an"))
            or (before == "," and len(kinds) > 1 and first > 1 and self.lower[first - 2] in self.words.persons)
            or (before in _ABOUT and first > 1 and self.lower[first - 2] in self.words._fate)
        ):
            score += 2
        elif (before in self.words.body_nouns and self.lower[first - 2 : first - 1] != ["of"]) or (
            before in _QUOTES and first > 1 and self.lower[first - 2] in self.words.body_nouns
        ):
            score -= 6
        elif before[:1].isalpha() and first > 1 and self.lower[first - 2] in ("his", "her", "their", "its"):
            score += 2
        elif (
            before in self.words._fate
            or before in self.words._befallen
            or (first > 0 and is_possessive(self.tokens[first - 1].text))
        ):
            score += 1
        elif before in ("the", "a", "an"):
            score -= 4
        elif before == "from" and len(kinds) == 1 and kinds[0] is Kind.EITHER:
            score -= 4  # 'from Jordan'
        elif before in ("in", "at", "near", "into", "outside", "around") and not is_possessive(self.tokens[last].text):
            score -= 2
        if is_possessive(self.tokens[last].text) and ahead:
            related = ahead[0] in self.words._fate or (ahead[0] in self.words.persons and len(kinds) > 1)
            score += 2 if related else 0
        if (first == 0 and self.entry) or (before in (":", "–", "—", "•") and not single):
            score += 1
        return score + self._following(last, ahead)

    def _is_of_position(self, first: int, last: int, ahead: Sequence[str]) -> bool:
        """Whether the words are a body in which somebody holds a place: 'Name of a Body editor N.', 'member of N.'."""
        if first > 1 and self.lower[first - 1] == "of":
            return self.lower[first - 2] in self.words.positions
        if first > 2 and self.lower[first - 1] == "," and self.lower[first - 2] in self.words.body_nouns:
            return self.lower[first - 3] in ("his", "her", "its", "their", "our")  # 'their organisation, N.'
        if first > 1 and self.kinds[first - 1] is Kind.PARTICLE and self.lower[first - 2] in self.words.body_nouns:
            return True  # 'the daily La Costa Hoy'
        named = last + 2 < len(self.tokens) and self.tokens[last + 2].text[0].isupper()
        return named and ahead[0] in self.words.positions

    def _following(self, last: int, ahead: Sequence[str]) -> int:
        """What the words after it say."""
        if not ahead:
            return 0
        if ahead[0] in self.words.place_nouns and not is_possessive(self.tokens[last].text):
            return -6
        if ahead[0] in ("who", "whose") or ahead[:2] in ([",", "who"], [",", "whose"]):
            return 3
        if (
            ahead[0] in ("(", ",")
            and len(ahead) > 2
            and ahead[1].isdigit()
            and len(ahead[1]) == 2
            and ahead[2] in (")", ",", "-year")
        ):
            return 3
        if ahead[0] in (",", "–", "-", "—", "("):
            for word in ahead[1:8]:
                if word in self.words.persons:
                    return 2
                if not word[0].isalpha() or word in ("who", "said"):
                    break
        if ahead[0] in self.words.verbs:
            return 1
        if ahead[0] in ("(", ",") and len(ahead) > 1 and self.kinds[last + 2] is Kind.PLACE:
            return 1
        return 0

    def without_bodies(self, found: list[Naming]) -> list[Naming]:
        """The namings, those lowered that 'of' ties to a person before them: 'Gloria N. of Vijana Amka'."""
        lowered = list(found)
        for at in range(1, len(lowered)):
            left, right = lowered[at - 1], lowered[at]
            if left.score >= SURE and right.first - left.after == 1 and self.lower[left.after] == "of":
                lowered[at] = replace(right, score=right.score - 4)
        return lowered

    def with_lists(self, found: list[Naming]) -> list[Naming]:
        """The namings, those raised that stand in a list with a sure one."""
        raised = list(found)
        joints = [at for at in range(1, len(raised)) if self._listed(raised[at - 1], raised[at])]
        for at in joints:
            if raised[at - 1].office and raised[at - 1].title.endswith("s"):  # 'ministers N. and M.'
                raised[at] = replace(raised[at], office=True, title=raised[at - 1].title)
        for low, high in [*((at, at - 1) for at in joints), *((at - 1, at) for at in reversed(joints))]:
            if 0 < raised[low].score < SURE <= raised[high].score and raised[low].full:
                raised[low] = replace(raised[low], score=SURE)
        return raised

    def _listed(self, left: Naming, right: Naming) -> bool:
        """Whether nothing but a comma, 'and', brackets or where the first is from stands between two namings."""
        gap = range(left.after, right.first)
        if not 0 < len(gap) <= 12:
            return False
        depth = 0
        joined = False
        for at in gap:
            word = self.lower[at]
            depth += (word == "(") - (word == ")")
            if depth or word == ")":
                continue
            if word in (",", ";", "and", "&", "or", "/"):
                joined = True
            elif word not in self.words.titles and not (word in _FROM or (self.kinds[at] is not None and not joined)):
                return False
        return joined


def _split(table: Mapping[str, str]) -> frozenset[str]:
    return frozenset(word for line in table.values() for word in line.split())


@lru_cache(maxsize=8)
def name_words(lexicon: Lexicon) -> NameWords:
    """The name tables of a lexicon, made once."""
    return NameWords(lexicon)
