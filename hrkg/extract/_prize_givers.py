"""Who awards a prize, as a post says it: 'the A Prize of B', 'B awards the A Prize', 'given by the city of C'."""

import re
from collections.abc import Sequence

from hrkg.extract._prize_names import NamedPrize
from hrkg.extract._prize_view import Name, PostView, Reference, View, written
from hrkg.text.normal import fold

_SUBJECT_WORDS = 10  # tokens before a verb of giving, within which its subject is
_BEFORE_HEAD = 3  # tokens: 'Protestant churches', 'the federal foreign ministry'


class Givers:
    """Finds the bodies that award the prizes of a post."""

    def __init__(self, post: PostView) -> None:
        self._post = post

    def of(self, prize: NamedPrize, current: NamedPrize | None) -> str | None:
        """Whose prize it is, as far as the post says so; `current` is the prize that 'the award' is of."""
        bodies = {n.name: fold(n.name).split() for v in self._post.views for n in v.names if n.mention is None}
        telling = fold(prize.name).split()
        written = re.split(r"[ /]", prize.name)
        starts = (" ".join(written[:length]) for length in range(len(written) - 1, 0, -1))
        known_start = next((s for s in starts if fold(s) in self._post.words.organisations), "")
        founded = [b for b, words in bodies.items() if words[: len(telling)] == telling]
        owning = [b for b, words in bodies.items() if len(words) > 1 and words == telling[: len(words)]]
        spelt = [b for b in bodies if fold(self._post.acronyms.get(b, "")) == telling[0]]
        if founded or owning or spelt:
            return max(founded or [*owning, *([known_start] if owning else [])] or spelt, key=len)
        for view in self._post.views:
            for reference in view.references:
                if (reference.prize or current) is prize and (giver := self._giver(view, reference)) is not None:
                    return giver
        known = prize.row["awarder"] if prize.row is not None else ""
        if known and re.search(rf"\b{re.escape(known)}\b", self._post.reading.post.text):
            return known
        if known_start or (caller := self._caller(prize)) is not None:
            return known_start or caller
        alike = [b for b, words in bodies.items() if words[0] == telling[0]]
        return next(
            (b for b in alike if b.split()[-1] in self._post.words.bodies or fold(b) in self._post.words.organisations),
            None,
        )

    def _giver(self, view: View, reference: Reference) -> str | None:
        """The body that a sentence makes the giver: subject of 'award', after 'by', owner of the prize."""
        persons = {n.first for n in view.names if n.mention is not None}
        bodies = [n for n in view.names if n.mention is None and n.after not in persons]
        owner = view.tokens[reference.first - 1].text if reference.first else ""
        if owner.endswith(("’s", "'s", "s’", "s'")):
            held = [n for n in bodies if n.after == reference.first]
            if held:
                return re.sub(r"[’']s?$", "", held[0].name)
            places = self._post.words.places.find(view.tokens[max(0, reference.first - 2) : reference.first])
            if places and view.word(reference.first - 1)[:-2] == "government":
                return written(view.tokens, reference.first - 2, reference.first)[:-2]
        for cue in view.cues:
            if not cue.value & {"bestow", "withdraw"}:
                continue
            public = self._public_body(view, 0)
            if public is not None and cue.first <= _SUBJECT_WORDS and reference.first > cue.first:
                return public
            by = next((i for i in range(cue.after, len(view.tokens)) if view.word(i) == "by"), None)
            if by is not None and (agent := self._agent(view, by, bodies)) is not None:
                return agent
            relative = [n for n in bodies if reference.after <= n.first < cue.first]
            if relative and any(view.word(i) in ("which", "that") for i in range(reference.after, relative[0].first)):
                return relative[0].name
            passive = any(
                view.word(i) in ("is", "was", "were", "are", "been", "be") for i in range(cue.first - 2, cue.first)
            )
            before = [n for n in bodies if n.after <= cue.first and view.word(n.first - 1) != "of"]
            if before and not passive and reference.first > cue.first:
                which = view.word(cue.first - 1) == "which"
                return before[-1].name if which else before[0].name
        if view.word(reference.after) == "of" and (owned := self._public_body(view, reference.after + 1)) is not None:
            return owned
        if view.word(reference.first - 1) in self._post.words.authorities and reference.first > 1:
            nation = self._post.words.places.find(view.tokens[reference.first - 2 : reference.first - 1])
            return written(view.tokens, reference.first - 2, reference.first) if nation else None
        after = [
            n for n in bodies if n.first >= reference.after and view.governor(n.first, reference.after - 1) == "of"
        ]
        between = {view.word(i) for i in range(reference.after, after[0].first)} if after else {","}
        return after[0].name if after and len(between) < 8 and not between & {",", "and", "to"} else None

    def _agent(self, view: View, by: int, bodies: Sequence[Name]) -> str | None:
        """The body after 'by': as written, in full where the post tells what its letters stand for."""
        for name in bodies:
            if name.first > by and view.governor(name.first, by) == "by":
                return name.name
        first = by + 1 + (view.word(by + 1) == "the")
        spelt = next((n for n, short in self._post.acronyms.items() if short == view.word(first)), None)
        return spelt or self._public_body(view, by + 1)

    def _public_body(self, view: View, index: int) -> str | None:
        """A body whose name has words without capitals, at an index: 'the city of Bergen'."""
        index += view.word(index) == "the"
        tokens, authorities = view.tokens, self._post.words.authorities
        near = range(index, min(index + _BEFORE_HEAD, len(tokens)))
        head = next((i for i in near if tokens[i].text in authorities), None)
        if head is None or not all(tokens[i].text.isalpha() for i in range(index, head)):
            return None
        end = head + 1
        while end < len(tokens) and (tokens[end].text[0].isupper() or view.word(end) in ("of", "the", "and")):
            end += 1
        while view.word(end - 1) in ("of", "the", "and"):
            end -= 1
        named = any(t.text[0].isupper() for t in tokens[index:end])
        return written(tokens, index, end) if named else None

    def _caller(self, prize: NamedPrize) -> str | None:
        """The body that calls for candidates: the subject of 'A issued a call for the B Prize'."""
        for view in self._post.views:
            if view.has("call") and any(r.prize is prize for r in view.references):
                subject = [n for n in view.names if n.mention is None and n.first <= 1]
                if subject and view.references[0].first > subject[0].after:
                    return subject[0].name
        return None
