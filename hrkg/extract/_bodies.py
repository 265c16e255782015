"""Names of bodies beside a person's name: 'co-founder of the now-banned Name of a Body (NOAB)'."""

from collections.abc import Container, Sequence, Set
from functools import lru_cache

from hrkg.extract._names import Kind, NameWords, bare, is_possessive, name_words
from hrkg.lexicon import Lexicon
from hrkg.model import Reading, Sentence, Token
from hrkg.text.normal import fold
from hrkg.text.phrases import Phrases
from hrkg.text.places import Place, Places, places_of

_EVIDENT = frozenset((Kind.BODY, Kind.ACRONYM, Kind.LETTERS))
_LOOK_BACK = 40  # tokens from 'its' to the body
_LENGTH = 14  # tokens of the longest name of a body
_LONGEST_ACRONYM = 12
_LONGEST_JOINT = 3  # letters of a small word of another language: 'et', 'ya'
_POSITIONS = frozenset(("president", "director", "chair", "chairman", "secretary", "editor", "coordinator", "member"))
_FORMER = frozenset(
    ("former", "late", "jailed", "exiled", "imprisoned", "veteran", "prominent", "ousted", "then", "ex")
)
_OPENING = frozenset('"“‘«„')
_CLOSING = frozenset('"”’»“')


