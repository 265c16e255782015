"""The lists of a post: which blocks stand together, what announces them, whether they are signatories or demands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hrkg.extract._entries import series_of
from hrkg.lexicon import Lexicon
from hrkg.model import Block, Reading, Span
from hrkg.text.blocks import URL, tokens_of
from hrkg.text.names import Names, is_acronym
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases
from hrkg.text.series import Series

_LONGEST_ENTRY = 300  # code points; no name with its qualifiers is longer
_LONGEST_HEADING = 150
_LONGEST_CREDIT = 120
_LONGEST_SIGNING_HEAD = 14  # words
_GREETING = 4  # words at most
_CONTEXT = 1000  # code points of each of two paragraphs before the head of a list
_CLOSING = 10  # words of a closing formula: 'With respect and in the hope of a prompt reply,'
_LONGEST_STANZA = 3  # lines of one who signs: name, office, body
_SALUTED = 3  # blocks between the last of those written to and 'Dear …'
_LONGEST_REGION = 60  # code points
_SHORT_HEAD = 8  # words: 'Among them:', 'The list begins with'
_LONGEST_LOOSE = 200  # of an entry without a list mark that stands between empty lines
_NOT_AN_ENTRY = re.compile(
    r"(?:\W*(?:and|plus|\+|&)?\s*(?:\d[\d,.]*|many|several|some|hundreds of|dozens of|\w+)?\s*\b(?:other|others|more)\b"
    r".{0,60}|\W*et al\W*"
    r"|(?:y|et|e|i|und|en)\s(?:\w+\s){0,2}(?:otr[ao]s|outr[ao]s|autres|altr[ie]|altres|weitere|andere)\b.{0,60}"
    r"|[\W\d]*|\(?(?:the )?(?:full |complete )?list\b.{0,80}|total\b.{0,40}|\d{1,2} \w+ \d{4})",
    re.I,
)
_MARKS = re.compile(r"\s(?:[•|]|//)\s|;\s")
_LABEL = re.compile(r"([^:\n]{2,80}?)\s?:\s+(?=\S)")  # 'Kenya: A; B', 'Signataires : A et B'
_AND = re.compile(r"\s*(?:[,/&+]|\band\b)\s*(?:the\s+)?", re.I)
_CUT = re.compile(r"[,(\[:;]|\s[-–—]\s")
_FEWEST_MARKS = 3
_PRONOUN = re.compile(
    r"(?:they|he|she|it|we|this|that (?:is|was)|these|those|in|on|at|after|when|since|but|and|as|for more)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of a post. kind: 'signatories', 'demands', 'recipients' (to whom a letter goes) or 'other'. head: what
    announces it, '' where nothing does.

    block, length: index of its first block, and how many blocks it takes. person: whether its head speaks of persons,
    None where it does not tell.
    """

    kind: str
    head: str
    block: int
    length: int
    entries: tuple[Span, ...]
    person: bool | None = None


@dataclass(frozen=True, slots=True)
class _Run:
    """Blocks of one shape that stand together; `announced` when the head ends in a colon or within a sentence."""

    head: str
    before: str
    announced: bool
    shape: str
    blocks: tuple[int, ...]


