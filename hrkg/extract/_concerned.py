"""Whom a cue is about: the one who is arrested, not the one who arrests."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from hrkg.extract._cast import Ref
from hrkg.extract._cues import Cue
from hrkg.extract._grammar import (
    ADVERBS,
    BARRING_OBJECTS,
    BE,
    BEFORE_NAMES,
    BREAKS,
    DETERMINERS,
    HAVE,
    OF_PREPOSITIONS,
    PARTITIVES,
    PREPOSITIONS,
    SMALL_NUMBERS,
    TIMES_AND_LINKS,
)
from hrkg.extract._scene import Scene
from hrkg.lexicon import Lexicon
from hrkg.text.phrases import Phrases

_LISTING = frozenset((":", "including", "them", "namely", "notably", "such"))
_OWNED = 4  # tokens between 'his' and 'arrest'
_WIDEST_SUBJECT = 40  # tokens between a person and the verb
_WIDEST_OBJECT = 7
_SUFFERING_REACH = 8  # tokens between 'faces' or 'victim of' and what is suffered


@lru_cache(maxsize=4)
def suffering_of(lexicon: Lexicon) -> Phrases[str]:
    """The words that make a noun befall their subject ('received', 'was subjected to'); made at the first call."""
    return lexicon.phrases("suffering")


def concerned(scene: Scene, cue: Cue, cues: Sequence[Cue], subject: Ref | None, suffering: Phrases[str]) -> Ref | None:
    """The reference to those whom the event befalls; None when it befalls nobody of whom the post tells.

    `subject`: whom the sentence has been about so far ('… and sentenced', with nobody named in between). Cues of the
    voice 'bare' name nobody and get None.
    """
    finder = _Finder(scene, cue, subject, suffering)
    ref = finder.find()
    if ref is not None and ref.kind in ("many", "relative") and not ref.people:
        listed = _listed(scene, ref)
        return listed if listed is not None else ref
    if ref is not None and ref.people:
        return replace(ref, people=_with_company(scene, cue, cues, ref.people))
    return ref


class _Finder:
    """The search for one cue."""

    def __init__(self, scene: Scene, cue: Cue, subject: Ref | None, suffering: Phrases[str]) -> None:
        self._scene = scene
        self._cue = cue
        self._carried = subject
        self._suffering = suffering

    def find(self) -> Ref | None:
        cue = self._cue
        if cue.gap is not None and cue.voice != "state":
            begin, end = cue.gap
            inside = [r for r in self._scene.refs if begin <= r.first < end and r.kind != "actor" and not r.genitive]
            return inside[0] if inside else self._subject() if self._scene.is_passive(cue) else None
        if cue.voice in ("verb", "passive", "aux"):
            return self._of_verb()
        if cue.voice == "active":
            return self._object()
        if cue.voice == "state":
            return self._subject()
        if cue.voice == "either":
            return self._of_noun() or self._object()
        return self._of_noun() if cue.voice in ("noun", "own") else None

    def _of_verb(self) -> Ref | None:
        """A past form: passive ('was arrested', 'arrested in May'), active ('police arrested him'), or 'whom police
        arrested'."""
        scene, cue = self._scene, self._cue
        if scene.is_passive(cue):
            return self._subject()
        if scene.is_active(cue):
            return self._object() if cue.voice == "verb" else None
        whom = next((r for r in scene.before(cue) if r.kind == "relative" and scene.low[r.first] == "whom"), None)
        if whom is not None and cue.first - whom.after <= 5:
            return whom
        if cue.voice == "verb":
            ref = self._object()
            if ref is not None:
                return ref
        if cue.voice == "aux" or (cue.voice == "passive" and cue.first and scene.low[cue.first - 1] in DETERMINERS):
            return None
        subject = self._subject()
        follows = scene.low[cue.after] if cue.after < len(scene.low) else "."
        timed = scene.low[cue.after + 1 : cue.after + 2] == ["same"]  # 'and remanded in custody the same day'
        return None if subject is None or (follows in DETERMINERS and not timed) else subject

    def _object(self) -> Ref | None:
        """Who stands after a verb: within a few words, before anything that breaks the clause."""
        low, after = self._scene.low, self._cue.after
        for ref in self._scene.refs:
            if ref.first < after or ref.kind == "relative":
                continue
            between = low[after : ref.first]
            broken = any((w in BREAKS and w != "and") or w in BE or w in BARRING_OBJECTS for w in between)
            return None if broken or ref.genitive or len(between) > _WIDEST_OBJECT else ref
        return None

    def _subject(self) -> Ref | None:
        """Who stands before a verb or a state: the nearest reference that no preposition governs."""
        scene, cue = self._scene, self._cue
        low = scene.low
        if self._is_coordinated() and self._carried is not None:
            return self._carried
        gerund = cue.first > 0 and low[cue.first - 1] in ("being", "having")
        aside = self._aside()
        for ref in scene.before(cue):
            if ref.first in aside:
                continue
            if cue.first - ref.after > _WIDEST_SUBJECT or ";" in low[ref.after : cue.first]:
                break
            if cue.first == ref.after and not scene.is_passive(cue) and cue.voice != "state":
                return ref  # 'a man killed at the protests'
            if ")" in low[ref.after : cue.first] and "(" not in low[ref.after : cue.first]:
                continue
            if ref.genitive or (
                ref.first > 0 and not gerund and ref.kind != "relative" and self._governor(ref) in PREPOSITIONS
            ):
                continue
            if self._carried is not None and ref.after <= self._carried.first:
                break
            singular = any(w in ("was", "is", "has") for w in low[max(0, cue.first - 3) : cue.first])
            if len(ref.people) > 1 and ref.coordinated and singular:
                return replace(ref, people=ref.people[-1:])
            return ref if ref.kind != "actor" else None
        return self._unspoken()

    def _aside(self) -> range:
        """The tokens of the clause that ends right before the verb: ', who shared it with Omar,' in 'Ali, who …, was
        shot'. Nobody in it is the subject."""
        scene, end = self._scene, self._cue.first
        while end > 0 and (scene.low[end - 1] in BE or scene.low[end - 1] in HAVE or scene.low[end - 1] in ADVERBS):
            end -= 1
        if end == 0 or scene.low[end - 1] != ",":
            return range(0)
        opening = next(
            (r for r in scene.before(self._cue) if r.kind == "relative" and scene.low[r.first] == "who"), None
        )
        if opening is None or opening.first == 0 or scene.low[opening.first - 1] != ",":
            return range(0)
        return range(opening.after, end)

    def _is_coordinated(self) -> bool:
        """Whether the verb goes on from the one before it: '… and sentenced', '… and in August, after a trial,
        sentenced'."""
        if self._carried is None or self._carried.first < 0:
            return False
        scene, at = self._scene, self._cue.first - 1
        while at > self._carried.after and (
            at in scene.dated
            or scene.low[at] in ADVERBS
            or scene.low[at] in BE
            or scene.low[at] in TIMES_AND_LINKS - {"and"}
        ):
            at -= 1
        return at > self._carried.after and scene.low[at] in ("and", "but", ",", "then")

    def _governor(self, ref: Ref) -> str:
        """The word that governs a reference: 'of' in 'the lawyers of the late Ali'."""
        low, at = self._scene.low, ref.first - 1
        while at > 0 and (low[at] in BEFORE_NAMES or low[at] in SMALL_NUMBERS or low[at].isdecimal()):
            at -= 1
        owner = next((i for i in range(at, max(0, at - _OWNED), -1) if low[i] in ("his", "her", "their")), None)
        if owner is not None and PREPOSITIONS.isdisjoint(low[owner:at]) and all(w.isalpha() for w in low[owner:at]):
            return low[owner - 1]  # 'with' in 'with her Libyan colleague Omar'
        return "" if low[at] == "of" and low[at - 1] in PARTITIVES else low[at]

    def _unspoken(self) -> Ref | None:
        """Who is meant where nobody stands before the verb: whom the sentence has been about, else who follows a
        fragment."""
        scene, cue = self._scene, self._cue
        if self._carried is not None and self._carried.first >= 0:
            return self._carried
        lead = [
            w
            for i, w in enumerate(scene.low[: cue.first])
            if w[0].isalpha()
            and i not in scene.dated
            and w not in ADVERBS
            and w not in TIMES_AND_LINKS
            and w not in BE
            and w not in HAVE
        ]
        if lead:
            return None
        verb = next((i for i in range(cue.after, min(cue.after + 5, len(scene.low))) if scene.low[i] in BE), None)
        after = [r for r in scene.refs if r.first >= (verb or cue.after) and r.kind == "person" and not r.genitive]
        if after and verb is not None:  # 'Arrested with him were Ali, who …, and two others: Omar and Said'
            return replace(after[0], people=tuple(dict.fromkeys(p for r in after for p in r.people)))
        if after or self._carried is None:
            return after[0] if after else None
        return replace(self._carried, first=cue.first, after=cue.first)

    def _of_noun(self) -> Ref | None:
        """Whose arrest it is: 'his arrest', 'the arrest of Ali', 'the attack on her', or, of an own noun, who suffers
        it."""
        scene, cue = self._scene, self._cue
        low = scene.low
        owner = next((r for r in scene.before(cue) if r.genitive and cue.first - r.after <= _OWNED), None)
        barred = BREAKS | BE | PREPOSITIONS | BARRING_OBJECTS
        if owner is not None and barred.isdisjoint(low[owner.after : cue.first]):
            return owner
        following = next((r for r in scene.refs if r.first >= cue.after), None)
        if following is not None and following.kind != "relative":
            between = low[cue.after : following.first]
            linked = (between and between[0] in OF_PREPOSITIONS) or low[cue.after - 1] in OF_PREPOSITIONS
            owned = following.genitive and between[-1:] != ["on"]  # but 'spyware on his phone'
            if linked and not owned and len(between) <= _WIDEST_OBJECT and (BREAKS - {"and"} | BE).isdisjoint(between):
                return following
        if cue.voice == "own":
            near = scene.tokens[max(0, cue.first - _SUFFERING_REACH) : cue.first]
            if self._suffering.find(near):
                return self._subject()
        return None


def _listed(scene: Scene, group: Ref) -> Ref | None:
    """The members of a group that the sentence names: 'five activists are in prison: A, B …', 'leaders, among them A'.
    The members of a group that the sentence names: 'five activists are in prison: A, B …', 'leaders, among them A'."""
    for ref in scene.refs:
        if ref.first > group.after and ref.kind == "person" and not ref.genitive:
            before = scene.low[max(0, ref.first - 2) : ref.first]
            if not _LISTING.isdisjoint(before):
                return ref
    return None


def _with_company(scene: Scene, cue: Cue, cues: Sequence[Cue], people: tuple[str, ...]) -> tuple[str, ...]:
    """With those who were arrested, killed … 'along with' the persons, by name."""
    limit = min([c.first for c in cues if c.first >= cue.after] + [len(scene.low)])
    for at in range(cue.after, limit):
        if scene.low[at] in ("with", "alongside", "besides"):
            for other in scene.refs:
                named = any(t.text[0].isupper() for t in scene.tokens[other.first : other.after])
                if 0 < other.first - at <= 8 and other.kind == "person" and named and not other.genitive:
                    people = tuple(dict.fromkeys((*people, *other.people)))
            break
    return people
