"""SPARQL text + store -> the bytes of the whole answer. Runs in a query worker, where it can be ended at any moment."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, cast

import pyoxigraph as ox

from hrkg.errors import HrkgError, QueryError, syntax_error
from hrkg.formats import BY_NAME, GRAPH_FORMATS, RESULT_FORMATS, Format
from hrkg.quads import transcribe
from hrkg.vocab.terms import PREFIXES
from hrkg.web.tokens import tokens


class LimitError(HrkgError):
    """An answer would pass a limit of this server: 'time' (seconds), 'rows', 'bytes' or 'memory' (bytes)."""

    def __init__(self, limit: str, value: float) -> None:
        super().__init__(f"the query was ended at this server's limit of {_LIMITS[limit].format(value)}")
        self.limit = limit
        self.value = value


_LIMITS = {
    "time": "{:g} seconds",
    "rows": "{:,.0f} rows or triples",
    "bytes": "{:,.0f} bytes of answer",
    "memory": "{:,.0f} bytes of memory",
}


class RefusedError(HrkgError):
    """The query asks for what this endpoint does not do."""


class UnsuitableError(HrkgError):
    """None of the formats asked for can carry the answer; `available` holds the media types of those that can."""

    def __init__(self, reason: str, available: Sequence[str]) -> None:
        super().__init__(f"{reason}; there are: {', '.join(available)}")
        self.reason = reason
        self.available = tuple(available)


@dataclass(frozen=True, slots=True)
class Question:
    """One query as a client put it.

    results and graph name the format for rows and booleans and the one for triples; None where the client takes none.
    default_graphs and named_graphs are the protocol's data set, which goes before FROM; with neither, the data set is
    the query's own, else the store's: the union of all graphs, and every named graph. rows and bytes limit the answer.
    """

    query: str
    rows: int
    bytes: int
    results: str | None = "json"
    graph: str | None = "turtle"
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def to_json(self) -> dict[str, object]:
        """The question as JSON."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> "Question":
        """The question of a JSON that to_json() made."""
        fields: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in told.items()}
        return cls(**fields)


def evaluate(store: ox.Store, question: Question, base: str, output: IO[bytes]) -> Format:
    """Write the whole answer to `output` and return its format.

    Raises QueryError for a text that cannot be parsed or evaluated, RefusedError for SERVICE, UnsuitableError,
    LimitError, and OSError where the output cannot be written.
    """
    text = question.query
    try:
        _refuse_service(text, base)
        found = _query(store, _in_order(text, base), question, base)
        if isinstance(found, ox.QueryTriples):
            form = _suitable(question.graph, "triples")
            transcribe(_limited(found, form, question.rows), _writing(output, question, form), form)
        else:
            form = _suitable(question.results, "rows or a boolean")
            rows = _ROWS[form.name]() if isinstance(found, ox.QuerySolutions) else None
            assert isinstance(form.engine, ox.QueryResultsFormat)  # for it carries results
            found.serialize(_writing(output, question, form, rows), form.engine)
    except SyntaxError as error:
        raise syntax_error(text, str(error)) from error
    except (RuntimeError, ValueError) as error:
        raise QueryError(f"the query cannot be evaluated: {error}") from error
    return form


def _query(
    store: ox.Store, text: str, question: Question, base: str
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    default, named = _data_set(text, question, base)
    if not (default or named):
        return store.query(text, base_iri=base, prefixes=_prefixes(text))
    graphs: list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] = [*default]
    if len(default) > 1:
        store, graphs = _merged(store, default, named), [ox.DefaultGraph()]
    return store.query(text, base_iri=base, prefixes=_prefixes(text), default_graph=graphs, named_graphs=[*named])


def _prefixes(text: str) -> dict[str, str]:
    """Those of our prefixes that the text may use; each costs the engine some time."""
    return {name: namespace for name, (mark, namespace) in _MARKED.items() if mark in text}


_MARKED = {name: (f"{name}:", namespace) for name, namespace in PREFIXES.items()}


def _data_set(text: str, question: Question, base: str) -> tuple[list[ox.NamedNode], list[ox.NamedNode]]:
    """The default and the named graphs of the protocol, else of the query, each once; neither where neither has any."""
    if question.default_graphs or question.named_graphs:
        default = [ox.NamedNode(name) for name in question.default_graphs]
        named = [ox.NamedNode(name) for name in question.named_graphs]
    else:
        default, named = _from(text, base)
    return list(dict.fromkeys(default)), list(dict.fromkeys(named))


