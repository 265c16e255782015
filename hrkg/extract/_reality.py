"""Whether a cue tells what has come to pass, and whether it still lasts."""

from dataclasses import dataclass
from functools import lru_cache

from hrkg.extract._cues import Cue
from hrkg.extract._grammar import BE, BEFORE_RELEASES, BREAKS, EARLIER, HAVE, PAST_VERBS, PRESENT_VERBS
from hrkg.extract._scene import Scene
from hrkg.lexicon import Lexicon
from hrkg.text.phrases import Phrases

# What somebody 'faces' has come already, where an arrest or a term that he faces has not.
_SUFFERED = frozenset(("threat", "surveillance", "travel-ban", "smear", "transnational-repression"))
_NOUNS = frozenset(("noun", "own", "either"))
_FREEING = frozenset(("release", "conditional", "bail"))
_ORDERS = frozenset(("decided", "ordered", "orders", "ruled", "rules"))
_ORDERED = 7  # words between an order and what it orders
_GOVERNED = 2  # words between 'no' or 'could' and a noun that it concerns


@dataclass(frozen=True)
class Doubts:
    """The words that make an event unreal, and those that ask for a release."""

    unreal: Phrases[str]
    demands: Phrases[str]


@lru_cache(maxsize=4)
def doubts_of(lexicon: Lexicon) -> Doubts:
    """The tables for a lexicon, made at the first call."""
    return Doubts(lexicon.phrases("unreal"), lexicon.phrases("release-demand"))


def is_real(scene: Scene, cue: Cue, doubts: Doubts) -> bool:
    """Whether the words assert the event: no negation, modal, fear, condition, purpose or demand governs it.

    'was not arrested', 'could face prison', 'fears that she may be killed', 'if arrested', 'to arrest him' tell of
    nothing.
    """
    before = scene.low[cue.first - 1] if cue.first else ""
    ordered = not _ORDERS.isdisjoint(scene.low[max(0, cue.first - _ORDERED) : cue.first])  # 'ruled that he be held'
    if (before == "be" and not ordered) or (before == "to" and cue.voice in ("active", "either")):
        return False
    if cue.kind in _FREEING and _is_demanded(scene, cue, doubts):
        return False
    if scene.low[0] == "had":  # 'Had she been arrested, …'
        return False
    begin = _clause_start(scene, cue)
    for match in doubts.unreal.find(scene.tokens[begin : cue.first]):
        after = begin + match.after
        if match.value == "real" or (scene.tokens[begin + match.first].text == "May" and begin + match.first > 0):
            continue
        if match.value in ("modal", "not") and cue.voice in _NOUNS and cue.first - after > _GOVERNED:
            continue
        if (match.value == "face" and cue.kind in _SUFFERED) or (match.value == "try" and cue.kind == "surveillance"):
            continue
        if match.value == "not" and "and" in scene.low[after : cue.first]:
            continue
        if match.value == "crime" and (
            cue.voice in ("verb", "passive", "state") or "and" in scene.low[after : cue.first]
        ):
            continue
        return False
    return True


def _clause_start(scene: Scene, cue: Cue) -> int:
    """The first token of the cue's clause; 'may be arrested, tortured and killed' is one, 'may go and was tortured'
    two."""
    own_verb = False
    crossed = False
    for at in range(cue.first - 1, -1, -1):
        word = scene.low[at]
        if word in BREAKS:
            listed = word == "," and at > 0 and scene.low[at - 1].endswith(("ed", "en"))
            if (listed or (word == "and" and not crossed)) and not own_verb:
                crossed = crossed or not listed
                continue
            return at + 1
        own_verb = own_verb or word in BE or word in HAVE
    return 0


def _is_demanded(scene: Scene, cue: Cue, doubts: Doubts) -> bool:
    """Whether a release is asked for: by a verb or noun of asking before it, or by an imperative."""
    if cue.first == 0 and cue.voice != "verb":
        return True
    if scene.is_passive(cue):  # 'that they are freed', as an item of what is demanded
        return (
            scene.entry
            and not scene.dates
            and not {"is", "are"}.isdisjoint(scene.low[max(0, cue.first - 3) : cue.first])
        )
    if cue.voice == "state":
        return bool(doubts.demands.find(scene.tokens[_clause_start(scene, cue) : cue.first]))
    if cue.voice in ("active", "either") and cue.first and scene.low[cue.first - 1] == "to":
        return True
    before = scene.low[max(0, cue.first - 3) : cue.first]
    following = scene.low[cue.after : cue.after + 2]
    told = not BEFORE_RELEASES.isdisjoint(before) or following[:1] in (["on"], ["in"], ["came"])
    if cue.voice in ("either", "noun") and not told:
        return True
    return bool(doubts.demands.find(scene.tokens[: cue.first]))


def is_earlier(scene: Scene, cue: Cue) -> bool:
    """Whether the event is told as what had come before: 'had already been jailed', 'previously'."""
    return not EARLIER.isdisjoint(scene.low[_clause_start(scene, cue) : cue.first])


def is_now(scene: Scene, cue: Cue) -> bool:
    """Whether what the cue tells lasts as the post is written: told in the present or the present perfect, or without
    a verb (in a title, in brackets)."""
    words = scene.low[max(0, cue.first - 8) : cue.after]
    if cue.kind in ("arrest", "rearrest"):
        return not {"has", "have", "is", "are"}.isdisjoint(words[-5:])
    if cue.kind.startswith("spent"):  # 'has spent two years in prison' goes on
        return not {"has", "have"}.isdisjoint(scene.low[max(0, cue.first - 3) : cue.first])
    for at in range(len(words) - 1, -1, -1):
        if words[at] in PAST_VERBS or (words[at] == "been" and at > 0 and words[at - 1] == "had"):
            return False
        if words[at] in PRESENT_VERBS:
            return True
    return True
