"""What a sentence tells of a case beside who and when: charges, laws, places of detention."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from hrkg.extract._grammar import (
    AFTER_CHARGES,
    BEFORE_CHARGES,
    CONNECTORS,
    LAW_WORDS,
    NEW_CLAUSES,
    NO_CHARGE_AFTER_COMMA,
    NOT_IN_PRISON_NAMES,
    PRISON_KINDS,
    TAKES_IN,
    UNDER_LAWS,
)
from hrkg.lexicon import Lexicon
from hrkg.model import Sentence, Token
from hrkg.text.amounts import find_durations
from hrkg.text.dates import Date
from hrkg.text.phrases import Match, Phrases

_QUOTES = {"‘": "’", "“": "”", '"': '"', "«": "»", "'": "'"}
_CLOSING = frozenset(_QUOTES.values())
_ENDS = frozenset(".;:()[]–—…")
_LONGEST_LAW = 12  # tokens
_LONGEST_ASIDE = 14
_QUOTED = re.compile(r"[‘“\"]([^‘’“”\"]+)[’”\"]")


@dataclass(frozen=True, slots=True)
class Detail:
    """A charge, law or place with its offsets in the post."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Details:
    """All details of one sentence, in order. `shares`: one value for each of the persons of an enumeration
    ('respectively')."""

    charges: tuple[Detail, ...] = ()
    laws: tuple[Detail, ...] = ()
    places: tuple[Detail, ...] = ()