class BodyWords:
    """The tables that tell the name of a body, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.names: NameWords = name_words(lexicon)
        self.places: Places = places_of(lexicon)
        self.descriptors = frozenset(lexicon.words("body-descriptor"))
        self.own = frozenset(lexicon.words("own-body"))
        self.nouns = self.names.body_nouns | self.names.place_nouns
        self.parts = frozenset(lexicon.words("body-part"))
        self.organs = frozenset(lexicon.words("organ-of-body"))
        self.closed = frozenset(lexicon.words("closed-word"))
        self.openers = self.closed | {"the", "a", "an"}
        self.qualified = self.names.place_nouns | self.names.persons | frozenset(lexicon.words("qualified-noun"))
        self.known = Phrases({name: "" for row in lexicon.organisations for name in row.names}, case=True)
        self.joints = lexicon.words("body-joint")
        self.barred = lexicon.words("no-affiliation")


@lru_cache(maxsize=8)
def body_words(lexicon: Lexicon) -> BodyWords:
    """The tables of a lexicon for bodies, made once."""
    return BodyWords(lexicon)


class Acronyms:
    """The acronyms that a post prints beside names of bodies: 'Name of a Body (NOAB)'."""

    def __init__(self, reading: Reading, words: BodyWords) -> None:
        self._reading = reading
        self._words = words
        self._by_name: dict[str, str] = {}
        self._wholes: dict[str, str | None] = {}
        for sentence in reading.sentences:
            tokens = sentence.tokens
            for index in range(1, len(tokens) - 2):
                if tokens[index].text != "(":
                    continue
                close = next((i for i in range(index, min(len(tokens), index + _LENGTH)) if tokens[i].text == ")"), 0)
                if close == index + 2 or (close and tokens[close - 2].text == ","):  # '(its name in French, NOAB)'
                    acronym = tokens[close - 1].text
                    if _is_acronym(acronym):
                        self._note(_without_place(tokens[:index], words), acronym, words.joints)

    def _note(self, before: Sequence[Token], acronym: str, joints: Container[str]) -> None:
        """Keep the acronym for every ending of the words before the bracket that begins with a capital."""
        first = len(before)
        while first > 0 and len(before) - first < _LENGTH and _may_be_inside(before[first - 1].text, joints):
            first -= 1
        for start in range(first, len(before)):
            if is_body_word(before[start].text):
                self._by_name.setdefault(_plain(" ".join(t.text for t in before[start:])), acronym)

    def of(self, name: str) -> str | None:
        """The acronym of a body, where the post prints one."""
        return self._by_name.get(_plain(name))

    def whole(self, noun: str) -> str | None:
        """The body that 'the Committee' means: the first of the post whose name begins with the noun and goes on."""
        if noun not in self._wholes:
            self._wholes[noun] = self._find_whole(noun)
        return self._wholes[noun]

    def _find_whole(self, noun: str) -> str | None:
        for sentence in self._reading.sentences:
            for index, token in enumerate(sentence.tokens[:-2]):
                if token.text == noun and self._words.joints.get(sentence.tokens[index + 1].text) == "opens":
                    found = Line(sentence, self._words, self, frozenset()).body(index, sure=True)
                    if found is not None and len(found[0].split()) > 2:
                        return found[0]
        return None


def _without_place(before: Sequence[Token], words: BodyWords) -> Sequence[Token]:
    """The words before a bracket without 'in Chad' at their end."""
    places = words.places.find(before[-3:])
    if places and places[-1].end == before[-1].end:
        at = next((i for i, t in enumerate(before) if t.start == places[-1].start), 0)
        if at > 1 and before[at - 1].text == "in":
            return before[: at - 1]
    return before


def _plain(name: str) -> str:
    """The name of a body for comparing, without possessives."""
    return fold(" ".join(bare(word) for word in name.split()))


def _is_acronym(word: str) -> bool:
    return len(word) <= _LONGEST_ACRONYM and sum(c.isupper() for c in word) > 1


def is_body_word(word: str) -> bool:
    """Whether a word has a capital, be it within ('elDiario')."""
    return any(c.isupper() for c in word)


def _may_be_inside(word: str, joints: Container[str]) -> bool:
    return is_body_word(word) or word in joints or (word.isalpha() and word.islower() and len(word) < _LONGEST_JOINT)


class Line:
    """A sentence in which bodies are looked for; `named` are the indices of the tokens of persons' names."""

    def __init__(self, sentence: Sentence, words: BodyWords, acronyms: Acronyms, named: Set[int]) -> None:
        self.tokens = sentence.tokens
        self.words = [t.text for t in self.tokens]
        self.lower = [bare(w).casefold() for w in self.words]
        self.named = named
        self._sentence = sentence
        self._tables = words
        self._acronyms = acronyms
        self._places: dict[int, Place] | None = None

    @property
    def places(self) -> dict[int, Place]:
        """The places of the sentence by the index of the token at which each begins."""
        if self._places is None:
            index = {t.start: i for i, t in enumerate(self.tokens)}
            found = self._tables.places.find(self.tokens)
            self._places = {index[p.start]: p for p in found if p.start in index}
        return self._places

    def at(self, index: int) -> str:
        """The word at an index in lower case, '' past either end."""
        return self.lower[index] if 0 <= index < len(self.lower) else ""

    def is_common(self, index: int) -> bool:
        """Whether a word is a common one and no name by itself: 'General', 'Medical', 'Board'."""
        if index in self.named or index in self.places:
            return False
        kind = self._tables.names.kind_of(bare(self.words[index]))
        return kind in (Kind.ENGLISH, Kind.OFFICE, Kind.TITLE, Kind.BODY) and not self.words[index].isupper()

    def is_end_of_name(self, index: int) -> bool:
        """Whether a city's or country's name ends a longer one: 'ABC Jakarta', but not 'Former Chad'."""
        kind = self.places[index].kind if index in self.places else ""
        if kind not in ("city", "country") or not index or index - 1 in self.named or index - 1 in self.places:
            return False
        before = self.words[index - 1]
        return before.isupper() and len(before) > 1 and before.isalpha()

    def after(self, place: Place, index: int) -> int:
        """The index of the first token behind a place."""
        while index < len(self.tokens) and self.tokens[index].start < place.end:
            index += 1
        return index

    def skip_descriptors(self, at: int) -> int:
        """The index after words that say what kind of body follows: 'the news site', 'the Brest branch of'."""
        begin = at
        while at < len(self.words):
            if self.words[at] in self._tables.descriptors or self._is_kind_of_body(at):
                at += 1
            elif at in self.places and self._is_descriptor(end := self.after(self.places[at], at)):
                at = end
            elif self.lower[at] == "of" and at > begin and self.lower[at - 1] in self._tables.parts:
                at += 1
            elif ahead := self._kind_ahead(at) or self._part_ahead(at) or self._name_ahead(at, begin):
                at = ahead
            else:
                break
        return at

    def _name_ahead(self, at: int, begin: int) -> int:
        """The index after adjectives between an article and a name: 'the privately-owned N.'; else 0."""
        if at == begin or self.at(at - 1) not in ("the", "a", "an"):
            return 0
        for index in range(at, min(at + 4, len(self.words))):
            word = self.words[index]
            if index > at and self._opens_name(index) and index not in self.named:
                return index
            other = word in self._tables.closed or word in self._tables.joints or word in self._tables.names.persons
            if not word[0].islower() or index in self.named or (other and not self._is_descriptor(index)):
                return 0
        return 0

    def _is_kind_of_body(self, at: int) -> bool:
        """Whether capitals tell the kind of a body with the word behind them: 'the TV company N.'."""
        return self.words[at] in ("TV", "FM", "Internet") and self._is_descriptor(at + 1)

    def _is_descriptor(self, at: int) -> bool:
        return at < len(self.words) and self.words[at] in self._tables.descriptors

    def _kind_ahead(self, at: int) -> int:
        """The index after 'cultural institute': a noun for a body, two adjectives at most before it; else 0."""
        for index in range(at, min(at + 3, len(self.words))):
            word = self.words[index]
            if not word[0].islower() or word in self._tables.closed or index in self.named:
                return 0
            if self.lower[index] in self._tables.nouns and self._opens_name(index + 1):
                return index + 1
        return 0

    def _part_ahead(self, at: int) -> int:
        """The index after 'Brest branch of'; 0 where no part of a body is told."""
        end = at
        while end < min(at + 3, len(self.words)) and is_body_word(self.words[end]) and end not in self.named:
            end += 1
        return end + 2 if end > at and self.at(end) in self._tables.parts and self.at(end + 1) == "of" else 0

    def _opens_name(self, at: int) -> bool:
        """Whether the name of a body, perhaps in quotation marks, may begin at a token."""
        return at < len(self.words) and (is_body_word(self.words[at]) or self.words[at] in _OPENING)

    def body(self, at: int, *, sure: bool, qualifying: bool = False) -> tuple[str, int] | None:
        """(the acronym or name of a body, the index after it) where one begins at a token; None where none does.

        sure: what stands before it leads to expect one, so that a word of no table will do; qualifying: it may stand
        before the noun that it goes with ('a Name of a Body reporter').
        """
        if at >= len(self.words) or at in self.named or not is_body_word(self.words[at]):
            return None
        if at == 0 and self.words[0] == "The" and len(self.words) > 1:
            return self.body(1, sure=sure, qualifying=qualifying)
        after = self._end(at)
        while after - at > 1 and self._is_position(after - 1):
            after -= 1
        kinds = [self._tables.names.kind_of(bare(w)) for w in self.words[at:after]]
        place = self.places.get(at)
        if (
            (kinds[0] is Kind.CALENDAR and not _EVIDENT.intersection(kinds[1:]))
            or kinds == [Kind.INITIAL]
            or (place is not None and self.after(place, at) >= after)
        ):
            return None
        opens = at == 0 and after == 1 and not self.words[0].isupper()
        if opens and self._tables.names.is_english(self.lower[0]):
            return None
        if kinds == [Kind.TITLE] or (kinds[0] in (Kind.TITLE, Kind.OFFICE) and self.at(at + 1) in ("of", "for", "at")):
            return None  # 'Ven. N.', 'President of the Union'
        if set(kinds) <= {Kind.ENGLISH, Kind.BODY} and self.lower[at] in self._tables.organs:
            return None  # 'Executive Committee'
        own = [
            self._tables.barred.get(bare(w))
            for i, w in enumerate(self.words[at:after], start=at)
            if i not in self.places
        ]
        of_place = set(own) == {"bare"} and len(own) < after - at  # 'Chad Union'; 'the Union' alone names no body
        if own == ["bare"] and after - at == 1 and self.at(at - 1) == "the" and sure:
            whole = self._acronyms.whole(bare(self.words[at]))
            return (whole, after) if whole is not None else None
        if "any" in own or "" in own[:1] or "" in own[-1:] or (None not in own and not of_place):
            return None
        evident = not _EVIDENT.isdisjoint(kinds) or self._is_known(at, after)
        if not evident and not (sure and (qualifying or self._is_noun(after))):
            return None
        if after + 2 < len(self.words) and self.words[after] in '"“‘«' and is_body_word(self.words[after + 1]):
            closing = next((i for i in range(after + 1, after + _LENGTH) if self.at(i) in _CLOSING), 0)
            if closing:  # Centre “N.”
                return self._text(at, closing + 1), closing + 1
        name = bare(self._text(at, after))
        acronym = self._acronyms.of(name)
        if self.at(after) == "(" and self.at(after + 2) == ")" and _is_acronym(self.words[after + 1]):
            after += 3
        return acronym or name, after

    def _may_stand_in(self, at: int) -> bool:
        """Whether a word may be part of a name to the left of its end: a capital, or a small foreign word."""
        if is_body_word(self.words[at]):
            kind = self._tables.names.kind_of(bare(self.words[at]))
            return kind is not Kind.CALENDAR and not (at == 0 and self.lower[0] in self._tables.openers)
        english = self.words[at] in self._tables.closed or self._tables.names.is_english(self.words[at])
        return self._is_joint(at) and not english

    def _text(self, first: int, after: int) -> str:
        offset = self._sentence.start
        return self._sentence.text[self.tokens[first].start - offset : self.tokens[after - 1].end - offset]

    def body_ending(self, before: int, *, sure: bool = False) -> str | None:
        """The body whose name ends right before a token: 'the NOAB co-founder'."""
        first = start = before
        while first > 0 and first - 1 not in self.named and self._may_stand_in(first - 1):
            first -= 1
            if is_body_word(self.words[first]):
                start = first
        first = start
        while first < before and self.lower[first] in _FORMER:
            first += 1
        titled = self._is_title(before - 1)
        found = self.body(first, sure=sure and not titled, qualifying=True) if first < before else None
        return found[0] if found else None

    def body_before(self, index: int) -> str | None:
        """The body last named before a token, to which 'its' there points."""
        end = index
        while end > max(0, index - _LOOK_BACK):
            end -= 1
            if (
                end in self.named
                or end in self.places
                or not is_body_word(self.words[end])
                or self.lower[end] in ("the", "its")
            ):
                continue
            first = end
            while (
                first > 0 and _may_be_inside(self.words[first - 1], self._tables.joints) and first - 1 not in self.named
            ):
                first -= 1
            while self.words[first] in self._tables.descriptors or not is_body_word(self.words[first]):
                first += 1
            opens = first == 0 and self._tables.names.is_english(self.lower[0])
            if first > end or (opens and end == 0):
                continue
            found = self.body(first, sure=True)
            if found is not None:
                return found[0]
        return None

    def topic(self) -> str | None:
        """The body that the sentence is about: the one last named, but for one that does what is told."""
        agent = next((i for i, word in enumerate(self.lower) if word == "by"), len(self.words))
        return self.body_before(agent) or self.body_before(len(self.words))

    def bodies(self, at: int, *, sure: bool) -> tuple[list[str], int]:
        """The bodies named from a token on ('N. and of M.'), and the index after them."""
        found: list[str] = []
        begin = self.skip_descriptors(at)
        sure = sure or (begin > at and self.lower[begin - 1] in self._tables.nouns)
        if begin < len(self.words) and self.words[begin] in _OPENING:
            begin, sure = begin + 1, True
        while (body := self.body(begin, sure=sure)) is not None:
            found.append(body[0])
            at = body[1] + (self.at(body[1]) in _CLOSING)
            if self.at(at) not in ("and", ","):
                break
            if self.at(at) == ",":
                begin, sure = at + 1, False
            else:
                begin = self.skip_descriptors(at + 1 + (self.at(at + 1) in ("of", "for", "at")))
        return found, at

    def is_before_bracketed_place(self, at: int) -> bool:
        """Whether capitals from a token on end in a country in brackets: 'Name (Chad)'."""
        while at < len(self.words) and is_body_word(self.words[at]):
            at += 1
        return self.at(at) == "(" and at + 1 in self.places

    def _end(self, at: int) -> int:
        """The index after the capitals, and the small words between them, that begin at a token."""
        after, opened = at, False
        while after < len(self.words) and after - at < _LENGTH and after not in self.named:
            word = self.words[after]
            following = self.words[after + 1] if after + 1 < len(self.words) else ""
            if is_body_word(word):
                after += 1
                if is_possessive(word) and (
                    not is_body_word(following) or self._is_title(after) or self._is_part(after)
                ):
                    break
                continue
            step = after
            while step < len(self.words) and self._is_joint(step):
                step += 1
            joins = (
                step > after and step < len(self.words) and is_body_word(self.words[step]) and step not in self.named
            )
            if word == "in" and not opened and step in self.places:
                break
            if not joins or (word in ("and", "&", "in", "the") and not self._goes_on(at, after, opened=opened)):
                break
            if self.words[after : after + 2] == ["of", "the"] and after - at > 1 and self._is_whole(at, after, step):
                break  # 'Hill University of the State University of Chad'
            opened = opened or self._tables.joints.get(word) == "opens"
            after = step
        return after

    def _is_whole(self, first: int, after: int, step: int) -> bool:
        """Whether capitals are a body already and what 'of the' ties to them is another one."""
        kinds = [self._tables.names.kind_of(bare(w)) for w in self.words[first:after]]
        ahead = step
        while ahead < len(self.words) and is_body_word(self.words[ahead]):
            ahead += 1
        return Kind.BODY in kinds[-1:] and Kind.BODY in [
            self._tables.names.kind_of(bare(w)) for w in self.words[step:ahead]
        ]

    def _is_joint(self, at: int) -> bool:
        """Whether a small word may stand within a name: 'of', or one of another language ('Terre et Vie')."""
        word = self.words[at]
        if word in self._tables.joints:
            return True
        foreign = word.isalpha() and word.islower() and len(word) <= _LONGEST_JOINT and word not in self._tables.closed
        return foreign and not self._tables.names.is_english(word)

    def _is_part(self, at: int) -> bool:
        """Whether capitals from a token on name a part of a body: "N.'s Middle East Division"."""
        while at < len(self.words) and (is_body_word(self.words[at]) or self.words[at] in ("and", "&", "of")):
            if self.lower[at] in self._tables.parts:
                return True
            at += 1
        return False

    def _is_position(self, at: int) -> bool:
        """Whether a word at the end of capitals is a position: 'FIDH Vice-President'."""
        return self.at(at).rpartition("-")[2] in _POSITIONS and self.at(at + 1) not in ("of", "'")

    def _is_title(self, at: int) -> bool:
        """Whether an office begins at a token: 'Executive Director'."""
        kinds = [self._tables.names.kind_of(bare(w)) for w in self.words[at : at + 2]]
        return Kind.TITLE in kinds or Kind.OFFICE in kinds

    def _goes_on(self, first: int, joint: int, *, opened: bool) -> bool:
        """Whether 'and' stands within a name: 'Centre for Truth and Law', 'Civil and Political Rights Association'."""
        if self._tables.joints.get(self.at(joint + 1)) == "opens":
            return False
        kinds = [self._tables.names.kind_of(bare(w)) for w in self.words[first:joint]]
        plain = kinds[-1] is Kind.ENGLISH and not {Kind.BODY, Kind.ACRONYM}.intersection(kinds)
        return opened or plain or (kinds[-1] is Kind.BODY and self._is_general(joint + 1))

    def _is_general(self, at: int) -> bool:
        """Whether capitals from a token on name no body by themselves: 'N. Support and Human Rights Association'."""
        end = at
        while end < len(self.words) and is_body_word(self.words[end]) and end not in self.named:
            end += 1
        kinds = {self._tables.names.kind_of(bare(w)) for w in self.words[at:end]}
        known = self._is_known(at, end) or self.at(end) == "("
        return end - at > 1 and kinds <= {Kind.ENGLISH, Kind.BODY} and Kind.BODY in kinds and not known

    def _is_noun(self, after: int) -> bool:
        """Whether capitals stand for a thing, and do not qualify what follows them ('the Lenca people')."""
        word = self.words[after] if after < len(self.words) else "."
        return word in self._tables.own or word not in self._tables.qualified

    def _is_known(self, first: int, after: int) -> bool:
        return any(m.first == 0 for m in self._tables.known.find(self.tokens[first:after]))
