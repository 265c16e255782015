"""One sentence as the rooms that describe persons see it: its line, its nouns, its names, and what has been found."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from hrkg.extract._bodies import Acronyms, Line
from hrkg.extract._names import Naming
from hrkg.extract._nouns import JOINTS, AboutWords, Noun, Nouns
from hrkg.model import Sentence

BODY_TIES = frozenset(("of", "at", "for", "with"))
DASHES = frozenset(("–", "—", "-", ":"))
LIST_GAP = 14  # tokens between two names of one enumeration
_CROWD = 100  # so many persons a post does not describe together


@dataclass(slots=True)
class About:
    """What has been found of one person; the dictionaries keep the order."""

    roles: dict[str, None] = field(default_factory=dict)
    affiliations: dict[str, None] = field(default_factory=dict)
    countries: dict[str, None] = field(default_factory=dict)
    near: str | None = None  # the country that the sentence names beside the person, where it says of none


def note(
    people: Sequence[About],
    *,
    roles: Sequence[str] = (),
    affiliations: Sequence[str] = (),
    countries: Sequence[str] = (),
) -> None:
    """Add to what has been found of persons."""
    for person in people:
        person.roles.update(dict.fromkeys(roles))
        person.affiliations.update(dict.fromkeys(affiliations))
        person.countries.update(dict.fromkeys(countries))


class View:
    """One sentence and the persons whom it names. `found` holds what is known of each person of the post."""

    def __init__(
        self,
        sentence: Sentence,
        words: AboutWords,
        acronyms: Acronyms,
        namings: list[tuple[Naming, int]],
        found: dict[int, About],
        before: "View | None",
    ) -> None:
        self.words = words
        self.namings = namings
        self.found = found
        self.before = before  # the sentence before, in the same block
        self.firsts = [n.first for n, _ in namings]
        self.named = {i for n, _ in namings for i in range(n.first, n.after)}
        self.line = Line(sentence, words.bodies, acronyms, self.named)
        self.size = len(sentence.tokens)
        self.block = sentence.block
        self.nouns = Nouns(self.line, words)

    def at(self, index: int) -> str:
        """The word at an index in lower case, '' past either end."""
        return self.line.at(index)

    def is_title(self, index: int) -> bool:
        """Whether a word is a courtesy title, an office or a rank."""
        return self.at(index).rstrip(".") in self.words.titles

    def body_before(self, at: int) -> str | None:
        """The body last named before a token, in the sentence or the one before it."""
        found = self.line.body_before(at)
        if found is None and self.before is not None:
            found = self.before.line.topic()
        return found

    def note_body_before(self, at: int, people: Sequence[About]) -> None:
        """Note the body to which 'its' at a token points."""
        body = self.body_before(at)
        note(people, affiliations=[body] if body else [])

    def plural_before(self) -> Noun | None:
        """The noun in the plural that the sentence before tells of last: 'It features 18 activists. They include'."""
        nouns = self.before.nouns.all if self.before is not None else []
        return next((n for n in reversed(nouns) if n.plural and n.role), None)

    def is_name_alone(self) -> bool:
        """Whether the sentence is nothing but a name: a heading over what follows."""
        if len(self.namings) != 1 or self.namings[0][0].first:
            return False
        after = self.namings[0][0].after
        return all(i in self.line.places or not self.line.lower[i][0].isalnum() for i in range(after, self.size))

    def enumerations(self) -> Iterator[list[tuple[Naming, int]]]:
        """The names of the sentence, those together between which nothing stands but commas, 'and' and brackets."""
        group: list[tuple[Naming, int]] = []
        for naming, number in self.namings:
            if group and not self._is_joined(group[-1][0].after, naming.first):
                yield group
                group = []
            group.append((naming, number))
        if group:
            yield group

    def _is_joined(self, after: int, first: int) -> bool:
        gap = self.line.lower[after:first]
        depth = 0
        outside = []
        for word in gap if len(gap) <= LIST_GAP else ():
            depth += (word == "(") - (word == ")")
            if depth == 0 and word != ")":
                outside.append(word)
        return bool(outside) and all(w in JOINTS or w in self.words.titles for w in outside)

    def described_with(self, at: int, *, each: bool = False) -> list[About]:
        """The persons named after a token of whom no verb parts it: 'the lawyers N., head of X, and M.'.

        each: those too who have a noun of their own: 'five activists, among them the poet N. and the student M.'.
        """
        found = []
        begin = bisect_left(self.firsts, at)
        for naming, number in islice(self.namings, begin, begin + _CROWD):
            gap = self.line.lower[at : naming.first]
            told = any(w in self.words.clause_marks or w in self.words.verbs or w in ".;:" for w in gap)
            own = naming.first in self.nouns.before and not each
            if told or own or len(gap) > LIST_GAP:
                break
            found.append(self.found[number])
            at = naming.after
        return found
