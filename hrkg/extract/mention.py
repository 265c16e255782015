"""Mentions: the persons whom a post names, all spellings of one joined."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import Levenshtein

from hrkg.extract._names import SURE, Naming, name_words
from hrkg.lexicon import Lexicon
from hrkg.model import Mention, Reading, Span
from hrkg.text.normal import slug


def find_mentions(reading: Reading, lexicon: Lexicon) -> list[Mention]:
    """The persons named in the post, in order of first appearance; [] when it names none."""
    words = name_words(lexicon)
    namings = [
        naming
        for index, sentence in enumerate(reading.sentences)
        for naming in words.find(sentence, index, reading.blocks[sentence.block])
    ]
    persons = _persons(namings)
    return [_mention(person, reading) for person in sorted(persons, key=lambda p: p.namings[0].start)]


@dataclass(slots=True)
class _Person:
    """A person while the namings are gathered."""

    namings: list[Naming] = field(default_factory=list)
    keys: dict[tuple[str, ...], None] = field(default_factory=dict)

    def add(self, naming: Naming) -> None:
        """One naming more."""
        self.namings.append(naming)
        self.keys.setdefault(_key(naming.words))


def _key(words: Iterable[str]) -> tuple[str, ...]:
    """The words of a name for comparing: folded, particles joined to what they belong to."""
    return tuple(part for word in words for part in slug(word).split("-") if part not in ("al", "el"))


def _alike(left: str, right: str) -> bool:
    """Whether two words are spellings of one name: of five letters and more with one or two letters of difference."""
    if left == right:
        return True
    shorter = min(len(left), len(right))
    if shorter < 4 or left[0] != right[0]:
        return False
    return Levenshtein.distance(left, right, score_cutoff=2) <= (1 if shorter < 8 else 2)


def _same(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of two words and more are one person's: the shorter one's words stand in the longer, in order."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        exact = sum(a == b for a, b in zip(short, long, strict=True))
        return exact >= len(short) - 1 and all(_alike(a, b) for a, b in zip(short, long, strict=True))
    rest = iter(long)
    return all(any(word == other_word for other_word in rest) for word in short)


def _persons(namings: Sequence[Naming]) -> list[_Person]:
    """The persons of a post: full names joined, then single words given to whom they belong."""
    persons: list[_Person] = []
    by_key: dict[tuple[str, ...], _Person] = {}
    by_word: dict[str, list[_Person]] = {}
    full = [n for n in namings if len(_key(n.words)) > 1]
    sure = {_key(n.words) for n in full if n.score >= SURE}
    for naming in full:
        key = _key(naming.words)
        if key not in sure:
            continue
        person = by_key.get(key) or next(
            (p for w in key for p in _near(w, by_word) if any(_same(key, k) for k in p.keys)), None
        )
        if person is None:
            person = _Person()
            persons.append(person)
        person.add(naming)
        by_key[key] = person
        for word in key:
            known = by_word.setdefault(word, [])
            if person not in known:
                known.append(person)
    latest: dict[str, _Person] = {}
    ends = sorted([n for n in namings if len(_key(n.words)) == 1 or _key(n.words) in sure], key=lambda n: n.start)
    for naming in ends:
        key = _key(naming.words)
        if len(key) > 1:
            for word in key:
                latest[word] = by_key[key]
            continue
        owner = latest.get(key[0]) or _owner(key[0], by_word)
        if owner is None and naming.score >= SURE:
            owner = _Person()
            persons.append(owner)
            by_word.setdefault(key[0], []).append(owner)
        if owner is not None:
            owner.add(naming)
            latest[key[0]] = owner
    for person in persons:
        person.namings.sort(key=lambda n: n.start)
    return persons


def _near(word: str, by_word: dict[str, list[_Person]]) -> list[_Person]:
    return by_word.get(word, [])


def _owner(word: str, by_word: dict[str, list[_Person]]) -> _Person | None:
    """The person one of whose names is, or is spelt like, a word; surnames first."""
    found = by_word.get(word)
    if not found:
        found = [p for known, persons in by_word.items() if len(word) > 4 and _alike(word, known) for p in persons]
    if not found:
        return None
    return next((p for p in found if any(k[-1] == word for k in p.keys)), found[0])


def _mention(person: _Person, reading: Reading) -> Mention:
    text = reading.post.text
    body = len(reading.post.title)
    spans = tuple(Span.of(text, n.start, n.end) for n in person.namings)
    fullest = max(person.namings, key=lambda n: (len(n.words), n.start >= body, -n.start))
    name = text[fullest.start : fullest.end]
    seen = {name.casefold()}
    aliases: list[str] = []
    for naming in person.namings:
        words = text[naming.start : naming.end]
        if len(naming.words) > 1 and words.casefold() not in seen:
            seen.add(words.casefold())
            aliases.append(words)
    return Mention(name, tuple(aliases), spans, office=any(n.office for n in person.namings))