class _Words:
    """The word lists of layout, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.series: Series = series_of(lexicon)
        self.names: Names = self.series.names
        self.signing: Phrases[str] = lexicon.phrases("signatory-head")
        self.referring: Phrases[str] = lexicon.phrases("referring-head")
        self.texts: Phrases[str] = lexicon.phrases("text-noun")
        self.other: Phrases[str] = lexicon.phrases("other-head")
        self.demanding: Phrases[str] = lexicon.phrases("demand-head")
        self.groups: Phrases[str] = lexicon.phrases("group-noun")
        self.calls: Phrases[str] = lexicon.phrases("call-verb")
        self.closing = lexicon.words("closing-word")
        self.saluting: Phrases[str] = lexicon.phrases("salutation")
        self.receiving = frozenset(fold(w) for w in lexicon.words("recipient-head"))
        self.ends = frozenset(fold(w) for w in lexicon.words("list-end"))
        self.regions = frozenset(fold(w) for w in lexicon.words("list-region"))
        self.heading_words = frozenset((*lexicon.words("heading-word"), *lexicon.words("group-noun")))
        self.credits: Phrases[str] = lexicon.phrases("photo-credit")
        self.organisation_words = frozenset(lexicon.words("organisation-word"))
        self.joiners = frozenset(lexicon.words("name-joiner"))


# The same few lines are asked several things in turn: is it a heading, a credit, a name, a demand?
_tokens = lru_cache(maxsize=256)(tokens_of)


@lru_cache(maxsize=8)
def _words_of(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


def find_lists(reading: Reading, lexicon: Lexicon) -> list[Listing]:
    """The lists of a post in order; 'other' ones (prize rules, participants, see also) with them, so that callers can
    leave their text alone."""
    words = _words_of(lexicon)
    found: list[Listing] = []
    for run in _runs(reading.blocks, words):
        last = found[-1] if found else None
        adjacent = last is not None and last.block + last.length >= run.blocks[0] - 3
        kind = _kind_of(run, last.kind if last and adjacent else None, reading.blocks, words)
        entries = [e for e in _entries(run, kind, reading, words) if any(map(str.isalnum, e.exact))]
        if entries:
            length = run.blocks[-1] - run.blocks[0] + 1
            found.append(Listing(kind, run.head, run.blocks[0], length, tuple(entries), _speaks_of_persons(run, words)))
    return found


def _shape(block: Block) -> str:
    if block.kind != "item":
        return block.kind
    if block.marker.strip("(.)-– ").isdigit():
        return "number"
    return "letter" if block.marker.strip("(.)").isalpha() else block.marker


def _heading(text: str, words: _Words) -> bool:
    """Whether a short text is a heading: it ends in a colon, or is nothing but a phrase that heads or ends a list."""
    if len(text) > _LONGEST_HEADING:
        return False
    if _announces(text) or fold(text) in words.ends or _is_region(text, words):
        return True
    return _is_signing_heading(text, words) or _is_closing(text, words)


def _announces(text: str) -> bool:
    """Whether a text leads over to a list: by a colon, or within a sentence ('call on the government to')."""
    return text.endswith((":", " to", " that"))


def _is_region(text: str, words: _Words) -> bool:
    """Whether a text is a region or several ('Europe and North America'), or another word that sorts signatories."""
    if len(text) > _LONGEST_REGION:
        return False
    parts = [fold(part) for part in _AND.split(text.strip(" :.")) if part]
    return fold(text) in words.regions or (bool(parts) and all(part in words.regions for part in parts))


def _is_signing_heading(text: str, words: _Words) -> bool:
    """'Signatories', 'List of signatories (in alphabetical order)', 'Signed by the following organisations'."""
    tokens = _tokens(text)
    if len(tokens) <= _GREETING:
        text = text.rstrip(",")  # 'Signed,', 'Yours sincerely,'
    if not 0 < len(tokens) <= _LONGEST_SIGNING_HEAD or text[-1:] in ".,;!?" or text[:1].islower():
        return False
    found = words.signing.find(tokens)
    outside = [t.text for t in tokens if not any(m.start <= t.start < m.end for m in found)]
    begun = bool(outside) and outside[0] == tokens[0].text  # the first word has a capital whatever it is
    named = [w for w in outside[begun:] if w[0].isupper() and w.casefold() not in words.heading_words]
    return bool(found) and (text.endswith(":") or not named)


def _is_closing(text: str, words: _Words) -> bool:
    """'Yours sincerely', 'With hope and gratitude,', 'Thank you for your attention.': what stands over the names of
    those who have written."""
    said = [t.text.casefold() for t in _tokens(text) if t.text[0].isalpha()]
    if not 0 < len(said) <= _CLOSING or any(w not in words.closing for w in said):
        return False
    return any(words.closing[w] for w in said) and text[:1].isupper()


def _is_credit(block: Block, words: _Words) -> bool:
    """Whether a short block says whose picture stands above it: 'Photo: N. N.', '© N. N.', 'Photo by N. N.'."""
    if len(block.text) > _LONGEST_CREDIT:
        return False
    match = next(iter(words.credits.find(_tokens(block.text[: _LONGEST_CREDIT // 3]))), None)
    if match is None or match.start:
        return block.text.startswith(("©", "(c)", "Credit"))
    return re.match(r"\s*(?:$|[:/©(–—-]|by\b|credits?\b|courtesy\b|via\b)", block.text[match.end :], re.I) is not None


def _runs(blocks: Sequence[Block], words: _Words) -> Iterator[_Run]:
    at, last = 1, 0
    while at < len(blocks):
        if not _begins(blocks, at, words):
            at += 1
            continue
        indexes = [at]
        shape = _shape(blocks[at])
        after = at + 1
        signed = _signed(blocks[at].text, words)
        while after < len(blocks) and not (signed and shape == "paragraph"):
            block = blocks[after]
            if block.kind == "link" or _is_credit(block, words):
                after += 1
            elif _shape(block) == shape and not _heading(block.text, words) and _goes_on(blocks, indexes, after, words):
                indexes.append(after)
                after += 1
            else:
                break
        head, before, announced = _head(blocks, at, words)
        if at == last + 1 and blocks[last].kind == shape == "line":  # the stanza before heads nothing
            head, before, announced = "", "", False
        if signed:
            head, before, announced = blocks[at].text[:signed].strip(), f"{before} {head}", True
        yield _Run(head, before, announced, shape, tuple(indexes))
        last = indexes[-1]
        at = last + 1


def _begins(blocks: Sequence[Block], at: int, words: _Words) -> bool:
    block = blocks[at]
    if _is_credit(block, words):
        return False
    if block.kind in ("item", "line"):
        return not _heading(block.text, words)
    previous = blocks[at - 1]
    heads = at + 1 < len(blocks) and blocks[at + 1].kind == "item" and block.text[-1].isalnum()
    if block.kind != "paragraph" or _heading(block.text, words) or (heads and len(block.text) <= _LONGEST_REGION):
        return False
    if _signed(block.text, words):
        return True
    signing = _is_signing_heading(previous.text, words)
    announced = previous.kind != "title" and (_announces(previous.text) or signing)
    return _is_roll(block, words) or (announced and (_is_loose(block) or signing or _is_series(block, words)))


def _is_roll(block: Block, words: _Words) -> bool:
    """Whether a paragraph is nothing but names with marks between them: 'A • B • C • D', 'Kenya: A; B; C; D'."""
    text = block.text[_label(block.text, words) :]
    if len(_MARKS.findall(text)) < _FEWEST_MARKS or ":" in text or text.endswith("."):
        return False
    return all(_is_name(text[s:e], words) for s, e in words.series.split(text))


def _signed(text: str, words: _Words) -> int:
    """Where the names of a text begin that says first that these have signed ('Firman: A; B y C'); 0 where it does
    not."""
    match = _LABEL.match(text)
    if match is None or match.end() == len(text) or not _is_signing_heading(match.group(1), words):
        return 0
    told = text[match.end() :].rstrip(". ")
    names = [told[s:e] for s, e in words.series.split(told)]
    return match.end() if names and all(_is_name(n, words) or _NOT_AN_ENTRY.fullmatch(n) for n in names) else 0


def _is_series(block: Block, words: _Words) -> bool:
    """Whether a long paragraph is nothing but names that commas part: 'A, B, C and D, and 19 others.'"""
    parts = [block.text[s:e] for s, e in words.series.split(block.text)]
    names = [part for part in parts if not _NOT_AN_ENTRY.fullmatch(part)]
    return len(names) >= _FEWEST_MARKS and all(_is_name(name, words) for name in names)


def _label(text: str, words: _Words) -> int:
    """Where the names of a line begin that says first whence they are ('Kenya: A; B'); 0 where it does not."""
    match = _LABEL.match(text)
    if match is None:
        return 0
    return match.end() if _is_place(match.group(1), words) else _signed(text, words)


def _is_loose(block: Block) -> bool:
    return len(block.text) <= _LONGEST_LOOSE and not re.search(r"[^\W_]{2}[.!?]\s+[A-Z“]", block.text)


def _goes_on(blocks: Sequence[Block], indexes: Sequence[int], after: int, words: _Words) -> bool:
    """Whether a block of the same shape belongs to the run; where an empty line parts them, only if it reads alike."""
    block, last = blocks[after], blocks[indexes[-1]]
    if block.kind == "paragraph":
        return _is_loose(block) and (not _PRONOUN.match(block.text) or _is_name(block.text, words))
    if block.chunk == last.chunk:
        return True
    if block.kind != "item":
        return False
    alone = (len(indexes) < 2 or blocks[indexes[-2]].chunk != last.chunk) and (
        after + 1 == len(blocks) or blocks[after + 1].chunk != block.chunk
    )
    return alone or _is_name(block.text, words) == _is_name(last.text, words)


def _head(blocks: Sequence[Block], at: int, words: _Words) -> tuple[str, str, bool]:
    """(announcing text, the text before that, whether it announces by its form)."""
    before = [b for b in blocks[max(0, at - 5) : at] if b.kind != "link" and not _is_credit(b, words)]
    if not before or before[-1].kind == "title" or (before[-1].kind == "item" and not _announces(before[-1].text)):
        return "", "", False
    sentences = re.split(r"(?<=[.!?])[”\"’)]*\s+(?=[A-Z“‘\"])", before[-1].text)
    context = " ".join([b.text[-_CONTEXT:] for b in before[-3:-1]] + sentences[:-1][-2:])
    return sentences[-1], context, before[-1].text[-1] not in '.!?”"’)'


def _is_name(text: str, words: _Words) -> bool:
    """Whether an entry is shaped like a name, not like a clause: capitals prevail, or it begins as bodies' names do."""
    head = _CUT.split(text, maxsplit=1)[0]
    tokens = [t.text for t in _tokens((head or text)[:_LONGEST_HEADING]) if t.text[0].isalnum()][:14]
    if not tokens or (tokens[0][0].islower() and len(tokens) > 1 and not any(c.isupper() for c in tokens[0])):
        return False
    lower = [t for t in tokens if t[0].islower() and t.casefold() not in words.joiners]
    if (
        any(t.casefold() in words.organisation_words for t in tokens[:2])
        and len(tokens) <= 14
        and len(lower) * 4 < len(tokens) * 3
    ):
        return True
    return len(lower) * 4 <= len(tokens)


