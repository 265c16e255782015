"""The commands: arguments in, one call, one line out. Here alone are exit codes, the clock and the environment.

Each command imports its stage when it is called, so that `hrkg --help` need not wait for SHACL or Flask.
"""

import contextlib
import os
import secrets
import signal
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from hrkg import __version__
from hrkg.errors import HrkgError, InputError
from hrkg.settings import Settings, from_env, server_variables

if TYPE_CHECKING:
    from hrkg.pipeline import Converted

_STORE = click.option("--store", type=click.Path(path_type=Path), help="The store's folder [default: var].")
_OUTPUT = click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
_JOBS = click.option("--jobs", type=click.IntRange(min=1), help="Processes [default: by the machine and the work].")
_TYPES = ("Organisation", "Person", "Prize", "Country", "Statement")
_BASE = click.option("--base", metavar="IRI", help="Base of all IRIs [default: https://w3id.org/hrkg/].")


class Commands(click.Group):
    """A group whose faults are one clear line and an exit code: 1 = not conforming or not found, 2 = all else."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except HrkgError as error:
            click.echo(f"hrkg: {error}", err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            # The reader has seen enough ('hrkg query … | head').
            _forget_output()
            ctx.exit(0)
        except OSError as error:
            _forget_output()
            place = f"{error.filename}: " if error.filename else ""
            click.echo(f"hrkg: {place}{error.strerror or error}", err=True)
            ctx.exit(2)


def _forget_output() -> None:
    """Send what is still to be written nowhere: Python would try again, and complain, when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """The human-rights knowledge graph: posts in, a validated linked-data graph out.

    Example: hrkg build data/posts && hrkg serve
    """


def _settings(*, file: Path | None = None, **given: object) -> Settings:
    try:
        return from_env(None, file=file, **given)
    except ValueError as error:
        raise click.UsageError(f"an option, an HRKG_… variable or the file of settings is wrong: {error}") from error


def _bar(done: Iterable["Converted"], total: int) -> Iterator["Converted"]:
    """The posts as they are done, with a bar on a terminal."""
    with click.progressbar(done, length=total, label="posts", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        yield from bar


@contextlib.contextmanager
def _writing(path: Path | None) -> Iterator[IO[bytes]]:
    """Standard output, or a file that appears whole or not at all; what is no plain file (a pipe, a device) is written
    as it is."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
        return
    path = path.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    part = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@main.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@_OUTPUT
@click.option("--format", "form", type=click.Choice(["nquads", "trig"]), default="nquads", show_default=True)
@_BASE
@_JOBS
def convert(inputs: tuple[str, ...], output: Path | None, form: str, base: str | None, jobs: int | None) -> None:
    """Posts to RDF. INPUT is a file or a folder; '-' reads standard input.

    Example: hrkg convert data/posts -o posts.nq
    """
    from hrkg.formats import BY_NAME
    from hrkg.pipeline import convert as run
    from hrkg.quads import from_nquads, transcribe

    settings = _settings(base=base)
    with _writing(output) as file:
        pieces = run(inputs, settings, jobs=jobs, progress=_bar)
        if form == "nquads":
            for piece in pieces:
                file.write(piece)
        else:
            quads = (quad for piece in pieces for quad in from_nquads(piece, place="post"))
            transcribe(quads, file, BY_NAME[form])


@main.command()
@click.argument("graphs", nargs=-1, required=True, metavar="GRAPH...")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write the W3C report graph (Turtle).")
def validate(graphs: tuple[str, ...], report: Path | None) -> None:
    """Check graphs against the shapes; each violation in a person's words, with the post and the quote.

    Example: hrkg validate posts.nq --report report.ttl
    """
    from hrkg.pipeline import validate_files

    found = validate_files(graphs, _settings())
    for line in found.lines():
        click.echo(line)
    if report is not None:
        with _writing(report) as file:
            file.write(found.to_turtle().encode())
    if not found.conforms:
        sys.exit(1)


@main.command()
@click.argument("inputs", nargs=-1, metavar="[INPUT...]")
@_STORE
@_BASE
@_JOBS
@click.option("--strict", is_flag=True, help="Publish nothing if any post cannot be read or does not conform.")
def build(inputs: tuple[str, ...], store: Path | None, base: str | None, jobs: int | None, strict: bool) -> None:
    """Convert, validate, load and publish: a new snapshot in the store. Without INPUT, the posts that hrkg ships.

    Example: hrkg build data/posts --store var
    """
    from hrkg.pipeline import build as run

    settings = _settings(store=store, base=base)
    snapshot = run(
        inputs or (str(settings.posts),),
        settings,
        now=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        strict=strict,
        jobs=jobs,
        progress=_bar,
        tell=lambda line: click.echo(line, err=True),
    )
    counts = snapshot.manifest.counts
    click.echo(
        f"version {snapshot.version} in {settings.store}: {counts['posts']} posts, {counts['statements']} statements, "
        f"{counts['triples']} triples; {len(snapshot.manifest.aside)} set aside",
        err=True,
    )


class _WithVariables(click.Command):
    """A command that tells in its help the variables that it listens to."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Variables, each also without HRKG_ and in small letters in the file of settings"):
            formatter.write_dl(server_variables())


