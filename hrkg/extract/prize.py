"""Prizes: each edition of a prize of which a post tells.

A sentence is read for what it says of a prize that it names, or of the one that the post is about: who won it, who was
in the running, when and where it is handed over, what it is worth, until when one can apply.
"""

from calendar import month_name
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from hrkg.extract._prize_givers import Givers
from hrkg.extract._prize_names import NamedPrize
from hrkg.extract._prize_view import (
    CLOSING,
    YEAR,
    PostView,
    PrizeWords,
    Reference,
    View,
    clauses,
    is_running,
    is_to_come,
    prize_words,
    written,
)
from hrkg.extract._prize_winners import Winners
from hrkg.lexicon import Lexicon
from hrkg.model import Prize, Reading, Span
from hrkg.text.amounts import find_money
from hrkg.text.dates import find_dates
from hrkg.text.normal import fold
from hrkg.text.phrases import Match

_AFTER_NAMING = 3  # sentences
_MONTHS = frozenset(name.casefold() for name in month_name[1:])
_SEASON = 92  # days
_NEAR = 300  # days around publication within which a date is of the edition that the post is about
_BEFORE_THEME = frozenset(
    ("is", "was", "will", "be", "are", "in", "of", "for", "the", "this", "year", "edition", ":", "“", "‘", '"', "'")
)
_EARLIER = frozenset(("previous", "past", "earlier", "former", "prior"))
_UNTOLD = 0  # the year of laureates of earlier editions whose years the post does not tell
_SLOTS = ("theme", "opens", "deadline", "amount", "currency", "ceremony_date", "ceremony_place", "near_year")


def find_prizes(reading: Reading, lexicon: Lexicon) -> list[Prize]:
    """One entry per prize and edition, in order of appearance; [] when the post tells of none.

    A prize that is only named (its jury, a nomination, 'award-winning') is no entry: it needs a winner, somebody in the
    running, or a call. Laureates who are persons have the names of `reading.mentions`, organisations are as written.
    """
    words = prize_words(lexicon)
    if not words.announced(reading.post.text):
        return []
    return _Story(reading, words).prizes()


@dataclass(slots=True)
class _Draft:
    """An edition while the post is read."""

    prize: NamedPrize
    year: int | None
    laureates: dict[str, None] = field(default_factory=dict)
    runners_up: dict[str, None] = field(default_factory=dict)
    spans: dict[tuple[int, int], None] = field(default_factory=dict)
    near_year: int | None = None
    called: bool = False
    theme: str | None = None
    opens: str | None = None
    deadline: str | None = None
    amount: str | None = None
    currency: str | None = None
    ceremony_date: str | None = None
    ceremony_place: str | None = None
    ceremony_sure: bool = False  # its date stands beside a word such as 'ceremony'

    def add(self, role: str, names: Iterable[str]) -> None:
        """Adds laureates or runners-up."""
        (self.laureates if role == "laureates" else self.runners_up).update((name, None) for name in names)


