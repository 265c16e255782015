"""What the words beside a person's name say of that person: roles, affiliations, countries."""

from collections.abc import Sequence

from hrkg.extract._bodies import Acronyms
from hrkg.extract._description import read_names, read_places, shared_bodies
from hrkg.extract._groups import Groups
from hrkg.extract._names import Naming
from hrkg.extract._nouns import AboutWords
from hrkg.extract._recalled import read_heading, read_of_groups, read_of_last_named
from hrkg.extract._view import About, View
from hrkg.model import Reading


def describe(
    reading: Reading, words: AboutWords, namings: Sequence[tuple[Naming, int]], offices: frozenset[int]
) -> dict[int, About]:
    """What a post says of each of its persons, by their numbers; `offices` are those whom it is not about."""
    found = {number: About() for _, number in namings}
    if not namings:
        return found
    acronyms = Acronyms(reading, words.bodies)
    by_sentence: dict[int, list[tuple[Naming, int]]] = {}
    for naming, number in sorted(namings, key=lambda pair: pair[0].start):
        by_sentence.setdefault(naming.sentence, []).append((naming, number))
    groups = Groups(reading, by_sentence, offices)
    latest: int | None = None
    headed: int | None = None
    view: View | None = None
    shared: list[tuple[int, int]] = []
    titles: list[View] = []
    for index, sentence in enumerate(reading.sentences):
        here = by_sentence.get(index, [])
        same_block = view is not None and reading.sentences[index - 1].block == sentence.block
        if view is not None:
            view.before = None  # no chain of all sentences
        view = View(sentence, words, acronyms, here, found, view if same_block else None)
        if here or latest is not None:
            read_names(view)
            if headed is not None:
                read_heading(view, found[headed])
            read_of_last_named(view, latest, offices)
        if here and sentence.block:
            read_places(view)
        elif here:
            titles.append(view)
        read_of_groups(view, groups, index)
        shared += shared_bodies(view, latest) if here else ()
        subjects = [number for _, number in here if number not in offices]
        latest = subjects[0] if subjects else latest
        headed = latest if subjects and view.is_name_alone() else None
    for title in titles:  # what the body says goes before
        read_places(title)
    for number, owner in shared:
        if not found[number].affiliations:
            found[number].affiliations.update(found[owner].affiliations)
    return found
