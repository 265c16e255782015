"""What a joint text is about: the states whose conduct it concerns, whom it calls upon, on whose behalf it speaks."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hrkg.extract._addressees import Asking, words_of
from hrkg.extract._entries import series_of
from hrkg.extract._joint import JointText
from hrkg.lexicon import Lexicon
from hrkg.model import Mention, Reading, Span
from hrkg.text.amounts import find_numbers
from hrkg.text.blocks import tokens_of
from hrkg.text.normal import fold
from hrkg.text.places import Place

_OBJECT = 16  # words of an item before 'to'
_ROSTER = 4  # persons in one sentence that makes a roster
_FEWEST, _MOST_COUNTED = 2, 40  # persons of a number that a report gives: 'the release of the four'
_LONGEST_SIGNER, _LONGEST_PERSON = 16, 5  # words of a name
_ROUND = 2  # paragraphs after a report in which those are told of of whom it speaks
_RECIPIENTS = 14  # blocks from 'To:' to 'Dear …'
_ASIDE = 14  # words between commas after a name
_ORIGIN = 12  # words between 'organisations' and 'from Kenya'
_CUSTODY = 4  # words between 'prison' and its state
_IN_TITLE, _IN_REPORT, _OF_STATE, _CALLED_UPON, _BEFORE = 4, 3, 3, 8, 4  # what a place counts there, beside 1
_HELD, _NESTED = 2, 12
_MANY, _FEW = 4, 0.45  # a text on that many states, none of which has this part of the places, is about all of them
_OBJECTS = frozenset(("against", "of", "for", "free", "release", "about"))
_WE = frozenset(("we", "our", "us"))
_THEY = frozenset(
    (  # noqa: SIM905  # shorter to read than a list of forty words
        "they it groups organisations organizations ngos csos signatories undersigned signers signees letter statement "
        "appeal petition declaration text joint-statement campaigners demands demand document call unions centres"
    ).split()
)
_NEARLY = 0.8  # of those who are counted, and named in the post
_KINDS = frozenset(("prisoners", "detainees", "persons", "people", "those", "hrds", "women", "men"))
_KIND = 4  # words after a number, among which those stand whom it counts
_LIKE = frozenset(("cases", "like"))


@dataclass(frozen=True, slots=True)
class Purport:
    """ISO codes of the states concerned; ISO codes and names of bodies called upon; names of mentions."""

    countries: tuple[str, ...]
    addressees: tuple[str, ...]
    concerns: tuple[str, ...]


def find_purports(reading: Reading, texts: Sequence[JointText], lexicon: Lexicon) -> list[Purport]:
    """The purport of each joint text of a post, in their order."""
    post = _Post(reading, texts, lexicon)
    found: list[Purport] = []
    for text, part in zip(texts, post.parts(texts), strict=True):
        found.append(_Text(post, text, part, found[-1] if found else None).purport())
    return found


class _Post:
    """The places and persons of one post, apart from those who sign and those to whom it is written."""

    def __init__(self, reading: Reading, texts: Sequence[JointText], lexicon: Lexicon) -> None:
        self.reading, self.words, self.alone = reading, words_of(lexicon), len(texts) == 1
        self._saying = frozenset(lexicon.words("saying-verb"))
        self._custody = frozenset(lexicon.words("custody-word"))
        self._groups = lexicon.phrases("group-noun")
        persons = (word for word, kind in lexicon.words("group-noun").items() if kind == "person" and " " not in word)
        self.roles = frozenset(word.removesuffix("s") for word in persons if word.endswith("s"))
        self._demanding = frozenset(lexicon.words("imperative"))
        self._asks = lexicon.phrases("asking-word")
        names = series_of(lexicon).names
        signed = [x for t in texts for x in t.lists if x.kind == "signatories"]
        blocks = {i for x in signed for i in range(x.block, x.block + x.length)}
        blocks |= {x.block - 1 for x in signed if names.country_of(x.head.strip(" :.")) is not None}
        signers = {fold(e.name) for t in texts for s in t.signals for e in s.signers}
        signers |= {fold(names.split(e.exact).name) for x in signed for e in x.entries}
        signing = {part for name in signers for part in _stretches(name.split()[:_LONGEST_SIGNER])}
        self.recipients = self._find_recipients(texts, lexicon)
        self.told = [i for i, s in enumerate(reading.sentences) if s.block not in blocks]
        within = {at for m in reading.mentions for s in m.spans for at in range(s.start, s.end)}
        self.asking: dict[int, Asking] = {}
        for i in self.told:
            tokens = reading.sentences[i].tokens
            known = reading.sentences[i].block in self.recipients  # 'President of Chad Idriss N.'
            places = [p for p in self.words.places.find(tokens) if not p.in_name and (known or p.start not in within)]
            self.asking[i] = Asking(tokens, places, signers, self.words)
        self.namings: dict[int, list[tuple[Span, Mention]]] = {}
        starts = [s.start for s in reading.sentences]
        heads = set()
        for mention in reading.mentions:
            is_signer = fold(mention.name) in (signing if " " in mention.name else signers)
            for span in mention.spans if not mention.office and not is_signer else ():
                index = bisect_right(starts, span.start) - 1
                if self.block(index) not in self.recipients:
                    self.namings.setdefault(index, []).append((span, mention))
                    heads.add(span.start)
        self.listed = {
            i
            for t in texts
            for x in t.lists
            if x.kind == "other" and 2 * sum(e.start in heads for e in x.entries) >= len(x.entries)
            for i in range(x.block, x.block + x.length)
        }

    def _find_recipients(self, texts: Sequence[JointText], lexicon: Lexicon) -> set[int]:
        """The blocks that say to whom a letter goes: under 'To:', and the salutation."""
        blocks = self.reading.blocks
        found = {
            i for t in texts for x in t.lists if x.kind == "recipients" for i in range(x.block, x.block + x.length)
        }
        heads = {fold(word) for word in lexicon.words("recipient-head")}
        saluting, letters = lexicon.phrases("salutation"), lexicon.phrases("letter-subject")
        since = 0
        for index, block in enumerate(blocks[1:], start=1):
            if fold(block.text) in heads and not fold(block.text).startswith(("c", "b", "kopie", "con")):
                since = index
            sentence = next((s for s in self.reading.sentences if s.block == index), None)
            salutes = sentence is not None and saluting.at(sentence.tokens, 0) is not None and block.text[-1] in ",:"
            if salutes and any(t.is_letter for t in texts):
                found.add(index)
                if since and index - since <= _RECIPIENTS:
                    lines = range(since + 1, index)
                    ends = (i for i in lines if letters.at(tokens_of(blocks[i].text), 0) is not None)
                    found |= set(range(since + 1, next(ends, index)))
                    since = 0
        return found

    def block(self, sentence: int) -> int:
        """The block of a sentence; 0 is the title."""
        return self.reading.sentences[sentence].block

    def parts(self, texts: Sequence[JointText]) -> Iterator[list[int]]:
        """For each text the sentences in which it is told of: from where it is brought up to where the next one is."""
        starts = [min((s.sentence for s in t.signals if self.block(s.sentence)), default=0) for t in texts]
        begins = [0, *starts[1:], len(self.reading.sentences)]
        for begin, end in pairwise(begins):
            yield self.told[bisect_right(self.told, begin - 1) : bisect_right(self.told, end - 1)]

    def asks(self, sentence: int) -> bool:
        """Whether a sentence asks for anything, if only in the imperative: 'a joint statement: free both men'."""
        tokens = self.reading.sentences[sentence].tokens
        begun = (0, *(i + 1 for i, t in enumerate(tokens[:-1]) if t.text in (":", "“")))
        return bool(self._asks.find(tokens)) or any(tokens[i].form in self._demanding for i in begun if tokens)

    def numbers(self, sentence: int) -> Iterator[int]:
        """How many persons a sentence speaks of: 'four journalists', 'all nine', 'the two'."""
        tokens = self.reading.sentences[sentence].tokens
        for number in find_numbers(tokens):
            after = bisect_right(tokens, number.end - 1, key=lambda t: t.start)
            words = [t.form for t in tokens[after : after + _KIND]]
            counted = any(w in _KINDS or (w.endswith("s") and w.removesuffix("s") in self.roles) for w in words)
            alone = not words or not words[0][0].isalnum()
            if _FEWEST <= number.value <= _MOST_COUNTED and (counted or alone):
                yield int(number.value)

    def goes_on(self, sentence: int) -> bool:
        """Whether a sentence tells who are meant in the one before it: 'Among them are …', 'They include …'."""
        low = self.asking[sentence].low
        return low[:1] in (["among"], ["including"]) or low[:2] in (
            ["they", "include"],
            ["these", "include"],
            ["they", "are"],
        )

    def is_origin(self, place: Place, sentence: int) -> bool:
        """Whether a place is but whence those who sign are: 'organisations from Kenya and Peru'."""
        tokens = self.reading.sentences[sentence].tokens
        at = bisect_right(tokens, place.start, key=lambda t: t.start) - 1
        words = [t.form for t in tokens[max(0, at - _ORIGIN) : at]]
        if "from" not in words:
            return False
        begin = at - 1 - words[::-1].index("from")
        return any(m.after > begin - _ORIGIN for m in self._groups.find(tokens[:begin]))

    def is_of_custody(self, place: Place, sentence: int) -> bool:
        """Whether a place is where somebody is held, tried or hurt: 'prison in Kenya', 'a Kenyan court'."""
        if place.kind == "demonym":
            return False
        tokens = self.reading.sentences[sentence].tokens
        at = bisect_right(tokens, place.start, key=lambda t: t.start) - 1
        near = [t.form for t in tokens[max(0, at - _CUSTODY) : at + _CUSTODY]]
        return any(word in self._custody for word in near)

    def persons(self, sentences: Iterable[int], *, full: bool = False) -> list[Mention]:
        """The persons named in some sentences other than as called upon, as speakers or as examples.

        full: by more than a surname alone.
        """
        found: dict[Mention, None] = {}
        for index in sentences:
            namings = self.namings.get(index, ())
            asking = self.asking.get(index)
            asked = [*asking.acts, *asking.asked, *asking.duties] if namings and asking else []
            tokens = self.reading.sentences[index].tokens
            bounds = [(tokens[first].start, tokens[after - 1].end) for first, after in asked]
            # 'demand that the charge against N. N. be dropped' does not call upon N. N.
            apart = {b.start for a, b in pairwise(tokens) if a.form in _OBJECTS}
            examples = any(a.form in _LIKE and b.form in _LIKE for a, b in pairwise(tokens))
            for span, mention in sorted(namings, key=lambda pair: pair[0]):
                if (
                    (" " in span.exact or not full)
                    and not examples
                    and (span.start in apart or not any(s <= span.start < e for s, e in bounds))
                    and not self._speaks(span, index)
                ):
                    found.setdefault(mention)
        return list(found)

    def _speaks(self, span: Span, sentence: int) -> bool:
        """Whether a person is quoted there: 'said N. N. of Rivers League', 'N. N. says'."""
        tokens = self.reading.sentences[sentence].tokens
        begin = bisect_right(tokens, span.start - 1, key=lambda t: t.start)
        end = bisect_right(tokens, span.end - 1, key=lambda t: t.start)
        if tokens[end : end + 1] and tokens[end].text == ",":  # 'N. N., president of the Union, said'
            commas = [i for i in range(end + 1, min(end + _ASIDE, len(tokens))) if tokens[i].text == ","]
            end = commas[0] + 1 if commas else end
        after = [t.form for t in tokens[end : end + 1]]
        before = [t.form for t in tokens[max(0, begin - 1) : begin]]
        return any(word in self._saying for word in (*before, *after))


def _stretches(words: Sequence[str]) -> Iterator[str]:
    """Every two to five words of a name that stand together."""
    for count in range(2, _LONGEST_PERSON + 1):
        for at in range(len(words) - count + 1):
            yield " ".join(words[at : at + count])


def _without_shorter(names: Iterable[str]) -> tuple[str, ...]:
    """The names once each, in order, without those that are a part of another: 'the Working Group' of the one on …"""
    once = list(dict.fromkeys(names))
    folded = [f" {fold(name)} " for name in once]
    return tuple(
        name
        for name, own in zip(once, folded, strict=True)
        if not any(own in other and own != other for other in folded)
    )


class _Text:
    """One joint text, with the sentences that tell of it and what was found of the text before it."""

    def __init__(self, post: _Post, text: JointText, part: Sequence[int], before: Purport | None) -> None:
        self.post, self.text, self.part, self.before = post, text, part, before
        self.title = [i for i in post.told if not post.block(i)]
        self.signals = {s.sentence for s in text.signals}
        self.reports = sorted({s.sentence for s in text.signals if s.strength and post.block(s.sentence)})
        self.demands = [x for x in text.lists if x.kind == "demands"]
        self.items = {i for x in self.demands for i in range(x.block, x.block + x.length)}
        # 'calls on the government to:' has said who is to do what the items say.
        self.asked = {
            i for x in self.demands if x.head.rstrip(" :").endswith(" to") for i in range(x.block, x.block + x.length)
        }
        self.voiced = {i for i in part if self._is_voiced(i) and i not in text.elsewhere}
        self.speaking = {post.block(i) for i in self.voiced}
        self.called = list(self._called_upon())

    def purport(self) -> Purport:
        """Its states, addressees and persons."""
        countries = self._countries()
        few = countries if len(countries) < _MANY else ()
        named = [c for value in self.called for c in ([value] if value else few)]
        asked = few if self._asks() else ()
        return Purport(countries, _without_shorter(named) if named else asked, self._concerns())

    def _is_voiced(self, index: int) -> bool:
        """Whether a sentence says what those who sign say, by its words."""
        asking = self.post.asking[index]
        if not self.post.block(index):
            return self.post.alone
        return index in self.signals or any(w in _WE or w in _THEY for w in asking.low)

    def _countries(self) -> tuple[str, ...]:
        post = self.post
        written = [code for code in self._written_to() if len(code) == 2]
        if len(set(written)) > 1:
            return tuple(dict.fromkeys(written))
        weight: Counter[str] = Counter()
        states: Counter[str] = Counter()
        reports = set(self.reports)
        for index in dict.fromkeys((*self.title, *self.part)):
            asking, titled = post.asking[index], not post.block(index)
            for place in asking.places:
                if post.is_origin(place, index):
                    continue
                of_state = asking.is_of_state(place)
                # 'Afghan journalists' are not Afghanistan, and a city may be where a meeting is held.
                itself = of_state or place.kind == "country"
                weight[place.code] += (
                    _IN_TITLE if titled and itself else _IN_REPORT if index in reports and itself else 1
                )
                weight[place.code] += _OF_STATE if of_state else 0
                weight[place.code] += _NESTED if self._is_nested(place, index) else 0
                weight[place.code] += _HELD if post.is_of_custody(place, index) else 0
                states[place.code] += place.kind == "country"
        weight.update({code: _CALLED_UPON * n for code, n in Counter(self.called).items() if len(code) == 2})
        if self.before is not None:
            weight.update(dict.fromkeys(self.before.countries, _BEFORE))
        ranked = weight.most_common()
        # Two states in the title, both called upon, are both meant.
        in_title = {p.code for i in self.title for p in post.asking[i].places if p.kind == "country"}
        both = [code for code in in_title.intersection(self.called) if len(code) == 2]
        if len(both) > 1:
            return tuple(code for code, _ in ranked if code in both)
        named = [code for code, n in states.items() if n]
        apart = not any(post.asking[i].places for i in (*self.title, *self.reports))
        if apart and len(named) >= _MANY and max(states.values()) < _FEW * states.total():
            return tuple(named)
        return tuple(code for code, _ in ranked[:1])

    def _is_nested(self, place: Place, index: int) -> bool:
        """Whether those called upon are to ask something of that state: 'urges the Union to press Peru'."""
        asking = self.post.asking[index]
        tokens = asking.tokens
        return index in self.voiced and any(
            tokens[first].start <= place.start < tokens[after - 1].end
            for first, after in asking.nested
            if first < after
        )

    def _written_to(self) -> Iterator[str]:
        """Codes and names of those to whom a letter goes by its head; '' for a government without its state."""
        post = self.post
        for index in self.part:
            asking = post.asking[index]
            if post.block(index) in post.recipients and asking.low:
                colon = asking.low.index(":") if ":" in asking.low[:-1] else 0
                yield from asking.named(0, colon or len(asking.low), loose=False)

    def _called_upon(self) -> Iterator[str]:
        """Codes and names of those called upon, in order; '' for the government of the state concerned."""
        post = self.post
        heads = {x.block - 1 for x in self.demands}
        yield from self._written_to()
        for index in self.part:
            asking, block = post.asking[index], post.block(index)
            if block in post.recipients:
                continue
            if block in heads and asking.low and self._ends_block(index) and not (asking.acts or asking.asked):
                yield from asking.named(0, len(asking.low))
            elif block in self.asked:
                pass  # what those whom the head names should do
            elif block in self.items:
                first = post.reading.blocks[block].start == asking.tokens[0].start
                to = asking.low.index("to") if "to" in asking.low[:_OBJECT] else 0
                if first and to and not any(begin == 1 for begin, _ in asking.acts):
                    yield from list(asking.named(0, to)) or asking.group(0, to)
            elif index not in self.text.elsewhere:
                for begin, end in (*(asking.acts if index in self.voiced else ()), *asking.asked):
                    yield from asking.named(begin, end)
                for begin, end in asking.duties:
                    found = list(asking.named(begin, end, loose=False))
                    yield from found or (asking.group(begin, end) if self._is_said(index) else ())

    def _is_said(self, index: int) -> bool:
        """Whether what a sentence says should be done is what those who sign say."""
        return index in self.voiced or self.post.block(index) in self.speaking

    def _ends_block(self, index: int) -> bool:
        sentences = self.post.reading.sentences
        return index + 1 == len(sentences) or sentences[index + 1].block != sentences[index].block

    def _asks(self) -> bool:
        """Whether it asks for anything."""
        post = self.post
        told = (i for i in self.part if post.block(i) and self._is_said(i))
        return bool(self.demands) or any(post.asks(i) for i in (*(self.title if post.alone else ()), *told))

    def _concerns(self) -> tuple[str, ...]:
        """Those named in the title, in what reports the text and in what it asks for; else those named before or after,
        whom 'the four', 'her' or 'the lawyer' means there."""
        post = self.post
        called = {*self.reports, *(i for i in self.part if post.block(i) in self.items or post.block(i) in post.listed)}
        called |= {i for i in self.voiced if post.block(i) and post.asks(i)}
        called |= {i for i in self.part if i - 1 in called and post.goes_on(i)}
        found = post.persons(self.title, full=not post.alone)
        found = list(dict.fromkeys((*found, *post.persons(sorted(called)))))
        counted = self._counted()
        if len(counted) > len(found) and all(m in counted for m in found):
            return tuple(m.name for m in counted)
        if not found and self.before is not None:
            return self.before.concerns
        if not found:
            found = self._persons_before() or self._persons_near()
            found = found or post.persons(i for i in self.part if post.asks(i) or post.block(i) == 1)
        return tuple(m.name for m in self._with_fellows(found))

    def _counted(self) -> list[Mention]:
        """As many persons as a report counts ('the release of four journalists'), named in one sentence or in a row."""
        post = self.post
        numbers = {n for i in (*self.title, *self.reports) for n in post.numbers(i)}
        if not numbers:
            return []
        rosters = [post.persons([i]) for i in self.part]
        row: dict[Mention, None] = {}
        for at, (index, named) in enumerate(zip(self.part, tuple(rosters), strict=True)):
            row.update(dict.fromkeys(named))
            if at + 1 == len(self.part) or post.block(self.part[at + 1]) != post.block(index):
                rosters.append(list(row))
        most = max(rosters, key=len, default=[])
        nearly = [most] if any(n >= _ROSTER and n > len(most) >= _NEARLY * n for n in numbers) else []
        return next((named for named in (*rosters, *nearly) if len(named) in numbers or named in nearly), [])

    def _persons_before(self) -> list[Mention]:
        """The persons of the paragraph before the one that reports the text."""
        if not self.reports:
            return []
        first, block = self.reports[0], self.post.block(self.reports[0])
        return self.post.persons(i for i in self.post.told if i < first and self.post.block(i) >= max(1, block - 1))

    def _persons_near(self) -> list[Mention]:
        """The persons of the paragraphs right after what reports the text: the four of whom it has spoken as such."""
        last = self.post.block(self.reports[0]) if self.reports else 0
        return self.post.persons((i for i in self.part if last <= self.post.block(i) <= last + _ROUND), full=True)

    def _with_fellows(self, found: Sequence[Mention]) -> list[Mention]:
        """The persons found, and those of a roster in which they stand: the others of 'the nine'."""
        fellows = dict.fromkeys(found)
        for index in self.part:
            named = self.post.persons([index])
            if len(named) >= _ROSTER and any(m in fellows for m in named):
                fellows.update(dict.fromkeys(named))
        return list(fellows)
