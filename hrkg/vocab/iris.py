"""Every IRI of ours: minted here, and read back."""

import re
from dataclasses import dataclass

import pyoxigraph as ox

# What belongs to one post, and what posts share.
OWN_KINDS = ("post", "statement", "signature", "demand", "detention", "incident", "evidence")
SHARED_KINDS = ("organisation", "person", "prize", "country", "law", "concept")
KINDS = OWN_KINDS + SHARED_KINDS
_KEY = re.compile(r"[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*")


@dataclass(frozen=True, slots=True)
class Name:
    """An IRI of ours taken apart: its kind and its key ('post', '2025-08-12-ngos-call-…')."""

    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints IRIs as `{base}{kind}/{key}`. `base` ends with '/' or '#'.

    What belongs to one post is keyed by the post's key and a number from 1 in the order of its text.
    """

    base: str

    def entity(self, kind: str, key: str) -> ox.NamedNode:
        """The IRI of a thing. Raises ValueError for a kind or a key that we do not mint."""
        if kind not in KINDS or not _KEY.fullmatch(key):
            raise ValueError(f"no IRI can be made of kind '{kind}' and key '{key}'")
        return ox.NamedNode(f"{self.base}{kind}/{key}")

    def numbered(self, kind: str, post: str, number: int) -> ox.NamedNode:
        """The IRI of the n-th statement, signature, demand, detention, incident or evidence of a post."""
        return self.entity(kind, f"{post}/{number}")

    def concept(self, scheme: str, notation: str) -> ox.NamedNode:
        """The IRI of a concept: the scheme's name and the notation, its spaces as hyphens."""
        return self.entity("concept", f"{scheme}/{notation.replace(' ', '-')}")

    def post_graph(self, post: str) -> ox.NamedNode:
        """The named graph that holds what one post says."""
        return ox.NamedNode(f"{self.base}graph/post/{post}")

    def graph(self, name: str) -> ox.NamedNode:
        """A named graph of the data set as a whole: 'names', 'authority', 'links', 'ontology', 'dataset'."""
        return ox.NamedNode(f"{self.base}graph/{name}")

    def parse(self, iri: str) -> Name | None:
        """The kind and key of an IRI of ours; None for any other."""
        if not iri.startswith(self.base):
            return None
        kind, _, key = iri[len(self.base) :].partition("/")
        return Name(kind, key) if kind in KINDS and _KEY.fullmatch(key) else None
