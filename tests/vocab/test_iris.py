"""IRIs of ours, minted and read back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hrkg.vocab.iris import KINDS, Iris, Name

keys = st.from_regex(r"[A-Za-z0-9._~-]{1,12}(/[A-Za-z0-9._~-]{1,12}){0,2}", fullmatch=True)
bases = st.sampled_from(["https://w3id.org/hrkg/", "http://localhost:8000/", "https://example.org/id#"])


@given(bases, st.sampled_from(KINDS), keys)
def test_what_is_minted_is_read_back(base: str, kind: str, key: str) -> None:
    iris = Iris(base)
    assert iris.parse(iris.entity(kind, key).value) == Name(kind, key)


@pytest.mark.parametrize(
    ("kind", "key"), [("planet", "x"), ("post", ""), ("post", "a b"), ("post", "a//b"), ("post", "ä")]
)
def test_what_we_do_not_mint_is_an_error(kind: str, key: str) -> None:
    with pytest.raises(ValueError, match="no IRI can be made"):
        Iris("https://example.org/").entity(kind, key)


@pytest.mark.parametrize(
    "other", ["https://elsewhere.org/post/x", "https://example.org/post/", "https://example.org/x/y"]
)
def test_what_is_not_ours_is_none(other: str) -> None:
    assert Iris("https://example.org/").parse(other) is None