class DetailTables:
    """The phrases that introduce charges and name laws and facilities. Built once per lexicon by `tables_of`."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.intros = lexicon.phrases("charge-intro")
        self.no_charge = lexicon.phrases("no-charge")
        self.empty = lexicon.phrases("empty-charge")
        self.facilities = lexicon.phrases("facility")
        self.laws = Phrases({name: row.label for row in lexicon.laws for name in row.names}, case=True)


@lru_cache(maxsize=4)
def tables_of(lexicon: Lexicon) -> DetailTables:
    """The tables for a lexicon, made at the first call."""
    return DetailTables(lexicon)


def charges_in(
    sentence: Sentence,
    dates: Sequence[Date],
    leads: frozenset[int],
    verbs: frozenset[int],
    stops: frozenset[int],
    tables: DetailTables,
) -> list[Detail]:
    """The charges that a sentence tells, in order, without quotation marks around the whole of one; [] when it tells
    none.

    'inciting hatred and enmity' is one charge, 'fraud and tax evasion' are two. `leads`: offsets at which a judgment, a
    person, a term or a date ends, where a bare 'for' may lead to a charge; `verbs`: the tokens after verbs of
    charging and judging, whose 'of' or 'with' may stand apart ('convicted her, under the security law, of');
    `stops`: offsets of verbs that tell something new.
    """
    found: list[Detail] = []
    busy = sentence.start
    found += _named_by_kind(sentence, tables)
    intros = [*tables.intros.find(sentence.tokens), *_apart(sentence.tokens, verbs, frozenset(d.end for d in dates))]
    for intro in sorted(intros, key=lambda m: m.start):
        if intro.start < busy or (intro.value == "for" and not _leads_to_charge(sentence.tokens, intro, leads, tables)):
            continue
        ahead = sentence.tokens[intro.after : intro.after + 6]
        if any(m.first == 0 and m.value == "never" for m in tables.no_charge.find(ahead)):
            continue
        stop = _charge_end(sentence.tokens, intro, frozenset(d.start for d in dates), stops)
        details = list(_split(sentence, intro.after, stop))
        if details:
            found += details
            busy = details[-1].end
    return found


def _named_by_kind(sentence: Sentence, tables: DetailTables) -> Iterator[Detail]:
    """'drug charges' of 'on drug charges'; not 'on false charges'."""
    tokens = sentence.tokens
    for at in range(2, len(tokens)):
        if tokens[at].text.casefold() != "charges" or _next(tokens, at) in ("of", "that", "relating", "related"):
            continue
        first = next(
            (i + 1 for i in range(at - 1, max(-1, at - 4), -1) if tokens[i].text.casefold() in ("on", "of")), at
        )
        named = [t for t in tokens[first:at] if t.text.casefold() not in BEFORE_CHARGES]
        if named and not tables.empty.find(named):
            yield _detail(sentence, tokens.index(named[0]), at + 1)


def quoted_in(sentence: Sentence) -> list[Detail]:
    """What stands in quotation marks, without them."""
    found = []
    for match in _QUOTED.finditer(sentence.text):
        found.append(Detail(sentence.start + match.start(1), sentence.start + match.end(1), match.group(1)))
    return found


def name_after(sentence: Sentence, at: int, *, shortest: int = 2) -> Detail | None:
    """The name of `shortest` words or more that follows a token, after 'to the' and such: capitals, with 'of', 'for',
    'and' among them."""
    tokens = sentence.tokens
    while at < len(tokens) and tokens[at].text in ("to", "the", "a"):
        at += 1
    end = at
    while end < len(tokens) and (is_capital(tokens[end].text) or (end > at and tokens[end].text in CONNECTORS)):
        end += 1
    while end > at and tokens[end - 1].text in CONNECTORS:
        end -= 1
    return _detail(sentence, at, end) if end - at >= shortest else None


def _apart(tokens: Sequence[Token], verbs: frozenset[int], days: frozenset[int]) -> Iterator[Match[str]]:
    """The 'of' or 'with' of each verb of charging, when something stands between."""
    for verb in verbs:
        for at in range(verb, min(verb + _LONGEST_ASIDE, len(tokens))):
            word = tokens[at].text.casefold()
            if word in ".;:" or (word in AFTER_CHARGES and word != "under"):
                break
            charging = word in ("of", "with") or (word == "for" and _next(tokens, at).endswith("ing"))
            dated = tokens[at - 1].end in days  # 'was charged on 3 August with'
            if charging and (
                at <= verb + 1 or dated or tokens[at - 1].text == "," or _next(tokens, at).endswith("ing")
            ):
                yield Match(tokens[at].start, tokens[at].end, at, at + 1, "of")
                break


def _leads_to_charge(tokens: Sequence[Token], intro: Match[str], leads: frozenset[int], tables: DetailTables) -> bool:
    """Whether 'for' leads to a charge, not to a duration, a purpose, or what the person did rightly."""
    before = intro.first - 1
    while before >= 0 and tokens[before].text in (",", ")"):
        before -= 1
    if before < 0 or tokens[before].end not in leads:
        return False
    ahead = [t for t in tokens[intro.after : intro.after + 6] if t.text not in _QUOTES]
    if not ahead or ahead[0].text[0].isdigit() or any(d.start == ahead[0].start for d in find_durations(ahead)):
        return False
    return not any(match.first == 0 for match in tables.no_charge.find(ahead))


def _charge_end(tokens: Sequence[Token], intro: Match[str], days: frozenset[int], stops: frozenset[int]) -> int:
    """The index of the token before which the charge ends."""
    closing = ""
    for at in range(intro.after, len(tokens)):
        word = tokens[at].text.casefold()
        if closing:
            closing = "" if word.endswith(closing) else closing
            continue
        if tokens[at].text in _QUOTES and tokens[at].text not in _CLOSING:
            closing = _QUOTES[tokens[at].text]
            continue
        if tokens[at].start in stops:
            return at - 1 if tokens[at - 1].text == "and" else at
        if tokens[at].start in days:
            return at - 1 if tokens[at - 1].text.casefold() in ("in", "on", "of", "from", "since", "dated") else at
        if (word in _ENDS and not (word == ":" and at == intro.after)) or (word in AFTER_CHARGES and at > intro.after):
            return at
        if word == "in" and tokens[at - 1].text.casefold() not in TAKES_IN and _next(tokens, at) != "connection":
            return at
        if word == "to" and _next(tokens, at)[:1].isdigit():
            return at
        if (word == "and" and _next(tokens, at) in NEW_CLAUSES) or (
            word == "," and _next(tokens, at) in NO_CHARGE_AFTER_COMMA
        ):
            return at
    return len(tokens)


def _next(tokens: Sequence[Token], at: int) -> str:
    return tokens[at + 1].text.casefold() if at + 1 < len(tokens) else ""


def _is_acronym(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].text.isupper() and len(tokens[at].text) > 1


def _split(sentence: Sentence, first: int, stop: int) -> Iterator[Detail]:
    """The charges between two tokens, one by one."""
    tokens = sentence.tokens
    parts: list[tuple[int, int]] = []
    begin = first
    closing = ""
    serial = {i for i in range(first, stop - 1) if tokens[i].text == "," and tokens[i + 1].text == "and"}
    for at in range(first, stop):
        word = tokens[at].text
        listed = bool(parts) and not any(i > at for i in serial)
        if closing:
            closing = "" if word.endswith(closing) else closing
        elif word in _QUOTES and word not in _CLOSING:
            closing = _QUOTES[word]
        elif (word == "," and _next(tokens, at) != "or") or (
            word == "and" and _parts_charges(tokens, begin, at, stop, listed=listed)
        ):
            parts.append((begin, at))
            begin = at + 1
    parts.append((begin, stop))
    for left, right in parts:
        while left < right and (
            tokens[left].text.casefold() in BEFORE_CHARGES or tokens[left].text in (":", ",", "and")
        ):
            left += 1
        while right > left and (
            tokens[right - 1].text in ",:"
            or tokens[right - 1].text.casefold() in BEFORE_CHARGES
            or tokens[right - 1].text in ("and", "in")
        ):
            right -= 1
        if right - left > 2 and tokens[left].text in _QUOTES and tokens[right - 1].text == _QUOTES[tokens[left].text]:
            left, right = left + 1, right - 1
        if left < right and any(t.text[0].isalpha() for t in tokens[left:right]):
            start, end = tokens[left].start, tokens[right - 1].end
            text = sentence.text[start - sentence.start : end - sentence.start]
            yield Detail(
                start, end, text.rstrip("’'") if text.endswith(("’", "'")) and text[0] not in _QUOTES else text
            )


def _parts_charges(tokens: Sequence[Token], begin: int, at: int, stop: int, *, listed: bool) -> bool:
    """Whether 'and' parts two charges: a new gerund, quotation or preposition follows, or two nouns stand side by
    side."""
    left = [t.text.casefold() for t in tokens[begin:at] if t.text[0].isalnum()]
    while left and left[0] in BEFORE_CHARGES:
        left.pop(0)
    right = list(takewhile(lambda word: word != ",", (t.text for t in tokens[at + 1 : stop])))
    if not left or not right:
        return True
    after = right[0].casefold()
    if right[0] in _QUOTES or after in ("of", "with", "for", "on") or after.endswith("ing"):
        return True
    if len(right) > 1 and after.endswith("ly") and right[1].casefold().endswith("ing"):
        return True
    if left[0].endswith("ing") or (left[0].endswith("ly") and len(left) > 1 and left[1].endswith("ing")):
        return listed or len(right) > 3
    return listed or "of" not in left or len(right) > 2


def laws_in(sentence: Sentence, tables: DetailTables) -> list[Detail]:
    """The laws under which something is done by the sentence ('under the …', 'section 57 of the …'), shortest name
    first named.

    A short name in brackets right after the long one is the name: 'Information Technology Act (IT Act)' is 'IT Act'.
    """
    tokens = sentence.tokens
    found: list[Detail] = []
    for match in tables.laws.find(tokens):
        if _is_applied(tokens, match.first):
            found.append(_law(sentence, match.first, match.after))
    for at, token in enumerate(tokens):
        if token.text.casefold() not in LAW_WORDS or any(d.start <= token.start < d.end for d in found):
            continue
        first = at
        while (
            first > 0
            and at - first < _LONGEST_LAW
            and _is_part_of_law(tokens, first - 1, capital=token.text[0].isupper())
        ):
            first -= 1
        while first < at and tokens[first].text.casefold() in CONNECTORS:
            first += 1
        after = at + 1
        if (
            token.text[0].isupper()
            and _next(tokens, at) == "of"
            and after + 1 < len(tokens)
            and tokens[after + 1].text[0].isupper()
        ):
            after += 1
            while after < len(tokens) and tokens[after].text[0].isupper():
                after += 1
        if (first < at or after > at + 1) and _is_applied(tokens, first):
            found.append(_law(sentence, first, after))
    return sorted({d.start: d for d in found}.values(), key=lambda d: d.start)


def _is_part_of_law(tokens: Sequence[Token], at: int, *, capital: bool) -> bool:
    word = tokens[at].text
    if capital:
        return (
            word[0].isupper()
            or word in ("(", ")")
            or (word in CONNECTORS and at > 0 and tokens[at - 1].text[0].isupper())
        )
    return (
        word[0].isalpha()
        and word.casefold() not in CONNECTORS
        and word.casefold() not in UNDER_LAWS
        and word not in ("a", "an", "its", "same", "this")
    )


def _is_applied(tokens: Sequence[Token], first: int) -> bool:
    before = [t.text.casefold() for t in tokens[max(0, first - 3) : first]]
    while before and before[-1] in ("the", "its", "a", "’s"):
        before.pop()
    return bool(before) and (before[-1] in UNDER_LAWS or before[0] in ("under", "section", "article"))


def _law(sentence: Sentence, first: int, after: int) -> Detail:
    tokens = sentence.tokens
    start, end = tokens[first].start, tokens[after - 1].end
    if after + 1 < len(tokens) and tokens[after].text == "(":
        close = next((i for i in range(after + 1, min(after + 5, len(tokens))) if tokens[i].text == ")"), None)
        if close is not None and close > after + 1 and tokens[after + 1].text[0].isupper():
            start, end = tokens[after + 1].start, tokens[close - 1].end
    return Detail(start, end, sentence.text[start - sentence.start : end - sentence.start])


def prisons_in(sentence: Sentence, tables: DetailTables) -> list[Detail]:
    """The named places of detention of a sentence: 'Evin prison', 'pre-trial prison No. 1', 'Hama' of 'the prison in
    Hama'."""
    tokens = sentence.tokens
    found = []
    for match in tables.facilities.find(tokens):
        first, after = match.first, match.after
        first = _name_before(tokens, first)
        if after + 1 < len(tokens) and tokens[after].text in ("No", "Number", "no"):
            after += 2 if tokens[after + 1].text != "." else 3
            after = min(after, len(tokens))
        if first < match.first or after > match.after:
            found.append(_detail(sentence, first, after))
        elif after + 1 < len(tokens) and tokens[after].text in ("in", "of", "at"):
            last = after + 1
            while last < len(tokens) and is_capital(tokens[last].text):
                last += 1
            if last > after + 1 and tokens[after].text == "of":  # 'the military barracks of Taibessi'
                if tokens[first - 1].text.casefold() in PRISON_KINDS:
                    first -= 1
                found.append(_detail(sentence, first, last))
            elif last > after + 1 and match.value == "prison":
                found.append(_detail(sentence, after + 1, last))
    return found


def is_capital(word: str) -> bool:
    """Whether a word is written as (part of) a name: 'Evin', 'al-Wathba'."""
    return word[0].isupper() or (word[:3] in ("al-", "el-", "ad-", "an-", "as-", "ar-", "az-") and word[3:4].isupper())


def _name_before(tokens: Sequence[Token], at: int) -> int:
    """The first token of the name that stands right before a token; the token itself where there is none."""
    first = at
    while first > 0:
        word = tokens[first - 1].text
        owner = word[-2:] in ("’s", "'s") and word[:-2].casefold() not in ("men", "women")
        if (is_capital(word) and word.casefold() not in NOT_IN_PRISON_NAMES and not owner) or (
            word in CONNECTORS
            and word not in ("the", "for", "and", "no")
            and first > 1
            and first < at
            and tokens[first - 2].text[0].isupper()
        ):
            first -= 1
        else:
            break
    return first


def _detail(sentence: Sentence, first: int, after: int) -> Detail:
    start, end = sentence.tokens[first].start, sentence.tokens[after - 1].end
    return Detail(start, end, sentence.text[start - sentence.start : end - sentence.start])
