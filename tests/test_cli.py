"""The commands as a user meets them: output, messages, exit codes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hrkg.cli import main
from hrkg.settings import Settings
from tests.corpora import ROOT

COMMANDS = ("convert", "validate", "build", "serve", "query", "stats", "dump")


@pytest.fixture
def hrkg(tmp_path: Path):  # type: ignore[no-untyped-def]
    """Runs a command as `hrkg …`, with a store of its own."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(main, list(arguments), env={"HRKG_STORE": str(tmp_path / "var")})

    return run


@pytest.fixture
def built(hrkg, posts: Path):  # type: ignore[no-untyped-def]
    """`hrkg`, after a build of three posts."""
    assert hrkg("build", str(posts)).exit_code == 0
    return hrkg


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(hrkg, command: str) -> None:  # type: ignore[no-untyped-def]
    result = hrkg(command, "--help")
    assert result.exit_code == 0
    assert f"Example: hrkg {command}" in result.output


def test_convert_writes_quads_to_standard_output(hrkg, posts: Path) -> None:  # type: ignore[no-untyped-def]
    result = hrkg("convert", str(posts))
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"<https://w3id.org/hrkg/")
    assert result.stderr == ""


def test_convert_writes_trig_to_a_file(hrkg, posts: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = hrkg("convert", str(posts), "--format", "trig", "-o", str(tmp_path / "posts.trig"))
    assert result.exit_code == 0
    assert "@prefix hrkg: <https://w3id.org/hrkg/ontology#> ." in (tmp_path / "posts.trig").read_text()


def test_what_cannot_be_read_is_one_line_and_leaves_no_file(hrkg, posts: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    posts.write_text(posts.read_text() + "\nCut off\n\nMay 1, 2020\n")
    result = hrkg("convert", str(posts), "-o", str(tmp_path / "out.nq"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        f"hrkg: {posts}:28: the post 'Cut off' has no text after its date line; the file seems cut off\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["posts.txt"]


def test_a_converted_graph_conforms(hrkg, posts: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    graph, report = tmp_path / "posts.nq", tmp_path / "report.ttl"
    hrkg("convert", str(posts), "-o", str(graph))
    result = hrkg("validate", str(graph), "--report", str(report))
    assert result.exit_code == 0, result.output
    assert "ValidationReport" in report.read_text()


def test_a_graph_that_does_not_conform_is_told_and_ends_with_1(hrkg, posts: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    graph = tmp_path / "posts.nq"
    hrkg("convert", str(posts), "-o", str(graph))
    lines = graph.read_text().splitlines(keepends=True)
    graph.write_text("".join(line for line in lines if "purl.org/dc/terms/title" not in line))
    result = hrkg("validate", str(graph))
    assert result.exit_code == 1
    assert "2018-04-01-a-film-on-rivers: violation: " in result.output


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [("x.nq", "nonsense", "x.nq:1: "), ("x.doc", "", "the suffix tells no RDF format"), ("", "", "cannot be read")],
)
def test_a_graph_that_cannot_be_read_ends_with_2(hrkg, tmp_path: Path, name: str, text: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / (name or "absent.nq")
    if name:
        path.write_text(text)
    result = hrkg("validate", str(path))
    assert result.exit_code == 2
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


def test_build_says_what_it_built(hrkg, posts: Path, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    result = hrkg("build", str(posts))
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"in {tmp_path / 'var'}: 3 posts, 1 statements, " in result.stderr


def test_query_answers_as_a_table(built) -> None:  # type: ignore[no-untyped-def]
    asked = "SELECT ?name { ?s hrkg:nameAsWritten ?name } ORDER BY ?name LIMIT 2"
    lines = built("query", asked).stdout.splitlines()
    assert lines[2].strip("| ") == "Amnesty International"
    assert lines[-1] == "2 rows"


@pytest.mark.parametrize(
    ("form", "start"),
    [("json", '{"head"'), ("xml", "<?xml"), ("csv", "name\r\nAmnesty"), ("tsv", "?name\n")],
)
def test_query_answers_in_the_standard_formats(built, form: str, start: str) -> None:  # type: ignore[no-untyped-def]
    result = built("query", "SELECT ?name { ?s hrkg:nameAsWritten ?name } ORDER BY ?name", "--format", form)
    assert result.stdout_bytes.decode().startswith(start)


def test_query_gives_graphs(built) -> None:  # type: ignore[no-untyped-def]
    result = built("query", "CONSTRUCT { ?p a hrkg:Post } { ?p a hrkg:Post }", "--format", "ntriples")
    assert result.stdout.count("\n") == 3


@pytest.mark.parametrize(
    ("sparql", "form", "reason"),
    [
        ("SELECT ?x {", "table", "syntax error in line 1, column 12, at the end of the query"),
        ("SELECT ?x { ?x ?p ?o }", "docx", "'docx' is no format; there are: table, turtle, ntriples"),
        ("SELECT (<urn:no>(1) AS ?x) {}", "json", "the query cannot be evaluated"),
    ],
)
def test_a_query_that_cannot_be_answered_is_one_line(built, sparql: str, form: str, reason: str) -> None:  # type: ignore[no-untyped-def]
    result = built("query", sparql, "--format", form)
    assert result.exit_code == 2
    assert reason in result.stderr
    assert result.stderr.count("\n") == 1


def test_stats_tells_what_there_is(built) -> None:  # type: ignore[no-untyped-def]
    lines = dict(line.split(maxsplit=1) for line in built("stats").stdout.splitlines())
    assert (lines["posts"], lines["signatures"], lines["span"]) == ("3", "5", "2018-04-01 to 2021-03-05")


def test_dump_gives_all_of_it_in_each_format(built) -> None:  # type: ignore[no-untyped-def]
    quads = built("dump").stdout_bytes
    triples = built("dump", "--format", "ntriples").stdout_bytes
    assert quads.count(b"\n") >= triples.count(b"\n") > 100
    assert json.loads(built("dump", "--format", "jsonld").stdout_bytes)
    assert built("dump", "--format", "csv").exit_code == 2


@pytest.mark.parametrize("command", [["stats"], ["dump"], ["query", "ASK {}"], ["serve"]])
def test_without_a_snapshot_nothing_is_found(hrkg, command: list[str]) -> None:  # type: ignore[no-untyped-def]
    result = hrkg(*command)
    assert result.exit_code == 1
    assert "holds no snapshot yet; 'hrkg build' makes one" in result.stderr


def test_a_wrong_setting_is_a_usage_error(posts: Path) -> None:
    result = CliRunner().invoke(main, ["convert", str(posts)], env={"HRKG_QUERY_TIMEOUT": "soon"})
    assert result.exit_code == 2
    assert "an option, an HRKG_… variable or the file of settings is wrong" in result.stderr


@pytest.mark.parametrize("base", ["example.org/", "https://example.org", "ftp://example.org/"])
def test_a_base_that_cannot_carry_iris_is_a_usage_error(hrkg, posts: Path, base: str) -> None:  # type: ignore[no-untyped-def]
    assert hrkg("convert", str(posts), "--base", base).exit_code == 2


def test_a_reader_that_goes_away_is_no_error(posts: Path) -> None:
    command = f"{sys.executable} -m hrkg convert {posts} {ROOT / 'data/posts'} | head -n 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_serve_tells_all_its_variables() -> None:
    told = CliRunner().invoke(main, ["serve", "--help"]).output
    for name in Settings.__dataclass_fields__.keys() - {"base", "share"}:  # which are of no use to a server
        assert f"HRKG_{name.upper()} " in told, name