class _Story:
    """What one post tells of prizes, gathered sentence by sentence."""

    def __init__(self, reading: Reading, words: PrizeWords) -> None:
        self._post = PostView(reading, words)
        self._year = int(reading.post.published[:4])
        self._drafts: dict[tuple[int, int | None], _Draft] = {}
        self._current: NamedPrize | None = None
        self._winners = Winners(self._post, about=False)
        self._givers = Givers(self._post)
        self._dated: tuple[int, int | None] = (-1, None)  # the block that names a prize last, the year there
        self._elsewhere = False  # whether a heading has turned to something that is no prize
        self._about = False  # whether the post is about a prize, so that 'the ceremony' is that of its prize

    def prizes(self) -> list[Prize]:
        """The editions of which the post tells."""
        if not self._post.prizes:
            return []
        title = self._post.views[0]
        self._post.fill(title)
        titled = [self._post.prizes[n.name] for n in title.namings if n.name in self._post.prizes]
        heading = frozenset(k for c in title.cues for k in c.value)
        self._about = bool(titled or heading & {"ceremony", "winner", "finalist", "call", "give", "receive"})
        for view in self._post.views if self._about else self._near_namings():
            self._post.fill(view)
        self._current = next(
            self._post.prizes[n.name] for v in self._post.views for n in v.namings if n.name in self._post.prizes
        )
        self._winners = Winners(self._post, about=self._about)
        for index, view in enumerate(self._post.views):
            self._turn(view, titled)
            self._read(index, view)
            self._winners.rolls.remember(index, view)
        return self._finished(titled)

    def _near_namings(self) -> list[View]:
        """The sentences in which a post about something else may tell of a prize: where it is named, and just after."""
        at = [i for i, v in enumerate(self._post.views) if any(n.name in self._post.prizes for n in v.namings)]
        near = {i for n in at for i in range(n, min(n + _AFTER_NAMING, len(self._post.views)))}
        return [self._post.views[i] for i in sorted(near)]

    def _turn(self, view: View, titled: list[NamedPrize]) -> None:
        """Which prize is the post about from here on: that of the title or of a heading, else the last one named."""
        named = [r for r in view.references if r.prize is not None]
        if not named:
            # Beside the call for a prize there may be one for a fellowship, under a heading of its own.
            self._elsewhere |= view.is_heading() and any(t.form in self._post.words.jobs for t in view.tokens)
            return
        heading = (
            view.block.kind in ("title", "line", "item")
            and len(view.tokens) < 25
            and view.sentence.text[-1] not in ".!"
        )
        if heading or not titled:
            self._current = named[0].prize
            self._elsewhere = False

    def _draft(self, prize: NamedPrize, year: int | None, *views: View) -> _Draft:
        draft = self._drafts.setdefault((id(prize), year), _Draft(prize, year))
        for view in views:
            draft.spans.setdefault((view.sentence.start, view.sentence.end))
        return draft

    def _read(self, index: int, view: View) -> None:
        """What one sentence says of prizes."""
        named = [r for r in view.references if r.prize is not None]
        found = False
        for first, after in clauses(view.tokens):
            found |= self._read_clause(view, first, after)
        entries = self._winners.rolls.entries(index, view, expected=not found)
        if entries:
            self._take_entries(view, entries)
        prize = named[0].prize if named else self._current
        follows = self._dated[0] == view.sentence.block
        if prize is not None and (named or (self._about and not self._elsewhere) or follows):
            self._read_slots(view, prize, bool(view.references))
        year = next((r.year for r in view.references if r.year is not None), None)
        if named or year is not None:
            self._dated = (view.sentence.block, year)

    def _read_clause(self, view: View, first: int, after: int) -> bool:
        cues = [c for c in view.cues if first <= c.first < after]
        references = [r for r in view.references if first <= r.first < after]
        kinds = frozenset(k for c in cues for k in c.value)
        if (
            "theme" in kinds
            or any(view.word(c.first) in CLOSING for c in cues)
            or ("none" in kinds and not kinds & {"winner", "receive"})
        ):
            return False
        if not references and not self._speaks_of_prize(view, cues):
            return False
        found = False
        awards = self._winners.recipients(view, first, after, cues, references)
        for index, award in enumerate(awards):
            named = award.reference.prize if award.reference is not None else None
            prize = named or self._spoken_of(view, award.reference)
            if prize is None or not award.names:
                continue
            year, near = self._edition(view, award.reference, award.at)
            if year is None and any(view.word(i) in _EARLIER for i in range(max(0, award.at - 4), award.at + 1)):
                year, near = _UNTOLD, None
            elif award.reference is None and (year, near) == (None, None) and self._dated[0] == view.sentence.block:
                year = self._dated[1]
            years: Sequence[int | None] = view.years_joined(year) or [year]
            if len(years) == len(awards):  # 'in 2010 and 2013 A won the B and the C'
                years = years[index : index + 1]
            for each in years:
                draft = self._draft(prize, each, view)
                draft.near_year = draft.near_year or near
                draft.add(award.role, (n.name for n in award.names))
            found = True
        return found

    def _spoken_of(self, view: View, reference: Reference | None) -> NamedPrize | None:
        """Which prize 'the award' or 'his medal' is: the one told of, unless only another one is called so."""
        current = self._current
        if current is None or reference is None or reference.first >= len(view.tokens):
            return current
        word = view.word(reference.first).rstrip("s")
        called = [p for p in (current, *self._post.prizes.values()) if {word, f"{word}s"} & set(fold(p.name).split())]
        return called[0] if called else current

    def _speaks_of_prize(self, view: View, cues: Sequence[Match[frozenset[str]]]) -> bool:
        """Whether a clause without a word for a prize is about one: 'the laureate is', 'who won in 2015', 'it went'."""
        if self._current is None:
            return False
        for cue in cues:
            if cue.value & {"winner", "finalist"}:
                return True
            if "go" in cue.value and (view.word(cue.first - 1) == "it" or self._post.is_money_before(view, cue.first)):
                return True
            if (
                "receive" in cue.value
                and view.word(cue.first).startswith("w")
                and view.word(cue.after) in ("in", "it", "", ".")
            ):
                return True
        return False

    def _edition(self, view: View, reference: Reference | None, cue: int) -> tuple[int | None, int | None]:
        """(year, year of a date around publication): the year beside the prize, else of the date nearest to the cue.

        A date close to the day of publication tells of the edition in hand, which may bear another year.
        """
        if reference is not None and reference.year is not None:
            return reference.year, None
        nearest = view.nearest_date(cue)
        if nearest is None or view.has("withdraw"):
            return None, None
        year = int(nearest.iso[:4])
        if year == self._year or (
            len(nearest.iso) > 4 and _days_between(nearest.iso, self._post.reading.post.published) < _NEAR
        ):
            return None, year
        return year, None

    def _take_entries(self, view: View, entries: Sequence[tuple[list[str], int | None, View]]) -> None:
        reference = next((r for r in view.references if r.prize is not None), None)
        prize = reference.prize if reference is not None else self._current
        if prize is None:
            return
        running = is_running(view.cues or self._winners.rolls.cues_before, view.references)
        any_reference = reference or next(iter(view.references), None)
        year, near = self._edition(view, any_reference, len(view.tokens))
        for names, own_year, entry in entries:
            draft = self._draft(prize, own_year or year, view, entry)
            draft.near_year = draft.near_year or near
            for name in names:
                (draft.runners_up if running else draft.laureates).setdefault(name)

    def _read_slots(self, view: View, prize: NamedPrize, referenced: bool) -> None:
        kinds = frozenset(k for c in view.cues for k in c.value)
        if "theme" in kinds:
            self._read_theme(view, prize)
        dated = bool(kinds & {"deadline", "open"}) and self._read_call(view, prize, kinds)
        if not dated and "call" in kinds and "open" in kinds and prize is self._current:
            self._draft(prize, view.reference_year(prize), view).called = True
        if "ceremony" in kinds:
            self._read_ceremony(view, prize, kinds)
        if kinds & {"sum"} or referenced:
            self._read_amount(view, prize)

    def _read_theme(self, view: View, prize: NamedPrize) -> None:
        cue = next(c for c in view.cues if "theme" in c.value)
        index = cue.after
        while view.word(index) in _BEFORE_THEME or YEAR.fullmatch(view.word(index)):
            index += 1
        end = index
        while end < len(view.tokens) and view.word(end) not in (".", ";", "(", "”", "’", '"', "»", "!", "["):
            end += 1
        if end > index + 1 or (end > index and view.tokens[index].text[0].isupper()):
            draft = self._draft(prize, view.reference_year(prize), view)
            draft.theme = draft.theme or written(view.tokens, index, end)

    def _read_call(self, view: View, prize: NamedPrize, kinds: frozenset[str]) -> bool:
        """'Nominations open on … and close on …', 'until 1 May everybody can vote': whether there are such days."""
        title = self._post.views[0]
        of_job = any(title.word(i) in self._post.words.jobs for i in range(len(title.tokens)))
        if of_job and not (title.has("call") and title.namings):
            return False
        strong = any(view.word(c.first) in CLOSING for c in view.cues)
        if not ("call" in kinds or strong):
            return False
        published = self._post.reading.post.published
        dates = find_dates(view.sentence.text, published, view.sentence.start, future=True)
        past = {d.start: d.iso for d in find_dates(view.sentence.text, published, view.sentence.start)} if dates else {}
        draft = None
        for day in dates:
            cue = view.cue_before(day)
            if cue is None or len(day.iso) < 7:
                continue
            draft = draft or self._draft(prize, view.reference_year(prize) or self._next_year(view), view)
            # A call is announced about when it opens: 'from 1 May' may be a few days ago or to come.
            before = past.get(day.start, day.iso)
            opened = before if len(before) < 7 or _days_between(before, published) < _SEASON else day.iso
            if "open" in cue.value or day.until is not None:
                draft.opens = draft.opens or (None if view.has("extended") else opened)
                draft.deadline = draft.deadline or day.until
            else:
                draft.deadline = draft.deadline or day.iso
        return draft is not None

    def _next_year(self, view: View) -> int | None:
        """The year after that of the post where a sentence speaks of the edition to come: 'for next year’s'."""
        words = [t.text.casefold() for t in view.tokens]
        coming = any(w == "next" and after in ("year’s", "year's", "edition") for w, after in pairwise(words))
        return self._year + 1 if coming else None

    def _read_ceremony(self, view: View, prize: NamedPrize, kinds: frozenset[str]) -> None:
        """The day on which a prize is handed over, and the city."""
        handed = any(c.value & {"receive", "give"} and view.word(c.after) == "it" for c in view.cues)
        handed |= any("ceremony" in c.value and c.after - c.first > 1 for c in view.cues)  # 'announce the winner'
        spoken = view.references or handed or view.word(0) in ("it", "they") or kinds & {"ceremony-noun", "winner"}
        if "withdraw" in kinds or not spoken:
            return
        coming = is_to_come(view)
        noun = next((c for c in view.cues if "ceremony-noun" in c.value), None)
        cues = [noun] if noun is not None else [c for c in view.cues if "ceremony" in c.value]
        dated = [(c, date_near) for c in cues if (date_near := view.nearest_date(c.first, whole=True)) is not None]
        dated.sort(key=lambda told: len(told[1].iso) < 10)
        cue, nearest = dated[0] if dated else (cues[0], None)
        day = nearest.iso if nearest is not None else ""
        whole = len(day) == 10 or (len(day) == 7 and ("ceremony-noun" in kinds or coming))
        told_today = "will" in (t.text for t in view.tokens) and day <= self._post.reading.post.published
        if nearest is None or not whole or told_today or ("call" in kinds and view.cue_before(nearest) is not None):
            day = ""
        cities = [p for p in self._post.words.places.find(view.tokens) if p.kind == "city"]
        inside = [p for p in cities if view.word(view.index_at(p.start) - 1) in ("in", "at")]
        places = inside or [p for p in cities if not p.in_name]
        if not day:
            beside = [p for p in places if view.index_at(p.start) > cue.first or view.index_at(p.start) < 3]
            places = beside if view.references else []
        if not day and not places:
            return
        place = (
            self._post.reading.post.text[places[0].start : places[0].end] if places else self._unknown_city(view, day)
        )
        reference = next((r for r in view.references if r.prize in (None, prize)), None)
        year, near = self._edition(view, reference, cue.first)
        draft = self._draft(prize, year)
        draft.spans.setdefault((view.sentence.start, view.sentence.end))
        if day and (draft.ceremony_date is None or (noun is not None and not draft.ceremony_sure)):
            draft.ceremony_date, draft.ceremony_sure = day, noun is not None
            draft.near_year = draft.near_year or near
        draft.ceremony_place = draft.ceremony_place or place

    def _unknown_city(self, view: View, day: str) -> str | None:
        """The place beside the day of a ceremony that no table knows: 'on 26 April in Gernika'."""
        for index, token in enumerate(view.tokens[:-1]):
            city = view.tokens[index + 1]
            alone = view.word(index + 2) in ("", ".", ",", "on", "(", ";")
            known = city.form in _MONTHS or self._post.words.places.find([city])
            if day and token.text == "in" and city.text.istitle() and city.text.isalpha() and alone and not known:
                return city.text
        return None

    def _read_amount(self, view: View, prize: NamedPrize) -> None:
        """The sum for the winner: not what was raised, and not what finalists get."""
        for money in find_money(view.tokens, self._post.words.currencies):
            at = view.index_at(money.start)
            first, after = next(c for c in clauses(view.tokens) if c[0] <= at <= c[1])
            cues = [c for c in view.cues if c.value & {"sum", "other-sum"} and first <= c.first < after]
            others = {"each", "who", "they"} & {view.word(i) for i in range(first, after)}
            if others and is_running([c for c in view.cues if first <= c.first < after], view.references):
                return  # what those get who did not win
            if any("other-sum" in c.value and "finalist" not in c.value for c in cues):
                return
            before = [c for c in cues if c.after <= at]
            if before and "other-sum" in before[-1].value:
                continue
            if not before and not cues and not view.references:
                continue
            draft = self._draft(prize, view.reference_year(prize), view)
            if draft.amount is None:
                draft.amount, draft.currency = money.amount, money.currency
            return

    def _prize_of_title(self) -> NamedPrize | None:
        return next(
            (self._post.prizes[n.name] for n in self._post.views[0].namings if n.name in self._post.prizes), None
        )

    def _city_of_title(self) -> str | None:
        """The city with which a title begins: 'Oslo: the prize goes to …'."""
        view = self._post.views[0]
        places = self._post.words.places.find(view.tokens[:3])
        if places and places[0].kind == "city" and places[0].start == view.sentence.start:
            after = view.index_at(places[0].end)
            return self._post.reading.post.text[places[0].start : places[0].end] if view.word(after) == ":" else None
        return None

    def _finished(self, titled: list[NamedPrize]) -> list[Prize]:
        merged: dict[tuple[int, int | None], _Draft] = {}
        for (key, year), draft in self._drafts.items():
            final = year if year is not None else self._main_year(draft, titled)
            target = merged.setdefault((key, final), _Draft(draft.prize, final if final != _UNTOLD else None))
            _merge(target, draft)
        found = []
        text = self._post.reading.post.text
        for draft in sorted(merged.values(), key=lambda d: min(d.spans, default=(len(text), 0))):
            draft.runners_up = {n: None for n in draft.runners_up if n not in draft.laureates}
            called = draft.prize in titled and bool(draft.opens or draft.theme or self._post.views[0].has("call"))
            if draft.spans and (draft.laureates or draft.runners_up or called or draft.deadline or draft.called):
                found.append(self._prize(draft))
        return found

    def _main_year(self, draft: _Draft, titled: list[NamedPrize]) -> int | None:
        """The year of an edition of which no sentence tells it at once: that beside the prize in the title or near the
        year of publication, that of a date near by, or of the one edition that has the same laureates."""
        prize = draft.prize
        references = [
            (v, r)
            for v in self._post.views
            for r in v.references
            if r.prize is prize or (r.prize is None and prize in titled)
        ]
        for view, reference in references:
            if reference.year is None or view.word(reference.first - 1) in ("his", "her", "their"):
                continue
            if view.block.kind == "title" or abs(reference.year - self._year) <= 1:
                return reference.year
        for view, reference in references:
            before = [view.word(i) for i in range(max(0, reference.first - 3), reference.first)]
            if before[-2:] in (["this", "year’s"], ["this", "year's"]):
                return self._year
        dated = [d for d in self._drafts.values() if d.prize is prize and d.year is not None]
        same = [d.year for d in dated if draft.laureates and draft.laureates.keys() <= d.laureates.keys()]
        return draft.near_year or next(iter(same), None)

    def _prize(self, draft: _Draft) -> Prize:
        prize, text = draft.prize, self._post.reading.post.text
        if draft.ceremony_date is not None and draft.ceremony_place is None and draft.prize is self._prize_of_title():
            draft.ceremony_place = self._city_of_title()
        opens, deadline = draft.opens or "", draft.deadline or ""
        if opens[: len(deadline)] > deadline[: len(opens)]:
            draft.opens = None  # of two calls, or of a year that the words leave open: the deadline is the surer
        spans = tuple(Span.of(text, start, end) for start, end in sorted(draft.spans))
        return Prize(
            name=prize.name,
            evidence=spans,
            aliases=tuple(n for n in prize.names if fold(n) != fold(prize.name)),
            edition=draft.year,
            awarder=self._givers.of(prize, self._current),
            theme=draft.theme,
            opens=draft.opens,
            deadline=draft.deadline,
            amount=draft.amount,
            currency=draft.currency,
            laureates=tuple(draft.laureates),
            runners_up=tuple(draft.runners_up),
            ceremony_date=draft.ceremony_date,
            ceremony_place=draft.ceremony_place,
        )


def _merge(target: _Draft, draft: _Draft) -> None:
    target.laureates.update(draft.laureates)
    target.runners_up.update(draft.runners_up)
    target.spans.update(draft.spans)
    target.called |= draft.called
    if draft.ceremony_sure and not target.ceremony_sure:
        target.ceremony_date, target.ceremony_sure = draft.ceremony_date, True
    for slot in _SLOTS:
        if getattr(target, slot) is None:
            setattr(target, slot, getattr(draft, slot))


def _days_between(iso: str, other: str) -> int:
    """Days between two ISO prefixes, an unknown day taken as the fifteenth."""
    days = [date.fromisoformat((d + "-15")[:10] if len(d) == 7 else d) for d in (iso, other)]
    return abs((days[0] - days[1]).days)
