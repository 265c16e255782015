"""Mutated posts through reading, extraction and mapping: nothing crashes, every span quotes to the letter, and time
grows no faster than the text."""

import random
import signal
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, fields, is_dataclass
from multiprocessing import get_context
from pathlib import Path

from bench.posts import at_hand, to_archive
from hrkg.errors import InputError
from hrkg.extract.post import find_facts
from hrkg.lexicon import Lexicon, load_lexicon
from hrkg.link.resolve import resolve
from hrkg.mapping.post import map_post
from hrkg.model import PostFacts, Span
from hrkg.quads import from_nquads, to_nquads
from hrkg.read.source import read_posts
from hrkg.settings import Settings, from_env
from hrkg.vocab.iris import Iris
from tests.soak.run import Result, Run

_SECONDS = 120  # for one case, after which it counts as hanging
_SLOW = 20.0  # times the usual time per code point
_NOTICED = 1.0  # seconds, below which a case is never called slow
_GROWTH = 4  # the larger text of a layout is so many times the smaller one
_STEEP = 2.2  # time per code point of the larger against that of the smaller: linear 1, quadratic 4
_LOOKS = 3  # at a layout before it is called steep: on a busy machine one look may be wrong
_BRACKETS = "()[]{}<>“”«»\"'"
# C0 and C1 controls, marks and overrides of direction, joiners, byte order mark, line and paragraph separators, private
# use, combining marks, and letters outside the basic plane.
_ODD = (
    "\x01\x08\x0b\x0c\x1c\x1f\x7f\x85\x9f\u00ad\u200b\u200d\u200e\u200f\u202a\u202e\u2066\u2069"
    "\ufeff\u2028\u2029\ue000\u0301\U0001f512\U00010348"
)

Lines = list[str]


