"""Mentions: the persons whom a post names, all spellings of one joined."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import groupby, islice, pairwise

from rapidfuzz.distance import Levenshtein

from hrkg.extract._about import describe
from hrkg.extract._names import SURE, NameWords, Naming, bare, name_words
from hrkg.extract._nouns import about_words
from hrkg.extract._part_words import Part, part_words
from hrkg.extract._parts import find_parts
from hrkg.extract._view import About
from hrkg.lexicon import Lexicon
from hrkg.model import Mention, Reading, Span, Token
from hrkg.text.normal import slug

_NO_PERSON = -3  # the score of a word that names something else: 'the Baloch minority'
_ENTRIES = ("item", "line")
_ALIAS_MARKS = frozenset("(,–—“‘\"'.")
_NAMESAKES = 50  # persons with one word in common whom a name is compared with
_LONGEST_ALIAS_GAP = 8  # tokens between a name and another one that the post puts beside it


def find_mentions(reading: Reading, lexicon: Lexicon) -> list[Mention]:
    """The persons named in the post, in order of first appearance; [] when it names none."""
    words = name_words(lexicon)
    namings = [
        naming
        for index, sentence in enumerate(reading.sentences)
        for naming in words.find(sentence, index, reading.blocks[sentence.block])
    ]
    namings = _with_entries(namings, reading)
    kin = _kin(namings, reading, lexicon)
    persons = sorted(_persons(namings, kin, reading, words), key=lambda p: p.namings[0].start)
    numbered = sorted(((n, at) for at, person in enumerate(persons) for n in person.namings), key=lambda p: p[0].start)
    parts, together = _parts_of_persons(numbered, len(persons), reading, lexicon)
    offices = frozenset(
        at for at, person in enumerate(persons) if _is_in_office(person, parts[at], len(reading.post.title))
    )
    about = describe(reading, about_words(lexicon), numbered, offices)
    return [
        replace(
            _mention(person, reading, about[at], at in offices),
            parts=frozenset(part.value for part in parts[at]),
            together=tuple(sorted(together[at])),
        )
        for at, person in enumerate(persons)
    ]


def _kin(namings: Sequence[Naming], reading: Reading, lexicon: Lexicon) -> set[int]:
    """Where full names begin that bring in another's kin."""
    words = part_words(lexicon)
    found = set()
    for index, here in groupby(namings, key=lambda n: n.sentence):
        people = list(here)
        if not any(n.full for n in people):
            continue
        parts, _ = find_parts(reading.sentences[index].tokens, [(n.first, n.after) for n in people], words)
        found |= {n.start for n, part in zip(people, parts, strict=True) if n.full and Part.KIN in part}
    return found


def _parts_of_persons(
    numbered: Sequence[tuple[Naming, int]], size: int, reading: Reading, lexicon: Lexicon
) -> tuple[list[Counter[Part]], list[set[int]]]:
    """For each of so many persons, how often the post gives them each part, and who is named together with them."""
    words = part_words(lexicon)
    parts: list[Counter[Part]] = [Counter() for _ in range(size)]
    together: list[set[int]] = [set() for _ in range(size)]
    for index, here in groupby(numbered, key=lambda pair: pair[0].sentence):
        pairs = list(here)
        sentence = reading.sentences[index]
        found, groups = find_parts(
            sentence.tokens, [(n.first, n.after) for n, _ in pairs], words, headline=not sentence.block
        )
        for (_, number), part in zip(pairs, found, strict=True):
            parts[number].update(part)
        for group in groups:
            people = {pairs[place][1] for place in group}
            for number in people:
                together[number] |= people - {number}
    return parts, together


