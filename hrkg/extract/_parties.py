"""Who has signed, as one sentence names them: 'A, B and C call on …', 'a letter signed by A, together with B'."""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from hrkg.extract._entries import without_label
from hrkg.extract._wording import BE, HAVE, PREPOSITIONS, YEARS, Group, Wording
from hrkg.text.blocks import tokens_of
from hrkg.text.dates import find_dates
from hrkg.text.names import Entry, is_acronym
from hrkg.text.normal import fold

_AMONG = frozenset(("among", "amongst"))
_PASSIVE = frozenset(("been", "being", "be", *BE))
_LEADING = frozenset(("-", ":", ",", "the", "“", "‘", "(", "both", "also", "—", "–"))
_TRAILING = frozenset((",", ")", "”", "’", "too"))
_ASIDES = frozenset(("a", "an", "which", "who", "whose", "based", "founded", "one", "both", "all", "each", "acting"))
_GOVERNING = frozenset(
    ("before", "after", "during", "at", "in", "near", "since", "until", "as", "like", "under", "via")
)
_PAST = frozenset(
    (
        "wrote",
        "written",
        "said",
        "stood",
        "spoke",
        "paid",
        "sent",
        "took",
        "came",
        "drew",
        "made",
        "told",
        "besought",
        "pled",
    )
)
_OF = frozenset(("of", "by", "from"))
_HEAD_OF_NAME = 2  # words in which an office stands, if a name is that of one: 'European Parliament'
_BY = 7  # words from 'signed', or from a joint text, to the names: 'signed, among others, by'
_AHEAD = 20  # words of a clause between a name and its verb
_WIDEST = 80  # tokens between a name and its verb
_COMPANY = 7  # tokens between 'together with' and whom it brings
_DATELINE = 6  # tokens before the dash of 'Lima / Quito –'
_JOINED = 24  # tokens between 'joined' and what is done together
_SEVERAL = frozenset(("several", "other", "many", "various", "numerous", "dozens", "hundreds", "scores", "some"))
_FOLLOWS = 2
_PAIR = 2
_NEAR = 4


@dataclass(frozen=True, slots=True)
class Before:
    """What the sentences before have told of the text: all totals, that of the last sentence, whether that named
    signatories and spoke of persons, and whether this sentence goes on with it."""

    totals: Container[int] = ()
    total: int | None = None
    signed: bool = False
    persons: bool = False
    goes_on: bool = False