def _kind_of(run: _Run, last: str | None, blocks: Sequence[Block], words: _Words) -> str:
    """'signatories', 'demands', 'recipients' or 'other'; `last`: the kind of the list right before."""
    texts = [blocks[i].text for i in run.blocks]
    if run.shape == "paragraph" or any(_label(text, words) for text in texts):
        texts = [text[s:e] for text in texts for s, e in _parts(text, words, alone=len(texts) == 1)]
    if 2 * sum(_is_demand(t, words) for t in texts) > len(texts):
        return "demands"
    head = tokens_of(run.head)
    signing = bool(words.signing.find(head)) or _is_closing(run.head, words)
    if not signing and _is_received(run, blocks, words):
        return "recipients"
    other = bool(words.other.find(head))
    demanding = bool(words.demanding.find(head)) or run.head.rstrip(" :").endswith((" to", " that"))
    named = sum(_is_name(t, words) for t in texts) * 5 >= len(texts) * 3
    if demanding and not signing and run.announced and not _tells_who(run.head, words):
        named = named and _are_known(texts, words)
    heads = signing and not demanding and run.announced and _is_signing_heading(run.head, words)
    if not named and not (heads and 2 * sum(_is_sentence(t) for t in texts) < len(texts)):
        if demanding and fold(run.head) not in words.ends and (run.announced or run.shape not in ("line", "paragraph")):
            return "demands"
        return "demands" if last == "demands" and run.announced and not other else "other"
    if signing and (run.announced or _bodies(texts, words) or not demanding):
        return "signatories"
    return "signatories" if _follows_on(run, last, texts, other, blocks, words) else "other"


