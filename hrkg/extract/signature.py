"""Signatures: each entry of a list of signatories, and each signatory named in prose."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import replace

from hrkg.extract._entries import series_of, without_label
from hrkg.extract._joint import JointText, find_joint_texts
from hrkg.extract._lists import Listing
from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Signature, Span, Statement
from hrkg.text.names import Entry, Names, is_acronym, is_acronym_of
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases

_MOST_CAPACITIES = 20  # of those named in prose that are looked through for the body in whose name they act
_LONGEST = 160  # code points that are looked through for the name before '(ABC)'


def find_signatures(reading: Reading, statements: Sequence[Statement], lexicon: Lexicon) -> list[Signature]:
    """The signatures in order of the text; `Signature.statement` is an index into `statements`."""
    texts = find_joint_texts(reading, lexicon)[: len(statements)]
    if not texts:
        return []
    names, groups = series_of(lexicon).names, lexicon.phrases("group-noun")
    short = _Acronyms(reading, lexicon)
    found: list[Signature] = []
    for number, text in enumerate(texts):
        lists = [x for x in text.lists if x.kind == "signatories"]
        listed = [s for x in lists for s in _from_list(x, number, names, groups)]
        # Where there is a list, of the prose only the words that lead over to it name others.
        heads = {x.block - 1 for x in lists if x.head.endswith(":")} if listed else None
        told = _from_prose(text, number, reading, short, heads)
        names_listed = {fold(s.name) for s in listed}
        found += [short.applied(s) for s in (*(s for s in told if fold(s.name) not in names_listed), *listed)]
    return found


class _Acronyms:
    """The acronyms that stand in a post: those put in brackets behind a name, and those of known organisations."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        series = series_of(lexicon)
        self.known = lexicon.organisations_by_name
        self.words = {t.text for s in reading.sentences for t in s.tokens if not t.text.islower()}
        self.names: dict[str, Entry] = {}
        self.told: dict[str, Span] = {}
        for sentence in reading.sentences:
            tokens = sentence.tokens
            for at in range(2, len(tokens) - 1):
                short = tokens[at].text
                if tokens[at - 1].text == "(" and tokens[at + 1].text == ")" and is_acronym(short):
                    end = tokens[at - 1].start - sentence.start
                    name = _name_before(sentence.text[max(0, end - _LONGEST) : end], short)
                    if name:
                        self.names.setdefault(short, series.names.split(name, "organisation"))
                        self.told.setdefault(short, Span(sentence.start, sentence.end, sentence.text))

        self.short = {fold(entry.name): short for short, entry in reversed(self.names.items())}

    def key(self, entry: Entry) -> str:
        """What two spellings of one organisation share: the row that alone knows them, else the name in full."""
        name = fold(self.names[entry.name].name if entry.name in self.names else entry.name)
        rows = self.known.get(name, ())
        return rows[0].id if len(rows) == 1 else name

    def signature(self, entry: Entry, number: int, span: Span) -> Signature:
        """The signature of an entry; of an acronym, under the name for which the post has introduced it."""
        if entry.name not in self.names:
            return _signature(entry, number, span)
        named = _signature(replace(self.names[entry.name], acronym=entry.name), number, span)
        return replace(named, evidence=tuple(dict.fromkeys((self.told[entry.name], span))))

    def applied(self, signature: Signature) -> Signature:
        """The signature with the acronym that the post has for it elsewhere."""
        if signature.acronym or signature.kind == "person":
            return signature
        name = fold(signature.name)
        own = self.short.get(name)
        rows = self.known.get(name, ())
        row = rows[0]["acronym"] if len(rows) == 1 else ""
        return replace(signature, acronym=own or (row if row in self.words else None))


def _name_before(text: str, short: str) -> str:
    """The words right before '(ABC)' whose initials it has; '' where there are none."""
    words = list(re.finditer(r"[^\s,;:()“”]+", text))
    for count in range(2, min(len(words), 2 * len(short) + 4) + 1):
        name = text[words[-count].start() :].strip()
        first = words[-count].group()
        if first[0].isupper() and first[0].casefold() == short[0].casefold() and is_acronym_of(short, name):
            return name
    return ""


def _from_list(listing: Listing, number: int, names: Names, groups: Phrases[str]) -> Iterator[Signature]:
    kinds = [names.split(span.exact).kind for span in listing.entries]
    bearers = sum(names.has_bearer(span.exact) for span in listing.entries)
    persons = kinds.count("person") > kinds.count("organisation") or (bearers > 1 and 2 * bearers > len(kinds))
    default = "person" if listing.person or persons else "organisation"
    for span in listing.entries:
        entry = without_label(names.split(span.exact, default), groups)
        if entry.name:
            yield _signature(replace(entry, kind=entry.kind or default), number, span)


def _from_prose(
    text: JointText, number: int, reading: Reading, short: _Acronyms, blocks: Container[int] | None
) -> list[Signature]:
    """The signatories that sentences name, each once; where blocks are given, only those of a sentence that ends one of
    them with a colon."""
    found: dict[str, Signature] = {}
    for signal in text.signals:
        sentence = reading.sentences[signal.sentence]
        for entry in signal.signers:
            leads = blocks is None or (sentence.block in blocks and sentence.text.endswith(":"))
            if sentence.block and leads:
                span = Span(sentence.start, sentence.end, sentence.text)
                found.setdefault(short.key(entry), short.signature(entry, number, span))
    capacities = "\n".join([s.capacity for s in found.values() if s.capacity][:_MOST_CAPACITIES])
    return [s for s in found.values() if not capacities or not _is_behalf(s, capacities)]


def _is_behalf(signature: Signature, capacities: str) -> bool:
    """Whether it is the common body in whose name others have signed: 'A and B, as partners of the Observatory'."""
    name = signature.name.removeprefix("The ").removeprefix("the ")
    return signature.capacity is None and name in capacities


def _signature(entry: Entry, number: int, span: Span) -> Signature:
    kind = entry.kind or "organisation"
    return Signature(entry.name, kind, number, (span,), entry.acronym, entry.country, entry.capacity)
