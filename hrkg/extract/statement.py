"""Statements: the joint texts that a post reports, with their demands."""

from hrkg.extract._purport import Purport
from hrkg.extract._joint import JointText, find_joint_texts
from hrkg.lexicon import Lexicon
from hrkg.model import Demand, Reading, Span, Statement


def find_statements(reading: Reading, lexicon: Lexicon) -> list[Statement]:
    """The joint texts, in order of appearance; [] when the post reports none."""
    texts = find_joint_texts(reading, lexicon)
    purport = Purport(reading, texts, lexicon)
    return [_statement(text, number, purport, reading) for number, text in enumerate(texts)]


def _statement(text: JointText, number: int, purport: Purport, reading: Reading) -> Statement:
    spans = [reading.sentences[s.sentence] for s in text.signals if s.strength] or [reading.sentences[0]]
    evidence = tuple(Span(s.start, s.end, s.text) for s in spans)
    demands = tuple(Demand(e.exact, e) for x in text.lists if x.kind == "demands" for e in x.entries)
    return Statement(
        kind=text.kind,
        evidence=evidence,
        issued=text.issued,
        declared_count=text.total,
        countries=purport.countries(number),
        addressees=purport.addressees(number),
        concerns=purport.concerns(number),
        demands=demands,
    )