def _is_sentence(text: str) -> bool:
    """Whether an entry is a sentence of the text itself: 'The declaration reads:' may head it."""
    return re.search(r"[.!?][”\"’]?$", text) is not None and text.count(" ") >= _SHORT_HEAD


def _follows_on(
    run: _Run, last: str | None, texts: Sequence[str], other: bool, blocks: Sequence[Block], words: _Words
) -> bool:
    """Whether names that no word of signing heads are those of signatories all the same, by what stands before."""
    head, before = tokens_of(run.head), tokens_of(run.before)
    signed = last == "signatories" or bool(words.signing.find(before))
    # A marked line of its own after a list is the heading of what follows ('2. Letter of the unions').
    alone = len(run.blocks) == 1 and blocks[run.blocks[0]].kind == "item"
    if _is_place(run.head, words):
        return signed or (run.announced and _bodies(texts, words))
    if not run.announced:
        person = words.names.split(texts[0]).kind == "person"
        if run.shape == "line" and not run.head and last == "signatories" and not person:
            return _bodies(texts, words)
        return (last == "signatories" and not alone) or (not other and len(texts) > 2 and _bodies(texts, words))
    if other:
        return False
    if len(head) <= _GREETING and words.texts.find(head) and _bodies(texts, words):
        return True  # 'Joint statement' over the names
    referring = bool(words.referring.find(head))
    told = signed or bool(words.texts.find(before) or words.texts.find(head))
    return (last == "signatories" and referring) or (
        told and ((referring and len(head) < _SHORT_HEAD) or _tells_who(run.head, words))
    )


