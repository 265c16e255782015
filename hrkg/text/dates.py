"""Written dates: '24 May 2018', 'last Tuesday', 'from March 2011 to April 2016' -> ISO 8601 prefixes, with offsets.

Own code, weighed against dateparser (search 300 times slower, 0.3 s to import, reads 'may' and 'on' as dates), dateutil
(fills what is not said, one date a text), ctparse (slow, made for appointments) and rigour (reads cells, not prose).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Date:
    """A date in a text: offsets in code points, end exclusive; `iso` as precise as the words; `until` ends a range."""

    start: int
    end: int
    iso: str
    until: str | None = None


# Month names of the languages that the field writes: English, then French, Spanish, German, Portuguese, Dutch, Italian.
_MONTH_NAMES = (
    "january jan | janvier enero januar jänner janeiro januari gennaio",
    "february feb | février fevrier febrero februar fevereiro februari febbraio",
    "march mar | mars marzo märz março maart",
    "april apr | avril abril aprile",
    "may | mai mayo maio mei maggio",
    "june jun | juin junio juni junho giugno",
    "july jul | juillet julio juli julho luglio",
    "august aug | août aout agosto augustus",
    "september sept sep | septembre septiembre setembro settembre",
    "october oct | octobre octubre oktober outubro ottobre",
    "november nov | novembre noviembre novembro",
    "december dec | décembre decembre diciembre dezember dezembro dicembre",
)
_MONTHS = {
    name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.replace("|", "").split()
}
_ENGLISH = frozenset(name for names in _MONTH_NAMES for name in names.partition("|")[0].split())
_WEEKDAYS = {"Mon": 0, "Tue": 1, "Wed": 2, "Thu": 3, "Fri": 4, "Sat": 5, "Sun": 6}
_COUNT_WORDS = ("a/an/one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNTS = {word: count for count, words in enumerate(_COUNT_WORDS, start=1) for word in words.split("/")}

_BY_LENGTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MONTH = rf"(?:{_BY_LENGTH})\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th|er|º)?"
_YEAR = r"(?:(?:19|20)\d\d(?![\d%]|[.,]\d|s\b)|[’'‘]\d\d\b)"
_OF_YEAR = (
    rf"(?:(?:-|,?\s(?:of\s|del?\s|in\s)?)(?P<year>{_YEAR})"
    r"|,?\s(?:of\s)?(?P<relyear>this|last|that|the\ssame|the\sfollowing|the\snext|next|the\sprevious)\syear)"
)
_DASH = r"\s?[-–—]\s?"
# '10', '10-12', '6, 13 and 20': the days before or after one month name.
_DAYS = rf"(?P<days>{_DAY}(?:(?:{_DASH}|\s?[/&]\s?|,\s|,?\s(?:and|to|or|until|through|et|y|al?)\s){_DAY}){{0,6}})"
_DAY_FIRST = re.compile(rf"{_DAYS}(?:\sof\s|\sde\s|\s|\.\s|-)(?P<month>{_MONTH})(?:{_OF_YEAR})?", re.I)
_MONTH_FIRST = re.compile(rf"(?P<month>{_MONTH})\s(?:the\s)?{_DAYS}(?![\d:%€]|[.,]\d)(?:{_OF_YEAR})?", re.I)
_MONTH_ONLY = re.compile(rf"(?P<month>{_MONTH})(?:{_OF_YEAR})?", re.I)
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<m>0[1-9]|1[0-2])(?P=sep)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
_NUMERIC = re.compile(
    r"(?P<a>0?[1-9]|[12]\d|3[01])(?P<sep>[-/.])(?P<b>0?[1-9]|[12]\d|3[01])(?P=sep)(?P<year>(?:19|20)\d\d)(?!\d)"
)
_YEARS = re.compile(
    rf"(?P<year>(?:19|20)\d\d)(?:(?:{_DASH}|/)(?P<until>(?:(?:19|20)\d\d|\d\d)(?!\d)))?(?![\d%]|[.,]\d|s\b|\w)"
)
_WEEKDAY = re.compile(
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day\b|\.?(?=,?\s\d))(?:\s(?:morning|afternoon|evening|night))?"
)
_WORD = re.compile(r"\w+")
_LINK = re.compile(r"https?://\S+")
# The words at which a date may be written, and what reads it there: 'month', 'weekday' or 'relative'.
_TRIGGERS = (
    {
        form: "month"
        for name in _MONTHS
        for form in ({name.capitalize(), name.upper()} if name in _ENGLISH else {name.capitalize(), name.upper(), name})
    }
    | {
        name + rest: "weekday"
        for name in _WEEKDAYS
        for rest in ("", "day", "s", "sday", "rs", "rsday", "nesday", "urday")
    }
    | {
        form: "relative"
        for word in (
            "yesterday",
            "today",
            "tomorrow",
            "tonight",
            "night",
            "morning",
            "afternoon",
            "evening",
            "ago",
            "later",
            "earlier",
            "before",
            "after",
            "day",
            "month",
            "year",
        )
        for form in (word, word.capitalize())
    }
)

_BEFORE_MONTH = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|from|to|of|between|around|before|after|and|or|early|late|mid|end|last|this|next|previous|"
    r"following|past|through|en|depuis|desde)[\s-]|[-–—(]\s?)$",
    re.I,
)
# Words that may be followed by a person's name as well as by a month, so that 'by April Smith' is none.
_LOOSE = re.compile(r"(?:\b(?:by|of|to|from|and|or|before|after)\s|[-–—(]\s?)$", re.I)
_NO_YEAR_BEFORE = re.compile(
    r"(?:\b(?:resolutions?|articles?|arts?|section|no|nos|number|law|decree|act|rule|page|p|pp|room|case|chapter|than|over|some|nearly|"
    r"almost|least|about|approximately|estimated|up\sto|eur|usd|chf|gbp|sek|us)\.?\s|[$€£¥#/°]\s?|[./][\w.]*)$",
    re.I,
)
_COUNTED = re.compile(
    r"\s(?:(?:other|more|political|human|civil|local|young|women|indigenous)\s)*(?:people|persons?|men|women|children|prisoners|detainees|"
    r"activists|journalists|lawyers|(?:rights\s)?defenders|protest[eo]rs|demonstrators|members|organi[sz]ations|ngos|groups|signatures|"
    r"signatories|cases|times|words|pages|miles|km|kilomet\w+|met(?:re|er)s|euros?|dollars|francs|kroner|pounds|days|hours|others|more|"
    r"civilians|families|delegates|participants|workers|students|refugees|victims|villagers|supporters|followers|names|complaints|"
    r"arrests|deaths|nominations)\b",
    re.I,
)
_NAME_AFTER = re.compile(
    r"\s(?:Movement|Revolution|Uprising|Front|Coalition|Foundation|Organi[sz]ation|Group|Party|Brigades?|Committee|Square|Street|Avenue|"
    r"Bridge|Boulevard|University|Hospital|Prize|Award|Massacre|Coup|Agreement|Initiative|Campaign|Network|Alliance|Association|Club|"
    r"Camp|Collective|Brigade|Forum|Elegy|Incident|Regiment|Commune)\b"
)
_CAPITAL_AFTER = re.compile(r"\s[A-ZÀ-Þ][\w’'-]*[a-z]")
_RANGE = re.compile(
    rf"(?:{_DASH}|,?\s(?:up\s)?(?:to|until|till|through|au|al)\s(?:the\s|the\send\sof\s|early\s|late\s|mid-)?)"
)
_BETWEEN = re.compile(r"\b(?:between|entre)\s(?:the\s)?$", re.I)
_AND = re.compile(r"\s(?:and|et|y)\s(?:the\s)?")
_LIST = re.compile(
    r"(?:,\s(?:and\s|or\s)?|\s(?:and|or|to|until|till|through)\s|\s?[-–—/&]\s?)(?:on\s|in\s|from\s)?(?:the\s)?(?:\w{3,9}day,?\s)?"
)
_WEEKDAY_BEFORE = re.compile(
    r"\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\.?)(?:\s(?:morning|afternoon|evening|night))?,?\s(?:the\s)?$"
)
_DATE_AFTER = re.compile(
    rf",?\s\(?(?:the\s)?(?:\d+(?:st|nd|rd|th)\b|\d+\s(?:of\s)?{_MONTH}\b|\d+[./-]\d|{_MONTH}\s{_DAY}\b)", re.I
)
_NO_WEEKDAY_BEFORE = re.compile(r"\b(?:every|each|a|the|black|bloody|good|easter|holy|palm|most|some|any)\s$", re.I)
_NO_WEEKDAY_AFTER = re.compile(
    r"\s(?:prayers?|sermons?|Times|Mirror|Telegraph|Mail|Herald|Post|Express|for\sFuture)\b|s\b"
)
_DETERMINED = re.compile(r"\b(?:on|since|until|till|by|from|before|after|this|last|next|early|late|of|past)\s$", re.I)
_COUNT_BEFORE = re.compile(r"(?P<count>\b[0-9]{1,3}|\b[A-Za-z]+)\s(?P<unit>days?|weeks?|months?|years?)\s$")
_THAT_YEAR = frozenset(("that", "the same", "the following", "the next", "the previous"))
_LAST = re.compile(r"\blast\s$", re.I)
_NEXT = re.compile(r"\b(?:next|coming|upcoming)\s$", re.I)


@dataclass(frozen=True, slots=True)
class _Raw:
    """What is written, before the missing parts are looked for. `relative` names the rule that resolves it."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    until: "_Raw | None" = None
    relative: str = ""
    count: int = 0