def _merged(store: ox.Store, default: Iterable[ox.NamedNode], named: Iterable[ox.NamedNode]) -> ox.Store:
    """A store of some graphs, with the union of the default ones as its default graph: asked for several graphs at
    once, the engine would give a triple as often as there are graphs that say it."""
    merged = ox.Store()
    for graph in default:
        merged.bulk_extend(ox.Quad(*quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))
    for graph in named:
        merged.bulk_extend(store.quads_for_pattern(None, None, None, graph))
    return merged


def _suitable(name: str | None, what: str) -> Format:
    if name is None:
        formats = GRAPH_FORMATS if what == "triples" else RESULT_FORMATS
        raise UnsuitableError(
            f"the answer is {what}, which no format asked for can carry", [form.media_type for form in formats]
        )
    return BY_NAME[name]


# --- what a text says, asked of the engine's own parser, so that no spelling is read in two ways ---


def _parse(text: str, base: str = "") -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples | None:
    """The answer over no data, which costs little more than parsing; None where it cannot be evaluated.

    Raises SyntaxError.
    """
    try:
        return ox.Store().query(text, base_iri=base or None, prefixes=_prefixes(text))
    except (RuntimeError, ValueError):
        return None


def _parses(text: str, base: str) -> bool:
    try:
        _parse(text, base)
    except SyntaxError:
        return False
    return True


def _misspelt(text: str, word: str) -> str:
    """The text with a word spelt otherwise, throughout and in the same length: names, strings, IRIs and comments take
    no harm from that, a keyword does."""
    return re.sub(word, "zqxjkvw"[: len(word)], text, flags=re.IGNORECASE)


def _refuse_service(text: str, base: str) -> None:
    """Raises RefusedError where SERVICE stands as a keyword, SyntaxError where the text does not parse.

    The parser itself judges (it takes `SERVICEb:c{}` and `1SERVICE#…` too): a text that parses with the word misspelt
    does without it. Else it must parse with GRAPH, the same in grammar, in its place, or it is at fault elsewhere.
    """
    if "service" not in text.lower():
        return
    try:
        _parse(_misspelt(text, "service"), base)
    except SyntaxError:
        if _parses(re.sub(r"service(\s*silent)?", "graph", text, flags=re.IGNORECASE), base):
            raise RefusedError("SERVICE is not allowed: this endpoint asks no other on behalf of a query") from None
        raise


_FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_STAR = re.compile(
    r"""(?xi) (?P<head> (?: \s | \#[^\r\n]* | BASE \s* <[^<>]*> | PREFIX \s* [^\s:<>\#]* : \s* <[^<>]*> )*+
    SELECT \s* (?:DISTINCT|REDUCED)? ) \s* \*"""
)


def _in_order(text: str, base: str) -> str:
    """The text with `SELECT *` spelt out in the order of the text; the engine sorts its columns by name."""
    star = _STAR.match(text)
    found = _parse(text, base) if star else None
    if star is None or not isinstance(found, ox.QuerySolutions) or len(found.variables) < 2:
        return text
    first = {m["variable"]: m.start() for m in reversed([*tokens(text, star.end())]) if m["variable"]}
    names = sorted((v.value for v in found.variables), key=lambda name: first.get(name, 0))
    return f"{star['head']} {' '.join('?' + name for name in names)} {text[star.end() :]}"


def _from(text: str, base: str) -> tuple[list[ox.NamedNode], list[ox.NamedNode]]:
    """The graphs of FROM and those of FROM NAMED. Raises SyntaxError where the text does not parse."""
    if "from" not in text.lower():
        return [], []
    _parse(text, base)
    start, before = len(text), ""
    found: dict[str, list[str]] = {"FROM": [], "NAMED": []}
    for token in tokens(text):
        word = (token["word"] or "").upper()
        if word.startswith(_FORMS):  # 'SELECTDISTINCT' too, which the engine takes
            start = min(start, token.start())
        if before in found and (token["iri"] or token["name"]):
            found[before].append(token[0])
        if not token[0].startswith("#"):
            before = word if word != "NAMED" or before == "FROM" else ""
    if not any(found.values()):
        return [], []
    # Read by the engine, with the prefixes that the text declares.
    values = [f"{text[:start]} SELECT ?graph {{ VALUES ?graph {{ {' '.join(graphs)} }} }}" for graphs in found.values()]
    default, named = ([row["graph"] for row in cast(ox.QuerySolutions, _parse(each, base))] for each in values)
    return cast(list[ox.NamedNode], default), cast(list[ox.NamedNode], named)


# --- counting what is written ---