def _tells_who(head: str, words: _Words) -> bool:
    """'Among the organisations that express their solidarity:': a group whose members follow."""
    tokens = _tokens(head)
    return head.endswith(":") and any(
        at.after == len(tokens) - 1 or tokens[at.after].form in ("that", "who", "which", "are", "include", "of", "from")
        for at in words.groups.find(tokens)
    )


def _is_received(run: _Run, blocks: Sequence[Block], words: _Words) -> bool:
    """Whether those listed are written to: under 'To:' or 'cc:', or with 'Dear …' after them."""
    if run.head and fold(run.head) in words.receiving:
        return True
    after = blocks[run.blocks[-1] + 1 : run.blocks[-1] + 1 + _SALUTED]
    return any(words.saluting.at(_tokens(b.text), 0) is not None for b in after if b.text[:1].isupper())


def _bodies(texts: Sequence[str], words: _Words) -> bool:
    """Whether most of some entries are known organisations or hold a word that makes them one."""
    sure = 0
    for text in texts:
        tokens = {t.text.casefold() for t in _tokens(text[:_LONGEST_ENTRY])}
        sure += bool(tokens & words.organisation_words) or is_acronym(words.names.split(text).name)
    return sure * 2 >= len(texts)


def _is_demand(text: str, words: _Words) -> bool:
    """Whether an entry asks for something: 'urge the government to …', 'Call on …', 'Calling for …'."""
    tokens = _tokens(text[:_LONGEST_HEADING])
    if len(tokens) > 1 and tokens[0].form in ("to", "that") and tokens[1].text.islower():
        return True
    match = words.calls.at(tokens, 0) if tokens else None
    return match is not None and match.after < len(tokens) and tokens[match.after].text.islower()