class Parties:
    """The series of names in one sentence, and which of them have signed.

    is_told: whether words such as 'signed by' have named more than one of them; is_present: whether several are the
    subject of a verb in the present; joins: where 'joined' stands that means to do with others what follows;
    is_opening: whether several are told of who do something together.
    """

    def __init__(self, wording: Wording, before: Before, published: str) -> None:
        self._wording, self._before, self._published = wording, before, published
        self._words, self._low, self._tokens = wording.words, wording.low, wording.tokens
        self._groups = [g for g in wording.groups if g.kind != "none"]
        self._starting = {g.begin: g for g in self._groups}
        self._ending = {g.after: g for g in wording.groups}
        self._known = {m.first: m.after for m in self._words.series.known.find(self._tokens)}
        self._series = () if wording.is_title else tuple(self._find_series())
        self._begins = dict(self._series)
        self._joint = {n.after for n in wording.nouns if n.joint}
        self._signing = {m.first for m in wording.signs} | (set(wording.issues) if wording.nouns else set())
        self._coupled = set(self._find_coupled())
        self.joins = set(self._find_joins())
        self.ends: list[int] = []  # offsets at which the series of those who signed end
        self.is_told, self.is_present = False, False
        self.is_opening = bool(self.joins) or any(g.others and g.number for g in self._groups)

    def signers(self, *, strong: bool, acting: bool) -> Iterator[Entry]:
        """The signatories that the sentence names.

        strong: whether the sentence by itself shows that there is a joint text; acting: whether a group in it calls for
        something.
        """
        names = self._words.series.names
        persons = (self._before.persons and not self._groups) or any(g.kind == "person" for g in self._groups)
        announced = self._announced()
        # 'A has been signed by' does not say that A has signed.
        confirmed = frozenset(
            m.first
            for m in self._words.after.find(self._tokens)
            if self._low[m.first] in BE or _PASSIVE.isdisjoint(self._low[max(0, m.first - 2) : m.first])
        )
        for first, after in self._series:
            text = self._text(first, after)
            cuts = self._words.series.split(text)
            parts = [text[s:e].removeprefix("the ") for s, e in cuts]
            told = strong or acting
            named = self._is_named(first, after, len(parts), announced, confirmed, strong=strong, told=told)
            company = first in self._coupled or self._has_company(after)
            many = company or len(parts) > 1
            if not named and not ((strong or many) and self._is_subject(first, after, strong)):
                continue
            kinds = [names.split(part).kind for part in parts]
            if len(parts) == _PAIR and not company and text[cuts[0][1] : cuts[1][0]].strip() == ",":
                # 'According to a letter of A, B …', 'In B, A …': of two that a comma alone parts one belongs elsewhere
                parts, kinds = (parts[:1], kinds[:1]) if named else (parts[1:], kinds[1:])
                many = False
            elif not named and self._is_of_clause_before(first, kinds):
                parts, kinds = parts[1:], kinds[1:]
            bearers = sum(names.has_bearer(part) for part in parts)
            mostly = persons or kinds.count("person") > kinds.count("organisation") or 2 * bearers > len(parts)
            self.is_told = self.is_told or (named and many)
            self.is_opening = self.is_opening or many
            bodies = many and 2 * kinds.count("person") <= len(kinds)
            self.is_present = self.is_present or (bodies and not named and self._is_now(self._verb_after(after)))
            self.ends.append(self._tokens[after - 1].end)
            capacity, of_last = self._capacity(after), self._low[after + 1 : after + 2] == ["both"]
            barred = next((i for i, part in enumerate(parts) if self._is_treaty(part)), len(parts))
            parts, kinds = parts[:barred], kinds[:barred]
            for at, (part, kind) in enumerate(zip(parts, kinds, strict=True)):
                entry = names.split(part, "person" if mostly else "organisation")
                if not of_last or at >= len(parts) - _PAIR:
                    entry = replace(entry, capacity=entry.capacity or capacity)
                sure = named or kinds.count("organisation") * 2 > len(kinds) or kind is not None
                if (sure or self._has_company(after)) and self._can_sign(entry, first):
                    yield without_label(entry, self._words.groups)

    def names_at(self, at: int) -> int:
        """Where the series of names begins in which a token stands; the token itself where it stands in none."""
        return next((first for first, after in self._series if first <= at < after), at)

    def _find_series(self) -> Iterator[tuple[int, int]]:
        """First and after-last token of each series of names in the sentence."""
        low, tokens, known = self._low, self._tokens, self._known
        inside = {at for g in self._wording.groups for at in range(g.begin, g.after)}
        at = self._after_dateline()
        while at < len(tokens):
            word = tokens[at].text
            starts = at in known or word[0].isupper() or (word[0].isdigit() and any(c.isupper() for c in word))
            plain = at in inside or at in self._wording.numbers or word == "I"
            opens = at == 0 or not (tokens[at - 1].text[0].isalnum() or low[at - 1] in ",(")
            if not starts or (at not in known and (plain or (opens and low[at] in self._words.openers))):
                at += 1
                continue
            after = self._words.series.reach(tokens, at, known)
            counted = self._wording.numbers.get(at - 1, (0, YEARS.start))[1] not in YEARS and at not in known
            if after > at and not counted and not tokens[after - 1].text.endswith(("'s", "’s")):
                yield at, after
            at = max(after, at + 1)

    def _after_dateline(self) -> int:
        """Where the sentence begins after 'Lima / Quito, 3 May –'; 0 where it has no dateline."""
        for at in range(1, min(_DATELINE, len(self._tokens) - 1)):
            dash = self._low[at] in ("–", "—", "-", ":")
            if dash and all(w[0].isupper() or not w[0].isalpha() for w in (t.text for t in self._tokens[:at])):
                return at + 1 if self._words.places.find(self._tokens[:at]) else 0
        return 0

    def _find_coupled(self) -> Iterator[int]:
        """Where the series begin that a word of company couples with another: 'A and its member, B'."""
        for first, after in self._series:
            company = self._words.company.at(self._tokens, after) if after < len(self._low) else None
            if company is not None:
                near = range(company.after, company.after + _COMPANY)
                other = next((at for at in near if at in self._begins), None)
                if other is not None and not any(at in self._wording.calls for at in range(after, other)):
                    yield from (first, other)

    def _find_joins(self) -> Iterator[int]:
        """'A joined B and ten other groups in calling on …': where 'joined' stands."""
        calls = sorted(self._wording.calls)
        for at, word in enumerate(self._low):
            if word not in self._words.joining:
                continue
            others = [i for i in range(at + 1, at + _COMPANY) if i in self._begins or i in self._starting]
            if others and any(
                others[0] < call <= at + _JOINED and self._low[call - 1] in ("in", "to", "and", "by") for call in calls
            ):
                yield at

    def _is_of_clause_before(self, first: int, kinds: Sequence[str | None]) -> bool:
        """Whether the first of a series belongs to the words before it: 'free her colleague N. N., A and B said'."""
        if not first or len(kinds) < 2 or kinds[0] == "organisation" or kinds.count("organisation") + 1 < len(kinds):
            return False
        word = self._low[first - 1]
        if word in self._words.demanding:
            return True
        known = (self._words.openers, self._words.series.calendar, self._words.skipped, _LEADING, ("by", "with"))
        return word.isalpha() and word == self._tokens[first - 1].text and not any(word in k for k in known)

    def is_sole(self, *, person: bool = False) -> bool:
        """Whether a single one does what the sentence tells: 'Rivers League published an open letter'; `person`: and is
        a person."""
        if any(g.subject or not person for g in self._groups):
            return False
        for first, after in self._series:
            if first in self._coupled or self._has_company(after):
                continue
            lead = first - 1 - (self._low[first - 1] == "the") if first > 1 else 0
            written = self._low[lead] in _OF and any(n.after == lead for n in self._wording.nouns)
            if written or self._verb_after(after) is not None:
                text = self._text(first, after)
                names = self._words.series.names
                titled = any(t.form.rstrip(".") in names.honorifics for t in self._tokens[first:after])
                alone = len(self._words.series.split(text)) == 1
                return alone and (not person or titled or names.split(text).kind == "person")
        return False

    def _text(self, first: int, after: int) -> str:
        """The text of some tokens."""
        start = self._wording.sentence.start
        return self._wording.sentence.text[self._tokens[first].start - start : self._tokens[after - 1].end - start]

    def _can_sign(self, entry: Entry, first: int) -> bool:
        """Whether a name is one, and not that of a state, its people or organs, a treaty, a day, or a mere 'NGOs'."""
        tokens = tokens_of(entry.name)
        series = self._words.series
        if not tokens or series.names.country_of(entry.name):
            return False
        if fold(entry.name) in series.names.organisations:
            return True
        if tokens[0].text.casefold() in series.calendar or self._is_treaty(entry.name):
            return False
        places = self._words.places.find(tokens)
        if places and places[0].start == 0 and places[-1].end == tokens[-1].end and len(places) * 2 >= len(tokens):
            return False
        if tokens[0].form in series.names.positions and len(tokens) > 1 and tokens[1].text == "of":
            return False  # 'Mayor of Springfield'
        if entry.kind == "person":
            return True
        common = tokens[0].form in self._words.english or tokens[0].form in series.names.organisation_words
        if len(tokens) == 1 and common and not is_acronym(entry.name):
            return False
        groups = [g for g in self._words.groups.find(tokens) if g.after == len(tokens)]
        general = any(g.first == 0 or tokens[g.first].text.endswith("Os") for g in groups)
        return not general and not any(m.first < _HEAD_OF_NAME for m in self._words.offices.find(tokens))

    def _announced(self) -> dict[int, str]:
        """Where words end that announce signatories, and how sure they are; 'supported by, among others,' is one."""
        found: dict[int, str] = {}
        for match in self._words.before.find(self._tokens):
            first = match.first
            while first and self._low[first - 1] in _LEADING:
                first -= 1
            found[match.after] = found.get(first, match.value) if match.value == "member" else match.value
        return found

    def _is_treaty(self, name: str) -> bool:
        """'African Charter on …', 'Right Livelihood Award': what is no body, though it is named like one."""
        tokens = tokens_of(name)
        return fold(name) not in self._words.series.names.organisations and any(
            t.form in self._words.treaties and (i or (len(tokens) > 1 and tokens[1].text in ("on", "of", "against")))
            for i, t in enumerate(tokens)
        )

    def _is_named(
        self,
        first: int,
        after: int,
        count: int,
        announced: Mapping[int, str],
        confirmed: Container[int],
        *,
        strong: bool,
        told: bool,
    ) -> bool:
        """Whether the words around a series say that these have signed; `told`: whether members of a group have."""
        low, wording = self._low, self._wording
        left = first
        while left and low[left - 1] in _LEADING:
            left -= 1
        group = self._ending.get(left)
        if group is not None and group.subject and left < first and group.number in (None, count):
            return True
        members = told or bool(wording.signs)
        told = bool(strong or wording.nouns or wording.signs)
        told = told or (announced.get(left) == "signed" and self._verb_after(after) is not None)
        is_counted = bool(self._before.total) or any(g.number for g in self._groups)
        telling = {
            "signed": told,
            # Who publishes a text that a counted group has signed has not signed it for that.
            "published": told and (count > 1 or not is_counted),
            "member": members,
            "follows": self._before.goes_on,
        }
        if telling.get(announced.get(left, ""), False):
            return True
        while left and (low[left - 1] in _LEADING or self._is_role(left - 1)):
            left -= 1
        if telling.get(announced.get(left, ""), False):
            return True
        if self._follows_among(left) or self._follows_aside(first):
            return True
        if left and low[left - 1] == "as" and "such" in low[max(0, left - _BY) : left]:
            return told
        if announced.get(left) == "published":
            return False
        if left and low[left - 1] == "by" and not self._signing.isdisjoint(range(left - _BY, left)):
            return True
        if left and low[left - 1] in _OF and any(n.after in (left - 1, left - 2) for n in wording.nouns):
            return told
        if any(at < left <= at + _NEAR for at in self.joins):
            return True
        right = after
        while right < len(low) and (low[right] in _TRAILING or low[right] in self._words.skipped):
            right += 1
        if any(at in confirmed for at in range(after, right + 1)):
            return told
        if left < first and low[left] == ":" and count > 2 and any(n.new or wording.signs for n in wording.nouns):
            return True
        if any(self._is_dated(end, left) for end in self._joint.intersection(range(left - _BY, left + 1))):
            return True
        before = self._before
        goes_on = before.goes_on and first <= 1
        return goes_on and (count == before.total or (before.signed and after + 1 >= len(low)))

    def _follows_among(self, at: int) -> bool:
        """Whether 'among the seventeen are' stands before: those who signed, by their number or by what they are."""
        if at < _FOLLOWS or self._low[at - 1] not in BE or _AMONG.isdisjoint(self._low[max(0, at - _BY) : at]):
            return False
        return any(n in self._before.totals for first, n in self._wording.numbers.values() if at - _BY <= first < at)

    def _follows_aside(self, at: int) -> bool:
        """Whether what follows a colon is announced before it: 'They are, besides A, B:'."""
        if not at or self._low[at - 1] != ":" or not self._before.goes_on:
            return False
        return any(m.value == "follows" and m.after + _BY > at for m in self._words.before.find(self._tokens[:at]))

    def _is_role(self, at: int) -> bool:
        """Whether a word tells what those are who are named next: 'writers A and B', 'the lawyer C'."""
        word = self._low[at]
        return word == self._tokens[at].text and (
            word in self._words.series.names.positions or word in self._words.roles
        )

    def _is_dated(self, first: int, after: int) -> bool:
        """Whether nothing but a date stands between two places: 'in a joint letter of 9 May, A and B ask'."""
        if after >= len(self._low) or self._low[after] not in (",", ":"):
            return False
        begin = self._wording.sentence.start
        between = self._wording.sentence.text[self._tokens[first - 1].end - begin : self._tokens[after].start - begin]
        return after == first or bool(find_dates(between, self._published))

    def _is_subject(self, first: int, after: int, strong: bool) -> bool:
        """Whether a series is who calls or signs."""
        low, wording = self._low, self._wording
        if wording.depth[first]:
            return False
        lead = first - 1 - (low[first - 1] == "the") if first else -1
        if lead >= 0 and (low[lead] in PREPOSITIONS or low[lead] in _GOVERNING):
            return low[: min(first, _NEAR)] in (["members", "of"], ["members", "of", "the"])
        if lead > 0 and low[lead] in self._words.saying and low[lead - 1] in (",", "”", "’", '"', "?", "!"):
            return True  # 'Free her, say A and B'
        if self._verb_after(after) is not None:
            return True
        beside = [self._starting[at] for at in range(after, after + _COMPANY) if at in self._starting]
        if any(g.subject and g.others for g in beside):
            return True
        leads = first <= _AHEAD and all(
            w in self._words.openers or w in self._words.series.calendar or not w.isalpha() for w in low[:first]
        )
        return (
            strong
            and leads
            and (
                any(n.joint and n.new for n in wording.nouns)
                or any(g.others or (g.named and g.number) for g in self._groups)
            )
        )

    def _has_company(self, after: int) -> bool:
        """Whether others stand beside a name: 'Xyloe, together with nine other groups, urges …', 'A and several
        organisations'."""
        near = [self._starting[at] for at in range(after, after + _COMPANY) if at in self._starting]
        return any(g.others and (g.number or self._low[g.begin] in _SEVERAL) for g in near)

    def _is_now(self, verb: int | None) -> bool:
        """Whether a verb is in the present: 'urge', 'are calling', not 'urged', 'have urged'."""
        if verb is None or self._wording.is_said(verb):
            return verb is not None
        before = self._low[max(0, verb - _FOLLOWS) : verb]
        past = self._low[verb].endswith("ed") or self._low[verb] in _PAST
        state = self._words.states.at(self._tokens, verb) is not None
        return HAVE.isdisjoint(before) and (not past or state) and not {"was", "were"} & set(before)

    def _verb_after(self, at: int) -> int | None:
        """The verb of calling or issuing whose subject ends at a place; None where it does nothing of the kind."""
        low, wording = self._low, self._wording
        end = min(len(low), at + _WIDEST)
        while at < end:
            if at in wording.calls or at in self.joins or (at in wording.issues and wording.nouns):
                return None if "had" in low[max(0, at - _FOLLOWS) : at] else at
            if wording.is_said(at):
                return at
            over = self._over(at)
            if over == at and not (low[at] in self._words.skipped or wording.depth[at]):
                return None
            at = max(over, at + 1)
        return None

    def _over(self, at: int) -> int:
        """The place after what may stand between a name and its verb: company, a capacity, an aside; else the same."""
        low = self._low
        company = self._words.company.at(self._tokens, at)
        if company is not None:
            near = range(company.after, min(len(low), company.after + _COMPANY))
            group = next((self._starting[i] for i in near if i in self._starting), None)
            named = next((self._begins[i] for i in near if i in self._begins), None)
            if named is not None and (group is None or group.number is None):  # 'and its members, A and B'
                return named
            if group is not None:
                return self._after_tail(group)
        if low[at - 1] != ",":
            return at
        lead = at + (low[at] in ("both", "all", "each", "acting"))
        if low[at] in _ASIDES or (lead < len(low) and self._words.capacities.at(self._tokens, lead) is not None):
            return self._after_comma(at)
        return at

    def _after_comma(self, at: int) -> int:
        """The place after the next comma outside brackets; the same where there is none near."""
        ends = range(at + 1, min(len(self._low), at + _AHEAD))
        return next((i + 1 for i in ends if self._low[i] == "," and not self._wording.depth[i]), at)

    def _after_tail(self, group: Group) -> int:
        """The place after what is said of a group: 'organisations for the freedom of the press'."""
        calls, issues = self._wording.calls, self._wording.issues
        for at in range(group.after, min(len(self._low), group.after + _AHEAD)):
            if self._low[at] == "," or at in calls or at in issues:
                return at
        return group.after

    def _capacity(self, after: int) -> str | None:
        """The clause right after a series that says in what capacity all of it act: ', as partners of …,'."""
        low = self._low
        if after + 1 >= len(low) or low[after] != ",":
            return None
        first = after + 1 + (low[after + 1] in ("both", "all", "each", "acting"))
        if first >= len(low) or self._words.capacities.at(self._tokens, first) is None:
            return None
        end = self._after_comma(first)
        if end == first:
            return None
        return self._text(first, end - 1)
