"""What the words beside a person's name say of that person: roles, affiliations, countries."""

from collections.abc import Sequence

from hrkg.extract._bodies import Acronyms
from hrkg.extract._description import About, Description
from hrkg.extract._groups import Groups
from hrkg.extract._names import Naming
from hrkg.extract._nouns import AboutWords
from hrkg.model import Reading


def describe(
    reading: Reading, words: AboutWords, namings: Sequence[tuple[Naming, int]], offices: frozenset[int]
) -> dict[int, About]:
    """What a post says of each of its persons, by their numbers; `offices` are those whom it is not about."""
    acronyms = Acronyms(reading, words.bodies)
    found = {number: About() for _, number in namings}
    by_sentence: dict[int, list[tuple[Naming, int]]] = {}
    for naming, number in sorted(namings, key=lambda pair: pair[0].start):
        by_sentence.setdefault(naming.sentence, []).append((naming, number))
    groups = Groups(reading, by_sentence, offices)
    latest: int | None = None
    headed: int | None = None
    description: Description | None = None
    shared: list[tuple[int, int]] = []
    titles: list[Description] = []
    for index, sentence in enumerate(reading.sentences):
        here = by_sentence.get(index, [])
        if not namings:
            break
        line_before = description.line if description and reading.sentences[index - 1].block == sentence.block else None
        description = Description(sentence, words, acronyms, here, found, line_before)
        if here or latest is not None:
            description.of_names()
            if headed is not None:
                description.of_heading(found[headed])
            description.of_last_named(latest, offices)
        if here and sentence.block:
            description.of_places()
        elif here:
            titles.append(description)
        description.of_groups(groups, index)
        shared += description.sharing(latest) if here else ()
        subjects = [number for _, number in here if number not in offices]
        latest = subjects[0] if subjects else latest
        headed = latest if subjects and description.is_name_alone() else None
    for title in titles:  # what the body says goes before
        title.of_places()
    for number, owner in shared:
        if not found[number].affiliations:
            found[number].affiliations.update(found[owner].affiliations)
    return found
