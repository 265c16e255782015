"""Values -> terms -> N-Quads, in the form that the store keeps."""

from decimal import InvalidOperation

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrkg.errors import InputError
from hrkg.quads import Term, boolean, decimal, duration, from_nquads, integer, iri, text, to_nquads, when, year

XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(("prefix", "datatype"), [("2018", "gYear"), ("2018-05", "gYearMonth"), ("2018-05-24", "date")])
def test_a_date_has_the_datatype_of_its_precision(prefix: str, datatype: str) -> None:
    assert when(prefix) == ox.Literal(prefix, datatype=ox.NamedNode(XSD + datatype))


@pytest.mark.parametrize("wrong", ["", "18", "2018-5", "2018-05-24T00:00", "May 2018", "2018/05"])
def test_what_is_no_date_prefix_is_an_error(wrong: str) -> None:
    with pytest.raises(ValueError, match="no ISO 8601 date prefix"):
        when(wrong)


@pytest.mark.parametrize(
    ("written", "kept"),
    [("P18M", "P1Y6M"), ("P120M", "P10Y"), ("P10Y", "P10Y"), ("P0Y", "PT0S"), ("P2W", "P14D"), ("P1Y13M3D", "P2Y1M3D")],
)
def test_durations_are_written_as_the_store_keeps_them(written: str, kept: str) -> None:
    assert duration(written).value == kept


@pytest.mark.parametrize("wrong", ["", "P", "10Y", "P1.5Y", "PT3H"])
def test_what_is_no_duration_is_an_error(wrong: str) -> None:
    with pytest.raises(ValueError, match="no duration"):
        duration(wrong)


def test_decimals_have_no_needless_zeros() -> None:
    assert [decimal(x).value for x in ("70000.00", "1.50", "1e3")] == ["70000", "1.5", "1000"]
    with pytest.raises(InvalidOperation):
        decimal("many")


terms = st.one_of(
    st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))).map(text),
    st.integers(-(10**9), 10**9).map(integer),
    st.integers(1, 9999).map(year),
    st.booleans().map(boolean),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=0, max_value=10**9).map(str).map(decimal),
    st.dates().map(lambda date: when(date.isoformat())),
    st.builds(lambda y, m, d: duration(f"P{y}Y{m}M{d}D"), *(st.integers(0, 400),) * 3),
)


@given(st.lists(terms, max_size=8))
def test_the_store_gives_back_the_bytes_that_we_write(values: list[Term]) -> None:
    quads = [ox.Quad(iri("urn:s"), iri(f"urn:p{n}"), value, iri("urn:g")) for n, value in enumerate(values)]
    data = to_nquads(quads)
    store = ox.Store()
    store.bulk_load(input=data, format=ox.RdfFormat.N_QUADS)
    assert to_nquads(store) == data
    assert to_nquads(from_nquads(data, place="here")) == data


def test_nquads_are_sorted_and_each_stands_once() -> None:
    quads = [ox.Quad(iri(f"urn:{n}"), iri("urn:p"), text("x\ny"), iri("urn:g")) for n in (2, 1, 2)]
    assert to_nquads(quads) == b'<urn:1> <urn:p> "x\\ny" <urn:g> .\n<urn:2> <urn:p> "x\\ny" <urn:g> .\n'


def test_broken_nquads_are_named_with_their_line() -> None:
    with pytest.raises(InputError, match=r"here:2: "):
        from_nquads(b"<urn:a> <urn:b> <urn:c> .\nnonsense\n", place="here")
