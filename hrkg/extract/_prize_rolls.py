"""Lists of those who win a prize or are in the running: an entry, a line or a heading for each."""

from hrkg.extract._prize_view import YEAR, PostView, View, adjacent, written
from hrkg.text.amounts import find_numbers
from hrkg.text.phrases import Match

_LABEL_WORDS = 12
_ROLL_WORDS = 8


class Rolls:
    """Reads the lists of a post, sentence after sentence; `last` are those listed last, whom 'they' and 'both' mean."""

    def __init__(self, post: PostView, *, about: bool) -> None:
        """`about`: whether the post is about a prize, so that 'the four are:' is of its prize."""
        self._post, self._about = post, about
        self.last: list[str] = []
        self._block = -1
        self._until = -1
        self.cues_before: list[Match[frozenset[str]]] = []  # of the last sentence that spoke of winners or finalists

    def entries(self, index: int, view: View, *, expected: bool) -> list[tuple[list[str], int | None, View]]:
        """The entries of a list that a sentence announces: (names, year, sentence) for each block that follows it.

        After a colon an entry may be a body; without one it must be labelled or begin with a person's full name.
        """
        colon = view.sentence.text.endswith(":")
        telling = view.is_telling() or (colon and self._is_roll(view))
        if not telling or not (colon or expected) or view.block.kind == "item":
            return []
        if (view.block.kind == "line" and not colon) or index < self._until:
            return []
        found: list[tuple[list[str], int | None, View]] = []
        block, first = view.sentence.block, None
        headed = False  # whether each entry is a heading, with what is told of it below
        for at in range(index + 1, len(self._post.views)):
            entry = self._post.views[at]
            if entry.sentence.block == block:
                if block == view.sentence.block and (colon or entry.is_telling()):
                    return []
                continue
            block = entry.sentence.block
            if headed and not entry.is_heading():
                continue
            begun = bool(found) and entry.block.kind == "item"
            names, year, labelled = self._entry(entry, strict=not (colon or headed or begun))
            first = first or (entry.block.kind, labelled)
            headed = headed or (not found and not labelled and self._is_headed(at))
            own = any(r.year is not None for r in entry.references)
            unlike = entry.block.kind != first[0] or (first[1] and not labelled and not colon)
            if not names or own or (headed and self._is_section(entry)) or (unlike and not headed):
                break
            found.append((names, year, entry))
            self._until = at
        return found if colon or len({n for names, _, _ in found for n in names}) > 1 else []

    def _is_roll(self, view: View) -> bool:
        """Whether a few words announce those just spoken of: 'The four are:', 'They are:'."""
        words = [t.form for t in view.tokens]
        counted = bool(find_numbers(view.tokens)) or words[0] in ("they", "these")
        return self._about and len(words) < _ROLL_WORDS and counted and words[-2:] == ["are", ":"]

    def _is_headed(self, at: int) -> bool:
        """Whether an entry is a heading with a text below it."""
        views = self._post.views
        below = views[at + 1].block if at + 1 < len(views) else None
        told = below is not None and below.kind == "paragraph" and below.text.endswith((".", "”", "!", '"'))
        return told and views[at].is_heading() and views[at].block.kind != "item"

    def _is_section(self, view: View) -> bool:
        """Whether a heading begins another section: 'Background', 'About the prize'."""
        return bool(view.references) or view.word(0) in self._post.words.sections or len(view.tokens) == 1

    def remember(self, index: int, view: View) -> None:
        """Keeps who was listed last, one a block: those whom 'they' and 'both' mean."""
        if view.has("winner") or view.has("finalist"):
            self.cues_before = view.cues
        if index and self._post.views[index - 1].sentence.block == view.sentence.block:
            return
        persons = {m.name for m in self._post.reading.mentions}
        names = [n for n in self._entry(view, strict=True)[0] if n in persons]
        if names:
            follows = self._block == view.sentence.block - 1
            self.last = [*self.last, *names] if follows else names
            self._block = view.sentence.block

    def _entry(self, view: View, *, strict: bool) -> tuple[list[str], int | None, bool]:
        """(names, year, whether it has a label) of an entry: 'Courage: A (Egypt)', '2010: A, B Union', 'A, lawyer'.

        With strict, only a person's full name at the beginning or after a label counts.
        """
        begin, year, labelled = 0, None, False
        for index in range(min(_LABEL_WORDS, len(view.tokens))):
            if view.word(index) in (":", "–", "—") and not any(n.first < index and n.mention for n in view.names):
                begin, labelled = index + 1, True
                year = int(view.word(0)) if index == 1 and YEAR.fullmatch(view.word(0)) else None
                break
        starting = next((n for n in view.names if n.first >= begin), None)
        person = starting is not None and starting.mention is not None and " " in starting.name
        if person and starting is not None and starting.first - begin < 3 and not view.governor(starting.first, begin):
            members = view.members(starting, len(view.tokens))
            return [n.name for n in (members if labelled else adjacent(view, members))], year, labelled
        if strict and not labelled:
            return [], None, False
        body = self._entry_body(view, begin)
        return (self._two_people(body) if body else []), year, labelled

    def _two_people(self, name: str) -> list[str]:
        """'A Haddad and B Wen' parted, where no word in it is one for a body."""
        people = name.split(" and ")
        if (
            len(people) == 2
            and all(2 <= len(p.split()) <= 3 for p in people)
            and not self._post.words.in_bodies & set(name.split())
        ):
            return people
        return [name]

    def _entry_body(self, view: View, begin: int) -> str | None:
        """The organisation that an entry names, as far as a bracket, a dash, or a comma before what it is."""
        tokens = view.tokens
        begin += view.word(begin) == "the"
        if begin >= len(tokens) or not tokens[begin].text[0].isupper() or tokens[begin].text in self._post.words.cut:
            return None
        full = next(
            (i for i in range(begin, len(tokens) - 2) if view.word(i) == "in" and view.word(i + 1) == "full"), None
        )
        if full is not None:
            begin = full + 2 + (view.word(full + 2) == "the")
        end, enumerated = begin, False
        while end < len(tokens):
            word = tokens[end].text
            if word in ("(", "[", "–", "—", ":", ";", ".", "who", "which", "from", "is", "was"):
                break
            if word == "," and not enumerated:
                enumerated = self._is_enumeration(view, end)
                if not enumerated:
                    break
            end += 1
        name = written(tokens, begin, end)
        return name if name and not self._post.is_region(tokens[begin:end]) else None

    def _is_enumeration(self, view: View, comma: int) -> bool:
        """Whether a comma is part of a name: 'Movement for Rights, Peace and Justice', not 'Iris, a group in Peru'."""
        rest = [view.word(i) for i in range(comma + 1, len(view.tokens))]
        stop = next((i for i, w in enumerate(rest) if w in ("(", ";", ":", ".", "–")), len(rest))
        following = view.tokens[comma + 1].text if comma + 1 < len(view.tokens) else "."
        place = self._post.words.places.find(view.tokens[comma + 1 : comma + 5])
        if place and place[0].start == view.tokens[comma + 1].start:
            return False
        return following[0].isupper() and "and" in rest[:stop] and len(rest[:stop]) < 20