def find_dates(
    text: str, published: str, start: int = 0, *, future: bool = False, anchor: str | None = None
) -> list[Date]:
    """The dates of a text in order, none overlapping; [] when it has none. Linear in the text.

    A day or month without a year is the latest one not after `published`, with `future` the next one not before it;
    'three days later' counts from the date before it in the text, else from `anchor`; without either it is left out.
    'last week' and 'recently' are no dates; neither are numbers of people, articles, months in names, parts of links.
    Offsets count code points from `start`. `published` and `anchor` are ISO prefixes.
    """
    today = date.fromisoformat(published[:10])
    raws = _with_years(text, list(_raws(text)))
    found: list[Date] = []
    latest = anchor
    dated = None  # the last date of this text whose year is told: a bare 'on 5 June' after it is of its time
    for raw in raws:
        iso = _resolved(raw, today, latest, dated, future)
        if iso is None:
            continue
        until = None
        if raw.until is not None:
            until = _resolved(raw.until, today, iso, iso, future)
        found.append(Date(raw.start, raw.end, iso, until))
        latest = until or iso
        if raw.month is not None and (raw.year is not None or raw.relative in _THAT_YEAR):
            dated = iso
    return [replace(d, start=d.start + start, end=d.end + start) for d in _with_ranges(text, found)]


