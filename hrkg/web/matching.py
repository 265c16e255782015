"""What a reconciliation query asks, and the candidates that answer it.

A candidate's score is the likeness of its name, and each condition on a property counts a quarter of that: from 0 to
100, and never by what else was found, so that it means the same from query to query.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from hrkg.names import Candidate, Named, Names, is_sure
from hrkg.text.match import latin
from hrkg.vocab.terms import HRKG, SKOS
from hrkg.web.queries.properties import Fact, Properties, Told
from hrkg.web.queries.reader import Node, Term

_PART = 0.25  # what a condition counts, beside the name's 1
_LOOKED_AT = 10  # candidates that are weighed, at the least
_HOLDING = 1000  # things with a value of a property that are looked at, where there is no name to go by
QUANTIFIERS = ("any", "all", "none")


@dataclass(frozen=True, slots=True)
class Condition:
    """Values that a property should have: any of them, all, or none. required: what does not meet it is no
    candidate."""

    told: Told
    values: tuple[str, ...]
    quantifier: str = "any"
    required: bool = False

    def is_met(self, facts: Iterable[Fact]) -> bool:
        """Whether what is told of a thing is as the condition has it."""
        known = list(facts)
        agrees = [any(_agrees(fact, value) for fact in known) for value in self.values]
        if self.quantifier == "none":
            return not any(agrees)
        return all(agrees) if self.quantifier == "all" else any(agrees)


@dataclass(frozen=True, slots=True)
class Question:
    """One query: a name ('' where it goes by properties alone), the types to look in, how many candidates, and
    conditions that support or contradict a candidate."""

    name: str
    types: tuple[str, ...] = ()
    limit: int = 5
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score, the likeness of its name (None where none was asked for) and whether each condition
    is met, all from 0 to 100; match: whether it can be taken without a look."""

    thing: Named
    score: float
    match: bool
    likeness: float | None
    features: dict[str, float]


@dataclass(frozen=True, slots=True)
class Matcher:
    """What questions are answered from: the index of names, and the look-ups of properties."""

    names: Names
    properties: Properties

    def answer(self, question: Question) -> list[Scored]:
        """The best candidates, the likeliest first."""
        if question.name:
            found = self.names.find(question.name, question.types, limit=max(question.limit, _LOOKED_AT))
        else:
            found = [Candidate(thing, thing.label, 1.0) for thing in self._holding(question)]
        weighed = [
            (candidate, features)
            for candidate in found
            if (features := self._features(candidate, question)) is not None
        ]
        left = [c for c, _ in weighed]
        scored = [self._scored(c, features, left, question) for c, features in weighed]
        scored.sort(key=lambda one: -one.score)  # what find() has put first stays first among equals
        return scored[: question.limit]

    def _features(self, candidate: Candidate, question: Question) -> dict[str, float] | None:
        """Each condition's property -> 1 where it is met, 0 where not; what the data do not tell says neither. None
        where a required condition is not met."""
        features: dict[str, float] = {}
        for condition in question.conditions:
            known = self.properties.of(candidate.thing.id, condition.told)
            is_met = condition.is_met(known)
            if condition.required and not (is_met and known):
                return None
            if known:
                features[condition.told.id] = min(float(is_met), features.get(condition.told.id, 1.0))
        return features

    @staticmethod
    def _scored(candidate: Candidate, features: dict[str, float], found: list[Candidate], question: Question) -> Scored:
        supported, contradicted = 1.0 in features.values(), 0.0 in features.values()
        if question.name:
            score = (candidate.likeness + _PART * sum(features.values())) / (1 + _PART * len(features))
            sure = is_sure(candidate, found, supported=supported, contradicted=contradicted)
        else:
            score = sum(features.values()) / len(features) if features else 0.0
            sure = supported and not contradicted and len(found) == 1
        told = {name: 100 * value for name, value in features.items()}
        likeness = round(100 * candidate.likeness, 2) if question.name else None
        return Scored(candidate.thing, round(100 * score, 2), sure, likeness, told)

    def _holding(self, question: Question) -> Iterator[Named]:
        """The things that have one of the values of the first condition, in order of their ids."""
        if not question.conditions:
            return
        condition = question.conditions[0]
        ids = {found for value in condition.values for found in self._with(condition.told, value)}
        for identifier in sorted(ids):
            thing = self.names.get(identifier)
            if thing is not None and (not question.types or thing.type in question.types):
                yield thing

    def _with(self, told: Told, value: str) -> Iterator[str]:
        """The ids of the things of which a property says a value: a text, an identifier, or the name of a thing."""
        iris, store, union = self.properties.iris, self.properties.read.store, ox.DefaultGraph()
        same = (c.thing.id for c in self.names.find(value, limit=_LOOKED_AT) if c.likeness == 1.0)
        nodes = {ox.NamedNode(iris.base + identifier) for identifier in same}
        for code in (HRKG.isoCode, SKOS.notation):
            coded = store.quads_for_pattern(None, code, ox.Literal(value), union)
            nodes |= {quad.subject for quad in coded if isinstance(quad.subject, Node)}
        quads: Iterator[ox.Quad] = iter(())
        if told.way == "out":
            terms: list[Term] = [*nodes, ox.Literal(value), *_address(value)]
            quads = (q for term in terms for q in store.quads_for_pattern(None, told.predicate, term, union))
        elif told.way == "in":
            quads = (q for node in nodes for q in store.quads_for_pattern(node, told.predicate, None, union))
        for quad in islice(quads, _HOLDING):
            thing = quad.subject if told.way == "out" else quad.object
            if isinstance(thing, Node) and iris.parse(thing.value):
                yield thing.value.removeprefix(iris.base)


def _address(text: str) -> list[ox.NamedNode]:
    """The text as an IRI; [] where it is none."""
    if not text.startswith(("http://", "https://")):
        return []
    try:
        return [ox.NamedNode(text)]
    except ValueError:
        return []


def _agrees(fact: Fact, value: str) -> bool:
    key = (fact.id or "").rpartition("/")[2]
    return value in (fact.id, key) or latin(value) == latin(fact.text)
