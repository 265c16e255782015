"""Numbers, durations and sums of money as written: 'more than 3700', 'ten-year', 'US$ 10,000' -> values, with offsets.

Own code, weighed against price-parser (one price in a cell, not several in prose), text2num and word2number (neither
'1,259' nor '70.000'): each covers a third of what is written here.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from hrkg.model import Token
from hrkg.text.blocks import tokens_of
from hrkg.text.phrases import Phrases


@dataclass(frozen=True, slots=True)
class Number:
    """A number: offsets, end exclusive, and its value ('half a million' is 500000)."""

    start: int
    end: int
    value: Decimal


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: offsets, end exclusive, and ISO 8601 in the units written ('P2Y6M', 'P18M'; weeks are days)."""

    start: int
    end: int
    iso: str


@dataclass(frozen=True, slots=True)
class Money:
    """A sum: offsets, end exclusive; decimal text without trailing zeros, and ISO 4217."""

    start: int
    end: int
    amount: str
    currency: str


_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS_OF_TEN = {word: 20 + 10 * n for n, word in enumerate(_TENS)}
_SMALL = {word: n for n, word in enumerate(_ONES)} | _UNITS_OF_TEN
_SCALES = {
    "hundred": 10**2,
    "thousand": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "millions": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "m": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "dozen": 12,
}
_STARTS = frozenset((*_SMALL, "a", "an", "half", "quarter"))
_FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
_HALF = Decimal("0.5")
_UNITS = {"year": "Y", "yr": "Y", "month": "M", "week": "W", "day": "D", "decade": "decade", "fortnight": "fortnight"}
_NOT_LENGTHS = frozenset(("old", "ago", "later", "earlier", "olds"))

_PLAIN = re.compile(r"\d{1,12}")
_GROUPED = re.compile(r"\d{1,3}(?:[.'’]\d{3}){1,4}")
_DECIMAL = re.compile(r"\d{1,12}\.\d{1,2}")
_MIXED = re.compile(r"(\d{0,3})([½¼¾])")
_GROUP = re.compile(r"\d{3}(?:\.\d{1,2})?")
# 'EUR70', '70000EUR', '10k': a number and its unit written as one word.
_GLUED = re.compile(
    r"(?P<unit>[A-Z]{2,3})(?P<number>\d[\d.'’]*)|(?P<first>\d[\d.'’]*)(?P<scale>[kKmM]|bn|mln|[A-Z]{3})"
)
_COMPOUND = re.compile(
    r"(?P<number>[\w½¼¾]+(?:-[a-z]+)*?)-(?P<unit>(?:year|month|week|day|decade)s?)(?P<age>-old)?", re.I
)


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in a list of tokens: the index of its first token, the one after its last, its value."""

    first: int
    after: int
    value: Decimal


def _split(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with glued units parted from their numbers."""
    found: list[Token] = []
    for token in tokens:
        match = _GLUED.fullmatch(token.text) if token.text[-1].isalpha() or token.text[0].isalpha() else None
        if match is None or not any(c.isdecimal() for c in token.text):
            found.append(token)
            continue
        cut = token.start + (match.end("unit") if match["unit"] else match.end("first"))
        middle = cut - token.start
        found += [*tokens_of(token.text[:middle], token.start), *tokens_of(token.text[middle:], cut)]
    return found


def _digits(text: str) -> Decimal | None:
    """The value of one word of digits: '70.000' is a thousandfold, '3.5' a fraction, '24.05.2018' nothing."""
    if not text[0].isnumeric():
        return None
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(re.sub(r"\D", "", text))
    if _DECIMAL.fullmatch(text):
        return Decimal(text)
    mixed = _MIXED.fullmatch(text)
    return Decimal(mixed[1] or 0) + _FRACTIONS[mixed[2]] if mixed else None


def _digit_number(tokens: Sequence[Token], index: int) -> _Found | None:
    """A number in digits: '3700', '1,259', '70 000', '1,5 million', '70.000,00', '5½'."""
    value = _digits(tokens[index].text)
    if value is None:
        return None
    text, after = tokens[index].text, index + 1
    if _PLAIN.fullmatch(text) and len(text) <= 3 and text[0] != "0":
        while after < len(tokens) and after - index < 9:
            comma = tokens[after].text == "," and tokens[after].start == tokens[after - 1].end
            at = after + comma
            gap = 0 if comma else 1
            if (
                at >= len(tokens)
                or not _GROUP.fullmatch(tokens[at].text)
                or tokens[at].start != tokens[at - 1].end + gap
            ):
                break
            text, after = text + tokens[at].text, at + 1
        if after > index + 1:
            value = Decimal(text)
    cents = after + 1 < len(tokens) and tokens[after].text == "," and tokens[after].end == tokens[after + 1].start
    if cents and tokens[after].start == tokens[after - 1].end and re.fullmatch(r"\d{1,2}", tokens[after + 1].text):
        scaled = after + 2 < len(tokens) and tokens[after + 2].text.casefold() in _SCALES
        if scaled or _GROUPED.fullmatch(tokens[index].text):
            value, after = value + Decimal(f"0.{tokens[after + 1].text}"), after + 2
    return _Found(index, after, value)


