"""The shipped data: posts and their gold in step, nothing private in them, authority tables sound."""

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hrkg.lexicon import Row, load_lexicon
from hrkg.model import Post
from hrkg.read.archive import read_archive
from hrkg.text.normal import fold

ROOT = Path(__file__).resolve().parents[1]
COPIED = ROOT.parent / "shared" / "tools" / "copied_prose.py"
AUTHORITY = ROOT / "data" / "authority"
LEXICON = load_lexicon(AUTHORITY, ROOT / "ontology")

# Members of the United Nations, then the two observer states; ISO 3166-1 alpha-2.
_STATES = """
AD AE AF AG AL AM AO AR AT AU AZ BA BB BD BE BF BG BH BI BJ BN BO BR BS BT BW BY BZ CA CD CF CG CH CI CL CM CN CO CR CU
CV CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU ID IE IL IN IQ
IR IS IT JM JO JP KE KG KH KI KM KN KP KR KW KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MN MR MT MU
MV MW MX MY MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PH PK PL PT PW PY QA RO RS RU RW SA SB SC SD SE SG SI SK SL SM SN
SO SR SS ST SV SY SZ TD TG TH TJ TL TM TN TO TR TT TV TZ UA UG US UY UZ VC VE VN VU WS YE ZA ZM ZW
PS VA
"""
UN_STATES = _STATES.split()

TABLES: dict[str, tuple[Row, ...]] = {
    "organisations": LEXICON.organisations,
    "persons": LEXICON.persons,
    "prizes": LEXICON.prizes,
    "countries": LEXICON.countries,
    "laws": LEXICON.laws,
    "places": LEXICON.places,
}
KINDS = ("statements", "signatories", "defenders", "detentions", "incidents", "prizes", "links")
ISO_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
DURATION = re.compile(r"P(?=\d)(\d+Y)?(\d+M)?(\d+D)?|life|death")

# Longer words first, so that 'brothers' is not taken for 'brother'.
_KIN = (
    "wife|husband|spouse|widower|widow|fiancée|fiancé|partner|parents|(?:step|grand)?(?:father|mother)(?:-in-law)?"
    "|(?:brother|sister)(?:s|-in-law)?|(?:grand)?(?:sons?|daughters?|children|child)|uncle|aunt|nephew|niece|cousins?"
    "|relatives?"
)
_NAME = r"[^\W\d_a-zà-ÿ][\w’'-]+"
RELATIVE = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Tt]he|\w+[’']s)\s(?:[\w-]+\s){{0,3}}?(?:{_KIN})\b,?\s(?:[a-z-]+\s){{0,2}}?{_NAME}"
    rf"|{_NAME},\s(?:his|her|their|the|a)\s(?:[\w-]+\s){{0,3}}?(?:{_KIN})\b"
)
EMAIL = re.compile(r"\w[\w.+-]*\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.|\s?\(dot\)\s?)[\w.-]+")
PHONE = re.compile(
    r"(?:\+|\b00)\d[\d ()/.-]{6,}\d|\b(?:tel|phone|fax|mobile|whatsapp)\b\.?:?\s*\d[\d ()/.-]{4,}\d", re.I
)
ADDRESS = re.compile(r"https?://\S+")


def _pairs() -> Iterator[tuple[Post, dict[str, Any]]]:
    """Every post of data/posts/ with its facts of data/gold/, in the order of the files."""
    for path in sorted((ROOT / "data" / "posts").glob("*.txt")):
        posts = list(read_archive(path.read_text(encoding="utf-8"), place=path.name))
        facts = json.loads((ROOT / "data" / "gold" / f"{path.stem}.gold.json").read_text(encoding="utf-8"))
        for post, gold in zip(posts, facts, strict=True):
            assert isinstance(post, Post), post
            yield post, gold


PAIRS = list(_pairs())
every_post = pytest.mark.parametrize(("post", "gold"), PAIRS, ids=[post.key for post, _ in PAIRS])
every_table = pytest.mark.parametrize("table", TABLES)


