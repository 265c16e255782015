"""The parts of a SPARQL text that can be told apart without its grammar: what lies in comments, IRIs and strings means
nothing, what remains are words, names, variables and braces."""

import re
from collections.abc import Iterator

_TOKEN = re.compile(
    r"""(?xs) \#[^\r\n]* | (?P<iri> <[^\s<>]*> )
    | \"{3} (?: \\. | (?!\"{3}). )* \"{3} | \'{3} (?: \\. | (?!\'{3}). )* \'{3}
    | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*'
    | [?$] (?P<variable> [\w\u00b7\u0300-\u036f\u203f\u2040]+ ) | @ [\w-]+
    | (?P<name> [\w.-]* : (?: [\w.:%-] | \\. )* ) | (?P<word> \w+ ) | (?P<brace> [{}] )"""
)


def tokens(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """The parts from an offset on: `iri`, `variable`, `name` (with a prefix), `word` and `brace` are groups of their
    own; comments, strings and language tags are in none."""
    return _TOKEN.finditer(text, start)