def _are_known(texts: Sequence[str], words: _Words) -> bool:
    """Whether most of some entries are organisations that a table knows."""
    return 2 * sum(fold(words.names.split(text).name) in words.names.organisations for text in texts) >= len(texts)


def _speaks_of_persons(run: _Run, words: _Words) -> bool | None:
    kinds = {m.value for m in words.groups.find(tokens_of(run.head))}
    return (kinds == {"person"}) if len(kinds) == 1 else None


def _entries(run: _Run, kind: str, reading: Reading, words: _Words) -> Iterator[Span]:
    blocks = [reading.blocks[i] for i in run.blocks]
    if kind != "signatories":
        yield from (Span.of(reading.post.text, block.start, block.end) for block in blocks)
        return
    for first, last in _stanzas(blocks, words):
        block = blocks[first]
        if last > first:
            yield Span.of(reading.post.text, block.start, blocks[last].end)
            continue
        for start, end in _parts(block.text, words, alone=len(run.blocks) == 1):
            text = block.text[start:end]
            if (
                len(text) <= _LONGEST_ENTRY
                and not _NOT_AN_ENTRY.fullmatch(text)
                and not URL.match(text)
                and not _is_place(text, words)
            ):
                yield Span.of(reading.post.text, block.start + start, block.start + end)


def _stanzas(blocks: Sequence[Block], words: _Words) -> Iterator[tuple[int, int]]:
    """First and last block of each signatory: one line each, but for a person whose lines go on with what he is
    ('Anna Bell' / 'Director' / 'Rivers League')."""
    kinds = [words.names.split(b.text).kind if b.kind == "line" else None for b in blocks]
    persons = [kind == "person" for kind in kinds]
    if 1 < len(blocks) <= _LONGEST_STANZA and persons[0] and set(kinds[1:]) == {"organisation"}:
        yield 0, len(blocks) - 1
        return
    at = 0
    while at < len(blocks):
        after = at + 1
        if persons[at] and after < len(blocks) and words.names.is_position(_CUT.split(blocks[after].text, 1)[0]):
            while after < len(blocks) and not persons[after] and blocks[after].chunk == blocks[at].chunk:
                after += 1
        yield at, after - 1
        at = after


def _is_place(text: str, words: _Words) -> bool:
    """Whether a text is a region, a country, or another word under which signatories are sorted ('Individuals')."""
    return _is_region(text, words) or words.names.country_of(text.strip(" :.")) is not None


def _parts(text: str, words: _Words, *, alone: bool = False) -> list[tuple[int, int]]:
    """Where the names of one line stand: one name, unless marks or known names show that there are more.

    'A; B', 'A | B', 'A, B, C,' and two known names side by side, as columns leave them. alone: whether the line is all
    that its list has, so that commas are likely to part names.
    """
    series, begin = words.series, _label(text, words)
    if begin:
        return [(s + begin, e + begin) for s, e in _parts(text[begin:], words, alone=alone)]
    if re.search(r"[;|•]|//", text.rstrip(" ;")) or text.count(" / ") > 1:
        return series.split(text)
    if "," in text and not series.is_one_person(text):
        parts = series.split(text)
        sure = [series.is_sure(text[s:e]) for s, e in parts]
        whole = all(series.is_complete(text[s:e]) for s, e in parts)
        if (
            all(sure)
            or (len(parts) > 2 and whole and sum(sure) * 2 >= len(sure))
            or (whole and len(parts) > (2 if alone else 4))
        ):
            return parts
    if " and " in text:
        parts = series.split(text)
        if all(fold(text[s:e]) in words.names.organisations for s, e in parts):
            return parts
    tokens = tokens_of(text)
    known = series.known.find(tokens)
    if len(known) > 1 and sum(m.after - m.first for m in known) == len(tokens):
        return [(m.start, m.end) for m in known]
    return [(0, len(text))]
