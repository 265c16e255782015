"""Who wins a prize and who is in the running, as a clause or a list says it."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from hrkg.extract._prize_rolls import Rolls
from hrkg.extract._prize_view import (
    GOVERNOR_WORDS,
    PREPOSITIONS,
    ROLE_CUES,
    SEPARATORS,
    YEAR,
    Name,
    PostView,
    Reference,
    View,
    adjacent,
    in_year,
    is_running,
    year_in_bracket,
)
from hrkg.text.phrases import Match

_BE = frozenset(("is", "was", "are", "were", "be", "been", "being", "has", "have", "had", "get", "got", "gets"))
_PRONOUNS = frozenset(("he", "she", "him", "her", "his", "hers", "himself", "herself"))
_PLURALS = frozenset(("they", "them", "both", "their", "theirs"))
_BACK = 40  # namings of persons among which a pronoun finds its own
_LINKS = frozenset(("among", "as", "named", "become", "becomes", "became", "declared", "joins", "joined"))
_TO_LINK = 6  # tokens between 'is' and 'winner'
_BACK_TO_BE = 8  # tokens
_AFTER_ONE_WORD = frozenset(("", ",", ".", "(", "in", "from", "for", "and", "who", "which", ";", "–", "!"))
_BEFORE_NOUN = frozenset(
    ("a", "an", "the", "one", "both", "all", "former", "joint", "also", "himself", "herself", "themselves")
)


@dataclass(frozen=True, slots=True)
class Award:
    """Names that a clause makes laureates or runners-up (`role`) of a prize; a date near the token `at` is its date."""

    role: str
    names: list[Name]
    reference: Reference | None
    at: int


class Winners:
    """Reads who gets a prize, sentence after sentence, and asks `rolls` who was listed last."""

    def __init__(self, post: PostView, *, about: bool) -> None:
        """`about`: whether the post is about a prize, so that 'the laureate' is that of its prize."""
        self._post, self._about = post, about
        self.rolls = Rolls(post, about=about)

    def recipients(
        self,
        view: View,
        first: int,
        after: int,
        cues: Sequence[Match[frozenset[str]]],
        references: Sequence[Reference],
    ) -> list[Award]:
        """Who gets which prize, as a clause says it; the first of the ways of saying it that gives names counts."""
        references = _named_ones(view, references)
        reference = references[0] if references else None
        if any("proxy" in c.value for c in cues):
            return []
        withdrawn = next((c for c in cues if "withdraw" in c.value), None)
        if withdrawn is not None and reference is not None:
            names = view.named_after(withdrawn.after, after, ("from",)) or self._salient(view, withdrawn.first)
            return [Award("laureates", names[:1], r, withdrawn.first) for r in references]
        behalf = next((c for c in cues if "behalf" in c.value), None)
        if behalf is not None and any(c.value & {"receive", "ceremony", "give"} for c in cues):
            persons = [n for n in view.names if n.mention is not None and behalf.after <= n.first < after]
            if persons:
                return [Award("laureates", persons[-1:], reference, behalf.first)]
        running = is_running(cues, references)
        role_cues = [c for c in cues if c.value & ROLE_CUES and not _is_denied(view, c)]
        colon = next((i for i in range(first, after) if view.word(i) == ":"), None)
        if colon is not None and any(r.first > colon and r.prize is not None for r in references):
            colon = None  # what is listed are prizes
        if colon is not None and role_cues and role_cues[0].first < colon:
            role = "runners_up" if running else "laureates"
            listed = _listed(view, colon + 1, after)
            if listed:
                return self._by_year(view, role, listed, reference, listed[0].first)
        found: list[Award] = []
        told = False  # whether a verb has said who gets what
        for cue in role_cues:
            role = "runners_up" if running or ("finalist" in cue.value and "winner" not in cue.value) else "laureates"
            if "go" in cue.value:
                found += self._by_going(view, cue, after, references)
                continue
            verb = bool(cue.value & {"receive", "give"})
            own = [r for r in references if r.after in (cue.first, cue.first + 1) and not verb]
            if told and not own:
                continue  # 'was given the A, and the winner of' goes on about the same prize
            names = self._by_cue(view, cue, first, after, references)
            if not names:
                continue
            if view.word(cue.first).startswith("shar"):
                names = [*names, *view.named_after(cue.after, after, ("with",))]
            winners = {c.first for c in role_cues if "winner" in c.value}  # 'A got the B, and C, the D laureate, the E'
            following = own or _joined(
                view, cue, [r for r in references if r.first >= cue.first and not (verb and r.after in winners)]
            )
            floor = cue.after
            for r in following if len(following) > 1 else [next(iter(following), reference)]:
                if r is not None and len(following) > 1:
                    r, floor = _dated(view, r, floor)
                found += self._by_year(view, role, names, r, cue.first)
            told |= bool(cue.value & {"receive", "give"} and following)
        if found:
            return found
        role = "runners_up" if running else "laureates"
        beside = ((r, self._beside(view, r, after)) for r in references)
        return [a for r, names in beside if names for a in self._by_year(view, role, names, r, r.after)]

    def _by_going(
        self, view: View, cue: Match[frozenset[str]], after: int, references: Sequence[Reference]
    ) -> list[Award]:
        """'it went to A, and in 2018 to B': one award for each 'to'."""
        preceding = next((r for r in reversed(references) if r.after <= cue.first), None)
        running = any("finalist" in c.value and c.after == cue.first for c in view.cues)
        pronoun = view.word(cue.first - 1) == "it"
        if not (preceding is not None or pronoun or running or self._post.is_money_before(view, cue.first)):
            return []
        found: list[Award] = []
        begin = cue.first
        while (to := next((i for i in range(begin, after) if view.word(i) == "to"), None)) is not None:
            end = next(
                (
                    i
                    for i in range(to + 1, after)
                    if view.word(i) == "to" and (view.word(i - 1) == "and" or YEAR.fullmatch(view.word(i - 1)))
                ),
                after,
            )
            names = view.named_after(to, end, ("to",)) or self._named_once(view, to + 1)
            if names:
                own = int(view.word(to - 1)) if YEAR.fullmatch(view.word(to - 1)) else None
                role = "runners_up" if running else "laureates"
                found += self._by_year(view, role, names, in_year(preceding, own), cue.first)
            begin = max(to + 1, end)
        return found

    def _by_cue(
        self, view: View, cue: Match[frozenset[str]], first: int, after: int, references: Sequence[Reference]
    ) -> list[Name]:
        """Those whom a verb or a noun of winning makes winners."""
        following = next((r for r in references if r.first >= cue.first), None)
        preceding = next((r for r in reversed(references) if r.after <= cue.first), None)
        if "give" in cue.value:
            return self._by_giving(view, cue, first, after, following, preceding)
        if "receive" in cue.value:
            if view.word(cue.after) == "by" and preceding is not None and view.word(cue.first).startswith(("w", "s")):
                return view.named_after(cue.after, after, ("by",))
            bare = view.word(cue.first) in ("won", "wins") and view.word(cue.after) in ("in", "it", "", ".", ",")
            names = self._subject(view, first, cue.first) if following is not None or bare else []
            wins = view.word(cue.first).startswith(("w", "sh"))
            return [n for n in names if wins or not self._is_proxy(view, n)]
        return self._by_noun(view, cue, first, after, following)

    def _by_giving(
        self,
        view: View,
        cue: Match[frozenset[str]],
        first: int,
        after: int,
        following: Reference | None,
        preceding: Reference | None,
    ) -> list[Name]:
        """'the Award was given to A', 'A was awarded the Award', 'B gave A the Award', 'B honoured them with it'."""
        if following is None and preceding is None:
            return []
        to = view.named_after(cue.after, after, ("to",))
        if not to and view.word(cue.after) == "to":
            to = self._named_once(view, cue.after + 1) or self._meant(view, view.word(cue.after + 1), first)
        if to:
            return to
        if following is None:
            beside = [n for n in view.names if cue.after <= n.first <= cue.after + 3]
            honours = preceding is not None and preceding.after == cue.first and beside
            return view.members(beside[0], after) if honours else []
        participle = [
            n for n in view.names if n.after == cue.first - 1 and view.word(n.after) == "," and n.first >= first
        ]
        presents = view.word(cue.first) in ("presented", "handed") and view.word(cue.after) != "with"
        if participle and view.word(cue.first).endswith(("ed", "en")) and not presents:
            return participle  # 'A, awarded the Prize in 2010'
        if _is_passive(view, first, cue.first) or self._is_elliptic(view, cue, following):
            return self._subject(view, first, cue.first)
        between = [n for n in view.names if cue.after <= n.first and n.after <= following.first]
        if between:
            return view.members(between[0], following.first)
        pronouns = {view.word(i) for i in range(cue.after, following.first)}
        if pronouns & (_PRONOUNS | _PLURALS):
            return self._salient(view, first, plural=bool(pronouns & _PLURALS))
        return []

    @staticmethod
    def _is_elliptic(view: View, cue: Match[frozenset[str]], following: Reference) -> bool:
        """Whether a title leaves the 'is' of a participle out: 'A named winner of the Prize', 'A awarded the Prize'."""
        given = any(cue.after <= n.first and n.after <= following.first for n in view.names)
        return view.block.kind == "title" and view.word(cue.first).endswith(("ed", "en", "wn")) and not given

    def _is_proxy(self, view: View, name: Name) -> bool:
        """Whether a name is that of somebody who came for another: 'her sister Maya', 'his lawyer, Karim Haddad'."""
        index = name.first - 1 - (view.word(name.first - 1) == ",")
        kin = name.first > 1 and view.word(index) in self._post.words.proxies
        return kin and any(view.word(i) in ("his", "her", "their") for i in range(max(0, index - 3), index))

    def _meant(self, view: View, word: str, first: int) -> list[Name]:
        """Whom a word means if it is a pronoun."""
        if word not in _PRONOUNS and word not in _PLURALS:
            return []
        return self._salient(view, first, plural=word in _PLURALS)

    def _by_noun(
        self, view: View, cue: Match[frozenset[str]], first: int, after: int, following: Reference | None
    ) -> list[Name]:
        """'A is the winner of', 'the laureate is A', 'winner of the Award A', 'laureate A', 'A, finalist for'."""
        apposed = self._apposed(view, cue, first)
        adjacent_before = any(r.after in (cue.first, cue.first + 1) for r in view.references)
        if apposed and (following is not None or adjacent_before or self._about):
            return apposed
        if view.word(cue.after) in ("is", "are", "was", "were", ":"):
            names = [n for n in view.names if cue.after < n.first < after and n.first - cue.after <= GOVERNOR_WORDS]
            if names:
                return view.members(names[0], after)
            if once := self._named_once(view, cue.after + 1):
                return once
        if following is not None and view.word(following.after) in (
            "is",
            "are",
            "was",
            "were",
            "include",
            "includes",
            "included",
        ):
            names = [n for n in view.names if following.after < n.first < after]
            if names and view.governor(names[0].first, following.after) == "":
                return view.members(names[0], after)
        among = next((i for i in range(cue.after, after) if view.word(i) in ("among", "including", "namely")), None)
        if among is not None and "finalist" in cue.value:
            names = [n for n in view.names if among < n.first <= among + 3]
            if names:
                return view.members(names[0], after)
        behind = cue.after + 2 * (view.word(cue.after) == "of" and YEAR.fullmatch(view.word(cue.after + 1)) is not None)
        for begin in (behind, following.after) if following is not None else (behind,):
            beside = [n for n in view.names if begin <= n.first <= begin + 1 and n.first < after]
            near = begin == behind or (following is not None and following.first - cue.after <= 3)
            if beside and near and view.word(begin) not in PREPOSITIONS:
                return view.members(beside[0], after)
        apposed = [n for n in view.names if view.word(behind) == "," and behind < n.first <= behind + 4]
        if apposed and view.word(apposed[0].after) in ("and", ",", "(", "from", "of", ""):
            return view.members(apposed[0], after)
        before = cue.first - 1 - (view.word(cue.first - 1) in ("the", "each", "all"))
        if view.word(before) in ("to", "by", "from", "for", "with", "between"):
            return []  # what 'the university gives to the winner'
        names = self._subject(view, first, cue.first)
        begin = max((first, cue.first - _TO_LINK, *(n.after for n in names if n.mention is None)))
        linked = any(view.word(i) in _BE | _LINKS for i in range(begin, cue.first))
        person = following is not None and any(n.mention is not None for n in names)
        return names if linked or person else []

    def _named_once(self, view: View, index: int) -> list[Name]:
        """One word with a capital where only a winner can stand: 'goes to Odhikar, an NGO', 'the winner is SAWERA'."""
        index += view.word(index) == "the"
        if index >= len(view.tokens) or view.word(index + 1) not in _AFTER_ONE_WORD:
            return []
        word = view.tokens[index].text
        named = word[0].isupper() and len(word) > 2 and word not in self._post.words.cut
        return (
            [Name(index, index + 1, word)] if named and not self._post.is_region(view.tokens[index : index + 1]) else []
        )

    def _apposed(self, view: View, cue: Match[frozenset[str]], first: int) -> list[Name]:
        """The name to which a noun is an apposition: 'A, a laureate of', 'A and B (Kenya), winners of'."""
        index = cue.first - 1
        while (
            index > first
            and index > cue.first - 8
            and view.word(index) not in SEPARATORS
            and view.word(index) not in _BE
        ):
            index -= 1
        begins = index + 1 == cue.first or any(r.first in (index + 1, index + 2) for r in view.references)
        if view.word(index) != "," or not (begins or view.word(index + 1) in _BEFORE_NOUN):
            return []
        if view.word(index - 1) == ")":
            index = next((i for i in range(index - 1, first, -1) if view.word(i) == "("), index)
        ending = [n for n in view.names if n.after == index and n.first >= first]
        if not ending:
            return []
        several = view.word(cue.first).endswith("s")
        before = [n for n in view.names if first <= n.first <= ending[0].first] if several else ending
        return view.members(before[0], index + 1)

    def _beside(self, view: View, reference: Reference, after: int) -> list[Name]:
        """Whom the words beside a prize make winners: 'the Award is for A', 'Prize 2023: A', 'was hers'."""
        index = reference.after
        prizes = {i for r in view.references for i in range(r.first, r.after)}
        bracket = reference.first - 1
        while bracket in prizes or view.word(bracket) in (",", "and"):
            bracket -= 1
        bracketed = [n for n in view.names if n.after == bracket and view.word(bracket) == "("]
        if bracketed:
            return bracketed
        apposed = [n for n in view.names if n.after == bracket + 1 == reference.first - 1 and n.mention is not None]
        if apposed and reference.year is not None and view.word(index) in ("", ",", ".", ";", ")", "and"):
            return apposed  # 'A, Brandt Prize 2010, is …'
        handed = [c for c in view.cues if "ceremony-noun" in c.value and c.after <= reference.first <= c.after + 4]
        if handed and view.word(handed[-1].after) == "of" and view.word(index) == "to":
            return view.named_after(index, after, ("to",))
        verb = next(
            (i for i in range(index, min(after, index + 10)) if view.word(i) in ("is", "was", "are", "were")), None
        )
        if verb is not None and view.word(verb + 1) == "for":
            return view.named_after(verb, after, ("for",))
        if view.word(index) in ("is", "was", "are", "were") and view.word(index + 1) in (
            "for",
            "his",
            "hers",
            "theirs",
        ):
            if view.word(index + 1) == "for":
                return view.named_after(index, after, ("for",))
            return self._salient(view, reference.first, plural=view.word(index + 1) == "theirs")
        if view.word(index) == "," and view.word(index + 1) in ("his", "hers"):
            return self._salient(view, reference.first)
        if view.block.kind == "title" and reference.prize is not None:
            if view.word(index) in ("for", "to"):
                return view.named_after(index, after, ("for", "to")) or self._named_once(view, index + 1)
            if view.word(index) == ":":
                names = [n for n in view.names if index < n.first <= index + 3 and n.mention is not None]
                return view.members(names[0], after) if names else []
        return []

    @staticmethod
    def _by_year(view: View, role: str, names: Sequence[Name], reference: Reference | None, at: int) -> list[Award]:
        """The names, parted by the year that stands in brackets behind each: 'A (Kenya, 2012), B (2013)'."""
        found: list[Award] = []
        prizes = {r.first for r in view.references}  # whose years stand in brackets too: 'A (the B Prize 2012)'
        years = [None if n.after + 1 in prizes else year_in_bracket(view, n.after) for n in names]
        for year in dict.fromkeys(years):
            of_year = [n for n, y in zip(names, years, strict=True) if y == year]
            found.append(Award(role, of_year, in_year(reference, year), at if year is None else of_year[0].first))
        return found

    def _subject(self, view: View, first: int, cue: int) -> list[Name]:
        """Who stands before a verb or noun as its subject, or whom a pronoun there means."""
        names = [n for n in view.names if first <= n.first and n.after <= cue and not _is_employer(view, n)]
        relative = next(
            (i for i in range(cue - 1, max(first, cue - 4) - 1, -1) if view.word(i) in ("who", "which", "whose")), None
        )
        if relative is not None:
            after = [n for n in names if n.first > relative]
            if after:
                return view.members(after[0], cue)
            before = [n for n in names if n.after <= relative]
            if not before and view.word(first) == "the" and view.word(relative - 1) == ",":
                return self._salient(view, first)  # 'The lawyer, who …'
            return before[-1:]
        free = [n for n in names if view.governor(n.first, first) not in PREPOSITIONS or n.first == first]
        pronoun = next((i for i in range(first, cue) if view.word(i) in ("he", "she", "they", "both")), None)
        if view.word(cue - 1) in ("his", "her", "their"):
            pronoun = cue - 1  # 'her awards include'
        if pronoun is not None and not any(n.first < pronoun for n in free):
            return self._salient(view, first, plural=view.word(pronoun) in _PLURALS)
        last = names[-1:]  # 'in recognition of his work A was given'
        if not free and last and last[0].mention is not None and last[0].after >= cue - 2:
            free = last if view.word(last[0].first - 1) not in PREPOSITIONS else []
        return view.members(free[0], cue) if free else []

    def _salient(self, view: View, first: int, *, plural: bool = False) -> list[Name]:
        """Whom a pronoun means: for one, the person whom the nearest sentence before is about, that is of whom the post
        speaks most; for several, those who were listed last."""
        if plural:
            return [Name(-1, -1, name) for name in self.rolls.last]
        at = view.tokens[first].start if first < len(view.tokens) else view.sentence.start
        before = [(s, m) for s, m in self._post.persons_before(at, _BACK) if not m.office]
        if not before:
            return []
        title = self._post.reading.blocks[0].end
        if before[-1][0].start < self._post.reading.blocks[view.sentence.block].start:
            headed = {m.name: m for m in self._post.reading.mentions if not m.office and m.spans[0].start < title}
            if len(headed) == 1:  # at the beginning of a paragraph, the one whom the whole post is about
                person = next(iter(headed.values()))
                return [Name(-1, -1, person.name, person)]
        begin = self._sentence_at(before[-1][0].start)
        together = [m for span, m in before if span.start >= begin]
        person = max(together, key=lambda m: len(m.spans))
        return [Name(-1, -1, person.name, person)]

    def _sentence_at(self, offset: int) -> int:
        """The offset at which the sentence begins that holds another offset."""
        index = bisect_left(self._post.reading.sentences, offset + 1, key=lambda s: s.start)
        return self._post.reading.sentences[max(0, index - 1)].start


def _listed(view: View, first: int, after: int) -> list[Name]:
    """The names of a list in a sentence: those that begin its parts between semicolons, else all."""
    ends = [i for i in range(first, after) if view.word(i) == ";"]
    if not ends:
        names = [n for n in view.names if first <= n.first < after]
        return view.members(names[0], after) if names else []
    found: list[Name] = []
    for begin, end in zip([first, *(i + 1 for i in ends)], [*ends, after], strict=True):
        names = [n for n in view.names if begin <= n.first < end]
        if names and view.governor(names[0].first, begin) in ("", "and", "&"):
            found += adjacent(view, names)
    return found


def _dated(view: View, reference: Reference, floor: int) -> tuple[Reference, int]:
    """A prize of several, with the year behind it or between the last one and it ('the A in 1993 and, in 2012, the B');
    and the index from which the next one's year may stand."""
    for day in view.dates:
        index, end = view.index_at(day.start), view.index_at(day.end)
        behind = reference.after <= index <= reference.after + 2 and (
            view.word(index - 1) in ("in", "on", ",", "(") or index == reference.after
        )
        if reference.year is None and (behind or floor <= index < reference.first):
            dated = Reference(0, 0, reference.prize, int(day.iso[:4]))
            return dated, end if behind else reference.after
    return reference, reference.after