def _raws(text: str) -> Iterator[_Raw]:
    done = 0
    links = [m.span() for m in _LINK.finditer(text)] if "://" in text else []
    for word in _WORD.finditer(text):
        at, written = word.start(), word.group()
        while links and links[0][1] <= at:
            links.pop(0)
        if links and links[0][0] <= at:
            continue
        kind = "number" if written[0].isdecimal() else _TRIGGERS.get(written)
        if kind is None or at < done:
            continue
        if kind == "number":
            raws = _from_number(text, at)
        elif kind == "month":
            raws = _from_month(text, at)
        elif kind == "weekday":
            raws = _from_weekday(text, at)
        else:
            raws = _from_relative(text, word)
        if raws:
            yield from raws
            done = raws[-1].end


def _before(text: str, at: int) -> str:
    """The few words before an offset: enough for every rule that looks back, and bounded, to stay linear."""
    return text[max(0, at - 30) : at]


def _from_number(text: str, at: int) -> list[_Raw]:
    if (match := _ISO.match(text, at)) is not None:
        return _valid([_Raw(at, match.end(), int(match["year"]), int(match["m"]), int(match["d"]))])
    if (match := _NUMERIC.match(text, at)) is not None:
        first, second = int(match["a"]), int(match["b"])
        if match["sep"] == "." or first > 12 or first == second:
            return _valid([_Raw(at, match.end(), int(match["year"]), second, first)])
        return _valid([_Raw(at, match.end(), int(match["year"]), first, second)]) if second > 12 else []
    if (match := _DAY_FIRST.match(text, at)) is not None and _is_month(text, match):
        return _day_list(text, match)
    match = _YEARS.match(text, at)
    if match is None or _NO_YEAR_BEFORE.search(_before(text, at)) or _COUNTED.match(text, match.end()):
        return []
    year = int(match["year"])
    written = match["until"]
    if written is None:
        return [_Raw(at, match.end("year"), year)]
    last = int(written) if len(written) == 4 else year // 100 * 100 + int(written)
    if last > year:
        return [_Raw(at, match.end(), year, until=_Raw(at, match.end(), last))]
    if len(written) == 2 and 1 <= int(written) <= 12:
        return [_Raw(at, match.end(), year, int(written))]
    return [_Raw(at, match.end("year"), year)]


