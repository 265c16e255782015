"""The grammar of one sentence that may tell of a joint text: its nouns ('a joint letter'), its groups ('fourteen other
organisations') and its verbs ('urge', 'signed')."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hrkg.extract._entries import series_of
from hrkg.lexicon import Lexicon
from hrkg.model import Sentence
from hrkg.text.amounts import find_numbers
from hrkg.text.phrases import Match, Phrases
from hrkg.text.places import Places, places_of

_NEAR = 4  # words that may stand between 'joint' and 'statement', or between a number and its group
_AHEAD = 20  # words without a capital between a group and its verb; names of its members may stand there too
_FOLLOWS = 2
_MOST_SIGNS = 40  # words for signing in one sentence; no sentence has more
_MOST = 10**8  # more signatures no text has
YEARS = range(1900, 2100)
PREPOSITIONS = frozenset(
    ("from", "of", "to", "for", "against", "on", "over", "about", "than", "among", "between", "by")
)
INDEFINITE = frozenset(
    ("a", "an", "another", "their", "its", "our", "your", "one", "two", "three", "several", "new", "second", "third")
)
DEFINITE = frozenset(("the", "this", "that", "these", "those", "such", "said"))
HAVE = frozenset(("have", "has", "had", "having"))
BE = frozenset(("is", "are", "was", "were"))
OWNERS = frozenset(("its", "their", "his", "her", "our", "my"))
_AUXILIARIES = frozenset((*HAVE, *BE, "been", "be", "will", "would"))
_WITH = frozenset(("by", "with", "alongside", "and", "from", "including"))
_ROUGHLY = frozenset(
    ("than", "more", "over", "some", "about", "nearly", "almost", "at", "least", "the", "around", "up", "+")
)
_COLLECTIVES = frozenset(
    ("group", "total", "number", "range", "host", "selection", "array", "handful", "list", "variety", "series")
)
_CLOSED = frozenset(
    (  # noqa: SIM905  # shorter to read than a list of forty words
        "after before during in at with without since until when while as if that which who or but not "
        "we they i he she it you says said say"
    ).split()
)
_OTHERS = frozenset(("other", "others", "more", "partner", "fellow", "further", "additional"))
_RELATIVES = frozenset(("who", "that", "which"))
_RECIPIENTS = frozenset(("the", "a", "an", "all", "both", "every", "each", "you", "members", "leaders", *OWNERS))
_ANSWERING = frozenset(
    ("answer", "answered", "answers", "respond", "responded", "response", "reply", "replied", "reacted")
)
_COURT = frozenset(
    (
        "pending",
        "court",
        "verdict",
        "sentence",
        "hearing",
        "lodged",
        "filed",
        "rejected",
        "dismissed",
        "upheld",
        "lost",
        "his",
    )
)
_ASKING = frozenset(("must", "should", "ought", "needs", "need"))
_REASONS = frozenset(("for", "over", "after", "because", "about", "following", "through"))
_REASON_REACH = 14  # words between 'arrested for' and the text for which somebody was
_SINGULAR = frozenset(
    ("group", "organisation", "organization", "association", "network", "coalition", "ngo", "charity")
)


@dataclass(frozen=True, slots=True)
class TextNoun:
    """'an open letter': index of its first word and after its last.

    joint: by its own words; new: with 'a', 'their'; own: told apart from another ('a second letter', 'of their own').
    """

    first: int
    after: int
    kind: str
    joint: bool
    new: bool
    own: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """'fourteen other organisations': indexes, the number, whether they are others beside some named, the kind.

    begin: where its number or adjectives begin; first: its noun. subject: whether it does what follows; named: after
    'by', 'with' and the like; kind 'none' for states and experts.
    """

    begin: int
    first: int
    after: int
    number: int | None
    others: bool
    kind: str
    subject: bool
    named: bool


class Words:
    """The word lists of joint texts, made ready once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.series = series_of(lexicon)
        self.places: Places = places_of(lexicon)
        self.nouns: Phrases[str] = lexicon.phrases("text-noun")
        self.joint_nouns: Phrases[str] = lexicon.phrases("joint-only-noun")
        self.joint = frozenset(lexicon.words("joint-word"))
        self.groups: Phrases[str] = Phrases(
            {**lexicon.words("group-noun"), **dict.fromkeys(lexicon.words("no-signatory-group"), "none")}
        )
        self.calls: Phrases[str] = lexicon.phrases("call-verb")
        verbs = {*lexicon.words("call-verb"), *lexicon.words("issue-verb")}
        self.bare = frozenset(verb for verb in verbs if f"{verb}ed" in verbs or f"{verb}d" in verbs)
        self.saluting: Phrases[str] = lexicon.phrases("salutation")
        self.states: Phrases[str] = lexicon.phrases("concern-state")
        self.cues = lexicon.phrases(
            "text-noun",
            "joint-only-noun",
            "group-noun",
            "no-signatory-group",
            "call-verb",
            "concern-state",
            "saying-verb",
            "signing-word",
        )
        self.issues: Phrases[str] = lexicon.phrases("issue-verb")
        self.signing: Phrases[str] = lexicon.phrases("signing-word")
        self.saying = frozenset(lexicon.words("saying-verb"))
        self.joining = frozenset(lexicon.words("joining-verb"))
        self.persecuted = frozenset(lexicon.words("persecuted"))
        self.unreal: Phrases[str] = lexicon.phrases("not-yet")
        self.capacities: Phrases[str] = lexicon.phrases("capacity")
        self.own: Phrases[str] = lexicon.phrases("new-text")
        self.members: Phrases[str] = lexicon.phrases("member-of")
        self.company: Phrases[str] = lexicon.phrases("company")
        # value: 'signed' names signatories wherever it stands, 'member' where they are spoken of ('including'),
        # 'follows' after a sentence that tells of a joint text ('they are').
        self.before: Phrases[str] = lexicon.phrases("signer-before")
        self.after: Phrases[str] = lexicon.phrases("signer-after")
        self.demanding = frozenset(lexicon.words("demanding"))
        self.times = frozenset(lexicon.words("time-word"))
        self.roles = frozenset(w for w in lexicon.words("group-noun") if " " not in w)
        self.joint_calls = frozenset(lexicon.words("joint-call"))
        self.skipped = frozenset(lexicon.words("skipped"))
        self.offices: Phrases[str] = lexicon.phrases("office-word", case=True)
        self.treaties = frozenset(lexicon.words("treaty-word"))
        self.openers = frozenset(w.casefold() for w in (*lexicon.words("not-first"), *lexicon.words("opener")))
        english = (word for line in lexicon.words("english-words").values() for word in line.split())
        self.english = frozenset(word for word in english if word not in self.series.names.given_names)


