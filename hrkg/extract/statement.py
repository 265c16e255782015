"""Statements: the joint texts that a post reports, with their demands."""

from hrkg.extract._joint import JointText, find_joint_texts
from hrkg.extract._purport import Purport, find_purports
from hrkg.lexicon import Lexicon
from hrkg.model import Demand, Reading, Span, Statement


def find_statements(reading: Reading, lexicon: Lexicon) -> list[Statement]:
    """The joint texts, in order of appearance; [] when the post reports none."""
    texts = find_joint_texts(reading, lexicon)
    purports = find_purports(reading, texts, lexicon) if texts else []
    return [_statement(text, purport, reading) for text, purport in zip(texts, purports, strict=True)]


def _statement(text: JointText, purport: Purport, reading: Reading) -> Statement:
    told = [reading.sentences[s.sentence] for s in text.signals if s.strength] or [reading.sentences[0]]
    kind = text.kind
    if kind == "joint-letter" and not (text.is_addressed or purport.addressees):
        kind = "open-letter"  # a letter to nobody in particular is one to the public
    return Statement(
        kind=kind,
        evidence=tuple(Span(s.start, s.end, s.text) for s in told),
        issued=text.issued,
        declared_count=text.total,
        countries=purport.countries,
        addressees=purport.addressees,
        concerns=purport.concerns,
        demands=tuple(Demand(e.exact, e) for x in text.lists if x.kind == "demands" for e in x.entries),
    )