def _is_month(text: str, match: re.Match[str]) -> bool:
    """English month names have a capital ('may' and 'march' are verbs, 'sep' and 'dec' are anything)."""
    name = match["month"].rstrip(".")
    return name.casefold() not in _ENGLISH or name[0].isupper()


def _day_list(text: str, match: re.Match[str]) -> list[_Raw]:
    """'10 May', '10-12 May', '6, 13 and 20 June': one date each, a range where a dash or 'to' joins."""
    year = _year(match)
    if year is None and not match["relyear"] and _is_name(text, match):
        return []
    month = _MONTHS[match["month"].rstrip(".").casefold()]
    relative = match["relyear"] or ""
    days = list(re.finditer(r"\d+", match["days"]))
    raws: list[_Raw] = []
    begin = match.start("days")
    between = _BETWEEN.search(_before(text, match.start())) is not None
    joined = False
    for index, digits in enumerate(days):
        raw = _Raw(begin + digits.start(), begin + digits.end(), year, month, int(digits.group()), None, relative)
        gap = match["days"][days[index - 1].end() : digits.start()] if index else ""
        joined = bool(re.search(r"[-–—]|\b(?:to|until|through|al?)\b", gap)) or (between and len(days) == 2)
        if index and joined and raws[-1].until is None and (raw.day or 0) > (raws[-1].day or 0):
            raws[-1] = replace(raws[-1], until=raw)
        else:
            raws.append(raw)
    raws[0] = replace(raws[0], start=match.start())
    raws[-1] = replace(raws[-1], end=match.end())
    weekday = _WEEKDAY_BEFORE.search(_before(text, match.start()))
    if weekday is not None:
        raws[0] = replace(raws[0], start=match.start() - len(weekday.group()))
    return _valid(raws)


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a date without a year begins a name: 'the 25 January Revolution', 'May 18 Foundation'."""
    if _NAME_AFTER.match(text, match.end()):
        return True
    determined = re.search(r"\b[Tt]he\s$", _before(text, match.start())) is not None
    return determined and _CAPITAL_AFTER.match(text, match.end()) is not None and "th" not in match["days"]


def _year(match: re.Match[str]) -> int | None:
    written = match["year"]
    if not written:
        return None
    if len(written) == 4:
        return int(written)
    short = int(written[1:])
    return 2000 + short if short < 50 else 1900 + short


def _from_month(text: str, at: int) -> list[_Raw]:
    match = _MONTH_FIRST.match(text, at)
    if match is not None and _is_month(text, match):
        return _day_list(text, match)
    match = _MONTH_ONLY.match(text, at)
    if match is None or not _is_month(text, match):
        return []
    name = match["month"].rstrip(".").casefold()
    month, year, end = _MONTHS[name], _year(match), match.end()
    if year is not None:
        verb = name == "may" and re.match(r"\s(?:be|bring|see|mark)\b", text[end : end + 8])
        return [] if verb else [_Raw(at, end, year, month)]
    relative = match["relyear"] or ""
    if relative:
        return [_Raw(at, end, None, month, None, None, relative)]
    before = _before(text, at)
    if name not in _ENGLISH or not _BEFORE_MONTH.search(before) or _NAME_AFTER.match(text, end):
        return []
    if _LOOSE.search(before) and (_CAPITAL_AFTER.match(text, end) or _is_compound(text, end)):
        return []
    rule = "last month name" if _LAST.search(before) else "next month name" if _NEXT.search(before) else ""
    return [_Raw(at, match.end("month") - match["month"].endswith("."), None, month, None, None, rule)]


def _is_compound(text: str, end: int) -> bool:
    """'of May-Thurner', 'by June’s': a month's name that is part of another word."""
    return re.match(r"[-’'][A-Za-z]", text[end : end + 2]) is not None