def _small_word(text: str) -> int | None:
    """'twelve', 'twenty', 'twenty-two'; None for any other word."""
    word = text.casefold()
    if word in _SMALL:
        return _SMALL[word]
    tens, hyphen, ones = word.partition("-")
    if hyphen and tens in _UNITS_OF_TEN and 1 <= _SMALL.get(ones, 0) <= 9:
        return _UNITS_OF_TEN[tens] + _SMALL[ones]
    return None


def _number_at(tokens: Sequence[Token], index: int) -> _Found | None:
    """The number that begins at a token, with its scale words: 'two hundred and fifty', 'half a million'."""
    word = _word(tokens, index)
    if not word[0].isnumeric() and word.partition("-")[0] not in _STARTS:
        return None
    if word in ("a", "an") and _word(tokens, index + 1) in _SCALES and len(_word(tokens, index + 1)) > 3:
        return _scaled(tokens, _Found(index, index + 1, Decimal(1)))
    if word in ("half", "quarter"):
        at = index + 1
        at += _word(tokens, at) == "of"
        at += _word(tokens, at) == "a"
        if _word(tokens, at) in ("million", "billion", "dozen"):
            return _scaled(tokens, _Found(index, at, _HALF if word == "half" else _HALF / 2))
        return None
    found = _digit_number(tokens, index)
    if found is None:
        small = _small_word(tokens[index].text)
        if small is None:
            return None
        found = _Found(index, index + 1, Decimal(small))
        if word in _UNITS_OF_TEN and 1 <= _SMALL.get(_word(tokens, index + 1), 0) <= 9:
            found = _Found(index, index + 2, found.value + _SMALL[_word(tokens, index + 1)])
    return _scaled(tokens, _with_half(tokens, found))


def _word(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].text.casefold() if 0 <= index < len(tokens) else ""


def _with_half(tokens: Sequence[Token], found: _Found) -> _Found:
    """'two and a half', '2 ½': 2.5."""
    if _word(tokens, found.after) in _FRACTIONS:
        return _Found(found.first, found.after + 1, found.value + _FRACTIONS[_word(tokens, found.after)])
    if [_word(tokens, found.after + i) for i in range(3)] == ["and", "a", "half"]:
        return _Found(found.first, found.after + 3, found.value + _HALF)
    return found


def _scaled(tokens: Sequence[Token], found: _Found) -> _Found:
    """The number with the scale words after it: 'two hundred and fifty thousand'."""
    total, part, after = Decimal(0), found.value, found.after
    last = Decimal(10**12)
    while (scale := _SCALES.get(_word(tokens, after))) is not None and scale < last:
        after += 1
        if scale == 100 or scale == 12:
            part *= scale
        else:
            total, part, last = total + part * scale, Decimal(0), Decimal(scale)
        at = after + (_word(tokens, after) == "and")
        small = _small_word(tokens[at].text) if at < len(tokens) else None
        if small is not None and small > 0 and tokens[at - 1].text != "dozen":
            part, after = part + small, at + 1
    return _Found(found.first, after, total + part)


def _numbers(tokens: Sequence[Token]) -> list[_Found]:
    found: list[_Found] = []
    index = 0
    while index < len(tokens):
        number = _number_at(tokens, index)
        if number is None:
            index += 1
        else:
            found.append(number)
            index = number.after
    return found


def find_numbers(tokens: Sequence[Token]) -> list[Number]:
    """The numbers in a sentence, in digits or words, in order; linear.

    'hundreds', 'dozens', percentages, ordinals and the pronoun 'no one' are none. 'more than 3700' gives 3700.
    """
    parts = _split(tokens)
    return [
        Number(parts[n.first].start, parts[n.after - 1].end, n.value)
        for n in _numbers(parts)
        if not (
            _word(parts, n.after) in ("%", "percent") or [_word(parts, n.after + i) for i in (0, 1)] == ["per", "cent"]
        )
        and not (_word(parts, n.first) == "one" and (_word(parts, n.first - 1) in ("no", "any", "the", "this", "that")))
    ]


def find_durations(tokens: Sequence[Token]) -> list[Duration]:
    """The lengths of time in a sentence, in order; linear.

    'two years and six months' is one; 'five, four and three years' are three. Ages ('30 years old', 'a ten-year-old')
    and points in time ('three years ago', 'two days later') are none.
    """
    if not any(t.text.rstrip("s’'").rpartition("-")[2].casefold() in _UNITS or "-" in t.text for t in tokens):
        return []
    found: list[Duration] = []
    numbers = {n.first: n for n in _numbers(tokens)}
    waiting: list[_Found] = []  # numbers of an enumeration whose unit comes with the last one
    index = 0
    while index < len(tokens):
        length = _length_at(tokens, index, numbers)
        if length is not None:
            after, value, unit = length
            found += [_duration(tokens, n.first, n.after, [(n.value, unit)]) for n in waiting]
            waiting = []
            parts = [(value, unit)]
            while (joined := _joined(tokens, after, numbers, parts[-1][1])) is not None:
                after, value, unit = joined
                parts.append((value, unit))
            if _word(tokens, after) not in _NOT_LENGTHS and [_word(tokens, after + i) for i in (0, 1)] != ["of", "age"]:
                found.append(_duration(tokens, index, after, parts))
            index = after
        elif index in numbers:
            number = numbers[index]
            waiting = [*waiting, number] if number.value < 100 else []
            index = number.after
        else:
            if _word(tokens, index) not in (",", "and", "or"):
                waiting = []
            index += 1
    return found


