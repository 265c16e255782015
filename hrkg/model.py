"""The nouns of the house: a post and its parts, the facts that it tells, and whom they are about.

Every value is plain and frozen. `None` and `()` mean "the post does not say". Dates are ISO 8601 prefixes as precise as
the source ('2018', '2018-05', '2018-05-24'); durations are ISO 8601 ('P10Y6M'); countries are ISO 3166-1 alpha-2 codes;
offsets count code points of `Post.text`, end exclusive.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Where something is written: `post.text[start:end] == exact`, always."""

    start: int
    end: int
    exact: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """The span of text[start:end], without the white space at its ends."""
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return cls(start, end, text[start:end])


@dataclass(frozen=True, slots=True)
class Post:
    """One post in its normal form (text/normal.py): `text` begins with the title; the date line is not in it."""

    key: str
    title: str
    published: str
    text: str
    links: tuple[str, ...] = ()
    url: str | None = None
    keywords: tuple[str, ...] = ()
    language: str | None = None
    license: str | None = None
    place: str = field(default="", compare=False)  # file and line, for messages only


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a post as it is laid out.

    kind: 'title', 'paragraph', 'item' (a line with a list mark), 'line' (one of several short lines that stand
    together without marks), 'link' (nothing but an address, with or without 'see also').
    start and end leave the list mark out; `marker` holds it ('•', '12.', '(a)', ''). Blocks that no empty line
    parts share a `chunk` number.
    """

    kind: str
    start: int
    end: int
    text: str
    marker: str = ""
    chunk: int = 0


class Token(NamedTuple):
    """A word or a punctuation mark; `form` is its comparing form (text/blocks.py). A tuple, for a post has hundreds."""

    text: str
    start: int
    end: int
    form: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence (or a whole list item), within one block."""

    start: int
    end: int
    text: str
    block: int  # index into Reading.blocks
    tokens: tuple[Token, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A person as named in one post, all spellings joined; equal to itself alone, so that it is a quick key.

    name: the fullest form, without title or honorific, as first written. aliases: other spellings and shorter forms as
    GOLD.md counts them. spans: every place where the person is named, bare surnames included, in order.
    roles, affiliations, countries: what the words beside the name say (head nouns of the role table; acronym or name;
    ISO codes). office: True for officials, experts, spokespeople, authors and other persons whom the post is not about.
    parts: what its sentences tell of their part ('befallen', 'topic', 'speaking', 'kin', 'helper', 'wrongdoer', …).
    together: the indices, in the list of mentions, of those named in one enumeration with them.
    """

    name: str
    aliases: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    office: bool = False
    parts: frozenset[str] = frozenset()
    together: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A post taken apart: its blocks, its sentences and the persons whom it names."""

    post: Post
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()

    def mentions_in(self, start: int, end: int) -> Iterator[tuple[Span, Mention]]:
        """Each naming of a person between start and end, in order of the text."""
        found = [(s, m) for m in self.mentions for s in m.spans if start <= s.start and s.end <= end]
        yield from sorted(found, key=lambda pair: pair[0])


@dataclass(frozen=True, slots=True)
class Demand:
    """One demand listed as an item."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """A joint text that the post reports. `addressees` holds ISO codes and names of bodies; `concerns` names of
    mentions."""

    kind: str
    evidence: tuple[Span, ...]
    issued: str | None = None
    declared_count: int | None = None
    countries: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    demands: tuple[Demand, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """One entry of a list of signatories, or one signatory in prose. `statement` counts from 0; kind: 'organisation',
    'person'."""

    name: str
    kind: str
    statement: int
    evidence: tuple[Span, ...]
    acronym: str | None = None
    country: str | None = None
    capacity: str | None = None


@dataclass(frozen=True, slots=True)
class Defender:
    """A person whom the post is about, as it tells of them. country: where they act or whose citizen they are."""

    name: str
    evidence: tuple[Span, ...]
    aliases: tuple[str, ...] = ()
    country: str | None = None
    roles: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Detention:
    """One period of deprivation of liberty of one named person. `sentence` is a duration, 'life' or 'death'."""

    defender: str
    evidence: tuple[Span, ...]
    country: str | None = None
    start: str | None = None
    end: str | None = None
    place: str | None = None
    status: str = "unknown"
    sentence: str | None = None
    suspended: str | None = None
    expired: str | None = None
    pretrial: bool | None = None
    charges: tuple[str, ...] = ()
    law: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """What befell a person (or, where `person` is None, unnamed people) other than detention."""

    type: str
    evidence: tuple[Span, ...]
    person: str | None = None
    date: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Prize:
    """One edition of a prize as the post tells of it; `edition` is the year. amount is in units of `currency` (ISO
    4217)."""

    name: str
    evidence: tuple[Span, ...]
    aliases: tuple[str, ...] = ()
    edition: int | None = None
    awarder: str | None = None
    theme: str | None = None
    opens: str | None = None
    deadline: str | None = None
    amount: str | None = None
    currency: str | None = None
    laureates: tuple[str, ...] = ()
    runners_up: tuple[str, ...] = ()
    ceremony_date: str | None = None
    ceremony_place: str | None = None


@dataclass(frozen=True, slots=True)
class PostFacts:
    """All that was read in one post."""

    post: Post
    statements: tuple[Statement, ...] = ()
    signatures: tuple[Signature, ...] = ()
    defenders: tuple[Defender, ...] = ()
    detentions: tuple[Detention, ...] = ()
    incidents: tuple[Incident, ...] = ()
    prizes: tuple[Prize, ...] = ()


@dataclass(frozen=True, slots=True)
class Identity:
    """Who or what a name stands for, across posts.

    kind: 'organisation', 'person', 'prize', 'country' or 'law'. key: the last part of its IRI. label: the authority
    row's, None where there is none (then the most frequent spelling is chosen after all posts are read).
    names: every spelling known, the post's included; same_as: confirmed IRIs; close_match: candidates, as IRIs or, for
    things of ours, 'kind/key'. homepages: its own sites; pages: those that others have on it alone; codes: identifiers
    of it that are no IRIs. replaces: keys of things that were judged to be this one; apart: 'kind/key' of those judged
    not to be.
    """

    kind: str
    key: str
    label: str | None = None
    names: tuple[str, ...] = ()
    acronyms: tuple[str, ...] = ()
    country: str | None = None
    same_as: tuple[str, ...] = ()
    close_match: tuple[str, ...] = ()
    homepages: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkedPost:
    """A post's facts, and the identity behind each name: `identities[kind, name, country]`.

    country: '', or, of namesakes in one post, the one stated beside each of them.
    """

    facts: PostFacts
    identities: dict[tuple[str, str, str], Identity]

    def has(self, kind: str, name: str) -> bool:
        """Whether something of this kind has this name."""
        return (kind, name, "") in self.identities

    def identity(self, kind: str, name: str, country: str | None = None) -> Identity:
        """Who or what is meant by a name, beside which a country may be stated. Raises KeyError."""
        namesake = self.identities.get((kind, name, country)) if country else None
        return namesake or self.identities[kind, name, ""]


@dataclass(frozen=True, slots=True)
class Unlinked:
    """A thing that may have an item elsewhere: its kind and key, all its names, and how many signatures it has."""

    kind: str
    key: str
    label: str
    names: tuple[str, ...]
    country: str | None
    signatures: int