def _from_weekday(text: str, at: int) -> list[_Raw]:
    match = _WEEKDAY.match(text, at)
    before = _before(text, at)
    if match is None or _NO_WEEKDAY_BEFORE.search(before) or _NO_WEEKDAY_AFTER.match(text, match.end()):
        return []
    if _DATE_AFTER.match(text, match.end()):
        return []  # the date itself comes next, and takes the weekday into its span
    if not _DETERMINED.search(before) and _CAPITAL_AFTER.match(text, match.end()):
        return []
    rule = "last weekday" if _LAST.search(before) else "next weekday" if _NEXT.search(before) else "weekday"
    return [_Raw(at, match.end(), relative=rule, count=_WEEKDAYS[text[at : at + 3]])]


_FROM_TODAY = {
    "yesterday": ("days", -1),
    "the day before yesterday": ("days", -2),
    "today": ("days", 0),
    "tonight": ("days", 0),
    "last night": ("days", -1),
    "this morning": ("days", 0),
    "this afternoon": ("days", 0),
    "this evening": ("days", 0),
    "tomorrow": ("days", 1),
    "this month": ("months", 0),
    "last month": ("months", -1),
    "next month": ("months", 1),
    "this year": ("years", 0),
    "last year": ("years", -1),
    "next year": ("years", 1),
}
_ENDS_THERE = re.compile(r"\s?(?:[,;.:)]|$)")
_DAY_PARTS = {"morning": "day", "afternoon": "day", "evening": "day", "night": "day"}
_BESIDE_UNIT = re.compile(
    r"(?:\b(?:the|this|that|last|next)\s(?:very\s)?(?:(?:same|next|following|previous)\s)?|\bthe\sday\sbefore\s)$", re.I
)


def _from_relative(text: str, word: re.Match[str]) -> list[_Raw]:
    """Relative words: from the day of publication ('yesterday') or from the date before ('a day later')."""
    at, end = word.span()
    before = _before(text, at)
    unit = word.group().casefold()
    if unit in ("before", "after") and not _ENDS_THERE.match(text, end):
        return []  # 'two days before the vote' counts from the vote
    if unit in ("ago", "later", "earlier", "before", "after"):
        exact = text.startswith(" to the day", end)
        return _from_count(_COUNT_BEFORE.search(before), unit, end, exact=exact)
    beside = _BESIDE_UNIT.search(before)
    words = ((beside.group() if beside else "") + unit).casefold()
    start = end - len(words)
    if words in _FROM_TODAY:
        step_unit, step = _FROM_TODAY[words]
        return [_Raw(start, end, relative=step_unit, count=step)]
    unit = _DAY_PARTS.get(unit, unit)
    if beside is None or unit not in ("day", "month", "year"):
        return []
    after = re.match(r"\s(after|later|before|earlier)\b", text[end : end + 10])
    direction = (after.group(1) if after else words).split()
    if {"next", "following", "after", "later"} & set(direction):
        step = 1
    elif {"previous", "before", "earlier"} & set(direction):
        step = -1
    elif {"same", "that"} & set(direction):
        step = 0
    else:
        return []
    return [_Raw(start, end + (after.end() if after else 0), relative=f"anchor {unit}s", count=step)]


def _from_count(match: re.Match[str] | None, word: str, end: int, *, exact: bool) -> list[_Raw]:
    """'three days later', 'nine days before,', 'two years ago'; exact: 'six years later to the day'."""
    if match is None:
        return []
    count = int(match["count"]) if match["count"].isdecimal() else _COUNTS.get(match["count"].casefold(), 0)
    unit = match["unit"].rstrip("s") + "s"
    start = end - len(word) - len(match.group())
    if not count:
        return []
    if word == "ago":
        # 'two months ago' is said of six weeks as well; days and years are counted.
        return [_Raw(start, end, relative=unit, count=-count)] if unit in ("days", "years") else []
    unit = "anniversaries" if exact and unit == "years" else unit
    return [_Raw(start, end, relative=f"anchor {unit}", count=count if word in ("later", "after") else -count)]


def _valid(raws: list[_Raw]) -> list[_Raw]:
    """The raws whose day exists (29 February where the year is not said)."""
    kept = []
    for raw in raws:
        if raw.month is not None and raw.day is not None:
            try:
                date(raw.year or 2000, raw.month, raw.day)
            except ValueError:
                continue
        kept.append(raw)
    return kept


