"""Signatures: each entry of a list of signatories, and each signatory named in prose."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hrkg.extract._entries import series_of
from hrkg.extract._joint import JointText, find_joint_texts
from hrkg.extract._lists import Listing
from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Signature, Span, Statement
from hrkg.text.names import Entry, Names
from hrkg.text.normal import fold


def find_signatures(reading: Reading, statements: Sequence[Statement], lexicon: Lexicon) -> list[Signature]:
    """The signatures in order of the text; `Signature.statement` is an index into `statements`."""
    names = series_of(lexicon).names
    found: list[Signature] = []
    for number, text in enumerate(find_joint_texts(reading, lexicon)[: len(statements)]):
        listed = [s for x in text.lists if x.kind == "signatories" for s in _from_list(x, number, names)]
        found += listed or _from_prose(text, number, reading)
    return found


def _from_list(listing: Listing, number: int, names: Names) -> Iterator[Signature]:
    kinds = [names.split(span.exact).kind for span in listing.entries]
    default = "person" if listing.person or kinds.count("person") > kinds.count("organisation") else "organisation"
    for span in listing.entries:
        entry = names.split(span.exact, default)
        if entry.name:
            yield _signature(replace(entry, kind=entry.kind or default), number, span)


def _from_prose(text: JointText, number: int, reading: Reading) -> list[Signature]:
    found: dict[str, Signature] = {}
    for signal in text.signals:
        sentence = reading.sentences[signal.sentence]
        for entry in signal.signers:
            if sentence.block:
                span = Span(sentence.start, sentence.end, sentence.text)
                found.setdefault(fold(entry.name), _signature(entry, number, span))
    return list(found.values())


def _signature(entry: Entry, number: int, span: Span) -> Signature:
    kind = entry.kind or "organisation"
    return Signature(entry.name, kind, number, (span,), entry.acronym, entry.country, entry.capacity)
