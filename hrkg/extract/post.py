"""All facts of one post: the reading, then each extractor in order."""

from dataclasses import replace

from hrkg.extract._contacts import without_contacts
from hrkg.extract.defender import find_defenders
from hrkg.extract.detention import find_detentions
from hrkg.extract.incident import find_incidents
from hrkg.extract.mention import find_mentions
from hrkg.extract.prize import find_prizes
from hrkg.extract.signature import find_signatures
from hrkg.extract.statement import find_statements
from hrkg.lexicon import Lexicon
from hrkg.model import Post, PostFacts, Reading
from hrkg.text.blocks import blocks_of, sentences_of


def read(post: Post, lexicon: Lexicon) -> Reading:
    """The post taken apart: blocks, sentences, persons named."""
    blocks = blocks_of(post.text)
    reading = Reading(post, blocks, sentences_of(blocks))
    return replace(reading, mentions=tuple(find_mentions(reading, lexicon)))


def find_facts(post: Post, lexicon: Lexicon) -> PostFacts:
    """All that one post tells, by the post alone and the tables."""
    reading = read(post, lexicon)
    statements = find_statements(reading, lexicon)
    signatures = find_signatures(reading, statements, lexicon)
    prizes = find_prizes(reading, lexicon)
    detentions = find_detentions(reading, lexicon)
    incidents = find_incidents(reading, detentions, lexicon)
    defenders = find_defenders(reading, statements, signatures, prizes, detentions, incidents, lexicon)
    facts = PostFacts(
        post,
        statements=tuple(statements),
        signatures=tuple(signatures),
        defenders=tuple(defenders),
        detentions=tuple(detentions),
        incidents=tuple(incidents),
        prizes=tuple(prizes),
    )
    return without_contacts(facts)