@main.command(cls=_WithVariables)
@_STORE
@click.option(
    "--settings",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of settings (TOML) [default: the one that HRKG_SETTINGS names].",
)
@click.option("--host", help="[default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="[default: 8000]")
@click.option("--workers", type=click.IntRange(min=1), help="Server processes [default: 1].")
def serve(store: Path | None, file: Path | None, host: str | None, port: int | None, workers: int | None) -> None:
    """Serve the site and the SPARQL endpoint over the store's current snapshot.

    Options go before variables, and these before the file of settings. SIGTERM ends the server when what it is at is
    answered; SIGHUP makes it read its settings again, all but host, port and workers.

    Example: hrkg serve --port 8000
    """
    from hrkg.web.app import serve as run

    given = {"store": store, "host": host, "port": port, "workers": workers}
    _settings(file=file, **given)
    run(partial(from_env, None, file=file, **given))


@main.command()
@click.argument("sparql")
@_STORE
@click.option("--format", "form", default="table", show_default=True, help="table json xml csv tsv; turtle ntriples …")
@_OUTPUT
def query(sparql: str, store: Path | None, form: str, output: Path | None) -> None:
    """Answer a SPARQL query from the store's current snapshot; the default graph is the union of all.

    Example: hrkg query 'SELECT ?label WHERE { ?s a hrkg:Signatory ; rdfs:label ?label }'
    """
    from hrkg.answer import answer
    from hrkg.store import Snapshot

    # The engine cannot be interrupted; so let Ctrl-C end the process.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    snapshot = Snapshot.current(_settings(store=store).store)
    with _writing(output) as file:
        answer(snapshot, sparql, form, file)


@main.command()
@_STORE
def stats(store: Path | None) -> None:
    """How much of what the store's current snapshot holds.

    Example: hrkg stats
    """
    from hrkg.store import Snapshot

    manifest = Snapshot.current(_settings(store=store).store).manifest
    click.echo(f"version     {manifest.version}")
    click.echo(f"built       {manifest.built}")
    if manifest.span:
        click.echo(f"span        {manifest.span[0]} to {manifest.span[1]}")
    for name, count in manifest.counts.items():
        click.echo(f"{name:11} {count}")
    for line in manifest.aside:
        click.echo(f"set aside   {line}")


@main.command()
@_STORE
@click.option("--format", "form", default="nquads", show_default=True, help="nquads trig turtle ntriples jsonld rdfxml")
@_OUTPUT
def dump(store: Path | None, form: str, output: Path | None) -> None:
    """Write the whole of the store's current snapshot in one format.

    Example: hrkg dump --format turtle -o hrkg.ttl
    """
    from hrkg.formats import format_named
    from hrkg.publish import write_as
    from hrkg.store import Snapshot
    from hrkg.vocab.iris import Iris

    snapshot = Snapshot.current(_settings(store=store).store)
    with _writing(output) as file:
        write_as(snapshot.data, file, format_named(form, "graph", "dataset"), Iris(snapshot.manifest.base))


@main.command()
@click.argument("file", type=click.File("r", encoding="utf-8-sig"), metavar="FILE.csv")
@click.option("--column", required=True, help="The column that holds the names.")
@click.option("--type", "types", multiple=True, type=click.Choice(list(_TYPES)), help="Look only among these.")
@click.option("--country", help="A column that tells the country, to support a name.")
@_STORE
@_OUTPUT
def match(
    file: IO[str], column: str, types: tuple[str, ...], country: str | None, store: Path | None, output: Path | None
) -> None:
    """Reconcile a spreadsheet: each row with whom the store knows by its name, how alike, and whether that is sure.

    Example: hrkg match partners.csv --column organisation --type Organisation -o matched.csv
    """
    from hrkg.names import open_names
    from hrkg.spreadsheet import Matcher
    from hrkg.store import Snapshot
    from hrkg.vocab.iris import Iris

    snapshot = Snapshot.current(_settings(store=store).store)
    try:
        text = file.read()
    except UnicodeDecodeError as error:
        raise InputError(file.name, f"is not UTF-8: {error.reason}") from error
    with open_names(snapshot.names) as names, _writing(output) as out:
        for line in Matcher(names, snapshot.open(), Iris(snapshot.manifest.base)).rows(
            text, column, types=types, country=country
        ):
            out.write(line.encode())


_LINKS = click.option(
    "--links", type=click.Path(dir_okay=False, path_type=Path), help="The file of judgements (SSSOM)."
)
_API = click.option("--api", default="https://www.wikidata.org/w/api.php", show_default=True, help="Wikidata's API.")
_CACHE = click.option(
    "--cache", type=click.Path(file_okay=False, path_type=Path),
    help="Keep answers here for two weeks [default: wikidata/ in the store's folder].",
)  # fmt: skip
_PAUSE = click.option(
    "--pause", type=click.FloatRange(min=0), default=1.0, show_default=True, help="Seconds between requests."
)
_KIND = click.option(
    "--kind", "kinds", multiple=True, type=click.Choice(["organisation", "prize", "person"]),
    default=("organisation", "prize"), show_default=True,
)  # fmt: skip


@main.group()
def link() -> None:
    """Links with Wikidata: candidates, and what people judge of them. Only 'suggest', 'check' and 'quickstatements' ask
    the network; nothing is linked but by a person's judgement.

    Example: hrkg link suggest -o candidates.tsv && hrkg link review candidates.tsv --author orcid:0000-0000-0000-0000
    """


@link.command()
@_KIND
@_STORE
@_OUTPUT
def unlinked(kinds: tuple[str, ...], store: Path | None, output: Path | None) -> None:
    """Who has no confirmed item, those with most signatures first, as TSV.

    Example: hrkg link unlinked -o unlinked.tsv
    """
    from hrkg.coverage import to_table
    from hrkg.coverage import unlinked as run
    from hrkg.store import Snapshot
    from hrkg.vocab.iris import Iris

    snapshot = Snapshot.current(_settings(store=store).store)
    with _writing(output) as file:
        file.write(to_table(run(snapshot.open(), Iris(snapshot.manifest.base), *kinds)).encode())


@link.command()
@_KIND
@click.option("--limit", type=click.IntRange(min=1), help="So many things [default: all].")
@click.option(
    "--unlinked",
    "listed",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Those of this list, as 'unlinked' writes it, and not those of the store.",
)
@_API
@_CACHE
@_PAUSE
@_LINKS
@_STORE
@_OUTPUT
def suggest(
    kinds: tuple[str, ...],
    limit: int | None,
    listed: Path | None,
    api: str,
    cache: Path | None,
    pause: float,
    links: Path | None,
    store: Path | None,
    output: Path | None,
) -> None:
    """Ask Wikidata for candidates of things without an item, and write them as SSSOM for 'review'.

    It asks slowly, and what it was told it keeps; so it can be stopped and called again.

    Example: hrkg link suggest --unlinked data/unlinked.tsv -o candidates.tsv
    """  # fmt: skip
    from hrkg.coverage import from_table
    from hrkg.coverage import unlinked as find
    from hrkg.lexicon import load_lexicon
    from hrkg.link.sssom import read_judgements, to_sssom
    from hrkg.link.suggest import suggest as run
    from hrkg.link.wikidata import Wikidata
    from hrkg.net import Client
    from hrkg.store import Snapshot
    from hrkg.vocab.iris import Iris

    settings = _settings(store=store)
    if listed is not None:
        things = [t for t in from_table(listed.read_text(encoding="utf-8"), place=listed.name) if t.kind in kinds]
    else:
        snapshot = Snapshot.current(settings.store)
        things = find(snapshot.open(), Iris(snapshot.manifest.base), *kinds)
    things = things[:limit]
    with click.progressbar(things, label="things", file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        found = run(
            bar,
            Wikidata(Client(cache or settings.store / "wikidata", pause=pause), api),
            load_lexicon(settings.authority, settings.ontology),
            read_judgements(links or settings.links),
            date=datetime.now(UTC).date().isoformat(),
        )
        with _writing(output) as file:
            file.write(to_sssom(found).encode())


@link.command("namesakes")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(["organisation", "person"]),
    default=("organisation", "person"),
    show_default=True,
)
@_LINKS
@_STORE
@_OUTPUT
def namesakes_(kinds: tuple[str, ...], links: Path | None, store: Path | None, output: Path | None) -> None:
    """Those of ours that have one name, and may be one, as SSSOM for 'review'.

    Example: hrkg link namesakes -o namesakes.tsv
    """  # fmt: skip
    from hrkg.coverage import namesakes
    from hrkg.link.sssom import read_judgements, to_sssom
    from hrkg.link.suggest import between
    from hrkg.store import Snapshot
    from hrkg.vocab.iris import Iris

    settings = _settings(store=store)
    snapshot = Snapshot.current(settings.store)
    pairs = namesakes(snapshot.open(), Iris(snapshot.manifest.base), *kinds)
    judgements = read_judgements(links or settings.links)
    with _writing(output) as file:
        file.write(to_sssom(between(pairs, judgements, date=datetime.now(UTC).date().isoformat())).encode())


@link.command()
@click.argument("candidates", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--author", required=True, help="Who judges, as a CURIE (orcid:…).")
@click.option("--page", is_flag=True, help="On a page for the browser, served on this machine alone, until Ctrl-C.")
@click.option("--port", type=click.IntRange(1, 65535), default=8010, show_default=True, help="Of the page.")
@_LINKS
def review(candidates: Path, author: str, page: bool, port: int, links: Path | None) -> None:
    """Judge candidates one by one: yes, no, unsure, none of all, open the page, skip, quit. Each is kept at once.

    Example: hrkg link review candidates.tsv --author orcid:0000-0000-0000-0000
    """
    from hrkg.link.review import Desk
    from hrkg.link.sssom import read_judgements

    today = datetime.now(UTC).date().isoformat()
    desk = Desk(read_judgements(candidates), links or _settings().links, author, today)
    if page:
        from hrkg.web.review import serve_review

        with contextlib.suppress(KeyboardInterrupt):
            serve_review(desk, secrets.token_urlsafe(16), port, lambda line: click.echo(line, err=True))
        return
    skipped: set[tuple[str, str]] = set()
    while left := [row for row in desk.waiting() if (row.subject_id, row.object_id) not in skipped]:
        row = left[0]
        click.echo(f"\n{row.subject_label} ({row.subject_id})\n  {row.object_label} ({row.object_id}) {row.confidence}")
        click.echo(f"  {row.comment}\n  {len(left)} left")
        answer = click.prompt("the same?", type=click.Choice([*desk.answers_to(row), "open", "skip", "quit"]))
        if answer == "quit":
            return
        if answer == "open":
            click.launch(desk.address(row.object_id) or row.object_id)
        elif answer == "skip":
            skipped.add((row.subject_id, row.object_id))
        else:
            desk.judge(row.subject_id, row.object_id, answer)


@link.command()
@click.argument("subject")
@click.argument("target", metavar="OBJECT")
@_LINKS
def undo(subject: str, target: str, links: Path | None) -> None:
    """Take a judgement back; the next build gives the former IRIs again. SUBJECT and OBJECT as 'export' has them.

    Example: hrkg link undo hr:organisation/reed-house wikidata:Q900001
    """
    from hrkg.link.review import undone
    from hrkg.link.sssom import contract, read_judgements, write_judgements

    path = links or _settings().links
    write_judgements(path, undone(read_judgements(path), contract(subject), contract(target)))


@link.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_LINKS
def import_(file: Path, links: Path | None) -> None:
    """Add the judgements of an SSSOM file to ours; of two on one pair the file's stays.

    Example: hrkg link import judged.sssom.tsv
    """
    from hrkg.link.review import joined
    from hrkg.link.sssom import read_judgements, write_judgements

    path = links or _settings().links
    write_judgements(path, joined(read_judgements(path).rows, read_judgements(file).rows))


@link.command()
@_LINKS
@_OUTPUT
def export(links: Path | None, output: Path | None) -> None:
    """Write all judgements as SSSOM.

    Example: hrkg link export -o links.sssom.tsv
    """
    from hrkg.link.sssom import read_judgements, to_sssom

    with _writing(output) as file:
        file.write(to_sssom(read_judgements(links or _settings().links).rows).encode())


@link.command()
@_API
@_CACHE
@_PAUSE
@_STORE
def check(api: str, cache: Path | None, pause: float, store: Path | None) -> None:
    """Ask Wikidata whether the confirmed links still hold: what was deleted or merged, and what is another thing.

    Example: hrkg link check
    """
    from hrkg.coverage import linked
    from hrkg.lexicon import load_lexicon
    from hrkg.link.suggest import doubts
    from hrkg.link.wikidata import Wikidata
    from hrkg.net import Client
    from hrkg.store import Snapshot
    from hrkg.vocab.iris import Iris

    settings = _settings(store=store)
    snapshot = Snapshot.current(settings.store)
    known = linked(snapshot.open(), Iris(snapshot.manifest.base), "organisation", "prize", "person")
    wikidata = Wikidata(Client(cache or settings.store / "wikidata", pause=pause), api)
    items = wikidata.items(identifier for _, identifier in known)
    found = list(doubts(known, items, load_lexicon(settings.authority, settings.ontology)))
    for line in found:
        click.echo(line)
    click.echo(f"{len(known)} links looked at, {len(found)} doubts", err=True)
    if found:
        sys.exit(1)


@link.command("quickstatements")
@_API
@_CACHE
@_PAUSE
@_LINKS
@_STORE
@_OUTPUT
def quickstatements_(
    api: str, cache: Path | None, pause: float, links: Path | None, store: Path | None, output: Path | None
) -> None:
    """What Wikidata lacks: items for organisations and prizes that were judged to have none, and other names of known
    items. No item is ever proposed for a person.

    Example: hrkg link quickstatements -o statements.txt
    """
    from hrkg.coverage import linked
    from hrkg.coverage import unlinked as find
    from hrkg.lexicon import load_lexicon
    from hrkg.link.sssom import read_judgements
    from hrkg.link.suggest import quickstatements
    from hrkg.link.wikidata import Wikidata
    from hrkg.net import Client
    from hrkg.store import Snapshot
    from hrkg.vocab.iris import Iris

    settings = _settings(store=store)
    snapshot = Snapshot.current(settings.store)
    opened, iris = snapshot.open(), Iris(snapshot.manifest.base)
    known = linked(opened, iris, "organisation", "prize", "person")
    items = Wikidata(Client(cache or settings.store / "wikidata", pause=pause), api).items(
        identifier for _, identifier in known
    )
    lexicon = load_lexicon(settings.authority, settings.ontology)
    things = find(opened, iris, "organisation", "prize")
    with _writing(output) as file:
        for line in quickstatements(things, known, items, lexicon, read_judgements(links or settings.links)):
            file.write(f"{line}\n".encode())