def _with_entries(namings: Sequence[Naming], reading: Reading) -> list[Naming]:
    """The namings, with those raised that begin an entry of a list of which most begin with a person."""
    heads: dict[tuple[int, str], list[Naming]] = {}
    for naming in namings:
        block = reading.blocks[reading.sentences[naming.sentence].block]
        if naming.start == block.start and block.kind in _ENTRIES and naming.full:
            heads.setdefault((block.chunk, block.kind), []).append(naming)
    sizes: dict[tuple[int, str], int] = {}
    for block in reading.blocks:
        sizes[block.chunk, block.kind] = sizes.get((block.chunk, block.kind), 0) + 1
    raised = set()
    for entry, found in heads.items():
        if sum(n.score >= SURE for n in found) * 2 > sizes[entry] > 2:
            raised |= {n.start for n in found if n.score > 0}
    return [replace(n, score=max(n.score, SURE)) if n.start in raised and n.full else n for n in namings]


@dataclass(slots=True, eq=False)
class _Person:
    """A person while the namings are gathered; `also` are names that the post says are another name of this person."""

    namings: list[Naming] = field(default_factory=list)
    keys: dict[tuple[str, ...], None] = field(default_factory=dict)
    also: list[Naming] = field(default_factory=list)

    def add(self, naming: Naming) -> None:
        """One naming more."""
        self.namings.append(naming)
        self.keys.setdefault(_key(naming.words))


class _Gathering:
    """The persons of a post as far as they have been gathered, to be found by each word of their names."""

    def __init__(self) -> None:
        self.persons: list[_Person] = []
        self._by_key: dict[tuple[str, ...], _Person] = {}
        self._by_word: dict[str, dict[_Person, None]] = {}
        self._by_shape: dict[tuple[str, int], list[str]] = {}
        self._latest: dict[str, _Person] = {}
        self._called: dict[str, _Person] = {}
        self._full: dict[str, tuple[_Person, int]] = {}

    def add(self, naming: Naming, person: _Person | None = None) -> _Person:
        """A naming put to a person, a new one where none is given."""
        if person is None:
            person = _Person()
            self.persons.append(person)
        person.add(naming)
        key = _key(naming.words)
        self._by_key.setdefault(key, person)
        for word in key:
            if word not in self._by_word:
                self._by_shape.setdefault((word[:1], len(word)), []).append(word)
            self._by_word.setdefault(word, {}).setdefault(person)
        return person

    def of(self, key: tuple[str, ...], block: int = 0) -> _Person | None:
        """The person whom a name, full or not, names already; block: in which it stands."""
        return self._of_word(key[0], block) if len(key) == 1 else self.of_full_name(key)

    def of_exact_name(self, key: tuple[str, ...]) -> _Person | None:
        """The person whom a full name, spelt just so, names already."""
        return self._by_key.get(key)

    def of_full_name(self, key: tuple[str, ...]) -> _Person | None:
        """The person whom a full name, or a spelling or shorter form of it, names already."""
        if key in self._by_key:
            return self._by_key[key]
        near = (p for word in key for p in islice(self._by_word.get(word, ()), _NAMESAKES))
        return next((p for p in near if any(_same(key, known) for known in p.keys if len(known) > 1)), None)

    def _of_word(self, word: str, block: int) -> _Person | None:
        """The person one of whose names is, or is spelt like, a word: the one who has been called so before, unless
        another of that name has been named in this block; else the one named last, surnames first."""
        if word in self._latest:
            called = self._called.get(word)
            latest, where = self._full.get(word, (None, -1))
            return called if called is not None and where != block else latest or self._latest[word]
        found = list(self._by_word.get(word, ()))
        if not found and len(word) > 4:
            spelt = (
                w for length in range(len(word) - 2, len(word) + 3) for w in self._by_shape.get((word[0], length), ())
            )
            found = [p for known in spelt if _alike(word, known) for p in self._by_word[known]]
        return next((p for p in found if any(k[-1] == word for k in p.keys)), found[0]) if found else None

    def pass_by(self, key: tuple[str, ...], person: _Person, block: int) -> None:
        """Note that the text has just named a person by these words, in a block."""
        for word in key:
            self._latest[word] = person
            if len(key) > 1:
                self._full[word] = person, block
        if len(key) == 1:
            self._called[key[0]] = person