def _drop(lines: Lines, chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def _double(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines.insert(chance.randrange(len(lines)), lines[at])


def _swap(lines: Lines, chance: random.Random) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _cut(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at] = lines[at][: chance.randint(0, len(lines[at]))]


def _join(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    lines[at : at + 3] = [chance.choice((" ", "", ", ", "; ", " and ")).join(lines[at : at + 3])]


def _shuffle(lines: Lines, chance: random.Random) -> None:
    at = chance.randrange(len(lines))
    words = lines[at].split()
    chance.shuffle(words)
    lines[at] = " ".join(words)


def _strew(lines: Lines, chance: random.Random, characters: str) -> None:
    at = chance.randrange(len(lines))
    letters = list(lines[at])
    for _ in range(chance.randint(1, 8)):
        letters.insert(chance.randint(0, len(letters)), chance.choice(characters) * chance.choice((1, 1, 1, 40)))
    lines[at] = "".join(letters)


def _list(lines: Lines, chance: random.Random, entries: int) -> None:
    drawn = [line for line in lines if line] or ["Nobody"]
    mark = chance.choice(("• ", "- ", "", "1. "))
    at = chance.randrange(len(lines) + 1)
    lines[at:at] = ["", "Signatories:", "", *(mark + chance.choice(drawn)[:80] for _ in range(entries)), ""]


def _long_line(lines: Lines, chance: random.Random, size: int) -> None:
    words = " ".join(lines).split() or ["word"]
    some = " ".join(chance.choices(words, k=500))
    lines.insert(chance.randrange(len(lines) + 1), (some + " ") * (size // (len(some) + 1) + 1))


_SMALL: tuple[Callable[[Lines, random.Random], None], ...] = (
    *(_drop, _double, _swap, _cut, _join, _shuffle),
    lambda lines, chance: _strew(lines, chance, _BRACKETS),
    lambda lines, chance: _strew(lines, chance, _ODD),
    lambda lines, chance: _list(lines, chance, chance.randint(1, 60)),
)
_LARGE: tuple[Callable[[Lines, random.Random], None], ...] = (
    lambda lines, chance: _list(lines, chance, 5000),
    lambda lines, chance: _long_line(lines, chance, 1 << 20),
)
_RARELY = 250  # one case of so many is large, for it costs as much as hundreds


def mutated(text: str, chance: random.Random, *, is_large: bool) -> bytes:
    """A post of an archive page, spoilt."""
    lines = text.split("\n")
    for mutate in chance.choices(_SMALL, k=chance.randint(1, 6)):
        mutate(lines, chance)
        if not lines:
            lines = [""]
    if is_large:
        chance.choice(_LARGE)(lines, chance)
    data = bytearray("\n".join(lines).encode())
    if chance.random() < 0.3 and data:
        for _ in range(chance.randint(1, 4)):
            # Most flips below 0x80 keep the text UTF-8; the others show that a broken one is refused.
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
    return bytes(data)


def spans_in(value: object) -> Iterator[Span]:
    """Every span of a fact."""
    if isinstance(value, Span):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from spans_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for part in value:
            yield from spans_in(part)


def wrong_spans(facts: PostFacts) -> list[str]:
    """The spans that are empty or quote something else than the text at their place."""
    text = facts.post.text
    return [
        f"{span} where the text has '{text[span.start : span.end]}'"
        for span in spans_in(facts)
        if not span.exact or text[span.start : span.end] != span.exact
    ]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case: its size in code points, seconds of work, posts and spans in it, and what was wrong."""

    size: int
    seconds: float
    posts: int = 0
    spans: int = 0
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True)
class Tools:
    """The tables and the minter of IRIs, made once for many cases."""

    lexicon: Lexicon
    iris: Iris

    @classmethod
    def of(cls, settings: Settings) -> "Tools":
        """The tools of the tables that the settings name."""
        return cls(load_lexicon(settings.authority, settings.ontology), Iris(settings.base))

    def work(self, data: bytes) -> Outcome:
        """The text of a file read, extracted and mapped."""
        start = time.process_time()
        refused: list[InputError] = []
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "posts.txt"
            path.write_bytes(data)
            posts = read_posts([str(path)], refuse=refused.append)
        wrong = [f"a refusal of {len(str(e).splitlines())} lines" for e in refused if len(str(e).splitlines()) != 1]
        if not posts and not refused:
            wrong.append("neither a post nor a reason why there is none")
        spans = 0
        for post in posts:
            facts = find_facts(post, self.lexicon)
            quads = to_nquads(map_post(resolve(facts, self.lexicon), self.iris))
            assert any(True for _ in from_nquads(quads, place="the post"))  # what was written can be read
            wrong += wrong_spans(facts)
            spans += sum(1 for _ in spans_in(facts))
        return Outcome(len(data), time.process_time() - start, len(posts), spans, tuple(wrong))


_here: dict[str, Tools] = {}  # the tools of this process of the pool


def _start() -> None:
    _here["tools"] = Tools.of(from_env({}))


def _hang(*_: object) -> None:
    raise TimeoutError(f"not done after {_SECONDS} seconds")


def _work(data: bytes) -> Outcome:
    signal.signal(signal.SIGALRM, _hang)
    signal.alarm(_SECONDS)
    try:
        return _here["tools"].work(data)
    finally:
        signal.alarm(0)


def spoil_posts(run: Run) -> Result:
    """Do the cases; a fault is told by the number of its case."""
    posts, _ = at_hand()
    texts = list(to_archive(posts))

    def case(number: int) -> bytes:
        chance = run.chance("mutations", number)
        return mutated(chance.choice(texts), chance, is_large=number % _RARELY == _RARELY - 1)

    outcomes, faults = _done({f"case {number}": case(number) for number in run.cases(run.size.mutations)}, run)
    usual = statistics.median(one.seconds / one.size for one in outcomes.values() if one.size) if outcomes else 0.0
    for name, one in outcomes.items():
        faults += [f"{name}: {what}" for what in one.wrong]
        if one.seconds > max(_NOTICED, _SLOW * usual * one.size):
            faults.append(f"{name}: {one.seconds:.1f} s for {one.size:,} bytes, usual {usual * one.size:.1f} s")
    read, spans = sum(one.posts for one in outcomes.values()), sum(one.spans for one in outcomes.values())
    return Result(f"{len(outcomes)} mutated files: {read} posts, {spans} spans", tuple(faults))


def _done(cases: dict[str, bytes], run: Run) -> tuple[dict[str, Outcome], list[str]]:
    """The outcome of each case by its name, and the names of those that crashed or hung, with the reason.

    A process of its own does the work, so that what kills a process is found out too.
    """
    outcomes: dict[str, Outcome] = {}
    faults = []
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_start) as pool:
        waiting: dict[str, Future[Outcome]] = {name: pool.submit(_work, data) for name, data in cases.items()}
        for number, (name, future) in enumerate(waiting.items()):
            error = future.exception()
            if error is None:
                outcomes[name] = future.result()
            else:
                faults.append(f"{name}: {type(error).__name__}: {error} {_where(error)}".strip())
            if number % 500 == 499:
                run.say(f"{number + 1} of {len(cases)} posts")
    return outcomes, faults


def _where(error: BaseException) -> str:
    """The innermost line of the work that failed; '' where its process is gone, and tells nothing."""
    lines = [line.strip() for line in str(error.__cause__ or "").splitlines()]
    return next((line for line in reversed(lines) if line.startswith("File ") and "hrkg" in line), "")


def _filled(unit: Callable[[int], str]) -> Callable[[int], str]:
    """A text of at least so many code points, made of units by their number."""

    def fill(size: int) -> str:
        parts: list[str] = []
        length = number = 0
        while length < size:
            parts.append(unit(number))
            length += len(parts[-1])
            number += 1
        return "".join(parts)

    return fill


def _name(number: int) -> str:
    syllables = ("ba", "do", "ka", "li", "mo", "na", "pe", "ri")
    return "".join(syllables[number // 8**place % 8] for place in range(4)).capitalize()


# Layouts that tempt an extractor to look at everything again for every part of it.
LAYOUTS: dict[str, Callable[[int], str]] = {
    "bulleted list": lambda size: (
        "Signatories:\n\n" + _filled(lambda n: f"• {_name(n)} Union for Press Freedom\n")(size)
    ),
    "numbered list": lambda size: "Signed by:\n\n" + _filled(lambda n: f"{n + 1}. {_name(n)} Forum, Peru\n")(size),
    "bare lines": lambda size: "Signatories\n\n" + _filled(lambda n: f"{_name(n)} Network\n")(size),
    "list in prose": lambda size: (
        "The letter was signed by " + _filled(lambda n: f"{_name(n)} Watch, ")(size) + "and us."
    ),
    "semicolons": lambda size: "Signatories: " + _filled(lambda n: f"{_name(n)} League (XY{n}); ")(size),
    "names": _filled(lambda n: f"Lawyer {_name(n)} {_name(n + 7)} was arrested on 3 May 2019 in Minsk. "),
    "one name": _filled(lambda n: "Alena Marchanka was arrested and Marchanka was released. "),
    "names without end": _filled(lambda n: f"{_name(n)} "),
    "arrests in one sentence": _filled(lambda n: f"was arrested on {n % 28 + 1} May 2019 and sentenced to {n} years, "),
    "prizes": _filled(lambda n: f"The {_name(n)} Prize 2019 of 10,000 € went to {_name(n)} {_name(n + 3)}. "),
    "demands": lambda size: (
        "We call on Egypt to:\n\n" + _filled(lambda n: f"• Release prisoner {_name(n)} at once;\n")(size)
    ),
    "statements": _filled(lambda n: f"In a joint statement, {n} organisations call on Iran to free {_name(n)}. "),
    "words": _filled(lambda n: f"{_name(n).lower()} of the "),
    "one line without a space": lambda size: "a" * size,
    "capitals": lambda size: "A" * size,
    "full stops": lambda size: "." * size,
    "blanks": lambda size: "a" + " " * size + "b",
    "empty lines": lambda size: "a" + "\n" * size + "b",
    "brackets opened": lambda size: "(" * size,
    "brackets nested": lambda size: "[" * (size // 2) + "]" * (size // 2),
    "quotation marks": lambda size: "“a ” " * (size // 5),
    "digits": lambda size: "1" * size,
    "numbers": _filled(lambda n: f"{n},"),
    "dates": _filled(lambda n: f"{n % 28 + 1} May {1950 + n % 70} "),
    "addresses": _filled(lambda n: f"https://example.org/{n}\n"),
    "one long address": lambda size: "https://example.org/" + "a/" * (size // 2),
    "controls": lambda size: "a\x01\x1f" * (size // 3),
    "directions": lambda size: "\u202eab\u2066" * (size // 4),
    "accents": lambda size: "a" + "\u0301" * size,
    "commas": lambda size: "a, " * (size // 3),
    "hyphens": lambda size: "a-" * (size // 2),
    "ands": lambda size: "A and " * (size // 6),
}


def grow(run: Run) -> Result:
    """Each layout in two sizes; a fault is one whose time per code point grows with the size."""
    large = run.size.growth
    sizes = (large // _GROWTH, large)
    cases = {
        f"layout '{name}', {size:,} code points": _in_archive(layout(size))
        for name, layout in LAYOUTS.items()
        for size in sizes
    }
    outcomes, faults = _done(cases, run)
    for name, one in outcomes.items():
        faults += [f"{name}: {what}" for what in one.wrong]
    for name in LAYOUTS:
        pair = [f"layout '{name}', {size:,} code points" for size in sizes]
        for _ in range(_LOOKS):
            if not all(case in outcomes for case in pair):
                break  # it crashed, which is told above
            small, big = (outcomes[case] for case in pair)
            if not is_steep(small, big):
                break
            again, _ = _done({case: cases[case] for case in pair}, run)
            outcomes |= {case: min(outcomes[case], one, key=lambda o: o.seconds) for case, one in again.items()}
        else:
            faults.append(
                f"layout '{name}': {small.seconds:.2f} s for {small.size:,} bytes, {big.seconds:.2f} s for {big.size:,}"
            )
    return Result(f"{len(LAYOUTS)} hostile layouts, each in {sizes[0]:,} and {sizes[1]:,} code points", tuple(faults))


def is_steep(small: Outcome, big: Outcome) -> bool:
    """Whether the time grows clearly faster than the size; times too short to tell are not steep."""
    least = 0.05  # seconds of what every post costs, and of what the clock cannot tell
    return (big.seconds - least) / big.size > _STEEP * max(small.seconds, least) / small.size


def _in_archive(body: str) -> bytes:
    return f"Nine organisations call on Belarus to free Alena Marchanka\n\nMarch 5, 2021\n\n{body}\n".encode()
