"""The named graph of one post, as every mapper sees it: its IRIs, its numbering of evidence, and how a quad is made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from hrkg.model import LinkedPost, PostFacts, Span
from hrkg.quads import Quad, Term
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import HRKG, RDF


def evidence_spans(facts: PostFacts) -> list[Span]:
    """Every span that a fact of the post leads to, once, in order of the text."""
    told = (facts.statements, facts.signatures, facts.defenders, facts.detentions, facts.incidents, facts.prizes)
    spans = {span for kind in told for fact in kind for span in fact.evidence}
    spans |= {demand.span for statement in facts.statements for demand in statement.demands}
    return sorted(spans)


@dataclass(frozen=True)
class PostGraph:
    """What mapping a post needs beside its facts. Raises ValueError where a span does not quote the post to the
    letter."""

    linked: LinkedPost
    iris: Iris
    name: ox.NamedNode = field(init=False)
    post: ox.NamedNode = field(init=False)
    _numbers: dict[Span, int] = field(init=False)

    def __post_init__(self) -> None:
        post = self.linked.facts.post
        spans = evidence_spans(self.linked.facts)
        for span in spans:
            if not span.exact or post.text[span.start : span.end] != span.exact:
                raise ValueError(f"the evidence '{span.exact}' does not stand at {span.start} of post '{post.key}'")
        object.__setattr__(self, "name", self.iris.post_graph(post.key))
        object.__setattr__(self, "post", self.iris.entity("post", post.key))
        object.__setattr__(self, "_numbers", {span: n for n, span in enumerate(spans, start=1)})

    @property
    def facts(self) -> PostFacts:
        """The facts that are mapped."""
        return self.linked.facts

    @property
    def spans(self) -> Iterable[tuple[int, Span]]:
        """Each span of evidence with its number, from 1."""
        return ((number, span) for span, number in self._numbers.items())

    def quads(self, subject: ox.NamedNode, *pairs: tuple[ox.NamedNode, Term | None]) -> Iterator[Quad]:
        """The quads of one subject; a pair whose object is None says nothing."""
        for predicate, value in pairs:
            if value is not None:
                yield Quad(subject, predicate, value, self.name)

    def typed(self, subject: ox.NamedNode, *classes: ox.NamedNode) -> Iterator[Quad]:
        """What the subject is."""
        yield from self.quads(subject, *((RDF.type, cls) for cls in classes))

    def numbered(self, kind: str, number: int) -> ox.NamedNode:
        """The IRI of the n-th thing of a kind in this post."""
        return self.iris.numbered(kind, self.facts.post.key, number)

    def entity(self, kind: str, name: str, country: str | None = None) -> ox.NamedNode:
        """The IRI of whom or what a name stands for, where a country stands beside it or not."""
        return self.iris.entity(kind, self.linked.identity(kind, name, country).key)

    def agent(self, name: str) -> ox.NamedNode:
        """The IRI of the person of this name, else of the organisation."""
        kind = "person" if self.linked.has("person", name) else "organisation"
        return self.entity(kind, name)

    def country(self, code: str | None) -> ox.NamedNode | None:
        """The IRI of a country; None for None."""
        return self.entity("country", code) if code else None

    def evidence(self, subject: ox.NamedNode, spans: Iterable[Span]) -> Iterator[Quad]:
        """The links from a fact to the words that say it."""
        for span in spans:
            yield Quad(subject, HRKG.evidence, self.numbered("evidence", self._numbers[span]), self.name)

    def reported(self, subject: ox.NamedNode) -> Iterator[Quad]:
        """The links between a fact and this post, both ways."""
        yield Quad(subject, HRKG.reportedIn, self.post, self.name)
        yield Quad(self.post, HRKG.reports, subject, self.name)