def _straight(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'")


def test_all_76_posts_are_there_once() -> None:
    assert len({post.key for post, _ in PAIRS}) == len(PAIRS) == 76


@every_post
def test_a_post_and_its_gold_agree_on_what_the_post_is(post: Post, gold: dict[str, Any]) -> None:
    assert gold["id"] == post.key
    assert gold["title"] == post.title
    assert gold["published"] == post.published
    assert gold["links"] == list(post.links)


@every_post
def test_every_name_of_the_gold_stands_in_its_post(post: Post, gold: dict[str, Any]) -> None:
    names = [s["name"] for s in gold["signatories"]]
    names += [s["capacity"] for s in gold["signatories"] if s["capacity"]]
    for defender in gold["defenders"]:
        names += [defender["name"], *defender["aliases"], *defender["affiliations"]]
    for prize in gold["prizes"]:
        names += [prize["name"], *prize["aliases"], *prize["laureates"], *prize["runners_up"]]
        names += [prize[slot] for slot in ("awarder", "theme", "ceremony_place") if prize[slot]]
    for detention in gold["detentions"]:
        names += [detention[slot] for slot in ("place", "law") if detention[slot]]
    assert [name for name in names if name not in post.text] == []


@every_post
def test_facts_of_the_gold_refer_to_each_other(post: Post, gold: dict[str, Any]) -> None:
    people = {defender["name"] for defender in gold["defenders"]}
    assert len(people) == len(gold["defenders"])
    assert {s["statement"] for s in gold["signatories"]} <= set(range(len(gold["statements"])))
    assert {name for s in gold["statements"] for name in s["concerns"]} <= people
    assert {d["defender"] for d in gold["detentions"]} <= people
    assert {i["person"] for i in gold["incidents"] if i["person"]} <= people


def _codes(gold: dict[str, Any]) -> Iterator[str]:
    for statement in gold["statements"]:
        yield from statement["countries"]
        yield from (a for a in statement["addressees"] if re.fullmatch("[A-Z]{2}", a))
    for kind in ("signatories", "defenders", "detentions", "incidents"):
        yield from (fact["country"] for fact in gold[kind] if fact["country"])


@every_post
def test_values_of_the_gold_are_of_the_kinds_that_the_ontology_knows(post: Post, gold: dict[str, Any]) -> None:
    notations = {
        scheme: {c.notation for c in LEXICON.concepts if c.scheme == scheme}
        for scheme in ("statement-kind", "status", "incident-type", "role")
    }
    assert {s["kind"] for s in gold["statements"]} <= notations["statement-kind"]
    assert {d["status"] for d in gold["detentions"]} <= notations["status"]
    assert {i["type"] for i in gold["incidents"]} <= notations["incident-type"]
    assert {role for d in gold["defenders"] for role in d["roles"]} <= notations["role"]
    assert {s["kind"] for s in gold["signatories"]} <= {"organisation", "person"}
    assert set(_codes(gold)) <= set(LEXICON.countries_by_code)
    dates = [s["issued"] for s in gold["statements"]] + [i["date"] for i in gold["incidents"]]
    dates += [d[slot] for d in gold["detentions"] for slot in ("start", "end", "expired")]
    dates += [p[slot] for p in gold["prizes"] for slot in ("opens", "deadline", "ceremony_date")]
    assert [date for date in dates if date and not ISO_DATE.fullmatch(date)] == []
    lengths = [d[slot] for d in gold["detentions"] for slot in ("sentence", "suspended")]
    assert [length for length in lengths if length and not DURATION.fullmatch(length)] == []
    assert all(d["start"][:7] <= d["end"][:7] for d in gold["detentions"] if d["start"] and d["end"])


@every_post
def test_canonical_names_are_those_of_the_table(post: Post, gold: dict[str, Any]) -> None:
    for signatory in gold["signatories"]:
        rows = LEXICON.organisations_by_name.get(fold(signatory["name"]), ())
        if signatory["kind"] == "organisation" and len(rows) == 1:
            assert signatory["canonical"] == _straight(rows[0].label)


@every_post
def test_no_relative_is_named_and_no_contact_given(post: Post, gold: dict[str, Any]) -> None:
    text = ADDRESS.sub("", post.text)
    assert [m.group() for pattern in (RELATIVE, EMAIL, PHONE) for m in pattern.finditer(text)] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (RELATIVE, "His wife Jana Testova was questioned as well."),
        (RELATIVE, "On Monday her younger brother, Ömer, waited outside."),
        (RELATIVE, "Jana Testova, the widow, thanked the jury."),
        (RELATIVE, "Testov’s daughter Mira took it home."),
        (EMAIL, "Write to jana.testova@example.org before May."),
        (EMAIL, "Write to jana (at) example.org before May."),
        (PHONE, "Ring +41 22 000 00 00 for more."),
        (PHONE, "Tel: 022 000 00 00"),
    ],
)
def test_the_check_for_private_matters_finds(pattern: re.Pattern[str], text: str) -> None:
    assert pattern.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "All prisoners of conscience are my family, Testov said.",
        "The Mothers of the Square signed, and so did Jana Testova.",
        "From 24 May 2018 until 10 June 2021 she was held; the prize is worth 1 000 000.",
        "The mother organisation of the network is in Geneva.",
    ],
)
def test_the_check_for_private_matters_leaves_alone(text: str) -> None:
    assert not any(pattern.search(text) for pattern in (RELATIVE, EMAIL, PHONE))


