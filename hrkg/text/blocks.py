"""The layout of a post: title, paragraphs, list items, bare lines, links; and its sentences and words, with offsets."""

import re
from collections.abc import Iterator
from functools import lru_cache

from hrkg.model import Block, Sentence, Token

URL = re.compile(r"https?://[^\s<>\"“”]+")
# A list mark: a bullet, a dash before a space, '12.', '12)', '12 -', '(12)', 'a)', '(a)', 'iv)', a star.
_MARK = re.compile(
    r"(?:[•●▪◦‣∙·■□○➢➤✓✔]|\*(?!\*)|[-–—](?= )|\(?\d{1,4}[.)](?=\s|[^\d\sa-z])|\d{1,3}\s?[-–](?=\s\D)"
    r"|\([a-zA-Z]\)|[a-z]\)|[ivx]{1,4}\)|[ivx]{1,4}\.(?=\s))\s*"
)
_NARROWEST = 40  # code points of a line that was broken to a width; a shorter one ends on purpose
_ORDINAL_DATE = re.compile(r"\d{1,4}\.\d")
_ONLY_LINKS = re.compile(
    rf"[\[(]?\s*(?:(?:see|se|compare|read|more|source|also|and|via|cf|from|link|links)\b[\w\s,.]{{0,40}}:?\s*)*{URL.pattern}[\s\])]*",
    re.I,
)
_WORD = re.compile(r"\w+(?:[’'ʼ´‘.\-/&·]\w+)*[’']?(?=\W|$)|\w+|[^\w\s]")
_ABBREVIATIONS = frozenset(
    (  # noqa: SIM905  # shorter to read than a list of sixty words
        "mr mrs ms dr prof hon rev fr st sr jr no nos art arts sec gen col lt maj capt sgt gov sen rep pres vs etc e.g "
        "i.e cf jan feb mar apr jun jul aug sep sept oct nov dec inc ltd co corp dept u.s u.k u.n d.c a.k.a al approx "
        "vol pp ed eds"
    ).split()
)
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_BRACKETED = re.compile(r"\s+\([^()]{2,40}\)\s*[,;]")
_END = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s+[\"“‘'«(\[]?[^\Wa-z_]|\s*$)")


def links_in(text: str) -> list[str]:
    """Every http(s) address of a text, in order, once each, as corpus/GOLD.md counts them: without the bracket or full
    stop that belongs to the sentence, and without a bracket that the blog glued to it ('%5D')."""
    found: dict[str, None] = {}
    for match in URL.finditer(text):
        link = match.group().rstrip(".,;:!?'’”\"»…*")
        link = re.sub(r"(?:%5D)+$", "", link)
        while (
            link and link[-1] in ")]}" and link.count(link[-1]) > link.count({")": "(", "]": "[", "}": "{"}[link[-1]])
        ):
            link = link[:-1].rstrip(".,;:")
        found.setdefault(link)
    return list(found)


def _is_wrapped(line: str, following: str) -> bool:
    """Whether a line goes on in the next one: running text that was broken to a width."""
    if not line or not following or _MARK.match(following) or URL.match(following):
        return False
    if following[0].islower() and following.partition(" ")[0].islower():
        return len(line) >= _NARROWEST or line[-1] == ","
    words = line.split()
    return len(line) >= 70 and line[-1] not in '.!?:;”")]' and sum(w[0].islower() for w in words) * 4 > len(words) * 3


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a post's normal text, the title first, in order; together they cover every word."""
    blocks: list[Block] = []
    chunk = -1
    lines = [
        (m.start(), m.group()) for m in re.finditer(r"[^\n]*", text) if m.start() == 0 or text[m.start() - 1] == "\n"
    ]
    position = 0
    blank = True
    while position < len(lines):
        start, line = lines[position]
        position += 1
        if not line:
            blank = True
            continue
        if blank:
            chunk += 1
        blank = False
        if not blocks:
            blocks.append(Block("title", start, start + len(line), line, "", chunk))
            continue
        mark = _MARK.match(line)
        marked = mark is not None and mark.end() < len(line) and not _ORDINAL_DATE.match(line)
        end = start + len(line)
        while position < len(lines) and _is_wrapped(text[start:end].rpartition("\n")[2], lines[position][1]):
            end = lines[position][0] + len(lines[position][1])
            position += 1
        if marked and mark is not None:
            begin = start + mark.end()
            blocks.append(Block("item", begin, end, text[begin:end], mark.group().strip(), chunk))
        else:
            kind = "link" if _ONLY_LINKS.fullmatch(text[start:end]) else "paragraph"
            blocks.append(Block(kind, start, end, text[start:end], "", chunk))
    return tuple(_with_lines(blocks))


def _with_lines(blocks: list[Block]) -> Iterator[Block]:
    """Paragraphs that share a chunk with other paragraphs and read like entries, not sentences, become lines."""
    sizes: dict[int, int] = {}
    for block in blocks:
        if block.kind == "paragraph":
            sizes[block.chunk] = sizes.get(block.chunk, 0) + 1
    for block in blocks:
        short = len(block.text) <= 200 and not re.search(r"[.!?][”\"’]?$", block.text)
        if block.kind == "paragraph" and sizes[block.chunk] > 1 and (short or len(block.text) <= 60):
            yield Block("line", block.start, block.end, block.text, "", block.chunk)
        else:
            yield block


def tokens_of(text: str, start: int = 0) -> tuple[Token, ...]:
    """The words and punctuation marks of a text; hyphens, apostrophes and inner full stops stay in the word.

    A possessive ('Mansoor's') is one token; `start` is added to the offsets.
    """
    return tuple([Token(m[0], start + m.start(), start + m.end(), _form(m[0])) for m in _WORD.finditer(text)])


@lru_cache(maxsize=1 << 15)  # the words of a language are few
def _form(word: str) -> str:
    """A word for comparing: lower case, straight apostrophe, no possessive."""
    word = word.casefold().replace("’", "'").replace("ʼ", "'")
    return word[:-2] if word.endswith("'s") and len(word) > 2 else word.rstrip("'") or word


def _is_end(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop ends the sentence, and is not that of an abbreviation or an initial."""
    if match.group() == "!" and _BRACKETED.match(text, match.end()):
        return False  # a name ends in it: 'Watch the River! (Peru), …'
    if not match.group().startswith(".") or match.group().startswith(".."):
        return True
    before = text[: match.start()].rpartition(" ")[2].rpartition("\n")[2].lstrip("(“‘\"'[").casefold()
    numbers = before.isdigit() and len(before) < 3 and not text[: match.start() - len(before)].strip()
    return not (before in _ABBREVIATIONS or _INITIALS.fullmatch(before) or numbers)


def sentences_of(blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """The sentences of all blocks but links, in order. A list item or a line is split like a paragraph."""
    found: list[Sentence] = []
    for index, block in enumerate(blocks):
        if block.kind == "link":
            continue
        begin = 0
        ends = [m.end() for m in _END.finditer(block.text) if _is_end(block.text, m)]
        for end in [*ends, len(block.text)]:
            text = block.text[begin:end]
            if text.strip():
                lead = len(text) - len(text.lstrip())
                start = block.start + begin + lead
                words = text.strip()
                found.append(Sentence(start, start + len(words), words, index, tokens_of(words, start)))
            begin = end
    return tuple(found)