def _length_at(tokens: Sequence[Token], index: int, numbers: dict[int, _Found]) -> tuple[int, Decimal, str] | None:
    """(index after, value, unit) of '10 years', 'a year and a half', 'half a year', 'ten-year', or None."""
    compound = _COMPOUND.fullmatch(tokens[index].text)
    if compound is not None:
        value = _compound_value(compound["number"])
        unit = _UNITS[compound["unit"].casefold().rstrip("s")]
        return (index + 1, value, unit) if value is not None and not compound["age"] else None
    number = numbers.get(index)
    half = Decimal(0)
    if number is not None:
        value, at = number.value, number.after
    elif _word(tokens, index) in ("a", "an"):
        value, at = Decimal(1), index + 1
        if index and (
            tokens[index - 1].text[0].isdecimal() or _word(tokens, index - 1) in ("times", "once", "twice", "half")
        ):
            return None  # '10,000 a year', 'twice a month'
    elif _word(tokens, index) == "half" and _word(tokens, index + 1) == "a":
        value, at = _HALF, index + 2
    else:
        return None
    at += _word(tokens, at) in ("full", "whole", "long", "more", "additional", "further", "consecutive")
    name = _word(tokens, at).rstrip("’'")
    unit_name = name if name in _UNITS else name.removesuffix("s")
    if unit_name not in _UNITS:
        return None
    after = at + 1
    if [_word(tokens, after + i) for i in range(3)] == ["and", "a", "half"]:
        half, after = _HALF, after + 3
    return after, value + half, _UNITS[unit_name]


def _compound_value(text: str) -> Decimal | None:
    """'ten' of 'ten-year', 'two-and-a-half' of 'two-and-a-half-year'."""
    word = text.casefold()
    whole = word.removesuffix("-and-a-half")
    value = _digits(whole)
    if value is None:
        small = 1 if whole == "one" else _small_word(whole)
        value = None if small is None else Decimal(small)
    return value + _HALF if value is not None and whole != word else value


_ORDER = "decade Y M W fortnight D"


def _joined(
    tokens: Sequence[Token], after: int, numbers: dict[int, _Found], unit: str
) -> tuple[int, Decimal, str] | None:
    """The smaller unit that goes on a length: the 'and six months' of 'two years and six months'."""
    at = after
    while _word(tokens, at) in (",", "and", "plus"):
        at += 1
        if at - after > 2:
            return None
    if at >= len(tokens):
        return None
    length = _length_at(tokens, at, numbers)
    return length if length is not None and _ORDER.index(length[2]) > _ORDER.index(unit) else None


def _duration(tokens: Sequence[Token], first: int, after: int, parts: list[tuple[Decimal, str]]) -> Duration:
    sums = dict.fromkeys("YMD", Decimal(0))
    for value, unit in parts:
        if unit == "decade":
            sums["Y"] += value * 10
        elif unit == "Y":
            sums["Y"] += value // 1
            sums["M"] += value % 1 * 12
        elif unit == "M":
            sums["M"] += value // 1
            sums["D"] += value % 1 * 30
        else:
            sums["D"] += value * {"D": 1, "W": 7, "fortnight": 14}[unit]
    written = "".join(f"{int(n)}{unit}" for unit, n in sums.items() if int(n))
    return Duration(tokens[first].start, tokens[after - 1].end, f"P{written or '0D'}")


def find_money(tokens: Sequence[Token], currencies: Phrases[str]) -> list[Money]:
    """The sums in a sentence, in order; linear. `currencies` finds the words of data/authority/words/amount.tsv.

    The currency stands before or after the number ('€ 50,000', 'EUR 70 000', '70.000 €', 'half a million euros').
    """
    parts = _split(tokens)
    matches = currencies.find(parts)
    ending = {m.after: m for m in matches}
    beginning = {m.first: m for m in matches}
    found: list[Money] = []
    used = -1
    for number in _numbers(parts):
        before, behind = ending.get(number.first), beginning.get(number.after)
        if before is not None and before.first >= used:
            first, after, currency = before.first, number.after, before.value
            if behind is not None and behind.value == currency:
                after = behind.after
        elif behind is not None:
            first, after, currency = number.first, behind.after, behind.value
        else:
            continue
        used = after
        amount = format(number.value.normalize(), "f")
        found.append(Money(parts[first].start, parts[after - 1].end, amount, currency))
    return found