def _is_employer(view: View, name: Name) -> bool:
    """Whether a body is only whom the person behind it works for: 'Green River director Ada Okonjo'."""
    person = next((n for n in view.names if n.mention is not None and name.after < n.first <= name.after + 3), None)
    if name.mention is not None or person is None:
        return False
    between = [t.text for t in view.tokens[name.after : person.first]]
    return all(w.islower() and w not in SEPARATORS and w not in PREPOSITIONS and w not in _BE for w in between)


def _named_ones(view: View, references: Sequence[Reference]) -> list[Reference]:
    """The prizes spoken of, without 'several awards' where their names follow: 'several awards, including the A'."""
    kept: list[Reference] = []
    for reference, following in zip_longest(references, references[1:]):
        after = following.first if following is not None and following.prize is not None else reference.after
        if reference.prize is not None or not any(
            view.word(i) in ("including", "include", "includes", "included", "among", "as", ":")
            for i in range(reference.after, after)
        ):
            kept.append(reference)
    return kept


def _joined(view: View, cue: Match[frozenset[str]], references: Sequence[Reference]) -> list[Reference]:
    """The prizes of an enumeration: after a verb all that follow, after a noun those with nothing between but 'and'."""
    found = list(references[:1])
    for reference in references[1:]:
        between = {view.word(i) for i in range(found[-1].after, reference.first)}
        if cue.value & {"receive", "give"} or between <= {",", "and", "the", "of", "also"} | {str(reference.year)}:
            found.append(reference)
    return found


def _is_passive(view: View, first: int, verb: int) -> bool:
    """Whether a participle has its 'was' just before it, or with nothing but a time between: 'was on 3 May awarded'."""
    for index in range(verb - 1, max(first, verb - _BACK_TO_BE) - 1, -1):
        if view.word(index) in _BE:
            return True
        timed = any(d.start <= view.tokens[index].start < d.end for d in view.dates)
        if index < verb - 1 and not timed and view.word(index) not in ("on", "in", "also", ","):
            return False
    return False


def _is_denied(view: View, cue: Match[frozenset[str]]) -> bool:
    """Whether a 'not' stands just before a word."""
    return any(view.word(i) in ("not", "never", "neither", "nor") for i in range(cue.first - 3, cue.first))