def _key(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a name for comparing: folded, compounds taken apart, the article left out."""
    return tuple(part for word in words for part in _parts(word))


@lru_cache(maxsize=1 << 14)
def _parts(word: str) -> tuple[str, ...]:
    return tuple(part for part in slug(word).split("-") if part not in ("al", "el"))


def _alike(left: str, right: str) -> bool:
    """Whether two words are spellings of one name: one letter of difference in four or more, two in eight or more."""
    if left == right:
        return True
    shorter = min(len(left), len(right))
    if shorter < 4 or left[0] != right[0]:
        return False
    return Levenshtein.distance(left, right, score_cutoff=2) <= (1 if shorter < 8 else 2)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names are one person's: one word at most spelt differently, or the shorter within the longer."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        exact = sum(a == b for a, b in zip(short, long, strict=True))
        return exact >= len(short) - 1 and all(_alike(a, b) for a, b in zip(short, long, strict=True))
    rest = iter(long)
    return all(any(word == other_word for other_word in rest) for word in short)


def _persons(namings: Sequence[Naming], kin: Set[int], reading: Reading, words: NameWords) -> list[_Person]:
    """The persons of a post: full names joined, then shorter forms and single words given to whom they belong.

    kin: where namings begin that bring in another's kin, whose name may be alike but is not the same person's.
    """
    gathering = _Gathering()
    sure = _sure_keys(namings)
    also = dict(_other_names(namings, reading, words))
    others = {_key(naming.words): owner for naming, owner in also.items() if naming.full}
    also |= {n: others[_key(n.words)] for n in namings if n.full and n not in also and _key(n.words) in others}
    aside = {naming.start for naming in also}
    namings = [n for n in namings if n.score > _NO_PERSON or not n.full]  # no part of the name of something else
    namings = sorted({*namings, *also}, key=lambda n: n.start)
    for naming in namings:
        key = _key(naming.words)
        if key in sure and naming.start not in aside:
            known = gathering.of_exact_name(key) if naming.start in kin else gathering.of_full_name(key)
            gathering.add(naming, known)
    for naming in namings:
        key, block = _key(naming.words), reading.sentences[naming.sentence].block
        if not key or (key in sure and naming.start not in aside):
            if key and naming.start not in kin:
                gathering.pass_by(key, gathering.of_full_name(key) or gathering.add(naming), block)
            continue
        if naming.start in aside:
            owner = gathering.of(_key(also[naming].words), block)
            if owner is not None:
                owner.also.append(naming)
                gathering.add(naming, owner)
            continue
        owner = gathering.of(key, block) if naming.score > _NO_PERSON else None
        if owner is None and naming.score >= SURE:
            owner = gathering.add(naming)
        elif owner is not None:
            owner.add(naming)
        if owner is not None:
            gathering.pass_by(key, owner, block)
    for person in gathering.persons:
        person.namings.sort(key=lambda n: n.start)
    return gathering.persons


def _sure_keys(namings: Sequence[Naming]) -> set[tuple[str, ...]]:
    """The full names that are persons' by all that the post says where it prints them, and by their short forms."""
    best: dict[tuple[str, ...], int] = {}
    alone = {_key(n.words)[0] for n in namings if not n.full and _key(n.words)}
    for naming in namings:
        if naming.full:
            key = _key(naming.words)
            bonus = 1 if key[-1] in alone and naming.score > 0 else 0
            best[key] = max(best.get(key, -9), naming.score + bonus)
    return {key for key, score in best.items() if score >= SURE}


def _other_names(namings: Sequence[Naming], reading: Reading, words: NameWords) -> Iterator[tuple[Naming, Naming]]:
    """(another name, the name) where the post says that both are one person's: 'X (a.k.a. Y)', 'X, also spelt Y'.

    The other name need not look like one by itself: 'also known as “Mother River”', 'Wang Li (王丽)'.
    """
    starts = {naming.start: naming for naming in namings}
    for name, following in pairwise([*namings, None]):
        if name is None:
            continue
        tokens = reading.sentences[name.sentence].tokens
        after = name.after
        if following is not None and (
            _is_within(name, following, tokens)
            if name.sentence == following.sentence
            else _is_told_later(following, reading.sentences[following.sentence].tokens, words)
        ):
            yield following, name
            continue
        limit = following.first if following is not None and following.sentence == name.sentence else len(tokens)
        cues = words.alias_cues.find(tokens[after : min(limit, after + _LONGEST_ALIAS_GAP)])
        cue = next(
            (c for c in cues if c.first == sum(t.text in _ALIAS_MARKS for t in tokens[after : after + c.first])), None
        )
        first = after + (cue.after if cue else 0)
        while first < len(tokens) and (tokens[first].text in _ALIAS_MARKS or tokens[first].text in words.persons):
            first += 1
        inside = tokens[first].text if first < len(tokens) else ""
        if cue is None and first == after + 1 and tokens[after].text == "(" and inside > "ɏ":
            yield _naming_of(tokens, first, _closing(tokens, first), name), name
        elif cue is not None and first < len(tokens):
            other = starts.get(tokens[first].start)
            end = _capitals_end(tokens, first)
            if other is not None or end > first:
                yield other or _naming_of(tokens, first, end, name), name


def _is_within(name: Naming, other: Naming, tokens: Sequence[Token]) -> bool:
    """Whether brackets after a name hold another that begins alike: 'Izzat N. (Izzat M. in his passport)'."""
    gap = [t.text for t in tokens[name.after : other.first]]
    return gap == ["("] and len(_key(other.words)) > 1 and _key(name.words)[0] == _key(other.words)[0]


def _is_told_later(other: Naming, tokens: Sequence[Token], words: NameWords) -> bool:
    """Whether a sentence gives another name of the person last named: 'The blogger, whose real name is N.'."""
    cues = words.alias_cues.find(tokens[: other.first])
    return bool(cues) and cues[-1].after == other.first and tokens[cues[-1].first].text == "whose"


def _closing(tokens: Sequence[Token], first: int) -> int:
    """The index of the bracket that closes what begins at a token."""
    return next((i for i in range(first, len(tokens)) if tokens[i].text == ")"), len(tokens))


def _capitals_end(tokens: Sequence[Token], first: int) -> int:
    """The index after the words with capitals that begin at a token."""
    while first < len(tokens) and tokens[first].text[0].isupper():
        first += 1
    return first


def _naming_of(tokens: Sequence[Token], first: int, after: int, owner: Naming) -> Naming:
    words = tuple(bare(t.text) for t in tokens[first:after])
    end = tokens[after - 1].start + len(words[-1])
    return Naming(tokens[first].start, end, words, owner.sentence, first, after, 0)


def _is_in_office(person: _Person, parts: Counter[Part], title: int) -> bool:
    """Whether the post is not about a person: one who acts for a state, is only quoted, is addressed, or took the
    picture, and whom nothing befalls; or is said to have done what befell another. title: the length of the title."""
    if parts[Part.WRONGDOER]:
        return True
    if parts[Part.BEFALLEN]:
        return False
    if any(n.office for n in person.namings) or parts[Part.ADDRESSED]:
        return True
    if person.namings[0].start < title or parts[Part.TOPIC]:
        return False
    return parts[Part.CREDITED] > 0 or parts[Part.SPEAKING] * 2 > len(person.namings)


def _mention(person: _Person, reading: Reading, about: About, office: bool) -> Mention:
    text = reading.post.text
    body = len(reading.post.title)
    spans = tuple(Span.of(text, n.start, n.end) for n in person.namings)
    own = [n for n in person.namings if n not in person.also]
    fullest = max(own, key=lambda n: (len(n.words), n.start >= body, -n.start))
    name = text[fullest.start : fullest.end]
    seen = {name.casefold()}
    aliases: list[str] = []
    for naming in person.namings:
        words = text[naming.start : naming.end]
        if (len(naming.words) > 1 or naming in person.also) and words.casefold() not in seen:
            seen.add(words.casefold())
            aliases.append(words)
    return Mention(
        name,
        tuple(aliases),
        spans,
        roles=tuple(about.roles),
        affiliations=tuple(about.affiliations),
        countries=tuple(about.countries) or ((about.near,) if about.near else ()),
        office=office,
    )