@lru_cache(maxsize=8)
def words_of(lexicon: Lexicon) -> Words:
    """The word lists of a lexicon, built once."""
    return Words(lexicon)


class Wording:
    """The nouns, groups and verbs of one sentence, by the indexes of its tokens.

    calls: words that call for something or say what they think; issues: words of sending a text out; signs: of signing.
    passed_on: whether 'it' or 'them' means the text told of in the sentence before.
    """

    def __init__(self, sentence: Sentence, words: Words, last_kind: str | None, *, passed_on: bool) -> None:
        self.sentence, self.words, self.last_kind, self.passed_on = sentence, words, last_kind, passed_on
        self.is_title = sentence.block == 0
        self.tokens = sentence.tokens
        self.low = [t.text.casefold() for t in self.tokens]
        self.depth = _depths(self.low)
        self.numbers = self._numbers()
        self.calls = {m.first for m in words.calls.find(self.tokens) if self._is_verb(m.first)} | set(self._states())
        self.issues = {m.first: m for m in words.issues.find(self.tokens) if self._is_verb(m.first)}
        self.signs = words.signing.find(self.tokens)
        # 'wrote to' tells of a letter as 'sent a letter to' does.
        self.wrote = any(self.low[i].startswith("wr") and self._is_sent_to(i) for i in self.calls)
        self.own = words.own.find(self.tokens)
        self.unreal = [m.first for m in words.unreal.find(self.tokens)]
        self.said = [at for at in self.issues if self.is_said(at)]
        self.nouns = list(self._nouns())
        groups = list(self._groups())
        # 'A group of ten organisations' is one of ten, 'ten writers and artists' are ten.
        self.groups = [g for g in groups if not any(h.begin <= g.first and g.after < h.after for h in groups)]

    def _is_verb(self, at: int) -> bool:
        """Whether a word is a verb there, not a noun ('the call', 'a state') or an adjective ('is most welcome')."""
        before = self.low[at - 1] if at else ""
        if self.low[at] in self.words.bare and (before in BE or before in ("be", "most", "very", "more", "no")):
            return False
        return before not in ("the", "a", "an") and before not in OWNERS

    def _states(self) -> Iterator[int]:
        """The words after 'are' that say what somebody thinks: 'are deeply concerned', 'remains alarmed'."""
        for match in self.words.states.find(self.tokens):
            at = match.first - 1
            while at > 0 and self.low[at] in self.words.skipped and self.low[at] not in (*BE, ","):
                at -= 1
            if at >= 0 and (self.low[at] in BE or self.low[at] in ("am", "remain", "remains", "being", "been")):
                yield match.first

    def _is_sent_to(self, verb: int) -> bool:
        """Whether somebody is written to, not written 'to express' something."""
        at = next((i for i in range(verb + 1, verb + 3) if self.low[i : i + 1] == ["to"]), len(self.low)) + 1
        return at < len(self.low) and (self.low[at] in _RECIPIENTS or self.tokens[at].text != self.low[at])

    def _nouns(self) -> Iterator[TextNoun]:
        for bare, table in ((True, self.words.nouns), (False, self.words.joint_nouns)):
            for match in table.find(self.tokens):
                noun = self._noun(match, bare)
                if noun is not None:
                    yield noun
        if self.last_kind and "one" in self.low:
            at = self.low.index("one")
            if at - 1 in self.issues and at + 1 < len(self.low) and self.low[at + 1] in ("that", "which", "to", "from"):
                yield TextNoun(at, at + 1, self.last_kind, True, True)

    def _noun(self, match: Match[str], bare: bool) -> TextNoun | None:
        """The phrase around a noun; None for one that is joint only with a word that is not there, and for treaties."""
        first, joint, is_open = match.first, False, False
        while first and match.first - first < _NEAR and (self.low[first - 1].isalpha() or "-" in self.low[first - 1]):
            word = self.low[first - 1]
            if word in INDEFINITE or word in DEFINITE or word in PREPOSITIONS or word in _AUXILIARIES:
                break
            joint, is_open = joint or word in self.words.joint, is_open or word == "open"
            first -= 1
        before = self.low[first - 1] if first else ""
        if match.value == "appeal" and self._is_of_court(match.first):
            return None
        owned = self.tokens[first - 1].text[-2:] in ("'s", "’s") if first else False
        if owned and not joint and not is_open:
            return None  # a minister's pledge
        if self._is_answered(first) or self._is_reason(first) or any(match.after <= at for at in self.unreal):
            return None
        verb = match.value == "appeal" and first == match.first and before not in INDEFINITE | DEFINITE | PREPOSITIONS
        treaty = match.value == "declaration" and not joint and self.tokens[match.first].text[0].isupper()
        if (not bare and not (joint or is_open)) or ((treaty or verb) and not self.is_title):
            return None
        is_open = is_open and match.value == "joint-letter"
        kind = "open-letter" if is_open else match.value
        near = range(max(0, first - _FOLLOWS), match.after + _NEAR)
        own = any(m.first in near and m.after <= near.stop for m in self.own)
        return TextNoun(first, match.after, kind, joint, before in INDEFINITE or not before, own)

    def _is_of_court(self, at: int) -> bool:
        """Whether an appeal is one to a court: 'the Court of Appeal', 'pending appeal', 'lost his appeal'."""
        if self.is_title or not at:
            return False
        named = self.tokens[at].text[0].isupper() and self.tokens[at - 2 if at > 1 else 0].text[0].isupper()
        return named or not _COURT.isdisjoint(self.low[max(0, at - _NEAR) : at + _NEAR])

    def _is_answered(self, first: int) -> bool:
        """Whether a text is but what somebody has answered, or has not: 'did not respond to the letter'."""
        at = first - 1 - (self.low[first - 1] in DEFINITE | INDEFINITE) if first else 0
        return at > 0 and self.low[at] == "to" and self.low[at - 1] in _ANSWERING

    def _is_reason(self, first: int) -> bool:
        """Whether a text is what somebody suffers for: 'was arrested after she had signed an open letter'."""
        for at in range(first - 1, max(-1, first - _REASON_REACH), -1):
            if self.low[at] in (",", ";", ":"):
                return False
            if self.low[at] in _REASONS and any(w in self.words.persecuted for w in self.low[max(0, at - _NEAR) : at]):
                return True
        return False

    def _groups(self) -> Iterator[Group]:
        members = {m.after for m in self.words.members.find(self.tokens)}
        last: Group | None = None
        for match in self.words.groups.find(self.tokens):
            inside = match.first and not self.is_title and self.tokens[match.after - 1].text[:2].istitle()
            if inside and (match.value != "none" or match.after - match.first == 1):
                continue  # a part of a name: 'Front Line Defenders'
            first, number, others, roughly = self._counted(match.first, last)
            if self.depth[match.first] or not members.isdisjoint(range(first - 2, match.first + 1)):
                continue  # an aside, or the members of a coalition
            before = self.low[max(0, first - 3) : first]
            if self.low[match.first] == "others" and number is None and before[-1:] != ["and"]:
                continue  # some others, whoever they are
            if before[-1:] == ["first"]:
                number = None  # 'the first eleven signatories' are not all
            # 'More than 3700 other organisations' is a round number of all.
            others = not roughly and (others or self._is_beside(first, number)) and before != ["on", "behalf", "of"]
            named = self._is_among_signers(first, match.after)
            # 'Eight groups joined A', 'A joined with eight groups' in what A does.
            joining = self.low[match.after : match.after + 1] + before[-1:] + before[-2:-1] * (before[-1:] == ["with"])
            others = others or (not roughly and not self.words.joining.isdisjoint(joining))
            acts = self._acts(first, match)
            kind = last.kind if last is not None and last.begin == first else match.value
            last = Group(first, match.first, match.after, number, others, kind, acts, named)
            yield last

    def _counted(self, noun: int, last: Group | None) -> tuple[int, int | None, bool, bool]:
        """(index where a group begins, its number, whether these are others, whether 'more than' so many) from the noun
        back over its adjectives, and over the `last` group before it ('ten writers and artists')."""
        first, others = noun, self.low[noun] == "others"
        number = None
        while first and noun - first < _NEAR + 2:
            word = self.low[first - 1]
            if last is not None and first == last.after and self.low[first] in (",", "and", "&"):
                return last.begin, last.number, last.others, False
            if first - 1 in self.numbers:
                first, number = self.numbers[first - 1]
                break
            if not (word.isalpha() or "-" in word or word in (",", "+")) or self._ends_adjectives(first - 1):
                break
            if word in ("and", ",") and self._ends_name(first - 1):
                break  # 'Rivers League and several organisations'
            others = others or word in _OTHERS
            first -= 1
        counted = first
        while first and self.low[first - 1] in _ROUGHLY:
            first -= 1
        roughly = not {"more", "over"}.isdisjoint(self.low[first:counted])
        if first > 1 and self.low[first - 1] == "of" and self.low[first - 2] in _COLLECTIVES:
            first -= 2
            while first and (self.low[first - 1] in INDEFINITE or self.low[first - 1] in ("diverse", "large", "broad")):
                first -= 1
        return first, number, others, roughly

    def _ends_name(self, at: int) -> bool:
        """Whether a name ends before a place, no adjective of what is counted: '29 Africa and Asia-based groups'."""
        counted = any(i in self.numbers for i in range(max(0, at - _NEAR), at))
        return at > 0 and self.tokens[at - 1].text[0].isupper() and not self.is_title and not counted

    def _ends_adjectives(self, at: int) -> bool:
        """Whether a word cannot stand between a number and its group."""
        word = self.low[at]
        if word in PREPOSITIONS or word in _AUXILIARIES or word in DEFINITE or word in OWNERS or word in _CLOSED:
            return True
        return (
            word in self.words.series.calendar
            or word in self.words.times
            or at in self.calls
            or word in self.words.joining
        )

    def _is_beside(self, first: int, number: int | None) -> bool:
        """Whether a number is of those beside one named: 'Rivers League and 14 members'."""
        counted = number is not None or self.low[first] in (
            "several",
            "many",
            "various",
            "numerous",
            "dozens",
            "scores",
        )
        if not counted or first < _FOLLOWS or self.low[first - 1] not in ("and", "&", "plus"):
            return False
        return any(c.isupper() or c.isdigit() for c in self.tokens[first - 2].text)

    def _is_among_signers(self, first: int, after: int) -> bool:
        """Whether the words beside a group show that it has signed: 'by 30 groups', 'one of 30 groups that signed'."""
        before = self.low[max(0, first - 3) : first]
        if before == ["on", "behalf", "of"] or before[-2:] == ["one", "of"] or (before and before[-1] in _WITH):
            return True
        return any(after <= m.first < after + _NEAR for m in self.signs[:_MOST_SIGNS])

    def _numbers(self) -> dict[int, tuple[int, int]]:
        """Index of each word of a number -> (index of its first word, the number)."""
        at = {t.start: i for i, t in enumerate(self.tokens)}
        found: dict[int, tuple[int, int]] = {}
        for number in find_numbers(self.tokens):
            index = first = at.get(number.start, len(self.tokens))
            if number.value in YEARS and first > 0 and self.low[first - 1] in self.words.series.calendar:
                continue  # the year of a date
            while 2 <= number.value < _MOST and index < len(self.tokens) and self.tokens[index].start < number.end:
                found[index] = (first, int(number.value))
                index += 1
        return found

    def _acts(self, first: int, group: Match[str]) -> bool:
        """Whether a group is the subject of a call, or of sending out a text."""
        after = group.after
        if first and (self.low[first - 1] in PREPOSITIONS or first - 1 in self.calls or self._is_of_agents(first)):
            return False
        if self.low[group.first] in _SINGULAR and self.low[after : after + 1] != ["of"] and self._is_lone(first, group):
            return False
        if first and self.low[first - 1] in self.words.saying:
            return True  # 'Free her, say ten groups'
        plain = 0
        for at in range(after, len(self.low)):
            word = self.low[at]
            plain += word[0].isalpha() and self.tokens[at].text == word
            if plain > _AHEAD:
                break
            if self.low[at - 1] in _RELATIVES:
                continue
            if at in self.calls or (at in self.issues and (self.nouns or self._is_passed_on(at))):
                if word.endswith("ed") and self.low[at - 1] in _AUXILIARIES:
                    return self.low[at - 1] in HAVE or self._is_state(at)
                return True
            if self.is_said(at):
                return True
            if word in BE and at < after + 2 and not any(i in self.calls for i in range(at + 1, at + _NEAR)):
                return False
            if word in (";", ":") or (word == "that" and at > after + 1):
                break
        return False

    def _is_of_agents(self, first: int) -> bool:
        """Whether a group goes on with those by whom something is: 'a report by Rivers University and others'."""
        at = first - 1
        if at < 1 or self.low[at] != "and":
            return False
        while at > 0 and (self.tokens[at].text[0].isupper() or self.low[at] in (",", "and", "the", "of", "for")):
            at -= 1
        return self.low[at] in ("by", "from")

    def is_said(self, at: int) -> bool:
        """Whether a verb tells who has said what must be done, and ends the sentence: 'Ruritania must free her, ten
        groups said today.'"""
        if self.low[at] not in self.words.saying or not any(w in _ASKING for w in self.low[:at]):
            return False
        rest = [w for w in self.low[at + 1 :] if w.isalpha()]
        known = (self.words.skipped, self.words.series.calendar, self.words.times, ("on", "in", "a", "the"))
        return len(rest) <= _NEAR + 1 and all(any(w in k for k in known) for w in rest)

    def _is_state(self, at: int) -> bool:
        return self.words.states.at(self.tokens, at) is not None

    def _is_lone(self, first: int, group: Match[str]) -> bool:
        """Whether 'the organisation' is a single one: with no number, and no members after it."""
        return not any(i in self.numbers for i in range(first, group.after))

    def _is_passed_on(self, at: int) -> bool:
        """Whether a verb has the text of the sentence before as its object: 'ten groups sent it'."""
        return self.passed_on and self.low[at + 1 : at + 2] in (["it"], ["them"])


def _depths(low: Sequence[str]) -> list[int]:
    """How deep in brackets each token stands."""
    found, depth = [], 0
    for word in low:
        depth += word in "(["
        found.append(depth)
        depth = max(0, depth - (word in ")]"))
    return found
