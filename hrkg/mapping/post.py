"""A linked post -> all quads of its named graph, and the names that it gives to what posts share."""

import hashlib
from collections.abc import Iterator

from hrkg.mapping.defender import map_defenders
from hrkg.mapping.detention import map_detentions
from hrkg.mapping.evidence import map_evidence
from hrkg.mapping.graph import PostGraph
from hrkg.mapping.identity import map_identities
from hrkg.mapping.incident import map_incidents
from hrkg.mapping.prize import map_prizes
from hrkg.mapping.signature import map_signatures
from hrkg.mapping.statement import map_statements
from hrkg.model import LinkedPost
from hrkg.quads import Quad, integer, iri, is_iri, text, when
from hrkg.vocab.iris import Iris
from hrkg.vocab.terms import DCTERMS, HRKG, PROV, SCHEMA


def map_post(linked: LinkedPost, iris: Iris) -> Iterator[Quad]:
    """Every quad that this post alone gives: its named graph, and its part of the graph of names.

    Raises ValueError where a span of evidence does not quote the post to the letter.
    """
    graph = PostGraph(linked, iris)
    yield from _post(graph)
    yield from map_statements(graph)
    yield from map_signatures(graph)
    yield from map_prizes(graph)
    yield from map_detentions(graph)
    yield from map_incidents(graph)
    yield from map_defenders(graph)
    yield from map_evidence(graph)
    yield from map_identities(graph)


def _post(graph: PostGraph) -> Iterator[Quad]:
    post = graph.facts.post
    yield from graph.typed(graph.post, HRKG.Post, SCHEMA.BlogPosting, PROV.Entity)
    yield from graph.quads(
        graph.post,
        (DCTERMS.title, text(post.title)),
        (DCTERMS.issued, when(post.published)),
        (DCTERMS.language, text(post.language) if post.language else None),
        (DCTERMS.license, iri(post.license) if post.license else None),
        (SCHEMA.url, iri(post.url) if post.url else None),
        (SCHEMA.articleBody, text(post.text) if post.license else None),
        (HRKG.contentDigest, text(hashlib.sha256(post.text.encode()).hexdigest())),
        (HRKG.textLength, integer(len(post.text))),
        *((SCHEMA.keywords, text(keyword)) for keyword in post.keywords),
        # An address that no IRI can be ('http://host:port/') cannot stand in RDF.
        *((DCTERMS.references, iri(link)) for link in post.links if is_iri(link)),
    )