def _with_years(text: str, raws: list[_Raw]) -> list[_Raw]:
    """A year that is written once for several dates, given to all: 'from 3 May to 6 June 2018'."""
    found = list(raws)
    for index in range(len(found) - 2, -1, -1):
        raw, following = found[index], found[index + 1]
        if raw.year is None and raw.month is not None and not raw.relative and following.month is not None:
            gap = text[raw.end : following.start]
            if (following.year is not None or following.relative) and len(gap) < 30 and _LIST.fullmatch(gap):
                year = following.year
                if year is not None and (raw.month, raw.day or 0) > (following.month, following.day or 31):
                    year -= 1
                found[index] = _dated(raw, year, following.relative)
    return found


def _dated(raw: _Raw, year: int | None, relative: str) -> _Raw:
    until = raw.until and replace(raw.until, year=year, relative=relative)
    return replace(raw, year=year, relative=relative, until=until)


def _resolved(raw: _Raw, today: date, anchor: str | None, dated: str | None, future: bool) -> str | None:
    """The ISO prefix of what is written, or None where there is nothing to count from."""
    if raw.year is not None:
        return _iso(raw.year, raw.month, raw.day)
    if raw.month is not None:
        return _in_year(raw, today, anchor, dated, future)
    if raw.relative.endswith("weekday"):
        back = (today.weekday() - raw.count) % 7
        if raw.relative == "next weekday" or (future and raw.relative == "weekday"):
            ahead = -back % 7
            return (today + timedelta(days=ahead or (7 if raw.relative == "next weekday" else 0))).isoformat()
        return (today - timedelta(days=back or (7 if raw.relative == "last weekday" else 0))).isoformat()
    if raw.relative.startswith("anchor "):
        return anchor and _shifted(anchor, raw.relative.removeprefix("anchor "), raw.count)
    return _shifted(today.isoformat(), raw.relative, raw.count)


def _in_year(raw: _Raw, today: date, anchor: str | None, dated: str | None, future: bool) -> str | None:
    """A day or a month without a written year."""
    assert raw.month is not None
    word = raw.relative.removeprefix("the ")
    if word in ("this", "last", "next") and raw.relative == word:
        year = today.year + {"this": 0, "last": -1, "next": 1}[word]
    elif word in ("that", "same", "following", "next", "previous"):
        if anchor is None:
            return None
        year = int(anchor[:4]) + {"following": 1, "next": 1, "previous": -1}.get(word, 0)
    else:
        here = (raw.month, raw.day or 0)
        now = (today.month, today.day if raw.day else 0)
        if dated is not None and int(dated[:4]) < today.year and not future:
            then = (int(dated[5:7]), int(dated[8:10] or 0) if raw.day else 0)
            year = int(dated[:4]) + (here < then)
            if (year, *here) > (today.year, *now):
                year -= 1
        elif future or word == "next month name":
            year = today.year + (here < now or (here == now and word == "next month name"))
        else:
            year = today.year - (here > now or (here == now and word == "last month name"))
    if raw.month == 2 and raw.day == 29:
        while not _is_leap(year) and year > 1:
            year += 1 if future else -1
    return _iso(year, raw.month, raw.day)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _iso(year: int, month: int | None, day: int | None) -> str:
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _shifted(iso: str, unit: str, count: int) -> str | None:
    """A date so many units on, as precise as the unit ('a month later' is a month); None where it is coarser."""
    if unit in ("days", "weeks"):
        if len(iso) < 10:
            return None
        return (date.fromisoformat(iso) + timedelta(days=count * (7 if unit == "weeks" else 1))).isoformat()
    if unit == "months":
        if len(iso) < 7:
            return None
        months = int(iso[:4]) * 12 + int(iso[5:7]) - 1 + count
        return _iso(months // 12, months % 12 + 1, None)
    return f"{int(iso[:4]) + count:04}" + (iso[4:] if unit == "anniversaries" else "")


def _with_ranges(text: str, dates: list[Date]) -> list[Date]:
    """Two dates that a dash, 'to' or 'between … and' joins become one with an end."""
    found: list[Date] = []
    for here in dates:
        if found and found[-1].until is None and here.until is None:
            last = found[-1]
            gap = text[last.end : here.start]
            joins = len(gap) < 30 and (
                _RANGE.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(_before(text, last.start)))
            )
            if joins and here.iso[: len(last.iso)] >= last.iso[: len(here.iso)]:
                found[-1] = Date(last.start, here.end, last.iso, here.iso)
                continue
        found.append(here)
    return found
