"""Posts to measure with: those at hand repeated, and invented ones, as archive text."""

import random
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate, cycle, islice
from pathlib import Path

from hrkg.errors import InputError
from hrkg.model import Post
from hrkg.read.source import read_posts

ROOT = Path(__file__).resolve().parents[1]
# Those of ../shared are other people's posts and stand outside the repository.
PLACES = (ROOT / "data" / "posts", ROOT.parent / "shared" / "corpus" / "dev.txt")


def at_hand() -> tuple[list[Post], list[str]]:
    """The posts at hand, and the names of what they stand in."""
    here = [path for path in PLACES if path.exists()]
    return read_posts(map(str, here)), [path.name for path in here]


def to_archive(posts: Iterable[Post]) -> Iterator[str]:
    """The posts as an archive page has them, one text each."""
    for post in posts:
        day = date.fromisoformat(post.published)
        body = post.text.removeprefix(post.title).strip("\n")
        yield f"{post.title}\n\n{day:%B} {day.day}, {day.year}\n\n{body}\n\n"


def write_repeated(posts: Sequence[Post], count: int, path: Path) -> None:
    """Write so many posts: those given over and over, the title of each with a number of its own, so that their keys
    differ. Raises InputError where the file would not give them all back."""
    many = islice(enumerate(cycle(to_archive(posts))), count)
    with path.open("w", encoding="utf-8") as file:
        for number, text in many:
            title, _, rest = text.partition("\n")
            file.write(f"{title} ({number})\n{rest}")
    found = len(read_posts([str(path)]))
    if found != count:
        raise InputError(str(path), f"{count} posts were written and {found} read")


_KINDS = (
    "Centre",
    "Network",
    "Association",
    "Committee",
    "Union",
    "Initiative",
    "Forum",
    "Foundation",
    "League",
    "Coalition",
    "Alliance",
    "House",
)
_CAUSES = (
    "for Human Rights",
    "for Press Freedom",
    "of Defence Lawyers",
    "against Torture",
    "for Fair Trials",
    "of Women Defenders",
    "for Prisoners",
    "of Free Writers",
    "for Land Rights",
    "of Independent Journalists",
)
_SYLLABLES = ("ba", "do", "ka", "li", "mo", "na", "pe", "ri", "sa", "tu", "ve", "zo")
_STATES = ("Belarus", "Egypt", "Turkey", "Vietnam", "Bahrain", "Colombia", "Uganda", "Iran", "Nicaragua", "Azerbaijan")


def write_invented(count: int, path: Path, *, organisations: int = 3000, seed: int = 1) -> None:
    """Write so many joint statements of invented organisations for invented people. How often an organisation signs
    follows Zipf: the second half as often as the first, the third a third as often."""
    chance = random.Random(seed)
    names = _organisations(organisations, chance)
    weights = list(accumulate(1 / rank for rank in range(1, organisations + 1)))
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            drawn = chance.choices(names, cum_weights=weights, k=chance.randint(4, 30))
            file.write(_invented(number, sorted(set(drawn)), chance))


def _organisations(count: int, chance: random.Random) -> list[str]:
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{_word(chance)} {chance.choice(_KINDS)} {chance.choice(_CAUSES)}"] = None
    return list(names)


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3)).capitalize()


def _invented(number: int, signatories: Sequence[str], chance: random.Random) -> str:
    day = date(2012, 1, 1) + timedelta(days=number % 5000)
    state, name = chance.choice(_STATES), f"{_word(chance)} {_word(chance)}ev"
    arrest = day - timedelta(days=chance.randint(5, 900))
    entries = "\n".join(f"• {entry}" for entry in signatories)
    return (
        f"{len(signatories)} organisations call on {state} to release {name} (case {number})\n\n"
        f"{day:%B} {day.day}, {day.year}\n\n"
        f"In a joint statement {len(signatories)} organisations call on the authorities of {state} to release human "
        f"rights defender {name}, who was arrested on {arrest.day} {arrest:%B} {arrest.year} and "
        f"sentenced to {chance.randint(2, 15)} years in prison.\n\nSignatories:\n\n{entries}\n\n"
    )