def _limited(triples: ox.QueryTriples, form: Format, limit: int) -> Iterator[ox.Triple] | Iterator[ox.Quad]:
    """The triples (as quads for a format of data sets) up to the limit."""
    for number, triple in enumerate(triples):
        if number >= limit:
            raise LimitError("rows", limit)
        yield ox.Quad(*triple) if form.kind == "dataset" else triple


class _Counter:
    """Passes on what is written, up to the limits."""

    def __init__(self, output: IO[bytes], question: Question, rows: Callable[[bytes], int] | None) -> None:
        self._output = output
        self._question = question
        self._rows = rows
        self._bytes = 0

    def write(self, data: bytes) -> int:
        self._bytes += len(data)
        if self._bytes > self._question.bytes:
            raise LimitError("bytes", self._question.bytes)
        if self._rows is not None and self._rows(data) > self._question.rows:
            raise LimitError("rows", self._question.rows)
        return self._output.write(data)

    def flush(self) -> None:
        self._output.flush()


def _writing(
    output: IO[bytes], question: Question, form: Format, rows: Callable[[bytes], int] | None = None
) -> IO[bytes]:
    """The output with its limits; the engine calls nothing but write() and flush()."""
    counted = cast(IO[bytes], _Counter(output, question, rows))
    return cast(IO[bytes], _Xml(counted, form)) if form.name in ("xml", "rdfxml") else counted


class _Xml:
    """Passes on XML that says what it should; the engine writes values as they are.

    A carriage return is written as a reference, for a reader of XML takes a bare one for a line feed. What XML cannot
    say at all is no answer: some control characters, and in RDF/XML a property whose IRI ends in no name.
    """

    _UNSAYABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]|<[^\s<>/]*: ")
    _OVERLAP = 32  # bytes; the longest of these, an element's name without its local part, is shorter

    def __init__(self, output: IO[bytes], form: Format) -> None:
        self._output = output
        self._form = form
        self._last = b""

    def write(self, data: bytes) -> int:
        seen = self._last + data
        if (found := self._UNSAYABLE.search(seen)) is not None:
            formats = RESULT_FORMATS if self._form.kind == "results" else GRAPH_FORMATS
            raise UnsuitableError(
                f"the answer holds {_unsayable(found[0])}, which XML cannot say",
                [form.media_type for form in formats if form.name not in ("xml", "rdfxml")],
            )
        self._last = seen[-self._OVERLAP :]
        self._output.write(data.replace(b"\r", b"&#xD;"))
        return len(data)

    def flush(self) -> None:
        self._output.flush()


def _unsayable(found: bytes) -> str:
    return "a property whose IRI ends in no name" if found.startswith(b"<") else f"U+{ord(found.decode()):04X}"


class _Lines:
    """Rows of TSV (which escapes line ends in values) written so far, without the head."""

    def __init__(self) -> None:
        self.rows = -1

    def __call__(self, data: bytes) -> int:
        self.rows += data.count(b"\n")
        return self.rows


class _Records:
    """Rows of CSV: line ends outside quotes, without the head."""

    def __init__(self) -> None:
        self.rows = -1
        self._quoted = 0

    def __call__(self, data: bytes) -> int:
        parts = data.split(b'"')
        self.rows += sum(part.count(b"\n") for part in parts[self._quoted :: 2])
        self._quoted ^= (len(parts) - 1) & 1
        return self.rows


class _Elements:
    """Rows of XML: `<result>`, which no value can hold unescaped."""

    def __init__(self) -> None:
        self.rows = 0
        self._rest = b""

    def __call__(self, data: bytes) -> int:
        data = self._rest + data
        self.rows += data.count(b"<result>")
        self._rest = data[-len(b"<result") :]
        return self.rows


class _Objects:
    """Rows of JSON: objects that stand in a list, which the braces of a term do not."""

    def __init__(self) -> None:
        self.rows = 0
        self._quoted = 0
        self._rest = b""
        self._last = b""

    def __call__(self, data: bytes) -> int:
        data = self._rest + data
        kept = data.rstrip(b"\\")  # an escape may be cut in two
        self._rest = data[len(kept) :]
        parts = kept.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')
        outside = self._last + b"".join(parts[self._quoted :: 2])
        self._quoted ^= (len(parts) - 1) & 1
        self.rows += outside.count(b",{") + outside.count(b"[{")
        self._last = outside[-1:]
        return self.rows


_ROWS: dict[str, Callable[[], Callable[[bytes], int]]] = {
    "json": _Objects,
    "xml": _Elements,
    "csv": _Records,
    "tsv": _Lines,
}