@every_table
def test_cells_of_a_table_are_clean(table: str) -> None:
    lines = (AUTHORITY / f"{table}.tsv").read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    cells = [cell for line in lines for cell in line.split("\t")]
    assert [cell for cell in cells if cell != cell.strip() or "||" in cell or cell.strip("|") != cell] == []
    ids = [line.split("\t")[0] for line in lines[1:]]
    assert len(ids) == len(set(ids)) == len(TABLES[table])
    assert [i for i in ids if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", i)] == []


@every_table
def test_items_are_well_formed_and_each_tells_where_it_was_seen(table: str) -> None:
    rows = TABLES[table]
    for row in rows:
        if row["qid"]:
            assert re.fullmatch(r"Q[1-9]\d*", row["qid"]), row.id
            # How many families of sources name it; the items of countries all come from one release of rigour.
            form = r"\[[1-9]\] \S|\[1\+\] \S.*(tells|agree)" if table != "countries" else r"rigour \d"
            assert re.match(form, row["qid_evidence"]), row.id
            assert row["confidence"] in {"verified", "likely"}, row.id
        else:
            assert (row["qid_evidence"], row["confidence"]) == ("", "none"), row.id
    items = [row["qid"] for row in rows if row["qid"]]
    assert len(items) == len(set(items))


def test_what_is_a_country_is_no_organisation() -> None:
    items = {row["qid"] for row in LEXICON.organisations if row["qid"]}
    assert [row.id for row in LEXICON.countries if row["qid"] in items] == []


def test_persons_have_roles_that_decide_whom_a_name_may_stand_for() -> None:
    roles = {role for row in LEXICON.persons for role in row["role"].split("|")}
    assert roles == {"defender", "laureate", "official", "expert"}


def _shared(rows: tuple[Row, ...]) -> dict[str, set[str]]:
    """The names in comparing form that stand in two rows or more, acronyms included -> the ids of those rows."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for name in (*row.names, row["acronym"]):
            if name:
                found[fold(name)].add(row.id)
    return {name: ids for name, ids in found.items() if len(ids) > 1}


def test_a_name_of_two_rows_is_marked_and_nothing_else() -> None:
    head, *lines = (AUTHORITY / "shared_names.tsv").read_text(encoding="utf-8").splitlines()
    assert head.split("\t") == ["table", "name", "ids"]
    assert lines == sorted(lines)
    marked: dict[str, dict[str, set[str]]] = {table: {} for table in TABLES}
    for line in lines:
        table, name, ids = line.split("\t")
        marked[table][fold(name)] = set(ids.split("|"))
    assert marked == {table: _shared(rows) for table, rows in TABLES.items()}


def test_all_states_are_in_the_table_of_countries() -> None:
    status = {row["ISO2"]: row["un_status"] for row in LEXICON.countries if row["un_status"]}
    assert sorted(status) == sorted(UN_STATES)
    assert sorted(code for code, value in status.items() if value == "observer") == ["PS", "VA"]
    for code in UN_STATES:
        row = LEXICON.countries_by_code[code]
        assert row.label
        assert row["qid"]
        assert re.fullmatch("[A-Z]{3}", row["ISO3"])


@pytest.mark.parametrize("table", [table for table in TABLES if table != "countries"])
def test_countries_of_other_tables_are_in_the_table_of_countries(table: str) -> None:
    assert {row["country"] for row in TABLES[table]} - {""} <= set(LEXICON.countries_by_code)


@pytest.mark.parametrize("path", sorted((AUTHORITY / "words").glob("*.tsv")), ids=lambda path: path.stem)
def test_word_lists_are_sorted_and_free_of_duplicates(path: Path) -> None:
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    assert head == "list\tphrase\tvalue"
    keys = [tuple(line.split("\t")[:2]) for line in lines]
    assert keys == sorted(set(keys))
    assert [key for key in keys if key[1] != key[1].strip() or not key[1]] == []


def test_every_table_and_column_is_explained() -> None:
    text = (AUTHORITY / "README.md").read_text(encoding="utf-8")
    for path in sorted(AUTHORITY.rglob("*.tsv")):
        name = path.relative_to(AUTHORITY).as_posix()
        assert f"`{name}`" in text, f"{name} is not explained in data/authority/README.md"
        if path.parent == AUTHORITY:
            columns = path.read_text(encoding="utf-8").split("\n", 1)[0].split("\t")
            assert [column for column in columns if f"`{column}`" not in text] == []


def test_each_licence_that_the_tables_rest_on_is_kept_beside_them() -> None:
    text = (AUTHORITY / "README.md").read_text(encoding="utf-8")
    kept = sorted(path.name for path in AUTHORITY.glob("LICENSE-*.txt"))
    assert kept == sorted(set(re.findall(r"LICENSE-\w+\.txt", text)))
    assert "OpenSanctions Datenbanken GmbH" in (AUTHORITY / "LICENSE-rigour.txt").read_text(encoding="utf-8")


def test_the_readme_counts_right() -> None:
    counted = {kind: sum(len(gold[kind]) for _, gold in PAIRS) for kind in KINDS}
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    told = {kind: int(figure) for kind, figure in re.findall(r"^\| (\w+) \| (\d+) \|$", text, re.M)}
    assert told == counted


def test_no_prose_of_the_corpora_is_in_the_repository() -> None:
    if not (COPIED.exists() and (ROOT / ".git").exists()):
        pytest.skip("the corpora stand outside the repository, and what is in it is asked of git")
    found = subprocess.run([sys.executable, str(COPIED), str(ROOT)], capture_output=True, text=True, check=False)
    assert (found.stdout, found.returncode) == ("", 0)
